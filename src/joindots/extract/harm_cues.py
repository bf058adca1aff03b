"""What happened to the people that a word stands for: finds the verb, adjective or noun that says so."""

import re

from joindots.extract.harm_states import (
    FATALLY,
    NEARLY,
    find_fatally,
    is_death,
    is_ordered_out,
    kills_too,
    passes_away,
    read_captivity,
    read_hospital,
    read_wounds,
    told_with,
)
from joindots.extract.harms import load_harms
from joindots.extract.incident_words import load_incident_words
from joindots.extract.phrases import children, clause_head, is_called_for, is_passive, prepositional, subject
from joindots.parse import Parse

_AFTER = 4  # tokens after a number within which a headline says what befell those it counts
# Words between a number and what befell those it counts: "16 others wounded", "two found dead".
_PASSED_OVER = frozenset({"others", "other", "more", "found", "left", "pronounced", "confirmed", "declared"})
_BEING = frozenset({"be", "remain", "feel", "go", "lie"})
_JUDGING = frozenset({"leave", "pronounce", "find", "declare", "report", "confirm"})
_LOSING = {"claim": "killed", "lose": "killed", "take": "killed", "cost": "killed", "save": "survived"}
_TOLL, _NUMBER = frozenset({"toll", "deaths"}), frozenset({"number", "total", "count"})
_STEPS = 7  # from a number up to the verb that says how the toll moved
_UP_TO, _THEN = frozenset({"to", "at"}), frozenset({"then", "later"})
_SERIES = 9  # tokens back that "43 dead, then 71, and later 69" reaches
_TO_DEATH = frozenset({"death", "dead"})
_HURT = frozenset({"shot", "stabbed", "struck", "hospitalised"})
_OTHERS = frozenset({"others", "other", "another"})
_DEADLY = re.compile(r"\b(?:kill\w*|die[sd]?|dying|dead\w*|death|fatal\w*|slain|murder\w*)\b", re.IGNORECASE)
_ALIVE = re.compile(
    r"\b(?:(?:critical|serious|stable|fair|good|grave|guarded|satisfactory|stabili[sz]ed)[\w ]{0,20} conditions?"
    r"|conditions?\b.{0,20}\bstabili[sz]ed|life[- ]threatening"
    r"|expected to (?:survive|recover|live|be ok(?:ay)?|be fine|make|pull)"
    r"|alive|surviv(?:ed|es|ing)|recover(?:ed|ing|s)?|treated|released from|surgery|non-?fatal\w*)\b",
    re.IGNORECASE,
)
_UNREAL = frozenset({"could", "would", "should", "might", "wo", "ca", "if", "whether", "unless"})
# What is told after these has not happened, as far as they tell.
_INTENDING = frozenset(
    {"threaten", "threat", "plan", "plot", "want", "try", "attempt", "intend", "intention", "hope", "vow", "conspire"}
    | {"conspiracy", "aim", "seek", "wish", "promise", "swear", "fail", "bid", "desire", "prepare", "warn", "avoid"}
    | {"need"}
)
# Tag and label of a verb that such a word governs: "to kill", "of killing".
_INTENDED = frozenset({("VB", "xcomp"), ("VB", "ccomp"), ("VB", "acl"), ("VBG", "pcomp"), ("VBG", "xcomp")})
_FATAL, _LIVES = frozenset({"fatal", "deadly"}), frozenset({"life", "lives"})
DEEDS = {
    **dict.fromkeys(("killing", "murder", "manslaughter", "homicide", "slaying", "death"), "killed"),
    "massacre": "killed", "assassination": "killed",
    "shooting": "shot", "stabbing": "stabbed", "wounding": "injured", "injury": "injured",
}  # fmt: skip
"""Base forms of nouns for what is done to people, and what befalls those after "of" them."""


