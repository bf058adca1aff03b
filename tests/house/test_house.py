"""The rules of the house, checked on the sources themselves."""

import ast
import re
import subprocess
import tomllib
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
MOST_LINES_A_FILE, MOST_LINES_A_FUNCTION = 400, 40


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout: cannot tell which files are tracked")
    return [path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


def test_files_are_short() -> None:
    long = {str(p.relative_to(ROOT)): n for p in SOURCES if (n := p.read_text().count("\n")) > MOST_LINES_A_FILE}
    assert not long


def test_functions_are_short() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > MOST_LINES_A_FUNCTION
    ]
    assert not long


def list_defined(path: Path) -> list[str]:
    """Names that a module gives to functions, classes and constants; those with a decorator are called by others."""
    names: list[str] = []
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.decorator_list:
            names.append(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names += [target.id for target in targets if isinstance(target, ast.Name)]
    return [name for name in names if not name.startswith("__")]


def test_nothing_is_defined_that_nobody_names() -> None:
    named = Counter(word for path in SOURCES for word in re.findall(r"\w+", path.read_text()))
    unused = [f"{path.relative_to(ROOT)}: {name}" for path in SOURCES for name in list_defined(path) if named[name] < 2]
    assert not unused


def test_no_room_is_a_lumber_room() -> None:
    assert not [p for p in SOURCES if p.stem in {"utils", "helpers", "common", "manager", "misc"}]


def test_errors_are_caught_broadly_only_at_the_document_boundary() -> None:
    broad = {
        path.relative_to(ROOT / "src/joindots").as_posix()
        for path in SOURCES
        if re.search(r"except (?:Base)?Exception\b|except:", path.read_text())
    }
    # `run/working.py` hands what its function raises back to the process that asked, which raises it again.
    assert broad == {"run/observing.py", "run/working.py", "intake/readers.py"}


def test_the_library_neither_prints_nor_logs() -> None:
    loud = [p for p in SOURCES if "app" not in p.parts and re.search(r"\bprint\(|import logging", p.read_text())]
    assert not loud


def test_options_come_from_flags_and_one_file_only() -> None:
    assert not [p for p in SOURCES if re.search(r"os\.environ|getenv", p.read_text())]


def test_the_lock_names_no_index() -> None:
    for lock in (ROOT / "requirements").iterdir():
        text = lock.read_text()
        assert "://" not in text
        assert "index-url" not in text


def test_the_lock_pins_the_language_model_by_hash() -> None:
    wheel = "sha256:e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779"
    assert wheel in (ROOT / "requirements/run.txt").read_text()
    assert wheel in (ROOT / "requirements/dev.txt").read_text()


def test_nothing_tracked_is_large() -> None:
    assert not [p.name for p in tracked() if p.stat().st_size > 1_000_000]


def test_shared_reports_are_not_in_the_repository(shared: Path) -> None:
    """No line of eight words or more of the real reports stands in a tracked file."""
    lines = {
        line.strip()
        for report in (shared / "reports").iterdir()
        for line in report.read_text().splitlines()
        if len(line.split()) >= 8
    }
    for path in tracked():
        text = path.read_text(errors="replace")
        assert not [line for line in lines if line in text], path


def test_data_files_are_readable_and_give_their_reason() -> None:
    for path in sorted((ROOT / "src/joindots").rglob("*.toml")):
        text = path.read_text()
        assert tomllib.loads(text), path
        assert text.lstrip().startswith("#"), f"{path.name} does not begin with its reason"
