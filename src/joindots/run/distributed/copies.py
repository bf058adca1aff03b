"""Copies found on a cluster: seeds partitioned by hash into files, pairs a partition, exact passages a few pairs.

See `joindots.join.reuse_parts` for what the three steps are. The driver holds the digests of the texts, the words that
are names, and the places of seeds that are shared.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise, product
from typing import cast

import numpy as np
from msgspec import Struct

from joindots.join.orders import pack_pairs, split_pairs
from joindots.join.passages import PART_WORDS
from joindots.join.reuse_parts import Shared, find_between, find_within, pair_signs, read_signs
from joindots.linkage import connected_components
from joindots.model import Document, EngineError, Reuse
from joindots.model.memos import hash_given
from joindots.run.distributed.engines import DaskEngine
from joindots.run.distributed.files import BlockFolder
from joindots.run.distributed.pieces import cut, finish
from joindots.run.distributed.rows import from_rows, to_rows

BLOCK_CHARACTERS = 4_000_000
"""Of text, that are searched for seeds, or compared, in one piece: some seconds, and some 100 MB."""

CHARACTERS_A_WORD = 6

CLOSE_SEEDS = 10
"""Seeds that texts share which are compared in one block. Set phrases tie whole piles together (998 of 1,000 made-up
reports by one seed); by ten, groups are those of the events, and a report is read four times in 4,000, not nine."""

_SECONDS = 600.0  # by the clock, for any of the steps; a hundred times what it takes
_PROBLEM = "copies could not be looked for"


class Reading(Struct, frozen=True, kw_only=True):
    """Documents whose seeds are wanted.

    Attributes:
        documents: By id.
        pile: Hash of all documents of the pile.
        first: Number of the first one.
        parts: How many partitions there are.
        folder: Address of the folder of seeds.
    """

    documents: tuple[Document, ...]
    pile: str
    first: int
    parts: int
    folder: str
    seconds: float = _SECONDS


class Read(Struct, frozen=True, kw_only=True):
    """What they show beside their seeds.

    Attributes:
        digests: For each document the same as for any other with the same words.
        small: Words that are written small somewhere, sorted.
        titled: The others that are written as names are, sorted.
        others: All others, sorted.
    """

    digests: tuple[bytes, ...]
    small: tuple[str, ...]
    titled: tuple[str, ...]
    others: tuple[str, ...]


class Part(Struct, frozen=True):
    """The seeds of some documents in one partition: arrays of 64-bit numbers, as bytes."""

    hashes: bytes
    texts: bytes
    places: bytes


class Pairing(Struct, frozen=True, kw_only=True):
    """A partition.

    Attributes:
        part: Its number.
        pile: Hash of all documents of the pile.
        firsts: Numbers of the first documents of all readings.
        dropped: Numbers of documents that have the same words as one before them.
        folder: Address of the folder of seeds.
    """

    part: int
    pile: str
    firsts: tuple[int, ...]
    dropped: tuple[int, ...]
    folder: str
    seconds: float = _SECONDS


class Paired(Struct, frozen=True):
    """As `Shared`; arrays of 64-bit numbers, as bytes."""

    a: bytes
    a_at: bytes
    b: bytes
    b_at: bytes


class Comparing(Struct, frozen=True, kw_only=True):
    """Texts to compare.

    Attributes:
        documents: By id.
        numbers: Of the documents.
        paired: Seeds that they share; None where they all have the same words as another of them.
        names: Words that are names.
    """

    documents: tuple[Document, ...]
    numbers: tuple[int, ...]
    paired: Paired | None
    names: tuple[str, ...]
    seconds: float = _SECONDS


def find_copies(documents: Sequence[Document], engine: DaskEngine) -> tuple[Reuse, ...]:
    """The same as `joindots.join.reuse.find_reuse`, by the workers of a cluster.

    Args:
        documents: In any order.
        engine: Where the work is done.

    Raises:
        EngineError: As for `DaskEngine.map`, or no worker finishes a block.
    """
    if not documents:
        return ()
    search = _Search(sorted(documents, key=lambda document: document.id), engine)
    with engine.open_folder() as folder:
        shared = search.pair(folder)
    found = finish(engine.map(compare, chain(search.list_pairs(shared), search.list_twins())), _PROBLEM)
    return tuple(sorted((record for some in found for record in some), key=lambda record: record.id))


def read_part(block: Reading) -> Read:
    """Write the seeds of documents, a table a partition, and tell the rest."""
    signs = read_signs(block.documents)
    folder = BlockFolder(block.folder)
    part = signs.hashes % np.uint64(block.parts)
    for n in range(block.parts):
        rows = np.flatnonzero(part == n)
        columns = (signs.hashes[rows], signs.texts[rows] + block.first, signs.places[rows])
        folder.write(_name_part(block.pile, n, block.first), to_rows(Part(*(column.tobytes() for column in columns))))
    titled = signs.titled - signs.small
    return Read(
        digests=signs.digests,
        small=tuple(sorted(signs.small)),
        titled=tuple(sorted(titled)),
        others=tuple(sorted(signs.others)),
    )


def pair_part(block: Pairing) -> Paired:
    """Which texts share seeds of a partition."""
    folder = BlockFolder(block.folder)
    parts = [_read_part(folder, _name_part(block.pile, block.part, first)) for first in block.firsts]
    hashes = np.concatenate([np.frombuffer(part.hashes, np.uint64) for part in parts])
    texts = np.concatenate([np.frombuffer(part.texts, np.int64) for part in parts])
    places = np.concatenate([np.frombuffer(part.places, np.int64) for part in parts])
    kept = ~np.isin(texts, block.dropped)
    return _pack(pair_signs(hashes[kept], texts[kept], places[kept]))


def compare(block: Comparing) -> tuple[Reuse, ...]:
    """The passages that texts share."""
    names = frozenset(block.names)
    if block.paired is None:
        return find_within(block.documents, names)
    return find_between(block.documents, block.numbers, _unpack(block.paired), names)


class _Search:
    """One search: the driver's side of it.

    Attributes:
        names: For each piece of the documents the words that are names, among those it does not show to be none.
        groups: Numbers of the documents of each wording, as far as there are several; by the first of them.
    """

    def __init__(self, documents: Sequence[Document], engine: DaskEngine) -> None:
        self._documents, self._engine = documents, engine
        self._sizes = [len(document.text) for document in documents]
        self._pieces = cut(self._sizes, BLOCK_CHARACTERS)
        self._firsts = [first for first, _ in self._pieces]
        self._pile = hash_given([document.id for document in documents])
        self.names: list[frozenset[str]] = []
        self.groups: dict[int, list[int]] = {}

    def pair(self, folder: BlockFolder) -> Shared:
        """All seeds that texts share."""
        parts = 1 + sum(self._sizes) // (CHARACTERS_A_WORD * PART_WORDS)
        readings = (
            Reading(
                documents=tuple(self._documents[first:end]),
                first=first,
                parts=parts,
                pile=self._pile,
                folder=folder.address,
            )
            for first, end in self._pieces
        )
        self._take(list(finish(self._engine.map(read_part, readings), _PROBLEM)))
        dropped = tuple(sorted(number for group in self.groups.values() for number in group[1:]))
        firsts = tuple(self._firsts)
        pairings = (
            Pairing(part=part, firsts=firsts, dropped=dropped, pile=self._pile, folder=folder.address)
            for part in range(parts)
        )
        found = [_unpack(paired) for paired in finish(self._engine.map(pair_part, pairings), _PROBLEM)]
        for part, first in product(range(parts), self._firsts):
            folder.remove(_name_part(self._pile, part, first))
        return Shared(*(np.concatenate([getattr(one, side) for one in found]) for side in Shared.__struct_fields__))

    def list_pairs(self, shared: Shared) -> Iterator[Comparing]:
        """Pairs of texts, as many at a time as make up a block; those that hang together follow each other."""
        shared, begins = _sort_pairs(shared, len(self._documents))
        numbers: set[int] = set()
        size = first = 0
        for begin, end in pairwise([*begins, len(shared.a)]):
            new = {*self._members(int(shared.a[begin])), *self._members(int(shared.b[begin]))} - numbers
            numbers |= new
            size += sum(self._sizes[number] for number in new)
            if size >= BLOCK_CHARACTERS or end == len(shared.a):
                yield self._compare(sorted(numbers), _pack(shared.pick(slice(first, end))))
                numbers, size, first = set(), 0, end

    def list_twins(self) -> Iterator[Comparing]:
        """Texts with the same words, as many wordings at a time as make up a block."""
        groups = [group for _, group in sorted(self.groups.items())]
        for first, end in cut([sum(self._sizes[number] for number in group) for group in groups], BLOCK_CHARACTERS):
            yield self._compare(sorted(number for group in groups[first:end] for number in group), None)

    def _take(self, reads: Sequence[Read]) -> None:
        small = frozenset(word for read in reads for word in read.small)
        names = frozenset(word for read in reads for word in read.titled) - small
        self.names = [names.intersection(read.titled + read.others) for read in reads]
        groups: dict[bytes, list[int]] = defaultdict(list)
        for number, digest in enumerate(digest for read in reads for digest in read.digests):
            groups[digest].append(number)
        self.groups = {group[0]: group for group in groups.values() if len(group) > 1}

    def _members(self, number: int) -> list[int]:
        return self.groups.get(number, [number])

    def _compare(self, numbers: Sequence[int], paired: Paired | None) -> Comparing:
        pieces = sorted({bisect_right(self._firsts, number) - 1 for number in numbers})
        return Comparing(
            documents=tuple(self._documents[number] for number in numbers),
            numbers=tuple(numbers),
            paired=paired,
            names=tuple(sorted(frozenset().union(*(self.names[piece] for piece in pieces)))),
        )


def _sort_pairs(shared: Shared, documents: int) -> tuple[Shared, list[int]]:
    """Seeds by pair of texts, pairs by what hangs together closely; and where each pair begins."""
    pairs = pack_pairs(shared.a, shared.b)
    edges, counts = np.unique(pairs, return_counts=True)
    close = np.stack(split_pairs(edges[counts >= CLOSE_SEEDS]), axis=1)
    group = np.zeros(documents, np.int64)
    for n, members in enumerate(connected_components(documents, close.tolist())):
        group[members] = n
    order = np.lexsort((pairs, pack_pairs(group[shared.a], group[shared.b])))
    begins = np.flatnonzero(np.diff(pairs[order], prepend=-1))
    return shared.pick(order), begins.tolist()


def _name_part(pile: str, part: int, first: int) -> str:
    return f"{pile}-seeds-{part}-{first}"


def _read_part(folder: BlockFolder, name: str) -> Part:
    rows = folder.read(name)
    if rows is None:
        raise EngineError(f"{folder.address}: {name} is missing there; empty the folder and read again")
    return cast("Part", from_rows(rows, Part))


def _pack(shared: Shared) -> Paired:
    return Paired(*(getattr(shared, side).tobytes() for side in Shared.__struct_fields__))


def _unpack(paired: Paired) -> Shared:
    return Shared(*(np.frombuffer(getattr(paired, side), np.int64) for side in Paired.__struct_fields__))
