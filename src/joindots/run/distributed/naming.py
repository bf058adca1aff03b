"""Names joined on a cluster: reports are read, and looked through for names of others, by workers.

What a report's text tells of its names is read once, and its words are partitioned by hash. The driver learns what the
texts tell and decides which names are one; whoever works on a partition finds which reports have the rarest word of a
name that another report has, and these are looked through for it. The driver holds no text and no words for that.
"""

from collections.abc import Iterator, Sequence

import msgspec
import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from joindots.join.copied_words import hash_word
from joindots.join.entities.facts import Facts, read_facts
from joindots.join.entities.gazetteer import Group, Known, Words, look_for
from joindots.join.entities.merging import unite_names
from joindots.join.orders import Numbers, pack_pairs, split_pairs
from joindots.model import Bonds, Document, Entity, Mention, Observations
from joindots.run.distributed.engines import DaskEngine
from joindots.run.distributed.pieces import cut, finish
from joindots.run.distributed.shuffles import Places, Shelf, Shelves, deal, fill_shelf, pack, take_items, unpack

BLOCK_CHARACTERS = 4_000_000
"""Of text, that are read in one piece: a second or two."""

PART_CHARACTERS = 24_000_000
"""Of text, whose words make up a partition: some 10 MB."""

_SECONDS = 600.0  # by the clock, for any of the steps; some hundred times what it takes
_PROBLEM = "names could not be looked for"


class Reading(Struct, frozen=True, kw_only=True):
    """Reports to read.

    Attributes:
        documents: The reports, by id.
        observations: Entities of each.
        parts: How many partitions of words there are.
        folder: Address of the folder of blocks.
    """

    documents: tuple[Document, ...]
    observations: tuple[Observations, ...]
    parts: int
    folder: str
    seconds: float = _SECONDS


class Report(Struct, frozen=True, gc=False, array_like=True):
    """A report with its entities."""

    document: Document
    entities: tuple[Entity, ...]


class Read(Struct, frozen=True):
    """What they show.

    Attributes:
        facts: Of each report, without its words.
        reports: Each as a `Report`.
        words: Those of each partition: hashes, numbers of reports in the piece.
    """

    facts: tuple[Facts, ...]
    reports: Shelf
    words: Shelf


class Asking(Struct, frozen=True, kw_only=True):
    """A partition of words, and the names that are looked for by one of them.

    Attributes:
        words: Of the partition, one item a piece.
        hashes: Of words by which names are looked for, ascending.
        names: For each the number of its name.
        folder: Address of the folder of blocks.
    """

    words: Places
    hashes: bytes
    names: bytes
    folder: str
    seconds: float = _SECONDS


class Asked(Struct, frozen=True):
    """For each piece which of its reports may have which name: packed numbers."""

    pairs: tuple[bytes, ...]


class Looking(Struct, frozen=True, kw_only=True):
    """Reports that may have names of others.

    Attributes:
        reports: Those of one piece, as `Report`.
        rows: Packed numbers, of reports among these, and of names among these.
        names: The names, each in its words.
        folder: Address of the folder of blocks.
    """

    reports: Places
    rows: bytes
    names: tuple[Words, ...]
    folder: str
    seconds: float = _SECONDS


class Looked(Struct, frozen=True):
    """Where names stand: rows of a report, first and one past the last code point, and a name."""

    rows: bytes


