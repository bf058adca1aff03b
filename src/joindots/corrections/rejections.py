"""Taking a record out of what a report shows, and out of what refers to it."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Final

from msgspec.structs import replace

from joindots.corrections.drafts import Draft
from joindots.corrections.misfits import MisfitError
from joindots.corrections.places import LEAST_OVERLAP, overlap
from joindots.model import (
    INCIDENT_FIELDS,
    Attribution,
    Entity,
    Event,
    Incident,
    Observations,
    Quantity,
    Reported,
    Span,
    Target,
)

Rejectable = Attribution | Entity | Event | Quantity

KINDS: Final[Mapping[str, type[Rejectable]]] = {
    "entity": Entity,
    "event": Event,
    "attribution": Attribution,
    "quantity": Quantity,
}


def reject_record(draft: Draft, target: Target) -> None:
    """Take the records at a target's anchors out; they are set aside whole.

    Raises:
        MisfitError: None is there any longer.
    """
    if target.kind == "incident":
        gone = _reject_values(draft, target, target.field) if target.field else _reject_rows(draft, target)
        if not gone:
            raise MisfitError("The register has no such entry any longer.")
        return
    if target.kind not in KINDS:
        raise MisfitError(f"A {target.kind} cannot be rejected.")
    for document, record in draft.all_at(KINDS[target.kind], target):
        if isinstance(record, Event):
            _remove_rows(draft, document, record)
        draft.remove(document, record)
        if isinstance(record, Quantity):
            _remove_number(draft, document, record)
        draft.found[document] = _forget(draft.found[document], record)


def _reject_rows(draft: Draft, target: Target) -> bool:
    gone = [_remove_rows(draft, document, event) for document, event in draft.all_at(Event, target)]
    return any(gone)


def _remove_rows(draft: Draft, document: str, event: Event) -> bool:
    rows = [incident for incident in draft.found[document].incidents if incident.event == event.id]
    for incident in rows:
        draft.remove(document, incident)
    return bool(rows)


def _reject_values(draft: Draft, target: Target, field: str) -> bool:
    if field not in INCIDENT_FIELDS:
        raise MisfitError(f"An incident has no field {field!r}.")
    gone = []
    for anchor in target.anchors:
        span = draft.reports.locate(anchor)
        gone.append(_remove_values(draft, span.document, (field,), partial(_is_at, span)))
    return any(gone)


def _remove_number(draft: Draft, document: str, quantity: Quantity) -> None:
    """Take out the tolls that were read from a number."""
    tolls = partial(_is_at, quantity.span)
    _remove_values(draft, document, INCIDENT_FIELDS, lambda value: isinstance(value.value, int) and tolls(value))


def _remove_values(draft: Draft, document: str, fields: Iterable[str], is_wrong: Callable[[Reported], bool]) -> bool:
    gone = False
    for incident in draft.found[document].incidents:
        wrong = {field: tuple(filter(is_wrong, getattr(incident, field))) for field in fields}
        wrong = {field: values for field, values in wrong.items() if values}
        if wrong:
            gone = True
            kept = {f: tuple(v for v in getattr(incident, f) if v not in values) for f, values in wrong.items()}
            draft.change(document, incident, replace(incident, **kept))
            draft.ledger.aside.append(replace(Incident(id=incident.id, event=incident.event), **wrong))
    return gone


def _is_at(span: Span, value: Reported) -> bool:
    return any(overlap(place, span) >= LEAST_OVERLAP for place in value.evidence)


def _forget(found: Observations, record: Rejectable) -> Observations:
    match record:
        case Attribution():
            return _forget_attribution(found, record.id)
        case Quantity():
            return found
        case Event():
            return _forget_event(found, record.id)
        case Entity():
            return _forget_entity(found, record)


def _forget_attribution(found: Observations, gone: str) -> Observations:
    """What stood in it is now in the report's own voice."""
    quantities = tuple(replace(q, attribution=None) if q.attribution == gone else q for q in found.quantities)
    found = _map_values(found, lambda v: replace(v, attribution=None) if v.attribution == gone else v)
    return replace(found, quantities=quantities)


def _forget_event(found: Observations, gone: str) -> Observations:
    return replace(
        found,
        quantities=tuple(replace(q, event=None) if q.event == gone else q for q in found.quantities),
        attributions=tuple(replace(a, about=_without(a.about, gone)) for a in found.attributions),
    )


def _forget_entity(found: Observations, gone: Entity) -> Observations:
    """Its words stay where they name a source or fill a field; no record stands behind them."""
    attributions = tuple(
        replace(
            a,
            source=replace(a.source, entity=None) if a.source and a.source.entity == gone.id else a.source,
            about=_without(a.about, gone.id),
        )
        for a in found.attributions
    )
    events = tuple(
        replace(
            e,
            place=None if e.place == gone.id else e.place,
            participants=tuple(p for p in e.participants if p.entity != gone.id),
        )
        for e in found.events
    )
    found = _map_values(found, lambda v: replace(v, value=gone.name) if v.value == gone.id else v)
    return replace(found, attributions=attributions, events=events)


def _without(ids: tuple[str, ...], gone: str) -> tuple[str, ...]:
    return tuple(one for one in ids if one != gone)


def _map_values(found: Observations, change: Callable[[Reported], Reported]) -> Observations:
    """The same with every reported value of the register changed."""

    def row(incident: Incident) -> Incident:
        fields = {field: tuple(map(change, getattr(incident, field))) for field in INCIDENT_FIELDS}
        return replace(incident, **fields)

    return replace(found, incidents=tuple(row(incident) for incident in found.incidents))
