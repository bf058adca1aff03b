"""What happened to people, and the words that count it: the lexicon `harms.toml`, looked up by any form."""

import tomllib
from functools import cache
from importlib import resources

from msgspec import Struct

from joindots.extract.events.words import plural_of, verb_forms

_IRREGULAR = {
    "slay": ["slew", "slain"],
    "die": ["dying"],
    "hurt": ["hurt"],
    "shoot": ["shot"],
    "strike": ["struck"],
    "hit": ["hit"],
}


class HarmLexicon(Struct, frozen=True, gc=False):
    """Lower-case word form to measure.

    Attributes:
        transitive: Verbs whose object suffers it.
        intransitive: Verbs whose subject does.
        adjectives: Beside a noun or after a form of "be" or "leave".
        nouns: They count it themselves.
        people: Those who suffered it.
    """

    transitive: dict[str, str]
    intransitive: dict[str, str]
    adjectives: dict[str, str]
    nouns: dict[str, str]
    people: dict[str, str]


@cache
def load_harms() -> HarmLexicon:
    """The lexicon; read once."""
    tables = tomllib.loads(resources.files(__package__).joinpath("harms.toml").read_text("utf-8"))
    lexicon = HarmLexicon({}, {}, {}, {}, {})
    for measure, table in tables.items():
        for verb in table["transitive"]:
            lexicon.transitive.update(dict.fromkeys(verb_forms(verb, _IRREGULAR.get(verb, ())), measure))
        for verb in table["intransitive"]:
            lexicon.intransitive.update(dict.fromkeys(verb_forms(verb, _IRREGULAR.get(verb, ())), measure))
        lexicon.adjectives.update(dict.fromkeys(table["adjectives"], measure))
        for noun in table["nouns"]:
            lexicon.nouns.update({noun: measure, plural_of(noun): measure})
        for noun in table["people"]:
            lexicon.people.update({noun: measure, plural_of(noun): measure})
    return lexicon
