"""What workers do for the events of a pile: describe those of some reports, pair, compare and join some of them.

See `telling.py` for how these follow each other.
"""

import hashlib
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

import msgspec
import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from joindots.join.event_fits import can_be_one
from joindots.join.event_matching import Profile, prior_weight
from joindots.join.event_pairs import weigh_pairs
from joindots.join.event_signs import list_aged, read_signs
from joindots.join.event_wordings import EventPairs, list_words
from joindots.join.events import (
    LEAST,
    Surroundings,
    group_profiles,
    is_told_in_words,
    list_doers,
    list_keys,
    merge_events,
    profile_report,
)
from joindots.join.incidents import merge_incidents
from joindots.join.likeness import Bag
from joindots.join.orders import number_hashes, split_pairs
from joindots.join.word_parts import compare_bags
from joindots.linkage import MOST_IN_BLOCK, share_keys
from joindots.model import Bonds, Entity, Event, Incident, Observations
from joindots.run.distributed.naming import Report
from joindots.run.distributed.pairs import Edges, count_edges
from joindots.run.distributed.shuffles import Places, Shelf, deal, fill_shelf, pack, take_items, unpack
from joindots.run.distributed.wordings import Shelved, Text, Worded, shelve, take_texts

_SECONDS = 600.0  # by the clock, for any of the steps; a hundred times what it takes
_NO_WORDS = Bag(b"", b"", b"")
_KEY_BYTES = 8
# Sets in one order, so that a shelf that is filled again has the same name.
_ENCODER = msgspec.msgpack.Encoder(order="deterministic")


class Describing(Struct, frozen=True, kw_only=True):
    """Reports whose events are to be described.

    Attributes:
        reports: Each as a `Report`.
        observations: Events and incidents of each; entity ids are those of the pile.
        entities: Of the pile, those that these name; mentions in these reports of persons of full name.
        full: Ids of persons of full name whom some report of the pile names in its own text.
        stories: By report the number of its cluster, and whether that holds other texts.
        doers: Words in the names of those who may have done something, by id.
        first: Place of the first event.
        parts: How many partitions there are.
        folder: Address of the folder of blocks.
    """

    reports: Places
    observations: tuple[Observations, ...]
    entities: tuple[Entity, ...]
    full: tuple[str, ...]
    stories: dict[str, tuple[int, bool]]
    doers: dict[str, tuple[str, ...]]
    first: int
    parts: int
    folder: str
    seconds: float = _SECONDS


class Told(Struct, frozen=True, gc=False, array_like=True):
    """What the record of an event needs beside its profile.

    Attributes:
        incidents: The register's rows on it.
        doers: Words in the names of whoever is said to have done it, sorted.
    """

    incidents: tuple[Incident, ...]
    doers: tuple[str, ...]


class Described(Struct, frozen=True):
    """What came of it.

    Attributes:
        worded: How many of the events are compared by words.
        shelved: All of them, each as a `Profile` with its words.
        told: Each as `Told`.
        keys: Those of each partition: hashes, places of events.
    """

    worded: int
    shelved: Shelved
    told: Shelf
    keys: Shelf


class Pairing(Struct, frozen=True, kw_only=True):
    """A partition of keys."""

    keys: Places
    folder: str
    seconds: float = _SECONDS


class Comparing(Struct, frozen=True, kw_only=True):
    """Pairs of events to compare.

    Attributes:
        texts: All that stand in a pair.
        places: Theirs, ascending.
        pairs: Of these, packed, ascending.
        worded: For each pair whether it shares a telling word; a byte.
        keyed: Whether it shares a key, likewise.
        pile: How many events are compared by words.
        documents: How many reports there are.
        folder: Address of the folder of blocks.
    """

    texts: Places
    places: bytes
    pairs: bytes
    worded: bytes
    keyed: bytes
    pile: int
    documents: int
    folder: str
    seconds: float = _SECONDS


class Likely(Struct, frozen=True):
    """Packed pairs that may be one event, with the log-odds that they are."""

    pairs: bytes
    weights: bytes


class Joining(Struct, frozen=True, kw_only=True):
    """Events that are to be joined; those that hang together are all here.

    Attributes:
        texts: The events.
        told: Likewise, each as `Told`.
        pairs: Of places among these that may be one, packed.
        weights: Of each the log-odds that they are.
        bonds: What people decided.
        folder: Address of the folder of blocks.
    """

    texts: Places
    told: Places
    pairs: bytes
    weights: bytes
    bonds: Bonds
    folder: str
    seconds: float = _SECONDS


class Joined(Struct, frozen=True):
    """Records of events and incidents, and for each of the events that were given the id of its own."""

    events: tuple[Event, ...]
    incidents: tuple[Incident, ...]
    ids: tuple[str, ...]


