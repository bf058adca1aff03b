"""One report with everything marked that was found in it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from joindots.account.citations import Statement, StatementKind
from joindots.account.indexes import Index, Record
from joindots.account.views.records import title_of
from joindots.account.views.texts import Mark, Token, mark_stretch
from joindots.model import (
    INCIDENT_FIELDS,
    Attribution,
    BlockKind,
    Document,
    Entity,
    Event,
    Finding,
    Incident,
    Mention,
    Quantity,
    Reuse,
    Span,
)


class MarkedBlock(Struct, frozen=True, kw_only=True):
    """A block of a report.

    Attributes:
        kind: As in the account.
        line: Number of its first line.
        start: First code point.
        end: One past the last.
        tokens: The text with its marks.
    """

    kind: BlockKind
    line: int
    start: int
    end: int
    tokens: tuple[Token, ...]


def view_marked(index: Index, document: Document) -> tuple[MarkedBlock, ...]:
    """The blocks of a report, every place in it marked that a record stands on; all together are the text."""
    places: dict[tuple[int, int], list[Statement]] = defaultdict(list)
    for span, statement in _list_places(index, document.id):
        places[span.start, span.end].append(statement)
    marks = [
        Mark(start=start, end=end, anchor=f"p{start}-{end}", statements=tuple(places[start, end]))
        for start, end in sorted(places, key=lambda place: (place[0], -place[1]))
    ]
    return tuple(_view_blocks(index, document, marks))


def _view_blocks(index: Index, document: Document, marks: Sequence[Mark]) -> Iterator[MarkedBlock]:
    """One pass over blocks and marks, both sorted."""
    following = 0
    carried: list[Mark] = []
    for block in document.blocks:
        first = following
        while following < len(marks) and marks[following].start < block.end:
            following += 1
        covering = [*carried, *marks[first:following]]
        yield MarkedBlock(
            kind=block.kind,
            line=index.line(document.id, block.start),
            start=block.start,
            end=block.end,
            tokens=tuple(mark_stretch(document.text, block, covering)),
        )
        carried = [mark for mark in covering if mark.end > block.end]


def _list_places(index: Index, document: str) -> Iterator[tuple[Span | Mention, Statement]]:
    """Places of the report with what stands there, in the order of the kinds, then by id."""
    found = [*index.gather(index.links[document].standing), index.document(document)]
    standing = [(_find_spans(record), record) for record in found]
    for kind in _ORDER:
        for (marked, spans), record in standing:
            inside = [span for span in spans if span.document == document] if marked == kind else []
            if inside:
                label = title_of(index, record)
                yield from ((span, Statement(id=record.id, kind=kind, label=label)) for span in inside)


def _find_spans(record: Record) -> tuple[StatementKind | None, Sequence[Span | Mention]]:
    """As what a record is marked in a text, and where; times and stories are not."""
    kind: StatementKind | None = None
    spans: Sequence[Span | Mention] = ()
    match record:
        case Finding():
            kind, spans = "finding", [span for position in record.positions for span in position.evidence]
        case Incident():
            told = [reported for field in INCIDENT_FIELDS for reported in getattr(record, field)]
            kind, spans = "incident", [span for reported in told for span in reported.evidence]
        case Quantity():
            kind, spans = "figure", [record.span, record.clause, *(record.period.evidence if record.period else ())]
        case Attribution():
            told = [span for span in (record.source.span if record.source else None, record.cue) if span]
            kind, spans = "speech", [*record.content, *told]
        case Event():
            kind, spans = "event", [*record.mentions, *(record.date.evidence if record.date else ())]
        case Entity():
            kind, spans = "entity", [*record.mentions, *(span for role in record.roles for span in role.evidence)]
        case Reuse():
            kind, spans = "source", [record.a, record.b]
        case Document():
            kind, spans = "source", record.published.evidence if record.published else ()
    return kind, spans


_ORDER: tuple[StatementKind, ...] = ("finding", "incident", "figure", "speech", "event", "entity", "source")
