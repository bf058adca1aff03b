"""One telling number with its unit, hour, age or address in several reports of one matter, in whatever words."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from joindots.join.findings.contexts import Context
from joindots.join.findings.lengths import ADDRESS, HOUR_OF_DAY
from joindots.join.findings.lexicons import word_set
from joindots.join.findings.things import Thing
from joindots.model import Span
from joindots.text.normal import content_words, stem
from joindots.text.numbers import read_numbers

_MOST_REPORTS = 3
"""Reports that give a number; one that more give is compared by what it counts, or is of several things."""
_TELLING = 2
"""Digits of a number that few things have."""
_UNMISTAKABLE = 3
_FEW = 100
_KNOWN_WORDS = 1 << 14  # of which it is remembered whether they are numbers
_SHARED = 1  # words or names that two paragraphs share beside a telling number
_SHARED_PLAIN = 2  # words of the sentences themselves beside a number that many things have: six, fifty
_SHARED_COUNT = 3  # the same for what is counted in other words
_MANY = 1000
_THINGS = "things"
_FULL, _ROUND = 30, 5  # minutes: what is told to the half hour stands in many reports, to the minute in few

Words = tuple[frozenset[str], frozenset[str]]
"""Those of a sentence, and of its paragraph."""


def pair_coincidences(context: Context, things: Sequence[Thing]) -> Iterator[tuple[int, int]]:
    """Places of pairs of numbers that are the same and may be of one thing, though no key says so."""
    given: dict[tuple[str, float], list[int]] = defaultdict(list)
    for i, thing in enumerate(things):
        if unit := _unit(thing):
            given[unit, thing.value].append(i)
    shared = {key for key, places in given.items() if len({things[i].count.document for i in places}) > 1}
    words = {i: _words(context, things[i]) for key in sorted(shared) for i in given[key]}
    for (unit, _), places in ((key, given[key]) for key in given if key in shared):
        several = len({things[i].count.document for i in places}) > _MOST_REPORTS
        least = _SHARED_PLAIN + several
        if not several or unit == _THINGS or not (things[places[0]].is_of_things or things[places[0]].is_toll):
            for i, k in combinations(places, 2):
                if _is_one(things[i], things[k], words[i], words[k], least):
                    yield i, k


def _unit(thing: Thing) -> str | None:
    """What a number is of, so that two can be one; None for what is no exact number, and for one.

    A thousand and more may be told as "over" so many, and of people, of voters or of Ardenians.
    """
    count, (kind, unit, counted) = thing.count, thing.sort
    if count.headline or thing.value in (0, 1):
        return None
    if thing.is_toll:
        return count.measure
    if thing.is_counted and thing.value >= _MANY and count.counted and count.high in (count.low, float("inf")):
        return _THINGS
    if not (count.exact or thing.is_time) or not (unit or thing.is_counted):
        return None
    return f"{kind} {unit}" if unit else f"of {counted}"


def _words(context: Context, thing: Thing) -> Words:
    """Stems of the content words of a number's sentence, and of its paragraph, without numbers and its own words."""
    sentence, block = context.sentence(thing.count.span), context.block(thing.count.span)
    whole = context.trim(sentence.document, block.start, block.end) if block else sentence
    own = frozenset() if thing.is_of_things else _stems(thing.count.span)
    near = _stems(sentence) - own
    return near, near | (_stems(whole) - own)


def _stems(span: Span) -> frozenset[str]:
    light = word_set("statements", "light")
    said = (word.text for word in content_words(span.text))
    return frozenset(stem(word) for word in said if word not in light and not _is_number(word))


@lru_cache(maxsize=_KNOWN_WORDS)
def _is_number(word: str) -> bool:
    return bool(read_numbers(word))


def _is_one(a: Thing, b: Thing, words: Words, others: Words, least: int) -> bool:
    """Whether two like numbers may be of one thing; `least` words must be common to the sentences of a plain one."""
    if a.count.document == b.count.document or a.count.measure == ADDRESS:
        return a.count.document != b.count.document
    near, wide, value = len(words[0] & others[0]), len(words[1] & others[1]), a.value
    if a.count.measure == HOUR_OF_DAY:
        return _is_one_hour(a, b, near, wide)
    digits = _count_digits(value)
    if a.is_toll:
        return digits >= _TELLING
    if a.is_counted and digits >= _UNMISTAKABLE:
        return near >= _SHARED
    if a.is_counted or a.is_age or (not a.is_time and a.count.measure == b.count.measure != a.sort[1]):
        return near >= _SHARED_COUNT
    return near >= least or (digits >= _TELLING and wide >= _SHARED)


def _is_one_hour(a: Thing, b: Thing, near: int, wide: int) -> bool:
    """Whether two like hours may be of one thing: a minute that nobody would choose is, whatever day is reckoned."""
    if a.value % _ROUND:
        return near >= _SHARED
    if a.days and b.days and a.days.isdisjoint(b.days):
        return False
    return near >= _SHARED_PLAIN or (a.value % _FULL != 0 and wide >= _SHARED)


def _count_digits(value: float) -> int:
    """Digits of a number without the zeros at its ends; of one below a hundred that is a multiple of five none."""
    return len(f"{value:f}".strip("0").replace(".", "").strip("0")) if value > _FEW or value % 5 else 0
