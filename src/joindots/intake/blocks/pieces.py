"""Paragraphs cut where a banner, a header mark or a byline shares their line with body text."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from msgspec import Struct

from joindots.intake.blocks.cues import KNOWN_LINES, blank_quotes, is_call, load_cues, may_call, split_sentences
from joindots.intake.blocks.paragraphs import Paragraph, make_paragraph
from joindots.model import BlockKind

_NAME = r"[A-Z][\w'’.-]*(?:\s+(?:[A-Z][\w'’.-]*|de|van|von|der|al|bin|du|la)){1,3}"
_TRAILING_CREDIT = re.compile(rf"(?<=[.!?\"”’)])\s+(?P<credit>[—–-]{{1,2}}\s*{_NAME}\s*)$")
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
    fields = _match_fields(paragraphs)
    pieces: list[Piece] = []
    for field, paragraph in zip(fields, paragraphs, strict=False):
        pieces += _cut_field(text, paragraph, field)
    for i, paragraph in enumerate(paragraphs[len(fields) :], start=len(fields)):
        pieces += _cut_banner(text, paragraph, is_last=i == last)
    return pieces


def _match_fields(paragraphs: Sequence[Paragraph]) -> list[re.Match[str]]:
    """Header fields at the top, one a paragraph: several in a row, or one with a mark such as `##`."""
    pattern = load_cues().field
    matches = (pattern.fullmatch(paragraph.text) for paragraph in paragraphs[:_FIELD_TOP])
    run = [found for found in takewhile(bool, matches) if found]
    return run if len(run) > 1 or any(found["mark"] for found in run) else []


def _piece(text: str, start: int, end: int, kind: BlockKind | None = None, field: str | None = None) -> Piece:
    bare = make_paragraph(text, start, end)
    return Piece(start, end, bare.text, bare.first, kind, field)


def _cut_field(text: str, paragraph: Paragraph, found: re.Match[str]) -> list[Piece]:
    """`## Title: A ferry sank` as its mark and its value."""
    kinds: dict[str, BlockKind] = {"title": "title", "day": "dateline", "author": "byline"}
    name = load_cues().names[found["name"].lower()]
    if name not in kinds:
        return [_piece(text, paragraph.start, paragraph.end, "boilerplate", name)]
    at = paragraph.first + found.start("value")
    value = _piece(text, at, paragraph.end, kinds[name], name)
    return [_piece(text, paragraph.start, at, "boilerplate", "other"), value]


def _cut_banner(text: str, paragraph: Paragraph, *, is_last: bool) -> Iterator[Piece]:
    """A paragraph as what stands before its body, the body, and what stands after."""
    start, end = _find_body(paragraph.text)
    after: BlockKind = "boilerplate"
    if is_last and end == len(paragraph.text):
        end = _find_credit(paragraph.text)
        after = "byline"
    cuts = [paragraph.start, paragraph.first + start, paragraph.first + end, paragraph.end]
    if not start:
        cuts[1] = paragraph.start
    if end == len(paragraph.text):
        cuts[2] = paragraph.end
    kinds: tuple[BlockKind | None, ...] = ("boilerplate", None, after)
    for a, b, kind in zip(cuts, cuts[1:], kinds, strict=False):
        if a < b:
            yield _piece(text, a, b, kind)


def _find_credit(paragraph: str) -> int:
    """Where the author's name begins after the last sentence; the length where there is none, or in a motto."""
    if paragraph[0] in "\"“‘'":
        return len(paragraph)
    found = _TRAILING_CREDIT.search(paragraph, max(0, len(paragraph) - _CREDIT_WITHIN))
    return found.start("credit") if found else len(paragraph)


def _find_body(paragraph: str) -> tuple[int, int]:
    """The part of a paragraph left when calls to the reader at its ends are cut off; all of it where there are none."""
    if len(paragraph) > _MAX_PARAGRAPH or not may_call(paragraph):
        return 0, len(paragraph)
    return _cut_calls(paragraph)


@lru_cache(maxsize=KNOWN_LINES)
def _cut_calls(paragraph: str) -> tuple[int, int]:
    whole = (0, len(paragraph))
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
    start, end = sentences[lead][0], sentences[len(sentences) - tail - 1][1]
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
