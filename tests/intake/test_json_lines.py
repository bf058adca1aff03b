import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joindots.intake import Input, label_documents, read_input


def read(*lines, source="pile.jsonl"):
    data = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    return read_input(Input(source=source, data=data))


def test_fields_of_a_line():
    line = json.dumps(
        {
            "id": "n1",
            "text": "Ferry aground\r\n\r\nA ferry ran aground.",
            "title": "Ferry aground",
            "published": "2031-05-03T10:00:00Z",
            "publisher": "Mornay Gazette",
            "url": "https://example.org/1",
        }
    ).encode()
    drafts, rejections = read(line)
    assert rejections == []
    (draft,) = drafts
    assert draft.source == "pile.jsonl#n1"
    assert draft.text == "Ferry aground\r\n\r\nA ferry ran aground."
    assert draft.sha256 == hashlib.sha256(line).hexdigest()
    document = label_documents(drafts)[0]
    assert (document.title, document.publisher, document.url) == (
        "Ferry aground",
        "Mornay Gazette",
        "https://example.org/1",
    )
    assert document.published.value == document.published.earliest == document.published.latest == "2031-05-03"
    assert document.published.basis == "metadata"
    assert [block.kind for block in document.blocks] == ["title", "body"]


def test_bad_lines_are_named_and_the_rest_goes_on():
    drafts, rejections = read(
        {"id": "1", "text": "A ferry sank."},
        b"{not json",
        {"id": "3"},
        b"[1, 2]",
        b"",
        {"id": "1", "text": "Again."},
        {"id": "7", "text": "Another ferry sank."},
        b"[" * 200_000,
    )
    assert [draft.source for draft in drafts] == ["pile.jsonl#1", "pile.jsonl#7"]
    assert [rejection.reason.split()[:2] for rejection in rejections] == [
        ["Line", "2"],
        ["Line", "3"],
        ["Line", "4"],
        ["Line", "6:"],
        ["Line", "8"],
    ]
    assert all(rejection.source.startswith("pile.jsonl#") for rejection in rejections)


@pytest.mark.parametrize(
    ("given_day", "value", "latest"),
    [
        ("2031-05-03", "2031-05-03", "2031-05-03"),
        ("2031-02", "2031-02", "2031-02-28"),
        ("2031", "2031", "2031-12-31"),
        ("3 May 2031", "2031-05-03", "2031-05-03"),
        ("2031-05-03 23:59:00+02:00", "2031-05-03", "2031-05-03"),
    ],
)
def test_dates_are_as_precise_as_given(given_day, value, latest):
    drafts, _ = read({"id": 1, "text": "A ferry sank.", "published": given_day})
    published = label_documents(drafts)[0].published
    assert (published.value, published.latest) == (value, latest)


@pytest.mark.parametrize("bad", ["yesterday", "2031-13-45", 20310503, "0000-00-00", ["2031"]])
def test_a_bad_date_is_null_with_a_note(bad):
    drafts, rejections = read({"id": "1", "text": "A ferry sank.", "published": bad})
    assert rejections == []
    assert (drafts[0].published, drafts[0].notes) == (None, ("published: not a date",))


def test_line_numbers_stand_in_for_missing_ids():
    drafts, _ = read({"text": "A ferry sank."}, {"text": "A ferry sank."})
    assert [draft.source for draft in drafts] == ["pile.jsonl#1", "pile.jsonl#2"]


def test_windows_line_ends_marks_and_utf16():
    lines = '{"id": "1", "text": "Eins."}\r\n{"id": "2", "text": "Zwei."}\r\n'
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        drafts, rejections = read(lines.encode(encoding))
        assert ([draft.text for draft in drafts], rejections) == (["Eins.", "Zwei."], [])


def test_lone_surrogates_do_not_stop_the_account():
    drafts, _ = read(b'{"id": "1", "text": "A \\ud800 ferry."}')
    assert drafts[0].text == "A \ufffd ferry."


@given(st.text(min_size=1).filter(str.strip))
def test_text_is_exactly_as_given(text):
    drafts, rejections = read({"id": "1", "text": text})
    assert rejections == []
    assert drafts[0].text == text
    blocks = label_documents(drafts)[0].blocks
    assert [block.start for block in blocks] == [0, *(block.end for block in blocks)][:-1]
    assert blocks[-1].end == len(text)
