"""Stories: groups of reports on the same event."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from msgspec import Struct

from joindots.join.likeness import compare_texts, telling_pairs
from joindots.linkage import Feature, average_link_clusters, compare
from joindots.model import BlockKind, Document, Event, Story, make_id
from joindots.text.languages import ENGLISH, block_language, content_word_in
from joindots.text.normal import stem, words

LEAST_MEAN = 0.5
"""Mean probability, between two groups of reports, of being about one event at which the groups are one story."""

LEAST_MEAN_ALONE = 0.35
"""The same between a report that stands alone and a story of `SETTLED_TEXTS` or more: a follow-up spends many words on
what is new. Calibrated on the five sets: no set loses, reports without dates gain most."""

SETTLED_TEXTS = 3
"""Distinct texts of a story that a single report can be measured against."""

LEAST_COSINE = 0.05
"""Cosine of the whole texts below which two reports have nothing to do with each other."""

TITLE_WEIGHT = 2
"""How often more a word of the title counts: headlines name the event and little else."""

OPENING_WORDS = 100
"""Content words of a report's opening, which by the trade's rule says what happened."""

FADING_DAYS = 7.0
"""Days between two reports after which their dates speak for one story only a third (1/e) as much."""

TITLE_LENGTH = 80
"""Characters of a title made from a report's first words."""

_NOT_ITS_OWN: frozenset[BlockKind] = frozenset({"boilerplate", "byline", "dateline", "caption"})
BIAS = -4.7
"""Log-odds that two reports of a small pile are about one event before anything is compared."""

CROWDING = 0.2
"""How much lower these log-odds are for each e-fold of the number of texts: the more there are, the more are alike by
accident. Calibrated between piles of four stories and piles of 2,600 reports."""

CALIBRATED_TEXTS = 20
"""Number of texts in a small pile."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")

Likeness = Mapping[tuple[int, int], float]


class _Report(Struct, frozen=True, gc=False):
    """What is compared of a report.

    Attributes:
        place: Its index among the distinct texts.
        day: Ordinal of the day it was published, or None.
    """

    place: int
    day: int | None


class _Wording(Struct, frozen=True):
    """Stems of the content words of a report: its title, and its own text in order."""

    title: tuple[str, ...]
    own: tuple[str, ...]

    def whole(self) -> Counter[str]:
        """How often each occurs, those of the title more often."""
        counts = Counter(self.own)
        for word in self.title:
            counts[word] += TITLE_WEIGHT
        return counts

    def opening(self) -> Counter[str]:
        """How often each occurs in the first words of the text."""
        return Counter(self.own[:OPENING_WORDS])


class Cluster(Struct, frozen=True):
    """Reports on the same event, before anything is known of the event.

    Attributes:
        texts: The reports, each with its copies; the most central first.
    """

    texts: tuple[tuple[Document, ...], ...]


def group_stories(documents: Sequence[Document], events: Sequence[Event]) -> tuple[Story, ...]:
    """Group reports on the same event: `cluster_reports`, then `tell_stories`."""
    return tell_stories(cluster_reports(documents), events)


def cluster_reports(documents: Sequence[Document]) -> tuple[Cluster, ...]:
    """Cluster reports by what their words have in common.

    Every report is in a cluster; one that no other joins has its own. Reports with the same words are one text to the
    grouping, so that adding a copy adds it to its original's cluster and changes no other.

    Args:
        documents: In any order.
    """
    copies: dict[_Wording, list[Document]] = defaultdict(list)
    for document in sorted(documents, key=lambda document: document.id):
        copies[_read_wording(document)].append(document)
    texts = [tuple(same) for same in copies.values()]
    likeness = _compare_reports(list(copies), [_day(same) for same in texts])
    return tuple(
        Cluster(tuple(texts[i] for i in _by_centrality(members, likeness)))
        for members in _attach_lone(average_link_clusters(len(texts), likeness, LEAST_MEAN), likeness)
    )


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


def _read_wording(document: Document) -> _Wording:
    own = [
        content
        for block in document.blocks
        if block.kind not in _NOT_ITS_OWN
        for word in words(document.text, block.start, block.end)
        if (content := _content_stem(word.text, block_language(document, block)))
    ]
    language = document.language or ENGLISH
    title = [content for word in words(document.title or "") if (content := _content_stem(word.text, language))]
    return _Wording(tuple(title), tuple(own))


@lru_cache(maxsize=1 << 16)
def _content_stem(word: str, language: str) -> str | None:
    bare = content_word_in(language, word)
    return bare and stem(bare)


def _compare_reports(texts: Sequence[_Wording], days: Sequence[int | None]) -> dict[tuple[int, int], float]:
    """Probability that two texts are about one event, for the pairs that have something in common."""
    bags = [text.whole() for text in texts]
    pairs = telling_pairs(bags)
    cosines = {p: cosine for p, cosine in zip(pairs, compare_texts(bags, pairs), strict=True) if cosine >= LEAST_COSINE}
    openings = compare_texts([text.opening() for text in texts], list(cosines))
    features = _features(cosines, dict(zip(cosines, openings, strict=True)))
    bias = BIAS - CROWDING * math.log(max(1, len(texts) / CALIBRATED_TEXTS))
    reports = [_Report(place, day) for place, day in enumerate(days)]
    return {(i, j): compare(reports[i], reports[j], features, bias).probability for i, j in cosines}


def _features(texts: Likeness, openings: Likeness) -> tuple[Feature[_Report], ...]:
    # Weights: logistic regression over five sets of news (one undated, one of openings only), each set counting alike.
    return (
        Feature("words of the whole reports", 17.0, 0.0, lambda a, b: texts[a.place, b.place]),
        Feature("words of the openings", 9.7, 0.0, lambda a, b: openings[a.place, b.place]),
        Feature("days between them", 1.8, -1.8, _closeness),
    )


def _closeness(a: _Report, b: _Report) -> float | None:
    return None if a.day is None or b.day is None else math.exp(-abs(a.day - b.day) / FADING_DAYS)


def _day(copies: Sequence[Document]) -> int | None:
    """The day the first of some copies was published, where it is known to the day."""
    stated = (document.published.value for document in copies if document.published)
    days = [date.fromisoformat(value) for value in stated if _DAY.fullmatch(value)]
    return min(days).toordinal() if days else None


def _mentioned_events(events: Sequence[Event]) -> dict[str, list[str]]:
    """For each document the ids of the events it mentions."""
    mentioned: dict[str, list[str]] = defaultdict(list)
    for event in events:
        for document in sorted({span.document for span in event.mentions}):
            mentioned[document].append(event.id)
    return mentioned


def _attach_lone(clusters: Sequence[Sequence[int]], likeness: Likeness) -> list[list[int]]:
    """Give reports that stand alone to the settled story they are most like, if they are enough."""
    home = {place: n for n, members in enumerate(clusters) for place in members}
    total: dict[tuple[int, int], float] = defaultdict(float)
    for (i, j), value in likeness.items():
        for one, other in ((home[i], home[j]), (home[j], home[i])):
            if len(clusters[one]) == 1 and len(clusters[other]) >= SETTLED_TEXTS:
                total[one, other] += value
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
    own = (document.text[b.start : b.end] for b in document.blocks if b.kind not in _NOT_ITS_OWN)
    first = next((line for line in (" ".join(text.split()) for text in own) if line), "")
    return first if len(first) <= TITLE_LENGTH else first[:TITLE_LENGTH].rsplit(" ", 1)[0] + " …"
