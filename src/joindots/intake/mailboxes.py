"""Mailboxes in one file: mbox, as mail programs export it."""

import re
from collections.abc import Iterator
from email.parser import BytesHeaderParser

from joindots.intake.files import File, name_part
from joindots.intake.mail import MEDIA_TYPE
from joindots.intake.mail_headers import ShortHeaders, read_field
from joindots.intake.part_names import tidy_label
from joindots.model import InputError

_EXTENSIONS = frozenset({".mbox", ".mbx"})
# A message begins with `From `, who, and when; and a header field right below.
# Source: RFC 4155, appendix A; real ones write the date in several ways, all with a time of day.
_FROM_LINE = re.compile(rb"^From [^\r\n]{0,200}\d\d:\d\d[^\r\n]{0,60}\r?\n(?=[!-9;-~]{1,70}:)", re.MULTILINE)
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


class MailboxReader:
    """Yields the messages in their order, each named by its Message-ID, or by its number where it has none."""

    def accepts(self, file: File) -> bool:
        """By its first line, or by extension."""
        return bool(_FROM_LINE.match(file.data)) or (file.extension in _EXTENSIONS and b"From " in file.data[:4096])

    def read(self, file: File) -> Iterator[File]:
        """Split at the lines that begin messages.

        Raises:
            InputError: No message begins in it.
        """
        starts = [found.span() for found in _FROM_LINE.finditer(file.data)]
        if not starts:
            raise InputError(file.source, "The mailbox holds no message.")
        ends = [start for start, _ in starts[1:]] + [len(file.data)]
        for number, ((_, first), end) in enumerate(zip(starts, ends, strict=True), start=1):
            data = _QUOTED.sub(rb"\1", file.data[first:end])
            yield File(source=name_part(file, _name_message(data, number)), data=data, media_type=MEDIA_TYPE)


def _name_message(data: bytes, number: int) -> str:
    fields = BytesHeaderParser(policy=ShortHeaders()).parsebytes(data[:65_536])
    given = (read_field(fields, "Message-ID") or "").strip("<> ")
    return tidy_label(given) if given else str(number)
