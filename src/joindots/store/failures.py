"""What databases complain of, in words for the person who has to do something about it."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from joindots.model import StoreError

# Part of the database's own message, and what it means here. The first that fits counts.
_MEANINGS = (
    ("disk is full", "the disk is full; nothing of what was being written was kept, all that was there before is"),
    ("No space left", "the disk is full; nothing of what was being written was kept, all that was there before is"),
    ("Disk quota", "the disk is full; nothing of what was being written was kept, all that was there before is"),
    ("File too large", "the disk takes no larger file; nothing of what was being written was kept, the rest is there"),
    ("readonly database", "it cannot be written: the file, its folder or the disk is read-only"),
    ("read-only transaction", "it cannot be written: the database is read-only"),
    ("database is locked", "it is locked by another program; try again when that has ended"),
    ("not a database", "is no case of joindots: it is no SQLite database, or its first page is damaged"),
    ("malformed", "it is damaged; restore a backup, or read the reports again into a new case"),
    ("disk I/O error", "the disk could not be read or written"),
    ("unable to open", "it cannot be opened: the file or its folder may not be read or written"),
)

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def named_failures(name: str) -> Iterator[None]:
    """Turn what SQLAlchemy or the system raises inside the block into a `StoreError` that names the case.

    Args:
        name: Of the case, as the user knows it.

    Raises:
        StoreError: The database could not do what was asked.
    """
    try:
        yield
    except DBAPIError as error:
        raise StoreError(f"{name}: {_explain(str(error.orig))}") from error
    except sqlite3.Error as error:
        raise StoreError(f"{name}: {_explain(str(error))}") from error
    except SQLAlchemyError as error:
        raise StoreError(f"{name}: {error}") from error
    except OSError as error:
        told = (
            _explain(str(error)) if error.errno in _NO_ROOM else f"cannot be read or written: {error.strerror or error}"
        )
        raise StoreError(f"{name}: {told}") from error


def _explain(message: str) -> str:
    found = next((meaning for part, meaning in _MEANINGS if part in message), None)
    return found or f"the database says: {message.strip().splitlines()[0] if message.strip() else 'nothing'}"
