"""Looking up single records, and which records of an account point to which."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
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
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for target, way, record in _list_links(account):
        found[target][way].add(record)
    return {
        target: Links(**{way: tuple(sorted(records)) for way, records in found[target].items()})
        for target in sorted(found)
    }


def _list_links(account: Account) -> Iterator[tuple[str, str, str]]:
    for finding in account.findings:
        for target in (*finding.about, *(one for position in finding.positions for one in position.records)):
            yield target, "findings", finding.id
    for said in account.attributions:
        if said.source and said.source.entity:
            yield said.source.entity, "statements", said.id
    for incident in account.incidents:
        yield incident.event, "incidents", incident.id
    mentions = {event.id: event.mentions for event in account.events}
    arrays: tuple[Iterable[Record], ...] = (
        account.entities, account.times, account.quantities, account.attributions, account.events,
        account.incidents, account.stories, account.reuse, account.findings,
    )  # fmt: skip
    for array in arrays:
        for record in array:
            yield from ((document, "standing", record.id) for document in _list_documents(record, mentions))


def _list_documents(record: Record, mentions: dict[str, tuple[Span, ...]]) -> set[str]:
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
