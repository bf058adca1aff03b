"""What people decide about an account: accepted, rejected, merged, renamed, dated anew. Appended, never edited.

A decision names its target by where it stands in the sources, not by an id alone, so that it outlives the reading it
was made on. What it does to the records stands in the room `corrections`.
"""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from joindots.model.documents import BlockKind
from joindots.model.findings import Finding, FindingKind
from joindots.model.observations import (
    Attribution,
    AttributionForm,
    Bound,
    Entity,
    EntityKind,
    Event,
    Incident,
    Quantity,
    QuantityKind,
    Stance,
)

TargetKind = Literal["document", "block", "entity", "event", "attribution", "quantity", "incident", "finding"]


class Anchor(Struct, frozen=True, kw_only=True, omit_defaults=True, order=True):
    """A stretch of a report, told so that it is found again in another reading of the same bytes.

    Attributes:
        sha256: Of the report's bytes, as `Document.sha256`.
        source: As `Document.source`; it only matters where several reports have the same bytes.
        start: First code point of the text it was marked in.
        end: One past the last; `start` where the whole report is meant.
        quote: The slice.
        before: What stood before it, a few words.
        after: What stood after it.
    """

    sha256: str
    source: str
    start: Annotated[int, Meta(ge=0)]
    end: Annotated[int, Meta(ge=0)]
    quote: str
    before: str = ""
    after: str = ""


