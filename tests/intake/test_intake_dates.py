import pytest
from hypothesis import given
from hypothesis import strategies as st

from joindots.intake.dates import day_bounds, find_dateline_day, find_placed_day, find_printed_day, parse_day


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("Saturday 3 May 2031", "3 May 2031"),
        ("May 3, 2031 | Harbour & Quay", "May 3, 2031"),
        ("3 May 2031 11:18 am", "3 May 2031"),
        ("Published: Saturday, May 3rd, 2031 at 9.30am", "May 3rd, 2031"),
        ("PUBLISHED: 02:31 GMT, 3 May 2031 | UPDATED: 22:19 GMT, 4 May 2031", "3 May 2031"),
        ("Harbour • 2031-05-03", "2031-05-03"),
        ("Posted on 03.05.2031", "03.05.2031"),
        ("By Ada Quill | 3 mai 2031", "3 mai 2031"),
        ("Last updated: 3 May 2031", "3 May 2031"),
    ],
)
def test_header_lines_state_a_day(line, text):
    day = find_printed_day(line)
    assert day.value == "2031-05-03"
    assert line[day.start : day.end] == text


@pytest.mark.parametrize(
    "line",
    [
        "A ferry ran aground on 3 May 2031 off Mornay Point",
        "Copyright 3 May 2031",
        "Archived on 3 May 2031",
        "3/5/2031",
        "31 June 2031",
        "3 May 1951 - 4 May 2031",
        "May 2031",
        "2031",
        "Saturday",
        "",
    ],
)
def test_other_lines_do_not(line):
    assert find_printed_day(line) is None


def test_unambiguous_numeric_dates():
    assert find_printed_day("13/05/2031").value == find_printed_day("05/13/2031").value == "2031-05-13"


def test_updates_are_told_apart():
    assert find_printed_day("Updated: 3 May 2031").updated
    assert not find_printed_day("Created: 2 May 2031 | Updated: 3 May 2031").updated


@pytest.mark.parametrize(
    ("paragraph", "value"),
    [
        ("MORNAY, 3 May 2031 (Agency) -- A ferry sank.", "2031-05-03"),
        ("MORNAY QUAY, May 3, 2031 — A ferry sank.", "2031-05-03"),
        ("   MORNAY, 3 MAY 91 -- [TEXT] A FERRY SANK.".strip(), "1991-05-03"),
        ("MORNAY (Agency) -- A ferry sank on 3 May 2031 - again.", None),
        ("In Mornay, 3 May 2031 was a day of mourning.", None),
    ],
)
def test_datelines(paragraph, value):
    day = find_dateline_day(paragraph)
    assert (day.value if day else None) == value


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("MORNAY QUAY, Norvale, 14 March 2031", "2031-03-14"),
        ("Statement, 15 June 2031", "2031-06-15"),
        ("Port Ellis, Monday, May 5, 2031", "2031-05-05"),
        ("The trial began on 15 June 2031", None),
        ("A ferry sank, 15 June 2031", None),
    ],
)
def test_a_place_and_a_day_on_a_line_of_their_own(line, value):
    day = find_placed_day(line)
    assert (day.value if day else None) == value


def test_bounds():
    assert day_bounds("2032-02") == ("2032-02-01", "2032-02-29")
    assert day_bounds("2031") == ("2031-01-01", "2031-12-31")


@given(st.text(max_size=200))
def test_no_text_breaks_it(text):
    value = parse_day(text)
    assert value is None or day_bounds(value)[0] <= day_bounds(value)[1]
    day = find_printed_day(text)
    assert day is None or text[day.start : day.end].strip()


@given(st.dates())
def test_every_day_can_be_read(day):
    assert parse_day(day.isoformat()) == day.isoformat()
    assert parse_day(f"{day.day} {day:%B} {day.year:04d}") == day.isoformat()
