"""Reading from the web, end to end, on a site of our own."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from joindots.account import decode_account, encode_account
from joindots.app.cli import app
from joindots.intake.web.exchanges import Wire
from joindots.intake.web.guards import Guard
from joindots.intake.web.limits import Limits
from joindots.model import InputError, OptionsError
from joindots.run import Options, read, verify
from joindots.run.cases import open_case, read_into
from sites import LOOPBACK, PAGE, serve

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour News</title><link>{base}</link>
<item><link>{base}ferry</link><title>Ferry strikes pier</title>
<description>Two people were killed when a ferry struck the pier at Lowmark, police said.</description></item>
<item><title>Lamp repaired</title><link>{base}lamp</link><guid>{base}lamp</guid></item>
<item><title>Council meets</title><link>{base}council#top</link>
<description>The council met on Wednesday and voted on the bridge toll, the mayor said.</description></item>
</channel></rss>"""
LAMP = PAGE.replace(b"Ferry strikes pier at Lowmark", b"Lamp on the pier repaired").replace(b"Tuesday", b"Monday")


@pytest.fixture
def days(monkeypatch):
    """Each request is made a day after the one before; nobody waits."""
    moment = datetime(2031, 5, 6, tzinfo=UTC)

    def now() -> datetime:
        nonlocal moment
        moment += timedelta(days=1)
        return moment

    def make_wire(agent: str) -> Wire:
        guard = Guard(resolve=lambda host, _: [{"news.example": "127.0.0.1"}.get(host, host)], allows=LOOPBACK.allows)
        return Wire(agent=agent, guard=guard, limits=Limits(pause_seconds=0, backoff_seconds=0), now=now)

    monkeypatch.setattr("joindots.run.fetching.Wire", make_wire)


@pytest.fixture
def site(days):  # noqa: ARG001 - the site is asked through its client
    with serve() as site:
        site.put("/ferry")
        site.put("/lamp", LAMP, ETag='"v1"')
        site.put("/feed", FEED.format(base=site.url("/")).encode(), Content_Type="application/rss+xml")
        yield site


def test_pages_become_an_account_and_failures_are_named(site) -> None:
    site.put("/robots.txt", b"User-agent: *\nDisallow: /closed\n")
    site.put("/old", b"", 301, Location="/ferry")
    account = read([site.url("/old"), site.url("/lamp"), site.url("/none"), site.url("/closed"), "ftp://news.example/"])
    assert sorted((d.source, d.url) for d in account.documents) == [
        (site.url("/lamp"), site.url("/lamp")),
        (site.url("/old"), site.url("/ferry")),
    ]
    assert [(r.source, r.reason, r.stage, r.outcome) for r in account.rejections] == [
        ("ftp://news.example/", "Only http and https addresses are read.", "intake", "refused"),
        (site.url("/closed"), "The site's robots.txt does not allow it.", "intake", "refused"),
        (site.url("/none"), "There is no such page (status 404).", "intake", "refused"),
    ]


def test_the_account_does_not_depend_on_the_day_or_the_order(site) -> None:
    addresses = [site.url("/lamp"), site.url("/ferry"), site.url("/ferry#top"), site.url("/none")]
    assert encode_account(read(addresses)) == encode_account(read(addresses[::-1]))


def test_pages_and_files_are_read_together(site, tmp_path) -> None:
    (tmp_path / "a.txt").write_text("A ferry struck the pier at Lowmark. Two people were killed, police said.")
    assert {d.source for d in read([tmp_path, site.url("/lamp")]).documents} == {"a.txt", site.url("/lamp")}


def test_a_feed_gives_its_entries(site) -> None:
    account = read(site.url("/feed"))
    assert {d.title for d in account.documents} == {"Council meets", "Ferry strikes pier"}
    assert site.paths == ["/robots.txt", "/feed"]


