import base64
import gzip
import hashlib
import time
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joindots.intake import Input, read_input

TEXT = "A ferry ran aground off Mornay Point on Tuesday, the harbour master said."
PAGE = (
    "<!DOCTYPE html><html><head><title>Ferry aground</title></head><body><article><h1>Ferry aground</h1>"
    + "".join(f"<p>{TEXT} {i} people were on board.</p>" for i in range(9))
    + "</article></body></html>"
)
ADDRESS = "https://post.example/ferry"


def read(data, source="crawl.warc"):
    return read_input(Input(source=source, data=data if isinstance(data, bytes) else data.encode()))


def sources(found):
    return [each.source for each in found]


def record(block, kind="response", address=ADDRESS, fields=(), length=None):
    lines = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: {address}",
        "WARC-Date: 2034-03-14T00:00:00Z",
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>",
        f"Content-Length: {len(block) if length is None else length}",
        *fields,
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def response(body=None, status="200 OK", content_type="text/html; charset=utf-8", fields=()):
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}", *fields]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + (PAGE.encode() if body is None else body)


INFO = record(b"software: a crawler\r\n", kind="warcinfo", address="")


def digest(block):
    return "sha1:" + base64.b32encode(hashlib.sha1(block).digest()).decode()  # noqa: S324 - what WARC files carry


def test_pages_are_named_by_their_address():
    request = record(b"GET /ferry HTTP/1.1\r\n\r\n", kind="request")
    drafts, rejections = read(INFO + request + record(response()))
    assert rejections == []
    (draft,) = drafts
    assert (draft.source, draft.url) == (f"crawl.warc#{ADDRESS}", ADDRESS)
    assert (draft.title, draft.media_type) == ("Ferry aground", "text/html")
    assert draft.sha256 == hashlib.sha256(PAGE.encode()).hexdigest()


def test_a_fetched_page_keeps_its_address_as_source():
    drafts, _ = read(record(response()), ADDRESS)
    assert sources(drafts) == [ADDRESS]


@pytest.mark.parametrize("pack", [gzip.compress, lambda data: gzip.compress(data[:400]) + gzip.compress(data[400:])])
def test_compressed_crawls_are_unpacked(pack):
    data = b"".join(
        pack(each) for each in (INFO, record(response()), record(response(TEXT.encode()), address="http://b"))
    )
    drafts, rejections = read(data, "crawl.warc.gz")
    assert rejections == []
    assert sources(drafts) == [f"crawl.warc.gz#{ADDRESS}", "crawl.warc.gz#http://b"]


@pytest.mark.parametrize("status", ["404 Not Found", "301 Moved", "500 Oops", "206 Partial Content", "x"])
def test_an_error_page_is_no_article(status):
    drafts, rejections = read(record(response(status=status)) + record(response(), address="https://post.example/b"))
    assert sources(drafts) == ["crawl.warc#https://post.example/b"]
    assert (rejections[0].source, rejections[0].outcome) == (f"crawl.warc#{ADDRESS}", "skipped")
    assert status.partition(" ")[0] in rejections[0].reason


def test_revisits_and_metadata_are_passed_over():
    data = record(response(b""), kind="revisit") + record(b"a: b", kind="metadata") + record(response())
    drafts, rejections = read(data)
    assert len(drafts) == 1
    assert rejections == []


def test_resources_have_no_headers_of_a_server():
    drafts, _ = read(record(TEXT.encode(), kind="resource", fields=["Content-Type: text/plain"]))
    assert drafts[0].text == TEXT


@pytest.mark.parametrize("kind", ["WARC-Payload-Digest", "WARC-Block-Digest"])
def test_a_wrong_digest_is_said(kind):
    block = response()
    right = digest(PAGE.encode() if "Payload" in kind else block)
    assert read(record(block, fields=[f"{kind}: {right}"]))[1] == []
    drafts, rejections = read(
        record(block, fields=[f"{kind}: {digest(b'other')}"]) + record(response(), address="http://b")
    )
    assert sources(drafts) == ["crawl.warc#http://b"]
    assert (rejections[0].source, rejections[0].outcome) == (f"crawl.warc#{ADDRESS}", "refused")
    assert "digest" in rejections[0].reason


CHUNKED = b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE.encode())
ENCODED = [
    (["Content-Encoding: gzip"], gzip.compress(PAGE.encode())),
    (["Content-Encoding: GZip"], gzip.compress(PAGE.encode())),
    (["Content-Encoding: deflate"], zlib.compress(PAGE.encode())),
    (["Content-Encoding: deflate"], zlib.compress(PAGE.encode())[2:-4]),
    (["Transfer-Encoding: chunked"], CHUNKED),
    (["Transfer-Encoding: chunked"], PAGE.encode()),
    (["Transfer-Encoding: chunked", "Content-Encoding: gzip"], gzip.compress(PAGE.encode())),
    (["Content-Encoding: gzip"], PAGE.encode()),
]


