"""Header fields of mails and of saved pages, decoded as far as they can be."""

import codecs
import re
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.policy import Compat32
from typing import cast

from joindots.text.decode import decode_text, make_storable

MOST_FIELD_CHARACTERS = 4000  # the library's time grows with the square of some fields' length
_MOST_NAME_CHARACTERS = 200
_WHITE = re.compile(r"\s+")


class Part(Message):
    """A mail or a part of one; a parameter that the library stumbles over counts as absent."""

    def get_filename(self, failobj: str | None = None) -> str | None:  # type: ignore[override]
        """The name under which it is attached."""
        try:
            return super().get_filename(failobj)
        except (TypeError, ValueError):
            return failobj

    def get_content_charset(self, failobj: str | None = None) -> str | None:  # type: ignore[override]
        """The charset it declares, lower case."""
        try:
            return super().get_content_charset(failobj)
        except (TypeError, ValueError):
            return failobj

    def get_boundary(self, failobj: str | None = None) -> str | None:  # type: ignore[override]
        """What stands between its parts."""
        try:
            return super().get_boundary(failobj)
        except (TypeError, ValueError):
            return failobj

    def read_raw(self) -> object:
        """Its parts, or its content as it stands in the mail, bytes beyond ASCII as lone surrogates."""
        return self._payload  # type: ignore[attr-defined]  # its own getter decodes, by whatever charset is declared

    def read_param(self, name: str) -> str:
        """A parameter of its Content-Type, lower case; empty where it is absent."""
        try:
            value = self.get_param(name)
        except (TypeError, ValueError):
            return ""
        return value.lower() if isinstance(value, str) else ""


class RawFields(Compat32):
    """Keeps fields as they stand, and cuts those beyond any use: each is taken apart only where it is asked for."""

    mangle_from_ = False

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Name and value, bytes beyond ASCII as lone surrogates."""
        return super().header_source_parse(_cut(sourcelines))

    def header_fetch_parse(self, name: str, value: str) -> str:
        """The value as it stands."""
        del name
        return value

    def fold_binary(self, name: str, value: str) -> bytes:
        """The field as it stood."""
        return f"{name}: {value}\n".encode("ascii", "surrogateescape")


def _cut(lines: list[str]) -> list[str]:
    kept: list[str] = []
    left = MOST_FIELD_CHARACTERS
    for line in lines:
        kept.append(line[:left])
        left -= len(line)
        if left <= 0:
            break
    return kept


def read_field(message: Part, name: str) -> str | None:
    """A field as text in one line, or None where it is absent or empty."""
    return decode_words(message.get(name) or "") or None


def decode_words(value: str) -> str:
    """A field's value in one line, its encoded words decoded; bytes without a declaration are UTF-8 or guessed.

    Source: RFC 2047.
    """
    text = decode_text(value.encode("utf-8", "surrogateescape")).text
    try:
        pieces = decode_header(text)
    except (HeaderParseError, ValueError):
        pieces = [(text, None)]
    joined = "".join(piece if isinstance(piece, str) else _decode_piece(piece, charset) for piece, charset in pieces)
    return _WHITE.sub(" ", make_storable(joined)[0]).strip()


def _decode_piece(data: bytes, charset: str | None) -> str:
    """One piece of what the library splits a field into; what was not encoded it gives in this form of its own."""
    return decode_declared(data, charset) if charset else data.decode("raw-unicode-escape", "replace")


def decode_declared(data: bytes, charset: str | None) -> str:
    """Decode as declared where that works, else as `decode_text` finds."""
    codec = find_charset(charset)
    if codec:
        try:
            return data.decode(codec)
        except UnicodeError:
            pass
    return decode_text(data).text


def find_charset(name: str | None) -> str | None:
    """Python's name of a declared charset; None for one that is not known, or that says nothing."""
    try:
        codec = codecs.lookup((name or "").strip("\"' "))
    except (LookupError, ValueError):
        return None
    # Python's registry also holds transforms of bytes, which are no charsets.
    return codec.name if codec._is_text_encoding and codec.name != "ascii" else None  # noqa: SLF001 - no public way


def read_sender(message: Part) -> tuple[str | None, str | None]:
    """Display name and address of the first sender; either None where it is not given."""
    value = _WHITE.sub(" ", message.get("From") or "").strip()
    name, address = _split_sender(value)
    name = decode_words(name.strip("\"' ")).strip("\"' ")
    is_name = 0 < len(name) <= _MOST_NAME_CHARACTERS and name != address
    return (name if is_name else None), decode_words(address) or None


def _split_sender(value: str) -> tuple[str, str]:
    """Name and address, either empty: `Ada <a@b>`, or `a@b (Ada)` as before 1990, or one of them alone."""
    if "<" in value:
        name, _, rest = value.partition("<")
        return name, rest.partition(">")[0].strip("< ")
    if "@" in value:
        address, _, rest = value.partition("(")
        return rest.partition(")")[0], address.strip()
    return value, ""


def parse_mail(data: bytes) -> Part:
    """The tree of a mail's parts.

    Raises:
        RecursionError: They are nested too deeply.
    """
    return cast("Part", message_from_bytes(data, _class=Part, policy=RawFields()))


def read_content_type(value: str) -> tuple[str | None, str | None]:
    """Media type and charset of a Content-Type field, lower case; either None where it is not given."""
    message = Part()
    message["Content-Type"] = _WHITE.sub(" ", value)[:MOST_FIELD_CHARACTERS]
    given = "/" in value.partition(";")[0]
    return message.get_content_type() if given else None, message.get_content_charset()
