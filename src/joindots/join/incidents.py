"""One register row for each event of the pile: values pooled by what they say, evidence united."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from joindots.model import INCIDENT_FIELDS, Incident, Reported, Span, make_id

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

    A report that tells no more keeps its bound beside the days of others, as all that it says, unless it came out so
    long after these days that its bound says nothing.
    """
    kept, bounds = [r for r in dates if not _is_bound(r)], [r for r in dates if _is_bound(r)]
    told = {span.document for r in kept for span in r.evidence}
    days = [date.fromisoformat(str(r.value)) for r in kept if _DAY.fullmatch(str(r.value))]
    latest = str(max(days) + _FRESH) if days else "9"
    least = dict(sorted(((s.document, str(r.value)) for r in bounds for s in r.evidence), reverse=True))
    for bound in bounds:
        own = [s for s in bound.evidence if s.document not in told and least[s.document] == bound.value]
        if own and str(bound.value).removeprefix(_OPEN) <= latest:
            kept.append(replace(bound, evidence=tuple(own)))
    return tuple(sorted(kept, key=_order))


def _is_bound(reported: Reported) -> bool:
    return str(reported.value).startswith(_OPEN)


def _pool(values: list[Reported]) -> tuple[Reported, ...]:
    spans: dict[tuple[int | str, str | None], set[Span]] = defaultdict(set)
    for reported in values:
        spans[reported.value, reported.attribution].update(reported.evidence)
    pooled = [
        Reported(value=value, evidence=tuple(sorted(evidence)), attribution=attribution)
        for (value, attribution), evidence in spans.items()
    ]
    return tuple(sorted(pooled, key=_order))


def _order(reported: Reported) -> tuple[Span, str, str]:
    return reported.evidence[0], str(reported.value), reported.attribution or ""
