"""Tolls told as a list with numbers in it, or with whoever did it at its end: "six children and two adults"."""

from joindots.extract.harm_cues import find_harm
from joindots.extract.incident_words import load_incident_words
from joindots.extract.lookups import Lookup
from joindots.extract.phrases import children, noun_phrase, subject, with_conjuncts
from joindots.extract.quantities.readings import Reading
from joindots.extract.quantities.victims import SELF, TOLLS, is_single, tells_harm
from joindots.parse import Parse

_POINTED = frozenset({"him", "her"})


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
    """The reflexive after a list of objects, where it says that whoever killed them died too."""
    if parse.tokens[head].dep != "dobj":
        return []
    doer = subject(parse, verb)
    for i in range(head + 1, parse.sentences[parse.tokens[head].sentence].last):
        killing = parse.tokens[i].head
        if parse.tokens[i].text.lower() not in SELF or killing == verb or not tells_harm(parse.tokens[killing]):
            continue
        harm = find_harm(parse, i)
        if harm is not None and harm[0] == "killed" and subject(parse, killing) in (doer, None):
            return [i]
    return []


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
    total = sum(size for size in sizes if size is not None)
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
    return parse.tokens[i].text.lower() in SELF or (
        the and parse.tokens[i].lemma.lower() in load_incident_words().perpetrators
    )


def _size(parse: Parse, lookup: Lookup, counts: dict[int, Reading], i: int, measure: str) -> int | None:
    """How many a member of a list stands for; None where that is not sure or something else befell them."""
    reading = counts.get(i)
    if reading is not None:
        exact = reading.bound == "exact" and reading.low == reading.high and isinstance(reading.low, int)
        return int(reading.low or 0) if exact and reading.measure == measure else None
    pointed = parse.tokens[i].text.lower() in _POINTED and parse.tokens[i].dep in ("dobj", "conj")
    return 1 if parse.tokens[i].text.lower() in SELF or pointed or is_single(parse, i, lookup) else None
