"""Numbers of one measure that cover different periods: they look unlike, and are of different reach."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from joindots.join.findings.contexts import Context
from joindots.join.findings.counts import Count
from joindots.join.findings.told_days import ToldDays
from joindots.join.findings.verdicts import Verdict, make_finding, make_position
from joindots.join.findings.wordings import join_words
from joindots.model import Dated, Finding, TimeExpression

_COURSE = re.compile(
    r"\b(?:(?:last|this|next|previous|each|every) (?:season|year|month|week|term|quarter|spring|summer|autumn|winter)"
    r"|career|in all competitions|per game)\b",
    re.IGNORECASE,
)
"""What a number of deeds covers, where no date tells."""
_MONTH = re.compile(
    r"\b(?:in|of|during|for|through|until|on|by|last|late|early|mid-)\s?"
    r"(January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
"""A month that a number is of; one that it is measured from is of the number before."""
_PERIODS = 0.7


_SINCE = "since then"
_UNKNOWN = "/.."  # a period of known length whose days no date tells
_BACK = 60  # days between a happening and reports that tell of another one to compare
_FAR_DAYS = 400
"""Days between two starts of counts that run on: reports put one start at its day, its month or its year."""


def split_periods(counts: Sequence[Count]) -> dict[str, list[Count]]:
    """Counts by what they cover: a key for each period, for all counts that run on from one start, or empty.

    A count "since the collision" whose start no date tells is taken with the first of those that run on.
    """
    found: dict[str, list[Count]] = defaultdict(list)
    running = [count for count in counts if runs_on(count.period)]
    running.sort(key=lambda count: (count.period.earliest or "" if count.period else "", count.span))
    start = None
    for count in running:
        earliest = count.period.earliest if count.period else None
        if earliest and (start is None or (date.fromisoformat(earliest) - start).days > _FAR_DAYS):
            start = date.fromisoformat(earliest)
        found[f"since {start.year}" if start else _SINCE].append(count)
    if len(found) > 1 and _SINCE in found:
        unknown = found.pop(_SINCE)
        found[min(found)] += unknown
    for count in counts:
        if count not in running:
            known = count.period is not None and count.period.value != _UNKNOWN
            found[count.period.value if count.period and known else ""].append(count)
    return found


def runs_on(period: Dated | None) -> bool:
    """Whether a number counts on from a day without an end ("since the collision")."""
    return period is not None and any(span.text.lower().startswith("since") for span in period.evidence)


def has_ended(day: str | None, period: Dated | None) -> bool:
    """Whether what a number covers was over before the day of its report: then no later day adds to it."""
    return bool(day and period and period.latest and not runs_on(period) and period.latest < day)


def judge_periods(context: Context, topic: str, periods: Mapping[str, Sequence[Count]]) -> Iterator[Finding]:
    """One scope finding beside each other for numbers that cover different periods, where they differ.

    Args:
        context: Of the pile.
        topic: Of the finding.
        periods: Key of the period (empty where none is told) to its counts.
    """
    numbers = {(count.low, count.high) for counts in periods.values() for count in counts}
    if len(numbers) < 2:
        return
    positions, told = [], []
    for key in sorted(periods):
        counts = periods[key]
        words = join_words(list(dict.fromkeys(count.words for count in counts)))
        says = f"{words} ({key or 'no period told'})"
        positions.append(make_position(context, says, [count.saying for count in counts]))
        told.append(f"{join_words(sorted({context.label(count.document) for count in counts}))} {says}")
    about = tuple(count.event for counts in periods.values() for count in counts if count.event)
    text = f"The numbers cover different periods: {join_words(told)}."
    verdict = Verdict(kind="scope", topic=topic, about=about, confidence=_PERIODS, explanation=text)
    yield make_finding(verdict, positions)


def are_of_other_months(a: Count, b: Count) -> bool:
    """Whether both clauses name months, and none that both name: reports without a date tell no more."""
    one, other = ({m for span in count.evidence for m in _MONTH.findall(span.text)} for count in (a, b))
    return bool(one and other) and one.isdisjoint(other)


def leave_out_earlier(context: Context, days: ToldDays, counts: Sequence[Count]) -> list[Count]:
    """Without those that a report puts months before itself and gives another beside: an earlier happening's."""
    given: dict[str, set[float]] = defaultdict(set)
    for count in counts:
        given[count.document].add(count.low)
    found = [
        count
        for count in counts
        if len(given[count.document]) == 1 or not _lies_back(context, days.within(context.sentence(count.span)), count)
    ]
    return found or list(counts)


def leave_out_lists(counts: Sequence[Count]) -> list[Count]:
    """Without offers of reports that give several, of which none is said to have moved: each is another bidder's."""
    given: dict[str, list[Count]] = defaultdict(list)
    for count in counts:
        given[count.document].append(count)
    several = {
        document
        for document, own in given.items()
        if len({count.low for count in own}) > 1 and not any(count.moved for count in own)
    }
    return [count for count in counts if count.document not in several]


def _lies_back(context: Context, times: Sequence[TimeExpression], count: Count) -> bool:
    published = context.day(count.document)
    if not published or not times or not all(time.latest for time in times):
        return False
    last = max(time.latest[:10] for time in times if time.latest)
    return (date.fromisoformat(published) - date.fromisoformat(last)).days > _BACK


def tell_courses(count: Count) -> set[str]:
    """The seasons and the like that the clause of a count names."""
    return {found.casefold() for span in count.evidence for found in _COURSE.findall(span.text)}
