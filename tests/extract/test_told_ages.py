"""Ages without "years" or "old", and the nouns whose size a number tells."""

import pytest

from joindots.extract import observe


@pytest.fixture(scope="module")
def quantities(read_text):
    def read(text):
        found = observe(read_text(text))
        return sorted(found.quantities, key=lambda quantity: quantity.span.start)

    return read


@pytest.mark.parametrize(
    ("text", "whose", "age"),
    [
        ("Mara Quist runs the mill. At 59 she has run it for half her life.", "Mara Quist", 59),
        ("Mara Quist came. At 43, Quist is the youngest of them.", "Mara Quist", 43),
        ("Mara Quist is the mayor. She is 61.", "Mara Quist", 61),
        ("Mara Quist, who is 38, was there.", "Mara Quist", 38),
        ("Mara Quist, now 72, was not there.", "Mara Quist", 72),
        ("Mara Quist was 29 when she left.", "Mara Quist", 29),
        ("Mara Quist (55) was there.", "Mara Quist", 55),
        ("Mara Quist turned 60 in May.", "Mara Quist", 60),
        ("Mara Quist, at 84 the oldest of them, wept.", "Mara Quist", 84),
        ("Anna Quist died at the age of 77.", "Anna Quist", 77),
    ],
)
def test_an_age_is_read_without_years(quantities, text, whose, age):
    assert (age, whose) in [(q.low, q.counted) for q in quantities(text) if q.kind == "age"]


@pytest.mark.parametrize(
    "text",
    [
        "Mara Quist came. At 9 she left the house.",
        "Mara Quist was 12 metres away.",
        "The score was 29 when she left.",
        "At 40, the ferry is one of the oldest.",
        "Mara Quist won 55 (40 of them at home).",
        "The toll is 61.",
    ],
)
def test_other_numbers_are_no_ages(quantities, text):
    assert [q for q in quantities(text) if q.kind == "age"] == []


@pytest.mark.parametrize(
    ("text", "number", "measure"),
    [
        ("The share of the firms in the tea market is put at 38 per cent.", "38 per cent", "market share"),
        ("The cost is put at 45 million euros.", "45 million euros", "cost amount"),
        ("The offer was raised to 36 florins.", "36 florins", "offer amount"),
        ("Engineers estimated the depth at 12 metres.", "12 metres", "depth metre"),
        ("The wind reached 90 km/h.", "90 km/h", "wind kilometre per hour"),
    ],
)
def test_a_number_is_of_the_noun_whose_size_it_tells(quantities, text, number, measure):
    assert (number, measure) in [(q.span.text, q.measure) for q in quantities(text)]
