"""What was worked out of parts of the pile, such as the findings of one story's reports, by the hash of what it took.

Unlike observations they are read all at once and kept no longer than the account in which they were used.
"""

from collections.abc import Mapping

from msgspec import Struct
from sqlalchemy import Connection, delete, select

from joindots.store.statements import split
from joindots.store.tables import PARTS

_MOST_ROWS = 2_000  # written at once


class Used(Struct, frozen=True):
    """What an account was made with.

    Attributes:
        used: Keys of all parts that it took.
        new: Those that were worked out for it.
    """

    used: frozenset[str]
    new: Mapping[str, bytes]


def read_parts(connection: Connection) -> dict[str, bytes]:
    """All of them, by key."""
    return {row.key: row.body for row in connection.execute(select(PARTS.c.key, PARTS.c.body))}


def keep_parts(connection: Connection, made: Used) -> None:
    """Put in what is new and drop what was not used."""
    known = set(connection.execute(select(PARTS.c.key)).scalars())
    for some in split(sorted(known - made.used)):
        connection.execute(delete(PARTS).where(PARTS.c.key.in_(some)))
    rows = [{"key": key, "body": body} for key, body in sorted(made.new.items()) if key not in known]
    for at in range(0, len(rows), _MOST_ROWS):
        connection.execute(PARTS.insert(), rows[at : at + _MOST_ROWS])
