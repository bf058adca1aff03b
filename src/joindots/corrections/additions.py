"""Records that people mark in the text because no rule saw them."""

from msgspec.structs import replace

from joindots.corrections.dates import make_date
from joindots.corrections.drafts import Draft
from joindots.corrections.misfits import MisfitError
from joindots.model import (
    INCIDENT_FIELDS,
    Add,
    Anchor,
    Attribution,
    AttributionSource,
    Entity,
    Event,
    Incident,
    Mention,
    NewAttribution,
    NewEntity,
    NewEvent,
    NewQuantity,
    NewValue,
    Quantity,
    Reported,
    make_id,
)


def add_record(draft: Draft, action: Add) -> None:
    """Add a record; one that a newer version finds at the very place by itself is not added twice.

    Raises:
        MisfitError: The marked words are gone, or lie in another report than they have to.
    """
    match action.record:
        case NewEntity():
            _add_entity(draft, action.record)
        case NewEvent():
            _add_event(draft, action.record)
        case NewAttribution():
            _add_attribution(draft, action.record)
        case NewQuantity():
            _add_quantity(draft, action.record)
        case NewValue():
            _add_value(draft, action.record)


def _add_entity(draft: Draft, new: NewEntity) -> None:
    if draft.has(Entity, new.mention):
        return
    span = draft.reports.locate(new.mention)
    mention = Mention(document=span.document, start=span.start, end=span.end, text=span.text, how="name")
    name = " ".join(span.text.split())
    identity = make_id("e", span.document, "added", span.start, span.end)
    draft.add(span.document, Entity(id=identity, kind=new.entity, name=name, mentions=(mention,)))


def _add_event(draft: Draft, new: NewEvent) -> None:
    if draft.has(Event, new.mention):
        return
    span = draft.reports.locate(new.mention)
    event = Event(
        id=make_id("v", span.document, "added", span.start, span.end),
        name=new.name,
        type=new.type,
        date=make_date(new.date),
        place=None,
        mentions=(span,),
    )
    draft.add(span.document, event)


def _add_attribution(draft: Draft, new: NewAttribution) -> None:
    if draft.has(Attribution, new.content[0]):
        return
    content = tuple(sorted(draft.reports.locate(anchor) for anchor in new.content))
    document = content[0].document
    cue = draft.reports.locate(new.cue) if new.cue else None
    if any(span.document != document for span in (*content, *([cue] if cue else []))):
        raise MisfitError("What is said, who says it and the words that say so lie in different reports.")
    attribution = Attribution(
        id=make_id("a", document, "added", *(f"{span.start}-{span.end}" for span in content)),
        form=new.form,
        source=find_speaker(draft, document, new.speaker),
        cue=cue,
        content=content,
        stance=new.stance,
    )
    draft.add(document, attribution)


def find_speaker(draft: Draft, document: str, speaker: Anchor | None) -> AttributionSource | None:
    """Who is marked as the source of an attribution; an entity where one is mentioned there.

    Raises:
        MisfitError: The words are gone, or lie in another report.
    """
    if speaker is None:
        return None
    span = draft.reports.locate(speaker)
    if span.document != document:
        raise MisfitError("Who says it and what is said lie in different reports.")
    entity = draft.peek(Entity, speaker)
    return AttributionSource(entity=entity.id if entity else None, span=span)


def _add_quantity(draft: Draft, new: NewQuantity) -> None:
    if draft.has(Quantity, new.span):
        return
    span, clause = draft.reports.locate(new.span), draft.reports.locate(new.clause)
    if span.document != clause.document or not clause.start <= span.start < span.end <= clause.end:
        raise MisfitError("The number does not stand within the words that give it meaning.")
    quantity = Quantity(
        id=make_id("q", span.document, "added", span.start, span.end),
        span=span,
        clause=clause,
        kind=new.quantity,
        low=new.low,
        high=new.high,
        bound=new.bound,
        unit=new.unit,
        counted=new.counted,
        measure=new.measure,
        event=_event_of(draft, span.document, new.event).id if new.event else None,
        period=None,
        attribution=None,
    )
    draft.add(span.document, quantity)


def _event_of(draft: Draft, document: str, anchor: Anchor) -> Event:
    if draft.reports.report(anchor).id != document:
        raise MisfitError("The event is mentioned in another report than what is told of it.")
    return draft.at(Event, anchor)


def _add_value(draft: Draft, new: NewValue) -> None:
    if new.field not in INCIDENT_FIELDS:
        raise MisfitError(f"An incident has no field {new.field!r}.")
    evidence = draft.reports.locate(new.evidence)
    event = _event_of(draft, evidence.document, new.event)
    rows = draft.found[evidence.document].incidents
    row = next((one for one in rows if one.event == event.id), None)
    if row is None:
        row = Incident(id=make_id("i", event.id), event=event.id)
        draft.add(evidence.document, row)
    values: tuple[Reported, ...] = getattr(row, new.field)
    if not any(value.value == new.value and evidence in value.evidence for value in values):
        added = (*values, Reported(value=new.value, evidence=(evidence,)))
        draft.change(evidence.document, row, replace(row, **{new.field: added}))
