"""Events joined on a cluster: described by pieces, paired by what is dealt by hash, compared and joined by blocks.

The driver holds which pairs are worth comparing, which of them are likely one event, and what hangs together by these.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from msgspec import Struct

from joindots.join.bonds import Ties
from joindots.join.deaths import list_dead
from joindots.join.event_names import add_places
from joindots.join.event_signs import list_full
from joindots.join.events import list_doers, name_doers, number_stories
from joindots.join.likeness import Flags, Numbers, Values
from joindots.join.orders import pack_pairs, sort_distinct, split_pairs
from joindots.join.stories import Cluster
from joindots.linkage import connected_components
from joindots.model import Bonds, Document, Entity, Event, Incident, Mention, Observations
from joindots.run.distributed.engines import DaskEngine
from joindots.run.distributed.event_blocks import (
    Comparing,
    Described,
    Describing,
    Joining,
    Likely,
    Pairing,
    compare_events,
    describe_events,
    join_block,
    pair_keys,
)
from joindots.run.distributed.naming import Naming
from joindots.run.distributed.pairs import cut_edges, unite_edges
from joindots.run.distributed.pieces import cut, finish
from joindots.run.distributed.shuffles import Shelves
from joindots.run.distributed.wordings import Pile, share_telling

BLOCK_EVENTS = 4000
"""Events that are compared, or joined, in one piece: a second or two, and some 20 MB."""

PART_EVENTS = 100_000
"""Events whose keys and words make up a partition: some 100 MB."""

CLOSE_KEYS = 4
"""Keys and telling words that events share which are compared in one block."""

_PROBLEM = "events could not be joined"


class Known(Struct, frozen=True):
    """What of the pile pieces of it are told.

    Attributes:
        entities: Of the pile, by id.
        full: See `Describing`.
        persons: By piece those persons, with their mentions in it.
        stories: See `Describing`.
        doers: See `Describing`.
    """

    entities: Mapping[str, Entity]
    full: frozenset[str]
    persons: Sequence[Sequence[Entity]]
    stories: Mapping[str, tuple[int, bool]]
    doers: Mapping[str, frozenset[str]]


class Telling:
    """The events of a pile: the driver's side of it."""

    def __init__(self, naming: Naming, engine: DaskEngine, folder: str) -> None:
        """Take where the work is done, and the reports."""
        self._naming, self._engine, self._folder = naming, engine, folder

    def join(
        self,
        documents: Sequence[Document],
        entities: Sequence[Entity],
        observations: Sequence[Observations],
        clusters: Sequence[Cluster],
        bonds: Bonds,
    ) -> tuple[tuple[Event, ...], tuple[Incident, ...], dict[str, str]]:
        """As `joindots.join.events.join_events`; documents and observations by id.

        Raises:
            EngineError: As for `DaskEngine.map`, or no worker finishes a block.
        """
        own = [event.id for found in observations for event in found.events]
        known = self._know(documents, entities, observations, clusters)
        described = self._describe(observations, known, len(own))
        texts, likely = self._compare(described, len(own), len(documents))
        told = Shelves([each.told for each in described])
        events: list[Event] = []
        incidents: list[Incident] = []
        ids: dict[str, str] = {}
        ties = [*Ties(bonds, {event: n for n, event in enumerate(own)}).edges, *_tie_deaths(observations, known)]
        blocks = list(_cut_groups(likely, ties, len(own)))
        joinings = (self._make_joining(texts, told, block, bonds) for block in blocks)
        for block, joined in zip(blocks, finish(self._engine.map(join_block, joinings), _PROBLEM), strict=True):
            events += joined.events
            incidents += joined.incidents
            ids |= {own[place]: event for place, event in zip(block[0].tolist(), joined.ids, strict=True)}
        incidents.sort(key=lambda incident: incident.id)
        named = add_places(events, incidents, entities)
        return tuple(sorted(named, key=lambda event: event.id)), tuple(incidents), ids

    def _know(
        self,
        documents: Sequence[Document],
        entities: Sequence[Entity],
        observations: Sequence[Observations],
        clusters: Sequence[Cluster],
    ) -> Known:
        full = list_full(documents, entities)
        homes = {d.id: n for n, (first, end) in enumerate(self._naming.pieces) for d in documents[first:end]}
        persons: list[list[Entity]] = [[] for _ in self._naming.pieces]
        for entity in entities:
            if entity.id in full:
                dealt: dict[int, list[Mention]] = defaultdict(list)
                for mention in entity.mentions:
                    dealt[homes[mention.document]].append(mention)
                for home, some in dealt.items():
                    persons[home].append(_strip(entity, tuple(some)))
        doers = name_doers(entities, {doer for found in observations for _, doer in list_doers(found)})
        return Known({e.id: e for e in entities}, full, persons, number_stories(clusters), doers)

    def _describe(self, observations: Sequence[Observations], known: Known, events: int) -> list[Described]:
        parts = 1 + events // PART_EVENTS
        blocks = self._list_describings(observations, known, parts)
        return list(finish(self._engine.map(describe_events, blocks), _PROBLEM))

    def _list_describings(self, observations: Sequence[Observations], known: Known, parts: int) -> Iterator[Describing]:
        place = 0
        for (first, end), persons in zip(self._naming.pieces, known.persons, strict=True):
            found = observations[first:end]
            named = {person.id: person for person in persons}
            others = (known.entities[each] for each in sorted(_list_named(found)) if each in known.entities)
            named = {each.id: _strip(each, ()) for each in others} | named
            doers = {doer for one in found for _, doer in list_doers(one)}
            yield Describing(
                reports=self._naming.reports.find(range(first, end)),
                observations=tuple(
                    Observations(document=o.document, events=o.events, incidents=o.incidents) for o in found
                ),
                entities=tuple(named.values()),
                full=tuple(each for each in named if each in known.full),
                stories={o.document: known.stories[o.document] for o in found if o.document in known.stories},
                doers={doer: tuple(sorted(known.doers[doer])) for doer in sorted(doers) if doer in known.doers},
                first=place,
                parts=parts,
                folder=self._folder,
            )
            place += sum(len(one.events) for one in found)

    def _compare(self, described: Sequence[Described], events: int, documents: int) -> tuple[Shelves, Likely]:
        """Events as `take_texts` takes them, and which may be one."""
        parts, starts = 1 + events // PART_EVENTS, _number(described)
        pile = Pile(
            pieces=[each.shelved for each in described],
            numbers=[np.arange(first, end) for first, end in starts],
            size=sum(each.worded for each in described),
            ways=1,
            parts=parts,
        )
        texts, worded = share_telling(pile, self._engine, self._folder, _PROBLEM)
        keys = Shelves([each.keys for each in described]).find_parts(parts)
        pairings = (Pairing(keys=places, folder=self._folder) for places in keys)
        keyed = unite_edges(list(finish(self._engine.map(pair_keys, pairings), _PROBLEM)))
        every = unite_edges([worded, keyed])
        flags = [np.frombuffer(each.pairs, np.int64) for each in (worded, keyed)]
        comparings = (
            self._make_comparing(texts, pairs, flags, (pile.size, documents))
            for pairs in cut_edges(every, [1] * events, BLOCK_EVENTS, CLOSE_KEYS)
        )
        found = list(finish(self._engine.map(compare_events, comparings), _PROBLEM))
        return texts, Likely(b"".join(each.pairs for each in found), b"".join(each.weights for each in found))

    def _make_comparing(
        self, texts: Shelves, pairs: Numbers, flags: Sequence[Numbers], sizes: tuple[int, int]
    ) -> Comparing:
        pairs = np.sort(pairs)
        places = sort_distinct(np.concatenate(split_pairs(pairs)))
        worded, keyed = (_find_among(each, pairs).tobytes() for each in flags)
        return Comparing(
            texts=texts.find(places),
            places=places.tobytes(),
            pairs=pairs.tobytes(),
            worded=worded,
            keyed=keyed,
            pile=sizes[0],
            documents=sizes[1],
            folder=self._folder,
        )

    def _make_joining(
        self, texts: Shelves, told: Shelves, block: tuple[Numbers, Numbers, Values], bonds: Bonds
    ) -> Joining:
        places, pairs, weights = block
        a, b = (np.searchsorted(places, side) for side in split_pairs(pairs))
        return Joining(
            texts=texts.find(places),
            told=told.find(places),
            pairs=pack_pairs(a, b).tobytes(),
            weights=weights.tobytes(),
            bonds=bonds,
            folder=self._folder,
        )


