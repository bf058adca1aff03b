"""The observations of a pile while decisions are carried out on them, one report at a time."""

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from joindots.corrections.anchors import Reports
from joindots.corrections.ledgers import Ledger
from joindots.corrections.misfits import MisfitError
from joindots.corrections.places import SAME_PLACE, find_at, likeness
from joindots.model import (
    Anchor,
    Attribution,
    Document,
    Entity,
    Event,
    Incident,
    Observations,
    Quantity,
    Target,
)

Observation = Entity | Event | Attribution | Quantity | Incident
Local = TypeVar("Local", bound=Observation)

_ARRAYS: Mapping[type[Struct], str] = {
    Entity: "entities",
    Event: "events",
    Attribution: "attributions",
    Quantity: "quantities",
    Incident: "incidents",
}
WORDS: Mapping[type[Struct], str] = {
    Entity: "named thing",
    Event: "event",
    Attribution: "statement of somebody",
    Quantity: "number",
    Incident: "incident",
}


class Draft:
    """What the reports show, with look-ups by anchor and changes by report.

    Attributes:
        reports: To locate anchors.
        found: Observations by document id.
        ledger: Of the decisions.
    """

    def __init__(self, documents: Sequence[Document], observations: Iterable[Observations], ledger: Ledger) -> None:
        """Take documents and observations of a pile."""
        self.reports = Reports(documents)
        self.found = {one.document: one for one in observations}
        self.ledger = ledger

    def at(self, kind: type[Local], anchor: Anchor) -> Local:
        """The record of a kind that stands at an anchor.

        Raises:
            MisfitError: The words are gone, or nothing of that kind stands there.
        """
        found = self.peek(kind, anchor)
        if found is None:
            span = self.reports.locate(anchor)
            words = " ".join(span.text.split())
            raise MisfitError(f"No {WORDS[kind]} is found any longer at “{words}” in {anchor.source}.")
        return found

    def peek(self, kind: type[Local], anchor: Anchor) -> Local | None:
        """The same, None where nothing of the kind stands there."""
        span = self.reports.locate(anchor)
        records: tuple[Local, ...] = getattr(self.found[span.document], _ARRAYS[kind])
        return find_at(records, span)

    def has(self, kind: type[Local], anchor: Anchor) -> bool:
        """Whether a record of a kind stands at the very place of an anchor."""
        found = self.peek(kind, anchor)
        return found is not None and likeness(found, self.reports.locate(anchor)) > SAME_PLACE

    def all_at(self, kind: type[Local], target: Target) -> list[tuple[str, Local]]:
        """The records at the anchors of a target, each once with its document, without those that are gone.

        Raises:
            MisfitError: All are gone; the reason of the first.
        """
        kept: dict[str, tuple[str, Local]] = {}
        first: MisfitError | None = None
        for anchor in target.anchors:
            try:
                record = self.at(kind, anchor)
                kept[record.id] = (self.reports.report(anchor).id, record)
            except MisfitError as error:
                first = first or error
        if not kept:
            raise first or MisfitError("It names no place.")
        return list(kept.values())

    def change(self, document: str, old: Local, new: Local) -> None:
        """Put one record in another's place."""
        records: tuple[Local, ...] = getattr(self.found[document], _ARRAYS[type(old)])
        self._put(document, type(old), [new if record.id == old.id else record for record in records])

    def add(self, document: str, *records: Observation) -> None:
        """Add records, of one kind."""
        kind = type(records[0])
        self._put(document, kind, [*getattr(self.found[document], _ARRAYS[kind]), *records])

    def remove(self, document: str, record: Observation) -> None:
        """Take a record out and set it aside; what refers to it is the caller's."""
        kept = [one for one in getattr(self.found[document], _ARRAYS[type(record)]) if one.id != record.id]
        self._put(document, type(record), kept)
        self.ledger.aside.append(record)

    def _put(self, document: str, kind: type[Struct], records: Iterable[Observation]) -> None:
        ordered = tuple(sorted(records, key=attrgetter("id")))
        self.found[document] = replace(self.found[document], **{_ARRAYS[kind]: ordered})
