"""The desk: search, look, correct, undo, add reports; as pages and as JSON."""

import html
import re

import pytest
from desk_parts import ORIGIN, REPORTS, settle

from joindots.account import encode_account
from joindots.app.web.desks import clean_name

LISTS = ("findings", "statements", "entities", "events", "incidents", "figures", "reports")
SECTIONS = ("start", "figures", "incidents", "timeline", "coverage")
PAGES = ("/", "/search", "/account", "/compare", "/decisions", "/export", "/add", "/work")
PAGES += tuple(f"/lists/{name}" for name in LISTS)
# Written by strangers: each must come out as words, never as markup, a link that runs, or a command to a terminal.
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "{{ 7 * 7 }}",
    "</title><svg onload=alert(1)>",
    "javascript:alert(1)",
    "<a href='javascript:alert(1)'>x</a>",
    "<!--<style>@import 'http://evil.test/x'</style>-->",
    "\x1b]0;owned\x07",
    "\u202eevil",
)


def ids(desk):
    account = desk.load_account()
    arrays = (account.documents, account.entities, account.events, account.attributions, account.quantities)
    arrays += (account.incidents, account.findings, account.times, account.stories, account.reuse)
    return [record.id for array in arrays for record in array]


def decide(client, **fields):
    return client.post("/decisions", headers=ORIGIN, data={"who": "A. Editor", **fields}, follow_redirects=False)


def test_an_empty_desk_says_how_to_begin(open_desk):
    _, client = open_desk()
    assert "There are no reports in this case yet" in client.get("/").text
    for page in ("/search?q=fire", "/account", "/compare", "/lists/findings", "/records/e1", "/api/account"):
        assert client.get(page).status_code == 400
    for page in ("/", "/search", "/decisions", "/add", "/work", "/api/summary"):
        assert client.get(page).status_code == 200


def test_every_page_and_every_record_is_shown_and_has_its_json(shared_desk):
    desk, client = shared_desk
    for page in (*PAGES, *(f"/records/{one}" for one in ids(desk))):
        assert client.get(page).status_code == 200, page
    twins = ("summary", *SECTIONS, "search?q=fire", "account", "decisions", "exports", "work")
    for page in (*twins, *(f"lists/{name}" for name in LISTS)):
        assert client.get(f"/api/{page}").status_code == 200, page
    for one in ids(desk):
        assert client.get(f"/api/records/{one}").json()["id"] == one
    report = desk.load_account().documents[0]
    assert client.get(f"/api/reports/{report.id}").json()["text"] == report.text
    assert client.get("/compare", params={"a": "R1", "b": "R2"}).status_code == 200
    assert client.get("/api/compare", params={"a": "R1", "b": "R2"}).json()


def test_the_links_of_a_page_lead_somewhere(shared_desk):
    desk, client = shared_desk
    seen = set()
    for page in (*PAGES, *(f"/records/{one}" for one in ids(desk))):
        if page != "/account":  # checked by its own tests
            seen |= set(re.findall(r'href="(/[^"]*)"', client.get(page).text))
    assert len(seen) > 30
    answers = {link: client.get(link) for link in {html.unescape(link).partition("#")[0] for link in seen}}
    assert {link for link, answer in answers.items() if answer.status_code != 200} == set()
    places = [link.partition("#") for link in seen if "#p" in link]
    lost = {place for report, _, place in places if f'id="{place}"' not in answers[report].text}
    assert lost == set()


def test_the_first_page_tells_what_happened_and_how_the_pile_stands(shared_desk):
    _, client = shared_desk
    page = client.get("/").text
    assert "What happened" in page
    assert 'href="/lists/findings?kind=' in page
    assert "reports in the case" in page  # the last work
    start = client.get("/api/start").json()
    assert start["facts"]["reports"] == "2 reports"
    assert f"<h1>{start['facts']['title']}</h1>" in page
    assert [line["title"] for line in start["brief"]["lines"]]


