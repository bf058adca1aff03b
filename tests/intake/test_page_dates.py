import lxml.html
import pytest

from joindots.intake.pages.html_lines import list_html_lines
from joindots.intake.pages.linked_data import LinkedData
from joindots.intake.pages.page_dates import find_day


def day(body, head="", linked=None):
    tree = lxml.html.document_fromstring(f"<html><head>{head}</head><body><h1>A ferry sank</h1>{body}</body></html>")
    found = find_day(tree, linked or LinkedData(), list(list_html_lines(tree)), 0)
    return found and (found.value, found.line)


META = "<meta property='article:published_time' content='2031-05-02T10:00:00Z'>"


def test_the_pages_data_go_before_what_it_prints():
    assert day("<p>3 May 2031</p>", META, LinkedData(published="2031-05-01T23:00:00Z")) == ("2031-05-01", None)
    assert day("<p>3 May 2031</p>", META) == ("2031-05-02", None)
    assert day("<p>2 May 2031</p>", META) == ("2031-05-02", "2 May 2031")


def test_a_day_printed_beside_the_title_goes_before_the_page_as_a_whole():
    assert day("<p>3 May 2031</p>", linked=LinkedData(page_published="2031-05-01")) == ("2031-05-03", "3 May 2031")


@pytest.mark.parametrize("updated", ["Updated 9 May 2031", "Last updated: 9 May 2031"])
def test_the_day_of_a_later_version_is_the_last_resort(updated):
    assert day(f"<p>{updated}</p><p>Published 3 May 2031</p>") == ("2031-05-03", "Published 3 May 2031")


def test_a_day_said_to_be_of_publication_is_found_anywhere():
    filler = "<p>The mast was broken in the storm.</p>" * 30
    assert day(f"{filler}<p>Published 3 May 2031</p>") == ("2031-05-03", None)
    assert day(f"{filler}<p>This was originally published on 3 May 2031 at noon.</p>") == ("2031-05-03", None)


def test_a_year_alone_is_no_day():
    assert day("<p>The mast was broken.</p><p>© 2031 Mornay Gazette</p>") is None


def test_a_time_element_tells_a_day_that_could_be_read_two_ways():
    assert day("<p><time datetime='2031-05-03T10:00'>03/05/2031</time></p>") == ("2031-05-03", None)


def test_a_day_printed_as_that_of_publication_goes_before_later_data():
    linked = LinkedData(published="2031-09-01")
    assert day("<p>Published 3 May 2031</p>", linked=linked)[0] == "2031-05-03"
    assert day("<p>Published 3 October 2031</p>", linked=linked)[0] == "2031-09-01"
