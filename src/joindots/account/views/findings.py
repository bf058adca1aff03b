"""Findings as they are shown: ranked, each position with its dots, its origins and its quotes."""

from collections.abc import Iterable
from itertools import islice
from typing import Final

from msgspec import Struct

from joindots.account.citations import Citations, Place, Quote, Statement
from joindots.account.escapes import flatten
from joindots.account.indexes import Index, by_date, spread_spans
from joindots.account.phrases import UNSURE, certainty_words, count_words
from joindots.account.views.groups import Group
from joindots.account.views.wordings import Wording, view_wordings
from joindots.model import Finding, FindingKind, Origin, Position

# What a reader looks for first in a report on harm done; topics begin with the name of their family.
FAMILIES: Final = (
    "Killed",
    "Injured",
    "Responsibility",
    "Finding",
    "Incident",
    "Figure",
    "Date",
    "Place",
    "Quotation",
    "Headline",
    "Statement",
    "Role",
    "Age",
    "Name",
)
_ASIDES: Final = frozenset(
    {
        ("change", "Age"),
        ("scope", "Date"),
        ("scope", "Role"),
        ("wording", "Name"),
        ("wording", "Role"),
        ("agreement", "Date"),
        ("agreement", "Place"),
        ("agreement", "Age"),
    }
)
"""One weekday for two dates, one person under two titles, one body under two names, when, where, how old."""
VERDICTS: Final[dict[FindingKind, str]] = {
    "conflict": "disagree",
    "change": "changed",
    "scope": "looks alike",
    "agreement": "agree",
    "wording": "in other words",
    "single": "one origin",
}
_NAME = 90  # code points of a finding's name
_SHOWN = 8  # findings of a section that are open; more than that nobody reads before looking around
_ASIDE = 2  # of them where a section has nothing but what only keeps a reader from a mistake
_HELD = 80  # findings of a section on the page; the rest is in account.json
_TWO = 2  # reports that are laid side by side
_QUOTES = 4  # quotes of a position; further places are linked without their words
_PLACES = 40  # further places of a position that are linked


class OriginView(Struct, frozen=True, kw_only=True):
    """Reports that count as one origin.

    Attributes:
        reports: Their marks.
        why: In words.
    """

    reports: tuple[str, ...]
    why: str


class PositionView(Struct, frozen=True, kw_only=True):
    """One side of a finding.

    Attributes:
        says: What it says.
        filled: Independent origins: one filled dot each.
        hollow: Further reports that are not independent of one of these: one hollow dot each.
        support: The dots in words.
        origins: Who depends on whom; empty where every report stands alone.
        quotes: The words it stands on, at most a few, one a report first.
        places: Further places.
        left_out: Places that are not linked.
    """

    says: str
    filled: int
    hollow: int
    support: str
    origins: tuple[OriginView, ...]
    quotes: tuple[Quote, ...]
    places: tuple[Place, ...]
    left_out: int


class FindingView(Struct, frozen=True, kw_only=True):
    """A finding.

    Attributes:
        id: Of the finding.
        kind: The verdict.
        family: The first word of the topic, such as "Killed".
        subject: The rest of it, perhaps empty.
        explanation: Why the verdict.
        certainty: In words.
        positions: Best supported first; in order of time for a change.
        wordings: Word-by-word comparison of the first position with the others, where their words can be compared.
        reports: Marks of all reports that it rests on.
    """

    id: str
    kind: FindingKind
    family: str
    subject: str
    explanation: str
    certainty: str
    positions: tuple[PositionView, ...]
    wordings: tuple[Wording, ...]
    reports: tuple[str, ...]


def view_findings(citations: Citations, kind: FindingKind) -> Group[FindingView]:
    """The findings of one kind, the most important first.

    Args:
        citations: Takes up what the findings cite.
        kind: Of the findings.

    Returns:
        Some openly, less sure ones folded.
    """
    return rank_findings(citations, (f for f in citations.index.account.findings if f.kind == kind))


