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
