import pytest

from joindots.intake import Draft, label_documents

BODY = (
    "A ferry with 140 people on board ran aground off Mornay Point on Tuesday, the harbour master told The Quay Times."
)


def read(*lines, **fields):
    text = "\n\n".join((*lines[:-1], BODY, lines[-1]) if len(lines) > 1 else (*lines, BODY))
    return label_documents([Draft(source="a.txt", sha256="0" * 64, media_type="text/plain", text=text, **fields)])[0]


@pytest.mark.parametrize(
    ("lines", "publisher"),
    [
        (("Ferry runs aground", "The Gazette Online", BODY), "The Gazette"),
        (("Ferry runs aground", "Join our forum and follow other Gazette readers"), "Gazette"),
        (("Ferry runs aground", "Subscribe to Gazette Premium"), "Gazette"),
        (("Publisher: Mornay Gazette\nTitle: Ferry runs aground",), "Mornay Gazette"),
        (("Ferry runs aground",), None),
    ],
)
def test_publisher_from_mastheads_never_from_body(lines, publisher):
    assert read(*lines).publisher == publisher


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        (
            ("Ferry runs aground", "By Ada Quill and Ben van Tallow, Mornay Gazette", BODY),
            ("Ada Quill", "Ben van Tallow"),
        ),
        (("Ferry runs aground", "By Gazette Staff", BODY), ()),
        (("Ferry runs aground", "Ada Quill", BODY), ("Ada Quill",)),
        (("Ferry runs aground", f"{BODY} — Ada Quill"), ("Ada Quill",)),
        (("Ferry runs aground",), ()),
    ],
)
def test_authors(lines, authors):
    found = read(*lines).authors
    assert found[: len(authors)] == authors
    assert bool(found) == bool(authors)


def test_a_stated_day_has_evidence():
    document = read("Ferry runs aground", "Updated: 4 May 2031", "3 May 2031 | Harbour", BODY)
    assert (document.published.value, document.published.basis) == ("2031-05-03", "stated")
    (span,) = document.published.evidence
    assert document.text[span.start : span.end] == "3 May 2031"
    assert span.document == document.id


@pytest.mark.parametrize(
    ("line", "given", "day"),
    [
        ("Ferry runs aground Posted: Saturday, May 3, 2031 7:39 AM Updated: May 17, 2031", "2031-05-17", "2031-05-03"),
        ("Created: 05/13/2031 5:11 AM Quay TV", "2032-01-28", "2031-05-13"),
        ("Posted: May 3, 2031", "2031-05-04", "2031-05-04"),
        ("Posted: May 3, 2031 Fire at mill. Posted: May 9, 2031 Storm near.", "2031-06-04", "2031-06-04"),
        ("The poster was posted on May 3, 2031, she said.", "2031-06-04", "2031-06-04"),
    ],
)
def test_a_page_says_itself_when_it_was_put_up_where_its_field_is_later(line, given, day):
    published = read("Ferry runs aground", line, BODY, published=given).published
    assert published.value == day
    assert bool(published.evidence) == (day != given)


def test_a_field_wins_over_what_the_text_states():
    document = read(
        "Ferry runs aground", "3 May 2031", BODY, published="2031-05-02", publisher="Gazette", title="Ferry"
    )
    assert (document.published.value, document.published.basis) == ("2031-05-02", "metadata")
    assert (document.publisher, document.title) == ("Gazette", "Ferry")


def test_a_date_in_a_sentence_or_a_banner_is_no_publication_date():
    document = read("Ferry runs aground", "The ferry was built on 3 May 2021, said the line.", "Archived on 4 May 2031")
    assert document.published is None


def test_a_place_and_a_day_above_the_headline_are_no_headline():
    body = "A court in Port Ellis fined the maker of a ferry on Monday, three years after it ran aground off the point."
    document = read("Capital Newswire", "PORT ELLIS, Norvale, 14 March 2031", "Ferry maker fined over grounding", body)
    assert (document.title, document.published.value) == ("Ferry maker fined over grounding", "2031-03-14")


def test_a_dateline_in_the_first_paragraph_is_read():
    document = read("MORNAY, 3 May 2031 (Agency) -- A ferry ran aground off the point, the harbour master said.")
    assert (document.published.value, document.published.evidence[0].text) == ("2031-05-03", "3 May 2031")
