"""The dates of one event that several reports tell: bounds stay where their report tells no more."""

from msgspec import UNSET

from joindots.account.views.incidents import list_shown
from joindots.join.event_dates import merge_dates
from joindots.join.incidents import merge_incidents
from joindots.model import Dated, Incident, Reported, Span


def tell(report, *dates, start=0):
    """An incident of one report with these dates, one after another in its text."""
    reported = [
        Reported(value=date, evidence=(Span(document=report, start=start + n, end=start + n + 1, text="x"),))
        for n, date in enumerate(dates)
    ]
    return Incident(id=f"i{report}{start}", event=f"v{report}{start}", date=tuple(reported))


def merge(*incidents):
    (row,) = merge_incidents(incidents, dict.fromkeys([i.event for i in incidents], "v"))
    return row


def dates(row):
    return [(r.value, [s.document for s in r.evidence]) for r in row.date]


def test_a_report_that_gives_no_day_is_taken_to_mean_the_day_of_another():
    row = merge(tell("a", "2031-05-02"), tell("b", "../2031-05-04"), tell("c", "../2031-05-01"))
    assert dates(row) == [("2031-05-02", ["a"]), ("2031-05-02", ["b"]), ("../2031-05-01", ["c"])]
    assert [r.basis for r in row.date] == [UNSET, "inferred", UNSET]
    assert [[s.document for s in r.evidence] for r in list_shown(row, "date")] == [["a"]]


def test_a_report_that_gives_a_month_is_taken_to_mean_the_day_in_it():
    row = merge(tell("a", "2031-05-02"), tell("b", "2031-05"), tell("c", "2031-06"), tell("d", "2031-05-02/2031-05-03"))
    stated = [(r.value, r.evidence[0].document) for r in row.date if r.basis is UNSET]
    assert stated == [("2031-05-02", "a"), ("2031-05", "b"), ("2031-06", "c"), ("2031-05-02/2031-05-03", "d")]
    (day,) = (r for r in row.date if r.basis == "inferred")
    assert (day.value, [s.document for s in day.evidence]) == ("2031-05-02", ["b", "d"])


def test_of_two_days_the_one_that_more_reports_give_is_inferred_and_of_equal_ones_none():
    row = merge(tell("a", "2031-05-02"), tell("b", "2031-05-02"), tell("c", "2031-05-03"), tell("d", "../2031-05-04"))
    assert [r.value for r in row.date if r.basis == "inferred"] == ["2031-05-02"]
    row = merge(tell("a", "2031-05-02"), tell("c", "2031-05-03"), tell("d", "../2031-05-04"))
    assert dates(row) == [("2031-05-02", ["a"]), ("2031-05-03", ["c"]), ("../2031-05-04", ["d"])]


def test_a_report_that_gives_the_day_elsewhere_keeps_no_bound():
    row = merge(tell("a", "../2031-05-04"), tell("a", "2031-05-02", start=9), tell("b", "../2031-05-01"))
    assert dates(row) == [("2031-05-02", ["a"]), ("../2031-05-01", ["b"])]


def test_of_several_bounds_in_one_report_the_earliest_stays():
    row = merge(tell("a", "../2031-05-04", "../2031-04-30"), tell("b", "../2031-05-03"))
    assert dates(row) == [("../2031-04-30", ["a"]), ("../2031-05-03", ["b"])]
    assert [r.value for r in list_shown(row, "date")] == ["../2031-04-30"]


def test_a_bound_of_months_later_says_nothing_beside_days():
    days = (tell("a", "2031-05-02"), tell("d", "2031-05-03"))
    row = merge(*days, tell("b", "../2031-06-02"), tell("c", "../2031-08-01"))
    assert dates(row) == [("2031-05-02", ["a"]), ("../2031-06-02", ["b"]), ("2031-05-03", ["d"])]


def test_an_event_was_on_no_day_that_came_after_a_report_on_it_where_another_day_is_given():
    said = [Dated(value=v, earliest=v, latest=v, basis="text") for v in ("2031-05-02", "2031-05-04TMO")]
    assert merge_dates(said, ["2031-05-02", "2031-05-05"]).value == "2031-05-02"
    assert merge_dates(said).value == "2031-05-04TMO"
    assert merge_dates(said[1:], ["2031-05-02"]).value == "2031-05-04TMO"
