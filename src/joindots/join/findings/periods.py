"""Numbers of one measure that cover different periods: they look unlike, and are of different reach."""

from collections.abc import Iterator, Mapping, Sequence

from joindots.join.findings.contexts import Context
from joindots.join.findings.counts import Count
from joindots.join.findings.verdicts import Verdict, make_finding, make_position
from joindots.join.findings.wordings import join_words
from joindots.model import Dated, Finding

_PERIODS = 0.7


def name_period(period: Dated | None) -> str:
    """A key for what a number covers: the year from which it runs on, the period itself, or empty.

    "Since" counts run on from a day that one report gives exactly and another only by its year.
    """
    if period is None:
        return ""
    if any(span.text.lower().startswith("since") for span in period.evidence):
        return f"since {(period.earliest or period.value)[:4]}"
    return period.value


def judge_periods(context: Context, topic: str, periods: Mapping[str, Sequence[Count]]) -> Iterator[Finding]:
    """One scope finding beside each other for numbers that cover different periods, where they differ.

    Args:
        context: Of the pile.
        topic: Of the finding.
        periods: Key of the period (empty where none is told) to its counts.
    """
    numbers = {count.words for counts in periods.values() for count in counts}
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
