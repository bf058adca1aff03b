"""People and organisations: names, roles over time, mentions."""

from collections import defaultdict
from typing import Final

from msgspec import Struct, UnsetType

from joindots.account.citations import Citations, Place, Statement
from joindots.account.escapes import flatten
from joindots.account.indexes import Index
from joindots.account.views.groups import Group, group_items
from joindots.model import Doubt, DoubtReason, Entity, EntityKind, Mention, Role

_KINDS: Final[dict[EntityKind, str]] = {
    "person": "People",
    "organisation": "Organisations",
    "group": "Groups",
    "place": "Places",
    "other": "Other names",
}
_SHOWN = 8  # open entities of a kind
_HELD = 60  # entities of a kind on the page
_MENTIONS = 24  # mentions of an entity that are linked
_ROLES = 8  # roles of an entity on the page
_DOUBTS_SHOWN = 6  # open pairs that may be the same
_DOUBTS_HELD = 60  # such pairs on the page
DOUBTS: Final[dict[DoubtReason, str]] = {
    "surname alone": "one has a surname only",
    "initial": "one has an initial only",
    "spelling": "their spelling differs",
    "short name": "the short name fits several",
}


class RoleView(Struct, frozen=True, kw_only=True):
    """A role as a report gives it.

    Attributes:
        text: As written.
        places: Where.
    """

    text: str
    places: tuple[Place, ...]


class MentionsView(Struct, frozen=True, kw_only=True):
    """Mentions in one report.

    Attributes:
        mark: Of the report.
        byline: Of the report.
        places: In order.
    """

    mark: str
    byline: str
    places: tuple[Place, ...]


class EntityView(Struct, frozen=True, kw_only=True):
    """Somebody or something with a name.

    Attributes:
        id: Of the entity.
        name: Fullest.
        aliases: Other names.
        roles: In order of time.
        mentions: How often it is mentioned.
        reports: In how many reports.
        by_report: Mentions that are linked.
        left_out: Mentions that are not.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    roles: tuple[RoleView, ...]
    mentions: int
    reports: int
    by_report: tuple[MentionsView, ...]
    left_out: int


class KindView(Struct, frozen=True, kw_only=True):
    """Entities of one kind.

    Attributes:
        kind: As in the account.
        title: In words.
        entities: Those in most reports first.
    """

    kind: EntityKind
    title: str
    entities: Group[EntityView]


class DoubtView(Struct, frozen=True, kw_only=True):
    """Two entities that may be the same.

    Attributes:
        ids: Of both.
        names: Of both.
        reports: In how many reports each is named.
        why: What leaves it open.
    """

    ids: tuple[str, str]
    names: tuple[str, str]
    reports: tuple[int, int]
    why: str


def view_doubts(index: Index) -> Group[DoubtView]:
    """Pairs of entities that may be the same and were not joined, those of most mentions first."""
    entities = {entity.id: entity for entity in index.account.entities}
    pairs = [
        (entity, entities[doubt.entity], doubt.why)
        for entity in index.account.entities
        for doubt in list_doubts(entity)
        if entity.id < doubt.entity
    ]
    pairs.sort(key=lambda pair: (-min(len(pair[0].mentions), len(pair[1].mentions)), pair[0].id, pair[1].id))
    held = [
        DoubtView(
            ids=(a.id, b.id),
            names=(flatten(a.name), flatten(b.name)),
            reports=(_count_reports(a), _count_reports(b)),
            why=DOUBTS[why],
        )
        for a, b, why in pairs[:_DOUBTS_HELD]
    ]
    return group_items(held, len(pairs) - len(held), _DOUBTS_SHOWN)


def list_doubts(entity: Entity) -> tuple[Doubt, ...]:
    """The others that an entity may be the same as."""
    return () if isinstance(entity.perhaps, UnsetType) else entity.perhaps


def _count_reports(entity: Entity) -> int:
    return len({mention.document for mention in entity.mentions})


def view_entities(citations: Citations) -> tuple[KindView, ...]:
    """All kinds that the pile has."""
    kinds: dict[EntityKind, list[Entity]] = defaultdict(list)
    for entity in citations.index.account.entities:
        if any(mention.how == "name" for mention in entity.mentions):
            kinds[entity.kind].append(entity)
    return tuple(_view_kind(citations, kind, kinds[kind]) for kind in _KINDS if kind in kinds)


def _view_kind(citations: Citations, kind: EntityKind, entities: list[Entity]) -> KindView:
    ranked = sorted(entities, key=_rank)
    held = [_view_entity(citations, entity) for entity in ranked[:_HELD]]
    openly = _SHOWN if kind in {"person", "organisation"} else 0
    return KindView(kind=kind, title=_KINDS[kind], entities=group_items(held, len(ranked) - len(held), openly))


def _rank(entity: Entity) -> tuple[int, int, str]:
    return -len({mention.document for mention in entity.mentions}), -len(entity.mentions), entity.id


def _view_entity(citations: Citations, entity: Entity) -> EntityView:
    index = citations.index
    name = flatten(entity.name)
    statement = Statement(id=entity.id, kind="entity", label=name)
    mentions = sorted(entity.mentions, key=lambda m: (index.numbers[m.document], m.start))
    return EntityView(
        id=entity.id,
        name=name,
        aliases=tuple(flatten(alias) for alias in entity.aliases),
        roles=_view_roles(citations, entity.roles, statement),
        mentions=len(mentions),
        reports=len({mention.document for mention in mentions}),
        by_report=_view_mentions(citations, mentions[:_MENTIONS], statement),
        left_out=max(0, len(mentions) - _MENTIONS),
    )


def _view_roles(citations: Citations, roles: tuple[Role, ...], statement: Statement) -> tuple[RoleView, ...]:
    """Roles in order of the first report that gives them."""
    index = citations.index
    ordered = sorted(roles, key=lambda role: _first_place(index, role))[:_ROLES]
    return tuple(
        RoleView(text=flatten(role.text), places=tuple(citations.cite(span, statement) for span in role.evidence[:6]))
        for role in ordered
    )


def _first_place(index: Index, role: Role) -> tuple[int, int]:
    return min(((index.numbers[span.document], span.start) for span in role.evidence), default=(0, 0))


def _view_mentions(citations: Citations, mentions: list[Mention], statement: Statement) -> tuple[MentionsView, ...]:
    by_document: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_document[mention.document].append(mention)
    index = citations.index
    return tuple(
        MentionsView(
            mark=index.mark(document),
            byline=index.byline(document),
            places=tuple(citations.cite(mention, statement) for mention in found),
        )
        for document, found in by_document.items()
    )