def describe_events(block: Describing) -> Described:
    """Describe the events of reports, and deal their keys and words."""
    decoder = msgspec.msgpack.Decoder(Report)
    reports = [decoder.decode(item) for item in take_items(block.folder, block.reports)]
    known, full = {entity.id: entity for entity in block.entities}, frozenset(block.full)
    documents = [report.document for report in reports]
    signs = {document.id: read_signs(document) for document in documents}
    aged = list_aged(documents, (known[each] for each in block.full), signs)
    profiles: list[Profile] = []
    told: list[Told] = []
    bags: list[Bag] = []
    for report, shown in zip(reports, block.observations, strict=True):
        each = report.document
        observed = replace(shown, entities=report.entities)
        pile = Surroundings(entities=known, aged=aged[each.id], full=full, story=block.stories.get(each.id))
        found = list(profile_report(each, observed, signs[each.id], pile, block.first + len(profiles)))
        profiles += found
        told += _tell(observed, block.doers)
        bags += (list_words(each.text, p.event) if is_told_in_words(p) else _NO_WORDS for p in found)
    texts = [Worded(bag, _ENCODER.encode(profile)) for bag, profile in zip(bags, profiles, strict=True)]
    return Described(
        worded=sum(map(is_told_in_words, profiles)),
        shelved=shelve(block.folder, texts, 1, block.parts),
        told=fill_shelf(block.folder, "told", map(msgspec.msgpack.encode, told)),
        keys=fill_shelf(block.folder, "keys", _deal_keys(profiles, block.parts)),
    )


def pair_keys(block: Pairing) -> Edges:
    """Which events share keys of a partition."""
    hashes, places = unpack(take_items(block.folder, block.keys), np.uint64, np.int64)
    return count_edges(share_keys(number_hashes(hashes)[0], places, MOST_IN_BLOCK))


def compare_events(block: Comparing) -> Likely:
    """Which pairs may be one event."""
    texts, known = take_texts(block.folder, block.texts, block.pile, 1)
    profiles = _decode([text.rest for text in texts])
    pairs, places = np.frombuffer(block.pairs, np.int64), np.frombuffer(block.places, np.int64)
    worded, keyed = (np.frombuffer(flags, bool) for flags in (block.worded, block.keyed))
    a, b = (np.searchsorted(places, side) for side in split_pairs(pairs))
    values = np.zeros(len(pairs))
    values[worded] = compare_bags([text.bag for text in texts], known, (a[worded], b[worded]))
    asked = keyed | (values > 0)
    compared = EventPairs(a[asked], b[asked], values[asked])
    weights = weigh_pairs(profiles, compared, can_be_one, (), None) + prior_weight(block.documents)
    likely = weights > LEAST
    return Likely(pairs[asked][likely].tobytes(), weights[likely].tobytes())


def join_block(block: Joining) -> Joined:
    """Join events."""
    texts = take_items(block.folder, block.texts)
    profiles = _decode([msgspec.msgpack.decode(item, type=Text).worded.rest for item in texts])
    decoder = msgspec.msgpack.Decoder(Told)
    told = [decoder.decode(item) for item in take_items(block.folder, block.told)]
    a, b = (side.tolist() for side in split_pairs(np.frombuffer(block.pairs, np.int64)))
    weights = np.frombuffer(block.weights, np.float64).tolist()
    profiles = [replace(profile, place=n) for n, profile in enumerate(profiles)]
    groups = group_profiles(profiles, dict(zip(zip(a, b, strict=True), weights, strict=True)), block.bonds)
    events: list[Event] = []
    incidents: list[Incident] = []
    ids = [""] * len(profiles)
    for group in groups:
        doers = frozenset(word for n in group for word in told[n].doers)
        event = merge_events([profiles[n] for n in group], doers)
        rows = [row for n in group for row in told[n].incidents]
        incidents += merge_incidents(rows, {row.event: event.id for row in rows})
        events.append(event)
        for n in group:
            ids[n] = event.id
    return Joined(tuple(events), tuple(incidents), tuple(ids))


def _tell(observed: Observations, doers: Mapping[str, Sequence[str]]) -> Iterator[Told]:
    """What the record of each event of a report needs beside its profile."""
    words: dict[str, set[str]] = defaultdict(set)
    rows: dict[str, list[Incident]] = defaultdict(list)
    for event, doer in list_doers(observed):
        words[event].update(doers.get(doer, ()))
    for row in observed.incidents:
        rows[row.event].append(row)
    for one in observed.events:
        yield Told(tuple(rows[one.id]), tuple(sorted(words[one.id])))


def _deal_keys(profiles: Sequence[Profile], parts: int) -> Iterator[bytes]:
    """Keys of each partition."""
    keys = [sorted({_hash_key(key) for key in list_keys(profile)}) for profile in profiles]
    hashes = np.array([key for own in keys for key in own], np.uint64)
    places = np.repeat([profile.place for profile in profiles], list(map(len, keys))).astype(np.int64)
    return (pack(hashes[rows], places[rows]) for rows in deal(hashes, parts))


def _hash_key(key: Hashable) -> int:
    return int.from_bytes(hashlib.blake2b(msgspec.msgpack.encode(key), digest_size=_KEY_BYTES).digest())


def _decode(items: Iterable[bytes]) -> list[Profile]:
    decoder = msgspec.msgpack.Decoder(Profile)
    return list(map(decoder.decode, items))
