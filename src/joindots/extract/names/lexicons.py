"""The word tables of this package, read once."""

import tomllib
from functools import cache
from importlib.resources import files

from joindots.model import EntityKind


@cache
def words(table: str, *lists: str) -> frozenset[str]:
    """The words of the named lists of one table, such as `words("titles", "male", "male_posts")`."""
    read = _read_table(table)
    return frozenset(word for name in lists for word in read[name])


@cache
def title_words() -> frozenset[str]:
    """Every word that can stand in a title before a name, lower case."""
    return title_ends() | words("titles", "modifiers")


@cache
def title_ends() -> frozenset[str]:
    """Every word that can end a title before a name, lower case."""
    return words("titles", "male", "female", "male_posts", "female_posts", "posts", "plural")


@cache
def countries() -> frozenset[str]:
    """Names of states, as written."""
    with (files(__package__) / "known.toml").open("rb") as file:
        return frozenset(tomllib.load(file)["states"])


@cache
def regions() -> frozenset[str]:
    """Names of parts of states, such as the states of a federation, as written; without those that are towns too."""
    with (files(__package__) / "known.toml").open("rb") as file:
        table = tomllib.load(file)
    return frozenset(table["regions"]["names"]) - set(table["cities"]["names"])


@cache
def known_kinds() -> dict[str, EntityKind]:
    """Names that everybody knows, as written, and their kind."""
    with (files(__package__) / "known.toml").open("rb") as file:
        table = tomllib.load(file)
    kinds: dict[str, EntityKind] = dict.fromkeys(table["states"], "place")
    kinds |= dict.fromkeys(
        table["regions"]["names"] + table["regions"]["abbreviated"] + table["cities"]["names"], "place"
    )
    kinds |= dict.fromkeys(table["organisations"]["names"], "organisation")
    groups = [word for line in table["states"].values() for word in line.split()] + table["peoples"]["names"]
    return kinds | dict.fromkeys(groups, "group")


@cache
def given_names() -> dict[str, str]:
    """Given names, as written, and whom they are mostly given to: `m`, `f`, or `u` for both."""
    lines = (files(__package__) / "given_names.csv").read_text(encoding="utf-8").splitlines()
    rows = (line.split(",") for line in lines if not line.startswith("#"))
    return {name: sex for sex, names in rows for name in names.split()}


@cache
def forms_of_address(language: str) -> frozenset[str]:
    """What stands before a name in a language other than English, lower case and without dots."""
    return frozenset(_read_table("addresses").get(language, ()))


@cache
def ranks() -> dict[str, frozenset[str]]:
    """What somebody with a title can be called ("officer"), to the titles that allow it."""
    return {noun: frozenset(titles) for noun, titles in _read_table("ranks").items()}


def body_heads(noun: str) -> frozenset[str]:
    """The last words of names that a noun such as "agency" can take up, lower case."""
    return _bodies().get(noun, frozenset())


@cache
def _bodies() -> dict[str, frozenset[str]]:
    return {noun: frozenset(heads) for noun, heads in _read_table("bodies").items()}


@cache
def _read_table(name: str) -> dict[str, list[str]]:
    with (files(__package__) / f"{name}.toml").open("rb") as file:
        table: dict[str, list[str]] = tomllib.load(file)
    return table
