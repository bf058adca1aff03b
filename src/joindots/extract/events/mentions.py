"""Finding the words that tell an event, and what stands beside them: names, place, time, who did it to whom."""

import re

from msgspec import Struct

from joindots.extract.events.crimes import is_mere_talk, is_unsaid
from joindots.extract.events.deeds import is_undoing, read_deed
from joindots.extract.events.reality import (
    has_happened,
    is_counted_over_time,
    is_generic,
    is_nobody,
    is_possible,
    is_real,
)
from joindots.extract.events.senses import (
    detonates_bomb,
    is_accusation,
    is_aimed_at_nothing,
    is_figure,
    is_from_air,
    is_name_part,
    is_of_what_is_answered,
    is_search,
    is_violent,
)
from joindots.extract.events.sides import DOERS, find_sides, find_victim_age
from joindots.extract.events.words import HARM_FAMILIES, POINTING, EventWord, load_event_words
from joindots.extract.incident_words import load_incident_words
from joindots.extract.lookups import Lookup
from joindots.extract.phrases import agents, children, noun_phrase, patients, prepositional
from joindots.model import TimeExpression
from joindots.parse import Parse, Token

_PLACE_WORDS = ("in", "at", "on", "near", "outside", "inside", "of", "off", "along", "around", "across")
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "all"})
_ANOTHER = frozenset(
    {"another", "other", "new", "second", "third", "separate", "previous", "past", "similar", "such", "any"}
)
_LAST = frozenset({"last", "previous", "earlier"})
_CLASSES = frozenset({"NOUN", "PROPN", "VERB"})
_MONTHS = re.compile(r"(?:january|february|march|april|may|june|july|august|september|october|november|december)\Z")
_BY_VICTIM = frozenset({"killing", "kidnapping", "shooting", "stabbing"})
_GUNFIRE = EventWord("gunfire", "shooting", "violence")
_BOMBING = EventWord("explode", "bombing", "violence")
_AIR_STRIKE = EventWord("air strike", "clash", "violence")  # bombs from the air are no planted bomb
_ILLNESSES = frozenset({"heart", "panic", "asthma", "anxiety"})  # attacks that nobody makes
_DONE_TO = frozenset({"murdered", "assassinated", "slain", "kidnapped", "abducted"})
_NAME_TAGS = frozenset({"NNP", "NNPS"})
_NAME_REACH = 20  # tokens before an event noun that can be its name; a longer run of names is a list
# Capitalised words before an event noun that say what sort of event it is, not which.
_SORTS = frozenset(
    {"terror", "terrorist", "deadly", "fatal", "mass", "knife", "gun", "car", "bomb"}
    | {"suicide", "police", "murder", "hate", "plane", "train", "bus", "air", "road"}
    | {"criminal", "general", "presidential", "public", "islamist", "separate", "double", "triple"}
)


class EventMention(Struct, frozen=True, gc=False):
    """A word that tells an event, and its surroundings.

    Attributes:
        token: Index of the word.
        first: First token of the word as it is shown (names before it included).
        last: One past the last.
        word: Its entry in the lexicon.
        verb: Whether it is a verb.
        plural: Whether it tells several events.
        definite: Whether it points back ("the attack", "his rampage").
        fresh: Whether it brings in another one ("another attack").
        real: False under a modal, a condition or a denial.
        quoted: Whether it stands in quotation marks, and so is told by whoever is quoted alone.
        past: Whether it tells of a year before the report's, or of "the last" such event.
        names: Words of the names before it, lower case, joined ("harbour bridge").
        agents: Entity ids or empty.
        suspects: Those who are only accused of it.
        patients: Entity ids or empty.
        victims: Those of the patients that name the event ("the murder of X").
        aged: The age that names it ("the murder of a 3-year-old"), or empty.
        places: Entity ids of places beside it.
        time: When, or None.
    """

    token: int
    first: int
    last: int
    word: EventWord
    verb: bool
    plural: bool
    definite: bool
    fresh: bool
    real: bool
    quoted: bool
    past: bool
    names: str
    agents: tuple[str, ...]
    suspects: tuple[str, ...]
    patients: tuple[str, ...]
    victims: tuple[str, ...]
    aged: str
    places: tuple[str, ...]
    time: TimeExpression | None


def find_event_mentions(parse: Parse, lookup: Lookup) -> list[EventMention]:
    """All words that tell events, in text order; one for "bomb attack"."""
    found: list[EventMention] = []
    for token in parse.tokens:
        if token.pos not in _CLASSES or (found and token.i < found[-1].last):
            continue
        word = read_word(parse, token)
        if word is None or is_name_part(parse, token, lookup):
            continue
        mention = (
            _verb_mention(parse, token, word, lookup) if _is_verb(token) else _noun_mention(parse, token, word, lookup)
        )
        if mention is not None:
            found.append(mention)
    return found


