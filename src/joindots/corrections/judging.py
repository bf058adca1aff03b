"""Decisions on findings."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from joindots.corrections.anchors import Reports
from joindots.corrections.ledgers import Ledger
from joindots.corrections.misfits import MisfitError
from joindots.corrections.places import LEAST_OVERLAP, likeness
from joindots.model import Document, Finding, Reject, Target


def judge_findings(documents: Sequence[Document], findings: Sequence[Finding], ledger: Ledger) -> tuple[Finding, ...]:
    """Take out the findings that were rejected.

    Args:
        documents: Of the pile.
        findings: Of the pile.
        ledger: Hears of what does not fit, and keeps what is taken out.

    Returns:
        The others, in the same order.
    """
    rejections = [
        (decision, decision.action.target)
        for decision in ledger.decisions
        if isinstance(decision.action, Reject) and decision.action.target.kind == "finding"
    ]
    if not rejections:
        return tuple(findings)
    reports, by_document = Reports(documents), index_findings(findings)
    kept = {finding.id: finding for finding in findings}
    for decision, target in rejections:
        with ledger.carrying_out(decision):
            finding = find_finding(by_document, reports, target)
            if finding.id in kept:  # a second rejection of the same finds it set aside
                ledger.aside.append(kept.pop(finding.id))
    return tuple(kept.values())


def index_findings(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Findings by the reports that they rest on."""
    by_document: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        for document in {document for position in finding.positions for document in position.documents}:
            by_document[document].append(finding)
    return by_document


def find_finding(by_document: Mapping[str, Sequence[Finding]], reports: Reports, target: Target) -> Finding:
    """The finding that lays side by side what a target names, with the same verdict.

    Of several the one whose topic is the same, then the one with the least other evidence.

    Raises:
        MisfitError: There is none, or the verdict is another now.
    """
    spans = [reports.locate(anchor) for anchor in target.anchors]
    family = target.name.partition(":")[0]
    fitting = [
        finding
        for finding in by_document.get(spans[0].document, ())
        if finding.topic.partition(":")[0] == family and all(likeness(finding, span) >= LEAST_OVERLAP for span in spans)
    ]
    same = [finding for finding in fitting if finding.kind == target.finding]
    if not fitting:
        raise MisfitError("These statements are no longer laid side by side.")
    if not same:
        kind = min(fitting, key=attrgetter("id")).kind
        raise MisfitError(f"What was judged {target.finding} is judged {kind} now.")
    return min(same, key=lambda finding: (finding.topic != target.name, _size(finding), finding.id))


def _size(finding: Finding) -> int:
    return sum(len(position.evidence) for position in finding.positions)
