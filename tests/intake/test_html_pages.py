import json

import pytest

from joindots.intake import Input, label_documents, read_input
from joindots.intake.files import File
from joindots.intake.pages.html_pages import HtmlReader
from steps import compare_times

PARAGRAPHS = [
    "A ferry with 140 people on board ran aground off Mornay Point on Tuesday, the harbour master said.",
    "Nobody was hurt, but the car deck took in water and eleven cars were lost, she added after a visit to the ship.",
    "The line said that it would give the inquiry every paper it asked for, and that the captain had been suspended.",
]
PAGE = """<!DOCTYPE html>
<html lang="en"><head>
<title>Ferry runs aground off Mornay Point | Mornay Gazette</title>
<meta property="og:title" content="Ferry runs aground off Mornay Point">
<meta property="og:site_name" content="Mornay Gazette">
<script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [
  {"@type": "Person", "@id": "#quill", "name": "Ada Quill"},
  {"@type": "NewsArticle", "headline": "Ferry aground", "datePublished": "2031-05-03T09:30:00Z",
   "author": [{"@id": "#quill"}, {"@type": "Person", "name": "Ben Tallow"}]}]}
</script>
</head><body>
<header><h1>Mornay Gazette</h1></header>
<nav><ul><li><a href="/">Home</a></li><li><a href="/harbour">Harbour</a></li></ul></nav>
<article>
<h1>Ferry runs aground off Mornay Point</h1>
<p class="byline">By Ada Quill and Ben Tallow</p>
<time datetime="2031-05-03">3 May 2031</time>
<figure><img src="f.jpg"><figcaption>The ferry on the rocks below the point</figcaption></figure>
PARAGRAPHS
<h2>What the inquiry asks</h2>
<p>The inquiry wants to know who had the keys to the bow door, and why nobody on the bridge saw the lamp.</p>
</article>
<script>var text = "A crane fell over, the harbour master said.";</script>
<footer><p>All rights reserved.</p></footer>
</body></html>""".replace("PARAGRAPHS", "\n".join(f"<p>{text}</p>" for text in PARAGRAPHS))


def read(page, source="story.html"):
    return read_input(Input(source=source, data=page if isinstance(page, bytes) else page.encode()))


@pytest.fixture(scope="module")
def document():
    drafts, rejections = read(PAGE)
    assert rejections == []
    return label_documents(drafts)[0]


def lines(document, kind):
    return [document.text[b.start : b.end].strip() for b in document.blocks if b.kind == kind]


def test_the_article_is_body_and_the_rest_is_left_out(document):
    assert set(PARAGRAPHS) <= set(lines(document, "body"))
    assert lines(document, "heading") == ["What the inquiry asks"]
    for absent in ("Harbour\n", "crane", "rights reserved"):
        assert absent not in document.text


def test_the_printed_heading_is_the_title_not_the_name_of_the_site(document):
    assert document.title == "Ferry runs aground off Mornay Point"
    assert lines(document, "title") == ["Ferry runs aground off Mornay Point"]


def test_facts_of_the_page(document):
    assert document.publisher == "Mornay Gazette"
    assert document.authors == ("Ada Quill", "Ben Tallow")
    assert document.media_type == "text/html"
    assert document.language == "en"


def test_a_printed_date_is_stated_with_evidence(document):
    assert (document.published.value, document.published.basis) == ("2031-05-03", "stated")
    (span,) = document.published.evidence
    assert document.text[span.start : span.end] == span.text == "3 May 2031"


def test_a_date_in_the_head_alone_is_metadata():
    drafts, _ = read(PAGE.replace('<time datetime="2031-05-03">3 May 2031</time>', ""))
    published = label_documents(drafts)[0].published
    assert (published.value, published.basis, published.evidence) == ("2031-05-03", "metadata", ())


def test_captions_are_kept_apart(document):
    assert lines(document, "caption") == ["The ferry on the rocks below the point"]


def test_a_page_of_another_encoding():
    page = PAGE.replace("harbour master", "maître du port").replace("<head>", '<head><meta charset="iso-8859-1">')
    drafts, _ = read(page.encode("cp1252"))
    assert "maître du port" in drafts[0].text
    assert read(page.encode("utf-16"))[0][0].text == drafts[0].text


@pytest.mark.parametrize(
    "page",
    ["<html></html>", "<html><body><script>alert('A ferry')</script></body></html>", "<!-- nothing -->"],
)
def test_a_page_without_text_is_rejected(page):
    drafts, rejections = read(page)
    assert drafts == []
    assert "no text" in rejections[0].reason