@pytest.mark.parametrize(("fields", "body"), ENCODED)
def test_encodings_are_undone_even_where_they_only_are_declared(fields, body):
    drafts, rejections = read(record(response(body, fields=fields)))
    assert rejections == []
    assert drafts[0].sha256 == hashlib.sha256(PAGE.encode()).hexdigest()


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, br"])
def test_encodings_that_cannot_be_undone_are_named(encoding):
    drafts, rejections = read(record(response(b"\x8b\x02\x80", fields=[f"Content-Encoding: {encoding}"])))
    assert drafts == []
    assert encoding in rejections[0].reason


def test_of_a_crawl_that_breaks_off_the_pages_before_are_read():
    pages = [record(response(), address=f"http://post.example/{i}") for i in range(5)]
    for data in (
        b"".join(pages)[:-300],
        b"".join(map(gzip.compress, pages))[:-100],
        gzip.compress(b"".join(pages))[:-20],
    ):
        drafts, rejections = read(data, "crawl.warc")
        assert len(drafts) in (4, 5)
        assert rejections[-1].outcome == "partly read"


def test_a_bomb_among_records_ends_by_name():
    bomb = response(gzip.compress(b"0" * (100 * 2**20)), fields=["Content-Encoding: gzip"])
    begin = time.process_time()
    drafts, rejections = read(record(bomb) + record(response(), address="http://b"))
    assert sources(drafts) == ["crawl.warc#http://b"]
    assert "times its size" in rejections[0].reason
    packed = gzip.compress(record(response())) + gzip.compress(record(response(b"0" * (60 * 2**20))))
    drafts, rejections = read(packed, "crawl.warc.gz")
    assert len(drafts) == 1
    assert "times its size" in rejections[0].reason
    assert time.process_time() - begin < 5


@pytest.mark.parametrize(
    "data",
    [
        b"WARC/1.0\r\n",
        b"WARC/1.0\r\nContent-Length: x\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a\r\n\r\n",
        b"WARC/9.9\r\n\r\n",
        b"WARC/" + b"a" * 900_000,
        b"WARC/1.0\r\n" + b"a: b\r\n" * 100_000,
        record(response(), length=10**15),
        record(response(), length=-5),
        record(response(), length=5),
        record(b"HTTP/1.1 200 OK\r\n" + b"a" * 900_000),
        record(response(status="2" * 9000)),
        record(response(), fields=["WARC-Block-Digest: md9:xyz", "WARC-Payload-Digest: sha1:===="]),
    ],
    ids=range(12),
)
def test_odd_crawls_end_in_time(data, capfd):
    begin = time.process_time()
    drafts, rejections = read(data)
    assert drafts or rejections
    assert not any("reader failed" in rejection.reason for rejection in rejections)
    assert time.process_time() - begin < 4
    assert capfd.readouterr() == ("", "")


@given(st.binary(max_size=200), st.integers(0, 700))
def test_damage_anywhere_in_a_crawl_ends_well(noise, at):
    whole = INFO + record(response(), fields=[f"WARC-Block-Digest: {digest(response())}"])
    drafts, rejections = read(whole[:at] + noise + whole[at + len(noise) :])
    assert drafts or rejections
    assert not any("reader failed" in rejection.reason for rejection in rejections)


MHTML = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://post.example/ferry\r\nSubject: Ferry\r\n"
    'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
    "--b\r\nContent-Type: text/html\r\nContent-Location: https://post.example/frame\r\n\r\n<p>An advert.</p>\r\n"
    "--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    f"Content-Location: https://post.example/ferry\r\n\r\n{PAGE.replace('=', '=3D')}\r\n"
    "--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw==\r\n--b--\r\n"
)


@pytest.mark.parametrize("source", ["page.mhtml", "page", "page.eml"])
def test_a_saved_page_is_its_page(source):
    (draft,), rejections = read(MHTML, source)
    assert rejections == []
    assert (draft.source, draft.url, draft.title) == (source, ADDRESS, "Ferry aground")
    assert draft.media_type == "text/html"
    assert TEXT in draft.text


def test_the_first_page_stands_for_one_that_is_not_named():
    data = MHTML.replace("Snapshot-Content-Location", "X-Other")
    assert read(data, "page.mht")[0][0].url == "https://post.example/frame"


def test_a_saved_page_without_html_is_refused():
    data = MHTML.replace("text/html", "text/css")
    assert "no HTML" in read(data, "page.mht")[1][0].reason


def test_a_mail_of_html_and_pictures_is_no_saved_page():
    data = MHTML.replace("From: <Saved by Blink>", "From: a@b.example").replace("Snapshot-Content-Location", "X-Other")
    assert read(data, "page.eml")[0][0].media_type == "message/rfc822"
