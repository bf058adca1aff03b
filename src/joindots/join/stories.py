"""Stories: groups of reports on the same event."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

import numpy as np
from msgspec import Struct

from joindots.join.likeness import Numbers, Values
from joindots.join.orders import pack_pairs, split_pairs
from joindots.join.story_events import relate_stories
from joindots.join.story_likeness import NOT_ITS_OWN, Weighing, recall_report, unite_copies, weigh_reports
from joindots.join.story_measures import Report
from joindots.linkage import average_link_clusters, connected_components
from joindots.model import Document, Event, Story, TimeExpression, make_id
from joindots.model.memos import Memo

LEAST_MEAN = 0.53
"""Probability of being about one event at which two reports are one story."""

FADING = 0.1
"""How much less the mean probability between two groups of reports need be, in logarithms, for each e-fold of its
pairs: a long story has chapters, and a mean of many pairs is surer. Calibrated on five sets and 220 small piles."""

LEAST_MEAN_ALONE = 0.17
"""The same between a report that stands alone and a story of `SETTLED_TEXTS` or more: a follow-up spends many words on
what is new. Calibrated on the five sets: no set loses, reports without dates gain most."""

SETTLED_TEXTS = 5
"""Distinct texts of a story that a single report can be measured against."""

TITLE_LENGTH = 80
"""Characters of a title made from a report's first words."""

_ROUNDING = 1e-6  # sums of probabilities are not exact

_NO_TIMES: Mapping[str, Sequence[TimeExpression]] = MappingProxyType({})


class Likeness(Struct, frozen=True):
    """How likely pairs of texts are about one event; arrays of one length.

    Attributes:
        a: Number of the one text.
        b: Number of the other; `a < b`.
        values: Probabilities.
    """

    a: Numbers
    b: Numbers
    values: Values


class Cluster(Struct, frozen=True):
    """Reports on the same event, before anything is known of the event.

    Attributes:
        texts: The reports, each with its copies; the most central first.
    """

    texts: tuple[tuple[Document, ...], ...]


def cluster_reports(
    documents: Sequence[Document],
    times: Mapping[str, Sequence[TimeExpression]] = _NO_TIMES,
    memo: Memo | None = None,
) -> tuple[Cluster, ...]:
    """Cluster reports by what their words have in common.

    Every report is in a cluster; one that no other joins has its own. Reports with the same words are one text to the
    grouping, so that adding a copy adds it to its original's cluster and changes no other.

    Args:
        documents: In any order.
        times: The time expressions of each, by its id.
        memo: What was read before of the same documents.
    """
    copies: dict[str, list[Document]] = defaultdict(list)
    read: dict[str, list[Report]] = defaultdict(list)
    for document in sorted(documents, key=lambda document: document.id):
        said = times.get(document.id, ())
        report = recall_report(document, said, memo)
        copies[report.key].append(document)
        read[report.key].append(report)
    texts = [tuple(same) for same in copies.values()]
    return link_texts(texts, weigh_reports([unite_copies(same) for same in read.values()]))


def link_texts(texts: Sequence[tuple[Document, ...]], weighing: Weighing) -> tuple[Cluster, ...]:
    """Cluster texts.

    Args:
        texts: The reports of each wording.
        weighing: Pairs of these texts that have something in common.
    """
    likeness = Likeness(weighing.a, weighing.b, weighing.probabilities)
    clusters = _attach_lone(_link(len(texts), likeness), likeness)
    return tuple(Cluster(tuple(texts[i] for i in members)) for members in _order_members(clusters, likeness))


def _link(size: int, likeness: Likeness) -> list[list[int]]:
    """Average linkage, of texts that hang together at a time: the others cannot come to be of one story."""
    found: list[list[int]] = []
    for members, rows in _part_likeness(size, likeness):
        place = {text: n for n, text in enumerate(members)}
        pairs = zip(likeness.a[rows].tolist(), likeness.b[rows].tolist(), strict=True)
        inside = ((place[a], place[b]) for a, b in pairs)
        values = dict(zip(inside, likeness.values[rows].tolist(), strict=True))
        groups = average_link_clusters(len(members), values, LEAST_MEAN, FADING)
        found += [[members[n] for n in group] for group in groups]
    return sorted(found)


