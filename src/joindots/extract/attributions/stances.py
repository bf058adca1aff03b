"""What a source does with what it says."""

import re

from joindots.extract.attributions.clauses import Clause
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
_NO_EVIDENCE = re.compile(
    r"\b(?:no|little|not any|without|lack of|never any)\s+(?:\w+\s+){0,2}(?:evidence|indication|proof|sign|suggestion|trace)\b",
    re.IGNORECASE,
)
_DOUBTED = re.compile(r"\b(?:speculation|unproven|unconfirmed|no proof)\b", re.IGNORECASE)
_REPROACH = re.compile(
    r"\b(?:should|ought to) (?:not )?have\b|\bfailed to\b|\bmissed (?:\w+ ){0,3}(?:opportunit|chance)", re.IGNORECASE
)
_ADVICE = re.compile(r"\b(?:should|must|ought to|needs? to)\b", re.IGNORECASE)
_PROMISE = re.compile(r"^\W*(?:that )?(?:I|we|they|he|she|it) (?:will|shall|would)\b", re.IGNORECASE)


def judge_stance(parse: Parse, clause: Clause, content: str) -> Stance:
    """The stance of an attribution, from its cue, negation and what is said.

    Args:
        parse: The document.
        clause: The attribution in the making.
        content: Its text.
    """
    stance = clause.cue.stance
    if is_negated(parse, clause.token):
        stance = "no_evidence" if _finds_nothing(clause, content) else _NEGATED.get(stance, stance)
    elif _NO_EVIDENCE.search(content[:60]) and stance in ("asserts", "finds", "claims", "confirms"):
        return "no_evidence"
    if stance in ("asserts", "claims"):
        return _by_content(stance, content)
    return stance


def _finds_nothing(clause: Clause, content: str) -> bool:
    return clause.frame == "evidence" or bool(re.search(r"\b(?:evidence|indication|proof)\b", content[:60]))


def _by_content(stance: Stance, content: str) -> Stance:
    if _REPROACH.search(content):
        return "criticises"
    if _PROMISE.search(content):
        return "commits"
    if _DOUBTED.search(content):
        return "doubts"
    return stance


def is_negated(parse: Parse, i: int) -> bool:
    """Whether a cue is negated by "not" or "never", or governed by something that negates it."""
    if find_children(parse, i, "neg"):
        return True
    return any(parse.tokens[c].text.lower() in ("never", "neither", "nobody", "hardly") for c in parse.children[i])
