"""How long somebody is sent to prison: "jailed for six years", "cut to four years", "a three-year sentence"."""

import re

from joindots.extract.lookups import Lookup
from joindots.extract.phrases import children, governing_verb, noun_phrase, patients, prepositional, subject
from joindots.extract.quantities.readings import Reading
from joindots.model import TimeExpression
from joindots.parse import Parse
from joindots.text.numbers import read_numbers

_UNIT = re.compile(r"[-\s](year|month|week|day)s?\b", re.IGNORECASE)
_JAILING = frozenset({"sentence", "jail", "imprison", "condemn"})
_GIVING = frozenset(
    {"give", "get", "receive", "hand", "face", "serve", "cut", "reduce", "raise", "increase", "replace"}
)
_TERMS = frozenset({"sentence", "term"})
_PRISON = re.compile(
    r"\s{1,9}(?:in|behind)\s{1,9}(?:prison|jail|custody|bars|detention)|[-\s]{1,9}(?:prison|jail)\b", re.IGNORECASE
)
_COURT = re.compile(r"\b(?:jailed|prison|sentenced?|convicted|guilty)\b", re.IGNORECASE)
_MOST = re.compile(r"\b(?:maximum|minimum|up to|faces?|facing|could|carr(?:y|ies|ied))\b", re.IGNORECASE)
_LOWERED = re.compile(r"\s{1,9}to\s{1,9}([a-z]{1,20}|\d{1,9})\b(?!\s{1,9}(?:years?|months?))")
_BEFORE = 60  # code points before a term that may say it is only the most that the law allows
_STEPS = 5  # from a term up to the word that makes it one


def find_terms(parse: Parse, lookup: Lookup) -> list[Reading]:
    """Lengths of prison sentences that somebody got; the maximum that the law allows is a measure of its own."""
    if not _COURT.search(parse.document.text):
        return []
    found = []
    for sentence in parse.sentences:
        for last, time in lookup.times_in(sentence.i):
            reading = _read(parse, lookup, last, time) if time.type == "DURATION" else None
            if reading is not None:
                found.append(reading)
    return found


def _read(parse: Parse, lookup: Lookup, last: int, time: TimeExpression) -> Reading | None:
    numbers, unit = read_numbers(time.span.text), _UNIT.search(time.span.text)
    if len(numbers) != 1 or unit is None or numbers[0].low is None or numbers[0].kind != "cardinal":
        return None
    cue = _cue(parse, last, time)
    if cue is None:
        return None
    start, end = time.span.start + numbers[0].start, time.span.start + unit.end()
    lowered = _LOWERED.match(parse.document.text, end)
    if lowered:  # "cut from 14 years to nine": the second is the sentence now
        numbers, start, end = read_numbers(lowered[1]), lowered.start(1), lowered.end(1)
    if not numbers or numbers[0].low is None:
        return None
    most = _MOST.search(parse.document.text[max(0, start - _BEFORE) : start].rpartition(".")[2])
    return Reading(
        start=start, end=end, head=last, kind="measure", low=numbers[0].low, high=numbers[0].high, bound="exact",
        unit=unit[1].lower(), counted=None if most else _bearer(parse, lookup, cue), cue=cue,
        measure="maximum prison sentence" if most else "prison sentence",
    )  # fmt: skip


def _cue(parse: Parse, last: int, time: TimeExpression) -> int | None:
    """The word that makes a length of time a prison sentence, or None."""
    named = _PRISON.match(parse.document.text, time.span.end) is not None
    i = last
    for _ in range(_STEPS):
        token = parse.tokens[i]
        if token.lemma.lower() in _TERMS and token.pos == "NOUN":
            return i
        if token.pos == "VERB" and (token.lemma in _JAILING or named):
            return i
        if token.pos == "VERB":
            return i if token.lemma in _GIVING and _is_given(parse, i, last) else None
        if token.head == i:
            return i if named else None
        i = token.head
    return None


def _is_given(parse: Parse, verb: int, last: int) -> bool:
    """Whether a verb of giving or changing has the term as its object, or has a sentence that it changes to it."""
    lemma = parse.tokens[verb].lemma
    if lemma in ("give", "get", "receive", "hand", "serve", "face"):
        return parse.tokens[last].dep in ("dobj", "attr", "npadvmod", "oprd", "dative")
    objects = [*patients(parse, verb), *children(parse, verb, "dobj", "nsubjpass")]
    if not any(parse.tokens[i].lemma in _TERMS for i in objects):
        return False
    return lemma == "replace" or parse.tokens[parse.tokens[last].head].text in ("to", "from")


def _bearer(parse: Parse, lookup: Lookup, cue: int) -> str | None:
    """Whoever got the sentence: the name, else the words as written."""
    if parse.tokens[cue].pos == "NOUN":
        verb = governing_verb(parse, cue)
        near = [*children(parse, cue, "poss"), *prepositional(parse, cue, "of", "for")]
        near += [i for i in (subject(parse, verb),) if i is not None] if verb is not None else []
    else:
        one = subject(parse, cue)
        active = parse.tokens[cue].lemma in ("get", "receive", "serve", "face") or not patients(parse, cue)
        near = ([one] if one is not None else []) if active else patients(parse, cue)
    for i in near:
        entity = lookup.entity(i)
        if entity is not None and lookup.kind(entity) == "person":
            return lookup.names[entity]
    people = [i for i in near if parse.tokens[i].pos == "NOUN" and parse.tokens[i].lemma not in _TERMS]
    return None if not people else " ".join(parse.token_span(*noun_phrase(parse, people[0])).text.split())
