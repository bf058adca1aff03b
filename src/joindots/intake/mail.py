"""E-mail messages: one document each; what is attached to them are documents of their own."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message

from msgspec import Struct

from joindots.intake.drafts import Draft, Hint
from joindots.intake.files import File, name_part
from joindots.intake.html_fragments import read_fragment
from joindots.intake.inputs import STAGE
from joindots.intake.mail_bodies import mark_text, unwrap_flowed
from joindots.intake.mail_headers import (
    ShortHeaders,
    decode_declared,
    decode_words,
    find_charset,
    read_day,
    read_field,
    read_sender,
)
from joindots.intake.paragraphs import BLANKS
from joindots.intake.part_names import tidy_name
from joindots.model import BlockKind, InputError, Rejection
from joindots.text.decode import decode_text, make_storable

MEDIA_TYPE = "message/rfc822"
_EXTENSIONS = frozenset({".eml"})
_HEAD_WITHIN = 65_536  # bytes
_FIELD = re.compile(rb"^([!-9;-~]{1,70}):", re.MULTILINE)
_SENDING = frozenset({b"received", b"message-id", b"mime-version", b"return-path", b"delivered-to"})
_UNREAD = {
    "text/calendar": "a calendar entry",
    "application/ics": "a calendar entry",
    "text/x-vcard": "a visiting card",
    "text/vcard": "a visiting card",
    "application/ms-tnef": "an Outlook container (winmail.dat)",
    "application/vnd.ms-tnef": "an Outlook container (winmail.dat)",
}
_SIGNATURES = frozenset({"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"})
_PARTS_MOST = 1000
Text = tuple[str, tuple[Hint, ...]]


class Contents(Struct, frozen=True):
    """The leaves of a mail.

    Attributes:
        texts: The parts that are shown as its text.
        attached: The others.
    """

    texts: list[Message]
    attached: list[Message]


class MailReader:
    """Reads a message as one document, headed by subject, sender and date, and yields what is attached to it."""

    def accepts(self, file: File) -> bool:
        """By declared type, extension, or header fields that only a mail has."""
        return file.media_type == MEDIA_TYPE or file.extension in _EXTENSIONS or looks_like_mail(file.data)

    def read(self, file: File) -> Iterator[Draft | File | Rejection]:
        """Read the text, then the attachments in their order.

        Raises:
            InputError: The mail is encrypted, nested too deeply or holds neither text nor attachments.
        """
        try:
            message = message_from_bytes(file.data, policy=ShortHeaders())
            contents = _list_contents(message)
        except RecursionError as error:
            raise InputError(file.source, "Its parts are nested too deeply to be read.") from error
        draft = _make_draft(file, message, contents.texts)
        if draft is None and not contents.attached:
            raise InputError(file.source, "The mail holds no text.")
        if draft:
            yield draft
        for number, part in enumerate(contents.attached, start=1):
            yield _open_attachment(file, part, number)


def looks_like_mail(data: bytes) -> bool:
    """Whether data begin with header fields that only mails have."""
    head = data[:_HEAD_WITHIN].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    if not _FIELD.match(head):
        return False
    names = {name.lower() for name in _FIELD.findall(head)}
    return b"from" in names and not _SENDING.isdisjoint(names)


def _list_contents(message: Message) -> Contents:
    contents = Contents([], [])
    _collect(message, contents)
    return contents


def _collect(part: Message, contents: Contents) -> None:
    kind = part.get_content_type()
    if kind == "multipart/alternative" and part.is_multipart():
        _collect_best(list(_children(part)), contents)
    elif kind == MEDIA_TYPE or not part.is_multipart():
        is_text = kind in ("text/plain", "text/html") and not _is_attached(part)
        (contents.texts if is_text else contents.attached).append(part)
    else:
        for child in _children(part):
            _collect(child, contents)


def _children(part: Message) -> Iterator[Message]:
    payload = part.get_payload()
    if isinstance(payload, list):
        yield from (child for child in payload if isinstance(child, Message))


def _collect_best(children: list[Message], contents: Contents) -> None:
    """Of versions of one text the plain one, else the last that can be read."""
    found = []
    for child in children:
        inside = Contents([], [])
        _collect(child, inside)
        found.append(inside)
    plain = (each for each in found if any(part.get_content_type() == "text/plain" for part in each.texts))
    best = next(plain, None) or next((each for each in reversed(found) if each.texts), None)
    for each in found:
        contents.texts.extend(each.texts if each is best else [])
        contents.attached.extend(each.attached)


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or part.get_filename() is not None


def _make_draft(file: File, message: Message, texts: list[Message]) -> Draft | None:
    title = read_field(message, "Subject")
    name, address = read_sender(message)
    day = read_day(message)
    lines = list(_list_header(title, name, address, day[0] if day else None))
    text, hints = _compose(lines)
    head = len(text)
    for part in texts:
        body, marks = _read_text(part)
        hints += [Hint(start=mark.start + len(text), end=mark.end + len(text), kind=mark.kind) for mark in marks]
        text += body
    if not text[head:].strip(BLANKS):
        return None
    return Draft(
        source=file.source,
        sha256=file.sha256,
        media_type=MEDIA_TYPE,
        text=text,
        title=title,
        authors=(name,) if name else (),
        published=day[1] if day else None,
        part_of=file.part_of,
        hints=tuple(hints),
        notes=make_storable(text)[1],
    )


def _list_header(
    title: str | None, name: str | None, address: str | None, day: str | None
) -> Iterator[tuple[str, BlockKind]]:
    if title:
        yield f"{title}\n", "title"
    if name:
        yield f"{name}{'' if address else chr(10)}", "byline"
    if address:
        yield f"{' ' if name else ''}<{address}>\n", "boilerplate"
    if day:
        yield f"{day}\n", "dateline"


def _compose(lines: list[tuple[str, BlockKind]]) -> tuple[str, list[Hint]]:
    hints: list[Hint] = []
    at = 0
    for line, kind in lines:
        hints.append(Hint(start=at, end=at + len(line), kind=kind))
        at += len(line)
    return "".join(line for line, _ in lines), hints


def _read_text(part: Message) -> Text:
    data = _decode_payload(part)
    charset = part.get_content_charset()
    if part.get_content_type() == "text/html":
        declared = find_charset(charset)
        html = decode_declared(data, charset) if declared else decode_text(data, declares=True).text
        return read_fragment(_clean(html))
    text = _clean(decode_declared(data, charset))
    if part.get_param("format") == "flowed":
        text = unwrap_flowed(text, delete_space=part.get_param("delsp") == "yes")
    return mark_text(text) if text.strip(BLANKS) else ("", ())


def _clean(text: str) -> str:
    return make_storable(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))[0]


def _decode_payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _open_attachment(file: File, part: Message, number: int) -> File | Rejection:
    kind = part.get_content_type()
    name = tidy_name(decode_words(part.get_filename() or "")) if part.get_filename() else str(number)
    source = name_part(file, name)
    if kind in _UNREAD:
        return Rejection(source=source, stage=STAGE, reason=f"This is {_UNREAD[kind]}.", outcome="skipped")
    if kind == MEDIA_TYPE:
        inner = next(_children(part), None)
        data = inner.as_bytes(policy=ShortHeaders()) if inner is not None else _decode_payload(part)
        return File(source=source, data=data, media_type=MEDIA_TYPE, part_of=file.source)
    charset = part.get_content_charset()
    return File(source=source, data=_decode_payload(part), media_type=kind, charset=charset, part_of=file.source)
