"""Totals over several events, kept apart from the count of one."""

from collections.abc import Iterator, Mapping, Sequence

from joindots.join.findings.contexts import Context
from joindots.join.findings.counts import Count
from joindots.join.findings.verdicts import (
    Verdict,
    count_independent,
    make_finding,
    make_position,
    name_reports,
    note_origins,
)
from joindots.join.findings.wordings import join_words
from joindots.model import Finding, FindingKind

_TOTAL = 0.8
_SAME_TOTAL = 0.75
_SAID_OF_ONE = 0.6
_MOST_EVENTS = 6
"""Events set beside one total: more would bury it."""


def judge_totals(
    context: Context, measure: str, totals: Sequence[Count], events: Mapping[str, Sequence[Count]]
) -> Iterator[Finding]:
    """What totals and the counts of single events have to do with each other.

    Args:
        context: Of the pile.
        measure: Such as `killed`.
        totals: Counts that sum up several events.
        events: Counts of single events, by event id.

    Yields:
        For each total: agreement of those who give it, scope beside the counts of single events, and scope where
        another report gives the same number for one event alone.
    """
    topic = f"{measure.capitalize()}: total of several events"
    for number in sorted({count.low for count in totals}):
        same = sorted((count for count in totals if count.low == number), key=lambda count: count.span)
        if count_independent(context, [count.saying for count in same]) > 1:
            yield _agree(context, topic, same)
        near = _near(context, same)
        parts = _parts(near, events, number)
        if parts:
            yield _set_apart(context, topic, same, parts)
        for event in sorted(events):
            alone = [count for count in events[event] if count.exact and count.low == number]
            if alone and near.intersection(count.document for count in alone):
                yield _said_of_one(context, topic, same, (event, alone))


def _near(context: Context, totals: Sequence[Count]) -> set[str]:
    """Documents of the stories that the totals are told in."""
    documents = {count.document for count in totals}
    stories = {story for document in documents for story in context.stories.get(document, ())}
    return documents | {document for document, told in context.stories.items() if not stories.isdisjoint(told)}


def _parts(near: set[str], events: Mapping[str, Sequence[Count]], number: float) -> dict[str, list[Count]]:
    """For each event its counts below the total, from documents near it; the best covered events only."""
    found = {
        event: chosen
        for event, counts in sorted(events.items())
        if (chosen := [c for c in counts if c.exact and c.document in near and 0 < c.low < number])
    }
    ranked = sorted(found, key=lambda event: (-len({count.document for count in found[event]}), event))
    return {event: found[event] for event in ranked[:_MOST_EVENTS]}


def _verdict(kind: FindingKind, topic: str, about: Sequence[str], confidence: float, text: str) -> Verdict:
    return Verdict(kind=kind, topic=topic, about=tuple(about), confidence=confidence, explanation=text)


def _agree(context: Context, topic: str, same: Sequence[Count]) -> Finding:
    sayings = [count.saying for count in same]
    position = make_position(context, f"{same[0].words} in total", sayings)
    text = f"{name_reports(context, same)} give a total of {same[0].words}." + note_origins(context, position, sayings)
    return make_finding(_verdict("agreement", topic, (), _SAME_TOTAL, text), [position])


def _set_apart(context: Context, topic: str, same: Sequence[Count], parts: Mapping[str, Sequence[Count]]) -> Finding:
    positions = [make_position(context, f"{same[0].words} in total", [count.saying for count in same])]
    told = []
    for event, counts in parts.items():
        name = context.events[event].name if event in context.events else "one event"
        ordered = sorted(counts, key=lambda count: (count.low - (1 if count.besides else 0), count.span))
        numbers = join_words(list(dict.fromkeys(count.words for count in ordered)))
        told.append(f"{numbers} ({name})")
        positions.append(make_position(context, f"{numbers}: {name}", [count.saying for count in counts]))
    text = f"{name_reports(context, same)}: {same[0].words} is a sum over several. One alone: {join_words(told)}."
    return make_finding(_verdict("scope", topic, tuple(parts), _TOTAL, text), positions)


def _said_of_one(context: Context, topic: str, same: Sequence[Count], one: tuple[str, Sequence[Count]]) -> Finding:
    event, alone = one
    name = context.events[event].name if event in context.events else "one event"
    positions = [
        make_position(context, f"{same[0].words} in total", [count.saying for count in same]),
        make_position(context, f"{alone[0].words}: {name}", [count.saying for count in alone]),
    ]
    text = (
        f"{name_reports(context, same)} gives {same[0].words} as the sum over several events, "
        f"{name_reports(context, alone)} gives the same number for one ({name}): "
        "they count different things, or one is wrong."
    )
    return make_finding(_verdict("scope", topic, (event,), _SAID_OF_ONE, text), positions)
