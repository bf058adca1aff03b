"""Whether a cue is negated: "did not say", "nobody has confirmed", "has yet to decide", "without naming"."""

from joindots.extract.phrases import children
from joindots.parse import Parse

_WORDS = frozenset({"never", "neither", "nobody", "hardly", "nor"})
_NOBODY = frozenset({"nobody", "none", "neither"})
_NO = frozenset({"no", "neither"})
_ONLY = frozenset({"only", "just", "merely", "simply"})
# Who fails, refuses or is unable to say a thing does not say it.
_WITHHOLDING = frozenset(
    {"cease", "decline", "fail", "forget", "hesitate", "neglect", "refuse", "reluctant", "stop", "unable", "unwilling"}
)


def is_negated(parse: Parse, i: int) -> bool:
    """Whether the cue at token `i` is said not to be: by a word beside it, its subject, or what governs it."""
    token = parse.tokens[i]
    if token.pos == "NOUN":
        return _is_lacking(parse, i)
    if token.dep == "acomp" and token.head != i:
        return _has_not(parse, token.head) or _is_nobodys(parse, token.head)
    return _has_not(parse, i) or _is_nobodys(parse, i) or _is_withheld(parse, i)


def _has_not(parse: Parse, i: int) -> bool:
    for c in parse.children[i]:
        token = parse.tokens[c]
        if token.dep != "neg" and token.text.lower() not in _WORDS:
            continue
        after = parse.tokens[c + 1].text.lower() if c + 1 < len(parse.tokens) else ""
        if after not in _ONLY:
            return True
    return False


def _is_nobodys(parse: Parse, verb: int) -> bool:
    """For "nobody has said", "none of them believes", "no official confirmed"."""
    for c in children(parse, verb, "nsubj", "nsubjpass"):
        if c < verb and (parse.tokens[c].text.lower() in _NOBODY or _is_no(parse, c)):
            return True
    return False


def _is_no(parse: Parse, noun: int) -> bool:
    return any(parse.tokens[c].text.lower() in _NO for c in children(parse, noun, "det", "preconj", "neg"))


def _is_lacking(parse: Parse, noun: int) -> bool:
    """For "no plan to", "does not have a plan to", "without the promise that"."""
    governor = parse.tokens[noun].head
    if _is_no(parse, noun) or parse.tokens[governor].text.lower() == "without":
        return True
    return parse.tokens[noun].dep in ("dobj", "attr") and _has_not(parse, governor)


def _is_withheld(parse: Parse, verb: int) -> bool:
    token = parse.tokens[verb]
    if token.head == verb:
        return False
    governor = parse.tokens[token.head]
    if token.dep == "pcomp" and (governor.text.lower() == "without" or _is_short_of(parse, governor.i)):
        return True
    if token.dep != "xcomp":
        return False
    if governor.lemma in _WITHHOLDING:
        beside = governor.head if governor.dep == "acomp" else governor.i
        return not _has_not(parse, beside)
    yet = any(parse.tokens[c].text.lower() == "yet" for c in parse.children[governor.i])
    return yet and governor.lemma in ("have", "be")


def _is_short_of(parse: Parse, preposition: int) -> bool:
    """For "stopped short of saying"."""
    return parse.tokens[preposition].text == "of" and parse.tokens[preposition - 1].text == "short"