def test_a_fragment_too_short_for_an_article_keeps_its_text():
    assert read("<p>A ferry sank.</p>")[0][0].text == "A ferry sank.\n"


def test_deep_nesting_and_odd_characters_do_no_harm():
    for page in ("<div>" * 3000 + "<p>A ferry sank.</p>", "<p>A &#0; &#xD800; ferry sank on Tuesday.</p>", PAGE * 3):
        drafts, rejections = read(page)
        assert len(drafts) + len(rejections) == 1
        for document in label_documents(drafts):
            document.text.encode()


def test_pages_that_are_no_article_are_refused_with_the_reason():
    drafts, rejections = read("<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1><p>Sorry.</p>")
    assert drafts == []
    assert "no such page" in rejections[0].reason
    frames = "<html><frameset cols='20%,80%'><frame src='menu.html'><frame src='text.html'></frameset></html>"
    assert "frames" in read(frames)[1][0].reason


def test_an_article_that_the_page_keeps_for_a_script_is_read_from_its_data():
    shown = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    body = json.dumps("\n".join(f"{text} It happened again on day {i}." for i, text in enumerate(PARAGRAPHS * 3)))
    page = PAGE.replace(shown, "").replace('"headline"', f'"articleBody": {body}, "headline"')
    page = page.replace("\n".join(f"<p>{text}</p>" for text in PARAGRAPHS), "<p>Subscribe to read on.</p>")
    assert "It happened again on day 8." in read(page)[0][0].text


def test_content_streamed_into_hidden_boxes_is_shown_other_hidden_text_is_not():
    page = PAGE.replace("<article>", '<div hidden id="S:0"><article>').replace("</article>", "</article></div>")
    assert PARAGRAPHS[0] in read(page)[0][0].text
    page = PAGE.replace("</article>", "<p hidden>A crane fell over on Monday, the harbour master said.</p></article>")
    assert "crane" not in read(page)[0][0].text


def test_satire_is_labelled():
    assert read(PAGE)[0][0].notes == ()
    assert read(PAGE.replace('"headline"', '"genre": "Satire", "headline"'))[0][0].notes == ("labelled satire",)
    assert read(PAGE.replace('<p class="byline">', '<p>SATIRE</p><p class="byline">'))[0][0].notes == (
        "labelled satire",
    )


def test_a_declared_charset_is_honoured():
    page = PAGE.replace("harbour master", "пристань").encode("koi8-r")
    (draft,) = HtmlReader().read(File(source="story.html", data=page, charset="koi8-r"))
    assert "пристань" in draft.text


@pytest.mark.parametrize(
    "page",
    [
        lambda size: "<p>A ferry sank on Tuesday, the harbour master said.</p>" * size,
        lambda size: "<div>" * 5 * size + "A ferry sank on Tuesday, the harbour master said.",
        lambda size: "<p " + " ".join(f"a{i}='1'" for i in range(5 * size)) + ">A ferry sank, the harbour master said.",
        lambda size: "<table><tr><td>" * (size // 14) + "A ferry sank on Tuesday, the harbour master said.",
    ],
)
def test_hostile_pages_take_time_by_their_length(page):
    def read_page(size):
        assert "ferry sank" in read(page(size))[0][0].text

    assert compare_times(read_page, 1_000) < 25


def test_the_libraries_keep_quiet(capfd):
    read("<p>A</p>")
    assert capfd.readouterr() == ("", "")


def test_of_a_page_that_is_too_long_the_first_part_is_read(monkeypatch):
    story = "".join(
        f"<p>The ferry left the harbour {i} times, the harbour master said on Tuesday.</p>" for i in range(20_000)
    )
    drafts, (rejection,) = read_input(Input(source="long.html", data=f"<html><body>{story}</body></html>".encode()))
    assert "left the harbour 0 times" in drafts[0].text
    assert (rejection.outcome, rejection.reason) == (
        "partly read",
        "The page is too long; only its first part is read.",
    )
    monkeypatch.setattr("joindots.intake.pages.html_pages.MOST_PAGE_BYTES", 4_001)
    page = "<html><body><p>" + "Über die Brücke fährt heute keine Fähre. " * 1_000
    (draft,), (rejection,) = read_input(Input(source="long.html", data=page.encode()))
    assert 3_000 < len(draft.text) < 4_001
    assert "\ufffd" not in draft.text
    assert rejection.outcome == "partly read"
