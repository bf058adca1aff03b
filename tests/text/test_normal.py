import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joindots.text.normal import content_words, fold, function_words, stem, words


def texts(text):
    return [word.text for word in words(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The crew’s launch", "the crew's LAUNCH"),
        ("“Nobody was aboard,” she said", "'Nobody was aboard', she said"),
        ("a well-known pilot", "a well known pilot"),
        ("the café at Brännö", "the cafe\u0301 at Branno"),
        ("1,200 tonnes", "1200 tonnes"),
        ("the U.N. envoy", "the UN envoy"),
        ("the har\u00adbour", "the harbour"),
    ],
)
def test_house_style_is_folded(one, other):
    assert texts(one) == texts(other)


def test_words_keep_numbers_and_contractions_whole():
    assert texts("Don't pay 13.5% on 7th May at 9.33am") == ["don't", "pay", "13.5", "on", "7th", "may", "at", "9.33am"]


def test_offsets_count_in_the_whole_text():
    text = "Ferry sinks. Pilot's log found."
    assert [text[w.start : w.end] for w in words(text, 13)] == ["Pilot's", "log", "found"]
    assert [text[w.start : w.end] for w in words(text, 0, 11)] == ["Ferry", "sinks"]


def test_content_words_drop_function_words_and_possessives():
    text = "The harbour's pilots said that they didn't see it in the fog"
    assert [w.text for w in content_words(text)] == ["harbour", "pilots", "see", "fog"]
    assert "the" in function_words()


@pytest.mark.parametrize(
    ("word", "bare"),
    [
        ("ferries", "ferry"),
        ("attacks", "attack"),
        ("houses", "house"),
        ("crisis", "crisi"),
        ("glass", "glass"),
        ("losses", "loss"),
        ("crashes", "crash"),
        ("branches", "branch"),
        ("taxes", "tax"),
        ("avalanches", "avalanche"),
    ],
)
def test_stem_takes_plurals_off(word, bare):
    assert stem(word) == bare


@given(st.text())
def test_fold_keeps_every_offset(text):
    assert len(fold(text)) == len(text)


@given(st.text())
def test_words_are_ordered_slices_and_folding_again_changes_nothing(text):
    found = words(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    for word in found:
        assert 0 <= word.start < word.end <= len(text)
        assert word.text
        assert words(text[word.start : word.end])[0].text
