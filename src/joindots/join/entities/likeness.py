"""How alike two nodes are, in features that explain themselves."""

from collections.abc import Sequence

from joindots.join.entities.nodes import Node, ages_clash
from joindots.linkage import Feature, weigh
from joindots.linkage.names import full_given_names, judge_person, read_person
from joindots.model import DoubtReason

# Weights are log-odds, chosen so that a merge needs the names to fit and one thing more, company that both keep; a name
# of several words in common is enough. Checked by reading the entities of the piles in ../shared/bench.
_BIAS = -3.0
# Below this two nodes are not even doubtful: a surname alone needs company for it, an initial some of it.
LEAST_DOUBT = -2.0
# Likeness of full names by what is between them; see "full name" below for what each is worth.
_SURE_LIKENESS = 0.8
_LIKENESS = {"same": 1.0, "romanised": 0.81, "initial": 0.81, "longer": 0.81, "slip": 0.71, "none": 0.0}


def weigh_pair(a: Node, b: Node) -> float:
    """Log-odds that two nodes are one; above 0 they are worth joining."""
    return weigh(a, b, _FEATURES, _BIAS)


def can_name_one(a: str, b: str) -> bool:
    """Whether two names, as in `Node.key`, can be one person's; if not nothing else could make their nodes one."""
    x, y = read_person(a).words, read_person(b).words
    return x[-1] == y[-1] if len(x) == 1 or len(y) == 1 else judge_person(a, b) != "none"


def must_stay_apart(nodes: Sequence[Node], a: Sequence[int], b: Sequence[int]) -> bool:
    """Whether two groups of nodes hold a pair that cannot be one."""
    return any(_is_apart(nodes[x], nodes[y]) for x in a for y in b)


def tell_doubt(a: Node, b: Node) -> DoubtReason:
    """Why two nodes that may be one were not joined."""
    if a.kind != "person":
        return "short name"
    if is_alone(a) or is_alone(b):
        return "surname alone"
    return "initial" if judge_person(a.key, b.key) == "initial" else "spelling"


def given_name(node: Node) -> str:
    """The first word of a person's name, folded, in full for a nickname."""
    first = read_person(node.key).words[0]
    return full_given_names().get(first, first)


def is_short(node: Node) -> bool:
    """Whether a person is known by a surname alone, or by it and an initial."""
    return is_alone(node) or (node.kind == "person" and len(given_name(node)) == 1)


def contradict(a: Node, b: Node) -> bool:
    """Whether two nodes cannot be one, whatever else speaks for it."""
    if a.kind != b.kind or ages_clash(a.ages, b.ages):
        return True
    if a.genders and b.genders and not a.genders & b.genders:
        return True
    return _full_names(a, b) == 0.0


def _is_apart(a: Node, b: Node) -> bool:
    """Whether two nodes must not become one through a third: they contradict each other, or are doubtful."""
    names = _full_names(a, b)
    return contradict(a, b) or (names is not None and names < _SURE_LIKENESS)


def _full_names(a: Node, b: Node) -> float | None:
    """1 where the names of two people are the same but for middle names and nicknames, 0 where they contradict."""
    if a.kind != "person" or is_alone(a) or is_alone(b):
        return None
    return _LIKENESS[judge_person(a.key, b.key)]


def _surnames(a: Node, b: Node) -> float | None:
    """Whether a surname that stands alone is the other's."""
    if a.kind != "person" or not (is_alone(a) or is_alone(b)):
        return None
    return float(surname_of(a) == surname_of(b))


def surname_of(node: Node) -> str:
    """The last word of the name, without capitals, accents and generation."""
    return read_person(node.key).words[-1]


def is_alone(node: Node) -> bool:
    """Whether all that is known of a person's name is one word."""
    return node.kind == "person" and len(read_person(node.key).words) == 1


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
    return min(len(a.share_context(b)), 2) / 2


_FEATURES = (
    Feature("a name in common", 5.5, 0.0, _shared_names),
    Feature("called the same", 2.0, -8.0, _same_words),
    Feature("surname", 2.8, -4.0, _surnames),
    Feature("full name", 5.3, -12.0, _full_names),
    Feature("named together with the same others", 2.5, -2.0, _company),
)
