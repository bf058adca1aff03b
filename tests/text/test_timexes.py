from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joindots.text.timexes import Hung, Shifted, find_phrases, move_anchor, resolve_days, resolve_value
from joindots.text.timexes.grammar import _symbols, load_rules

WRITTEN = date(2030, 5, 2)  # a Thursday


def find(text):
    return [text[p.start : p.end] for p in find_phrases(text, [(0, len(text))])]


def value(text, tense="past", written=WRITTEN):
    (phrase,) = find_phrases(text, [(0, len(text))])
    return resolve_value(phrase.when, written, tense) + phrase.clock


@pytest.mark.parametrize(
    ("text", "past", "future"),
    [
        ("Thursday", "2030-05-02", "2030-05-02"),
        ("last Thursday", "2030-04-25", "2030-04-25"),
        ("next Thursday", "2030-05-09", "2030-05-09"),
        ("this Friday", "2030-05-03", "2030-05-03"),
        ("in May", "2030-05", "2030-05"),
        ("last May", "2029-05", "2029-05"),
        ("September", "2029-09", "2030-09"),
        ("29 February", "2028-02-29", "2032-02-29"),
        ("Monday 6 May", "2030-05-06", "2030-05-06"),
        ("May 2 last year", "2029-05-02", "2029-05-02"),
        ("the weekend", "2030-W17-WE", "2030-W18-WE"),
        ("Christmas Day", "2029-12-25", "2030-12-25"),
        ("Easter Monday", "2030-04-22", "2031-04-14"),
        ("Thanksgiving", "2029-11-22", "2030-11-28"),
        ("Memorial Day", "2029-05-28", "2030-05-27"),
        ("last night", "2030-05-01TNI", "2030-05-01TNI"),
        ("8:30 am this morning", "2030-05-02T08:30", "2030-05-02T08:30"),
        ("5:30 Friday morning", "2030-04-26T05:30", "2030-05-03T05:30"),
        ("Monday night at 8:30 p.m.", "2030-04-29T20:30", "2030-05-06T20:30"),
        ("the week of March 6", "2030-W10", "2031-W10"),
        ("the week of 6 March 2028", "2028-W10", "2028-W10"),
        ("the second week of last year", "2029-W02", "2029-W02"),
        ("the first Monday in October", "2029-10-01", "2030-10-07"),
        ("the last Friday of March 2030", "2030-03-29", "2030-03-29"),
        ("the third Wednesday of last month", "2030-04-17", "2030-04-17"),
        ("Thanksgiving of 2029", "2029-11-22", "2029-11-22"),
        ("Friday, in the morning", "2030-04-26TMO", "2030-05-03TMO"),
        ("tomorrow in the evening", "2030-05-03TEV", "2030-05-03TEV"),
        ("two hours, 14 minutes and 3 seconds", "PT2H14M3S", "PT2H14M3S"),
        ("1 year 1 month 21 days", "P1Y1M21D", "P1Y1M21D"),
        ("5 p.m. EST, Nov. 6", "2029-11-06T17:00", "2030-11-06T17:00"),
        ("August '99", "1999-08", "1999-08"),
        ("the summer of '69", "1969-SU", "1969-SU"),
        ("in '87.", "1987", "1987"),
        ("the week after next", "2030-W20", "2030-W20"),
        ("the year before last", "2028", "2028"),
        ("the night before last", "2030-04-30TNI", "2030-04-30TNI"),
        ("the weekend of 27 April", "2030-W17-WE", "2031-W17-WE"),
        ("the weekend of 27-28 April 2030", "2030-W17-WE", "2030-W17-WE"),
        ("the third month of 2031", "2031-03", "2031-03"),
        ("the 15th day of March", "2030-03-15", "2031-03-15"),
        ("the 4th day of last month", "2030-04-04", "2030-04-04"),
        ("the 21st this month", "2030-05-21", "2030-05-21"),
        ("Oct-2", "2029-10-02", "2030-10-02"),
        ("Dec31, 1994", "1994-12-31", "1994-12-31"),
        ("16. Nov. 2026", "2026-11-16", "2026-11-16"),
        ("October, 1st", "2029-10-01", "2030-10-01"),
        ("2026/11", "2026-11", "2026-11"),
        ("three weekends", "P3WE", "P3WE"),
        ("Friday pm", "2030-04-26TAF", "2030-05-03TAF"),
        ("April of 87", "1987-04", "1987-04"),
        ("15 April of 87", "1987-04-15", "1987-04-15"),
        ("2026, Nov", "2026-11", "2026-11"),
        ("2026-sep-1", "2026-09-01", "2026-09-01"),
        ("week 27 of last year", "2029-W27", "2029-W27"),
        ("the last week of 2026", "2026-W53", "2026-W53"),
        ("the morning of last Tuesday", "2030-04-30TMO", "2030-04-30TMO"),
        ("at seven thirty on Friday", "2030-04-26T07:30", "2030-05-03T07:30"),
        ("five past six tomorrow evening", "2030-05-03T18:05", "2030-05-03T18:05"),
        ("tomorrow at half past eight", "2030-05-03T08:30", "2030-05-03T08:30"),
        ("9:53 am, Mon 6 May 2030", "2030-05-06T09:53", "2030-05-06T09:53"),
        ("19:00 on 12/22/2026", "2026-12-22T19:00", "2026-12-22T19:00"),
    ],
)
def test_the_tense_decides_where_the_words_do_not(text, past, future):
    assert (value(text), value(text, "future")) == (past, future)


