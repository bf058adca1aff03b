"""Where a case lies: one SQLite file, or a PostgreSQL database for a team. The rest of the store sees one protocol."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine, inspect, text

from joindots.model import StoreError
from joindots.store.failures import named_failures
from joindots.store.sqlite_files import SqliteFile

POSTGRESQL = "postgresql"
HEAD = "0004"
"""The migration that this version of joindots works with."""


class Database(Protocol):
    """A place for one case.

    Attributes:
        name: As the user may read it, without a password.
        place: As it was given, to open it again.
        dialect: `sqlite` or `postgresql`.
        reader: Connections to read with, from any thread.
    """

    name: str
    place: str
    dialect: str
    reader: Engine

    def exists(self) -> bool:
        """Whether there is anything yet."""

    def hold(self, what: str, seconds: float = ...) -> AbstractContextManager[None]:
        """Hold a lock (`WRITING` or `READING_IN`) while the block runs.

        Raises:
            StoreError: Another holds it for longer than that.
        """

    def transaction(self, *, lasting: bool = False) -> AbstractContextManager[Connection]:
        """A transaction that writes; committed when the block ends well.

        Args:
            lasting: Whether it has to outlast a power cut, too, in the middle of a session: what cannot be made again.

        Raises:
            StoreError: It could not be written; nothing of it was.
        """

    def session(self) -> AbstractContextManager[None]:
        """The block writes much: keep open what is needed for it."""

    def sweep(self) -> None:
        """Leave nothing in the files of the case that is in no table.

        Raises:
            StoreError: Somebody reads what was there before.
        """

    def close(self) -> None:
        """Close connections that are kept."""


def find_database(place: str | Path) -> Database:
    """The database behind a path or a `postgresql://` address; opens nothing.

    Raises:
        MissingExtraError: It is an address, and the extra `team` is not installed.
        StoreError: It is an address of another kind.
    """
    if isinstance(place, str) and place.startswith((f"{POSTGRESQL}://", "postgres://")):
        from joindots.store.postgresql_servers import PostgresqlServer  # noqa: PLC0415 - an optional extra

        return PostgresqlServer(place)
    if "://" in str(place):
        raise StoreError(f"{place}: a case is a file, or a database at postgresql://")
    return SqliteFile(Path(place))


def find_version(database: Database) -> str | None:
    """The migration that a case has come to; None where there is no case yet.

    Raises:
        StoreError: The database holds something else.
    """
    if not database.exists():
        return None
    with named_failures(database.name), database.reader.connect() as connection:
        tables = set(inspect(connection).get_table_names())
        if not tables:
            return None
        if not {"cases", "alembic_version"} <= tables:
            raise StoreError(f"{database.name}: is no case of joindots: it is the database of another program")
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


@contextmanager
def reading(database: Database) -> Iterator[Connection]:
    """A connection that sees one state of the case while the block runs."""
    with named_failures(database.name), database.reader.connect() as connection:
        yield connection