def _find_among(known: Numbers, pairs: Numbers) -> Flags:
    """Which pairs are known; both ascend. `np.isin` would sort all that are known, for each block."""
    flags: Flags = np.searchsorted(known, pairs, "left") < np.searchsorted(known, pairs, "right")
    return flags


def _number(described: Sequence[Described]) -> list[tuple[int, int]]:
    """Place of the first event of each piece, and one past its last."""
    ends = np.cumsum([len(Shelves([each.told])) for each in described]).tolist()
    return list(zip([0, *ends[:-1]], ends, strict=True))


def _tie_deaths(observations: Sequence[Observations], known: Known) -> Iterator[tuple[int, int]]:
    """Pairs of events that `unite_deaths` may put together: those in which one person came to harm."""
    firsts: dict[tuple[str, str], int] = {}
    rows = {row.event: row for found in observations for row in found.incidents}
    for place, event in enumerate(event for found in observations for event in found.events):
        dead = list_dead(rows[event.id], known.entities) if event.id in rows else ()
        yield from ((firsts.setdefault(one, place), place) for one in sorted(dead))


def _cut_groups(
    likely: Likely, ties: Iterable[tuple[int, int]], events: int
) -> Iterator[tuple[Numbers, Numbers, Values]]:
    """Events that hang together, as many at a time as make up a block: their places, pairs of these, and weights."""
    pairs, weights = np.frombuffer(likely.pairs, np.int64), np.frombuffer(likely.weights, np.float64)
    a, b = split_pairs(pairs)
    groups = connected_components(events, [*zip(a.tolist(), b.tolist(), strict=True), *ties])
    blocks = cut([len(members) for members in groups], BLOCK_EVENTS)
    home = np.zeros(events, np.int64)
    for n, (first, end) in enumerate(blocks):
        home[[place for members in groups[first:end] for place in members]] = n
    order = np.argsort(home, kind="stable")
    inside = np.argsort(home[a], kind="stable")
    bounds = np.arange(len(blocks) + 1)
    starts, begins = np.searchsorted(home[order], bounds), np.searchsorted(home[a][inside], bounds)
    for n in range(len(blocks)):
        mine = inside[begins[n] : begins[n + 1]]
        yield order[starts[n] : starts[n + 1]], pairs[mine], weights[mine]


def _list_named(observations: Iterable[Observations]) -> set[str]:
    """Ids of entities that events and incidents name."""
    rows = [row for found in observations for row in found.incidents]
    named = {part.entity for found in observations for event in found.events for part in event.participants}
    return named | {str(r.value) for row in rows for r in (*row.location, *row.victims, *row.perpetrator)}


def _strip(entity: Entity, mentions: tuple[Mention, ...]) -> Entity:
    """What describing events asks of an entity."""
    return Entity(id=entity.id, kind=entity.kind, name=entity.name, aliases=entity.aliases, mentions=mentions)
