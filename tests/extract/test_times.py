from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joindots.extract.times import extract_times
from joindots.model import Dated, Observations
from joindots.parse import Parse


def times_of(parse):
    found = extract_times(parse, Observations(document=parse.document.id))
    return sorted(found, key=lambda time: time.span.start)


@pytest.fixture
def read(read_text):
    """Read a text written on Thursday 2 May 2030 (or another day) to (words, type, value) of its expressions."""

    def read_times(text, published="2030-05-02"):
        return [(t.span.text, t.type, t.value) for t in times_of(read_text(text, published=published))]

    return read_times


@pytest.mark.parametrize(
    ("text", "words", "kind", "value"),
    [
        ("The pier fell on 22 March 2027.", "22 March 2027", "DATE", "2027-03-22"),
        ("The pier fell on March 22, 2027, at high tide.", "March 22, 2027", "DATE", "2027-03-22"),
        ("Nov. 23, 2028: the pier fell.", "Nov. 23, 2028", "DATE", "2028-11-23"),
        ("The log says 2028-11-23 in ink.", "2028-11-23", "DATE", "2028-11-23"),
        ("The log says 03/22/2027 in ink.", "03/22/2027", "DATE", "2027-03-22"),
        ("The log says 03/04/2027 in ink.", "03/04/2027", "DATE", None),
        ("It fell on the 3rd of June.", "the 3rd of June", "DATE", "2029-06-03"),
        ("It fell in June 2027.", "June 2027", "DATE", "2027-06"),
        ("It fell in 2027.", "2027", "DATE", "2027"),
        ("Piers fell in the 1990s.", "the 1990s", "DATE", "199"),
        ("It fell in the third quarter of 2027.", "the third quarter of 2027", "DATE", "2027-Q3"),
        ("It fell last spring.", "last spring", "DATE", "2029-SP"),
        ("It fell yesterday.", "yesterday", "DATE", "2030-05-01"),
        ("It fell at 6:30 Wednesday night.", "6:30 Wednesday night", "TIME", "2030-05-01T18:30"),
        ("It fell at 1:30 Wednesday night.", "1:30 Wednesday night", "TIME", "2030-05-01T01:30"),
        ("It fell at 6:30am on Wednesday.", "6:30am on Wednesday", "TIME", "2030-05-01T06:30"),
        ("It fell last Wednesday.", "last Wednesday", "DATE", "2030-05-01"),
        ("It fell on Wednesday.", "Wednesday", "DATE", "2030-05-01"),
        ("The pier will open again on Wednesday.", "Wednesday", "DATE", "2030-05-08"),
        ("The inquest is due to start in September.", "September", "DATE", "2030-09"),
        ("Rain hurt the pier on Wednesday.", "Wednesday", "DATE", "2030-05-01"),
        ("A guard fired at a man aiming a flare at people Wednesday.", "Wednesday", "DATE", "2030-05-01"),
        ("The pier stood firm through 25 April.", "25 April", "DATE", "2030-04-25"),
        ("Among the first to cross on Wednesday were two sailors.", "Wednesday", "DATE", "2030-05-01"),
        ("The owner may reopen it this September.", "this September", "DATE", "2030-09"),
        ("Rules to be published in June will tell.", "June", "DATE", "2030-06"),
        ("The first boat could come as early as Tuesday.", "Tuesday", "DATE", "2030-05-07"),
        ("It should be recalled that the pier fell on 9 January.", "9 January", "DATE", "2030-01-09"),
        ("Ott will be tried over the Jan. 9 collapse.", "Jan. 9", "DATE", "2030-01-09"),
        ("It fell two weeks before Christmas.", "two weeks before Christmas", "DATE", "2029-12-11"),
        ("It fell three days after 2 June 2027.", "three days after 2 June 2027", "DATE", "2027-06-05"),
        ("It fell a year after 2 June 2027.", "a year after 2 June 2027", "DATE", "2028"),
        ("They left the day after last Friday.", "the day after last Friday", "DATE", "2030-04-27"),
        ("The pier will open later in the year.", "later in the year", "DATE", "2030"),
        ("The owner will sell it in two months.", "two months", "DATE", "2030-07"),
        ("It will open in 10 days' time.", "10 days", "DATE", "2030-05-12"),
        ("It will open for the first time in two months.", "two months", "DURATION", "P2M"),
        ("It opened in two months.", "two months", "DURATION", "P2M"),
        ("It will open the following week.", "the following week", "DATE", "2030-W19"),
        ("It fell last week.", "last week", "DATE", "2030-W17"),
        ("It fell earlier this month.", "earlier this month", "DATE", "2030-05"),
        ("It fell last year.", "last year", "DATE", "2029"),
        ("It fell a year ago.", "a year ago", "DATE", "2029"),
        ("It fell two days ago.", "two days ago", "DATE", "2030-04-30"),
        ("It fell at Christmas.", "Christmas", "DATE", "2029-12-25"),
        ("It opens on Wednesday at 2pm.", "Wednesday at 2pm", "TIME", "2030-05-08T14:00"),
        ("The bell rang at 9.33am.", "9.33am", "TIME", "T09:33"),
        ("It fell this morning.", "this morning", "TIME", "2030-05-02TMO"),
        ("It was an 82-second run.", "82-second", "DURATION", "PT82S"),
        ("It stood for more than four months.", "more than four months", "DURATION", "P4M"),
        ("Over the last five years, 23 boats sank.", "the last five years", "DURATION", "P5Y"),
        ("It took two and a half years.", "two and a half years", "DURATION", "P2Y6M"),
        ("It took half an hour.", "half an hour", "DURATION", "PT30M"),
        ("They sail every day.", "every day", "SET", "P1D"),
        ("The board meets annually.", "annually", "SET", "P1Y"),
        ("There are more than one a day.", "a day", "SET", "P1D"),
        ("They recently met.", "recently", "DATE", "PAST_REF"),
        ("They now sail.", "now", "DATE", "PRESENT_REF"),
        ("There were 90 rescues in the year to June.", "the year to June", "DURATION", "P1Y"),
    ],
)
def test_reads_an_expression(read, text, words, kind, value):
    assert (words, kind, value) in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "You may sail, and may March Hall lead the march.",
        "May Ferris and April Moss met June Holt.",
        "They spring from the deck and march on.",
        "A second boat, the second of two, may fall.",
        "A quarter of the crew and three quarters of the boats were lost.",
        "Ann Holt, 54, and a 43-year-old woman were saved.",
        "We lost 2030 boats and 1,999 oars.",
    ],
)
def test_other_words_are_no_times(read, text):
    assert read(text) == []


