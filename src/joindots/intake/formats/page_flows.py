"""Lines on pages to paragraphs, across columns and pages; headings by their size."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median_low

from msgspec.structs import replace

from joindots.intake.blocks.paragraphs import ends_sentence
from joindots.intake.formats.broken_words import HYPHENS, WordJoiner
from joindots.intake.formats.own_fields import Line
from joindots.intake.formats.page_furniture import find_furniture
from joindots.intake.formats.page_orders import order_lines
from joindots.intake.formats.pdf_pages import Page, PageLine
from joindots.intake.formats.word_texts import tidy_lines
from joindots.model import BlockKind

# Calibrated by eye on pages printed by browsers, word processors and typesetters, in one and two columns.
_SAME_SIZE = 0.08  # of the size of letters, by which lines of one paragraph may differ
_LEADING = 1.3  # of the usual distance between lines: a wider one ends a paragraph
_LEADING_AT_END = 1.12  # the same where a sentence ends with the line
_USUAL_LEADING = 1.2  # of the size, where no two lines can be measured
_MOST_LEADING = 3.0  # of the size: farther lines are of different paragraphs in any case
_INDENT = 0.7  # of the size, by which a paragraph's first line is set in
_HEADING = 1.12  # of the size of body text
_TITLE = 1.25  # the same
_SLACK = 1.2  # of the size: how much wider than on average a word may be; inside a sentence
_SLACK_AT_END = 0.3  # the same where a sentence ends with the line, as paragraphs do
_LONG = 0.7  # of the width of a column: a line that may go on in the next, whatever that begins with
_LEADERS = (". . . . .", "......")
_MOST_BETWEEN = 12  # notes and captions between two parts of a paragraph
_HEADING_MAX_WORDS = 40
_TITLE_MIN_WORDS = 3  # fewer are the name of the paper
_LIST_ITEM = re.compile(r"(?:[-*•–—·▪◦]|\d{1,3}[.)]|\([a-z\d]{1,3}\))\s|[¹²³⁰⁴-⁹]")
_LIGATURES = (
    ("ﬀ", "ff"),
    ("ﬁ", "fi"),
    ("ﬂ", "fl"),
    ("ﬃ", "ffi"),
    ("ﬄ", "ffl"),
    ("ﬅ", "st"),
    ("ﬆ", "st"),
    ("\ufffe", "-"),
)


def list_paragraphs(pages: Sequence[Page]) -> list[Line]:
    """Text of all pages, a paragraph a line, with what each is; furniture stands at the end of its page."""
    pages = [replace(page, lines=order_lines(page.lines)) for page in pages]
    body, aside = _part(pages, find_furniture(pages))
    top = [line for line in aside if line.page == 1 and body and line.y > body[0].y]
    rest = iter([line for line in aside if line not in top])
    flow = _Flow(body)
    found = _label(top)
    waiting = next(rest, None)
    for lines in flow.list_paragraphs():
        while waiting and waiting.page < lines[0].page:
            found += _label([waiting])
            waiting = next(rest, None)
        found.append((flow.words.join_lines([line.text for line in lines]), flow.find_kind(lines)))
    return _tidy([*found, *_label([waiting] if waiting else []), *_label(rest)])


def _part(pages: Sequence[Page], furniture: frozenset[PageLine]) -> tuple[list[PageLine], list[PageLine]]:
    """Lines of the text and those of the furniture."""
    body: list[PageLine] = []
    aside: list[PageLine] = []
    levels = {line.y for line in furniture}  # told apart sooner than whole lines
    for page in pages:
        for line in page.lines:
            (aside if line.y in levels and line in furniture else body).append(line)
    return body, aside


def _label(lines: Iterable[PageLine]) -> list[Line]:
    return [(line.text, "boilerplate") for line in lines]


def _tidy(lines: list[Line]) -> list[Line]:
    """Letters for the signs of two or three, single spaces for white space."""
    whole = "".join(text for text, _ in lines)
    signs = [each for each in _LIGATURES if each[0] in whole]
    tidy = []
    for text, kind in lines:
        plain = text
        for sign, letters in signs:
            plain = plain.replace(sign, letters)
        tidy.append((tidy_lines(plain), kind))
    return tidy


class _Flow:
    """The lines of all pages in reading order, without furniture."""

    def __init__(self, lines: Sequence[PageLine]) -> None:
        self.lines = lines
        self.words = WordJoiner(line.text for line in lines)
        self.size = _find_body_size(lines)
        self.largest = max(
            (
                line.size
                for line in lines
                if line.page == 1 and len(line.text.split(None, _TITLE_MIN_WORDS)) >= _TITLE_MIN_WORDS
            ),
            default=0.0,
        )
        pairs = list(pairwise(lines))
        # Whether a line is like the line before it, and stands below it; none is before the first.
        self._alike = [False, *(_are_alike(a, b) for a, b in pairs)]
        self._below = [False, *(_is_below(a, b) for a, b in pairs)]
        self._alone = [_stands_alone(line) for line in lines]
        # What is below is on the same page, and no farther than lines of one paragraph.
        steps = [
            (a.y - b.y) / a.size
            for (a, b), alike in zip(pairs, self._alike[1:], strict=True)
            if alike and a.page == b.page
        ]
        steps = [step for step in steps if 0 < step < _MOST_LEADING]
        self.leading = median_low(steps) if steps else _USUAL_LEADING

    def list_paragraphs(self) -> Iterator[list[PageLine]]:
        """Lines of each paragraph; notes and captions that stand between its parts follow it."""
        held: list[list[PageLine]] = []  # the open paragraph, then what is smaller after it
        for part in self._list_parts():
            if len(held) > 1 and part[0].text[0].islower() and _are_alike(held[0][-1], part[0]):
                held[0] += part
            elif held and len(held) <= _MOST_BETWEEN and part[0].size < (1 - _SAME_SIZE) * held[0][-1].size:
                held.append(part)
            else:
                yield from held
                held = [part]
            if len(held) == 1 and not self._is_open(held[0][-1]):
                yield from held
                held = []
        yield from held

    def _is_open(self, line: PageLine) -> bool:
        """Whether a paragraph of body text may go on after a line."""
        return abs(line.size - self.size) <= _SAME_SIZE * self.size and not ends_sentence(line.text)

    def _list_parts(self) -> Iterator[list[PageLine]]:
        """Lines that follow each other in one paragraph."""
        paragraph: list[PageLine] = []
        for i, edge in enumerate(self._list_edges()):
            if paragraph and not self._continues(paragraph, i, edge):
                yield paragraph
                paragraph = []
            paragraph.append(self.lines[i])
        if paragraph:
            yield paragraph

    def _list_edges(self) -> list[float]:
        """For each line the right edge of the column in which the line before it stands."""
        edges: list[float] = []
        start = 0
        for i in range(1, len(self.lines) + 1):
            # Lines of one column are set to one width; those of a title above two columns are not.
            if i == len(self.lines) or not (self._below[i] and self._alike[i]):
                edges += [max(line.right for line in self.lines[start:i])] * (i - start)
                start = i
        return [*edges[:1], *edges[:-1]]

    def _continues(self, paragraph: Sequence[PageLine], number: int, edge: float) -> bool:
        """Whether a line goes on with the paragraph that the line before it is of."""
        above, line = paragraph[-1], self.lines[number]
        if not self._alike[number] or self._alone[number - 1] or self._alone[number] or _LIST_ITEM.match(line.text):
            return False
        ended = ends_sentence(above.text)
        open_ended = above.text[-1] in HYPHENS or _is_full(above, line, edge, ended=ended)
        open_ended = open_ended or (not ended and _goes_on(above, line, edge))
        heading = above.size > self.size * _HEADING
        if not self._below[number]:  # in the next column or on the next page
            return open_ended and not heading and not ended
        if above.y - line.y > (_LEADING_AT_END if ended else _LEADING) * self.leading * above.size:
            return False
        step = (line.left - above.left) / line.size
        second = len(paragraph) == 1  # it may stand left of a first line set in, or right of a first line set out
        set_in = step > _INDENT and not (second and _LIST_ITEM.match(above.text))
        return heading or (open_ended and not set_in and (step >= -_INDENT or second))

    def find_kind(self, lines: Sequence[PageLine]) -> BlockKind:
        """By size; what the page does not show, and a table of contents, are nothing to its reader."""
        if not lines[0].seen or _has_leaders(lines[0].text):
            return "boilerplate"
        size = lines[0].size
        if size < self.size * _HEADING:
            return "body"
        words = sum(len(line.text.split()) for line in lines)
        if words > _HEADING_MAX_WORDS:
            return "body"
        is_largest = lines[0].page == 1 and size >= self.largest * (1 - _SAME_SIZE)
        return "title" if is_largest and words >= _TITLE_MIN_WORDS and size >= self.size * _TITLE else "heading"


def _find_body_size(lines: Sequence[PageLine]) -> float:
    """The size, to a tenth of a point, in which most letters are."""
    exact: Counter[float] = Counter()
    for line in lines:
        exact[line.size] += len(line.text)
    sizes: Counter[float] = Counter()
    for size, letters in exact.items():
        sizes[round(size, 1)] += letters
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _are_alike(a: PageLine, b: PageLine) -> bool:
    """Whether two lines may be of one paragraph by their letters."""
    return a.seen == b.seen and abs(a.size - b.size) <= _SAME_SIZE * a.size


def _is_below(above: PageLine, line: PageLine) -> bool:
    """Whether a line stands below another in the same column."""
    near = above.page == line.page and 0 < above.y - line.y <= _MOST_LEADING * above.size
    return near and line.left < above.right and line.right > above.left


def _stands_alone(line: PageLine) -> bool:
    return line.cells or _has_leaders(line.text)


def _is_full(above: PageLine, line: PageLine, edge: float, *, ended: bool) -> bool:
    """Whether a line had no room for the first word of the next, as wide as words of the line are on average."""
    letter = (above.right - above.left) / len(above.text)
    slack = _SLACK_AT_END if ended else _SLACK
    return above.right + letter * (len(line.text.split(None, 1)[0]) + 1) + slack * above.size > edge


def _goes_on(above: PageLine, line: PageLine, edge: float) -> bool:
    """Whether a line goes on with the sentence of a line that is nearly full, such as before a long word of code."""
    return above.right - above.left > _LONG * (edge - above.left) and line.text[0].islower()


def _has_leaders(text: str) -> bool:
    """Whether dots lead to a page number, as in a table of contents."""
    spaced, close = _LEADERS
    return spaced in text or close in text
