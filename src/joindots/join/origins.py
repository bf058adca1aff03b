"""Origins: which documents are independent of each other, for one statement at a time.

Two documents are one origin of a statement when the passage that says it is copied between them or from a third
document, when both rest it on the same named source, when one rests it on the other's publisher, or when they have the
same publisher. Text that they share elsewhere says nothing about this statement.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from joindots.linkage import connected_components
from joindots.model import Document, Entity, Origin, OriginReason, Reuse, Span
from joindots.text.publishers import publisher_key

LEAST_COVER = 0.5
"""Share of the characters of an evidence span that must lie in the copied passage. More than half of a sentence
copied makes the sentence a copy; a shared name or title inside it does not."""

LEAST_WORDS = 10
"""Words of the shortest copied passage that ties two documents together: two people who write down one fact can hit
upon eight or nine words in a row, names included."""

ORIGIN_REASONS: tuple[OriginReason, ...] = ("copied text", "same named source", "same publisher")
"""Why documents are one origin, the strongest first."""


class Statement(Struct, frozen=True, kw_only=True):
    """One document's saying of the statement at hand.

    Attributes:
        document: Id of the document.
        evidence: Where it says so; spans of that document.
        source: Id of the named entity the document rests it on, or None for its own voice or an unnamed source.
    """

    document: str
    evidence: tuple[Span, ...]
    source: str | None = None


class _Passage(Struct, frozen=True, gc=False):
    """A copied stretch of one document and where it stands in another."""

    start: int
    end: int
    other: Span
    drift: int

    def image(self, span: Span) -> tuple[int, int]:
        """Where the part of `span` in this passage stands in the other document: in proportion, give or take edits."""
        scale = (self.other.end - self.other.start) / (self.end - self.start)
        start, end = max(span.start, self.start) - self.start, min(span.end, self.end) - self.start
        return self.other.start + int(start * scale) - self.drift, self.other.start + int(end * scale) + self.drift


class OriginIndex:
    """Answers for any statement which of the documents that make it are independent. Build it once for a pile."""

    def __init__(self, documents: Sequence[Document], reuse: Sequence[Reuse], entities: Sequence[Entity] = ()) -> None:
        """Index the publishers and copied passages of a pile, and which of its entities are these publishers."""
        self._publishers = {document.id: publisher_key(document.publisher or "") for document in documents}
        self._houses = find_houses(entities, self._publishers.values())
        self._reuse: dict[str, list[Reuse]] = defaultdict(list)
        for record in reuse:
            self._reuse[record.a.document].append(record)
            self._reuse[record.b.document].append(record)
        self._known: dict[str, list[_Passage]] = {}

    def group(
        self, statements: Sequence[Statement], reasons: Sequence[OriginReason] = ORIGIN_REASONS
    ) -> tuple[Origin, ...]:
        """Partition the documents that make one statement into origins.

        Args:
            statements: Who says it, in any order; a document may occur several times.
            reasons: What makes documents one origin, the strongest first.

        Returns:
            Origins sorted by their documents. Each has the strongest reason among its members: copied text before
            same named source before same publisher; a document that stands alone is `independent`.
        """
        documents = sorted({statement.document for statement in statements})
        place = {document: i for i, document in enumerate(documents)}
        links: dict[tuple[int, int], OriginReason] = {}
        for reason in reversed(reasons):  # so that the strongest is written last
            for group in self._alike(statements, reason):
                members = sorted({place[document] for document in group})
                links.update(((members[0], other), reason) for other in members[1:])
        return tuple(
            Origin(documents=tuple(documents[i] for i in members), why=_strongest(members, links))
            for members in connected_components(len(documents), links)
        )

    def _alike(self, statements: Sequence[Statement], reason: OriginReason) -> Iterator[list[str]]:
        """Groups of documents that share something of one kind."""
        groups: dict[object, list[str]] = defaultdict(list)
        if reason == "copied text":
            yield from self._copied(statements)
        elif reason == "same named source":
            for statement in statements:
                if statement.source:
                    groups[self._houses.get(statement.source, statement.source)].append(statement.document)
            for statement in statements:  # who cites a newspaper rests on what that newspaper says
                if (house := self._publishers.get(statement.document)) in groups:
                    groups[house].append(statement.document)
        else:
            for statement in statements:
                if publisher := self._publishers.get(statement.document):
                    groups[publisher].append(statement.document)
        yield from groups.values()

    def _copied(self, statements: Sequence[Statement]) -> Iterator[list[str]]:
        """Pairs of which one's evidence stands in the other, or both stand at one place of a third document."""
        told = {statement.document for statement in statements}
        thirds: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for span in sorted({span for statement in statements for span in statement.evidence}):
            for passage in self._covering(span):
                if passage.other.document in told:
                    yield [span.document, passage.other.document]
                else:
                    thirds[passage.other.document].append((*passage.image(span), span.document))
        for places in thirds.values():
            yield from _overlapping(sorted(places))

    def _covering(self, span: Span) -> list[_Passage]:
        least = LEAST_COVER * (span.end - span.start)
        passages = self._list_passages(span.document)
        return [p for p in passages if min(span.end, p.end) - max(span.start, p.start) >= least]

    def _list_passages(self, document: str) -> list[_Passage]:
        """The copied passages of a document; most are never asked about."""
        known = self._known.get(document)
        if known is None:
            told = (r for r in self._reuse.get(document, ()) if len(r.a.text.split()) >= LEAST_WORDS)
            known = self._known[document] = [_lay_beside(record, document) for record in told]
        return known


def _lay_beside(record: Reuse, document: str) -> _Passage:
    """A copied stretch as one of its documents has it."""
    one, other = (record.a, record.b) if record.a.document == document else (record.b, record.a)
    return _Passage(one.start, one.end, other, round((1 - record.similarity) * (one.end - one.start)))


def find_houses(entities: Iterable[Entity], publishers: Iterable[str]) -> dict[str, str]:
    """Which entities are publishers of reports.

    Args:
        entities: Of a pile.
        publishers: Keys of the publishers of its reports; an empty one is none.

    Returns:
        Id of the entity to key of the publisher.
    """
    known = {publisher for publisher in publishers if publisher}
    if not known:
        return {}
    named = ((entity.id, publisher_key(name)) for entity in entities for name in (*entity.aliases, entity.name))
    return {entity: house for entity, house in named if house in known}


def _overlapping(places: Sequence[tuple[int, int, str]]) -> Iterator[list[str]]:
    """Neighbours among sorted stretches of one document that overlap."""
    reach: tuple[int, str] | None = None
    for start, end, said_by in places:
        if reach and start < reach[0]:
            yield [reach[1], said_by]
        if not reach or end > reach[0]:
            reach = (end, said_by)


def _strongest(members: Sequence[int], links: dict[tuple[int, int], OriginReason]) -> OriginReason:
    if len(members) == 1:
        return "independent"
    inside = set(members)
    return min((reason for (a, _), reason in links.items() if a in inside), key=ORIGIN_REASONS.index)
