"""Quotation marks: which stretches of a text stand between marks, whatever the marks look like.

Curly, straight, single, double, low and angular marks are read alike. An apostrophe is no mark. A quotation that runs
over several paragraphs opens anew in each and closes once, in the last; where a text sets each sentence on a line of
its own, it opens only once.
"""

import re
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from msgspec import Struct

_FAMILIES = {
    '"': "straight", "“": "double", "”": "double", "„": "double", "‟": "double", "``": "double", "''": "double",
    "‘": "single", "’": "single", "'": "single", "‚": "single", "‛": "single", "`": "single", "´": "single",
    "«": "angle", "»": "angle", "‹": "angle", "›": "angle",
}  # fmt: skip
_HINTS = {
    "“": "open", "„": "open", "‟": "open", "``": "open", "‘": "open", "‚": "open", "‛": "open", "`": "open",
    "«": "open", "‹": "open", "”": "close", "''": "close", "’": "close", "´": "close", "»": "close", "›": "close",
}  # fmt: skip
_MARK = re.compile(r"``|''|[\"“”„‟‘’'‚‛`´«»‹›]")
_RUN = re.compile(r"[\"“”„‟‘’'‚‛`´«»‹›]+")  # marks that touch
# Low marks, as in German, close with what opens in English.
_CLOSERS_OF_LOW = {"„": "“", "‚": "‘"}
# Writers mix these two: where one opened, the other may close.
_PARTNERS = {"straight": "double", "double": "straight"}
# Words whose first letters an apostrophe replaces; and years ('90s).
_ELISION = re.compile(r"(?:\d\ds?|em|til|till|cause|tis|twas|n|round|bout|im|er)\b", re.IGNORECASE)
_BEFORE_OPEN = frozenset("([{-–—/\u2026:;,")
_STOPS = frozenset(".,!?…;:")
_AFTER_CLOSE = _STOPS | frozenset(")]}-–—/")
_MOST_LINES = 3
"""Paragraphs within which a quotation that was opened once closes, in a text that sets each sentence on a line."""
_SPACES = frozenset(" \t\n\r\u00a0\u2009\u202f\u2028\u2029")


