"""Findings: what the statements of a pile amount to when they are laid side by side."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter

from msgspec import Struct

from joindots.join.cells import split_pile
from joindots.join.findings.absences import find_absences
from joindots.join.findings.ages import find_ages
from joindots.join.findings.causes import find_causes
from joindots.join.findings.charges import find_charges
from joindots.join.findings.circles import find_circles
from joindots.join.findings.claims import find_claims
from joindots.join.findings.clock_times import find_clock_times
from joindots.join.findings.contexts import Context
from joindots.join.findings.copies import settle_copies
from joindots.join.findings.dates import find_dates
from joindots.join.findings.days import find_days
from joindots.join.findings.denials import find_denials
from joindots.join.findings.descriptions import find_descriptions
from joindots.join.findings.devices import find_devices
from joindots.join.findings.disclaimers import find_disclaimers
from joindots.join.findings.exclusives import find_exclusives
from joindots.join.findings.figures import find_figures
from joindots.join.findings.hardenings import find_hardenings
from joindots.join.findings.headlines import find_headlines
from joindots.join.findings.incidents import find_incidents
from joindots.join.findings.judgements import find_judgements
from joindots.join.findings.links import find_links
from joindots.join.findings.lost_hedges import find_lost_hedges
from joindots.join.findings.moments import find_moments
from joindots.join.findings.names import find_names
from joindots.join.findings.outcomes import find_outcomes
from joindots.join.findings.plans import find_plans
from joindots.join.findings.propositions import find_propositions
from joindots.join.findings.quotations import find_quotations
from joindots.join.findings.reserves import find_reserves
from joindots.join.findings.responsibility import find_responsibility
from joindots.join.findings.roles import find_roles
from joindots.join.findings.statements import find_statements
from joindots.join.findings.terms import find_terms
from joindots.join.findings.unquotings import find_unquotings
from joindots.join.findings.variants import find_variants
from joindots.join.piles import Pile
from joindots.model import Finding
from joindots.model.memos import Memo, recall_all

__all__ = ["Judged", "Part", "find", "judge_here", "judge_part"]

_FAMILIES: tuple[Callable[[Context], Iterator[Finding]], ...] = (
    find_figures,
    find_terms,
    find_responsibility,
    find_disclaimers,
    find_claims,
    find_judgements,
    find_links,
    find_headlines,
    find_hardenings,
    find_reserves,
    find_quotations,
    find_unquotings,
    find_variants,
    find_dates,
    find_days,
    find_plans,
    find_clock_times,
    find_moments,
    find_incidents,
    find_devices,
    find_statements,
    find_denials,
    find_charges,
    find_absences,
    find_causes,
    find_outcomes,
    find_circles,
    find_exclusives,
    find_lost_hedges,
)


_WIDE: tuple[Callable[[Context], Iterator[Finding]], ...] = (
    find_roles,
    find_descriptions,
    find_ages,
    find_names,
)
"""Families that lay beside one another what is told of one person or body anywhere in the pile."""


class Part(Struct, frozen=True, kw_only=True):
    """What is judged apart from all else.

    Attributes:
        cell: Of the pile; see `split_pile`.
        given: Findings on its reports that were met in the whole pile.
        semantic: Whether embeddings may propose which statements to compare.
    """

    cell: Pile
    given: tuple[Finding, ...]
    semantic: bool = False


class Judged(Struct, frozen=True):
    """A cell's documents, so that a result that is kept tells whom it speaks of, and findings."""

    documents: tuple[str, ...]
    findings: tuple[Finding, ...]


def judge_part(part: Part) -> Judged:
    """Findings of a cell, and those given that its copies do not belie: one on reports of several cells never is."""
    context = Context(part.cell, semantic=part.semantic)
    met = [*part.given, *_meet(_FAMILIES, context)]
    found = settle_copies(context, [*met, *find_propositions(context, met)])
    return Judged(tuple(document.id for document in part.cell.documents), tuple(found))


def judge_here(parts: Iterable[Part]) -> Iterator[Judged]:
    """Judge parts one after the other."""
    return map(judge_part, parts)


def find(
    pile: Pile,
    memo: Memo | None = None,
    judge: Callable[[Iterable[Part]], Iterable[Judged]] = judge_here,
    *,
    semantic: bool = False,
) -> tuple[Finding, ...]:
    """Lay the observations of a pile side by side and judge them.

    Args:
        pile: All records after the join.
        memo: What was found before in cells of reports that have not changed.
        judge: Does `judge_part` for several, in their order, wherever that is.
        semantic: Whether embeddings may propose which statements to compare (the extra `semantic`); slots decide.

    Returns:
        Findings sorted by id. Topics begin with the family: `Killed`, `Injured`, `Figure`, `Responsibility`,
        `Finding`, `Quotation`, `Headline`, `Role`, `Age`, `Name`, `Date`, `Place`, `Statement`, `Incident`.
    """
    parts = list(_list_parts(pile, semantic=semantic))
    judged = recall_all(memo, Judged, [("find", part) for part in parts], lambda some: judge(parts[n] for n in some))
    found = {finding.id: finding for each in judged for finding in each.findings}
    return tuple(sorted(found.values(), key=attrgetter("id")))


def _list_parts(pile: Pile, *, semantic: bool) -> Iterator[Part]:
    touching: dict[str, list[Finding]] = defaultdict(list)
    for finding in _meet(_WIDE, Context(pile)):
        for document in sorted({document for position in finding.positions for document in position.documents}):
            touching[document].append(finding)
    for cell in split_pile(pile):
        given = {finding.id: finding for document in cell.documents for finding in touching[document.id]}
        yield Part(cell=cell, given=tuple(given.values()), semantic=semantic)


def _meet(families: Sequence[Callable[[Context], Iterator[Finding]]], context: Context) -> list[Finding]:
    return list({_key(finding): finding for family in families for finding in family(context)}.values())


def _key(finding: Finding) -> tuple[object, ...]:
    """Findings of one family and kind on the same evidence are one, whichever event they were met at."""
    return (finding.topic.rpartition(":")[0], finding.kind, tuple(position.evidence for position in finding.positions))
