"""What an incident was done to beside people: what it happened in front of, and what it destroyed."""

from joindots.extract.events.mentions import read_word
from joindots.extract.events.words import load_event_words
from joindots.extract.incident_words import load_incident_words
from joindots.extract.incidents.described import add_described
from joindots.extract.incidents.sites import load_sites
from joindots.extract.incidents.values import Values
from joindots.extract.phrases import children, governing_verb, patients, prepositional, subject, with_conjuncts

_BESIDE = ("between", "at", "against", "outside", "inside", "in", "on", "near", "under", "upon", "beneath", "into")
_SIDES = frozenset(
    {"front", "back", "side", "rear", "entrance", "door", "gate", "doorway", "wall", "garden", "lobby"}
    | {"floor", "roof", "basement", "courtyard", "lot", "top"}
)
_STRIKING = frozenset({"bombing", "explosion", "attack", "shooting", "arson", "fire"})
_HAPPENING = frozenset(
    {"happen", "occur", "take", "carry", "stage", "stag", "launch", "direct", "aim", "detonate", "place", "perpetrate"}
)
_AFTERMATH = 1  # sentences after the telling one that still tell what it destroyed
_PRONOUNS = frozenset({"it", "which", "that", "they", "who"})


def find_targets(values: Values, tokens: list[int], kind: str) -> None:
    """Buildings, works and vehicles beside the words that tell the incident, and those that it damaged.

    Args:
        values: Of the incident.
        tokens: That tell it.
        kind: Type of the event.
    """
    if kind in _STRIKING:
        for i in tokens:
            for spot in _struck(values, i):
                for head in _beside(values, spot):
                    add_site(values, head)
    told = {values.parse.tokens[i].sentence for i in tokens}
    for s in sorted({s + n for s in told for n in range(_AFTERMATH + 1) if s + n < len(values.parse.sentences)}):
        _find_damaged(values, s, own=s in told)


def _struck(values: Values, i: int) -> list[int]:
    """The words that may say what was struck: of "killed" and "died in hospital" none do."""
    word = read_word(values.parse, values.parse.tokens[i])
    if word is None or word.type not in _STRIKING:
        return []
    verb = governing_verb(values.parse, i)
    happened = verb is not None and verb != i and values.parse.tokens[verb].lemma in _HAPPENING
    return [i, verb] if happened and verb is not None else [i]


def _beside(values: Values, i: int) -> list[int]:
    """What stands after "in front of", "outside", "at the entrance of" token `i`."""
    found = []
    burning = values.parse.tokens[i].lemma.lower() in ("set", "fire")  # "set fire to the shop"
    words = (*_BESIDE, *(("to",) if burning else ()))
    beside = prepositional(values.parse, i, *words)
    for first in children(values.parse, i, "prep"):  # "at the mill and at the offices of the bank"
        more = [p for p in children(values.parse, first, "conj") if values.parse.tokens[p].text.lower() in words]
        beside += [j for p in more for o in children(values.parse, p, "pobj") for j in with_conjuncts(values.parse, o)]
    for head in beside:
        if values.parse.tokens[head].lemma.lower() in _SIDES:
            found += prepositional(values.parse, head, "of", "to")
        else:
            found.append(head)
    return found


def _find_damaged(values: Values, s: int, *, own: bool) -> None:
    parse, sites = values.parse, load_sites()
    sentence = parse.sentences[s]
    for token in parse.tokens[sentence.first : sentence.last]:
        if own and token.lemma.lower() == "damage" and token.pos == "NOUN" and values.is_nearest(token.i):
            for head in prepositional(parse, token.i, "to"):
                add_site(values, head)
        if token.pos != "VERB" or token.lemma.lower() not in sites.damaging:
            continue
        if not (values.is_nearest(token.i) if own else _goes_on(values, token.i)):
            continue
        for head in patients(parse, token.i):
            add_site(values, head)


def _goes_on(values: Values, verb: int) -> bool:
    """Whether a sentence after the telling one still means the incident: "it also destroyed", "the bomb destroyed"."""
    sentence = values.parse.sentences[values.parse.tokens[verb].sentence]
    if values.told_before(sentence.last - 1):
        return False
    one = subject(values.parse, verb)
    if one is None:
        return False
    low, lemma = values.parse.tokens[one].text.lower(), values.parse.tokens[one].lemma.lower()
    words = load_incident_words()
    return low in _PRONOUNS or lemma in words.bombs or lemma in words.perpetrators or lemma in load_event_words().nouns


def add_site(values: Values, head: int) -> None:
    """Add what stands at a token, where it is something that can be attacked; for "most of the buildings" these."""
    parse, sites = values.parse, load_sites()
    for i in with_conjuncts(parse, head):
        token = parse.tokens[i]
        if token.tag in ("JJS", "CD", "DT", "JJR") or token.lemma.lower() in ("part", "front", "some"):
            for inner in prepositional(parse, i, "of"):
                add_site(values, inner)
        elif token.lemma.lower() in sites.targets and not children(parse, i, "neg") and not _is_of_bomb(values, i):
            add_described(values, "target", i)


def _is_of_bomb(values: Values, i: int) -> bool:
    """Whether a vehicle only says what sort of bomb it was: "a car bomb", "a truck-bomb"."""
    tokens = values.parse.tokens
    after = [t for t in tokens[i + 1 : i + 3] if t.tag != "HYPH"][:1]
    return any(t.lemma.lower() in load_incident_words().bombs for t in after)
