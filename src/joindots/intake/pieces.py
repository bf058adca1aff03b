"""Paragraphs cut where a banner, a header mark or a byline shares their line with body text."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from msgspec import Struct

from joindots.intake.cues import blank_quotes, is_call, load_cues, may_call, split_sentences
from joindots.intake.paragraphs import BLANKS, Paragraph, make_paragraph
from joindots.model import BlockKind

_NAME = r"[A-Z][\w'’.-]*(?:\s+(?:[A-Z][\w'’.-]*|de|van|von|der|al|bin|du|la)){1,3}"
_TRAILING_CREDIT = re.compile(rf"(?<=[.!?\"”’)])\s+[—–-]{{1,2}}\s*(?P<name>{_NAME})\s*$")
_LAST_MIN_LENGTH = 80  # characters of the last paragraph that may close with the author's name
_CREDIT_WITHIN = 100  # characters from the end
_FIELD_TOP = 8  # paragraphs from the top in which header fields are looked for
_MAX_PARAGRAPH = 20_000  # characters; longer ones are no banner, and are not searched for one
_MAX_BANNER = 600  # characters of a paragraph's cut-off part; longer ones are left whole


class Piece(Struct, frozen=True):
    """A paragraph or a part of one, the unit that is labelled.

    Attributes:
        start: First code point; pieces tile the text.
        end: One past the last, white space after it included.
        text: The slice without white space around it.
        first: Where `text` begins.
        kind: What it is where that is known from the cut itself.
        field: What a header field holds: `title`, `day`, `author`, `publisher`, `other`.
    """

    start: int
    end: int
    text: str
    first: int
    kind: BlockKind | None = None
    field: str | None = None


def cut_pieces(text: str, paragraphs: Sequence[Paragraph]) -> list[Piece]:
    """Cut paragraphs; the pieces tile the text as the paragraphs do."""
    last = max((i for i, paragraph in enumerate(paragraphs) if len(paragraph.text) > _LAST_MIN_LENGTH), default=-1)
    fields = _count_fields(paragraphs)
    pieces: list[Piece] = []
    for i, paragraph in enumerate(paragraphs):
        pieces += _cut_field(text, paragraph) if i < fields else _cut_banner(text, paragraph, is_last=i == last)
    return pieces


def _count_fields(paragraphs: Sequence[Paragraph]) -> int:
    """How many paragraphs at the top are header fields: several in a row, or one with a mark such as `##`."""
    pattern = load_cues().field
    fields = [pattern.fullmatch(paragraph.text) for paragraph in paragraphs[:_FIELD_TOP]]
    run = list(takewhile(bool, fields))
    return len(run) if len(run) > 1 or any(field and field["mark"] for field in run) else 0


def _piece(text: str, start: int, end: int, kind: BlockKind | None = None, field: str | None = None) -> Piece:
    bare = make_paragraph(text, start, end)
    return Piece(start, end, bare.text, bare.first, kind, field)


def _cut_field(text: str, paragraph: Paragraph) -> list[Piece]:
    """`## Title: A ferry sank` as its mark and its value."""
    cues = load_cues()
    found = cues.field.fullmatch(paragraph.text)
    if not found:  # callers know that it is one
        return []
    kinds: dict[str, BlockKind] = {"title": "title", "day": "dateline", "author": "byline"}
    name = cues.names[found["name"].lower()]
    if name not in kinds:
        return [_piece(text, paragraph.start, paragraph.end, "boilerplate", name)]
    at = paragraph.first + found.start("value")
    value = _piece(text, at, paragraph.end, kinds[name], name)
    return [_piece(text, paragraph.start, at, "boilerplate", "other"), value]


def _cut_banner(text: str, paragraph: Paragraph, *, is_last: bool) -> Iterator[Piece]:
    edges = [paragraph.start]
    kinds: list[BlockKind | None] = []
    start, end = _find_body(paragraph.text)
    if start:
        edges.append(paragraph.first + start)
        kinds.append("boilerplate")
    credit = (
        _TRAILING_CREDIT.search(paragraph.text, max(0, len(paragraph.text) - _CREDIT_WITHIN))
        if is_last and end == len(paragraph.text)
        else None
    )
    if credit and paragraph.text[0] not in "\"“‘'":
        end = credit.start() + len(credit.group()) - len(credit.group().lstrip(BLANKS))
    kinds.append(None if start < end else "boilerplate")
    if end < len(paragraph.text):
        edges.append(paragraph.first + end)
        kinds.append("byline" if credit else "boilerplate")
    edges.append(paragraph.end)
    for a, b, kind in zip(edges, edges[1:], kinds, strict=False):
        yield _piece(text, a, b, kind)


def _find_body(paragraph: str) -> tuple[int, int]:
    """The part of a paragraph left when calls to the reader at its ends are cut off; all of it where there are none."""
    whole = (0, len(paragraph))
    if len(paragraph) > _MAX_PARAGRAPH or not may_call(paragraph):
        return whole
    bare = blank_quotes(paragraph)
    sentences = split_sentences(paragraph)
    calls = [is_call(bare[a:b]) for a, b in sentences]
    if not any(calls) or all(calls):
        return whole
    own = [bool(load_cues().own.search(bare[a:b])) for a, b in sentences]
    lead = _run_length(calls, own)
    tail = _run_length(calls[::-1], own[::-1])
    if lead + tail >= len(sentences):
        return whole
    start = sentences[lead][0]
    end = sentences[len(sentences) - tail - 1][1]
    end = start + len(paragraph[start:end].rstrip(BLANKS)) if tail else len(paragraph)
    return (start if start <= _MAX_BANNER else 0), (end if len(paragraph) - end <= _MAX_BANNER else len(paragraph))


def _run_length(calls: Sequence[bool], own: Sequence[bool]) -> int:
    """How many sentences from one end are calls, or the publisher's own voice leading to a call."""
    length = 0
    for i, (call, we) in enumerate(zip(calls, own, strict=True)):
        if call:
            length = i + 1
        elif not we:
            break
    return length
