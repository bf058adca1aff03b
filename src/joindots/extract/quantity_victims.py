"""Victims that no numeral counts: lists of names, and single ones; and who is inside which count."""

from msgspec.structs import replace

from joindots.extract.harm_cues import find_harm
from joindots.extract.harms import load_harms
from joindots.extract.lookups import Lookup
from joindots.extract.phrases import children, full_phrase, noun_phrase, subject, with_conjuncts
from joindots.extract.quantity_kinds import Reading
from joindots.parse import Parse

_DEATH_WORDS = frozenset(
    {"death", "deaths", "killing", "killings", "murder", "murders", "inquest", "inquests", "funeral", "funerals"}
)
_PEOPLE_TAGS = frozenset({"NN", "NNP"})
_TOLLS = ("killed", "injured", "shot", "stabbed")


def find_lists(parse: Parse, lookup: Lookup, known: list[Reading]) -> list[Reading]:
    """Lists of two or more named dead: "the deaths of A, B and C", "the others who died were A and B"."""
    found = []
    for token in parse.tokens:
        if token.text.lower() not in _DEATH_WORDS and token.text.lower() not in ("died", "killed"):
            continue
        names = _after_death(parse, token.i, lookup) if token.pos == "NOUN" else _told_dead(parse, token.i, lookup)
        if len(names) > 1 and not any(r.start <= parse.tokens[names[0]].start < r.end for r in (*known, *found)):
            found.append(_list(parse, names, token.i))
    return found


def _after_death(parse: Parse, noun: int, lookup: Lookup) -> list[int]:
    for p in children(parse, noun, "prep"):
        if parse.tokens[p].text.lower() in ("of", "for", "into"):
            for o in children(parse, p, "pobj"):
                if parse.tokens[o].text.lower() in _DEATH_WORDS:
                    return _after_death(parse, o, lookup)
                return _people(parse, o, lookup)
    return []


def _told_dead(parse: Parse, verb: int, lookup: Lookup) -> list[int]:
    """ "The others who died were A and B": the names after "be" whose subject died."""
    token = parse.tokens[verb]
    if token.dep == "relcl":
        be = parse.tokens[parse.tokens[token.head].head]
        if be.lemma == "be":
            return [j for a in children(parse, be.i, "attr") for j in _people(parse, a, lookup)]
        return []
    one = subject(parse, verb)
    return [] if one is None or find_harm(parse, one) is None else _people(parse, one, lookup)


def _people(parse: Parse, head: int, lookup: Lookup) -> list[int]:
    """Persons in a list that begins at `head`, appositions between its members passed over; one token a person."""
    found, stack, seen = [], [head], set()
    while stack:
        i = stack.pop()
        entity = lookup.entity(i)
        if (
            entity is not None
            and lookup.kind(entity) == "person"
            and entity not in seen
            and parse.tokens[i].pos == "PROPN"
        ):
            seen.add(entity)
            found.append(i)
        stack.extend(children(parse, i, "conj", "appos"))
    return sorted(found)


def _list(parse: Parse, names: list[int], cue: int) -> Reading:
    first, last = noun_phrase(parse, names[0])[0], names[-1] + 1
    return Reading(
        start=parse.tokens[first].start,
        end=parse.tokens[last - 1].end,
        head=names[0],
        kind="count",
        low=len(names),
        high=len(names),
        bound="exact",
        unit=None,
        counted=" ".join(parse.token_span(first, last).text.split()),
        measure="killed|named",
        harm=True,
        cue=cue,
    )


def find_singles(parse: Parse, lookup: Lookup, known: list[Reading]) -> list[Reading]:
    """Single victims: "a police officer was killed", "stabbing an officer to death", a named person who died."""
    harms = load_harms()
    cues = {r.cue for r in known}
    found: dict[str, Reading] = {}
    for token in parse.tokens:
        low = token.text.lower()
        if token.pos != "VERB" or not (low in harms.transitive or low in harms.intransitive):
            continue
        for head in _sufferers(parse, token.i):
            reading = None if token.i in cues else _single(parse, head, lookup)
            if reading is not None and not any(r.start < reading.end and reading.start < r.end for r in known):
                key = lookup.entity(head) or reading.counted or ""
                if f"{key}|{reading.measure}" not in found:
                    found[f"{key}|{reading.measure}"] = reading
    return list(found.values())


def _sufferers(parse: Parse, verb: int) -> list[int]:
    token = parse.tokens[verb]
    heads = [j for i in children(parse, verb, "dobj", "nsubjpass", "nsubj") for j in with_conjuncts(parse, i)]
    if token.dep in ("relcl", "acl"):
        heads.append(token.head)
    return heads


def _single(parse: Parse, head: int, lookup: Lookup) -> Reading | None:
    token = parse.tokens[head]
    entity = lookup.entity(head)
    named = entity is not None and lookup.kind(entity) == "person" and token.pos == "PROPN"
    first, last = noun_phrase(parse, head)
    article = parse.tokens[first].text.lower() in ("a", "an")
    if token.tag not in _PEOPLE_TAGS or not (named or article):
        return None
    harm = find_harm(parse, head)
    if harm is None or harm[0] not in _TOLLS or (token.head != head and load_harms().nouns.get(token.text.lower())):
        return None
    first, last = (first, last) if named else full_phrase(parse, head)
    span = parse.token_span(first, last)
    return Reading(
        start=span.start, end=span.end, head=head, kind="count", low=1, high=1, bound="exact", unit=None,
        counted=" ".join(span.text.split()), measure=harm[0], harm=True, cue=harm[1], single=True,
    )  # fmt: skip


def scope_tolls(parse: Parse, drafts: list[tuple[Reading, str | None]]) -> list[tuple[Reading, str | None]]:
    """Say in the measure who is inside which count, so that only figures of the same people compare."""
    counts: dict[tuple[str, str | None], int] = {}
    singles: dict[tuple[str, str | None], int] = {}
    for reading, event in drafts:
        key = (reading.measure, event)
        table = singles if reading.single else counts
        table[key] = table.get(key, 0) + 1
    scoped = []
    for reading, event in drafts:
        key = (reading.measure, event)
        measure = reading.measure
        if reading.single and (counts.get(key) or singles[key] > 1):
            measure += "|part"
        elif not reading.single and measure in _TOLLS and _told_besides(parse, reading, event, drafts):
            measure += "|besides"
        scoped.append((replace(reading, measure=measure), event))
    return scoped


def _told_besides(parse: Parse, reading: Reading, event: str | None, drafts: list[tuple[Reading, str | None]]) -> bool:
    sentence = parse.tokens[reading.head].sentence
    return any(
        r.single and e == event and r.measure == reading.measure and parse.tokens[r.head].sentence == sentence
        for r, e in drafts
    )
