"""Word-level comparison with offsets."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from joindots.text.differences import compare_words, share_words
from joindots.text.normal import words
from steps import compare_times

WORDS = st.lists(st.sampled_from(["the", "crane", "fell", ",", "not", "yet", "“slowly”", " ", "\n"]), max_size=30).map(
    " ".join
)


def changed(a, b):
    return [
        (a[d.a_start : d.a_end].strip(), b[d.b_start : d.b_end].strip())
        for d in compare_words(a, b)
        if d.kind == "changed"
    ]


def test_only_the_words_that_differ_are_marked():
    a = "Our methods appear to be slow, cheap ones."
    b = "Our repair method appears to be slow, cheap ones, copied."
    assert changed(a, b) == [("methods appear", "repair method appears"), ("", "copied.")]


def test_marks_and_case_do_not_count_as_other_words():
    assert changed("“It’s late”, he said", "'it's LATE' he said.") == []


def test_two_empty_texts_have_no_stretches():
    assert compare_words("", "") == ()
    assert share_words("", "") == 1.0


def test_white_space_alone_is_a_change_of_nothing():
    assert [d.kind for d in compare_words("the crane", "the  crane ")] == ["same"]


@given(WORDS | st.text(max_size=80), WORDS | st.text(max_size=80))
def test_stretches_tile_both_texts_in_turn(a, b):
    found = compare_words(a, b)
    if words(a) and words(b):
        assert "".join(a[d.a_start : d.a_end] for d in found) == a
        assert "".join(b[d.b_start : d.b_end] for d in found) == b
    assert all(x.kind != y.kind for x, y in itertools.pairwise(found))


@given(WORDS)
def test_a_text_equals_itself(a):
    assert all(d.kind == "same" for d in compare_words(a, a))
    assert share_words(a, a) == 1.0


def test_long_texts_are_compared_at_their_ends_in_time_by_their_length():
    def compare(size):
        a = " ".join(f"w{i}" for i in range(size))
        b = a.replace(f"w{size // 2} ", "other ").replace(f"w{size // 2 + 2} ", "")
        assert next(pair[1][:5] for pair in changed(a, b)) == "other"

    assert compare_times(compare, 2_000) < 20
