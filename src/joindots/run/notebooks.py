"""An account in a notebook: `joindots.read(...)` and what can be asked of it.

The records are those of `joindots.model`, plain and frozen; what is here adds an account around them and a face.
"""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from joindots import model
from joindots.account import decode_account, render_html
from joindots.account.codebooks import Table
from joindots.account.exports import EXPORTS, cite_finding
from joindots.account.exports.tables import list_tables
from joindots.account.indexes import Index
from joindots.account.snippets import render_account, render_document, render_finding
from joindots.model import InputError, MissingExtraError, OptionsError
from joindots.run.exporting import write_export
from joindots.run.options import Options
from joindots.run.readings import read as read_record

if TYPE_CHECKING:
    import pandas as pd


class Finding:
    """A finding, with the account around it.

    Attributes:
        record: The finding as it stands in the account.
    """

    def __init__(self, record: model.Finding, account: "Account") -> None:
        self.record = record
        self._account = account

    @property
    def id(self) -> str:
        """Of the finding."""
        return self.record.id

    @property
    def kind(self) -> model.FindingKind:
        """The verdict."""
        return self.record.kind

    @property
    def topic(self) -> str:
        """In one line."""
        return self.record.topic

    @property
    def positions(self) -> tuple[model.Position, ...]:
        """What is said, with evidence and origins."""
        return self.record.positions

    @property
    def confidence(self) -> float:
        """How sure joindots is of the verdict, 0 to 1."""
        return self.record.confidence

    @property
    def explanation(self) -> str:
        """Why the verdict."""
        return self.record.explanation

    @property
    def citation(self) -> str:
        """A text to cite: how many reports and origins, who says what."""
        return cite_finding(self._account.index, self.record)

    def __repr__(self) -> str:
        return f"<{self.citation}>"

    def _repr_html_(self) -> str:
        return render_finding(self._account.record, self.record)


class Document:
    """A report, with the account around it.

    Attributes:
        record: The report as it stands in the account.
    """

    def __init__(self, record: model.Document, account: "Account") -> None:
        self.record = record
        self._account = account

    @property
    def id(self) -> str:
        """Of the report."""
        return self.record.id

    @property
    def mark(self) -> str:
        """As other faces call it: `R3`."""
        return self._account.index.mark(self.id)

    @property
    def title(self) -> str | None:
        """As printed, or None."""
        return self.record.title

    @property
    def text(self) -> str:
        """Whole; every span of the account is a slice of it."""
        return self.record.text

    def __repr__(self) -> str:
        return f"<{self.mark} {self._account.index.byline(self.id)}: {self.title or self.record.source}>"

    def _repr_html_(self) -> str:
        return render_document(self._account.record, self.record)


class Account:
    """An account of a pile of reports.

    Attributes:
        record: As `account.json` has it.
    """

    def __init__(self, record: model.Account) -> None:
        self.record = record

    @cached_property
    def index(self) -> Index:
        """Look-ups over the account."""
        return Index(self.record)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What several statements about one thing amount to, sorted by id."""
        return tuple(Finding(record, self) for record in self.record.findings)

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The reports in order of publication."""
        return tuple(Document(record, self) for record in self.index.reports)

    @property
    def entities(self) -> tuple[model.Entity, ...]:
        """People, organisations, places and others, sorted by id."""
        return self.record.entities

    @property
    def attributions(self) -> tuple[model.Attribution, ...]:
        """Who says what, sorted by id."""
        return self.record.attributions

    @property
    def quantities(self) -> tuple[model.Quantity, ...]:
        """Numbers with what they count, sorted by id."""
        return self.record.quantities

    @property
    def events(self) -> tuple[model.Event, ...]:
        """What happened, sorted by id."""
        return self.record.events

    @property
    def incidents(self) -> tuple[model.Incident, ...]:
        """The register, sorted by id."""
        return self.record.incidents

    @cached_property
    def _tables(self) -> dict[str, Table]:
        return {table.name: table for table in list_tables(self.record)}

    def to_rows(self, table: str) -> list[dict[str, str | int | float | None]]:
        """A table of the account.

        Args:
            table: `documents`, `entities`, `attributions`, `quantities`, `times`, `events`, `incidents`, `findings`,
                `shared_passages`, `rejections` or `evidence`.

        Returns:
            One dictionary a row; where a row rests on a place: `document`, `source`, `start`, `end` (code points,
            half-open) and `quote`.

        Raises:
            OptionsError: There is no such table.
        """
        found = self._tables.get(table)
        if found is None:
            raise OptionsError(f"{table}: is none of {', '.join(self._tables)}")
        return [dict(zip(found.columns, row, strict=True)) for row in found.rows]

    def to_frame(self, table: str) -> "pd.DataFrame":
        """A table of the account as a data frame.

        Args:
            table: As `to_rows` takes it.

        Raises:
            OptionsError: There is no such table.
            MissingExtraError: The extra `notebook` (pandas) is not installed; `to_rows` needs none.
        """
        rows = self.to_rows(table)
        try:
            import pandas as pd  # noqa: PLC0415 - an extra
        except ImportError as error:
            raise MissingExtraError("a data frame needs an extra: pip install 'joindots[notebook]'") from error
        return pd.DataFrame(rows, columns=list(self._tables[table].columns))

    def export(self, form: str, folder: str | Path) -> list[Path]:
        """Write the account in another form, as `joindots export` does; the files written.

        Raises:
            OptionsError: There is no such form.
            MissingExtraError: The form needs an extra.
            StoreError: The folder cannot be written.
        """
        if form not in EXPORTS:
            raise OptionsError(f"{form}: is none of {', '.join(EXPORTS)}")
        return write_export(self.record, form, Path(folder))

    def to_html(self) -> str:
        """The whole page, as `account.html` has it."""
        return render_html(self.record)

    def __repr__(self) -> str:
        return f"<account of {len(self.record.documents)} reports, {len(self.record.findings)} findings>"

    def _repr_html_(self) -> str:
        return render_account(self.record)


def read(paths: Sequence[str | Path] | str | Path, *, options: Options | None = None) -> Account:
    """Read reports and make their account.

    Args:
        paths: Files, folders (read recursively), `-` for standard input, or web addresses.
        options: What can be chosen; the defaults if None.

    Raises:
        InputError: Nothing could be read.
        EngineError: A language model is not installed, or a worker died.
    """
    return Account(read_record(paths, options=options))


def load(path: str | Path) -> Account:
    """Load an account that was written before.

    Args:
        path: An `account.json`, or its folder.

    Raises:
        InputError: There is none.
        StoreError: It is no account that this version can read.
    """
    file = Path(path) / "account.json" if Path(path).is_dir() else Path(path)
    try:
        return Account(decode_account(file.read_bytes()))
    except OSError as error:
        raise InputError(str(file), f"no account there ({error.strerror})") from error
