import gzip
import io
import shutil
import socket
import ssl
import subprocess
import threading
import time
import zlib
from contextlib import suppress
from ipaddress import ip_address

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from joindots.intake.web.guards import Guard, is_public
from joindots.model import InputError
from sites import AGENT, LOOPBACK, PAGE, make_client, serve


@pytest.fixture
def site():
    with serve() as site:
        yield site


def read_records(warc: bytes) -> list[tuple[str, str, bytes]]:
    """Address, status and unpacked body of each response, digests checked."""
    found = []
    for record in ArchiveIterator(io.BytesIO(warc), check_digests="raise"):
        if record.rec_type == "response":
            body = record.content_stream().read()
            found.append((record.rec_headers["WARC-Target-URI"], record.http_headers.get_statuscode(), body))
    return found


def refuse(client, address: str) -> str:
    with pytest.raises(InputError) as refused:
        client.fetch(address)
    assert refused.value.source == address
    return refused.value.reason


def test_a_page_is_kept_as_it_came(site) -> None:
    site.put("/a", X_Odd="caf\u00e9")
    warc = make_client().fetch(site.url("/a"))
    assert read_records(warc) == [(site.url("/a"), "200", PAGE)]
    assert warc.startswith(b"WARC/1.1\r\nWARC-Type: warcinfo\r\n")
    assert b"X-Odd: caf\xe9\r\n" in warc
    assert b"WARC-IP-Address: 127.0.0.1\r\n" in warc


def test_a_request_says_who_asks_and_nothing_else(site) -> None:
    site.put("/a", Set_Cookie="a=b")
    client = make_client()
    client.fetch(site.url("/a"))
    client.fetch(site.url("/a"))
    path, headers = site.asked[-1]
    assert path == "/a"
    assert set(headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding"}
    assert headers["User-Agent"] == AGENT
    assert headers["Host"] == f"news.example:{site.port}"


def test_every_redirect_is_kept(site) -> None:
    site.put("/a", b"", 301, Location="b?x=1")
    site.put("/b?x=1", b"moved", 302, Location=f"http://other.example:{site.port}/c")
    site.put("/c")
    found = read_records(make_client().fetch(site.url("/a")))
    assert [(url, status) for url, status, _ in found] == [
        (site.url("/a"), "301"),
        (site.url("/b?x=1"), "302"),
        (site.url("/c", "other.example"), "200"),
    ]


def test_a_redirect_in_utf8_is_followed(site) -> None:
    site.put("/a", b"", 301, Location="/b\u00fc".encode().decode("latin-1"))
    site.put("/b%C3%BC")
    assert read_records(make_client().fetch(site.url("/a")))[-1][0] == site.url("/b%C3%BC")


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("/a", "in a circle"),
        ("file:///etc/hosts", "Only http and https"),
        ("data:text/html,x", "Only http and https"),
        ("http://user@other.example/", "user name"),
        ("http://other.example:2/", "unusual port"),
        ("", "without saying where"),
    ],
)
def test_a_redirect_that_leads_astray_is_refused(site, location, reason) -> None:
    site.put("/a", b"", 302, Location=location)
    assert reason in refuse(make_client(), site.url("/a"))


def test_redirects_without_end_are_refused(site) -> None:
    for number in range(30):
        site.put(f"/{number}", b"", 302, Location=f"/{number + 1}")
    assert "more than 10 times" in refuse(make_client(), site.url("/0"))
    assert len(site.asked) == 1 + 11


@pytest.mark.parametrize("host", ["10.0.0.1", "0x7f.2", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "inside.example"])
def test_a_redirect_to_a_private_address_is_refused(site, host) -> None:
    site.put("/a", b"", 302, Location=f"http://{host}:{site.port}/secret")
    site.put("/secret")
    guard = Guard(
        resolve=lambda host, _port: {"news.example": ["127.0.0.1"], "inside.example": ["127.0.0.2"]}.get(host, [host]),
        allows=lambda address: address == ip_address("127.0.0.1"),
    )
    assert "private network" in refuse(make_client(guard), site.url("/a"))
    assert "/secret" not in site.paths


