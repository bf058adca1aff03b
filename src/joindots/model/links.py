"""Looking up single records, and which records of an account point to which."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Protocol, TypeVar

from msgspec import Struct

from joindots.model.accounts import Account
from joindots.model.documents import Document
from joindots.model.evidence import Span
from joindots.model.findings import Finding, Reuse, Story
from joindots.model.observations import (
    INCIDENT_FIELDS,
    Attribution,
    Entity,
    Event,
    Incident,
    Mention,
    Quantity,
    TimeExpression,
)

Record = Attribution | Document | Entity | Event | Finding | Incident | Quantity | Reuse | Story | TimeExpression


Found_co = TypeVar("Found_co", covariant=True)


class Lookup(Protocol[Found_co]):
    """What is asked for by id: a dictionary, or what reads from somewhere else only what is asked for."""

    def __getitem__(self, record_id: str, /) -> Found_co:
        """What has the id.

        Raises:
            KeyError: Nothing has.
        """

    def __contains__(self, record_id: object, /) -> bool:
        """Whether something has the id."""

    def get(self, record_id: str, /) -> Found_co | None:
        """What has the id, or None."""


class Links(Struct, frozen=True, kw_only=True, array_like=True):
    """What points to one record.

    Attributes:
        findings: Ids of findings about it or resting on it, sorted.
        statements: Ids of attributions whose source it is, an entity; sorted.
        incidents: Ids of incidents that record it, an event; sorted.
        standing: Ids of all records that stand in it, a document; sorted.
    """

    findings: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()
    standing: tuple[str, ...] = ()


def link_records(account: Account) -> dict[str, Links]:
    """What points to each record of an account, by id in order; what nothing points to is left out."""
    arrays: tuple[Sequence[Record], ...] = (
        account.entities, account.times, account.quantities, account.attributions, account.events,
        account.incidents, account.stories, account.reuse, account.findings,
    )  # fmt: skip
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for target, way, record in list_links(chain.from_iterable(arrays), {e.id: e.mentions for e in account.events}):
        found[target][way].add(record)
    return {
        target: Links(**{way: tuple(sorted(records)) for way, records in found[target].items()})
        for target in sorted(found)
    }


def list_links(records: Iterable[Record], mentions: Mapping[str, Sequence[Span]]) -> Iterator[tuple[str, str, str]]:
    """What some records point to: the target's id, the field of its `Links`, the record's own id.

    Args:
        records: Of an account, documents left out.
        mentions: Of every event that one of them is an incident of.
    """
    for record in records:
        match record:
            case Finding():
                targets = (*record.about, *(one for position in record.positions for one in position.records))
                yield from ((target, "findings", record.id) for target in targets)
            case Attribution() if record.source and record.source.entity:
                yield record.source.entity, "statements", record.id
            case Incident():
                yield record.event, "incidents", record.id
            case _:
                pass
        yield from ((document, "standing", record.id) for document in _list_documents(record, mentions))


def _list_documents(record: Record, mentions: Mapping[str, Sequence[Span]]) -> set[str]:
    """Documents in which a record stands; an incident stands where its event does, too."""
    match record:
        case Story():
            return set(record.documents)
        case Document():
            return {record.id}
        case Incident():
            values = (value for field in INCIDENT_FIELDS for value in getattr(record, field))
            spans = [span for value in values for span in value.evidence]
            return {span.document for span in (*spans, *mentions.get(record.event, ()))}
        case _:
            return {span.document for span in _list_spans(record)}


def _list_spans(
    record: Attribution | Entity | Event | Finding | Quantity | Reuse | TimeExpression,
) -> Iterable[Span | Mention]:
    match record:
        case Entity() | Event():
            return record.mentions
        case TimeExpression() | Quantity():
            return (record.span,)
        case Attribution():
            return record.content
        case Reuse():
            return (record.a, record.b)
        case Finding():
            return (span for position in record.positions for span in position.evidence)
