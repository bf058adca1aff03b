"""Who is held responsible for an incident, or said to have had a part in it."""

from joindots.extract.events.mentions import read_word
from joindots.extract.incident_words import load_incident_words
from joindots.extract.incidents.cleared import is_taken_back
from joindots.extract.incidents.doers import add_doer
from joindots.extract.incidents.values import Values
from joindots.extract.phrases import (
    agents,
    children,
    is_passive,
    is_past_headline,
    patients,
    prepositional,
    subject,
    with_conjuncts,
)

_BLAMING = frozenset({"attribute", "blame", "accuse"})
_STEPS = 6  # from a relative pronoun up to its clause; deeper trees are parser errors
_PERHAPS = frozenset({"could", "may", "might", "would", "can"})
# Who is charged with a deed, or suspected of it, is reported as its suspected perpetrator.
_CHARGING = frozenset({"charge", "indict", "suspect", "convict", "sentence"})
_TAKING_PART = frozenset({"participate", "involve", "implicate", "take"})
_ACCOMPLICE = frozenset(
    {"participate", "involve", "take", "carry", "commit", "mastermind", "organize", "organise", "order"}
)
_WORKS = frozenset({"work", "act", "action", "deed", "doing", "attack", "crime", "maneuver", "manoeuvre", "reprisal"})
_CAUGHT = frozenset({"arrested", "detained", "captured", "accused", "alleged", "suspected"})
_HOLDING = frozenset({"release", "hold", "free"})
_DOING = frozenset({"perpetrator", "mastermind", "culprit", "author", "ringleader"})


def find_blamed(values: Values, tokens: list[int]) -> None:
    """Whoever is held responsible in a sentence of the incident.

    "Attributed to X", "X is responsible", "blamed X", "holds X responsible", "X took part in the attack".
    """
    parse, mine = values.parse, set(tokens)
    for token in parse.tokens:
        low = token.lemma.lower()
        if low in _BLAMING:
            near = _blamed(values, token.i, mine)
        elif low == "responsible":
            near = _responsible(values, token.i, mine)
        elif low in _CHARGING:
            near = _charged(values, token.i, mine)
        elif low == "be":
            near = _stood_behind(values, token.i, mine)
        elif low in _TAKING_PART:
            near = _took_part(values, token.i, mine)
        elif low in _DOING:
            near = _called_doer(values, token.i, mine)
        else:
            continue
        if near and values.told_in(token.sentence) and values.is_nearest(token.i) and not is_taken_back(parse, token.i):
            _add_doers(values, token.i, near)


def _add_doers(values: Values, i: int, near: list[int]) -> None:
    for head in near:
        if not is_past_headline(values.parse, i, head):
            add_doer(values, head)


def _blamed(values: Values, verb: int, mine: set[int]) -> list[int]:
    """Who is blamed; who is accused, where it is of the incident."""
    parse = values.parse
    if parse.tokens[verb].lemma.lower() != "accuse":
        blamed = patients(parse, verb)
        deep = [k for i in blamed if i in mine for k in (i, *prepositional(parse, i, "of"))]
        onto = [j for i in deep for j in prepositional(parse, i, "on")]  # "blamed the murder of Bo Ray on the rebels"
        return [*prepositional(parse, verb, "to", "on"), *onto, *blamed]
    matters = [*prepositional(parse, verb, "of"), *_clauses_after(values, verb)]
    return patients(parse, verb) if mine.intersection(matters) else []


def _charged(values: Values, verb: int, mine: set[int]) -> list[int]:
    """Who is charged with the incident: "charged with the murder", "suspected of having taken part in the attack"."""
    parse = values.parse
    if parse.tokens[verb].pos != "VERB" or children(parse, verb, "neg"):
        return []
    words = ("of",) if parse.tokens[verb].lemma == "suspect" else ("with", "for", "of", "in")
    matters = prepositional(parse, verb, *words)
    for i in _clauses_after(values, verb):
        matters += [i, *children(parse, i, "dobj")]
        if parse.tokens[i].lemma in _ACCOMPLICE | {"be"}:
            inner = [i, *children(parse, i, "attr", "acomp", "dobj")]
            matters += [k for j in inner for k in (*prepositional(parse, j, "in", "of"), *_clauses_after(values, j))]
    if not mine.intersection(matters):
        return []
    charged = patients(parse, verb)
    return charged if is_passive(parse, verb) or parse.tokens[verb].lemma != "sentence" else []