def find_harm(parse: Parse, head: int) -> tuple[str, int] | None:
    """Measure and token of the word that says what befell the people at token `head`, or None."""
    for rule in (
        _own,
        _beside,
        _by_verb,
        _by_clause,
        _by_deed,
        read_wounds,
        read_captivity,
        read_hospital,
        _by_toll,
        _by_number_of,
        _by_total,
        _by_series,
    ):
        found = rule(parse, head)
        if found is not None and not is_unreal(parse, found[1]) and not _is_paper(parse, head, found[1]):
            found = _died_after(parse, head) or found
            return ("injured", found[1]) if found[0] in _HURT and _lived(parse, head) else found
    return None


def is_unreal(parse: Parse, cue: int) -> bool:
    """Whether a word tells what somebody threatened, tried or failed to do, or what could have been.

    "Threatened to kill 20 people", "a plot to shoot guards", "it could have killed dozens", "it did not kill them".
    """
    verb = parse.tokens[cue]
    if verb.pos not in ("VERB", "AUX"):
        return False
    told = [cue]
    while parse.tokens[told[-1]].dep == "conj" and parse.tokens[told[-1]].head not in told:
        told.append(parse.tokens[told[-1]].head)
    if any(parse.tokens[c].text.lower() in _UNREAL for v in told for c in children(parse, v, "aux", "mark")):
        return True
    short_of = parse.tokens[cue - 1].text.lower() in NEARLY
    if short_of or is_called_for(parse, cue) or children(parse, cue, "neg"):
        return True
    top = parse.tokens[told[-1]]
    if (top.tag, top.dep) not in _INTENDED:
        return False
    over = parse.tokens[top.head]
    over = parse.tokens[over.head] if over.pos in ("ADP", "PART") else over
    aims = [over.i, *(children(parse, over.i, "nsubj") if over.lemma == "be" else ())]  # "his intention was to shoot"
    return any(parse.tokens[i].lemma.lower() in _INTENDING for i in aims)


def _is_paper(parse: Parse, head: int, cue: int) -> bool:
    """Whether what is executed is no person: "executed a search warrant", "a plan"."""
    token = parse.tokens[head]
    executed = parse.tokens[cue].lemma == "execute" and token.pos == "NOUN"
    return executed and token.lemma.lower() not in load_incident_words().persons


def _died_after(parse: Parse, head: int) -> tuple[str, int] | None:
    """The death of one person who is told as hurt first: "a woman injured in the blast has died"."""
    if children(parse, head, "nummod") or not children(parse, head, "acl", "relcl"):
        return None
    death = _by_clause(parse, head) or _by_verb(parse, head)
    return death if death is not None and death[0] == "killed" else None


def _lived(parse: Parse, head: int) -> bool:
    """Whether the sentence tells that those hurt lived: "shot and is in stable condition", "one killed, 6 others shot".

    Where somebody died in the same sentence it says so of "others" alone.
    """
    sentence = parse.sentences[parse.tokens[head].sentence]
    text = parse.document.text[sentence.start : sentence.end]
    if _DEADLY.search(text):
        words = {parse.tokens[head].text.lower(), *(parse.tokens[c].text.lower() for c in parse.children[head])}
        return not words.isdisjoint(_OTHERS)
    return _ALIVE.search(text) is not None


def tells_survival(text: str) -> bool:
    """Whether a text says of somebody that they lived or are being treated."""
    return _ALIVE.search(text) is not None


def harm_after(parse: Parse, last: int) -> tuple[str, int] | None:
    """The word in the few after a number that says what befell those it counts: "5 injured", "16 others wounded".

    For headlines and lists, where the tree is often wrong.

    Args:
        parse: The document.
        last: One past the number's last token.
    """
    if (fatally := find_fatally(parse, last)) is not None:
        return "killed", fatally
    harms = load_harms()
    for token in parse.tokens[last : last + _AFTER]:
        low = token.text.lower()
        if low in harms.adjectives or (low in harms.transitive and token.tag in ("VBN", "VBD")):
            if children(parse, token.i, "dobj") or _follows_number(parse, token.i):
                return None  # "three attacks killed 21": what is counted did it
            measure = harms.adjectives.get(low) or harms.transitive[low]
            return _deadly(parse, token.i, measure), token.i
        if low in harms.intransitive:
            return harms.intransitive[low], token.i
        if low in NEARLY or (token.pos not in ("NOUN", "ADJ", "PROPN", "ADV") and low not in _PASSED_OVER):
            return None
    return None


