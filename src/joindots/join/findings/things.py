"""Numbers of one thing in a small affair, whatever words each report has for it.

Reports paraphrase: "the committee wrote five letters" and "we have read three letters of warning" count one thing. In
an affair of few reports two numbers are of one where the same sort of thing is counted, or the unit is the same, and
their sentences share what else is told: the fewer reports tell of a word, the more it says.
"""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from importlib import resources
from itertools import combinations

from msgspec import Struct

from joindots.join.findings.areas import are_counted_apart
from joindots.join.findings.contexts import Context
from joindots.join.findings.counts import INFECTED, TOLLS, Count
from joindots.join.findings.lengths import ADDRESS, HOUR_OF_DAY, LENGTH
from joindots.join.findings.lexicons import word_set
from joindots.join.findings.periods import are_of_other_months
from joindots.join.findings.told_days import ToldDays
from joindots.model import Quantity, Span
from joindots.text.normal import content_words, stem

_COMMON = 0.5  # share of an affair's reports from which a word tells of the affair, not of a thing in it
_WORD = 10  # what a word counts that both sentences have, and half of it one in the sentence before
_LITTLE = 4  # what a word of the affair counts
_MOST_AROUND = 15
_LEAST = {(True, True): _WORD, (True, False): 25, (False, True): 20, (False, False): 30}
"""What must be alike: by whether things are counted, and whether each report gives one number of the sort."""
_PART = re.compile(r"of (?:the|them|these|those|whom|which|its|his|her|their|our)\b|(?:other|more|further|new)\b")
_LIMIT = re.compile(
    r"\b(?:allow(?:s|ed)?|limit(?:s|ed)?|licen[cs]ed|permit(?:s|ted)?|maximum|capacity|up to|ceiling)\b"
)
_KNOWN = re.compile(r"\b(?:the|these|those|its|his|her|their|all) \Z", re.IGNORECASE)
_COMMA = re.compile(r",\s")
_PER = re.compile(
    r"\s(?:\([^()]{1,60}\)\s)?(?:of (?:[\w-]+ ){1,3})?(?:an?|per|each|every)\s"
    r"(second|minute|hour|day|week|month|year)\b",
    re.IGNORECASE,
)
"""What makes a rate of a measure: "barrels of crude oil a day"."""
_FILLED = re.compile(r"\b(\w+ed) with (?:just |only |some )?\Z")  # "a rack loaded with four crates"
_OF_WHICH = re.compile(r"[-\s](?:long )?(?P<what>[a-z]{3,})\b")
"""After a length the word for what took it: "the 11-hour flight"."""


_UNITS_ONLY = frozenset({"", "share", "amount"})
_OF_SOMEBODY = frozenset({"prison sentence"})  # each who was sentenced has one
_CROWD = "attending"
_TELLING = "count"  # who "lists" or "counts" things does nothing to them


class Thing(Struct, frozen=True, kw_only=True):
    """A number with what is told of what it counts.

    Attributes:
        count: The number, widened where it is told as a round one.
        value: The number as told; 0 where only its upper bound is.
        sort: Kind and unit, and of counts what is counted: numbers of two sorts are never of one thing.
        deed: What befell it, as a class, or empty.
        told: Classes of the content words of its sentence, and ids of whom it names.
        before: The same of the sentence before.
        days: First and last day of each date that its sentence gives.
        alone: Whether its report gives one number of the sort.
        limit: Whether it tells how much is allowed, not how much there is.
        known: Whether it takes up things told before, which may be some of them: "the two suspects".
        compound: Whether the number is a part of a word: "the 35-word oath" takes up the oath, not the words.
    """

    count: Count
    value: float
    sort: tuple[str, str, str]
    deed: str
    told: frozenset[str]
    before: frozenset[str]
    days: frozenset[tuple[str, str]]
    alone: bool
    limit: bool
    known: bool
    compound: bool

    @property
    def is_time(self) -> bool:
        """Whether it is how long something took, or an hour."""
        return self.count.measure in (LENGTH, HOUR_OF_DAY)

    @property
    def measured(self) -> str:
        """What is measured or counted, as a class; empty where only a unit is told."""
        noun = self.count.measure.removesuffix(self.sort[1].partition(" per ")[0]).strip()
        return "" if noun in _UNITS_ONLY else class_of(noun.partition(" ")[0])

    @property
    def is_age(self) -> bool:
        """Whether it is how old somebody is."""
        return self.sort[0] == "age"

    @property
    def is_toll(self) -> bool:
        """Whether it tells how many were killed or injured."""
        return self.count.measure in TOLLS

    @property
    def is_of_things(self) -> bool:
        """Whether it counts things, or tells a share, an amount, a size: no toll, time, age or address."""
        return not (self.is_toll or self.is_time or self.is_age or self.count.measure == ADDRESS)

    @property
    def is_counted(self) -> bool:
        """Whether things are counted, not measured or paid."""
        return self.sort[0] == "count"


