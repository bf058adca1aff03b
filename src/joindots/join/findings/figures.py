"""Figures: numbers of the same measure of the same event, laid side by side."""

from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct

from joindots.join.findings.contexts import Context
from joindots.join.findings.counts import TOLLS, Count, read_count
from joindots.join.findings.figure_verdicts import Figure, judge_counts, judge_headlines, judge_reach
from joindots.join.findings.totals import judge_totals
from joindots.join.findings.victims import count_victims
from joindots.model import Finding, Quantity

_COMPARED = frozenset({"count", "money", "percentage", "rate", "measure"})
_FIXED = frozenset({"measure"})


class Subject(Struct, frozen=True, kw_only=True, order=True):
    """What a group of numbers measures.

    Attributes:
        place: Id of the event, or of the story where there is no event.
        measure: Canonical key.
        kind: Of the quantities.
        unit: Of the quantities, or empty.
        part: Part of the people counted, or empty.
        since: First day of the period, or empty.
    """

    place: str
    measure: str
    kind: str
    unit: str
    part: str
    since: str


def find_figures(context: Context) -> Iterator[Finding]:
    """All findings on figures."""
    groups: dict[Subject, list[Count]] = defaultdict(list)
    totals: dict[str, list[Count]] = defaultdict(list)
    for quantity in context.pile.quantities:
        count = read_count(context, quantity) if quantity.kind in _COMPARED else None
        if count is None:
            continue
        if count.total and quantity.measure in TOLLS:
            totals[quantity.measure].append(count)
        elif place := _place(context, quantity):
            groups[_subject(place, quantity, count)].append(count)
    for event, count in count_victims(context):
        groups[Subject(place=event, measure="killed", kind="count", unit="", part="", since="")].append(count)
    for subject in sorted(groups):
        yield from _judge(context, subject, groups[subject])
    for measure in sorted(totals):
        single = {s.place: g for s, g in sorted(groups.items()) if s.measure == measure and not s.part}
        yield from judge_totals(context, measure, totals[measure], single)


def _place(context: Context, quantity: Quantity) -> str | None:
    """What the number is about: its event, else the story of its document."""
    if quantity.event:
        return quantity.event
    stories = context.stories.get(quantity.span.document, ())
    return stories[0] if stories and quantity.measure not in TOLLS else None


def _subject(place: str, quantity: Quantity, count: Count) -> Subject:
    return Subject(
        place=place,
        measure=quantity.measure,
        kind=quantity.kind,
        unit=quantity.unit or "",
        part=count.part or "",
        since=(quantity.period.earliest or "")[:7] if quantity.period else "",
    )


def _judge(context: Context, subject: Subject, counts: list[Count]) -> Iterator[Finding]:
    event = context.events.get(subject.place)
    figure = Figure(
        topic=_topic(subject, event.name if event else ""),
        about=(subject.place,) if event else (),
        fixed=subject.kind in _FIXED,
        toll=subject.measure in TOLLS and not subject.part,
    )
    counts = sorted(counts, key=lambda count: (count.span, count.record))
    yield from judge_reach(context, figure, counts)
    yield from judge_headlines(context, figure, counts)
    yield from judge_counts(context, figure, counts)


def _topic(subject: Subject, event: str) -> str:
    part = f" ({subject.part})" if subject.part else ""
    if subject.measure in TOLLS:
        return f"{subject.measure.capitalize()}: {event}{part}"
    return f"Figure: {subject.measure}{f', {event}' if event else ''}{part}"
