"""Stories: groups of reports on the same event."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType

from msgspec import Struct

from joindots.join.story_likeness import NOT_ITS_OWN, Likeness, Wording, compare_reports, describe_report, read_wording
from joindots.linkage import average_link_clusters
from joindots.model import Document, Event, Story, TimeExpression, make_id
from joindots.model.memos import Memo, recall

LEAST_MEAN = 0.56
"""Probability of being about one event at which two reports are one story."""

FADING = 0.095
"""How much less the mean probability between two groups of reports need be, in logarithms, for each e-fold of its
pairs: a long story has chapters, and a mean of many pairs is surer. Calibrated on five sets and 220 small piles."""

LEAST_MEAN_ALONE = 0.17
"""The same between a report that stands alone and a story of `SETTLED_TEXTS` or more: a follow-up spends many words on
what is new. Calibrated on the five sets: no set loses, reports without dates gain most."""

SETTLED_TEXTS = 5
"""Distinct texts of a story that a single report can be measured against."""

TITLE_LENGTH = 80
"""Characters of a title made from a report's first words."""

_NO_TIMES: Mapping[str, Sequence[TimeExpression]] = MappingProxyType({})


class Cluster(Struct, frozen=True):
    """Reports on the same event, before anything is known of the event.

    Attributes:
        texts: The reports, each with its copies; the most central first.
    """

    texts: tuple[tuple[Document, ...], ...]


def group_stories(documents: Sequence[Document], events: Sequence[Event]) -> tuple[Story, ...]:
    """Group reports on the same event: `cluster_reports`, then `tell_stories`."""
    return tell_stories(cluster_reports(documents), events)


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
    copies: dict[Wording, list[Document]] = defaultdict(list)
    for document in sorted(documents, key=lambda document: document.id):
        read = recall(memo, _Read, ("wording", document), partial(_read, document))
        copies[read.wording].append(document)
    texts = [tuple(same) for same in copies.values()]
    reports = [describe_report(place, same, times.get(same[0].id, ())) for place, same in enumerate(texts)]
    likeness = compare_reports(list(copies), reports)
    return tuple(
        Cluster(tuple(texts[i] for i in _by_centrality(members, likeness)))
        for members in _attach_lone(average_link_clusters(len(texts), likeness, LEAST_MEAN, FADING), likeness)
    )


class _Read(Struct, frozen=True):
    """What is kept of a document, so that it tells whom it speaks of."""

    document: str
    wording: Wording


def _read(document: Document) -> _Read:
    return _Read(document.id, read_wording(document))


def tell_stories(clusters: Sequence[Cluster], events: Sequence[Event]) -> tuple[Story, ...]:
    """Name each cluster and the events it is about.

    Args:
        clusters: Of reports.
        events: Of the whole pile.

    Returns:
        Sorted by id.
    """
    mentioned = _mentioned_events(events)
    return tuple(sorted((_tell_story(cluster.texts, mentioned) for cluster in clusters), key=lambda story: story.id))


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
    home = {place: n for n, members in enumerate(clusters) for place in members}
    total: dict[tuple[int, int], float] = defaultdict(float)
    for (i, j), value in likeness.items():
        for one, other in ((home[i], home[j]), (home[j], home[i])):
            if len(clusters[one]) == 1 and len(clusters[other]) >= SETTLED_TEXTS:
                total[one, other] += min(value, LEAST_MEAN)
    means = ((value / len(clusters[other]), one, other) for (one, other), value in total.items())
    best = {one: other for mean, one, other in sorted(means, key=lambda x: (x[0], -x[2])) if mean >= LEAST_MEAN_ALONE}
    grown = [list(members) for members in clusters]
    for one, other in sorted(best.items()):
        grown[other] += grown[one]
    return [sorted(members) for n, members in enumerate(grown) if n not in best]


def _by_centrality(members: Sequence[int], likeness: Likeness) -> list[int]:
    """Members of a cluster, the one most like all others first."""
    total = {i: sum(likeness.get((min(i, j), max(i, j)), 0.0) for j in members if j != i) for i in members}
    return sorted(members, key=lambda i: (-total[i], i))


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
