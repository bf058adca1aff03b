"""Text in UTF-16 and UTF-32: told by its mark, else by how it reads."""

import codecs
import re
import unicodedata

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2))  # with bytes a character, at least
_SAMPLE = 4096  # bytes
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")  # in text of one byte a character hardly ever
# Of random pairs of bytes .5 are such characters; of text in any language, read in its own encoding, all but a few.
_TEXT_SHARE = 0.9
_FEWEST = 8  # characters; of fewer bytes chance makes characters of text, unless most of them are ASCII
# Scripts of running text, and the signs among them: half of all 65,536 characters, since Han and Hangul are large.
_OF_TEXT = re.compile(
    "[\t\n\r -~\u00a0-\u024f\u0300-\u052f\u0531-\u058a\u0590-\u06ff\u0900-\u0e7f\u10a0-\u10ff\u1e00-\u1fff"
    "\u200b-\u200f\u2010-\u203a\u20ac\u2116\u3000-\u3003\u3008-\u3011\u3014-\u301f\u3041-\u30ff\u4e00-\u9fff"
    "\uac00-\ud7a3\uff01-\uff9f]"
)


def detect_byte_order_mark(data: bytes) -> str | None:
    """Python's name of the encoding that a byte order mark announces, or None."""
    return next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), None)


def detect_wide(data: bytes) -> str | None:
    """Python's name of the UTF-16 or UTF-32 that data without a byte order mark is in, or None."""
    if not _CONTROL.search(data, 0, _SAMPLE):
        return None
    best, share = None, _TEXT_SHARE
    for name, width in _WIDE:
        sample = data[: min(len(data), _SAMPLE) // width * width]
        if len(sample) >= 2 * width and (found := _share_of_text(sample, name)) > share:
            best, share = name, found
    return best


def _share_of_text(sample: bytes, encoding: str) -> float:
    text = codecs.getincrementaldecoder(encoding)("replace").decode(sample)
    if len(text) < _FEWEST and 2 * sum(map(str.isascii, text)) <= len(text):
        return 0.0
    fitting = sum(unicodedata.category(found) != "Cn" for found in _OF_TEXT.findall(text))
    return fitting / max(1, len(text))
