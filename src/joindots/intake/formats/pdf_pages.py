"""Pages of a PDF as the lines that stand on them."""

import re
from collections.abc import Callable, Iterator, Sequence
from ctypes import PYFUNCTYPE, addressof, c_double, c_float, c_int, c_void_p, cast
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

# How pdfium writes the ends of lines; U+FFFE stands for a hyphen at an end and takes the line break with it.
_LINE = re.compile("[^\r\n\ufffe]+\ufffe?")
_UNSEEN = 3  # text rendering mode that paints nothing. Source: ISO 32000-1, table 106
_WIDE_GAP = 1.8  # of the height of the letters: between columns; justified words stay under 1
_LOOSE_LETTER = 0.5  # of that height, a letter with its share of spaces: above it a line may have such a gap
_SAME_SIZE = 0.05  # of the size of the first letter, by which that of the last may differ
_LEAST_SIZE = 1.0  # points; smaller letters are of broken fonts or not to be seen
_RAISED = 0.4  # of the size of a line, above the foot of its letters; a digit that begins there is the mark of a note
_LAST_DIGIT = re.compile(r"[0-9](?<! [0-9])(?![0-9])")  # after a space and alone it is a number, not the mark of a note
_DIGITS = "0123456789"
_SUPERSCRIPTS = str.maketrans(_DIGITS, "⁰¹²³⁴⁵⁶⁷⁸⁹")
_FORM_DEPTH = 3  # of drawings inside each other that are looked at for pictures
_MOST_ORNAMENTS = 50  # lines and boxes on a page without text that is still no drawing

Edges = tuple[float, float, float, float]
Turn = Callable[[float, float, float, float], Edges]
# By degrees: left, lower, right and upper edge in the file to the same as the page is shown.
_TURNS: dict[int, Turn] = {
    90: lambda left, low, right, high: (low, -right, high, -left),
    180: lambda left, low, right, high: (-right, -high, -left, -low),
    270: lambda left, low, right, high: (-high, left, -low, right),
}


class PageLine(Struct, frozen=True, gc=False):
    """A line of text. Lengths are in points, x to the right and y up as the page is shown.

    Attributes:
        page: From 1.
        text: As printed; ends with U+FFFE where a hyphen ends it.
        left: Of its first letter.
        right: Of its last letter.
        y: Foot of its letters.
        size: Height of its letters, ascenders and descenders included.
        seen: Whether the page shows it: it is painted, or recognised from the picture that the page is.
        cells: Whether it is a row of a table.
    """

    page: int
    text: str
    left: float
    right: float
    y: float
    size: float
    seen: bool = True
    cells: bool = False


class Page(Struct, frozen=True):
    """One page.

    Attributes:
        number: From 1.
        lines: In the order in which the file paints them; a gap as between columns ends a line.
        pictured: Whether pictures or drawings stand on it; looked at only where text is not painted.
        scanned: Whether text was recognised from its pictures.
    """

    number: int
    lines: tuple[PageLine, ...]
    pictured: bool = False
    scanned: bool = False


def read_page(document: "PdfDocument", number: int) -> Page:
    """Read one page, numbered from 1.

    Raises:
        PdfiumError: It cannot be read.
    """
    page = document[number - 1]
    try:
        content = page.get_textpage()
        try:
            lines = tuple(_Content(content, number, page.get_rotation()).list_lines())
        finally:
            content.close()
        painted = bool(lines) and all(line.seen for line in lines)
        pictured = not painted and _has_pictures(page)
        if pictured and lines:
            lines = tuple(replace(line, seen=True) for line in lines)
        return Page(number, lines, pictured, scanned=pictured and bool(lines))
    finally:
        page.close()


def _has_pictures(page: "PdfPage") -> bool:
    from pypdfium2 import raw  # noqa: PLC0415 - loads the library

    paths = 0
    for item in page.get_objects(max_depth=_FORM_DEPTH):
        paths += item.type == raw.FPDF_PAGEOBJ_PATH
        if item.type == raw.FPDF_PAGEOBJ_IMAGE or paths > _MOST_ORNAMENTS:
            return True
    return False


class _Calls(Struct, frozen=True):
    """Functions of the library that take plain addresses and numbers.

    The wrapper's own check the type of each argument, which takes longer than what they do for one letter, and let
    other threads run meanwhile, which takes as long. Source: pdfium's public headers fpdf_text.h and fpdf_edit.h.
    """

    loose_box: Callable[[int, int, int], int]
    box: Callable[[int, int, int, int, int, int], int]
    letter: Callable[[int, int], int]
    text_object: Callable[[int, int], int | None]
    mode: Callable[[int], int]


