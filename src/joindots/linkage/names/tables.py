"""The word tables of this package, read once."""

import tomllib
from functools import cache
from importlib.resources import files

from msgspec import Struct, convert


class PersonTable(Struct, frozen=True):
    """Words of people's names that are not the name itself; see parts.toml."""

    titles: frozenset[str]
    generations: dict[str, str]
    sons: dict[str, str]
    particles: dict[str, frozenset[str]]
    spellings: dict[str, str]

    @property
    def small(self) -> frozenset[str]:
        """Articles, particles and words for "son of"."""
        return frozenset(self.sons).union(*self.particles.values())


class BodyTable(Struct, frozen=True):
    """Words of the names of bodies that tell little; see bodies.toml."""

    weak: frozenset[str]
    forms: dict[str, frozenset[str]]
    numerals: dict[str, str]


@cache
def person_table() -> PersonTable:
    """Of people."""
    return convert(_read("parts"), PersonTable)


@cache
def small_words() -> frozenset[str]:
    """Words of a person's name that come and go."""
    return person_table().small


@cache
def body_table() -> BodyTable:
    """Of companies and other bodies."""
    return convert(_read("bodies"), BodyTable)


@cache
def legal_forms() -> dict[str, str]:
    """Legal forms, folded, to what they are."""
    return {form: kind for kind, forms in body_table().forms.items() for form in forms}


@cache
def full_given_names() -> dict[str, str]:
    """Short forms of given names to the full ones, lower case."""
    return convert(_read("nicknames"), dict[str, dict[str, str]])["short"]


@cache
def latin_letters() -> dict[int, str]:
    """Code points of other letters to the Latin ones that papers write for them."""
    tables = convert(_read("letters"), dict[str, dict[str, str]])
    return {ord(letter): latin for table in tables.values() for letter, latin in table.items()}


def _read(name: str) -> dict[str, object]:
    with (files(__package__) / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)
