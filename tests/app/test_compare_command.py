"""`joindots compare`: text, page and records, from files and from an account."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import joindots.app
from joindots.app.cli.commands import app

runner = CliRunner()
REPORTS = Path(joindots.app.__file__).parent / "example" / "reports"
PAIR = [str(REPORTS / "courier-2031-05-14.txt"), str(REPORTS / "meridian-2031-05-15.txt")]


def test_it_prints_text():
    done = runner.invoke(app, ["compare", *PAIR, "--quiet"])
    assert done.exit_code == 0, done.output
    assert "two reports side by side" in done.stdout
    assert "WHAT CHANGED BETWEEN THEM" in done.stdout


def test_it_writes_a_page_and_prints_records(tmp_path):
    page = tmp_path / "two.html"
    done = runner.invoke(app, ["compare", *PAIR, "--out", str(page), "--json", "--quiet"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["schema"] == "joindots.comparison/1"
    assert page.read_text("utf-8").startswith("<!doctype html>")


def test_it_takes_two_reports_of_an_account(tmp_path):
    demo = runner.invoke(app, ["demo", "--out", str(tmp_path), "--quiet", "--format", "json"])
    assert demo.exit_code == 0, demo.output
    done = runner.invoke(app, ["compare", "R1", "R4", "--account", str(tmp_path)])
    assert done.exit_code == 0, done.output
    assert "R2" in done.stdout


def test_it_refuses_what_is_not_two_reports():
    done = runner.invoke(app, ["compare", str(REPORTS), PAIR[0], "--quiet"])
    assert done.exit_code != 0
    assert "to compare, not two" in str(done.exception)


@pytest.mark.parametrize("asked", ["--help", "-h"])
def test_its_help_shows_examples(asked):
    assert "joindots compare" in runner.invoke(app, ["compare", asked]).output
