"""Organisations and places with several names that no rule of spelling connects."""

import tomllib
from functools import cache
from importlib.resources import files

from msgspec import Struct, convert

from joindots.model import EntityKind


class KnownName(Struct, frozen=True, kw_only=True):
    """One thing and its names.

    Attributes:
        name: What to call it.
        kind: What it is.
        also: Its other names, as written.
        why: The reason they are one.
    """

    name: str
    kind: EntityKind
    also: tuple[str, ...]
    why: str


@cache
def known_names() -> dict[str, KnownName]:
    """Every name of the table, as written, to its entry."""
    with (files(__package__) / "known_names.toml").open("rb") as file:
        entries = convert(tomllib.load(file)["thing"], list[KnownName])
    return {name: entry for entry in entries for name in (entry.name, *entry.also)}
