"""Decisions on names, after the join: a name that was decided is no evidence of sameness."""

from collections.abc import Sequence

from msgspec.structs import replace

from joindots.corrections.anchors import Reports
from joindots.corrections.ledgers import Ledger
from joindots.corrections.misfits import MisfitError
from joindots.corrections.places import Places, find_target
from joindots.model import Document, Entity, Event, Rename


def rename_records(
    documents: Sequence[Document], entities: Sequence[Entity], events: Sequence[Event], ledger: Ledger
) -> tuple[tuple[Entity, ...], tuple[Event, ...]]:
    """Give entities and events the names that were decided; an entity keeps its old name among the others.

    Args:
        documents: Of the pile.
        entities: After the join.
        events: After the join.
        ledger: Hears of what does not fit.

    Returns:
        The same records under the same ids, in the same order.
    """
    renamings = [(d, d.action) for d in ledger.decisions if isinstance(d.action, Rename)]
    if not renamings:
        return tuple(entities), tuple(events)
    reports = Reports(documents)
    places = {"entity": Places(entities), "event": Places(events)}
    records: dict[str, Entity | Event] = {e.id: e for e in entities} | {e.id: e for e in events}
    for decision, action in renamings:
        with ledger.carrying_out(decision):
            if action.target.kind not in places or not action.name.strip():
                raise MisfitError("Only entities and events have names, and no empty ones.")
            votes = find_target(places[action.target.kind], reports, action.target)
            record = records[min(votes, key=lambda one: (-votes[one], one))]
            ledger.was[decision.id] = record.name
            records[record.id] = _rename(record, action.name)
    people = tuple(one for e in entities if isinstance(one := records[e.id], Entity))
    return people, tuple(one for e in events if isinstance(one := records[e.id], Event))


def _rename(record: Entity | Event, name: str) -> Entity | Event:
    if isinstance(record, Event):
        return replace(record, name=name)
    return replace(record, name=name, aliases=tuple(sorted({*record.aliases, record.name} - {name})))
