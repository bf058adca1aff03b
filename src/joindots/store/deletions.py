"""Deleting a report: what it said, what was found in it, and what was decided about it, everywhere in the case."""

from collections.abc import Collection

from msgspec import Struct
from sqlalchemy import Connection, TextClause, delete, select, text, update

from joindots.model import Document
from joindots.store.decisions import remove_decisions
from joindots.store.results import drop_account
from joindots.store.statements import split
from joindots.store.tables import CASES, DOCUMENTS, DRAFTS, INPUTS, OBSERVATIONS, ORIGINALS, PARSES, PARTS, REJECTIONS


class Deletion(Struct, frozen=True, kw_only=True):
    """What went.

    Attributes:
        document: The report.
        inputs: Sources of the inputs that it was read from.
        others: Ids of reports from the same inputs; they stay, but their originals are gone with its.
        decisions: Ids of the decisions that spoke of it, and of those that undid them.
    """

    document: Document
    inputs: tuple[str, ...]
    others: tuple[str, ...]
    decisions: tuple[str, ...]


def delete_document(connection: Connection, document: Document, parses: Collection[bytes]) -> Deletion:
    """Take a report out with everything that follows from it; the account has to be joined again.

    What it left in free pages of the file goes when the case is swept, which is noted to be due.

    Args:
        connection: In a transaction.
        document: One of the case.
        parses: Keys of the paragraphs of all other reports; no other parse stays.
    """
    chosen = select(DRAFTS.c.input).where(DRAFTS.c.document == document.id)
    numbers = set(connection.execute(chosen).scalars())
    sources = set(connection.execute(select(INPUTS.c.source).where(INPUTS.c.number.in_(numbers))).scalars())
    others = _list_others(connection, numbers, document.id)
    connection.execute(delete(DRAFTS).where(DRAFTS.c.document == document.id))
    _delete_inputs(connection, sources)
    connection.execute(delete(REJECTIONS).where(REJECTIONS.c.source == document.source))
    drop_account(connection)
    for table in (DOCUMENTS, OBSERVATIONS, PARTS):
        connection.execute(delete(table).where(_speak_of(connection, document)))
    _delete_parses(connection, parses)
    decisions = remove_decisions(connection, document.sha256)
    connection.execute(update(CASES).values(sweep=True))
    return Deletion(document=document, inputs=tuple(sorted(sources)), others=tuple(others), decisions=tuple(decisions))


def _list_others(connection: Connection, numbers: set[int], document: str) -> list[str]:
    chosen = select(DRAFTS.c.document).where(DRAFTS.c.input.in_(numbers), DRAFTS.c.document != document)
    return list(connection.execute(chosen.order_by(DRAFTS.c.document)).scalars())


def _delete_inputs(connection: Connection, sources: set[str]) -> None:
    """Inputs that hold nothing any more, and the originals of all these, earlier versions included."""
    mine = INPUTS.c.source.in_(sources)
    hashes = set(connection.execute(select(INPUTS.c.sha256).where(mine)).scalars()) - {None}
    full = select(DRAFTS.c.input)
    connection.execute(delete(INPUTS).where(mine, INPUTS.c.number.not_in(full)))
    elsewhere = select(INPUTS.c.sha256).where(~mine, INPUTS.c.sha256.is_not(None))
    connection.execute(delete(ORIGINALS).where(ORIGINALS.c.sha256.in_(hashes), ORIGINALS.c.sha256.not_in(elsewhere)))


def _delete_parses(connection: Connection, kept: Collection[bytes]) -> None:
    gone = sorted(set(connection.execute(select(PARSES.c.key)).scalars()) - set(kept))
    for some in split(gone):
        connection.execute(delete(PARSES).where(PARSES.c.key.in_(some)))


def _speak_of(connection: Connection, document: Document) -> TextClause:
    """Whether a record speaks of a report, its own among them: the day of another may rest on what stands in it."""
    find = "instr(body, :id)" if connection.dialect.name == "sqlite" else "position(CAST(:id AS bytea) IN body)"
    return text(f"{find} > 0").bindparams(id=document.id.encode())
