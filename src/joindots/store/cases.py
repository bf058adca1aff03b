"""A case: a pile of reports, what they show, and what people decided, in one place."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Self

from msgspec import Struct
from sqlalchemy import Connection, select, update

from joindots.model import Account, Decision, Document, Entity, Observations, Rejection, StoreError
from joindots.store import decisions, deletions, health, parts, piles, results, searches, ways
from joindots.store.databases import Database, find_database, find_version, reading
from joindots.store.migrating import migrate
from joindots.store.moments import Moment
from joindots.store.sqlite_files import READING_IN
from joindots.store.tables import CASES


def open_case(place: str | Path, *, create: bool = False) -> "Case":
    """Open a case; one of an earlier version is migrated.

    Args:
        place: A file, or a `postgresql://` address.
        create: Make it where there is none.

    Raises:
        MissingExtraError: It is an address, and the extra `team` is not installed.
        StoreError: There is none, it is something else, it is damaged, or it cannot be read or written; says which.
    """
    database = find_database(place)
    with ExitStack() as failed:
        failed.callback(database.close)
        if find_version(database) is None and not create:
            raise StoreError(f"{database.name}: there is no case; make one with `joindots read REPORTS --store FILE`")
        migrate(database)
        failed.pop_all()
    return Case(database)


class Case:
    """A case that is open. Threads may share it: any number read, and what is written is written by one at a time.

    What reads sees what was committed last. Every method raises `StoreError` where the database cannot do it.
    """

    def __init__(self, database: Database) -> None:
        """Take a database that holds a case of this version."""
        self.database = database
        self.name = database.name

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    # To read.

    @contextmanager
    def at_one_moment(self) -> Iterator[Moment]:
        """The block sees one state of the case, whatever is written meanwhile."""
        with reading(self.database) as connection:
            yield Moment(connection)

    def load_account(self) -> Account | None:
        """The whole account, or None where reading has not come so far. Of a large case it takes much memory."""
        with reading(self.database) as connection:
            return results.read_account(connection)

    def list_records(
        self, kind: str, ids: Sequence[str] | None = None, *, after: str = "", most: int | None = None
    ) -> list[Struct]:
        """Records of one array of the account, sorted by id: those with the ids, or a page of all.

        Args:
            kind: The array, such as `findings`; `documents` as the account has them.
            ids: Only these; None for all.
            after: Only those with a greater id.
            most: At most so many.
        """
        with reading(self.database) as connection:
            return list(results.read_records(connection, kind, ids, after=after, most=most))

    def count_records(self) -> dict[str, int]:
        """How many records each array of the account has."""
        with reading(self.database) as connection:
            return results.count_records(connection)

    def find_entities(self, name: str) -> list[Entity]:
        """Entities of the account that bear a name, in any case, sorted by id."""
        with reading(self.database) as connection:
            return results.find_entities(connection, name)

    def list_appearances(self, entity: str) -> list[str]:
        """Ids of the documents that mention an entity, sorted."""
        with reading(self.database) as connection:
            return ways.list_appearances(connection, entity)

    def search(self, wanted: searches.Search) -> list[searches.Hit]:
        """Reports with the words of a query, the best first."""
        with reading(self.database) as connection:
            return searches.search(connection, wanted)

    def list_decisions(self) -> list[Decision]:
        """What people decided, in the order in which it was appended."""
        with reading(self.database) as connection:
            return decisions.list_decisions(connection)

    def list_entries(self) -> list[piles.Entry]:
        """The inputs, without what is in them, sorted by source."""
        with reading(self.database) as connection:
            return piles.list_entries(connection)

    def find_entry(self, source: str) -> piles.Entry | None:
        """The standing input of a name, without what is in it, or None."""
        with reading(self.database) as connection:
            return next(iter(piles.list_entries(connection, source)), None)

    def list_drafts(self) -> list[tuple[str, bytes]]:
        """What is in them, as intake encodes it, by id of the document."""
        with reading(self.database) as connection:
            return list(piles.list_drafts(connection))

    def list_rejections(self) -> list[Rejection]:
        """What could not be read of them, sorted."""
        with reading(self.database) as connection:
            return piles.list_rejections(connection)

    def read_original(self, sha256: str) -> bytes | None:
        """The bytes of an input, or None where they were not kept."""
        with reading(self.database) as connection:
            return piles.read_original(connection, sha256)

    def list_originals(self) -> set[str]:
        """SHA-256 of every original that is kept."""
        with reading(self.database) as connection:
            return piles.list_originals(connection)

    def read_observations(self, keys: Sequence[str]) -> dict[str, Observations]:
        """What documents show, by key, as far as it is known."""
        with reading(self.database) as connection:
            return results.read_observations(connection, keys)

    def read_parses(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Packed parses by key, as far as they are known."""
        with reading(self.database) as connection:
            return results.read_parses(connection, keys)

    def read_parts(self) -> dict[str, bytes]:
        """What was worked out of parts of the pile, by key."""
        with reading(self.database) as connection:
            return parts.read_parts(connection)

    def check(self) -> list[str]:
        """What is wrong with the case, a sentence each."""
        return list(health.check_database(self.database))

    def read_state(self) -> str | None:
        """What the account was made from, or None where there is none."""
        with reading(self.database) as connection:
            return results.read_state(connection)

    def compare_account(self, account: Account, checks: bytes) -> results.Compared:
        """Tell which records of an account are held as they are; see `results.compare_account`."""
        with reading(self.database) as connection:
            return results.compare_account(connection, account, checks)

    # To write. Each of these is one transaction.

    @contextmanager
    def reading_in(self) -> Iterator[None]:
        """The block reads reports into the case; no other does meanwhile.

        Raises:
            StoreError: Another does.
        """
        with self.database.hold(READING_IN, 0):
            self.sweep()
            with self.database.session():
                yield

    def add_decision(self, decision: Decision) -> None:
        """Append a decision."""
        with self.database.transaction(lasting=True) as connection:
            decisions.add_decision(connection, decision)

    def add_entry(self, entry: piles.Entry, original: bytes | None) -> None:
        """Put in one input with all that came of it."""
        with self._writing() as connection:
            piles.add_entry(connection, entry, original)

    def set_omissions(self, rejections: Sequence[Rejection], sources: Iterable[str]) -> None:
        """Note what a run could not even open, and forget that of those that it did."""
        with self._writing() as connection:
            piles.set_omissions(connection, rejections, sources)

    def add_results(self, observations: Mapping[str, Observations], parses: Mapping[bytes, bytes]) -> None:
        """Put in what documents show and the parses that it took, by key."""
        with self._writing() as connection:
            results.add_parses(connection, parses)
            results.add_observations(connection, observations)

    def finish(
        self,
        account: Account,
        state: str,
        keys: Sequence[str],
        made: parts.Used,
        compared: results.Compared | None = None,
    ) -> None:
        """Make this the account; drop observations without one of the keys that it was made from, and unused parts."""
        with self._writing() as connection:
            results.keep_observations(connection, keys)
            parts.keep_parts(connection, made)
            results.write_account(connection, account, state, compared)

    def delete_document(self, document: Document, parses: Collection[bytes]) -> deletions.Deletion:
        """Take a report out with all that follows from it, then wipe its traces; see `deletions.delete_document`."""
        with self._writing() as connection:
            deletion = deletions.delete_document(connection, document, parses)
        self.sweep()
        return deletion

    def sweep(self) -> None:
        """Wipe traces of what was deleted, where that is due."""
        with reading(self.database) as connection:
            due = connection.execute(select(CASES.c.sweep)).scalar()
        if due:
            self.database.sweep()
            with self._writing() as connection:
                connection.execute(update(CASES).values(sweep=False))

    def _writing(self) -> AbstractContextManager[Connection]:
        return self.database.transaction()
