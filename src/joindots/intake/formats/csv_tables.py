"""Tables of articles as text: one article a row, columns by name."""

import csv
import hashlib
from collections.abc import Iterator, Sequence

from joindots.intake.drafts import Draft
from joindots.intake.files import File
from joindots.intake.formats.article_records import Ids, Place, find_field, make_record_draft
from joindots.intake.inputs import STAGE
from joindots.intake.limits import MOST_CHARACTERS
from joindots.model import InputError, Rejection
from joindots.text.decode import decode_text

_EXTENSIONS = frozenset({".csv", ".tsv", ".tab"})
_MEDIA_TYPES = frozenset({"text/csv", "text/tab-separated-values", "application/csv"})
_DELIMITERS = (",", ";", "\t", "|")  # the commoner first
_DELIMITER_MARK = "sep="  # a first line by which some spreadsheets tell the delimiter
_TOO_MANY = "more cells than columns"
_NAMES_SHOWN = 12  # columns named in a refusal
_NAME_LENGTH = 40  # characters of each

Row = tuple[list[str], str]  # cells, and the lines they are written in


class CsvReader:
    """Reads CSV and its kin. Every cell is text, also one that a spreadsheet would take for a formula."""

    def accepts(self, file: File) -> bool:
        """By extension or declared type: commas alone make no table."""
        return file.extension in _EXTENSIONS or file.media_type in _MEDIA_TYPES

    def read(self, file: File) -> Iterator[Draft | Rejection]:
        """Read row by row; a bad row is rejected and the rest goes on.

        Raises:
            InputError: It has no column of text, or a cell is too large for an article.
        """
        decoded = decode_text(file.data)
        lines = _cut_front(decoded.text.split("\n"))
        csv.field_size_limit(MOST_CHARACTERS)  # of the process: the library has no other
        delimiter = max(_DELIMITERS, key=lambda each: _count_fields(lines, each))
        rows = _list_rows(file.source, lines, delimiter)
        names, _ = next(rows, ([], ""))
        if "text" not in map(find_field, names):
            raise InputError(file.source, _explain_columns(names))
        ids = Ids()
        for number, (cells, written) in enumerate(rows, start=1):
            place = Place(
                file=file,
                number=number,
                name=f"Row {number}",
                sha256=hashlib.sha256(written.encode()).hexdigest(),
                media_type="text/csv",
                notes=(*decoded.notes, *([_TOO_MANY] if len(cells) > len(names) else [])),
            )
            try:
                yield ids.check(make_record_draft(_name_cells(names, cells, delimiter), place), place)
            except InputError as error:
                yield Rejection(source=error.source, stage=STAGE, reason=error.reason)


def _name_cells(names: Sequence[str], cells: Sequence[str], delimiter: str) -> dict[str, str]:
    """Cells by column; of too many, the last belong to a last column of text, which was written without quotes."""
    if len(cells) > len(names) and find_field(names[-1]) == "text":
        last = len(names) - 1
        cells = [*cells[:last], delimiter.join(cells[last:])]
    return dict(zip(names, cells, strict=False))


def _cut_front(lines: list[str]) -> list[str]:
    """Without blank lines before the names of the columns, and without the mark of some spreadsheets."""
    first = next((i for i, line in enumerate(lines) if line.strip()), len(lines))
    return lines[first + (first < len(lines) and lines[first].lower().startswith(_DELIMITER_MARK)) :]


def _count_fields(lines: Sequence[str], delimiter: str) -> tuple[int, int]:
    """How many columns have a known name, and how many there are."""
    try:
        names = next(csv.reader(lines, delimiter=delimiter), [])
    except csv.Error:
        return 0, 0
    return len({find_field(name) for name in names} - {None}), len(names)


def _list_rows(source: str, lines: Sequence[str], delimiter: str) -> Iterator[Row]:
    """Rows that are not blank, each with its lines as they stand."""
    taken: list[str] = []

    def take() -> Iterator[str]:
        for line in lines:
            taken.append(line)
            yield f"{line}\n"

    rows = csv.reader(take(), delimiter=delimiter)
    start = 0
    while True:
        try:
            cells = next(rows, None)
        except csv.Error as error:
            reason = f"A cell is too large for an article; what stands after line {start:,} is not read."
            raise InputError(source, reason) from error
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield cells, "\n".join(taken)
        start += len(taken)
        taken.clear()


def _explain_columns(names: Sequence[str]) -> str:
    shown = ", ".join(name.strip()[:_NAME_LENGTH] or "(without a name)" for name in names[:_NAMES_SHOWN])
    more = f" and {len(names) - _NAMES_SHOWN:,} more" if len(names) > _NAMES_SHOWN else ""
    return f"No column holds the text of an article. The columns are: {shown}{more}; name the one that does “text”."
