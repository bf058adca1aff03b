"""Quotation marks for the parser: double outside, single inside, same length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joindots.parse.marks import straighten_marks

EXPECTED = "\"He told me, 'Switch it off,' and I did,\" said Orla Venn."


@pytest.mark.parametrize("marks", ["“”‘’", "‘’“”", "«»‹›", "„“‚‘", "\"\"''", "''\"\""], ids=" ".join)
def test_outer_marks_are_double_and_inner_ones_single(marks):
    text = "{}He told me, {}Switch it off,{} and I did,{} said Orla Venn."
    assert straighten_marks(text.format(marks[0], marks[2], marks[3], marks[1])) == EXPECTED


@pytest.mark.parametrize(
    "text", ["It's the crews' pump.", "''Off,'' she said.", "``Off,'' she said.", "rock 'n' roll", ""]
)
def test_apostrophes_and_paired_marks_stay(text):
    assert straighten_marks(text) == text


@given(st.text(alphabet="ab s.,“”‘’'\"«»„`\n"))
def test_the_length_stays(text):
    assert len(straighten_marks(text)) == len(text)
