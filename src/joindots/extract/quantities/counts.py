"""Counts, ranks and rates: what a number counts, and under which key it compares."""

import re

from msgspec.structs import replace

from joindots.extract.events.words import verb_forms
from joindots.extract.harm_cues import find_harm, harm_after
from joindots.extract.phrases import children, clause_head, governing_verb, is_passive
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
    r"\s+(?:a|an|per|each|every)\s+(day|week|month|year|hour|minute|second|night|cent|head|person|100,000|1,000|million)\b",
    re.IGNORECASE,
)
_LABELS = frozenset(
    {"no", "number", "room", "page", "chapter", "channel", "flight", "route", "highway", "interstate", "unit", "gate"}
)
_BARE_VERBS = frozenset({"be", "have", "do", "make"})
# Verbs of bringing to nothing mean the same of what was planned.
_SAME_VERBS = {"disrupt": "foil", "thwart": "foil", "avert": "foil", "prevent": "foil", "stop": "foil"}


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
    if _is_one_of(parse, number) or _is_label(parse, phrase, head):
        return None
    rate = _RATE.match(
        parse.document.text, parse.tokens[head].end if head is not None and head > number else phrase.end
    )
    if rate is not None and head is None:
        head, phrase = clause_subject(parse, number), replace(phrase, end=rate.end())
    spot = number if head is None else head
    harm = find_harm(parse, spot) or harm_after(parse, phrase.last)
    if harm is None and (head is None or not _counts(parse, phrase, head)):
        return None
    measure, cue = harm or _key(parse, spot)
    per = f"per {rate[1].lower()}" if rate else None
    if harm is None and per:
        measure = f"{measure} {per}"
    reading = make_reading(phrase, "rate" if rate else "count", spot, measure, counted_text(parse, phrase, head), per)
    return replace(reading, harm=harm is not None, cue=cue)


def _is_one_of(parse: Parse, number: int) -> bool:
    return parse.tokens[number].text.lower() == "one" and bool(children(parse, number, "prep"))


def _counts(parse: Parse, phrase: NumberPhrase, head: int) -> bool:
    """Whether a noun is counted; "one" before a singular mostly is not ("one such vigil")."""
    if parse.tokens[head].pos not in ("NOUN", "PROPN"):
        return False
    one = phrase.first + 1 == phrase.last and parse.tokens[phrase.first].text.lower() == "one"
    return not one or parse.tokens[head].tag == "NNS"


def _is_label(parse: Parse, phrase: NumberPhrase, head: int | None) -> bool:
    """Whether the number is part of a name or an address: "Flight 370", "2110 Mill Road", "Room 12"."""
    number = parse.tokens[phrase.first]
    before = parse.tokens[phrase.first - 1] if phrase.first else None
    if before is not None and before.sentence == number.sentence:
        word = before.text.lower().rstrip(".")
        if phrase.start == phrase.number_start and (word in _LABELS or word in ("#", "/")):
            return True
        if before.pos == "PROPN" and head is None and number.head == before.i:
            return True
    if head is None or head < phrase.last or phrase.last >= len(parse.tokens):
        return False
    return parse.tokens[phrase.last].tag == "NNP" and parse.tokens[head].tag == "NNP"


def _key(parse: Parse, head: int) -> tuple[str, int | None]:
    """Lemma of the counted noun and participle of the verb it suffers; the lemma alone where it suffers none."""
    noun, token = lemma_of(parse, head), parse.tokens[head]
    bare = next((c for c in children(parse, head, "acl", "relcl") if parse.tokens[c].tag == "VBN"), None)
    if bare is not None:
        return f"{noun} {_participle(parse, bare)}", bare
    verb = governing_verb(parse, head)
    if verb is not None and parse.tokens[verb].lemma == "be" and clause_head(parse, head) == verb:
        state = next((c for c in children(parse, verb, "acomp") if parse.tokens[c].text.endswith("ed")), None)
        return (noun, None) if state is None else (f"{noun} {parse.tokens[state].text.lower()}", state)
    if verb is None or parse.tokens[verb].lemma in _BARE_VERBS or clause_head(parse, head) != verb:
        return noun, None
    suffers = token.dep == "dobj" or (token.dep in ("nsubj", "nsubjpass") and is_passive(parse, verb))
    return (f"{noun} {_participle(parse, verb)}", verb) if suffers else (noun, None)


def _participle(parse: Parse, verb: int) -> str:
    lemma = lemma_of(parse, verb)
    if parse.tokens[verb].tag == "VBN" and lemma not in _SAME_VERBS:
        return parse.tokens[verb].text.lower()
    return verb_forms(_SAME_VERBS.get(lemma, lemma))[2]
