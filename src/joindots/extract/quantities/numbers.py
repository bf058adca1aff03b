"""Number phrases: numerals and number words with the words that bound them ("at least 40", "between 3 and 5")."""

import re
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from joindots.extract.lookups import Lookup
from joindots.model import Bound
from joindots.parse import Parse, Sentence
from joindots.text.numbers import NumberWord, read_numbers

# Words before a number that bound it; the longest that fits counts.
_WORDS: dict[Bound, tuple[str, ...]] = {
    "at_least": (
        "at least", "no fewer than", "no less than", "not less than", "a minimum of", "minimum of", "more than", "over",
        "above", "upwards of", "in excess of", "greater than", "well over", "just over", "larger than", "bigger than",
        "higher than", "exceeding", "exceeds", "exceed", "exceeded", "not below", "greater than or equal to",
        "more than or equal to", "equal to or more than", "equal to or greater than", ">", ">=", "≥", "> =",
    ),
    "at_most": (
        "at most", "up to", "as many as", "as much as", "no more than", "not more than", "fewer than", "less than",
        "under", "below", "a maximum of", "just under", "smaller than", "lower than", "no greater than",
        "not exceeding", "less than or equal to", "smaller than or equal to", "equal to or less than", "<", "<=", "≤",
        "< =",
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
    ("or greater", "at_least"),
    ("or higher", "at_least"),
    ("or above", "at_least"),
    ("and above", "at_least"),
    ("or lower", "at_most"),
    ("or below", "at_most"),
    ("and below", "at_most"),
)
_PLUS = re.compile(r"\+(?![\d+])")


def _any_of(phrases: Iterable[str]) -> str:
    """The longest first, so that "no more than" is not read as "more than"."""
    listed = sorted(phrases, key=lambda words: (-len(words), words))
    return "|".join(re.escape(words).replace(r"\ ", r"[\s-]{1,9}") for words in listed)


_BEFORE = re.compile(
    rf"(?:\b(?:{_any_of(w for w in _BOUND_OF if w[0].isalpha())})\s{{1,9}}"
    rf"|(?:{_any_of(w for w in _BOUND_OF if not w[0].isalpha())})\s{{0,9}})\Z",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s{0,9}(?:-|–|—|~|〜|\bto\b|\bor\b|\bthrough\b)\s{0,9}\Z", re.IGNORECASE)
_OUT_OF = re.compile(r"\s{1,9}(in|out of)\s{1,9}(?:every\s{1,9})?", re.IGNORECASE)
_OF_TIME = re.compile(
    r"[\s-]{1,9}(?:second|minute|hour|day|night|week|month|quarter|year|decade|centur)", re.IGNORECASE
)
_WINDOW = re.compile(rf"\s?(?:,|,?\s(?:and|but))\s{{1,9}}({_any_of(_BOUND_OF)})\s{{1,9}}", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+\Z", re.IGNORECASE)
_GLUED = re.compile(r"/\d|[-–:.]\d|\s?[ap]\.?m\b", re.IGNORECASE)
_LONGER = re.compile(r"[-–]\d")
_YEAR = re.compile(r"1[89]\d\d|20\d\d")
# What four digits in the range of years count where the word follows and no reading as a date stands: "2000 people".
_COUNTS = re.compile(
    r"\s(?:more |other )?(?:people|persons|men|women|children|residents|civilians|soldiers|troops|fighters|rebels"
    r"|workers|employees|students|families|villagers|refugees|protesters|demonstrators|patients|homes|houses|jobs|votes|shares"
    r"|dollars|pounds|euros|rupees|pesos|francs|yen|met(?:er|re)s|kilomet(?:er|re)s|km|miles|feet|yards|acres|hectares"
    r"|tons|tonnes|kilograms|kg|degrees|rpm|deaths|dead|cases)\b"
)
_MOST_OVER_FRACTION = 10  # the end of a range that begins with a half or a quarter
_LOOKBACK = 32  # code points: the longest bounding words and their spaces
_SIGNS = "$£€¥₹₽₩₺₴₪₡₭₾₦₱₫₸₮₵฿៛₿"
# A sign of money or the code of a currency between the bounding words and the number: "over US$5m", "about EUR 60".
_MONEY = re.compile(rf"(?:(?:\b[A-Z]{{1,3}})?[{_SIGNS}]|\b[A-Z]{{3,4}}(?=\s))\s?\Z")


MOST_IN_SENTENCE = 100
"""Numbers in what ends like a sentence: more are a table or a list, where none can be told what it counts. No
sentence of prose in 4,600 public reports holds 30 in digits."""


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
    """All number phrases of the parsed text in text order, without those inside dates and names or in tables."""
    found = []
    for sentence in parse.sentences:
        text = parse.document.text[sentence.start : sentence.end]
        found += _phrases_in(parse, lookup, sentence, text)
    return found


def _phrases_in(parse: Parse, lookup: Lookup, sentence: Sentence, text: str) -> list[NumberPhrase]:
    numbers = read_numbers(text)
    if len(numbers) > MOST_IN_SENTENCE:
        return []
    found, skip = [], -1
    for n, number in enumerate(numbers):
        if n <= skip:
            continue
        after = numbers[n + 1] if n + 1 < len(numbers) else None
        pair = after if after is not None and _is_range(text, number, after) else None
        phrase = None if after is None or pair is not None else _ratio(parse, sentence, text, number, after)
        if pair is not None or phrase is not None:
            skip = n + 1
        phrase = phrase or _phrase(parse, sentence, text, number, pair)
        if (
            phrase is not None
            and not _in_date(lookup, phrase)
            and not (_in_word(text, number, phrase) or _owns(text, number))
        ):
            found.append(phrase)
    return found


def _ratio(parse: Parse, sentence: Sentence, text: str, number: NumberWord, after: NumberWord) -> NumberPhrase | None:
    """A share told as `one in five`, `nine out of ten`, not "arrested two in three raids", "two in three days"."""
    joint = _OUT_OF.fullmatch(text, number.end, after.start)
    low, whole = number.low, after.low
    if joint is None or number.vague or after.vague or not isinstance(low, int) or not isinstance(whole, int):
        return None
    if {number.kind, after.kind} != {"cardinal"} or not 0 < low < whole or _OF_TIME.match(text, after.end):
        return None
    share = replace(number, end=after.end, low=low / whole, high=low / whole, kind="fraction")
    phrase = _phrase(parse, sentence, text, share, None)
    if phrase is None or joint[1].lower() == "out of":
        return phrase
    before = parse.tokens[max(sentence.first, parse.token_range(phrase.start, phrase.end).start - 1)]
    return None if before.pos in ("VERB", "AUX", "NOUN", "PROPN") or not text[number.start].isalpha() else phrase


def _is_range(text: str, a: NumberWord, b: NumberWord) -> bool:
    if a.low is None or b.high is None or a.low >= b.high or a.kind == "ordinal" or b.kind == "ordinal":
        return False
    if a.kind == "fraction" and b.high > _MOST_OVER_FRACTION:
        return False  # "fell in the quarter to £254m"
    between = text[a.end : b.start].strip(f" {_SIGNS}\n")
    if _BETWEEN.search(text[: a.start].rstrip(_SIGNS)):
        return between.lower() == "and"
    if _is_window(text, a, b):
        return True
    if _LONGER.match(text, b.end):
        return False  # "call 1-866-411"
    return bool(_RANGE.fullmatch(between + " ") or between in ("-", "–")) and "\n" not in text[a.end : b.start]


def _is_window(text: str, a: NumberWord, b: NumberWord) -> bool:
    """Whether two bounds make a range: "more than 100 and less than 300"."""
    if b.start - a.end > _LOOKBACK or not (second := _WINDOW.fullmatch(text, a.end, b.start)):
        return False
    first = _BEFORE.search(text[max(0, a.start - _LOOKBACK) : a.start])
    return first is not None and (_bound(first[0]), _bound(second[1])) == ("at_least", "at_most")


def _bound(words: str) -> Bound:
    return _BOUND_OF[" ".join(words.lower().replace("-", " ").split())]


def _phrase(
    parse: Parse, sentence: Sentence, text: str, number: NumberWord, pair: NumberWord | None
) -> NumberPhrase | None:
    end = (pair or number).end
    before = text[max(0, number.start - _LOOKBACK) : number.start]
    tokens = parse.token_range(sentence.start + number.start, sentence.start + end)
    if not tokens and before and (before[-1] in _SIGNS or before[-1].isalpha()):  # "NZ$15", "USD115" in one token
        tokens = range(tokens.start - 1, tokens.start)
    if not tokens:
        return None
    bare = _MONEY.sub("", before)
    match = (_BETWEEN.search(bare) or _opened(bare, text, number, pair)) if pair else _BEFORE.search(bare)
    start = number.start - len(before) + match.start() if match else number.start
    bound: Bound = "between" if pair else "vague" if number.vague else "exact"
    limits: Bound = bound
    if pair is None and match:
        limits = _bound(match[0])
    elif pair is None:
        limits, end = _after(text, end)
        limits = bound if limits == "exact" else limits
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


def _opened(before: str, text: str, number: NumberWord, pair: NumberWord) -> re.Match[str] | None:
    """The words that open a window: "more than" 100 and less than 300."""
    return _BEFORE.search(before) if _is_window(text, number, pair) else None


def _after(text: str, end: int) -> tuple[Bound, int]:
    """The bound that words after a number set, and where they end."""
    if plus := _PLUS.match(text, end):
        return "at_least", plus.end()
    words, bound = next(((w, kind) for w, kind in _AFTER if text.startswith(f" {w}", end)), ("", None))
    return (bound, end + len(words) + 1) if bound else ("exact", end)


def _in_date(lookup: Lookup, phrase: NumberPhrase) -> bool:
    return any(i in lookup.timed for i in range(phrase.first, phrase.last))


def _owns(text: str, number: NumberWord) -> bool:
    """Whether a word for several stands for people who own what follows: "the couple's three children"."""
    return number.vague and text.startswith(("'s", "’s"), number.end)


def _in_word(text: str, number: NumberWord, phrase: NumberPhrase) -> bool:
    """Whether the numeral is part of a longer sign: a year, "7/7", a clock time, a score, a telephone number."""
    if phrase.bound == "between":
        return False
    before, after = text[max(0, number.start - 2) : number.start], text[number.end : number.end + 3]
    if before[-1:] in ("/", "-", "–", "#", "№", "@", "_") and before[:1].isalnum():
        return True
    if _GLUED.match(after):
        return True
    if not _YEAR.fullmatch(text, number.start, number.end) or phrase.start != phrase.number_start:
        return False
    return not _MONEY.search(text[max(0, number.start - _LOOKBACK) : number.start]) and not _COUNTS.match(
        text, number.end
    )
