"""Victims that no numeral counts: lists of names, and single ones."""

from joindots.extract.harm_cues import find_harm
from joindots.extract.harms import load_harms
from joindots.extract.incident_words import load_incident_words
from joindots.extract.lookups import Lookup
from joindots.extract.phrases import children, full_phrase, noun_phrase, prepositional, with_conjuncts
from joindots.extract.quantities.readings import Reading
from joindots.extract.quantities.sufferers import (
    DEATH_WORDS,
    SEVERAL,
    TOLD_OF,
    Harm,
    find_sufferers,
    headline_harm,
    means_death,
    tells_harm,
)
from joindots.parse import Parse, Token

_PEOPLE_TAGS = frozenset({"NN", "NNP"})
TOLLS = ("killed", "injured", "shot", "stabbed", "struck", "hospitalised")
"""Measures of what befell victims."""
_REACH = 16  # tokens between an age and what befell whom it tells
_ONE = frozenset({"he", "she", "him", "her", "his"})
_ANOTHER = frozenset({"another", "third", "fourth", "fifth", "sixth"})  # "killed two and injured a third"
_SINGULAR = frozenset({"was", "is", "gets"})
_SAID = frozenset({"said", "says", "told", "added", "adds"})
_UNITS_OF_AGE = frozenset({"year", "month", "week", "day"})
_OF_THINGS = frozenset({"shot", "struck"})  # what befalls cars and piers as well
_TELLING = frozenset({"NOUN", "PROPN", "VERB", "AUX"})


def find_lists(parse: Parse, lookup: Lookup, known: list[Reading]) -> list[Reading]:
    """Lists of two or more dead or hurt: "the deaths of A, B and C", "the others who died were A and B"."""
    counts = [r for r in known if r.kind == "count"]
    found: list[Reading] = []
    for token in filter(_may_tell, parse.tokens):
        measure, people = _listed(parse, token, lookup)
        if len(people) < 2 or measure not in TOLLS or _are_choices(parse, people) or _is_loose(parse, people):
            continue
        reading = _list(parse, people, token.i, measure)
        if not any(r.start < reading.end and reading.start < r.end for r in (*counts, *found)):
            found.append(reading)
    return found


def _may_tell(token: Token) -> bool:
    """Whether a word may say that somebody was harmed: a quick look."""
    return token.pos in _TELLING or token.dep in TOLD_OF or token.lemma in ("life", "commit")


def _are_choices(parse: Parse, people: list[int]) -> bool:
    """Whether "or" joins a list: of "this man or that one" nobody says that two died."""
    return any(parse.tokens[c].text.lower() in ("or", "nor") for i in people for c in children(parse, i, "cc"))


def _is_loose(parse: Parse, people: list[int]) -> bool:
    """Whether "and" may join what a clause tells of a member: "shot a woman who barricaded herself and a child"."""
    joints = [(i, c) for i in people for c in children(parse, i, "cc") if parse.tokens[c - 1].text != ","]
    return any(i < clause < c for i, c in joints for clause in children(parse, i, "relcl"))


def _listed(parse: Parse, token: Token, lookup: Lookup) -> tuple[str, list[int]]:
    """What befell the people listed at a word, and who they are; nobody where it lists none."""
    if token.pos in ("NOUN", "PROPN"):
        return "killed", _after_death(parse, token.i, lookup) if means_death(parse, token) else []
    if not tells_harm(token):
        return "", []
    if token.dep == "relcl":
        return "killed", _told_dead(parse, token, lookup) if token.text.lower() in ("died", "killed") else []
    if any(parse.tokens[c].text.lower() in _SINGULAR for c in children(parse, token.i, "auxpass")):
        return "", []  # "the clerk and father of three was killed": one person
    for head in children(parse, token.i, "nsubjpass", "nsubj", "dobj"):
        listed = with_conjuncts(parse, head)
        people = [i for i in listed if is_single(parse, i, lookup)]
        if len(people) == len(listed) and _lists_ages(parse, head):
            people = _people(parse, head, lookup)
        elif len(people) < len(listed) or _is_one_of_two_posts(parse, listed):
            people = []
        harm = find_harm(parse, head) if len(people) > 1 else None
        if harm is not None:
            return harm[0], people
    return "", []


