"""Source text made harmless."""

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from msgspec.structs import replace

from joindots.account import render_html, render_markdown
from joindots.account.escapes import escape_markdown, flatten, neutralise
from joindots.app.cli.reports import show_summary
from joindots.model import Rejection

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


# Markup, a terminal escape, a bell, a reversal of the direction of writing, a lone surrogate, a mark of Rich.
HOSTILE = "x<script>alert(1)</script>\x1b[31m\x07\u202etxt.exe\ud800\n# [b](http://c) [red]| ${7*7}{{7*7}}"


@pytest.fixture(scope="module")
def hostile(account):
    """The account with every field of a source hostile."""
    return poison(account, HOSTILE)


def poison(account, text):
    blocks = tuple(replace(block, language=text) for block in account.documents[0].blocks)
    documents = [
        replace(
            document,
            source=f"{text}{number}",
            title=text,
            publisher=text,
            authors=(text,),
            media_type=text,
            language=text,
            url=text,
            part_of=f"{text}0",
            notes=(text, f"encoding guessed: {text}"),
        )
        for number, document in enumerate(account.documents)
    ]
    documents[0] = replace(documents[0], blocks=blocks, language="en")
    outcomes = ("refused", "skipped", "partly read")
    rejections = tuple(Rejection(source=text, stage=text, reason=text, outcome=outcome) for outcome in outcomes)
    return replace(account, documents=tuple(documents), rejections=rejections)


def assert_harmless(shown):
    assert not [c for c in shown if unicodedata.category(c) == "Cc" and c not in "\n\t"]
    assert not {"\u202e", "\u2066", "\ud800", "\u2028"} & set(shown)
    shown.encode()


def test_no_field_of_a_source_is_markup_on_the_page(hostile):
    page = render_html(hostile)
    tree = html.document_fromstring(page)
    assert not tree.xpath("//script|//b|//@onerror|//a[starts-with(@href, 'javascript')]")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert_harmless(page.partition("</style>")[2])


def test_no_field_of_a_source_is_markup_in_markdown(hostile):
    text = render_markdown(hostile)
    assert "<script" not in text.replace("\\<script", "")
    assert "](http" not in text
    assert_harmless(text)
    tables = [line for line in text.splitlines() if line.startswith("| R")]
    assert {line.replace("\\|", "").count("|") for line in tables} == {8}


def test_no_field_of_a_source_reaches_the_terminal_as_a_command(hostile, capsys):
    show_summary(hostile, [])
    shown = capsys.readouterr().out
    assert "[red]" in shown
    assert_harmless(shown)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=ANY)
def test_any_text_in_any_field_is_harmless_on_every_face(account, capsys, text):
    poisoned = poison(account, text)
    assert_harmless(render_html(poisoned).partition("</style>")[2])
    assert_harmless(render_markdown(poisoned))
    capsys.readouterr()
    show_summary(poisoned, [])
    assert_harmless(capsys.readouterr().out)
