"""The key of a count: the counted noun and what befalls it, in words that can be shown."""

from joindots.extract.harm_cues import is_unreal
from joindots.extract.harms import load_harms
from joindots.extract.incident_words import load_incident_words
from joindots.extract.phrases import children, clause_head, governing_verb, is_passive, prepositional
from joindots.extract.quantities.readings import lemma_of
from joindots.parse import Parse

CROWD = "people attending"
HOMELESS = "people homeless"
_BARE_VERBS = frozenset({"be", "have", "do", "make"})
_ATTENDING = frozenset(
    {"attend", "march", "gather", "fill", "demonstrate", "rally", "protest", "join", "assemble", "parade", "pack"}
)
_CROWDS = frozenset({"crowd", "turnout", "attendance"})
_ROUGHLY = frozenset({"about", "around", "some", "roughly", "nearly", "almost", "over", "approximately"})
_HOMES = frozenset({"home", "house"})
_AGENT_ENDINGS = ("er", "or", "ist", "people")
# Verbs of bringing to nothing mean the same of what was planned.
_SAME_VERBS = {"disrupt": "foil", "thwart": "foil", "avert": "foil", "prevent": "foil", "stop": "foil"}
_IRREGULAR = {
    "beat": "beaten", "begin": "begun", "break": "broken", "bring": "brought", "build": "built", "buy": "bought",
    "catch": "caught", "choose": "chosen", "cut": "cut", "draw": "drawn", "drive": "driven", "eat": "eaten",
    "feed": "fed", "fight": "fought", "find": "found", "fly": "flown", "get": "got", "give": "given", "grow": "grown",
    "hear": "heard", "hide": "hidden", "hit": "hit", "hold": "held", "hurt": "hurt", "keep": "kept", "know": "known",
    "lay": "laid", "lead": "led", "leave": "left", "lend": "lent", "lose": "lost", "meet": "met", "pay": "paid",
    "put": "put", "quit": "quit", "read": "read", "run": "run", "say": "said", "see": "seen", "seek": "sought",
    "sell": "sold", "send": "sent", "set": "set", "shed": "shed", "shoot": "shot", "show": "shown", "shut": "shut",
    "sink": "sunk", "spend": "spent", "split": "split", "spread": "spread", "steal": "stolen", "strike": "struck",
    "sweep": "swept", "take": "taken", "teach": "taught", "tear": "torn", "tell": "told", "throw": "thrown",
    "wear": "worn", "win": "won", "withdraw": "withdrawn", "write": "written",
    "plan": "planned", "ban": "banned", "drop": "dropped", "scrap": "scrapped", "trap": "trapped", "stop": "stopped",
    "rob": "robbed", "ship": "shipped", "axe": "axed", "admit": "admitted", "commit": "committed",
}  # fmt: skip


def count_key(parse: Parse, head: int) -> tuple[str, int | None]:
    """Key of what is counted, and the token that says what befell it, where one does.

    Whoever marches, fills a square or takes part is counted as one crowd. Otherwise it is the lemma of the noun, with
    the participle of a verb that it suffers.
    """
    verb = governing_verb(parse, head)
    if lemma_of(parse, head) == "homeless":
        return HOMELESS, head
    if lemma_of(parse, head) in _ATTENDING and parse.tokens[head].tag == "NN":
        return CROWD, head  # "20,000 march": a headline's verb taken for a noun
    if verb is not None and _is_people(parse, head):
        if parse.tokens[head].dep == "nsubj" and _attends(parse, verb):
            return CROWD, verb
        if _loses_home(parse, verb):
            return HOMELESS, verb
    return _suffering(parse, head, verb)


def is_crowd(parse: Parse, number: int) -> bool:
    """Whether a bare number is the size of a crowd: "put the crowd at about 20,000", "a crowd of 3,000"."""
    token = parse.tokens[number]
    before = parse.tokens[max(parse.sentences[token.sentence].first, number - 4) : number]
    if before and before[-1].text.lower() in _ROUGHLY:
        before = before[:-1]
    return bool(before) and before[-1].text.lower() in ("at", "of") and any(t.lemma in _CROWDS for t in before[-3:])