def test_pictures_stand_above_the_lists_of_the_same(shared_desk):
    _, client = shared_desk
    assert "<article" in client.get("/lists/incidents").text
    assert 'class="timeline"' in client.get("/lists/events").text
    assert "<table" in client.get("/lists/figures").text
    assert "Which report covers what" in client.get("/lists/reports").text
    assert "<table" not in client.get("/lists/figures?q=people").text


def test_search_finds_reports_with_their_passages(shared_desk):
    _, client = shared_desk
    found = client.get("/search", params={"q": "sprinklers failed"}).text
    assert "<mark>sprinklers</mark> had <mark>failed</mark>" in found
    answer = client.get("/api/search", params={"q": "fire", "person": "Mara Quist", "kind": "conflict"}).json()
    assert len(answer["reports"]) == 2
    assert answer["findings"]["rows"][0]["verdict"] == "conflict"
    denied = client.get("/api/search", params={"stance": "denies"}).json()["statements"]["rows"]
    assert "doors were locked" in denied[0]["title"]
    assert client.get("/api/search", params={"q": "fire", "since": "2040-01-01"}).json()["reports"] == []


@pytest.mark.parametrize(
    "words", ['"', "fire OR", "NEAR(", "a*", "-", "title:fire", "'; DROP TABLE documents;--", "\x00"]
)
def test_what_is_searched_for_is_never_syntax(shared_desk, words):
    _, client = shared_desk
    assert client.get("/search", params={"q": words}).status_code == 200


@pytest.mark.parametrize(
    "query", ["since=x", "kind=nonsense", "page=0", "page=x", "q=" + "a" * 300, "person=Nobody+Atall"]
)
def test_what_makes_no_sense_is_told(shared_desk, query):
    _, client = shared_desk
    assert client.get(f"/search?{query}").status_code == 400
    assert client.get(f"/api/search?{query}").status_code == 400


def test_a_correction_and_its_undoing(open_desk):
    desk, client = open_desk(REPORTS)
    before = encode_account(desk.load_account())
    (mayor,) = [e for e in desk.load_account().entities if e.name == "Mara Quist"]
    answer = decide(client, do="rename", record=mayor.id, value="Mara <b> Quist", why="so she signs")
    assert answer.status_code == 303
    settle(desk)
    page = client.get(answer.headers["location"]).text
    assert "Corrected by A. Editor" in page
    assert "so she signs" in page
    assert "Mara &lt;b&gt; Quist" in page
    assert 'value="A. Editor"' in page  # who decided is remembered
    (row,) = client.get("/api/decisions").json()
    assert row["holds"]
    assert decide(client, do="undo", record=row["decision"]["id"]).status_code == 303
    settle(desk)
    assert encode_account(desk.load_account()) == before
    assert "undid: renamed “Mara Quist”" in client.get("/decisions").text
    assert [row["holds"] for row in client.get("/api/decisions").json()] == [False, False]


def test_each_form_makes_a_decision(open_desk):
    desk, client = open_desk(REPORTS)
    account = desk.load_account()
    courier = next(d for d in account.documents if d.source == "courier.txt")
    names = {e.name: e for e in account.entities}
    event = next(v for v in account.events if v.type == "fire")
    said = next(a for a in account.attributions if "sprinklers" in a.content[0].text)
    row = account.incidents[0]
    forms = (
        {"do": "accept", "record": account.findings[0].id},
        {"do": "note", "record": said.id, "why": "heard it myself"},
        {"do": "redate", "record": courier.id, "value": "2031-05-03"},
        {"do": "redate", "record": event.id, "value": ""},
        {"do": "speaker", "record": said.id, "words": "the fire chief"},
        {"do": "stance", "record": said.id, "value": "claims"},
        {"do": "split", "record": names["Mara Quist"].id, "report": courier.id},
        {"do": "merge", "record": names["Mara Quist"].id, "other": names["police"].id},
        {"do": "relabel", "record": courier.id, "words": "“Nobody had tested them,”", "value": "caption"},
        {"do": "add entity", "record": courier.id, "words": "sprinklers", "value": "other"},
        {"do": "add event", "record": courier.id, "words": "had failed", "value": "accident"},
        {
            "do": "add statement",
            "record": courier.id,
            "words": "told reporters",
            "speaker": "mayor",
            "value": "asserts",
        },
        {
            "do": "add value",
            "record": row.id,
            "report": courier.id,
            "field": "weapon",
            "value": "none",
            "words": "tested",
        },
        {"do": "reject", "record": account.quantities[0].id},
    )
    for form in forms:
        assert decide(client, **form).status_code == 303, form
    settle(desk)
    corrections = desk.load_account().corrections
    assert len(corrections.made) + len(corrections.misfits) == len(forms)
    assert client.get("/decisions").status_code == 200


