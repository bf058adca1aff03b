"""What people decided about the account: beside each record, and as a list."""

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from joindots.account.decisions import decision_day, decision_words
from joindots.account.escapes import flatten
from joindots.account.indexes import Index, Record
from joindots.account.views.records import DecisionView, title_of, view_correction
from joindots.model import SetAside


class MisfitView(Struct, frozen=True, kw_only=True):
    """A decision that has no place in this account.

    Attributes:
        id: Of the decision.
        who: Who made it.
        day: When, in words.
        words: What.
        reason: Why it has no place.
    """

    id: str
    who: str
    day: str
    words: str
    reason: str


class CorrectionsView(Struct, frozen=True, kw_only=True):
    """Everything decided.

    Attributes:
        made: In order of time.
        misfits: In order of time.
        set_aside: What was taken out, in words.
        by_record: For each record the decisions it rests on.
    """

    made: tuple[DecisionView, ...]
    misfits: tuple[MisfitView, ...]
    set_aside: tuple[str, ...]
    by_record: dict[str, tuple[DecisionView, ...]]


def view_corrections(index: Index) -> CorrectionsView | None:
    """What was decided; None where nothing is in force."""
    corrections = index.account.corrections
    if not corrections:
        return None
    by_record: dict[str, list[DecisionView]] = defaultdict(list)
    made = []
    for correction in corrections.made:
        view = view_correction(correction)
        made.append(view)
        for record in correction.records:
            by_record[record].append(view)
    misfits = tuple(
        MisfitView(
            id=one.decision.id,
            who=flatten(one.decision.who),
            day=decision_day(one.decision),
            words=decision_words(one.decision),
            reason=flatten(one.reason),
        )
        for one in corrections.misfits
    )
    return CorrectionsView(
        made=tuple(made),
        misfits=misfits,
        set_aside=_list_aside(index, corrections.set_aside) if corrections.set_aside else (),
        by_record={record: tuple(views) for record, views in by_record.items()},
    )


def _list_aside(index: Index, aside: SetAside) -> tuple[str, ...]:
    named: list[tuple[str, Sequence[Record]]] = [
        ("finding", aside.findings),
        ("event", aside.events),
        ("name", aside.entities),
        ("statement", aside.attributions),
        ("number", aside.quantities),
    ]
    return tuple(f"{kind}: {title_of(index, record)}" for kind, array in named for record in array)