def _is_verb(token: Token) -> bool:
    if token.dep == "amod" and token.tag == "VBN" and token.text.lower() in _DONE_TO:
        return True  # "the murdered mayor"
    return token.pos == "VERB" and token.dep not in ("compound", "amod", "nsubj", "dobj", "pobj", "nsubjpass")


def read_word(parse: Parse, token: Token) -> EventWord | None:
    """The event word that a token is where it stands: its own entry, "bomb" before "attack", a bomb that explodes."""
    if _is_verb(token):
        word = (
            None if token.lemma == "wind" else load_event_words().verbs.get(token.text.lower())
        )  # "the talks wound up"
        if word is None:
            return read_deed(parse, token.i)
        if word.lemma == "bomb" and is_from_air(parse, agents(parse, token.i)):
            return _AIR_STRIKE
        return _BOMBING if word.lemma == "explode" and detonates_bomb(parse, token.i) else word
    if token.pos not in _CLASSES or (token.pos == "PROPN" and _MONTHS.match(token.text.lower())):
        return None
    return _read_noun(parse, token)


def _read_noun(parse: Parse, token: Token) -> EventWord | None:
    nouns, low = load_event_words().nouns, token.text.lower()
    if low not in DOERS and token.dep in ("compound", "amod") and not _stands_alone(parse, token):
        return None
    before = parse.tokens[token.i - 1].text.lower() if token.i else ""
    if low in DOERS and _name_tokens(parse, token.i):
        return EventWord(low, DOERS[low], "violence")
    if before in _ILLNESSES or (low == "fire" and (_is_truce(parse, token.i) or _is_set(parse, token))):
        return None
    if low == "shot" and _is_headline_verb(parse, token.i):
        return load_event_words().verbs[low]
    return _read_weapon(parse, token, low) or nouns.get(f"{before} {low}") or nouns.get(low)


def _read_weapon(parse: Parse, token: Token, low: str) -> EventWord | None:
    """What a noun tells that means something else of guns or of what flies than by itself."""
    if low == "fire" and _is_of_guns(parse, token.i):
        return _GUNFIRE
    return _AIR_STRIKE if low in ("bombing", "bombings") and _is_air_raid(parse, token) else None


def _is_air_raid(parse: Parse, bombing: Token) -> bool:
    """Whether a noun tells bombs from the air: "aerial bombings", "the air force's bombing of the village"."""
    kinds = [*children(parse, bombing.i, "compound", "nmod", "amod", "poss"), *prepositional(parse, bombing.i, "by")]
    return is_from_air(parse, kinds)


def _is_headline_verb(parse: Parse, i: int) -> bool:
    """Whether a headline tells with a word that somebody was harmed, which the tagger takes for a noun: "Five shot"."""
    if parse.sentences[parse.tokens[i].sentence].kind not in ("title", "heading"):
        return False
    before = parse.tokens[i - 1] if i else None
    return before is not None and (before.tag == "CD" or before.lemma.lower() in load_incident_words().persons)


def _is_truce(parse: Parse, fire: int) -> bool:
    """Whether fire ceases: "a cease-fire"."""
    return any(t.text.lower() == "cease" for t in parse.tokens[max(0, fire - 2) : fire])


def _is_set(parse: Parse, fire: Token) -> bool:
    """Whether a verb tells already that somebody set the fire: "set fire to the shop", "set the shop on fire"."""
    above = parse.tokens[fire.head]
    if fire.dep in ("nmod", "compound") and above.dep == "pobj" and parse.tokens[fire.i - 1].text.lower() == "on":
        fire, above = above, parse.tokens[above.head]  # "set on fire two mills", read as mills of fire
    over = parse.tokens[above.head] if fire.dep == "pobj" and above.text.lower() == "on" else above
    return fire.dep in ("dobj", "pobj") and over.lemma == "set" and over.pos == "VERB"


def _is_of_guns(parse: Parse, fire: int) -> bool:
    """Whether fire is what guns give, not what burns: "rifle fire", "artillery fire"."""
    weapons = load_incident_words().weapons | {"artillery"}
    kinds = (parse.tokens[c] for c in children(parse, fire, "compound", "nmod", "amod"))
    return any(t.lemma.lower() in weapons or t.text.lower() in weapons for t in kinds)


