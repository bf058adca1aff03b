"""The days that a pile's reports tell, looked up by where they stand."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from operator import attrgetter

from joindots.model import Span, TimeExpression

_start = attrgetter("span.start")


class ToldDays:
    """The time expressions of a pile that are of days."""

    def __init__(self, times: Iterable[TimeExpression]) -> None:
        """Index them by report and offset."""
        self._days: dict[str, list[TimeExpression]] = defaultdict(list)
        for time in sorted(times, key=attrgetter("span")):
            if time.type == "DATE":
                self._days[time.span.document].append(time)

    def within(self, span: Span) -> list[TimeExpression]:
        """Those that begin in a span, in order."""
        days = self._days.get(span.document, [])
        return days[bisect_left(days, span.start, key=_start) : bisect_left(days, span.end, key=_start)]
