"""What happened to people as the states that they are in tell it: wounds, hospitals, captivity."""

import re

from joindots.extract.harms import load_harms
from joindots.extract.phrases import children, clause_head, is_passive, prepositional
from joindots.parse import Parse, Token

WOUNDS = frozenset({"wound", "injury", "gunshot", "graze", "burn", "laceration"})
"""Words for wounds."""
FATALLY = frozenset({"fatally", "mortally"})
"""Words for how those who die are hurt."""
_ILLNESSES = frozenset({"disease", "illness", "cancer", "virus", "infection", "smoke", "cold"})
_CONDITIONS = frozenset(
    {"critical", "serious", "stable", "fair", "good", "grave", "guarded", "satisfactory", "poor", "threatening"}
)
# Verbs after which it is told how somebody is: "was taken to hospital in a critical condition".
_BROUGHT = frozenset(
    (
        *("be", "remain", "stay", "list", "take", "transport", "rush", "bring", "airlift", "fly"),
        *("hospitalize", "hospitalise", "admit", "leave", "arrive"),
        *("show", "walk", "drive"),
    )
)
_CARRIED = frozenset({"take", "transport", "rush", "bring", "airlift", "fly", "send"})
_LANDING = frozenset({"leave", "land", "put"})
_LET_GO = frozenset({"release", "discharge"})
_HOSPITALS = frozenset({"hospital", "hospitals", "infirmary"})
_WARDS = frozenset({"center", "centre", "room", "unit", "ward", "care"})
_MEDICAL = frozenset({"medical", "trauma", "emergency", "intensive", "burn", "burns", "health"})
_DOCTORS = frozenset({"doctor", "medic", "paramedic", "clinic"})
_KNOWING = frozenset({"know", "confirm", "report", "believe", "think", "presume", "understand"})
_DWELLINGS = frozenset(
    {"home", "house", "flat", "apartment", "building", "block", "hotel", "area", "street", "village", "town"}
)
_SEIZING = frozenset({"take", "hold", "seize", "keep"})
_CAPTIVE = frozenset({"hostage", "hostages", "captive", "captives", "prisoner"})
_LOOKED_AT = re.compile(r"\b(?:precaution\w*|observation|evaluat\w+|check-?up|tests?)\b", re.IGNORECASE)
_REACH = 14  # tokens after such a verb
_FATAL = frozenset({"fatal", "mortal"})
NEARLY = frozenset({"non", "not", "nearly", "near", "potentially", "possibly", "almost"})
_WOUNDED = frozenset({"suffer", "sustain", "receive", "treat", "hospitalize", "hospitalise", "have"})


def can_tell_state(token: Token) -> bool:
    """Whether a verb can be followed by how somebody is: "arrived with a gunshot wound", "suffered burns"."""
    return token.lemma in _BROUGHT | _LANDING | {"pass"} or (token.lemma in _WOUNDED and token.lemma != "have")


def read_wounds(parse: Parse, head: int) -> tuple[str, int] | None:
    """Wounds that people have: "suffered gunshot wounds", "was treated for a wound", "two men with gunshot wounds"."""
    near = prepositional(parse, head, "with")
    token = parse.tokens[head]
    if token.dep in ("nsubj", "nsubjpass"):
        verb = parse.tokens[clause_head(parse, head)]
        if verb.lemma in _WOUNDED:
            near += [*children(parse, verb.i, "dobj"), *prepositional(parse, verb.i, "for", "with", "from")]
        if verb.lemma in _BROUGHT and not children(parse, verb.i, "neg") and not _is_over(parse, verb):
            near += _state_after(parse, verb.i)
    near += [j for c in children(parse, head, "acl") for j in _suffering(parse, c)]
    wound = next((i for i in near if parse.tokens[i].lemma.lower() in WOUNDS or is_condition(parse, i)), None)
    return None if wound is None else ("killed" if is_fatal(parse, wound) else "injured", wound)


def _is_over(parse: Parse, verb: Token) -> bool:
    """Whether a state is told as one that ended: "she had been in intensive care since May"."""
    return verb.lemma == "be" and any(parse.tokens[c].text.lower() == "had" for c in children(parse, verb.i, "aux"))


def is_fatal(parse: Parse, wound: int) -> bool:
    """Whether somebody died of a wound: "suffered a fatal wound"."""
    told = [c for c in children(parse, wound, "amod", "compound") if parse.tokens[c].text.lower() in _FATAL]
    before = [parse.tokens[j].text.lower() for c in told for j in range(max(0, c - 2), c)]
    return bool(told) and NEARLY.isdisjoint(before)


