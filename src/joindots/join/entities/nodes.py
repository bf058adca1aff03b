"""What is compared: the entities of single documents, those of one full name put together."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from joindots.join.bonds import part_members
from joindots.join.entities.facts import Facts
from joindots.join.entities.known_names import known_names
from joindots.linkage.names import read_body
from joindots.model import Bonds, Entity, EntityKind, Observations

_AGE_SLACK = 1  # years: a birthday between two reports
# A name in more documents than this says nothing about whether two reports tell of the same thing.
_RARE_DOCUMENTS = 10
_RARE_SHARE = 0.02


class Local(Struct, frozen=True, gc=False):
    """An entity of one document with what the join needs to know of it.

    Attributes:
        entity: As extracted.
        document: Index of its document.
        text: Hash of the document's text: copies share it, and have one vote together.
        kind: After the vote over the pile.
        age: As stated beside the name, or None.
        gender: `m` or `f` as the form of address or the pronouns tell, or None.
        named: Whether it is mentioned by name.
    """

    entity: Entity
    document: int
    text: str
    kind: EntityKind
    age: int | None
    gender: str | None
    named: bool


class Node(Struct, frozen=True, gc=False):
    """Entities of single documents that are one without further ado.

    Attributes:
        kind: What it is.
        names: The spellings that tell it from others.
        key: The name that made them one.
        ages: Stated ages.
        genders: Forms of address.
        named: Whether it has a name; "police" has none.
        members: Indices of the locals.
        own: All its spellings.
        around: Rare names in each of the documents it stands in.
    """

    kind: EntityKind
    names: frozenset[str]
    key: str
    ages: frozenset[int]
    genders: frozenset[str]
    named: bool
    members: tuple[int, ...]
    own: frozenset[str]
    around: tuple[frozenset[str], ...]

    @property
    def context(self) -> frozenset[str]:
        """Rare names in the documents it stands in, its own left out; made when asked for, for most nodes never are."""
        return frozenset().union(*self.around) - self.own


def read_locals(observations: Sequence[Observations], facts: Sequence[Facts]) -> list[Local]:
    """All entities of all documents, kinds corrected by a vote over the pile.

    Args:
        observations: Of the pile.
        facts: One for each.
    """
    kinds = _vote_kinds(observations, facts)
    return [
        Local(entity, i, facts[i].text, _kind(entity, kinds), told.age, told.gender, told.named)
        for i, found in enumerate(observations)
        for entity, told in zip(found.entities, facts[i].told, strict=True)
    ]


def make_nodes(rows: Sequence[Local], bonds: Bonds) -> list[Node]:
    """Put together what one full name, or one entry of the table of known names, makes one.

    People of one full name whose ages differ stay apart, as does what was told apart; a surname alone and an actor
    without a name stay alone.
    """
    groups: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for i, local in enumerate(rows):
        groups[_key(local)].append(i)
    contexts, shared = _contexts(rows), _shared_short_forms(rows)
    ids = [local.entity.id for local in rows]
    return [
        _node(rows, key[1], part, contexts, shared)
        for key in sorted(groups)
        for members in _split_ages(rows, groups[key])
        for part in part_members(members, ids, bonds)
    ]


def ages_clash(a: frozenset[int], b: frozenset[int]) -> bool:
    """Whether no age of one is an age of the other."""
    return bool(a and b) and all(abs(x - y) > _AGE_SLACK for x in a for y in b)


def _vote_kinds(observations: Sequence[Observations], facts: Sequence[Facts]) -> dict[str, dict[EntityKind, float]]:
    """For every spelling, how many distinct texts give it which kind; the name itself counts double."""
    votes: dict[str, dict[EntityKind, float]] = defaultdict(lambda: defaultdict(float))
    seen: set[str] = set()
    for found, read in zip(observations, facts, strict=True):
        if read.text in seen:
            continue
        seen.add(read.text)
        for entity, told in zip(found.entities, read.told, strict=True):
            for name in (entity.name, entity.name, *entity.aliases):
                votes[name][entity.kind] += told.weight
            if told.inside:
                votes[entity.name]["place"] += 1
    return votes


def _kind(entity: Entity, votes: Mapping[str, dict[EntityKind, float]]) -> EntityKind:
    known = known_names().get(entity.name)
    if known:
        return known.kind
    count = votes[entity.name]
    # Where the votes are even, any kind is better than none, and the document's own reading wins.
    return min(count, key=lambda kind: (-count[kind], kind == "other", kind != entity.kind, kind))


def _key(local: Local) -> tuple[str, str, str]:
    known = known_names().get(local.entity.name)
    if known:
        return (local.kind, known.name, "")
    name = _fold(local.entity.name, local.kind)
    alone = (local.kind == "person" and " " not in name) or not local.named
    return (local.kind, name, local.text if alone else "")


@lru_cache(maxsize=1 << 16)
def _fold(name: str, kind: EntityKind) -> str:
    """A name of several words without capitals; a body's also without the shape of its marks and its legal form."""
    plain = name.replace("’", "'").split()
    if kind in {"organisation", "other"}:
        body = read_body(name)
        words = [*body.words, *body.numbers]
        if len(words) > 1:
            return " ".join(words)
        plain = plain[: len(plain) - len(body.forms)] or plain
    return " ".join(plain).casefold() if len(plain) > 1 else " ".join(plain)


def _split_ages(rows: Sequence[Local], members: Sequence[int]) -> list[list[int]]:
    """Members whose ages agree, apart from those whose ages do not; those without an age go with a single group."""
    if len(members) == 1:
        return [list(members)]
    aged = sorted((age, i) for i in members if (age := rows[i].age) is not None)
    groups: list[list[int]] = []
    last = None
    for age, i in aged:
        if last is None or age - last > _AGE_SLACK:
            groups.append([])
        groups[-1].append(i)
        last = age
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
                longer[alias].add(_fold(local.entity.name, local.kind))
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
        around=tuple(contexts[document] for document in documents if document in contexts),
    )


def _contexts(rows: Sequence[Local]) -> dict[int, frozenset[str]]:
    """For each document the names in it that few distinct texts hold."""
    texts: dict[str, set[str]] = defaultdict(set)
    for local in rows:
        texts[local.entity.name].add(local.text)
    most = max(_RARE_DOCUMENTS, int(_RARE_SHARE * len({local.text for local in rows})))
    contexts: dict[int, set[str]] = defaultdict(set)
    for local in rows:
        if local.kind != "group" and len(texts[local.entity.name]) <= most:
            contexts[local.document].add(local.entity.name)
    return {document: frozenset(names) for document, names in contexts.items()}
