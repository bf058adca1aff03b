"""How tolls move: from hour to hour on the first day, by the deaths of injured, and step by step to the last value."""

import re
from collections.abc import Callable, Sequence

from joindots.join.findings.cells import Cell

_PUTS = re.compile(r"\b(?:puts?|placed?|places|gives?|gave|speaks?|spoke) \b", re.IGNORECASE)
"""Who puts a toll somewhere says that others put it elsewhere."""


def is_part(a: Cell, b: Cell) -> bool:
    """Whether the lesser of two numbers is of some of those in the other, by the words of every report of that."""
    less, more = sorted((a, b), key=lambda cell: cell.low)
    parts = [count.parts for count in more.counts if count.low == more.low]
    return bool(parts) and all(less.low in part for part in parts)


def is_rising(a: Cell, b: Cell, day: str | None, *, toll: bool) -> bool:
    """Whether two values are of one course: of the day of the event itself, or of as many people harmed in all.

    Args:
        a: A value that is not later than the other.
        b: The other.
        day: Of the event, when what it did to people is counted from hour to hour; or None.
        toll: Whether they count people harmed: of these some of the injured may have died since.
    """
    fresh = day is not None and a.first == b.first == day
    return (fresh or (toll and _have_died(a, b))) and not dispute(a, b)


def _have_died(a: Cell, b: Cell) -> bool:
    sums = [{count.struck for count in cell.counts if count.struck and count.exact} for cell in (a, b)]
    return not sums[0].isdisjoint(sums[1])


def list_steps(cells: Sequence[Cell], *, is_put_right: Callable[[Cell], bool]) -> list[Cell]:
    """The longest course of a toll that rises with the reports, and any lower value that a report says was put right.

    Args:
        cells: In the order of their days.
        is_put_right: Whether a report says that an earlier number was corrected to a value.

    Returns:
        Cells in order; all of them where they fall from first to last, as what was counted twice does.
    """
    lows = [cell.low for cell in cells]
    if lows == sorted(lows, reverse=True):
        return list(cells)
    best: list[list[Cell]] = []
    for cell in cells:
        before = max((way for way in best if way[-1].low < cell.low), key=_weight, default=[])
        best.append([*before, cell])
    rising = max(best, key=_weight)
    return [cell for cell in cells if cell in rising or is_put_right(cell)]


def _weight(way: Sequence[Cell]) -> tuple[int, int]:
    """Steps of a course, and how many tellings it rests on."""
    return len(way), sum(len(cell.documents) for cell in way)


def dispute(a: Cell, b: Cell) -> bool:
    """Whether one report sets the values of two sources against one another: then nothing has moved between them."""
    return any(
        one.document == other.document and one.voice and other.voice and one.voice != other.voice
        for one in a.counts
        for other in b.counts
        if not (one.moved or other.moved) and any(_PUTS.search(count.evidence[0].text) for count in (one, other))
    )
