"""Ages: "a 52-year-old clerk", "Ana Orne, 52,", "aged 52"."""

import re

from msgspec.structs import replace

from joindots.extract.incident_words import load_incident_words
from joindots.extract.lookups import Lookup
from joindots.extract.phrases import flat_text, noun_phrase
from joindots.extract.quantities.numbers import NumberPhrase
from joindots.extract.quantities.readings import Reading, make_reading
from joindots.extract.quantities.told_ages import whose_told_age
from joindots.parse import Parse, Token

_OLD = re.compile(r"[-\s](year|yr|month|week|day)s?(?:[-\s]olds?|\sof\sage)\b", re.IGNORECASE)
_AGED = re.compile(r"\b(?:aged|age|ages)\s+(?:\d{1,3}(?:, (?:and )?| and )){0,6}\Z", re.IGNORECASE)
_OF = re.compile(
    r"\b(?:man|woman|boy|girl|youth|teenager|child|infant|baby|toddler|pensioner|student|pupil)\s+of\s+\Z",
    re.IGNORECASE,
)
"""Whose number is an age; a mother of three is three children's."""
_AFTER_AGE = re.compile(r"[,.;:)]| ?\n|—|\Z")
_BACK = 40  # code points before a number in which the words that make it an age stand
_OLDEST = 120  # years
_STEPS = 3  # from "old" up to the noun it describes


def read_age(parse: Parse, phrase: NumberPhrase, lookup: Lookup) -> Reading | None:
    """An age in years, months, weeks or days, with the person it is told of as `counted`."""
    text = parse.document.text
    if phrase.low is None or phrase.high is None or not 0 <= phrase.low <= _OLDEST:
        return None
    old = _OLD.match(text, phrase.end)
    before = text[max(0, phrase.number_start - _BACK) : phrase.number_start]
    if not old and not _AGED.search(before) and not (_OF.search(before) and _stands_alone(parse, phrase)):
        return _beside_name(parse, phrase, lookup) or _told(parse, phrase, lookup)
    end = old.end() if old else phrase.end
    last = parse.token_range(phrase.number_start, end).stop - 1
    reading = make_reading(
        phrase,
        "age",
        last,
        "age",
        _whose(parse, phrase, last, lookup),
        old[1].lower().replace("yr", "year") if old else "year",
    )
    return replace(reading, end=end)


def _stands_alone(parse: Parse, phrase: NumberPhrase) -> bool:
    """Whether a number counts no noun that follows it: "a boy of 16", but "a man of few words"."""
    head = parse.tokens[phrase.last - 1].head
    return head < phrase.first or parse.tokens[head].pos not in ("NOUN", "PROPN")


def _beside_name(parse: Parse, phrase: NumberPhrase, lookup: Lookup) -> Reading | None:
    if phrase.start != phrase.number_start or phrase.first < 2 or parse.tokens[phrase.first - 1].text != ",":
        return None
    name = parse.tokens[phrase.first - 2]
    entity = lookup.entity(name.i)
    person = lookup.kind(entity) == "person" if entity else name.pos == "PROPN"
    person = person or _is_one(name)
    if not person or name.tag == "CD" or not _AFTER_AGE.match(parse.document.text, phrase.end):
        return None
    return make_reading(phrase, "age", phrase.last - 1, "age", _person(parse, name.i, lookup), "year")


def _is_one(noun: Token) -> bool:
    """Whether a noun is of one person: "Boy, 2, hurt in fire"."""
    return noun.tag in ("NN", "NNP", "UH", "JJ") and noun.lemma.lower() in load_incident_words().persons


def _told(parse: Parse, phrase: NumberPhrase, lookup: Lookup) -> Reading | None:
    whose = whose_told_age(parse, phrase, lookup)
    if whose is None:
        return None
    return make_reading(phrase, "age", phrase.last - 1, "age", _person(parse, whose, lookup), "year")


def _whose(parse: Parse, phrase: NumberPhrase, last: int, lookup: Lookup) -> str | None:
    """Whose age: the noun that the phrase describes, or the name beside it."""
    if (entity := lookup.entity(last)) is not None:
        return lookup.names[entity]
    i = last
    for _ in range(_STEPS):
        head = parse.tokens[i].head
        if head == i:
            break
        i = head
        if parse.tokens[i].pos not in ("NOUN", "PROPN"):
            continue
        if i > last:
            return lookup.names[entity] if (entity := lookup.entity(i)) else flat_text(parse, last + 1, i + 1)
        if i < phrase.first:
            return _person(parse, i, lookup)
    return None


def _person(parse: Parse, i: int, lookup: Lookup) -> str:
    entity = lookup.entity(i)
    if entity is not None:
        return lookup.names[entity]
    first, last = noun_phrase(parse, i)
    while first < i and parse.tokens[first].pos not in ("NOUN", "PROPN"):
        first += 1
    return flat_text(parse, first, last)
