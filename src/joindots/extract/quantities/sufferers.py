"""Whom a word of harm befell, one by one: its subject or object, whose death or wound it was, who lost their life."""

from joindots.extract.harm_cues import DEEDS, find_harm, harm_after
from joindots.extract.harm_states import WOUNDS, can_tell_state, is_fatal
from joindots.extract.harms import load_harms
from joindots.extract.phrases import children, is_called_for, prepositional, subject, with_conjuncts
from joindots.parse import Parse, Token

DEATH_WORDS = frozenset(
    {"death", "deaths", "killing", "killings", "murder", "murders", "inquest", "inquests", "funeral", "funerals"}
)
"""Nouns that tell of a death of whoever stands after "of"."""
_FATAL = frozenset({"fatal", "deadly"})
_ATTACKS = frozenset({"shooting", "stabbing", "beating", "poisoning", "strangling", "bludgeoning"})
Harm = tuple[str, int]
"""Measure, and the token that says so."""
SELF = frozenset({"himself", "herself", "self", "myself"})
_MODALS = frozenset({"could", "might", "may", "can", "should"})
_LOSING = frozenset({"take", "lose", "claim", "end", "cost"})
SEVERAL = frozenset({"family", "group", "couple", "gang", "squad", "command", "patrol", "unit", "crowd", "people"})
"""Singular words for a number of people."""
_NOUNS = frozenset({"NOUN", "PROPN"})
_OF_DEEDS = frozenset({"shot", "stabbed", "injured"})
TOLD_OF = frozenset({"acomp", "oprd", "ROOT", "ccomp"})
"""Labels of an adjective that tells how somebody is."""
# What a bullet strikes of somebody: "it struck his leg", "grazed the back of her head".
_BODY = frozenset(
    {"head", "face", "neck", "chest", "back", "stomach", "abdomen", "torso", "side", "shoulder", "arm", "elbow"}
    | {
        "wrist",
        "hand",
        "finger",
        "hip",
        "buttock",
        "thigh",
        "leg",
        "knee",
        "calf",
        "ankle",
        "foot",
        "toe",
        "eye",
        "ear",
        "jaw",
    }
    | {"cheek", "forehead", "skull", "nose", "spine", "lung", "liver", "heart", "body"}
)
_STRIKING = {"pierce": "injured", "graze": "injured", "hit": "struck", "strike": "struck", "puncture": "injured"}
_STATES = frozenset({"be", "pronounce", "find", "declare", "leave"})


def find_sufferers(parse: Parse, token: Token) -> list[tuple[int, Harm | None]]:
    """Who a word says was harmed; with what befell them, where their own place in the sentence does not tell it."""
    if token.pos in _NOUNS and (means_death(parse, token) or DEEDS.get(token.lemma.lower()) in _OF_DEEDS):
        measure = "killed" if means_death(parse, token) else DEEDS[token.lemma.lower()]
        people = [*_owners(parse, token.i, measure), *prepositional(parse, token.i, "of")]
        return [(i, (measure, token.i)) for i in people]
    if token.lemma.lower() in WOUNDS and (owners := _owners(parse, token.i, "injured")):
        return [(i, ("killed" if is_fatal(parse, token.i) else "injured", token.i)) for i in owners]
    if token.lemma == "commit" and any(parse.tokens[i].lemma == "suicide" for i in children(parse, token.i, "dobj")):
        one = subject(parse, token.i)
        return [] if one is None else [(one, ("killed", token.i))]
    if token.lemma == "life" and token.dep == "dobj":
        return [(i, ("killed", token.head)) for i in _who_lost_life(parse, token)]
    struck = _whose_body(parse, token.i) if token.lemma in _STRIKING and token.pos == "VERB" else []
    if struck and not children(parse, token.i, "neg"):
        return [(i, (_STRIKING[token.lemma], token.i)) for i in struck]
    return [] if not tells_harm(token) or _is_unreal(parse, token.i) else _told_by_verb(parse, token)


def _told_by_verb(parse: Parse, token: Token) -> list[tuple[int, Harm | None]]:
    selves = find_self(parse, token.i)
    one, harm = (subject(parse, token.i), find_harm(parse, selves[0])) if selves else (None, None)
    told: list[tuple[int, Harm | None]] = [] if one is None or harm is None else [(one, harm)]
    told += [*_after_being(parse, token), *_in_headline(parse, token.i)]
    beside = children(parse, token.i, "nsubjpass") if (others := _told_along(parse, token.i)) else []
    shared = find_harm(parse, beside[0]) if beside else None
    told += [(i, shared) for i in others if shared is not None]
    return [*told, *((i, None) for i in _sufferers(parse, token.i))]


def _owners(parse: Parse, noun: int, measure: str) -> list[int]:
    """Whose death or wound it is; "died of his injuries" tells of no wounded, and so no pronoun has wounds."""
    owners = [parse.tokens[i] for i in children(parse, noun, "poss")]
    hurt = measure == "injured"
    return [t.i for t in owners if not hurt or (t.pos != "PRON" and t.lemma.lower() not in SEVERAL)]


