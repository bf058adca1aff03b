"""How alike two nodes are, in features that explain themselves."""

from collections.abc import Sequence

from joindots.join.entities.known_names import full_given_names
from joindots.join.entities.nodes import Node, ages_clash
from joindots.linkage import Feature, compare

# Weights are log-odds, chosen so that a merge needs the names to fit and one thing more, company that both keep; a name
# of several words in common is enough. Checked by reading the entities of the piles in ../shared/bench.
_BIAS = -3.0
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})


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
    """1 where the given names agree, .5 for an initial, 0 where they or the middle names differ."""
    x, y = _split_name(a.key), _split_name(b.key)
    if a.kind != "person" or len(x) < 2 or len(y) < 2:
        return None
    if x[0] == y[0]:
        return 1.0
    if len(x) > 2 and len(y) > 2 and x[1][0] != y[1][0]:
        return 0.0
    if full_given_names().get(x[0], x[0]) == full_given_names().get(y[0], y[0]):
        return 1.0
    short, long = sorted((x[0].rstrip("."), y[0].rstrip(".")), key=len)
    return 0.5 if len(short) == 1 and long.startswith(short) else 0.0


def _surnames(a: Node, b: Node) -> float | None:
    return float(surname_of(a) == surname_of(b)) if a.kind == "person" else None


def surname_of(node: Node) -> str:
    """The last word of the name, without capitals and generation."""
    return _split_name(node.key)[-1]


def _split_name(name: str) -> list[str]:
    words = name.casefold().split()
    return words[:-1] if len(words) > 2 and words[-1].rstrip(".") in _GENERATIONS else words


def _shared_names(a: Node, b: Node) -> float | None:
    """1 where the nodes share a name of several words, .5 where they share an abbreviation."""
    if a.kind == "person" or not (a.named and b.named):
        return None
    shared = a.names & b.names
    return None if not shared else 1.0 if any(" " in name for name in shared) else 0.5


def _same_words(a: Node, b: Node) -> float | None:
    """Whether two actors without a name are called the same."""
    return None if a.named or b.named else float(a.key == b.key)


def _company(a: Node, b: Node) -> float | None:
    """How many rare names stand in the documents of both: none, one, two and more."""
    return min(len(a.context & b.context), 2) / 2


_FEATURES = (
    Feature("a name in common", 5.5, 0.0, _shared_names),
    Feature("called the same", 2.0, -8.0, _same_words),
    Feature("surname", 2.8, -4.0, _surnames),
    Feature("given name", 2.5, -8.0, _given_names),
    Feature("named together with the same others", 2.5, -2.0, _company),
)
