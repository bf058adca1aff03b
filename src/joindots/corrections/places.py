"""Where records stand in the reports, and which of them a stretch means."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeVar

from joindots.corrections.anchors import Reports
from joindots.corrections.misfits import MisfitError
from joindots.model import (
    INCIDENT_FIELDS,
    Attribution,
    Entity,
    Event,
    Finding,
    Incident,
    Mention,
    Quantity,
    Span,
    Target,
)

Record = Attribution | Entity | Event | Finding | Incident | Quantity
Found = TypeVar("Found", bound=Record)

LEAST_OVERLAP = 0.5
"""Share of the characters of two stretches together that lie in both: from half on one is the other with its borders
drawn a little differently, as another version of an extractor draws them; a name in a sentence is not the sentence."""

SAME_PLACE = 0.9
"""From this overlap on a stretch is another's very place, but for a mark or an article."""


def list_places(record: Record) -> Iterator[Span | Mention]:
    """The stretches that a record is known by."""
    match record:
        case Entity() | Event():
            yield from record.mentions
        case Attribution():
            yield from record.content
        case Quantity():
            yield record.span
        case Incident():
            for field in INCIDENT_FIELDS:
                for reported in getattr(record, field):
                    yield from reported.evidence
        case Finding():
            for position in record.positions:
                yield from position.evidence


def find_at(records: Iterable[Found], span: Span) -> Found | None:
    """The record that stands at a stretch: the one whose place overlaps it most, of equals the first by id."""
    best = min(((-likeness(record, span), record.id, record) for record in records), key=_rank, default=None)
    return best[2] if best and -best[0] >= LEAST_OVERLAP else None


class Places:
    """Records of a pile by the reports they stand in."""

    def __init__(self, records: Iterable[Record]) -> None:
        """Index records of one kind."""
        self._by_document: dict[str, dict[str, Record]] = defaultdict(dict)
        for record in records:
            for place in list_places(record):
                self._by_document[place.document][record.id] = record

    def find(self, span: Span) -> str | None:
        """Id of the record that stands at a stretch."""
        found = find_at(self._by_document.get(span.document, {}).values(), span)
        return found.id if found else None


def find_target(places: Places, reports: Reports, target: Target) -> dict[str, int]:
    """Ids of the records at the anchors of a target, and at how many of them each stands.

    Raises:
        MisfitError: None stands at any.
    """
    votes: Counter[str] = Counter()
    first: MisfitError | None = None
    for anchor in target.anchors:
        try:
            found = places.find(reports.locate(anchor))
        except MisfitError as error:
            first = first or error
        else:
            votes.update([found] if found else [])
    if not votes:
        raise first or MisfitError(f"Nothing of the kind is found any longer where “{target.name}” was.")
    return dict(votes)


def _rank(scored: tuple[float, str, Record]) -> tuple[float, str]:
    return scored[:2]


def likeness(record: Record, span: Span) -> float:
    """How much of a stretch and the nearest place of a record they have in common, 0 to 1."""
    return max((overlap(place, span) for place in list_places(record)), default=0.0)


def overlap(a: Span | Mention, b: Span | Mention) -> float:
    """Characters in both stretches by characters in either."""
    if a.document != b.document:
        return 0.0
    both = min(a.end, b.end) - max(a.start, b.start)
    return both / (max(a.end, b.end) - min(a.start, b.start)) if both > 0 else 0.0
