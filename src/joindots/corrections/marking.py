"""What rests on a decision, written beside it: the last step, on the finished account."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from msgspec import UNSET
from msgspec.structs import replace

from joindots.corrections.anchors import Reports
from joindots.corrections.judging import find_finding, index_findings
from joindots.corrections.ledgers import Ledger
from joindots.corrections.misfits import MisfitError
from joindots.corrections.places import Places, find_target
from joindots.model import (
    Account,
    Action,
    Add,
    Attribution,
    Correction,
    Corrections,
    Document,
    Entity,
    Event,
    Finding,
    Incident,
    Merge,
    Misfit,
    NewAttribution,
    NewEvent,
    NewQuantity,
    NewValue,
    Quantity,
    Reject,
    SetAside,
    Split,
    Target,
    TargetKind,
    Undo,
)

Marked = TypeVar("Marked", Attribution, Document, Entity, Event, Finding, Incident, Quantity)


def mark_account(account: Account, ledger: Ledger) -> Account:
    """Say which records rest on which decisions, and list what was decided and what has no place.

    Args:
        account: Made from corrected records.
        ledger: With all steps behind it.

    Returns:
        The same account where nothing is in force.
    """
    if not ledger.decisions:
        return account
    aside = ledger.set_aside()
    seen, gone = _Seen(account, account), _Seen(account, aside or SetAside())
    made, misfits = [], []
    for decision in ledger.decisions:
        records: tuple[str, ...] = ()
        if decision.id not in ledger.misfits:
            with ledger.carrying_out(decision):
                records = _list_records(decision.action, seen, gone)
        if decision.id in ledger.misfits:
            misfits.append(Misfit(decision=decision, reason=ledger.misfits[decision.id]))
        else:
            made.append(Correction(decision=decision, records=records, was=ledger.was.get(decision.id)))
    corrections = Corrections(made=tuple(made), misfits=tuple(misfits), set_aside=aside or UNSET)
    return replace(_stamp(account, made), corrections=corrections)


class _Seen:
    """Records of the account, or those set aside, looked up by anchors."""

    def __init__(self, account: Account, records: Account | SetAside) -> None:
        self.reports = Reports(account.documents)
        self.records = records

    @cached_property
    def places(self) -> Mapping[str, Places]:
        """By kind."""
        records = self.records
        return {
            "entity": Places(records.entities),
            "event": Places(records.events),
            "attribution": Places(records.attributions),
            "quantity": Places(records.quantities),
        }

    @cached_property
    def findings(self) -> Mapping[str, Sequence[Finding]]:
        """By the reports they rest on."""
        return index_findings(self.records.findings)

    def find(self, target: Target) -> frozenset[str]:
        """Ids of the records at the anchors of a target.

        Raises:
            MisfitError: There are none.
        """
        if target.kind in {"document", "block"}:
            return frozenset([self.reports.report(target.anchors[0]).id])
        if target.kind == "finding":
            return frozenset([find_finding(self.findings, self.reports, target).id])
        if target.kind == "incident":
            events = find_target(self.places["event"], self.reports, target)
            return frozenset(row.id for row in self.records.incidents if row.event in events)
        return frozenset(find_target(self.places[target.kind], self.reports, target))


def _list_records(action: Action, seen: _Seen, gone: _Seen) -> tuple[str, ...]:
    """Ids of the records that rest on a decision; what it was about may have been set aside since."""
    match action:
        case Reject() | Undo():
            return ()
        case Merge(targets=targets):
            found = {one for target in targets for one in seen.find(target)}
            if len(found) > 1:
                raise MisfitError("They are still apart: a later decision, or what they are, keeps them so.")
            return tuple(found)
        case Split(stays=stays, goes=goes):
            if seen.find(stays) & seen.find(goes):
                raise MisfitError("They are still one: a later decision makes them so.")
            return tuple(sorted(seen.find(stays) | seen.find(goes)))
        case _:
            target = _added(action) if isinstance(action, Add) else action.target
            try:
                return tuple(sorted(seen.find(target)))
            except MisfitError:
                gone.find(target)
                return ()


def _added(action: Add) -> Target:
    """A target at the place of what was added."""
    new = action.record
    match new:
        case NewAttribution():
            return Target(kind="attribution", anchors=new.content, id="", name="")
        case NewQuantity():
            return Target(kind="quantity", anchors=(new.span,), id="", name="")
        case NewValue():
            return Target(kind="incident", anchors=(new.event,), id="", name="")
        case _:
            kind: TargetKind = "event" if isinstance(new, NewEvent) else "entity"
            return Target(kind=kind, anchors=(new.mention,), id="", name="")


def _stamp(account: Account, made: Sequence[Correction]) -> Account:
    """Write beside each record the decisions that it rests on; a finding rests on those of its records too."""
    ids: dict[str, set[str]] = defaultdict(set)
    for correction in made:
        for record in correction.records:
            ids[record].add(correction.decision.id)
    for finding in account.findings:
        for record in {record for position in finding.positions for record in position.records} & ids.keys():
            ids[finding.id] |= ids[record]
    return replace(
        account,
        documents=tuple(
            replace(d, decisions=tuple(sorted(ids[d.id]))) if d.id in ids else d for d in account.documents
        ),
        entities=_mark(account.entities, ids),
        quantities=_mark(account.quantities, ids),
        attributions=_mark(account.attributions, ids),
        events=_mark(account.events, ids),
        incidents=_mark(account.incidents, ids),
        findings=_mark(account.findings, ids),
    )


def _mark(records: Iterable[Marked], ids: Mapping[str, set[str]]) -> tuple[Marked, ...]:
    return tuple(replace(r, decisions=tuple(sorted(ids[r.id]))) if r.id in ids else r for r in records)