@pytest.mark.parametrize(("follow", "paths"), [(1, ["/ferry"]), (2, ["/council", "/ferry"]), (9, None)])
def test_the_pages_of_a_feed_are_fetched_where_that_is_asked_for(site, follow, paths) -> None:
    site.put("/council", PAGE.replace(b"Two", b"Three"))
    account = read(site.url("/feed"), options=Options(follow=follow))
    paths = paths or ["/council", "/ferry", "/lamp"]
    assert site.paths == ["/robots.txt", "/feed", *paths]
    assert {site.url(path) for path in paths} <= {d.source for d in account.documents}


def test_a_feed_leads_to_no_private_address(site) -> None:
    entry = "<item><link>{}</link><description>Two people were killed, the harbour police said.</description></item>"
    links = ["http://169.254.169.254/latest/", "file:///etc/hosts", "http://user@news.example/"]
    feed = f"<rss version='2.0'><channel><title>News</title>{''.join(map(entry.format, links))}</channel></rss>"
    site.put("/feed", feed.encode(), Content_Type="application/rss+xml")
    account = read(site.url("/feed"), options=Options(follow=9))
    assert {r.source: r.reason for r in account.rejections if r.outcome == "refused"} == {
        "http://169.254.169.254/latest/": "The address leads to this machine or a private network.",
        "http://user@news.example/": "An address that holds a user name or password is not fetched.",
    }


def test_a_summary_gives_way_to_its_page(site, tmp_path) -> None:
    account = decode_account(read_out(site.url("/feed"), "--follow", "1", "--out", tmp_path))
    council = f"{site.url('/feed')}#{site.url('/council')}#top"
    assert {d.source for d in account.documents} == {site.url("/ferry"), council}
    assert [(r.source, r.outcome) for r in account.rejections if "summary" in r.reason] == [
        (f"{site.url('/feed')}#{site.url('/ferry')}", "skipped")
    ]
    assert verify(tmp_path).failures == ()


def test_a_full_text_stays_beside_its_page(site) -> None:
    text = "<content type='html'>Two people were killed when a ferry struck the pier, the police said.</content>"
    entry = f"<entry><id>urn:1</id><title>Ferry</title><link href='{site.url('/ferry')}'/>{text}</entry>"
    feed = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>News</title>{entry}</feed>"
    site.put("/atom", feed.encode(), Content_Type="application/atom+xml")
    account = read(site.url("/atom"), options=Options(follow=1))
    assert {d.source for d in account.documents} == {site.url("/ferry"), f"{site.url('/atom')}#urn:1"}


def test_less_than_nothing_cannot_be_followed() -> None:
    with pytest.raises(OptionsError, match="follow"):
        Options(follow=-1)


def test_a_page_is_no_feed(site) -> None:
    read(site.url("/ferry"), options=Options(follow=5))
    assert site.paths == ["/robots.txt", "/ferry"]


def test_where_nothing_can_be_fetched_the_reason_is_told(site) -> None:
    with pytest.raises(InputError, match=r"no such page \(status 404\)"):
        read(site.url("/none"))


def test_without_a_stand_in_this_machine_is_refused() -> None:
    for address in ("http://localhost/", "http://127.1/", "http://[::1]:8000/", "http://169.254.169.254/latest"):
        with pytest.raises(InputError, match="this machine or a private network"):
            read(address)


def test_progress_counts_pages(site) -> None:
    heard = []
    read(site.url("/feed"), options=Options(follow=1), progress=lambda *told: heard.append(told))
    assert [told for told in heard if told[0] == "fetching"] == [
        ("fetching", 0, 1),
        ("fetching", 1, 1),
        ("fetching", 1, 2),
        ("fetching", 2, 2),
    ]


def read_out(*arguments: str | Path) -> bytes:
    result = CliRunner().invoke(app, ["read", *map(str, arguments), "-f", "json", "-q"])
    assert result.exit_code == 0, result.output
    return (Path(arguments[-1]) / "account.json").read_bytes()


