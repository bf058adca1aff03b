"""What people decided: appended, never changed. What follows from decisions is worked out elsewhere."""

import msgspec
from sqlalchemy import Connection, Select, delete, select

from joindots.model import Decision, Undo
from joindots.store.tables import DECISIONS

_DECODER = msgspec.json.Decoder(Decision)


def add_decision(connection: Connection, decision: Decision) -> None:
    """Append a decision; one that is there already, by its id, is not doubled."""
    if connection.execute(select(DECISIONS.c.id).where(DECISIONS.c.id == decision.id)).first() is None:
        body = msgspec.json.encode(decision).decode()
        connection.execute(DECISIONS.insert().values(id=decision.id, body=body))


def list_decisions(connection: Connection) -> list[Decision]:
    """All decisions in the order in which they were appended."""
    return [_DECODER.decode(body) for body in connection.execute(_bodies()).scalars()]


def remove_decisions(connection: Connection, sha256: str) -> list[str]:
    """Take out what speaks of a report that is deleted, and what undoes that.

    Args:
        connection: In a transaction.
        sha256: Of the report, as decisions name it.

    Returns:
        Ids of those that are gone.
    """
    gone: list[str] = []
    for body in connection.execute(_bodies()).scalars():
        decision = _DECODER.decode(body)
        undoes = decision.action.decision if isinstance(decision.action, Undo) else None
        if sha256 in body or undoes in gone:
            gone.append(decision.id)
            connection.execute(delete(DECISIONS).where(DECISIONS.c.id == decision.id))
    return gone


def _bodies() -> Select[str]:
    return select(DECISIONS.c.body).order_by(DECISIONS.c.number)
