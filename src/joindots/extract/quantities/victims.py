"""Victims that no numeral counts: lists of names, and single ones; and who is inside which count."""

import re
from bisect import bisect_right
from operator import attrgetter, itemgetter

from msgspec.structs import replace

from joindots.extract.harm_cues import find_harm
from joindots.extract.harms import load_harms
from joindots.extract.incident_words import load_incident_words
from joindots.extract.lookups import Lookup
from joindots.extract.phrases import children, full_phrase, noun_phrase, prepositional, subject, with_conjuncts
from joindots.extract.quantities.readings import Reading
from joindots.parse import Parse, Token

_DEATH_WORDS = frozenset(
    {"death", "deaths", "killing", "killings", "murder", "murders", "inquest", "inquests", "funeral", "funerals"}
)
_PEOPLE_TAGS = frozenset({"NN", "NNP"})
TOLLS = ("killed", "injured", "shot", "stabbed", "struck", "hospitalised")
"""Measures of what befell victims."""
Harm = tuple[str, int]  # measure, and the token that says so
SELF = frozenset({"himself", "herself", "self", "myself"})
_MODALS = frozenset({"could", "might", "may", "can", "should"})
_ONE = frozenset({"he", "she", "him", "her"})
_SEVERAL = frozenset({"family", "group", "couple", "gang", "squad", "command", "patrol", "unit", "crowd", "people"})
_OF_THINGS = frozenset({"shot", "struck"})  # what befalls cars and piers as well
_HURT = frozenset(TOLLS) - {"killed", "injured"}
_STATES = frozenset({"be", "pronounce", "find", "declare", "leave"})
_DOER = re.compile(
    r"[^.;!?]{0,40}?(?:\b(including|among them)|\b(?:not including|excluding|not counting|apart from|besides))\s+"
    r"(?:the|his|her)?\s?(?:suspected |alleged )?"
    r"(?:attacker|gunman|bomber|shooter|perpetrator|suspect|killer|assailant)",
    re.IGNORECASE,
)
_FURTHER = re.compile(
    r"^(?:an?\s)?(?:another|further|second|third|fourth|fifth|sixth|seventh|eighth|\d+th|other)\b", re.IGNORECASE
)
_ADDING = re.compile(r"(?:another|an?\s+(?:further|additional|extra))\b", re.IGNORECASE)
_TOTAL = re.compile(r"\b(?:bring|brings|bringing|brought|take|takes|taking|took)\b.{0,20}\btotal\b.{0,40}\Z", re.DOTALL)
_MORE = re.compile(r"(?:more|further|additional)\b", re.IGNORECASE)
_AGE = re.compile(r"\b(\d{1,3})[- ](?:year|month)")


def find_lists(parse: Parse, lookup: Lookup, known: list[Reading]) -> list[Reading]:
    """Lists of two or more dead or hurt: "the deaths of A, B and C", "the others who died were A and B"."""
    counts = [r for r in known if r.kind == "count"]
    found: list[Reading] = []
    for token in parse.tokens:
        measure, people = _listed(parse, token, lookup)
        if len(people) < 2 or measure not in TOLLS:
            continue
        reading = _list(parse, people, token.i, measure)
        if not any(r.start < reading.end and reading.start < r.end for r in (*counts, *found)):
            found.append(reading)
    return found


def _listed(parse: Parse, token: Token, lookup: Lookup) -> tuple[str, list[int]]:
    """What befell the people listed at a word, and who they are; nobody where it lists none."""
    if token.pos == "NOUN":
        return "killed", _after_death(parse, token.i, lookup) if token.text.lower() in _DEATH_WORDS else []
    if not tells_harm(token):
        return "", []
    if token.dep == "relcl":
        return "killed", _told_dead(parse, token, lookup) if token.text.lower() in ("died", "killed") else []
    for head in children(parse, token.i, "nsubjpass", "nsubj", "dobj"):
        people = [i for i in with_conjuncts(parse, head) if is_single(parse, i, lookup)]
        harm = find_harm(parse, head) if len(people) > 1 else None
        if harm is not None and len(people) == len(with_conjuncts(parse, head)):
            return harm[0], people
    return "", []


