"""Whether what a word tells has happened: not denied, possible, announced, planned, or counted over years."""

import re

from joindots.extract.events.words import HARM_FAMILIES, EventWord
from joindots.extract.lookups import Lookup
from joindots.extract.phrases import children, governing_verb, is_called_for, patients, prepositional, subject
from joindots.parse import Parse, Token

_MODALS = frozenset({"would", "could", "might", "may", "can", "should", "wo", "must", "if", "unless"})
_TO_COME = frozenset({"will", "shall", "'ll", "’ll"})
_POSSIBLE = frozenset({"possible", "potential", "planned", "future", "imminent", "threatened", "hypothetical"})
_SCHEDULING = frozenset({"schedule", "plan"})
_MANY = frozenset({"many", "countless", "numerous", "some", "other"})
_PROSPECTS = frozenset(
    {"possibility", "threat", "risk", "danger", "likelihood", "prospect", "fear", "plan", "verge", "brink"}
)
_TRYING = frozenset({"attempt", "try"})  # an attack that was tried is one
_TRIED = frozenset({"attack", "bombing", "kidnapping", "robbery", "hijacking", "arson"})
_UNREAL_HEADS = frozenset(
    {"prevent", "stop", "foil", "avert", "avoid", "plan", "threaten", "fear", "risk", "attempt", "try"}
)
# What is only wished for, feared or given up, even where it is told with "the": "called for the murder of".
_WISHING = frozenset(
    {"call", "advocate", "incite", "propose", "abstain", "refrain", "threaten", "suspend", "renounce"}
    | {"halt", "encourage", "cease"}
)
_DOOMING = frozenset({"sentence", "condemn", "doom"})  # "sentenced to death"
# "Cases of assault", "a policy of murder" count or call what was done, and tell none of it.
_SORTS = frozenset({"case", "rate", "wave", "campaign", "form", "policy", "climate", "cycle", "spiral", "escalation"})
_ENDING = frozenset({"end", "stop"})  # "to end the bloodshed"; "police stopped the attack" tells one
_CONDITIONS = frozenset({"if", "unless", "whether"})
DENYING = frozenset({"deny", "refute", "disavow"})
_NO_WORD = frozenset({"report", "knowledge", "evidence", "sign", "record", "information", "indication"})
_FIGHTS = frozenset({"clashes", "battles", "skirmishes", "confrontations"})
_LASTING = frozenset({"year", "month", "decade", "century"})  # "sixteen years of fighting"
_LAUNCHING = frozenset(
    {"carry", "launch", "stage", "stag", "commit", "perpetrate", "mount", "conduct", "make", "prepare"}
)
_MANAGING = frozenset(
    {"manage", "use", "begin", "start", "continue", "go", "proceed", "be", "say", "allege", "believe"}
)
# Of deeds like these each time is one of its own; somebody is shot or stabbed many times in one.
_REPEATABLE = frozenset({"attack", "bomb", "dynamite", "rob", "raid", "burn", "torch", "bombard", "blow"})
_HUNDREDS = frozenset({"hundred", "thousand", "million"})
_SPAN = re.compile(r"\b(?:since|so far|over|during|past|last|throughout)\b")
_PLURAL = frozenset({"NNS", "CD"})
_EACH = frozenset({"every", "each", "annually", "yearly"})
_STEPS = 6  # from a verb up to the denial that it stands in; deeper trees are parser errors
_LONG = re.compile(r"P[\dX.]+[YM]|\d{4}(?:-\d\d)?\Z")
_RUNNING = re.compile(r"this\s(?:year|month|season|decade|century)\Z", re.IGNORECASE)  # in reports without a date, too


def is_absent(parse: Parse, noun: Token) -> bool:
    """Whether there was none: "ended without incident", "no sort of attack"."""
    above = parse.tokens[noun.head] if noun.dep == "pobj" else None
    if above is None:
        return False
    kind = parse.tokens[above.head]
    sort = above.text.lower() == "of" and kind.lemma in _NO_WORD | {"type", "kind", "sort"}
    return above.text.lower() == "without" or (sort and is_nobody(parse, kind.i))


