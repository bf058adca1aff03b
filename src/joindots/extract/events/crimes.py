"""Nouns of violence that tell no deed: none, only the name of a crime, what is done to anybody."""

from joindots.extract.events.reality import is_absent, is_wished
from joindots.extract.events.words import HARM_FAMILIES, EventWord
from joindots.extract.phrases import prepositional
from joindots.model import TimeExpression
from joindots.parse import Parse, Token

# "Guilty of murder", "charged with arson": the name of a crime, not the telling of one.
_CRIME_HEADS = frozenset(
    {"guilty", "charge", "convict", "suspicion", "count", "accuse", "acquit", "degree", "plead"}
    | {"offence", "offense", "attempt"}
)
_BY_VICTIM = frozenset({"killing", "kidnapping", "shooting", "stabbing", "bombing"})
# Crimes whose bare names tell none.
_BARE_CRIMES = frozenset(
    {"murder", "homicide", "assassination", "killing", "kidnapping", "kidnaping", "abduction", "sabotage", "looting"}
    | {"robbery", "arson", "bloodshed", "violence", "bombing"}
)


def is_unsaid(parse: Parse, token: Token, lows: set[str]) -> bool:
    """Whether a noun tells of none, or only what sort of crime somebody is charged with."""
    return bool(
        lows & {"no", "any", "every", "each"}
        or is_absent(parse, token)
        or _is_crime_name(parse, token, lows)
        or _is_bare_crime(parse, token)
    )


def _is_crime_name(parse: Parse, token: Token, lows: set[str]) -> bool:
    if lows & {"a", "an", "the", "this", "that", "his", "her", "their"} or token.i == 0:
        return False
    if "attempted" in lows or "degree" in lows:
        return True
    i = token.i
    for _ in range(4):
        i = parse.tokens[i].head
        if parse.tokens[i].lemma.lower() in _CRIME_HEADS:
            return True
        if parse.tokens[i].pos == "VERB":
            return False
    return False


def _is_bare_crime(parse: Parse, token: Token) -> bool:
    """Whether a crime is named with nothing beside it, so that none is told: "who live by murder and robbery"."""
    if token.lemma.lower() not in _BARE_CRIMES or parse.sentences[token.sentence].kind != "body":
        return False
    return not any(parse.tokens[c].dep not in ("punct", "cc", "conj") for c in parse.children[token.i])


def is_mere_talk(parse: Parse, token: Token, word: EventWord, time: TimeExpression | None) -> bool:
    """Whether a noun of harm tells what is only wished for or given up, or done to people of a sort."""
    return word.family in HARM_FAMILIES and (is_wished(parse, token.i) or _is_of_any(parse, token, word, time))


def _is_of_any(parse: Parse, token: Token, word: EventWord, time: TimeExpression | None) -> bool:
    """Whether it is done to people of a sort, at no time and place: "the murder of priests"."""
    whom = prepositional(parse, token.i, "of") if word.type in _BY_VICTIM else []
    if time is not None or prepositional(parse, token.i, "in", "at", "near", "on", "outside"):
        return False
    return bool(whom) and all(
        parse.tokens[i].tag == "NNS" and not any(parse.tokens[c].dep != "conj" for c in _said_of(parse, i))
        for i in whom
    )


def _said_of(parse: Parse, i: int) -> list[int]:
    return [c for c in parse.children[i] if parse.tokens[c].dep not in ("punct", "cc")]
