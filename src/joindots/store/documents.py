"""The documents of a case: as its account has them, with the text in a column of its own for the full-text index."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, delete, func, select, update

from joindots.model import Document
from joindots.model.memos import hash_given
from joindots.store.statements import split
from joindots.store.tables import DOCUMENTS

_NUL = "\0"
_ROWS = 1_000  # held in memory at once, where one is looked at after the other


def list_keys(connection: Connection) -> dict[str, tuple[int, str]]:
    """Of each document of the case the number of its row, and what `hash_document` gave for it."""
    columns = select(DOCUMENTS.c.id, DOCUMENTS.c.number, DOCUMENTS.c.key)
    return {row.id: (row.number, row.key) for row in connection.execute(columns)}


def set_documents(connection: Connection, documents: Sequence[Document], keys: Mapping[str, str] | None = None) -> None:
    """Make these the documents of the case; only those that differ are written.

    Args:
        connection: In a transaction.
        documents: Of the whole pile, sorted by id.
        keys: For each what `hash_document` gives, by its id, where it is known.
    """
    keys = keys or {document.id: hash_document(document) for document in documents}
    kept = list_keys(connection)
    gone = sorted(kept.keys() - {document.id for document in documents})
    for some in split(gone):
        connection.execute(delete(DOCUMENTS).where(DOCUMENTS.c.id.in_(some)))
    added = []
    for document in documents:
        number, key = kept.get(document.id, (None, None))
        if number is None:
            added.append(_encode(document))
        elif key != keys[document.id]:
            values = _encode(document)
            connection.execute(update(DOCUMENTS).where(DOCUMENTS.c.number == number).values(**values))
    if added:
        connection.execute(DOCUMENTS.insert(), added)


def read_documents(
    connection: Connection, ids: Sequence[str] | None = None, *, after: str = "", most: int | None = None
) -> list[Document]:
    """Documents, sorted by id: those with the ids, or at most so many after one, or all."""
    chosen = select(DOCUMENTS.c.body, DOCUMENTS.c.text).order_by(DOCUMENTS.c.id)
    if ids is None:
        statements = [chosen.where(DOCUMENTS.c.id > after).limit(most)]
    else:
        statements = [chosen.where(DOCUMENTS.c.id.in_(some)) for some in split(sorted(set(ids)))]
    return [_decode(row.body, row.text) for each in statements for row in connection.execute(each)]


def list_headers(connection: Connection) -> Iterator[Document]:
    """All documents without their texts, sorted by id."""
    chosen = select(DOCUMENTS.c.body).order_by(DOCUMENTS.c.id).execution_options(yield_per=_ROWS)
    decode = msgspec.msgpack.Decoder(Document).decode
    yield from map(decode, connection.execute(chosen).scalars())


def count_documents(connection: Connection) -> int:
    """How many reports there are."""
    return connection.execute(select(func.count()).select_from(DOCUMENTS)).scalar_one()


def hash_document(document: Document) -> str:
    """SHA-256 of all that a document says."""
    return hash_given(document)


def _decode(body: bytes, text: str) -> Document:
    document = msgspec.msgpack.decode(body, type=Document)
    return document if document.text else replace(document, text=text)


def _encode(document: Document) -> dict[str, object]:
    published = document.published
    # PostgreSQL has no place for NUL in a text; a record that has one is kept whole.
    record = document if _NUL in document.text else replace(document, text="")
    return {
        "id": document.id,
        "title": _replace_nul(document.title or ""),
        "text": _replace_nul(document.text),
        "publisher": _replace_nul(document.publisher) if document.publisher else None,
        "earliest": published.earliest if published else None,
        "latest": published.latest if published else None,
        "key": hash_document(document),
        "body": msgspec.msgpack.encode(record),
    }


def _replace_nul(text: str) -> str:
    """The same length, so that offsets stay."""
    return text.replace(_NUL, "\N{REPLACEMENT CHARACTER}")
