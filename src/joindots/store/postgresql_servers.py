"""A case in a PostgreSQL database, for a team: the server keeps readers and writers apart."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, create_engine, inspect, make_url, text
from sqlalchemy.exc import ArgumentError

from joindots.model import MissingExtraError, StoreError
from joindots.store.failures import named_failures
from joindots.store.sqlite_files import LOCK_SECONDS, READING_IN
from joindots.store.tables import METADATA

# Numbers of the advisory locks; any that no other program in the same database uses ("joindots" in letters).
_LOCKS = {READING_IN: 0x6A6F696E646F7473}
_WAIT_SECONDS = 0.2


class PostgresqlServer:
    """A case in a database of its own.

    Attributes:
        name: The address without the password.
        place: The address.
        dialect: `postgresql`.
        reader: Connections to read and to write.
    """

    dialect = "postgresql"

    def __init__(self, address: str) -> None:
        """Take the address of a database.

        Raises:
            MissingExtraError: The extra `team` is not installed.
            StoreError: It is no address.
        """
        self.place = address
        try:
            url = make_url(address).set(drivername="postgresql+psycopg")
            self.reader = create_engine(url, isolation_level="REPEATABLE READ", pool_pre_ping=True)
        except ArgumentError as error:
            raise StoreError("the address is not of the form postgresql://user@host/database") from error
        except ModuleNotFoundError as error:
            raise MissingExtraError("a case in PostgreSQL needs an extra: pip install 'joindots[team]'") from error
        self.name = url.set(drivername="postgresql").render_as_string(hide_password=True)

    def exists(self) -> bool:
        """Whether there is anything in the database."""
        with named_failures(self.name), self.reader.connect() as connection:
            return bool(inspect(connection).get_table_names())

    @contextmanager
    def hold(self, what: str, seconds: float = LOCK_SECONDS) -> Iterator[None]:
        """See `Database`. The server lets go of it where the connection breaks."""
        if what not in _LOCKS:
            yield  # whoever writes waits for the rows alone
            return
        until = time.monotonic() + seconds
        with named_failures(self.name):
            connection = self.reader.connect()
        with connection:
            with named_failures(self.name):
                while not connection.execute(text("SELECT pg_try_advisory_lock(:n)"), {"n": _LOCKS[what]}).scalar():
                    if time.monotonic() >= until:
                        raise StoreError(f"{self.name}: another program reads reports into it; try again afterwards")
                    time.sleep(_WAIT_SECONDS)
                connection.commit()
            try:
                yield
            finally:
                with named_failures(self.name):
                    connection.execute(text("SELECT pg_advisory_unlock(:n)"), {"n": _LOCKS[what]})
                    connection.commit()

    @contextmanager
    def transaction(self, *, lasting: bool = False) -> Iterator[Connection]:  # noqa: ARG002 - the server's settings
        """See `Database`."""
        with named_failures(self.name), self.reader.begin() as connection:
            yield connection

    @contextmanager
    def session(self) -> Iterator[None]:
        """See `Database`: nothing has to be kept open beside the pool."""
        yield

    def sweep(self) -> None:
        """See `Database`: every table is written anew. What the server itself logs or archives is its own affair."""
        with named_failures(self.name), self.reader.connect() as connection:
            outside = connection.execution_options(isolation_level="AUTOCOMMIT")
            for table in METADATA.sorted_tables:
                outside.execute(text(f"VACUUM (FULL) {table.name}"))

    def close(self) -> None:
        """Close connections that are kept."""
        self.reader.dispose()
