"""An account handed on in other people's forms."""

from pathlib import Path

from joindots.account.codebooks import Codebook, encode_csv, encode_xlsx, export_codebook
from joindots.account.exports import EXPORTS, Files
from joindots.model import Account
from joindots.store import write_files


def write_codebook(account: Account, codebook: Codebook, folder: Path) -> list[Path]:
    """Write the incidents of an account as a codebook has them.

    Args:
        account: Any.
        codebook: Whose columns and rules.
        folder: Made if missing.

    Returns:
        The files written: one workbook with all sheets, and each sheet as CSV.

    Raises:
        StoreError: The folder cannot be written; says why.
    """
    files = make_codebook(account, codebook)
    write_files(folder, files)
    return [folder / name for name in files]


def make_codebook(account: Account, codebook: Codebook) -> Files:
    """The files of a codebook, by name: one workbook with all sheets, and each sheet as CSV.

    Args:
        account: Any.
        codebook: Whose columns and rules.
    """
    tables = export_codebook(account, codebook)
    return {f"{codebook}.xlsx": encode_xlsx(tables)} | {f"{table.name}.csv": encode_csv(table) for table in tables}


def write_export(account: Account, form: str, folder: Path) -> list[Path]:
    """Write an account in another form.

    Args:
        account: Any.
        form: One of `EXPORTS`.
        folder: Made if missing; each file appears whole or not at all.

    Returns:
        The files written.

    Raises:
        MissingExtraError: The form needs an extra that is not installed.
        StoreError: The folder cannot be written; says why.
    """
    files = EXPORTS[form](account)
    write_files(folder, files)
    return [folder / name for name in files]