def _stands_alone(parse: Parse, token: Token) -> bool:
    """A compound part counts where it carries a name itself: "the Harbour Bridge attack suspect"."""
    return token.dep == "compound" and bool(_name_tokens(parse, token.i))


def _name_tokens(parse: Parse, noun: int) -> list[int]:
    """Capitalised words directly before an event noun, without those that only say its sort, and without dates."""
    found: list[int] = []
    sentence = parse.tokens[noun].sentence
    for i in range(noun - 1, max(-1, noun - 1 - _NAME_REACH), -1):
        token = parse.tokens[i]
        if token.sentence != sentence:
            break
        low = token.text.lower()
        if low in _SORTS or (token.tag in ("JJ", "NN", "HYPH", "VBN") and not found and token.text.islower()):
            continue
        if token.tag not in _NAME_TAGS or not token.text[:1].isupper() or _MONTHS.match(low):
            break
        found.append(i)
    return found[::-1]


def _listed_names(parse: Parse, names: list[int]) -> list[int]:
    """Names coordinated before these: "the Port Ellis, North Quay and Harbour Bridge attacks"."""
    found, i = list(names), names[0] - 1 if names else -1
    sentence = parse.tokens[names[0]].sentence if names else -1
    joints = 0
    while i >= 0 and parse.tokens[i].sentence == sentence:
        token = parse.tokens[i]
        if token.text.lower() in ("and", ",", "&"):
            joints += 1
        elif joints and token.tag in _NAME_TAGS and token.text[:1].isupper():
            found.append(i)
        else:
            break
        i -= 1
    return sorted(found)


def _noun_mention(parse: Parse, token: Token, word: EventWord, lookup: Lookup) -> EventMention | None:
    first, last = noun_phrase(parse, token.i)
    plural = token.text.lower() in load_event_words().plurals and not _tells_one_deed(parse, token, word)
    own_names = _name_tokens(parse, token.i)
    names = _listed_names(parse, own_names) if plural else own_names
    lows = {parse.tokens[i].text.lower() for i in range(first, token.i)}
    before = {parse.tokens[i].text.lower() for i in range(first, token.i) if i not in lookup.timed}
    definite = bool(lows & _DEFINITE or children(parse, token.i, "poss") or names)
    counts = definite or (bool(children(parse, token.i, "nummod")) and word.family in HARM_FAMILIES)
    vague = bool(names or plural or not lows & _DEFINITE) and word.type == POINTING
    if vague or (plural and not counts) or is_unsaid(parse, token, lows) or _is_harmless(parse, token, word, lookup):
        return None
    who, done_to = find_sides(parse, token, word, lookup)
    time = None if _is_ruled(parse, token) else lookup.time_of(token.i)
    past = not names and (bool(before & _LAST) or (not lows & _DEFINITE and lookup.is_bygone(time)))
    return EventMention(
        token=token.i,
        first=min([*names, token.i]),
        last=max(last, token.i + 1),
        word=word,
        verb=False,
        plural=plural,
        definite=definite,
        fresh=past or bool(lows & _ANOTHER),
        real=is_real(parse, token.i, definite=definite)
        and not (is_possible(parse, token.i, lows) or is_mere_talk(parse, token, word, time)),
        quoted=lookup.is_quoted(token.start),
        past=past,
        names=" ".join(parse.tokens[i].text.lower() for i in names),
        agents=_unique([*who, *(e for i in names if _is_person(lookup, i) and (e := lookup.entity(i)))]),
        suspects=(),
        patients=_unique(e for e in done_to if lookup.kind(e) != "place"),
        victims=_unique(e for e in done_to if word.type in _BY_VICTIM and lookup.kind(e) == "person"),
        aged=find_victim_age(parse, token) if word.type in _BY_VICTIM else "",
        places=places_beside(parse, token.i, names, lookup),
        time=time,
    )


def _is_ruled(parse: Parse, token: Token) -> bool:
    """Whether the day beside a deed is that on which it was given its name: "was ruled a homicide on Monday"."""
    ruled = parse.tokens[token.head].lemma in ("rule", "declare", "deem")
    return ruled and token.dep in ("oprd", "attr", "dobj", "npadvmod")


def _tells_one_deed(parse: Parse, token: Token, word: EventWord) -> bool:
    """Whether a plural counts victims, not deeds: "the killings of the four students", but not "two killings".

    Several deaths are mostly those of one event.
    """
    if word.type in ("death", "injury"):
        return True
    whose = prepositional(parse, token.i, "of") if word.type in _BY_VICTIM else []
    counted = children(parse, token.i, "nummod", "amod")
    return not counted and any(children(parse, i, "det", "nummod", "poss") for i in whose)


