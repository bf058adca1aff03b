"""Decisions as a form or a program proposes them: flat fields, checked, and made into an action."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Final, Literal, get_args

from msgspec import Meta, Struct
from msgspec.structs import replace

from joindots.corrections.aiming import Sight
from joindots.corrections.dates import check_date
from joindots.model import (
    INCIDENT_FIELDS,
    Accept,
    Action,
    Add,
    Anchor,
    Attribution,
    AttributionForm,
    BlockKind,
    ChangeSpeaker,
    ChangeStance,
    Entity,
    EntityKind,
    Event,
    Incident,
    Merge,
    NewAttribution,
    NewEntity,
    NewEvent,
    NewValue,
    Note,
    OptionsError,
    Redate,
    Reject,
    Relabel,
    Rename,
    Split,
    Stance,
    Target,
    Undo,
)

Word = Annotated[str, Meta(max_length=500)]
Text = Annotated[str, Meta(max_length=4000)]
Offset = Annotated[int, Meta(ge=0, le=2**31)]
Doing = Literal[
    "accept",
    "reject",
    "note",
    "merge",
    "split",
    "rename",
    "redate",
    "speaker",
    "stance",
    "relabel",
    "undo",
    "add entity",
    "add event",
    "add statement",
    "add value",
]


class Proposal(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody wants to decide.

    Attributes:
        do: What.
        who: Who decides.
        why: Why; may be empty.
        record: Id of the record it is about; of the decision to undo; of the report a stretch lies in.
        other: Id of another record: what to merge with.
        words: Words of a report, where a stretch is meant that `start` and `end` do not give.
        start: First code point of a stretch.
        end: One past its last.
        report: Id of the report whose mentions go, for a split; in which a value of the register stands.
        speaker: Words of the report that name who says what is added.
        value: The new name, date, stance, label, kind or value.
        field: Of the register, for a value.
    """

    do: Doing
    who: Word
    why: Text = ""
    record: Word = ""
    other: Word = ""
    words: Text = ""
    start: Offset | None = None
    end: Offset | None = None
    report: Word = ""
    speaker: Text = ""
    value: Text = ""
    field: Word = ""


def propose(sight: Sight, proposal: Proposal) -> Action:
    """The action that a proposal means.

    Args:
        sight: Of the account that it was made on.
        proposal: With its fields.

    Raises:
        OptionsError: It names nothing that is there, or makes no sense; a sentence for who made it.
    """
    return _MAKERS[proposal.do](sight, proposal)


def _target(sight: Sight, proposal: Proposal) -> Target:
    return sight.aim(proposal.record)


def _accept(sight: Sight, proposal: Proposal) -> Action:
    return Accept(target=_target(sight, proposal))


def _note(sight: Sight, proposal: Proposal) -> Action:
    if not proposal.why.strip():
        raise OptionsError("A note needs words: say them under why.")
    return Note(target=_target(sight, proposal))


def _reject(sight: Sight, proposal: Proposal) -> Action:
    target = _target(sight, proposal)
    if target.kind == "document":
        raise OptionsError("A report cannot be rejected; leave it out of what is read.")
    if proposal.field and target.kind == "incident":
        anchor = _stretch(sight, proposal.report, proposal)
        target = replace(target, anchors=(anchor,), field=_choose(proposal.field, INCIDENT_FIELDS))
    return Reject(target=target)


def _merge(sight: Sight, proposal: Proposal) -> Action:
    one, other = _target(sight, proposal), sight.aim(proposal.other)
    if one.kind != other.kind or one.kind not in _NAMED or one.id == other.id:
        raise OptionsError("Two different entities can be merged, or two different events.")
    return Merge(targets=(one, other))


def _split(sight: Sight, proposal: Proposal) -> Action:
    record = sight.records.get(proposal.record)
    if not isinstance(record, Entity | Event):
        raise OptionsError("Only entities and events can be split.")
    here = [mention for mention in record.mentions if mention.document == proposal.report]
    if proposal.start is not None and proposal.end is not None:
        here = [m for m in here if m.start < proposal.end and m.end > proposal.start]
    if not 0 < len(here) < len(record.mentions):
        raise OptionsError("Name some of the places where it is mentioned, not all and not none.")
    stays, goes = sight.part(record, here)
    return Split(stays=stays, goes=goes)


def _rename(sight: Sight, proposal: Proposal) -> Action:
    target, name = _target(sight, proposal), " ".join(proposal.value.split())
    if target.kind not in _NAMED or not name:
        raise OptionsError("An entity or an event can be given a name, and it needs one.")
    return Rename(target=target, name=name)


def _redate(sight: Sight, proposal: Proposal) -> Action:
    target = _target(sight, proposal)
    if target.kind not in {"document", "event"}:
        raise OptionsError("Only reports and events are dated.")
    value = proposal.value.strip()
    return Redate(target=target, date=None if value in {"", "unknown"} else check_date(value))


