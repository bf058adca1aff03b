"""Two tellings of one sentence, side by side, and a change between them."""

from typing import Literal

from msgspec import Struct

from joindots.join.findings.contexts import Context
from joindots.join.findings.parallels import Parallel
from joindots.join.findings.slots import Leftover, TokenKind
from joindots.model import Span

EditKind = Literal["number", "date", "place", "name", "polarity", "opposite", "certainty", "quotation"]

DATES: tuple[TokenKind, ...] = ("weekday", "month", "day", "year")
"""Kinds of tokens that dates are made of."""
MOST_WORDS = 5
"""Words between two that both sides have: more is another clause."""
_LONGER = 3
"""Words by which a gap may be longer on the one side."""


class Edit(Struct, frozen=True):
    """A change of one slot.

    Attributes:
        kind: Of the slot.
        a: What stands in the one report; never empty.
        b: What stands in the other.
    """

    kind: EditKind
    a: Span
    b: Span


class Sides(Struct, frozen=True):
    """Two tellings of one sentence, with what each has alone."""

    context: Context
    parallel: Parallel
    a: Leftover
    b: Leftover

    def edit(self, kind: EditKind, a: tuple[int, int], b: tuple[int, int]) -> Edit:
        """The change from the tokens of the one to those of the other."""
        return Edit(kind, make_span(self.parallel.a.span, self.a, *a), make_span(self.parallel.b.span, self.b, *b))


def make_span(sentence: Span, side: Leftover, first: int, last: int) -> Span:
    """Where the tokens from `first` up to but without `last` of a sentence stand."""
    start, end = side.tokens[first].start, side.tokens[last - 1].end
    at = sentence.start
    return Span(document=sentence.document, start=at + start, end=at + end, text=sentence.text[start:end])


def has_same_place(sides: Sides, a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether the word before or the word after is the same on both sides."""
    left, right = sides.a.neighbours(*a), sides.b.neighbours(*b)
    return any(one == other != "" for one, other in zip(left, right, strict=True))


def find_gap(side: Leftover, first: int, last: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """A place with the words around it that both sides have, and where those stand together on the other side.

    None where the place lies at an end of the sentence, or the words around it stand apart on the other side.
    """
    before = next((i for i in range(first - 1, -1, -1) if i in side.twins), None)
    after = next((i for i in range(last, len(side.tokens)) if i in side.twins), None)
    if before is None or after is None or after - before - 1 > MOST_WORDS:
        return None
    one, other = side.twins[before], side.twins[after]
    if 0 < other - one <= after - before + _LONGER:
        return (before, after + 1), (one, other + 1)
    return None


def find_edge(side: Leftover, first: int, last: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """A place at an end of the sentence, with the one word beside it that both sides have."""
    before, after = first - 1, last
    if before in side.twins:
        return (before, last), (side.twins[before], side.twins[before] + 1)
    if after in side.twins:
        return (first, after + 1), (side.twins[after], side.twins[after] + 1)
    return None
