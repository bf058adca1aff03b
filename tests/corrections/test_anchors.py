"""Anchors find their words in another reading of the same bytes, or say why not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from joindots.corrections.anchors import Reports, make_anchor
from joindots.corrections.misfits import MisfitError


@given(text=st.text("ab \n", min_size=1, max_size=60), data=st.data(), moved=st.text("xy \n", max_size=20))
def test_words_are_found_where_they_were_and_where_they_moved(document, text, data, moved):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    before = document(text)
    anchor = make_anchor(before, start, end)
    span = Reports([before]).locate(anchor)
    assert (span.start, span.end, span.text) == (start, end, text[start:end])
    after = replace(before, text=moved + text)
    try:
        span = Reports([after]).locate(anchor)
    except MisfitError:
        assert after.text.count(anchor.quote) != 1  # of several, none may be guessed
    else:
        assert after.text[span.start : span.end] == span.text == anchor.quote


def test_words_that_stand_once_are_found_by_themselves(document):
    before = document("The bell rang. The harbour master came.")
    anchor = make_anchor(before, 19, 33)
    after = replace(before, text="Quite other words, and then the harbour master went.")
    assert Reports([after]).locate(replace(anchor, quote="harbour master")).start == 32


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Nothing of the kind.", "The words “bell” no longer stand in report.txt."),
        ("A bell, a bell.", "The words “bell” stand in report.txt at several places, and at none as they did."),
    ],
)
def test_the_reason_is_told(document, text, reason):
    before = document("The bell rang.")
    with pytest.raises(MisfitError) as caught:
        Reports([replace(before, text=text)]).locate(make_anchor(before, 4, 8))
    assert str(caught.value) == reason


def test_other_bytes_are_another_report(document):
    with pytest.raises(MisfitError, match="not in the pile"):
        Reports([document("The bell rang twice.")]).locate(make_anchor(document("The bell rang."), 4, 8))


def test_of_two_reports_with_the_same_bytes_the_name_decides(document):
    one, two = document("The bell rang.", source="a.txt"), document("The bell rang.", source="b.txt")
    for report in (one, two):
        assert Reports([one, two]).locate(make_anchor(report, 4, 8)).document == report.id
    assert Reports([two]).locate(make_anchor(one, 4, 8)).document == two.id
