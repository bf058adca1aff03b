"""Tolls told as a list with numbers in it, or with whoever did it at its end: "six children and two adults"."""

import re

from joindots.extract.harm_cues import find_harm
from joindots.extract.incident_words import load_incident_words
from joindots.extract.lookups import Lookup
from joindots.extract.phrases import children, noun_phrase, subject, with_conjuncts
from joindots.extract.quantities.readings import Reading
from joindots.extract.quantities.sufferers import SELF, tells_harm
from joindots.extract.quantities.victims import TOLLS, is_single
from joindots.parse import Parse

_POINTED = frozenset({"him", "her"})
_POINTING_BACK = frozenset({"he", "she", "who"})
_SUICIDE = re.compile(r"\bsuicide\b", re.IGNORECASE)


def find_sums(parse: Parse, lookup: Lookup, known: list[Reading]) -> list[Reading]:
    """One reading for each list of two or more members, of which one has a number or is "himself".

    Lists of single people are `find_lists`'s. A list that holds whoever did it says so in its measure.
    """
    counts = {r.head: r for r in known if r.kind == "count" and r.harm}
    found: dict[tuple[int, int], Reading] = {}
    for token in parse.tokens:
        if not tells_harm(token):
            continue
        for head in children(parse, token.i, "nsubjpass", "nsubj", "dobj"):
            members = with_conjuncts(parse, head)
            reading = _sum(parse, lookup, counts, [*members, *_self_after(parse, token.i, head)])
            if reading is not None:
                found.setdefault((reading.start, reading.end), reading)
    return list(found.values())


def _self_after(parse: Parse, verb: int, head: int) -> list[int]:
    """The word after a list of those killed that says that whoever killed them died too.

    "Killed two people before shooting himself dead", "before taking his own life", "was killed by her father, who then
    killed himself"; "turned the gun on himself" where the report calls it a suicide.
    """
    doers = _doers(parse, verb, head)
    if not doers:
        return []
    for i in range(head + 1, parse.sentences[parse.tokens[head].sentence].last):
        killing = _own_death(parse, i)
        if killing is not None and killing != verb:
            one = subject(parse, killing)
            if one is None or one in doers or parse.tokens[one].text.lower() in _POINTING_BACK:
                return [i]
    return []


def _doers(parse: Parse, verb: int, head: int) -> list[int]:
    """Who killed them: the subject of a verb, or who stands after "by"."""
    if parse.tokens[head].dep == "dobj":
        one = subject(parse, verb)
        return [] if one is None else [one]
    verbs = (verb, *children(parse, verb, "conj"))  # "was shot and killed by her brother"
    by = [a for v in verbs for a in children(parse, v, "agent")] if parse.tokens[head].dep == "nsubjpass" else []
    return [j for a in by for j in children(parse, a, "pobj")]


def _own_death(parse: Parse, i: int) -> int | None:
    """The verb by which somebody killed themselves, of the token that says that it was themselves."""
    token = parse.tokens[i]
    over = parse.tokens[token.head]
    if token.lemma == "life" and token.dep == "dobj" and over.lemma in ("take", "end"):
        return over.i if any(parse.tokens[c].text.lower() == "own" for c in children(parse, i, "amod")) else None
    if token.text.lower() not in SELF:
        return None
    if over.text.lower() == "on" and parse.tokens[over.head].lemma == "turn":
        return over.head if _SUICIDE.search(parse.document.text) else None
    harm = find_harm(parse, i) if tells_harm(over) else None
    return over.i if harm is not None and harm[0] == "killed" else None


def _sum(parse: Parse, lookup: Lookup, counts: dict[int, Reading], members: list[int]) -> Reading | None:
    if len(members) < 2:
        return None
    doer = any(_did_it(parse, i) for i in members)
    if not doer and not any(i in counts or parse.tokens[i].text.lower() in _POINTED for i in members):
        return None
    harm = find_harm(parse, members[0])
    if harm is None or harm[0] not in TOLLS or (doer and harm[0] != "killed"):
        return None
    sizes = [_size(parse, lookup, counts, i, harm[0]) for i in members]
    if any(size is None for size in sizes):
        return None
    one, *rest = (size for size in sizes if size is not None)
    total = one if len(rest) > 1 and one == sum(rest) else one + sum(rest)  # "six people, three men and three women"
    scope = "including:attacker" if doer else "named"
    first, last = noun_phrase(parse, members[0])[0], members[-1] + 1
    span = parse.token_span(first, last)
    return Reading(
        start=span.start, end=span.end, head=members[0], kind="count", low=total, high=total, bound="exact", unit=None,
        counted=" ".join(span.text.split()), measure=f"{harm[0]}|{scope}", harm=True,
        cue=harm[1],
    )  # fmt: skip


def _did_it(parse: Parse, i: int) -> bool:
    """Whether a member of a list is whoever did it: "himself", "the bomber"."""
    the = any(parse.tokens[c].text.lower() == "the" for c in children(parse, i, "det"))
    return _is_self(parse, i) or (the and parse.tokens[i].lemma.lower() in load_incident_words().perpetrators)


def _size(parse: Parse, lookup: Lookup, counts: dict[int, Reading], i: int, measure: str) -> int | None:
    """How many a member of a list stands for; None where that is not sure or something else befell them."""
    reading = counts.get(i)
    if reading is not None:
        exact = reading.bound == "exact" and reading.low == reading.high and isinstance(reading.low, int)
        return int(reading.low or 0) if exact and reading.measure == measure else None
    pointed = parse.tokens[i].text.lower() in _POINTED and parse.tokens[i].dep in ("dobj", "conj")
    return 1 if _is_self(parse, i) or pointed or is_single(parse, i, lookup) else None


def _is_self(parse: Parse, i: int) -> bool:
    """Whether a member of a list is whoever killed the others: "himself", "his own life"."""
    return parse.tokens[i].text.lower() in SELF or parse.tokens[i].lemma == "life"