def _follows_number(parse: Parse, verb: int) -> bool:
    return verb + 1 < len(parse.tokens) and parse.tokens[verb + 1].tag == "CD"


def _own(parse: Parse, head: int) -> tuple[str, int] | None:
    """The counted word itself: "14 deaths", "three fatalities", "four dead"."""
    harms, low = load_harms(), parse.tokens[head].text.lower()
    if any(parse.tokens[c].text.lower() == "attempted" for c in parse.children[head]):
        return None
    for table in (harms.nouns, harms.people, harms.adjectives):
        if low in table:
            return table[low], head
    over = parse.tokens[parse.tokens[head].head]
    of_lives = parse.tokens[head].dep == "pobj" and over.text.lower() == "of" and _means_lives(parse, over.head)
    if of_lives or low in _LIVES:  # "claimed the lives of two clerks", "claimed two lives"
        verb = parse.tokens[parse.tokens[over.head].head] if of_lives else over
        if verb.lemma in _LOSING and not (of_lives and parse.tokens[over.head].dep != "dobj"):
            return _LOSING[verb.lemma], verb.i
    return None


def _means_lives(parse: Parse, i: int) -> bool:
    return parse.tokens[i].text.lower() in _LIVES


def _beside(parse: Parse, head: int) -> tuple[str, int] | None:
    """An adjective or participle: "22 injured people", "people dead"."""
    harms = load_harms()
    for c in children(parse, head, "amod", "acl", "advmod", "acomp", "oprd"):
        token = parse.tokens[c]
        low = token.text.lower()
        if low in harms.adjectives and (token.dep != "acl" or token.tag in ("VBN", "JJ", "VBD")):
            return _deadly(parse, c, harms.adjectives[low]), c
        if token.dep == "acl" and token.tag == "VBN" and low in harms.transitive:
            return _deadly(parse, c, harms.transitive[low]), c
    return None


def _by_verb(parse: Parse, head: int) -> tuple[str, int] | None:
    """The verb that the people are subject or object of."""
    harms, token = load_harms(), parse.tokens[head]
    top = head
    while (
        parse.tokens[top].dep == "conj"
        and parse.tokens[top].head != top
        and parse.tokens[parse.tokens[top].head].pos != "VERB"
    ):
        top = parse.tokens[top].head
    token = parse.tokens[top]
    if token.dep in ("pobj", "attr") and parse.tokens[token.head].text.lower() == "of":
        total = parse.tokens[token.head].head  # "a total of 40 people"
        token = parse.tokens[total] if parse.tokens[total].lemma in ("total", "number", "group") else token
    verb = parse.tokens[clause_head(parse, token.i)]
    low = verb.text.lower()
    if token.dep == "dobj":
        if low in harms.transitive:
            return _deadly(parse, verb.i, harms.transitive[low]), verb.i
        after = _adjective_after(parse, verb.i, head)
        if after is not None:
            return after
    if token.dep in ("nsubj", "nsubjpass"):
        return _suffered(parse, verb.i, head)
    return None


