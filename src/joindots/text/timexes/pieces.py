"""A text as a row of pieces, each with its class: what the grammar of time expressions is matched against."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from msgspec import Struct

from joindots.text.number_words import SMALL
from joindots.text.numbers import NumberWord, read_numbers
from joindots.text.timexes.shapes import find_shapes

_DIGIT = re.compile(r"\d")  # no shape is without one
_WORD = re.compile(r"[A-Za-z]+|-|['’]s?\b|[^\s]")
_ABBREVIATIONS = frozenset(
    (
        *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec"),
        *("mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "sat", "sun"),
    )
)
# In lower case these are nothing else; "march", "sun" and the like are.
_PLAIN = frozenset(
    (
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("january", "february", "april", "july", "september", "october", "november", "december"),
        *("tues", "weds", "thur", "thurs"),
        *("christmas", "thanksgiving", "halloween", "easter", "ramadan", "ramadhan"),
    )
)
# Beside these words and numbers "june" and "nov" are months in lower case, "march" and "may" only before an ordinal.
_BEFORE_MONTH = re.compile(r"(?:\d(?:st|nd|rd|th)?(?: of|[-.])? ?|\b(?:last|next|since|month of) )\Z")
_NTH_OF = re.compile(r"(?:\d(?:st|nd|rd|th)|\b(?:first|second|third)|[a-z]th) of \Z")
_AFTER_MONTH = re.compile(r"\.?[- ]?\d{1,2}(?:st|nd|rd|th)?(?![\d,.:])|[- ](?:19|20)\d\d\b")
_ORDINAL_AFTER = re.compile(r" ?\d{1,2}(?:st|nd|rd|th)\b| the [a-z]{1,10}th\b")
_VERBS = frozenset(("march", "mar", "may"))
_REACH = 12  # code points: the longest of these
_COUNTED = frozenset(("day", "shortyear"))  # shapes whose value is a number
_CAPITAL = frozenset(("month", "weekday", "weekdays", "holiday"))
_DASHES = "-–—‐‑"
_SMALL_UNITS = frozenset(("sec", "secs", "min", "mins"))  # in capitals these are names
_CENTURIES = range(17, 21)
_YEARS_OF_CENTURY = range(10, 100)
_YEARS = range(1000, 2200)
_SPOKEN_YEARS = range(2001, 2100)
_BEFORE_YEAR = re.compile(
    r"\b(?:in|of|since|until|till|from|to|January|February|March|April|May|June|July|August|September|October|November"
    r"|December) \Z"
)
_AFTER_YEAR = re.compile(r"\s?(?:[.,;:?!)]|\Z| (?:and|until|to|when|with|was|is) )")


class Piece(Struct, frozen=True, gc=False):
    """A word, number or mark.

    Attributes:
        start: First code point.
        end: One past the last.
        kind: Class in the lexicon, or one of those made here: `day` (1 to 31 in digits), `year`, `num`, `some`
            (a vague number), `nth`, `iso`, `slash`, `slashday`, `monthday`, `shortyear`, `yearmonth`, `clock`, `clocks`
            (a range), `decade`, `tens` ("70s"), `hyphen`, `dash`, `other`, `break` (end of a block).
        value: What the lexicon or the number says; `-1` for a vague number.
    """

    start: int
    end: int
    kind: str
    value: int | float | str


Entry = tuple[tuple[str, ...], str, int | str]


@cache
def load_lexicon() -> dict[str, list[Entry]]:
    """First word to the entries that begin with it (words, class, value), the longest first."""
    folder = files("joindots.text.timexes")
    tables: dict[str, dict[str, int | str]] = tomllib.loads((folder / "lexicon.toml").read_text("utf-8"))
    tables["holiday"] = {key: key for key in tomllib.loads((folder / "holidays.toml").read_text("utf-8"))}
    tables["num"] = dict(SMALL)  # only those met here that are part of a fraction: "three quarters"
    entries: dict[str, list[Entry]] = {}
    for kind, table in tables.items():
        for key, value in table.items():
            words = tuple(_WORD.findall(key))
            entries.setdefault(words[0], []).append((words, kind, value))
    for listed in entries.values():
        listed.sort(key=lambda entry: (-len(entry[0]), entry[1]))
    return entries


def read_pieces(text: str, blocks: Sequence[tuple[int, int]]) -> list[Piece]:
    """Cut the blocks of a text into pieces.

    Args:
        text: The text; offsets of the pieces count in it.
        blocks: Start and end of each stretch to look at, in text order; a piece of class `break` follows each.

    Returns:
        Pieces in text order; white space is none.
    """
    numbers = _number_pieces(text)
    found: list[Piece] = []
    n = 0
    for start, end in blocks:
        wholes = _wholes(text, start, end)
        while n < len(numbers) and numbers[n].end <= end:
            if numbers[n].start >= start:
                wholes.append(numbers[n])
            n += 1
        found += _block_pieces(text, start, end, wholes)
        found.append(Piece(end, end, "break", ""))
    return found


def _block_pieces(text: str, start: int, end: int, wholes: list[Piece]) -> list[Piece]:
    """The wholes, of two that overlap the one that begins first or was listed first, and the words between them."""
    found: list[Piece] = []
    at = start
    for whole in sorted(wholes, key=lambda piece: piece.start):
        if whole.start >= at:
            found += _word_pieces(text, at, whole.start)
            found.append(whole)
            at = whole.end
    return found + _word_pieces(text, at, end)


def _wholes(text: str, start: int, end: int) -> list[Piece]:
    if not _DIGIT.search(text, start, end):
        return []
    shapes = find_shapes(text, start, end)
    return [Piece(first, last, kind, int(value) if kind in _COUNTED else value) for first, last, kind, value in shapes]


def _number_pieces(text: str) -> list[Piece]:
    """The numbers; `nineteen ninety-six` is two numbers and one year."""
    found: list[Piece] = []
    for number in read_numbers(text):
        if number.kind == "fraction" and text[number.start].isalpha():
            continue  # "half" and "quarter" are words of the lexicon here
        piece = _number_piece(text, number)
        last = found[-1] if found else None
        if last and _is_spoken_year(text, last, piece):
            piece = Piece(last.start, piece.end, "year", int(last.value) * 100 + int(piece.value))
            found.pop()
        found.append(piece)
    return found


def _is_spoken_year(text: str, first: Piece, second: Piece) -> bool:
    return (
        first.kind == second.kind == "num"
        and first.value in _CENTURIES
        and second.value in _YEARS_OF_CENTURY
        and text[first.end : second.start] == " "
        and text[first.start].isalpha()
        and text[second.start].isalpha()
    )


def _number_piece(text: str, number: NumberWord) -> Piece:
    written = text[number.start : number.end]
    value = number.low if number.low is not None else 0
    if number.vague and number.high is None:
        return Piece(number.start, number.end, "some", -1)
    kind = "nth" if number.kind == "ordinal" else "num"
    if written.lower() == "second":
        kind = "second"
    elif written.isdigit() and kind == "num":
        if len(written) <= 2 and 1 <= value <= 31:
            kind = "day"
        elif len(written) == 4 and value in _YEARS:
            kind = "year"
    elif value in _SPOKEN_YEARS and kind == "num" and _is_told_year(text, number):
        kind = "year"
    return Piece(number.start, number.end, kind, value)


def _is_told_year(text: str, number: NumberWord) -> bool:
    """Whether a number in words is a year: `in two thousand and fifteen`, where nothing follows that it could count."""
    before = text[max(0, number.start - _REACH) : number.start]
    return _BEFORE_YEAR.search(before) is not None and _AFTER_YEAR.match(text, number.end) is not None


def _word_pieces(text: str, start: int, end: int) -> list[Piece]:
    lexicon = load_lexicon()
    words = [(match.start(), match.end(), match.group().lower()) for match in _WORD.finditer(text, start, end)]
    found, i = [], 0
    while i < len(words):
        first, last, word = words[i]
        kind: str = "other"
        value: int | str = ""
        if entries := lexicon.get(word):
            kind, value, taken = _look_up(text, words, i, entries)
            i += taken - 1
            last = words[i][1]
        elif word in _DASHES:
            kind = "hyphen" if _is_tight(text, first, last) else "dash"
        found.append(Piece(first, last, kind, value))
        i += 1
    return found


def _look_up(text: str, words: list[tuple[int, int, str]], i: int, entries: list[Entry]) -> tuple[str, int | str, int]:
    """Class, value and number of words of the longest entry that stands at word `i`; the point of "Nov." is a word."""
    following = words[i + 1][2] if i + 1 < len(words) else ""
    for entry, kind, value in entries:
        length = len(entry)
        if length > 1 and (entry[1] != following or entry != tuple(word[2] for word in words[i : i + length])):
            continue
        if length == 1 and entry[0] in _SMALL_UNITS and text[words[i][0]].isupper():
            continue
        if kind in _CAPITAL and not text[words[i][0]].isupper() and not _is_plain(text, kind, entry, words[i]):
            continue
        pointed = following == "." and entry[0] in _ABBREVIATIONS and words[i + 1][0] == words[i][1]
        return kind, value, length + pointed
    return "other", "", 1


def _is_plain(text: str, kind: str, entry: tuple[str, ...], word: tuple[int, int, str]) -> bool:
    """Whether a word that is mostly a name stands for a time in lower case as well: "christmas day", "14 nov"."""
    if entry[0] in _PLAIN or (kind == "holiday" and len(entry) > 1):
        return True
    if kind == "month" and _NTH_OF.search(text[max(0, word[0] - _REACH) : word[0]]):
        return True
    if kind != "month" or not (
        _BEFORE_MONTH.search(text[max(0, word[0] - _REACH) : word[0]]) or _AFTER_MONTH.match(text, word[1])
    ):
        return False
    return entry[0] not in _VERBS or _ORDINAL_AFTER.match(text, word[1]) is not None


def _is_tight(text: str, start: int, end: int) -> bool:
    return start > 0 and not text[start - 1].isspace() and end < len(text) and not text[end].isspace()
