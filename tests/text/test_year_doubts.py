"""Four digits that are no year, those that are an hour, and those that stay a year all the same."""

import pytest

from joindots.text.timexes import find_phrases


def read(text):
    return [
        (text[p.start : p.end], p.clock or getattr(p.when, "value", "")) for p in find_phrases(text, [(0, len(text))])
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Exports rose from 1710 to 2250.",
        "Output grew from 250 to 1600.",
        "The index fell from 1985 to 1912 points.",
        "The price rose to 2020 from 1990.",
        "The bill passed 1987 to 1954.",
        "Between 1950 and 2300 homes were flooded.",
        "At least 1900 were killed.",
        "Nearly 2000 were hurt and another 1500 fled.",
        "A crowd of about 1900 gathered.",
        "The council passed Resolution 1701.",
        "Flight 1989 left late.",
        "Officers went to the 2000 block of North Reed Avenue.",
        "He lives at 1950 Mill Road.",
    ],
)
def test_numbers_of_something_are_no_years(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He led the party from 1985 to 1992.", [("1985", "1985"), ("1992", "1992")]),
        ("She worked between 1985 and 1992.", [("1985", "1985"), ("1992", "1992")]),
        ("In 1950 Mill Road was widened.", [("1950", "1950")]),
        ("The law of 1998 and 3000 others were read.", [("1998", "1998")]),
        ("The curfew from 2000 to 0500 was lifted.", [("2000", "T20:00")]),
        ("Alarms rang from 1710 to 2250 GMT.", [("1710", "T17:10")]),
        ("We met at approximately 1530.", [("1530", "T15:30")]),
    ],
)
def test_years_and_hours_stay(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    "written", ["2-May-2031", "2/May/2031", "May-2-2031", "may/02/2031", "2031/may/2", "2031-MAY-02"]
)
def test_days_with_a_month_between_marks(written):
    assert read(f"It was signed {written}.") == [(written, "2031-05-02")]
