"""Whether what a word tells has happened: not denied, possible, announced, planned, or counted over years."""

import re

from joindots.extract.events.words import HARM_FAMILIES, EventWord
from joindots.extract.lookups import Lookup
from joindots.extract.phrases import children, governing_verb, patients, prepositional
from joindots.parse import Parse, Token

_MODALS = frozenset({"would", "could", "might", "may", "can", "should", "wo", "must", "if", "unless"})
_TO_COME = frozenset({"will", "shall", "'ll", "’ll"})
_POSSIBLE = frozenset({"possible", "potential", "planned", "future", "imminent", "threatened", "hypothetical"})
_SCHEDULING = frozenset({"schedule", "plan"})
_MANY = frozenset({"many", "countless", "numerous", "some", "other"})
_PROSPECTS = frozenset({"possibility", "threat", "risk", "danger", "likelihood", "prospect", "fear", "plan"})
_TRYING = frozenset({"attempt", "try"})  # an attack that was tried is one
_TRIED = frozenset({"attack", "bombing", "kidnapping", "robbery", "hijacking", "arson"})
_UNREAL_HEADS = frozenset(
    {"prevent", "stop", "foil", "avert", "avoid", "plan", "threaten", "fear", "risk", "attempt", "try"}
)
_SPAN = re.compile(r"\b(?:since|so far|over|during|past|last|throughout)\b")
_LONG = re.compile(r"P[\dX.]+[YM]|\d{4}(?:-\d\d)?\Z")


def is_absent(parse: Parse, noun: Token) -> bool:
    """Whether there was none: "ended without incident", "no sort of attack"."""
    above = parse.tokens[noun.head] if noun.dep == "pobj" else None
    if above is None:
        return False
    kind = parse.tokens[above.head]
    sort = above.text.lower() == "of" and kind.lemma in ("type", "kind", "sort")
    return above.text.lower() == "without" or (sort and is_nobody(parse, kind.i))


def is_counted_over_time(parse: Parse, verb: int, lookup: Lookup) -> bool:
    """Whether a verb tells what happened again and again over a long time: "900 have been killed since 1985".

    So it does of several people with "since" and any clause: "200 judges have been killed since the war began".
    """
    for last, time in lookup.times_in(parse.tokens[verb].sentence):
        if governing_verb(parse, last) != verb:
            continue
        first = parse.token_range(time.span.start, time.span.end)[0]
        before = " ".join(t.text.lower() for t in parse.tokens[max(0, first - 2) : last + 1])
        if _SPAN.search(before) and _LONG.match(time.value or "") and _is_perfect(parse, verb):
            return True
    since = any(parse.tokens[m].text.lower() == "since" for c in parse.children[verb] for m in (c, *parse.children[c]))
    return since and _is_perfect(parse, verb) and any(parse.tokens[i].tag == "NNS" for i in patients(parse, verb))


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
    has = any(parse.tokens[c].text.lower() in ("have", "has") for c in children(parse, verb, "aux"))
    done_to = patients(parse, verb)
    timed = bool(lookup.times_in(parse.tokens[verb].sentence)) or bool(
        prepositional(parse, verb, "in", "at", "near", "on")
    )
    return has and bool(done_to) and not timed and all(_is_bare_plural(parse, i, lookup) for i in done_to)


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
    """Whether a noun phrase means nobody or nothing: "no shot", "none"."""
    words = {parse.tokens[j].text.lower() for j in (i, *children(parse, i, "det", "neg"))}
    return not words.isdisjoint({"nobody", "none", "no", "neither", "any"})


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


def is_real(parse: Parse, i: int, *, definite: bool) -> bool:
    """Whether the text tells it as having happened: no modal, condition, purpose or mere attempt over it."""
    verb = governing_verb(parse, i)
    if definite or verb is None:
        return True
    token, kids = parse.tokens[verb], [parse.tokens[c] for c in parse.children[verb]]
    helpers = {k.text.lower() for k in kids if k.dep in ("aux", "mark", "neg")}
    if helpers & _MODALS or (verb == i and "to" in helpers and "have" not in helpers):
        return False
    above = parse.tokens[token.head]
    if above.dep == "prep" and token.dep == "pcomp" and parse.tokens[above.head].lemma in _PROSPECTS:
        return False  # "the danger of his being shot"
    if token.tag == "VBG" and token.dep in ("pcomp", "conj", "xcomp") and above.pos in ("VERB", "ADP"):
        over = above.i if above.pos == "VERB" else above.head if above.text.lower() == "by" else verb
        if over != verb and parse.tokens[over].pos == "VERB" and not is_real(parse, over, definite=False):
            return False  # "they should strive for peace by attacking"
    return not (above.lemma in _UNREAL_HEADS and token.dep in ("xcomp", "ccomp", "pcomp", "advcl")) and not (
        verb != i and token.lemma in _UNREAL_HEADS
    )
