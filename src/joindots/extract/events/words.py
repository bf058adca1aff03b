"""Words that name or tell an event: the lexicon `words.toml`, looked up by any inflected form."""

import tomllib
from functools import cache
from importlib import resources

from msgspec import Struct

HARM_FAMILIES = frozenset({"violence", "accident"})
"""Families of what does harm."""

POINTING = "pointing"
"""The type of words that only take up what was told before."""

_VOWELS = "aeiou"


class EventWord(Struct, frozen=True, gc=False):
    """What a word says about an event.

    Attributes:
        lemma: Base form.
        type: Such as `attack` or `verdict`; `generic` for words like "incident".
        family: Types of one family can be names of one event.
    """

    lemma: str
    type: str
    family: str


class EventLexicon(Struct, frozen=True, gc=False):
    """The lexicon, by lower-case inflected form.

    Attributes:
        nouns: Singular and plural forms; words of several parts joined by one space.
        plurals: The plural forms among them.
        verbs: All forms.
        families: Type to family.
    """

    nouns: dict[str, EventWord]
    plurals: frozenset[str]
    verbs: dict[str, EventWord]
    families: dict[str, str]


@cache
def load_event_words() -> EventLexicon:
    """The lexicon; read once."""
    tables = tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text("utf-8"))
    irregular: dict[str, list[str]] = tables.pop("irregular")
    nouns: dict[str, EventWord] = {}
    plurals: set[str] = set()
    verbs: dict[str, EventWord] = {}
    for name, table in tables.items():
        for lemma in table.get("nouns", ()):
            word = EventWord(lemma, name, table["family"])
            nouns[lemma] = nouns[plural_of(lemma)] = word
            plurals.add(plural_of(lemma))
        for lemma in table.get("verbs", ()):
            word = EventWord(lemma, name, table["family"])
            verbs.update(dict.fromkeys(verb_forms(lemma, irregular.get(lemma, ())), word))
    families = {name: table["family"] for name, table in tables.items()}
    return EventLexicon(nouns, frozenset(plurals), verbs, families)


def plural_of(noun: str) -> str:
    """The regular plural."""
    if noun.endswith("y") and noun[-2] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")


def verb_forms(lemma: str, irregular: tuple[str, ...] | list[str] = ()) -> list[str]:
    """All forms of a verb; where English may double the last consonant or drop an e, every spelling is given."""
    third = plural_of(lemma)
    if lemma.endswith("e"):
        past, present = [lemma + "d"], [lemma[:-1] + "ing"]
    elif lemma.endswith("y") and lemma[-2] not in _VOWELS:
        past, present = [lemma[:-1] + "ied"], [lemma + "ing"]
    else:
        past, present = [lemma + "ed"], [lemma + "ing"]
        if lemma[-1] not in _VOWELS + "wxy" and lemma[-2] in _VOWELS:
            past.append(lemma + lemma[-1] + "ed")
            present.append(lemma + lemma[-1] + "ing")
    return [lemma, third, *past, *present, *irregular]
