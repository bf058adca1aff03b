"""Ages of people, by report."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from joindots.join.findings.contexts import Context
from joindots.join.findings.verdicts import (
    Saying,
    Verdict,
    count_independent,
    make_finding,
    make_position,
    note_origins,
)
from joindots.join.findings.wordings import join_words
from joindots.model import Entity, Finding, FindingKind, Position, Quantity
from joindots.text.normal import content_words

_AGREED = 0.85
_BIRTHDAY = 0.7  # a year's difference between reports of different days
_CONFLICT = 0.7
_YEAR_DAYS = 366  # of a long year: ages are whole years, so the one or other birthday more or less


def find_ages(context: Context) -> Iterator[Finding]:
    """For each person whose age two reports give: agreement, a birthday between them, or conflict."""
    ages: dict[str, dict[int, list[Saying]]] = defaultdict(lambda: defaultdict(list))
    for quantity in context.pile.quantities:
        if quantity.kind != "age" or quantity.unit == "month" or quantity.low is None or quantity.bound != "exact":
            continue
        if entity := _whose(context, quantity):
            source = context.source_of(quantity.attribution)
            saying = Saying(evidence=(quantity.clause,), records=(quantity.id,), source=source)
            ages[entity][int(quantity.low)].append(saying)
    for entity in sorted(ages):
        yield from _judge(context, context.entities[entity], ages[entity])


def _whose(context: Context, quantity: Quantity) -> str | None:
    """The person: the one mentioned by the age itself, or the one whose name is the word it is counted by."""
    for entity in context.entities_in(quantity.span):
        if context.entities[entity].kind == "person" and not quantity.counted:
            return entity
    said = {word.text for word in content_words(quantity.counted or "")}
    found = [
        entity
        for entity in context.entities_in(context.sentence(quantity.span))
        if context.entities[entity].kind == "person" and said & _names(context.entities[entity])
    ]
    return found[0] if len(found) == 1 else None


def _names(entity: Entity) -> set[str]:
    return {word.text for name in (entity.name, *entity.aliases) for word in content_words(name)}


def _judge(context: Context, entity: Entity, ages: dict[int, list[Saying]]) -> Iterator[Finding]:
    positions = {age: make_position(context, str(age), ages[age]) for age in sorted(ages)}
    for age, position in positions.items():
        if count_independent(context, ages[age]) > 1:
            text = f"{_labels(context, position)} give the age as {age}."
            yield _finding("agreement", entity, _AGREED, text + note_origins(context, position, ages[age]), [position])
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
        text = f"{_tell(context, entity, alone, (low, high))} A birthday between the reports explains it."
        yield _finding("change", entity, _BIRTHDAY, text, [alone[low], alone[high]])
    rest = [age for age in alone if age not in older]
    if len(rest) > 1:
        text = f"{_tell(context, entity, alone, rest)} The dates of the reports do not explain the difference."
        yield _finding("conflict", entity, _CONFLICT, text, [alone[age] for age in rest])


def _tell(context: Context, entity: Entity, positions: Mapping[int, Position], ages: Sequence[int]) -> str:
    return f"{entity.name}: {'; '.join(f'{age} in {_labels(context, positions[age])}' for age in ages)}."


def _grew_older(context: Context, younger: Position, older: Position, years: int) -> bool:
    """Whether the time between the reports of two ages makes the one of the other: a birthday a year."""
    before = [context.day(document) for document in younger.documents]
    after = [context.day(document) for document in older.documents]
    if None in before or None in after:
        return False
    first, last = (sorted(date.fromisoformat(str(day)) for day in days) for days in (before, after))
    least, most = (last[0] - first[-1]).days, (last[-1] - first[0]).days
    return least > 0 and least // _YEAR_DAYS <= years <= most // _YEAR_DAYS + 1


def _finding(kind: FindingKind, entity: Entity, sure: float, text: str, positions: Sequence[Position]) -> Finding:
    verdict = Verdict(kind=kind, topic=f"Age: {entity.name}", about=(entity.id,), confidence=sure, explanation=text)
    return make_finding(verdict, positions)


def _labels(context: Context, position: Position) -> str:
    return join_words([context.dated_label(document) for document in position.documents])
