"""Why reports are of one story, and why what they tell is one event: the comparisons, with the words they rest on."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np
from msgspec import Struct

from joindots.join.likeness import rate_words
from joindots.join.story_likeness import (
    DAYS,
    HEADLINES,
    LEAD_WORDS,
    NUMBERS,
    OPENING,
    OPENING_WORDS,
    RAREST,
    TOLD,
    WHOLE_WORDS,
    Wording,
    describe_report,
    name_days,
    place_words,
    read_wording,
    unite_copies,
    weigh_reports,
)
from joindots.linkage import Comparison, FeatureScore
from joindots.model import Document, Span, Story, TimeExpression
from joindots.text.frequencies import share_of_words

WORDS_SHOWN = 5
"""Words that a comparison is shown to rest on, the rarest first."""


class Ground(Struct, frozen=True, kw_only=True):
    """One feature of a comparison.

    Attributes:
        score: What it contributed.
        evidence: Words of the two reports that it rests on, those of the first before those of the second.
    """

    score: FeatureScore
    evidence: tuple[Span, ...]


class Grounds(Struct, frozen=True, kw_only=True):
    """A comparison of two reports, or of what they tell of one event.

    Attributes:
        a: Id of one report.
        b: Id of the report in its group that it is most like.
        prior: Log-odds that they are one before anything is compared.
        comparison: Of the two.
        parts: Its features, with evidence.
    """

    a: str
    b: str
    prior: float
    comparison: Comparison
    parts: tuple[Ground, ...]


def ground_story(documents: Sequence[Document], times: Iterable[TimeExpression], story: Story) -> tuple[Grounds, ...]:
    """Compare each report of a story, but for copies, with the one of the story that it is most like.

    Args:
        documents: Of the whole pile.
        times: Of all documents.
        story: Of the pile.

    Returns:
        In order of the story's documents; none for a story of one text. The comparisons are those that made the story.
    """
    copies: dict[Wording, list[Document]] = defaultdict(list)
    for document in sorted(documents, key=lambda document: document.id):
        copies[read_wording(document)].append(document)
    said: dict[str, list[TimeExpression]] = defaultdict(list)
    for time in times:
        said[time.span.document].append(time)
    texts, firsts = list(copies), [same[0] for same in copies.values()]
    reports = [unite_copies([describe_report(one, said[one.id]) for one in same]) for same in copies.values()]
    members = {n for n, first in enumerate(firsts) if first.id in story.documents}
    weighing = weigh_reports(reports, members)
    weighed = {pair: comparison for pair, comparison in weighing.explain().items() if members.issuperset(pair)}
    rarity = _rate_words(texts, members)
    grounds = []
    for pair in _nearest_pairs(sorted(members), weighed):
        find = _word_finder(
            [texts[n] for n in pair], [firsts[n] for n in pair], [said[firsts[n].id] for n in pair], rarity
        )
        parts = tuple(Ground(score=part, evidence=find(part)) for part in weighed[pair].parts)
        a, b = (firsts[n].id for n in pair)
        grounds.append(Grounds(a=a, b=b, prior=weighing.bias, comparison=weighed[pair], parts=parts))
    return tuple(grounds)


def _rate_words(texts: Sequence[Wording], chosen: Iterable[int]) -> dict[str, float]:
    """How rare the words of some texts are in the pile and in all texts."""
    words = sorted({word for n in chosen for word in texts[n].whole()})
    held = Counter(word for text in texts for word in {*text.own, *text.title})
    counts, shares = np.array([held[word] for word in words], np.int64), np.array([*map(share_of_words, words)])
    return dict(zip(words, rate_words(counts, shares, len(texts)).tolist(), strict=True))


def _nearest_pairs(members: Sequence[int], weighed: Mapping[tuple[int, int], Comparison]) -> list[tuple[int, int]]:
    """For each member the pair with the one that it is most like, each once."""
    pairs: dict[tuple[int, int], None] = {}
    for member in members:
        own = [pair for pair in weighed if member in pair]
        if own:
            pairs[max(own, key=lambda pair: (weighed[pair].weight, -pair[0], -pair[1]))] = None
    return list(pairs)


def _word_finder(
    texts: Sequence[Wording],
    documents: Sequence[Document],
    times: Sequence[Sequence[TimeExpression]],
    rarity: Mapping[str, float],
) -> Callable[[FeatureScore], tuple[Span, ...]]:
    """What finds the words of two reports that a feature rests on."""

    def shared(select: Callable[[Wording], Iterable[str]]) -> list[str]:
        one, other = (set(select(text)) for text in texts)
        return sorted(one & other, key=lambda word: (-rarity[word], word))[:WORDS_SHOWN]

    def find(part: FeatureScore) -> tuple[Span, ...]:
        if part.name == DAYS:
            return tuple(_name_shared_days(documents, times))
        chosen: Mapping[str, Callable[[Wording], Iterable[str]]] = {
            WHOLE_WORDS: lambda text: text.own,
            OPENING: lambda text: text.own[:OPENING_WORDS],
            HEADLINES: lambda text: text.own[:LEAD_WORDS],
            TOLD: lambda text: (*text.title, *text.own[:OPENING_WORDS]),
            RAREST: lambda text: text.own,
            NUMBERS: Wording.numbers,
        }
        words = shared(chosen[part.name]) if part.name in chosen else []
        return tuple(span for document in documents for span in place_words(document, words))

    return find


def _name_shared_days(documents: Sequence[Document], times: Sequence[Sequence[TimeExpression]]) -> Iterator[Span]:
    """Where two reports name one day, or if none, the days that each names."""
    named = [list(name_days(document, said)) for document, said in zip(documents, times, strict=True)]
    one, other = (frozenset().union(*(signs for _, signs in days)) for days in named)
    yield from (time.span for days in named for time, signs in days if signs & (one & other or signs))
