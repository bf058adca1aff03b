"""One SQLite file: how it is opened to be read and to be written.

SQLite 3.7.0 to 3.51.2 can lose what was committed when one connection resets the write-ahead log while another writes
or checkpoints. So every connection that can do either works under one lock, a file beside the case, from its first
statement to its commit, and while it closes, which checkpoints too. Readers open the file read-only: they can do
neither, and wait for nobody.

Source: https://www.sqlite.org/wal.html, section 11, The WAL-Reset Bug.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool, QueuePool

from joindots.model import StoreError
from joindots.store.failures import named_failures

LOCK_SECONDS = 30.0
"""How long one waits for another to commit; a commit takes some milliseconds, a checkpoint of a large case seconds."""

_POLL_SECONDS = 0.01
_CHECKPOINT_MILLISECONDS = 500  # for which emptying the log waits for readers; nobody else writes meanwhile

READERS = 32
"""Connections that are kept open to read; more are opened when needed."""

_FIXED_WAL = (3, 51, 3)
_HEADER = b"SQLite format 3\0"
WRITING = "lock"
"""Held while something is written."""

READING_IN = "reading"
"""Held for the whole time in which reports are read into a case: one run at a time."""


class SqliteFile:
    """A case in one file. Any number of threads and processes read; one writes at a time.

    Attributes:
        name: As the user knows it.
        place: The same.
        dialect: `sqlite`.
        path: The file.
        reader: Connections that can only read.
    """

    dialect = "sqlite"

    def __init__(self, path: Path) -> None:
        self.name = self.place = str(path)
        self.path = path
        self.reader = self._make_engine(self._connect_reader, "BEGIN", pooled=True)
        self._writer: Connection | None = None

    def exists(self) -> bool:
        """Whether there is a file with something in it.

        Raises:
            StoreError: It is no SQLite database.
        """
        with named_failures(self.name):
            if not self.path.exists():
                return False
            with self.path.open("rb") as file:
                head = file.read(len(_HEADER))
        if head and head != _HEADER:
            raise StoreError(f"{self.name}: is no case of joindots: it is no SQLite database")
        return bool(head)

    @contextmanager
    def hold(self, what: str, seconds: float = LOCK_SECONDS) -> Iterator[None]:
        """Hold one of the two locks while the block runs. The system lets go of it where the program is killed.

        Raises:
            StoreError: Another holds it for longer than `seconds`, or the folder cannot be written.
        """
        lock = FileLock(f"{self.path}-{what}", timeout=seconds)
        with named_failures(self.name):
            try:
                lock.acquire(poll_interval=_POLL_SECONDS)
            except Timeout as error:
                doing = "reads reports into it" if what == READING_IN else "writes to it"
                raise StoreError(f"{self.name}: another program {doing}; try again when that has ended") from error
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def transaction(self, *, lasting: bool = False) -> Iterator[Connection]:
        """See `Database`."""
        with self.hold(WRITING):
            if self._writer is not None and not lasting:
                with named_failures(self.name), self._writer.begin():
                    yield self._writer
                return
            with named_failures(self.name), self._open_writer("FULL") as connection, connection.begin():
                yield connection

    @contextmanager
    def session(self) -> Iterator[None]:
        """Keep the connection that writes open while the block runs, and empty the log afterwards."""
        with self.hold(WRITING), named_failures(self.name):
            writer = self._writer = self._open_writer("NORMAL")
        try:
            yield
        finally:
            with self.hold(WRITING), named_failures(self.name):
                self._writer = None
                writer.close()
                # Where there is no room for it, or somebody reads for long, what was committed stays in the log, and
                # is as safe there.
                with suppress(sqlite3.OperationalError), closing(self._connect_writer()) as connection:
                    connection.execute(f"PRAGMA busy_timeout = {_CHECKPOINT_MILLISECONDS}")
                    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def raw(self) -> AbstractContextManager[sqlite3.Connection]:
        """SQLite's own connection, to read with."""
        return closing(self._connect_reader())

    @contextmanager
    def alone(self) -> Iterator[sqlite3.Connection]:
        """SQLite's own connection under the lock, for what is done outside transactions, such as `VACUUM`."""
        with self.hold(WRITING), named_failures(self.name), closing(self._connect_writer()) as connection:
            yield connection

    def sweep(self) -> None:
        """See `Database`: the full-text index and the file are written anew, and the log is emptied.

        Raises:
            StoreError: Somebody reads what was there before, so that the log cannot be emptied.
        """
        self.reader.dispose()  # our own connections shall not be what is waited for
        with self.alone() as connection:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("INSERT INTO words(words) VALUES ('rebuild')")
            connection.execute("VACUUM")
            (busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise StoreError(
                f"{self.name}: what was deleted is in no table any more, but traces stay in the log while somebody "
                "reads the case; close what reads it and run the command again"
            )

    def close(self) -> None:
        """Close what is open to read."""
        self.reader.dispose()

    def _open_writer(self, synchronous: str) -> Connection:
        writer = self._make_engine(self._connect_writer, "BEGIN IMMEDIATE", pooled=False).connect()
        driver = writer.connection.dbapi_connection
        if driver is not None:
            driver.cursor().execute(f"PRAGMA synchronous = {synchronous}")
        return writer

    def _make_engine(self, connect: Callable[[], sqlite3.Connection], begin: str, *, pooled: bool) -> Engine:
        if pooled:
            engine = create_engine(
                "sqlite://", creator=connect, poolclass=QueuePool, pool_size=READERS, max_overflow=-1
            )
        else:
            engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
        # The driver would begin transactions late and none at all for changes of tables.
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
        return engine

    def _connect_writer(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, isolation_level=None, timeout=LOCK_SECONDS, check_same_thread=False)
        for setting in ("journal_mode = WAL", "foreign_keys = ON", "cache_size = -32000"):
            connection.execute(f"PRAGMA {setting}")
        return connection

    def _connect_reader(self) -> sqlite3.Connection:
        place = f"file:{quote(str(self.path.absolute()))}?mode=ro"
        connection = self._open_reader(place)
        try:
            connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        except sqlite3.OperationalError:
            connection.close()
            if Path(f"{self.path}-wal").exists():
                raise
            # The folder is read-only, so that no log can be made beside the file: then nobody else writes there.
            connection = self._open_reader(f"{place}&immutable=1")
        return connection

    @staticmethod
    def _open_reader(place: str) -> sqlite3.Connection:
        connection = sqlite3.connect(
            place, uri=True, isolation_level=None, timeout=LOCK_SECONDS, check_same_thread=False
        )
        connection.execute("PRAGMA query_only = ON")
        return connection


def describe_sqlite() -> str:
    """The version of SQLite that is linked, and what it means for cases."""
    version = sqlite3.sqlite_version
    if sqlite3.sqlite_version_info >= _FIXED_WAL:
        return version
    return (
        f"{version}: it can lose what was committed if two programs write to one file at the same time "
        "(mended in 3.51.3). joindots lets only one at a time; let no other program write to a case."
    )
