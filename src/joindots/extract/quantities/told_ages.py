"""Ages without "years" or "old": "Orne was 52", "at 52 she runs the house", "Orne (52)", "Orne, now 52,"."""

import re

from joindots.extract.lookups import Lookup
from joindots.extract.phrases import subject
from joindots.extract.quantities.numbers import NumberPhrase
from joindots.parse import Parse

_YOUNGEST, _OLDEST = 5, 110  # years that a number without a unit may mean
_NO_HOUR = 25  # from here "at 52" tells no hour
_BACK = 40  # code points before a number in which the words that make it an age stand
_IS = re.compile(
    r"(?:\b(?:is|was|turns|turned|turning)|[’']s)\s(?:(?:now|then|just|only|already|about to be|still|not yet)\s)?\Z",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"[.;)!?]|,\s(?!\d)|\s?\n|\Z"
    r"|\s(?:when|at the time|last|this|today|and (?!\d)|on [MTWFS][a-z]+day|in [JFMASOND][a-z]{2,8}\b)"
)
"""What may follow an age that counts no noun: an end, or when somebody was so old."""
_AT_AGE = re.compile(r"\bat the age of\s\Z", re.IGNORECASE)
_AT = re.compile(r"(?:\A|[.!?”\"]\s|,\s|\n|\b(?:and|but|who)\s)at\s\Z", re.IGNORECASE)
_NOW = re.compile(r",\s(?:now|then|just|only|already|barely|not yet)\s\Z")
_ENDS = re.compile(r"[,.;)]")
_PRONOUNS = frozenset({"he", "she", "i"})
_ARTICLES = frozenset({"the", "a", "still", "one", "now"})


def whose_told_age(parse: Parse, phrase: NumberPhrase, lookup: Lookup) -> int | None:
    """Token of the person whose age a number without a unit is, or None where the words beside it tell none."""
    low, text = phrase.low, parse.document.text
    if low is None or low != phrase.high or not _YOUNGEST <= low <= _OLDEST or phrase.start != phrase.number_start:
        return None
    before = text[max(0, phrase.start - _BACK) : phrase.start]
    found = _aside(parse, phrase, before) or _after_at(parse, phrase, before)
    if found is None and _IS.search(before) and _DONE.match(text, phrase.end):
        found = _subject(parse, phrase.first)
    if found is None and _AT_AGE.search(before):
        found = _subject(parse, phrase.first)
    return found if found is not None and _is_person(parse, found, lookup) else None


def _aside(parse: Parse, phrase: NumberPhrase, before: str) -> int | None:
    """The name before "(52)", and before "now 52" between commas."""
    text, tokens = parse.document.text, parse.tokens
    if before.endswith(" (") and text[phrase.end : phrase.end + 1] == ")":
        return phrase.first - 2 if phrase.first > 1 and tokens[phrase.first - 2].pos == "PROPN" else None
    if (found := _NOW.search(before)) and _ENDS.match(text, phrase.end):
        at = phrase.start - (len(before) - found.start())
        return next((i for i in range(phrase.first - 1, -1, -1) if tokens[i].end <= at), None)
    return None


def _after_at(parse: Parse, phrase: NumberPhrase, before: str) -> int | None:
    """Whoever is told of right after "at 52", or the name before it between commas."""
    found, tokens = _AT.search(before), parse.tokens
    if found is None or phrase.low is None or phrase.low < _NO_HOUR or phrase.last >= len(tokens):
        return None
    after = phrase.last + (tokens[phrase.last].text == ",")
    if after >= len(tokens) or tokens[after].sentence != tokens[phrase.first].sentence:
        return None
    if tokens[after].text.lower() in _PRONOUNS:
        return after
    if tokens[after].text.lower() in _ARTICLES and found[0].startswith(","):
        return phrase.first - 3 if phrase.first > 2 else None
    if tokens[after].pos != "PROPN":
        return None
    while after + 1 < len(tokens) and tokens[after + 1].pos == "PROPN":
        after += 1
    return after


def _subject(parse: Parse, i: int) -> int | None:
    """The subject of the verb that a token hangs on, whatever stands between."""
    while parse.tokens[i].pos not in ("VERB", "AUX"):
        head = parse.tokens[i].head
        if head == i:
            return None
        i = head
    return subject(parse, i)


def _is_person(parse: Parse, i: int, lookup: Lookup) -> bool:
    """Whether a token stands for one person: by name, or by "he" or "she"."""
    if parse.tokens[i].text.lower() in _PRONOUNS:
        return True
    entity = lookup.entity(i)
    return entity is not None and lookup.kind(entity) == "person"
