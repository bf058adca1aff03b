"""Which of several reported values a codebook writes down."""

import math
from collections.abc import Callable, Sequence

from msgspec import Struct

from joindots.account.codebooks.candidates import Candidate

ONLY = "the only value reported"


class Choice(Struct, frozen=True, kw_only=True):
    """A value with the rule that chose it."""

    candidate: Candidate
    rule: str


Rule = Callable[[Sequence[Candidate]], Choice | None]


def choose_as_gtd(candidates: Sequence[Candidate]) -> Choice | None:
    """The most recent source; among equally recent ones what most independent ones say; then the lowest figure.

    Returns:
        None where nothing is reported.

    Source: START, "Global Terrorism Database Codebook: Methodology, Inclusion Criteria, and Variables", on conflicting
        reports of casualties.
    """
    if len(candidates) < 2:
        return _only(candidates)
    newest = max((c.newest for c in candidates if c.newest), default=None)
    recent = [c for c in candidates if newest is None or c.newest == newest]
    if len(recent) == 1:
        return Choice(candidate=recent[0], rule=f"the most recent source ({newest})")
    total = sum(c.origins for c in recent)
    most = [c for c in recent if 2 * c.origins > total]
    if most:
        return Choice(candidate=most[0], rule=f"the majority of independent sources ({most[0].origins} of {total})")
    return choose_lowest(recent)


def choose_lowest(candidates: Sequence[Candidate]) -> Choice | None:
    """The most conservative figure, as ACLED has it; the first of values that are none.

    Returns:
        None where nothing is reported.

    Source: ACLED, "Codebook", on the coding of fatalities.
    """
    if len(candidates) < 2:
        return _only(candidates)
    lowest = min(candidates, key=lambda c: c.value if isinstance(c.value, int) else math.inf)
    return Choice(candidate=lowest, rule="the lowest figure")


def choose_words(candidates: Sequence[Candidate]) -> Choice | None:
    """Of names and descriptions a name, then what most independent reports say, then what is told first.

    The codebooks have no rule for these; this one prefers what can be checked.

    Returns:
        None where nothing is reported.
    """
    if len(candidates) < 2:
        return _only(candidates)
    best = max(candidates, key=lambda c: (c.named, c.origins))
    return Choice(candidate=best, rule=f"told by most independent sources ({best.origins}){', by name' * best.named}")


def _only(candidates: Sequence[Candidate]) -> Choice | None:
    return Choice(candidate=candidates[0], rule=ONLY) if candidates else None
