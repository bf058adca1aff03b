"""Copies of a case in one file, and back again."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from joindots.model import StoreError
from joindots.store.databases import find_database, find_version
from joindots.store.failures import named_failures
from joindots.store.migrating import is_known
from joindots.store.sqlite_files import READING_IN, WRITING, SqliteFile


def write_backup(place: str | Path, target: Path) -> None:
    """Copy a case as it is at one moment, also while it is read and written.

    Args:
        place: The case, a file.
        target: Replaced if it is there, when the copy is whole and checked.

    Raises:
        StoreError: There is no case, it is damaged, it is no file, or the target cannot be written.
    """
    source = _require_file(place)
    with closing(source):
        version = find_version(source)
    if version is None:
        raise StoreError(f"{source.name}: there is no case")
    if target.resolve() == source.path.resolve():
        raise StoreError(f"{target}: is the case itself")
    with _open_replacement(target) as temporary:
        name = f"{target}, a copy of {source.name}"  # either may be what is wrong
        with named_failures(name), closing(sqlite3.connect(temporary)) as copy, source.raw() as connection:
            connection.backup(copy)
        _check(temporary, name)


def restore_backup(backup: Path, place: str | Path, *, replace: bool = False) -> None:
    """Put a copy in the place of a case.

    Args:
        backup: From `write_backup`.
        place: A file.
        replace: Whether it may take the place of a case that is there.

    Raises:
        StoreError: It is no backup of a case, it is damaged, there is a case already, or somebody has that open.
    """
    target, source = _require_file(place), SqliteFile(backup)
    with closing(source):
        version = find_version(source)
    if version is None or not is_known(version):
        raise StoreError(f"{backup}: is no backup that this version of joindots can read")
    if target.path.exists() and not replace:
        raise StoreError(f"{target.name}: is there already; --replace puts the backup in its place")
    with target.hold(READING_IN, 0), target.hold(WRITING), _open_replacement(target.path) as temporary:
        name = f"{target.name}, a copy of {backup}"
        with named_failures(name):
            shutil.copyfile(backup, temporary)
        _check(temporary, name)
        _retire(target)


def _require_file(place: str | Path) -> SqliteFile:
    database = find_database(place)
    if not isinstance(database, SqliteFile):
        raise StoreError(f"{database.name}: use the tools of PostgreSQL, pg_dump and pg_restore")
    return database


@contextmanager
def _open_replacement(target: Path) -> Iterator[Path]:
    """A new file that takes the target's place when the block ends well."""
    with named_failures(str(target)):
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".partial-")
        os.close(handle)
        temporary = Path(name)
        try:
            yield temporary
            with temporary.open("rb+") as file:
                os.fsync(file.fileno())
            temporary.chmod(0o644)
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)


def _check(copy: Path, name: str) -> None:
    """Make a copy one file, without a log, and have SQLite look through all of it."""
    with named_failures(name), closing(sqlite3.connect(copy)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise StoreError(f"{name}: is damaged: {found}")


def _retire(target: SqliteFile) -> None:
    """See that nobody has the old case open, and that no log of it is left to be taken for the new one's."""
    if not target.path.exists():
        return
    try:
        with closing(sqlite3.connect(target.path, timeout=1.0)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        raise StoreError(f"{target.name}: somebody has it open; close that first") from error
    except sqlite3.DatabaseError:  # damaged: that is why there are backups
        for end in ("-wal", "-shm"):
            Path(f"{target.path}{end}").unlink(missing_ok=True)
