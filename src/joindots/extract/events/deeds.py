"""Everyday verbs that tell violence in the company they keep: "hurled grenades", "set fire to the shop"."""

from collections.abc import Callable

from joindots.extract.events.senses import detonates_bomb, is_bomb, is_weapon
from joindots.extract.events.words import EventWord
from joindots.extract.incident_words import load_incident_words
from joindots.extract.phrases import agents, children, is_passive, patients, prepositional
from joindots.parse import Parse

_SHOTS = frozenset({"shot", "gunshot", "round", "bullet", "rocket", "missile"})  # "were fired at the car"
_UNDOING = ("defuse", "deactivate", "disarm")
_POPULACE = frozenset({"people", "population", "country", "nation", "public"})
_ANYBODY = frozenset({"man", "woman", "person", "people", "individual", "youth", "group", "men", "gang", "civilian"})
_STRANGE = frozenset({"unidentified", "unknown", "armed", "masked", "hooded"})
Deed = Callable[[Parse, int], bool]

# Words in the names of bodies that fight, regular or not.
_FIGHTING_NAMES = frozenset({"liberation", "guerrilla", "guerrillas", "rebel", "militia", "commando", "brigades"})
# Those who are not called perpetrators anywhere else, but who are armed or lawless where they burn or destroy things.
_ARMED = frozenset({"commando", "militia", "militiaman", "mob", "rioter", "vandal", "mercenary", "paramilitary"})


def read_deed(parse: Parse, verb: int) -> EventWord | None:
    """What an everyday verb tells where its company makes it violence; None elsewhere.

    "Hurled grenades at", "planted a bomb", "fired on the convoy", "blew up the bridge", "set fire to the shop",
    "riddled with bullets", "rebels destroyed the pylons".
    """
    known = _DEEDS.get(parse.tokens[verb].lemma.lower())
    if known is None or not known[0](parse, verb):
        return None
    tools = [*agents(parse, verb), *prepositional(parse, verb, "by", "with")]
    bombed = known[1] in (_DESTRUCTION, _ARSON) and (
        detonates_bomb(parse, verb) or any(is_bomb(parse, i) for i in tools)
    )
    return _BOMBING if bombed else known[1]


def is_undoing(parse: Parse, verb: int) -> bool:
    """Whether a verb tells that somebody kept a deed from its end, and did none: "experts defused the bomb"."""
    return parse.tokens[verb].lemma.lower() in _UNDOING


def _fires_at(parse: Parse, verb: int) -> bool:
    """Somebody fires at somebody or something; "fired the clerk on Monday" is no shooting."""
    at = prepositional(parse, verb, "at", "on", "upon")
    dismissed = any(not is_weapon(parse, i) for i in children(parse, verb, "dobj"))
    days = all(parse.tokens[i].lemma.lower().endswith("day") for i in at)
    shots = is_passive(parse, verb) and any(parse.tokens[i].lemma.lower() in _SHOTS for i in patients(parse, verb))
    return bool(at and (agents(parse, verb) or shots)) and not dismissed and not days


def _goes_off(parse: Parse, verb: int) -> bool:
    off = any(parse.tokens[c].text.lower() == "off" for c in children(parse, verb, "prt", "advmod", "prep"))
    return off and detonates_bomb(parse, verb)


def _uses_weapon(parse: Parse, verb: int) -> bool:
    armed = any(is_weapon(parse, i) for i in patients(parse, verb))
    return armed and bool(prepositional(parse, verb, "against"))


def _takes_hostage(parse: Parse, verb: int) -> bool:
    what = [*children(parse, verb, "dobj", "oprd", "acomp", "npadvmod", "xcomp"), *prepositional(parse, verb, "as")]
    return any(parse.tokens[i].lemma.lower() == "hostage" for i in what)


def _holds_hostage(parse: Parse, verb: int) -> bool:
    """Somebody is held hostage, and no city or people: "the guards were held hostage"."""
    persons, held = load_incident_words().persons, [parse.tokens[i] for i in patients(parse, verb)]
    held = [t for t in held if t.text.lower() != "hostage"]  # as which they are held
    people = any(t.tag in ("NNP", "NNPS", "CD") or t.lemma.lower() in persons for t in held)
    counted = any(children(parse, t.i, "nummod") for t in held)
    populace = any(t.text.lower() in _POPULACE for t in held) and not counted
    return people and not populace and _takes_hostage(parse, verb)


def _blows_up(parse: Parse, verb: int) -> bool:
    up = any(parse.tokens[c].text.lower() == "up" for c in children(parse, verb, "prt", "advmod"))
    return up and bool(patients(parse, verb))


def _sets_off(parse: Parse, verb: int) -> bool:
    """Somebody sets off a bomb or sets fire to something."""
    off = any(parse.tokens[c].text.lower() == "off" for c in children(parse, verb, "prt", "advmod", "prep"))
    return _sets_fire(parse, verb) or (off and detonates_bomb(parse, verb))


def _sets_fire(parse: Parse, verb: int) -> bool:
    # "on fire two mills", read as mills of fire
    after_on = [p + 1 for p in children(parse, verb, "prep") if parse.tokens[p].text.lower() == "on"]
    what = [*children(parse, verb, "dobj", "acomp", "oprd"), *prepositional(parse, verb, "on"), *after_on]
    burning = (parse.tokens[i].lemma.lower() for i in what if i < len(parse.tokens))
    return any(lemma in ("fire", "ablaze", "alight") for lemma in burning)


def _riddles(parse: Parse, verb: int) -> bool:
    return any(is_weapon(parse, i) for i in prepositional(parse, verb, "with"))


