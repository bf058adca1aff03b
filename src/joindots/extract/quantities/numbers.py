"""Number phrases: numerals and number words with the words that bound them ("at least 40", "between 3 and 5")."""

import re

from msgspec import Struct

from joindots.extract.lookups import Lookup
from joindots.model import Bound
from joindots.parse import Parse, Sentence
from joindots.text.numbers import NumberWord, read_numbers

# Words before a number that bound it; the longest that fits counts.
_WORDS: dict[Bound, tuple[str, ...]] = {
    "at_least": (
        "at least", "no fewer than", "no less than", "not less than", "a minimum of", "minimum of", "more than", "over",
        "above", "upwards of", "in excess of", "greater than", "well over", "just over",
    ),
    "at_most": (
        "at most", "up to", "as many as", "as much as", "no more than", "not more than", "fewer than", "less than",
        "under", "below", "a maximum of", "just under",
    ),
    "about": (
        "about", "around", "roughly", "some", "nearly", "almost", "approximately", "an estimated", "close to",
        "estimated",
    ),
    "exact": ("exactly", "a further", "another", "a total of", "a record"),
}  # fmt: skip
_BOUND_OF = {words: bound for bound, phrases in _WORDS.items() for words in phrases}
_AFTER: tuple[tuple[str, Bound], ...] = (
    ("or more", "at_least"),
    ("or so", "about"),
    ("or fewer", "at_most"),
    ("or less", "at_most"),
)
_BEFORE = re.compile(
    rf"\b(?:{'|'.join(sorted(_BOUND_OF, key=lambda w: (-len(w), w)))})".replace(" ", r"\s+") + r"\s+\Z",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s{0,9}(?:-|–|—|\bto\b|\bor\b)\s{0,9}\Z", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+\Z", re.IGNORECASE)
_GLUED = re.compile(r"/\d|[-–:.]\d|\s?[ap]\.?m\b", re.IGNORECASE)
_YEAR = re.compile(r"1[89]\d\d|20\d\d")
_LOOKBACK = 24  # code points: the longest bounding words and their spaces
_SIGNS = "$£€¥₹₽₩₺₴₪"


class NumberPhrase(Struct, frozen=True, gc=False):
    """A number as it stands in the text.

    Attributes:
        start: First code point, bounding words included.
        end: One past the last code point of the number.
        number_start: First code point of the number itself.
        first: First token of the number itself.
        last: One past its last token.
        low: Least value, None where unbounded.
        high: Greatest value, None where unbounded.
        bound: How it is limited.
        ordinal: Whether it is a rank.
    """

    start: int
    end: int
    number_start: int
    first: int
    last: int
    low: int | float | None
    high: int | float | None
    bound: Bound
    ordinal: bool


def find_number_phrases(parse: Parse, lookup: Lookup) -> list[NumberPhrase]:
    """All number phrases of the parsed text in text order, without those inside dates and names."""
    found = []
    for sentence in parse.sentences:
        text = parse.document.text[sentence.start : sentence.end]
        found += _phrases_in(parse, lookup, sentence, text)
    return found


def _phrases_in(parse: Parse, lookup: Lookup, sentence: Sentence, text: str) -> list[NumberPhrase]:
    numbers = read_numbers(text)
    found, skip = [], -1
    for n, number in enumerate(numbers):
        if n <= skip:
            continue
        after = numbers[n + 1] if n + 1 < len(numbers) else None
        pair = after if after is not None and _is_range(text, number, after) else None
        if pair is not None:
            skip = n + 1
        phrase = _phrase(parse, sentence, text, number, pair)
        if phrase is not None and not _in_date(lookup, phrase) and not _in_word(text, number, phrase):
            found.append(phrase)
    return found


def _is_range(text: str, a: NumberWord, b: NumberWord) -> bool:
    if a.low is None or b.high is None or a.low >= b.high or a.kind == "ordinal" or b.kind == "ordinal":
        return False
    between = text[a.end : b.start].strip(f" {_SIGNS}\n")
    if _BETWEEN.search(text[: a.start].rstrip(_SIGNS)):
        return between.lower() == "and"
    return bool(_RANGE.fullmatch(between + " ") or between in ("-", "–")) and "\n" not in text[a.end : b.start]


def _phrase(
    parse: Parse, sentence: Sentence, text: str, number: NumberWord, pair: NumberWord | None
) -> NumberPhrase | None:
    end = (pair or number).end
    tokens = parse.token_range(sentence.start + number.start, sentence.start + end)
    if not tokens:
        return None
    before = text[max(0, number.start - _LOOKBACK) : number.start]
    bare = before.rstrip(_SIGNS)
    match = (_BETWEEN if pair else _BEFORE).search(bare)
    start = number.start - len(before) + match.start() if match else number.start
    bound: Bound = "between" if pair else "vague" if number.vague else "exact"
    limits: Bound = bound
    if pair is None and match:
        limits = _BOUND_OF[" ".join(match[0].lower().split())]
    elif pair is None:
        after = next(((words, kind) for words, kind in _AFTER if text.startswith(f" {words}", end)), None)
        if after is not None:
            end, limits = end + len(after[0]) + 1, after[1]
    low, high = number.low, (pair or number).high
    if bound == "exact":
        bound = limits
        low, high = (None if bound == "at_most" else low), (None if bound == "at_least" else high)
    return NumberPhrase(
        start=sentence.start + start,
        end=sentence.start + end,
        number_start=sentence.start + number.start,
        first=tokens[0],
        last=tokens[-1] + 1,
        low=low,
        high=high,
        bound=bound,
        ordinal=number.kind == "ordinal",
    )


def _in_date(lookup: Lookup, phrase: NumberPhrase) -> bool:
    return any(i in lookup.timed for i in range(phrase.first, phrase.last))


def _in_word(text: str, number: NumberWord, phrase: NumberPhrase) -> bool:
    """Whether the numeral is part of a longer sign: a year, "7/7", a clock time, a score, a telephone number."""
    if phrase.bound == "between":
        return False
    before, after = text[max(0, number.start - 2) : number.start], text[number.end : number.end + 3]
    if before[-1:] in ("/", "-", "–", "#", "№", "@", "_") and before[:1].isalnum():
        return True
    if _GLUED.match(after):
        return True
    year = text[number.start : number.end]
    return bool(_YEAR.fullmatch(year)) and phrase.start == phrase.number_start
