"""The commands for cases."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from joindots.app.cli import app
from joindots.model import InputError, OptionsError, StoreError

EXAMPLE = Path(__file__).resolve().parents[2] / "src/joindots/app/example/reports"
FILES = sorted(str(path) for path in EXAMPLE.iterdir() if path.suffix == ".txt")


def run(*arguments, status=0) -> str:
    result = CliRunner().invoke(app, [str(each) for each in arguments])
    assert result.exit_code == status, result.output
    return result.output


def fail(error, *arguments) -> str:
    result = CliRunner().invoke(app, [str(each) for each in arguments])
    assert isinstance(result.exception, error), result.output
    return str(result.exception)


@pytest.fixture(scope="module")
def filled(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("filled") / "case.joindots"
    run("read", *FILES, "--store", path, "-q")
    return path


@pytest.fixture
def case(filled, tmp_path) -> Path:
    return Path(shutil.copy(filled, tmp_path / "case.joindots"))


def test_a_case_and_a_folder_have_the_same_account(tmp_path):
    run("read", *FILES[:2], "--store", tmp_path / "case", "-q")
    output = run("read", *FILES[2:], "--store", tmp_path / "case", "--out", tmp_path / "out")
    run("read", *FILES, "--out", tmp_path / "bare", "-q")
    assert f"{len(FILES)} reports read" in output
    names = ["account.html", "account.json", "account.md", "originals.json", "manifest-sha256.txt"]
    for name in names:
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "bare" / name).read_bytes()
    run("verify", tmp_path / "out")


def test_it_has_to_go_somewhere():
    assert "--store" in fail(OptionsError, "read", *FILES)


def test_search_shows_where_it_stands(case):
    output = run("search", case, "fuel pier", "--since", "2031-05-14", "--most", "2")
    assert "fuel pier" in output
    assert output.count("\n2031-") + output.startswith("2031-") <= 2
    assert "d" in output


def test_search_for_what_mentions_somebody(case):
    assert run("search", case, "harbour", "--about", "Ilse Varga")
    assert "nobody" in fail(InputError, "search", case, "harbour", "--about", "Nemo Nihil")


def test_nothing_found_is_told_by_the_status(case):
    assert "nothing was found" in run("search", case, "zeppelin", status=1)


def test_a_terminal_is_sent_no_control_characters(tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "1", "text": "The bridge \x00\x1b[31mat Lowmark\x07 is shut."}))
    run("read", tmp_path / "a.jsonl", "--store", tmp_path / "case", "-q")
    output = run("search", tmp_path / "case", "bridge")
    assert "bridge" in output
    assert "\x07" not in output
    assert "\x1b[31m" not in output


def test_a_report_is_deleted_by_its_source(case):
    name = Path(FILES[0]).name
    assert "deleted" in run("delete", case, name)
    assert "no report" in fail(InputError, "delete", case, name)


def test_a_backup_comes_back(case, tmp_path):
    assert "copy" in run("backup", case, tmp_path / "copy")
    run("delete", case, Path(FILES[0]).name, "-q")
    assert "--replace" in fail(StoreError, "restore", tmp_path / "copy", case)
    run("restore", tmp_path / "copy", case, "--replace")
    run("delete", case, Path(FILES[0]).name, "-q")


def test_doctor_looks_through_a_case(case):
    output = run("doctor", case)
    assert "SQLite" in output
    assert "as it was written" in output
    with case.open("r+b") as file:
        file.seek(4096 * 8)
        file.write(b"x" * 4096 * 4)
    result = CliRunner().invoke(app, ["doctor", str(case)])
    assert result.exit_code == 1


def test_help_and_reading_without_a_case_load_no_database_library():
    program = (
        "import sys, joindots.app.cli, joindots.run\n"
        "assert not {'sqlalchemy', 'alembic', 'filelock', 'sqlite3'} & set(sys.modules), sorted(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
