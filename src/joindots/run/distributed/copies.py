"""Copies found on a cluster: seeds partitioned by hash, pairs a partition, exact passages a few pairs.

See `joindots.join.reuse_parts` for what the steps are. Texts are read once, and what was read of them is handed on (see
`shuffles.py`). The driver holds the digests of the texts, the words that are names, and which texts share seeds.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec
import numpy as np
from msgspec import Struct

from joindots.join.copied_words import Words
from joindots.join.orders import pack_pairs, sort_distinct, split_pairs
from joindots.join.passages import PART_WORDS, Codes
from joindots.join.reuse import Texts, find_names
from joindots.join.reuse_parts import Shared, find_between, find_within, pair_signs, read_signs
from joindots.model import Document, Reuse
from joindots.run.distributed.engines import DaskEngine
from joindots.run.distributed.pairs import Edges, count_edges, cut_edges, unite_edges
from joindots.run.distributed.pieces import cut, finish
from joindots.run.distributed.shuffles import (
    Places,
    Shelf,
    Shelves,
    deal,
    fill_shelf,
    pack,
    take_items,
    unpack,
)

BLOCK_CHARACTERS = 4_000_000
"""Of text, that are searched for seeds, or compared, in one piece: some seconds, and some 100 MB."""

CHARACTERS_A_WORD = 6

CLOSE_SEEDS = 10
"""Seeds that texts share which are compared in one block. Set phrases tie whole piles together (998 of 1,000 made-up
reports by one seed); by ten, groups are those of the events, and a report is taken up four times in 4,000, not nine."""

_SECONDS = 600.0  # by the clock, for any of the steps; a hundred times what it takes
_PROBLEM = "copies could not be looked for"


class Reading(Struct, frozen=True, kw_only=True):
    """Documents whose seeds are wanted.

    Attributes:
        documents: By id.
        first: Number of the first one.
        parts: How many partitions there are.
        folder: Address of the folder of blocks.
    """

    documents: tuple[Document, ...]
    first: int
    parts: int
    folder: str
    seconds: float = _SECONDS


class Read(Struct, frozen=True, kw_only=True):
    """What they show.

    Attributes:
        digests: For each document the same as for any other with the same words.
        small: Words that are written small somewhere; codes, sorted.
        titled: Words that are written as names are, likewise.
        texts: Each document with its words.
        seeds: Those of each partition: hashes, numbers of documents, places.
    """

    digests: tuple[bytes, ...]
    small: bytes
    titled: bytes
    texts: Shelf
    seeds: Shelf


class Text(Struct, frozen=True, gc=False, array_like=True):
    """A document with its words."""

    document: Document
    words: Words


class Pairing(Struct, frozen=True, kw_only=True):
    """A partition.

    Attributes:
        seeds: Of the partition.
        dropped: Numbers of documents that have the same words as one before them.
        folder: Address of the folder of blocks.
    """

    seeds: Places
    dropped: bytes
    folder: str
    seconds: float = _SECONDS


class Paired(Struct, frozen=True):
    """Which texts share seeds of a partition, and the seeds, pair after pair, as one item."""

    edges: Edges
    seeds: Shelf


class Dealing(Struct, frozen=True, kw_only=True):
    """Seeds that are to be dealt to blocks.

    Attributes:
        seeds: Of a partition; see `Paired`.
        sizes: How many seeds go to one block after the other.
        blocks: Numbers of the blocks that they go to.
        count: How many blocks there are.
        folder: Address of the folder of blocks.
    """

    seeds: Places
    sizes: bytes
    blocks: bytes
    count: int
    folder: str
    seconds: float = _SECONDS


class Comparing(Struct, frozen=True, kw_only=True):
    """Texts to compare.

    Attributes:
        texts: By id.
        numbers: Of the texts.
        seeds: That they share; None where they all have the same words as another of them.
        names: Words that are names; codes, sorted.
        folder: Address of the folder of blocks.
    """

    texts: Places
    numbers: bytes
    seeds: Places | None
    names: Places
    folder: str
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
    with engine.open_folder() as folder:
        search = _Search(sorted(documents, key=lambda document: document.id), engine, folder.address)
        blocks = [*search.list_pairs(), *search.list_twins()]
        found = finish(engine.map(compare, blocks), _PROBLEM)
        return tuple(sorted((record for some in found for record in some), key=lambda record: record.id))


def read_part(block: Reading) -> Read:
    """Read documents: their words, and seeds for each partition."""
    signs = read_signs(block.documents)
    texts = map(Text, block.documents, signs.words)
    columns = (signs.hashes, (signs.texts + block.first).astype(np.int32), signs.places.astype(np.int32))
    seeds = (pack(*(column[rows] for column in columns)) for rows in deal(signs.hashes, block.parts))
    return Read(
        digests=signs.digests,
        small=signs.small.tobytes(),
        titled=signs.titled.tobytes(),
        texts=fill_shelf(block.folder, "texts", map(msgspec.msgpack.encode, texts)),
        seeds=fill_shelf(block.folder, "seeds", seeds),
    )


def pair_part(block: Pairing) -> Paired:
    """Which texts share seeds of a partition."""
    hashes, *numbers = unpack(take_items(block.folder, block.seeds), np.uint64, np.int32, np.int32)
    texts, places = (side.astype(np.int64) for side in numbers)
    kept = ~np.isin(texts, np.frombuffer(block.dropped, np.int64))
    shared = pair_signs(hashes[kept], texts[kept], places[kept])
    pairs = pack_pairs(shared.a, shared.b)
    shared = shared.pick(np.argsort(pairs, kind="stable"))
    columns = (getattr(shared, side).astype(np.int32) for side in Shared.__struct_fields__)
    return Paired(count_edges(pairs), fill_shelf(block.folder, "shared", [pack(*columns)]))


def deal_part(block: Dealing) -> Shelf:
    """Deal the seeds of a partition to the blocks in which their texts are compared."""
    columns = unpack(take_items(block.folder, block.seeds), *4 * [np.int32])
    home = np.repeat(np.frombuffer(block.blocks, np.int64), np.frombuffer(block.sizes, np.int64))
    dealt = deal(home.astype(np.uint64), block.count)
    return fill_shelf(block.folder, "dealt", (pack(*(column[rows] for column in columns)) for rows in dealt))


def compare(block: Comparing) -> tuple[Reuse, ...]:
    """The passages that texts share."""
    decoder = msgspec.msgpack.Decoder(Text)
    read = [decoder.decode(item) for item in take_items(block.folder, block.texts)]
    (names,) = unpack(take_items(block.folder, block.names), np.int64)
    texts = Texts([text.document for text in read], [text.words for text in read], names)
    if block.seeds is None:
        return find_within(texts)
    columns = unpack(take_items(block.folder, block.seeds), *4 * [np.int32])
    numbers = np.frombuffer(block.numbers, np.int64).tolist()
    return find_between(texts, numbers, Shared(*(column.astype(np.int64) for column in columns)))


class _Search:
    """One search: the driver's side of it.

    Attributes:
        groups: Numbers of the documents of each wording, as far as there are several; by the first of them.
    """

    def __init__(self, documents: Sequence[Document], engine: DaskEngine, folder: str) -> None:
        """Have documents read."""
        self._engine, self._folder = engine, folder
        self._sizes = [len(document.text) for document in documents]
        self._parts = 1 + sum(self._sizes) // (CHARACTERS_A_WORD * PART_WORDS)
        readings = (
            Reading(documents=tuple(documents[first:end]), first=first, parts=self._parts, folder=folder)
            for first, end in cut(self._sizes, BLOCK_CHARACTERS)
        )
        reads = list(finish(engine.map(read_part, readings), _PROBLEM))
        self._texts, self._seeds = (Shelves([getattr(read, what) for read in reads]) for what in ("texts", "seeds"))
        small, titled = (_unite([getattr(read, shape) for read in reads]) for shape in ("small", "titled"))
        self._names = Shelves([fill_shelf(folder, "names", [pack(find_names(small, titled))])]).find([0])
        groups: dict[bytes, list[int]] = defaultdict(list)
        for number, digest in enumerate(digest for read in reads for digest in read.digests):
            groups[digest].append(number)
        self.groups = {group[0]: group for group in groups.values() if len(group) > 1}

    def list_pairs(self) -> Iterator[Comparing]:
        """Pairs of texts, as many at a time as make up a block; those that hang together follow each other."""
        dropped = np.array(sorted(n for group in self.groups.values() for n in group[1:]), np.int64).tobytes()
        pairings = (
            Pairing(seeds=places, dropped=dropped, folder=self._folder)
            for places in self._seeds.find_parts(self._parts)
        )
        paired = list(finish(self._engine.map(pair_part, pairings), _PROBLEM))
        edges = unite_edges([each.edges for each in paired])
        blocks = list(cut_edges(edges, self._weigh_texts(), BLOCK_CHARACTERS, CLOSE_SEEDS))
        dealt = self._deal(paired, blocks)
        for block, places in zip(blocks, dealt.find_parts(len(blocks)), strict=True):
            firsts = sort_distinct(np.concatenate(split_pairs(block))).tolist()
            numbers = sorted(number for first in firsts for number in self.groups.get(first, [first]))
            yield self._compare(numbers, places)

    def list_twins(self) -> Iterator[Comparing]:
        """Texts with the same words, as many wordings at a time as make up a block."""
        groups = [group for _, group in sorted(self.groups.items())]
        for first, end in cut([sum(self._sizes[number] for number in group) for group in groups], BLOCK_CHARACTERS):
            yield self._compare(sorted(number for group in groups[first:end] for number in group), None)

    def _weigh_texts(self) -> list[int]:
        """Characters of each text, with those of all that have the same words."""
        sizes = list(self._sizes)
        for first, group in self.groups.items():
            sizes[first] *= len(group)
        return sizes

    def _deal(self, paired: Sequence[Paired], blocks: Sequence[Codes]) -> Shelves:
        """The seeds of each block, as far as they are of one partition; blocks by partition."""
        pairs = np.concatenate([np.zeros(0, np.int64), *blocks])
        home = np.repeat(np.arange(len(blocks)), list(map(len, blocks)))
        order = np.argsort(pairs)
        pairs, home = pairs[order], home[order]
        dealings = (
            Dealing(
                seeds=Shelves([each.seeds]).find([0]),
                sizes=each.edges.counts,
                blocks=home[np.searchsorted(pairs, np.frombuffer(each.edges.pairs, np.int64))].tobytes(),
                count=len(blocks),
                folder=self._folder,
            )
            for each in (paired if blocks else ())
        )
        return Shelves(list(finish(self._engine.map(deal_part, dealings), _PROBLEM)))

    def _compare(self, numbers: Sequence[int], seeds: Places | None) -> Comparing:
        return Comparing(
            texts=self._texts.find(numbers),
            numbers=np.array(numbers, np.int64).tobytes(),
            seeds=seeds,
            names=self._names,
            folder=self._folder,
        )


def _unite(parts: Sequence[bytes]) -> Codes:
    """Sorted codes, each once."""
    return sort_distinct(np.frombuffer(b"".join(parts), np.int64))