def is_wished(parse: Parse, noun: int) -> bool:
    """Whether a noun tells what somebody calls for, gives up or is sentenced to, or what went on for years."""
    token = parse.tokens[noun]
    while token.dep == "conj":
        token = parse.tokens[token.head]
    if token.dep in ("dobj", "nsubjpass", "attr"):
        verb = parse.tokens[token.head]
        helpers = {parse.tokens[c].text.lower() for c in children(parse, verb.i, "mark", "aux")}
        doing = token.dep == "nsubjpass" and verb.lemma in _LAUNCHING
        ending = verb.lemma in _ENDING and verb.tag in ("VB", "VBP")
        wished = token.dep == "dobj" and (verb.lemma in _WISHING - {"call"} or ending)
        return wished or (doing and not _CONDITIONS.isdisjoint(helpers)) or _will_be(token, helpers)
    if token.dep != "pobj":
        return False
    above = parse.tokens[token.head]
    over, word = parse.tokens[above.head], above.text.lower()
    if word == "to":
        return over.lemma.lower() in _DOOMING
    if word == "of":
        return over.lemma.lower() in _LASTING | _SORTS or (over.dep == "pobj" and is_wished(parse, over.i))
    return word in ("for", "from") and over.pos == "VERB" and over.lemma in _WISHING


def _will_be(noun: Token, helpers: set[str]) -> bool:
    return noun.dep == "attr" and not _TO_COME.isdisjoint(helpers)


def is_counted_over_time(parse: Parse, verb: int, lookup: Lookup) -> bool:
    """Whether a verb tells what happened again and again over a long time: "900 have been killed since 1985".

    So it does of several people with "since" and any clause: "200 judges have been killed since the war began".
    """
    for last, time in lookup.times_in(parse.tokens[verb].sentence):
        if governing_verb(parse, last) != verb:
            continue
        first = parse.token_range(time.span.start, time.span.end)[0]
        if parse.tokens[first].text.lower() in _EACH:
            return True  # "four clerks have been kidnapped every day"
        before = " ".join(t.text.lower() for t in parse.tokens[max(0, first - 2) : last + 1])
        running = _RUNNING.match(time.span.text)
        long = (running or _LONG.match(time.value or "")) and _is_perfect(parse, verb)
        if long and (_SPAN.search(before) or (running and _is_done_to_many(parse, verb))):
            return True
    if any(_is_many_times(parse, c) for c in children(parse, verb, "npadvmod", "dobj", "advmod")):
        return True
    if any(parse.tokens[i].text.lower() in _FIGHTS for i in prepositional(parse, verb, "in", "during")):
        return True  # "40 people were killed in clashes"
    since = any(parse.tokens[m].text.lower() == "since" for c in parse.children[verb] for m in (c, *parse.children[c]))
    return since and _is_perfect(parse, verb) and any(parse.tokens[i].tag in _PLURAL for i in patients(parse, verb))


def _is_done_to_many(parse: Parse, verb: int) -> bool:
    """Whether several were harmed, as subjects of "died" or by somebody: "12 people have died this year"."""
    one = subject(parse, verb)
    harmed = patients(parse, verb) or ([] if one is None else [one])
    return any(parse.tokens[i].tag in _PLURAL for i in harmed)


def _is_many_times(parse: Parse, i: int) -> bool:
    """Whether a noun tells that something was done again and again: "dynamited the pipeline 23 times"."""
    counts = [parse.tokens[c].text for c in children(parse, i, "nummod")]
    over = parse.tokens[parse.tokens[i].head].lemma
    return parse.tokens[i].text.lower() == "times" and bool(counts) and over in _REPEATABLE