def test_a_second_run_takes_what_has_not_changed_from_the_first(site, tmp_path) -> None:
    out = tmp_path / "out"
    first = read_out(site.url("/lamp"), "--out", out)
    site.put("/lamp", b"", 304)
    assert read_out(site.url("/lamp"), "--out", out) == first
    assert site.asked[-1][1]["If-None-Match"] == '"v1"'
    assert verify(out).failures == ()


def test_a_page_that_was_taken_down_is_read_as_it_was_kept(site, tmp_path) -> None:
    out = tmp_path / "out"
    first = decode_account(read_out(site.url("/lamp"), "--out", out))
    site.put("/lamp", b"", 410)
    second = decode_account(read_out(site.url("/lamp"), "--out", out))
    assert second.documents == first.documents
    assert [(r.source, r.outcome, r.reason) for r in second.rejections] == [
        (
            site.url("/lamp"),
            "partly read",
            "There is no such page (status 410). It is read as an earlier run kept it.",
        )
    ]
    assert verify(out).failures == ()


def test_a_case_keeps_pages_for_the_next_run(site, tmp_path) -> None:
    address = site.url("/lamp")
    with open_case(tmp_path / "case.joindots", create=True) as case:
        first = read_into(case, address).account
        site.put("/lamp", b"", 304)
        assert read_into(case, address).account == first
        assert site.asked[-1][1]["If-None-Match"] == '"v1"'
        site.put("/lamp", b"", 410)
        gone = read_into(case, address).account
        assert gone.documents == first.documents
        assert [(r.source, r.outcome) for r in gone.rejections] == [(address, "partly read")]
        site.put("/lamp", b"", 304)
        assert read_into(case, address).account == first


def test_a_kept_page_that_was_changed_is_not_trusted(site, tmp_path) -> None:
    out = tmp_path / "out"
    read_out(site.url("/lamp"), "--out", out)
    for original in (out / "originals").rglob("*"):
        if original.is_file():
            original.write_bytes(original.read_bytes().replace(b"Two", b"Six"))
    read_out(site.url("/lamp"), "--out", out)
    assert "If-None-Match" not in site.asked[-1][1]


def test_what_was_fetched_can_be_checked_later(site, tmp_path) -> None:
    site.put("/old", b"", 301, Location="/ferry")
    read_out(site.url("/old"), site.url("/feed"), "--follow", "3", "--out", tmp_path)
    verification = verify(tmp_path)
    assert verification.failures == ()
    assert verification.originals == 4


WATCH = """
import sys
def watch(event, arguments):
    network = event in {"socket.getaddrinfo", "socket.gethostbyname"}
    if network or (event in {"socket.connect", "socket.sendto"} and isinstance(arguments[1], tuple)):
        with open(LOG, "a") as log:
            log.write(f"{event} {arguments}\\n")
sys.addaudithook(watch)
"""


def test_without_an_address_no_network_is_used_or_even_loaded(tmp_path) -> None:
    log = tmp_path / "log"
    (tmp_path / "sitecustomize.py").write_text(WATCH.replace("LOG", repr(str(log))))
    run = (  # httpx is not among these: spaCy loads it for commands of its own, and calls nothing in it
        "import sys, joindots.app.cli.commands as commands\n"
        f"commands.demo(out=commands.Path({str(tmp_path / 'out')!r}))\n"
        "loaded = {'httpcore', 'protego', 'warcio', 'joindots.intake.web.client', 'joindots.run.fetching'}\n"
        "assert not loaded & set(sys.modules), loaded & set(sys.modules)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", run], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not log.exists(), log.read_text()


def test_the_watch_sees_what_is_to_be_seen(tmp_path) -> None:
    log = tmp_path / "log"
    (tmp_path / "sitecustomize.py").write_text(WATCH.replace("LOG", repr(str(log))))
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    run = "import socket; socket.getaddrinfo('127.0.0.1', 80)"
    subprocess.run([sys.executable, "-c", run], env=environment, check=True)
    assert "socket.getaddrinfo" in log.read_text()
