"""One record of a report made two, by which of its mentions belong to the other."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from joindots.corrections.drafts import Draft
from joindots.corrections.places import LEAST_OVERLAP, overlap
from joindots.model import (
    INCIDENT_FIELDS,
    Entity,
    Event,
    Incident,
    Mention,
    Reported,
    Role,
    Span,
    Target,
    make_id,
)

Place = Span | Mention


def split_records(draft: Draft, stays: Target, goes: Target) -> None:
    """Make two of each record that a report has both at places that stay and at places that go.

    What refers to the record follows the nearer mention; what has no place of its own stays. Records that lie wholly on
    one side are left as they are: the join keeps them apart.

    Raises:
        MisfitError: Nothing is left of one side.
    """
    kind: type[Entity | Event] = Event if stays.kind == "event" else Entity
    staying = {record.id for _, record in draft.all_at(kind, stays)}
    for document, record in draft.all_at(kind, goes):
        places = [span for anchor in goes.anchors if (span := draft.reports.locate(anchor)).document == document]
        going = [mention for mention in record.mentions if _is_among(mention, places)]
        if record.id in staying and 0 < len(going) < len(record.mentions):
            if isinstance(record, Entity):
                _split_entity(draft, document, record, [m for m in record.mentions if m in going])
            else:
                _split_event(draft, document, record, [m for m in record.mentions if m in going])


def _is_among(mention: Place, places: Iterable[Span]) -> bool:
    return any(overlap(mention, place) >= LEAST_OVERLAP for place in places)


def _split_entity(draft: Draft, document: str, old: Entity, going: Sequence[Mention]) -> None:
    staying = [mention for mention in old.mentions if mention not in going]
    new = _part(replace(old, id=make_id("e", old.id, going[0].start)), going, staying)
    draft.change(document, old, _part(old, staying, going))
    draft.add(document, new)
    found = draft.found[document]

    def owner(place: Span) -> str:
        return new.id if _goes(place, going, staying) else old.id

    def follow(value: Reported) -> Reported:
        return replace(value, value=owner(value.evidence[0])) if value.value == old.id else value

    attributions = tuple(
        replace(a, source=replace(a.source, entity=owner(a.source.span)))
        if a.source and a.source.entity == old.id
        else a
        for a in found.attributions
    )
    rows = tuple(
        replace(i, **{field: tuple(map(follow, getattr(i, field))) for field in INCIDENT_FIELDS})
        for i in found.incidents
    )
    draft.found[document] = replace(found, attributions=attributions, incidents=rows)


def _part(entity: Entity, own: Sequence[Mention], others: Sequence[Mention]) -> Entity:
    """An entity with some of its mentions: named by the fullest of them, with the roles that stand nearest to them."""
    names = {mention.text for mention in own if mention.how == "name"}
    name = max(names, key=lambda text: (len(text.split()), len(text), text), default=entity.name)
    roles = (
        Role(text=role.text, evidence=tuple(span for span in role.evidence if not _goes(span, others, own)))
        for role in entity.roles
    )
    return replace(
        entity,
        name=name,
        aliases=tuple(sorted(names - {name})),
        mentions=tuple(own),
        roles=tuple(role for role in roles if role.evidence),
    )


def _split_event(draft: Draft, document: str, old: Event, going: Sequence[Span]) -> None:
    staying = [mention for mention in old.mentions if mention not in going]
    moves = bool(old.date and old.date.evidence and _goes(old.date.evidence[0], going, staying))
    new = Event(
        id=make_id("v", old.id, going[0].start),
        name=max((mention.text for mention in going), key=lambda text: (len(text), text)),
        type=old.type,
        date=old.date if moves else None,
        place=None,
        mentions=tuple(going),
    )
    kept = replace(old, mentions=tuple(staying), date=None if moves else old.date)
    draft.change(document, old, kept)
    draft.add(document, new)
    found = draft.found[document]
    quantities = tuple(
        replace(q, event=new.id) if q.event == old.id and _goes(q.span, going, staying) else q for q in found.quantities
    )
    draft.found[document] = replace(found, quantities=quantities)
    for row in [i for i in found.incidents if i.event == old.id]:
        _split_row(draft, document, row, new, (going, staying))


def _split_row(
    draft: Draft, document: str, row: Incident, event: Event, sides: tuple[Sequence[Span], Sequence[Span]]
) -> None:
    """Values go with the mentions that their evidence is nearer to."""
    moved = {
        field: tuple(value for value in getattr(row, field) if _goes(value.evidence[0], *sides))
        for field in INCIDENT_FIELDS
    }
    if any(moved.values()):
        left = {field: tuple(v for v in getattr(row, field) if v not in moved[field]) for field in INCIDENT_FIELDS}
        draft.change(document, row, replace(row, **left))
        draft.add(document, replace(Incident(id=make_id("i", event.id), event=event.id), **moved))


def _goes(place: Place, going: Sequence[Place], staying: Sequence[Place]) -> bool:
    """Whether a place is nearer to what goes than to what stays."""
    return _distance(place, going) < _distance(place, staying)


def _distance(place: Place, others: Sequence[Place]) -> int:
    return min(max(0, other.start - place.end, place.start - other.end) for other in others)
