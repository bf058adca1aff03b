"""Lists of records: what a desk shows when somebody looks around or searches."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Final

from msgspec import Struct

from joindots.account.escapes import flatten
from joindots.account.indexes import Index, Record
from joindots.account.phrases import STANCES, count_words, date_words, measure_words
from joindots.account.views.incidents import list_shown
from joindots.account.views.records import title_of
from joindots.model import (
    INCIDENT_FIELDS,
    Attribution,
    Document,
    Entity,
    Event,
    Finding,
    Incident,
    Quantity,
)
from joindots.text.normal import fold

PAGE = 50
"""Rows of one page."""


class RowView(Struct, frozen=True, kw_only=True):
    """A record in a list.

    Attributes:
        id: Of the record.
        title: On one line.
        detail: More of it, on one line; may be empty.
        verdict: Of a finding, its kind; None for others.
    """

    id: str
    title: str
    detail: str
    verdict: str | None = None


class ListView(Struct, frozen=True, kw_only=True):
    """A page of a list.

    Attributes:
        title: Of the list.
        total: Records that fit.
        page: Counted from 1.
        rows: Of this page.
    """

    title: str
    total: int
    page: int
    rows: tuple[RowView, ...]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE))


class Card(Struct, frozen=True, gc=False):
    """A record as a list knows it, without reading it: few characters, for there may be a million.

    Attributes:
        id: Of the record.
        group: What the list can be narrowed to: a kind, or a stance.
        speaker: Id of who says it, of a statement; else empty.
        words: In which words are looked for, folded.
    """

    id: str
    group: str
    speaker: str
    words: str


class Listing(Struct, frozen=True):
    """A kind of list.

    Attributes:
        title: Of the list.
        array: Of the account.
        names: The array whose names its order or its words rest on, or None.
    """

    title: str
    array: str
    names: str | None = None


LISTINGS: Final[Mapping[str, Listing]] = {
    "findings": Listing("Findings", "findings"),
    "statements": Listing("Who said what", "attributions"),
    "entities": Listing("People, organisations, places", "entities"),
    "events": Listing("Events", "events"),
    "incidents": Listing("Incidents", "incidents", "events"),
    "figures": Listing("Figures through time", "quantities", "events"),
    "reports": Listing("Reports", "documents"),
}
"""Every list that a desk shows, by the name under which it is asked for."""


def sort_cards(index: Index, records: Iterable[Record]) -> list[Card]:
    """Cards of all records of one array, in the order of its list.

    Args:
        index: Of the account.
        records: None is kept.
    """
    placed = [(_place(index, record), _make_card(index, record)) for record in records]
    placed.sort(key=itemgetter(0))
    return [card for _, card in placed]


def choose_cards(cards: Iterable[Card], group: str = "", words: str = "", speaker: str = "") -> list[Card]:
    """Cards of one group and speaker that have all the words; of all where these are empty."""
    wanted = fold(words).split()
    return [
        card
        for card in cards
        if group in {"", card.group} and speaker in {"", card.speaker} and all(word in card.words for word in wanted)
    ]


def view_page(index: Index, listing: Listing, cards: Sequence[Card], page: int) -> ListView:
    """A page of a list.

    Args:
        index: Of the account.
        listing: Which list.
        cards: Of the records that fit, in order.
        page: Counted from 1.
    """
    records = index.gather(card.id for card in cards[(page - 1) * PAGE : page * PAGE])
    rows = tuple(_make_row(index, record) for record in records)
    return ListView(title=listing.title, total=len(cards), page=page, rows=rows)


def _place(index: Index, record: Record) -> tuple[str | float, ...]:  # noqa: PLR0911 - one line a kind
    """What a list is sorted by; at the end the id, so that no order is left to chance."""
    match record:
        case Finding():  # the best supported first
            return (-record.confidence, -record.origins, record.id)
        case Attribution():
            return (index.numbers[record.content[0].document], record.content[0].start, record.id)
        case Entity():  # the most mentioned first
            return (-len(record.mentions), record.name, record.id)
        case Event():  # in order of time, those without a date last
            return ((record.date.earliest or record.date.value) if record.date else "9999", record.name, record.id)
        case Incident():  # the most told first
            told = (reported for field in INCIDENT_FIELDS for reported in getattr(record, field))
            return (-sum(len(reported.evidence) for reported in told), record.id)
        case Quantity():
            place = (index.numbers[record.span.document], record.span.start, record.id)
            return (index.name(record.event) or "", record.measure, *place)
        case Document():
            return (index.numbers[record.id],)
        case _:
            return (record.id,)


def _make_card(index: Index, record: Record) -> Card:
    group, speaker = "", ""
    words: tuple[str | None, ...] = ()
    match record:
        case Finding():
            group, words = record.kind, (record.topic, record.explanation)
        case Attribution():
            speaker = (record.source.entity if record.source else None) or ""
            group, words = record.stance, tuple(span.text for span in record.content)
        case Entity():
            group, words = record.kind, (record.name, *record.aliases)
        case Event():
            words = (record.name, record.type)
        case Incident():
            words = (index.name(record.event),)
        case Quantity():
            words = (record.measure, record.counted, record.span.text)
        case Document():
            words = (record.title, record.publisher, record.source)
    return Card(record.id, sys.intern(group), sys.intern(speaker), fold(" ".join(filter(None, words))))


def _make_row(index: Index, record: Record) -> RowView:  # noqa: PLR0911 - one line a kind
    match record:
        case Finding():
            return _finding(index, record)
        case Attribution():
            return _statement(index, record)
        case Entity():
            return _entity(record)
        case Event():
            return _event(index, record)
        case Incident():
            return _incident(index, record)
        case Quantity():
            return _quantity(index, record)
        case Document():
            title = f"{index.mark(record.id)} {title_of(index, record)}"
            return RowView(id=record.id, title=title, detail=index.byline(record.id))
        case _:
            return RowView(id=record.id, title=title_of(index, record), detail="")


def _finding(index: Index, finding: Finding) -> RowView:
    said = " / ".join(position.says for position in finding.positions)
    return RowView(id=finding.id, title=title_of(index, finding), detail=flatten(said), verdict=finding.kind)


def _statement(index: Index, said: Attribution) -> RowView:
    detail = f"{STANCES[said.stance]}, {index.byline(said.content[0].document)}"
    return RowView(id=said.id, title=title_of(index, said), detail=detail)


def _entity(entity: Entity) -> RowView:
    documents = len({mention.document for mention in entity.mentions})
    places = f"{count_words(len(entity.mentions), 'mention')} in {count_words(documents, 'report')}"
    return RowView(id=entity.id, title=flatten(entity.name), detail=f"{entity.kind}, {places}")


def _event(index: Index, event: Event) -> RowView:
    when = date_words(event.date.value) if event.date else "no date"
    place = f", {index.name(event.place)}" if event.place else ""
    return RowView(id=event.id, title=flatten(event.name), detail=f"{event.type}, {when}{place}")


def _incident(index: Index, incident: Incident) -> RowView:
    told = []
    for field in ("date", "killed", "wounded", "perpetrator", "weapon"):
        reported = list_shown(incident, field)
        tell = date_words if field == "date" else flatten
        values = dict.fromkeys(index.name(str(r.value)) or tell(str(r.value)) for r in reported)
        told += [f"{field} {' or '.join(values)}"] if values else []
    return RowView(id=incident.id, title=title_of(index, incident), detail="; ".join(told))


def _quantity(index: Index, quantity: Quantity) -> RowView:
    parts = (measure_words(quantity.measure), index.name(quantity.event), index.speaker(quantity.attribution))
    detail = ", ".join(part for part in (*parts, index.byline(quantity.span.document)) if part)
    return RowView(id=quantity.id, title=flatten(quantity.span.text), detail=detail)
