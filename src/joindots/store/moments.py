"""A case at one moment: all that is asked of it is answered from one state, whatever is written meanwhile."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from sqlalchemy import Connection

from joindots.model import Account, Document, Entity, Links
from joindots.store import piles, results, searches, ways
from joindots.store.documents import list_headers


class Moment:
    """What a case has at one moment, read piece by piece. Good while the block of `Case.at_one_moment` runs."""

    def __init__(self, connection: Connection) -> None:
        """Take a connection that has just begun to read."""
        self._connection = connection

    def read_state(self) -> str | None:
        """What the account was made from, or None where there is none."""
        return results.read_state(self._connection)

    def read_head(self) -> Account | None:
        """The account without its arrays, or None where there is none."""
        return results.read_head(self._connection)

    def count_records(self) -> dict[str, int]:
        """How many records each array of the account has."""
        return results.count_records(self._connection)

    def find_records(self, ids: Sequence[str]) -> Iterator[Struct]:
        """The records of the account with some ids, of any kind, documents with their texts."""
        return results.find_records(self._connection, ids)

    def list_records(self, kind: str, ids: Sequence[str] | None = None) -> Iterator[Struct]:
        """Records of one array of the account, those with the ids or all, sorted by id."""
        return results.read_records(self._connection, kind, ids)

    def list_drafts(self) -> Iterator[tuple[str, bytes]]:
        """What is in the inputs, as intake encodes it, by id of the document."""
        return piles.list_drafts(self._connection)

    def list_headers(self) -> Iterator[Document]:
        """All documents without their texts, sorted by id."""
        return list_headers(self._connection)

    def find_links(self, record_id: str) -> Links:
        """What points to a record."""
        return ways.read_links(self._connection, record_id) or Links()

    def find_entities(self, name: str) -> list[Entity]:
        """Entities of the account that bear a name, in any case, sorted by id."""
        return results.find_entities(self._connection, name)

    def search(self, wanted: searches.Search) -> list[searches.Hit]:
        """Reports with the words of a query, the best first."""
        return searches.search(self._connection, wanted)
