"""One register row for each event of the pile: values pooled by what they say, evidence united."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from joindots.model import INCIDENT_FIELDS, Incident, Reported, Span, make_id

_OPEN = "../"  # begins an interval (EDTF) of which only the end is known


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
    """Dates without those that say only before which day it was, where another is told; else the earliest such."""
    bounds = sorted(str(reported.value) for reported in dates if str(reported.value).startswith(_OPEN))
    told = tuple(reported for reported in dates if str(reported.value) not in bounds)
    return told or tuple(reported for reported in dates if str(reported.value) == bounds[0])


def _pool(values: list[Reported]) -> tuple[Reported, ...]:
    spans: dict[tuple[int | str, str | None], set[Span]] = defaultdict(set)
    for reported in values:
        spans[reported.value, reported.attribution].update(reported.evidence)
    pooled = [
        Reported(value=value, evidence=tuple(sorted(evidence)), attribution=attribution)
        for (value, attribution), evidence in spans.items()
    ]
    return tuple(sorted(pooled, key=lambda r: (r.evidence[0], str(r.value), r.attribution or "")))
