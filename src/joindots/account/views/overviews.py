"""The pile as a whole: publishers and independent origins."""

from collections import defaultdict

from msgspec import Struct

from joindots.account.indexes import Index
from joindots.account.phrases import count_words, date_words
from joindots.account.unions import group_linked
from joindots.account.views.groups import Group
from joindots.account.views.incidents import IncidentView
from joindots.account.views.titles import name_pile
from joindots.text.publishers import publisher_key

# Share of the shorter report that has to be shared with another for the two to count as one origin of the pile.
# Findings judge origins by their own passages; this is only about the number in the header.
_COPIED_SHARE = 0.5


class Facts(Struct, frozen=True, kw_only=True):
    """The pile in a few words.

    Attributes:
        title: What most reports are about.
        reports: Count in words.
        publishers: Count in words.
        origins: Independent origins of the pile as a whole, in words.
        period: Of publication, in words, or None.
    """

    title: str
    reports: str
    publishers: str
    origins: str
    period: str | None


def view_facts(index: Index, incidents: Group[IncidentView]) -> Facts:
    """Name and count the pile.

    Args:
        index: Over the account.
        incidents: The register, for the name of what happened.

    Returns:
        The facts.
    """
    return Facts(
        title=name_pile(index, incidents),
        reports=count_words(len(index.reports), "report"),
        publishers=count_publishers(index),
        origins=count_words(count_origins(index), "independent origin"),
        period=_period(index),
    )


def count_publishers(index: Index) -> str:
    """Publishers in words, with the reports that name none."""
    named = {publisher_key(document.publisher) for document in index.reports if document.publisher}
    unnamed = sum(1 for document in index.reports if not document.publisher)
    words = count_words(len(named), "publisher")
    return f"{words}, {unnamed:,} without" if unnamed else words


def count_origins(index: Index) -> int:
    """Reports, counted once where they have one publisher or are for the most part the same text."""
    houses: dict[str, str] = {}
    edges = [
        (houses.setdefault(publisher_key(document.publisher), document.id), document.id)
        for document in index.reports
        if document.publisher
    ]
    lengths = {
        document.id: sum(b.end - b.start for b in document.blocks if b.kind != "boilerplate")
        for document in index.reports
    }
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for reuse in index.account.reuse:
        shared[reuse.a.document, reuse.b.document] += min(len(reuse.a.text), len(reuse.b.text))
    for (a, b), characters in shared.items():
        if characters > _COPIED_SHARE * min(lengths[a], lengths[b]):
            edges.append((a, b))
    return len(group_linked(lengths, edges))


def _period(index: Index) -> str | None:
    """From the first report to the last."""
    dates = [document.published for document in index.reports if document.published]
    if not dates:
        return None
    first = min(date.earliest or date.value for date in dates)
    last = max(date.latest or date.value for date in dates)
    return date_words(first) if first == last else f"{date_words(first)} to {date_words(last)}"
