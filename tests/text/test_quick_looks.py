"""What is ruled out at a first look holds nothing: the same is found as where everything is looked at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joindots.text import numerals
from joindots.text.numbers import read_numbers
from joindots.text.timexes.grammar import _split_row, _symbols, load_rules
from joindots.text.timexes.shapes import _SHAPES, _read_shape, find_shapes

SHAPE_PARTS = (
    *"0123456789-/.: '’+%",
    *("am", "p.m.", "’s", "s", "ish", "\n", "T", "Z", "GMT", "x", "_", "–", "2031", "19", "20", "at"),
    *("Oct", "May", "Sept", "September", "June", "Jan", "December", "march"),
)
NUMBER_PARTS = (
    *("one", "Seven", "half", "a", "an", "and", "of", "point", "minus", "negative", "dozens", "several", "third"),
    *("thousand", "boat", "quarter", "couple", "12", "½", "1.5e6", "B52", "éone", "-", ",", "x"),
)
KINDS = st.sampled_from(sorted(_symbols()) + ["other"] * 60)


@given(st.lists(st.sampled_from(SHAPE_PARTS), max_size=14).map("".join))
def test_shapes_stand_only_where_they_can_begin(text):
    read = ((match, *_read_shape(text, match)) for match in _SHAPES.finditer(text))
    everywhere = [(match.start(), match.end(), kind, value) for match, kind, value in read if kind]
    assert list(find_shapes(text, 0, len(text))) == everywhere


@given(st.lists(st.sampled_from(NUMBER_PARTS), max_size=8).map(" ".join))
def test_a_text_without_words_for_numbers_has_none(text):
    found = read_numbers(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(numerals, "_may_tell_number", lambda _: True)
        assert read_numbers(text) == found


@given(st.lists(KINDS, max_size=40))
def test_rules_match_in_stretches_what_they_match_in_the_row(kinds):
    row = "".join(_symbols()[kind] for kind in kinds)
    for rule in load_rules():
        whole = {match.span() for match in rule.pattern.finditer(row)}
        cut = {
            (indices[match.start()], indices[match.end() - 1] + 1)
            for indices, stretch in _split_row(kinds)
            for match in rule.pattern.finditer(stretch)
        }
        assert cut == whole