def _is_one_of_two_posts(parse: Parse, listed: list[int]) -> bool:
    """Whether two words for one person stand before the name: "the clerk and porter Ann Lee died"."""
    first, last = parse.tokens[listed[0]], parse.tokens[listed[-1]]
    posts = [c for c in children(parse, last.i, "compound", "nmod") if parse.tokens[c].tag == "NN" and c > first.i]
    return len(listed) > 1 and first.tag == "NN" and last.pos == "PROPN" and bool(posts) and posts[0] == first.i + 2


def _lists_ages(parse: Parse, head: int) -> bool:
    """Whether ages make the parser take members of a list for appositions: "Ann Lee, 4, Bob Orr, 6,"."""
    aged = [i for i in children(parse, head, "appos") if parse.tokens[i].tag == "CD"]
    return bool(aged) and any(parse.tokens[i].tag == "NNP" for i in children(parse, head, "appos"))


def _after_death(parse: Parse, noun: int, lookup: Lookup) -> list[int]:
    for p in children(parse, noun, "prep"):
        if parse.tokens[p].text.lower() in ("of", "for", "into"):
            for o in children(parse, p, "pobj"):
                if parse.tokens[o].text.lower() in DEATH_WORDS:
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
        kind = lookup.kind(entity) if entity is not None and parse.tokens[i].pos == "PROPN" else "place"
        # "the death of Ann Lee, the Port Ellis Police Department said"
        if kind != "place" and entity not in seen and not (kind == "organisation" and children(parse, i, "det")):
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
        token.tag in _PEOPLE_TAGS
        and token.lemma.lower() in load_incident_words().persons
        and not children(parse, i, "nummod")
    )


def is_aged(parse: Parse, i: int) -> bool:
    """Whether a token ends a person told by their age: "a 9-month-old", "a 17 year old"."""
    before = parse.tokens[i - 1] if i > 0 else None
    return (
        parse.tokens[i].text.lower() == "old"
        and before is not None
        and (before.text == "-" or before.lemma.lower() in _UNITS_OF_AGE)
    )


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
    for token in filter(_may_tell, parse.tokens):
        for head, harm in find_sufferers(parse, token):
            reading = _single(parse, head, lookup, harm)
            if reading is None or any(r.start < reading.end and reading.start < r.end for r in counts):
                continue
            key = (lookup.entity(head) or (reading.counted or "").lower(), reading.measure)
            found.setdefault(key, reading)
    return list(found.values())


def _single(parse: Parse, head: int, lookup: Lookup, told: Harm | None) -> Reading | None:
    token = parse.tokens[head]
    entity = lookup.entity(head)
    named = entity is not None and lookup.kind(entity) == "person" and token.pos == "PROPN"
    first, last = noun_phrase(parse, head)
    aged, known = is_aged(parse, head), not named and _is_known(parse, head, first)
    if _tells(parse, head) or (token.dep in ("nsubj", "nsubjpass") and _is_kin_of(parse, first)):
        return None
    if not (named or known or ((aged or token.tag in _PEOPLE_TAGS) and _is_one_person(parse, head, first))):
        return None
    harm = told or find_harm(parse, head) or headline_harm(parse, head)
    if harm is None or harm[0] not in TOLLS or load_harms().nouns.get(token.text.lower()):
        return None
    words, lemma = load_incident_words(), token.lemma.lower()
    struck = load_harms().transitive.get(parse.tokens[harm[1]].text.lower(), harm[0])
    thing = lemma in words.things or (not _OF_THINGS.isdisjoint((harm[0], struck)) and lemma not in words.persons)
    aged |= any(is_aged(parse, c) for c in children(parse, head, "amod"))
    if thing and not (named or aged or known):
        return None
    if told is not None and token.pos == "NOUN" and not (aged or lemma in words.persons):
        return None  # "attempted murder and possession of a firearm"
    first, last = (first, last) if named else full_phrase(parse, head)
    first = max([first, *(c for c in children(parse, head, "det") if c < head)])
    span = parse.token_span(*span_with_cue(parse, (first, last), harm[1]))
    return Reading(
        start=span.start, end=span.end, head=head, kind="count", low=1, high=1, bound="exact", unit=None,
        counted=" ".join(parse.token_span(first, last).text.split()), measure=harm[0], harm=True, cue=harm[1],
        single=True, known=known or told is not None,
    )  # fmt: skip


