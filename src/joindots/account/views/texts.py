"""The reports' texts with their evidence marked: nothing left out, every place linked back to its statements."""

from itertools import pairwise
from typing import Final, Literal

from msgspec import Struct

from joindots.account.citations import Citations, Statement, StatementKind, place_anchor
from joindots.account.escapes import flatten, neutralise
from joindots.account.indexes import Index
from joindots.account.source_phrases import language_words, remark_words
from joindots.account.views.languages import reading_of, told
from joindots.model import Block, BlockKind, Document
from joindots.text.languages import ENGLISH

# Where a stretch stands behind several statements of equal length, its link goes to the first of these.
_PRIORITY: Final[dict[StatementKind, int]] = {
    "finding": 0,
    "incident": 1,
    "figure": 2,
    "speech": 3,
    "event": 4,
    "entity": 5,
    "source": 6,
}


class Mark(Struct, frozen=True, kw_only=True):
    """A place that is open over a stretch of text.

    Attributes:
        start: First code point.
        end: One past the last.
        anchor: Of the place.
        statements: That cite it.
    """

    start: int
    end: int
    anchor: str
    statements: tuple[Statement, ...]

    @property
    def kind(self) -> StatementKind:
        """The weightiest kind of statement that cites it."""
        return min((statement.kind for statement in self.statements), key=_PRIORITY.__getitem__)


class Token(Struct, frozen=True, kw_only=True):
    """A step through marked text: a place opens, the innermost open place closes, or text comes.

    Attributes:
        step: Which.
        text: Of a `text` step.
        mark: The place of an `open` step; the place whose statement a `text` step links to, or None.
        first: False where an `open` step continues a place that a crossing one cut in two.
    """

    step: Literal["open", "close", "text"]
    text: str = ""
    mark: Mark | None = None
    first: bool = True

    @property
    def target(self) -> str | None:
        """Id of the statement that a stretch links back to."""
        if self.mark is None:
            return None
        return min(self.mark.statements, key=lambda s: (_PRIORITY[s.kind], s.id)).id


class BlockView(Struct, frozen=True, kw_only=True):
    """A block of a report.

    Attributes:
        kind: As in the account.
        line: Number of its first line.
        tokens: The text with its marks.
        notes: Statements made from places that begin in it.
        marked: Whether a place lies in it.
        language: Code where it is another than the report's, or None.
        remark: Its language and how far that is read, where it is another than the report's, or None.
    """

    kind: BlockKind
    line: int
    tokens: tuple[Token, ...]
    notes: tuple[Statement, ...]
    marked: bool
    language: str | None
    remark: str | None


class RunView(Struct, frozen=True, kw_only=True):
    """Neighbouring blocks that are shown alike.

    Attributes:
        boilerplate: Whether they are no part of the report.
        blocks: In order.
    """

    boilerplate: bool
    blocks: tuple[BlockView, ...]

    @property
    def marked(self) -> bool:
        """Whether a place lies in one of them."""
        return any(block.marked for block in self.blocks)


class TextView(Struct, frozen=True, kw_only=True):
    """A report's text.

    Attributes:
        id: Of the document.
        mark: "R3".
        byline: Publisher and date.
        title: As printed, else the source.
        language: Code, or None where it cannot be told.
        remark: The language and how far it is read, where it is not English, or None.
        noticed: What intake noticed, in sentences.
        runs: In order; all blocks together are the text.
    """

    id: str
    mark: str
    byline: str
    title: str
    language: str | None
    remark: str | None
    noticed: tuple[str, ...]
    runs: tuple[RunView, ...]


def view_texts(citations: Citations) -> tuple[TextView, ...]:
    """The texts of the reports that are shown; to be made when all statements have been."""
    index = citations.index
    return tuple(_view_text(citations, document) for document in index.reports if document.id in citations.shown)


