"""The tables of `tables.toml`, read once."""

import tomllib
from functools import cache
from pathlib import Path

Table = dict[str, list[str]]


@cache
def _tables() -> dict[str, Table]:
    return tomllib.loads((Path(__file__).parent / "tables.toml").read_text("utf-8"))


def entries(table: str, name: str) -> list[str]:
    """One list of words."""
    return _tables()[table][name]


def words_of(table: str) -> Table:
    """All lists of a table, by name."""
    return _tables()[table]


def pairs(table: str, name: str) -> list[tuple[str, str]]:
    """One list of pairs."""
    return [(one, other) for one, other in _tables()[table][name]]


def either(words: list[str]) -> str:
    """The inside of a pattern that matches any of some words, the longest first."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))
