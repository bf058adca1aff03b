"""The parts of a mail: which of them are its text, which are attached, and what of them cannot be opened."""

import base64
import binascii
import re
from collections.abc import Iterator

from msgspec import Struct

from joindots.intake.blocks.paragraphs import BLANKS
from joindots.intake.files import File, name_part
from joindots.intake.formats.headed_texts import Text
from joindots.intake.formats.mail_bodies import mark_text, unwrap_flowed
from joindots.intake.formats.mail_headers import (
    Part,
    RawFields,
    decode_declared,
    decode_words,
    find_charset,
    parse_mail,
)
from joindots.intake.formats.part_names import tidy_name
from joindots.intake.inputs import STAGE
from joindots.intake.pages.html_fragments import read_fragment
from joindots.model import Rejection
from joindots.text.decode import decode_text, make_storable

MESSAGE = "message/rfc822"
_TEXTS = frozenset({"text/plain", "text/html"})
# Belong to the form of a mail and hold nothing that anybody wrote.
_FORM = frozenset(
    {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"}
    | {"application/pgp-encrypted", "message/delivery-status", "message/disposition-notification", "text/x-amp-html"}
)
_LOCKED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
_ARMOUR = "-----BEGIN PGP MESSAGE-----"  # Source: RFC 4880 section 6.2
LOCKED_REASON = "It is encrypted or sealed; save it decrypted from the mail program."
_OUTLOOK = "It is an Outlook container (winmail.dat), which is not opened; save the mail anew in another format."
_UNOPENED = {
    "application/ms-tnef": _OUTLOOK,
    "application/vnd.ms-tnef": _OUTLOOK,
    "message/partial": "It is one part of a mail that was sent in several; put them together in the mail program.",
    "message/external-body": "It only names a file that lies elsewhere, which is not fetched.",
}
_NO_REPORT = {
    "text/calendar": "It is a calendar entry.",
    "application/ics": "It is a calendar entry.",
    "text/vcard": "It is a visiting card.",
    "text/x-vcard": "It is a visiting card.",
}
_BOUNDARY = re.compile(r"^--([^\s\"]{1,70})[ \t]*\r?$", re.MULTILINE)
_BOUNDARY_WITHIN = 10_000  # characters
_BASE64 = re.compile(r"[A-Za-z0-9+/]*={0,3}")  # Source: RFC 4648 section 4
_PICTURES = ("image/", "audio/", "video/")
# A plain version such as "open this mail in your browser": so short, and beside so much more of the other.
_PLAIN_SHORT = 400  # characters
_HTML_TIMES = 3


class Contents(Struct, frozen=True):
    """The leaves of a mail, in its order.

    Attributes:
        texts: The parts that are shown as its text.
        attached: The others that hold something.
    """

    texts: list[Part]
    attached: list[Part]


def is_locked(part: Part) -> bool:
    """Whether a part can only be opened by whom it was sent to."""
    payload = part.read_raw()
    armoured = isinstance(payload, str) and payload.lstrip().startswith(_ARMOUR)
    return armoured or part.get_content_type() in _LOCKED


def list_contents(message: Part) -> Contents:
    """The leaves of a mail; of versions of one text only the best.

    Raises:
        RecursionError: They are nested too deeply.
    """
    contents = Contents([], [])
    _collect(_split_anew(message), contents)
    return contents


def _split_anew(message: Part) -> Part:
    """A mail whose head names another boundary than stands between its parts, split at the one that does."""
    payload = message.read_raw()
    if message.get_content_maintype() != "multipart" or not isinstance(payload, str):
        return message
    found = _BOUNDARY.search(payload[:_BOUNDARY_WITHIN])
    if not found:
        return message
    head = f'Content-Type: multipart/mixed; boundary="{found[1]}"\n\n'
    return parse_mail(f"{head}{payload}".encode("utf-8", "surrogateescape"))


def _collect(part: Part, contents: Contents) -> None:
    kind = part.get_content_type()
    if kind in _FORM or _is_decoration(part, kind):
        return
    if kind == MESSAGE or is_locked(part) or not part.is_multipart():
        # A multipart that is none has a boundary that is not there: what it holds is shown as it stands.
        is_text = (kind in _TEXTS or kind.startswith("multipart/")) and not _is_attached(part) and not is_locked(part)
        (contents.texts if is_text else contents.attached).append(part)
    elif kind == "multipart/alternative":
        _collect_best(part, contents)
    else:
        for child in list_children(part):
            _collect(child, contents)


def list_children(part: Part) -> Iterator[Part]:
    """The parts right below one."""
    payload = part.read_raw()
    if isinstance(payload, list):
        yield from (child for child in payload if isinstance(child, Part))


def _is_attached(part: Part) -> bool:
    return part.get_content_disposition() == "attachment" or part.get_filename() is not None


def _is_decoration(part: Part, kind: str) -> bool:
    """Whether it is a picture that the text shows."""
    return kind.startswith(_PICTURES) and part.get_content_disposition() != "attachment" and "Content-ID" in part


def _collect_best(part: Part, contents: Contents) -> None:
    """Of versions of one text the plain one, unless it says only that there is another."""
    versions = []
    for child in list_children(part):
        versions.append(Contents([], []))
        _collect(child, versions[-1])
    plain = next((each for each in versions if _has(each, "text/plain")), None)
    html = next((each for each in reversed(versions) if _has(each, "text/html")), None)
    best = html if html and (plain is None or _is_stub(plain, html)) else plain
    for each in versions:
        contents.texts.extend(each.texts if each is best else [])
        contents.attached.extend(each.attached)


def _has(contents: Contents, kind: str) -> bool:
    return any(part.get_content_type() == kind for part in contents.texts)


def _is_stub(plain: Contents, html: Contents) -> bool:
    length = sum(len(read_text(part)[0]) for part in plain.texts)
    return length < _PLAIN_SHORT and sum(len(read_text(part)[0]) for part in html.texts) > _HTML_TIMES * length


def read_text(part: Part) -> Text:
    """The text of a part and hints that tile it; both empty where it is blank."""
    data = _decode_payload(part)
    charset = part.get_content_charset()
    if part.get_content_type() == "text/html":
        declared = find_charset(charset)
        return read_fragment(
            _tidy(decode_declared(data, charset) if declared else decode_text(data, declares=True).text)
        )
    text = _tidy(decode_declared(data, charset))
    if part.read_param("format") == "flowed":
        text = unwrap_flowed(text, delete_space=part.read_param("delsp") == "yes")
    return mark_text(text) if text.strip(BLANKS) else ("", ())


def _tidy(text: str) -> str:
    return make_storable(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))[0]


