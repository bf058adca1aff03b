"""The hour at which an event began, by report."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from joindots.join.findings.contexts import HEADLINES, Context
from joindots.join.findings.lexicons import pattern
from joindots.join.findings.verdicts import Saying, Verdict, make_finding, make_position, name_reports
from joindots.model import Finding, Span, TimeExpression

_CONFLICT = 0.55  # a watch may be wrong, and reports copy slips
_VALUE = re.compile(r"(\d{4}-\d\d-\d\d)?T(\d\d):(\d\d)")
_OPEN = re.compile(
    r"\b(?:about|around|shortly|just|soon|roughly|approximately|nearly|almost|before|after|past)\b", re.IGNORECASE
)
_ZONE = re.compile(r" ?(?:\(|GMT|UTC|BST|[A-Z]{1,2}[SD]?T\b|local)")
_NEAR = 30
"""Code points between the verb that tells a beginning and the hour: "broke out shortly before 4.15pm"."""
_EXACT_MINUTES = 5
"""Difference of two hours told to the minute from which they are at odds."""
_OPEN_MINUTES = 30
"""The same where one of them is told as about or shortly after an hour."""
_MOST_MINUTES = 3 * 60
"""Difference from which two hours are more likely those of two happenings that were taken for one."""
_MISHAPS = frozenset({"accident", "explosion", "bombing", "fire", "disaster", "attack"})
_MOST_HOURS = 3
"""Hours told of one event beyond which they are of its course, not of its beginning."""


class _Hour(Struct, frozen=True):
    """An hour that a report gives for the beginning of an event.

    Attributes:
        minutes: Since midnight.
        day: On which it was, where that is told.
        open: Whether the words leave it open.
        words: As printed.
        saying: Where.
    """

    minutes: int
    day: str | None
    open: bool
    words: str
    saying: Saying


def find_clock_times(context: Context) -> Iterator[Finding]:
    """For each event: hours of its beginning that reports give and that cannot be one."""
    told: dict[str, list[_Hour]] = defaultdict(list)
    for time in context.pile.times:
        if found := _read(context, time):
            told[found[0]].append(found[1])
    for event in sorted(told):
        yield from _judge(context, event, told[event])


def _read(context: Context, time: TimeExpression) -> tuple[str, _Hour] | None:
    """The event that begins at an hour, and the hour; None where the sentence does not say what began."""
    value = _VALUE.fullmatch(time.value or "")
    block = context.block(time.span)
    if value is None or block is None or block.kind not in {"body", *HEADLINES}:
        return None
    document = time.span.document
    text, sentence = context.documents[document].text, context.sentence(time.span)
    begins = list(pattern("happenings", "begins").finditer(text, sentence.start, time.span.start))
    if not begins or time.span.start - begins[-1].end() > _NEAR or _ZONE.match(text, time.span.end):
        return None
    before = context.trim(document, sentence.start, begins[-1].end())
    events = [event for event in context.events_in(before) if not context.events[event].type.endswith("group")]
    if not events and pattern("happenings", "mishaps").fullmatch(begins[-1].group()):
        events = [event for event in [context.main_events.get(document)] if event and _is_mishap(context, event)]
    if not events:
        return None
    clause = context.trim(document, sentence.start, time.span.end)
    hour = _Hour(
        minutes=int(value[2]) * 60 + int(value[3]),
        day=value[1],
        open=_OPEN.search(text, begins[-1].end(), time.span.end) is not None,
        words=" ".join(text[begins[-1].end() : time.span.end].removeprefix(" at ").split()),
        saying=Saying(evidence=(_shorten(context, clause),), records=(time.id,)),
    )
    return events[0], hour


def _is_mishap(context: Context, event: str) -> bool:
    return context.events[event].type in _MISHAPS


def _shorten(context: Context, clause: Span) -> Span:
    """The clause without what stands before its last comma, if that is not short."""
    comma = clause.text.rfind(", ")
    return clause if comma < 0 else context.trim(clause.document, clause.start + comma + 1, clause.end)


def _judge(context: Context, event: str, hours: Sequence[_Hour]) -> Iterator[Finding]:
    by_minutes: dict[int, list[_Hour]] = defaultdict(list)
    for hour in sorted(hours, key=lambda hour: (hour.minutes, hour.saying.evidence)):
        by_minutes[hour.minutes].append(hour)
    if not 1 < len(by_minutes) <= _MOST_HOURS:
        return
    apart = {
        minutes
        for one, other in combinations(by_minutes, 2)
        if _at_odds(by_minutes[one], by_minutes[other])
        for minutes in (one, other)
    }
    if apart:
        yield _finding(context, event, {minutes: by_minutes[minutes] for minutes in sorted(apart)})


def _at_odds(one: Sequence[_Hour], other: Sequence[_Hour]) -> bool:
    """Whether two hours differ by more than their words allow, and no report gives both."""
    days = [{hour.day for hour in hours if hour.day} for hours in (one, other)]
    if all(days) and not set.intersection(*days):
        return False  # of two happenings that were taken for one
    documents = ({hour.saying.document for hour in hours} for hours in (one, other))
    apart = abs(one[0].minutes - other[0].minutes)
    allowed = _OPEN_MINUTES if any(hour.open for hour in (*one, *other)) else _EXACT_MINUTES
    return not set.intersection(*documents) and allowed < apart <= _MOST_MINUTES


def _finding(context: Context, event: str, hours: Mapping[int, Sequence[_Hour]]) -> Finding:
    positions, told = [], []
    for given in hours.values():
        labels = name_reports(context, [hour.saying for hour in given])
        told.append(f"{given[0].words} in {labels}")
        positions.append(make_position(context, given[0].words, [hour.saying for hour in given]))
    verdict = Verdict(
        kind="conflict",
        topic=f"Date: hour of {context.events[event].name}",
        about=(event,),
        confidence=_CONFLICT,
        explanation=f"It began at different hours: {'; '.join(told)}.",
    )
    return make_finding(verdict, positions)
