"""Deciding from the command line: read, decide, read again, undo."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from joindots.account import decode_account
from joindots.app.cli import app
from joindots.corrections import decode_history
from joindots.model import OptionsError, StoreError
from joindots.run import verify

RUN = CliRunner()
REPORTS = {
    "a.txt": "A fire at the Ostrow warehouse killed four people on 2 May 2031, the fire chief said.\n\n"
    "Mara Quist, the mayor of Ostrow, said the sprinklers had failed. “Nobody had tested them,” she told reporters.\n",
    "b.txt": "Five people died in the fire at the Ostrow warehouse on 2 May 2031, police said.\n\n"
    "Mayor Mara Quist denied that the doors were locked.\n",
}


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / name).write_text(text)
    return folder


def run(*arguments: object) -> str:
    result = RUN.invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def read(pile: Path, out: Path, *more: object):
    run("read", pile, "--out", out, "-q", *more)
    return decode_account((out / "account.json").read_bytes())


def decide(out: Path, *arguments: object) -> str:
    return run("decide", *arguments, "--who", "A. Editor", "--why", "so it is", "-a", out)


def entity(account, name: str) -> str:
    return next(e.id for e in account.entities if e.name == name)


def test_a_decision_holds_from_the_next_reading_and_its_undoing_leaves_the_same_bytes(pile, tmp_path):
    out = tmp_path / "out"
    account = read(pile, out)
    before = {path.name: path.read_bytes() for path in out.iterdir() if path.name.startswith("account.")}
    told = decide(out, "rename", entity(account, "Mara Quist"), "Mara Elin Quist")
    assert "renamed “Mara Quist” to “Mara Elin Quist”" in told
    assert verify(out).failures == ()
    account = read(pile, out)
    assert entity(account, "Mara Elin Quist") == account.corrections.made[0].records[0]
    (decision,) = decode_history((out / "decisions.jsonl").read_bytes(), "x")
    decide(out, "undo", decision.id)
    read(pile, out)
    assert {path.name: path.read_bytes() for path in out.iterdir() if path.name.startswith("account.")} == before
    history = run("decide", "list", "-a", out).splitlines()
    assert history[0].endswith(": so it is [undone]")
    assert "undid" in history[1]
    assert verify(out).failures == ()


def test_decisions_are_handed_on_as_lines(pile, tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    account = read(pile, one)
    decide(one, "note", entity(account, "police"))
    handed = tmp_path / "handed.jsonl"
    handed.write_text(run("decide", "list", "--json", "-a", one))
    assert read(pile, two, "--decisions", handed).corrections.made[0].decision.who == "A. Editor"
    assert (two / "decisions.jsonl").read_bytes() == handed.read_bytes()


def test_each_command_makes_a_decision_that_fits(pile, tmp_path):
    out = tmp_path / "out"
    account = read(pile, out)
    event = next(v.id for v in account.events if v.type == "fire")
    said = next(a.id for a in account.attributions if "sprinklers" in a.content[0].text)
    document = next(d.id for d in account.documents if d.source == "a.txt")
    place = "a.txt:the sprinklers"
    for command in (
        ("accept", account.findings[0].id),
        ("note", event),
        ("split", entity(account, "Mara Quist"), "--off", "b.txt"),
        ("redate", document, "2031-05-03"),
        ("redate", event, "unknown"),
        ("speaker", said, "a.txt:the fire chief"),
        ("stance", said, "claims"),
        ("relabel", "a.txt:“Nobody had tested them,”", "caption"),
        ("add", "name", place, "--kind", "other"),
        ("add", "event", "a.txt:had failed", "--type", "accident"),
        ("add", "statement", "a.txt:told reporters", "--speaker", "a.txt:the mayor of Ostrow"),
        ("add", "number", "b.txt:the doors", "--in", "b.txt:the doors were locked", "--low", "2", "--measure", "doors"),
        ("add", "value", "a.txt:tested", "--event", "a.txt:fire at", "--field", "weapon", "--value", "none"),
        ("reject", entity(account, "police")),
    ):
        decide(out, *command)
    corrections = read(pile, out).corrections
    misfits = [f"{m.decision.action}: {m.reason}" for m in corrections.misfits]
    assert len(corrections.made) == 14 - len(misfits)
    assert not [reason for reason in misfits if "anchors" not in reason]
    assert len(run("decide", "list", "-a", out).splitlines()) == 14


@pytest.mark.parametrize(
    "command",
    [
        ("reject", "nothing"),
        ("reject", "{document}"),
        ("merge", "{event}", "{event}"),
        ("merge", "{event}", "{entity}"),
        ("rename", "{document}", "X"),
        ("redate", "{entity}", "2031"),
        ("redate", "{event}", "yesterday"),
        ("stance", "{event}", "denies"),
        ("split", "{entity}", "--off", "nowhere.txt"),
        ("relabel", "a.txt:the", "body"),
        ("relabel", "a.txt:5-4", "body"),
        ("relabel", "a.txt:0-5", "poem"),
        ("undo", "k1"),
        ("add", "value", "a.txt:tested", "--event", "a.txt:fire at", "--field", "mood", "--value", "x"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_noted(pile, tmp_path, command):
    out = tmp_path / "out"
    account = read(pile, out)
    known = {"{document}": account.documents[0].id, "{event}": account.events[0].id, "{entity}": account.entities[0].id}
    with pytest.raises(OptionsError):
        decide(out, *(known.get(word, word) for word in command))
    assert not (out / "decisions.jsonl").exists()


def test_a_changed_history_is_refused(pile, tmp_path):
    out = tmp_path / "out"
    account = read(pile, out)
    decide(out, "note", account.findings[0].id)
    history = out / "decisions.jsonl"
    history.write_text(history.read_text().replace("A. Editor", "B. Editor"))
    with pytest.raises(StoreError, match="is not as it was written"):
        read(pile, out)
    assert verify(out).failures


def test_a_case_is_decided_on_too(pile, tmp_path):
    case, out = tmp_path / "case.joindots", tmp_path / "out"
    account = read(pile, out, "--store", case)
    decide(case, "rename", entity(account, "Mara Quist"), "Mara Elin Quist")
    run("read", pile, "--store", case, "--out", out, "-q")
    account = decode_account((out / "account.json").read_bytes())
    assert entity(account, "Mara Elin Quist")