def _is_people(parse: Parse, head: int) -> bool:
    lemma = lemma_of(parse, head)
    plural = parse.tokens[head].tag in ("NNS", "CD")
    return plural and (lemma in load_incident_words().persons or lemma.endswith(_AGENT_ENDINGS))


def _attends(parse: Parse, verb: int) -> bool:
    lemma = parse.tokens[verb].lemma
    if lemma == "take":
        return any(parse.tokens[i].lemma == "part" for i in children(parse, verb, "dobj"))
    if lemma == "turn":
        return any(parse.tokens[i].text.lower() == "out" for i in parse.children[verb])
    return lemma in _ATTENDING


def _loses_home(parse: Parse, verb: int) -> bool:
    lemma = parse.tokens[verb].lemma
    if lemma == "lose":
        return any(parse.tokens[i].lemma in _HOMES for i in children(parse, verb, "dobj"))
    words = {parse.tokens[i].text.lower() for i in parse.children[verb]}
    words |= {parse.tokens[j].text.lower() for i in children(parse, verb, "ccomp") for j in parse.subtree(i)}
    bare = any(parse.tokens[i].lemma in _HOMES for i in prepositional(parse, verb, "without"))
    return lemma in ("leave", "make", "be") and (bare or "homeless" in words)


def _suffering(parse: Parse, head: int, verb: int | None) -> tuple[str, int | None]:
    noun, token = lemma_of(parse, head), parse.tokens[head]
    told = (c for c in children(parse, head, "acl", "relcl") if parse.tokens[c].tag == "VBN")
    bare = next((c for c in told if not _tells_of_some(parse, c)), None)
    if bare is not None:
        return f"{noun} {_participle(parse, bare)}", bare
    if verb is not None and parse.tokens[verb].lemma == "be" and clause_head(parse, head) == verb:
        state = next((c for c in children(parse, verb, "acomp") if parse.tokens[c].text.endswith("ed")), None)
        return (noun, None) if state is None else (f"{noun} {parse.tokens[state].text.lower()}", state)
    if verb is None or parse.tokens[verb].lemma in _BARE_VERBS or clause_head(parse, head) != verb:
        return noun, None
    suffers = token.dep == "dobj" or (token.dep in ("nsubj", "nsubjpass") and is_passive(parse, verb))
    if not suffers:
        return noun, None
    harm = parse.tokens[verb].text.lower() in load_harms().transitive
    to_be = "to be " * (harm and is_unreal(parse, verb))  # "threatened to kill 20 people" counts none who were killed
    return f"{noun} {to_be}{_participle(parse, verb)}", verb


def _tells_of_some(parse: Parse, verb: int) -> bool:
    """Whether a clause tells of some of those counted: "90 ballots, of which 4 were spoiled"."""
    return any(parse.tokens[i].tag == "CD" for i in children(parse, verb, "nsubj", "nsubjpass"))


def part_key(parse: Parse, number: int) -> tuple[str, int] | None:
    """Key of a number that counts some of what is told before, and its noun: "of the 90 ballots, 4 were spoiled"."""
    token = parse.tokens[number]
    verb = parse.tokens[token.head]
    if token.dep not in ("nsubj", "nsubjpass") or verb.pos not in ("VERB", "AUX") or not is_passive(parse, verb.i):
        return None
    of = prepositional(parse, verb.i, "of")
    wholes = [verb.head if parse.tokens[i].tag == "WDT" and verb.dep == "relcl" else i for i in of]
    noun = next((i for i in wholes if parse.tokens[i].pos == "NOUN"), None)
    return None if noun is None else (f"{lemma_of(parse, noun)} {_participle(parse, verb.i)}", noun)


def _participle(parse: Parse, verb: int) -> str:
    lemma = lemma_of(parse, verb)
    if parse.tokens[verb].tag == "VBN" and lemma not in _SAME_VERBS:
        return parse.tokens[verb].text.lower()
    lemma = _SAME_VERBS.get(lemma, lemma)
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ied"
    return lemma + ("d" if lemma.endswith("e") else "ed")
