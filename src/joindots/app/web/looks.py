"""A look at a case at one moment: only what a page asks for is read, however large the account."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Final, Generic, TypeVar, cast

from msgspec import Struct
from msgspec.structs import replace

from joindots.account.indexes import Index, Record, by_date, write_byline
from joindots.account.views.listings import Card, Listing, sort_cards
from joindots.corrections.aiming import Sight
from joindots.model import (
    Account,
    Attribution,
    Document,
    Entity,
    Event,
    Finding,
    Incident,
    Links,
    OptionsError,
    Quantity,
)
from joindots.store.moments import Moment

Kind = TypeVar("Kind", bound=Struct)

_DECIDABLE: Final = (Document, Entity, Event, Attribution, Quantity, Incident, Finding)
_PAIRED: Final = ("entities", "times", "quantities", "attributions", "events", "incidents", "stories", "reuse")


class Known(Struct, frozen=True):
    """What is worth keeping of an account from one question to the next.

    Attributes:
        state: Of the case, as its store names it.
        head: The account without its arrays.
        reports: In their order, without texts and blocks.
        numbers: Of the reports, by id.
        counts: Records of each array.
        cards: Of the lists that somebody has asked for, by array.
    """

    state: str
    head: Account
    reports: list[Document]
    numbers: dict[str, int]
    counts: dict[str, int]
    cards: dict[str, list[Card]]


NOTHING: Final = "There are no reports in this case yet: add some first."


def learn(moment: Moment) -> Known:
    """Number the reports of a case.

    Raises:
        OptionsError: Nothing was read yet.
    """
    state, head = moment.read_state(), moment.read_head()
    if state is None or head is None:
        raise OptionsError(NOTHING)
    reports = sorted((replace(each, text="", blocks=()) for each in moment.list_headers()), key=by_date)
    numbers = {document.id: number for number, document in enumerate(reports, 1)}
    return Known(state, head, reports, numbers, moment.count_records(), {})


class Look:
    """A case at one moment, as pages look things up in it.

    Attributes:
        moment: To ask the store.
        known: What was learnt of the same state.
        index: For views.
        sight: For decisions.
    """

    def __init__(self, moment: Moment, known: Known) -> None:
        """Read nothing yet; good as long as the moment is."""
        self.moment = moment
        self.known = known
        self._records = _Stored(moment)
        self.index: Index = _StoredIndex(known, moment, self._records)
        self.sight: Sight = _StoredSight(known, self._records)

    def list_cards(self, listing: Listing) -> list[Card]:
        """All cards of a list; made when it is first asked for."""
        cards = self.known.cards.get(listing.array)
        if cards is None:
            if listing.names:
                self._records.keep(self.moment.list_records(listing.names))
            records = self.known.reports if listing.array == "documents" else self.moment.list_records(listing.array)
            cards = self.known.cards[listing.array] = sort_cards(self.index, cast("Iterable[Record]", records))
        return cards

    def fill(self) -> Index:
        """Look-ups over an account that has what the first screen rests on: its findings, incidents and copies."""
        arrays = ["findings", "incidents", "reuse"] + ([] if self.known.counts["incidents"] else ["events"])
        kept = {name: tuple(self.moment.list_records(name)) for name in arrays}
        reports = sorted(self.moment.list_headers(), key=by_date)  # with their blocks: they tell how long each is
        known = replace(self.known, head=replace(self.known.head, **kept), reports=reports)
        return _StoredIndex(known, self.moment, self._records)

    def take_reports(self, ids: Sequence[str]) -> Account:
        """Reports with all that stands in them, and with what that says of others."""
        standing = sorted({one for each in ids for one in self.index.links[each].standing})
        arrays = {kind: tuple(self.moment.list_records(kind, standing)) for kind in _PAIRED}
        return replace(self.known.head, documents=tuple(self.moment.list_records("documents", ids)), **arrays)


class _Found(ABC, Generic[Kind]):
    """What else a look-up offers, by what it gets."""

    @abstractmethod
    def get(self, record_id: str, /) -> Kind | None:
        """See `Lookup`."""

    def __getitem__(self, record_id: str, /) -> Kind:
        record = self.get(record_id)
        if record is None:
            raise KeyError(record_id)
        return record

    def __contains__(self, record_id: object, /) -> bool:
        return isinstance(record_id, str) and self.get(record_id) is not None


class _Stored(_Found[Record]):
    """Records of some kinds, read when they are asked for and kept as long as the look lasts."""

    def __init__(self, moment: Moment) -> None:
        self._moment = moment
        self._read: dict[str, Record | None] = {}

    def keep(self, records: Iterable[Struct]) -> None:
        """Take records that were read otherwise."""
        self._read.update((cast("Record", record).id, cast("Record", record)) for record in records)

    def take(self, ids: Iterable[str]) -> None:
        """Read several at once."""
        missing = dict.fromkeys(one for one in ids if one not in self._read)
        self._read.update(missing)
        self.keep(self._moment.find_records(list(missing)))

    def get(self, record_id: str, /) -> Record | None:
        """See `Lookup`."""
        if record_id not in self._read:
            self.take([record_id])
        return self._read[record_id]


class _Only(_Found[Kind]):
    """Of some records those of some kinds, as if there were no others."""

    def __init__(self, records: _Stored, kinds: tuple[type[Kind], ...]) -> None:
        self._records = records
        self._kinds = kinds

    def get(self, record_id: str, /) -> Kind | None:
        """See `Lookup`."""
        record = self._records.get(record_id)
        return record if isinstance(record, self._kinds) else None


class _StoredLinks:
    """What points to a record, read when it is asked for."""

    def __init__(self, moment: Moment) -> None:
        self._moment = moment

    def get(self, record_id: str, /) -> Links:
        """See `Lookup`."""
        return self._moment.find_links(record_id)

    __getitem__ = get

    def __contains__(self, record_id: object, /) -> bool:
        return isinstance(record_id, str)


class _StoredIndex(Index):
    """Look-ups that read from a case."""

    def __init__(self, known: Known, moment: Moment, records: _Stored) -> None:
        super().__init__(known.head)
        self.reports, self.numbers = known.reports, known.numbers
        self._stored = records
        self.records = records
        self.links = _StoredLinks(moment)

    def gather(self, ids: Iterable[str]) -> list[Record]:
        wanted = list(ids)
        self._stored.take(wanted)
        return [self._stored[one] for one in wanted]

    def document(self, document_id: str) -> Document:
        record = self._stored[document_id]
        if not isinstance(record, Document):
            raise KeyError(document_id)
        return record

    def byline(self, document_id: str) -> str:
        return write_byline(self.reports[self.numbers[document_id] - 1])


class _StoredSight(Sight):
    """Aims at what is in a case."""

    def __init__(self, known: Known, records: _Stored) -> None:
        super().__init__(known.head)
        self.documents = _Only(records, (Document,))
        self.records = _Only(records, _DECIDABLE)
