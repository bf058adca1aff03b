"""The days that a pile's reports tell, looked up by where they stand."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import attrgetter

from msgspec.structs import replace

from joindots.join.findings.contexts import Context
from joindots.join.findings.counts import Count
from joindots.model import Span, TimeExpression

_start = attrgetter("span.start")
_SAID = re.compile(r"\b(?:said|reported|announced|confirmed)(?: (?:late|early))?(?: on)? \Z|\AOn \Z", re.IGNORECASE)
"""Before the day on which a number was given: "the ministry said on Thursday", "On Saturday, it reported"."""
_REPORTED = re.compile(r"\b(?:said|reported|announced|confirmed)\b", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class ToldDays:
    """The time expressions of a pile that are of days."""

    def __init__(self, times: Iterable[TimeExpression], *, hours: bool = False) -> None:
        """Index them by report and offset, with hours of a day too where these are asked for."""
        types = ("DATE", "TIME") if hours else ("DATE",)
        self._days: dict[str, list[TimeExpression]] = defaultdict(list)
        for time in sorted(times, key=attrgetter("span")):
            if time.type in types:
                self._days[time.span.document].append(time)

    def within(self, span: Span) -> list[TimeExpression]:
        """Those that begin in a span, in order."""
        days = self._days.get(span.document, [])
        return days[bisect_left(days, span.start, key=_start) : bisect_left(days, span.end, key=_start)]


def tell_days(context: Context, days: ToldDays, counts: Sequence[Count]) -> list[Count]:
    """Counts, each with the day on which its sentence says that it was given, if a day not after the report's."""
    return [replace(count, told=_told(context, days, count)) for count in counts]


def _told(context: Context, days: ToldDays, count: Count) -> str | None:
    sentence, published = context.sentence(count.span), context.day(count.document)
    for time in days.within(sentence):
        before = sentence.text[: time.span.start - sentence.start]
        said = _SAID.search(before) and (before != "On " or _REPORTED.search(sentence.text))
        if said and published and _DAY.fullmatch(time.value or "") and str(time.value) < published:
            return time.value
    return None
