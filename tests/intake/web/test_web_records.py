import gzip
import io
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace
from warcio.archiveiterator import ArchiveIterator

from joindots.intake import Input, read_input
from joindots.intake.web.exchanges import Exchange
from joindots.intake.web.records import MEDIA_TYPE, read_validators, write_records
from sites import PAGE, make_client, serve


@pytest.fixture
def site():
    with serve() as site:
        yield site


def read_page(address: str):
    """What the readers make of a fetch."""
    return read_input(Input(source=address, data=make_client().fetch(address), media_type=MEDIA_TYPE))


def test_a_page_has_the_name_that_was_asked_for_and_the_address_that_answered(site) -> None:
    site.put("/", b"", 301, Location="/news/")
    site.put("/news/", b"", 302, Location="/news/ferry")
    site.put("/news/ferry", gzip.compress(PAGE), Content_Encoding="gzip")
    drafts, rejections = read_page(site.url("/"))
    assert rejections == []
    assert [(draft.source, draft.url) for draft in drafts] == [(site.url("/"), site.url("/news/ferry"))]
    assert "Two people were killed" in drafts[0].text


def test_the_charset_is_the_servers(site) -> None:
    body = PAGE.replace(b"Two people", "Zwölf Menschen".encode("iso-8859-2"))
    site.put("/a", body, Content_Type="text/html; charset=ISO-8859-2")
    drafts, _ = read_page(site.url("/a"))
    assert "Zwölf Menschen" in drafts[0].text


def test_what_is_no_page_is_read_by_its_own_reader(site) -> None:
    site.put("/a", b"Two people were killed when a ferry struck the pier, police said.", Content_Type="text/plain")
    site.put("/b", b"\x89PNG\r\n\x1a\n" + bytes(100), Content_Type="image/png")
    drafts, _ = read_page(site.url("/a"))
    assert drafts[0].media_type == "text/plain"
    drafts, rejections = read_page(site.url("/b"))
    assert drafts == []
    assert [(r.source, r.outcome) for r in rejections] == [(site.url("/b"), "skipped")]


PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 94>>stream
BT /F 12 Tf 72 700 Td (Two people were killed when a ferry struck the pier, police said.) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
"""


@pytest.mark.parametrize("declared", ["application/pdf", "application/octet-stream", "text/html"])
def test_a_pdf_by_address_is_read_as_one(site, declared) -> None:
    site.put("/report", PDF, Content_Type=declared)
    drafts, rejections = read_page(site.url("/report"))
    assert rejections == []
    assert [(draft.source, draft.media_type) for draft in drafts] == [(site.url("/report"), "application/pdf")]
    assert "Two people were killed when a ferry struck the pier, police said." in drafts[0].text


def test_a_crawl_by_address_keeps_the_names_of_its_pages(site) -> None:
    site.put("/ferry")
    crawl = make_client().fetch(site.url("/ferry"))
    site.put("/crawl.warc", crawl, Content_Type="application/warc")
    drafts, _ = read_page(site.url("/crawl.warc"))
    assert [draft.source for draft in drafts] == [f"{site.url('/crawl.warc')}#{site.url('/ferry')}"]


def test_the_same_exchange_gives_the_same_bytes() -> None:
    page = Exchange(
        url="https://news.example/a",
        time=datetime(2031, 5, 6, 10, 0, 0, tzinfo=UTC),
        peer="192.0.2.1",
        version="HTTP/1.1",
        status=200,
        phrase="OK",
        headers=(("Content-Type", "text/html"), ("X-Odd", "caf\u00e9")),
        body=PAGE,
    )
    assert write_records([page], "joindots/0") == write_records([page], "joindots/0")
    warc = write_records([page, replace(page, body=b"")], "joindots/0")
    ids = [record.rec_headers["WARC-Record-ID"] for record in ArchiveIterator(io.BytesIO(warc))]
    assert len(set(ids)) == 3
    assert b"WARC-Date: 2031-05-06T10:00:00Z\r\n" in warc


def test_validators_are_those_of_the_page(site) -> None:
    site.put("/", b"", 301, Location="/a", ETag='"r"')
    site.put("/a", ETag='"v1"')
    validators = read_validators(make_client().fetch(site.url("/")))
    assert {url: each.headers for url, each in validators.items()} == {site.url("/a"): [("If-None-Match", '"v1"')]}
