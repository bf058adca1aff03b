"""Quotation marks: which stretches of a text stand between marks, whatever the marks look like.

Curly, straight, single, double, low and angular marks are read alike. An apostrophe is no mark. A quotation that runs
over several paragraphs opens anew in each and closes once, in the last.
"""

import re
from collections.abc import Sequence

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
# Low marks, as in German, close with what opens in English.
_CLOSERS_OF_LOW = {"„": "“", "‚": "‘"}
# Writers mix these two: where one opened, the other may close.
_PARTNERS = {"straight": "double", "double": "straight"}
# Words whose first letters an apostrophe replaces; and years ('90s).
_ELISION = re.compile(r"(?:\d\ds?|em|til|till|cause|tis|twas|n|round|bout|im|er)\b", re.IGNORECASE)
_BEFORE_OPEN = frozenset("([{-–—/\u2026:;,")
_STOPS = frozenset(".,!?…;:")
_AFTER_CLOSE = _STOPS | frozenset(")]}-–—/")
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
        Sorted by start, the outer before the inner. The cost is linear in the length of the paragraphs.
    """
    found: list[Quotation] = []
    trimmed = [_trim(text, start, end) for start, end in paragraphs]
    marks = [_find_marks(text, start, end) for start, end in trimmed]
    pending: _Open | None = None
    for n, (start, end) in enumerate(trimmed):
        reader = _Reader(text, start, end, marks[n], found)
        following = marks[n + 1] if n + 1 < len(trimmed) else []
        opens_next = following[0] if following and following[0].start == trimmed[n + 1][0] else None
        pending = reader.read(pending, opens_next)
    return sorted(found, key=lambda quotation: (quotation.start, -quotation.end))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    stretch = text[start:end]
    left = len(stretch) - len(stretch.lstrip())
    return start + left, start + max(left, len(stretch.rstrip()))


def _find_marks(text: str, start: int, end: int) -> list[_Mark]:
    """Marks of a paragraph that are no apostrophes for sure, with the side they stand on as far as it can be seen."""
    raw = [(m.start(), m.end(), m.group()) for m in _MARK.finditer(text, start, end)]
    marks = []
    for n, (a, b, sign) in enumerate(raw):
        first = n
        while first and raw[first - 1][1] == raw[first][0]:
            first -= 1
        last = n
        while last + 1 < len(raw) and raw[last + 1][0] == raw[last][1]:
            last += 1
        before = text[raw[first][0] - 1] if raw[first][0] > start else " "
        after = text[raw[last][1]] if raw[last][1] < end else " "
        side = _side(sign, before, after)
        if not _is_apostrophe(text[b : b + 8], _FAMILIES[sign], before, after, alone=first == last):
            marks.append(_Mark(a, b, sign, _FAMILIES[sign], side, before, after))
    return marks


def _side(sign: str, before: str, after: str) -> str:
    left = before in _SPACES or before in _BEFORE_OPEN
    right = after in _SPACES or after in _AFTER_CLOSE
    if before in _STOPS and after not in _SPACES:
        left = False  # a comma or colon without its blank tells nothing
        right = right and after in _AFTER_CLOSE
    if left != right:
        return "open" if left else "close"
    return _HINTS.get(sign, "either")


def _is_apostrophe(rest: str, family: str, before: str, after: str, *, alone: bool) -> bool:
    """Whether a mark is an apostrophe, or a sign for inches, wherever it stands."""
    if family != "single":
        return False
    if before.isalnum() and after.isalnum() and alone:
        return True
    return alone and before in _SPACES and _ELISION.match(rest) is not None


class _Reader:
    """Reads one paragraph with a stack of open marks."""

    def __init__(self, text: str, start: int, end: int, marks: Sequence[_Mark], found: list[Quotation]) -> None:
        self.text, self.start, self.end, self.marks, self.found = text, start, end, marks, found
        self.stack: list[_Open] = []
        self.seen: set[str] = set()  # families that had a mark in this paragraph

    def read(self, pending: _Open | None, opens_next: _Mark | None) -> _Open | None:
        """Read the paragraph; return what the next one carries on."""
        marks = list(enumerate(self.marks))
        if pending is not None:
            pending.start = self.start
            self.stack.append(pending)
            marks = marks[1:]  # the mark that opens the paragraph anew
        for n, mark in marks:
            self._take(n, mark, opens_next)
            self.seen.add(mark.family)
        return self._finish(opens_next)

    def _take(self, n: int, mark: _Mark, opens_next: _Mark | None) -> None:
        side = mark.side
        if side != "open" and not self._is_open(mark.family) and self._is_open(_PARTNERS.get(mark.family, "")):
            mark.family = _PARTNERS[mark.family]
        is_open = self._is_open(mark.family)
        if self.stack and _CLOSERS_OF_LOW.get(self.stack[-1].sign) == mark.sign:
            side = "close"
        if side == "either":
            side = "close" if is_open else "open"
        if side == "close":
            if is_open:
                if mark.family != "single" or self._closes(n, mark, opens_next):
                    self._close(mark)
            elif mark.family in _PARTNERS and mark.before in _STOPS and not self.seen:
                self._close_unopened(mark)
            return
        if mark.family == "single" and not self._may_open(n, mark, opens_next):
            return
        if is_open and not self._nests(n, mark):
            self._drop(mark)
        self.stack.append(_Open(mark.sign, mark.family, [], mark.start, len(self.stack)))

    def _is_open(self, family: str) -> bool:
        return any(o.family == family for o in self.stack)

    def _closes(self, n: int, mark: _Mark, opens_next: _Mark | None) -> bool:
        """Whether a single mark after a word closes, or is the apostrophe of a plural (`the crews' reports`)."""
        if not (mark.before in "sS" and mark.after in _SPACES and mark.end < self.end):
            return True
        for later in self.marks[n + 1 :]:
            if later.family == "single":
                return later.side == "open"
        return opens_next is None or opens_next.family != "single"

    def _may_open(self, n: int, mark: _Mark, opens_next: _Mark | None) -> bool:
        """Whether a single mark before a word has a partner to close it."""
        if any(later.family == "single" and later.side != "open" for later in self.marks[n + 1 :]):
            return True
        introduced = mark.start == self.start or self.text[self.start : mark.start].rstrip()[-1:] in (":", ",")
        return introduced and opens_next is not None and opens_next.family == "single"

    def _nests(self, n: int, mark: _Mark) -> bool:
        """Whether a mark of a family that is open opens a quotation inside the other: two marks close after it."""
        sides = [m.side for m in self.marks[n + 1 :] if m.family == mark.family][:2]
        return sides == ["close", "close"]

    def _close(self, mark: _Mark) -> None:
        while self.stack:
            top = self.stack.pop()
            self._emit(top, mark.end if top.family == mark.family else mark.start, closed=top.family == mark.family)
            if top.family == mark.family:
                return

    def _drop(self, mark: _Mark) -> None:
        """The open quotation was never closed: it ends before the next one opens."""
        while self.stack:
            top = self.stack.pop()
            self._emit(top, mark.start, closed=False)
            if top.family == mark.family:
                return

    def _close_unopened(self, mark: _Mark) -> None:
        """The opening mark was dropped: the quotation begins after a colon, or with the paragraph."""
        colon = self.text.rfind(": ", self.start, mark.start)
        start = self.start if colon < 0 else colon + 2
        self.found.append(Quotation(((start, mark.end),), len(self.stack), opened=False))

    def _finish(self, opens_next: _Mark | None) -> _Open | None:
        pending = None
        for top in reversed(self.stack):
            if top.depth == 0 and opens_next is not None and opens_next.family == top.family:
                top.parts.append((top.start, self.end))
                pending = top
            else:
                self._emit(top, self.end, closed=False)
        return pending

    def _emit(self, top: _Open, end: int, *, closed: bool) -> None:
        start, end = _trim(self.text, top.start, end)
        if end - start > 1:
            self.found.append(Quotation((*top.parts, (start, end)), top.depth, closed=closed))
