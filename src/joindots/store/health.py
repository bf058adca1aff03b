"""Whether a case is what it was when it was written."""

import hashlib
import zlib
from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, select, text

from joindots.store.databases import Database, reading
from joindots.store.documents import hash_document, read_documents
from joindots.store.tables import CASES, DOCUMENTS, ORIGINALS


def check_database(database: Database) -> Iterator[str]:
    """What is wrong with a case, a sentence each; nothing where all is well.

    Every page is looked through by the database, every original and every report is hashed again.

    Args:
        database: Of a case of this version.

    Raises:
        StoreError: It cannot be read at all.
    """
    with reading(database) as connection:
        if connection.dialect.name == "sqlite":
            yield from _check_pages(connection)
        yield from _check_originals(connection)
        yield from _check_documents(connection)
        if connection.execute(select(CASES.c.sweep)).scalar():
            yield "Traces of what was deleted have yet to be wiped; the next `joindots read` into it does that."


def _check_pages(connection: Connection) -> Iterator[str]:
    """SQLite's own checks, of pages, indexes and references."""
    for row in connection.execute(text("PRAGMA integrity_check")):
        if row[0] != "ok":
            yield f"The database is damaged: {row[0]}"
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield f"A row of {row[0]} belongs to nothing in {row[2]}."


def _check_originals(connection: Connection) -> Iterator[str]:
    """One at a time, for they may be large."""
    for sha256 in connection.execute(select(ORIGINALS.c.sha256).order_by(ORIGINALS.c.sha256)).scalars().all():
        body = connection.execute(select(ORIGINALS.c.body).where(ORIGINALS.c.sha256 == sha256)).scalar_one()
        try:
            whole = hashlib.sha256(zlib.decompress(body)).hexdigest() == sha256
        except zlib.error:
            whole = False
        if not whole:
            yield f"An original is not what it was when it was written: its SHA-256 was {sha256}."


def _check_documents(connection: Connection) -> Iterator[str]:
    for name, key in connection.execute(select(DOCUMENTS.c.id, DOCUMENTS.c.key).order_by(DOCUMENTS.c.id)):
        try:
            (document,) = read_documents(connection, [name])
        except msgspec.DecodeError:
            yield f"The report {name} cannot be read."
            continue
        if hash_document(document) != key:
            yield f"The report {name} is not what it was when it was written."
