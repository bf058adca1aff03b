"""The tables of units of measure and of currencies."""

import tomllib
from functools import cache
from importlib import resources

from msgspec import Struct


class Units(Struct, frozen=True, gc=False):
    """The tables of `units.toml`.

    Attributes:
        units: Form in lower case to unit.
        signs: Sign to ISO 4217 code.
        words: Words in lower case to ISO 4217 code; `cent` and `penny` are of a currency that they do not name.
        codes: ISO 4217 codes that can stand beside a number.
    """

    units: dict[str, str]
    signs: dict[str, str]
    words: dict[str, str]
    codes: frozenset[str]


@cache
def load_units() -> Units:
    """The tables; read once."""
    tables = tomllib.loads(resources.files(__package__).joinpath("units.toml").read_text("utf-8"))
    units = {form: unit for unit, forms in tables["units"].items() for form in forms}
    codes = frozenset(tables["currency_codes"]["codes"])
    return Units(units, tables["currency_signs"], tables["currency_words"], codes)