def span_with_cue(parse: Parse, ends: tuple[int, int], cue: int) -> tuple[int, int]:
    """The span of a victim; with what befell them where an age alone tells who it was, since that is one itself.

    Args:
        parse: The document.
        ends: First token and one past the last of the words for the victim.
        cue: Token that says what befell them.
    """
    first, last = ends
    opening = parse.tokens[first]  # "another" belongs to the age: "another 5-year-old was hurt"
    alone = (opening.tag == "CD" or opening.text.lower() == "another") and is_aged(parse, last - 1)
    return (min(first, cue), max(last, cue + 1)) if alone and abs(cue - first) <= _REACH else ends


def _tells(parse: Parse, head: int) -> bool:
    """Whether a name is whose words are told: "killed this morning, Lee said"; trees take it for an object."""
    after = parse.tokens[head + 1].text.lower() if head + 1 < len(parse.tokens) else ""
    return parse.tokens[head].pos == "PROPN" and after in _SAID


def _is_kin_of(parse: Parse, first: int) -> bool:
    """Whether a phrase only tells whose kin somebody is: "the grandson of Ann Lee was shot"."""
    if first < 2 or parse.tokens[first - 1].text.lower() != "of":
        return False
    kin = parse.tokens[first - 2]
    return kin.pos == "NOUN" and kin.lemma.lower() in load_incident_words().persons


def _is_known(parse: Parse, head: int, first: int) -> bool:
    """Whether a token points back to one person: "he", "the boy", but nobody who may have done it."""
    token, words = parse.tokens[head], load_incident_words()
    if (
        _is_picked(parse, head)
        or token.text.lower() in _ONE
        or (token.text.lower() == "another" and token.dep in ("nsubj", "nsubjpass"))
        or (token.text.lower() in _ANOTHER and token.dep == "dobj")
        or (token.text.lower() == "other" and token.dep == "dobj" and parse.tokens[first].text.lower() == "the")
    ):
        return True
    if parse.tokens[first].text.lower() != "the" or children(parse, head, "nummod"):
        return False
    lemma = token.lemma.lower()
    person = token.tag == "NN" and lemma in words.persons and lemma not in words.perpetrators and lemma not in SEVERAL
    return is_aged(parse, head) or person


def _is_picked(parse: Parse, head: int) -> bool:
    """Whether "one" picks somebody out of those told before: "one of the victims was killed"."""
    if parse.tokens[head].text.lower() != "one":
        return False
    of, words = [parse.tokens[i] for i in prepositional(parse, head, "of")], load_incident_words()
    people = (t.tag == "NNS" and t.lemma.lower() in words.persons - words.perpetrators for t in of)
    return any(people) or any(t.text.lower() in ("them", "whom") for t in of)


def _is_one_person(parse: Parse, head: int, first: int) -> bool:
    """An indefinite or possessed singular ("a clerk", "his wife"); in titles a bare one ("Clerk killed")."""
    opening = [parse.tokens[first], *(parse.tokens[c] for c in children(parse, head, "det"))]
    if any(token.text.lower() in ("a", "an", "another") or token.tag == "PRP$" for token in opening):
        return True
    if children(parse, head, "poss") and parse.tokens[head].lemma.lower() in load_incident_words().persons:
        return True  # "Lee's son"
    kind = parse.sentences[parse.tokens[head].sentence].kind
    bare = not any(parse.tokens[c].dep == "det" for c in parse.children[head])
    person = parse.tokens[head].lemma.lower() in load_incident_words().persons or is_aged(parse, head)
    return kind in ("title", "heading") and bare and person
