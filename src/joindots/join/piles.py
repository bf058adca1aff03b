"""A pile after the join: all records, with ids that hold across its documents."""

from msgspec import Struct

from joindots.model import (
    Attribution,
    Document,
    Entity,
    Event,
    Incident,
    Quantity,
    Reuse,
    Story,
    TimeExpression,
)


class Pile(Struct, frozen=True, kw_only=True):
    """What the findings are made from.

    Attributes:
        documents: The reports, sorted by id, as all the others.
        entities: Of the whole pile.
        times: Of all documents.
        quantities: Of all documents.
        attributions: Of all documents.
        events: Of the whole pile.
        incidents: Of the whole pile.
        stories: Groups of documents.
        reuse: Passages shared between documents.
    """

    documents: tuple[Document, ...]
    entities: tuple[Entity, ...]
    times: tuple[TimeExpression, ...]
    quantities: tuple[Quantity, ...]
    attributions: tuple[Attribution, ...]
    events: tuple[Event, ...]
    incidents: tuple[Incident, ...]
    stories: tuple[Story, ...]
    reuse: tuple[Reuse, ...]