def test_the_address_that_was_checked_is_the_one_connected_to(site) -> None:
    """A resolver that answers differently each time gains nothing: each connection asks it once."""
    site.put("/a")
    answers = iter([["127.0.0.1"], ["127.0.0.1"], ["192.168.0.1"]])
    asked = []

    def resolve(host: str, _port: int) -> list[str]:
        asked.append(host)
        return next(answers)

    client = make_client(Guard(resolve=resolve, allows=LOOPBACK.allows))
    client.fetch(site.url("/a"))
    assert asked == ["news.example"] * 2  # robots.txt and the page
    assert "private network" in refuse(client, site.url("/a"))


def test_the_next_address_of_a_host_is_tried_where_one_is_dead(site) -> None:
    site.put("/a")
    guard = Guard(resolve=lambda _host, _port: ["127.0.0.2", "127.0.0.1"], allows=LOOPBACK.allows)
    assert b"WARC-IP-Address: 127.0.0.1\r\n" in make_client(guard).fetch(site.url("/a"))


def test_a_connection_that_went_elsewhere_is_cut(site) -> None:
    site.put("/a")
    passed = []

    def allow(address) -> bool:
        passed.append(address)
        return len(passed) == 1

    reason = refuse(make_client(Guard(resolve=LOOPBACK.resolve, allows=allow)), site.url("/a"))
    assert "private network" in reason
    assert site.asked == []


def test_this_machine_cannot_be_read_through_the_real_guard(site) -> None:
    site.put("/a")
    guard = Guard(resolve=lambda _host, _port: ["127.0.0.1"], allows=is_public)
    assert "this machine or a private network" in refuse(make_client(guard), site.url("/a"))
    assert site.asked == []


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("GZIP", gzip.compress),
        ("x-gzip", lambda data: gzip.compress(data[:9]) + gzip.compress(data[9:])),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
        ("identity", bytes),
    ],
)
def test_a_packed_page_is_kept_packed(site, encoding, pack) -> None:
    site.put("/a", pack(PAGE), Content_Encoding=encoding)
    assert pack(PAGE) in make_client().fetch(site.url("/a"))


@pytest.mark.parametrize(("body", "encoding"), [(gzip.compress(PAGE)[:-20], "gzip"), (PAGE, "gzip"), (PAGE, "deflate")])
def test_a_page_packed_wrongly_is_refused(site, body, encoding) -> None:
    site.put("/a", body, Content_Encoding=encoding)
    assert "damaged" in refuse(make_client(), site.url("/a"))


def test_a_page_packed_unasked_is_refused(site) -> None:
    site.put("/a", PAGE, Content_Encoding="gzip, br")
    assert "not asked for" in refuse(make_client(), site.url("/a"))


def test_a_bomb_is_refused_while_it_unpacks(site) -> None:
    site.put("/a", gzip.compress(bytes(80 * 2**20)), Content_Encoding="gzip")
    assert refuse(make_client(), site.url("/a")) == "The page is larger than 64 MB."


def test_a_page_in_chunks_is_put_together(site) -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    site.put_raw("/a", lambda: iter([head, b"4\r\nabcd\r\n", b"2\r\nef\r\n", b"0\r\n\r\n"]))
    warc = make_client().fetch(site.url("/a"))
    assert read_records(warc)[0][2] == b"abcdef"
    assert b"X-Crawler-Transfer-Encoding: chunked\r\n" in warc


def test_a_body_without_end_is_refused(site) -> None:
    def endless():
        yield b"HTTP/1.1 200 OK\r\n\r\n"
        while True:
            yield bytes(2**16)

    site.put_raw("/a", endless)
    assert refuse(make_client(page_bytes=2**20), site.url("/a")) == "The page is larger than 1 MB."


def drip(start: bytes, piece: bytes, sent: list[bytes]):
    """A hundred pieces in five seconds; how many went out tells when the reader left, however slow the machine."""

    def answer():
        yield start
        for _ in range(100):
            time.sleep(0.05)
            sent.append(piece)
            yield piece

    return answer


