"""Bytes to text: which encoding, and what of it is safe to store."""

import codecs
import re
from collections.abc import Sequence

from msgspec import Struct

# Of the declared charset the page may say what it likes; browsers read these labels as Windows-1252.
# Source: WHATWG Encoding Standard, section 4.2, "Names and labels".
_READ_AS_1252 = frozenset({"iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1", "ascii", "us-ascii", "ansi"})
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_DECLARED_WITHIN = 4096  # bytes; browsers look at 1,024, real pages put scripts in front

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UTF16_NUL_SHARE = 0.5  # of every second byte: text in an alphabet of the West has nearly 1, binary data scatters
_UTF16_SAMPLE = 4096  # bytes
_GUESS_SAMPLE = 65_536  # bytes given to the guesser: its time grows faster than its certainty
_GOOD_PER_BROKEN = 4  # readable characters beyond ASCII for each broken one: damaged UTF-8, not another encoding
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
# What other code pages look like when read as Windows-1252: marks inside words (Polish, Turkish ...), or three
# accented letters in a row (Cyrillic, Greek, Hebrew, Asian pairs of bytes).
_MARK_IN_WORD = re.compile(r"[^\W\d_][¡-¦¨-¬®-¶¸-¿][^\W\d_]")
_UNLIKE_1252 = re.compile(_MARK_IN_WORD.pattern + r"|[À-ÖØ-öø-ÿ]{3}|[\x80-\xff¡-¿]{4}|\ufffd")

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
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
        notes: Sorted: `encoding guessed: NAME`, `mojibake`, `unreadable characters replaced`.
    """

    text: str
    encoding: str
    notes: tuple[str, ...]


def decode_text(data: bytes, *, declares: bool = False, charset: str | None = None) -> DecodedText:
    """Decode bytes: byte order mark, then UTF-16 by its NULs, UTF-8, the declared charset, a guess.

    UTF-8 goes before the declared charset, since text of another encoding is hardly ever valid UTF-8 by accident,
    while declarations are often wrong.

    Args:
        data: The whole file.
        declares: Whether to look for a charset in the data, as HTML has it.
        charset: What a server or container declares; goes before what the data declares.
    """
    text, encoding, guessed = _decode(data, _find_charsets(data, charset, declares=declares))
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    safe, notes = make_storable(text)
    if guessed:
        notes = (f"encoding guessed: {encoding}", *notes)
    return DecodedText(text=safe, encoding=encoding, notes=tuple(sorted(notes)))


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


def detect_utf16(data: bytes) -> str | None:
    """Python's name of the UTF-16 that data without a byte order mark is in, or None."""
    sample = data[: min(len(data), _UTF16_SAMPLE) // 2 * 2]
    if len(sample) < 4:
        return None
    for name, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if high.count(0) > _UTF16_NUL_SHARE * len(high) and not _CONTROL.search(sample.decode(name, "replace")):
            return name
    return None


def detect_byte_order_mark(data: bytes) -> str | None:
    """Python's name of the encoding that a byte order mark announces, or None."""
    return next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), None)


def _decode(data: bytes, charsets: Sequence[str]) -> tuple[str, str, bool]:
    marked = detect_byte_order_mark(data) or detect_utf16(data)
    if marked:
        return data.decode(marked, "replace"), marked, False
    try:
        return data.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError:
        pass
    for declared in charsets:
        try:
            return data.decode(declared), declared, False
        except UnicodeDecodeError:
            pass
    encoding = _guess_encoding(data)
    return data.decode(encoding, "replace"), encoding, True


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


def _guess_encoding(data: bytes) -> str:
    """UTF-8 with a few broken bytes, Windows-1252 where that reads naturally, else what the guesser says."""
    replaced = data.decode("utf-8", "replace")
    broken = replaced.count("\ufffd")
    if sum(map(len, _NOT_ASCII.findall(replaced))) - broken >= broken * _GOOD_PER_BROKEN:
        return "utf-8"
    sample = data[:_GUESS_SAMPLE]
    if not _UNLIKE_1252.search(sample.decode("cp1252", "replace")):
        return "cp1252"
    from charset_normalizer import from_bytes  # noqa: PLC0415 - rarely needed

    guesses = [guess.encoding for guess in from_bytes(sample)]
    clean = (name for name in guesses if not _MARK_IN_WORD.search(sample.decode(name, "replace")))
    return next(clean, guesses[0] if guesses else "cp1252")
