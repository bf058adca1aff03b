"""Tables as CSV and XLSX, with no cell that a spreadsheet would run."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC, datetime

from joindots.account.codebooks.tables import Table, Value
from joindots.account.escapes import flatten

# What makes a spreadsheet take a cell for a formula (OWASP, "CSV Injection"). White space in front does not stop all.
_STARTERS = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = 32_767  # characters that a cell of XLSX can hold
_CUT = " …"
_CREATED = datetime(2000, 1, 1, tzinfo=UTC)  # the same table gives the same bytes on any day


def make_harmless(value: Value) -> Value:
    """A value that no spreadsheet takes for a formula: words that begin like one get an apostrophe in front."""
    if not isinstance(value, str):
        return value
    text = flatten(value)
    return f"'{text}" if value.startswith(_STARTERS) or text.startswith(_STARTERS) else text


def encode_csv(table: Table) -> bytes:
    """A table as CSV (RFC 4180) in UTF-8, the columns' names first."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([make_harmless(value) for value in row] for row in table.rows)
    return out.getvalue().encode()


def encode_xlsx(tables: Sequence[Table]) -> bytes:
    """Tables as the sheets of one workbook; text is written as text, never as a formula or a link."""
    import xlsxwriter  # noqa: PLC0415 - nothing else needs it

    out = io.BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, safe) as book:
        book.set_properties({"created": _CREATED})
        head = book.add_format({"bold": True, "bottom": 1})
        for table in tables:
            sheet = book.add_worksheet(table.name)
            sheet.freeze_panes(1, 1)
            sheet.write_row(0, 0, table.columns, head)
            sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)
            for n, row in enumerate(table.rows, 1):
                for m, value in enumerate(row):
                    sheet.write(n, m, _shorten(make_harmless(value)))
            sheet.autofit(max_width=360)
    return out.getvalue()


def _shorten(value: Value) -> Value:
    too_long = isinstance(value, str) and len(value) > _LONGEST
    return f"{value[: _LONGEST - len(_CUT)]}{_CUT}" if too_long and isinstance(value, str) else value
