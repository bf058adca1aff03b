"""Numerals and number words as pieces: where each stands and what a numeral is worth; `text/numbers.py` joins them."""

import re

from msgspec import Struct

from joindots.text.number_words import (
    FRACTIONS,
    ORDINAL_SCALES,
    ORDINALS,
    PARTS,
    PLURAL_SCALES,
    SCALES,
    SMALL,
    VAGUE,
    VULGAR_FRACTIONS,
)

_JOINTS = ("and", "a", "an", "of", "point", "minus", "negative", "couple", "half", "quarter")
_WORDS = {*SMALL, *SCALES, *ORDINALS, *ORDINAL_SCALES, *PLURAL_SCALES, *VAGUE, *FRACTIONS, *PARTS, *_JOINTS}
_TELLING = _WORDS - {
    "and",
    "a",
    "an",
    "of",
    "point",
    "minus",
    "negative",
}  # the others are numbers only with one of these
_VULGAR = "".join(VULGAR_FRACTIONS)
_LETTERS = re.compile("[A-Za-z]+")
_NUMERAL = re.compile(rf"[\d{_VULGAR}]")
# A numeral glued to letters before it ("B52", "Type-45") is a name; one followed by "s" ("1980s") is a decade.
# One of more than 15 digits counts nothing, but is a key or noise: no float tells it from its neighbours.
# A space before a comma inside a numeral ("100 ,000") is a slip of the typesetter. Plain spaces group digits only
# where there are two groups or more and the first is short, or where the groups are of zeros ("40 000"): the others are
# telephone numbers and columns. "12,34,567" is grouped as in India. Glued to a currency ("USD115") it is no name.
_MONEY = "".join(
    rf"|(?<=\b{code})" for code in ("USD", "EUR", "GBP", "CHF", "CNY", "RMB", "JPY", "INR", "AUD", "CAD", "ZAR", "Rs")
)
# What begins with a letter, with a digit, sign or point, or as a fraction is told apart first: most of a text is words.
_TOKEN = re.compile(
    r"(?P<word>[A-Za-z]+)"
    rf"|(?=[-−.\d])(?:(?<![A-Za-z_\d]){_MONEY})"
    r"(?<!\d\.)(?<![A-Z]-)(?<![A-Z][a-z]-)(?<![A-Z][A-Za-z]{2}-)(?<![A-Z][A-Za-z]{3}-)(?<![A-Z][A-Za-z]{4}-)"
    r"(?P<sign>(?<![^\s(<>=])(?<!\d )[-−](?=[\d.]))?"
    r"(?P<numeral>(?<!/)(?P<share>[1-7]/[2-58](?![\d/.]\d?))"
    r"|\d{1,3}(?: ?,\d{3}){1,5}(?!\d|,\d)(?:\.\d{1,15})?+(?!\d)"
    r"|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3}){1,5}(?!\d)(?:\.\d{1,15})?+(?!\d)"
    r"|[1-9]\d?(?: \d{3}){2,4}(?!\d| \d)"
    r"|[1-9]\d{0,2}(?: 000){1,4}(?!\d| \d)"
    r"|\d{1,2}(?:,\d\d){1,5},\d{3}(?!\d|,\d)(?:\.\d{1,15})?+(?!\d)"
    r"|\d{1,15}+(?!\d)(?:\.\d{1,15}+(?!\.?\d))?+(?!\.\d)|\.\d{1,15}+(?!\d))"
    r"(?:[eE](?P<tens>[+-]?\d{1,2})\b|\s?[x×]\s?10\^(?P<times>[+-]?\d{1,2})\b|\^(?P<power>[+-]?\d{1,2})\b)?"
    rf"(?:(?P<nth>st|nd|rd|th)\b|(?P<vulgar> ?[{_VULGAR}]|[ \t]{{1,2}}[1-7]/[2-58](?![\d/]))"
    r"|(?P<scale>bn|mn|mln|mil|bln|tln|tn|trn|k|(?:(?<=\.\d)|(?<=\.\d\d))b)\b|(?!s\b))"
    rf"|(?P<alone>[{_VULGAR}])",
)
_LARGEST_WHOLE = 2**53  # beyond, floats are whole anyway, and JSON readers know no other numbers


class Piece(Struct, frozen=True, gc=False):
    """One numeral or word.

    Attributes:
        start: First code point.
        end: One past the last.
        word: The word in lower case; empty for a numeral.
        value: Of a numeral.
        ending: Of a numeral: `st`, `nd`, `rd`, `th`, `fraction` where it is below one whole, or empty.
    """

    start: int
    end: int
    word: str
    value: int | float
    ending: str


END = Piece(-1, -1, "", 0, "end")


def read_pieces(text: str) -> list[Piece]:
    """The numerals of a text and the words that numbers are made of, in text order; none where they make no number."""
    found: list[Piece] = []
    if not _may_tell_number(text):
        return found
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if word := match["word"]:
            lower = word.lower()
            if lower in _WORDS:
                found.append(Piece(start, end, lower, 0, ""))
        elif alone := match["alone"]:
            found.append(Piece(start, end, "", VULGAR_FRACTIONS[alone], "fraction"))
        elif (value := _value(match)) is not None:
            found.append(Piece(start, end, "", value, "fraction" if match["share"] else match["nth"] or ""))
    return found


def _may_tell_number(text: str) -> bool:
    """Whether a text holds a numeral or a word that can be a number: a quick look before all else."""
    return bool(_NUMERAL.search(text)) or not _TELLING.isdisjoint(map(str.lower, _LETTERS.findall(text)))


def _value(match: re.Match[str]) -> int | float | None:
    """What a numeral is worth; None beyond what a float can hold."""
    if match["share"]:
        value = _divide(match["share"])
        if value is None:
            return None
    else:
        digits = re.sub(r"[^\d.]", "", match["numeral"])
        value = float(digits) if "." in digits else int(digits)
    if part := match["vulgar"]:
        value += VULGAR_FRACTIONS.get(part.strip()) or _divide(part.strip()) or 0
    if match["sign"]:
        value = -value
    try:
        if exponent := match["tens"] or match["times"]:
            value = to_whole(value * 10.0 ** int(exponent))
        if match["power"]:
            value = to_whole(float(value) ** int(match["power"]))
    except (OverflowError, ZeroDivisionError):
        return None
    scale = "bn" if match["scale"] == "b" else match["scale"]
    return to_whole(value * SCALES[scale]) if scale else value


def _divide(share: str) -> float | None:
    """The value of `1/2`; None for what is no part of a whole: `7/2` is rather a date or a pair."""
    top, _, bottom = share.partition("/")
    return int(top) / int(bottom) if int(top) < int(bottom) else None


def to_whole(value: float) -> int | float:
    """A float without a fraction as an integer; products such as 1.2 million come out a hair beside the whole."""
    if abs(value) > _LARGEST_WHOLE:
        return float(value)
    rounded = round(value)
    return rounded if abs(value - rounded) < 1e-9 * max(1.0, abs(value)) and (rounded or not value) else value
