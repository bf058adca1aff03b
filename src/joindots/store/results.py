"""What was worked out: parses and observations by the content they come from, and the account they were joined to."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, delete, func, select

from joindots.model import Account, Entity, Links, Observations, Rejection, link_records
from joindots.store.documents import count_documents, read_documents, set_documents
from joindots.store.statements import split
from joindots.store.tables import ACCOUNTS, APPEARANCES, OBSERVATIONS, PARSES, RECORDS

KINDS: Final[dict[str, type[Struct]]] = {
    name: get_args(kind)[0] for name, kind in get_type_hints(Account).items() if get_origin(kind) is tuple
}
"""Arrays of an account, and the type of their records."""

_DOCUMENTS = "documents"  # the array with a table of its own
# Kept beside the arrays, for whoever looks at one record: what points to it, and whom a name means.
_LINKS, _NAMES = "links", "names"

_WITH_IDS = sorted(KINDS.keys() - {_DOCUMENTS, "rejections"})
_MOST_ROWS = 2_000  # written or read at once
_DIGITS = 8  # rejections have no id; they are numbered in their order


def read_parses(connection: Connection, keys: Iterable[bytes]) -> dict[bytes, bytes]:
    """Packed parses that are known, by key."""
    found: dict[bytes, bytes] = {}
    for some in split(list(keys)):
        rows = connection.execute(select(PARSES.c.key, PARSES.c.body).where(PARSES.c.key.in_(some)))
        found.update((row.key, row.body) for row in rows)
    return found


def add_parses(connection: Connection, parses: Mapping[bytes, bytes]) -> None:
    """Put in packed parses; those that are there stay."""
    known = read_parses(connection, parses)
    rows = [{"key": key, "body": body} for key, body in parses.items() if key not in known]
    if rows:
        connection.execute(PARSES.insert(), rows)


def read_observations(connection: Connection, keys: Sequence[str]) -> dict[str, Observations]:
    """Observations that are known, by key."""
    found: dict[str, Observations] = {}
    for some in split(keys):
        rows = connection.execute(select(OBSERVATIONS).where(OBSERVATIONS.c.key.in_(some)))
        found.update((row.key, msgspec.msgpack.decode(row.body, type=Observations)) for row in rows)
    return found


def add_observations(connection: Connection, observations: Mapping[str, Observations]) -> None:
    """Put in observations by key; those that are there stay."""
    known: set[str] = set()
    for some in split(list(observations)):
        known |= set(connection.execute(select(OBSERVATIONS.c.key).where(OBSERVATIONS.c.key.in_(some))).scalars())
    rows = [
        {"key": key, "document": found.document, "body": msgspec.msgpack.encode(found)}
        for key, found in observations.items()
        if key not in known
    ]
    if rows:
        connection.execute(OBSERVATIONS.insert(), rows)


def keep_observations(connection: Connection, keys: Iterable[str]) -> None:
    """Drop all observations but these: of earlier versions, of other options, of labels that have changed."""
    gone = sorted(set(connection.execute(select(OBSERVATIONS.c.key)).scalars()) - set(keys))
    for some in split(gone):
        connection.execute(delete(OBSERVATIONS).where(OBSERVATIONS.c.key.in_(some)))


def write_account(connection: Connection, account: Account, state: str) -> None:
    """Make this the account of the case; only records that differ are written.

    Args:
        connection: In a transaction.
        account: Of all standing reports.
        state: Tells what it was made from; see `read_state`.
    """
    set_documents(connection, account.documents)
    for kind in KINDS.keys() - {_DOCUMENTS}:
        _write_records(connection, kind, list(_encode_records(account, kind)))
    write_ways(connection, account)
    connection.execute(delete(APPEARANCES))
    pairs = [(entity.id, d) for entity in account.entities for d in sorted({m.document for m in entity.mentions})]
    for at in range(0, len(pairs), _MOST_ROWS):
        rows = [{"entity": entity, "document": document} for entity, document in pairs[at : at + _MOST_ROWS]]
        connection.execute(APPEARANCES.insert(), rows)
    connection.execute(delete(ACCOUNTS))
    head = msgspec.msgpack.encode(replace(account, **dict.fromkeys(KINDS, ())))
    connection.execute(ACCOUNTS.insert().values(number=1, state=state, head=head))


def write_ways(connection: Connection, account: Account) -> None:
    """Write what follows from an account for looking things up in it: what points to each record, whom a name means."""
    encode = msgspec.msgpack.Encoder().encode
    _write_records(connection, _LINKS, [(each, encode(found)) for each, found in link_records(account).items()])
    named: dict[str, set[str]] = defaultdict(set)
    for entity in account.entities:
        for name in (entity.name, *entity.aliases):
            named[_hash_name(name)].add(entity.id)
    _write_records(connection, _NAMES, [(name, encode(sorted(named[name]))) for name in sorted(named)])


def drop_account(connection: Connection) -> None:
    """Forget what was joined; it is made again from the rest. The texts can still be searched."""
    for table in (RECORDS, APPEARANCES, ACCOUNTS):
        connection.execute(delete(table))


def read_state(connection: Connection) -> str | None:
    """What the account was made from, or None where there is none."""
    state: str | None = connection.execute(select(ACCOUNTS.c.state)).scalar()
    return state


def read_account(connection: Connection) -> Account | None:
    """The whole account, or None where reading has not come so far."""
    head = read_head(connection)
    return head and replace(head, **{kind: tuple(read_records(connection, kind)) for kind in KINDS})


def read_head(connection: Connection) -> Account | None:
    """The account without its arrays, or None where reading has not come so far."""
    body = connection.execute(select(ACCOUNTS.c.head)).scalar()
    return None if body is None else msgspec.msgpack.decode(body, type=Account)


def find_records(connection: Connection, ids: Sequence[str]) -> Iterator[Struct]:
    """Records of the account with some ids, of any kind that has ids, in no order that counts."""
    found = 0
    for some in split(ids):
        wanted = select(RECORDS.c.kind, RECORDS.c.body).where(RECORDS.c.kind.in_(_WITH_IDS), RECORDS.c.id.in_(some))
        for kind, body in connection.execute(wanted):
            found += 1
            yield msgspec.msgpack.decode(body, type=KINDS[kind])
    if found < len(ids):
        yield from read_documents(connection, ids)


def read_links(connection: Connection, record_id: str) -> Links | None:
    """What points to a record; None where nothing does."""
    body = connection.execute(
        select(RECORDS.c.body).where(RECORDS.c.kind == _LINKS, RECORDS.c.id == record_id)
    ).scalar()
    return None if body is None else msgspec.msgpack.decode(body, type=Links)


def read_records(
    connection: Connection, kind: str, ids: Sequence[str] | None = None, *, after: str = "", most: int | None = None
) -> Iterator[Struct]:
    """Records of one array of the account, sorted by id.

    Args:
        connection: To read with.
        kind: The array, such as `findings`.
        ids: Only these; None for all.
        after: Only those with a greater id: to go on where a page ended.
        most: At most so many; None for all.
    """
    if kind == _DOCUMENTS:
        yield from read_documents(connection, ids, after=after, most=most)
        return
    decode = msgspec.msgpack.Decoder(KINDS[kind]).decode
    chosen = select(RECORDS.c.body).where(RECORDS.c.kind == kind).order_by(RECORDS.c.id)
    if ids is None:
        page = chosen.where(RECORDS.c.id > after).limit(most).execution_options(yield_per=_MOST_ROWS)
        yield from map(decode, connection.execute(page).scalars())
        return
    for some in split(sorted(set(ids))):
        yield from map(decode, connection.execute(chosen.where(RECORDS.c.id.in_(some))).scalars())


def count_records(connection: Connection) -> dict[str, int]:
    """How many records each array of the account has."""
    rows = connection.execute(select(RECORDS.c.kind, func.count()).group_by(RECORDS.c.kind))
    counted = {row[0]: row[1] for row in rows}
    return {kind: counted.get(kind, 0) for kind in KINDS} | {_DOCUMENTS: count_documents(connection)}


def list_appearances(connection: Connection, entity: str) -> list[str]:
    """Ids of the documents that mention an entity, sorted."""
    wanted = select(APPEARANCES.c.document).where(APPEARANCES.c.entity == entity)
    return list(connection.execute(wanted.order_by(APPEARANCES.c.document)).scalars())


def find_entities(connection: Connection, name: str) -> list[Entity]:
    """Entities of the account that bear a name, in any case, sorted by id."""
    wanted = select(RECORDS.c.body).where(RECORDS.c.kind == _NAMES, RECORDS.c.id == _hash_name(name))
    body = connection.execute(wanted).scalar()
    ids = [] if body is None else msgspec.msgpack.decode(body, type=list[str])
    return [entity for entity in read_records(connection, "entities", ids) if isinstance(entity, Entity)]


def _hash_name(name: str) -> str:
    """What a name is kept under: alike in any case, and of a length and of characters that every database takes."""
    return hashlib.sha256(name.casefold().encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _encode_records(account: Account, kind: str) -> Iterator[tuple[str, bytes]]:
    encode = msgspec.msgpack.Encoder().encode
    for number, record in enumerate(getattr(account, kind)):
        yield (f"{number:0{_DIGITS}}" if isinstance(record, Rejection) else record.id), encode(record)


def _write_records(connection: Connection, kind: str, records: Sequence[tuple[str, bytes]]) -> None:
    there = connection.execute(select(RECORDS.c.id, RECORDS.c.body).where(RECORDS.c.kind == kind))
    kept = {row.id: row.body for row in there}
    changed = [(id_, body) for id_, body in records if kept.get(id_) != body]
    gone = sorted({*kept.keys() - {id_ for id_, _ in records}, *(id_ for id_, _ in changed if id_ in kept)})
    for some in split(gone):
        connection.execute(delete(RECORDS).where(RECORDS.c.kind == kind, RECORDS.c.id.in_(some)))
    for at in range(0, len(changed), _MOST_ROWS):
        rows = [{"kind": kind, "id": id_, "body": body} for id_, body in changed[at : at + _MOST_ROWS]]
        connection.execute(RECORDS.insert(), rows)
