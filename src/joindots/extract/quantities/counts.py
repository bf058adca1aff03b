"""Counts, ranks and rates: what a number counts, and under which key it compares."""

import re

from msgspec.structs import replace

from joindots.extract.events.words import load_event_words
from joindots.extract.harm_cues import find_harm, harm_after
from joindots.extract.harm_states import FATALLY
from joindots.extract.harms import load_harms
from joindots.extract.incident_words import load_incident_words
from joindots.extract.phrases import children, prepositional
from joindots.extract.quantities.keys import CROWD, count_key, is_crowd, part_key
from joindots.extract.quantities.numbers import NumberPhrase
from joindots.extract.quantities.readings import (
    Reading,
    clause_subject,
    counted_noun,
    counted_text,
    lemma_of,
    make_reading,
)
from joindots.parse import Parse

_RATE = re.compile(
    r"\s{1,9}(?:a|an|per|each|every)\s+(day|week|month|year|hour|minute|second|night|cent|head|person|100,000|1,000|million)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"-[A-Z]")  # a number that opens a name
_EMERGENCY = re.compile(
    r"(?:000|112|911|999)\s{1,9}(?:emergency\s{1,9})?(?:(?:tele)?phone\s{1,9})?"
    r"(?:call|caller|operator|dispatch|dispatcher|line|hotline|tape|recording|audio)s?\b"
)
"""A call for help by its number. Source of the numbers: ITU-T E.161.1; the services of Britain and Australia."""
_VERSION = re.compile(r"\d{1,2}\.\d{1,2}|\d{1,2}K")
_BY = re.compile(r"-by-\w")
"""After the first number of "four-by-four", which is what something is called."""
_MODEL = 3  # letters of the name of a model
_VOTES = re.compile(r"\s{1,9}votes?\s{1,9}(?:to|against)\s{1,9}\d")
_VOTES_TO = re.compile(r"\d\s+votes?\s+(?:to|against)\s+\Z")
_NOT_PEOPLE = frozenset({"count", "charge", "time", "bullet", "round"})  # "two counts of murder", "shot three times"
_OF_THINGS = frozenset({"shot", "struck"})  # what befalls cars and piers as well
_BODIES = frozenset({"police", "army", "crew", "team", "party", "force", "forces", "column", "company"})  # of people
_STREET_NUMBERS = 100  # a block of an American street holds this many
_LONGEST_VOTE = 24  # code points
_LABELS = frozenset(
    {"no", "number", "room", "page", "chapter", "channel", "flight", "route", "highway", "interstate", "unit", "gate"}
)
_SOME = frozenset({"one", "some", "most", "half", "many", "several", "none", "neither", "each"})
_PARENTS = frozenset({"mother", "father", "parent", "mum", "mom", "dad", "grandmother", "grandfather", "grandparent"})
_NUMBERED = frozenset(
    {"Precinct", "District", "Ward", "Sector", "Zone", "Section", "Article", "Terminal", "Pier", "Berth"}
)


def read_rank(parse: Parse, phrase: NumberPhrase) -> Reading | None:
    """A rank: "the third victim", not "first" alone."""
    if not phrase.ordinal:
        return None
    head = counted_noun(parse, phrase)
    if head is None or parse.tokens[head].pos not in ("NOUN", "PROPN") or parse.tokens[phrase.last - 1].tag == "RB":
        return None
    return make_reading(phrase, "ordinal", head, f"{lemma_of(parse, head)} rank", counted_text(parse, phrase, head))


def read_count(parse: Parse, phrase: NumberPhrase) -> Reading | None:
    """A count or a rate; None for numbers in names and addresses, and for a "one" that counts nothing."""
    head, number = counted_noun(parse, phrase), phrase.last - 1
    if head is not None and parse.tokens[head].tag == "WP":
        head = None  # "five were shot, two of whom died"
    if _is_one_of(parse, number) or is_label(parse, phrase, head) or _is_fraction(phrase) or phrase.ordinal:
        return None
    votes = _read_votes(parse, phrase, head)
    if votes is not None:
        return votes
    rate = _RATE.match(
        parse.document.text, parse.tokens[head].end if head is not None and head > number else phrase.end
    )
    if rate is not None and head is None:
        head, phrase = clause_subject(parse, number), replace(phrase, end=rate.end())
    spot = number if head is None else head
    harm = _without_things(parse, spot, _read_harm(parse, phrase, spot))
    if harm is None and head is None and is_crowd(parse, number):
        return make_reading(phrase, "count", number, CROWD, None)
    if harm is None and head is None and (some := part_key(parse, number)) is not None:
        return make_reading(phrase, "count", number, some[0], parse.tokens[some[1]].text)
    if harm is None and (head is None or not _counts(parse, phrase, head)):
        return None
    measure, cue = harm or count_key(parse, spot)
    per = f"per {rate[1].lower()}" if rate else None
    if harm is None and per:
        measure = f"{measure} {per}"
    reading = make_reading(phrase, "rate" if rate else "count", spot, measure, counted_text(parse, phrase, head), per)
    return replace(reading, harm=harm is not None, cue=cue)


def _read_harm(parse: Parse, phrase: NumberPhrase, spot: int) -> tuple[str, int] | None:
    """What befell those counted; in headlines the words after the number say it better than the tree."""
    if lemma_of(parse, spot) in _NOT_PEOPLE or _is_shot_fired(parse, spot):
        return None
    if _is_some_of(parse, phrase, spot):
        own = find_harm(parse, spot)
        return own if own and parse.tokens[own[1]].head == spot else None  # "one of the three killed"
    after = harm_after(parse, phrase.last)
    headline = parse.sentences[parse.tokens[spot].sentence].kind in ("title", "heading")
    if headline and after is not None:
        return after
    if headline and (before := _verb_before(parse, phrase)) is not None:
        return before
    return find_harm(parse, spot) or _harm_of_some(parse, phrase, spot) or after or _verb_before(parse, phrase)


def _is_some_of(parse: Parse, phrase: NumberPhrase, spot: int) -> bool:
    """Whether something is told of some of those counted, or of their parent, and not of all.

    "One of the three others died" and "a mother of three died" tell of no three dead, nor does "father to three girls".
    """
    of = parse.tokens[parse.tokens[spot].head]
    if parse.tokens[spot].dep != "pobj" or of.text.lower() not in ("of", "to") or of.head == phrase.last - 1:
        return False
    if parse.tokens[of.i - 1].lemma.lower() in _PARENTS or of.text.lower() == "to":
        return parse.tokens[of.i - 1].lemma.lower() in _PARENTS
    over = parse.tokens[of.head]
    return over.tag == "CD" or over.lemma.lower() in _SOME | _PARENTS


def _verb_before(parse: Parse, phrase: NumberPhrase) -> tuple[str, int] | None:
    """The verb right before a number, where trees often err: "killing 11"; in headlines "kills 3 and wounds 2"."""
    i = parse.token_range(phrase.start, phrase.end).start - 1
    sentence = parse.sentences[parse.tokens[phrase.first].sentence]
    ending = ("s", "g") if sentence.kind in ("title", "heading") else ("g",)
    if i <= sentence.first or parse.tokens[i].text[-1:] not in ending:
        return None
    measure = load_harms().transitive.get(parse.tokens[i].text.lower())
    return (measure, i) if measure in ("killed", "injured") else None


def _harm_of_some(parse: Parse, phrase: NumberPhrase, spot: int) -> tuple[str, int] | None:
    """What befell some of several: "two of the attackers were killed", "three of them died"."""
    number = phrase.last - 1
    picked = phrase.low == 1  # "1 of 7 injured" is somebody's description
    return find_harm(parse, number) if not picked and spot in prepositional(parse, number, "of") else None


def _without_things(parse: Parse, spot: int, harm: tuple[str, int] | None) -> tuple[str, int] | None:
    """What befell people; of cars that were hit and of blasts that hit a town it is nobody's harm."""
    if harm is None or harm[0] not in _OF_THINGS | {"injured"}:
        return harm
    words, lemma = load_incident_words(), lemma_of(parse, spot)
    if harm[0] == "injured":  # "between two buildings with a gunshot wound"
        return None if lemma in words.things and lemma not in _BODIES else harm
    things = (words.things, words.weapons, words.vehicles, words.conveyances, load_event_words().nouns)
    return None if any(lemma in some for some in things) else harm


def _is_shot_fired(parse: Parse, spot: int) -> bool:
    """Whether shots are counted, not people: "fired one shot"; in "2 shot dead" a headline counts people."""
    token = parse.tokens[spot]
    if token.text.lower() == "shot" and parse.sentences[token.sentence].kind in ("title", "heading"):
        return spot > 0 and parse.tokens[spot - 1].text.lower() in ("1", "one", "a", "first")
    return token.text.lower() in ("shot", "shots") and token.pos == "NOUN"


def _is_fraction(phrase: NumberPhrase) -> bool:
    """Whether a number is a part of something: "half of justice", "a third of the houses"; parts count nothing."""
    return phrase.low is not None and 0 < phrase.low < 1


def _read_votes(parse: Parse, phrase: NumberPhrase, head: int | None) -> Reading | None:
    """The two figures of a vote: "by 61 votes to 58"."""
    text = parse.document.text
    if head is not None and _VOTES.match(text, phrase.end):
        return make_reading(phrase, "count", head, "votes for", "votes for")
    if _VOTES_TO.search(text[max(0, phrase.start - _LONGEST_VOTE) : phrase.start]):
        return make_reading(phrase, "count", phrase.last - 1, "votes against", "votes against")
    return None


def _is_one_of(parse: Parse, number: int) -> bool:
    """Whether "one" picks somebody out; of "seven were shot, one of whom died" it counts."""
    if number + 1 < len(parse.tokens) and parse.tokens[number + 1].text.lower() in FATALLY:
        return False  # "four were shot, one fatally, on Monday"
    whole = prepositional(parse, number, "of")
    picks = not any(parse.tokens[i].text.lower() in ("whom", "them", "which") for i in whole)
    return parse.tokens[number].text.lower() == "one" and bool(children(parse, number, "prep")) and picks


def _counts(parse: Parse, phrase: NumberPhrase, head: int) -> bool:
    """Whether a noun is counted; "one" before a singular mostly is not ("one such vigil")."""
    if parse.tokens[head].pos not in ("NOUN", "PROPN"):
        return False
    one = phrase.first + 1 == phrase.last and parse.tokens[phrase.first].text.lower() == "one"
    return not one or parse.tokens[head].tag == "NNS"


def _names_model(parse: Parse, phrase: NumberPhrase) -> bool:
    """Whether the number belongs to a name of a few capitals that is counted itself: "9 XR 20 drones"."""
    i = phrase.first - 1
    if i > 0 and parse.tokens[i].tag == "HYPH":
        i -= 1
    name = parse.tokens[i].text
    return i > 0 and name.isupper() and name.isalpha() and len(name) <= _MODEL and parse.tokens[i - 1].tag == "CD"


def is_label(parse: Parse, phrase: NumberPhrase, head: int | None) -> bool:
    """Whether the number is part of a name or an address: "Flight 370", "2110 Mill Road", "a 999 call", "4 U"."""
    number = parse.tokens[phrase.first]
    before = parse.tokens[phrase.first - 1] if phrase.first else None
    text = parse.document.text
    named = _NAMED.match(text, phrase.end) or _BY.match(text, phrase.end) or _names_model(parse, phrase)
    if named or _EMERGENCY.match(text, phrase.number_start):
        return True
    if before is not None and before.sentence == number.sentence:
        word = before.text.lower().rstrip(".")
        if before.text == "." and phrase.first > 1:  # "No. 3" in three tokens
            word = parse.tokens[phrase.first - 2].text.lower()
        if phrase.start == phrase.number_start and (word in _LABELS or word in ("#", "/") or before.text in _NUMBERED):
            return True
        if before.pos == "PROPN" and head is None and number.head == before.i:
            return True
    if head is None or head < phrase.last or phrase.last >= len(parse.tokens):
        return False
    block = parse.tokens[head].text.lower() == "block" and not (phrase.low or 0) % _STREET_NUMBERS
    version = _VERSION.fullmatch(text[phrase.number_start : phrase.end]) and parse.tokens[head].tag == "NN"
    letter = len(parse.tokens[head].text) == 1 and parse.tokens[head].text.isupper()
    if block or version or letter:
        return True  # "the 200 block of Mill Road"; "the 5.50 update": of what is counted there is more than one
    named = parse.tokens[phrase.last].tag == "NNP" and parse.tokens[head].tag == "NNP"
    return named and not (head == phrase.last and parse.tokens[head].text.lower() in load_harms().adjectives)
