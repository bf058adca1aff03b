"""The command line as a user meets it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

REPORT = "A ferry struck the pier at Lowmark on Tuesday. Two people were killed, police said.\n"


def run(*arguments: str, cwd: Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "joindots", *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    (folder / "reports").mkdir()
    (folder / "reports/a.txt").write_text(REPORT)
    (folder / "reports/empty.txt").write_text("")
    return folder


KEPT = ["manifest-sha256.txt", "originals", "originals.json"]


def test_read_writes_three_faces_and_tells_what_it_could_not_read(folder) -> None:
    done = run("read", "reports", "--out", "out", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert sorted(p.name for p in (folder / "out").iterdir()) == ["account.html", "account.json", "account.md", *KEPT]
    assert "1 report read" in done.stdout
    assert "-> out/account.html  open this in a browser\n-> out/account.md " in done.stdout
    assert done.stdout.endswith("joindots explain ID-OR-NAME --account out\n")
    assert "empty.txt" in done.stdout
    account = json.loads((folder / "out/account.json").read_text())
    assert account["schema"] == "joindots.account/1"
    assert [r["source"] for r in account["rejections"]] == ["empty.txt"]


def test_standard_input_is_a_report(folder) -> None:
    done = run("read", "-", "--out", "piped", "--format", "json", cwd=folder, stdin=REPORT)
    assert done.returncode == 0, done.stderr
    assert sorted(p.name for p in (folder / "piped").iterdir()) == ["account.json", *KEPT]


def test_nothing_readable_is_exit_1_and_writes_nothing(folder) -> None:
    done = run("read", "reports/empty.txt", "--out", "none", cwd=folder)
    assert done.returncode == 1
    assert "empty.txt" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder / "none").exists()


@pytest.mark.parametrize("name", ["a\x1b]0;owned\x07\x1b[2J.txt", "b\u202e[red]:bomb:.txt"])
def test_the_terminal_is_sent_nothing_but_letters(tmp_path, name) -> None:
    done = run("read", name, "--out", "none", cwd=tmp_path)
    assert done.returncode == 1
    assert all(character.isprintable() for character in done.stderr.removesuffix("\n"))
    (tmp_path / name).write_text(REPORT)
    shown = run("read", "story.txt", "--out", name, cwd=tmp_path).stderr
    shown += run("explain", "f000000000000", "--account", f"{name}/none", cwd=tmp_path).stderr
    assert all(character.isprintable() for line in shown.splitlines() for character in line)
    assert "[red]:bomb:" in shown or "owned" in shown


@pytest.mark.parametrize(
    "arguments",
    [
        ("read",),
        ("read", "reports"),
        ("read", "reports", "--out", "x", "--format", "docx"),
        ("read", "reports", "--out", "x", "--workers", "-1"),
        ("read", "reports", "--out", "reports/a.txt"),
        ("read", "reports", "--out", "x", "--config", "missing.toml"),
        ("nonsense",),
    ],
)
def test_wrong_usage_is_exit_2(folder, arguments) -> None:
    done = run(*arguments, cwd=folder)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert not (folder / "x").exists()


def test_options_come_from_a_file_and_flags_win(tmp_path) -> None:
    (tmp_path / "a.txt").write_text(REPORT)
    (tmp_path / "joindots.toml").write_text('[read]\nformats = ["md"]\noriginals = false\n')
    assert run("read", "a.txt", "--out", "one", cwd=tmp_path).returncode == 0
    assert sorted(p.name for p in (tmp_path / "one").iterdir()) == ["account.md", "manifest-sha256.txt"]
    assert run("read", "a.txt", "--out", "two", "-f", "json", cwd=tmp_path).returncode == 0
    assert sorted(p.name for p in (tmp_path / "two").iterdir()) == ["account.json", "manifest-sha256.txt"]
    (tmp_path / "joindots.toml").write_text("[read]\ncolour = 3\n")
    wrong = run("read", "a.txt", "--out", "three", cwd=tmp_path)
    assert (wrong.returncode, "colour" in wrong.stderr) == (2, True)


def test_explain_knows_every_kind_of_record(folder) -> None:
    run("read", "reports", "--out", "out", cwd=folder)
    account = json.loads((folder / "out/account.json").read_text())
    for field in ("documents", "times", "quantities", "events"):
        record = account[field][0]["id"]
        done = run("explain", record, "--account", "out", cwd=folder)
        assert done.returncode == 0, done.stderr
        assert record in done.stdout
    assert run("explain", "f000000000000", "--account", "out", cwd=folder).returncode == 2
    assert run("explain", "f000000000000", "--account", "nowhere", cwd=folder).returncode == 1


def test_schema_is_json_schema(folder) -> None:
    schema = json.loads(run("schema", cwd=folder).stdout)
    assert "Finding" in schema["$defs"]


def test_doctor_finds_the_model(folder) -> None:
    done = run("doctor", cwd=folder)
    assert done.returncode == 0
    assert "sha256" in done.stdout


def test_help_teaches(folder) -> None:
    assert "joindots demo" in run("--help", cwd=folder).stdout
    assert "--workers" in run("read", "--help", cwd=folder).stdout


def test_a_folder_that_cannot_be_made_is_told(folder) -> None:
    (folder / "file").write_text("")
    done = run("read", "reports", "--out", "file/below", cwd=folder)
    assert done.returncode in {1, 2}
    assert "Traceback" not in done.stderr
