"""The register as codebooks have it: the rules of choice, the evidence of each cell, files that nothing runs."""

import csv
import io
import json

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from joindots.account.codebooks import Table, encode_csv, encode_xlsx, export_codebook
from joindots.account.codebooks.candidates import Candidate
from joindots.account.codebooks.choices import choose_as_gtd, choose_lowest, choose_words
from joindots.account.codebooks.gtd import classify_weapon
from joindots.account.codebooks.spreadsheets import make_harmless


def value(figure, *, newest=None, origins=1, named=False):
    return Candidate(
        key=figure,
        value=figure,
        named=named,
        evidence=(),
        speakers=(),
        documents=(),
        origins=origins,
        newest=newest,
    )


@pytest.mark.parametrize(
    ("candidates", "chosen", "rule"),
    [
        ([value(4)], 4, "the only value reported"),
        ([value(4, newest="2031-05-14", origins=5), value(5, newest="2032-05-14")], 5, "the most recent source"),
        ([value(4, newest="2031-05-14", origins=2), value(3, newest="2031-05-14")], 4, "the majority of independent"),
        ([value(4, origins=2), value(3, origins=2)], 3, "the lowest figure"),
        ([value(6), value(4, newest="2031-05-14")], 4, "the most recent source"),
    ],
)
def test_gtd_takes_the_newest_then_the_majority_then_the_lowest(candidates, chosen, rule):
    choice = choose_as_gtd(candidates)
    assert choice.candidate.value == chosen
    assert choice.rule.startswith(rule)


def test_acled_takes_the_lowest_figure_whoever_gives_it():
    tolls = [value(5, newest="2032-05-14", origins=9), value(3, newest="2031-05-14"), value(4)]
    assert choose_lowest(tolls).candidate.value == 3


def test_of_words_a_name_goes_before_a_description_and_more_origins_before_fewer():
    assert choose_words([value("jihadists", origins=3), value("Free Tide", named=True)]).candidate.value == "Free Tide"
    assert choose_words([value("pier"), value("quay", origins=2)]).candidate.value == "quay"


@pytest.mark.parametrize(
    ("description", "kind"),
    [
        ("two car bombs", ("Explosives", "Vehicle")),
        ("sticks of dynamite", ("Explosives", "Dynamite/TNT")),
        ("a home-made device", ("Explosives", "Unknown Explosive Type")),
        ("assault rifles", ("Firearms", "Automatic or Semi-Automatic Rifle")),
        ("kitchen knives", ("Melee", "Knife or Other Sharp Object")),
        ("white van", ("Vehicle", None)),
        ("kindness", (None, None)),
    ],
)
def test_a_weapon_has_the_codebooks_type_and_subtype(description, kind):
    assert classify_weapon(description) == kind


@pytest.mark.parametrize("rule", [choose_as_gtd, choose_lowest, choose_words])
def test_nothing_reported_nothing_chosen(rule):
    assert rule([]) is None


@pytest.mark.parametrize("codebook", ["gtd", "acled"])
def test_every_cell_of_the_example_has_a_rule_and_its_places_are_in_the_reports(example, codebook):
    main, values, evidence = export_codebook(example, codebook)
    texts = {document.source: document.text for document in example.documents}
    cells = {
        (row[0], column): cell
        for row in ([*row] for row in main.rows)
        for column, cell in zip(main.columns, row, strict=True)
        if cell is not None
    }
    told = {(event, column): cell for event, column, cell, *_ in evidence.rows}
    assert told == cells
    assert all(rule for _, _, _, rule, *_ in evidence.rows)
    places = [row[-4:] for table in (values, evidence) for row in table.rows if row[-4] is not None]
    assert places
    assert all(texts[source][start:end] == text for source, start, end, text in places)


def test_the_example_has_one_row_an_incident_and_the_codebooks_choose_apart(example):
    gtd, values, _ = export_codebook(example, "gtd")
    acled, *_ = export_codebook(example, "acled")
    assert len(gtd.rows) == len(acled.rows) == len(example.incidents)
    collision = dict(zip(gtd.columns, gtd.rows[0], strict=True))
    assert (collision["iyear"], collision["imonth"], collision["iday"]) == (2031, 5, 13)
    assert collision["nkill"] == 5
    assert dict(zip(acled.columns, acled.rows[0], strict=True))["fatalities"] == 3
    assert {row[2] for row in values.rows if row[1] == "killed"} >= {3, 4, 5}
    assert "Killed: " in collision["addnotes"]


def test_a_toll_that_nobody_states_stays_empty(example):
    gtd, *_ = export_codebook(example, "gtd")
    fire = next(row for row in gtd.rows if "fire" in str(row[gtd.columns.index("summary")]))
    assert fire[gtd.columns.index("nkill")] is None


@given(st.text(max_size=40))
def test_no_cell_begins_like_a_formula(text):
    safe = make_harmless(text)
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r"))


NASTY = [
    "=1+1",
    "+44",
    "-5",
    "@x",
    "\t=1",
    "\r=1",
    " =1",
    '=HYPERLINK("http://x.example","y")',
    "{=1}",
    "a\x00b\x1b[31m",
    "x" * 40_000,
]


def test_csv_and_xlsx_hold_what_the_table_holds_and_no_formula():
    table = Table(name="gtd", columns=("a", "b"), rows=tuple((text, -3) for text in NASTY))
    rows = list(csv.reader(io.StringIO(encode_csv(table).decode(), newline="")))
    assert rows[0] == ["a", "b"]
    assert [row[0] for row in rows[1:]] == [make_harmless(text) for text in NASTY]
    assert {row[1] for row in rows[1:]} == {"-3"}
    sheet = openpyxl.load_workbook(io.BytesIO(encode_xlsx([table])))["gtd"]
    assert {cell.data_type for row in sheet.iter_rows(min_row=2, max_col=1) for cell in row} == {"s"}
    assert {cell.value for (cell,) in sheet.iter_rows(min_row=2, min_col=2)} == {-3}
    assert not any(cell.hyperlink for row in sheet.iter_rows() for cell in row)


def test_the_same_account_gives_the_same_bytes(example):
    once, again = (export_codebook(example, "gtd") for _ in range(2))
    assert json.dumps([t.rows for t in once]) == json.dumps([t.rows for t in again])
    assert encode_xlsx(once) == encode_xlsx(again)