@cache
def _tables() -> dict[str, list[list[str]]]:
    """The classes of words, of things and of deeds."""
    tables = tomllib.loads(resources.files(__package__).joinpath("things.toml").read_text("utf-8"))
    return {kind: [line.split() for line in tables[kind]] for kind in ("things", "deeds")}


@cache
def _classes() -> dict[str, str]:
    """Stem to the first word of its class."""
    return {stem(word): line[0] for lines in _tables().values() for line in lines for word in reversed(line)}


@cache
def _deeds() -> frozenset[str]:
    """Stems of the words of the classes of deeds."""
    return frozenset(stem(word) for line in _tables()["deeds"] for word in line)


def class_of(word: str) -> str:
    """The class of a word, or its stem where it is in none."""
    found = stem(word.casefold())
    return _classes().get(found, found)


def is_plain(count: Count) -> bool:
    """Whether a number may stand for itself: no toll, no part of a number given before it."""
    if count.measure in TOLLS or count.measure in _OF_SOMEBODY or count.measure.endswith(INFECTED):
        return False
    grouped = count.measure.removeprefix("people ") in word_set("counts", "grouped")
    if grouped or (count.harm and count.measure != _CROWD):
        return False
    if count.further or count.vague or count.least:
        return False
    return not _PART.match(count.counted)


def is_toll(count: Count) -> bool:
    """Whether a number tells how many were killed or injured, be it of all or of some: "13 workers"."""
    return count.measure in TOLLS and (count.exact or count.least) and not (count.further or count.vague)


def read_things(context: Context, days: ToldDays, counts: Sequence[tuple[Quantity, Count]]) -> list[Thing]:
    """The numbers of one affair, each with what its sentence tells."""
    found = []
    numbers: dict[tuple[str, tuple[str, str, str]], set[float]] = defaultdict(set)
    sorts = [_sort(context, quantity, count) for quantity, count in counts]
    tell = cache(partial(_tell, context))  # most sentences stand before another number's, too
    for (_, count), sort in zip(counts, sorts, strict=True):
        if count.high < float("inf"):
            numbers[count.document, sort].add(count.low)
    for (quantity, count), sort in zip(counts, sorts, strict=True):
        sentence = context.sentence(count.span)
        last = context.sentence_before(sentence)
        found.append(
            Thing(
                count=count,
                value=float(quantity.low or 0),
                sort=sort,
                deed=_deed(quantity, count),
                told=tell(sentence) - {sort[2]} - {class_of(word) for word in count.numerals},
                before=tell(last) - {sort[2]} if last else frozenset(),
                days=_days(days, sentence),
                alone=len(numbers[count.document, sort]) == 1,
                known=quantity.kind == "count" and _KNOWN.search(_before(sentence, count)) is not None,
                compound=context.documents[count.document].text.startswith("-", count.span.end),
                limit=_LIMIT.search(nearest_words(count)) is not None,
            )
        )
    return found


def _before(clause: Span, count: Count) -> str:
    return clause.text[: max(0, count.span.start - clause.start)]


def _sort(context: Context, quantity: Quantity, count: Count) -> tuple[str, str, str]:
    counted = class_of(count.measure.partition(" ")[0]) if quantity.kind == "count" else _lasting(count)
    per = _PER.match(context.documents[count.document].text, count.span.end) if quantity.unit else None
    return quantity.kind, f"{quantity.unit or ''}{f' per {per[1].lower()}' if per else ''}", counted


def _lasting(count: Count) -> str:
    """What is told to be so long, as a class: "the 11-hour flight"; empty where no word says so, and for all else."""
    clause = count.evidence[0]
    found = _OF_WHICH.match(clause.text, count.span.end - clause.start) if count.measure == LENGTH else None
    return class_of(found["what"]) if found and "-" in count.span.text else ""


def _deed(quantity: Quantity, count: Count) -> str:
    """What befell what is counted; for all else than counts the word before the number, if its class is known."""
    noun, _, rest = count.measure.partition(" ")
    if quantity.kind == "count":
        filled = None if rest else _FILLED.search(_before(count.evidence[0], count))
        found = class_of(filled[1] if filled else rest.partition(" ")[0]) if filled or rest else ""
        return "" if found == _TELLING else found
    if lasting := _lasting(count):
        return lasting
    if quantity.kind == "money":
        return class_of(noun) if rest else ""
    before = content_words(_before(count.evidence[0], count))
    return class_of(before[-1].text) if before and stem(before[-1].text) in _deeds() else ""


