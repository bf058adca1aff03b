"""`joindots export`: the files it writes, and what it refuses."""

import pytest
from typer.testing import CliRunner

from joindots.app.cli.commands import app

runner = CliRunner()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("export")
    done = runner.invoke(app, ["demo", "--out", str(folder / "demo"), "--quiet", "--format", "json"])
    assert done.exit_code == 0, done.output
    return folder


@pytest.mark.parametrize("form", ["gtd", "acled"])
def test_export_writes_a_workbook_and_its_sheets(folder, form):
    done = runner.invoke(app, ["export", "-f", form, "-a", str(folder / "demo"), "--out", str(folder / form)])
    assert done.exit_code == 0, done.output
    names = {path.name for path in (folder / form).iterdir()}
    assert names == {f"{form}.xlsx", f"{form}.csv", f"{form}-values.csv", f"{form}-evidence.csv"}
    assert all(name in done.output for name in names)


def test_export_refuses_a_format_that_it_does_not_know_and_writes_nothing(folder):
    done = runner.invoke(app, ["export", "-f", "xyz", "-a", str(folder / "demo"), "--out", str(folder / "none")])
    assert done.exit_code != 0
    assert "gtd, acled" in str(done.exception)
    assert not (folder / "none").exists()
