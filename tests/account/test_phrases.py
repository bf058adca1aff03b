"""Records in words."""

import pytest
from msgspec.structs import replace

from joindots.account.phrases import (
    certainty_words,
    count_words,
    date_words,
    list_words,
    measure_words,
    note_words,
    quantity_words,
)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2031-05-02", "2 May 2031"),
        ("2031-05", "May 2031"),
        ("2031", "2031"),
        ("2031-05-02/2031-06", "2 May 2031 to Jun 2031"),
        ("2031-05/..", "since May 2031"),
        ("/2031", "until 2031"),
        ("../2031-05-02", "on or before 2 May 2031"),
        ("../..", ""),
        ("/..", ""),
        ("2031-21", "21 2031"),
        ("20XX", "20XX"),
    ],
)
def test_dates(value, words):
    assert date_words(value) == words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"low": 1200, "high": 1200}, "1,200"),
        ({"low": 2.0, "high": 2.0}, "2"),
        ({"low": 40, "high": None, "bound": "at_least"}, "at least 40"),
        ({"low": None, "high": 40, "bound": "at_most"}, "at most 40"),
        ({"low": 0, "high": 40, "bound": "at_most"}, "at most 40"),
        ({"low": 40, "high": 40, "bound": "about"}, "about 40"),
        ({"low": 40, "high": 50, "bound": "between"}, "40–50"),
        ({"low": 13.5, "high": 13.5, "unit": "percent"}, "13.5 %"),
        ({"low": 7, "high": 7, "unit": "GBP"}, "£7"),
        ({"low": 7, "high": 7, "unit": "SEK"}, "7 SEK"),
        ({"low": 52, "high": 52, "unit": "year"}, "52 years"),
        ({"low": 1, "high": 1, "unit": "knot"}, "1 knot"),
        ({"low": 30, "high": 30, "unit": "foot"}, "30 feet"),
        ({"low": None, "high": None, "bound": "vague"}, "two dockers"),
    ],
)
def test_quantities(account, fields, words):
    quantity = next(q for q in account.quantities if q.span.text == "two dockers")
    assert quantity_words(replace(quantity, **fields)) == words


def test_small_words():
    assert [count_words(1, "report"), count_words(1200, "report"), count_words(2, "man", "men")] == [
        "1 report",
        "1,200 reports",
        "2 men",
    ]
    assert [list_words([]), list_words(["a"]), list_words(["a", "b"]), list_words(["a", "b", "c"], "or")] == [
        "",
        "a",
        "a and b",
        "a, b or c",
    ]
    assert [certainty_words(c) for c in (0.9, 0.6, 0.2)] == ["sure", "fairly sure", "unsure"]
    assert (measure_words("killed|part"), note_words("killed|part"), note_words("killed")) == (
        "killed",
        "some of them",
        None,
    )
