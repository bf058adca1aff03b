"""Reports grouped on a cluster: those that share telling words are compared, a few pairs at a time.

Reports are described once, and their words handed on (see `wordings.py`). The driver holds which reports are compared,
what came of it, and the groups.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter

import msgspec
import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from joindots.join.likeness import Bag, gather_bags
from joindots.join.orders import pack_pairs, sort_distinct, split_pairs
from joindots.join.stories import Cluster, link_texts
from joindots.join.story_likeness import describe_report, weigh_measures
from joindots.join.story_measures import WAYS, Measures, Report, measure_pairs
from joindots.model import Document, TimeExpression
from joindots.run.distributed.engines import DaskEngine
from joindots.run.distributed.pairs import cut_edges
from joindots.run.distributed.pieces import cut, finish
from joindots.run.distributed.shuffles import Places
from joindots.run.distributed.wordings import Pile, Shelved, Worded, share_telling, shelve, take_texts

BLOCK_CHARACTERS = 4_000_000
"""Of text, that are described in one piece: some seconds."""

BLOCK_REPORTS = 4000
"""Reports whose words are compared in one piece: some 100 MB."""

PART_CHARACTERS = 24_000_000
"""Of text, whose words make up a partition: some 100 MB."""

CLOSE_WORDS = 4
"""Telling words that reports share which are compared in one block."""

_COLUMNS = Measures.__struct_fields__[2:]

_NO_WORDS = Bag(b"", b"", b"")

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
        shelved: Their descriptions and words.
    """

    keys: tuple[bytes, ...]
    days: tuple[int | None, ...]
    shelved: Shelved


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
        measures = _unite(list(finish(engine.map(measure_part, grouping.list_pairs()), _PROBLEM)))
    return link_texts(grouping.texts, weigh_measures(measures, grouping.days))


def describe_part(block: Describing) -> Described:
    """Describe reports, and deal their words."""
    reports = [describe_report(*each) for each in zip(block.documents, block.times, strict=True)]
    texts = [Worded(report.bag, msgspec.msgpack.encode(replace(report, bag=_NO_WORDS))) for report in reports]
    return Described(
        keys=tuple(bytes.fromhex(report.key) for report in reports),
        days=tuple(report.day for report in reports),
        shelved=shelve(block.folder, texts, WAYS, block.parts),
    )


def measure_part(block: Measuring) -> Measured:
    """What pairs of texts have in common."""
    decoder = msgspec.msgpack.Decoder(Report)
    texts, known = take_texts(block.folder, block.texts, block.pile, WAYS)
    reports = [replace(decoder.decode(text.rest), bag=text.bag) for text in texts]
    numbers = np.frombuffer(block.numbers, np.int64)
    a, b = (np.searchsorted(numbers, side) for side in split_pairs(np.sort(np.frombuffer(block.pairs, np.int64))))
    found = measure_pairs(reports, gather_bags([report.bag for report in reports], WAYS, known), (a, b))
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
        pile = Pile(
            pieces=[each.shelved for each in self._described],
            numbers=[self._numbers[first:end] for first, end in self._pieces],
            size=len(self.texts),
            ways=WAYS,
            parts=self._parts,
        )
        texts, edges = share_telling(pile, self._engine, self._folder, _PROBLEM)
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


def _unite(parts: Sequence[Measured]) -> Measures:
    """All pairs, in their order."""
    pairs = np.frombuffer(b"".join(part.pairs for part in parts), np.int64)
    rows = [np.frombuffer(part.values, np.float64).reshape(len(_COLUMNS), -1) for part in parts]
    values = np.concatenate([np.zeros((len(_COLUMNS), 0)), *rows], axis=1)
    order = np.argsort(pairs)
    a, b = split_pairs(pairs[order])
    return Measures(a, b, *values[:, order])
