"""Reports grouped on a cluster: words partitioned by hash, pairs a partition, reports compared a few at a time.

See `joindots.join.story_parts` for what the steps are. Reports are described once, and their words handed on (see
`shuffles.py`). The driver holds which reports are compared, what came of it, and the groups.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from joindots.join.likeness import Known
from joindots.join.orders import pack_pairs, sort_distinct, split_pairs
from joindots.join.stories import Cluster, link_texts
from joindots.join.story_likeness import describe_report, weigh_measures
from joindots.join.story_measures import WAYS, Measures, Report
from joindots.join.story_parts import (
    choose_words,
    count_words,
    hash_words,
    list_words,
    measure_some,
    share_words,
)
from joindots.model import Document, TimeExpression
from joindots.run.distributed.engines import DaskEngine
from joindots.run.distributed.pairs import Edges, count_edges, cut_edges, unite_edges
from joindots.run.distributed.pieces import cut, finish
from joindots.run.distributed.shuffles import Places, Shelf, Shelves, deal, fill_shelf, pack, take_items, unpack

BLOCK_CHARACTERS = 4_000_000
"""Of text, that are described in one piece: some seconds."""

BLOCK_REPORTS = 4000
"""Reports whose words are compared in one piece: some 100 MB."""

PART_CHARACTERS = 24_000_000
"""Of text, whose words make up a partition: some 100 MB."""

CLOSE_WORDS = 4
"""Telling words that reports share which are compared in one block."""

_COLUMNS = Measures.__struct_fields__[2:]

_SECONDS = 600.0  # by the clock, for any of the steps; a hundred times what it takes
_PROBLEM = "reports could not be compared"


class Describing(Struct, frozen=True, kw_only=True):
    """Reports to describe.

    Attributes:
        documents: The reports, by id.
        times: The time expressions of each.
        parts: How many partitions of words there are.
        folder: Address of the folder of blocks.
    """

    documents: tuple[Document, ...]
    times: tuple[tuple[TimeExpression, ...], ...]
    parts: int
    folder: str
    seconds: float = _SECONDS


class Described(Struct, frozen=True):
    """What they show.

    Attributes:
        keys: Of each report the same as of any other with the same words.
        days: Of each report the ordinal of the day it was published, or None.
        reports: Their descriptions.
        words: Those of each partition: hashes, numbers of reports, ways in which they count.
    """

    keys: tuple[bytes, ...]
    days: tuple[int | None, ...]
    reports: Shelf
    words: Shelf


class Counting(Struct, frozen=True, kw_only=True):
    """A partition of words: one item a piece.

    Attributes:
        words: Of the partition.
        dropped: For each piece the numbers of its reports that have the same words as one before them.
        folder: Address of the folder of blocks.
    """

    words: Places
    dropped: tuple[bytes, ...]
    folder: str
    seconds: float = _SECONDS


class Choosing(Struct, frozen=True, kw_only=True):
    """A piece, with what the pile knows of its words.

    Attributes:
        reports: All reports of the piece.
        numbers: Of the texts that they are; -1 for those that have the same words as one before them.
        held: One item a partition.
        texts: How many different texts the pile has.
        folder: Address of the folder of blocks.
    """

    reports: Places
    numbers: bytes
    held: Places
    texts: int
    folder: str
    seconds: float = _SECONDS


class Chosen(Struct, frozen=True):
    """Of a piece each different text with what the pile knows of its words, and the telling ones of each partition."""

    texts: Shelf
    telling: Shelf


class Text(Struct, frozen=True, gc=False, array_like=True):
    """A report, with how many texts hold each of its words: a row for each way to count, 32-bit integers."""

    report: Report
    held: bytes


class Pairing(Struct, frozen=True, kw_only=True):
    """A partition of telling words."""

    telling: Places
    folder: str
    seconds: float = _SECONDS


class Measuring(Struct, frozen=True, kw_only=True):
    """Pairs of texts to compare.

    Attributes:
        texts: All that stand in a pair.
        numbers: Theirs, ascending.
        pairs: Of these numbers, packed.
        pile: How many different texts the pile has.
        folder: Address of the folder of blocks.
    """

    texts: Places
    numbers: bytes
    pairs: bytes
    pile: int
    folder: str
    seconds: float = _SECONDS


class Measured(Struct, frozen=True):
    """As `Measures`: packed pairs, and for each column a row of values."""

    pairs: bytes
    values: bytes


def group_reports(
    documents: Sequence[Document], times: Mapping[str, Sequence[TimeExpression]], engine: DaskEngine
) -> tuple[Cluster, ...]:
    """The same as `joindots.join.stories.cluster_reports`, by the workers of a cluster.

    Args:
        documents: In any order.
        times: The time expressions of each, by its id.
        engine: Where the work is done.

    Raises:
        EngineError: As for `DaskEngine.map`, or no worker finishes a block.
    """
    documents = sorted(documents, key=attrgetter("id"))
    with engine.open_folder() as folder:
        grouping = _Grouping(documents, times, engine, folder.address)
        measures = _unite(list(finish(engine.map(measure_pairs, grouping.list_pairs()), _PROBLEM)))
    return link_texts(grouping.texts, weigh_measures(measures, grouping.days))


def describe_part(block: Describing) -> Described:
    """Describe reports, and deal their words."""
    reports = [describe_report(*each) for each in zip(block.documents, block.times, strict=True)]
    columns = list_words(reports)
    words = (pack(*(column[rows] for column in columns)) for rows in deal(columns[0], block.parts))
    return Described(
        keys=tuple(bytes.fromhex(report.key) for report in reports),
        days=tuple(report.day for report in reports),
        reports=fill_shelf(block.folder, "reports", map(msgspec.msgpack.encode, reports)),
        words=fill_shelf(block.folder, "words", words),
    )


def count_part(block: Counting) -> Shelf:
    """In how many texts the words of a partition are, for each piece."""
    pieces = [unpack([item], np.uint64, np.int64, np.uint8) for item in take_items(block.folder, block.words)]
    hashes, ways = (np.concatenate([piece[n] for piece in pieces]) for n in (0, 2))
    kept = [
        ~np.isin(piece[1], np.frombuffer(dropped, np.int64))
        for piece, dropped in zip(pieces, block.dropped, strict=True)
    ]
    held = count_words(hashes, ways, np.concatenate(kept)).astype(np.int32)
    ends = np.cumsum([len(piece[0]) for piece in pieces])[:-1]
    return fill_shelf(block.folder, "held", map(pack, np.split(held, ends, axis=1)))


def choose_part(block: Choosing) -> Chosen:
    """The words that tell most of the texts of a piece, dealt once more."""
    decoder = msgspec.msgpack.Decoder(Report)
    reports = [decoder.decode(item) for item in take_items(block.folder, block.reports)]
    items = take_items(block.folder, block.held)
    hashes = hash_words(reports)
    held = np.zeros((WAYS, len(hashes)), np.int32)
    for rows, item in zip(deal(hashes, len(items)), items, strict=True):
        held[:, rows] = unpack([item], np.int32)[0].reshape(WAYS, -1)
    ends = np.cumsum([len(report.bag.shares) // 4 for report in reports])[:-1]
    numbers = np.frombuffer(block.numbers, np.int64)
    texts = [
        (report, counts)
        for report, counts, n in zip(reports, np.split(held, ends, axis=1), numbers, strict=True)
        if n >= 0
    ]
    words, owners = choose_words([report for report, _ in texts], _know([counts for _, counts in texts], block.texts))
    owners = numbers[numbers >= 0][owners]
    telling = (pack(words[rows], owners[rows]) for rows in deal(words, len(items)))
    kept = (msgspec.msgpack.encode(Text(report, counts.tobytes())) for report, counts in texts)
    return Chosen(fill_shelf(block.folder, "described", kept), fill_shelf(block.folder, "telling", telling))


def pair_words(block: Pairing) -> Edges:
    """Which texts share telling words of a partition."""
    hashes, texts = unpack(take_items(block.folder, block.telling), np.uint64, np.int64)
    return count_edges(share_words(hashes, texts))


def measure_pairs(block: Measuring) -> Measured:
    """What pairs of texts have in common."""
    decoder = msgspec.msgpack.Decoder(Text)
    texts = [decoder.decode(item) for item in take_items(block.folder, block.texts)]
    known = _know([np.frombuffer(text.held, np.int32).reshape(WAYS, -1) for text in texts], block.pile)
    numbers = np.frombuffer(block.numbers, np.int64)
    a, b = (np.searchsorted(numbers, side) for side in split_pairs(np.sort(np.frombuffer(block.pairs, np.int64))))
    found = measure_some([text.report for text in texts], known, (a, b))
    pairs = pack_pairs(numbers[found.a], numbers[found.b])
    return Measured(pairs.tobytes(), np.array([getattr(found, column) for column in _COLUMNS]).tobytes())


class _Grouping:
    """One grouping: the driver's side of it.

    Attributes:
        texts: The reports of each wording.
        days: Of each the day it was first published.
    """

    def __init__(
        self,
        documents: Sequence[Document],
        times: Mapping[str, Sequence[TimeExpression]],
        engine: DaskEngine,
        folder: str,
    ) -> None:
        """Have reports described."""
        self._engine, self._folder = engine, folder
        sizes = [len(document.text) for document in documents]
        self._parts = 1 + sum(sizes) // PART_CHARACTERS
        self._pieces = cut(sizes, BLOCK_CHARACTERS)
        blocks = (self._describe(documents[first:end], times) for first, end in self._pieces)
        self._described = list(finish(engine.map(describe_part, blocks), _PROBLEM))
        keys = [key for described in self._described for key in described.keys]
        days = [day for described in self._described for day in described.days]
        groups: dict[bytes, list[int]] = defaultdict(list)
        for n, key in enumerate(keys):
            groups[key].append(n)
        self.texts = [tuple(documents[n] for n in group) for group in groups.values()]
        self.days = [
            min((day for n in group if (day := days[n]) is not None), default=None) for group in groups.values()
        ]
        self._numbers = np.full(len(documents), -1, np.int64)
        self._numbers[[group[0] for group in groups.values()]] = np.arange(len(groups))

    def list_pairs(self) -> Iterator[Measuring]:
        """Pairs of texts, as many at a time as make up a block; those that hang together follow each other."""
        chosen = list(finish(self._engine.map(choose_part, self._list_choosing()), _PROBLEM))
        shelves = Shelves([each.telling for each in chosen])
        pairings = (Pairing(telling=places, folder=self._folder) for places in shelves.find_parts(self._parts))
        edges = unite_edges(list(finish(self._engine.map(pair_words, pairings), _PROBLEM)))
        texts = Shelves([each.texts for each in chosen])
        for pairs in cut_edges(edges, [1] * len(self.texts), BLOCK_REPORTS, CLOSE_WORDS):
            numbers = sort_distinct(np.concatenate(split_pairs(pairs)))
            yield Measuring(
                texts=texts.find(numbers),
                numbers=numbers.tobytes(),
                pairs=pairs.tobytes(),
                pile=len(self.texts),
                folder=self._folder,
            )

    def _describe(self, documents: Sequence[Document], times: Mapping[str, Sequence[TimeExpression]]) -> Describing:
        said = tuple(tuple(times.get(document.id, ())) for document in documents)
        return Describing(documents=tuple(documents), times=said, parts=self._parts, folder=self._folder)

    def _list_choosing(self) -> Iterator[Choosing]:
        """Pieces, each with what was counted of its words."""
        numbers = [self._numbers[first:end] for first, end in self._pieces]
        dropped = tuple(np.flatnonzero(some < 0).tobytes() for some in numbers)
        shelves = Shelves([each.words for each in self._described])
        countings = (
            Counting(words=places, dropped=dropped, folder=self._folder) for places in shelves.find_parts(self._parts)
        )
        held = Shelves(list(finish(self._engine.map(count_part, countings), _PROBLEM)))
        for described, some, places in zip(self._described, numbers, held.find_parts(len(self._pieces)), strict=True):
            yield Choosing(
                reports=Shelves([described.reports]).find(range(len(some))),
                numbers=some.tobytes(),
                held=places,
                texts=len(self.texts),
                folder=self._folder,
            )


def _know(held: Sequence[NDArray[np.int32]], texts: int) -> Known:
    return Known(np.concatenate([np.zeros((WAYS, 0), np.int64), *held], axis=1), texts)


def _unite(parts: Sequence[Measured]) -> Measures:
    """All pairs, in their order."""
    pairs = np.frombuffer(b"".join(part.pairs for part in parts), np.int64)
    rows = [np.frombuffer(part.values, np.float64).reshape(len(_COLUMNS), -1) for part in parts]
    values = np.concatenate([np.zeros((len(_COLUMNS), 0)), *rows], axis=1)
    order = np.argsort(pairs)
    a, b = split_pairs(pairs[order])
    return Measures(a, b, *values[:, order])
