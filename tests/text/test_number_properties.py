"""Numbers read in linear time, apart from each other, and each span back to its own value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joindots.text.numbers import read_numbers
from steps import count_steps

PARTS = (
    *("one", "two", "seven", "twenty", "thirty", "and", "a", "half", "third", "fifths", "hundredths", "hundred"),
    *("thousand", "million", "lakh", "crore", "point", "naught", "dozens", "minus", "quarter", "of"),
    *("3", "12,34,567.89", "1 234 567", "1.5e6", "2^10", "3/4", "-7", "½", "21st", "k"),
)


@given(st.lists(st.sampled_from(PARTS), max_size=12).map(" ".join))
def test_spans_read_back_to_their_values(text):
    end = 0
    for number in read_numbers(text):
        assert end <= number.start < number.end
        end = number.end
        if number.kind != "fraction" and not number.vague and text[number.start : number.end].isdigit():
            assert number.low == int(text[number.start : number.end])


@given(st.integers(0, 10**15 - 1))
def test_digits_read_back(value):
    for written in (str(value), f"{value:,}", f"-{value}"):
        (number,) = read_numbers(f"It is {written} now")
        assert number.low == number.high == (-value if written[0] == "-" else value)


@given(st.integers(2, 9), st.sampled_from([("fifths", 5), ("eighths", 8), ("twenty-firsts", 21), ("hundredths", 100)]))
def test_parts_of_a_whole(count, part):
    words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    written = f"{words[count]} {part[0]}"
    (number,) = read_numbers(written)
    assert number.low == pytest.approx(count / part[1])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two hundred and five thirds", 205 / 3),
        ("one hundred thirty-fifths", 100 / 35),
        ("one hundred and thirty and two fifths", 130.4),
        ("3 million and a half", 3_500_000),
        ("three quarters of a million", 750_000),
        ("4 thousand 3 hundred and 21", 4321),
        ("12.32e+14", 12.32e14),
        ("1.3x10^6", 1_300_000),
        ("nought point seventy-one", 0.71),
        ("5 crore", 50_000_000),
        ("1 414 021 100", 1_414_021_100),
        ("3 dozens", 36),
    ],
)
def test_reads_to_its_value(text, value):
    (number,) = read_numbers(f"It is {text}.")
    assert f"It is {text}."[number.start : number.end] == text
    assert number.low == pytest.approx(value)


@pytest.mark.parametrize("text", ["9/11", "tested negative two days ago", "192.168.1.2", "5 and a third man", "7/2"])
def test_dates_addresses_and_men_are_no_fractions(text):
    assert all(n.low is not None and n.low >= 2 and n.low == int(n.low) for n in read_numbers(text))


@pytest.mark.parametrize(
    "unit", ["one hundred and ", "a half and ", "1/2 ", "12,34,567 ", "twenty fifths of a ", "1e5^3 "]
)
def test_linear_in_time(unit):
    def cost(times):
        text = unit * times
        return count_steps(lambda: read_numbers(text))

    cost(20)  # tables are read once
    assert cost(2_000) < 15 * cost(200)
