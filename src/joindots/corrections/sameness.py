"""Decisions on what is one and what is two, as bonds that the join respects."""

from collections.abc import Sequence
from itertools import product

from joindots.corrections.drafts import Draft
from joindots.corrections.ledgers import Ledger
from joindots.model import Bonds, Document, Entity, Event, Merge, Observations, Split, Target

Pair = tuple[str, str]


def bind_records(documents: Sequence[Document], observations: Sequence[Observations], ledger: Ledger) -> Bonds:
    """What has to be joined and what must not be.

    Of two decisions on one pair the later holds.

    Args:
        documents: One for each of the observations.
        observations: Corrected, before the join.
        ledger: Hears of what does not fit.

    Returns:
        Bonds between records of single reports, the latest first.
    """
    if not ledger.decisions:
        return Bonds()
    draft = Draft(documents, observations, ledger)
    latest: dict[frozenset[str], tuple[Pair, bool]] = {}
    for decision in ledger.decisions:
        with ledger.carrying_out(decision):
            pairs = _list_pairs(draft, decision.action)
            one = frozenset(record for pair, same in pairs for record in pair if same)
            latest = {pair: held for pair, held in latest.items() if held[1] or not pair <= one}
            for pair, same in pairs:
                latest.pop(frozenset(pair), None)  # so that the latest stands last
                latest[frozenset(pair)] = pair, same
    held = list(reversed(latest.values()))
    return Bonds(
        together=tuple(pair for pair, same in held if same), apart=tuple(pair for pair, same in held if not same)
    )


def _list_pairs(draft: Draft, action: object) -> list[tuple[Pair, bool]]:
    match action:
        case Merge(targets=targets):
            return _chain([one for target in targets for one in _locals(draft, target)])
        case Split(stays=stays, goes=goes):
            leaving = _locals(draft, goes)
            staying = [one for one in _locals(draft, stays) if one not in leaving]
            return [*_chain(leaving), *(((a, b), False) for a, b in product(staying, leaving))]
        case _:
            return []


def _locals(draft: Draft, target: Target) -> list[str]:
    kind: type[Entity | Event] = Event if target.kind == "event" else Entity
    return [record.id for _, record in draft.all_at(kind, target)]


def _chain(ids: Sequence[str]) -> list[tuple[Pair, bool]]:
    """Each with the first: that makes them all one."""
    return [((ids[0], other), True) for other in dict.fromkeys(ids[1:]) if other != ids[0]]
