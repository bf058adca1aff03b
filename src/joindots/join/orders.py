"""Sorting and numbering in arrays, by one sort of plain 64-bit numbers each: several times as fast as by keys."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Hashes = NDArray[np.uint64]

_HALF = 32  # bits of each number of a packed pair


def pack_pairs(first: Numbers, second: Numbers) -> Numbers:
    """Pairs as single numbers that sort as the pairs do.

    Args:
        first: From 0 to 2^31 - 1.
        second: From 0 to 2^32 - 1.
    """
    return first << _HALF | second


def split_pairs(pairs: Numbers) -> tuple[Numbers, Numbers]:
    """The numbers that were packed."""
    return pairs >> _HALF, pairs & ((1 << _HALF) - 1)


def sort_distinct(numbers: Numbers) -> Numbers:
    """Each number once, ascending; none may be negative. Several times as fast as `np.unique`, which hashes."""
    found: Numbers = np.sort(numbers)
    distinct: Numbers = found[np.diff(found, prepend=-1) != 0]
    return distinct


def are_among(numbers: Numbers, known: Numbers) -> NDArray[np.bool_]:
    """Which numbers are known.

    Args:
        numbers: Any.
        known: Ascending.
    """
    if not len(known):
        return np.zeros(len(numbers), bool)
    at = np.searchsorted(known, numbers)
    found: NDArray[np.bool_] = known[np.minimum(at, len(known) - 1)] == numbers
    return found


def order_hashes(hashes: Hashes) -> Numbers:
    """Places of hashes in ascending order, equal ones in the order in which they stand.

    The first bits of each hash and its place make one number to sort; where two different hashes begin alike, which a
    few millions seldom do, all are sorted once more in full.
    """
    places = np.uint64(max(1, len(hashes) - 1).bit_length())
    low = (np.uint64(1) << places) - np.uint64(1)
    packed = np.sort(hashes & ~low | np.arange(len(hashes), dtype=np.uint64))
    order = (packed & low).astype(np.int64)
    tops, found = packed & ~low, hashes[order]
    if bool(np.any((tops[1:] == tops[:-1]) & (found[1:] != found[:-1]))):
        return np.argsort(hashes, kind="stable")
    return order


def number_hashes(hashes: Hashes) -> tuple[Numbers, Numbers]:
    """Numbers from 0 for hashes, in ascending order.

    Returns:
        For each hash its number, and for each number a place where its hash stands, the first.
    """
    order = order_hashes(hashes)
    found = hashes[order]
    begins = np.ones(len(found), bool)
    begins[1:] = found[1:] != found[:-1]
    numbers = np.empty(len(found), np.int64)
    numbers[order] = np.cumsum(begins) - 1
    return numbers, order[begins]
