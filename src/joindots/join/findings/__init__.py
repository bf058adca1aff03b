"""Findings: what the statements of a pile amount to when they are laid side by side."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from operator import attrgetter

from msgspec import Struct

from joindots.join.cells import split_pile
from joindots.join.findings.ages import find_ages
from joindots.join.findings.circles import find_circles
from joindots.join.findings.clock_times import find_clock_times
from joindots.join.findings.contexts import Context
from joindots.join.findings.copies import settle_copies
from joindots.join.findings.dates import find_dates
from joindots.join.findings.denials import find_denials
from joindots.join.findings.descriptions import find_descriptions
from joindots.join.findings.figures import find_figures
from joindots.join.findings.headlines import find_headlines
from joindots.join.findings.incidents import find_incidents
from joindots.join.findings.judgements import find_judgements
from joindots.join.findings.links import find_links
from joindots.join.findings.names import find_names
from joindots.join.findings.quotations import find_quotations
from joindots.join.findings.responsibility import find_responsibility
from joindots.join.findings.roles import find_roles
from joindots.join.findings.statements import find_statements
from joindots.join.findings.unquotings import find_unquotings
from joindots.join.piles import Pile
from joindots.model import Finding
from joindots.model.memos import Memo, recall

__all__ = ["find"]

_FAMILIES: tuple[Callable[[Context], Iterator[Finding]], ...] = (
    find_figures,
    find_responsibility,
    find_judgements,
    find_links,
    find_headlines,
    find_quotations,
    find_unquotings,
    find_dates,
    find_clock_times,
    find_incidents,
    find_statements,
    find_denials,
    find_circles,
)


_WIDE: tuple[Callable[[Context], Iterator[Finding]], ...] = (
    find_roles,
    find_descriptions,
    find_ages,
    find_names,
)
"""Families that lay beside one another what is told of one person or body anywhere in the pile."""


def find(pile: Pile, memo: Memo | None = None) -> tuple[Finding, ...]:
    """Lay the observations of a pile side by side and judge them.

    Args:
        pile: All records after the join.
        memo: What was found before in cells of reports that have not changed.

    Returns:
        Findings sorted by id. Topics begin with the family: `Killed`, `Injured`, `Figure`, `Responsibility`,
        `Finding`, `Quotation`, `Headline`, `Role`, `Age`, `Name`, `Date`, `Place`, `Statement`, `Incident`.
    """
    wide = _meet(_WIDE, Context(pile))
    touching: dict[str, list[Finding]] = defaultdict(list)
    for finding in wide:
        for document in sorted({document for position in finding.positions for document in position.documents}):
            touching[document].append(finding)
    found: dict[str, Finding] = {}
    for cell in split_pile(pile):
        given = list({f.id: f for document in cell.documents for f in touching[document.id]}.values())
        judged = recall(memo, _Judged, ("find", cell, given), partial(_judge, cell, given))
        found.update((finding.id, finding) for finding in judged.findings)
    return tuple(sorted(found.values(), key=attrgetter("id")))


class _Judged(Struct, frozen=True):
    """A cell's documents, so that a result that is kept tells whom it speaks of, and findings."""

    documents: tuple[str, ...]
    findings: tuple[Finding, ...]


def _judge(cell: Pile, given: Sequence[Finding]) -> _Judged:
    """Findings of a cell, and those given that its copies do not belie: one on reports of several cells never is."""
    context = Context(cell)
    found = settle_copies(context, [*given, *_meet(_FAMILIES, context)])
    return _Judged(tuple(document.id for document in cell.documents), tuple(found))


def _meet(families: Sequence[Callable[[Context], Iterator[Finding]]], context: Context) -> list[Finding]:
    return list({_key(finding): finding for family in families for finding in family(context)}.values())


def _key(finding: Finding) -> tuple[object, ...]:
    """Findings of one family and kind on the same evidence are one, whichever event they were met at."""
    return (finding.topic.rpartition(":")[0], finding.kind, tuple(position.evidence for position in finding.positions))