def _tell(context: Context, sentence: Span) -> frozenset[str]:
    named = {context.namesakes.get(entity, entity) for entity in context.entities_in(sentence)}
    words = {class_of(word.text) for word in content_words(sentence.text) if not word.text[0].isdigit()}
    return frozenset(words | named)


def _days(days: ToldDays, sentence: Span) -> frozenset[tuple[str, str]]:
    told = days.within(sentence)
    return frozenset((time.earliest, time.latest) for time in told if time.earliest and time.latest)


def is_of_old(thing: Thing, first: str) -> bool:
    """Whether its sentence puts a number in a year that was over long before the first report: told to compare."""
    last = max((latest for _, latest in thing.days), default=None)
    return bool(first and last) and int(str(last)[:4]) < int(first[:4]) - 1


def weigh_words(things: Sequence[Thing]) -> Mapping[str, int]:
    """What each word or name counts: less where half of the reports tell it with a number of things or of a unit."""
    things = [thing for thing in things if thing.is_of_things]
    reports = {thing.count.document for thing in things}
    told = Counter(
        word
        for report in reports
        for word in frozenset().union(*(t.told | t.before for t in things if t.count.document == report))
    )
    common = max(2, _COMMON * len(reports))
    return defaultdict(lambda: _WORD, {word: _LITTLE for word, n in told.items() if n > common})


def pair_things(context: Context, things: Sequence[Thing], weights: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    """Places of pairs of which each is more like the other than like any other number of that report."""
    likeness = {
        (i, k): sure
        for (i, a), (k, b) in combinations(enumerate(things), 2)
        if a.count.document != b.count.document and (sure := _liken(context, a, b, weights)) > 0
    }
    best: dict[tuple[int, str], int] = defaultdict(int)
    for (i, k), sure in likeness.items():
        for one, other in ((i, k), (k, i)):
            key = one, things[other].count.document
            best[key] = max(best[key], sure)
    for (i, k), sure in likeness.items():
        if sure == best[i, things[k].count.document] == best[k, things[i].count.document]:
            yield i, k


def _liken(context: Context, a: Thing, b: Thing, weights: Mapping[str, int]) -> int:
    """How much two numbers of one sort are told to be of one thing; 0 where too little says so."""
    counted = a.is_counted
    if not _may_be_one(a, b) or (counted and are_counted_apart(context, a.count, b.count)):
        return 0
    near = sum(weights[word] for word in a.told & b.told)
    wide = sum(weights[word] for word in ((a.told | a.before) & (b.told | b.before)) - (a.told & b.told))
    same = bool(a.deed) and a.deed == b.deed
    of_some = a.sort[0] == "percentage"  # of the same people many things are said
    if not same and near < (2 * _WORD if of_some or (counted and a.deed != b.deed) else _WORD):
        return 0
    score = near + min(_MOST_AROUND, wide // 2) + _WORD * (same + bool(a.days and b.days))
    if score < _LEAST[counted, a.alone and b.alone]:
        return 0
    return 0 if are_of_other_months(a.count, b.count) or _name_others(context, a, b) else score


def _name_others(context: Context, a: Thing, b: Thing) -> bool:
    """Whether each sentence names as many people as it counts, and they are others: "two senators, A and B"."""
    named = [{e for e in t.told & context.entities.keys() if context.entities[e].kind == "person"} for t in (a, b)]
    return all(len(who) == t.value > 1 for who, t in zip(named, (a, b), strict=True)) and named[0].isdisjoint(named[1])


def _may_be_one(a: Thing, b: Thing) -> bool:
    if a.days and b.days and not any(x[0] <= y[1] and y[0] <= x[1] for x in a.days for y in b.days):
        return False
    if a.limit != b.limit:
        return False
    return not (a.deed and b.deed and a.deed != b.deed and a.is_counted)


def nearest_words(count: Count) -> str:
    """The words around a number between the commas before and after it."""
    clause, at = count.evidence[0], count.span.start - count.evidence[0].start
    end = at + len(count.span.text)
    first = max((m.end() for m in _COMMA.finditer(clause.text, 0, max(0, at))), default=0)
    comma = _COMMA.search(clause.text, end)
    return clause.text[first : comma.start() if comma else len(clause.text)]
