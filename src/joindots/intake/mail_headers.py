"""Header fields of mails, decoded as far as they can be."""

import codecs
import re
from datetime import datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.policy import Compat32
from email.utils import parseaddr, parsedate_to_datetime

from joindots.text.decode import decode_text, make_storable

MOST_HEADER_CHARACTERS = 4000  # of one field; the library's time grows with the square of some
_WHITE = re.compile(r"\s+")


class ShortHeaders(Compat32):
    """Parses mails as the library did before it took fields apart at once; cuts fields beyond any use."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Name and value of a field as it stands."""
        name, value = super().header_source_parse(_cut(sourcelines))
        return name, value

    def header_fetch_parse(self, name: str, value: str) -> str:
        """The value without a `Header` around it; bytes beyond ASCII stay lone surrogates until decoded."""
        del name
        return value


def _cut(lines: list[str]) -> list[str]:
    kept: list[str] = []
    left = MOST_HEADER_CHARACTERS
    for line in lines:
        kept.append(line[:left])
        left -= len(line)
        if left <= 0:
            break
    return kept


def read_field(message: Message, name: str) -> str | None:
    """A field as text in one line, or None where it is absent or empty."""
    value = message.get(name)
    return decode_words(str(value)) or None if value is not None else None


def decode_words(value: str) -> str:
    """Undo RFC 2047; bytes that no encoding is declared for are UTF-8 or guessed."""
    raw = value.encode("ascii", "surrogateescape") if value.isascii() or _is_escaped(value) else value.encode("utf-8")
    text = decode_text(raw).text
    try:
        pieces = decode_header(text)
    except (HeaderParseError, ValueError):
        pieces = [(text, None)]
    joined = "".join(piece if isinstance(piece, str) else _decode_bytes(piece, charset) for piece, charset in pieces)
    return _WHITE.sub(" ", make_storable(joined)[0]).strip()


def _is_escaped(value: str) -> bool:
    return all(letter < "\x80" or "\udc80" <= letter <= "\udcff" for letter in value)


def _decode_bytes(data: bytes, charset: str | None) -> str:
    return decode_declared(data, charset) if charset else data.decode("raw-unicode-escape")


def decode_declared(data: bytes, charset: str | None) -> str:
    """Decode as declared where that works, else as `decode_text` finds."""
    codec = find_charset(charset)
    if codec:
        try:
            return data.decode(codec)
        except (UnicodeError, ValueError):
            pass
    return decode_text(data).text


def find_charset(name: str | None) -> str | None:
    """Python's name of a declared charset; None for one that is not known or says nothing."""
    try:
        codec = codecs.lookup((name or "").strip("\"' "))
    except (LookupError, ValueError):
        return None
    # Python's registry also holds transforms of bytes, which are no charsets.
    return codec.name if codec._is_text_encoding and codec.name != "ascii" else None  # noqa: SLF001 - no public way


def read_sender(message: Message) -> tuple[str | None, str | None]:
    """Display name and address of the first sender; either None where it is not given."""
    value = message.get("From")
    if value is None:
        return None, None
    name, address = parseaddr(decode_words(str(value)))
    name = name.strip("\"' ")
    return (name if name and name != address else None), address or None


def read_day(message: Message) -> tuple[str, str] | None:
    """The date field as it stands, and the sender's own day in ISO 8601; None where there is no date to read."""
    printed = read_field(message, "Date")
    if not printed:
        return None
    try:
        moment = parsedate_to_datetime(printed)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return printed, datetime.date(moment).isoformat()


def read_content_type(value: str) -> tuple[str | None, str | None]:
    """Media type and charset of a Content-Type field, lower case; either None where it is not given."""
    message = Message()
    message["Content-Type"] = _WHITE.sub(" ", value)[:MOST_HEADER_CHARACTERS]
    given = "/" in value.partition(";")[0]
    return message.get_content_type() if given else None, message.get_content_charset()