def _is_hostile(parse: Parse, verb: int) -> bool:
    """Whether those who do it are called rebels, gunmen and the like, and do it to somebody or something."""
    return any(_is_lawless(parse, i) for i in agents(parse, verb)) and bool(patients(parse, verb))


def is_armed_body(parse: Parse, i: int) -> bool:
    """Whether a name is that of a body that fights: by its own words, or because the text calls its people rebels.

    "The Reed Liberation Front"; "the RLF" where elsewhere stands "RLF guerrillas" or "rebels of the RLF".
    """
    if parse.tokens[i].pos != "PROPN":
        return False
    own = [i, *children(parse, i, "compound", "nmod", "amod"), *prepositional(parse, i, "of")]
    if any(parse.tokens[j].text.lower() in _FIGHTING_NAMES for j in own):
        return True
    called = {parse.tokens[j].text for j in (i, *children(parse, i, "appos"))}
    words = load_incident_words()
    fighters = (  # not the one "shooter" that is named by the place of the deed: "the Pier Club shooter"
        t.i
        for t in parse.tokens
        if t.lemma.lower() in words.perpetrators and (t.tag == "NNS" or t.lemma in words.combatants)
    )
    return any(_name_beside(parse, j) & called for j in fighters)


def _name_beside(parse: Parse, noun: int) -> set[str]:
    near = [*children(parse, noun, "compound", "nmod", "amod", "poss"), *prepositional(parse, noun, "of", "from")]
    return {parse.tokens[j].text for j in near if parse.tokens[j].pos == "PROPN"}


def _breaks_works(parse: Parse, verb: int) -> bool:
    """Whether something that stands is sabotaged, or an armed body breaks it: "the RLF destroyed a bridge"."""
    words = load_incident_words()
    some = [k for j in patients(parse, verb) for k in (j, *prepositional(parse, j, "of"))]
    stands = any(parse.tokens[j].lemma.lower() in words.things | words.conveyances for j in some)
    wrecked = parse.tokens[verb].lemma == "sabotage"
    return stands and (wrecked or any(is_armed_body(parse, j) for j in agents(parse, verb)))


def _is_lawless(parse: Parse, i: int) -> bool:
    """Whether a noun means rebels, gunmen and the like, or strangers: "unidentified individuals", "masked men"."""
    lemma = parse.tokens[i].lemma.lower()
    kinds = {parse.tokens[c].text.lower() for c in children(parse, i, "amod", "acl")}
    strange = lemma in _ANYBODY and not kinds.isdisjoint(_STRANGE)
    return lemma in load_incident_words().perpetrators or lemma in _ARMED or strange


def _finds_dead(parse: Parse, verb: int) -> bool:
    """Somebody was found dead or killed."""
    what = children(parse, verb, "oprd", "acomp", "xcomp", "ccomp", "advcl", "amod")
    found = any(parse.tokens[i].text.lower() in ("dead", "murdered", "killed", "slain", "strangled") for i in what)
    return found and bool(patients(parse, verb))


def _is_done_with_bomb(parse: Parse, verb: int) -> bool:
    """Something is destroyed by a bomb, or by those who are called rebels, gunmen and the like."""
    tools = [*agents(parse, verb), *prepositional(parse, verb, "by", "with")]
    if _is_hostile(parse, verb) or _breaks_works(parse, verb):
        return True
    return bool(patients(parse, verb)) and any(is_bomb(parse, i) for i in tools)


def _ends_life(parse: Parse, verb: int) -> bool:
    """Something claims lives, or somebody loses theirs: "the blast claimed the lives of two clerks"."""
    lives = [i for i in children(parse, verb, "dobj") if parse.tokens[i].lemma == "life"]
    return any(children(parse, i, "poss") or prepositional(parse, i, "of") for i in lives)


def _defuses_bomb(parse: Parse, verb: int) -> bool:
    return any(is_bomb(parse, i) for i in patients(parse, verb))


_DEATH = EventWord("die", "death", "violence")
_BOMBING = EventWord("bomb", "bombing", "violence")
_ARSON = EventWord("arson", "arson", "violence")
_SHOOTING = EventWord("shoot", "shooting", "violence")
_DESTRUCTION = EventWord("attack", "attack", "violence")
_KIDNAPPING = EventWord("kidnap", "kidnapping", "violence")
_EXECUTION = EventWord("kill", "killing", "violence")
_DEEDS: dict[str, tuple[Deed, EventWord]] = {
    **dict.fromkeys(
        ("hurl", "throw", "toss", "lob", "launch", "plant", "place", "drop", "leave"), (detonates_bomb, _BOMBING)
    ),
    **dict.fromkeys(("destroy", "sabotage", "demolish", "damage"), (_is_done_with_bomb, _DESTRUCTION)),
    **dict.fromkeys(_UNDOING, (_defuses_bomb, _BOMBING)),
    "hold": (_holds_hostage, _KIDNAPPING),
    **dict.fromkeys(("claim", "cost"), (_ends_life, _EXECUTION)),
    "lose": (_ends_life, _DEATH),
    "find": (_finds_dead, _DEATH),
    "blow": (_blows_up, _BOMBING),
    "burn": (_is_hostile, _ARSON),
    "execute": (_is_hostile, _EXECUTION),
    "fire": (_fires_at, _SHOOTING),
    "go": (_goes_off, _BOMBING),
    "riddle": (_riddles, _SHOOTING),
    "set": (_sets_off, _ARSON),
    "take": (_takes_hostage, _KIDNAPPING),
    "use": (_uses_weapon, _DESTRUCTION),
}
