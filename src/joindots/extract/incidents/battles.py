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
_OF_A_WAR = 1000  # people; no single deed that its report has no other word for than "killed" has cost as many
_FIGHTS = _MUTUAL | {"operation", "offensive", "confrontation", "fight"}
_STATELESS = frozenset({"jihadist", "separatist", "militia"})
_SERVICES = frozenset({"air", "armed", "naval"})
_SUMS = frozenset({"number", "total", "toll", "dozen", "score", "hundred", "thousand", "body"})
_TO_ANYBODY = frozenset(
    {"indiscriminate", "indiscriminately", "systematic", "systematically", "incessant", "ceaseless"}
)
_OCCURRING = frozenset({"occur", "happen", "take"})  # "took place"
_BETWEEN = ("between", "with", "against", "of", "by", "involving")


def is_battle(values: Values, tokens: list[int]) -> bool:
    """Whether an incident is a fight between armed forces: both sides are, and nobody else is told to have suffered.

    Args:
        values: Of the incident, with its victims, targets and perpetrators.
        tokens: That tell it.
    """
    fights = [i for i in tokens if _is_mutual(values, i)]
    bystanders = any(_is_bystander(values, i) for i in values.heads("victims"))
    if _is_by_state(values, tokens):
        return True
    if values.values("target"):
        return False
    if _is_war(values, tokens) and not bystanders:
        return True
    if not fights:
        return _is_count_of_fallen(values, tokens)
    parties = [j for i in fights for j in _list_parties(values, i)]
    hurt = [i for field in ("victims", "perpetrator") for i in values.heads(field)]
    fallen = [j for i in tokens if values.parse.tokens[i].pos == "VERB" for j in _list_fallen(values, i)]
    told = [*parties, *hurt, *fallen]
    if not told:
        return len(fights) == len(tokens)
    return any(is_combatant(values, i) for i in told) and all(_may_fight(values, i) for i in told)


def _is_count_of_fallen(values: Values, tokens: list[int]) -> bool:
    """Whether no more is told than that fighters fell, on both sides or in fights."""
    parse = values.parse
    words = [word for i in tokens if (word := read_word(parse, parse.tokens[i]))]
    dead = [j for i in tokens for j in _list_dead(values, i)]
    fighters = all(is_combatant(values, i) for i in [*dead, *values.heads("victims")])
    if not dead or not fighters or any(word.type not in _TOLLS for word in words):
        return False
    doers = [j for i in tokens if parse.tokens[i].pos == "VERB" for j in agents(parse, i)]
    fought = any(_is_in_fight(parse, i) for i in tokens)
    both = len({_is_rebel(values, i) for i in dead}) > 1
    return both or (fought and all(parse.tokens[j].tag == "CD" for j in doers))


def _is_by_state(values: Values, tokens: list[int]) -> bool:
    """Whether a state's forces did it, and to rebels alone: "the air force bombed guerrilla positions".

    What rebels do to a state's forces is a deed of theirs, and stays.
    """
    parse, doers = values.parse, values.heads("perpetrator")
    dead = [j for i in tokens for j in _list_dead(values, i)]
    onto = [j for i in tokens for j in prepositional(parse, i, "on", "against", "at", "upon")]
    onto = [j for j in onto if parse.tokens[j].pos == "NOUN"]
    hurt = {*values.heads("victims"), *values.heads("target"), *dead, *onto}
    ours = bool(doers) and all(_is_of_state(values, i) for i in doers)
    return ours and bool(hurt) and all(_is_rebel(values, i) for i in hurt)


def _is_of_state(values: Values, i: int) -> bool:
    """Whether a noun means armed forces that are no rebels: "two soldiers", "the air force"."""
    parse = values.parse
    kinds = {parse.tokens[c].text.lower() for c in children(parse, i, "compound", "amod", "nmod")}
    force = parse.tokens[i].lemma.lower() == "force" and not kinds.isdisjoint(_SERVICES)
    return (force or is_combatant(values, i)) and not _is_rebel(values, i)


def counts_a_war(values: Values, tokens: list[int]) -> bool:
    """Whether no more is told than that a thousand or more were killed or hurt: the sum of many deeds, or of a war.

    Beside somebody named who was killed such a number is of something else.
    """
    words = [word for i in tokens if (word := read_word(values.parse, values.parse.tokens[i]))]
    tolls = [v for field in ("killed", "wounded") for v in values.values(field) if isinstance(v, int)]
    named = any(values.person(i) is not None for i in values.heads("victims"))
    return all(word.type in _TOLLS for word in words) and max(tolls, default=0) >= _OF_A_WAR and not named


def _list_dead(values: Values, i: int) -> list[int]:
    """Whom a word of harm befell, where nouns tell it: "the number of rebels killed", "the deaths of five soldiers"."""
    parse, verb = values.parse, values.parse.tokens[i].pos == "VERB"
    some = patients(parse, i) if verb else prepositional(parse, i, "of")
    some = [k for j in some for k in (prepositional(parse, j, "of") if parse.tokens[j].lemma in _SUMS else [j])]
    return [j for j in some if parse.tokens[j].pos in ("NOUN", "PROPN")]


def _is_in_fight(parse: Parse, i: int) -> bool:
    """Whether a sentence names a fight between sides."""
    sentence = parse.sentences[parse.tokens[i].sentence]
    return any(token.lemma.lower() in _FIGHTS for token in parse.tokens[sentence.first : sentence.last])


def _is_rebel(values: Values, i: int) -> bool:
    """Whether a word for fighters means those who fight without a state: "guerrillas", "two rebels"."""
    parse, words = values.parse, load_incident_words()
    near = (i, *children(parse, i, "compound", "nmod", "amod"), *prepositional(parse, i, "of"))
    lemmas = {parse.tokens[j].lemma.lower() for j in near}
    return not lemmas.isdisjoint((words.perpetrators & words.combatants) | _STATELESS)


def goes_on(parse: Parse, i: int) -> bool:
    """Whether a word tells what goes on while the report is made, or in general: "the forces are attacking positions".

    What goes on so is many deeds, and so is what is done to anybody: "the indiscriminate bombing". Headlines tell what
    has been in the present tense as well.
    """
    token = parse.tokens[i]
    if any(parse.tokens[c].text.lower() in _TO_ANYBODY for c in children(parse, i, "amod", "advmod")):
        return True
    if token.pos != "VERB" or parse.sentences[token.sentence].kind != "body" or token.lemma == "hold":
        return False  # "are being held hostage" tells one deed that lasts
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
    """Whether words tell no more than that there was fighting, and who fell; or mostly that."""
    words = [word for i in tokens if (word := read_word(values.parse, values.parse.tokens[i]))]
    deeds = [word.lemma for word in words if word.type not in _TOLLS]
    fights = sum(lemma in _WAR for lemma in deeds)
    return fights > 0 and (all(lemma in _MUTUAL for lemma in deeds) or 2 * fights > len(deeds))


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
