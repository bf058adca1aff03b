import pytest
from hypothesis import given
from hypothesis import strategies as st

from joindots.intake.web.addresses import is_address, parse_address, resolve_reference
from joindots.intake.web.errors import FetchError


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://News.Example", "https://news.example/"),
        ("HTTPS://news.example:443/a?b=c#d", "https://news.example/a?b=c"),
        ("http://news.example:8080/", "http://news.example:8080/"),
        ("https://news.example./a", "https://news.example/a"),
        ("https://news.example/Straße und mehr".replace(" ", "%20"), "https://news.example/Stra%C3%9Fe%20und%20mehr"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("https://ｎｅｗｓ．example/", "https://news.example/"),
        ("https://under_score.example/", "https://under_score.example/"),
        ("https://[2606:4700::0001]/", "https://[2606:4700::1]/"),
    ],
)
def test_an_address_has_one_spelling(text, url) -> None:
    assert parse_address(text).url == url


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("2130706433", "127.0.0.1"),
        ("0x7f000001", "127.0.0.1"),
        ("0x7F.1", "127.0.0.1"),
        ("017700000001", "127.0.0.1"),
        ("0177.0.0.01", "127.0.0.1"),
        ("127.1", "127.0.0.1"),
        ("127.0.1", "127.0.0.1"),
        ("127.0.0.1.", "127.0.0.1"),
        ("0", "0.0.0.0"),  # noqa: S104 - no socket is bound
        ("0x", "0.0.0.0"),  # noqa: S104 - the same
        ("１２７.0.0.1", "127.0.0.1"),
        ("①②⑦.⓪.⓪.①", "127.0.0.1"),
        ("127。0。0。1", "127.0.0.1"),
        ("127｡0．0｡1", "127.0.0.1"),
        ("0Ｘ7f000001", "127.0.0.1"),
        ("169.254.43518", "169.254.169.254"),
        ("[::ffff:127.0.0.1]", "::ffff:7f00:1"),
        ("[0:0:0:0:0:FFFF:7F00:0001]", "::ffff:7f00:1"),
        ("[64:ff9b::127.0.0.1]", "64:ff9b::7f00:1"),
    ],
)
def test_every_form_of_an_ip_address_is_read_as_the_address_it_is(host, address) -> None:
    assert parse_address(f"http://{host}/").host == address


@pytest.mark.parametrize(
    "text",
    [
        "https://",
        "https:///path",
        "https://user@news.example/",
        "https://user:word@news.example/",
        "https://news.example:0/",
        "https://news.example:70000/",
        "https://news.example:８０/",
        "https://news..example/",
        "https://256.0.0.1/",
        "https://1.2.3.4.5/",
        "https://127.0.0.08/",
        "https://1_0.0.0.1/",
        "https://-1.0.0.1/",
        "https://4294967296/",
        "https://0x100000000/",
        "https://[fe80::1%25eth0]/",
        "https://[fe80::1%eth0]/",
        "https://[127.0.0.1]/",
        "https://[::1/",
        "https://%6c%6f%63%61%6c/",
        "https://news.example\\@127.0.0.1/",
        "https://news.example/a\nb",
        "https://news.example/\x1b[31m",
        "https://news.example/ a",
        "https://" + "a" * 64 + ".example/",
        "https://news.example/" + "a" * 9000,
        "https://℀.example/",
        "https://news.example/\udcff",
        "https://\udcff.example/",
        "https://xn--\u00fc.example/",
        "file:///etc/hosts",
        "ftp://news.example/",
        "gopher://news.example/",
        "data:text/html,x",
        "javascript:alert(1)",
        "//news.example/",
        "news.example/",
    ],
)
def test_what_is_no_web_address_is_refused(text) -> None:
    with pytest.raises(FetchError):
        parse_address(text)


@pytest.mark.parametrize(
    ("reference", "url"),
    [
        ("/b", "https://news.example/b"),
        ("c", "https://news.example/a/c"),
        ("?q", "https://news.example/a/b?q"),
        ("//other.example/x", "https://other.example/x"),
        (" https://other.example/é ü ", "https://other.example/%C3%A9%20%C3%BC"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("/a\\b", "https://news.example/a%5Cb"),
        ("https://other.example/%C3%A9", "https://other.example/%C3%A9"),
        ("#part", "https://news.example/a/b"),
    ],
)
def test_a_reference_leads_from_the_page(reference, url) -> None:
    assert resolve_reference(parse_address("https://news.example/a/b"), reference).url == url


@pytest.mark.parametrize("reference", ["file:///etc/hosts", "data:text/html,x", "ftp://a.example/", "http://[::1"])
def test_a_reference_leads_nowhere_else(reference) -> None:
    with pytest.raises(FetchError):
        resolve_reference(parse_address("https://news.example/a/b"), reference)


def test_a_path_is_no_address() -> None:
    assert is_address("https://news.example/")
    assert is_address("FTP://news.example/")
    assert not is_address("reports/https/a.txt")
    assert not is_address("C:\\reports")
    assert not is_address("C://reports")
    assert not is_address("-")


@given(st.text(st.characters(), max_size=60))
def test_any_text_is_an_address_or_refused(text) -> None:
    try:
        address = parse_address("http://" + text)
    except FetchError:
        return
    assert parse_address(address.url) == address
    assert address.url.isascii()
