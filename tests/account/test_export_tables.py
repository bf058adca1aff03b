"""Tables, JSON Lines and texts to cite: whole, with their places, and nothing that a spreadsheet runs."""

import csv
import io
import json

import openpyxl
from msgspec.structs import replace

from joindots.account.exports import EXPORTS, cite_finding
from joindots.account.exports.evidence import list_evidence
from joindots.account.exports.tables import list_tables
from joindots.account.indexes import Index


def read_csv(data):
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def test_every_record_has_its_row_and_every_place_is_a_slice(account):
    texts = {document.id: document.text for document in account.documents}
    tables = {table.name: table for table in list_tables(account)}
    assert len(tables["quantities"].rows) == len(account.quantities)
    assert len(tables["findings"].rows) == sum(len(finding.positions) for finding in account.findings)
    for table in tables.values():
        assert all(len(row) == len(table.columns) for row in table.rows), table.name
        if table.columns[-5:] == ("document", "source", "start", "end", "quote"):
            assert table.rows
            for *_, document, _, start, end, quote in table.rows:
                assert texts[document][start:end] == quote


def test_evidence_lists_every_span_of_every_record(account):
    found = list(list_evidence(Index(account)))
    assert {one.kind for one in found} >= {"entity", "attribution", "quantity", "event", "incident", "finding"}
    assert {one.record for one in found} >= {finding.id for finding in account.findings}


def test_cells_of_csv_and_xlsx_are_harmless(account):
    documents = tuple(replace(document, title="=HYPERLINK(1)") for document in account.documents)
    hostile = replace(account, documents=documents)
    assert {row["title"] for row in read_csv(EXPORTS["csv"](hostile)["documents.csv"])} == {"'=HYPERLINK(1)"}
    book = openpyxl.load_workbook(io.BytesIO(EXPORTS["xlsx"](hostile)["account.xlsx"]))
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    assert {"documents", "findings", "evidence"} <= set(book.sheetnames)


def test_lines_hold_the_records_whole(account):
    lines = [json.loads(line) for line in EXPORTS["jsonl"](account)["account.jsonl"].splitlines()]
    findings = [line for line in lines if line["record"] == "finding"]
    assert [line["id"] for line in findings] == [finding.id for finding in account.findings]
    assert all(position["evidence"] for line in findings for position in line["positions"])
    assert all(line["citation"] for line in findings)


def test_a_finding_can_be_cited(account):
    index = Index(account)
    change = next(finding for finding in account.findings if finding.kind == "change")
    assert cite_finding(index, change) == (
        "Three reports, two origins: Killed, fall of the crane: two (The Tarn Herald, 3 Jun 2040; “Crane falls at "
        "Tarn Quay”), then three (Bell & Sons, 9 Jun 2040). It changed between the reports. "
        f"joindots is sure ({change.id})."
    )


def test_the_same_account_gives_the_same_bytes(account):
    for form in ("csv", "xlsx", "jsonl"):
        assert EXPORTS[form](account) == EXPORTS[form](account)
