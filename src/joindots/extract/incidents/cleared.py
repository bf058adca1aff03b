"""Who stands beside the words for a deed and is not told to have done it.

To name somebody as a perpetrator is the gravest thing that the register says, so each doubt speaks for them.
"""

from collections import defaultdict

from joindots.extract.events.reality import DENYING, is_denied
from joindots.extract.harm_cues import find_harm
from joindots.extract.incident_words import load_incident_words
from joindots.extract.incidents.values import Values
from joindots.extract.phrases import agents, children, patients
from joindots.parse import Parse

_STEPS = 6  # from a deed up to the words that take it back; deeper trees are parser errors
_INSIDE = frozenset({"ccomp", "xcomp", "pcomp", "prep", "acl", "pobj", "dobj"})
_THEMSELVES = frozenset({"himself", "herself", "themselves", "itself", "themself"})
_HELD = frozenset({"arrested", "charged", "convicted", "sentenced"})
_OWNING_UP = frozenset({"confess", "surrender", "plead", "admit"})
_OUT = frozenset({"out"})
_NONE = frozenset({"no", "neither"})
_COUNTED = frozenset({"victim", "victims"})
_AFTER_HARM = frozenset({",", "in", "at", "after", "by", "during", "near", "outside", "when", "while", "on"})


def is_taken_back(parse: Parse, i: int) -> bool:
    """Whether a deed stands under words that take it back.

    "Are not suspected of being involved", "no evidence that he fired", "ruled out reports that she shot him".
    """
    token = parse.tokens[i]
    for _ in range(_STEPS):
        above = parse.tokens[token.head]
        if token.dep not in _INSIDE or above is token:
            break
        ruled = above.lemma == "rule" and any(
            parse.tokens[c].text.lower() in _OUT for c in children(parse, above.i, "prt")
        )
        none = any(parse.tokens[c].text.lower() in _NONE for c in children(parse, above.i, "det"))
        denied = bool(children(parse, above.i, "neg"))
        if above.lemma.lower() in DENYING or (ruled and denied):
            break
        if ruled or none or denied:
            return True
        token = above
    return is_denied(parse, i)


def hurts_itself(parse: Parse, hurt: list[int]) -> bool:
    """Whether nobody else is hurt: "the boy shot himself" tells of a victim, and of no perpetrator."""
    return bool(hurt) and all(parse.tokens[i].text.lower() in _THEMSELVES for i in hurt)


def only_names_victims(parse: Parse, verb: int) -> bool:
    """Whether a word that is read as a verb belongs to the noun after it: "shooting victim Bo Ray"."""
    token = parse.tokens[verb]
    after = parse.tokens[verb + 1] if verb + 1 < len(parse.tokens) else token
    return token.text.lower().endswith("ing") and after.text.lower() in _COUNTED


def is_headline_passive(parse: Parse, verb: int) -> bool:
    """Whether a headline leaves "was" out: "Clerk killed, guard wounded in blast", but not "Man shot, killed two"."""
    token = parse.tokens[verb]
    after = parse.tokens[verb + 1] if verb + 1 < len(parse.tokens) else token
    beyond = parse.tokens[verb + 2] if verb + 2 < len(parse.tokens) else after
    headline = parse.sentences[token.sentence].kind in ("title", "heading")
    active = after.text == "," and beyond.pos == "VERB"
    ends = after.sentence != token.sentence or (after.text.lower() in _AFTER_HARM and not active)
    return headline and token.text.lower().endswith(("ed", "ot")) and ends


def clear_bystanders(values: Values, tokens: list[int]) -> None:
    """Leave out as perpetrators those who only answered an attacker, and those whom pronouns alone make so.

    Args:
        values: Of the incident.
        tokens: That tell it.
    """
    _clear_answering(values, tokens)
    _clear_unheld(values)


def _clear_answering(values: Values, tokens: list[int]) -> None:
    """Of those who only hurt somebody that had attacked others: "police then shot Bo Ray"."""
    parse, entity = values.parse, values.lookup.entity
    deeds = [(agents(parse, i), patients(parse, i)) for i in tokens if parse.tokens[i].pos == "VERB"]
    attacked: dict[str, set[str]] = defaultdict(set)
    for doers, hurt in deeds:
        for one in filter(None, map(entity, doers)):
            attacked[one].update(entity(i) or parse.tokens[i].lemma for i in hurt)
    answering = {
        doer
        for doers, hurt in deeds
        for one in filter(None, map(entity, hurt))
        if attacked[one] - {entity(doer) or parse.tokens[doer].lemma for doer in doers}
        for doer in doers
    }
    for value in values.values("perpetrator"):
        spans = values.spans_of("perpetrator", value)
        if answering and all(answering.intersection(parse.token_range(s.start, s.end)) for s in spans):
            values.drop("perpetrator", value)


def _clear_unheld(values: Values) -> None:
    """Leave out as perpetrators those whom pronouns alone make so, and nobody is said to hold or accuse.

    "Sheriff Bo Ray said he shot his sister" tells of somebody else.
    """
    doubtful = [
        value
        for value in values.values("perpetrator")
        if values.lookup.names.get(str(value), "").lower() != values.lookup.names.get(str(value), "")
        and values.lookup.kind(str(value)) == "person"
        and all(_is_pronoun(values, span.start, span.end) for span in values.spans_of("perpetrator", value))
    ]
    if doubtful:
        accused = _find_accused(values)
        for value in doubtful:
            if value not in accused:
                values.drop("perpetrator", value)


def _is_pronoun(values: Values, start: int, end: int) -> bool:
    return all(values.parse.tokens[i].pos == "PRON" for i in values.parse.token_range(start, end))


def _find_accused(values: Values) -> set[str]:
    """Ids of those who are said to be held, charged or sentenced, who own up, or whom the text calls the attacker."""
    parse, found = values.parse, set()
    for token in parse.tokens:
        entity = values.person(token.i) if token.pos != "PRON" else None
        if entity is None or entity in found:
            continue
        beside = [
            *children(parse, token.i, "compound", "appos", "amod", "nmod"),
            token.head if token.dep == "appos" else token.i,
        ]
        called = any(parse.tokens[i].lemma.lower() in load_incident_words().perpetrators for i in beside)
        harm = find_harm(parse, token.i)
        owns_up = token.dep == "nsubj" and parse.tokens[token.head].lemma in _OWNING_UP
        if called or owns_up or (harm is not None and harm[0] in _HELD):
            found.add(entity)
    return found
