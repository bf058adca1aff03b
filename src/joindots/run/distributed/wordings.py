"""Texts that share telling words, found on a cluster: words partitioned by hash, counted, chosen, and paired.

See `joindots.join.word_parts` for what the steps are. Reports are compared in this way, and what tells their events.
"""

from collections.abc import Iterator, Sequence

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from joindots.join.likeness import Bag, Known
from joindots.join.word_parts import choose_words, count_words, hash_words, list_words, share_words
from joindots.run.distributed.engines import DaskEngine
from joindots.run.distributed.pairs import Edges, count_edges, unite_edges
from joindots.run.distributed.pieces import finish
from joindots.run.distributed.shuffles import Places, Shelf, Shelves, deal, fill_shelf, pack, take_items, unpack

Numbers = NDArray[np.int64]

_SECONDS = 600.0  # by the clock, for any of the steps; a hundred times what it takes


class Worded(Struct, frozen=True, gc=False, array_like=True):
    """A text by its words.

    Attributes:
        bag: The words.
        rest: What else is compared of it; encoded.
    """

    bag: Bag
    rest: bytes


class Text(Struct, frozen=True, gc=False, array_like=True):
    """The same, with how many texts of the pile hold each of its words: a row for each way, 32-bit integers."""

    worded: Worded
    held: bytes


class Shelved(Struct, frozen=True):
    """The texts of a piece, and their words by partition: hashes, numbers of texts, ways in which they count."""

    texts: Shelf
    words: Shelf


class Counting(Struct, frozen=True, kw_only=True):
    """A partition of words: one item a piece.

    Attributes:
        words: Of the partition.
        dropped: For each piece the numbers of its texts that have the same words as one before them.
        ways: In how many ways words are counted.
        folder: Address of the folder of blocks.
    """

    words: Places
    dropped: tuple[bytes, ...]
    ways: int
    folder: str
    seconds: float = _SECONDS


class Choosing(Struct, frozen=True, kw_only=True):
    """A piece, with what the pile knows of its words.

    Attributes:
        texts: All of the piece.
        numbers: Theirs; -1 for those that have the same words as one before them.
        held: One item a partition.
        pile: How many different texts the pile has.
        ways: In how many ways words are counted.
        folder: Address of the folder of blocks.
    """

    texts: Places
    numbers: bytes
    held: Places
    pile: int
    ways: int
    folder: str
    seconds: float = _SECONDS


class Chosen(Struct, frozen=True):
    """Of a piece each different text with what the pile knows of its words, and the telling ones of each partition."""

    texts: Shelf
    telling: Shelf


class Pairing(Struct, frozen=True, kw_only=True):
    """A partition of telling words."""

    telling: Places
    folder: str
    seconds: float = _SECONDS


class Pile(Struct, frozen=True, kw_only=True):
    """Texts whose words are to be compared.

    Attributes:
        pieces: All of them.
        numbers: For each piece those of its texts; -1 for those that have the same words as one before them.
        size: How many different texts have words.
        ways: In how many ways words are counted.
        parts: How many partitions there are.
    """

    pieces: Sequence[Shelved]
    numbers: Sequence[Numbers]
    size: int
    ways: int
    parts: int


def shelve(folder: str, texts: Sequence[Worded], ways: int, parts: int) -> Shelved:
    """Put the texts of a piece on a shelf, and deal their words.

    Args:
        folder: Address of the folder of blocks.
        texts: Of the piece.
        ways: In how many ways words are counted.
        parts: How many partitions there are.
    """
    columns = list_words([text.bag for text in texts], ways)
    words = (pack(*(column[rows] for column in columns)) for rows in deal(columns[0], parts))
    return Shelved(fill_shelf(folder, "texts", map(msgspec.msgpack.encode, texts)), fill_shelf(folder, "words", words))


def take_texts(folder: str, places: Places, pile: int, ways: int) -> tuple[list[Worded], Known]:
    """Texts of a pile, with what the pile knows of their words."""
    decoder = msgspec.msgpack.Decoder(Text)
    texts = [decoder.decode(item) for item in take_items(folder, places)]
    held = [np.frombuffer(text.held, np.int32).reshape(ways, -1) for text in texts]
    return [text.worded for text in texts], _know(held, pile, ways)