def _is_perfect(parse: Parse, verb: int) -> bool:
    return any(parse.tokens[c].text.lower() in ("have", "has", "had") for c in children(parse, verb, "aux"))


def is_possible(parse: Parse, noun: int, lows: set[str]) -> bool:
    """Whether a noun tells what may happen: "a possible attack", "the threat of a bombing"."""
    if lows & _POSSIBLE or any(parse.tokens[c].lemma in _SCHEDULING for c in children(parse, noun, "acl")):
        return True
    token = parse.tokens[noun]
    above = parse.tokens[token.head] if token.dep == "pobj" else token
    return above.dep == "prep" and parse.tokens[above.head].lemma.lower() in _PROSPECTS


def is_generic(parse: Parse, verb: int, lookup: Lookup) -> bool:
    """Whether a verb tells what has happened to people of a sort, at no time: "journalists have been murdered"."""
    while parse.tokens[verb].dep == "conj" and parse.tokens[parse.tokens[verb].head].tag == "VBN":
        verb = parse.tokens[verb].head  # "who have been murdered and kidnapped"
    has = any(parse.tokens[c].text.lower() in ("have", "has") for c in children(parse, verb, "aux"))
    done_to = patients(parse, verb)
    above = [parse.tokens[parse.tokens[parse.tokens[i].head].head].lemma.lower() for i in done_to]
    if has and parse.tokens[verb].dep == "relcl" and not _HUNDREDS.isdisjoint(above):
        return True  # "the hundreds of peasants who have been murdered"
    timed = bool(lookup.times_in(parse.tokens[verb].sentence)) or bool(
        prepositional(parse, verb, "in", "at", "near", "on")
    )
    anybody = all(_is_bare_plural(parse, i, lookup) or _are_all_such(parse, i, verb) for i in done_to)
    return has and bool(done_to) and not timed and anybody


def _are_all_such(parse: Parse, i: int, verb: int) -> bool:
    """Whether whoever it befell is meant: "those who have been abducted"."""
    return parse.tokens[verb].dep == "relcl" and parse.tokens[i].text.lower() in ("those", "all", "anybody", "anyone")


def _is_bare_plural(parse: Parse, i: int, lookup: Lookup) -> bool:
    told = children(parse, i, "det", "nummod", "poss", "relcl", "appos")
    kinds = {parse.tokens[c].text.lower() for c in children(parse, i, "amod")}
    entity = lookup.entity(i)
    name = lookup.names[entity] if entity is not None else ""
    return parse.tokens[i].tag in ("NNS", "NNPS") and not told and kinds <= _MANY and name == name.lower()


def is_to_come(parse: Parse, verb: int, word: EventWord) -> bool:
    """Whether harm is only announced: "they will bomb the city"."""
    helpers = (parse.tokens[c] for c in children(parse, verb, "aux"))
    return word.family in HARM_FAMILIES and any(h.text.lower() in _TO_COME for h in helpers)


def is_nobody(parse: Parse, i: int) -> bool:
    """Whether a noun phrase means nobody or nothing: "no shot", "none", "not a single guest"."""
    words = {parse.tokens[j].text.lower() for j in (i, *children(parse, i, "det", "neg"))}
    not_one = {"not", "single"} <= {parse.tokens[j].text.lower() for j in parse.children[i]}
    return not_one or not words.isdisjoint({"nobody", "none", "no", "neither", "any"})


def is_tried(parse: Parse, verb: int, word: EventWord) -> bool:
    """Whether a verb tells an attack that was tried: "three men tried to kidnap her"."""
    token, above = parse.tokens[verb], parse.tokens[parse.tokens[verb].head]
    trying = above.lemma in _TRYING and token.dep == "xcomp" and above.tag in ("VBD", "VBN")
    return (
        trying
        and word.type in _TRIED
        and not children(parse, above.i, "neg")
        and is_real(parse, above.i, definite=False)
    )