class Quotation(Struct, frozen=True, gc=False):
    """A stretch between quotation marks.

    Attributes:
        parts: `(start, end)` in each paragraph it runs through, marks included; sorted.
        depth: 0 for a quotation that stands in no other, 1 for one inside it, and so on.
        opened: Whether the opening mark is there.
        closed: Whether the closing mark is there.
    """

    parts: tuple[tuple[int, int], ...]
    depth: int
    opened: bool = True
    closed: bool = True

    @property
    def start(self) -> int:
        """First code point."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """One past the last code point."""
        return self.parts[-1][1]


class _Mark(Struct, gc=False):
    start: int
    end: int
    sign: str
    family: str
    side: str  # open, close, either
    before: str  # first character to the left that is no mark, or a blank
    after: str


class _Open(Struct, gc=False):
    sign: str
    family: str
    parts: list[tuple[int, int]]
    start: int
    depth: int


def find_quotations(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Quotation]:
    """Find what stands between quotation marks.

    Args:
        text: The whole text.
        paragraphs: `(start, end)` of the paragraphs to read, in text order. Only a paragraph and the next one in this
            list can share a quotation.

    Returns:
        Sorted by start, the outer before the inner. Time and memory are linear in the length of the paragraphs.
    """
    found: list[Quotation] = []
    trimmed = [_trim(text, start, end) for start, end in paragraphs]
    marked = [(start, end, _find_marks(text, start, end)) for start, end in trimmed]
    pending: _Open | None = None
    for i, (start, end, marks) in enumerate(marked):
        if pending is None and not marks:
            continue
        ahead = next(((begins, near[0]) for begins, _, near in marked[i + 1 : i + 1 + _MOST_LINES] if near), None)
        opens_next = ahead[1] if ahead and marked[i + 1][2] and ahead[1].start == ahead[0] else None
        closes_next = ahead[1] if ahead and _stands_as_closing(ahead[1]) and ahead[1].family in _PARTNERS else None
        pending = _Reader(text, start, end, marks, found).read(pending, opens_next, closes_next)
    return sorted(found, key=lambda quotation: (quotation.start, -quotation.end))


def find_marked(text: str) -> list[tuple[int, int]]:
    """Where a stretch of one paragraph stands between marks that open and close, the outermost ones, marks included."""
    quotations = find_quotations(text, [(0, len(text))])
    return [(q.start, q.end) for q in quotations if not q.depth and q.opened and q.closed]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _find_marks(text: str, start: int, end: int) -> list[_Mark]:
    """Marks of a paragraph that are no apostrophes for sure, with the side they stand on as far as it can be seen."""
    return [mark for run in _RUN.finditer(text, start, end) for mark in _read_run(text, run.span(), (start, end))]


def _read_run(text: str, run: tuple[int, int], paragraph: tuple[int, int]) -> Iterator[_Mark]:
    """The marks of a run of them: what stands before and after the run stands before and after each."""
    before = text[run[0] - 1] if run[0] > paragraph[0] else " "
    after = text[run[1]] if run[1] < paragraph[1] else " "
    for found in _MARK.finditer(text, *run):
        sign = sys.intern(found.group())
        family = _FAMILIES[sign]
        alone = found.span() == run
        if not _is_apostrophe(text[found.end() : found.end() + 8], family, before, after, alone=alone):
            yield _Mark(found.start(), found.end(), sign, family, _side(sign, before, after), before, after)


def _side(sign: str, before: str, after: str) -> str:
    left = before in _SPACES or before in _BEFORE_OPEN
    right = after in _SPACES or after in _AFTER_CLOSE
    if before in _STOPS and after not in _SPACES:
        left = False  # a comma or colon without its blank tells nothing
        right = right and after in _AFTER_CLOSE
    if left != right:
        return "open" if left else "close"
    if sign == "‘" and before in _STOPS and after in _SPACES:
        return "close"  # as after a low mark
    return _HINTS.get(sign, "either")


def _is_apostrophe(rest: str, family: str, before: str, after: str, *, alone: bool) -> bool:
    """Whether a mark is an apostrophe, or a sign for inches, wherever it stands."""
    if family != "single":
        return False
    if before.isalnum() and after.isalnum() and alone:
        return True
    return alone and before in _SPACES and _ELISION.match(rest) is not None


def _stands_as_closing(mark: _Mark) -> bool:
    """Whether a mark stands where only a closing one can: after a stop, before a blank."""
    return mark.before in ".,!?…" and mark.after in _SPACES


class _Reader:
    """Reads one paragraph with a stack of open marks."""

    def __init__(self, text: str, start: int, end: int, marks: Sequence[_Mark], found: list[Quotation]) -> None:
        self.text, self.start, self.end, self.marks, self.found = text, start, end, marks, found
        self.stack: list[_Open] = []
        self.begun = False  # whether a mark was read in this paragraph
        self.opened = dict.fromkeys(_FAMILIES.values(), 0)  # how many of each family are on the stack
        # Sides of the marks that are still to be read.
        self.ahead: dict[str, deque[str]] = {family: deque() for family in self.opened}
        for mark in marks:
            self.ahead[mark.family].append(mark.side)
        self.singles = sum(side != "open" for side in self.ahead["single"])  # those among them that can close

    def read(self, pending: _Open | None, opens_next: _Mark | None, closes_next: _Mark | None) -> _Open | None:
        """Read the paragraph; return what the next one carries on.

        Args:
            pending: What the paragraph before leaves open.
            opens_next: A mark with which the next paragraph begins.
            closes_next: The first mark of the next paragraphs, where it closes what they did not open.
        """
        marks: Iterable[_Mark] = self.marks
        if pending is not None:
            pending.start = self.start
            self._push(pending)
            if self.marks and self.marks[0].start == self.start:
                self._pass(self.marks[0])  # the mark that opens the paragraph anew
                marks = islice(marks, 1, None)
        for mark in marks:
            self._pass(mark)
            self._take(mark, opens_next)
            self.begun = True
        return self._finish(opens_next, closes_next)

    def _pass(self, mark: _Mark) -> None:
        """A mark is no longer ahead."""
        side = self.ahead[mark.family].popleft()
        self.singles -= mark.family == "single" and side != "open"

    def _push(self, opened: _Open) -> None:
        self.stack.append(opened)
        self.opened[opened.family] += 1

    def _pop(self) -> _Open:
        opened = self.stack.pop()
        self.opened[opened.family] -= 1
        return opened

    def _take(self, mark: _Mark, opens_next: _Mark | None) -> None:
        side = mark.side
        if side != "open" and not self._is_open(mark.family) and self._is_open(_PARTNERS.get(mark.family, "")):
            mark.family = _PARTNERS[mark.family]
        is_open = self._is_open(mark.family)
        if self.stack and _CLOSERS_OF_LOW.get(self.stack[-1].sign) == mark.sign:
            side = "close"
        if side == "either" or (side == "open" and is_open and _stands_as_closing(mark)):
            side = "close" if is_open else "open"
        if side == "close":
            if is_open:
                if mark.family != "single" or self._closes(mark, opens_next):
                    self._close(mark)
            elif mark.family in _PARTNERS and mark.before in _STOPS and not self.begun:
                self._close_unopened(mark)
            return
        if mark.family == "single" and not self._may_open(mark, opens_next):
            return
        if is_open and not self._nests(mark):
            self._drop(mark)
        self._push(_Open(mark.sign, mark.family, [], mark.start, len(self.stack)))

    def _is_open(self, family: str) -> bool:
        return self.opened.get(family, 0) > 0

    def _closes(self, mark: _Mark, opens_next: _Mark | None) -> bool:
        """Whether a single mark after a word closes, or is the apostrophe of a plural (`the crews' reports`)."""
        if not (mark.before in "sS" and mark.after in _SPACES and mark.end < self.end):
            return True
        if self.ahead["single"]:
            return self.ahead["single"][0] == "open"
        return opens_next is None or opens_next.family != "single"

    def _may_open(self, mark: _Mark, opens_next: _Mark | None) -> bool:
        """Whether a single mark before a word has a partner to close it."""
        if self.singles:
            return True
        _, before = _trim(self.text, self.start, mark.start)
        introduced = mark.start == self.start or self.text[before - 1] in ":,"
        return introduced and opens_next is not None and opens_next.family == "single"

    def _nests(self, mark: _Mark) -> bool:
        """Whether a mark of a family that is open opens a quotation inside the other: two marks close after it."""
        return list(islice(self.ahead[mark.family], 2)) == ["close", "close"]

    def _close(self, mark: _Mark) -> None:
        while self.stack:
            top = self._pop()
            self._emit(top, mark.end if top.family == mark.family else mark.start, closed=top.family == mark.family)
            if top.family == mark.family:
                return

    def _drop(self, mark: _Mark) -> None:
        """The open quotation was never closed: it ends before the next one opens."""
        while self.stack:
            top = self._pop()
            self._emit(top, mark.start, closed=False)
            if top.family == mark.family:
                return

    def _close_unopened(self, mark: _Mark) -> None:
        """The opening mark was dropped: the quotation begins after a colon, or with the paragraph."""
        colon = self.text.rfind(": ", self.start, mark.start)
        start = self.start if colon < 0 else colon + 2
        self.found.append(Quotation(((start, mark.end),), len(self.stack), opened=False))

    def _finish(self, opens_next: _Mark | None, closes_next: _Mark | None) -> _Open | None:
        pending, following = None, opens_next or closes_next
        for top in reversed(self.stack):
            if top.depth == 0 and following is not None and following.family == top.family:
                top.parts.append((top.start, self.end))
                pending = top
            else:
                self._emit(top, self.end, closed=False)
        return pending

    def _emit(self, top: _Open, end: int, *, closed: bool) -> None:
        start, end = _trim(self.text, top.start, end)
        if end - start > 1:
            self.found.append(Quotation((*top.parts, (start, end)), top.depth, closed=closed))
