"""Small sets of numbers of many records, and which of them have something in common."""

from collections.abc import Collection, Sequence
from itertools import chain

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]

PART_CELLS = 1 << 20
"""Pairs of numbers that are compared at a time: some 50 MB."""


class NumberSets(Struct, frozen=True):
    """Sets of numbers, one after the other.

    Attributes:
        ends: Where the numbers of each set begin, and of the last end.
        numbers: Of all sets.
    """

    ends: Numbers
    numbers: Numbers

    @property
    def sizes(self) -> Numbers:
        """How many numbers each set has."""
        return np.diff(self.ends)


def make_sets(sets: Sequence[Collection[int]]) -> NumberSets:
    """Sets as arrays."""
    ends = np.cumsum([0, *map(len, sets)])
    return NumberSets(ends, np.fromiter(chain.from_iterable(sets), np.int64, int(ends[-1])))


def meet(one: NumberSets, other: NumberSets, a: Numbers, b: Numbers) -> Flags:
    """Whether the sets of pairs have a number in common.

    Args:
        one: Sets of the first of each pair.
        other: Sets of the second.
        a: For each pair which of the one sets.
        b: Which of the others.
    """
    widths, heights = one.sizes[a], other.sizes[b]
    before = np.concatenate([[0], np.cumsum(widths * heights)])
    found = np.zeros(len(a), bool)
    start = 0
    while start < len(a):
        end = max(start + 1, int(np.searchsorted(before, before[start] + PART_CELLS)) - 1)
        rows = np.repeat(np.arange(start, end), np.diff(before[start : end + 1]))
        nth = np.arange(len(rows)) + before[start] - before[rows]
        x = one.numbers[one.ends[a[rows]] + nth // heights[rows]]
        y = other.numbers[other.ends[b[rows]] + nth % heights[rows]]
        found[rows[x == y]] = True
        start = end
    return found
