"""Running heads, footers and page numbers: what pages of one document repeat at their edges."""

import re
from collections.abc import Iterator, Sequence
from statistics import median_low

from joindots.intake.formats.pdf_pages import Page, PageLine

_EDGE_LINES = 3  # at the top and at the bottom of a page in which they stand
_LEVEL = 6.0  # points that a running line may move from page to page
_MIN_PAGES = 2  # that show it
_MAX_LENGTH = 160  # characters
_NUMBER = re.compile(r"\d{1,9}")
_PAGE_NUMBER = re.compile(r"page \d{1,4}(?: ?(?:of|/) ?\d{1,4})?|[-–—] ?\d{1,4} ?[-–—]|\d{1,4} ?(?:of|/) ?\d{1,4}")


def find_furniture(pages: Sequence[Page]) -> frozenset[PageLine]:
    """Lines at the edges of pages that other pages have at the same height, numbers in them aside, and page numbers."""
    places: dict[str, list[PageLine]] = {}
    found = []
    for line in _list_edges(pages):
        text = " ".join(line.text.lower().split())
        if _PAGE_NUMBER.fullmatch(text):
            found.append(line)
        elif len(text) <= _MAX_LENGTH:
            places.setdefault(_NUMBER.sub("#", text), []).append(line)
    for lines in places.values():
        level = median_low([line.y for line in lines])
        near = [line for line in lines if abs(line.y - level) <= _LEVEL]
        if len({line.page for line in near}) >= _MIN_PAGES:
            found += near
    return frozenset(found)


def _list_edges(pages: Sequence[Page]) -> Iterator[PageLine]:
    for page in pages:
        lines = sorted(page.lines, key=lambda line: (-line.y, line.left))
        yield from lines[:_EDGE_LINES]
        yield from lines[max(_EDGE_LINES, len(lines) - _EDGE_LINES) :]
