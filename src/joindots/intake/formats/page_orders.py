"""In which order the lines of a page are read."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from joindots.intake.formats.pdf_pages import PageLine

_SAME_LEVEL = 0.4  # of the size of letters, by which the parts of one row may differ in height
_ALIGNED = 1.0  # of that size, by which the left edges of a column may differ
_MIN_ROWS = 3  # of columns that a file paints across
_MIN_COLUMN = 18  # characters of a column's lines on average; those of a table's cells are fewer
_CELL_BREAK = " | "
_CELL_GAP = 1.0  # of the size: parts of a row that stand nearer are words of one line
_MOST_RISES = 0.15  # of all lines: how many may stand above the line before them, such as at the head of a column
_FREE_RISES = 4
_GUTTER = 0.8  # of the size: the least distance between columns
_MOST_CUT = 1_500  # lines of a page that are put in order; a newspaper page has 1,000
_MOST_DEPTH = 40  # of cuts inside each other

Row = list[PageLine]


def order_lines(lines: Sequence[PageLine]) -> tuple[PageLine, ...]:
    """Lines in the order of reading: as painted, which is that of writing, unless the file paints across columns.

    Args:
        lines: Of one page, as painted.

    Returns:
        The same, the cells of a row of a table joined to one line.
    """
    ordered = list(_join_rows(lines))
    rises = sum(b.y > a.y + a.size for a, b in pairwise(ordered))
    if rises > _FREE_RISES + _MOST_RISES * len(ordered) and len(ordered) <= _MOST_CUT:
        ordered = list(_cut(ordered, 0))
    return tuple(ordered)


def _join_rows(lines: Sequence[PageLine]) -> Iterator[PageLine]:
    rows: list[Row] = []
    for line in lines:
        last = rows[-1][-1] if rows else None
        if last and abs(line.y - last.y) <= _SAME_LEVEL * last.size and line.left >= last.right:
            rows[-1].append(line)
        else:
            rows.append([line])
    start = 0
    while start < len(rows):
        end = _find_columns_end(rows, start) if len(rows[start]) > 1 else start
        if end - start >= _MIN_ROWS and _are_columns(rows[start:end]):
            yield from _read_down(rows[start:end])
        else:
            end = start + 1
            yield _join_cells(rows[start])
        start = end


def _find_columns_end(rows: Sequence[Row], start: int) -> int:
    """How far rows with the same left edges go; a row may lack columns."""
    edges = [line.left for line in rows[start]]
    for end in range(start, len(rows)):
        if any(_find_column(line, edges) is None for line in rows[end]):
            return end
    return len(rows)


def _find_column(line: PageLine, edges: Sequence[float]) -> int | None:
    return next((i for i, edge in enumerate(edges) if abs(line.left - edge) <= _ALIGNED * line.size), None)


def _are_columns(rows: Sequence[Row]) -> bool:
    """Whether rows are lines of text in columns, and not of a table."""
    parts = [line for row in rows for line in row if len(row) > 1]
    return sum(len(line.text) for line in parts) >= _MIN_COLUMN * len(parts)


def _read_down(rows: Sequence[Row]) -> Iterator[PageLine]:
    edges = [line.left for line in rows[0]]
    for column in range(len(edges)):
        yield from (line for row in rows for line in row if _find_column(line, edges) == column)


def _join_cells(row: Row) -> PageLine:
    if len(row) == 1:
        return row[0]
    breaks = [_CELL_BREAK if b.left - a.right > _CELL_GAP * a.size else " " for a, b in pairwise(row)]
    text = "".join(line.text + after for line, after in zip(row, [*breaks, ""], strict=True))
    size = max(line.size for line in row)
    return replace(row[0], text=text, right=row[-1].right, size=size, cells=_CELL_BREAK in breaks)


def _cut(lines: list[PageLine], depth: int) -> Iterator[PageLine]:
    """Cut a page at its white stripes, upright ones first, until none is left.

    Source: G. Nagy, S. Seth, "Hierarchical representation of optically scanned documents", ICPR 1984.
    """
    parts = _cut_upright(lines) or _cut_level(lines)
    if len(parts) < 2 or depth > _MOST_DEPTH:
        yield from sorted(lines, key=lambda line: (-line.y, line.left))
        return
    for part in parts:
        yield from _cut(part, depth + 1)


def _cut_upright(lines: list[PageLine]) -> list[list[PageLine]]:
    """Columns, from the left, where an empty stripe parts them from top to bottom."""
    ordered = sorted(lines, key=lambda line: line.left)
    parts = [[ordered[0]]]
    edge = ordered[0].right
    for line in ordered[1:]:
        if line.left - edge > _GUTTER * line.size:
            parts.append([])
        parts[-1].append(line)
        edge = max(edge, line.right)
    return parts if len(parts) > 1 else []


def _cut_level(lines: list[PageLine]) -> list[list[PageLine]]:
    """The parts above and below the widest empty stripe from side to side."""
    ordered = sorted(lines, key=lambda line: -line.y)
    gaps = [a.y - b.y - b.size for a, b in pairwise(ordered)]
    widest = max(range(len(gaps)), key=lambda i: gaps[i], default=None)
    if widest is None or gaps[widest] <= 0:
        return []
    return [ordered[: widest + 1], ordered[widest + 1 :]]
