"""Whose event a noun tells: those who did it and those it befell, as the words beside it say."""

import re
from collections.abc import Iterable

from joindots.extract.events.words import EventWord
from joindots.extract.lookups import Lookup
from joindots.extract.phrases import children, prepositional
from joindots.parse import Parse, Token
from joindots.text.number_words import SMALL

# Words for whoever did it, and what they did; after a name they tell the event: "the Port Ellis bomber".
DOERS = {
    "attacker": "attack", "bomber": "bombing", "gunman": "shooting", "shooter": "shooting", "killer": "killing",
    "kidnapper": "kidnapping", "hijacker": "hijacking", "arsonist": "arson",
}  # fmt: skip
_DOER_NOUNS = frozenset(
    {*DOERS, "perpetrator", "culprit", "mastermind", "suspect", "author", "ringleader", "man", "men", "woman"}
)
_AGED = re.compile(
    rf"\s{{0,2}}of (?:(?:an?|the|his|her|their) )?(\d{{1,2}}|{'|'.join(SMALL)})[- ](year|month|week|day)s?[- ]old\b",
    re.IGNORECASE,
)
_DYING = frozenset({"death", "killing"})  # types that say what befell their possessor: "Lee's death", "his murder"


def find_sides(parse: Parse, token: Token, word: EventWord, lookup: Lookup) -> tuple[list[str], list[str]]:
    """Entities of those who did it and of those it befell: "his attack on Ann Lee", but "his death".

    Args:
        parse: The document.
        token: The noun.
        word: Its entry in the lexicon.
        lookup: Of the document.
    """
    whose = [e for e in _entities(children(parse, token.i, "poss"), lookup) if lookup.kind(e) != "place"]
    done_to = _entities(prepositional(parse, token.i, "of", "on", "against"), lookup)
    if word.type in _DYING and not done_to:
        whose, done_to = [], whose
    return [*whose, *_doer(parse, token, lookup), *_entities(prepositional(parse, token.i, "by"), lookup)], done_to


def find_victim_age(parse: Parse, token: Token) -> str:
    """The age by which a noun names its victim, "3 year" of "the shooting of a 3-year-old girl"; empty if by none."""
    found = _AGED.match(parse.document.text, token.end)
    return f"{SMALL.get(found[1].lower(), found[1])} {found[2].lower()}" if found else ""


def _entities(spots: Iterable[int], lookup: Lookup) -> list[str]:
    return [e for i in spots if (e := lookup.entity(i))]


def _doer(parse: Parse, token: Token, lookup: Lookup) -> list[str]:
    """Whoever is called the perpetrator of it: "X, the perpetrator of the attack", "the Port Ellis attacker X"."""
    spots = []
    if token.lemma.lower() in DOERS:
        spots = [token.i, token.head] if token.dep in ("compound", "appos", "nmod") else [token.i]
        spots += children(parse, token.i, "appos")
    elif token.dep == "pobj" and parse.tokens[token.head].text.lower() in ("of", "behind"):
        noun = parse.tokens[parse.tokens[token.head].head]
        if noun.lemma.lower() in _DOER_NOUNS:
            spots = [noun.i, *([noun.head] if noun.dep == "appos" else [])]
    return [e for i in spots if (e := lookup.entity(i)) and lookup.kind(e) == "person"][:1]