@cache
def _load_calls() -> _Calls:
    from pypdfium2 import raw  # noqa: PLC0415 - loads the library

    measuring = PYFUNCTYPE(c_int, c_void_p, c_int, c_void_p)
    measuring_all = PYFUNCTYPE(c_int, c_void_p, c_int, c_void_p, c_void_p, c_void_p, c_void_p)
    return _Calls(
        loose_box=measuring(_find_address(raw.FPDFText_GetLooseCharBox)),
        box=measuring_all(_find_address(raw.FPDFText_GetCharBox)),
        letter=PYFUNCTYPE(c_int, c_void_p, c_int)(_find_address(raw.FPDFText_GetCharIndexFromTextIndex)),
        text_object=PYFUNCTYPE(c_void_p, c_void_p, c_int)(_find_address(raw.FPDFText_GetTextObject)),
        mode=PYFUNCTYPE(c_int, c_void_p)(_find_address(raw.FPDFTextObj_GetTextRenderMode)),
    )


def _find_address(what: object) -> int:
    return cast(what, c_void_p).value or 0  # type: ignore[arg-type]


def _make_measure(handle: int, turn: Turn | None) -> Callable[[int], Edges]:
    """What tells left, lower, right and upper edge of a letter as the page is shown, ascender and descender included.

    It is called twice a line: one box holds all answers, and nothing is looked up.
    """
    call = _load_calls().loose_box
    box = (c_float * 4)()  # left, top, right, bottom
    at = addressof(box)

    def measure(letter: int) -> Edges:
        call(handle, letter, at)
        left, top, right, low = box[:]
        return turn(left, low, right, top) if turn else (left, low, right, top)

    return measure


class _Content:
    """The text of one open page; each line costs four calls into the library."""

    def __init__(self, content: "PdfTextPage", number: int, rotation: int) -> None:
        self._calls = _load_calls()
        self._content = content
        self._handle = _find_address(content.raw)
        self._number = number
        self._turn = _TURNS.get(rotation)
        self._measure = _make_measure(self._handle, self._turn)
        self._edges = tuple(c_double() for _ in range(4))  # left, right, bottom, top
        self._edges_at = tuple(map(addressof, self._edges))

    def list_lines(self) -> Iterator[PageLine]:
        """In content order."""
        text = self._content.get_text_range()
        same = len(text) == self._content.count_chars()
        for found in _LINE.finditer(text):
            line = found.group()
            bare = line.strip()
            if bare:
                first = found.start() + len(line) - len(line.lstrip())
                last = first + len(bare) - 1
                if not same:
                    first, last = self._find_letter(first), self._find_letter(last)
                yield from self._make_lines(bare, first, last)

    def _find_letter(self, index: int) -> int:
        """The library's number of the letter at a place in the text."""
        return max(0, self._calls.letter(self._handle, index))

    def _make_lines(self, text: str, first: int, last: int) -> Sequence[PageLine]:
        """The line, or its parts where it has gaps as between columns."""
        left, y, _, top = self._measure(first)
        _, end_y, right, end_top = self._measure(last)
        if abs((top - y) - (end_top - end_y)) > _SAME_SIZE * (top - y):  # one is a large initial, or the mark of a note
            _, y, _, top = self._measure(first + next(i for i in range(len(text) // 2, len(text)) if text[i] != " "))
        size = max(top - y, _LEAST_SIZE)
        item = self._calls.text_object(self._handle, last)
        seen = not item or self._calls.mode(item) != _UNSEEN
        if last - first + 1 == len(text) and _LAST_DIGIT.search(text):
            text = self._raise_digits(text, first, y + _RAISED * size)
        line = PageLine(self._number, text, left, right, y, size, seen)
        loose = right - left > _LOOSE_LETTER * size * len(text) and last - first + 1 == len(text)
        return self._part_line(line, first) if loose else (line,)

    def _part_line(self, line: PageLine, first: int) -> list[PageLine]:
        """The parts of a line between gaps as between columns."""
        cuts = [0, *self._find_gaps(line.text, first, _WIDE_GAP * line.size), len(line.text)]
        return [
            replace(
                line,
                text=line.text[start:end].strip(),
                left=self._measure(first + start)[0],
                right=self._measure(first + end - 1)[2],
            )
            for start, end in pairwise(cuts)
        ]

    def _raise_digits(self, text: str, first: int, level: float) -> str:
        """The text with marks of notes as superscripts: 12 and the mark of note 3 is no 123."""
        for found in _LAST_DIGIT.finditer(text):
            start = end = found.end()
            while start and text[start - 1] in _DIGITS and self._find_foot(first + start - 1) > level:
                start -= 1
            if start < end:
                text = text[:start] + text[start:end].translate(_SUPERSCRIPTS) + text[end:]
        return text

    def _find_gaps(self, text: str, first: int, width: float) -> list[int]:
        """Places in the text that stand right of a gap."""
        gaps: list[int] = []
        edge = None
        for i, letter in enumerate(text):
            if not letter.isspace():
                left, _, right, _ = self._measure(first + i)
                if edge is not None and left - edge > width:
                    gaps.append(i)
                edge = right
        return gaps

    def _find_foot(self, letter: int) -> float:
        """Lower edge of what is painted of a letter."""
        self._calls.box(self._handle, letter, *self._edges_at)
        left, right, low, high = self._edges
        return self._turn(left.value, low.value, right.value, high.value)[1] if self._turn else low.value