def _view_text(citations: Citations, document: Document) -> TextView:
    index = citations.index
    marks = [
        Mark(start=start, end=end, anchor=place_anchor(index, document.id, start, end), statements=tuple(statements))
        for (start, end), statements in citations.places.get(document.id, {}).items()
    ]
    marks.sort(key=lambda mark: (mark.start, -mark.end))
    return TextView(
        id=document.id,
        mark=index.mark(document.id),
        byline=index.byline(document.id),
        title=flatten(document.title or document.source),
        language=document.language,
        remark=_tell(index, document.language) if document.language != ENGLISH else None,
        noticed=tuple(flatten(remark_words(note)) for note in document.notes),
        runs=_runs(_view_blocks(citations, document, marks)),
    )


def _view_blocks(citations: Citations, document: Document, marks: list[Mark]) -> list[BlockView]:
    """One pass over blocks and marks, both sorted."""
    views = []
    following = 0
    carried: list[Mark] = []
    for block in document.blocks:
        first = following
        while following < len(marks) and marks[following].start < block.end:
            following += 1
        begun = marks[first:following]
        covering = [*carried, *begun]
        tokens = tuple(mark_stretch(document.text, block, covering))
        views.append(
            BlockView(
                kind=block.kind,
                line=citations.index.line(document.id, block.start),
                tokens=tokens,
                notes=_notes(begun, {token.target for token in tokens if token.mark and token.text.strip()}),
                marked=bool(covering),
                language=block.language,
                remark=_tell(citations.index, block.language),
            )
        )
        carried = [mark for mark in covering if mark.end > block.end]
    return views


def _tell(index: Index, language: str | None) -> str | None:
    """A language and how far it is read: "French, names only"."""
    return f"{language_words(language)}, {told(reading_of(index.account, language))}" if language else None


def _notes(marks: list[Mark], linked: set[str | None]) -> tuple[Statement, ...]:
    """What is said from here: findings with their verdicts, and what the text itself does not link to."""
    found: dict[str, Statement] = {}
    for mark in marks:
        for statement in mark.statements:
            if statement.kind == "finding" or statement.id not in linked:
                found.setdefault(statement.id, statement)
    return tuple(sorted(found.values(), key=lambda statement: _PRIORITY[statement.kind]))


def mark_stretch(text: str, block: Block, marks: list[Mark]) -> list[Token]:
    """Walk through a block, opening and closing its places so that they nest.

    Args:
        text: Of the document.
        block: The stretch.
        marks: Places that overlap it, sorted by start, longest first.

    Returns:
        Steps whose `text` joined is the stretch; every place that begins in the block opens once with `first`.
    """
    edges = {block.start, block.end}
    for mark in marks:
        edges |= {max(mark.start, block.start), min(mark.end, block.end)}
    tokens: list[Token] = []
    opened: list[Mark] = []
    following = 0
    for start, end in pairwise(sorted(edges)):
        tokens += _close(opened, start)
        while following < len(marks) and marks[following].start <= start:
            mark = marks[following]
            following += 1
            opened.append(mark)
            tokens.append(Token(step="open", mark=mark, first=mark.start >= block.start))
        inner = min(opened, key=lambda mark: (mark.end - mark.start, _PRIORITY[mark.kind])) if opened else None
        tokens.append(Token(step="text", text=neutralise(text[start:end]), mark=inner))
    return tokens + [Token(step="close")] * len(opened)


def _close(opened: list[Mark], position: int) -> list[Token]:
    """Close what ends at a position; what crosses it is closed too and opened again."""
    ended = next((i for i, mark in enumerate(opened) if mark.end <= position), None)
    if ended is None:
        return []
    crossing = [mark for mark in opened[ended:] if mark.end > position]
    tokens = [Token(step="close")] * (len(opened) - ended)
    opened[ended:] = crossing
    return tokens + [Token(step="open", mark=mark, first=False) for mark in crossing]


def _runs(blocks: list[BlockView]) -> tuple[RunView, ...]:
    runs: list[tuple[bool, list[BlockView]]] = []
    for block in blocks:
        boilerplate = block.kind == "boilerplate"
        if not runs or runs[-1][0] != boilerplate:
            runs.append((boilerplate, []))
        runs[-1][1].append(block)
    return tuple(RunView(boilerplate=boilerplate, blocks=tuple(found)) for boilerplate, found in runs)
