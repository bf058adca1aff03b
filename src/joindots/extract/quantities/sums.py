"""Tolls told as a list with numbers in it, or with whoever did it at its end: "six children and two adults"."""

from msgspec.structs import replace

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
    for reading in counts.values():
        listed = _after_comma(parse, reading)
        if listed is not None:
            found.setdefault((listed.start, listed.end), listed)
    return list(found.values())


def _after_comma(parse: Parse, count: Reading) -> Reading | None:
    """The list that a headline makes with a comma for "and": "Father, two daughters killed in crash"."""
    first = next((i for i in range(count.head, -1, -1) if parse.tokens[i].start == count.start), 0)
    exact = count.bound == "exact" and isinstance(count.low, int) and count.measure in TOLLS
    if not exact or first < 2 or parse.sentences[parse.tokens[first].sentence].kind not in ("title", "heading"):
        return None
    before = parse.tokens[first - 2]
    person = before.tag in ("NN", "NNP") and before.lemma.lower() in load_incident_words().persons
    if parse.tokens[first - 1].text != "," or not person or children(parse, before.i, "nummod"):
        return None
    begin = noun_phrase(parse, first - 2)[0]
    if begin > parse.sentences[parse.tokens[first].sentence].first and parse.tokens[begin - 1].text == ",":
        return None
    span = parse.token_span(begin, max(count.head, first) + 1)
    total = int(count.low or 0) + 1
    return replace(
        count, start=span.start, end=span.end, low=total, high=total, counted=" ".join(span.text.split()),
        measure=f"{count.measure}|named",
    )  # fmt: skip


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
