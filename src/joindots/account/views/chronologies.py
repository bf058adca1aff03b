"""The timeline: what happened when, and when it was reported."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Literal

from msgspec import Struct

from joindots.account.citations import Citations, Place, Statement
from joindots.account.escapes import flatten
from joindots.account.indexes import Index
from joindots.account.phrases import count_words, date_words
from joindots.model import HAPPENING, Dated, Document, Event

_EVENTS_HELD = 24  # dated events on the picture; more than that is no picture
_REPORTS_HELD = 60  # reports named on the picture; a larger pile is counted by date
_DATES_HELD = 30  # dates at which the reports of a larger pile are counted
_PRECISIONS = (10, 7, 4)  # code points of a date: to the day, the month, the year
_PLACES = 6  # places of an event that are linked
_LONG_GAP = 45  # days; a gap from here on is named


class HappeningView(Struct, frozen=True, kw_only=True):
    """Something on the timeline.

    Attributes:
        kind: `event` or `report`.
        id: Of the record, or None where several reports stand together.
        label: In a few words.
        detail: How the date is known, or who reports.
        reports: How many reports tell it (or how many there are on this day).
        places: Where.
        target: Anchor on the page that tells more, or None.
    """

    kind: Literal["event", "report"]
    id: str | None
    label: str
    detail: str
    reports: int
    places: tuple[Place, ...]
    target: str | None


class DayView(Struct, frozen=True, kw_only=True):
    """All that stands at one date.

    Attributes:
        first: First day, `YYYY-MM-DD`.
        date: In words.
        gap: Days since the entry before, 0 for the first.
        later: A long gap in words, or None.
        happenings: Events first.
    """

    first: str
    date: str
    gap: int
    later: str | None
    happenings: tuple[HappeningView, ...]


class Chronology(Struct, frozen=True, kw_only=True):
    """The timeline.

    Attributes:
        days: In order.
        undated: Marks of the reports without a date.
        left_out: Dated events that are not on it.
    """

    days: tuple[DayView, ...]
    undated: tuple[str, ...]
    left_out: int


def view_chronology(citations: Citations) -> Chronology:
    """Dated events and reports in order of time."""
    index = citations.index
    entries: dict[tuple[str, str], list[HappeningView]] = defaultdict(list)
    dated = [event for event in index.account.events if event.date and event.date.earliest and _is_shown(event)]
    held = sorted(dated, key=_event_rank)[:_EVENTS_HELD]
    for event in sorted(held, key=_event_rank):
        if event.date:
            entries[_key(event.date)].append(_view_event(citations, event, event.date))
    for key, reports in _reports_by_date(index).items():
        entries[key] += _view_reports(citations, reports)
    return Chronology(
        days=_days(entries),
        undated=tuple(index.mark(document.id) for document in index.reports if not _date(document)),
        left_out=len(dated) - len(held),
    )


def _is_shown(event: Event) -> bool:
    """Whether an event has a place on the picture: what merely happened on a day only where several reports tell it."""
    return event.type != HAPPENING or len({span.document for span in event.mentions}) > 1


def _event_rank(event: Event) -> tuple[int, int, str]:
    return -len({span.document for span in event.mentions}), -len(event.mentions), event.id


def _key(date: Dated) -> tuple[str, str]:
    return date.earliest or date.value, date.value


def _date(document: Document) -> Dated | None:
    published = document.published
    return published if published and published.earliest else None


def _reports_by_date(index: Index) -> dict[tuple[str, str], list[Document]]:
    """Reports by date; those of a large pile by the day, month or year, whichever leaves a picture."""
    dated = [(date, document) for document in index.reports if (date := _date(document))]
    if len(index.reports) <= _REPORTS_HELD:
        return _group((_key(date), document) for date, document in dated)
    for length in _PRECISIONS:
        groups = _group(((_first_day(date, length), _key(date)[0][:length]), document) for date, document in dated)
        if len(groups) <= _DATES_HELD:
            break
    return groups


def _group(entries: Iterable[tuple[tuple[str, str], Document]]) -> dict[tuple[str, str], list[Document]]:
    groups: dict[tuple[str, str], list[Document]] = defaultdict(list)
    for key, document in entries:
        groups[key].append(document)
    return groups


def _first_day(date: Dated, length: int) -> str:
    return _key(date)[0][:length] + "-01-01"[length - 4 : 6]


def _view_event(citations: Citations, event: Event, date: Dated) -> HappeningView:
    name = flatten(event.name)
    statement = Statement(id=event.id, kind="event", label=f"{name}, {date_words(date.value)}")
    spans = [*date.evidence, *event.mentions]
    first = {span.document: span for span in reversed(spans)}
    ordered = sorted(first.values(), key=lambda span: citations.index.numbers[span.document])
    reports = len({span.document for span in event.mentions})
    return HappeningView(
        kind="event",
        id=event.id,
        label=name[:1].upper() + name[1:],
        detail=f"in {count_words(reports, 'report')}",
        reports=reports,
        places=tuple(citations.cite(span, statement) for span in ordered[:_PLACES]),
        target=event.id,
    )


def _view_reports(citations: Citations, reports: list[Document]) -> list[HappeningView]:
    """The reports of one date, one by one in a pile small enough to name them."""
    index = citations.index
    if len(index.reports) > _REPORTS_HELD:
        label = count_words(len(reports), "report")
        return [
            HappeningView(
                kind="report", id=None, label=label, detail="published", reports=len(reports), places=(), target=None
            )
        ]
    return [_view_report(citations, document) for document in reports]


def _view_report(citations: Citations, document: Document) -> HappeningView:
    index = citations.index
    return HappeningView(
        kind="report",
        id=document.id,
        label=f"{index.mark(document.id)} {index.house(document.id)}",
        detail=flatten(document.title or "") if document.publisher else "",
        reports=1,
        places=(),
        target=document.id if document.id in citations.shown else None,
    )


def _days(entries: dict[tuple[str, str], list[HappeningView]]) -> tuple[DayView, ...]:
    days = []
    before: date | None = None
    for (first, value), happenings in sorted(entries.items()):
        day = date.fromisoformat(first)
        gap = (day - before).days if before else 0
        later = _gap_words(gap) if gap >= _LONG_GAP else None
        days.append(DayView(first=first, date=date_words(value), gap=gap, later=later, happenings=tuple(happenings)))
        before = day
    return tuple(days)


def _gap_words(days: int) -> str:
    """A gap as people say it."""
    months = round(days / 30.44)
    if months < 24:
        return f"{count_words(months, 'month')} later"
    return f"{count_words(round(days / 365.25), 'year')} later"
