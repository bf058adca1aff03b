"""Bytes to text: which encoding, and what of it is safe to store."""

import codecs
import re
from collections.abc import Sequence

from msgspec import Struct

from joindots.text.encodings import guess_encoding
from joindots.text.wide_encodings import detect_byte_order_mark, detect_wide

# Of the declared charset the page may say what it likes; browsers read these labels as Windows-1252.
# Source: WHATWG Encoding Standard, section 4.2, "Names and labels".
_READ_AS_1252 = frozenset({"iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1", "ascii", "us-ascii", "ansi"})
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_DECLARED_WITHIN = 4096  # bytes; browsers look at 1,024, real pages put scripts in front

_GUESS_SAMPLE = 65_536  # bytes given to the guesser: its time grows faster than its certainty
_GOOD_PER_BROKEN = 4  # readable characters beyond ASCII for each broken one: damaged UTF-8, not another encoding
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_VALID_PER_BROKEN = 0.25  # lines of UTF-8 for each that is not: hardly one line in ten of any other encoding reads so
# Source: RFC 1468: the escapes to two-byte characters; what holds them is in ASCII otherwise.
_ISO_2022_JP = re.compile(rb"\x1b\$[@B]")
_NUL_TAIL = 64  # bytes; a shorter tail may be the end of a character
_UNSAFE = re.compile("[\x00\ud800-\udfff]")
# UTF-8 read as Windows-1252: a lead byte as a letter, followed by what its continuation byte looks like there.
_MOJIBAKE = re.compile(
    "â€[™œ\x9d“”˜¢¦\x93\x94\x99]|â\x80[\x93\x94\x98-\x9d]|Ã[\x80-\x9f¡-¿‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Â[\xa0£©®°´·»«]|ï»¿|ï¿½"
)


class DecodedText(Struct, frozen=True, kw_only=True):
    r"""Text and how it was got.

    Attributes:
        text: Line breaks are `\n`; NULs and lone surrogates are U+FFFD.
        encoding: Python's name of the encoding.
        notes: Sorted: `encoding guessed: NAME`, `mixed encodings`, `mojibake`, `NUL bytes at the end left out`,
            `unreadable characters replaced`.
    """

    text: str
    encoding: str
    notes: tuple[str, ...]


def decode_text(data: bytes, *, declares: bool = False, charset: str | None = None) -> DecodedText:
    """Decode bytes: byte order mark, then UTF-16 and UTF-32 by how they read, UTF-8, the declared charset, a guess.

    UTF-8 goes before the declared charset, since text of another encoding is hardly ever valid UTF-8 by accident,
    while declarations are often wrong.

    Args:
        data: The whole file.
        declares: Whether to look for a charset in the data, as HTML has it.
        charset: What a server or container declares; goes before what the data declares.
    """
    whole = strip_nul_tail(data)
    text, encoding, more = _decode(whole, _find_charsets(whole, charset, declares=declares))
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    safe, notes = make_storable(text)
    tail = ("NUL bytes at the end left out",) if len(whole) < len(data) else ()
    return DecodedText(text=safe, encoding=encoding, notes=tuple(sorted((*notes, *more, *tail), key=str.lower)))


def strip_nul_tail(data: bytes) -> bytes:
    """Data without the NULs that fill a file up to its size, those kept that may belong to its last character."""
    kept = len(data.rstrip(b"\x00"))
    if len(data) - kept < _NUL_TAIL:
        return data
    whole = data[: (kept + 3) // 4 * 4]
    return whole if detect_unicode(whole) else data[:kept]


def detect_unicode(data: bytes) -> str | None:
    """Python's name of the Unicode encoding that a mark tells, or that is wide and reads as text, or None."""
    return detect_byte_order_mark(data) or detect_wide(data)


def make_storable(text: str, *, keep_nul: bool = False) -> tuple[str, tuple[str, ...]]:
    """Replace, one to one, what JSON or a page cannot carry, and say what is odd about the text.

    Args:
        text: Any string.
        keep_nul: Leave NUL characters, which JSON can carry.

    Returns:
        The text with the same length, and sorted notes.
    """
    safe = _UNSAFE.sub(lambda found: "\x00" if keep_nul and found.group() == "\x00" else "\ufffd", text)
    notes = []
    if _MOJIBAKE.search(safe):
        notes.append("mojibake")
    if safe != text:
        notes.append("unreadable characters replaced")
    return safe, tuple(notes)


def _decode(data: bytes, charsets: Sequence[str]) -> tuple[str, str, tuple[str, ...]]:
    """Text, encoding and notes."""
    marked = detect_unicode(data)
    if marked:
        return data.decode(marked, "replace"), marked, ()
    # What holds escapes to Japanese is ASCII otherwise, and so valid UTF-8.
    for name in ("iso2022_jp", "utf-8") if _ISO_2022_JP.search(data) else ("utf-8",):
        if (text := _try_decoding(data, name)) is not None:
            return text, name, ()
    if (mixed := _decode_lines(data)) is not None:
        return mixed, "utf-8", ("mixed encodings",)
    for name in charsets:
        if (text := _try_decoding(data, name)) is not None:
            return text, name, ()
    encoding = _guess_encoding(data)
    return data.decode(encoding, "replace"), encoding, (f"encoding guessed: {encoding}",)


def _try_decoding(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _find_charsets(data: bytes, charset: str | None, *, declares: bool) -> list[str]:
    """Python's names of the charsets that are declared, the most trusted first."""
    found = _DECLARED.search(data, 0, _DECLARED_WITHIN) if declares else None
    labels = [charset, found.group(1).decode("ascii") if found else None]
    names = (_find_codec(label.strip().lower()) for label in labels if label)
    return [name for name in names if name]


def _find_codec(label: str) -> str | None:
    name = "cp1252" if label in _READ_AS_1252 else label
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    # Python's registry also holds transforms of bytes, which are no charsets.
    return codec.name if codec._is_text_encoding else None  # noqa: SLF001 - no public way


def _decode_lines(data: bytes) -> str | None:
    """UTF-8 with a few lines in another encoding; None where hardly a line is UTF-8 or none is anything else."""
    texts = list(map(_decode_line, lines := data.splitlines(keepends=True)))
    broken = [line for line, text in zip(lines, texts, strict=True) if text is None]
    valid = sum(text is not None and not text.isascii() for text in texts)
    if not broken or valid < max(1, _VALID_PER_BROKEN * len(broken)):
        return None
    other = _guess_encoding(b"".join(broken))
    return "".join(
        line.decode(other, "replace") if text is None else text for line, text in zip(lines, texts, strict=True)
    )


def _decode_line(line: bytes) -> str | None:
    """A line of UTF-8, with a few broken bytes too; None where it is in another encoding."""
    text = line.decode("utf-8", "replace")
    return None if _is_other(text) else text


def _is_other(replaced: str) -> bool:
    """Whether text decoded as UTF-8 has too little beyond ASCII that is right for what is broken in it."""
    broken = replaced.count("\ufffd")
    return sum(map(len, _NOT_ASCII.findall(replaced))) - broken < broken * _GOOD_PER_BROKEN


def _guess_encoding(data: bytes) -> str:
    """UTF-8 with a few broken bytes, what the text reads most naturally in, else what the guesser says."""
    if not _is_other(data.decode("utf-8", "replace")):
        return "utf-8"
    natural = guess_encoding(data)
    if natural:
        return natural
    from charset_normalizer import from_bytes  # noqa: PLC0415 - rarely needed

    best = from_bytes(data[:_GUESS_SAMPLE]).best()
    return best.encoding if best is not None else "cp1252"
