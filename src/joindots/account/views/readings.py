"""One report with everything marked that was found in it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from joindots.account.citations import Statement, StatementKind
from joindots.account.indexes import Index
from joindots.account.views.records import title_of
from joindots.account.views.texts import Mark, Token, mark_stretch
from joindots.model import INCIDENT_FIELDS, BlockKind, Document, Mention, Span


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
    account = index.account
    for finding in account.findings:
        spans = [span for position in finding.positions for span in position.evidence]
        yield from _here(index, document, spans, finding.id, "finding")
    for incident in account.incidents:
        spans = [span for field in INCIDENT_FIELDS for r in getattr(incident, field) for span in r.evidence]
        yield from _here(index, document, spans, incident.id, "incident")
    for quantity in account.quantities:
        yield from _here(index, document, [quantity.span], quantity.id, "figure")
    for said in account.attributions:
        yield from _here(index, document, said.content, said.id, "speech")
    for event in account.events:
        yield from _here(index, document, event.mentions, event.id, "event")
    for entity in account.entities:
        yield from _here(index, document, entity.mentions, entity.id, "entity")


def _here(
    index: Index, document: str, spans: Iterable[Span | Mention], record_id: str, kind: StatementKind
) -> Iterator[tuple[Span | Mention, Statement]]:
    inside = [span for span in spans if span.document == document]
    if inside:
        label = title_of(index, index.records[record_id])
        yield from ((span, Statement(id=record_id, kind=kind, label=label)) for span in inside)
