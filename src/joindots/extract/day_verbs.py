"""What the verb of a day tells: that somebody spoke, that a court sat or people gathered, or the deed itself."""

from joindots.extract.phrases import children
from joindots.model import TimeExpression
from joindots.parse import Parse

SAYING = frozenset(
    {"say", "tell", "announce", "report", "add", "state", "release", "confirm", "identify", "update", "post", "issue"}
    | {"publish", "reveal"}
)
"""Verbs whose day is when somebody spoke."""
SITTING = frozenset(
    {"open", "begin", "start", "resume", "adjourn", "meet", "hold", "appear", "charge", "arrest", "sentence", "convict"}
    | {"lower", "revise", "raise", "end", "mourn", "condemn", "apologise", "apologize", "vow", "investigate", "cut"}
    | {"schedule", "plead", "arraign", "testify", "vote", "sue", "indict", "plan", "expect", "track", "hunt"}
    | {"order", "file", "impose", "declare", "sign", "appoint", "elect", "demand", "protest", "reject", "criticise"}
    | {"criticize"}
    | {"work", "search", "gather", "bury", "remember", "pray", "honor", "honour", "rally", "remain", "provide"}
    | {"describe", "discuss", "explain", "learn", "warn", "blame", "denounce", "ask", "urge", "offer"}
)
"""Verbs whose day is when a court sat, people gathered or officials acted."""
_GOING_ON = frozenset({"investigate", "search", "mourn"})
_PRESENT = frozenset({"VBP", "VBZ"})
_SPOKEN = 3  # tokens between "said" and the day it was said


def tells_speech(parse: Parse, last: int, verb: int | None) -> bool:
    """Whether a day is when somebody spoke: "police said on Monday", "told reporters by phone on Monday that".

    Args:
        parse: The document.
        last: Last token of the day.
        verb: The verb whose clause it stands in.
    """
    if verb is not None and last < verb and parse.tokens[verb].tag in _PRESENT:
        return False  # before "police say": the present tense takes no day that is past
    return _said_before(parse, last) or (verb is not None and _is_spoken(parse, last, verb))


def _is_spoken(parse: Parse, last: int, verb: int) -> bool:
    lemma = _lemma_of_doing(parse, verb)
    after = parse.tokens[last + 1].text.lower() if last + 1 < len(parse.tokens) else ""
    near = abs(last - verb) <= _SPOKEN or lemma == "identify" or (verb < last and after == "that")
    if lemma not in SAYING or not near:
        return False
    return not (_ends_content(parse, last, verb) or _ends_subject(parse, last, verb) or _reports_deed(parse, verb))


def tells_sitting(parse: Parse, verb: int | None, time: TimeExpression) -> bool:
    """Whether a day is when a court sat or people gathered: "was charged on Monday", "found guilty on Monday"."""
    if verb is None:
        return False
    if any(parse.tokens[c].lemma == "guilty" for c in parse.children[verb]):
        return True
    fired = any(parse.tokens[c].lemma == "fire" for c in parse.children[verb])  # "opened fire"
    return _lemma_of_doing(parse, verb) in SITTING and not fired and not _goes_on(parse, verb, time)


def _goes_on(parse: Parse, verb: int, time: TimeExpression) -> bool:
    """Whether a verb tells what goes on, and so on no day that is past: "police investigate a fire on Monday"."""
    published = parse.document.published
    if parse.tokens[verb].lemma not in _GOING_ON or published is None:
        return False
    present = any(parse.tokens[i].tag in _PRESENT for i in [verb, *children(parse, verb, "aux")])
    return present and (time.latest or "9999") < (published.earliest or "")


def _lemma_of_doing(parse: Parse, verb: int) -> str:
    """The base form of a verb; of "started passing around" that of what was started."""
    begun = children(parse, verb, "xcomp") if parse.tokens[verb].lemma in ("begin", "start") else []
    return parse.tokens[begun[0] if begun else verb].lemma


def _ends_content(parse: Parse, last: int, verb: int) -> bool:
    """Whether a time ends what is told before ", said Lee": "it began at 2 a.m. on Sunday, said Lee"."""
    if verb != last + 2 or parse.tokens[last + 1].text != ",":
        return False
    first = parse.sentences[parse.tokens[last].sentence].first
    return any(token.pos == "VERB" for token in parse.tokens[first:last])


def _ends_subject(parse: Parse, last: int, verb: int) -> bool:
    """Whether a time ends what a passive is told of: "the man killed in a crash on Tuesday was identified"."""
    return any(token.dep == "auxpass" and token.head == verb for token in parse.tokens[last + 1 : last + 2])


def _reports_deed(parse: Parse, verb: int) -> bool:
    """Whether a verb tells that help was called: "the fire was reported at 9 p.m.", but not "it was reported"."""
    told = children(parse, verb, "nsubjpass") if parse.tokens[verb].lemma == "report" else []
    return any(parse.tokens[c].pos == "NOUN" for c in told)


def _said_before(parse: Parse, i: int) -> bool:
    near = parse.tokens[max(0, i - 2) : i]
    return any(t.lemma in SAYING and t.pos == "VERB" and t.tag == "VBD" for t in near)