def read_hospital(parse: Parse, head: int) -> tuple[str, int] | None:
    """Those who were taken to hospital, unless only to be looked at."""
    verb = parse.tokens[clause_head(parse, head)]
    if _lands_in_hospital(parse, verb, head) or _is_treated(parse, verb, head) or _comes_hurt(parse, verb, head):
        return "hospitalised", verb.i
    if (
        verb.lemma not in _CARRIED
        or parse.tokens[head].dep not in ("nsubjpass", "dobj")
        or children(parse, verb.i, "neg")
    ):
        return None
    if parse.tokens[head].dep == "nsubjpass" and not is_passive(parse, verb.i):
        return None
    sentence = parse.sentences[verb.sentence]
    datives = [
        i for p in children(parse, verb.i, "dative") for i in children(parse, p, "pobj")
    ]  # "sent two to hospital"
    to = [i for i in (*prepositional(parse, verb.i, "to"), *datives) if is_hospital(parse, i)]
    if not to or _LOOKED_AT.search(parse.document.text, sentence.start, sentence.end):
        return None
    return "hospitalised", verb.i


def is_hospital(parse: Parse, i: int) -> bool:
    """Whether a noun is a hospital or a part of one: "Port Ellis Medical Center", "a trauma unit", "intensive care"."""
    lemma = parse.tokens[i].lemma.lower()
    if lemma in _HOSPITALS:
        return True
    words = {parse.tokens[c].text.lower() for c in children(parse, i, "compound", "amod", "nmod")}
    return lemma in _WARDS and not words.isdisjoint(_MEDICAL)


def _lands_in_hospital(parse: Parse, verb: Token, head: int) -> bool:
    """Whether something brought people there: "a fall that left a boy in the hospital", "lands four in hospital"."""
    if verb.lemma not in _LANDING or parse.tokens[head].dep != "dobj" or children(parse, verb.i, "neg"):
        return False
    where = [*prepositional(parse, verb.i, "in"), *prepositional(parse, head, "in")]
    return any(is_hospital(parse, i) for i in where)


def _comes_hurt(parse: Parse, verb: Token, head: int) -> bool:
    """Whether victims came to a hospital themselves: "two other crash victims arrived at the hospital by car"."""
    token = parse.tokens[head]
    if verb.lemma != "arrive" or token.dep != "nsubj" or token.lemma != "victim" or children(parse, verb.i, "neg"):
        return False
    return any(is_hospital(parse, i) for i in prepositional(parse, verb.i, "at"))


def _is_treated(parse: Parse, verb: Token, head: int) -> bool:
    """Whether people "were treated in hospital", or "treated and released", or whether doctors treated them."""
    token = parse.tokens[head]
    if token.dep == "dobj" and verb.lemma in ("treat", "admit") and not children(parse, verb.i, "neg"):
        ills = {parse.tokens[i].lemma.lower() for i in prepositional(parse, verb.i, "for")}
        by = {parse.tokens[i].lemma.lower() for i in children(parse, verb.i, "nsubj")}
        return ills <= WOUNDS and not by.isdisjoint(_HOSPITALS | _DOCTORS)
    if verb.lemma != "treat" or token.dep != "nsubjpass" or not is_passive(parse, verb.i):
        return False
    if children(parse, verb.i, "neg") or _LOOKED_AT.search(
        parse.document.text, token.end, _end_of_sentence(parse, verb)
    ):
        return False
    where = [*prepositional(parse, verb.i, "at"), *prepositional(parse, verb.i, "in")]
    let_go = any(parse.tokens[i].lemma in _LET_GO for i in children(parse, verb.i, "conj"))
    return let_go or any(is_hospital(parse, i) for i in where)


def _end_of_sentence(parse: Parse, token: Token) -> int:
    return parse.sentences[token.sentence].end


def read_captivity(parse: Parse, head: int) -> tuple[str, int] | None:
    """Those who were taken or held hostage: "took 30 people hostage", "forty were held captive"."""
    verb = parse.tokens[clause_head(parse, head)]
    if verb.text.lower() in _CAPTIVE and parse.tokens[head].dep in ("compound", "nmod"):
        held = parse.tokens[verb.head]
        return ("kidnapped", verb.i) if held.lemma in _SEIZING and not children(parse, held.i, "neg") else None
    seized = parse.tokens[head].dep == "dobj" or (parse.tokens[head].dep == "nsubjpass" and is_passive(parse, verb.i))
    if verb.lemma not in _SEIZING or not seized or children(parse, verb.i, "neg"):
        return None
    states = [*children(parse, verb.i, "oprd", "acomp", "npadvmod", "xcomp", "dobj", "attr", "advmod")]
    states += prepositional(parse, verb.i, "as")
    return next((("kidnapped", i) for i in states if i != head and parse.tokens[i].text.lower() in _CAPTIVE), None)


