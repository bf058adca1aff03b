"""Numbers that count nothing the text names, money and measures: every span reads back to its value."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from joindots.extract import observe
from joindots.text.numbers import read_numbers


@pytest.fixture(scope="module")
def quantities(read_text):
    def read(text):
        return sorted(observe(read_text(text)).quantities, key=lambda quantity: quantity.span.start)

    return read


@pytest.mark.parametrize(
    ("text", "span", "low", "high"),
    [
        ("The score is 30.", "30", 30, 30),
        ("It is exceeding 150.", "exceeding 150", 150, None),
        ("Their answer was equal to 5000 or less.", "5000 or less", None, 5000),
        ("It was greater than 100 and smaller than 300.", "greater than 100 and smaller than 300", 100, 300),
        ("It has to be >= 30.", ">= 30", 30, None),
        ("It has to be <20.", "<20", None, 20),
        ("Their answer was 12,34,567.89.", "12,34,567.89", 1234567.89, 1234567.89),
        ("Their answer was two thirds.", "two thirds", 2 / 3, 2 / 3),
        ("More than half voted.", "More than half", 1 / 2, None),
        ("Sales fell by a half.", "a half", 1 / 2, 1 / 2),
        ("One in five ferries is late.", "One in five", 1 / 5, 1 / 5),
        ("Nine out of ten sailors agreed.", "Nine out of ten", 9 / 10, 9 / 10),
        ("More than one in every four nets tore.", "More than one in every four", 1 / 4, None),
    ],
)
def test_a_number_by_itself_is_kept_and_compares_with_none(quantities, text, span, low, high):
    (found,) = quantities(text)
    assert (found.span.text, found.kind, found.low, found.high) == (span, "measure", low, high)
    assert found.counted is None
    assert found.unit is None


@pytest.mark.parametrize(
    ("text", "values"),
    [("Police arrested two in three raids.", [2, 3]), ("Two in three days were lost at sea.", [2])],
)
def test_two_counts_are_no_share(quantities, text, values):
    assert [q.low for q in quantities(text)] == values


def test_no_two_bare_numbers_share_a_key(quantities):
    found = [q for q in quantities("The score is 30. It was 30 before. The index stood near 30.") if q.unit is None]
    assert len(found) == len({q.measure for q in found}) == 3


@pytest.mark.parametrize(
    "text",
    [
        "They moved into Room 12.",
        "She lives at 12 Mill Road.",
        "In 2031 it was over.",
        "Dial 999 in need.",
        "The 999 calls came in at once.",
        "She spoke to a 911 operator.",
        "Ring (850) 555-0147 today.",
        "The 486 is an old chip.",
        "The two had argued.",
        "It was number 7.",
        "The next one is a previous version.",
    ],
)
def test_names_addresses_years_and_telephones_are_none(quantities, text):
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "span", "low", "unit"),
    [
        ("It costs USD 200 now.", "USD 200", 200, "USD"),
        ("It costs USD115 now.", "USD115", 115, "USD"),
        ("It paid EUR3.5m in tax.", "EUR3.5m", 3_500_000, "EUR"),
        ("The fine was Rs500 crore.", "Rs500 crore", 5_000_000_000, "INR"),
        ("It costs RM 40 000 now.", "RM 40 000", 40_000, "MYR"),
        ("It costs NZ$15 now.", "NZ$15", 15, "NZD"),
        ("It costs 100₡ now.", "100₡", 100, "CRC"),
        ("They paid 75 USD million.", "75 USD million", 75_000_000, "USD"),
        ("The rise was 120 MEUR.", "120 MEUR", 120_000_000, "EUR"),
        ("It cost 3 dollars 50 cents.", "3 dollars 50 cents", 3.5, "USD"),
        ("The loan is 35 lakh rupees.", "35 lakh rupees", 3_500_000, "INR"),
        ("The fence is 5 feet 6 inches tall.", "5 feet 6 inches", 5.5, "foot"),
        ("The fence is 5ft 6in tall.", "5ft 6in", 5.5, "foot"),
        ("Add 75ml of milk.", "75ml", 75, "millilitre"),
        ("It went 10 kilometres per hour.", "10 kilometres per hour", 10, "kilometre per hour"),
        ("It was 30 degrees Celsius there.", "30 degrees Celsius", 30, "degree Celsius"),
        ("The plot has 12 square metres.", "12 square metres", 12, "square metre"),
    ],
)
def test_money_and_measures(quantities, text, span, low, unit):
    (found,) = quantities(text)
    assert (found.span.text, found.low, found.high, found.unit) == (span, low, low, unit)


@pytest.mark.parametrize(("text", "place"), [("She finished second.", 2), ("He came in 11th.", 11)])
def test_a_place_in_a_row(quantities, text, place):
    (found,) = quantities(text)
    assert (found.kind, found.low, found.counted) == ("ordinal", place, None)


WORDS = (
    *("four boats", "12", "$5m", "EUR 30", "two thirds", "at least 7", "30 km", "1,200 people"),
    *("half", "third", "and", "."),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8))
def test_spans_stand_apart_and_read_back(quantities, words):
    end = 0
    for found in quantities("They saw " + " ".join(words) + " there."):
        assert found.span.start >= end
        end = found.span.end
        values = {value for number in read_numbers(found.span.text) for value in (number.low, number.high)}
        scaled = {v * factor for v in values if v is not None for factor in (1, 1000, 1_000_000, 1_000_000_000)}
        assert {found.low, found.high} - {None} <= scaled


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("They paid $2000.", ["$2000"]),
        ("They paid USD 2000.", ["USD 2000"]),
        ("They paid 2000 dollars.", ["2000 dollars"]),
        ("The flood drove out 2000 people.", ["2000"]),
        ("By 2010 people had left.", []),
        ("The 2010 people remember.", []),
        ("It fell in 2010.", []),
    ],
)
def test_four_digits_count_where_the_words_say_so(quantities, text, spans):
    assert [quantity.span.text for quantity in quantities(text)] == spans


@pytest.mark.parametrize("text", ["Ø\x1dś1Ģ killed, Ø]]ś1Ģu dead.", "ś7 %, ś7 km, ś7-year-old ś7 of magnitude ś7."])
def test_a_number_within_a_garbled_word_breaks_nothing(quantities, text):
    assert all(text[found.span.start : found.span.end] == found.span.text for found in quantities(text))


@pytest.mark.parametrize("text", ["She kept the No. 3 position in it.", "It is in the No. 2 spot."])
def test_the_number_of_a_place_counts_nothing(quantities, text):
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "low"),
    [("Divers found 9 XR 20 drones.", 9), ("Divers found 8 XR - 20 drones.", 8)],
)
def test_the_number_of_a_model_counts_nothing(quantities, text, low):
    assert [found.low for found in quantities(text)] == [low]


def test_a_four_by_four_is_no_four(quantities):
    assert not [found for found in quantities("They hid a four-by-four truck in it.") if found.kind == "count"]
