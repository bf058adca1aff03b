"""What is compared: the entities of single documents, those of one full name put together."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from joindots.join.bonds import part_members
from joindots.join.entities.known_names import known_names
from joindots.linkage.names import read_body
from joindots.model import Bonds, Document, Entity, EntityKind, Observations

_AGE_AFTER = re.compile(r"\s?[,(]\s?(\d{1,2})(?=[,.;)\s])")
_AGE_BEFORE = re.compile(r"(\d{1,2})-year-old\s+(?:[^\W\d]+\s+){0,3}$")
_MALE = re.compile(r"\b(?:Mr|Sir|Lord)\.?\s$")
_FEMALE = re.compile(r"\b(?:Mrs|Ms|Miss|Lady|Dame)\.?\s$")
_MALE_WORDS = frozenset({"he", "him", "his", "himself"})
_FEMALE_WORDS = frozenset({"she", "her", "hers", "herself"})
_OTHER_VOTE = 0.5  # votes of a document that cannot tell what a name is
_SURE_VOTE = 1.5  # votes of a document that shows that a name is a person's
_BARE_VOTE = 0.5  # votes of a document that takes one word for a person without showing why
_INSIDE = re.compile(r"(?<!shares )(?<!stake )\bin\s$")
_BEFORE = 40  # characters before a name in which an age or a form of address can stand
_AGE_SLACK = 1  # years: a birthday between two reports
# A name in more documents than this says nothing about whether two reports tell of the same thing.
_RARE_DOCUMENTS = 10
_RARE_SHARE = 0.02


class Local(Struct, frozen=True):
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


class Node(Struct, frozen=True):
    """Entities of single documents that are one without further ado.

    Attributes:
        kind: What it is.
        names: The spellings that tell it from others.
        key: The name that made them one.
        ages: Stated ages.
        genders: Forms of address.
        named: Whether it has a name; "police" has none.
        members: Indices of the locals.
        context: Rare names in the documents it stands in, its own left out.
    """

    kind: EntityKind
    names: frozenset[str]
    key: str
    ages: frozenset[int]
    genders: frozenset[str]
    named: bool
    members: tuple[int, ...]
    context: frozenset[str]


def read_locals(documents: Sequence[Document], observations: Sequence[Observations]) -> list[Local]:
    """All entities of all documents, kinds corrected by a vote over the pile."""
    texts = [hashlib.sha256(d.text.encode("utf-8", "surrogatepass")).hexdigest() for d in documents]
    kinds = _vote_kinds(documents, texts, observations)
    return [
        Local(entity, i, texts[i], _kind(entity, kinds), *_circumstances(documents[i].text, entity), is_named(entity))
        for i, found in enumerate(observations)
        for entity in found.entities
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


def is_named(entity: Entity) -> bool:
    """Whether an entity is mentioned by name."""
    return any(mention.how == "name" for mention in entity.mentions)


def ages_clash(a: frozenset[int], b: frozenset[int]) -> bool:
    """Whether no age of one is an age of the other."""
    return bool(a and b) and all(abs(x - y) > _AGE_SLACK for x in a for y in b)


def _vote_kinds(
    documents: Sequence[Document], texts: Sequence[str], observations: Sequence[Observations]
) -> dict[str, dict[EntityKind, float]]:
    """For every spelling, how many distinct texts give it which kind; the name itself counts double."""
    votes: dict[str, dict[EntityKind, float]] = defaultdict(lambda: defaultdict(float))
    seen: set[str] = set()
    for document, text, found in zip(documents, texts, observations, strict=True):
        if text in seen:
            continue
        seen.add(text)
        for entity in found.entities:
            weight = _weigh_reading(document.text, entity)
            for name in (entity.name, entity.name, *entity.aliases):
                votes[name][entity.kind] += weight
            if " " not in entity.name and _stands_as_place(document.text, entity):
                votes[entity.name]["place"] += 1
    return votes


def _weigh_reading(text: str, entity: Entity) -> float:
    """How much one document's reading counts, in documents."""
    if entity.kind == "other":
        return _OTHER_VOTE
    if entity.kind != "person":
        return 1.0
    told = bool(entity.roles) or _circumstances(text, entity) != (None, None)
    # One word that nothing shows to be a person's may be anything; an age, a post or a pronoun is as good as certain.
    return _SURE_VOTE if told else 1.0 if " " in entity.name else _BARE_VOTE


def _stands_as_place(text: str, entity: Entity) -> bool:
    """Whether something is somewhere "in" it."""
    return any(m.how == "name" and _INSIDE.search(text[max(0, m.start - _BEFORE) : m.start]) for m in entity.mentions)


def _kind(entity: Entity, votes: Mapping[str, dict[EntityKind, float]]) -> EntityKind:
    known = known_names().get(entity.name)
    if known:
        return known.kind
    count = votes[entity.name]
    # Where the votes are even, any kind is better than none, and the document's own reading wins.
    return min(count, key=lambda kind: (-count[kind], kind == "other", kind != entity.kind, kind))


def _circumstances(text: str, entity: Entity) -> tuple[int | None, str | None]:
    """The age and the gender that stand beside a person's name."""
    age, gender = None, None
    if entity.kind != "person":
        return age, gender
    for mention in entity.mentions:
        if mention.how != "name":
            word = mention.text.lower()
            gender = gender or ("m" if word in _MALE_WORDS else "f" if word in _FEMALE_WORDS else None)
            continue
        before = text[max(0, mention.start - _BEFORE) : mention.start]
        stated = _AGE_AFTER.match(text, mention.end) or _AGE_BEFORE.search(before)
        age = age or (int(stated[1]) if stated else None)
        gender = gender or ("m" if _MALE.search(before) else "f" if _FEMALE.search(before) else None)
    return age, gender


def _key(local: Local) -> tuple[str, str, str]:
    known = known_names().get(local.entity.name)
    if known:
        return (local.kind, known.name, "")
    name = _fold(local.entity.name, local.kind)
    alone = (local.kind == "person" and " " not in name) or not local.named
    return (local.kind, name, local.text if alone else "")


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
    names = frozenset(n for i in members for n in (rows[i].entity.name, *rows[i].entity.aliases))
    around = frozenset().union(*(contexts.get(rows[i].document, frozenset()) for i in members))
    return Node(
        kind=rows[members[0]].kind,
        names=names - shared,
        key=key,
        ages=frozenset(age for i in members if (age := rows[i].age) is not None),
        genders=frozenset(gender for i in members if (gender := rows[i].gender) is not None),
        named=any(rows[i].named for i in members),
        members=tuple(members),
        context=around - names,
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