def _speaker(sight: Sight, proposal: Proposal) -> Action:
    """Whoever stands nearest to what is said is meant, where the words stand several times."""
    said, words = _attribution(sight, proposal), " ".join(proposal.words.split())
    target = sight.aim(said.id)
    if not words:
        return ChangeSpeaker(target=target, speaker=None)
    span = said.content[0]
    places = [match.start() for match in re.finditer(re.escape(words), sight.documents[span.document].text)]
    if not places:
        raise OptionsError(f"The words {words!r} do not stand in this report.")
    start = min(places, key=lambda place: (abs(place - span.start), place))
    return ChangeSpeaker(target=target, speaker=sight.mark(span.document, start, start + len(words)))


def _stance(sight: Sight, proposal: Proposal) -> Action:
    target = sight.aim(_attribution(sight, proposal).id)
    return ChangeStance(target=target, stance=_choose(proposal.value, get_args(Stance)))


def _attribution(sight: Sight, proposal: Proposal) -> Attribution:
    record = sight.records.get(proposal.record)
    if not isinstance(record, Attribution):
        raise OptionsError(f"{proposal.record!r} is no statement of somebody.")
    return record


def _relabel(sight: Sight, proposal: Proposal) -> Action:
    anchor = _stretch(sight, proposal.record, proposal)
    target = sight.aim_at_stretch(proposal.record, anchor.start, anchor.end)
    return Relabel(target=target, label=_choose(proposal.value, get_args(BlockKind)))


def _undo(_sight: Sight, proposal: Proposal) -> Action:
    return Undo(decision=proposal.record)


def _add_entity(sight: Sight, proposal: Proposal) -> Action:
    mention = _stretch(sight, proposal.record, proposal)
    return Add(record=NewEntity(mention=mention, entity=_choose(proposal.value, get_args(EntityKind))))


def _add_event(sight: Sight, proposal: Proposal) -> Action:
    mention = _stretch(sight, proposal.record, proposal)
    kind = " ".join(proposal.value.split())
    if not kind:
        raise OptionsError("Say what type of event it is, such as attack, accident or arrest.")
    return Add(record=NewEvent(mention=mention, name=" ".join(mention.quote.split()), type=kind))


def _add_statement(sight: Sight, proposal: Proposal) -> Action:
    content = _stretch(sight, proposal.record, proposal)
    speaker = _by_words(sight, proposal.record, proposal.speaker) if proposal.speaker.strip() else None
    quoted = content.quote.strip()[:1] in _QUOTES
    stance = _choose(proposal.value or "asserts", get_args(Stance))
    form: AttributionForm = "direct" if quoted else "indirect"
    return Add(record=NewAttribution(content=(content,), form=form, stance=stance, speaker=speaker))


def _add_value(sight: Sight, proposal: Proposal) -> Action:
    row = sight.records.get(proposal.record)
    event = sight.records.get(row.event) if isinstance(row, Incident) else None
    if not isinstance(event, Event):
        raise OptionsError(f"{proposal.record!r} is no incident.")
    evidence = _stretch(sight, proposal.report, proposal)
    here = [mention for mention in event.mentions if mention.document == proposal.report]
    if not here:
        raise OptionsError("The event is not mentioned in this report.")
    value = proposal.value.strip()
    if not value:
        raise OptionsError("Say the value.")
    return Add(
        record=NewValue(
            event=sight.anchor(here[:1])[0],
            field=_choose(proposal.field, INCIDENT_FIELDS),
            value=int(value) if value.isdecimal() and value.isascii() and len(value) < _DIGITS else value,
            evidence=evidence,
        )
    )


def _stretch(sight: Sight, document: str, proposal: Proposal) -> Anchor:
    """The stretch that is meant, by its offsets or by words that stand there once."""
    if proposal.start is not None and proposal.end is not None:
        return sight.mark(document, proposal.start, proposal.end)
    return _by_words(sight, document, proposal.words)


def _by_words(sight: Sight, document: str, words: str) -> Anchor:
    if document not in sight.documents:
        raise OptionsError(f"No report of this account has the id {document!r}.")
    text, quote = sight.documents[document].text, words.replace("\r\n", "\n").strip()
    count = text.count(quote) if quote else 0
    if count != 1:
        told = "do not stand there" if count == 0 else f"stand there {count:,} times; give more of them"
        raise OptionsError(f"The words {quote[:_SHOWN]!r} {told}.")
    start = text.index(quote)
    return sight.mark(document, start, start + len(quote))


def _choose(value: str, choices: Sequence[str]) -> Any:  # noqa: ANN401 - one of the choices
    if value not in choices:
        raise OptionsError(f"{value[:_SHOWN]!r} is none of {', '.join(choices)}.")
    return value


_NAMED = frozenset({"entity", "event"})
_QUOTES = frozenset("\"“‘«'")
_SHOWN = 60  # characters of what was typed that a message repeats
_DIGITS = 16  # a longer number is none that anybody counts
_MAKERS: Final[Mapping[Doing, Callable[[Sight, Proposal], Action]]] = {
    "accept": _accept,
    "reject": _reject,
    "note": _note,
    "merge": _merge,
    "split": _split,
    "rename": _rename,
    "redate": _redate,
    "speaker": _speaker,
    "stance": _stance,
    "relabel": _relabel,
    "undo": _undo,
    "add entity": _add_entity,
    "add event": _add_event,
    "add statement": _add_statement,
    "add value": _add_value,
}