@pytest.mark.parametrize(
    "form",
    [
        {"do": "rename", "record": "e1", "value": "X"},
        {"do": "nonsense", "record": "e1"},
        {"do": "undo", "record": "k1"},
        {"do": "note", "record": "{event}"},
        {"do": "redate", "record": "{event}", "value": "yesterday"},
        {"do": "stance", "record": "{event}", "value": "denies"},
        {"do": "merge", "record": "{event}", "other": "{event}"},
        {"do": "split", "record": "{event}", "report": "d1"},
        {"do": "reject", "record": "{document}"},
        {"do": "relabel", "record": "{document}", "words": "not in it", "value": "body"},
        {"do": "relabel", "record": "{document}", "start": "5", "end": "1000000", "value": "body"},
        {"do": "add value", "record": "{event}", "words": "fire", "field": "killed", "value": "1"},
        {"do": "accept", "record": "{event}", "who": " "},
        {"do": "accept", "record": "{event}", "why": "x" * 5000},
        {"do": "accept", "record": "{event}", "unknown": "field"},
    ],
)
def test_a_form_that_makes_no_sense_is_refused_and_nothing_is_noted(shared_desk, form):
    desk, client = shared_desk
    account = desk.load_account()
    known = {"{event}": account.events[0].id, "{document}": account.documents[0].id}
    answer = decide(client, **{key: known.get(value, value) for key, value in form.items()})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert desk.case.list_decisions() == []


def test_a_value_of_the_register_is_rejected_where_it_stands_and_added_to_a_report_by_its_name(open_desk):
    desk, client = open_desk(REPORTS)
    row = desk.load_account().incidents[0]
    page = client.get(f"/records/{row.id}").text
    form = re.search(r'<form[^>]*>(?:(?!</form>).)*name="field" value="killed"(?:(?!</form>).)*</form>', page).group()
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    assert decide(client, **fields).status_code == 303
    settle(desk)
    (after,) = desk.load_account().incidents
    assert len(after.killed) < len(row.killed)
    assert "<option value=" in page[page.index("Add a value") :]


def test_names_are_merged_by_name(open_desk):
    desk, client = open_desk(REPORTS)
    names = {e.name: e for e in desk.load_account().entities}
    assert decide(client, do="merge", record=names["Mara Quist"].id, other="Nobody Atall").status_code == 400
    assert decide(client, do="merge", record=names["Mara Quist"].id, other="Police").status_code == 303
    assert desk.case.list_decisions()[0].action.targets[1].name == names["police"].name


def test_the_account_is_handed_on_in_every_form(shared_desk):
    desk, client = shared_desk
    for form in client.get("/api/exports").json():
        answer = client.get(f"/api/exports/{form['form']}")
        assert answer.status_code == 200, form
        assert answer.headers["content-disposition"].startswith("attachment; filename="), form
    assert client.get("/api/exports/json").content == encode_account(desk.load_account())
    assert client.get("/api/exports/csv").content == client.get("/api/exports/csv").content
    assert client.get("/api/exports/nonsense").status_code == 400


def test_a_program_decides_too(open_desk):
    desk, client = open_desk(REPORTS)
    finding = desk.load_account().findings[0]
    proposal = {"do": "reject", "record": finding.id, "who": "A", "why": "no"}
    made = client.post("/api/decisions", headers=ORIGIN, json=proposal)
    assert made.status_code == 201
    settle(desk)
    assert finding.id not in {f.id for f in desk.load_account().findings}
    assert client.post("/api/decisions", headers=ORIGIN, content=b"[").status_code == 400