def test_the_end_of_a_quarter_is_not_what_the_year_before_hangs_on(read):
    found = read("The yard earned more in the first quarter ended March 31 than a year earlier.")
    assert found[-1] == ("a year earlier", "DATE", "2029-Q1")


def test_without_a_date_of_the_document_nothing_is_guessed(read_text):
    times = times_of(read_text("It fell last Wednesday, on 22 March, a year ago; it will open on Monday, as in 2027."))
    assert [(t.span.text, t.value, t.earliest) for t in times] == [
        ("last Wednesday", None, None),
        ("22 March", None, None),
        ("a year ago", None, None),
        ("Monday", None, None),
        ("2027", "2027", "2027-01-01"),
    ]


def test_an_hour_of_an_unknown_day_is_told_all_the_same(read_text):
    assert [time.value for time in times_of(read_text("It fell at 9.33pm on Friday."))] == ["T21:33"]


def test_a_month_as_date_of_the_document_gives_what_all_its_days_give(read_text):
    parse = read_text("It fell last year, and more fell yesterday.")
    published = Dated(value="2030-03", earliest="2030-03-01", latest="2030-03-31", basis="inferred")
    document = msgspec.structs.replace(parse.document, published=published)
    last_year, yesterday = times_of(Parse(document, parse.tokens, parse.sentences, parse.names))
    assert last_year.value == "2029"
    assert (yesterday.value, yesterday.earliest, yesterday.latest) == (None, "2030-02-28", "2030-03-30")


def test_a_length_that_ends_now_is_placed(read_text):
    (time,) = times_of(read_text("Over the last five years boats sank.", published="2030-05-02"))
    assert (time.earliest, time.latest) == ("2025-05-02", "2030-05-02")