def _after_death(parse: Parse, noun: int, lookup: Lookup) -> list[int]:
    for p in children(parse, noun, "prep"):
        if parse.tokens[p].text.lower() in ("of", "for", "into"):
            for o in children(parse, p, "pobj"):
                if parse.tokens[o].text.lower() in _DEATH_WORDS:
                    return _after_death(parse, o, lookup)
                named, listed = _people(parse, o, lookup), with_conjuncts(parse, o)
                return named if len(named) > 1 or not all(is_single(parse, i, lookup) for i in listed) else listed
    return []


def _told_dead(parse: Parse, token: Token, lookup: Lookup) -> list[int]:
    """The names after "be" whose subject died: "the others who died were A and B"."""
    be = parse.tokens[parse.tokens[token.head].head]
    if be.lemma != "be":
        return []
    return [j for a in children(parse, be.i, "attr") for j in _people(parse, a, lookup)]


def _people(parse: Parse, head: int, lookup: Lookup) -> list[int]:
    """Those named in a list that begins at `head`, appositions between its members passed over; one token for each.

    One of them has to be known as a person; what the others are taken for may be wrong, but they stand in the list.
    """
    found: list[int] = []
    stack, seen = [head], set()
    while stack:
        i = stack.pop()
        entity = lookup.entity(i)
        named = entity is not None and parse.tokens[i].pos == "PROPN" and lookup.kind(entity) != "place"
        if named and entity not in seen:
            seen.add(entity)
            found.append(i)
        stack.extend(children(parse, i, "conj", "appos"))
    known = any(lookup.kind(entity) == "person" for i in found if (entity := lookup.entity(i)))
    return sorted(found) if known else []


def is_single(parse: Parse, i: int, lookup: Lookup) -> bool:
    """Whether a token stands for one person: a named one, or one described by a singular noun."""
    token, entity = parse.tokens[i], lookup.entity(i)
    if entity is not None and token.pos == "PROPN":
        return lookup.kind(entity) == "person"
    if is_aged(parse, i):
        return True
    return (
        token.tag == "NN" and token.lemma.lower() in load_incident_words().persons and not children(parse, i, "nummod")
    )


def is_aged(parse: Parse, i: int) -> bool:
    """Whether a token ends a person told by their age: "a 9-month-old"."""
    return parse.tokens[i].text.lower() == "old" and i > 0 and parse.tokens[i - 1].text == "-"


def _list(parse: Parse, names: list[int], cue: int, measure: str) -> Reading:
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
        measure=f"{measure}|named",
        harm=True,
        cue=cue,
    )


def find_singles(parse: Parse, lookup: Lookup, known: list[Reading]) -> list[Reading]:
    """Single victims: "a police officer was killed", "stabbing an officer to death", "the death of Ann Lee"."""
    counts = [r for r in known if r.kind == "count"]
    found: dict[tuple[str, str], Reading] = {}
    for token in parse.tokens:
        for head, harm in _harmed(parse, token):
            reading = _single(parse, head, lookup, harm)
            if reading is None or any(r.start < reading.end and reading.start < r.end for r in counts):
                continue
            key = (lookup.entity(head) or (reading.counted or "").lower(), reading.measure)
            found.setdefault(key, reading)
    return list(found.values())


def _harmed(parse: Parse, token: Token) -> list[tuple[int, Harm | None]]:
    """Who a word says was harmed; with what befell them, where their own place in the sentence does not tell it."""
    if token.pos == "NOUN" and token.text.lower() in _DEATH_WORDS:
        people = [*children(parse, token.i, "poss"), *prepositional(parse, token.i, "of")]
        return [(i, ("killed", token.i)) for i in people]
    if token.lemma == "commit" and any(parse.tokens[i].lemma == "suicide" for i in children(parse, token.i, "dobj")):
        one = subject(parse, token.i)
        return [] if one is None else [(one, ("killed", token.i))]
    if not tells_harm(token) or _is_unreal(parse, token.i):
        return []
    selves = find_self(parse, token.i)
    one, harm = (subject(parse, token.i), find_harm(parse, selves[0])) if selves else (None, None)
    told: list[tuple[int, Harm | None]] = [] if one is None or harm is None else [(one, harm)]
    return [*told, *((i, None) for i in _sufferers(parse, token.i))]


def find_self(parse: Parse, verb: int) -> list[int]:
    """The reflexive object of a verb of harm."""
    return [i for i in children(parse, verb, "dobj") if parse.tokens[i].text.lower() in SELF]


