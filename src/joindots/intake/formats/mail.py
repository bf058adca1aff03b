"""E-mail: each message one document; what is attached to it are documents of their own."""

import re
from collections.abc import Iterator, Sequence

from joindots.intake.blocks.paragraphs import BLANKS
from joindots.intake.drafts import Draft
from joindots.intake.files import File
from joindots.intake.formats.headed_texts import Line, Text, compose_text, list_head
from joindots.intake.formats.mail_headers import Part, parse_mail, read_field, read_sender
from joindots.intake.formats.mail_parts import (
    LOCKED_REASON,
    MESSAGE,
    is_damaged,
    is_locked,
    list_contents,
    open_attachment,
    read_text,
)
from joindots.intake.formats.moments import read_moment
from joindots.intake.inputs import STAGE
from joindots.model import InputError, Rejection
from joindots.text.decode import make_storable

_ATTACHED_DAMAGED = "What is attached as {} is damaged; what comes after the damage is missing."
_DAMAGED = "Part of the mail is damaged; what comes after the damage is missing."
_EXTENSIONS = frozenset({".eml", ".emlx"})
_HEAD_WITHIN = 65_536  # bytes
_FIELD = re.compile(rb"^([!-9;-~]{1,70}):", re.MULTILINE)
# Fields that nobody writes by hand above a text.
_SENT = frozenset({b"received", b"message-id", b"mime-version", b"return-path", b"delivered-to"})
_LENGTH_LINE = re.compile(rb"\s{0,20}\d{1,12}[ \t]{0,20}\r?\n")  # above each mail that Apple's program keeps


class MailReader:
    """Reads a message as one document, headed by subject, sender and date, and yields what is attached to it."""

    def accepts(self, file: File) -> bool:
        """By header fields that only a mail has; by any field where declared type or extension say so."""
        fields = _list_fields(file.data)
        if file.media_type == MESSAGE or file.extension in _EXTENSIONS:
            return bool(fields)
        return b"from" in fields and not _SENT.isdisjoint(fields)

    def read(self, file: File) -> Iterator[Draft | File | Rejection]:
        """Read the text, then the attachments in their order.

        Raises:
            InputError: The mail is encrypted, nested too deeply or holds neither text nor attachments.
        """
        data = file.data[len(_match_length(file.data)) :]
        message = parse_mail(data)
        if is_locked(message):
            raise InputError(file.source, LOCKED_REASON)
        contents = list_contents(message)
        bodies = [read_text(part) for part in contents.texts]
        has_text = any(text.strip(BLANKS) for text, _ in bodies)
        if not has_text and not contents.attached:
            raise InputError(file.source, "The mail holds no text.")
        damaged = any(map(is_damaged, contents.texts))
        draft = _make_draft(file, message, bodies, damaged=damaged)
        if has_text or draft.title:
            yield draft
        if damaged:
            yield Rejection(source=file.source, stage=STAGE, reason=_DAMAGED, outcome="partly read")
        for number, part in enumerate(contents.attached, start=1):
            opened = open_attachment(file, part, number)
            yield opened
            if isinstance(opened, File) and is_damaged(part):
                name = opened.source.removeprefix(file.source).lstrip("#")
                reason = _ATTACHED_DAMAGED.format(name)
                yield Rejection(source=file.source, stage=STAGE, reason=reason, outcome="partly read")


def _list_fields(data: bytes) -> set[bytes]:
    """Names of the header fields that data begin with."""
    head = data[len(_match_length(data)) :][:_HEAD_WITHIN].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    return {name.lower() for name in _FIELD.findall(head)} if _FIELD.match(head) else set()


def _match_length(data: bytes) -> bytes:
    found = _LENGTH_LINE.match(data)
    return found.group() if found else b""


def _make_draft(file: File, message: Part, bodies: Sequence[Text], *, damaged: bool) -> Draft:
    """The mail as a document; one that was sent for what is attached to it may be nothing but its head."""
    title = read_field(message, "Subject")
    name, address = read_sender(message)
    printed = read_field(message, "Date")
    day = read_moment(printed) if printed else None
    text, hints = compose_text(list_head(title, _write_byline(name, address), printed if day else None), bodies)
    notes = {*make_storable(text)[1], *(("published: not a date",) if printed and not day else ())}
    notes |= {"part of the mail is damaged"} if damaged else set()
    return Draft(
        source=file.source,
        sha256=file.sha256,
        media_type=MESSAGE,
        text=text,
        title=title,
        authors=(name,) if name else (),
        published=day,
        part_of=file.part_of,
        hints=hints,
        notes=tuple(sorted(notes)),
    )


def _write_byline(name: str | None, address: str | None) -> list[Line]:
    """`Ada Quill <ada@harbour.example>`, of which only the name is a byline."""
    line: list[Line] = [(name, "byline")] if name else []
    if address:
        line.append((f" <{address}>" if name else f"<{address}>", "boilerplate"))
    return [*line[:-1], (line[-1][0] + "\n", line[-1][1])] if line else []