def _is_harmless(parse: Parse, token: Token, word: EventWord, lookup: Lookup) -> bool:
    """Whether a word for an attack tells none: a search by the police, what is done to no person and no thing."""
    if is_search(parse, token.i, word) or is_aimed_at_nothing(parse, token.i, word, lookup):
        return True
    return is_figure(parse, token.i, word)


def _is_person(lookup: Lookup, i: int) -> bool:
    entity = lookup.entity(i)
    return entity is not None and lookup.kind(entity) == "person"


def _verb_mention(parse: Parse, token: Token, word: EventWord, lookup: Lookup) -> EventMention | None:
    done_by, done_to = agents(parse, token.i), patients(parse, token.i)
    undergone = word.lemma in ("die", "perish", "drown", "sink", "collapse", "explode", "capsize", "derail")
    if undergone and (not done_to or token.lemma == "lose"):
        done_by, done_to = [], done_by
    if read_deed(parse, token.i) is None and not is_violent(parse, token.i, word, lookup):
        return None
    idle = word.lemma in ("rule", "charge", "capture", "review", "sink", "beat", "hurt") and not (done_by or done_to)
    if idle or is_figure(parse, token.i, word):
        return None
    accused = is_accusation(parse, token.i)
    done_by = [] if is_undoing(parse, token.i) else done_by
    doers = _unique(e for i in done_by if (e := lookup.entity(i)) and lookup.kind(e) != "place")
    negated = (
        _is_told_often(parse, token, word, lookup)
        or any(parse.tokens[c].dep == "neg" for c in parse.children[token.i])
        or any(is_nobody(parse, i) for i in (*done_by, *done_to))
    )
    past = lookup.is_of_old(token.i)
    return EventMention(
        token=token.i,
        first=token.i,
        last=token.i + 1,
        word=word,
        verb=True,
        plural=False,
        definite=False,
        fresh=past,
        real=not negated and has_happened(parse, token.i, word),
        quoted=lookup.is_quoted(token.start),
        past=past,
        names="",
        agents=() if accused else doers,
        suspects=doers if accused else (),
        patients=_unique(e for i in done_to if (e := lookup.entity(i)) and lookup.kind(e) != "place"),
        victims=(),
        aged="",
        places=places_beside(parse, token.i, [], lookup),
        time=lookup.time_of(token.i) or _opening_time(parse, token, lookup),
    )


def _is_told_often(parse: Parse, token: Token, word: EventWord, lookup: Lookup) -> bool:
    """Whether a verb tells harm that is counted over a time, or is done in general."""
    if word.family not in HARM_FAMILIES:
        return False
    return is_counted_over_time(parse, token.i, lookup) or is_generic(parse, token.i, lookup)


def _opening_time(parse: Parse, token: Token, lookup: Lookup) -> TimeExpression | None:
    """The time that opens the clause of a verb told with another: "In May a boat sank, killing two"."""
    if token.dep not in ("conj", "advcl") or children(parse, token.i, "mark") or token.head >= token.i:
        return None
    time = lookup.time_of(token.head)
    return time if time is not None and time.span.start < parse.tokens[token.head].start else None


def places_beside(parse: Parse, i: int, names: list[int], lookup: Lookup) -> tuple[str, ...]:
    """Places in the name, after the word, or after its verb; the nearest first."""
    found = [e for n in names if (e := lookup.entity(n)) and lookup.kind(e) == "place"]
    heads = [i]
    token = parse.tokens[i]
    if token.dep in ("nsubj", "nsubjpass", "dobj") or (token.dep == "pobj" and token.head != i):
        heads.append(parse.tokens[token.head].head if token.dep == "pobj" else token.head)
    if token.dep == "conj":
        heads.append(token.head)
    if token.pos == "VERB":  # "gunmen attacked a club in Lund"
        heads += children(parse, i, "dobj")
    for head in heads:
        for j in prepositional(parse, head, *_PLACE_WORDS):
            entity = None if is_of_what_is_answered(parse, j) else lookup.entity(j)
            if entity is not None and lookup.kind(entity) == "place":
                found.append(entity)
                found += [
                    e
                    for k in prepositional(parse, j, "in", "of", "near")
                    if (e := lookup.entity(k)) and lookup.kind(e) == "place"
                ]
                found += [
                    e
                    for k in children(parse, j, "appos", "npadvmod")
                    if (e := lookup.entity(k)) and lookup.kind(e) == "place"
                ]
    return _unique(found)


def _unique(values: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))  # type: ignore[call-overload]
