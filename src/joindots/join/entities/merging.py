"""From the entities of single documents to those of the pile."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import partial
from operator import attrgetter

from msgspec import UNSET, Struct
from msgspec.structs import replace

from joindots.join.bonds import Ties
from joindots.join.entities.doubts import find_doubts
from joindots.join.entities.facts import Facts, recall_facts
from joindots.join.entities.families import Families
from joindots.join.entities.gazetteer import Group, Words, find_untagged, list_names
from joindots.join.entities.known_names import known_names
from joindots.join.entities.likeness import (
    LEAST_DOUBT,
    can_name_one,
    given_name,
    is_short,
    must_stay_apart,
    weigh_pair,
)
from joindots.join.entities.nodes import LEAST_USE, Local, Node, make_nodes
from joindots.join.entities.spellings import keys_of
from joindots.join.entities.tables import Table
from joindots.join.orders import Numbers
from joindots.linkage import MOST_IN_BLOCK, candidate_pairs, constrained_clusters
from joindots.model import Bonds, Document, Doubt, Entity, EntityKind, Mention, Observations, Role, Span, make_id
from joindots.model.memos import Memo, recall

_NO_BONDS = Bonds()
_COMPANY_KEYS = 40  # blocking keys made of the others a node is named with, at most


def join_entities(
    documents: Sequence[Document],
    observations: Sequence[Observations],
    bonds: Bonds = _NO_BONDS,
    memo: Memo | None = None,
) -> tuple[tuple[Entity, ...], dict[str, str]]:
    """Join the entities of single documents that mean the same.

    Args:
        documents: The reports.
        observations: One for each document, in the same order.
        bonds: What people decided.
        memo: What was read before of the same documents.

    Returns:
        The entities of the pile, sorted by id; and for each local id the id in the pile. A document whose text is
        the same as another's changes nothing but the mentions.
    """
    facts = [recall_facts(document, found, memo) for document, found in zip(documents, observations, strict=True)]

    def look(groups: Sequence[Group]) -> list[list[Mention]]:
        return find_untagged(documents, observations, groups, facts, memo)

    return unite_names(observations, facts, bonds, look, memo)


def unite_names(
    observations: Sequence[Observations],
    facts: Sequence[Facts],
    bonds: Bonds,
    look: Callable[[Sequence[Group]], Sequence[Sequence[Mention]]],
    memo: Memo | None = None,
) -> tuple[tuple[Entity, ...], dict[str, str]]:
    """As `join_entities`, without the reports' texts.

    Args:
        observations: As there.
        facts: Of each document; no words are needed.
        bonds: As there.
        look: As `find_untagged`: where names stand that nothing found there.
        memo: As there.
    """
    families = Families(Table(facts), observations, bonds, memo)
    joined = [_recall_joined(families, part, memo) for part in families.parts]
    found = look([names for one in joined for names in one.names])
    entities = [
        replace(entity, mentions=tuple(sorted({*entity.mentions, *more}))) if more else entity
        for entity, more in zip((entity for one in joined for entity in one.entities), found, strict=True)
    ]
    renamed = {
        local: one.entities[place].id
        for part, one in zip(families.parts, joined, strict=True)
        for local, place in zip(families.list_ids(part), one.places, strict=True)
    }
    return tuple(sorted(entities, key=attrgetter("id"))), renamed


class Joined(Struct, frozen=True, gc=False, array_like=True):
    """The entities of some rows.

    Attributes:
        entities: What was found, before their names are looked for elsewhere.
        names: Of each its names of several words.
        places: Of each row the place of its entity.
    """

    entities: tuple[Entity, ...]
    names: tuple[tuple[Words, ...], ...]
    places: tuple[int, ...]


def _recall_joined(families: Families, part: Numbers, memo: Memo | None) -> Joined:
    given = ("one of", *families.tell(part)) if memo else ()
    return recall(memo, Joined, given, partial(_join_part, families, part, memo))


def _join_part(families: Families, part: Numbers, memo: Memo | None) -> Joined:
    """Join the rows of some families."""
    bonds, rows = families.choose_bonds(part), families.list_rows(part)
    nodes = make_nodes(rows, families.find_contexts(part), bonds)
    scored = _score(nodes, memo)
    clusters = _cluster(nodes, scored, Ties(bonds, _place_rows(rows, nodes)))
    members = [[i for n in cluster for i in nodes[n].members] for cluster in clusters]
    groups = [[rows[i] for i in some] for some in members]
    names = [_choose_name(group) for group in groups]
    kinds = [_choose_kind(group) for group in groups]
    ids = _make_ids(groups, kinds, names)
    doubts = find_doubts(nodes, clusters, scored, ids)
    places = {i: n for n, some in enumerate(members) for i in some}
    return Joined(
        entities=tuple(_merge(*parts) for parts in zip(groups, kinds, names, ids, doubts, strict=True)),
        names=tuple(list_names(group, name) for group, name in zip(groups, names, strict=True)),
        places=tuple(places[i] for i in range(len(rows))),
    )


def _place_rows(rows: Sequence[Local], nodes: Sequence[Node]) -> dict[str, int]:
    """The node of each local id."""
    return {rows[i].entity.id: n for n, node in enumerate(nodes) for i in node.members}


def _cluster(nodes: Sequence[Node], scored: Mapping[tuple[int, int], float], ties: Ties) -> list[list[int]]:
    """Nodes that are one."""
    edges = _unambiguous(nodes, {pair: weight for pair, weight in scored.items() if weight > 0})

    def stay_apart(a: Sequence[int], b: Sequence[int]) -> bool:
        return ties.forbid(a, b) or (must_stay_apart(nodes, a, b) and not ties.demand(a, b))

    return constrained_clusters(len(nodes), edges | ties.edges, stay_apart)


class _Fitting(Struct, frozen=True, gc=False, array_like=True):
    """Of some names the places of those that can be the same person's as one more; no name stands in it."""

    places: tuple[int, ...]