@pytest.mark.parametrize("start", [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: ", b""])
def test_a_page_that_drips_is_given_up(site, start) -> None:
    sent: list[bytes] = []
    site.put_raw("/a", drip(start, b"H", sent))
    assert "too slow" in refuse(make_client(request_seconds=0.4), site.url("/a"))
    assert 0 < len(sent) < 100


def test_a_silent_server_is_given_up(site) -> None:
    site.put_raw("/a", lambda: (time.sleep(0.4) or b"" for _ in range(1)))
    client = make_client(silence_seconds=0.1)
    assert refuse(client, site.url("/a")) == "The server fell silent."
    assert site.paths.count("/a") == 3


def test_headers_without_end_are_refused(site) -> None:
    site.put_raw("/a", lambda: iter([b"HTTP/1.1 200 OK\r\n", *[b"X: %s\r\n" % (b"x" * 1000)] * 2000]))
    assert "no valid HTTP" in refuse(make_client(tries=1), site.url("/a"))


@pytest.mark.parametrize(
    "answer", [b"", b"\x00\x01\x02", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", b"SSH-2.0-x\r\n\r\n"]
)
def test_what_is_no_answer_is_tried_again_and_refused(site, answer) -> None:
    site.put_raw("/a", lambda: iter([answer]))
    assert "no valid HTTP" in refuse(make_client(), site.url("/a"))
    assert site.paths.count("/a") == 3


VALID = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n\x1f\x8babc\r\n0\r\n\r\n"


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    head=st.sampled_from(
        [VALID, VALID.replace(b"200 OK", b"302 F\r\nLocation: /\xff?"), VALID.partition(b"\r\n\r\n")[0]]
    ),
    place=st.integers(0, len(VALID)),
    noise=st.binary(max_size=8),
)
def test_any_answer_ends_well(site, head, place, noise) -> None:
    site.put_raw("/a", lambda: iter([head[:place] + noise + head[place:]]))
    with suppress(InputError):
        make_client(tries=1).fetch(site.url("/a"))


def test_an_unreachable_server_is_named(site) -> None:
    address = site.url("/a").replace(str(site.port), "1")
    client = make_client()
    assert refuse(client, address) == "The server cannot be reached."
    assert client.slept == [2.0, 8.0]


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (404, "There is no such page (status 404)."),
        (410, "There is no such page (status 410)."),
        (403, "The server does not give it to everybody (status 403)."),
        (451, "The server does not give it to everybody (status 451)."),
        (500, "The server answers with status 500."),
        (204, "The server answers with status 204."),
        (304, "The server answers with status 304."),
    ],
)
def test_a_page_that_is_none_is_refused_with_its_status(site, status, reason) -> None:
    site.put("/a", b"", status)
    assert refuse(make_client(), site.url("/a")) == reason
    assert site.paths.count("/a") == 1


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_failure_that_may_pass_is_tried_again(site, status) -> None:
    site.put_in_turn("/a", status, status, 200)
    client = make_client(pause_seconds=0)
    assert read_records(client.fetch(site.url("/a")))[-1][1] == "200"
    assert client.slept == [2.0, 8.0]


def test_a_failure_that_does_not_pass_is_refused(site) -> None:
    site.put("/a", b"", 503)
    assert "overloaded" in refuse(make_client(), site.url("/a"))
    assert site.paths.count("/a") == 3


def test_retry_after_is_waited_for(site) -> None:
    site.put_in_turn("/a", 429, 200, Retry_After="17")
    client = make_client(pause_seconds=0)
    client.fetch(site.url("/a"))
    assert client.slept == [17.0]


def test_nobody_waits_for_ever(site) -> None:
    site.put("/a", b"", 429, Retry_After="86400")
    client = make_client()
    assert "longer than a run waits" in refuse(client, site.url("/a"))
    assert sum(client.slept) < 10


def test_requests_to_one_host_keep_their_distance(site) -> None:
    for name in "ab":
        site.put(f"/{name}")
    client = make_client()
    client.fetch(site.url("/a"))
    client.fetch(site.url("/b"))
    client.fetch(site.url("/a", "other.example"))
    assert site.paths == ["/robots.txt", "/a", "/b", "/robots.txt", "/a"]
    assert client.slept == [1.0, 1.0, 1.0]


