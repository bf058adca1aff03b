"""What strangers wrote, on every page and in every export, in a browser that runs scripts: no dialog, no request."""

import io
import json
import zipfile
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from desk_parts import HOST, KEY, ORIGIN, settle
from litestar.testing import TestClient
from markdown_it import MarkdownIt

from joindots.account import render_html, render_markdown
from joindots.account.exports import EXPORTS
from joindots.app.web.desks import Desk
from joindots.app.web.serving import make_application
from joindots.model import Account
from joindots.run.apart import read_here
from joindots.store.cases import open_case

# What runs, loads or leads somewhere if one place forgets to escape: in text, attributes, addresses, styles, comments,
# templates, SVG, MathML, XML, JSON in a script, Markdown, a spreadsheet.
INJECTIONS = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "</title></style></textarea></noscript><img src=x onerror=alert(3)>",
    '"><img src=//evil.test/4 onerror=alert(4)>',
    "'><svg/onload=alert(5)>",
    '" autofocus onfocus=alert(6) x="',
    "' onmouseover='alert(7)",
    "javascript:alert(8)",
    "JaVaScRiPt&colon;alert(9)",
    "data:text/html,<script>alert(10)</script>",
    "<iframe srcdoc='<script>alert(11)</script>'></iframe>",
    "<object data=//evil.test/12></object><embed src=//evil.test/12>",
    "<link rel=stylesheet href=//evil.test/13><style>@import '//evil.test/13'</style>",
    "<meta http-equiv=refresh content='0;url=//evil.test/14'>",
    "<base href=//evil.test/15/>",
    "<form action=//evil.test/16><button autofocus>x</button></form>",
    "<math><mtext></p><mglyph><style><img src=x onerror=alert(17)>",
    "<!--><img src=x onerror=alert(18)>-->",
    "]]><script>alert(19)</script><![CDATA[",
    "<?xml-stylesheet href='//evil.test/20'?>",
    "<!ENTITY x SYSTEM '//evil.test/21'>&x;",
    "{{ ''.__class__ }}{% include '/etc/passwd' %}${7*7}",
    "[x](javascript:alert(23)) ![x](//evil.test/23) <javascript:alert(23)>",
    '=HYPERLINK("//evil.test/24")',
    "\u2028alert(25)//\u2029<\u0000script>alert(25)</script>",
    "<template shadowrootmode=open><img src=x onerror=alert(26)></template>",
    "expression(alert(27)); background: url(//evil.test/27)",
)


@pytest.fixture(scope="module")
def opened(tmp_path_factory) -> Iterator[tuple[Desk, TestClient]]:
    """A desk over reports in which every field and the text are strangers' words, and a decision of theirs."""
    folder = tmp_path_factory.mktemp("strangers")
    lines = []
    for number, words in enumerate(INJECTIONS):
        text = (
            f"A fire at the Ostrow {words} warehouse killed {4 + number % 2} people on 2 May 2031, {words} said.\n\n"
            f"“{words} was shut,” said Mara Quist {words}, the mayor of Ostrow. She denied that {words} had burned.\n"
        )
        fields = {"title": words, "publisher": words, "author": words, "url": f"https://paper.test/{words}"}
        lines.append(json.dumps({"id": str(number), "text": text, "published": "2031-05-03", **fields}))
    name = INJECTIONS[3].replace("/", "_")
    (folder / f"{name}.jsonl").write_text("\n".join(lines))
    with open_case(folder / "case.joindots", create=True) as case:
        desk = Desk(case, folder / "inbox", reader=read_here)
        desk.works.add("Reading", lambda progress: desk._read([folder / f"{name}.jsonl"], progress))
        settle(desk)
        with TestClient(make_application(desk, token=KEY, hosts=[HOST]), base_url=f"http://{HOST}") as client:
            client.get("/", params={"token": KEY})
            finding = desk.load_account().findings[0].id
            form = {"do": "note", "record": finding, "who": INJECTIONS[3], "why": " ".join(INJECTIONS)}
            assert client.post("/decisions", headers=ORIGIN, data=form).status_code == 200
            settle(desk)
            yield desk, client
        desk.close()


