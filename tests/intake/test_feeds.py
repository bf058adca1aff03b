import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joindots.intake import Input, label_documents, read_input
from joindots.intake.formats.feed_entries import MOST_ENTRIES
from joindots.intake.formats.moments import read_moment

TEXT = "A ferry ran aground off Mornay Point on Tuesday, the harbour master said."


def read(data, source="feed.xml"):
    return read_input(Input(source=source, data=data.encode() if isinstance(data, str) else data))


def rss(items, link="https://post.example/"):
    start = '<?xml version="1.0"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
    return f"{start}<channel><title>Harbour Post</title><link>{link}</link>{items}</channel></rss>"


def atom(entries):
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Post</title>'
        f'<link href="https://post.example/"/>{entries}</feed>'
    )


def item(**fields):
    return "<item>" + "".join(f"<{name}>{value}</{name}>" for name, value in fields.items()) + "</item>"


ITEM = item(
    title="Ferry aground",
    link="/ferry",
    guid="tag:1",
    description=f"&lt;p&gt;{TEXT}&lt;/p&gt;",
    author="ada@post.example (Ada Quill)",
    pubDate="Tue, 14 Mar 2034 23:30:00 -0500",
)


def test_an_item_is_a_document_with_its_fields():
    drafts, rejections = read(rss(ITEM))
    assert rejections == []
    draft = drafts[0]
    assert draft.source == "feed.xml#tag:1"
    assert (draft.title, draft.authors, draft.publisher) == ("Ferry aground", ("Ada Quill",), "Harbour Post")
    assert draft.published == "2034-03-14"  # as its writer has it, not the day in Greenwich
    assert draft.url == "https://post.example/ferry"
    assert draft.text.splitlines()[-1] == TEXT
    assert draft.notes == ("only a summary",)


def test_title_and_day_have_a_place_in_the_text():
    document = label_documents(read(rss(ITEM))[0])[0]
    kinds = {block.kind: document.text[block.start : block.end].strip() for block in document.blocks}
    assert kinds["title"] == "Ferry aground"
    assert kinds["byline"] == "Ada Quill"
    assert document.published.basis == "stated"
    assert document.published.evidence[0].text == "14 Mar 2034"


def test_the_content_goes_before_the_summary():
    full = f"<content:encoded><![CDATA[<p>{TEXT}</p><p>Nobody was hurt.</p><script>x()</script>]]></content:encoded>"
    drafts, _ = read(rss(f"<item><title>Ferry</title><description>A ferry.</description>{full}</item>"))
    assert drafts[0].text == f"Ferry\n{TEXT}\nNobody was hurt.\n"
    assert drafts[0].notes == ()


def test_atom_prefers_the_day_of_publication():
    entry = (
        '<entry><id>urn:1</id><title type="html">Ferry &amp;amp; tug</title><link href="a/1"/>'
        "<published>2034-03-14T23:30:00-05:00</published><updated>2034-03-16T00:00:00Z</updated>"
        f'<content type="text">{TEXT} 5 &lt; 6.</content></entry>'
    )
    draft = read(atom(entry), "feed.atom")[0][0]
    assert (draft.title, draft.published, draft.url) == ("Ferry & tug", "2034-03-14", "https://post.example/a/1")
    assert draft.text.endswith(f"{TEXT} 5 < 6.\n")
    assert draft.media_type == "application/atom+xml"


@pytest.mark.parametrize(
    ("fields", "published", "note"),
    [
        ({"pubDate": "yesterday"}, None, "published: not a date"),
        ({"pubDate": "Tue, 45 Foo 2034"}, None, "published: not a date"),
        ({}, None, None),
    ],
)
def test_a_broken_date_is_no_date(fields, published, note):
    draft = read(rss(item(title="Ferry", description=TEXT, **fields)))[0][0]
    assert draft.published == published
    assert note is None or note in draft.notes


def test_the_day_of_an_update_is_said_to_be_one():
    draft = read(atom(f"<entry><id>1</id><updated>2034-03-16T00:00:00Z</updated><summary>{TEXT}</summary></entry>"))[0][
        0
    ]
    assert draft.published == "2034-03-16"
    assert "published: the day of its last update" in draft.notes


def test_the_date_of_an_old_feed_is_that_of_publication():
    data = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbour Post</title></channel>'
        f"<item><title>Ferry</title><description>{TEXT}</description><dc:date>2034-03-14T23:30:00-05:00</dc:date>"
        "<dc:creator>Ada Quill</dc:creator><dc:creator>Bo Reed</dc:creator></item></rdf:RDF>"
    )
    draft = read(data, "feed.rdf")[0][0]
    assert (draft.published, draft.authors, draft.publisher) == ("2034-03-14", ("Ada Quill", "Bo Reed"), "Harbour Post")
    assert draft.notes == ("only a summary",)


def test_items_of_one_id_are_kept_apart_and_copies_left_out():
    other = item(guid="tag:1", description="Another text altogether.")
    drafts, rejections = read(rss(ITEM + other + ITEM))
    assert [draft.source for draft in drafts] == ["feed.xml#tag:1", "feed.xml#tag:1~2"]
    assert [(r.source, r.outcome) for r in rejections] == [("feed.xml#tag:1", "skipped")]