def _stood_behind(values: Values, verb: int, mine: set[int]) -> list[int]:
    """Who is said to have done it, with "to be": "the attack was the work of X", "X is behind the attack"."""
    parse, one = values.parse, subject(values.parse, verb)
    if one is None or children(parse, verb, "neg"):
        return []
    if mine.intersection(prepositional(parse, verb, "behind")):
        return with_conjuncts(parse, one)
    works = [i for i in children(parse, verb, "attr") if parse.tokens[i].lemma.lower() in _WORKS]
    if one not in mine or not works:
        return []
    return [j for i in works for j in prepositional(parse, i, "of", "by") if i not in mine or j not in mine]


def find_named_doers(values: Values) -> None:
    """Who is named as one of those told to have done it: "the arrested men were identified as", "the suspect is"."""
    parse, words = values.parse, load_incident_words()
    for token in parse.tokens:
        for head in _after_names(values, token.i):
            if values.person(head) is not None:
                add_doer(values, head)
        if token.lemma not in ("identify", "name") or not is_passive(parse, token.i):
            continue
        meant = [parse.tokens[i] for i in patients(parse, token.i)]
        kinds = {parse.tokens[c].text.lower() for t in meant for c in children(parse, t.i, "amod", "acl")}
        doers = any(t.lemma.lower() in words.perpetrators for t in meant)
        if not doers and kinds.isdisjoint(_CAUGHT):
            continue
        for head in [*prepositional(parse, token.i, "as"), *children(parse, token.i, "oprd", "attr")]:
            if values.person(head) is not None:
                add_doer(values, head)


def _after_names(values: Values, verb: int) -> list[int]:
    """Who is named right after a sentence on those who are held for it: "their names are Bo Ray and Al Roe"."""
    parse, token = values.parse, values.parse.tokens[verb]
    names = [i for i in children(parse, verb, "nsubj") if parse.tokens[i].lemma.lower() == "name"]
    whose = {parse.tokens[c].text.lower() for i in names for c in children(parse, i, "poss")}
    if token.lemma != "be" or whose.isdisjoint({"his", "her", "their"}) or children(parse, verb, "neg"):
        return []
    here = parse.sentences[token.sentence]
    opens = names[0] - here.first <= 1 and token.sentence > 0
    before = parse.tokens[parse.sentences[token.sentence - 1].first if opens else here.first : names[0]]
    held = any(t.text.lower() in _CAUGHT for t in before)
    doing = any(t.lemma.lower() in load_incident_words().perpetrators for t in before)
    return [j for i in children(parse, verb, "attr") for j in with_conjuncts(parse, i)] if held or doing else []


def find_captors(values: Values) -> None:
    """Those who hold or let go people told as kidnapped: "was released by the rebels"."""
    parse, taken = values.parse, set(values.values("victims"))
    heads = set(values.heads("victims"))
    rebels = load_incident_words().perpetrators
    for token in parse.tokens:
        if token.pos != "VERB" or token.lemma not in _HOLDING:
            continue
        whom = patients(parse, token.i)
        if not any(values.lookup.entity(i) in taken or i in heads for i in whom):
            continue
        for head in agents(parse, token.i):
            if parse.tokens[head].lemma.lower() in rebels:
                add_doer(values, head)


def _clauses_after(values: Values, i: int) -> list[int]:
    """Verbs after a preposition of a token: "accused of killing"."""
    return [v for p in children(values.parse, i, "prep") for v in children(values.parse, p, "pcomp")]