def rank_findings(citations: Citations, findings: Iterable[Finding]) -> Group[FindingView]:
    """Some findings, the most important first, some openly and less sure ones folded."""
    found = sorted(findings, key=_rank)
    held = found[:_HELD]
    sure = [f for f in held if f.confidence >= UNSURE]
    shown = [f for f in sure if not _is_aside(f)][:_SHOWN] or sure[:_ASIDE]
    ids = {finding.id for finding in shown}
    return Group(
        shown=tuple(_view(citations, f, whole=True) for f in shown),
        folded=tuple(_view(citations, f) for f in held if f.id not in ids),
        left_out=len(found) - len(held),
    )


def _is_aside(finding: Finding) -> bool:
    """Whether a finding only keeps a reader from a mistake: it is one step away where the section tells more."""
    return (finding.kind, finding.topic.partition(":")[0]) in _ASIDES


def name_finding(finding: Finding) -> str:
    """A finding in a few words: the verdict, its topic and what the positions say."""
    sides = " / ".join(flatten(position.says) for position in finding.positions[:3])
    name = f"{VERDICTS[finding.kind]} · {flatten(finding.topic)}: {sides}"
    return name if len(name) <= _NAME else name[:_NAME].rpartition(" ")[0] + " …"


def _rank(finding: Finding) -> tuple[int, float, int, str, str]:
    family = next((i for i, name in enumerate(FAMILIES) if finding.topic.startswith(name)), len(FAMILIES))
    documents = sum(len(position.documents) for position in finding.positions)
    return family, -finding.confidence, -documents, finding.topic, finding.id


def _view(citations: Citations, finding: Finding, *, whole: bool = False) -> FindingView:
    """A finding; `whole` where its quotes can be opened to their paragraphs."""
    family, _, subject = flatten(finding.topic).partition(":")
    statement = Statement(id=finding.id, kind="finding", label=name_finding(finding))
    quotes = 1 if family == "Name" else _QUOTES  # a name needs no more to be believed
    return FindingView(
        id=finding.id,
        kind=finding.kind,
        family=family,
        subject=subject.strip(),
        explanation=flatten(finding.explanation),
        certainty=certainty_words(finding.confidence),
        positions=tuple(
            _view_position(citations, p, statement, quotes, whole=whole)
            for p in order_positions(citations.index, finding)
        ),
        wordings=view_wordings(citations, finding, statement) if finding.kind == "wording" else (),
        reports=_list_reports(citations.index, finding),
    )


def order_positions(index: Index, finding: Finding) -> tuple[Position, ...]:
    """The positions as they are told: best supported first; a change in order of time, two reports in theirs.

    Of two that were told on one day first, the one that is told longer comes last.
    """
    if finding.kind != "change" and len(index.numbers) != _TWO:
        return finding.positions

    def when(position: Position) -> tuple[str, str, int]:
        numbers = sorted(index.numbers[document] for document in position.documents)
        first, last = (by_date(index.reports[numbers[n] - 1])[0] for n in (0, -1))
        return first, last, numbers[0]

    return tuple(sorted(finding.positions, key=when))


def _list_reports(index: Index, finding: Finding) -> tuple[str, ...]:
    found = {document for position in finding.positions for document in position.documents}
    return tuple(index.mark(document) for document in sorted(found, key=lambda document: index.numbers[document]))


def _view_position(
    citations: Citations, position: Position, statement: Statement, quotes: int, *, whole: bool
) -> PositionView:
    spans = spread_spans(citations.index, position.evidence)
    linked = tuple(citations.cite(span, statement) for span in islice(spans, quotes, quotes + _PLACES))
    origins, reports = len(position.origins), len(position.documents)
    return PositionView(
        says=flatten(position.says),
        filled=origins,
        hollow=max(0, reports - origins),
        support=_support(origins, reports),
        origins=tuple(_view_origin(citations, o) for o in position.origins if len(o.documents) > 1),
        quotes=tuple(citations.quote(span, statement, whole=whole) for span in spans[:quotes]),
        places=linked,
        left_out=max(0, len(spans) - quotes - _PLACES),
    )


def _support(origins: int, reports: int) -> str:
    if reports == 1:
        return "1 report"
    if origins == reports:
        return f"{origins} independent reports"
    return f"{count_words(origins, 'independent origin')} in {count_words(reports, 'report')}"


def _view_origin(citations: Citations, origin: Origin) -> OriginView:
    index = citations.index
    reports = sorted(origin.documents, key=lambda document: index.numbers[document])
    return OriginView(reports=tuple(index.mark(document) for document in reports), why=origin.why)