class Naming:
    """The names of a pile: the driver's side of it.

    Attributes:
        pieces: First report of each piece, and one past its last.
        reports: Each as a `Report`, for whoever needs its text.
    """

    def __init__(
        self, documents: Sequence[Document], observations: Sequence[Observations], engine: DaskEngine, folder: str
    ) -> None:
        """Have reports read.

        Args:
            documents: By id.
            observations: One for each.
            engine: Where the work is done.
            folder: Address of the folder of blocks.

        Raises:
            EngineError: As for `DaskEngine.map`, or no worker finishes a block.
        """
        self._documents, self._observations, self._engine, self._folder = documents, observations, engine, folder
        sizes = [len(document.text) for document in documents]
        self._parts = 1 + sum(sizes) // PART_CHARACTERS
        self.pieces = cut(sizes, BLOCK_CHARACTERS)
        reads = list(finish(engine.map(read_reports, self._list_readings()), _PROBLEM))
        self._facts = [facts for read in reads for facts in read.facts]
        self._words = Shelves([read.words for read in reads])
        self.reports = Shelves([read.reports for read in reads])

    def join(self, bonds: Bonds) -> tuple[tuple[Entity, ...], dict[str, str]]:
        """As `joindots.join.entities.join_entities`.

        Raises:
            EngineError: As above.
        """
        return unite_names(self._observations, self._facts, bonds, self._look)

    def _list_readings(self) -> Iterator[Reading]:
        for first, end in self.pieces:
            found = self._observations[first:end]
            yield Reading(
                documents=tuple(self._documents[first:end]),
                observations=tuple(Observations(document=one.document, entities=one.entities) for one in found),
                parts=self._parts,
                folder=self._folder,
            )

    def _look(self, groups: Sequence[Group]) -> list[list[Mention]]:
        """As `joindots.join.entities.gazetteer.find_untagged`."""
        known = Known(groups)
        names = list(known.owners)
        asked = list(finish(self._engine.map(ask_part, self._list_askings(known, names)), _PROBLEM))
        pairs = [
            np.sort(np.frombuffer(b"".join(some), np.int64)) for some in zip(*(a.pairs for a in asked), strict=True)
        ]
        found: list[list[Mention]] = [[] for _ in groups]
        looked = finish(self._engine.map(look_through, self._list_lookings(pairs, names)), _PROBLEM)
        starts = (first for (first, _), some in zip(self.pieces, pairs, strict=True) if len(some))
        for first, some, each in zip(starts, filter(len, pairs), looked, strict=True):
            reports, asked_for = (np.unique(side) for side in split_pairs(some))
            for report, start, end, name in np.frombuffer(each.rows, np.int64).reshape(-1, 4).tolist():
                document = self._documents[first + int(reports[report])]
                mention = Mention(document=document.id, start=start, end=end, text=document.text[start:end], how="name")
                found[known.owners[names[asked_for[name]]]].append(mention)
        return found

    def _list_askings(self, known: Known, names: Sequence[Words]) -> Iterator[Asking]:
        numbers = {name: n for n, name in enumerate(names)}
        by_word = sorted((hash_word(word), numbers[name]) for word, some in known.index.items() for name in some)
        rows = np.array(by_word, np.int64).reshape(-1, 2)
        hashes = rows[:, 0].astype(np.uint64)
        for places, mine in zip(self._words.find_parts(self._parts), deal(hashes, self._parts), strict=True):
            yield Asking(
                words=places, hashes=hashes[mine].tobytes(), names=rows[mine, 1].tobytes(), folder=self._folder
            )

    def _list_lookings(self, pairs: Sequence[Numbers], names: Sequence[Words]) -> Iterator[Looking]:
        for (first, _), some in zip(self.pieces, pairs, strict=True):
            if len(some):
                (reports, a), (asked, b) = (np.unique(side, return_inverse=True) for side in split_pairs(some))
                yield Looking(
                    reports=self.reports.find(first + reports),
                    rows=pack_pairs(a, b).tobytes(),
                    names=tuple(names[n] for n in asked.tolist()),
                    folder=self._folder,
                )


def read_reports(block: Reading) -> Read:
    """What reports tell of their names, and their words."""
    facts = [read_facts(*each) for each in zip(block.documents, block.observations, strict=True)]
    words = [np.frombuffer(each.words, np.uint64) for each in facts]
    owners, hashes = np.repeat(np.arange(len(facts)), list(map(len, words))), np.concatenate(words)
    reports = (Report(d, found.entities) for d, found in zip(block.documents, block.observations, strict=True))
    return Read(
        facts=tuple(replace(each, words=b"") for each in facts),
        reports=fill_shelf(block.folder, "reports", map(msgspec.msgpack.encode, reports)),
        words=fill_shelf(
            block.folder, "spelt", (pack(hashes[some], owners[some]) for some in deal(hashes, block.parts))
        ),
    )


def ask_part(block: Asking) -> Asked:
    """Which reports have a word by which a name is looked for."""
    wanted, names = np.frombuffer(block.hashes, np.uint64), np.frombuffer(block.names, np.int64)
    found = []
    for item in take_items(block.folder, block.words):
        hashes, reports = unpack([item], np.uint64, np.int64)
        first, end = (np.searchsorted(wanted, hashes, side) for side in ("left", "right"))
        counts = end - first
        owners = np.repeat(reports, counts)
        at = np.repeat(first - np.cumsum(counts) + counts, counts) + np.arange(len(owners))
        found.append(pack_pairs(owners, names[at]).tobytes())
    return Asked(tuple(found))


def look_through(block: Looking) -> Looked:
    """Where reports have names that were found in others."""
    decoder = msgspec.msgpack.Decoder(Report)
    reports, names = split_pairs(np.frombuffer(block.rows, np.int64))
    ends = np.flatnonzero(np.diff(reports)) + 1
    rows = []
    for n, (item, some) in enumerate(zip(take_items(block.folder, block.reports), np.split(names, ends), strict=True)):
        report = decoder.decode(item)
        asked = sorted((block.names[name], name) for name in some.tolist())
        places = look_for(report.document, report.entities, [words for words, _ in asked])
        rows += [(n, start, end, asked[name][1]) for start, end, name in places]
    return Looked(np.array(rows, np.int64).tobytes())
