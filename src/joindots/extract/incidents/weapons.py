"""With what an incident was done."""

from joindots.extract.incident_words import load_incident_words
from joindots.extract.incidents.values import Values
from joindots.extract.phrases import children, governing_verb, noun_phrase

_MODIFYING = frozenset({"compound", "amod"})  # "a bomb attack"; the tagger takes some such words for adjectives
_AMBIGUOUS = frozenset({"charge", "stick"})
_SAYING_NOTHING = frozenset({"more", "other", "such", "many", "several", "various", "numerous", "new", "same"})
# What is taken from somebody, or found elsewhere than at the scene, was not used there; nor was what did not go off.
_TAKING = frozenset({"seize", "confiscate", "capture", "deactivate", "defuse", "disarm"})
_FINDING = frozenset({"find", "discover", "recover"})
_STORMING = frozenset({"attack", "raid", "storm", "occupy", "enter", "rob", "seize", "close"})
_WIELDING = frozenset({"wield", "use", "swing", "carry", "brandish"})
_SCENES = frozenset({"scene", "site"})
_DRIVING = frozenset({"drive", "plough", "plow", "ram", "crash", "mow", "run"})


def find_weapons(values: Values, tokens: list[int]) -> None:
    """Weapons told in the sentences that tell the incident; vehicles where somebody drives them at people.

    A weapon that only says what sort of attack it was counts too: "a bomb attack", "the dynamite blast".
    """
    parse, told = values.parse, set(tokens)
    for s in sorted({parse.tokens[i].sentence for i in tokens}):
        sentence = parse.sentences[s]
        for j in range(sentence.first, sentence.last):
            if _is_weapon(values, j) and values.is_nearest(j):
                if parse.tokens[j].dep not in _MODIFYING:
                    _add_weapon(values, j)
                elif parse.tokens[j].head in told:
                    span = parse.token_span(j, j + 1)
                    values.add("weapon", span.text, span)


def _is_weapon(values: Values, j: int) -> bool:
    parse, words = values.parse, load_incident_words()
    token = parse.tokens[j]
    if token.pos not in ("NOUN", "PROPN") and token.dep not in _MODIFYING:
        return False
    lemma, low, head = token.lemma.lower(), token.text.lower(), parse.tokens[token.head]
    if lemma in words.vehicles:
        return head.lemma in _DRIVING and token.dep != "compound"
    if lemma not in words.weapons and low not in words.weapons:
        return False
    kinds = {parse.tokens[c].lemma.lower() for c in children(parse, j, "compound", "amod")}
    if lemma == "weapon" and not kinds - _SAYING_NOTHING:  # which, nobody tells
        return False
    if lemma in _AMBIGUOUS and not kinds & words.bombs:  # "explosive charges", not "in charge" or "murder charges"
        return False
    verb = governing_verb(parse, j)
    return not _is_place(values, j) and (verb is None or not _is_found(values, verb))


def _is_place(values: Values, j: int) -> bool:
    """Whether a word means a place and no weapon: "attacked two mines", "at the Marrow Club"."""
    parse, token = values.parse, values.parse.tokens[j]
    if token.lemma.lower() == "club":
        return parse.tokens[token.head].text.lower() != "with" and parse.tokens[token.head].lemma not in _WIELDING
    return (
        token.lemma.lower() == "mine"
        and token.dep in ("dobj", "nsubjpass")
        and (parse.tokens[token.head].lemma in _STORMING)
    )


def _is_found(values: Values, verb: int) -> bool:
    """Whether a verb tells that a weapon was taken or found, and not where it happened."""
    lemma = values.parse.tokens[verb].lemma
    sentence = values.parse.sentences[values.parse.tokens[verb].sentence]
    scene = any(values.parse.tokens[i].lemma.lower() in _SCENES for i in range(sentence.first, sentence.last))
    return lemma in _TAKING or (lemma in _FINDING and not scene)


def _add_weapon(values: Values, j: int) -> None:
    first, last = noun_phrase(values.parse, j)
    while first < j and values.parse.tokens[first].tag in ("DT", "PRP$", "PDT", "CD"):
        first += 1
    span = values.parse.token_span(first, last)
    values.add("weapon", " ".join(span.text.split()), span)
