"""Languages and endings of inputs, as the terminal tells them."""

import re

import pytest
from typer.testing import CliRunner

from joindots.app.cli import app
from joindots.model import EngineError

ENGLISH = "A ferry struck the pier at Lowmark on Tuesday. Two people were killed, police said on the same day.\n"
FRENCH = (
    "Un bac a heurté mardi la jetée de Lowmark et deux personnes ont été tuées, a annoncé la police dans un communiqué "
    "publié dans la soirée. La capitaine du port, Ilse Varga, a ouvert une enquête.\n"
)


@pytest.fixture(scope="module")
def pile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pile")
    (folder / "a.txt").write_text(ENGLISH)
    (folder / "b.txt").write_text(FRENCH)
    for number in range(7):
        (folder / f"empty{number}.txt").write_text("")
        (folder / f"p{number}.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(20))
    (folder / "empty[red]\x1b[2J\u202e.txt").write_text("")
    return folder


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_the_summary_tells_languages_and_endings(pile, tmp_path) -> None:
    done = run("read", pile, "--out", tmp_path / "out", "--format", "json")
    assert done.exit_code == 0, done.output
    assert "Kept and searchable, but not read further: 1 report in French." in done.output
    assert re.search(r"^ +8  refused$", done.output, re.MULTILINE)
    assert re.search(r"^ +7  skipped, no reports by their kind$", done.output, re.MULTILINE)
    assert "and 5 more: The file is empty." in done.output
    assert "png" not in done.output
    assert not {"\x1b", "\u202e"} & set(done.output)


def test_a_second_model_reads_names(pile, tmp_path) -> None:
    done = run("read", pile, "--out", tmp_path / "out", "--format", "json", "--model", "fr_core_news_sm")
    assert "Only names are read in 1 report in French." in done.output
    assert '"Ilse Varga"' in (tmp_path / "out/account.json").read_text()


def test_a_model_that_is_not_there_is_named_and_nothing_is_written(pile, tmp_path) -> None:
    done = run("read", pile, "--out", tmp_path / "out", "--model", "fr_core_news_sm", "--model", "de_nowhere_sm")
    assert isinstance(done.exception, EngineError)
    assert "de_nowhere_sm" in str(done.exception)
    assert not (tmp_path / "out").exists()


def test_doctor_lists_pipelines_by_language() -> None:
    done = run("doctor")
    assert done.exit_code == 0
    assert re.search(r"^ +French +fr_core_news_sm 3\.8\.0", done.output, re.MULTILINE)
