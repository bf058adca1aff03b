"""Fighting between armed forces: events of a war, but no rows of a register of incidents.

The register holds what the Global Terrorism Database codebook takes in: deeds done to somebody. Its third criterion
leaves out what armed forces do to each other in a fight. Such an event stays among the account's events.
"""

from joindots.extract.events.mentions import read_word
from joindots.extract.incident_words import load_incident_words
from joindots.extract.incidents.values import Values
from joindots.extract.phrases import agents, children, patients, prepositional, with_conjuncts
from joindots.parse import Parse

# Words for a fight that two sides take part in; an attack, an ambush or a shelling is made by one of them.
_MUTUAL = frozenset({"clash", "battle", "fighting", "skirmish", "combat"})
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
    told = [*parties, *hurt]
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
    return token.tag == "VBG" and any(h.tag in ("VBZ", "VBP") and h.lemma == "be" for h in helpers)


def is_combatant(values: Values, i: int) -> bool:
    """Whether a noun is a word for armed forces, or for those who fight in them: "three soldiers", "the battalion"."""
    parse, fighting = values.parse, load_incident_words().combatants
    words = {parse.tokens[j].lemma.lower() for j in (i, *children(parse, i, "compound", "nmod", "amod"))}
    of = {parse.tokens[j].lemma.lower() for j in prepositional(parse, i, "of")}
    return not fighting.isdisjoint(words | of)


def _is_mutual(values: Values, i: int) -> bool:
    word = read_word(values.parse, values.parse.tokens[i])
    return word is not None and word.lemma in _MUTUAL


def _list_parties(values: Values, i: int) -> list[int]:
    parse = values.parse
    near = prepositional(parse, i, *_BETWEEN)
    if parse.tokens[i].pos == "VERB":
        near += [*agents(parse, i), *patients(parse, i)]
    return [k for j in near for k in with_conjuncts(parse, j) if parse.tokens[k].pos in ("NOUN", "PROPN")]


def _may_fight(values: Values, i: int) -> bool:
    """Whether somebody is of the armed forces, or a body or place that is named."""
    entity = values.lookup.entity(i)
    named = entity is not None and values.lookup.kind(entity) in ("organisation", "place")
    return named or is_combatant(values, i) or values.parse.tokens[i].lemma.lower() in load_incident_words().things
