"""What was worked out: parses and observations by the content they come from, and the account they were joined to."""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, delete, func, select

from joindots.model import Account, Entity, Observations
from joindots.store.documents import count_documents, hash_document, list_keys, read_documents, set_documents
from joindots.store.statements import split
from joindots.store.tables import ACCOUNTS, APPEARANCES, OBSERVATIONS, PARSES, RECORDS
from joindots.store.ways import Change, read_bodies, read_named, replace_bodies, write_ways

KINDS: Final[dict[str, type[Struct]]] = {
    name: get_args(kind)[0] for name, kind in get_type_hints(Account).items() if get_origin(kind) is tuple
}
"""Arrays of an account, and the type of their records."""

_DOCUMENTS = "documents"  # the array with a table of its own
_HASHES = "hashes"  # kept beside the arrays: see `Compared`
_ALIKE = 4  # characters of an id: the letter of its kind, and one of 4,096 groups

_WRITTEN = sorted(KINDS.keys() - {_DOCUMENTS})
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


class Compared(Struct, frozen=True):
    """An account beside the one that a case holds, by hashes of records whose ids begin alike.

    Attributes:
        documents: What `hash_document` gives for each document, by id.
        hashes: For each other array the hash of each group of records, by the beginning of their ids.
        differing: For each of these the groups that are not as they are held; None where nobody noted how they are.
        stand: Whether every document that is held is in the account, and the same.
    """

    documents: dict[str, str]
    hashes: dict[str, dict[str, bytes]]
    differing: dict[str, frozenset[str] | None]
    stand: bool


def compare_account(connection: Connection, account: Account, checks: bytes) -> Compared:
    """Tell which records of an account may differ from those that are held.

    Args:
        connection: To read with.
        account: Of all standing reports.
        checks: What the records were checked by before they were written: held records are those that the same saw.
    """
    keys = {document.id: hash_document(document) for document in account.documents}
    hashes = {kind: _hash_groups(getattr(account, kind), checks) for kind in _WRITTEN}
    differing = {kind: _find_differing(_read_hashes(connection, kind), new) for kind, new in hashes.items()}
    stand = all(keys.get(document) == key for document, (_, key) in list_keys(connection).items())
    return Compared(keys, hashes, differing, stand)


def list_doubtful(account: Account, compared: Compared) -> Account:
    """The account without the records that are held as they are, beside documents that are the same."""
    if not compared.stand:
        return account
    arrays = {kind: getattr(account, kind) for kind in _WRITTEN}
    return replace(
        account,
        **{
            kind: tuple(record for _, some in _pick(records, compared.differing[kind]) for record in some)
            for kind, records in arrays.items()
        },
    )


def write_account(connection: Connection, account: Account, state: str, compared: Compared | None = None) -> None:
    """Make this the account of the case; only records that differ are written.

    Args:
        connection: In a transaction.
        account: Of all standing reports.
        state: Tells what it was made from; see `read_state`.
        compared: What `compare_account` gives, where that is known.
    """
    compared = compared or compare_account(connection, account, b"")
    set_documents(connection, account.documents, compared.documents)
    try:
        changes = [change for kind in _WRITTEN for change in _write_array(connection, kind, account, compared)]
    except msgspec.DecodeError:  # another version wrote what is there
        drop_account(connection)
        anew = replace(compared, differing=dict.fromkeys(_WRITTEN))
        changes = [change for kind in _WRITTEN for change in _write_array(connection, kind, account, anew)]
    write_ways(connection, account, changes)
    connection.execute(delete(ACCOUNTS))
    head = msgspec.msgpack.encode(replace(account, **dict.fromkeys(KINDS, ())))
    connection.execute(ACCOUNTS.insert().values(number=1, state=state, head=head))


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


def find_entities(connection: Connection, name: str) -> list[Entity]:
    """Entities of the account that bear a name, in any case, sorted by id."""
    found = read_records(connection, "entities", read_named(connection, name))
    return [entity for entity in found if isinstance(entity, Entity)]


def _write_array(connection: Connection, kind: str, account: Account, compared: Compared) -> Iterator[Change]:
    """Write what differs in one array.

    Yields:
        What differs, after all is written.
    """
    starts = compared.differing[kind]
    kept = read_bodies(connection, kind, starts)
    named = dict(pair for start, some in _pick(getattr(account, kind), starts) for pair in _name(start, some))
    encode = msgspec.msgpack.Encoder().encode
    new = {name: encode(record) for name, record in named.items()}
    changed = {name: body for name, body in new.items() if kept.get(name) != body}
    gone = {name: kept[name] for name in sorted(kept) if name not in new or name in changed}
    if starts != frozenset():
        replace_bodies(connection, kind, gone, changed)
        replace_bodies(connection, _HASHES, [kind], {kind: encode(compared.hashes[kind])})
    decode = msgspec.msgpack.Decoder(KINDS[kind]).decode
    for name in sorted({*gone, *changed}):
        yield Change(decode(gone[name]) if name in gone else None, named[name] if name in changed else None)


def _begin(record: Struct) -> str:
    """How a record's id begins; rejections have none."""
    begin: str = getattr(record, "id", "")[:_ALIKE]
    return begin


def _group(records: Sequence[Struct]) -> Iterator[tuple[str, Sequence[Struct]]]:
    """Runs of records whose ids begin alike, with how they begin; rejections are one."""
    starts = [getattr(record, "id", "")[:_ALIKE] for record in records]
    first = 0
    while first < len(starts):
        end = bisect_right(starts, starts[first], first)
        yield starts[first], records[first:end]
        first = end


def _pick(records: Sequence[Struct], starts: frozenset[str] | None) -> Iterator[tuple[str, Sequence[Struct]]]:
    """Those of these runs that begin in some ways, or all; the records of others are not looked at."""
    if starts is None:
        yield from _group(records)
        return
    for start in sorted(starts):
        first = bisect_left(records, start, key=_begin)
        yield start, records[first : bisect_right(records, start, first, key=_begin)]


def _name(start: str, records: Sequence[Struct]) -> Iterator[tuple[str, Struct]]:
    """Records of a group by what they are held under: their ids, or their numbers where they have none."""
    for number, record in enumerate(records):
        yield (getattr(record, "id", "") if start else f"{number:0{_DIGITS}}"), record


def _hash_groups(records: Sequence[Struct], checks: bytes) -> dict[str, bytes]:
    encode = msgspec.msgpack.Encoder().encode
    return {start: hashlib.sha256(checks + encode(some)).digest() for start, some in _group(records)}


def _find_differing(known: Mapping[str, bytes] | None, new: Mapping[str, bytes]) -> frozenset[str] | None:
    return None if known is None else frozenset(s for s in {**known, **new} if known.get(s) != new.get(s))


def _read_hashes(connection: Connection, kind: str) -> dict[str, bytes] | None:
    """Hashes of the records that are there, by the beginning of their ids; None where nobody noted them."""
    body = connection.execute(select(RECORDS.c.body).where(RECORDS.c.kind == _HASHES, RECORDS.c.id == kind)).scalar()
    return None if body is None else msgspec.msgpack.decode(body, type=dict[str, bytes])