def share_telling(pile: Pile, engine: DaskEngine, folder: str, problem: str) -> tuple[Shelves, Edges]:
    """Texts as `take_texts` takes them, by number, and which of them share telling words.

    Args:
        pile: The texts.
        engine: Where the work is done.
        folder: Address of the folder of blocks.
        problem: What cannot be done where this cannot, as a clause.

    Raises:
        EngineError: As for `DaskEngine.map`, or no worker finishes a block.
    """
    counted = finish(engine.map(count_part, _list_countings(pile, folder)), problem)
    held = Shelves(list(counted)).find_parts(len(pile.pieces))
    choosings = (
        Choosing(
            texts=Shelves([piece.texts]).find(range(len(numbers))),
            numbers=numbers.tobytes(),
            held=places,
            pile=pile.size,
            ways=pile.ways,
            folder=folder,
        )
        for piece, numbers, places in zip(pile.pieces, pile.numbers, held, strict=True)
    )
    chosen = list(finish(engine.map(choose_part, choosings), problem))
    telling = Shelves([each.telling for each in chosen]).find_parts(pile.parts)
    pairings = (Pairing(telling=places, folder=folder) for places in telling)
    edges = unite_edges(list(finish(engine.map(pair_words, pairings), problem)))
    return Shelves([each.texts for each in chosen]), edges


def count_part(block: Counting) -> Shelf:
    """In how many texts the words of a partition are, for each piece."""
    pieces = [unpack([item], np.uint64, np.int64, np.uint8) for item in take_items(block.folder, block.words)]
    hashes, ways = (np.concatenate([piece[n] for piece in pieces]) for n in (0, 2))
    kept = [
        ~np.isin(piece[1], np.frombuffer(dropped, np.int64))
        for piece, dropped in zip(pieces, block.dropped, strict=True)
    ]
    held = count_words(hashes, ways, np.concatenate(kept), block.ways).astype(np.int32)
    ends = np.cumsum([len(piece[0]) for piece in pieces])[:-1]
    return fill_shelf(block.folder, "held", map(pack, np.split(held, ends, axis=1)))


def choose_part(block: Choosing) -> Chosen:
    """The words that tell most of the texts of a piece, dealt once more."""
    decoder = msgspec.msgpack.Decoder(Worded)
    worded = [decoder.decode(item) for item in take_items(block.folder, block.texts)]
    items = take_items(block.folder, block.held)
    numbers = np.frombuffer(block.numbers, np.int64)
    held = _lay_held([text.bag for text in worded], items, block.ways)
    texts = [(text, counts) for text, counts, n in zip(worded, held, numbers, strict=True) if n >= 0]
    known = _know([counts for _, counts in texts], block.pile, block.ways)
    words, owners = choose_words([text.bag for text, _ in texts], known)
    owners = numbers[numbers >= 0][owners]
    telling = (pack(words[rows], owners[rows]) for rows in deal(words, len(items)))
    kept = (msgspec.msgpack.encode(Text(text, counts.tobytes())) for text, counts in texts)
    return Chosen(fill_shelf(block.folder, "counted", kept), fill_shelf(block.folder, "telling", telling))


def pair_words(block: Pairing) -> Edges:
    """Which texts share telling words of a partition."""
    hashes, texts = unpack(take_items(block.folder, block.telling), np.uint64, np.int64)
    return count_edges(share_words(hashes, texts))


def _list_countings(pile: Pile, folder: str) -> Iterator[Counting]:
    dropped = tuple(np.flatnonzero(some < 0).tobytes() for some in pile.numbers)
    for places in Shelves([piece.words for piece in pile.pieces]).find_parts(pile.parts):
        yield Counting(words=places, dropped=dropped, ways=pile.ways, folder=folder)


def _lay_held(bags: Sequence[Bag], items: Sequence[bytes], ways: int) -> list[NDArray[np.int32]]:
    """In how many texts of the pile the words of each text are, from what each partition has counted."""
    hashes = hash_words(bags)
    held = np.zeros((ways, len(hashes)), np.int32)
    for rows, item in zip(deal(hashes, len(items)), items, strict=True):
        held[:, rows] = unpack([item], np.int32)[0].reshape(ways, -1)
    ends = np.cumsum([len(bag.shares) // 4 for bag in bags], dtype=np.int64)
    return np.split(held, ends, axis=1)[: len(bags)]


def _know(held: Sequence[NDArray[np.int32]], pile: int, ways: int) -> Known:
    return Known(np.concatenate([np.zeros((ways, 0), np.int64), *held], axis=1), pile)