def _suffered(parse: Parse, verb: int, head: int) -> tuple[str, int] | None:
    """What the subject of a verb, or of one coordinated with it, suffers; death outweighs the rest."""
    harms = load_harms()
    best: tuple[str, int] | None = None
    for v in [verb, *told_with(parse, verb)]:
        if children(parse, v, "neg") or (v != verb and subject(parse, v) not in (head, None)):
            continue
        low = parse.tokens[v].text.lower()
        found = None
        if low in harms.intransitive or passes_away(parse, v):
            found = harms.intransitive.get(low, "killed") if is_death(parse, v) else None
        elif low in harms.adjectives and parse.tokens[v].tag in ("VBG", "JJ"):
            found = harms.adjectives[low]
        elif low in harms.transitive and (is_passive(parse, v) or _is_headline_passive(parse, v)):
            found = _deadly(parse, v, harms.transitive[low])
        elif is_ordered_out(parse, v):
            found = "evacuated"
        elif parse.tokens[v].lemma in _BEING or (parse.tokens[v].lemma in _JUDGING and is_passive(parse, v)):
            after = _adjective_after(parse, v, head)
            found = after[0] if after else None
        if found is not None and (best is None or found == "killed"):
            best = (found, v)
    return best


def _is_headline_passive(parse: Parse, verb: int) -> bool:
    """Whether a headline leaves the auxiliary out: "Officer shot in foot", but not "Man shot at police"."""
    token = parse.tokens[verb]
    fatal = any(parse.tokens[c].text.lower() in FATALLY for c in children(parse, verb, "advmod"))
    headline = parse.sentences[token.sentence].kind in ("title", "heading")
    fatal |= kills_too(parse, verb)  # "a man shot and killed on Friday has been named"
    if not (headline or fatal) or token.tag not in ("VBD", "VBN"):
        return False
    return not children(parse, verb, "dobj", "aux") and not prepositional(parse, verb, "at", "on", "into")


def _adjective_after(parse: Parse, verb: int, head: int) -> tuple[str, int] | None:
    """An adjective after the verb: "left four people dead", "three were missing"."""
    harms = load_harms()
    for c in children(parse, verb, "acomp", "oprd", "attr", "ccomp", "advmod", "amod", "xcomp"):
        low = parse.tokens[c].text.lower()
        if c != head and low in harms.adjectives:
            return _deadly(parse, c, harms.adjectives[low]), c
    return None


def _by_clause(parse: Parse, head: int) -> tuple[str, int] | None:
    """A relative clause: "the 22 people who died", "those who were killed"."""
    harms = load_harms()
    for c in children(parse, head, "relcl"):
        own = children(parse, c, "nsubj", "nsubjpass")
        if own and parse.tokens[own[0]].text.lower() not in ("who", "which", "that"):
            continue
        for v in [c, *children(parse, c, "conj")]:
            low = parse.tokens[v].text.lower()
            if children(parse, v, "neg"):
                continue
            if low in harms.intransitive:
                return harms.intransitive[low], v
            if low in harms.transitive and is_passive(parse, v):
                return _deadly(parse, v, harms.transitive[low]), v
            judged = parse.tokens[v].lemma in _JUDGING and is_passive(parse, v)
            if judged and (state := _adjective_after(parse, v, head)) is not None:
                return state
    return None


def _by_deed(parse: Parse, head: int) -> tuple[str, int] | None:
    """A noun that names what was done to those after "of": "the shooting of three people", "the killing of guards"."""
    over = parse.tokens[parse.tokens[head].head]
    if parse.tokens[head].dep != "pobj" or over.text.lower() != "of":
        return None
    noun = parse.tokens[over.head]
    measure = DEEDS.get(noun.lemma.lower()) if noun.pos in ("NOUN", "PROPN") else None
    if measure is None or any(parse.tokens[c].text.lower() == "attempted" for c in parse.children[noun.i]):
        return None
    fatal = any(parse.tokens[c].text.lower() in _FATAL for c in children(parse, noun.i, "amod"))
    return ("killed" if fatal else measure), noun.i


