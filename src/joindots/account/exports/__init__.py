"""An account in other people's forms, each with its evidence: report, start, end, quote."""

from collections.abc import Callable, Mapping
from typing import Final

from joindots.account.annotations import encode_type_system, encode_xmi, list_annotations
from joindots.account.codebooks import encode_csv, encode_xlsx
from joindots.account.exports.briefing_markdown import encode_markdown
from joindots.account.exports.briefings import write_briefing
from joindots.account.exports.documents import encode_docx
from joindots.account.exports.follow_the_money import encode_follow_the_money
from joindots.account.exports.geo_json import encode_geo_json
from joindots.account.exports.graph_ml import encode_graph_ml
from joindots.account.exports.json_lines import encode_lines
from joindots.account.exports.linked_data import encode_linked_data
from joindots.account.exports.portable_documents import encode_pdf, find_fonts
from joindots.account.exports.tables import list_tables
from joindots.account.finding_citations import cite_finding
from joindots.model import Account

Files = dict[str, bytes]


def _csv(account: Account) -> Files:
    return {f"{table.name}.csv": encode_csv(table) for table in list_tables(account)}


def _xlsx(account: Account) -> Files:
    return {"account.xlsx": encode_xlsx(list_tables(account))}


def _xmi(account: Account) -> Files:
    annotations = list_annotations(account)
    files = {f"{document.id}.xmi": encode_xmi(document, annotations[document.id]) for document in account.documents}
    return {"TypeSystem.xml": encode_type_system(), **files}


EXPORTS: Final[Mapping[str, Callable[[Account], Files]]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "jsonl": lambda account: {"account.jsonl": encode_lines(account)},
    "md": lambda account: {"report.md": encode_markdown(write_briefing(account))},
    "docx": lambda account: {"report.docx": encode_docx(write_briefing(account))},
    "pdf": lambda account: {"report.pdf": encode_pdf(write_briefing(account), find_fonts())},
    "jsonld": lambda account: {"account.jsonld": encode_linked_data(account)},
    "geojson": lambda account: {"account.geojson": encode_geo_json(account)},
    "graphml": lambda account: {"account.graphml": encode_graph_ml(account)},
    "ftm": lambda account: {"account.ftm.json": encode_follow_the_money(account)},
    "xmi": _xmi,
}
"""What makes the files of a form, by its name; the same account gives the same bytes."""

__all__ = ["EXPORTS", "Files", "cite_finding"]
