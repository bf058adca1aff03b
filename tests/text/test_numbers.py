import pytest
from hypothesis import given
from hypothesis import strategies as st

from joindots.text.numbers import read_numbers


def read(text):
    return [(text[n.start : n.end], n.low, n.high) for n in read_numbers(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("twenty-two", 22),
        ("twenty two", 22),
        ("twenty\ntwo", 22),
        ("1,200", 1200),
        ("40 000", 40_000),
        ("3 tln", 3_000_000_000_000),
        ("1.2 million", 1_200_000),
        ("3bn", 3_000_000_000),
        ("20k", 20_000),
        ("half a million", 500_000),
        ("quarter of a million", 250_000),
        ("two and a half million", 2_500_000),
        ("2½", 2.5),
        ("2 1/2", 2.5),
        ("a dozen", 12),
        ("half a dozen", 6),
        ("two dozen", 24),
        ("three lakh crore", 3_000_000_000_000),
        ("two thousand million", 2_000_000_000),
        ("12 hundred", 1200),
        ("a hundred and two thousand three hundred and four", 102_304),
        ("one thousand and one", 1001),
        ("three point one four", 3.14),
        ("minus five", -5),
        ("-5", -5),
        ("zero", 0),
    ],
)
def test_reads_one_number_to_its_value(text, value):
    (number,) = read_numbers(f"We saw {text} of them.")
    assert f"We saw {text} of them."[number.start : number.end] == text
    assert number.low == number.high == value
    assert not number.vague


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("dozens", 24, None),
        ("hundreds of thousands", 200_000, None),
        ("several hundred", 300, None),
        ("a few", 2, None),
        ("a couple of thousand", 2000, 2000),
        ("scores", 40, None),
    ],
)
def test_vague_words_keep_the_least_they_can_mean(text, low, high):
    (number,) = read_numbers(f"There were {text} of gulls.")
    assert (number.low, number.high, number.vague) == (low, high, True)


@pytest.mark.parametrize(
    ("text", "value"), [("22nd", 22), ("twenty-second", 22), ("third", 3), ("one hundred and first", 101)]
)
def test_ordinals(text, value):
    (number,) = read_numbers(f"the {text} pier")
    assert (number.kind, number.low) == ("ordinal", value)


@pytest.mark.parametrize(("text", "value"), [("two thirds", 2 / 3), ("three-quarters", 0.75), ("half", 0.5)])
def test_fractions(text, value):
    (number,) = read_numbers(f"{text} of the crew")
    assert (number.kind, number.low) == ("fraction", value)


def test_a_third_divides_only_before_of():
    assert read("a third of the crew") == [("a third", 1 / 3, 1 / 3)]
    assert read("a third boat") == [("third", 3, 3)]


@pytest.mark.parametrize("text", ["MI5", "Type-45", "the 1980s", "B2", "scores a point", "a boat and a half-empty net"])
def test_names_decades_and_verbs_are_no_whole_numbers(text):
    assert all(n.kind == "fraction" for n in read_numbers(text))


def test_neighbours_stay_apart():
    assert [v for _, v, _ in read("In 2031 four boats, five and six; 10-20, one in five; 9/11")] == [
        *(2031, 4, 5, 6, 10, 20, 1, 5, 9, 11),
    ]


VOCABULARY = (
    "a", "an", "and", "of", "half", "point", "two", "twenty", "hundred", "million", "dozen", "dozens", "third",
    "3", "1,000", "4.5", "-2", ",", "-",
)  # fmt: skip
WORDS = st.sampled_from(VOCABULARY)


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join), st.lists(WORDS).map("-".join)))
def test_any_text_gives_ordered_slices(text):
    numbers = read_numbers(text)
    ends = [0]
    for number in numbers:
        assert ends[-1] <= number.start < number.end <= len(text)
        assert number.low is None or number.high is None or number.low <= number.high
        ends.append(number.end)


def test_a_space_before_the_comma_is_a_slip():
    assert [number.low for number in read_numbers("50,000-100 ,000 boats")] == [50_000, 100_000]


@pytest.mark.parametrize("noise", ["7" * 5_000, "." + "7" * 5_000, "million " * 400, "9" * 15 + " trillion"])
def test_numbers_beyond_all_counting_are_none_or_floats(noise):
    numbers = read_numbers(f"Two men saw {noise}")
    assert numbers[0].low == 2
    assert all(isinstance(number.low, float) or abs(number.low) <= 2**53 for number in numbers)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sales fell by a third in May.", [("a third", 1 / 3, 1 / 3)]),
        ("Sales rose almost a fifth.", [("a fifth", 1 / 5, 1 / 5)]),
        ("They cut a third rope.", [("third", 3, 3)]),
        ("Two came and then a third.", [("Two", 2, 2), ("third", 3, 3)]),
        ("It cost five billion and three quarters.", [("five billion and three quarters", 5.75e9, 5.75e9)]),
        ("The lens is 75 -300 long.", [("75", 75, 75), ("300", 300, 300)]),
    ],
)
def test_a_part_is_told_from_a_rank_and_a_dash_from_a_sign(text, found):
    assert read(text) == found
