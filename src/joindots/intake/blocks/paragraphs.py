"""Where paragraphs begin and end in text that has no marks for them."""

import itertools
import re
from collections.abc import Sequence

from msgspec import Struct

from joindots.intake.dates import find_printed_day

_LINE = re.compile(r"[^\n\r\u2028\u2029]*(?:\r\n|[\n\r\u2028\u2029]|\Z)")
# White space and characters of no width; a line of nothing else is blank.
BLANKS = (
    " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\xad\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
    "\u2009\u200a\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u202f\u205f\u2060\u3000\ufeff"
)
_SENTENCE_END = re.compile(r"""[.!?…]['"”’»)\]]{0,3}$""")
_LIST_ITEM = re.compile(r"(?:[-*•–—·]|\d{1,3}[.)])\s")

# Hard-wrapped text (wire copy, mail): calibrated on the wire copy of bench/copies and bench/muc, against the pages of
# reports, shootings and stories, none of which is wrapped.
_WRAP_MIN_WIDTH = 40  # characters; narrower is a list or a poem
_WRAP_MAX_WIDTH = 100  # characters; wider is a paragraph a line
_WRAP_MIN_LINES = 2  # followed by another line
_WRAP_FULL_SHARE = 0.6  # of those, which could not have taken the next line's first word, and which end no sentence
_WRAP_SLACK = 8  # characters a wrapped line may stay short of the width
_SOFT_BREAK_MIN = 30  # characters before a break inside a sentence, where the next line goes on in lower case


class Paragraph(Struct, frozen=True):
    """A stretch of text that reads as one paragraph.

    Attributes:
        start: First code point; leading white space of the text belongs to the first paragraph.
        end: One past the last, white space after it included: paragraphs tile the text.
        text: The slice without white space around it.
        first: Where `text` begins.
    """

    start: int
    end: int
    text: str
    first: int


class _Line(Struct, frozen=True):
    start: int
    end: int
    text: str
    indent: int
    after_blank: bool


def split_paragraphs(text: str) -> list[Paragraph]:
    """Tile a text with paragraphs; empty text has none."""
    lines = _split_lines(text)
    if not lines:
        return [make_paragraph(text, 0, len(text))] if text else []
    width = _find_wrap_width(lines)
    starts = [0]
    starts += [
        line.start
        for before, line in itertools.pairwise(lines)
        if line.after_blank or not _continues(before, line, width)
    ]
    return [make_paragraph(text, a, b) for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


def make_paragraph(text: str, start: int, end: int) -> Paragraph:
    """The paragraph `text[start:end]`."""
    piece = text[start:end]
    bare = piece.strip(BLANKS)
    lead = len(piece) - len(piece.lstrip(BLANKS)) if bare else 0
    return Paragraph(start, end, bare, start + lead)


def ends_sentence(text: str) -> bool:
    """Whether a stripped text ends with a mark that ends sentences."""
    return bool(_SENTENCE_END.search(text[-5:]))


def _split_lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    blank = False
    for found in _LINE.finditer(text):
        bare = found.group().strip(BLANKS)
        if not bare:
            blank = True
            continue
        raw = found.group().expandtabs()
        indent = len(raw) - len(raw.lstrip(BLANKS))
        lines.append(_Line(found.start(), found.end(), bare, indent, blank))
        blank = False
    return lines


def _find_wrap_width(lines: Sequence[_Line]) -> int | None:
    """The width at which the text is wrapped, or None where a line is a paragraph."""
    inner = [(a, b) for a, b in itertools.pairwise(lines) if not b.after_blank]
    if len(inner) < _WRAP_MIN_LINES:
        return None
    width = sorted(len(a.text) + a.indent for a, _ in inner)[len(inner) * 19 // 20]
    if not _WRAP_MIN_WIDTH <= width <= _WRAP_MAX_WIDTH:
        return None
    full = sum(_is_full(a, b, width) for a, b in inner)
    open_ended = sum(not ends_sentence(a.text) for a, _ in inner)
    return width if min(full, open_ended) >= _WRAP_FULL_SHARE * len(inner) else None


def _is_full(line: _Line, following: _Line, width: int) -> bool:
    word = following.text.split(None, 1)[0]
    return len(line.text) + line.indent + 1 + len(word) > width - _WRAP_SLACK


def _continues(before: _Line, line: _Line, width: int | None) -> bool:
    """Whether a line goes on with the paragraph of the line right above it."""
    if _LIST_ITEM.match(line.text):
        return False
    if width is not None:
        if line.indent > before.indent and before.indent < 2 <= line.indent:
            return False
        return _is_full(before, line, width) or not ends_sentence(before.text)
    goes_on = line.text[0].islower() and not ends_sentence(before.text) and len(before.text) >= _SOFT_BREAK_MIN
    return goes_on and not find_printed_day(line.text)
