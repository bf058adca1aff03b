"""What is compared: the entities of single documents, those of one full name put together."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from joindots.join.bonds import part_members
from joindots.join.entities.known_names import known_names
from joindots.join.entities.spellings import fold_name, tell_key
from joindots.linkage import connected_components
from joindots.model import Bonds, Entity, EntityKind

LEAST_USE = 0.1
"""Share of the texts that write somebody's commonest full name that have to write another for it to be their name."""

_AGE_SLACK = 1  # years: a birthday between two reports


Age = tuple[int, int]
"""A stated age and the year of the report, or 0."""


class Local(Struct, frozen=True, gc=False):
    """An entity of one document with what the join needs to know of it.

    Attributes:
        entity: As extracted.
        document: Index of its document.
        text: Hash of the document's text: copies share it, and have one vote together.
        kind: After the vote over the pile.
        age: As stated beside the name, and the year of the report or 0, or None.
        gender: `m` or `f` as the form of address or the pronouns tell, or None.
        named: Whether it is mentioned by name.
    """

    entity: Entity
    document: int
    text: str
    kind: EntityKind
    age: Age | None
    gender: str | None
    named: bool


class Node(Struct, frozen=True, gc=False):
    """Entities of single documents that are one without further ado.

    Attributes:
        kind: What it is.
        names: The spellings that tell it from others.
        key: The name that made them one.
        ages: Stated ages, each with the year of the report or 0.
        genders: Forms of address.
        named: Whether it has a name; "police" has none.
        members: Indices of the locals.
        own: All its spellings.
        around: Rare names in each of the documents it stands in.
    """

    kind: EntityKind
    names: frozenset[str]
    key: str
    ages: frozenset[Age]
    genders: frozenset[str]
    named: bool
    members: tuple[int, ...]
    own: frozenset[str]
    around: tuple[frozenset[str], ...]

    @property
    def context(self) -> frozenset[str]:
        """Rare names in the documents it stands in, its own left out; made when asked for, for most nodes never are."""
        return self.company - self.own

    @property
    def company(self) -> frozenset[str]:
        """Rare names in the documents it stands in."""
        return self.around[0] if len(self.around) == 1 else frozenset().union(*self.around)

    def share_context(self, other: "Node") -> frozenset[str]:
        """What both contexts have; few pairs have anything, so that the contexts themselves are not made."""
        shared = self.company & other.company
        return shared - self.own - other.own if shared else shared


def make_nodes(rows: Sequence[Local], contexts: Mapping[int, frozenset[str]], bonds: Bonds) -> list[Node]:
    """Put together what one full name, or one entry of the table of known names, makes one.

    People of one full name whose ages differ stay apart, as does what was told apart; a surname alone and an actor
    without a name stay alone.

    Args:
        rows: Some entities, with all that share a spelling with one of them.
        contexts: Rare names in each of their documents, by its index.
        bonds: What people decided.
    """
    groups: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    uses = _count_uses(rows)
    for i, local in enumerate(rows):
        groups[_key(local, uses)].append(i)
    shared = _shared_short_forms(rows)
    ids = [local.entity.id for local in rows]
    return [
        _node(rows, key[1], part, contexts, shared)
        for key in sorted(groups)
        for members in _split_ages(rows, groups[key])
        for part in part_members(members, ids, bonds)
    ]


def ages_clash(a: frozenset[Age], b: frozenset[Age]) -> bool:
    """Whether no age of one is an age of the other."""
    return bool(a and b) and not any(_fit(x, y) for x in a for y in b)


def _fit(a: Age, b: Age) -> bool:
    """Whether two ages can be one person's: as they are, for the dead grow no older, or by the years between."""
    grown = a[1] - b[1] if a[1] and b[1] else 0
    return min(abs(a[0] - b[0]), abs(a[0] - b[0] - grown)) <= _AGE_SLACK


def _count_uses(rows: Sequence[Local]) -> dict[str, int]:
    """Folded full name of a person to the number of distinct texts that write it."""
    texts: dict[str, set[str]] = defaultdict(set)
    for local in rows:
        if local.kind == "person":
            for name in _full_names(local):
                texts[name].add(local.text)
    return {name: len(found) for name, found in texts.items()}


def _full_names(local: Local) -> list[str]:
    return [fold_name(name, local.kind) for name in (local.entity.name, *local.entity.aliases) if " " in name]


def _key(local: Local, uses: Mapping[str, int]) -> tuple[str, str, str]:
    name = tell_key(local.entity.name, local.kind)
    if local.kind == "person" and local.entity.aliases and local.entity.name not in known_names():
        # A report that runs a headline into its text writes "Port Ellis Ann Lee" once: she is who she is elsewhere.
        usual = max(_full_names(local), key=lambda full: (uses[full], full), default=name)
        name = usual if uses.get(usual, 0) * LEAST_USE > uses.get(name, 0) else name
    alone = (local.kind == "person" and " " not in name) or not local.named
    return (local.kind, name, local.text if alone and local.entity.name not in known_names() else "")


def _split_ages(rows: Sequence[Local], members: Sequence[int]) -> list[list[int]]:
    """Members whose ages agree, apart from those whose ages do not; those without an age go with a single group."""
    if len(members) == 1:
        return [list(members)]
    aged = {i: age for i in members if (age := rows[i].age) is not None}
    ages = sorted(set(aged.values()))
    like = [(x, y) for (x, a), (y, b) in combinations(enumerate(ages), 2) if _fit(a, b)]
    parts = [{ages[n] for n in part} for part in connected_components(len(ages), like)]
    groups = [[i for i, age in aged.items() if age in part] for part in parts]
    rest = [i for i in members if rows[i].age is None]
    if len(groups) == 1:
        return [sorted(groups[0] + rest)]
    return [*groups, rest] if rest else groups


def _shared_short_forms(rows: Sequence[Local]) -> frozenset[str]:
    """Aliases that stand for several longer names: "the Sheriff's Office" is another in every county."""
    longer: dict[str, set[str]] = defaultdict(set)
    for local in rows:
        for alias in local.entity.aliases:
            if len(alias) < len(local.entity.name):
                longer[alias].add(fold_name(local.entity.name, local.kind))
    return frozenset(alias for alias, names in longer.items() if len(names) > 1)


def _node(
    rows: Sequence[Local],
    key: str,
    members: Sequence[int],
    contexts: Mapping[int, frozenset[str]],
    shared: frozenset[str],
) -> Node:
    own = [rows[i] for i in members]
    names = frozenset(n for row in own for n in (row.entity.name, *row.entity.aliases))
    documents = dict.fromkeys(row.document for row in own) if len(own) > 1 else (own[0].document,)
    return Node(
        kind=own[0].kind,
        names=names if names.isdisjoint(shared) else names - shared,
        key=key,
        ages=frozenset(row.age for row in own if row.age is not None),
        genders=frozenset(row.gender for row in own if row.gender is not None),
        named=any(row.named for row in own),
        members=tuple(members),
        own=names,
        around=tuple(contexts[document] for document in documents),
    )
