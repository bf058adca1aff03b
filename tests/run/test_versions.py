"""What is kept is not taken for what other code would find."""

import ast
from pathlib import Path

import joindots
from joindots.run import versions

ROOT = Path(joindots.__file__).parent


def imported(file: Path) -> set[Path]:
    """Our own modules that a module imports, as files."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("joindots."):
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    paths = [ROOT.parent / name.replace(".", "/") for name in names]
    return {p.with_suffix(".py") for p in paths if p.with_suffix(".py").is_file()}


def test_what_parses_is_all_that_the_parser_imports():
    """Records are left out: what they are is checked where they are read back."""
    todo, seen = sorted((ROOT / "parse").glob("*.py")), set()
    while todo:
        file = todo.pop()
        if file not in seen:
            seen.add(file)
            todo += imported(file)
    known = {ROOT / place for place in versions.PARSING_SOURCES}
    assert not [f for f in seen if not ({f, f.parent} & known) and f.parent != ROOT / "model"]


def test_sources_are_where_they_are_said_to_be():
    groups = (
        versions.PARSING_SOURCES,
        versions.READING_SOURCES,
        versions.OBSERVING_SOURCES,
        versions.JOINING_SOURCES,
    )
    assert not [place for group in groups for place in group if not (ROOT / place).exists()]


def test_hashes_tell_sources_apart():
    assert versions.hash_sources("parse") == versions.hash_sources("parse") != versions.hash_sources("text")


def test_what_python_writes_beside_sources_while_they_are_hashed_is_no_source(tmp_path, monkeypatch):
    """A file of compiled code has another name until it is whole."""
    monkeypatch.setattr(versions.joindots, "__file__", str(tmp_path / "__init__.py"))
    (tmp_path / "text" / "__pycache__").mkdir(parents=True)
    (tmp_path / "text" / "words.py").write_text("WORDS = 3\n", encoding="utf-8")
    before = versions.hash_sources.__wrapped__("text")
    (tmp_path / "text" / "__pycache__" / "words.cpython-311.pyc.140").write_bytes(b"half")
    assert versions.hash_sources.__wrapped__("text") == before
