"""The clustering algorithms against naive ones on random graphs."""

from hypothesis import given
from hypothesis import strategies as st

from joindots.linkage import average_link_clusters, connected_components, constrained_clusters


@st.composite
def graphs(draw, most_nodes=9):
    """A number of nodes and weighted edges; few distinct weights, so that ties occur."""
    size = draw(st.integers(0, most_nodes))
    pairs = [(a, b) for a in range(size) for b in range(a + 1, size)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    weights = st.sampled_from([0.125, 0.25, 0.5, 0.75, 1.0])
    return size, {pair: draw(weights) for pair in chosen}


def reachable(size, edges):
    groups = []
    left = set(range(size))
    while left:
        frontier, group = [min(left)], set()
        while frontier:
            node = frontier.pop()
            group.add(node)
            frontier += [y for x, y in [*edges, *((b, a) for a, b in edges)] if x == node and y not in group]
        groups.append(sorted(group))
        left -= group
    return sorted(groups)


@given(graphs())
def test_connected_components_are_what_can_be_reached(graph):
    size, edges = graph
    assert connected_components(size, edges) == reachable(size, list(edges))


@given(graphs(), st.randoms(use_true_random=False))
def test_connected_components_do_not_depend_on_order_or_direction(graph, random):
    size, edges = graph
    turned = [pair if random.random() < 0.5 else pair[::-1] for pair in edges]
    random.shuffle(turned)
    assert connected_components(size, turned) == connected_components(size, edges)


def naive_average_link(size, likeness, least, fading=0.0):
    """Join the two groups of the highest mean likeness, again and again, trying all pairs of groups each time."""
    groups = [[node] for node in range(size)]

    def mean(x, y):
        total = sum(likeness.get((min(a, b), max(a, b)), 0.0) for a in x for b in y)
        pairs = len(x) * len(y)
        return total / pairs * pairs**fading

    while True:
        known = [
            (-mean(x, y), x, y)
            for n, x in enumerate(groups)
            for y in groups[n + 1 :]
            if any((min(a, b), max(a, b)) in likeness for a in x for b in y)
        ]
        fitting = [entry for entry in known if -entry[0] >= least]
        if not fitting:
            return sorted(groups)
        _, x, y = min(fitting, key=lambda entry: (entry[0], entry[1][0], entry[2][0]))
        groups = sorted([group for group in groups if group not in (x, y)] + [sorted(x + y)])


@given(graphs(), st.sampled_from([0.2, 0.3, 0.5, 0.9]), st.sampled_from([0.0, 0.1, 0.5]))
def test_average_link_is_the_naive_one(graph, least, fading):
    size, likeness = graph
    expected = naive_average_link(size, likeness, least, fading)
    assert average_link_clusters(size, likeness, least, fading) == expected


def test_larger_groups_need_a_lower_mean_where_it_fades():
    likeness = {(0, 1): 0.9, (2, 3): 0.9, (0, 2): 0.5, (0, 3): 0.5, (1, 2): 0.4, (1, 3): 0.4}
    assert average_link_clusters(4, likeness, 0.5) == [[0, 1], [2, 3]]
    assert average_link_clusters(4, likeness, 0.5, 0.1) == [[0, 1, 2, 3]]


def naive_constrained(size, edges, forbidden):
    groups = [[node] for node in range(size)]
    for a, b in sorted(edges, key=lambda pair: (-edges[pair], pair)):
        x = next(group for group in groups if a in group)
        y = next(group for group in groups if b in group)
        if x is not y and not any((min(p, q), max(p, q)) in forbidden for p in x for q in y):
            groups = [group for group in groups if group is not x and group is not y] + [sorted(x + y)]
    return sorted(groups)


@given(graphs(), graphs())
def test_constrained_clusters_are_the_naive_ones(graph, constraints):
    size, edges = graph
    forbidden = set(constraints[1])

    def apart(x, y):
        return any((min(p, q), max(p, q)) in forbidden for p in x for q in y)

    clusters = constrained_clusters(size, edges, apart)
    assert clusters == naive_constrained(size, edges, forbidden)
    for cluster in clusters:
        assert not any((a, b) in forbidden for a in cluster for b in cluster)


@given(graphs())
def test_without_constraints_clusters_are_components(graph):
    size, edges = graph
    assert constrained_clusters(size, edges, lambda _x, _y: False) == connected_components(size, edges)
