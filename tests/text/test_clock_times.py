"""Hours in words, days counted from days, and what only looks like them."""

from datetime import date

import pytest

from joindots.text.timexes import find_phrases, resolve_value

WRITTEN = date(2030, 5, 2)  # a Thursday


def read(text):
    return [
        (text[p.start : p.end], (resolve_value(p.when, WRITTEN) or "" if p.when else "") + p.clock)
        for p in find_phrases(text, [(0, len(text))])
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We met at 11 o'clock.", [("11 o'clock", "T11:00")]),
        ("We met at half past seven.", [("half past seven", "T07:30")]),
        ("We met at a quarter to three.", [("a quarter to three", "T02:45")]),
        ("It was twenty to eight by the clock.", [("twenty to eight", "T07:40")]),
        ("The clock stopped at ten to five.", [("ten to five", "T04:50")]),
        ("He put the odds at ten to five.", []),
        ("The ward called at 9.10 in the evening.", [("9.10 in the evening", "T21:10")]),
        ("We met at ten am.", [("ten am", "T10:00")]),
        ("We met at approximately 1530.", [("1530", "T15:30")]),
        ("In about 1530 the town grew.", [("1530", "1530")]),
        ("We met at seven thirty pm.", [("seven thirty pm", "T19:30")]),
        ("We met at 340pm.", [("340pm", "T15:40")]),
        ("They leave at 4 in the morning.", [("4 in the morning", "T04:00")]),
        ("It fell at 7:56:30 pm.", [("7:56:30 pm", "T19:56:30")]),
        ("It fell the day before yesterday.", [("the day before yesterday", "2030-04-30")]),
        ("It opens two weeks from today.", [("two weeks from today", "2030-05-16")]),
        ("It fell on Tuesday of last week.", [("Tuesday of last week", "2030-04-23")]),
        ("It is on the 20th of next month.", [("the 20th of next month", "2030-06-20")]),
        ("Sales rose in Q1 2030.", [("Q1 2030", "2030-Q1")]),
        ("It rained all day.", [("all day", "P1D")]),
        ("It took two hours and 30 minutes.", [("two hours and 30 minutes", "PT2H30M")]),
        ("It fell on Easter 2018.", [("Easter 2018", "2018-04-01")]),
        ("It fell on Election Day.", [("Election Day", "2029-11-06")]),
        ("They met in the 70s.", [("the 70s", "197")]),
        ("It was signed on 4th of July of 1995.", [("4th of July of 1995", "1995-07-04")]),
    ],
)
def test_reads_to_its_value(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A man in his 70s waved.",
        "The shares closed at 12 dollars.",
        "He ate 7/16 of it.",
        "There were more than 2000 of them.",
        "I am ten.",
        "They march 3 miles.",
    ],
)
def test_what_is_no_time(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell 1 month 21 days ago.", ("1 month 21 days ago", "")),
        ("It fell two weeks and 2 days ago.", ("two weeks and 2 days ago", "2030-04-16")),
        ("It fell a year and a day ago.", ("a day ago", "2030-05-01")),
        ("It fell 2 years and 3 months ago.", ("2 years and 3 months ago", "2028-02")),
        ("It fell some years ago.", ("some years ago", "PAST_REF")),
    ],
)
def test_lengths_before_ago_are_joined(text, expected):
    assert expected in read(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met in Oct and Nov as always.", [("Oct", "2029-10"), ("Nov", "2029-11")]),
        ("It was sent by Jan and others.", []),
        ("Come on 11/20, 11/22 or 11/25.", [("11/20", "2029-11-20"), ("11/22", "2029-11-22"), ("11/25", "2029-11-25")]),
        ("It comes in 11/16, 5/16 or 3/16.", []),
        (
            "The trial is on July 17th, 18th or 19th.",
            [("July 17th", "2029-07-17"), ("18th", "2029-07-18"), ("19th", "2029-07-19")],
        ),
        ("It cost $12 December 27.", [("December 27", "2029-12-27")]),
        ("It fell on February 30, 2029.", [("February 30, 2029", "")]),
        ("It fell on 2029-13-12.", [("2029-13-12", "")]),
        ("The files of 11/2029 and 2029-10.", [("11/2029", "2029-11"), ("2029-10", "2029-10")]),
        ("It opened on 05-Aug-2029.", [("05-Aug-2029", "2029-08-05")]),
        ("It was sent Wed May 1 15:50:06 2030.", [("Wed May 1 15:50:06 2030", "2030-05-01T15:50:06")]),
        ("They came at 0730.", [("0730", "T07:30")]),
        ("Locker 0730 was empty.", []),
        ("They left on the third of may.", [("the third of may", "2029-05-03")]),
        ("In May twenty one boats sank.", [("May", "2030-05")]),
        ("It opened on May twenty-one.", [("May twenty-one", "2029-05-21")]),
        ("It opened in two thousand and fifteen.", [("two thousand and fifteen", "2015")]),
        ("It sank in two thousand and fifteen pieces.", []),
        ("The town grew in the nineteen seventies.", [("the nineteen seventies", "197")]),
        ("He swims every other day.", [("every other day", "P2D")]),
        ("He came at half past 8pm.", [("half past 8pm", "T20:30")]),
        (
            "They meet next week on Tuesday or Friday.",
            [("next week on Tuesday", "2030-05-07"), ("Friday", "2030-05-10")],
        ),
    ],
)
def test_dates_as_they_are_written(text, expected):
    assert read(text) == expected
