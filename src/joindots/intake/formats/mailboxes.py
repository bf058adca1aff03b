"""Mailboxes in one file: mbox, as mail programs export it."""

import re
from collections.abc import Iterator

from joindots.intake.files import File, name_part
from joindots.intake.formats.mail_headers import parse_mail, read_field
from joindots.intake.formats.mail_parts import MESSAGE
from joindots.intake.formats.part_names import tidy_label

# A message begins with `From `, who, and when, between a blank line and a header field; dates are written in several
# ways, all with a time of day. Source: RFC 4155, appendix A.
_FROM_LINE = re.compile(
    rb"From (?:(?<=\n\nFrom )|(?<=\n\r\nFrom )|(?<=\AFrom ))"
    rb"[^\r\n]{0,200}\d\d:\d\d[^\r\n]{0,60}\r?\n(?=[!-9;-~]{1,70}:)"
)
_HEAD_WITHIN = 16_384  # bytes
_BLANK_LINE = re.compile(rb"\n\r?\n")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


class MailboxReader:
    """Yields the messages in their order, each named by its Message-ID, or by its number where it has none."""

    def accepts(self, file: File) -> bool:
        """By its first line."""
        return bool(_FROM_LINE.match(file.data))

    def read(self, file: File) -> Iterator[File]:
        """Split at the lines that begin messages."""
        starts = [found.span() for found in _FROM_LINE.finditer(file.data)]
        ends = [start for start, _ in starts[1:]] + [len(file.data)]
        for number, ((_, first), end) in enumerate(zip(starts, ends, strict=True), start=1):
            data = _QUOTED.sub(rb"\1", file.data[first:end])
            source = name_part(file, _name_message(data, number))
            yield File(source=source, data=data, media_type=MESSAGE, part_of=file.part_of)


def _name_message(data: bytes, number: int) -> str:
    head = _BLANK_LINE.split(data[:_HEAD_WITHIN], maxsplit=1)[0]
    given = (read_field(parse_mail(head), "Message-ID") or "").strip("<> ")
    return tidy_label(given) if given else str(number)
