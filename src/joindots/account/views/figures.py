"""Figures: one row a measure, one column a report."""

from collections import defaultdict

from msgspec import Struct

from joindots.account.citations import Citations, Place, Statement
from joindots.account.escapes import flatten
from joindots.account.phrases import date_words, measure_words, note_words, quantity_words
from joindots.account.views.groups import Group
from joindots.model import Quantity, QuantityKind

_COLUMNS = 12  # reports that a table can stand beside each other; a larger pile is listed by value instead
_ROWS_SHOWN = 14  # open rows
_ROWS_HELD = 120  # rows on the page
_VALUES_HELD = 30  # values of a row on the page
_IN_FRONT = ("killed", "injured")


class FigureValue(Struct, frozen=True, kw_only=True):
    """A value in a report.

    Attributes:
        id: Of the quantity.
        value: With its bound.
        counted: What is counted, as written, or None.
        note: What sets this number apart from others of its measure, or None.
        speaker: Who says it, or None for the report's own voice.
        place: Where.
        comparable: Whether it can stand on a scale: a number, and of all that its measure counts.
        low: Least value, or None.
        high: Greatest value, or None.
        day: First day that the report can be of, `YYYY-MM-DD`, or None.
        when: The report's date in words, or None.
    """

    id: str
    value: str
    counted: str | None
    note: str | None
    speaker: str | None
    place: Place
    comparable: bool
    low: float | None
    high: float | None
    day: str | None
    when: str | None


class FigureRow(Struct, frozen=True, kw_only=True):
    """A measure of one event and period.

    Attributes:
        measure: What is measured.
        kind: What sort of number.
        event: Name of the event, or None.
        period: In words, or None.
        cells: Values by report, one cell for each column; one cell with all values where there are no columns.
        left_out: Values that are not shown.
    """

    measure: str
    kind: QuantityKind
    event: str | None
    period: str | None
    cells: tuple[tuple[FigureValue, ...], ...]
    left_out: int

    @property
    def values(self) -> tuple[FigureValue, ...]:
        """All values shown, in order of report."""
        return tuple(value for cell in self.cells for value in cell)


class FigureTable(Struct, frozen=True, kw_only=True):
    """All figures.

    Attributes:
        columns: Marks of the reports with figures in the order of the cells; empty in a large pile.
        rows: Those of most reports first.
    """

    columns: tuple[str, ...]
    rows: Group[FigureRow]


def view_figures(citations: Citations) -> FigureTable:
    """The table of figures."""
    index = citations.index
    measures: dict[tuple[str, str, str, str], list[Quantity]] = defaultdict(list)
    for quantity in index.account.quantities:
        if quantity.kind == "measure" and quantity.unit is None:
            continue  # a number that counts nothing the text names compares with none
        period = quantity.period.value if quantity.period else ""
        measure = measure_words(quantity.measure)
        measures[measure, quantity.event or "", quantity.unit or "", period].append(quantity)
    compared = {r for f in index.account.findings for p in f.positions for r in p.records if f.kind != "single"}
    ranked = sorted(measures.values(), key=lambda row: _rank(row, compared))
    documents = sorted({q.span.document for q in index.account.quantities}, key=lambda d: index.numbers[d])
    columns = documents if len(index.reports) <= _COLUMNS else []
    rows = [_view_row(citations, row, columns) for row in ranked[:_ROWS_HELD]]
    weighty = sum(1 for row in ranked[:_ROWS_SHOWN] if _weighty(row, compared))
    rows_shown = max(weighty, min(5, len(rows)))
    return FigureTable(
        columns=tuple(index.mark(document) for document in columns),
        rows=Group(
            shown=tuple(rows[:rows_shown]),
            folded=tuple(rows[rows_shown:]),
            left_out=len(ranked) - len(rows),
        ),
    )


def _weighty(row: list[Quantity], compared: set[str]) -> bool:
    """Whether reports can be compared by it, or people were harmed."""
    several = len({quantity.span.document for quantity in row}) > 1
    return several or measure_words(row[0].measure) in _IN_FRONT or any(quantity.id in compared for quantity in row)


def _rank(row: list[Quantity], compared: set[str]) -> tuple[bool, int, int, int, str, str]:
    measure = measure_words(row[0].measure)
    front = _IN_FRONT.index(measure) if measure in _IN_FRONT else len(_IN_FRONT)
    documents = len({quantity.span.document for quantity in row})
    return not _weighty(row, compared), front, -documents, -len(row), measure, row[0].id


def _view_row(citations: Citations, row: list[Quantity], columns: list[str]) -> FigureRow:
    index = citations.index
    ordered = sorted(row, key=lambda q: (index.numbers[q.span.document], q.span.start, q.id))[:_VALUES_HELD]
    values = [(quantity.span.document, _view_value(citations, quantity)) for quantity in ordered]
    if columns:
        cells = tuple(tuple(value for document, value in values if document == column) for column in columns)
    else:
        cells = (tuple(value for _, value in values),)
    first = ordered[0]
    return FigureRow(
        measure=flatten(measure_words(first.measure)),
        kind=first.kind,
        event=index.name(first.event),
        period=(date_words(first.period.value) or None) if first.period else None,
        cells=cells,
        left_out=len(row) - len(ordered),
    )


def _view_value(citations: Citations, quantity: Quantity) -> FigureValue:
    value = quantity_words(quantity)
    published = citations.index.document(quantity.span.document).published
    label = f"{flatten(measure_words(quantity.measure))}: {value}"
    statement = Statement(id=quantity.id, kind="figure", label=label)
    return FigureValue(
        id=quantity.id,
        value=value,
        counted=flatten(quantity.counted) if quantity.counted else None,
        note=note_words(quantity.measure),
        speaker=citations.index.speaker(quantity.attribution),
        place=citations.cite(quantity.span, statement),
        comparable=quantity.bound != "vague" and not quantity.measure.endswith("|part"),
        low=quantity.low,
        high=quantity.high,
        day=published.earliest if published else None,
        when=date_words(published.value) if published else None,
    )
