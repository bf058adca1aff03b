"""Part of a pile: what it shows of some of its documents, and nothing of the others."""

from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

from msgspec import UNSET, Struct
from msgspec.structs import replace

from joindots.join.piles import Pile
from joindots.model import (
    INCIDENT_FIELDS,
    Attribution,
    Dated,
    Document,
    Entity,
    Event,
    Incident,
    Mention,
    Quantity,
    Reported,
    Role,
    Span,
)

Place = TypeVar("Place", Span, Mention)


class _Kept(Struct, frozen=True):
    """What stays: ids of documents, entities and events."""

    documents: frozenset[str]
    entities: frozenset[str]
    events: frozenset[str]

    def places(self, spans: Iterable[Place]) -> tuple[Place, ...]:
        """Those that lie in a document that stays."""
        return tuple(span for span in spans if span.document in self.documents)

    def entity(self, entity_id: str | None) -> str | None:
        """The id, or None where its entity goes."""
        return entity_id if entity_id in self.entities else None


def slice_pile(pile: Pile, documents: Collection[str]) -> Pile:
    """The pile as if only some of its documents were shown: ids stay, what rests on others alone goes.

    What the whole pile made certain stays so: which names are one person, which events one event.

    Args:
        pile: All records after the join, every array sorted by id.
        documents: Ids of the documents that stay.
    """
    held = frozenset(documents)
    kept = _Kept(
        held,
        frozenset(entity.id for entity in pile.entities if any(m.document in held for m in entity.mentions)),
        frozenset(event.id for event in pile.events if any(span.document in held for span in event.mentions)),
    )
    return Pile(
        documents=tuple(_document(document, kept) for document in pile.documents if document.id in held),
        entities=tuple(_entity(entity, kept) for entity in pile.entities if entity.id in kept.entities),
        times=tuple(time for time in pile.times if time.span.document in held),
        quantities=tuple(_quantity(record, kept) for record in pile.quantities if record.span.document in held),
        attributions=tuple(_attribution(a, kept) for a in pile.attributions if a.content[0].document in held),
        events=tuple(_event(event, kept) for event in pile.events if event.id in kept.events),
        incidents=tuple(_incident(record, kept) for record in pile.incidents if record.event in kept.events),
        stories=tuple(
            replace(
                story,
                documents=tuple(document for document in story.documents if document in held),
                events=tuple(event for event in story.events if event in kept.events),
            )
            for story in pile.stories
            if not held.isdisjoint(story.documents)
        ),
        reuse=tuple(record for record in pile.reuse if {record.a.document, record.b.document} <= held),
    )


def _document(document: Document, kept: _Kept) -> Document:
    """A date inferred from other documents stays known, though what it was inferred from is no longer there."""
    published = document.published
    return (
        replace(document, published=replace(published, evidence=kept.places(published.evidence)))
        if published
        else document
    )


def _entity(entity: Entity, kept: _Kept) -> Entity:
    doubts = tuple(doubt for doubt in entity.perhaps or () if doubt.entity in kept.entities)
    roles = [Role(text=role.text, evidence=kept.places(role.evidence)) for role in entity.roles]
    return replace(
        entity,
        roles=tuple(role for role in roles if role.evidence),
        mentions=kept.places(entity.mentions),
        perhaps=doubts or UNSET,
    )


def _quantity(quantity: Quantity, kept: _Kept) -> Quantity:
    return replace(
        quantity,
        event=quantity.event if quantity.event in kept.events else None,
        period=_dated(quantity.period, kept),
    )


def _attribution(attribution: Attribution, kept: _Kept) -> Attribution:
    source = attribution.source
    return replace(
        attribution,
        source=replace(source, entity=kept.entity(source.entity)) if source else None,
        about=tuple(target for target in attribution.about if target in kept.entities or target in kept.events),
    )


def _event(event: Event, kept: _Kept) -> Event:
    return replace(
        event,
        date=_dated(event.date, kept),
        place=kept.entity(event.place),
        participants=tuple(part for part in event.participants if part.entity in kept.entities),
        mentions=kept.places(event.mentions),
    )


def _dated(date: Dated | None, kept: _Kept) -> Dated | None:
    """A date that no kept document states is not known to these."""
    if date is None or not date.evidence:
        return date
    evidence = kept.places(date.evidence)
    return replace(date, evidence=evidence) if evidence else None


def _incident(incident: Incident, kept: _Kept) -> Incident:
    return replace(incident, **{field: _values(getattr(incident, field), kept) for field in INCIDENT_FIELDS})


def _values(reported: Sequence[Reported], kept: _Kept) -> tuple[Reported, ...]:
    values = [replace(value, evidence=kept.places(value.evidence)) for value in reported]
    return tuple(value for value in values if value.evidence)
