from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joindots.text.calendars import comes_too_late, cover_days, move_day, name_unit


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2031-05-02", "2031-05-02", "2031-05-02"),
        ("2031-05-02T14:30", "2031-05-02", "2031-05-02"),
        ("2031-W18", "2031-04-28", "2031-05-04"),
        ("2031-W18-WE", "2031-05-03", "2031-05-04"),
        ("2032-02", "2032-02-01", "2032-02-29"),
        ("2031-Q2", "2031-04-01", "2031-06-30"),
        ("2031-H2", "2031-07-01", "2031-12-31"),
        ("2031-SP", "2031-03-01", "2031-05-31"),
        ("2031-WI", "2030-12-01", "2032-02-29"),
        ("2031", "2031-01-01", "2031-12-31"),
        ("203", "2030-01-01", "2039-12-31"),
        ("20", "2000-01-01", "2099-12-31"),
        ("2031-05/2031-06-02", "2031-05-01", "2031-06-02"),
    ],
)
def test_the_days_a_value_covers(value, first, last):
    assert cover_days(value) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("value", ["", "P5Y", "PAST_REF", "2031-13", "2031-02-30", "0000", "2031-W54", "XXXX-05"])
def test_values_without_days(value):
    assert cover_days(value) is None


def test_the_last_of_a_month_stays_the_last():
    assert move_day(date(2031, 5, 31), "month", 1) == date(2031, 6, 30)
    assert move_day(date(2032, 2, 29), "year", -1) == date(2031, 2, 28)


def test_the_calendar_ends():
    with pytest.raises(ValueError, match="outside the calendar"):
        move_day(date(9999, 12, 31), "day", 1)
    with pytest.raises(ValueError, match="outside the calendar"):
        move_day(date(1, 1, 1), "century", -1)


DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))


@given(DAYS, st.sampled_from(["day", "week", "month", "quarter", "half", "year", "decade", "century"]))
def test_a_day_lies_in_the_unit_named_for_it(day, unit):
    first, last = cover_days(name_unit(day, unit))
    assert first <= day <= last


@given(DAYS, st.integers(-40, 40))
def test_weeks_there_and_back(day, count):
    assert move_day(move_day(day, "week", count), "week", -count) == day
    assert move_day(day, "day", count) == day + timedelta(count)


@pytest.mark.parametrize(
    ("value", "givers", "written", "late"),
    [
        ("2031-05-04", 1, ["2031-05-02", "2031-05-05"], True),
        ("2031-05-04TMO", 1, ["2031-05-03"], True),
        ("2031-05-04", 2, ["2031-05-02", "2031-05-05"], False),
        ("2031-05-02", 1, ["2031-05-02", "2031-05-05"], False),
        ("2031-05", 1, ["2031-05-02"], False),
        ("../2031-05-04", 1, ["2031-05-02"], False),
    ],
)
def test_a_day_comes_too_late_if_as_many_reports_as_give_it_were_written_before(value, givers, written, late):
    assert comes_too_late(value, givers, written) is late
