"""Stories: groups of reports on the same event."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from joindots.join.likeness import compare_texts
from joindots.linkage import average_link_clusters
from joindots.model import BlockKind, Document, Event, Story, make_id
from joindots.text.normal import content_words, stem

LEAST_LIKENESS = 0.19
"""Mean cosine between two groups of reports at which they are one story. Calibrated on five sets of news at once."""

TITLE_WEIGHT = 2
"""How often more a word of the title counts: headlines name the event and little else."""

TITLE_LENGTH = 80
"""Characters of a title made from a report's first words."""

_NOT_ITS_OWN: frozenset[BlockKind] = frozenset({"boilerplate", "byline", "dateline", "caption"})


def group_stories(documents: Sequence[Document], events: Sequence[Event]) -> tuple[Story, ...]:
    """Group reports on the same event.

    Every report is in a story; one that no other joins has its own. Reports with the same words are one text to the
    grouping, so that adding a copy adds it to its original's story and changes no other.

    Args:
        documents: In any order.
        events: Of the whole pile.

    Returns:
        Sorted by id.
    """
    copies: dict[tuple[tuple[str, int], ...], list[Document]] = defaultdict(list)
    for document in sorted(documents, key=lambda document: document.id):
        copies[tuple(sorted(_bag(document).items()))].append(document)
    texts = list(copies.values())
    likeness = compare_texts([dict(bag) for bag in copies])
    mentioned = _mentioned_events(events)
    stories = [
        _tell_story([texts[i] for i in _by_centrality(members, likeness)], mentioned)
        for members in average_link_clusters(len(texts), likeness, LEAST_LIKENESS)
    ]
    return tuple(sorted(stories, key=lambda story: story.id))


def _bag(document: Document) -> Counter[str]:
    """Stems of the content words of the report's own text and how often they occur, more often for its title."""
    bag: Counter[str] = Counter()
    for block in document.blocks:
        if block.kind not in _NOT_ITS_OWN:
            bag.update(stem(word.text) for word in content_words(document.text, block.start, block.end))
    for word in content_words(document.title or ""):
        bag[stem(word.text)] += TITLE_WEIGHT
    return bag


def _by_centrality(members: Sequence[int], likeness: Mapping[tuple[int, int], float]) -> list[int]:
    """Members of a cluster, the one most like all others first."""
    total = {i: sum(likeness.get((min(i, j), max(i, j)), 0.0) for j in members if j != i) for i in members}
    return sorted(members, key=lambda i: (-total[i], i))


def _mentioned_events(events: Sequence[Event]) -> dict[str, list[str]]:
    """For each document the ids of the events it mentions."""
    mentioned: dict[str, list[str]] = defaultdict(list)
    for event in events:
        for document in sorted({span.document for span in event.mentions}):
            mentioned[document].append(event.id)
    return mentioned


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