class Target(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a decision is about.

    Attributes:
        kind: Of record.
        anchors: Where it stands; of an entity or event one place in each report, of a finding one for each position.
        id: What it was called when it was decided; it may be called otherwise by now.
        name: The same in words.
        finding: Of a finding its verdict.
        field: Of an incident the field whose reported values at the anchors are meant; None for the whole row.
    """

    kind: TargetKind
    anchors: Annotated[tuple[Anchor, ...], Meta(min_length=1)]
    id: str
    name: str
    finding: FindingKind | None = None
    field: str | None = None


class Accept(Struct, frozen=True, kw_only=True, tag_field="do", tag="accept"):
    """It is right.

    Attributes:
        target: A record.
    """

    target: Target


class Reject(Struct, frozen=True, kw_only=True, tag_field="do", tag="reject"):
    """It is wrong: taken out and set aside.

    Attributes:
        target: A record; no report and no block.
    """

    target: Target


class Note(Struct, frozen=True, kw_only=True, tag_field="do", tag="note"):
    """A word on it, said in `Decision.why`; nothing changes.

    Attributes:
        target: A record.
    """

    target: Target


class Merge(Struct, frozen=True, kw_only=True, tag_field="do", tag="merge"):
    """They are one.

    Attributes:
        targets: Two or more entities, or two or more events.
    """

    targets: Annotated[tuple[Target, ...], Meta(min_length=2)]


class Split(Struct, frozen=True, kw_only=True, tag_field="do", tag="split"):
    """They are two.

    Attributes:
        stays: An entity or event, by mentions that keep their place.
        goes: The same, by mentions that belong to another; all of them in a report that mentions both.
    """

    stays: Target
    goes: Target


class Rename(Struct, frozen=True, kw_only=True, tag_field="do", tag="rename"):
    """It is called otherwise.

    Attributes:
        target: An entity or event.
        name: Its name.
    """

    target: Target
    name: str


class Redate(Struct, frozen=True, kw_only=True, tag_field="do", tag="redate"):
    """It is of another day.

    Attributes:
        target: A report or an event.
        date: ISO 8601 / EDTF; None where it is not known.
    """

    target: Target
    date: str | None


class ChangeSpeaker(Struct, frozen=True, kw_only=True, tag_field="do", tag="speaker"):
    """Somebody else says it.

    Attributes:
        target: An attribution.
        speaker: Where whoever says it stands in the same report; None where nobody is named.
    """

    target: Target
    speaker: Anchor | None


class ChangeStance(Struct, frozen=True, kw_only=True, tag_field="do", tag="stance"):
    """It is said otherwise.

    Attributes:
        target: An attribution.
        stance: What the source does with the content.
    """

    target: Target
    stance: Stance


class Relabel(Struct, frozen=True, kw_only=True, tag_field="do", tag="relabel"):
    """It is something else to a reader.

    Attributes:
        target: A block, or any stretch of a report.
        label: What it is.
    """

    target: Target
    label: BlockKind


class NewEntity(Struct, frozen=True, kw_only=True, tag_field="kind", tag="entity"):
    """A named thing that was not seen.

    Attributes:
        mention: Its name in the text.
        entity: What it is.
    """

    mention: Anchor
    entity: EntityKind


class NewEvent(Struct, frozen=True, kw_only=True, tag_field="kind", tag="event"):
    """Something that happened and was not seen.

    Attributes:
        mention: Its words in the text.
        name: What to call it.
        type: As `Event.type`.
        date: ISO 8601 / EDTF, or None.
    """

    mention: Anchor
    name: str
    type: str
    date: str | None = None


class NewAttribution(Struct, frozen=True, kw_only=True, tag_field="kind", tag="attribution"):
    """Something said that was not seen.

    Attributes:
        content: What is said; several where it is split.
        form: Quoted or not.
        stance: What the source does with it.
        speaker: Where whoever says it stands, or None.
        cue: The words that attribute, or None.
    """

    content: Annotated[tuple[Anchor, ...], Meta(min_length=1)]
    form: AttributionForm
    stance: Stance
    speaker: Anchor | None = None
    cue: Anchor | None = None


class NewQuantity(Struct, frozen=True, kw_only=True, tag_field="kind", tag="quantity"):
    """A number that was not seen.

    Attributes:
        span: The number phrase.
        clause: The stretch that gives it meaning, around it.
        quantity: What sort of number.
        low: Least value, or None.
        high: Greatest value, or None.
        bound: How it is limited.
        counted: What is counted, or None.
        measure: As `Quantity.measure`.
        unit: As `Quantity.unit`.
        event: Where the event it belongs to is mentioned, or None.
    """

    span: Anchor
    clause: Anchor
    quantity: QuantityKind
    low: int | float | None
    high: int | float | None
    bound: Bound
    counted: str | None
    measure: str
    unit: str | None = None
    event: Anchor | None = None


class NewValue(Struct, frozen=True, kw_only=True, tag_field="kind", tag="value"):
    """A value of an incident's field that was not seen.

    Attributes:
        event: Where the event is mentioned.
        field: One of `INCIDENT_FIELDS`.
        value: As `Reported.value`.
        evidence: Where it is reported, in the same report.
    """

    event: Anchor
    field: str
    value: int | str
    evidence: Anchor


class Add(Struct, frozen=True, kw_only=True, tag_field="do", tag="add"):
    """It is missing.

    Attributes:
        record: What to add, by marked text.
    """

    record: NewEntity | NewEvent | NewAttribution | NewQuantity | NewValue


class Undo(Struct, frozen=True, kw_only=True, tag_field="do", tag="undo"):
    """An earlier decision holds no longer; undone itself, it holds again.

    Attributes:
        decision: Id of the earlier one.
    """

    decision: str


Action = Accept | Reject | Note | Merge | Split | Rename | Redate | ChangeSpeaker | ChangeStance | Relabel | Add | Undo


class Decision(Struct, frozen=True, kw_only=True):
    """One line of a history.

    Attributes:
        id: `k` and a hash of all the rest, so that a changed line is noticed.
        when: ISO 8601 in UTC, to the millisecond: `2031-05-02T09:41:07.120Z`.
        who: As they call themselves.
        why: In their words; may be empty.
        action: What is decided.
    """

    id: str
    when: str
    who: str
    why: str
    action: Action


class Correction(Struct, frozen=True, kw_only=True):
    """A decision in force and what rests on it.

    Attributes:
        decision: It.
        records: Sorted ids of the records of the account that rest on it.
        was: What stood there before, in words; None where nothing did.
    """

    decision: Decision
    records: tuple[str, ...]
    was: str | None


class Misfit(Struct, frozen=True, kw_only=True):
    """A decision in force that this reading has no place for.

    Attributes:
        decision: It.
        reason: A sentence.
    """

    decision: Decision
    reason: str


class SetAside(Struct, frozen=True, kw_only=True):
    """What decisions took out of the account, whole, so that nothing is lost; ids in it may be those of one report.

    Attributes:
        entities: Sorted by id, as all the others.
        quantities: Numbers.
        attributions: Sayings.
        events: Events.
        incidents: Rows, or the rejected values of a row.
        findings: Verdicts.
    """

    entities: tuple[Entity, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[Event, ...] = ()
    incidents: tuple[Incident, ...] = ()
    findings: tuple[Finding, ...] = ()


class Corrections(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What people decided, as far as it bears on this account.

    Attributes:
        made: In order of time.
        misfits: In order of time.
        set_aside: What was taken out.
    """

    made: tuple[Correction, ...] = ()
    misfits: tuple[Misfit, ...] = ()
    set_aside: SetAside | UnsetType = UNSET


class Bonds(Struct, frozen=True, kw_only=True):
    """What decisions say of sameness, by the ids that records have before the join.

    Attributes:
        together: Pairs that are one, the most binding first.
        apart: Pairs that are not; of each the one that leaves stands last.
    """

    together: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
