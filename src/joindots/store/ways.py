"""Ways through an account: what points to each record, whom a name means, and in which reports an entity appears.

They follow from the account's records, and are written anew where these change.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import cast

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, delete, func, select

from joindots.model import Account, Entity, Event, Incident, Links, Record, Rejection, list_links
from joindots.store.statements import split
from joindots.store.tables import APPEARANCES, RECORDS

# Kinds of rows beside the arrays of the account.
_LINKS, _NAMES = "links", "names"
_MOST_ROWS = 2_000  # written at once

Step = tuple[str, str, str]
"""From one id, in some way, to another."""


class Change(Struct, frozen=True):
    """A record that is not what it was.

    Attributes:
        before: As it was, or None where it is new.
        after: As it is, or None where it is gone.
    """

    before: Struct | None
    after: Struct | None


def write_ways(connection: Connection, account: Account, changes: Sequence[Change]) -> None:
    """Write what follows for looking things up in an account from the records that have changed.

    Args:
        connection: In a transaction.
        account: As it is now.
        changes: Of all that differ from the account for which this was written last.
    """
    before = [change.before for change in changes if change.before is not None]
    after = [change.after for change in changes if change.after is not None]
    _write_links(connection, account, before, after)
    gone, new = ([record for record in some if isinstance(record, Entity)] for some in (before, after))
    _write_steps(connection, _NAMES, _list_names(gone), _list_names(new))
    for some in split([entity.id for entity in gone]):
        connection.execute(delete(APPEARANCES).where(APPEARANCES.c.entity.in_(some)))
    pairs = [(entity.id, d) for entity in new for d in sorted({m.document for m in entity.mentions})]
    for at in range(0, len(pairs), _MOST_ROWS):
        rows = [{"entity": entity, "document": document} for entity, document in pairs[at : at + _MOST_ROWS]]
        connection.execute(APPEARANCES.insert(), rows)


def read_links(connection: Connection, record_id: str) -> Links | None:
    """What points to a record; None where nothing does."""
    body = _read_body(connection, _LINKS, record_id)
    return None if body is None else msgspec.msgpack.decode(body, type=Links)


def read_named(connection: Connection, name: str) -> list[str]:
    """Ids of the entities of the account that bear a name, in any case, sorted."""
    body = _read_body(connection, _NAMES, _hash_name(name))
    return [] if body is None else msgspec.msgpack.decode(body, type=list[str])


def list_appearances(connection: Connection, entity: str) -> list[str]:
    """Ids of the documents that mention an entity, sorted."""
    wanted = select(APPEARANCES.c.document).where(APPEARANCES.c.entity == entity)
    return list(connection.execute(wanted.order_by(APPEARANCES.c.document)).scalars())


def read_bodies(connection: Connection, kind: str, starts: Collection[str] | None) -> dict[str, bytes]:
    """Rows of one kind by id: those whose ids begin with one of some strings of one length, or all."""
    chosen = select(RECORDS.c.id, RECORDS.c.body).where(RECORDS.c.kind == kind)
    if starts is None:
        return {row.id: row.body for row in connection.execute(chosen)}
    length = len(next(iter(starts), ""))
    begun = (chosen.where(func.substr(RECORDS.c.id, 1, length).in_(some)) for some in split(sorted(starts)))
    return {row.id: row.body for each in begun for row in connection.execute(each)}


def replace_bodies(connection: Connection, kind: str, gone: Iterable[str], new: Mapping[str, bytes]) -> None:
    """Delete rows of one kind, then put in others."""
    for some in split(list(gone)):
        connection.execute(delete(RECORDS).where(RECORDS.c.kind == kind, RECORDS.c.id.in_(some)))
    rows = [{"kind": kind, "id": name, "body": body} for name, body in new.items()]
    for at in range(0, len(rows), _MOST_ROWS):
        connection.execute(RECORDS.insert(), rows[at : at + _MOST_ROWS])


def _read_body(connection: Connection, kind: str, name: str) -> bytes | None:
    body: bytes | None = connection.execute(
        select(RECORDS.c.body).where(RECORDS.c.kind == kind, RECORDS.c.id == name)
    ).scalar()
    return body


def _write_links(connection: Connection, account: Account, before: Sequence[Struct], after: Sequence[Struct]) -> None:
    """An incident points where its event does, so that it may have other links though it is the same."""
    mentions = {event.id: event.mentions for event in account.events}
    were = mentions | {record.id: record.mentions for record in before if isinstance(record, Event)}
    told = {record.id for some in (before, after) for record in some if isinstance(record, Event)}
    known = {record.id for record in after if isinstance(record, Incident)}
    same = [incident for incident in account.incidents if incident.event in told and incident.id not in known]
    gone = list_links([*_list_records(before), *same], were)
    new = list_links([*_list_records(after), *same], mentions)
    _write_steps(connection, _LINKS, gone, new)


def _list_records(records: Iterable[Struct]) -> Iterator[Record]:
    """Those that have ids: all but rejections."""
    return (cast("Record", record) for record in records if not isinstance(record, Rejection))


def _list_names(entities: Iterable[Entity]) -> Iterator[Step]:
    for entity in entities:
        yield from ((_hash_name(name), "", entity.id) for name in (entity.name, *entity.aliases))


def _hash_name(name: str) -> str:
    """What a name is kept under: alike in any case, and of a length and of characters that every database takes."""
    return hashlib.sha256(name.casefold().encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _write_steps(connection: Connection, kind: str, gone: Iterable[Step], new: Iterable[Step]) -> None:
    """Take steps out of the rows of where they begin, and put others in."""
    lost, found = _gather_steps(gone), _gather_steps(new)
    starts = sorted(start for start in {**lost, **found} if lost.get(start) != found.get(start))
    chosen = select(RECORDS.c.id, RECORDS.c.body).where(RECORDS.c.kind == kind)
    kept: dict[str, bytes] = {}
    for some in split(starts) if connection.execute(chosen.limit(1)).first() else ():
        kept.update((row.id, row.body) for row in connection.execute(chosen.where(RECORDS.c.id.in_(some))))
    bodies = {}
    none: set[tuple[str, str]] = set()
    for start in starts:
        there = set(_decode_steps(kind, kept[start])) if start in kept else none
        steps = there - lost.get(start, none) | found.get(start, none)
        if steps:
            bodies[start] = _encode_steps(kind, steps)
    replace_bodies(connection, kind, sorted(kept), bodies)


def _gather_steps(steps: Iterable[Step]) -> dict[str, set[tuple[str, str]]]:
    """Ways and ends by where they begin."""
    gathered: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for start, way, end in steps:
        gathered[start].add((way, end))
    return gathered


def _decode_steps(kind: str, body: bytes) -> Iterator[tuple[str, str]]:
    if kind == _NAMES:
        return (("", name) for name in msgspec.msgpack.decode(body, type=list[str]))
    links = msgspec.msgpack.decode(body, type=Links)
    return ((way, record) for way in links.__struct_fields__ for record in getattr(links, way))


def _encode_steps(kind: str, steps: Collection[tuple[str, str]]) -> bytes:
    if kind == _NAMES:
        return msgspec.msgpack.encode(sorted(name for _, name in steps))
    ways: dict[str, list[str]] = defaultdict(list)
    for way, record in sorted(steps):
        ways[way].append(record)
    return msgspec.msgpack.encode(Links(**{way: tuple(records) for way, records in ways.items()}))
