"""Every span of an account with the record that rests on it and what it is to that record."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from joindots.account.indexes import Index
from joindots.model import (
    INCIDENT_FIELDS,
    Attribution,
    Dated,
    Entity,
    Finding,
    Incident,
    Mention,
    Reported,
    Reuse,
    Span,
)


class Evidence(Struct, frozen=True, kw_only=True):
    """A span and what it is for.

    Attributes:
        record: Id of the record.
        kind: Of record: `finding`, `entity` ...
        part: Of the record: `content`, `position 2`, `killed` ...
        span: Where.
    """

    record: str
    kind: str
    part: str
    span: Span | Mention


def list_evidence(index: Index) -> Iterator[Evidence]:
    """All evidence of an account, record by record in the order of its arrays.

    Args:
        index: Of the account.
    """
    account = index.account
    for document in account.documents:
        yield from _each(document.id, "document", "published", _dated(document.published))
    for entity in account.entities:
        yield from _of_entity(entity)
    for time in account.times:
        yield from _each(time.id, "time", "expression", [time.span])
    for quantity in account.quantities:
        yield from _each(quantity.id, "quantity", "number", [quantity.span])
        yield from _each(quantity.id, "quantity", "clause", [quantity.clause])
    for attribution in account.attributions:
        yield from _of_attribution(attribution)
    for event in account.events:
        yield from _each(event.id, "event", "mention", event.mentions)
        yield from _each(event.id, "event", "date", _dated(event.date))
    yield from (evidence for incident in account.incidents for evidence in _of_incident(incident))
    yield from (evidence for reuse in account.reuse for evidence in _of_reuse(reuse))
    yield from (evidence for finding in account.findings for evidence in _of_finding(finding))


def _of_entity(entity: Entity) -> Iterator[Evidence]:
    yield from _each(entity.id, "entity", "mention", entity.mentions)
    for role in entity.roles:
        yield from _each(entity.id, "entity", f"role {role.text}", role.evidence)


def _of_attribution(attribution: Attribution) -> Iterator[Evidence]:
    source, cue = attribution.source, attribution.cue
    yield from _each(attribution.id, "attribution", "content", attribution.content)
    yield from _each(attribution.id, "attribution", "source", [source.span] if source else [])
    yield from _each(attribution.id, "attribution", "cue", [cue] if cue else [])


def _of_incident(incident: Incident) -> Iterator[Evidence]:
    for field in INCIDENT_FIELDS:
        reported: tuple[Reported, ...] = getattr(incident, field)
        for value in reported:
            yield from _each(incident.id, "incident", field, value.evidence)


def _of_reuse(reuse: Reuse) -> Iterator[Evidence]:
    yield from _each(reuse.id, "reuse", "a", [reuse.a])
    yield from _each(reuse.id, "reuse", "b", [reuse.b])


def _of_finding(finding: Finding) -> Iterator[Evidence]:
    for number, position in enumerate(finding.positions, 1):
        yield from _each(finding.id, "finding", f"position {number}", position.evidence)


def _dated(date: Dated | None) -> Iterable[Span]:
    return date.evidence if date else ()


def _each(record: str, kind: str, part: str, spans: Iterable[Span | Mention]) -> Iterator[Evidence]:
    return (Evidence(record=record, kind=kind, part=part, span=span) for span in spans)
