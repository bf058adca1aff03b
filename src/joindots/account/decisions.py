"""Decisions in words, for pages and terminals."""

from joindots.account.escapes import flatten
from joindots.account.phrases import date_words, list_words
from joindots.model import (
    Accept,
    Action,
    Add,
    ChangeSpeaker,
    ChangeStance,
    Decision,
    Merge,
    NewAttribution,
    NewEntity,
    NewEvent,
    NewQuantity,
    NewValue,
    Note,
    Redate,
    Reject,
    Relabel,
    Rename,
    Split,
    Target,
    Undo,
)

_SHOWN = 60  # characters of a quote or name that are repeated


def decision_words(decision: Decision) -> str:
    """What was decided, in a few words: "rejected the finding “Killed: ferry collision”"."""
    return flatten(_action_words(decision.action))


def decision_deed(decision: Decision) -> str:
    """What stands beside a record that rests on a decision: "accepted", "noted" or "corrected"."""
    match decision.action:
        case Accept():
            return "accepted"
        case Note():
            return "noted"
        case _:
            return "corrected"


def decision_day(decision: Decision) -> str:
    """The day of a decision, as people write it."""
    return date_words(decision.when[:10])


def _action_words(action: Action) -> str:  # noqa: PLR0911 - one sentence an action
    match action:
        case Accept(target=target):
            return f"accepted {_target_words(target)}"
        case Reject(target=target):
            return f"rejected {_target_words(target)}"
        case Note(target=target):
            return f"noted on {_target_words(target)}"
        case Merge(targets=targets):
            return f"merged {list_words([_quote(target.name) for target in targets])}"
        case Split(goes=goes, stays=stays):
            count = len(goes.anchors)
            return f"split {_quote(stays.name)}: {count} mention{'' if count == 1 else 's'} moved out"
        case Rename(target=target, name=name):
            return f"renamed {_quote(target.name)} to {_quote(name)}"
        case Redate(target=target, date=date):
            return f"dated {_target_words(target)} {date_words(date) if date else 'not known'}"
        case _:
            return _inner_words(action)


def _inner_words(action: ChangeSpeaker | ChangeStance | Relabel | Add | Undo) -> str:
    match action:
        case ChangeSpeaker(target=target, speaker=speaker):
            return f"laid {_target_words(target)} to {_quote(speaker.quote) if speaker else 'nobody named'}"
        case ChangeStance(target=target, stance=stance):
            return f"changed the stance of {_target_words(target)} to {stance.replace('_', ' ')}"
        case Relabel(target=target, label=label):
            return f"labelled {_quote(target.name)} as {label}"
        case Add(record=record):
            return f"added {_record_words(record)}"
        case Undo(decision=decision):
            return f"undid {decision}"


def _record_words(record: NewEntity | NewEvent | NewAttribution | NewQuantity | NewValue) -> str:
    match record:
        case NewEntity():
            return f"the {record.entity} {_quote(record.mention.quote)}"
        case NewEvent():
            return f"the event {_quote(record.name)}"
        case NewAttribution():
            return f"the statement {_quote(record.content[0].quote)}"
        case NewQuantity():
            return f"the number {_quote(record.span.quote)}"
        case NewValue():
            return f"{record.field.replace('_', ' ')} {_quote(str(record.value))}"


_KINDS = {"document": "the report", "block": "the passage", "attribution": "the statement", "quantity": "the number"}


def _target_words(target: Target) -> str:
    kind = _KINDS.get(target.kind, f"the {target.kind}")
    field = f"{target.field.replace('_', ' ')} of " if target.field else ""
    return f"{field}{kind} {_quote(target.name)}"


def _quote(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words}”" if len(words) <= _SHOWN else f"“{words[:_SHOWN].rpartition(' ')[0] or words[:_SHOWN]} …”"
