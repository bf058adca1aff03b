import numpy as np

from joindots.intake.pages.article_lines import ARTICLE_FROM, rate_lines
from joindots.intake.pages.html_lines import list_html_lines
from joindots.intake.pages.html_trees import load_tree
from joindots.intake.pages.line_features import PageTexts, measure_lines, share_runs, split_words

PROSE = "The harbour master said that the ferry had taken in water on Tuesday, and that nobody was hurt. "
PAGE = f"""<nav class="menu"><ul><li><a href="/">Home</a></li><li><a href="/boats">Boats</a></li></ul></nav>
<article class="story"><h1>A ferry sank</h1><p>{PROSE}It sank.</p><p>{PROSE * 2}</p>
<p>{PROSE}Then it rained.</p></article>
<div class="related-links"><a href="/1">Crane falls over</a></div><footer class="footer">All rights reserved</footer>"""
TEXTS = PageTexts(title="A ferry sank", description="", linked="", extracted="")


def test_prose_is_article_and_menus_links_and_footers_are_not():
    lines = list(list_html_lines(load_tree(PAGE)))
    told = {line.text for line, rate in zip(lines, rate_lines(lines, TEXTS), strict=True) if rate >= ARTICLE_FROM}
    assert all(text.startswith("The harbour master") or text == "A ferry sank" for text in told)
    assert len([text for text in told if text.startswith("The harbour")]) == 3


def test_a_page_without_lines_has_no_rates():
    assert rate_lines([], TEXTS).size == 0


def test_every_column_has_a_finite_number_a_line():
    for page in (PAGE, "<p>One</p>", "<p>—</p>"):
        lines = list(list_html_lines(load_tree(page)))
        columns = measure_lines(lines, TEXTS)
        assert {column.shape for column in columns.values()} == {(len(lines),)}
        assert all(np.isfinite(column).all() for column in columns.values())


def test_a_name_around_all_prose_says_little():
    lines = list(list_html_lines(load_tree(f'<div class="sidebar-grid">{PAGE}</div>')))
    assert measure_lines(lines, TEXTS)["box_side"].max() < 0.1


def test_runs_shared_with_a_text():
    words = [split_words(text) for text in (PROSE, "One", "One two", "")]
    assert share_runs(words, f"{PROSE}\nOne").tolist() == [1.0, 1.0, 0.0, 0.0]
