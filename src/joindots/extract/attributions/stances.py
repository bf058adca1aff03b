"""What a source does with what it says."""

import re

from joindots.extract.attributions.clauses import Clause, is_none_of
from joindots.extract.attributions.sources import find_children
from joindots.model import Stance
from joindots.parse import Parse

# What a stance becomes where the cue is negated ("could not confirm").
_NEGATED: dict[Stance, Stance] = {
    "asserts": "doubts",
    "claims": "doubts",
    "confirms": "doubts",
    "finds": "denies",
    "admits": "denies",
    "denies": "doubts",
    "suspects": "doubts",
    "recommends": "criticises",
    "commits": "denies",
}
_NEGATIONS = frozenset({"never", "neither", "nobody", "hardly", "nor"})
_HELD_SHORT = 280  # characters; a longer content says too much for one word in it to set the stance
_DOUBTED = re.compile(r"\b(?:pure|mere|sheer|just|only|wild) speculation\b", re.IGNORECASE)
_REPROACH = re.compile(r"\b(?:should|ought to) (?:not )?have\b|\bfailed to\b|\bmissed opportunit", re.IGNORECASE)
_ADVICE = re.compile(r"\b(?:should|must|ought to)\b(?! (?:not )?have\b)", re.IGNORECASE)
_PROMISE = re.compile(r"^\W*(?:that )?(?:I|we|they|he|she|it) (?:will|shall|would)\b", re.IGNORECASE)


def judge_stance(parse: Parse, clause: Clause, content: str) -> Stance:
    """The stance of an attribution, from its cue, negation and what is said.

    Args:
        parse: The document.
        clause: The attribution in the making.
        content: Its text.
    """
    stance = clause.cue.stance
    negated = is_negated(parse, clause.token)
    if clause.frame == "evidence" and (negated or _finds_none(parse, clause.token)):
        return "no_evidence"
    if negated:
        return _NEGATED.get(stance, stance)
    if stance in ("asserts", "claims") and len(content) <= _HELD_SHORT:
        return _by_content(stance, content)
    return stance


def _finds_none(parse: Parse, verb: int) -> bool:
    found = find_children(parse, verb, "dobj", "nsubjpass")
    return any(is_none_of(parse, noun) for noun in found)


def _by_content(stance: Stance, content: str) -> Stance:
    if _REPROACH.search(content):
        return "criticises"
    if _DOUBTED.search(content):
        return "doubts"
    if _PROMISE.search(content):
        return "commits"
    return "recommends" if stance == "asserts" and _ADVICE.search(content) else stance


def is_negated(parse: Parse, i: int) -> bool:
    """Whether a cue is negated ("did not say", "never confirmed")."""
    if find_children(parse, i, "neg"):
        return True
    return any(parse.tokens[c].text.lower() in _NEGATIONS for c in parse.children[i])
