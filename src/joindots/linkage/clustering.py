"""Clustering: from pairs to groups."""

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping


def connected_components(size: int, edges: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Groups of nodes joined by edges, by union and find with path halving.

    Args:
        size: Nodes are `0 ... size - 1`.
        edges: Pairs of nodes, in any order.

    Returns:
        Each group sorted, groups in order of their first node; single nodes included.
    """
    parent = list(range(size))
    for a, b in edges:
        x, y = _root(parent, a), _root(parent, b)
        if x != y:
            parent[max(x, y)] = min(x, y)
    groups: dict[int, list[int]] = defaultdict(list)
    for node in range(size):
        groups[_root(parent, node)].append(node)
    return sorted(groups.values())


def constrained_clusters(
    size: int, edges: Mapping[tuple[int, int], float], apart: Callable[[list[int], list[int]], bool]
) -> list[list[int]]:
    """Groups joined by the strongest edges first, where nothing forbids it.

    Args:
        size: Nodes are `0 ... size - 1`.
        edges: Pair to weight; only pairs worth joining.
        apart: Whether two groups must not become one.

    Returns:
        As `connected_components`. The order of `edges` does not matter: ties fall to the smaller pair.
    """
    label = list(range(size))
    members = {node: [node] for node in range(size)}
    for a, b in sorted(edges, key=lambda pair: (-edges[pair], pair)):
        x, y = sorted((label[a], label[b]))
        if x == y or apart(members[x], members[y]):
            continue
        for node in members[y]:
            label[node] = x
        members[x] = sorted(members[x] + members.pop(y))
    return sorted(members.values())


def average_link_clusters(
    size: int, likeness: Mapping[tuple[int, int], float], least: float, fading: float = 0.0
) -> list[list[int]]:
    """Groups by average linkage: two groups join while the mean likeness between their members is enough.

    Args:
        size: Nodes are `0 ... size - 1`.
        likeness: Pair `(i, j)` with `i < j` to likeness; a pair that is not given counts 0.
        least: Lowest mean at which two nodes join.
        fading: Two groups join at `least` divided by the number of pairs between them to this power; those first whose
            mean is the most times what is enough.

    Returns:
        As `connected_components`. Ties fall to the groups with the smaller first nodes.
    """
    members = {node: [node] for node in range(size)}
    total: dict[int, dict[int, float]] = defaultdict(dict)
    for (a, b), value in likeness.items():
        total[a][b] = total[b][a] = value
    heap = [(-value, a, b, 1, 1) for (a, b), value in likeness.items() if value >= least]
    heapq.heapify(heap)
    while heap:
        _, a, b, size_a, size_b = heapq.heappop(heap)
        if len(members.get(a, ())) != size_a or len(members.get(b, ())) != size_b:
            continue  # one of them has grown or gone since
        members[a] = sorted(members[a] + members.pop(b))
        for other, value in total.pop(b).items():
            total[other].pop(b, None)
            if other != a:
                total[a][other] = total[other][a] = total[a].get(other, 0.0) + value
        for other, value in total[a].items():
            pairs = len(members[a]) * len(members[other])
            enough = value / pairs * pairs**fading
            if enough >= least:
                x, y = sorted((a, other))
                heapq.heappush(heap, (-enough, x, y, len(members[x]), len(members[y])))
    return sorted(members.values())


def _root(parent: list[int], node: int) -> int:
    while parent[node] != node:
        parent[node] = parent[parent[node]]
        node = parent[node]
    return node
