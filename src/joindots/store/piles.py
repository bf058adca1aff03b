"""The reports of a case: what was read, from which inputs, and what could not be."""

import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, delete, select, true, update

from joindots.model import Rejection
from joindots.store.statements import split
from joindots.store.tables import DRAFTS, INPUTS, ORIGINALS, REJECTIONS

_ROWS = 500  # read at once


class Entry(Struct, frozen=True, kw_only=True):
    """One input as a case keeps it.

    Attributes:
        source: As in `Document`.
        place: What tells the place it was read from (a hash of the path), or None.
        sha256: Of its bytes, or None where they could not be read.
        size: In bytes, or None.
        media_type: What a server declared, or None.
        reader: Versions of what read it; with others it is read again.
        drafts: Ids of the documents in it, and each as intake encodes it.
        rejections: What of it was not read.
    """

    source: str
    place: str | None = None
    sha256: str | None = None
    size: int | None = None
    media_type: str | None = None
    reader: str
    drafts: tuple[tuple[str, bytes], ...] = ()
    rejections: tuple[Rejection, ...] = ()


def add_entry(connection: Connection, entry: Entry, original: bytes | None) -> None:
    """Put in one input with all that came of it, in the place of an earlier one of the same name.

    What an earlier one gave goes; its original stays, since it may be had nowhere else.

    Args:
        connection: In a transaction.
        entry: The input.
        original: Its bytes, or None where they are not kept.
    """
    earlier = select(INPUTS.c.number).where(INPUTS.c.source == entry.source, INPUTS.c.standing)
    for number in connection.execute(earlier).scalars().all():
        connection.execute(delete(DRAFTS).where(DRAFTS.c.input == number))
        connection.execute(delete(REJECTIONS).where(REJECTIONS.c.input == number))
        same = INPUTS.c.sha256 == entry.sha256 if entry.sha256 else INPUTS.c.sha256.is_(None)
        connection.execute(delete(INPUTS).where(INPUTS.c.number == number, same))
        connection.execute(update(INPUTS).where(INPUTS.c.number == number).values(standing=False))
    fields = {name: getattr(entry, name) for name in ("source", "place", "sha256", "size", "media_type", "reader")}
    number = connection.execute(INPUTS.insert().values(**fields, standing=True).returning(INPUTS.c.number)).scalar_one()
    if entry.drafts:
        rows = [{"input": number, "document": document, "body": body} for document, body in entry.drafts]
        connection.execute(DRAFTS.insert(), rows)
    _add_rejections(connection, number, entry.rejections)
    if original is not None and entry.sha256:
        _add_original(connection, entry.sha256, original)


def set_omissions(connection: Connection, rejections: Sequence[Rejection], sources: Iterable[str]) -> None:
    """Note what a run could not even open; what was noted before of the same names, and of those that it read, goes."""
    named = sorted({*sources, *(rejection.source for rejection in rejections)})
    for some in split(named):
        connection.execute(delete(REJECTIONS).where(REJECTIONS.c.source.in_(some), REJECTIONS.c.input.is_(None)))
    _add_rejections(connection, None, rejections)


def list_entries(connection: Connection, source: str | None = None) -> list[Entry]:
    """The standing inputs without their drafts, sorted by source; the one of a name where that is given."""
    columns = [INPUTS.c[name] for name in ("source", "place", "sha256", "size", "media_type", "reader")]
    named = INPUTS.c.source == source if source is not None else true()
    rows = connection.execute(select(*columns).where(INPUTS.c.standing, named).order_by(INPUTS.c.source))
    return [Entry(**row) for row in rows.mappings()]


def list_drafts(connection: Connection) -> Iterator[tuple[str, bytes]]:
    """Drafts of the standing inputs as intake encodes them, with their documents' ids, sorted by these."""
    wanted = select(DRAFTS.c.document, DRAFTS.c.body).order_by(DRAFTS.c.document)
    rows = connection.execute(wanted.execution_options(yield_per=_ROWS))
    yield from ((row.document, row.body) for row in rows)


def list_rejections(connection: Connection) -> list[Rejection]:
    """What could not be read, of inputs and of what is none, sorted by source, stage and reason."""
    columns = [REJECTIONS.c[name] for name in Rejection.__struct_fields__]
    rows = connection.execute(select(*columns).order_by(*columns))
    return [_make_rejection(row) for row in rows]


def read_original(connection: Connection, sha256: str) -> bytes | None:
    """The bytes of an original, or None where it was not kept."""
    body = connection.execute(select(ORIGINALS.c.body).where(ORIGINALS.c.sha256 == sha256)).scalar()
    return None if body is None else zlib.decompress(body)


def list_originals(connection: Connection) -> set[str]:
    """SHA-256 of every original that is kept."""
    return set(connection.execute(select(ORIGINALS.c.sha256)).scalars())


def _add_original(connection: Connection, sha256: str, data: bytes) -> None:
    known = select(ORIGINALS.c.sha256).where(ORIGINALS.c.sha256 == sha256)
    if connection.execute(known).first() is None:
        values = {"sha256": sha256, "size": len(data), "body": zlib.compress(data)}
        connection.execute(ORIGINALS.insert().values(**values))


def _add_rejections(connection: Connection, number: int | None, rejections: Iterable[Rejection]) -> None:
    rows = [{"input": number, **msgspec.structs.asdict(rejection)} for rejection in rejections]
    if rows:
        connection.execute(REJECTIONS.insert(), rows)


def _make_rejection(row: Sequence[str]) -> Rejection:
    """A rejection whose outcome is the default by identity where it is by value: only so it is left out of the JSON."""
    fields = dict(zip(Rejection.__struct_fields__, map(sys.intern, row), strict=True))
    return msgspec.convert(fields, Rejection)