def test_an_item_without_text_is_named():
    drafts, rejections = read(rss(ITEM + item(title="Only a title", guid="2")))
    assert len(drafts) == 1
    assert rejections[0].source == "feed.xml#2"
    assert "no text" in rejections[0].reason


@pytest.mark.parametrize("link", ["javascript:alert(1)", "http://[broken", "file:///etc/passwd"])
def test_only_web_addresses_are_links(link):
    assert read(rss(item(link=link, description=TEXT), link=""))[0][0].url is None


def test_entities_are_refused():
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + rss(item(description="&b;"))
    drafts, rejections = read(bomb)
    assert drafts == []
    assert "entities" in rejections[0].reason


def test_external_entities_are_not_read(tmp_path):
    (tmp_path / "secret.txt").write_text("the secret")
    data = f'<!DOCTYPE rss [<!entity a SYSTEM "file://{tmp_path}/secret.txt">]>' + rss(item(description="&a;" + TEXT))
    assert all("the secret" not in draft.text for draft in read(data)[0])


def test_bytes_are_never_taken_for_a_path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "<rss>").write_text(rss(ITEM))
    assert read("<rss>")[0] == []


def test_a_tag_with_very_many_attributes_is_refused():
    attributes = " ".join(f"a{i}='1'" for i in range(5000))
    assert "attributes" in read(rss(f"<item {attributes}>{TEXT}</item>"))[1][0].reason


def test_a_picture_written_into_its_tag_is_no_harm():
    content = f"<![CDATA[<img src='data:image/png;base64,{'A' * 30_000}=='><p>{TEXT}</p>]]>"
    assert read(rss(item(description=content)))[0][0].text.endswith(f"{TEXT}\n")


def test_a_feed_that_breaks_off_is_partly_read():
    drafts, rejections = read(rss(ITEM + item(guid="2", description=TEXT))[:-60])
    assert drafts[0].source == "feed.xml#tag:1"
    assert rejections[-1].outcome == "partly read"


def test_more_entries_than_are_read_are_said_to_be():
    items = "".join(f"<item><guid>{i}</guid><title>a</title></item>" for i in range(MOST_ENTRIES + 5))
    rejections = read(rss(items))[1]
    assert len(rejections) == MOST_ENTRIES + 1
    assert "10,000" in rejections[-1].reason


def test_what_stands_in_comments_is_no_root():
    assert read(f"<!-- <html> -->{rss(ITEM)[22:]}", "-")[0][0].media_type == "application/rss+xml"
    assert read(f"<!-- <rss> --><html><body><p>{TEXT * 9}", "-")[0][0].media_type == "text/html"


def test_a_page_about_feeds_is_no_feed():
    page = f"<!DOCTYPE html><html><body><h1>What is RSS</h1><p>An rss element opens with &lt;rss>. {TEXT * 9}</p>"
    assert read(page, "page.html")[0][0].media_type == "text/html"


JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Harbour Post",
    "home_page_url": "https://post.example/",
    "items": [
        {
            "id": "1",
            "url": "ferry",
            "title": "Ferry aground",
            "content_html": f"<p>{TEXT}</p>",
            "date_published": "2034-03-14T23:30:00-05:00",
            "authors": [{"name": "Ada Quill"}],
        },
        {"id": 2, "summary": TEXT},
        {"id": [], "summary": TEXT},
        "no item",
    ],
}


def test_json_feed_items_are_documents():
    drafts, rejections = read(json.dumps(JSON_FEED), "feed.json")
    first, second = drafts
    assert (first.title, first.authors, first.published) == ("Ferry aground", ("Ada Quill",), "2034-03-14")
    assert (first.source, first.url) == ("feed.json#1", "https://post.example/ferry")
    assert (second.source, second.notes) == ("feed.json#2", ("only a summary",))
    assert [r.source for r in rejections] == ["feed.json#3", "feed.json#4"]


def test_a_broken_json_feed_is_refused():
    assert "valid" in read(json.dumps(JSON_FEED)[:-9], "feed.json")[1][0].reason


@pytest.mark.parametrize("value", ["", "x" * 1000, "99999-01-01", "Tue, 14 Mar 99999999999 00:00:00", "\ud800"])
def test_odd_moments_are_none(value):
    assert read_moment(value) is None


TAGS = "<item> </item> <title> </title> <description> <![CDATA[ ]]> &lt;p&gt; <!-- &#0; &x; <entry> <link href='/a'/>"
PIECES = st.sampled_from([*TAGS.split(" "), "<guid>1</guid>", "\x00", "\ud800", "<pubDate>x</pubDate>", ">", "<", TEXT])


@given(st.lists(PIECES, max_size=12).map("".join))
def test_anything_in_a_feed_ends_well(inside):
    data = rss(inside).encode("utf-8", "surrogatepass")
    assert read(data) == read(data)
    drafts, rejections = read(data)
    assert drafts or rejections
    assert not any("reader failed" in rejection.reason for rejection in rejections)
