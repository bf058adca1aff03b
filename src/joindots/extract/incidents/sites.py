"""Words for what can be attacked beside people, and for those who are told in groups: the lexicon `sites.toml`."""

import tomllib
from functools import cache
from importlib import resources

from msgspec import Struct


class Sites(Struct, frozen=True, gc=False):
    """The tables of `sites.toml`, lower case, singular.

    Attributes:
        targets: Buildings, works and vehicles.
        relational: Words that say little without what follows "of".
        gatherings: Words for some number of people.
        damaging: Base forms of verbs.
    """

    targets: frozenset[str]
    relational: frozenset[str]
    gatherings: frozenset[str]
    damaging: frozenset[str]


@cache
def load_sites() -> Sites:
    """The tables; read once."""
    tables: dict[str, list[str]] = tomllib.loads(resources.files(__package__).joinpath("sites.toml").read_text("utf-8"))
    return Sites(
        frozenset(tables["buildings"] + tables["works"] + tables["vehicles"]),
        frozenset(tables["relational"]),
        frozenset(tables["gatherings"]),
        frozenset(tables["damaging"]),
    )