def is_damaged(part: Part) -> bool:
    """Whether a part is said to be Base64 and is not to its end."""
    coded = _read_base64(part)
    return coded is not None and _match_base64(coded) != coded


def _decode_payload(part: Part) -> bytes:
    """The bytes of a part; of damaged Base64 those before the damage."""
    coded = _read_base64(part)
    if coded is not None:
        good = _match_base64(coded).rstrip("=")
        return base64.b64decode(good + "=" * (-len(good) % 4))
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _read_base64(part: Part) -> str | None:
    """What stands in a part that is said to be Base64, without white space; None for every other part."""
    payload = part.read_raw()
    is_coded = (part.get("Content-Transfer-Encoding") or "").strip().lower() == "base64"
    return "".join(payload.split()) if is_coded and isinstance(payload, str) else None


def _match_base64(coded: str) -> str:
    """What of a text is Base64, from its beginning; a single letter after the last group of four stands for nothing."""
    found = _BASE64.match(coded)
    good = found.group() if found else ""
    return good[:-1] if len(good.rstrip("=")) % 4 == 1 else good


def open_attachment(mail: File, part: Part, number: int) -> File | Rejection:
    """What is attached, as a file named as it is named there, or by its number.

    Args:
        mail: What it is attached to.
        part: From `list_contents`.
        number: Its place among what is attached, from 1.
    """
    kind = part.get_content_type()
    given = part.get_filename()
    source = name_part(mail, tidy_name(decode_words(given)) if given else str(number))
    problem = LOCKED_REASON if is_locked(part) else _UNOPENED.get(kind)
    if problem:
        return Rejection(source=source, stage=STAGE, reason=problem)
    if kind in _NO_REPORT:
        return Rejection(source=source, stage=STAGE, reason=_NO_REPORT[kind], outcome="skipped")
    data = _restore_message(part) if kind == MESSAGE else _decode_payload(part)
    charset = part.get_content_charset()
    return File(source=source, data=data, media_type=kind, charset=charset, part_of=mail.source)


def _restore_message(part: Part) -> bytes:
    """A mail inside another as it stood there."""
    inner = next(list_children(part), None)
    data = inner.as_bytes(policy=RawFields()) if inner is not None else _decode_payload(part)
    if (part.get("Content-Transfer-Encoding") or "").strip().lower() != "base64":
        return data
    try:
        return base64.b64decode(data)
    except binascii.Error:
        return data
