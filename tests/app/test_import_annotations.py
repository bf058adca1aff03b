"""`joindots import-annotations`: edited annotations become changes told and decisions appended."""

import json

import pytest
from lxml import etree
from typer.testing import CliRunner

from joindots.app.cli import app

CUSTOM = "{http:///webanno/custom.ecore}"
runner = CliRunner()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("annotations")
    for command in (
        ["demo", "--out", str(folder / "demo"), "--quiet"],
        ["export", "-f", "xmi", "-a", str(folder / "demo"), "--out", str(folder / "xmi"), "--quiet"],
    ):
        done = runner.invoke(app, command)
        assert done.exit_code == 0, done.output
    return folder


@pytest.fixture(scope="module")
def edited(folder):
    for file in sorted((folder / "xmi").glob("d*.xmi")):
        root = etree.fromstring(file.read_bytes())
        sayings = list(root.iter(f"{CUSTOM}Saying"))
        figures = list(root.iter(f"{CUSTOM}Figure"))
        if len(sayings) > 1 and figures:
            sayings[0].set("stance", "warns")
            root.remove(figures[0])
            file.write_bytes(etree.tostring(root))
            return file
    raise AssertionError


def invoke(folder, file, *more):
    return runner.invoke(app, ["import-annotations", str(file), "-a", str(folder / "demo"), *more])


def test_what_was_not_edited_changes_nothing(folder, edited):
    other = next(file for file in (folder / "xmi").glob("d*.xmi") if file != edited)
    done = invoke(folder, other)
    assert done.exit_code == 0, done.output
    assert done.output == "0 changes, 0 decisions\n"


def test_changes_are_told_and_nothing_is_written_without_a_name(folder, edited):
    done = invoke(folder, edited)
    assert done.exit_code == 0, done.output
    assert "changed  Saying" in done.output
    assert "removed  Figure" in done.output
    assert done.output.endswith("2 changes, 2 decisions; append with --who NAME\n")
    assert not (folder / "demo/decisions.jsonl").exists()


def test_with_a_name_they_are_decisions(folder, edited):
    done = invoke(folder, edited, "--who", "Mira Holt")
    assert done.output.endswith("2 changes, 2 decisions appended\n")
    lines = [json.loads(line) for line in (folder / "demo/decisions.jsonl").read_text().splitlines()]
    assert sorted(line["action"]["do"] for line in lines) == ["reject", "stance"]
    assert {line["who"] for line in lines} == {"Mira Holt"}


def test_what_is_no_annotation_is_an_error(folder, tmp_path):
    (tmp_path / "x.xmi").write_bytes(b"none")
    assert invoke(folder, tmp_path / "x.xmi").exit_code != 0