def _state_after(parse: Parse, verb: int) -> list[int]:
    """What a clause tells of wounds and states: "was taken to hospital with wounds", "in a stable condition"."""
    found = []
    for token in parse.tokens[verb + 1 : min(verb + _REACH, parse.sentences[parse.tokens[verb].sentence].last)]:
        if token.pos == "VERB" and token.dep not in ("amod", "acl"):
            break
        over = parse.tokens[token.head].text.lower() if token.dep == "pobj" else ""
        if over in ("in", "with", "for") or (over == "from" and token.lemma.lower() in WOUNDS):
            found.append(token.i)
    return found


def is_condition(parse: Parse, i: int) -> bool:
    """Whether a token tells the condition of somebody who is hurt: "in critical condition"."""
    words, lemma = {parse.tokens[c].text.lower() for c in children(parse, i, "amod", "compound")}, parse.tokens[i].lemma
    told = lemma.lower() == "condition" and not words.isdisjoint(_CONDITIONS)
    return told or lemma.lower() == "coma" or (lemma.lower() == "care" and "intensive" in words)


def _suffering(parse: Parse, verb: int) -> list[int]:
    if parse.tokens[verb].lemma not in _WOUNDED:
        return []
    return [*children(parse, verb, "dobj"), *prepositional(parse, verb, "for", "with", "from")]


def kills_too(parse: Parse, verb: int) -> bool:
    """Whether a bare participle for killing is coordinated with a verb: "shot and killed"."""
    return any(
        parse.tokens[c].tag == "VBN"
        and load_harms().transitive.get(parse.tokens[c].text.lower()) == "killed"
        and not children(parse, c, "dobj", "nsubj", "nsubjpass", "auxpass")
        for c in children(parse, verb, "conj")
    )


def passes_away(parse: Parse, verb: int) -> bool:
    """Whether somebody "passed away" or "lost their lives"."""
    lemma, below = parse.tokens[verb].lemma, (parse.tokens[c] for c in parse.children[verb])
    if lemma == "lose":
        return any(token.lemma == "life" and token.dep == "dobj" for token in below)
    return lemma == "pass" and any(token.text.lower() == "away" for token in below)


def find_fatally(parse: Parse, last: int) -> int | None:
    """The word after a number that makes it one of dead: "16 shot, one fatally", "two of them fatally"."""
    words = [token.text.lower() for token in parse.tokens[last : last + 3]]
    skipped = 2 if words[:1] == ["of"] and words[1:2] in (["them"], ["whom"]) else 0
    return last + skipped if words[skipped : skipped + 1] and words[skipped] in FATALLY else None


def is_death(parse: Parse, verb: int) -> bool:
    """Whether a verb that can mean death does: one succumbs to injuries or to pressure."""
    to = {parse.tokens[i].lemma.lower() for i in prepositional(parse, verb, "to")}
    return parse.tokens[verb].lemma != "succumb" or not to or not to.isdisjoint(WOUNDS | _ILLNESSES)


def told_with(parse: Parse, verb: int) -> list[int]:
    """Verbs that tell more of a verb's subject: "was hit and died", "are known to have died"."""
    beside = [c for c in children(parse, verb, "conj", "advcl") if parse.tokens[c].pos in ("VERB", "AUX", "ADJ")]
    known = parse.tokens[verb].lemma in _KNOWING and is_passive(parse, verb)
    return [*beside, *(children(parse, verb, "xcomp") if known else ())]


def is_ordered_out(parse: Parse, verb: int) -> bool:
    """Whether somebody was "ordered out of their homes", or "told to leave" them; diplomats leave a country."""
    token = parse.tokens[verb]
    if token.lemma not in ("order", "tell", "force") or not is_passive(parse, verb) or children(parse, verb, "neg"):
        return False
    below = [parse.tokens[c] for c in parse.children[verb]]
    if any(each.dep == "xcomp" and each.lemma == "evacuate" for each in below):
        return True
    out = [each.i for each in below if each.text.lower() in ("out", "from")]
    left = [parse.tokens[i].lemma for i in out for i in prepositional(parse, i, "of")]
    left += [parse.tokens[i].lemma for i in prepositional(parse, verb, "from", "of")]
    going = [each.i for each in below if each.dep == "xcomp" and each.lemma in ("leave", "flee")]
    left += [parse.tokens[i].lemma for go in going for i in children(parse, go, "dobj")]
    return not _DWELLINGS.isdisjoint(left)
