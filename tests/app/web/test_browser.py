"""The desk in a browser: read, search, open evidence, correct, undo, export, reload during work; without a script.

Runs where Chromium is; axe-core is asked where `npm install --no-save axe-core` has put it into the repository.
"""

import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_parts import KEY, REPORTS, settle
from test_desk import HOSTILE

from joindots.app.web.desks import Desk, Pasted
from joindots.app.web.serving import list_hosts, make_application
from joindots.run.apart import read_here
from joindots.store.cases import open_case

AXE = Path(__file__).resolve().parents[3] / "node_modules/axe-core/axe.min.js"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, str]]:
    """A desk on the loopback, and its address."""
    import uvicorn

    folder = tmp_path_factory.mktemp("served")
    with open_case(folder / "case.joindots", create=True) as case:
        desk = Desk(case, folder / "inbox", reader=read_here)
        hostile = " ".join(HOSTILE)
        files = {**REPORTS, "hostile.txt": f"{hostile}\n\n“{hostile}” said Mara Quist in Ostrow on 3 May 2031.\n"}
        desk.take_files([(name, text.encode()) for name, text in files.items()])
        desk.take_text(Pasted(text=f"{hostile} happened.", title=hostile[:400], publisher=hostile[:400]))
        settle(desk)
        with _bound() as listener:
            port = listener.getsockname()[1]
            application = make_application(desk, token=KEY, hosts=list_hosts("127.0.0.1", port))
            server = uvicorn.Server(uvicorn.Config(application, log_level="error", ws="none"))
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
            thread.start()
            yield desk, f"http://127.0.0.1:{port}"
            server.should_exit = True
            thread.join()
        desk.close()


def _bound():
    import socket

    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    return listener


@pytest.fixture(params=[(320, "dark"), (768, "light"), (1440, "light")], ids=["narrow", "middle", "wide"])
def page(request, browser, served):
    width, scheme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=False
    )
    opened = context.new_page()
    opened.scheme = scheme
    opened.goto(f"{served[1]}/?token={KEY}")
    yield opened
    context.close()


def test_nobody_reads_without_the_key(browser, served):
    context = browser.new_context()
    assert context.new_page().goto(served[1]).status == 401
    context.close()


def test_search_open_evidence_correct_and_undo(page, served):
    desk, address = served
    page.goto(address)
    page.get_by_label("Search the reports").fill("sprinklers")
    page.get_by_role("button", name="Search").click()
    assert page.locator("mark").first.inner_text() == "sprinklers"
    page.goto(f"{address}/lists/findings?kind=conflict")
    page.locator(".rows a").first.click()
    evidence = page.locator(".quote a").first
    words = page.locator(".quote mark").first.inner_text()
    evidence.click()
    anchor = page.url.partition("#")[2]
    assert page.locator(f"#{anchor}").inner_text().strip()
    assert words.split()[0] in page.locator(".text").inner_text()
    page.goto(f"{address}/lists/entities?q=Mara+Quist")
    page.locator(".rows a").first.click()
    page.locator("summary", has_text="Rename").click()
    form = page.locator("form", has=page.locator("input[value=rename]"))
    form.get_by_label("Name").fill("Mara Elin Quist")
    form.get_by_label("Who").fill("A. Editor")
    form.get_by_label("Why").fill("she signs so")
    form.get_by_role("button").click()
    page.get_by_role("status").first.wait_for()
    settle(desk)
    page.reload()
    assert page.locator("h1").inner_text() == "Mara Elin Quist"
    assert "Corrected by A. Editor" in page.locator(".corrected").inner_text()
    page.goto(f"{address}/decisions")
    page.locator("summary", has_text="Undo").first.click()
    page.get_by_role("button", name="Undo").first.click()
    settle(desk)
    page.goto(f"{address}/lists/entities?q=Mara+Quist")
    assert page.locator(".rows a").first.inner_text() == "Mara Quist"


def test_progress_survives_a_reload(page, served):
    desk, address = served
    gate = threading.Event()

    def work(progress):
        progress("parsing", 3, 7)
        gate.wait(20)
        return "seven read"

    desk.works.add("Reading much", work)
    for _ in range(2):
        page.goto(f"{address}/work")
        assert page.locator("progress").get_attribute("value") == "3"
        page.goto(f"{address}/search?q=fire")
        assert "Reading much: parsing 3 of 7" in page.get_by_role("status").inner_text()
        assert page.locator(".rows li").count()
    gate.set()
    settle(desk)
    page.goto(f"{address}/work")
    assert "seven read" in page.locator(".rows").inner_text()


