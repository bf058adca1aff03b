"""Source text made harmless."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joindots.account.escapes import escape_markdown, flatten, neutralise

ANY = st.text(st.characters(codec=None, categories=None))


@given(ANY)
def test_nothing_a_terminal_acts_on_is_left(text):
    shown = neutralise(text)
    assert len(shown) == len(text)
    assert all(unicodedata.category(c) not in {"Cs", "Zl", "Zp"} for c in shown)
    assert all(unicodedata.category(c) != "Cc" or c in "\n\t" for c in shown)
    shown.encode()


@given(ANY)
def test_flattened_text_is_one_line(text):
    assert "\n" not in flatten(text)
    assert flatten(text) == flatten(text).strip()


def test_controls_become_pictures():
    assert neutralise("a\x1b[31mb\x07\u202ec\x7f") == "a␛[31mb␇�c␡"


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("# Title", "\\# Title"),
        ("- item", "\\- item"),
        ("12. item", "12\\. item"),
        ("3) item", "3\\) item"),
        ("at 9.30", "at 9.30"),
        ("[a](http://b.c)", "\\[a\\]\\(http\\://b.c\\)"),
        ("www.example.org, a@b.org", "www\\.example.org, a\\@b.org"),
        ("<b>&amp;", "\\<b\\>\\&amp;"),
        ("a | b\n\n> c", "a \\| b \\> c"),
        ("_so_ *so* `so`", "\\_so\\_ \\*so\\* \\`so\\`"),
    ],
)
def test_markdown_shows_the_text_as_it_was_written(text, escaped):
    assert escape_markdown(text) == escaped
