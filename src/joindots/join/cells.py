"""A pile in parts that are judged apart: reports that share an affair or an event."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

from msgspec import UNSET
from msgspec.structs import replace

from joindots.join.affairs import list_affairs
from joindots.join.piles import Pile
from joindots.linkage import connected_components
from joindots.model import HAPPENING, Entity, Event, Mention, Reuse, Role, Span

Record = TypeVar("Record")


def split_pile(pile: Pile) -> list[Pile]:
    """The pile in cells. Reports of two cells share no affair and no event; what they copied of one another stays out.

    A cell follows from its own reports alone, but for what the whole pile made certain: which names are one, which
    events. So a report that is added changes its own cell and no other. Of a happening each cell has what its own
    reports tell.

    Args:
        pile: All records after the join.

    Returns:
        Cells in order of their first documents; every array keeps its order.
    """
    place = {document.id: n for n, document in enumerate(pile.documents)}
    members = connected_components(len(place), _ties(pile, place))
    cell_of = {pile.documents[n].id: cell for cell, group in enumerate(members) for n in group}
    return list(_deal_pile(pile, cell_of, range(len(members))))


def _deal_pile(pile: Pile, cell_of: Mapping[str, int], cells: Sequence[int]) -> Iterator[Pile]:
    """The pile of each cell."""
    events = [event for event in pile.events if event.type != HAPPENING]
    homes = {e.id: [cell_of[e.mentions[0].document]] if e.mentions else cells for e in events}
    happened = _deal_happenings(pile.events, cell_of)
    documents = _deal(pile.documents, ([cell_of[d.id]] for d in pile.documents))
    entities = _deal_entities(pile.entities, cell_of, cells)
    times = _deal(pile.times, ([cell_of[t.span.document]] for t in pile.times))
    quantities = _deal(pile.quantities, ([cell_of[q.span.document]] for q in pile.quantities))
    attributions = _deal(pile.attributions, ([cell_of[a.content[0].document]] for a in pile.attributions))
    dealt = _deal(events, homes.values())
    incidents = _deal(pile.incidents, (homes[i.event] for i in pile.incidents))
    stories = _deal(pile.stories, ([cell_of[d] for d in s.documents[:1]] for s in pile.stories))
    reuse = _deal_reuse(pile.reuse, cell_of)
    for cell in cells:
        yield Pile(
            documents=tuple(documents[cell]),
            entities=tuple(entities[cell]),
            times=tuple(times[cell]),
            quantities=tuple(quantities[cell]),
            attributions=tuple(attributions[cell]),
            events=(*dealt[cell], *happened[cell]),
            incidents=tuple(incidents[cell]),
            stories=tuple(stories[cell]),
            reuse=tuple(reuse[cell]),
        )


def _deal_happenings(events: Iterable[Event], cell_of: Mapping[str, int]) -> defaultdict[int, list[Event]]:
    """To each cell the happenings that it mentions, without what others tell of them."""
    dealt: defaultdict[int, list[Event]] = defaultdict(list)
    for event in events:
        if event.type == HAPPENING:
            told: dict[int, list[Span]] = defaultdict(list)
            for mention in event.mentions:
                told[cell_of[mention.document]].append(mention)
            for cell, mentions in told.items():
                dealt[cell].append(event if len(told) == 1 else replace(event, mentions=tuple(mentions)))
    return dealt


def _ties(pile: Pile, place: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    """Pairs of documents that are judged together."""
    for documents in list_affairs(pile).values():
        yield from pairwise(place[document] for document in documents)
    for event in pile.events:
        if event.type != HAPPENING:
            yield from pairwise(place[span.document] for span in event.mentions)


def _deal_reuse(records: Iterable[Reuse], cell_of: Mapping[str, int]) -> defaultdict[int, list[Reuse]]:
    """To each cell the passages that lie in it on both sides."""
    dealt: defaultdict[int, list[Reuse]] = defaultdict(list)
    for record in records:
        cell = cell_of[record.a.document]
        if cell_of[record.b.document] == cell:
            dealt[cell].append(record)
    return dealt


def _deal(records: Iterable[Record], homes: Iterable[Iterable[int]]) -> defaultdict[int, list[Record]]:
    """The records of each cell."""
    dealt: defaultdict[int, list[Record]] = defaultdict(list)
    for record, cells in zip(records, homes, strict=True):
        for cell in cells:
            dealt[cell].append(record)
    return dealt


def _deal_entities(
    entities: Sequence[Entity], cell_of: Mapping[str, int], cells: Iterable[int]
) -> defaultdict[int, list[Entity]]:
    """To each cell the entities that it mentions, with nothing of them that stands elsewhere."""
    dealt: defaultdict[int, list[Entity]] = defaultdict(list)
    for entity in entities:
        mentions: dict[int, list[Mention]] = defaultdict(list)
        for mention in entity.mentions:
            mentions[cell_of[mention.document]].append(mention)
        roles = _deal_roles(entity.roles, cell_of)
        for cell in mentions or cells:
            found = {"mentions": tuple(mentions[cell]), "roles": tuple(roles[cell])} if mentions else {}
            dealt[cell].append(replace(entity, **found, perhaps=UNSET))
    return dealt


def _deal_roles(roles: Iterable[Role], cell_of: Mapping[str, int]) -> defaultdict[int, list[Role]]:
    dealt: defaultdict[int, list[Role]] = defaultdict(list)
    for role in roles:
        evidence: dict[int, list[Span]] = defaultdict(list)
        for span in role.evidence:
            evidence[cell_of[span.document]].append(span)
        for cell, spans in evidence.items():
            dealt[cell].append(Role(text=role.text, evidence=tuple(spans)))
    return dealt