def test_reports_are_pasted_and_uploaded_and_read(page, served):
    desk, address = served
    known = len(desk.load_account().documents)
    page.goto(f"{address}/add")
    width = page.viewport_size["width"]
    page.get_by_label("Text").fill(f"A tram overturned in Lanfield on 9 May 2031, seen from window {width}.")
    page.get_by_label("Title").fill(f"Tram overturns, {width}")
    page.get_by_role("button", name="Read").last.click()
    page.goto(f"{address}/add")
    text = f"A boat sank off Ostrow on 4 May 2031. Nobody drowned, said the coastguard. {width}\n"
    page.get_by_label("Files").set_input_files(
        {"name": f"{width}.txt", "mimeType": "text/plain", "buffer": text.encode()}
    )
    page.get_by_role("button", name="Read").first.click()
    assert page.url == f"{address}/work"
    settle(desk)
    page.reload()
    assert f"Reading {width}.txt" in page.locator(".rows").inner_text()
    page.goto(f"{address}/lists/reports?q=tram")
    assert str(width) in page.locator(".rows").inner_text()
    assert len(desk.load_account().documents) == known + 2


def test_the_account_is_handed_on(page, served):
    page.goto(f"{served[1]}/export")
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Tables as CSV").click()
    assert downloading.value.suggested_filename == "csv.zip"
    with zipfile.ZipFile(downloading.value.path()) as archive:
        assert "findings.csv" in archive.namelist()


def test_a_finding_is_reached_opened_and_noted_on_by_keyboard_alone(page, served):
    desk, address = served
    page.goto(f"{address}/lists/findings")
    page.locator(".rows a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/records/f*")
    page.locator("summary", has_text="Note").focus()
    page.keyboard.press("Enter")
    for words in ("B. Editor", "seen the file"):
        page.keyboard.press("Tab")
        page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**noted=*")
    settle(desk)
    page.reload()
    assert "Noted by B. Editor" in page.locator(".corrected").first.inner_text()


def list_pages(desk):
    account = desk.load_account()
    arrays = (account.findings, account.entities, account.events, account.incidents)
    arrays += (account.attributions, account.quantities, account.documents)
    lists = ("findings", "statements", "entities", "events", "incidents", "figures", "reports")
    found = ["/", "/search?q=fire&kind=conflict&stance=denies", *(f"/lists/{name}" for name in lists)]
    found += [f"/records/{array[0].id}" for array in arrays]
    return [
        *found,
        "/compare",
        "/compare?a=R1&b=R2",
        "/account",
        "/decisions",
        "/export",
        "/add",
        "/work",
        "/records/x",
    ]


def test_every_page_fits_the_window_and_axe_finds_nothing_serious(browser, page, served):
    """Pages are the same with and without a script, for they have none; only axe needs one."""
    desk, address = served
    context = browser.new_context(viewport=page.viewport_size, color_scheme=page.scheme, bypass_csp=True)
    opened = context.new_page()
    opened.goto(f"{address}/?token={KEY}")
    for path in list_pages(desk):
        opened.goto(f"{address}{path}")
        assert opened.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], path
        if AXE.is_file() and page.viewport_size["width"] != 768:  # what is wrong there is wrong on one side of it
            opened.evaluate(AXE.read_text("utf-8"))
            found = opened.evaluate("axe.run().then(found => found.violations)")
            assert [v["id"] for v in found if v["impact"] in {"serious", "critical"}] == [], path
    context.close()


def test_nothing_that_a_stranger_wrote_runs_or_asks_for_anything(browser, served):
    desk, address = served
    context = browser.new_context()  # with scripts allowed
    page = context.new_page()
    dialogs, asked = [], []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/?token={KEY}")
    account = desk.load_account()
    arrays = (account.documents, account.entities, account.attributions, account.events, account.findings)
    records = [f"/records/{record.id}" for array in arrays for record in array][:60]
    for path in ("/", "/account", "/lists/reports", "/lists/statements", "/search?q=script", "/decisions", *records):
        page.goto(f"{address}{path}")
        assert page.evaluate("document.scripts.length") == 0, path
    assert dialogs == []
    assert all(url.startswith((f"{address}/", "data:")) for url in asked)
    context.close()
