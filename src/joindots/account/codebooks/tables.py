"""Tables whose cells know what they rest on."""

from msgspec import Struct

from joindots.model import Span

Value = str | int | float | None


class Cell(Struct, frozen=True, kw_only=True):
    """One cell of a codebook's table.

    Attributes:
        value: What stands in it; None leaves it empty.
        evidence: Where it stands in the reports, sorted; empty where it follows from no single place.
        rule: Why this value and no other, in a few words.
    """

    value: Value = None
    evidence: tuple[Span, ...] = ()
    rule: str = ""


class Table(Struct, frozen=True, kw_only=True):
    """Rows of plain values under named columns.

    Attributes:
        name: Of the sheet or file.
        columns: Names.
        rows: As many values each as there are columns.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
