"""A match of the grammar, and what it is read to."""

from collections.abc import Callable, Sequence

from msgspec import Struct

from joindots.model import TimexType
from joindots.text.timexes.phrases import When
from joindots.text.timexes.pieces import Piece


class Reading(Struct, frozen=True):
    """What a match means.

    Attributes:
        type: TIMEX3 type; None for words that look like a time and are none.
        when: As in `Phrase`.
        clock: As in `Phrase`.
    """

    type: TimexType | None
    when: When | None
    clock: str = ""


class Run:
    """The pieces of one match, with the words around them.

    Attributes:
        text: The whole text.
        pieces: Those of the match, never empty.
        before: The word just before, in lower case, or empty.
        after: The word just after, in lower case, or empty.
        before_kind: Class of the piece just before, or empty.
        beside: Classes of the two pieces before and the two after, nearest last and first; empty where none is.
    """

    def __init__(self, text: str, row: Sequence[Piece], first: int, last: int) -> None:
        self.text = text
        self.pieces = row[first:last]
        self.before = self.word(row[first - 1]) if first else ""
        self.before_kind = row[first - 1].kind if first else ""
        self.after = self.word(row[last]) if last < len(row) else ""
        around = [row[i].kind if 0 <= i < len(row) else "" for i in (first - 2, first - 1, last, last + 1)]
        self.beside = (around[0], around[1], around[2], around[3])

    def word(self, piece: Piece) -> str:
        """A piece as written, in lower case."""
        return self.text[piece.start : piece.end].lower()

    def all(self, *kinds: str) -> list[Piece]:
        """The pieces of some classes, in order."""
        return [piece for piece in self.pieces if piece.kind in kinds]

    def get(self, *kinds: str) -> Piece | None:
        """The last piece of some classes."""
        return next((piece for piece in reversed(self.pieces) if piece.kind in kinds), None)

    def is_listed(self, kind: str) -> bool:
        """Whether a piece of a class stands beside the match with no more than a comma, "and" or "or" between."""
        far, near, after, further = self.beside
        return (near in _LISTING and far == kind) or (after in _LISTING and further == kind)

    def has(self, *kinds: str) -> bool:
        """Whether a piece of some class is there."""
        return self.get(*kinds) is not None


Reader = Callable[[Run], Reading | None]
_LISTING = frozenset(("comma", "and", "or"))


DAY_UNITS = frozenset(("day", "week", "fortnight", "month", "quarter", "year", "decade", "century", "weekend"))


def count_units(run: Run) -> float | None:
    """The number of units: 1 for `a`, None for a vague number."""
    piece = run.get("num", "day", "some", "year")
    count = 1.0 if piece is None else float(piece.value)
    if run.has("half"):
        count = 0.5 if piece is None and run.pieces[-1].kind != "half" else count + 0.5
    return None if run.has("some", "certain") else count


def hour_of(piece: Piece) -> str:
    """Four digits as a time of day, `T10:30`; empty where no clock shows it."""
    hour, minute = divmod(int(piece.value), 100)
    return f"T{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""
