from datetime import date
from itertools import pairwise

import pytest

from joindots.text.timexes import find_phrases, is_stretch, resolve_value

WRITTEN = date(2030, 5, 2)


def values(text):
    return [resolve_value(phrase.when, WRITTEN) for phrase in find_phrases(text, [(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from June 3 through June 5, 2031", ["2031-06-03", "2031-06-05"]),
        ("from late March until early June 2028", ["2028-03", "2028-06"]),
        ("from November to March 2028", ["2027-11", "2028-03"]),
        ("from 3 November 2027 to 5 March", ["2027-11-03", "2028-03-05"]),
        ("between March and June 2028", None),
        ("in March and on 6 June 2028", ["2028-03", "2028-06-06"]),
        ("in November and in March 2028", ["2029-11", "2028-03"]),
        ("from the 3rd to the 5th of May 2028", ["2028-05-03", "2028-05-05"]),
        ("from March 2027 to June 2028", ["2027-03", "2028-06"]),
        ("In March the June 2028 vote", ["2030-03", "2028-06"]),
        ("from 30 February to 5 June 2028", [None, "2028-06-05"]),
        ("from Monday, 3 June, to 5 June 2028", ["2030-06-03", "2028-06-05"]),
    ],
)
def test_dates_that_stand_together_share_a_year(text, expected):
    found = values(text)
    assert found == (expected or [None])


def test_a_stretch_is_told_by_the_words_between():
    text = "between March and 5 June, in July and August, from 3 May to 5 July"
    ends = find_phrases(text, [(0, len(text))])
    assert [is_stretch(text, a, b) for a, b in pairwise(ends)] == [True, False, False, False, True]


def test_nothing_goes_on_in_the_next_paragraph():
    text = "It fell at 9 pm\n\nOn Friday it rose to\n\n5 May 2031"
    assert [text[p.start : p.end] for p in find_phrases(text, [(0, 15), (17, 37), (39, 49)])] == [
        "9 pm",
        "Friday",
        "5 May 2031",
    ]
    assert [phrase.clock for phrase in find_phrases("at 9 pm\n\nFriday", [(0, 7), (9, 15)])] == ["T21:00", ""]