def test_reports_are_uploaded_and_pasted_and_read_in_the_background(open_desk):
    desk, client = open_desk()
    files = [("files", (name, text.encode())) for name, text in REPORTS.items()]
    assert client.post("/upload", headers=ORIGIN, files=files, follow_redirects=False).status_code == 303
    form = {
        "text": "A tram overturned in Lanfield.\r\nNobody was hurt.",
        "title": "Tram overturns",
        "published": "2031-05-09",
    }
    assert client.post("/paste", headers=ORIGIN, data=form, follow_redirects=False).status_code == 303
    assert client.get("/work").status_code == 200
    settle(desk)
    pasted = next(d for d in desk.load_account().documents if d.title == "Tram overturns")
    assert pasted.text == "A tram overturned in Lanfield.\nNobody was hurt."
    assert pasted.published.value == "2031-05-09"
    assert len(desk.load_account().documents) == 3
    assert not list(desk.inbox.iterdir())
    assert "3 reports in the case" in client.get("/work").text


def test_the_same_file_again_changes_nothing_and_other_bytes_take_its_place(open_desk):
    desk, _ = open_desk(REPORTS)
    for text in (REPORTS["courier.txt"], REPORTS["courier.txt"].replace("four", "six")):
        desk.take_files([("courier.txt", text.encode())])
        settle(desk)
        assert len(desk.load_account().documents) == 2
    assert any("six" in d.text for d in desk.load_account().documents)


def test_what_cannot_be_read_is_told(open_desk):
    desk, client = open_desk(REPORTS)
    assert client.post("/upload", headers=ORIGIN, files={"files": ("a.txt", b"")}).status_code == 400
    assert client.post("/paste", headers=ORIGIN, data={"text": " "}).status_code == 400
    desk.take_files([("broken.pdf", b"%PDF-1.7 nothing")])
    settle(desk)
    assert "broken.pdf" in desk.works.list_jobs()[0].message


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\a.txt", "a.txt"),
        ("a<b>|c.txt", "a_b_c.txt"),
        ("..", "report.txt"),
        (".hidden", "hidden"),
        ("a" * 300 + ".txt", "a" * 120 + ".txt"),
        ("Ärger, (2).html", "Ärger, (2).html"),
    ],
)
def test_a_file_goes_into_the_inbox_and_nowhere_else(given, kept):
    assert clean_name(given) == kept


def test_nothing_that_a_stranger_wrote_runs(open_desk):
    hostile = " ".join(HOSTILE)
    reports = {
        f"{n}.txt": f"{words}\n\n“{words},” said Mara Quist in Ostrow on 2 May 2031. {hostile}"
        for n, words in enumerate(HOSTILE)
    }
    desk, client = open_desk(reports)
    desk.take_text(type_pasted(hostile))
    settle(desk)
    answer = decide(client, do="note", record=desk.load_account().documents[0].id, why=hostile, who=hostile[:400])
    assert answer.status_code == 303
    settle(desk)
    pages = [*PAGES, *(f"/records/{one}" for one in ids(desk)), "/search?q=script", "/compare?a=R1&b=R2"]
    pages += [f"/search?q={words}" for words in ("%3Cscript%3E", "%22%3E%3Cimg")]
    for page in pages:
        text = client.get(page).text
        assert "<script" not in text.lower(), page
        assert not re.search(r"<(?:img|svg onload|style>@)[^>]*(?:onerror|onload|import)", text), page
        assert not re.search(r'(?:href|src|action)="?(?:javascript|data|http):', text.replace("&#58;", ":")), page
        assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", text), page


def type_pasted(words):
    from joindots.app.web.desks import Pasted

    return Pasted(text=f"{words} happened.", title=words[:400], publisher=words[:400], url="javascript:alert(1)")


def test_what_is_too_large_is_refused(open_desk):
    _, client = open_desk()
    answer = client.post("/paste", headers=ORIGIN, data={"text": "a", "title": "x" * 600})
    assert answer.status_code == 400
