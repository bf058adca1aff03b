"""How alike the texts of a pile are: cosines of weighted words, for the pairs that share a telling one.

Source: G. Salton and C. Buckley, "Term-Weighting Approaches in Automatic Text Retrieval", Information Processing and
Management 24 (1988).
"""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain

import numpy as np

from joindots.linkage import candidate_pairs
from joindots.text.frequencies import share_of_words

PRIOR_TEXTS = 200
"""Imagined texts added to every pile, so that in a pile of five reports of one event the words of that event are not
taken for words of all news. Calibrated on piles of four stories drawn from five sets of news."""

PRIOR_SHARE = 0.02
"""Share of the imagined texts that hold any given word."""

TELLING_WORDS = 25
"""Words of a text, the heaviest first, of which another text must share one to be compared with it. On five sets of
news .98 or more of the pairs of one story do."""

MOST_TEXTS = 100
"""A word in more texts than this starts no comparison."""

RAREST_WORDS = 3
"""Words in common, the rarest first, that tell whether two reports share more than a topic: names, mostly."""

TEXT_WORDS = 200
"""Words of an imagined text, by which it is told how many hold a word that is common in all texts."""

LEAST_SHARE = 0.0005
"""Share of the imagined texts that hold a word which is rare in all texts: a rarity of 1."""

Bag = Mapping[str, int]


class Weighed:
    """Bags of words with the weight of each word: the more often there and the fewer bags hold it, the heavier.

    Words are numbered in their alphabetic order, so that nothing depends on the order in which they are met.
    """

    def __init__(self, bags: Sequence[Bag]) -> None:
        """Number and weigh the words of all texts of a pile."""
        self.vocabulary = sorted(set(chain.from_iterable(bags)))
        places = {word: n for n, word in enumerate(self.vocabulary)}
        self.words = [np.array([places[word] for word in bag], np.int64) for bag in bags]
        self.shares = np.bincount(np.concatenate([np.zeros(0, np.int64), *self.words]), minlength=len(places))
        by_count = [_rarity(count, len(bags)) for count in range(int(self.shares.max(initial=0)) + 1)]
        rarity = np.array(by_count)[self.shares]
        self.rarity = dict(zip(self.vocabulary, rarity.tolist(), strict=True))
        most = max((max(bag.values(), default=1) for bag in bags), default=1)
        often = np.array([0.0, *(1 + math.log(count) for count in range(1, most + 1))])
        counts = (np.array(list(bag.values()), np.int64) for bag in bags)
        self.weights = [often[each] * rarity[words] for each, words in zip(counts, self.words, strict=True)]


def telling_pairs(texts: Weighed) -> list[tuple[int, int]]:
    """Pairs of texts that share one of the words that tell most of both: those worth comparing.

    Returns:
        Pairs `(i, j)` with `i < j`, sorted.
    """
    return candidate_pairs(list(_telling_words(texts)), MOST_TEXTS)


def compare_texts(texts: Weighed, pairs: Sequence[tuple[int, int]]) -> list[float]:
    """Cosine of the weighted words of each pair of texts.

    Args:
        texts: Of a pile.
        pairs: Pairs `(i, j)`; fastest where sorted.

    Returns:
        For each pair 0 (no word in common) to 1.
    """
    vectors = [weights / max(1e-9, float(np.sqrt(weights @ weights))) for weights in texts.weights]
    row = np.zeros(len(texts.shares))
    spread = -1
    cosines = []
    for i, j in pairs:
        if i != spread:
            row[texts.words[spread]] = 0
            row[texts.words[i]] = vectors[i]
            spread = i
        cosines.append(round(float(row[texts.words[j]] @ vectors[j]), 6))
    return cosines


def rarest_shared(texts: Weighed, pairs: Sequence[tuple[int, int]]) -> list[float]:
    """How rare the rarest words are that both texts of a pair have, in this pile and in all texts.

    In a pile of seven reports on protests "marched" is as rare as a name; in all texts it is not.

    Args:
        texts: Of a pile.
        pairs: Pairs `(i, j)`; fastest where sorted.

    Returns:
        For each pair the mean rarity of its `RAREST_WORDS` rarest words in common, 0 (none in common) to 1.
    """
    rarity = np.array(rate_words(texts))
    ranked = [words[np.argsort(-rarity[words], kind="stable")] for words in texts.words]
    held = np.zeros(len(rarity), bool)
    spread = -1
    found = []
    for i, j in pairs:
        if i != spread:
            held[ranked[spread]] = False
            held[ranked[i]] = True
            spread = i
        rarest = ranked[j][held[ranked[j]]][:RAREST_WORDS]
        found.append(round(sum(rarity[rarest].tolist()) / RAREST_WORDS, 6))
    return found


def share_told(
    heads: Sequence[Sequence[str]],
    openings: Sequence[Collection[str]],
    rarity: Mapping[str, float],
    pairs: Sequence[tuple[int, int]],
) -> list[float | None]:
    """Share of a head that the other text's opening tells, for each pair of texts: the larger of its two directions.

    Args:
        heads: Words of each text's headline, possibly none.
        openings: Words of each text's headline and opening.
        rarity: How much each word counts.
        pairs: Pairs `(i, j)`.

    Returns:
        For each pair 0 to 1, or None where neither text has a headline.
    """
    weights = [{word: rarity[word] for word in head} for head in heads]
    totals = [sum(weight.values()) for weight in weights]

    def told(i: int, j: int) -> float:
        return sum(weight for word, weight in weights[i].items() if word in openings[j]) / totals[i]

    found = ([told(a, b) for a, b in ((i, j), (j, i)) if totals[a]] for i, j in pairs)
    return [round(max(shares), 6) if shares else None for shares in found]


def rate_words(texts: Weighed) -> list[float]:
    """How rare each word of the vocabulary is among these texts and the imagined ones, 0 (in all of them) to 1."""
    every, most = len(texts.words) + PRIOR_TEXTS, -math.log(LEAST_SHARE)
    common = (1 - math.exp(-TEXT_WORDS * share_of_words(word)) for word in texts.vocabulary)
    held = (PRIOR_TEXTS * max(LEAST_SHARE, share) for share in common)
    return [
        min(1.0, math.log(every / (count + some)) / most)
        for count, some in zip(texts.shares.tolist(), held, strict=True)
    ]


def _rarity(count: int, texts: int) -> float:
    """Inverse document frequency with the imagined texts added."""
    return math.log((texts + PRIOR_TEXTS) / (count + PRIOR_TEXTS * PRIOR_SHARE))


def _telling_words(texts: Weighed) -> Iterator[list[int]]:
    """For each text the heaviest words that others have too; of equals the first of the alphabet."""
    for words, weights in zip(texts.words, texts.weights, strict=True):
        shared = (texts.shares[words] > 1) & (texts.shares[words] <= MOST_TEXTS)
        order = np.lexsort((words[shared], -weights[shared]))
        yield words[shared][order[:TELLING_WORDS]].tolist()