def _by_toll(parse: Parse, head: int) -> tuple[str, int] | None:
    """What a toll counts: "the death toll rose to 40", "brings the number of people killed to four"."""
    i, turned = head, list[int]()
    for _ in range(_STEPS):
        if parse.tokens[i].head == i:
            return None
        i = parse.tokens[i].head
        if parse.tokens[i].pos != "VERB":
            continue
        if turned and parse.tokens[turned[-1]].dep not in ("xcomp", "ccomp", "pcomp"):
            return None
        turned.append(i)
        for noun in children(parse, i, "nsubj", "nsubjpass", "dobj"):
            if noun != head and parse.tokens[noun].text.lower() in _TOLL:
                return "killed", noun
            if noun != head and parse.tokens[noun].lemma in _NUMBER:
                counted = prepositional(parse, noun, "of")
                return next((h for j in counted for rule in (_own, _beside, _by_clause) if (h := rule(parse, j))), None)
    return None


def _words_before(parse: Parse, head: int) -> list[str]:
    first = parse.sentences[parse.tokens[head].sentence].first
    return [token.text.lower() for token in parse.tokens[first:head]]


def _by_number_of(parse: Parse, head: int) -> tuple[str, int] | None:
    """A number after words that say what it numbers: "with the number of dead at 71"."""
    before = _words_before(parse, head)
    if not before or before[-1] not in _UP_TO or not _NUMBER.intersection(before):
        return None
    first = head - len(before)
    noun = max(i for i, word in enumerate(before) if word in _NUMBER) + first
    counted = [i for i in range(noun + 1, min(head, noun + _STEPS)) if parse.tokens[noun + 1].text.lower() == "of"]
    return next((harm for i in counted for rule in (_own, _participle) if (harm := rule(parse, i))), None)


def _participle(parse: Parse, i: int) -> tuple[str, int] | None:
    low = parse.tokens[i].text.lower()
    measure = load_harms().transitive.get(low) if parse.tokens[i].tag in ("VBN", "VBD") else None
    return (measure, i) if measure else None


def _by_total(parse: Parse, head: int) -> tuple[str, int] | None:
    """A total of those told before it in the sentence: "17 people died, bringing the total in both countries to 88"."""
    before = _words_before(parse, head)
    if not before or before[-1] != "to" or "total" not in before:
        return None
    first = head - len(before)
    return _harm_told(parse, range(first + before.index("total") - 1, first - 1, -1))


def _by_series(parse: Parse, head: int) -> tuple[str, int] | None:
    """A number that takes the place of one before it: "43 dead, then 71, and later 69"."""
    before = _words_before(parse, head)
    if not before or before[-1] not in _THEN:
        return None
    return _harm_told(parse, range(head - 1, max(head - _SERIES, head - len(before)) - 1, -1))


def _harm_told(parse: Parse, tokens: range) -> tuple[str, int] | None:
    """The last word of several that says by itself what befell people, where it stands beside a number."""
    harms = load_harms()
    for i in tokens:
        low = parse.tokens[i].text.lower()
        measure = harms.people.get(low) or harms.intransitive.get(low) or harms.adjectives.get(low)
        if measure is not None and any(token.tag == "CD" for token in parse.tokens[max(0, i - _AFTER) : i]):
            return measure, i
    return None


def _deadly(parse: Parse, verb: int, measure: str) -> str:
    """The measure, or `killed` where the words add death: "shot dead", "stabbed to death", "fatally shot"."""
    if measure not in ("shot", "stabbed", "injured"):
        return measure
    for c in parse.children[verb]:
        low = parse.tokens[c].text.lower()
        if low in FATALLY or (low in _TO_DEATH and c > verb):  # "3 dead, 1 wounded"
            return "killed"
        if low == "to" and any(parse.tokens[j].text.lower() in _TO_DEATH for j in parse.children[c]):
            return "killed"
    for c in children(parse, verb, "conj"):
        kills = load_harms().transitive.get(parse.tokens[c].text.lower()) == "killed"
        # "Fifteen were shot and two were killed": the second verb has people of its own.
        if kills and not children(parse, c, "dobj", "nsubj", "nsubjpass"):
            return "killed"
    return measure
