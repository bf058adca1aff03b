"""The account as Markdown."""

import pytest
from msgspec.structs import replace

from joindots.account import render_html, render_markdown, view_account
from joindots.model import Rejection


def test_the_sections_come_in_order(account):
    text = render_markdown(account)
    heads = [line[3:] for line in text.splitlines() if line.startswith("## ")]
    assert heads == [
        "What happened, in a few lines",
        "Where they disagree",
        "What changed",
        "What they agree on, and how independently",
        "What only looks alike",
        "Told in different words",
        "Said by one origin only",
        "Who said what when",
        "Figures",
        "Incidents",
        "Timeline",
        "People and organisations",
        "Sources",
    ]


def test_places_stand_as_report_and_code_points(account):
    text = render_markdown(account)
    assert "- **two** ●○ 1 independent origin in 2 reports; R1, R3: copied text" in text
    assert "on Saturday, **killing two dockers** and injuring at least 9 others. [R1, 103–122]" in text


def test_words_that_differ_are_marked(account):
    text = render_markdown(account)
    assert "- “**⟨The cable⟩** was **⟨much⟩** too old,” [R1, 156–185]" in text
    assert "- “was **⟨far⟩** too old” [R2, 175–192]" in text


def test_sources_can_neither_format_nor_link_nor_send_escapes(account):
    bad = Rejection(source="# x](javascript:1)", stage="intake", reason="| <img src=x>\n# head \x1b[2J")
    text = render_markdown(replace(account, rejections=(bad,)))
    assert "<script" not in text.replace("\\<script", "")
    assert "- \\# x\\]\\(javascript:1\\): \\| \\<img src\\=x\\> \\# head ␛\\[2J" in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_tables_keep_their_columns(account):
    rows = [line for line in render_markdown(account).splitlines() if line.startswith("| killed")]
    assert [row.count("|") for row in rows] == [5]
    assert "3 (says port authority) [R2, 92–105]" in rows[0]


def test_the_same_account_gives_the_same_text(account):
    assert render_markdown(account) == render_markdown(account)


@pytest.mark.parametrize("first", [render_html, render_markdown])
def test_faces_that_share_what_they_show_are_the_same(example, first):
    page = view_account(example)
    first(example, page=page)
    assert render_html(example, page=page) == render_html(example)
    assert render_markdown(example, page=page) == render_markdown(example)
