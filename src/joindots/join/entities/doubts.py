"""Merges that were not made because they are doubtful: told, so that a reader can decide."""

from collections.abc import Mapping, Sequence

from joindots.join.entities.likeness import contradict, tell_doubt
from joindots.join.entities.nodes import Node
from joindots.model import Doubt


def find_doubts(
    nodes: Sequence[Node],
    clusters: Sequence[Sequence[int]],
    scored: Mapping[tuple[int, int], float],
    ids: Sequence[str],
) -> list[tuple[Doubt, ...]]:
    """For each cluster the others that may be the same.

    Args:
        nodes: What was compared.
        clusters: Nodes of each entity.
        scored: Pairs of nodes that were worth a thought.
        ids: Of the entities, in the order of the clusters.

    Returns:
        Sorted by entity id, each once. Nothing without a name is doubtful, and nothing that contradicts itself.
    """
    cluster_of = {n: c for c, members in enumerate(clusters) for n in members}
    found: list[dict[str, Doubt]] = [{} for _ in clusters]
    for a, b in sorted(scored):
        x, y = cluster_of[a], cluster_of[b]
        if x == y or not (nodes[a].named and nodes[b].named) or contradict(nodes[a], nodes[b]):
            continue
        why = tell_doubt(nodes[a], nodes[b])
        for one, other in ((x, y), (y, x)):
            found[one].setdefault(ids[other], Doubt(entity=ids[other], why=why))
    return [tuple(doubts[key] for key in sorted(doubts)) for doubts in found]