def _responsible(values: Values, i: int, mine: set[int]) -> list[int]:
    """Who is said to be responsible, where it is for the incident."""
    parse, token = values.parse, values.parse.tokens[i]
    matters = [_antecedent(values, j) for j in prepositional(parse, i, "for")]
    duty = not mine.issuperset(_clauses_after(values, i))  # "responsible for guarding"
    if token.dep in ("amod", "acl", "relcl", "appos"):  # "those responsible for the attack are"
        return _who_are(values, token.head) if mine.intersection([*matters, *_clauses_after(values, i)]) else []
    if duty or (matters and not mine.intersection(matters)) or token.dep not in ("acomp", "oprd", "ccomp", "xcomp"):
        return []
    if children(parse, i, "neg") or children(parse, token.head, "neg"):
        return []
    if parse.tokens[token.head].lemma == "hold":
        held = [*patients(parse, token.head), *children(parse, i, "nsubj")]
        return held if parse.tokens[token.head].pos == "VERB" else []
    one = subject(parse, token.head)
    return [] if one is None else with_conjuncts(parse, one)


def _who_are(values: Values, noun: int) -> list[int]:
    """What a clause with "to be" says that somebody is."""
    parse, token = values.parse, values.parse.tokens[noun]
    verb = parse.tokens[token.head]
    if token.dep != "nsubj" or verb.lemma != "be" or children(parse, verb.i, "neg"):
        return []
    return [j for i in children(parse, verb.i, "attr") for j in with_conjuncts(parse, i)]


def _antecedent(values: Values, i: int) -> int:
    """The noun that a relative pronoun stands for: "the incident, for which they are held responsible"."""
    parse = values.parse
    if parse.tokens[i].tag != "WDT":
        return i
    for _ in range(_STEPS):
        if parse.tokens[i].dep == "relcl":
            return parse.tokens[i].head
        i = parse.tokens[i].head
    return i


def _took_part(values: Values, verb: int, mine: set[int]) -> list[int]:
    """Who is said to have been one of those who did it: "soldiers involved in the killing"."""
    parse, token = values.parse, values.parse.tokens[verb]
    if token.lemma == "involve" and mine.intersection(agents(parse, verb)) and not is_passive(parse, verb):
        # "the attack involved members of X", but not "the incident involved two brothers"
        told = [i for i in agents(parse, verb) if parse.tokens[i].lemma != "incident" and _is_violence(values, i)]
        return patients(parse, verb) if told else []
    parts = [o for o in children(parse, verb, "dobj") if parse.tokens[o].lemma == "part"]
    deeds = [j for i in (verb, *parts) for j in prepositional(parse, i, "in")]
    if token.lemma == "involve":  # "were involved in a shooting" tells no more of the shot than of those who shot
        deeds = [i for i in deeds if not any(parse.tokens[c].text.lower() in ("a", "an") for c in parse.children[i])]
    if token.lemma == "implicate":  # "implicated two officers and a clerk in the killing": the last of them may hold it
        deeds += [j for i in patients(parse, verb) for j in prepositional(parse, i, "in")]
    if not any(i in mine and _is_violence(values, i) for i in deeds) or children(parse, verb, "neg"):
        return []
    if any(parse.tokens[c].text.lower() in _PERHAPS for c in children(parse, verb, "aux")):
        return []
    if is_passive(parse, verb) or token.lemma == "implicate":  # "implicated four officers in the killing"
        return patients(parse, verb)
    return agents(parse, verb) if token.lemma == "participate" or parts else []


def _called_doer(values: Values, noun: int, mine: set[int]) -> list[int]:
    """Who is called the one that did it: "X was the mastermind of the attack"."""
    parse, token = values.parse, values.parse.tokens[noun]
    if not mine.intersection(prepositional(parse, noun, "of", "behind")):
        return []
    if token.dep == "attr" and not children(parse, token.head, "neg"):
        one = subject(parse, token.head)
        return [] if one is None else [one]
    return [token.head] if token.dep == "appos" else children(parse, noun, "appos")


def _is_violence(values: Values, i: int) -> bool:
    word = read_word(values.parse, values.parse.tokens[i])
    return word is not None and word.family == "violence"