def tells_harm(token: Token) -> bool:
    """Whether a word can say what befell its subject or object."""
    harms, low = load_harms(), token.text.lower()
    if token.pos in ("VERB", "AUX"):
        return low in harms.transitive or low in harms.intransitive or token.lemma in _STATES
    return token.dep in ("acomp", "oprd", "ROOT") and low in harms.adjectives


def _is_unreal(parse: Parse, verb: int) -> bool:
    """Whether a verb tells what could have happened; a verb coordinated with it does so too."""
    verbs = (verb, parse.tokens[verb].head) if parse.tokens[verb].dep == "conj" else (verb,)
    return any(parse.tokens[c].text.lower() in _MODALS for v in verbs for c in children(parse, v, "aux"))


def _sufferers(parse: Parse, verb: int) -> list[int]:
    token = parse.tokens[verb]
    heads = [j for i in children(parse, verb, "dobj", "nsubjpass", "nsubj") for j in with_conjuncts(parse, i)]
    if token.dep in ("relcl", "acl"):
        heads.append(token.head)
    return heads


def _single(parse: Parse, head: int, lookup: Lookup, told: Harm | None) -> Reading | None:
    token = parse.tokens[head]
    entity = lookup.entity(head)
    named = entity is not None and lookup.kind(entity) == "person" and token.pos == "PROPN"
    first, last = noun_phrase(parse, head)
    aged, known = is_aged(parse, head), not named and _is_known(parse, head, first)
    if not (named or known or ((aged or token.tag in _PEOPLE_TAGS) and _is_one_person(parse, head, first))):
        return None
    harm = told or find_harm(parse, head)
    if harm is None or harm[0] not in TOLLS or load_harms().nouns.get(token.text.lower()):
        return None
    words, lemma = load_incident_words(), token.lemma.lower()
    thing = lemma in words.things or (harm[0] in _OF_THINGS and lemma not in words.persons)
    if thing and not (named or aged or known):
        return None
    first, last = (first, last) if named else full_phrase(parse, head)
    span = parse.token_span(first, last)
    return Reading(
        start=span.start, end=span.end, head=head, kind="count", low=1, high=1, bound="exact", unit=None,
        counted=" ".join(span.text.split()), measure=harm[0], harm=True, cue=harm[1], single=True,
        known=known or told is not None,
    )  # fmt: skip


def _is_known(parse: Parse, head: int, first: int) -> bool:
    """Whether a token points back to one person: "he", "the boy", but nobody who may have done it."""
    token, words = parse.tokens[head], load_incident_words()
    if token.text.lower() in _ONE or (token.text.lower() == "another" and token.dep in ("nsubj", "nsubjpass")):
        return True
    if parse.tokens[first].text.lower() != "the" or children(parse, head, "nummod"):
        return False
    person = token.tag == "NN" and token.lemma.lower() in words.persons - words.perpetrators - _SEVERAL
    return is_aged(parse, head) or person


def _is_one_person(parse: Parse, head: int, first: int) -> bool:
    """An indefinite or possessed singular ("a clerk", "his wife"); in titles a bare one ("Clerk killed")."""
    opening = parse.tokens[first]
    if opening.text.lower() in ("a", "an", "another") or opening.tag == "PRP$":
        return True
    kind = parse.sentences[parse.tokens[head].sentence].kind
    bare = not any(parse.tokens[c].dep == "det" for c in parse.children[head])
    return kind in ("title", "heading") and bare and parse.tokens[head].lemma.lower() in load_incident_words().persons


def scope_tolls(
    parse: Parse, lookup: Lookup, drafts: list[tuple[Reading, str | None]]
) -> list[tuple[Reading, str | None]]:
    """Say in the measure who is inside which count, so that only figures of the same people compare."""
    singles: dict[tuple[str, str | None], list[Reading]] = {}
    counted = {(r.measure, event) for r, event in drafts if not r.single}
    for reading, event in drafts:
        if reading.single and not reading.known:
            singles.setdefault((reading.measure, event), []).append(reading)
    # Beside "five hospitalised" one in a critical condition is no toll.
    many = {event for r, event in drafts if not r.single and r.measure in _HURT and (r.low or 0) > 1}
    totals = _find_totals(drafts)
    lists = sorted((r.start, r.end, r.measure.partition("|")[0]) for r, _ in drafts if "|" in r.measure)
    scoped = []
    for reading, event in drafts:
        key = (reading.measure, event)
        measure = reading.measure
        further = _FURTHER.search(reading.counted or "") is not None
        if reading.single and (
            reading.known
            or further
            or key in counted
            or (reading.measure == "injured" and event in many)
            or _are_several(parse, lookup, singles.get(key, []))
        ):
            measure += "|part"
        elif not reading.single and measure in TOLLS and _told_besides(parse, reading, singles.get(key, [])):
            measure += "|besides"
        elif not reading.single and (_in_total(parse, reading, totals) or _in_list(reading, lists)):
            measure += "|part"
        if not reading.single and _adds(parse, reading, drafts):
            measure += "|further"
        scoped.append((replace(reading, measure=measure + _attacker(parse, reading)), event))
    return scoped


