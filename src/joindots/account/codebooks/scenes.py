"""What the reports of an incident tell beside the register's fields: its figures, its sentences."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping

from msgspec import Struct

from joindots.model import Account, Document, Event, Quantity, Span

# The end of a sentence as far as letters tell it; a paragraph ends one too.
_END = re.compile(r"[.!?][\"'”’)\]]{0,3}\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n")


class Sentence(Struct, frozen=True):
    """A sentence of a report.

    Attributes:
        document: Id of the report.
        start: First code point.
        text: As written.
    """

    document: str
    start: int
    text: str

    def find(self, pattern: re.Pattern[str]) -> Span | None:
        """Where a pattern first stands in it."""
        match = pattern.search(self.text)
        return None if match is None else self.cut(match)

    def cut(self, match: re.Match[str]) -> Span:
        """The place of a match in the report."""
        return Span(
            document=self.document, start=self.start + match.start(), end=self.start + match.end(), text=match[0]
        )


class Text:
    """A report with its sentences looked up by offset."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._starts = [0, *(match.end() for match in _END.finditer(document.text))]

    def sentence(self, offset: int) -> Sentence:
        """The sentence that holds an offset."""
        n = bisect_right(self._starts, offset)
        text = self._document.text
        start = self._starts[n - 1]
        return Sentence(self._document.id, start, text[start : self._starts[n] if n < len(self._starts) else len(text)])

    def sentences(self) -> Iterator[Sentence]:
        """All of them."""
        return (self.sentence(start) for start in self._starts)


class Scene(Struct, frozen=True, kw_only=True):
    """An incident as its reports tell it.

    Attributes:
        event: What happened.
        figures: Its quantities, and those that belong to no event in sentences that tell this incident alone or in
            reports that tell no other; sorted by span.
        sentences: Those that tell it, in order of its mentions, each once.
        alone: The reports that tell no other incident.
        texts: All reports of the account, by id.
    """

    event: Event
    figures: tuple[Quantity, ...]
    sentences: tuple[Sentence, ...]
    alone: tuple[Text, ...]
    texts: Mapping[str, Text]

    def sentence(self, span: Span) -> Sentence:
        """The sentence that a place stands in."""
        return self.texts[span.document].sentence(span.start)


def list_scenes(account: Account) -> Mapping[str, Scene]:
    """The incidents of an account by their events."""
    events = {event.id: event for event in account.events}
    told = [events[incident.event] for incident in account.incidents]
    texts = {document.id: Text(document) for document in account.documents}
    held: dict[Sentence, set[str]] = defaultdict(set)
    inside: dict[str, set[str]] = defaultdict(set)
    for event in told:
        for mention in event.mentions:
            held[texts[mention.document].sentence(mention.start)].add(event.id)
            inside[mention.document].add(event.id)
    figures: dict[str, list[Quantity]] = defaultdict(list)
    for quantity in sorted(account.quantities, key=lambda q: q.span):
        place = quantity.span
        owners = {quantity.event} if quantity.event else held.get(texts[place.document].sentence(place.start), set())
        owner = owners or inside[place.document]
        if len(owner) == 1:
            figures[next(iter(owner))].append(quantity)
    return {
        event.id: Scene(
            event=event,
            figures=tuple(figures[event.id]),
            sentences=tuple(dict.fromkeys(texts[m.document].sentence(m.start) for m in event.mentions)),
            texts=texts,
            alone=tuple(texts[d] for d in sorted({m.document for m in event.mentions}) if len(inside[d]) == 1),
        )
        for event in told
    }
