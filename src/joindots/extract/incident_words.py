"""Words for those who do harm, those who suffer it, and what it is done with: the lexicon `incident_words.toml`."""

import tomllib
from functools import cache
from importlib import resources

from msgspec import Struct


class IncidentWords(Struct, frozen=True, gc=False):
    """The tables of `incident_words.toml`.

    Attributes:
        attack_types: Event type to the codebook's term.
        lemmas: Event word to the codebook's term, where it says more than the type.
        weapons: Lower case, singular.
        bombs: Those of the weapons that explode.
        vehicles: Lower case, singular.
        conveyances: Lower case, singular: what carries people, and buildings; they do nothing on their own.
        perpetrators: Lower case, singular: words for whoever does such things.
        combatants: Lower case, singular: words for armed forces and for those who fight in them.
        persons: Lower case, singular: words for people, those of `perpetrators` included.
        things: Lower case, singular: places and things that can be attacked.
    """

    attack_types: dict[str, str]
    lemmas: dict[str, str]
    weapons: frozenset[str]
    bombs: frozenset[str]
    vehicles: frozenset[str]
    conveyances: frozenset[str]
    perpetrators: frozenset[str]
    combatants: frozenset[str]
    persons: frozenset[str]
    things: frozenset[str]


@cache
def load_incident_words() -> IncidentWords:
    """The tables; read once."""
    tables = tomllib.loads(resources.files(__package__).joinpath("incident_words.toml").read_text("utf-8"))
    weapons, people = tables["weapons"], tables["people"]
    return IncidentWords(
        tables["attack_types"],
        tables["lemmas"],
        frozenset(weapons["words"]),
        frozenset(weapons["bombs"]),
        frozenset(weapons["vehicles"]),
        frozenset(weapons["vehicles"]) | frozenset(tables["things"]["conveyances"]),
        frozenset(people["perpetrators"]),
        frozenset(people["combatants"]),
        frozenset(people["persons"]) | frozenset(people["perpetrators"]),
        frozenset(tables["things"]["words"]),
    )
