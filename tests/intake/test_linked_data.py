import json

import lxml.html
import pytest
from msgspec.structs import replace

from joindots.intake.pages.linked_data import LinkedData, read_linked_data


def read(*values):
    scripts = "".join(
        f'<script type="application/ld+json">{value if isinstance(value, str) else json.dumps(value)}</script>'
        for value in values
    )
    return read_linked_data(lxml.html.document_fromstring(f"<html><head>{scripts}</head><body></body></html>"))


def test_the_first_article_is_read():
    article = {
        "@type": ["Thing", "NewsArticle"],
        "headline": "Ferry &amp; crane",
        "datePublished": "2031-05-03",
        "author": {"name": ["Ada Quill", "Ben Tallow"]},
        "publisher": {"name": "Mornay Gazette"},
        "articleBody": "<p>A <b>ferry</b> sank.</p><p>A crane fell &amp; broke.</p>",
        "genre": "Satire",
    }
    assert read({"@type": "WebSite", "name": "Site"}, [article]) == LinkedData(
        headline="Ferry & crane",
        published="2031-05-03",
        authors=("Ada Quill", "Ben Tallow"),
        publisher="Mornay Gazette",
        page_published="2031-05-03",
        body="A ferry sank.\nA crane fell & broke.",
        kinds=("thing", "newsarticle", "satire"),
    )


@pytest.mark.parametrize(
    "value", ["{broken", "[]", "null", "[" * 5000, {"@type": ["Article", 3], "author": [None, 3, {}], "articleBody": 3}]
)
def test_broken_or_empty_data_gives_nothing(value):
    assert replace(read(value), kinds=()) == LinkedData()


def test_huge_data_is_cut_short():
    assert read([[{"a": [{}]}] * 20_000]) == LinkedData()
