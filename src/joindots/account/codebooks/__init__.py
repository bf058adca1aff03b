"""The register as the codebooks of incident databases have it, each cell with its spans and the rule that chose it."""

from joindots.account.codebooks.exports import Codebook, export_codebook
from joindots.account.codebooks.spreadsheets import encode_csv, encode_xlsx
from joindots.account.codebooks.tables import Cell, Table

__all__ = ["Cell", "Codebook", "Table", "encode_csv", "encode_xlsx", "export_codebook"]
