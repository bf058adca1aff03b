"""Decisions that change what the reports show, before the join."""

from collections.abc import Sequence

from msgspec.structs import replace

from joindots.corrections.additions import add_record, find_speaker
from joindots.corrections.dates import make_date
from joindots.corrections.drafts import Draft
from joindots.corrections.ledgers import Ledger
from joindots.corrections.rejections import reject_record
from joindots.corrections.splits import split_records
from joindots.model import (
    Add,
    Attribution,
    ChangeSpeaker,
    ChangeStance,
    Decision,
    Document,
    Event,
    Observations,
    Redate,
    Reject,
    Split,
)


def correct_observations(
    documents: Sequence[Document], observations: Sequence[Observations], ledger: Ledger
) -> list[Observations]:
    """Carry out what was decided on single observations, in order of time.

    Args:
        documents: One for each of the observations.
        observations: As extracted.
        ledger: Hears of what does not fit, and keeps what is taken out.

    Returns:
        In the same order; every span is still its slice, every array sorted by id.
    """
    if not ledger.decisions:
        return list(observations)
    draft = Draft(documents, observations, ledger)
    for decision in ledger.decisions:
        with ledger.carrying_out(decision):
            _carry_out(draft, decision)
    return [draft.found[one.document] for one in observations]


def _carry_out(draft: Draft, decision: Decision) -> None:
    action = decision.action
    match action:
        case Reject(target=target) if target.kind != "finding":
            reject_record(draft, target)
        case Redate(target=target, date=value) if target.kind == "event":
            date = make_date(value)
            for document, event in draft.all_at(Event, target):
                draft.ledger.was.setdefault(decision.id, event.date.value if event.date else "not known")
                draft.change(document, event, replace(event, date=date))
        case ChangeSpeaker():
            _change_speaker(draft, decision, action)
        case ChangeStance(target=target, stance=stance):
            for document, said in draft.all_at(Attribution, target):
                draft.ledger.was[decision.id] = said.stance
                draft.change(document, said, replace(said, stance=stance))
        case Split(stays=stays, goes=goes):
            split_records(draft, stays, goes)
        case Add():
            add_record(draft, action)
        case _:
            pass


def _change_speaker(draft: Draft, decision: Decision, action: ChangeSpeaker) -> None:
    for document, said in draft.all_at(Attribution, action.target):
        draft.ledger.was[decision.id] = " ".join(said.source.span.text.split()) if said.source else "nobody named"
        draft.change(document, said, replace(said, source=find_speaker(draft, document, action.speaker)))
