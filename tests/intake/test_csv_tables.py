import csv
import hashlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joindots.intake import Input, read_input
from joindots.intake.blocks.paragraphs import BLANKS

STORY = "A ferry ran aground off Mornay Point, the harbour master said."
PLAIN = "A ferry ran aground."


def read(data, source="pile.csv"):
    return read_input(Input(source=source, data=data if isinstance(data, bytes) else data.encode()))


def test_columns_are_found_by_name_in_any_order_and_spelling():
    drafts, rejections = read(
        "Date Published,Headline,ID,Article Text,Author(s),Source,Link,words\r\n"
        f'2031-05-03,Ferry aground,n1,"{STORY}\r\n\r\nIt said ""no"".",Ann Example; Bob Sample,Gazette,https://x.example/1,9\r\n'
    )
    assert rejections == []
    (draft,) = drafts
    assert draft.source == "pile.csv#n1"
    assert draft.text == f'{STORY}\n\nIt said "no".'
    assert (draft.title, draft.publisher, draft.published) == ("Ferry aground", "Gazette", "2031-05-03")
    assert draft.authors == ("Ann Example", "Bob Sample")
    assert (draft.url, draft.media_type) == ("https://x.example/1", "text/csv")


def test_a_byline_gives_the_name():
    drafts, _ = read(f"byline,text\nBy Ann Example,{STORY}\nBya Bysample,{STORY}\n")
    assert [draft.authors for draft in drafts] == [("Ann Example",), ("Bya Bysample",)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimiters_and_encodings(delimiter, encoding):
    text = f"title{delimiter}text\nCafé; closed, | so\t.{delimiter}".replace(delimiter + " ", " ")
    row = io.StringIO()
    csv.writer(row, delimiter=delimiter).writerows([["title", "text"], ["Café, old; new | or\tso", STORY]])
    drafts, _ = read(row.getvalue().encode(encoding), "pile.tsv")
    assert (drafts[0].title, drafts[0].text) == ("Café, old; new | or\tso", STORY), text


def test_the_mark_of_a_spreadsheet_and_blank_lines_are_passed_over():
    drafts, rejections = read(f"\nsep=;\nid;text\n\n1;{PLAIN}\n;;\n2;{PLAIN}\n")
    assert ([draft.source for draft in drafts], rejections) == (["pile.csv#1", "pile.csv#2"], [])


def test_rows_stand_alone():
    drafts, rejections = read(f"id,text\n1,{PLAIN}\n2,\n1,{PLAIN}\n,{PLAIN},more\n5\n")
    assert [draft.source for draft in drafts] == ["pile.csv#1", "pile.csv#4"]
    assert drafts[1].text == f"{PLAIN},more"
    assert drafts[1].notes == ("more cells than columns",)
    assert [(each.source, each.reason) for each in rejections] == [
        ("pile.csv#2", 'Row 2 has no "text".'),
        ("pile.csv#1", "Row 3: another row before it has the same id."),
        ("pile.csv#5", 'Row 5 has no "text".'),
    ]


def test_a_row_has_the_hash_of_its_own_lines():
    data = f'text\n{PLAIN}\n"two\nlines"\n'
    drafts, _ = read(data)
    assert drafts[0].sha256 == hashlib.sha256(PLAIN.encode()).hexdigest()
    assert drafts[1].sha256 == hashlib.sha256(b'"two\nlines"').hexdigest()
    assert read(f"text\nother\n{PLAIN}\n")[0][1].sha256 == drafts[0].sha256


def test_formulas_and_odd_signs_are_text():
    drafts, _ = read('text\n=HYPERLINK("x")\n@SUM(1)\nA\x00 ferry\n' + f'"{STORY}"\n' * 9)
    assert [draft.text for draft in drafts] == ['=HYPERLINK("x")', "@SUM(1)", "A\ufffd ferry"] + [STORY] * 9


def test_a_table_without_text_is_refused_with_its_columns():
    drafts, (rejection,) = read("ship,dead,\nAnn,3,\n")
    assert drafts == []
    assert rejection.reason.startswith("No column holds the text of an article. The columns are: ship, dead, (without")
    drafts, (rejection,) = read(",".join(f"c{i}" for i in range(5000)) + "\n1\n")
    assert rejection.reason.endswith("c11 and 4,988 more; name the one that does “text”.")


def test_a_cell_that_is_too_large_ends_the_reading(monkeypatch):
    monkeypatch.setattr("joindots.intake.formats.csv_tables.MOST_CHARACTERS", 200)
    drafts, (rejection,) = read(f"text\n{PLAIN}\n{'x' * 300}\n{PLAIN}\n")
    csv.field_size_limit(2**17)
    assert len(drafts) == 1
    assert (rejection.outcome, rejection.reason) == (
        "partly read",
        "A cell is too large for an article; what stands after line 2 is not read.",
    )


def test_an_open_quotation_mark_ends_well(monkeypatch):
    monkeypatch.setattr("joindots.intake.formats.csv_tables.MOST_CHARACTERS", 200)
    drafts, rejections = read(f'"text\\n{PLAIN}\\n' * 90)
    csv.field_size_limit(2**17)
    assert (len(drafts), len(rejections)) == (0, 1)


def test_empty():
    drafts, rejections = read("text\n")
    assert (drafts, len(rejections)) == ([], 1)


CELL = st.text(st.characters(blacklist_categories=["Cs", "Cc"])).filter(lambda cell: cell.strip(BLANKS))


@given(st.lists(CELL, min_size=1, max_size=5))
def test_cells_come_back_as_they_are(cells):
    table = io.StringIO()
    csv.writer(table).writerows([["text"], *([cell] for cell in cells)])
    drafts, rejections = read(table.getvalue())
    assert ([draft.text for draft in drafts], rejections) == (cells, [])
