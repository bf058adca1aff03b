"""One telling number with its unit, or one hour, in several reports of one matter, whatever words stand around it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from msgspec import Struct
from msgspec.structs import replace

from joindots.join.affairs import is_small
from joindots.join.findings.blocks import ToldBlock, list_blocks
from joindots.join.findings.contexts import Context
from joindots.join.findings.counts import TOLLS
from joindots.join.findings.lexicons import word_set
from joindots.join.findings.verdicts import Saying, Verdict, make_finding, make_position, name_reports, note_origins
from joindots.join.findings.wordings import shorten
from joindots.linkage import connected_components
from joindots.model import Finding, Position, Quantity, Span, TimeExpression
from joindots.text.normal import content_words, stem
from joindots.text.numbers import read_numbers

_AGREED = 0.5
_COMPARED = ("Figure", "Age", "Place")
"""Families of findings that may hold a number, an age or an address already; of tolls those of tolls do as well."""
_COMPARED_TOLLS = (*_COMPARED, "Killed", "Injured")
_LASTS = re.compile(r"[\s-](?P<unit>second|minute|hour|day|week|month)s?\b(?![\s-]old\b)", re.IGNORECASE)
_LENGTH = "length of time"
_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
"""By which two days are 48 hours; a month has no length of its own."""
_MOST_REPORTS = 3
"""Reports that give a number; one that more give is compared by what it counts, or is of several things."""
_MOST_OF_LENGTH = 6
"""The same for a time that something took, which nothing else compares."""
_AGE = "age"
_ADDRESS = re.compile(
    r"\b(?P<number>[1-9]\d{0,4}) (?:block of |blk\.? )?(?P<street>(?:[A-Z0-9][\w.'’-]{0,20} ){1,3}"
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Dr|Boulevard|Blvd|Court|Place|Square|Terrace|Quay|Way))\b"
)
_AT = "at "
_TOLL = "toll "
_OF = "of "
_TELLING = 2
"""Digits of a number that few things have."""
_UNMISTAKABLE = 3
_FEW = 100
_SHARED = 1  # words or names that two paragraphs share beside a telling number
_SHARED_PLAIN = 2  # words of the sentences themselves beside a number that many things have: six, fifty
_SHARED_COUNT = 3  # the same for what is counted in other words
_MANY = 1000
_HOUR = "hour of the day"
_TOPICS = {_HOUR: "Date", _AT: "Place", _AGE: "Age"}
_CLOCK = re.compile(r"(?:(\d{4}-\d\d-\d\d))?T(\d\d):(\d\d)")
_SHOWN = re.compile(r"[ap]\.?m\b|o['’]clock|morning|noon|evening|night|\b(?:1[3-9]|2[0-3])[:.h]", re.IGNORECASE)
"""What settles which half of the day an hour is in."""
_SIDE = re.compile(r"\b(?:before|after|until|till|by|since)\b(?=\s\Z)", re.IGNORECASE)
_BEFORE = 10  # code points: the longest of these
_ZONED = re.compile(r"\s?(?:GMT|UTC)\b")
_FULL, _ROUND = 30, 5  # minutes: what is told to the half hour stands in many reports, to the minute in few


class _Given(Struct, frozen=True, kw_only=True):
    """A number in one sentence.

    Attributes:
        unit: What it is a number of, so that two can be one.
        value: The number, in `unit`; of a length of time that has seconds those.
        here: The number, with its unit where that is a time.
        measure: By which figures are compared; empty for a time that something took.
        sentence: Around it.
        near: Stems of the content words of the sentence, without numbers.
        wide: Those of its paragraph as well.
        said: The number as it is told.
        day: On which an hour was, where that is told.
    """

    unit: str
    value: float
    here: Span
    measure: str
    sentence: Span
    near: frozenset[str]
    wide: frozenset[str]
    said: float
    day: str = ""


def find_coincidences(context: Context, found: Sequence[Finding]) -> Iterator[Finding]:
    """For each hour, address, age or number with a unit that reports of a small pile give in sentences on one thing.

    Args:
        context: The pile.
        found: What else was found; two numbers that a figure there holds already are not told again.
    """
    if not is_small(context.pile):
        return
    tolls = [one for one in found if one.topic.startswith(_COMPARED_TOLLS)]
    figures = [one for one in tolls if one.topic.startswith(_COMPARED)]
    given: dict[tuple[str, str, float], list[_Given]] = defaultdict(list)
    for one, stories in (*_list_in_blocks(context), *_list_hours(context)):
        for story in stories:
            given[story, one.unit, one.value].append(one)
    for quantity in context.pile.quantities:
        if (unit := _unit(quantity)) and quantity.low is not None and not context.is_headline(quantity.span):
            one = _read(context, quantity.span, (unit, float(quantity.low), quantity.measure))
            for story in context.stories_of_one_matter(quantity.span.document):
                given[story, one.unit, one.value].append(one)
    for key in sorted(given):
        reports = len({one.sentence.document for one in given[key]})
        most = _MOST_OF_LENGTH if key[1] == _LENGTH else _MOST_REPORTS
        if reports > 1 and (reports <= most or key[1].startswith((_HOUR, _AT)) or key[1] == _OF):
            held = [position for one in (tolls if key[1].startswith(_TOLL) else figures) for position in one.positions]
            yield from _judge(context, [one for one in given[key] if not _is_told(one, given[key], held)])


def _list_in_blocks(context: Context) -> Iterator[tuple[_Given, tuple[str, ...]]]:
    """Times that something took, and addresses, each with the stories of its report."""
    for block in list_blocks(context):
        for one in (*_list_lengths(context, block), *_list_addresses(context, block)):
            yield one, tuple(block.stories)


def _list_lengths(context: Context, block: ToldBlock) -> Iterator[_Given]:
    text = block.document.text
    for number in read_numbers(text[block.start : block.end]):
        start, end = block.start + number.start, block.start + number.end
        lasts = _LASTS.match(text, end, block.end)
        if lasts and number.kind == "cardinal" and number.low == number.high and number.low is not None:
            here = Span(document=block.document.id, start=start, end=lasts.end(), text=text[start : lasts.end()])
            unit, said = lasts["unit"].lower(), float(number.low)
            one = _read(context, here, (_LENGTH if unit in _SECONDS else unit, said * _SECONDS.get(unit, 1), ""))
            yield replace(one, said=said)


def _list_addresses(context: Context, block: ToldBlock) -> Iterator[_Given]:
    for found in _ADDRESS.finditer(block.document.text, block.start, block.end):
        here = Span(document=block.document.id, start=found.start(), end=found.end(), text=found.group())
        yield _read(context, here, (_AT + found["street"].casefold(), float(found["number"]), ""))


def _list_hours(context: Context) -> Iterator[tuple[_Given, tuple[str, ...]]]:
    """Times of day, each with the stories of its report."""
    for time in context.pile.times:
        if hour := _read_hour(context, time):
            yield hour, context.stories_of_one_matter(time.span.document)


def _read_hour(context: Context, time: TimeExpression) -> _Given | None:
    """A time of day, in minutes since midnight; None where the half of the day is open or a zone is reckoned in."""
    value, text = _CLOCK.fullmatch(time.value or ""), context.documents[time.span.document].text
    if value is None or not _SHOWN.search(time.span.text) or _ZONED.match(text, time.span.end):
        return None
    side = _SIDE.search(text, max(0, time.span.start - _BEFORE), time.span.start)
    one = _read(
        context, time.span, (f"{_HOUR}{side[0].lower() if side else ''}", float(int(value[2]) * 60 + int(value[3])), "")
    )
    return replace(one, day=value[1] or "")


def _is_told(one: _Given, given: Sequence[_Given], figures: Sequence[Position]) -> bool:
    """Whether a figure lays a number beside that of another of the reports."""
    others = {other.sentence.document for other in given} - {one.sentence.document}
    return any(
        not others.isdisjoint(position.documents)
        and any(
            span.document == one.here.document and span.start < one.here.end and one.here.start < span.end
            for span in position.evidence
        )
        for position in figures
    )


def _unit(quantity: Quantity) -> str:
    """What a quantity is a number of; empty for tolls, for whatever has none, and for what is no exact number.

    A thousand and more may be told as "over" so many, and of people, of voters or of Ardenians.
    """
    many = quantity.kind == "count" and quantity.measure not in TOLLS and (quantity.low or 0) >= _MANY
    if many and quantity.counted and (quantity.high is None or quantity.low == quantity.high):
        return _OF
    if quantity.kind == "age":  # whoever is named after it is compared by name
        named = (quantity.counted or "a").lower() != (quantity.counted or "a")
        return _AGE if quantity.span.text.lower().endswith("-year-old") and not named else ""
    if quantity.bound != "exact" or quantity.low != quantity.high or (quantity.low or 0) <= 1:
        return ""
    if quantity.measure in TOLLS:
        return _TOLL + quantity.measure
    if quantity.kind in ("money", "percentage") or (quantity.kind == "measure" and quantity.unit):
        return quantity.unit or ""
    counted = [word.text for word in content_words(quantity.counted or "")]
    plain = quantity.kind == "count" and quantity.measure not in TOLLS
    return f"{_OF}{stem(counted[-1])}" if plain and counted else ""


def _read(context: Context, here: Span, told: tuple[str, float, str]) -> _Given:
    sentence, block = context.sentence(here), context.block(here)
    whole = context.trim(here.document, block.start, block.end) if block else sentence
    own = frozenset(stem(word.text) for word in content_words(here.text))
    near = _stems(sentence) - own
    return _Given(
        unit=told[0],
        value=told[1],
        here=here,
        measure=told[2],
        sentence=sentence,
        near=near,
        wide=near | (_stems(whole) - own),
        said=told[1],
    )


def _stems(span: Span) -> frozenset[str]:
    light = word_set("statements", "light")
    return frozenset(
        stem(word.text)
        for word in content_words(span.text)
        if word.text not in light and not read_numbers(word.text) and not _LASTS.match(f" {word.text}")
    )


def _judge(context: Context, given: Sequence[_Given]) -> Iterator[Finding]:
    edges = [(i, k) for (i, a), (k, b) in combinations(enumerate(given), 2) if _is_one(a, b)]
    for members in connected_components(len(given), edges):
        chosen = [given[i] for i in members]
        sayings = [Saying(evidence=(one.sentence,), records=(one.sentence.document,)) for one in chosen]
        if len(chosen) > 1 and (finding := _tell(context, chosen, sayings)):
            yield finding


def _is_one(a: _Given, b: _Given) -> bool:
    """Whether two numbers may be of one thing."""
    if a.sentence.document == b.sentence.document or a.unit.startswith(_AT):
        return a.sentence.document != b.sentence.document
    near, wide, digits = len(a.near & b.near), len(a.wide & b.wide), min(map(_count_digits, (a.said, b.said)))
    if a.unit.startswith(_HOUR):
        return _is_one_hour(a, b, near, wide)
    if a.unit.startswith(_OF) and digits >= _UNMISTAKABLE:
        return near >= _SHARED
    if a.unit == _TOLL + a.measure:
        return digits >= _TELLING
    if a.unit == _AGE or a.unit.startswith(_OF):
        return near >= _SHARED_COUNT
    return near >= _SHARED_PLAIN or (digits >= _TELLING and wide >= _SHARED)


def _is_one_hour(a: _Given, b: _Given, near: int, wide: int) -> bool:
    """Whether two like hours may be of one thing: a minute that nobody would choose is, whatever day is reckoned."""
    if a.value % _ROUND:
        return near >= _SHARED
    if a.day and b.day and a.day != b.day:
        return False
    return near >= _SHARED_PLAIN or (a.value % _FULL != 0 and wide >= _SHARED)


def _count_digits(value: float) -> int:
    """Digits of a number without the zeros at its ends; of one below a hundred that is a multiple of five none."""
    return len(f"{value:f}".strip("0").replace(".", "").strip("0")) if value > _FEW or value % 5 else 0


def _tell(context: Context, given: Sequence[_Given], sayings: Sequence[Saying]) -> Finding | None:
    labels = name_reports(context, [one.sentence for one in given])
    first = min(given, key=lambda one: (one.sentence.document, one.sentence.start))
    here = " ".join(first.here.text.split())
    kind = next((kind for unit, kind in _TOPICS.items() if first.unit.startswith(unit)), "Figure")
    position = make_position(context, here if kind in ("Date", "Place") else shorten(first.sentence.text), sayings)
    if len(position.origins) == 1:
        return None
    verdict = Verdict(
        kind="agreement",
        topic=f"{kind}: {shorten(first.sentence.text, 60)}",
        about=(),
        confidence=_AGREED,
        explanation=f"{labels} give “{here}”, each in words of its own." + note_origins(context, position, sayings),
    )
    return make_finding(verdict, [position])
