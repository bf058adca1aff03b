"""Figures of one measure on one scale: one line an event, one dot a report."""

from typing import Final

from markupsafe import escape
from msgspec import Struct

from joindots.account.phrases import list_words
from joindots.account.pictures.courses import has_course
from joindots.account.views.figures import FigureRow, FigureTable, FigureValue

# Heights are CSS pixels; places along the scale are percentages, so that the picture fits any width undistorted.
_LEFT: Final = 2.0
_RIGHT: Final = 92.0
_DOT: Final = 11
_FOOT: Final = 20  # room below the line for the numbers
_CHARACTER: Final = 4.0  # percent of the narrowest scale that a character takes
_STACKED: Final = 8  # dots on top of each other; more reports than that are counted beside one dot
_LEFT_OUT: Final = ("age", "ordinal")  # kinds whose numbers do not compare on a scale


class _Stack(Struct, frozen=True):
    """Equal values of one line."""

    low: float | None
    high: float | None
    words: str
    marks: tuple[str, ...]


def draw_scales(table: FigureTable) -> str:
    """Draw the measures of which reports give different numbers, those left out that have a course through time.

    Args:
        table: The figures.

    Returns:
        HTML figures with SVG in `currentColor`, each line with its description in words; empty where there is none.
    """
    measures: dict[str, list[FigureRow]] = {}
    for row in table.rows.shown:
        if row.kind not in _LEFT_OUT and _stacks(row) and not has_course(row):
            measures.setdefault(row.measure, []).append(row)
    return "".join(_draw_measure(name, rows) for name, rows in measures.items() if _tells(rows))


def _tells(rows: list[FigureRow]) -> bool:
    """Whether there is something to see: two numbers and two reports."""
    stacks = [stack for row in rows for stack in _stacks(row)]
    return len({(s.low, s.high) for s in stacks}) > 1 and len({mark for s in stacks for mark in s.marks}) > 1


def _stacks(row: FigureRow) -> list[_Stack]:
    equal: dict[tuple[float | None, float | None, str], list[FigureValue]] = {}
    for value in row.values:
        if value.comparable and (value.low is not None or value.high is not None):
            equal.setdefault((value.low, value.high, value.value), []).append(value)
    return [
        _Stack(low, high, words, tuple(dict.fromkeys(value.place.mark for value in values)))
        for (low, high, words), values in equal.items()
    ]


def _draw_measure(name: str, rows: list[FigureRow]) -> str:
    most = max(abs(end) for row in rows for s in _stacks(row) for end in (s.low, s.high) if end is not None) or 1
    lines = "".join(_draw_line(row, most) for row in rows)
    return f'<figure class="scale"><figcaption>{escape(name)}</figcaption>{lines}</figure>\n'


def _draw_line(row: FigureRow, most: float) -> str:
    stacks = _stacks(row)
    base = min(_STACKED, max(len(stack.marks) for stack in stacks)) * _DOT + 6
    body = "".join(_draw_stack(stack, base, most) for stack in stacks)
    labels, rows = _label(stacks, most)
    body += "".join(
        f'<text x="{x:.2f}%" y="{base + 15 + 13 * line}" text-anchor="middle">{w}</text>' for x, line, w in labels
    )
    name = " ".join(part for part in (row.event, row.period) if part) or "no event named"
    words = "; ".join(f"{stack.words} in {list_words(list(stack.marks))}" for stack in stacks)
    return (
        f'<div class="scale-line"><span class="scale-name">{escape(name)}</span>'
        f'<svg height="{base + _FOOT + 13 * (rows - 1)}" role="img" aria-label="{escape(f"{name}: {words}")}">'
        f'<path class="axis" d="M0 {base}H9999"/>{body}</svg></div>'
    )


def _draw_stack(stack: _Stack, base: int, most: float) -> str:
    low, high = _ends(stack, most)
    shown = len(stack.marks) if len(stack.marks) <= _STACKED else 1
    heights = [base - _DOT / 2 - 1 - _DOT * number for number in range(shown)]
    dots = "".join(_draw_dot(low, high, y) for y in heights)
    arrow = "→" if stack.high is None else "←" if stack.low is None else ""
    side = f" ×{len(stack.marks)}" if shown < len(stack.marks) else ""
    beside = f'<text x="{high:.2f}%" dx="8" y="{base - 3}">{arrow}{side}</text>' if arrow or side else ""
    return f"<g><title>{escape(f'{stack.words}: {list_words(list(stack.marks))}')}</title>{dots}{beside}</g>"


def _label(stacks: list[_Stack], most: float) -> tuple[list[tuple[float, int, str]], int]:
    """Numbers under the line: place, row and words; one that would touch its neighbour goes a row down."""
    labels: list[tuple[float, int, str]] = []
    free: list[float] = []
    for middle, words in sorted((sum(_ends(stack, most)) / 2, stack.words) for stack in stacks):
        half = len(words) * _CHARACTER / 2
        row = next((i for i, end in enumerate(free) if middle - half > end), len(free))
        free[row:] = [middle + half]
        labels.append((middle, row, str(escape(words))))
    return labels, max(1, len(free))


def _ends(stack: _Stack, most: float) -> tuple[float, float]:
    first = stack.low if stack.low is not None else stack.high
    last = stack.high if stack.high is not None else stack.low
    return _place(first or 0, most), _place(last or 0, most)


def _draw_dot(low: float, high: float, y: float) -> str:
    """A dot for a number, a bar for a range."""
    if low == high:
        return f'<circle cx="{low:.2f}%" cy="{y:g}" r="4.5"/>'
    return f'<rect x="{low:.2f}%" width="{high - low:.2f}%" y="{y - 3:g}" height="6" rx="3"/>'


def _place(value: float, most: float) -> float:
    return _LEFT + (_RIGHT - _LEFT) * max(0.0, value) / most
