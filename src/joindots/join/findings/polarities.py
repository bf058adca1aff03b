"""Whether words speak for or against somebody's conduct."""

import re
from typing import Literal

from joindots.join.findings.lexicons import pattern, word_set

Polarity = Literal["against", "favour"]

_PLEA = re.compile(r"\bplead(?:s|ed|ing)?\b|\bpled\b", re.IGNORECASE)


def judge_polarity(text: str) -> Polarity | None:
    """Whether words say something for or against somebody's conduct; None where they do neither, or both.

    What the accused pleads is no judgement.
    """
    if _PLEA.search(text):
        return None
    favour = [m for m in pattern("judgements", "favour").finditer(text) if _holds(text, m)]
    rest = text
    for found in reversed(favour):
        rest = rest[: found.start()] + rest[found.end() :]
    against = pattern("judgements", "against").search(rest) is not None
    if bool(favour) == against:
        return None
    return "favour" if favour else "against"


def polarity_of_nothing(text: str) -> Polarity | None:
    """Of what there is no evidence of: an ill or a failure speaks for somebody."""
    said = pattern("judgements", "ills").search(text) or pattern("judgements", "against").search(text)
    return "favour" if said else None


def _holds(text: str, found: re.Match[str]) -> bool:
    """A phrase such as "any reason" speaks for somebody only after a negation."""
    if found.group().lower() not in word_set("judgements", "negated"):
        return True
    return pattern("hedges", "negations").search(text, 0, found.start()) is not None
