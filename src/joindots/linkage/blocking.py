"""Blocking: which pairs are worth comparing."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Sequence

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
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for i, record_keys in enumerate(keys):
        for key in set(record_keys):
            blocks[key].append(i)
    pairs: set[tuple[int, int]] = set()
    for members in blocks.values():
        if 1 < len(members) <= max_block:
            pairs.update((a, b) for n, a in enumerate(members) for b in members[n + 1 :])
    return sorted(pairs)
