"""A finding as a text to cite: "Four reports, two origins: killed, fire at Old Quay: 3 (...), then 4 (...)."."""

from typing import Final

from joindots.account.escapes import flatten
from joindots.account.indexes import Index
from joindots.account.phrases import certainty_words
from joindots.account.unions import group_linked
from joindots.account.views.findings import order_positions
from joindots.model import Finding, FindingKind, Position

_NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_BETWEEN: Final[dict[FindingKind, str]] = {"change": ", then ", "conflict": ", or ", "scope": ", which is not "}
_VERDICTS: Final[dict[FindingKind, str]] = {
    "conflict": "They cannot all hold.",
    "change": "It changed between the reports.",
    "scope": "They only look alike.",
    "agreement": "They agree.",
    "wording": "One thing in different words.",
    "single": "Nobody else in the pile says so.",
}
_NAMED: Final = 3  # reports that a position names


def cite_finding(index: Index, finding: Finding) -> str:
    """A finding in one or two sentences that can stand alone.

    Args:
        index: Of the account.
        finding: One of it.

    Returns:
        How many reports and origins there are, each position with who brings it, the verdict and how sure joindots is.
    """
    reports = dict.fromkeys(document for position in finding.positions for document in position.documents)
    counts = f"{_count(len(reports), 'report')}, {_count(count_origins(finding), 'origin')}"
    sides = _BETWEEN.get(finding.kind, "; ").join(
        f"{_quote(finding, position)} ({_name_reports(index, position)})"
        for position in order_positions(index, finding)
    )
    topic = flatten(finding.topic).replace(": ", ", ")
    sure = certainty_words(finding.confidence)
    verdict = f"{_VERDICTS[finding.kind]} joindots is {sure} ({finding.id})."
    return f"{counts[:1].upper()}{counts[1:]}: {topic}: {sides}. {verdict}"


def count_origins(finding: Finding) -> int:
    """Independent origins of all positions together: documents that any position counts as one are one."""
    documents = dict.fromkeys(document for position in finding.positions for document in position.documents)
    origins = [origin.documents for position in finding.positions for origin in position.origins]
    return len(group_linked(documents, [(some[0], other) for some in origins for other in some[1:]]))


def _quote(finding: Finding, position: Position) -> str:
    says = flatten(position.says)
    return says if finding.kind != "wording" or says.startswith(("“", '"')) else f"“{says}”"


def _name_reports(index: Index, position: Position) -> str:
    ordered = sorted(position.documents, key=lambda document: index.numbers[document])
    named = [index.byline(document) for document in ordered[:_NAMED]]
    more = len(ordered) - len(named)
    return "; ".join(named) if not more else f"{'; '.join(named)}; and {_spell(more)} more"


def _count(number: int, noun: str) -> str:
    return f"{_spell(number)} {noun}{'' if number == 1 else 's'}"


def _spell(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"
