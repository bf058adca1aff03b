"""When somebody said something, where the report tells: "said on Monday", "told reporters in December"."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from joindots.account.indexes import Index
from joindots.model import Account, Attribution, Span, TimeExpression

# What may stand between "said" and its day. Any other word can make the day one of something else: "said the man shot
# on Monday".
_LINK = re.compile(r"[\s,]*(?:(?:also|again|back|earlier|early|in|last|late|later|on)[\s,]+)*")
# A day that goes on so is part of what is told: "stressed Wednesday's shooting", "said 2010-style raids".
_GOES_ON = re.compile(r"['’]s|[-–]\w")
_ISO = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
_MOST_LINK = 24  # code points between "said" and its day
_MOST_DAYS = 31  # days that a time can span and still tell when something was said


def index_times(account: Account) -> Mapping[str, Sequence[TimeExpression]]:
    """Expressions that mean a day or a month at most, by document, in order."""
    times: dict[str, list[TimeExpression]] = defaultdict(list)
    for time in account.times:
        if time.type == "DATE" and time.earliest and time.latest:
            days = date.fromisoformat(time.latest) - date.fromisoformat(time.earliest)
            if days.days <= _MOST_DAYS:
                times[time.span.document].append(time)
    for found in times.values():
        found.sort(key=lambda time: time.span.start)
    return times


def find_said_day(
    index: Index, times: Mapping[str, Sequence[TimeExpression]], attribution: Attribution
) -> TimeExpression | None:
    """The time expression that says when an attribution's source said it, or None where the report does not.

    It stands right after the cue ("said on Monday"), after a source that follows the cue ("said Oda Renn on Monday"),
    or between source and cue ("Oda Renn on Monday said"), and outside what is said.
    """
    cue = attribution.cue
    if cue is None or cue.document not in times:
        return None
    text = index.document(cue.document).text
    found = times[cue.document]
    source = attribution.source.span if attribution.source else cue
    first = bisect_left(found, min(cue.start, source.start), key=lambda time: time.span.start)
    for time in found[first:]:
        if time.span.start > max(cue.end, source.end) + _MOST_LINK:
            return None
        said = any(part.start < time.span.end and time.span.start < part.end for part in attribution.content)
        if not said and _tells_when(text, time.span, cue, source):
            return time
    return None


def day_value(time: TimeExpression) -> str:
    """What such an expression means, as an ISO date or interval."""
    if time.value and _ISO.fullmatch(time.value):
        return time.value
    return f"{time.earliest}/{time.latest}"


def _tells_when(text: str, time: Span, cue: Span, source: Span) -> bool:
    if _GOES_ON.match(text, time.end):
        return False
    if _linked(text, cue.end, time.start):
        return True
    follows = cue.end <= source.start and not text[cue.end : source.start].strip()
    if follows and _linked(text, source.end, time.start):
        return True
    return _linked(text, source.end, time.start) and _linked(text, time.end, cue.start)


def _linked(text: str, end: int, start: int) -> bool:
    return end <= start <= end + _MOST_LINK and _LINK.fullmatch(text, end, start) is not None
