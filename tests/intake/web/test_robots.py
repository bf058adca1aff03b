import time

import pytest

from joindots.intake.web.robots import read_rules
from joindots.model import InputError
from sites import make_client, serve


@pytest.fixture
def site():
    with serve() as site:
        site.put("/a")
        site.put("/private/a")
        yield site


def refuse(client, address: str) -> str:
    with pytest.raises(InputError) as refused:
        client.fetch(address)
    return refused.value.reason


def test_what_robots_txt_forbids_is_not_fetched(site) -> None:
    site.put("/robots.txt", b"User-agent: *\nDisallow: /private/\n")
    client = make_client()
    client.fetch(site.url("/a"))
    assert refuse(client, site.url("/private/a")) == "The site's robots.txt does not allow it."
    assert site.paths == ["/robots.txt", "/a"]


def test_a_redirect_into_the_forbidden_is_not_followed(site) -> None:
    site.put("/robots.txt", b"User-agent: *\nDisallow: /private/\n")
    site.put("/a", b"", 302, Location="/private/a")
    assert "robots.txt" in refuse(make_client(), site.url("/a"))
    assert "/private/a" not in site.paths


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_without_robots_txt_everything_is_allowed(site, status) -> None:
    site.put("/robots.txt", b"User-agent: *\nDisallow: /\n", status)
    assert make_client().fetch(site.url("/a"))


@pytest.mark.parametrize("status", [429, 500, 503])
def test_where_robots_txt_fails_nothing_is_allowed(site, status) -> None:
    site.put("/robots.txt", b"", status)
    client = make_client()
    assert refuse(client, site.url("/a")) == f"The site's robots.txt cannot be had now (status {status})."
    asked = len(site.asked)
    assert "cannot be had" in refuse(client, site.url("/private/a"))
    assert len(site.asked) == asked


def test_robots_txt_may_stand_elsewhere(site) -> None:
    site.put("/robots.txt", b"", 301, Location="/rules.txt")
    site.put("/rules.txt", b"User-agent: joindots\nDisallow: /\n")
    assert "robots.txt" in refuse(make_client(), site.url("/a"))


def test_robots_txt_that_redirects_without_end_is_none(site) -> None:
    for number in range(9):
        site.put(f"/r{number}", b"", 301, Location=f"/r{number + 1}")
    site.put("/robots.txt", b"", 301, Location="/r0")
    assert make_client().fetch(site.url("/a"))


def test_of_a_long_robots_txt_the_beginning_counts(site) -> None:
    rules = b"User-agent: *\nDisallow: /private/\n" + b"# padding\n" * 100_000 + b"Disallow: /a\n"
    site.put("/robots.txt", rules)
    client = make_client()
    assert client.fetch(site.url("/a"))
    assert "robots.txt" in refuse(client, site.url("/private/a"))


@pytest.mark.parametrize(("delay", "slept"), [("7", 7.0), ("600", 30.0), ("0.1", 1.0), ("x", 1.0), ("nan", 1.0)])
def test_the_pause_a_site_asks_for_is_kept_within_reason(site, delay, slept) -> None:
    site.put("/robots.txt", f"User-agent: *\nCrawl-delay: {delay}\n".encode())
    client = make_client()
    client.fetch(site.url("/a"))
    assert client.slept == [slept]


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("", True),
        ("<html><body>Not found</body></html>", True),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: other\nDisallow: /", True),
        ("User-agent: join\nDisallow: /", True),
        ("User-agent: JoinDots/2.0 # us\nDisallow: /", False),
        ("User-agent: a\nUser-agent: joindots\nDisallow: /", False),
        ("User-agent: *\nDisallow: /\nUser-agent: joindots\nAllow: /news", True),
        ("User-agent: *\nDisallow: /n\nAllow: /news", True),
        ("User-agent: *\nDisallow: /*.html$", False),
        ("\ufeffUser-agent: *\nDisallow: /", False),
        ("user agent *\ndisallow /", False),
    ],
)
def test_rules_are_read_as_meant(text, allowed) -> None:
    assert read_rules(text.encode()).allow("https://news.example/news/a.html") == allowed


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"User-agent: a{n}\n" for n in range(15_000)) + "Disallow: /\n" * 20_000,
        "User-agent: *\n" + "Disallow: /" + "*a" * 100_000 + "b\n",
        "User-agent: *\n" + "Disallow: *a*a*b\n" * 25_000,
        "User-agent: *\n" * 35_000,
        "a" * 500_000,
        "user-agent" + " " * 500_000,
        "\x00\xff\ud800".encode("utf-8", "surrogatepass").decode("latin-1") * 100_000,
    ],
    ids=["names", "stars", "rules", "repeats", "line", "blanks", "noise"],
)
def test_hostile_rules_cost_little(text) -> None:
    begun = time.monotonic()
    read_rules(text.encode()).allow("https://news.example/" + "a" * 2_000)
    assert time.monotonic() - begun < 3