def _part_likeness(size: int, likeness: Likeness) -> Iterator[tuple[list[int], Numbers]]:
    """Texts that hang together, with the rows of the pairs among them.

    Two groups of `m` and `n` texts whose pairs are all likely by `p` at most join at no mean above `p`, and they need
    `LEAST_MEAN / (m * n) ** FADING`. So texts that only pairs of less than that tie, in the two largest parts that are
    left, never come together. The parts grow as the bound falls, and the bound falls as they grow, until both stand.
    """
    bound = LEAST_MEAN
    while True:
        tied = likeness.values >= bound
        edges = zip(likeness.a[tied].tolist(), likeness.b[tied].tolist(), strict=True)
        parts = connected_components(size, edges)
        *_, m, n = sorted([1, 1, *map(len, parts)])
        least = LEAST_MEAN / (m * n) ** FADING - _ROUNDING
        if least >= bound:
            break
        bound = least
    home = _find_homes(parts)
    inside = np.flatnonzero(home[likeness.a] == home[likeness.b])
    order = inside[np.argsort(home[likeness.a[inside]], kind="stable")]
    ends = np.searchsorted(home[likeness.a[order]], np.arange(len(parts) + 1))
    for members, (first, end) in zip(parts, pairwise(ends.tolist()), strict=True):
        yield members, order[first:end]


def tell_stories(clusters: Sequence[Cluster], events: Sequence[Event]) -> tuple[Story, ...]:
    """Name each cluster and the events it is about; clusters of one event are one story, and a report may have several.

    Args:
        clusters: Of reports.
        events: Of the whole pile.

    Returns:
        Sorted by id.
    """
    mentioned = _mentioned_events(events)
    stories = relate_stories([cluster.texts for cluster in clusters], events)
    return tuple(sorted((_tell_story(texts, mentioned) for texts in stories), key=lambda story: story.id))


def _mentioned_events(events: Sequence[Event]) -> dict[str, list[str]]:
    """For each document the ids of the events it mentions."""
    mentioned: dict[str, list[str]] = defaultdict(list)
    for event in events:
        for document in sorted({span.document for span in event.mentions}):
            mentioned[document].append(event.id)
    return mentioned


def _attach_lone(clusters: Sequence[Sequence[int]], likeness: Likeness) -> list[list[int]]:
    """Give reports that stand alone to the settled story they are most like, if they are enough.

    It is the story that they must be like: one report of it that is more than enough counts as enough.
    """
    home, sizes = _find_homes(clusters), np.array([len(members) for members in clusters], np.int64)
    a, b = home[likeness.a], home[likeness.b]
    one, other = np.concatenate([a, b]), np.concatenate([b, a])
    values = np.minimum(np.concatenate([likeness.values, likeness.values]), LEAST_MEAN)
    asked = (sizes[one] == 1) & (sizes[other] >= SETTLED_TEXTS)
    pairs, which = np.unique(pack_pairs(one[asked], other[asked]), return_inverse=True)
    one, other = split_pairs(pairs)
    means = np.bincount(which, values[asked], minlength=len(pairs)) / sizes[other]
    enough = means >= LEAST_MEAN_ALONE
    order = np.lexsort((-other[enough], means[enough]))
    best = dict(zip(one[enough][order].tolist(), other[enough][order].tolist(), strict=True))
    grown = [list(members) for members in clusters]
    for lone, settled in sorted(best.items()):
        grown[settled] += grown[lone]
    return [sorted(members) for n, members in enumerate(grown) if n not in best]


def _order_members(clusters: Sequence[Sequence[int]], likeness: Likeness) -> list[list[int]]:
    """Members of each cluster, the one most like all others first."""
    home = _find_homes(clusters)
    inside = home[likeness.a] == home[likeness.b]
    values = likeness.values[inside]
    one, other = (np.bincount(side[inside], values, minlength=len(home)) for side in (likeness.a, likeness.b))
    total = (one + other).round(6)
    return [sorted(members, key=lambda i: (-total[i], i)) for members in clusters]


def _find_homes(clusters: Sequence[Sequence[int]]) -> Numbers:
    """For each text the number of its cluster."""
    home = np.zeros(sum(map(len, clusters)), np.int64)
    for n, members in enumerate(clusters):
        home[members] = n
    return home


def _tell_story(texts: Sequence[Sequence[Document]], mentioned: Mapping[str, Sequence[str]]) -> Story:
    """The story of some texts, each with its copies, the most central first."""
    documents = tuple(sorted(document.id for copies in texts for document in copies))
    votes = Counter(event for copies in texts for event in mentioned.get(copies[0].id, ()))
    return Story(
        id=make_id("s", *documents),
        title=next((title for copies in texts for title in (_title(copies[0]),) if title), "Untitled"),
        documents=documents,
        events=tuple(sorted(event for event, count in votes.items() if 2 * count > len(texts))),
    )


def _title(document: Document) -> str:
    """The document's title on one line, or else its first words."""
    if document.title:
        return " ".join(document.title.split())
    own = (document.text[b.start : b.end] for b in document.blocks if b.kind not in NOT_ITS_OWN)
    first = next((line for line in (" ".join(text.split()) for text in own) if line), "")
    return first if len(first) <= TITLE_LENGTH else first[:TITLE_LENGTH].rsplit(" ", 1)[0] + " …"
