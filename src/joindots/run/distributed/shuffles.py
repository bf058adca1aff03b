"""The shuffle: what workers hand to workers goes through files, of which each takes the items that are its own.

A worker puts all that it has to hand on into one file, a *shelf*: items one after the other. The driver learns where
each ends, and tells others where to find those that they need. What is compared by what it has in common is dealt by
hash: item `n` of every shelf is partition `n`, and whoever works on a partition takes it from all shelves.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import DTypeLike, NDArray

from joindots.run.distributed.files import BlockFolder

_CODEC = "zstd"
_SIZE = 5  # bytes that tell how large an item is

Numbers = NDArray[np.int64]
Hashes = NDArray[np.uint64]


class Shelf(Struct, frozen=True, array_like=True):
    """Items that a worker left in the folder.

    Attributes:
        name: Of the file.
        ends: Where each item ends; 64-bit integers.
    """

    name: str
    ends: bytes


class Places(Struct, frozen=True, array_like=True):
    """Where to find items.

    Attributes:
        names: Of files.
        rows: For each item the number of its name, its first byte, and one past its last; 64-bit integers.
    """

    names: tuple[str, ...]
    rows: bytes


class Shelves:
    """Shelves, one after the other, with their items numbered through."""

    def __init__(self, shelves: Sequence[Shelf]) -> None:
        """Take shelves."""
        self._names = [shelf.name for shelf in shelves]
        ends = [np.frombuffer(shelf.ends, np.int64) for shelf in shelves]
        which = np.repeat(np.arange(len(shelves)), list(map(len, ends)))
        starts = [np.concatenate([[0], each])[:-1] for each in ends]
        self._rows = np.stack([which, *(np.concatenate([*each, which[:0]]) for each in (starts, ends))], axis=1)

    def __len__(self) -> int:
        """How many items there are."""
        return len(self._rows)

    def find(self, items: Sequence[int] | Numbers) -> Places:
        """Where some items are, by their numbers."""
        rows = self._rows[np.asarray(items, np.int64)]
        which, rows[:, 0] = np.unique(rows[:, 0], return_inverse=True)
        return Places(tuple(self._names[n] for n in which.tolist()), rows.tobytes())

    def find_parts(self, parts: int) -> Iterator[Places]:
        """Where the items of one partition after the other are, of all shelves; each shelf has one item a partition."""
        return (self.find(range(part, len(self), parts)) for part in range(parts))


def fill_shelf(folder: str, what: str, items: Iterable[bytes]) -> Shelf:
    """Put items on a shelf. Its name is their hash: whoever fills it again changes nothing.

    Args:
        folder: Address of the folder of blocks.
        what: What they are, in a word.
        items: In order.

    Raises:
        EngineError: It cannot be written.
    """
    items = [_squeeze(item) for item in items]
    data = b"".join(items)
    name = f"{what}-{hashlib.sha256(data).hexdigest()}"
    BlockFolder(folder).put(name, data)
    return Shelf(name, np.array(list(accumulate(map(len, items))), np.int64).tobytes())


def take_items(folder: str, places: Places) -> list[bytes]:
    """Take items from their shelves; neighbours are read at once.

    Args:
        folder: Address of the folder of blocks.
        places: Of the items.

    Raises:
        EngineError: One is not there.
    """
    rows = np.frombuffer(places.rows, np.int64).reshape(-1, 3)
    begins = np.ones(len(rows), bool)
    begins[1:] = (rows[1:, 0] != rows[:-1, 0]) | (rows[1:, 1] != rows[:-1, 2])
    first = np.flatnonzero(begins)
    last = np.append(first[1:], len(rows))[: len(first)] - 1
    stretches = zip(rows[first, 0].tolist(), rows[first, 1].tolist(), rows[last, 2].tolist(), strict=True)
    read = BlockFolder(folder).fetch([(places.names[name], start, end) for name, start, end in stretches])
    owner = np.cumsum(begins) - 1
    shift = rows[first, 1][owner] if len(rows) else rows[:, 1]
    cuts = zip(owner.tolist(), (rows[:, 1] - shift).tolist(), (rows[:, 2] - shift).tolist(), strict=True)
    return [_restore(read[n][start:end]) for n, start, end in cuts]


def deal(hashes: Hashes, parts: int) -> Iterator[Numbers]:
    """The rows of each partition."""
    part = hashes % np.uint64(parts)
    return (np.flatnonzero(part == n) for n in range(parts))


def pack(*columns: NDArray[Any]) -> bytes:
    """Columns of numbers as an item."""
    return msgspec.msgpack.encode([column.tobytes() for column in columns])


def unpack(items: Sequence[bytes], *kinds: DTypeLike) -> list[NDArray[Any]]:
    """Columns of several items, one item after the other.

    Args:
        items: From `pack`.
        kinds: Of the columns.
    """
    read = [msgspec.msgpack.decode(item, type=list[bytes]) for item in items]
    return [np.frombuffer(b"".join(one[n] for one in read), kind) for n, kind in enumerate(kinds)]


def _squeeze(item: bytes) -> bytes:
    import pyarrow as pa  # noqa: PLC0415 - of an extra

    squeezed: bytes = pa.compress(item, codec=_CODEC, asbytes=True) if item else b""
    return len(item).to_bytes(_SIZE) + squeezed


def _restore(data: bytes) -> bytes:
    import pyarrow as pa  # noqa: PLC0415 - as above

    size = int.from_bytes(data[:_SIZE])
    item: bytes = pa.decompress(data[_SIZE:], decompressed_size=size, codec=_CODEC, asbytes=True) if size else b""
    return item