def _adds(parse: Parse, reading: Reading, drafts: list[tuple[Reading, str | None]]) -> bool:
    """Whether a count comes on top of one of the same sort told before it: "a further two were arrested".

    In "four killed and another ten injured" it adds to no count of its own sort.
    """
    text = parse.document.text[reading.start : reading.end]
    if reading.kind != "count" or not (_ADDING.match(text) or _MORE.match(reading.counted or "")):
        return False
    sentence = parse.tokens[reading.head].sentence
    before = [r for r, _ in drafts if r.harm and r.start < reading.start and _told_in_body(parse, r)]
    others = [r for r in before if parse.tokens[r.head].sentence == sentence and r.measure != reading.measure]
    return not others and any(r.measure == reading.measure for r in before)


def _find_totals(drafts: list[tuple[Reading, str | None]]) -> dict[str, list[Reading]]:
    """Readings by their measure, in text order: whatever may be a total of another."""
    found: dict[str, list[Reading]] = {}
    for reading, _ in sorted(drafts, key=lambda draft: draft[0].start):
        found.setdefault(reading.measure, []).append(reading)
    return found


def _in_total(parse: Parse, reading: Reading, totals: dict[str, list[Reading]]) -> bool:
    """Whether a total that takes it in follows in its sentence: "17 people died, bringing the total to 88"."""
    sentence = parse.sentences[parse.tokens[reading.head].sentence]
    same = totals[reading.measure]
    for other in same[bisect_right(same, reading.end, key=attrgetter("start")) :]:
        if other.start >= sentence.end:
            break
        if _TOTAL.search(parse.document.text, reading.end, other.start):
            return (other.low or 0) > (reading.high or reading.low or 0)
    return False


def _in_list(reading: Reading, lists: list[tuple[int, int, str]]) -> bool:
    """Whether a number is a member of a list that counts it: "two children" in "his wife and two children"."""
    before = lists[: bisect_right(lists, reading.start, key=itemgetter(0))]
    return any(start <= reading.start < end and measure == reading.measure for start, end, measure in before[-2:])


def _told_in_body(parse: Parse, reading: Reading) -> bool:
    return parse.sentences[parse.tokens[reading.head].sentence].kind not in ("title", "heading", "standfirst")


def _attacker(parse: Parse, reading: Reading) -> str:
    """Whether the text says that the count takes in whoever did it, or leaves them out."""
    end = parse.sentences[parse.tokens[reading.head].sentence].end
    match = None if reading.single else _DOER.match(parse.document.text, reading.end, end)
    return "" if match is None else "|including:attacker" if match[1] else "|excluding:attacker"


def _are_several(parse: Parse, lookup: Lookup, singles: list[Reading]) -> bool:
    """Whether victims told singly are surely more than one: two names, two in a sentence, "another", two ages."""
    names = {e for r in singles if (e := lookup.entity(r.head)) and parse.tokens[r.head].pos == "PROPN"}
    unnamed = [r for r in singles if parse.tokens[r.head].pos != "PROPN"]
    sentences = [parse.tokens[r.head].sentence for r in unnamed]
    ages = {m[1] for r in singles if (m := _AGE.search(r.counted or ""))}
    return len(names) > 1 or len(set(sentences)) < len(sentences) or len(ages) > 1


def _told_besides(parse: Parse, reading: Reading, singles: list[Reading]) -> bool:
    sentence = parse.tokens[reading.head].sentence
    if parse.document.text[max(0, reading.start - 4) : reading.start].rstrip().endswith((" to", " at")):
        return False  # "which brings the number of dead to four": the toll takes all in
    return any(parse.tokens[r.head].sentence == sentence for r in singles)
