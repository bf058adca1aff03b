"""Blocking: which pairs are worth comparing."""

from collections.abc import Collection, Hashable, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]

_HALF = 32  # bits of each number of a pair

MOST_IN_BLOCK = 200
"""Records that share a blocking key which still tells something."""


def candidate_pairs(keys: Sequence[Collection[Hashable]], max_block: int = MOST_IN_BLOCK) -> list[tuple[int, int]]:
    """Pairs of records that share a blocking key.

    Args:
        keys: For each record its keys.
        max_block: A key that more records have than this is too common to tell anything and is passed over.

    Returns:
        Pairs `(i, j)` with `i < j`, sorted, each once. The cost is linear in the records plus the pairs.
    """
    numbers: dict[Hashable, int] = {}
    own = [{numbers.setdefault(key, len(numbers)) for key in record_keys} for record_keys in keys]
    members = np.repeat(np.arange(len(own)), list(map(len, own)))
    a, b = pair_members(np.array(list(chain.from_iterable(own)), np.int64), members, max_block)
    return list(zip(a.tolist(), b.tolist(), strict=True))


def pair_members(keys: Numbers, members: Numbers, max_block: int) -> tuple[Numbers, Numbers]:
    """As `candidate_pairs`, from arrays and for many records.

    Args:
        keys: Numbers of keys, none negative.
        members: For each key a record that has it; a record and a key are given once.
        max_block: As there.

    Returns:
        The records `i` and `j` of all pairs.
    """
    every = share_keys(keys, members, max_block)
    every = every[np.diff(every, prepend=-1) != 0]
    return every >> _HALF, every & ((1 << _HALF) - 1)


def share_keys(keys: Numbers, members: Numbers, max_block: int) -> Numbers:
    """The same pairs, packed, ascending; each once for every key that both have.

    Args:
        keys: As for `pair_members`.
        members: As there.
        max_block: As there.
    """
    rows = np.sort(keys << _HALF | members)
    keys, members = rows >> _HALF, rows & ((1 << _HALF) - 1)
    sizes = np.bincount(keys, minlength=1)
    kept = (sizes > 1)[keys] & (sizes <= max_block)[keys]
    keys, members = keys[kept], members[kept]
    pairs = [np.zeros(0, np.int64)]
    here, step = np.arange(len(keys)), 0
    while len(here):  # each round pairs a member with the one `step` places on
        step += 1
        here = here[here + step < len(keys)]
        here = here[keys[here] == keys[here + step]]
        pairs.append(members[here] << _HALF | members[here + step])
    return np.sort(np.concatenate(pairs))
