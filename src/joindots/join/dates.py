"""Publication dates that the pile makes certain for reports that give none.

A report says "last week" or "it is a year since" of an event; another report dates the event. The days on which the
words are true are the days the report can be from. Only what all such words allow together is given.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from joindots.join.event_dates import EventDate, EventDates
from joindots.join.happenings import split_happenings
from joindots.join.time_links import TimeLink, find_links
from joindots.model import Dated, Document, Observations, Span
from joindots.model.memos import Memo, recall
from joindots.text.calendars import cover_days, move_day, name_unit
from joindots.text.timexes import Named, Shifted, When, resolve_days

# How far from the day itself reports speak of an anniversary ("one year on"), before or after.
_ANNIVERSARY_DAYS = 7


class _Window(Struct, frozen=True):
    """The days a report can be from, as one expression tells, with the spans that tell it."""

    first: date
    last: date
    evidence: tuple[Span, ...]


class _Tied(Struct, frozen=True):
    """Whether a report ties its day of writing to an event at all; most do not.

    Attributes:
        document: Id, so that what is kept tells whom it speaks of.
        links: How many ties there are.
    """

    document: str
    links: int


def infer_dates(
    documents: Sequence[Document], observations: Sequence[Observations], memo: Memo | None = None
) -> dict[str, Dated]:
    """Date the reports that lack a date, where the reports of the pile leave no doubt.

    Args:
        documents: All reports, in any order.
        observations: One for each document, in the same order; ids local to the document.
        memo: What was read before of the same documents.

    Returns:
        Document id to the inferred date, which is a day, a month, a year or an interval; documents that nothing dates
        are absent. The same for every order of the documents; a copy of a report changes nothing for the others.
    """
    observations, _ = split_happenings(observations)
    undated = [i for i, document in enumerate(documents) if document.published is None]
    tied = [i for i in undated if _count_links(documents[i], observations[i], memo)]
    if not tied:
        return {}
    dates = EventDates(documents, observations)
    found: dict[str, Dated] = {}
    for i in sorted(tied, key=lambda i: documents[i].id):
        links = find_links(documents[i], observations[i])
        windows = [w for link in links if (w := _window(link, dates.find(observations[i], link.event)))]
        if dated := _intersect(windows):
            found[documents[i].id] = dated
    return found


def _count_links(document: Document, found: Observations, memo: Memo | None) -> int:
    given = ("time links", document, found.times, found.events)
    return recall(memo, _Tied, given, lambda: _Tied(document.id, len(find_links(document, found)))).links


def _window(link: TimeLink, event: EventDate | None) -> _Window | None:
    """The days of writing on which what the link says of the dated event is true."""
    if event is None:
        return None
    days = _days_true(link.when, event) if link.when else _anniversary(event, link.years)
    return _Window(*days, (link.span, *event.evidence)) if days else None


def _anniversary(event: EventDate, years: int) -> tuple[date, date]:
    margin = timedelta(_ANNIVERSARY_DAYS)
    return move_day(event.first, "year", years) - margin, move_day(event.last, "year", years) + margin


def _days_true(when: When, event: EventDate) -> tuple[date, date] | None:
    """First and last day of writing on which `when` can mean a day of the event."""
    if isinstance(when, Named):
        if when.unit == "weekday" and when.side == -1 and event.first == event.last:
            # To some the last Wednesday before today, to others the Wednesday of last week: this covers both.
            sunday = event.last + timedelta(7 - event.last.isoweekday())
            return event.first + timedelta(1), sunday + timedelta(7)
        return None
    if not isinstance(when, Shifted):
        return None
    # The unit of writing lies `-count` units after the unit of the event.
    first = resolve_days(Shifted(when.unit, -when.count), event.first)
    last = resolve_days(Shifted(when.unit, -when.count), event.last)
    return (first[0], last[1]) if first and last else None


def _intersect(windows: Iterable[_Window]) -> Dated | None:
    listed = sorted(windows, key=lambda w: (w.first, w.last, w.evidence))
    if not listed:
        return None
    first, last = max(w.first for w in listed), min(w.last for w in listed)
    if first > last:
        return None  # the words contradict each other: nothing is certain
    evidence = tuple(sorted({span for window in listed for span in window.evidence}))
    value = _name_days(first, last)
    days = cover_days(value) or (first, last)
    return Dated(
        value=value, earliest=days[0].isoformat(), latest=days[1].isoformat(), basis="inferred", evidence=evidence
    )


def _name_days(first: date, last: date) -> str:
    """The day; the month or year where the days fill one or, for an anniversary, lie around the middle of it."""
    if first == last:
        return first.isoformat()
    month = name_unit(first, "month")
    if month == name_unit(last, "month") and (last - first).days >= 2 * _ANNIVERSARY_DAYS:
        return month
    year = name_unit(first, "year")
    if cover_days(year) == (first, last):
        return year
    return f"{first.isoformat()}/{last.isoformat()}"
