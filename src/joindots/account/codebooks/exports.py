"""A codebook's table of an account, with the values it did not choose and the evidence of each cell."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from joindots.account.codebooks.acled import COLUMNS as ACLED_COLUMNS
from joindots.account.codebooks.acled import code_as_acled
from joindots.account.codebooks.candidates import Candidate
from joindots.account.codebooks.connections import list_links
from joindots.account.codebooks.gtd import COLUMNS as GTD_COLUMNS
from joindots.account.codebooks.gtd import code_as_gtd
from joindots.account.codebooks.rows import Row, list_rows
from joindots.account.codebooks.tables import Cell, Table, Value
from joindots.account.codebooks.tallies import tally
from joindots.account.indexes import Index
from joindots.model import INCIDENT_FIELDS, Account, Span

Codebook = Literal["gtd", "acled"]
_COLUMNS: Mapping[Codebook, tuple[str, ...]] = {"gtd": GTD_COLUMNS, "acled": ACLED_COLUMNS}
_PLACE = ("source", "start", "end", "text")


def export_codebook(account: Account, codebook: Codebook) -> tuple[Table, Table, Table]:
    """The incidents of an account as a codebook has them.

    Args:
        account: Any.
        codebook: `gtd` or `acled`.

    Returns:
        One row an incident; every reported value of every field of the register and of the columns of
        numbers beside it, with who says it and where; and for each cell of the
        first table the rule that chose it and the places it rests on (offsets in code points, half-open).
    """
    columns, rows = _COLUMNS[codebook], list_rows(account)
    coded = _code(account, codebook, rows)
    main = tuple(tuple(cells.get(column, Cell()).value for column in columns) for _, cells in coded)
    evidence = tuple(line for row, cells in coded for line in _evidence(row, columns, cells))
    values = tuple(line for row in rows for line in _values(row))
    return (
        Table(name=codebook, columns=columns, rows=main),
        Table(
            name=f"{codebook}-values",
            columns=("event", "field", "value", "said_by", "independent_origins", "newest", *_PLACE),
            rows=values,
        ),
        Table(name=f"{codebook}-evidence", columns=("event", "column", "value", "rule", *_PLACE), rows=evidence),
    )


def _code(account: Account, codebook: Codebook, rows: Sequence[Row]) -> list[tuple[Row, dict[str, Cell]]]:
    if codebook == "acled":
        return [(row, code_as_acled(row)) for row in rows]
    links = list_links(account, rows)
    return [(row, code_as_gtd(row, links)) for row in rows]


def _values(row: Row) -> Iterator[tuple[Value, ...]]:
    fields: dict[str, tuple[Candidate, ...]] = {field: row.candidates(field) for field in INCIDENT_FIELDS}
    for field, candidates in (fields | tally(row)).items():
        for one in candidates:
            said = (row.event.id, field, one.value, "; ".join(one.speakers) or None, one.origins, one.newest)
            yield from (said + _place(row.index, span) for span in one.evidence)


def _evidence(row: Row, columns: tuple[str, ...], cells: Mapping[str, Cell]) -> Iterator[tuple[Value, ...]]:
    for column in columns:
        cell = cells.get(column)
        if cell is not None and cell.value is not None:
            said = (row.event.id, column, cell.value, cell.rule)
            places = [_place(row.index, span) for span in cell.evidence] or [(None,) * len(_PLACE)]
            yield from (said + place for place in places)


def _place(index: Index, span: Span) -> tuple[Value, ...]:
    return index.document(span.document).source, span.start, span.end, span.text