def test_the_present_takes_the_nearer_side():
    assert value("20 May", "present") == "2030-05-20"
    assert value("20 April", "present") == "2030-04-20"


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("from 3 to 5 May 2030 at 14:30", ["3 to 5 May 2030", "14:30"]),
        ("the mid-1990s and the nineties", ["the mid-1990s", "the nineties"]),
        ("the first half of 2030", ["the first half of 2030"]),
        ("the second week of 2031, the first week of May", ["the second week of 2031", "May"]),
        ("the last week of 2030", ["the last week of 2030"]),
        ("on 23.04.2030 14:55, at 9 am Central Daylight Time", ["23.04.2030 14:55", "9 am Central Daylight Time"]),
        ("nineteen ninety-six", ["nineteen ninety-six"]),
        ("for months, in the weeks before", ["months", "weeks"]),
        ("Sundays and every two years", ["Sundays", "every two years"]),
        ("between 3 and 5 June, on 7 and 9 June", ["3 and 5 June", "7", "9 June"]),
        ("the 22nd, 23rd or 31st of March 2030", ["the 22nd", "23rd", "31st of March 2030"]),
        ("they sank 12 boats and 9 June was calm, 30 and 9 July", ["9 June", "9 July"]),
        ("calves of six weeks of age, 3 or 4 years old", []),
        ("8-31-2030 and 1916-1922", ["8-31-2030", "1916", "1922"]),
        ("LIMA, 8 MAR 89 (PRESS) at 1030. By 1100 hours", ["8 MAR 89", "1030", "1100 hours"]),
        ("two 13-year-olds", []),
        ("at 25:61 on 32 May 2030", ["May 2030"]),
    ],
)
def test_spans(text, spans):
    assert find(text) == spans


def test_days_share_the_month_and_year_of_the_last():
    text = "on 7 and 9 June 2028"
    days = [resolve_value(phrase.when, WRITTEN) for phrase in find_phrases(text, [(0, len(text))])]
    assert days == ["2028-06-07", "2028-06-09"]


def test_a_stretch_has_days_and_no_value():
    (phrase,) = find_phrases("from March to June 2031", [(0, 23)])
    assert resolve_value(phrase.when, WRITTEN) is None
    assert resolve_days(phrase.when, WRITTEN) == (date(2031, 3, 1), date(2031, 6, 30))


def test_no_expression_crosses_blocks():
    text = "It fell in March\n2030 was dry."
    assert [text[p.start : p.end] for p in find_phrases(text, [(0, 17), (17, len(text))])] == ["March", "2030"]


def test_beyond_the_calendar_there_is_nothing():
    assert resolve_value(Shifted("year", -100), date(50, 1, 1)) is None
    assert resolve_days(Shifted("day", 1), date(9999, 12, 31)) is None


def test_every_rule_has_its_own_name():
    names = [rule.name for rule in load_rules()]
    assert len(names) == len(set(names))


VOCABULARY = (
    "the", "last", "next", "this", "a", "two", "22", "March", "Monday", "2030", "week", "years", "ago", "quarter", "to",
    "third", "morning", "noon", "at", "2pm", "of", "early", "or", "so", "half", "every", "-", ",", "'s", "\n", "boat",
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(st.sampled_from(VOCABULARY)).map(" ".join)), st.dates())
def test_any_text_gives_ordered_phrases_that_resolve(text, day):
    end = 0
    for phrase in find_phrases(text, [(0, len(text))]):
        assert end <= phrase.start < phrase.end <= len(text)
        end = phrase.end
        if phrase.when is not None and (days := resolve_days(phrase.when, day)):
            assert days[0] <= days[1]


@pytest.mark.parametrize(
    ("unit", "count", "anchor", "value"),
    [
        ("day", 1, "2031-05-31", "2031-06-01"),
        ("month", 1, "2031-12", "2032-01"),
        ("week", -1, "2031-05-14", "2031-W19"),
        ("year", -1, "2031-Q3", "2030-Q3"),
        ("year", -1, "2031-05-14", "2030"),
        ("year", 0, "2031-06", "2031"),
        ("day", 1, "2031-05", None),
        ("day", 1, "PAST_REF", None),
        ("day", 1, "9999-12-31", None),
    ],
)
def test_times_that_hang_on_another(unit, count, anchor, value):
    assert move_anchor(Hung(unit, count), anchor) == value


def test_rules_ask_for_no_two_other_words_in_a_row():
    """`find_phrases` leaves out all but the first and the last of them."""
    other = _symbols()["other"]
    asked = [rule.pattern.pattern.split(other) for rule in load_rules() if other in rule.pattern.pattern]
    assert asked
    assert all(len(parts) == 2 and "{" not in parts[1] for parts in asked)