def test_the_year_to_a_month_ends_with_that_month(read_text):
    (time,) = times_of(read_text("Boats sank in the year to June.", published="2030-11-23"))
    assert (time.earliest, time.latest) == ("2029-07-01", "2030-06-30")


def test_times_that_hang_on_an_event_have_no_value(read):
    assert read("It was seen eight months before the storm and sank the day after the race.") == [
        ("eight months", "DURATION", "P8M"),
        ("the day", "DATE", None),
    ]


def test_a_weekday_beside_an_old_date_is_not_of_this_week(read):
    assert read("A photo of Tuesday, June 6, 2028, shows the man named after Saturday's fire.") == [
        ("Tuesday, June 6, 2028", "DATE", "2028-06-06"),
        ("Saturday", "DATE", None),
    ]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It sank on 3 March 2030. The next day it was raised.", "The next day", "2030-03-04"),
        ("It sank on 3 March 2030. Two days later it was raised.", "Two days later", "2030-03-05"),
        ("It sank on 3 March 2030. The crew had sailed the day before.", "the day before", "2030-03-02"),
        ("It was raised the next day.", "the next day", None),
        ("It sank on 3 March 2028. Later that year it was raised.", "Later that year", "2028"),
        ("The boat of the year sank.", "the year", None),
        ("It fell in March. The next day it was raised.", "The next day", None),
    ],
)
def test_times_hang_on_the_time_named_last(read, text, words, value):
    assert (words, "DATE", value) in read(text)


def test_results_hang_on_a_quarter_named_paragraphs_before(read):
    text = "The yard earned more in the third quarter of 2029.\n\nIt has two docks.\n\nA year earlier it lost."
    assert ("A year earlier", "DATE", "2028-Q3") in read(text)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("It rained from Friday to Tuesday.", ["2030-04-26", "2030-04-30"]),
        ("It rained from Tuesday to Friday.", ["2030-04-23", "2030-04-26"]),
        ("It will rain from Friday to Tuesday.", ["2030-05-03", "2030-05-07"]),
        ("It rained from 3 March to 5 December.", ["2029-03-03", "2029-12-05"]),
        ("It rained between March and October.", ["2029-03-01", "2029-10-01"]),
    ],
)
def test_the_ends_of_a_stretch_stand_in_order(read_text, text, days):
    assert [time.earliest for time in times_of(read_text(text, published="2030-05-02"))] in (days, days[:1])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It sank one day before Sunday's race.", "Sunday"),
        ("It sank days after the June 29 race.", "June 29"),
        ("It rose eight trading days after Oct. 12.", "Oct. 12"),
        ("It stood for two weeks from Monday.", "Monday"),
    ],
)
def test_a_day_that_tells_when_something_else_was_stands_alone(read, text, words):
    assert words in [found[0] for found in read(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The new rules take effect on Wednesday.", "2030-05-08"),
        ("The council is meeting on Wednesday.", "2030-05-08"),
        ("The council voted on Wednesday.", "2030-05-01"),
        ("The harbour master says the ship sank on Wednesday.", "2030-05-01"),
        ("Until Wednesday, they had not called.", "2030-05-01"),
    ],
)
def test_the_present_tense_with_a_weekday_speaks_of_the_coming_one(read, text, value):
    assert read(text) == [("Wednesday", "DATE", value)]


def test_a_title_tells_what_has_been_in_the_present_tense(read_text):
    parse = read_text("Ferry sinks on Wednesday", published="2030-05-02", title="Ferry sinks on Wednesday")
    assert [time.value for time in times_of(parse)] == ["2030-05-01"]


PARTS = st.sampled_from(
    [
        "last",
        "the",
        "a",
        "two",
        "22",
        "March",
        "2030",
        "years",
        "ago",
        "of",
        "Monday",
        ",",
        "-",
        "to",
        "at",
        "2pm",
        "early",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PARTS, min_size=1, max_size=12).map(" ".join), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_spans_are_slices_and_reading_twice_is_the_same(read_text, text, day):
    parse = read_text(text, published=day.isoformat())
    times = times_of(parse)
    assert times == times_of(parse)
    for time in times:
        assert parse.document.text[time.span.start : time.span.end] == time.span.text
        assert (time.earliest is None) == (time.latest is None)
        assert time.earliest is None or time.earliest <= time.latest