def _is_means(parse: Parse, verb: int) -> bool:
    """Whether a verb tells what something was used for: "they used dynamite to blow up the bridge"."""
    token, above = parse.tokens[verb], parse.tokens[parse.tokens[verb].head]
    used = above.lemma == "use" and above.tag in ("VBD", "VBN") and bool(patients(parse, above.i))
    return used and token.dep in ("xcomp", "advcl") and is_real(parse, above.i, definite=False)


def is_denied(parse: Parse, verb: int) -> bool:
    """Whether a verb tells what somebody denies: "the rebels denied that they bombed it", "denied having done so".

    Where the denial is itself denied ("did not deny") nothing is.
    """
    token = parse.tokens[verb]
    for _ in range(_STEPS):
        above = parse.tokens[token.head]
        if token.dep not in ("ccomp", "xcomp", "conj", "pcomp", "acl", "prep") or above is token:
            return False
        if above.lemma.lower() in DENYING and token.dep != "conj":
            return not children(parse, above.i, "neg")
        token = above
    return False


def has_happened(parse: Parse, verb: int, word: EventWord) -> bool:
    """Whether a verb tells what was done, or tried where trying is a deed."""
    real = is_real(parse, verb, definite=False) or is_tried(parse, verb, word) or _is_means(parse, verb)
    return real and not is_to_come(parse, verb, word) and not is_denied(parse, verb) and not is_called_for(parse, verb)


def is_real(parse: Parse, i: int, *, definite: bool) -> bool:
    """Whether the text tells it as having happened: no modal, condition, purpose or mere attempt over it."""
    verb = governing_verb(parse, i)
    if definite or verb is None:
        return True
    return not is_denied(parse, verb) and _is_real_under(parse, i, verb)


def _is_real_under(parse: Parse, i: int, verb: int) -> bool:
    kids = [parse.tokens[c] for c in parse.children[verb]]
    helpers = {k.text.lower() for k in kids if k.dep in ("aux", "mark", "neg")}
    if helpers & _MODALS or (verb == i and "to" in helpers and "have" not in helpers):
        return False
    token = parse.tokens[verb]
    above = parse.tokens[token.head]
    if verb != i and "to" in helpers and "have" not in helpers and token.lemma in _LAUNCHING:
        return above.lemma in _MANAGING  # "they wanted to launch an attack"
    over = _told_with(parse, verb, helpers)
    if over is not None and not is_real(parse, over, definite=False):
        return False
    ahead = _PROSPECTS | (_WISHING if above.text.lower() == "for" else frozenset())
    if above.dep == "prep" and token.dep == "pcomp" and parse.tokens[above.head].lemma in ahead:
        return False  # "the danger of his being shot", "the plan calls for attacking the harbour"
    if above.text.lower() == "from" and token.dep == "pcomp":
        above = parse.tokens[above.head]  # "stopped the crisis from exploding"
    return not (above.lemma in _UNREAL_HEADS and token.dep in ("xcomp", "ccomp", "pcomp", "advcl")) and not (
        verb != i and token.lemma in _UNREAL_HEADS
    )


def _told_with(parse: Parse, verb: int, helpers: set[str]) -> int | None:
    """The verb over another that is as real as it: "they should win by attacking", "plan to burn shops and bomb"."""
    token = parse.tokens[verb]
    above = parse.tokens[token.head]
    if token.dep == "conj" and token.tag == "VB" and above.tag == "VB" and not helpers:
        return above.i
    if token.dep in ("xcomp", "ccomp") and token.tag == "VB" and above.pos == "VERB" and not helpers:
        return above.i  # "they would like to see the mill explode"
    if token.tag == "VBG" and token.dep in ("pcomp", "conj", "xcomp") and above.pos in ("VERB", "ADP"):
        over = above.i if above.pos == "VERB" else above.head if above.text.lower() == "by" else verb
        return over if over != verb and parse.tokens[over].pos == "VERB" else None
    return None
