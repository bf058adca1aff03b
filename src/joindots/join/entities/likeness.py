"""How alike two nodes are, in features that explain themselves."""

from collections.abc import Sequence

from joindots.join.entities.nodes import Node, ages_clash
from joindots.linkage import Feature, compare

# Weights are log-odds, chosen so that a merge needs the names to fit and one thing more: a second name in common or
# company that both keep. Checked on the pairs of personal names and the piles of ../shared/bench.
_BIAS = -3.0


def weigh_pair(a: Node, b: Node) -> float:
    """Log-odds that two nodes are one; above 0 they are worth joining."""
    return compare(a, b, _FEATURES, _BIAS).weight


def must_stay_apart(nodes: Sequence[Node], a: Sequence[int], b: Sequence[int]) -> bool:
    """Whether two groups of nodes hold a pair that cannot be one."""
    return any(_clash(nodes[x], nodes[y]) for x in a for y in b)


def _clash(a: Node, b: Node) -> bool:
    if a.kind != b.kind or ages_clash(a.ages, b.ages):
        return True
    if a.genders and b.genders and not a.genders & b.genders:
        return True
    return a.kind == "person" and _given_names(a, b) == 0.0


def _given_names(a: Node, b: Node) -> float | None:
    """1 where the given names agree, .5 where one is an initial of the other, 0 where they differ."""
    x, y = a.key.split(), b.key.split()
    if a.kind != "person" or len(x) < 2 or len(y) < 2:
        return None
    if x[0] == y[0]:
        return 1.0
    short, long = sorted((x[0].rstrip("."), y[0].rstrip(".")), key=len)
    return 0.5 if len(short) == 1 and long.startswith(short) else 0.0


def _surnames(a: Node, b: Node) -> float | None:
    return float(a.key.split()[-1] == b.key.split()[-1]) if a.kind == "person" else None


def _shared_names(a: Node, b: Node) -> float | None:
    """Whether the nodes share a spelling that is more than a surname."""
    shared = {n for n in a.names & b.names if a.kind != "person" or " " in n}
    return 1.0 if shared else None


def _company(a: Node, b: Node) -> float | None:
    """How many rare names stand in the documents of both: none, one, two and more."""
    return min(len(a.context & b.context), 2) / 2


_FEATURES = (
    Feature("a name in common", 4.5, 0.0, _shared_names),
    Feature("surname", 2.0, -4.0, _surnames),
    Feature("given name", 2.5, -8.0, _given_names),
    Feature("named together with the same others", 2.5, -0.5, _company),
)