def test_an_unchanged_page_is_taken_from_the_earlier_run(site) -> None:
    site.put("/", b"", 302, Location="/a")
    site.put("/a", ETag='"v1"', Last_Modified="Tue, 06 May 2031 10:00:00 GMT")
    kept = make_client().fetch(site.url("/"))
    site.put("/a", b"", 304)
    assert make_client().fetch(site.url("/"), kept) is kept
    assert "If-None-Match" not in site.asked[-2][1]
    assert site.asked[-1][1]["If-None-Match"] == '"v1"'
    assert site.asked[-1][1]["If-Modified-Since"] == "Tue, 06 May 2031 10:00:00 GMT"


@pytest.mark.parametrize("etag", ["\u00e9", "x" * 5000])
def test_an_odd_mark_of_an_earlier_run_is_not_sent(site, etag) -> None:
    site.put("/a", ETag=etag)
    kept = make_client().fetch(site.url("/a"))
    make_client().fetch(site.url("/a"), kept)
    assert "If-None-Match" not in site.asked[-1][1]


def test_a_changed_page_is_taken_anew(site) -> None:
    site.put("/a", ETag='"v1"')
    kept = make_client().fetch(site.url("/a"))
    site.put("/a", PAGE.replace(b"Two", b"Three"), ETag='"v2"')
    assert b"Three people" in make_client().fetch(site.url("/a"), kept)


def test_damaged_records_of_an_earlier_run_do_no_harm(site) -> None:
    site.put("/a", ETag='"v1"')
    kept = make_client().fetch(site.url("/a"))
    for damaged in (b"", b"x" * 50, kept[:200], kept[40:]):
        assert read_records(make_client().fetch(site.url("/a"), damaged))


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for news.example that nobody signed but itself."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not here to make a certificate with")
    folder = tmp_path_factory.mktemp("tls")
    key, cert = str(folder / "key.pem"), str(folder / "cert.pem")
    name = ["-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example"]
    make = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    subprocess.run([*make, "-keyout", key, "-out", cert, "-days", "2", *name], check=True, capture_output=True)
    return cert, key


@pytest.fixture
def secure(certificate):
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(*certificate)
    with serve(server) as site:
        yield site


def test_a_secure_page_is_read_with_the_name_of_its_host(secure, certificate) -> None:
    secure.put("/a")
    client = make_client(tls=ssl.create_default_context(cafile=certificate[0]))
    assert read_records(client.fetch(secure.url("/a", scheme="https")))[0][1] == "200"
    reason = refuse(client, secure.url("/a", "other.example", "https"))
    assert reason == "The server's certificate does not prove that it is other.example."


def test_a_handshake_that_drips_is_given_up() -> None:
    """The server that is asked for TLS sends a byte of nothing now and then."""
    listener = socket.create_server(("127.0.0.1", 0))
    sent: list[bytes] = []

    def drip_bytes() -> None:
        connection, _ = listener.accept()
        with connection, suppress(OSError):
            for piece in drip(b"\x16\x03\x03\x40\x00", b"\x02", sent)():
                connection.sendall(piece)

    thread = threading.Thread(target=drip_bytes)
    thread.start()
    client = make_client(connect_seconds=0.3, tries=1)
    assert refuse(client, f"https://news.example:{listener.getsockname()[1]}/") == "The server fell silent."
    assert 0 < len(sent) < 100
    thread.join()
    listener.close()


def test_a_certificate_nobody_vouches_for_is_refused(secure) -> None:
    secure.put("/a")
    assert "certificate" in refuse(make_client(), secure.url("/a", scheme="https"))
    assert secure.asked == []


def test_a_redirect_from_https_to_http_is_refused(secure, certificate) -> None:
    secure.put("/a", b"", 301, Location="http://news.example/a")
    client = make_client(tls=ssl.create_default_context(cafile=certificate[0]))
    assert "unprotected" in refuse(client, secure.url("/a", scheme="https"))
