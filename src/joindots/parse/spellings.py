"""How names are written: the tables `spellings.toml` and `casing.toml`."""

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from msgspec import Struct


class Spellings(Struct, frozen=True, gc=False):
    """Words and phrases that are names.

    Attributes:
        always: Lower-case form to how it is written.
        beside: Lower-case words that are names beside another name.
        phrases: First word, lower case, to the words of phrases as written, the longest first.
    """

    always: Mapping[str, str]
    beside: frozenset[str]
    phrases: Mapping[str, Sequence[tuple[str, ...]]]


@cache
def load_spellings() -> Spellings:
    """The names; read once, and only where something is set in capitals."""
    tables: dict[str, str] = tomllib.loads(_read("spellings.toml"))
    phrases = defaultdict(list)
    for phrase in sorted(tables["phrases"].replace("\n", " ").split("; "), key=lambda p: (-len(p.split()), p)):
        words = tuple(phrase.split())
        phrases[words[0].lower()].append(words)
    return Spellings(
        {word.lower(): word for word in tables["always"].split()}, frozenset(tables["beside"].split()), dict(phrases)
    )


@cache
def load_casing() -> Mapping[str, frozenset[str]]:
    """Words that stand in or beside names, by table."""
    tables: dict[str, list[str]] = tomllib.loads(_read("casing.toml"))
    return {name: frozenset(words) for name, words in tables.items()}


def _read(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text("utf-8")
