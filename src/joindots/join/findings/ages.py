"""Ages of people, and of things that have no name, by report."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from joindots.join.findings.contexts import Context
from joindots.join.findings.lexicons import word_set
from joindots.join.findings.matters import LONE
from joindots.join.findings.verdicts import (
    Saying,
    Verdict,
    count_independent,
    make_finding,
    make_position,
    note_origins,
)
from joindots.join.findings.wordings import capitalise, join_words
from joindots.model import Entity, Finding, FindingKind, Position, Quantity, Span
from joindots.text.normal import content_words, stem

_AGREED = 0.85
_BIRTHDAY = 0.7  # a year's difference between reports of different days
_CONFLICT = 0.7
_UNDATED = 0.5
_YEAR_DAYS = 366  # of a long year: ages are whole years, so the one or other birthday more or less
_IS = re.compile(r"\b(?:was|is)(?: aged)?\s+\Z")
_ASIDE = re.compile(
    r"(?P<name>\b[A-Z][\w.'’-]{1,24}(?: [A-Z][\w.'’-]{1,24}){0,3}), (?:who|whose|an?|the) [^,.;:“”\"]{3,80}, "
)
_BESIDE_NAME = re.compile(r",\s(?:an?|the)\s")
_DESCRIBED = re.compile(r"the \d{1,3}-year-old\b", re.IGNORECASE)
_OLDEST = 110  # years
_NEAR = 16  # code points before an age in which "was" stands
_BESIDE = 16  # code points between an age and the name of whoever it is of
_NEAR_YEARS = 5
"""Years by which a description ("the 62-year-old") can miss the age told beside the name; farther, it is of another."""
_LONGEST = 120  # code points before that in which whose age it is stands
_YOUNG = frozenset({"child", "baby", "teenager", "youth", "pupil", "student", "pensioner", "patient", "player"})
_THING = re.compile(r"(?:the|its) (?P<thing>[a-z]{3,30})(?:,[^,]{1,60},)? (?:was|is) ", re.IGNORECASE)


def find_ages(context: Context) -> Iterator[Finding]:
    """For each person, and each thing of a story, whose age two reports give: agreement, a birthday, or conflict."""
    ages: dict[tuple[str, str], dict[int, list[Saying]]] = defaultdict(lambda: defaultdict(list))
    loose: dict[tuple[str, str], dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for quantity in context.pile.quantities:
        if quantity.low is None or quantity.low != quantity.high or not _is_age(quantity):
            continue
        if whose := _whose(context, quantity):
            source = context.source_of(quantity.attribution)
            saying = Saying(evidence=(quantity.clause,), records=(quantity.id,), source=source)
            ages[whose][int(quantity.low)].append(saying)
            if not whose[1] and not _is_beside(context, quantity, whose[0]):
                loose[whose][int(quantity.low)].add(quantity.id)
    for key in sorted(ages):
        entity = context.entities.get(key[0])
        _leave_out_others(ages[key], loose[key])
        yield from _judge(context, (entity.name if entity else f"the {key[1]}", key[0] if entity else ""), ages[key])


def list_unnamed(context: Context) -> Iterator[Quantity]:
    """Ages in years of people whom their reports do not name there: "a 17-year-old", "his 12-year-old daughter"."""
    for quantity in context.pile.quantities:
        plain = quantity.kind == "age" and quantity.low is not None and quantity.low == quantity.high
        counted = quantity.counted or ""
        named = counted != counted.lower() or (plain and _whose(context, quantity) is not None)
        if plain and _is_age(quantity) and not (named or context.is_headline(quantity.span)):
            yield quantity


def _is_beside(context: Context, quantity: Quantity, whose: str) -> bool:
    """Whether an age stands beside the name of whoever it is of, outside a headline: "Ada Roe, 34"."""
    if context.is_headline(quantity.span):
        return False
    sentence = context.sentence(quantity.span)
    start, end = max(sentence.start, quantity.span.start - _BESIDE), min(sentence.end, quantity.span.end + _BESIDE)
    return any(
        mention.how == "name" and start < mention.end and mention.start < end
        for entity in {whose, *_people(context, sentence)}
        if context.namesakes.get(entity, entity) == whose
        for mention in context.entities[entity].mentions
        if mention.document == quantity.span.document
    )


def _leave_out_others(ages: dict[int, list[Saying]], loose: Mapping[int, Collection[str]]) -> None:
    """Drop ages that only descriptions tell and that are far from any told beside the name: those of somebody else."""
    sure = [age for age, told in ages.items() if any(not set(s.records) <= set(loose.get(age, ())) for s in told)]
    for age in [age for age in ages if age not in sure]:
        if not any(abs(age - other) <= _NEAR_YEARS for other in sure):
            del ages[age]


def _is_age(quantity: Quantity) -> bool:
    """Whether a number of years tells an age; "Dorn was 81" tells one without a unit."""
    if quantity.kind == "age":
        return quantity.unit != "month" and quantity.bound == "exact"
    return quantity.measure.startswith(LONE) and quantity.low is not None and 0 < quantity.low <= _OLDEST


def _whose(context: Context, quantity: Quantity) -> tuple[str, str] | None:
    """The person: the one mentioned by the age itself, or the one whose name is the word it is counted by.

    Of a thing its story and what it is called.
    """
    people = _people(context, quantity.span)
    if people and not quantity.counted and quantity.kind == "age":
        return context.namesakes.get(people[0], people[0]), ""
    if quantity.kind != "age":
        return _said_of(context, quantity)
    said = {word.text for word in content_words(quantity.counted or "")}
    named = _people(context, context.sentence(quantity.span))
    shared = {e: len(said & _names(context.entities[e])) for e in named}
    most = max(shared.values(), default=0)  # of two brothers the one whose given name is there as well
    found = sorted({context.namesakes.get(e, e) for e in named if most and shared[e] == most})
    found = found or _named_before(context, quantity)
    if found:
        return (found[0], "") if len(found) == 1 else None
    return _described_before(context, quantity) or _thing(context, quantity)


def _named_before(context: Context, quantity: Quantity) -> list[str]:
    """Who is told to be so old right after the name: "Ada Roe, a 34-year-old baker"."""
    sentence, at = context.sentence(quantity.span), quantity.span.start
    before = context.trim(sentence.document, sentence.start, at)
    last, text = context.last_mention(before), context.documents[sentence.document].text
    if last is None or context.entities[last[1]].kind != "person" or not _BESIDE_NAME.fullmatch(text[last[0] : at]):
        return []
    return [context.namesakes.get(last[1], last[1])]


def _people(context: Context, span: Span) -> list[str]:
    return [entity for entity in context.entities_in(span) if context.entities[entity].kind == "person"]


def _said_of(context: Context, quantity: Quantity) -> tuple[str, str] | None:
    """Who "was 81": the only person before the number in its sentence, and right before the verb.

    Also the person at the head of a sentence, with words between commas: "Ada Roe, who drove the bus, was 81".
    """
    sentence, text = context.sentence(quantity.span), context.documents[quantity.span.document].text
    found = _IS.search(text, max(sentence.start, quantity.span.start - _NEAR), quantity.span.start)
    if not found or not text.startswith((".", ",", ";", " when", " and "), quantity.span.end):
        return None
    before = context.trim(sentence.document, max(sentence.start, found.start() - _LONGEST), found.start())
    if aside := _ASIDE.fullmatch(text, sentence.start, found.start()):
        before = context.trim(sentence.document, *aside.span("name"))
    people = _people(context, before)
    if len(people) != 1 or not _names(context.entities[people[0]]) & {before.text.split()[-1].casefold()}:
        return None
    return context.namesakes.get(people[0], people[0]), ""


def _described_before(context: Context, quantity: Quantity) -> tuple[str, str] | None:
    """Whom "the 24-year-old" at the head of a sentence takes up: the only person of the sentence before."""
    sentence = context.sentence(quantity.span)
    last = context.sentence_before(sentence) if _DESCRIBED.match(sentence.text) else None
    if last is None or not last.text.endswith((".", "!", "?", "”", '"')):
        return None
    people = sorted({context.namesakes.get(entity, entity) for entity in _people(context, last)})
    return (people[0], "") if len(people) == 1 else None


def _thing(context: Context, quantity: Quantity) -> tuple[str, str] | None:
    """The story, and the thing that is said to be so old; people without a name may be any."""
    found = _THING.match(quantity.clause.text)
    stories = context.stories_shared(quantity.span.document)
    if not found or quantity.counted or not stories:
        return None
    thing = found["thing"].lower()
    known = word_set("people", "parts") | word_set("people", "works") | word_set("counts", "anyone")
    return None if stem(thing) in known or thing in _YOUNG else (stories[0], thing)


def _names(entity: Entity) -> set[str]:
    return {word.text for name in (entity.name, *entity.aliases) for word in content_words(name)}


def _judge(context: Context, who: tuple[str, str], ages: dict[int, list[Saying]]) -> Iterator[Finding]:
    positions = {age: make_position(context, str(age), ages[age]) for age in sorted(ages)}
    for age, position in positions.items():
        if count_independent(context, ages[age]) > 1:
            text = f"{_labels(context, position)} give the age as {age}."
            yield _finding("agreement", who, _AGREED, text + note_origins(context, position, ages[age]), [position])
    told = {age: set(position.documents) for age, position in positions.items()}
    alone = {  # a report that gives two ages tells of two times
        age: positions[age]
        for age, documents in told.items()
        if not any(documents & others for other, others in told.items() if other != age)
    }
    if len(alone) < 2:
        return
    older = {
        high: low
        for low, high in combinations(sorted(alone), 2)
        if _grew_older(context, alone[low], alone[high], high - low)
    }
    for high, low in older.items():
        text = f"{_tell(context, who[0], alone, (low, high))} A birthday between the reports explains it."
        yield _finding("change", who, _BIRTHDAY, text, [alone[low], alone[high]])
    rest = [age for age in alone if age not in older]
    if len(rest) > 1:
        days = [_days(context, alone[age]) for age in rest]
        why = "The dates of the reports do not explain the difference."
        why = why if all(days) else "One of them may be of a later year: not all of these reports have a date."
        text = f"{_tell(context, who[0], alone, rest)} {why}"
        yield _finding("conflict", who, _CONFLICT if all(days) else _UNDATED, text, [alone[age] for age in rest])


def _tell(context: Context, name: str, positions: Mapping[int, Position], ages: Sequence[int]) -> str:
    return f"{capitalise(name)}: {'; '.join(f'{age} in {_labels(context, positions[age])}' for age in ages)}."


def _grew_older(context: Context, younger: Position, older: Position, years: int) -> bool:
    """Whether the time between the reports of two ages makes the one of the other: a birthday a year.

    Reports without a date may be of any, where others of the same age have one.
    """
    first, last = _days(context, younger), _days(context, older)
    if not (first and last):
        return False
    least, most = (last[0] - first[-1]).days, (last[-1] - first[0]).days
    return least > 0 and least // _YEAR_DAYS <= years <= most // _YEAR_DAYS + 1


def _days(context: Context, position: Position) -> list[date]:
    """The days on which reports of an age came out, the first first; those of no date left out."""
    return sorted(date.fromisoformat(day) for document in position.documents if (day := context.day(document)))


def _finding(kind: FindingKind, who: tuple[str, str], sure: float, text: str, positions: Sequence[Position]) -> Finding:
    about = (who[1],) if who[1] else ()
    verdict = Verdict(kind=kind, topic=f"Age: {who[0]}", about=about, confidence=sure, explanation=text)
    return make_finding(verdict, positions)


def _labels(context: Context, position: Position) -> str:
    return join_words([context.dated_label(document) for document in position.documents])