def _told_along(parse: Parse, verb: int) -> list[int]:
    """Others whom the same befell: "was injured along with another man"."""
    along = [p for p in children(parse, verb, "prep") if parse.tokens[p].text.lower() in ("along", "together")]
    return [i for p in along for i in prepositional(parse, p, "with")]


def _whose_body(parse: Parse, verb: int) -> list[int]:
    """Whose part of the body is struck: "his" of "hit his leg" and of "struck the back of his head"."""
    parts = [i for i in children(parse, verb, "dobj") if parse.tokens[i].lemma.lower() in _BODY]
    parts += [j for i in parts for j in prepositional(parse, i, "of") if parse.tokens[j].lemma.lower() in _BODY]
    return [j for i in parts for j in children(parse, i, "poss")]


def _after_being(parse: Parse, verb: Token) -> list[tuple[int, Harm | None]]:
    """Whom it had befallen: "a girl recovers after being shot", "a man died after being stabbed"."""
    measure = load_harms().transitive.get(verb.text.lower())
    one = subject(parse, verb.i)
    if verb.dep != "pcomp" or measure is None or one is None or not children(parse, verb.i, "auxpass"):
        return []
    if parse.tokens[verb.head].text.lower() not in ("after", "since") or prepositional(parse, verb.i, "at"):
        return []
    return [(i, ("killed" if _dies(parse, i) else measure, verb.i)) for i in with_conjuncts(parse, one)]


def _dies(parse: Parse, head: int) -> bool:
    harm = find_harm(parse, head)
    return harm is not None and harm[0] == "killed"


def means_death(parse: Parse, token: Token) -> bool:
    """Whether a noun tells that whoever follows "of" died: "death", "the fatal shooting"."""
    if token.text.lower() in DEATH_WORDS:
        return True
    attack = token.lemma.lower() in _ATTACKS
    return attack and any(parse.tokens[c].text.lower() in _FATAL for c in children(parse, token.i, "amod"))


def _in_headline(parse: Parse, verb: int) -> list[tuple[int, Harm | None]]:
    """Who stands before a participle in a headline, where trees often err: "Baby killed in raid"."""
    i = verb - 1
    while i > 0 and parse.tokens[i].pos == "ADV":
        i -= 1
    return [(i, None)] if headline_harm(parse, i) else []


def headline_harm(parse: Parse, head: int) -> Harm | None:
    """What the words after somebody in a headline say of them."""
    kind = parse.sentences[parse.tokens[head].sentence].kind if head >= 0 else ""
    harm = harm_after(parse, head + 1) if kind in ("title", "heading") else None
    intransitive = harm is not None and parse.tokens[harm[1]].text.lower() in load_harms().intransitive
    return None if intransitive else harm  # "Mother shot by son dies": who dies, the tree tells better


def _who_lost_life(parse: Parse, life: Token) -> list[int]:
    """Whose life it was: "the boy lost his life", "took her own life", "a blast that took her life"."""
    verb = parse.tokens[life.head]
    real = not children(parse, verb.i, "neg") and verb.dep != "pcomp" and not _is_unreal(parse, verb.i)
    if verb.lemma not in _LOSING or not real:
        return []
    own = verb.lemma in ("lose", "end") or any(
        parse.tokens[c].text.lower() == "own" for c in children(parse, life.i, "amod")
    )
    one = subject(parse, verb.i)
    if own:
        return [] if one is None else with_conjuncts(parse, one)
    return [*children(parse, life.i, "poss"), *prepositional(parse, life.i, "of")]


def find_self(parse: Parse, verb: int) -> list[int]:
    """The reflexive object of a verb of harm."""
    return [i for i in children(parse, verb, "dobj") if parse.tokens[i].text.lower() in SELF]


def tells_harm(token: Token) -> bool:
    """Whether a word can say what befell its subject or object."""
    harms, low = load_harms(), token.text.lower()
    if token.pos in ("VERB", "AUX"):
        told = low in harms.transitive or low in harms.intransitive
        return told or token.lemma in _STATES or can_tell_state(token)
    return token.dep in TOLD_OF and low in harms.adjectives


def _is_unreal(parse: Parse, verb: int) -> bool:
    """Whether a verb tells what could have happened; a verb coordinated with it does so too."""
    verbs = (verb, parse.tokens[verb].head) if parse.tokens[verb].dep == "conj" else (verb,)
    could = any(parse.tokens[c].text.lower() in _MODALS for v in verbs for c in children(parse, v, "aux"))
    return could or is_called_for(parse, verb)


def _sufferers(parse: Parse, verb: int) -> list[int]:
    token = parse.tokens[verb]
    heads = [j for i in children(parse, verb, "dobj", "nsubjpass", "nsubj") for j in with_conjuncts(parse, i)]
    one = subject(parse, verb) if not heads and token.dep == "conj" else None
    if one is not None and token.text.lower() in load_harms().intransitive:
        heads.append(one)  # "turned the gun on herself and died"
    if token.dep in ("relcl", "acl"):
        heads.append(token.head)
    return heads
