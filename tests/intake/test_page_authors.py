import lxml.html
import pytest

from joindots.intake.pages.html_lines import list_html_lines
from joindots.intake.pages.linked_data import LinkedData
from joindots.intake.pages.page_authors import find_authors, split_names


def authors(body, head="", site=None, stated=()):
    tree = lxml.html.document_fromstring(f"<html><head>{head}</head><body><h1>A ferry sank</h1>{body}</body></html>")
    lines = list(list_html_lines(tree))
    return find_authors(tree, LinkedData(authors=stated), lines, 0, site)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ada Quill and Ben Tallow", ("Ada Quill", "Ben Tallow")),
        ("Written by: Ada Quill, MD, Ph.D.", ("Ada Quill",)),
        ("Ada Quill (aqu); Ben Tallow - Harbour Desk", ("Ada Quill", "Ben Tallow")),
        ("Von Ada Quill und Ben Tallow", ("Ada Quill", "Ben Tallow")),
        ("Ada Quill on 3 May 2031", ("Ada Quill",)),
        ("Dec", ()),
        ("105092", ()),
    ],
)
def test_names_in_a_byline(text, names):
    assert split_names([text]) == names


def test_stated_authors_go_before_the_head_and_the_printed_byline():
    head = "<meta name='author' content='Cy Moss'>"
    assert authors("<p>By Ben Tallow</p>", head, stated=("Ada Quill",)) == ("Ada Quill",)
    assert authors("<p>By Ben Tallow</p>", head) == ("Cy Moss",)


def test_a_printed_byline_goes_before_what_only_names_the_site():
    assert authors("<p>By Ben Tallow</p>", site="Mornay Gazette", stated=("Mornay Gazette",)) == ("Ben Tallow",)
    assert authors("", site="Mornay Gazette", stated=("Mornay Gazette",)) == ("Mornay Gazette",)


@pytest.mark.parametrize(
    "mark",
    ["<a rel='author'>Ada Quill</a>", "<a href='/author/aq'>Ada Quill</a>", "<b class='author-name'>Ada Quill</b>"],
)
def test_an_element_marked_as_the_authors(mark):
    assert authors(f"<div>{mark}</div>") == ("Ada Quill",)
    assert authors(f"<footer>{mark}</footer>") == ()
    assert authors(f"<div class='comments'>{mark}</div>") == ()


def test_running_text_is_no_byline():
    assert authors("<p>By Tuesday the ferry had sunk.</p><p>The mast was broken.</p>") == ()


def test_what_follows_a_mark_or_is_no_name_is_not_an_author():
    assert authors("<p>By Ada Quill ⋅ Senior Harbour Analyst ⋅ Updated 3 May 2031</p>") == ("Ada Quill",)
    assert authors("<div class='author-bio'>This post was written by Ada Quill, Head of Docks</div>") == ("Ada Quill",)
    assert authors("<div class='author'>Learn More</div>") == ()


def test_a_byline_after_the_day():
    assert authors("<p>Published May 3, 2031 by Ada Quill</p>") == ("Ada Quill",)


def test_an_author_with_one_name():
    assert authors("<p>by quill</p>") == ("quill",)
    assert authors("<h4 class='author-box__name'>quill</h4>") == ("quill",)


def test_a_byline_far_from_the_title():
    assert authors("<p>The ferry sank.</p>" * 20 + "<h3>Written by Ada Quill</h3>") == ("Ada Quill",)
    assert authors("<p>The ferry sank.</p>" * 20 + "<p>Written by hand, Ada Quill's log was lost.</p>") == ()


def test_the_label_of_a_card():
    head = "<meta name='twitter:label1' content='Written by'><meta name='twitter:data1' content='Ada Quill'>"
    assert authors("", head) == ("Ada Quill",)
