import lxml.html
import pytest

from joindots.intake.pages.html_lines import list_html_lines
from joindots.intake.pages.reader_comments import find_comments

ARTICLE = "<p>The ferry sank off Mornay Point in calm weather, the harbour master said.</p>"
COMMENT = "<p>I was on that ferry and saw it all.</p>"


def marks(body):
    lines = list(list_html_lines(lxml.html.document_fromstring(f"<html><body>{body}</body></html>")))
    return find_comments(lines).tolist()


@pytest.mark.parametrize(
    "box",
    ["id='comments'", "class='commentlist'", "class='odd comment-1234'", "id='div-comment-7'", "class='comment_body'"],
)
def test_lines_in_boxes_named_for_comments(box):
    assert marks(f"{ARTICLE}<div {box}><div>{COMMENT}</div></div>") == [False, True]


@pytest.mark.parametrize("box", ["class='commentary'", "class='recommended'", "class='story'"])
def test_other_boxes_hold_no_comments(box):
    assert marks(f"{ARTICLE}<div {box}>{COMMENT}</div>")[0] is False


def test_an_article_that_is_named_for_its_comments_holds_none():
    assert marks(f"<article class='has-comments'>{ARTICLE}</article>") == [False]


def test_a_page_that_is_all_comments_is_read():
    assert marks(f"<div class='comments'>{COMMENT}</div>") == [False]
