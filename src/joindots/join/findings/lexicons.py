"""The word lists of `lexicon.toml`, read once."""

import re
import tomllib
from functools import cache
from importlib import resources


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(resources.files(__package__).joinpath("lexicon.toml").read_text("utf-8"))


@cache
def word_lists(table: str) -> tuple[str, ...]:
    """The names of the lists of a table, in order."""
    return tuple(_tables()[table])


@cache
def word_set(table: str, name: str) -> frozenset[str]:
    """The entries of one list."""
    return frozenset(_tables()[table][name])


@cache
def pattern(table: str, name: str) -> re.Pattern[str]:
    """Any entry of one list as whole words, whatever its case and its apostrophe's shape; the longest wins."""
    entries = sorted(_tables()[table][name], key=lambda entry: (-len(entry), entry))
    joined = "|".join(re.escape(entry).replace("'", "['’]") for entry in entries)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)
