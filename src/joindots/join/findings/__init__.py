"""Findings: what the statements of a pile amount to when they are laid side by side."""

from collections.abc import Callable, Iterator
from operator import attrgetter

from joindots.join.findings.ages import find_ages
from joindots.join.findings.circles import find_circles
from joindots.join.findings.clock_times import find_clock_times
from joindots.join.findings.contexts import Context
from joindots.join.findings.copies import settle_copies
from joindots.join.findings.dates import find_dates
from joindots.join.findings.denials import find_denials
from joindots.join.findings.figures import find_figures
from joindots.join.findings.headlines import find_headlines
from joindots.join.findings.incidents import find_incidents
from joindots.join.findings.judgements import find_judgements
from joindots.join.findings.names import find_names
from joindots.join.findings.quotations import find_quotations
from joindots.join.findings.responsibility import find_responsibility
from joindots.join.findings.roles import find_roles
from joindots.join.findings.statements import find_statements
from joindots.join.piles import Pile
from joindots.model import Finding

__all__ = ["find"]

_FAMILIES: tuple[Callable[[Context], Iterator[Finding]], ...] = (
    find_figures,
    find_responsibility,
    find_judgements,
    find_headlines,
    find_quotations,
    find_roles,
    find_ages,
    find_names,
    find_dates,
    find_clock_times,
    find_incidents,
    find_statements,
    find_denials,
    find_circles,
)


def find(pile: Pile) -> tuple[Finding, ...]:
    """Lay the observations of a pile side by side and judge them.

    Args:
        pile: All records after the join.

    Returns:
        Findings sorted by id. Topics begin with the family: `Killed`, `Injured`, `Figure`, `Responsibility`,
        `Finding`, `Quotation`, `Headline`, `Role`, `Age`, `Name`, `Date`, `Place`, `Statement`, `Incident`.
    """
    context = Context(pile)
    each = {_key(finding): finding for family in _FAMILIES for finding in family(context)}
    found = settle_copies(context, list(each.values()))
    return tuple(sorted(found, key=attrgetter("id")))


def _key(finding: Finding) -> tuple[object, ...]:
    """Findings of one family and kind on the same evidence are one, whichever event they were met at."""
    return (finding.topic.rpartition(":")[0], finding.kind, tuple(position.evidence for position in finding.positions))