def _score(nodes: Sequence[Node], memo: Memo | None) -> dict[tuple[int, int], float]:
    """Pairs of nodes that may be one, with the log-odds that they are."""
    pairs = candidate_pairs(_list_keys(nodes))
    asked: dict[str, set[str]] = defaultdict(set)
    for a, b in pairs:
        if nodes[a].kind == "person":
            asked[nodes[a].key].add(nodes[b].key)
    fitting = {name: _find_fitting(name, sorted(others), memo) for name, others in asked.items()}
    weighed = (
        ((a, b), weigh_pair(nodes[a], nodes[b]))
        for a, b in pairs
        if nodes[a].kind != "person" or nodes[b].key in fitting[nodes[a].key]
    )
    return {pair: weight for pair, weight in weighed if weight >= LEAST_DOUBT}


def _find_fitting(name: str, others: Sequence[str], memo: Memo | None) -> frozenset[str]:
    """The names that can be the same person's."""

    def find() -> _Fitting:
        return _Fitting(tuple(n for n, other in enumerate(others) if can_name_one(name, other)))

    return frozenset(others[n] for n in recall(memo, _Fitting, ("fitting", name, others), find).places)


def _list_keys(nodes: Sequence[Node]) -> list[list[Hashable]]:
    """What two nodes must have in common to be compared: a name, and where too many bear it, company as well."""
    keys: list[list[Hashable]] = [_block_keys(node) for node in nodes]
    count = Counter(key for found in keys for key in found)
    for node, found in zip(nodes, keys, strict=True):
        if (node.kind == "person" or not node.named) and count[found[0]] > MOST_IN_BLOCK:
            found += [(found[0], name) for name in sorted(node.context)[:_COMPANY_KEYS]]
    return keys


def _block_keys(node: Node) -> list[Hashable]:
    """What is worth comparing has one of these: the sound of a surname first, or of a given name, or a name."""
    if node.kind == "person":
        surname, *given = keys_of(node.key)
        return [("surname", surname), *(("given", each) for each in given)]
    return [(node.kind, name) for name in (node.names if node.named else (node.key,))]


def _unambiguous(nodes: Sequence[Node], weights: dict[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    """Leave out a surname alone, or with an initial, that fits several full names equally well."""
    owners: dict[int, set[str]] = defaultdict(set)
    for a, b in weights:
        for short, full in ((a, b), (b, a)):
            if is_short(nodes[short]) and not is_short(nodes[full]):
                owners[short].add(given_name(nodes[full]))
    return {
        (a, b): weight
        for (a, b), weight in weights.items()
        if len(owners.get(a, ())) < 2 and len(owners.get(b, ())) < 2
    }


def _choose_name(group: Sequence[Local]) -> str:
    """The fullest name: as the table of known names has it, else most words, most texts, longest.

    A name that hardly any of many texts writes is somebody else's of the family, or a slip.
    """
    texts: dict[str, set[str]] = defaultdict(set)
    for row in group:
        for name in (row.entity.name, *row.entity.aliases):
            texts[name].add(row.text)
    table = known_names()
    for name in sorted(table.keys() & texts):
        if table[name].name in texts:
            return table[name].name
    full = max((len(found) for name, found in texts.items() if " " in name), default=0)
    usual = [name for name, found in texts.items() if len(found) >= LEAST_USE * full]
    return min(usual, key=lambda name: (-len(name.split()), -len(texts[name]), -len(name), name))


def _choose_kind(group: Sequence[Local]) -> EntityKind:
    """What most mentions are of; only a decision joins several kinds."""
    if len(group) == 1:
        return group[0].kind
    count: Counter[EntityKind] = Counter()
    for row in group:
        count[row.kind] += len(row.entity.mentions)
    return min(count, key=lambda kind: (-count[kind], kind))


def _make_ids(groups: Sequence[Sequence[Local]], kinds: Sequence[EntityKind], names: Sequence[str]) -> list[str]:
    """Ids from kind and name; where two entities share both, from the texts they stand in as well."""
    keys = list(zip(kinds, names, strict=True))
    count = Counter(keys)
    return [
        make_id("e", *key, *(_first_place(group) if count[key] > 1 else ()))
        for key, group in zip(keys, groups, strict=True)
    ]


def _first_place(group: Sequence[Local]) -> tuple[str, int]:
    """The least text an entity stands in, and where it stands there first."""
    return min((row.text, min(mention.start for mention in row.entity.mentions)) for row in group)


def _merge(
    group: Sequence[Local],
    kind: EntityKind,
    name: str,
    new: str,
    doubts: tuple[Doubt, ...],
) -> Entity:
    aliases = {n for row in group for n in (row.entity.name, *row.entity.aliases)} - {name}
    mentions = {mention for row in group for mention in row.entity.mentions}
    return Entity(
        id=new,
        kind=kind,
        name=name,
        aliases=tuple(sorted(aliases)),
        roles=_merge_roles([role for row in group for role in row.entity.roles]),
        mentions=tuple(sorted(mentions)),
        perhaps=doubts or UNSET,
    )


def _merge_roles(roles: Sequence[Role]) -> tuple[Role, ...]:
    """One role a wording, whatever its capitals, in order of evidence."""
    if not roles:
        return ()
    evidence: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for role in roles:
        evidence[role.text.lower()].extend((span, role.text) for span in role.evidence)
    merged = []
    for places in evidence.values():
        spans = sorted(set(places))
        merged.append(Role(text=spans[0][1], evidence=tuple(span for span, _ in spans)))
    return tuple(sorted(merged, key=lambda role: role.evidence))