@pytest.fixture
def show(browser):
    """Show an answer at an address, with scripts allowed; what it asks for and which dialogs it opens is noted."""
    context = browser.new_context()
    page = context.new_page()
    noted: list[str] = []
    answers: dict[str, dict] = {}

    def answer(route):
        path = route.request.url
        if path in answers:
            route.fulfill(**answers[path])
        else:
            noted.append(path)
            route.abort()

    page.route("**/*", answer)
    page.on("dialog", lambda dialog: (noted.append(dialog.message), dialog.dismiss()))

    def open_it(address: str, body: bytes | str, headers: dict[str, str]):
        answers[address] = {"status": 200, "headers": headers, "body": body}
        page.goto(address)
        return page

    yield open_it, answers, noted
    context.close()


def list_pages(account: Account) -> list[str]:
    arrays = (account.documents, account.entities, account.attributions, account.events, account.findings)
    arrays += (account.incidents, account.quantities, account.times, account.stories, account.reuse)
    records = [f"/records/{record.id}" for array in arrays for record in array[:6]]
    lists = [f"/lists/{name}" for name in ("findings", "statements", "entities", "events", "incidents", "figures")]
    return ["/", "/search?q=script", "/compare", "/compare?a=R1&b=R2", "/account", "/decisions", "/add", "/work",
            "/export", "/lists/reports", *lists, *records]  # fmt: skip


def test_no_page_of_the_desk_runs_or_asks(opened, show):
    desk, client = opened
    open_it, answers, noted = show
    style = client.get("/desk.css")
    answers[f"http://{HOST}/desk.css"] = {"status": 200, "headers": dict(style.headers), "body": style.content}
    pages = list_pages(desk.load_account())
    assert len(pages) > 60
    for path in pages:
        found = client.get(path)
        assert found.status_code == 200, path
        page = open_it(f"http://{HOST}{path}", found.content, dict(found.headers))
        assert page.evaluate("document.querySelectorAll('script, iframe, object, embed, base').length") == 0, path
        loose = "[...document.querySelectorAll('*')].filter(e => e.getAttributeNames().some(n => n.startsWith('on')))"
        assert page.evaluate(f"{loose}.length") == 0, path
        places = (
            "[...document.querySelectorAll('*')].flatMap(e => ['href', 'src', 'action'].map(n => e.getAttribute(n)))"
        )
        named = [urlsplit(place).scheme for place in page.evaluate(places) if place]
        assert set(named) <= {"", "http", "https", "data"}, path
        assert noted == [], path


def test_no_export_runs_or_asks(opened, show):
    account = opened[0].load_account()
    open_it, _, noted = show
    faces = {"account.html": render_html(account).encode(), "account.md": render_markdown(account).encode()}
    files = {name: data for make in EXPORTS.values() for name, data in make(account).items()}
    shown = 0
    for name, data in {**faces, **files}.items():
        ending = name.rpartition(".")[2]
        body, kind = data, "text/html"
        if ending == "md":
            body = MarkdownIt("commonmark", {"html": True}).render(data.decode()).encode()
        elif ending in {"json", "jsonl", "jsonld", "geojson"}:  # as sites put data into their pages
            body = b"<script type='application/ld+json'>" + data + b"</script>" if ending == "jsonld" else data
            kind = "text/html" if ending == "jsonld" else "application/json"
        elif ending in {"xml", "xmi", "graphml"}:
            kind = "application/xml"
        elif ending == "csv":
            kind = "text/plain"
        elif ending in {"xlsx", "docx", "pdf"}:
            assert_nothing_active(data)
            continue
        open_it(f"http://{HOST}/{name}", body, {"content-type": f"{kind}; charset=utf-8"})
        assert noted == [], name
        shown += 1
    assert shown > 40
    assert noted == []


def assert_nothing_active(data: bytes) -> None:
    """No script, no formula, nothing that is fetched from elsewhere."""
    if data.startswith(b"%PDF"):
        assert not [word for word in (b"/JavaScript", b"/JS ", b"/Launch", b"/URI") if word in data]
        return
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            part = parts.read(name)
            assert b'TargetMode="External"' not in part, name
            assert b"<f>" not in part, name
            assert "vba" not in name.lower()
