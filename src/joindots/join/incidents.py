"""One register row for each event of the pile: values pooled by what they say, evidence united."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from joindots.model import INCIDENT_FIELDS, Incident, Reported, Span, make_id
from joindots.text.calendars import cover_days

_OPEN = "../"  # begins an interval (EDTF) of which only the end is known
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FRESH = timedelta(days=31)  # beyond it "on or before" the day of a report says nothing beside a day


def merge_incidents(incidents: Sequence[Incident], events: Mapping[str, str]) -> tuple[Incident, ...]:
    """Join incidents of one event.

    Args:
        incidents: Of all reports.
        events: Local event id to pile event id.

    Returns:
        Sorted by id; of a field, values in order of their first evidence, one for each value and attribution.
    """
    rows: dict[str, list[Incident]] = defaultdict(list)
    for incident in incidents:
        rows[events[incident.event]].append(incident)
    merged = [_merge(event, sorted(rows[event], key=lambda i: i.id)) for event in sorted(rows)]
    return tuple(sorted(merged, key=lambda incident: incident.id))


def _merge(event: str, incidents: list[Incident]) -> Incident:
    fields = {field: _pool([r for i in incidents for r in getattr(i, field)]) for field in INCIDENT_FIELDS}
    fields["date"] = _narrow(fields["date"])
    return replace(Incident(id=make_id("i", event), event=event), **fields)


def _narrow(dates: tuple[Reported, ...]) -> tuple[Reported, ...]:
    """Dates without the bounds ("on or before") of reports that tell more of the day; of several in one the earliest.

    A report that gives no day is taken to mean the one that most other reports give, if it lies in what the report does
    give. Where none does the report keeps its bound beside the days of others, as all that it says, unless it came out
    so long after these days that its bound says nothing.
    """
    kept, bounds = [r for r in dates if not _is_bound(r)], [r for r in dates if _is_bound(r)]
    told = {span.document for r in kept for span in r.evidence}
    days = _list_days(kept)
    latest = str(date.fromisoformat(max(days)) + _FRESH) if days else "9"
    least = dict(sorted(((s.document, str(r.value)) for r in bounds for s in r.evidence), reverse=True))
    open_ = [r for r in kept if str(r.value) not in days]
    for bound in bounds:
        own = tuple(s for s in bound.evidence if s.document not in told and least[s.document] == bound.value)
        if own:
            open_.append(replace(bound, evidence=own))
    inferred = [day for one in open_ for day in _infer(one, days)]
    known = {span.document for r in inferred for span in r.evidence}
    for bound in (r for r in open_ if _is_bound(r)):
        own = tuple(s for s in bound.evidence if s.document not in known)
        if own and str(bound.value).removeprefix(_OPEN) <= latest:
            kept.append(replace(bound, evidence=own))
    return tuple(sorted((*kept, *_pool(inferred)), key=_order))


def _list_days(dates: Iterable[Reported]) -> dict[str, set[str]]:
    """The reports that give a day, by day."""
    days: dict[str, set[str]] = defaultdict(set)
    for reported in dates:
        if _DAY.fullmatch(str(reported.value)):
            days[str(reported.value)].update(span.document for span in reported.evidence)
    return days


def _infer(reported: Reported, days: Mapping[str, set[str]]) -> Iterator[Reported]:
    """The day that most reports give within a longer time, for those reports that give the longer time alone."""
    inside = {day: documents for day, documents in days.items() if _lies_in(day, str(reported.value))}
    most = max(map(len, inside.values()), default=0)
    best = [day for day, documents in inside.items() if len(documents) == most]
    given = set[str]().union(*days.values())
    own = tuple(span for span in reported.evidence if span.document not in given)
    if len(best) == 1 and own:  # two days of as many reports leave it open
        yield Reported(value=best[0], evidence=own, basis="inferred")


def _lies_in(day: str, value: str) -> bool:
    if value.startswith(_OPEN):
        return day <= value.removeprefix(_OPEN)
    first, last = cover_days(value) or (date.max, date.min)
    return first <= date.fromisoformat(day) <= last


def _is_bound(reported: Reported) -> bool:
    return str(reported.value).startswith(_OPEN)


def _pool(values: list[Reported]) -> tuple[Reported, ...]:
    spans: dict[Reported, set[Span]] = defaultdict(set)
    for reported in values:
        spans[replace(reported, evidence=())].update(reported.evidence)
    pooled = [replace(said, evidence=tuple(sorted(evidence))) for said, evidence in spans.items()]
    return tuple(sorted(pooled, key=_order))


def _order(reported: Reported) -> tuple[Span, str, str]:
    return reported.evidence[0], str(reported.value), reported.attribution or ""
