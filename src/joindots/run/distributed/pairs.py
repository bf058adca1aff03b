"""Pairs of texts that are to be compared: counted in each partition, united on the driver, cut into blocks."""

from collections.abc import Iterator, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from joindots.join.orders import split_pairs
from joindots.linkage import connected_components

Numbers = NDArray[np.int64]

_AT_ONCE = 1 << 14


class Edges(Struct, frozen=True, array_like=True):
    """Pairs of texts that have something in common; 64-bit integers.

    Attributes:
        pairs: Each once, packed, ascending.
        counts: How much each has in common.
    """

    pairs: bytes
    counts: bytes


def count_edges(pairs: Numbers) -> Edges:
    """How often each of some packed pairs is there."""
    found, counts = np.unique(pairs, return_counts=True)
    return Edges(found.tobytes(), counts.astype(np.int64).tobytes())


def unite_edges(parts: Sequence[Edges]) -> Edges:
    """The pairs of several partitions."""
    pairs = np.frombuffer(b"".join(part.pairs for part in parts), np.int64)
    counts = np.frombuffer(b"".join(part.counts for part in parts), np.int64)
    found, which = np.unique(pairs, return_inverse=True)
    return Edges(found.tobytes(), np.bincount(which, counts, len(found)).astype(np.int64).tobytes())


def cut_edges(edges: Edges, sizes: Sequence[int], most: int, close: int) -> Iterator[Numbers]:
    """Packed pairs a block, so that few texts are in many blocks.

    Texts are laid in order, those that hang together closely beside each other, and cut into tiles of half a block:
    pairs of one tile with one other follow each other.

    Args:
        edges: All pairs.
        sizes: Of all texts.
        most: What the texts of a block come to.
        close: From how much in common texts hang together closely.
    """
    pairs = _order_pairs(edges, sizes, max(1, most // 2), close)
    texts: set[int] = set()
    size = first = 0
    for n, pair in enumerate(_list_pairs(pairs)):
        new = [text for text in pair if text not in texts]
        texts.update(new)
        size += sum(sizes[text] for text in new)
        if size >= most or n + 1 == len(pairs):
            yield pairs[first : n + 1]
            texts, size, first = set(), 0, n + 1


def _order_pairs(edges: Edges, sizes: Sequence[int], most: int, close: int) -> Numbers:
    """Pairs by tiles, of the size `most`."""
    pairs, counts = (np.frombuffer(side, np.int64) for side in (edges.pairs, edges.counts))
    a, b = split_pairs(pairs[counts >= close])
    groups = connected_components(len(sizes), zip(a.tolist(), b.tolist(), strict=True))
    order = np.array([text for members in groups for text in members], np.int64)
    tile = np.zeros(len(sizes), np.int64)
    tile[order] = np.cumsum(np.array(sizes, np.int64)[order]) // most
    one, other = (tile[side] for side in split_pairs(pairs))
    ordered: Numbers = pairs[np.lexsort((pairs, np.maximum(one, other), np.minimum(one, other)))]
    return ordered


def _list_pairs(pairs: Numbers) -> Iterator[tuple[int, int]]:
    """Pairs of numbers, of which few are held at a time."""
    for n in range(0, len(pairs), _AT_ONCE):
        a, b = split_pairs(pairs[n : n + _AT_ONCE])
        yield from zip(a.tolist(), b.tolist(), strict=True)
