"""Fighting between armed forces: events of a war, but no rows of a register of incidents.

The register holds what the Global Terrorism Database codebook takes in: deeds done to somebody. Its third criterion
leaves out what armed forces do to each other in a fight. Such an event stays among the account's events.
"""

from joindots.extract.events.mentions import read_word
from joindots.extract.events.senses import is_bomb
from joindots.extract.incident_words import load_incident_words
from joindots.extract.incidents.values import Values
from joindots.extract.phrases import agents, children, patients, prepositional, with_conjuncts
from joindots.parse import Parse

# Words for a fight that two sides take part in; an attack, an ambush or a shelling is made by one of them.
_MUTUAL = frozenset({"clash", "battle", "fighting", "skirmish", "combat"})
_WAR = frozenset({"fighting", "combat"})  # what goes on for hours and days; "a clash" may be with anybody
_ANYBODY = frozenset({"people", "person", "victim", "other", "member", "man", "enemy"})
_RANKS = frozenset({"officer", "sergeant", "corporal", "lieutenant", "captain", "major", "colonel", "commander"})
_TOLLS = frozenset({"killing", "injury", "death"})
_OCCURRING = frozenset({"occur", "happen", "take"})  # "took place"
_BETWEEN = ("between", "with", "against", "of", "by", "involving")


def is_battle(values: Values, tokens: list[int]) -> bool:
    """Whether an incident is a fight between armed forces: both sides are, and nobody else is told to have suffered.

    Args:
        values: Of the incident, with its victims, targets and perpetrators.
        tokens: That tell it.
    """
    fights = [i for i in tokens if _is_mutual(values, i)]
    if not fights or values.values("target"):
        return False
    parties = [j for i in fights for j in _list_parties(values, i)]
    hurt = [i for field in ("victims", "perpetrator") for i in values.heads(field)]
    fallen = [j for i in tokens if values.parse.tokens[i].pos == "VERB" for j in _list_fallen(values, i)]
    told = [*parties, *hurt, *fallen]
    if _is_war(values, tokens) and not any(_is_bystander(values, i) for i in values.heads("victims")):
        return True
    if not told:
        return len(fights) == len(tokens)
    return any(is_combatant(values, i) for i in told) and all(_may_fight(values, i) for i in told)


def goes_on(parse: Parse, i: int) -> bool:
    """Whether a verb tells what goes on while the report is made, or in general: "the forces are attacking positions".

    What goes on so is many deeds. Headlines tell what has been in the present tense as well.
    """
    token = parse.tokens[i]
    if token.pos != "VERB" or parse.sentences[token.sentence].kind != "body":
        return False
    helpers = [parse.tokens[c] for c in children(parse, i, "aux", "auxpass")]
    if token.tag in ("VBZ", "VBP"):
        return not helpers
    going = token.tag == "VBG" or any(h.text.lower() == "being" for h in helpers)
    return going and any(h.tag in ("VBZ", "VBP") and h.lemma == "be" for h in helpers)


def is_single(parse: Parse, tokens: list[int]) -> bool:
    """Whether a deed is told as one of its own: one bomb that exploded, an attack that "took place"."""
    for i in tokens:
        near = [*agents(parse, i), *patients(parse, i)] if parse.tokens[i].pos == "VERB" else []
        near += prepositional(parse, i, "of")
        if any(parse.tokens[j].tag == "NN" and is_bomb(parse, j) for j in near):
            return True
        verb = parse.tokens[parse.tokens[i].head]
        if parse.tokens[i].dep == "nsubj" and verb.lemma in _OCCURRING and verb.tag == "VBD":
            return True
    return False


def is_combatant(values: Values, i: int) -> bool:
    """Whether a noun is a word for armed forces, or for those who fight in them: "three soldiers", "the battalion"."""
    parse, fighting = values.parse, load_incident_words().combatants
    words = {parse.tokens[j].lemma.lower() for j in (i, *children(parse, i, "compound", "nmod", "amod"))}
    of = {parse.tokens[j].lemma.lower() for j in prepositional(parse, i, "of")}
    return not fighting.isdisjoint(words | of)


def _is_mutual(values: Values, i: int) -> bool:
    word = read_word(values.parse, values.parse.tokens[i])
    return word is not None and word.lemma in _MUTUAL


def _is_war(values: Values, tokens: list[int]) -> bool:
    """Whether words tell no more than that there was fighting, and who fell."""
    words = [word for i in tokens if (word := read_word(values.parse, values.parse.tokens[i]))]
    plain = all(word.lemma in _MUTUAL or word.type in _TOLLS for word in words)
    return plain and any(word.lemma in _WAR for word in words)


def _is_bystander(values: Values, i: int) -> bool:
    """Whether a noun tells somebody who took no part: a name, "two nuns", not "people" or "a sergeant"."""
    lemma = values.parse.tokens[i].lemma.lower()
    ranks = lemma in _RANKS or lemma in _ANYBODY or is_combatant(values, i)
    return values.person(i) is not None or (lemma in load_incident_words().persons and not ranks)


def _list_parties(values: Values, i: int) -> list[int]:
    parse = values.parse
    near = prepositional(parse, i, *_BETWEEN)
    if parse.tokens[i].pos == "VERB":
        near += [*agents(parse, i), *patients(parse, i)]
    return [k for j in near for k in with_conjuncts(parse, j) if parse.tokens[k].pos in ("NOUN", "PROPN")]


def _list_fallen(values: Values, verb: int) -> list[int]:
    """Who fell, by a verb of the fight, and by whose hand, where nouns tell them."""
    some = [*agents(values.parse, verb), *patients(values.parse, verb)]
    return [i for i in some if values.parse.tokens[i].lemma.lower() in load_incident_words().persons]


def _may_fight(values: Values, i: int) -> bool:
    """Whether somebody is of the armed forces, or a body or place that is named."""
    entity = values.lookup.entity(i)
    named = entity is not None and values.lookup.kind(entity) in ("organisation", "place")
    return named or is_combatant(values, i) or values.parse.tokens[i].lemma.lower() in load_incident_words().things
