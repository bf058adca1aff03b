"""How alike the texts of a pile are: cosines of weighted words, for the pairs that share a telling one.

Source: G. Salton and C. Buckley, "Term-Weighting Approaches in Automatic Text Retrieval", Information Processing and
Management 24 (1988).
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

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
Vector = tuple[NDArray[np.int64], NDArray[np.float64]]


def telling_pairs(bags: Sequence[Bag]) -> list[tuple[int, int]]:
    """Pairs of texts that share one of the words that tell most of both: those worth comparing.

    Args:
        bags: For each text its words and how often they occur.

    Returns:
        Pairs `(i, j)` with `i < j`, sorted.
    """
    shares = Counter(word for bag in bags for word in bag)
    return candidate_pairs([_telling_words(weights, shares) for weights in _weigh(bags, shares)], MOST_TEXTS)


def compare_texts(bags: Sequence[Bag], pairs: Sequence[tuple[int, int]]) -> list[float]:
    """Cosine of the weighted words of each pair of texts.

    Args:
        bags: For each text its words and how often they occur.
        pairs: Pairs `(i, j)`; fastest where sorted.

    Returns:
        For each pair 0 (no word in common) to 1.
    """
    shares = Counter(word for bag in bags for word in bag)
    vectors = _unit_vectors(_weigh(bags, shares))
    row = np.zeros(len(shares))
    spread = -1
    cosines = []
    for i, j in pairs:
        if i != spread:
            row[vectors[spread][0]] = 0
            row[vectors[i][0]] = vectors[i][1]
            spread = i
        cosines.append(round(float(row[vectors[j][0]] @ vectors[j][1]), 6))
    return cosines


def rarest_shared(bags: Sequence[Bag], pairs: Sequence[tuple[int, int]]) -> list[float]:
    """How rare the rarest words are that both texts of a pair have, in this pile and in all texts.

    In a pile of seven reports on protests "marched" is as rare as a name; in all texts it is not.

    Args:
        bags: For each text its words and how often they occur.
        pairs: Of texts.

    Returns:
        For each pair the mean rarity of its `RAREST_WORDS` rarest words in common, 0 (none in common) to 1.
    """
    rarity = _rarities(bags)
    ranked = [sorted(bag, key=rarity.__getitem__, reverse=True) for bag in bags]
    shared = (islice(filter(bags[j].__contains__, ranked[i]), RAREST_WORDS) for i, j in pairs)
    return [round(sum(rarity[word] for word in words) / RAREST_WORDS, 6) for words in shared]


def _rarities(bags: Sequence[Bag]) -> dict[str, float]:
    """How rare each word is among these texts and the imagined ones, 0 (in all of them) to 1."""
    texts, most = len(bags) + PRIOR_TEXTS, -math.log(LEAST_SHARE)
    shares = Counter(word for bag in bags for word in bag)
    held = {word: PRIOR_TEXTS * max(LEAST_SHARE, 1 - math.exp(-TEXT_WORDS * share_of_words(word))) for word in shares}
    return {word: min(1.0, math.log(texts / (count + held[word])) / most) for word, count in shares.items()}


def _weigh(bags: Sequence[Bag], shares: Mapping[str, int]) -> list[dict[str, float]]:
    rarity = {word: _rarity(count, len(bags)) for word, count in shares.items()}
    return [{word: (1 + math.log(count)) * rarity[word] for word, count in bag.items()} for bag in bags]


def _rarity(count: int, texts: int) -> float:
    """Inverse document frequency with the imagined texts added."""
    return math.log((texts + PRIOR_TEXTS) / (count + PRIOR_TEXTS * PRIOR_SHARE))


def _telling_words(vector: Mapping[str, float], shares: Mapping[str, int]) -> list[str]:
    shared = [word for word in vector if 1 < shares[word] <= MOST_TEXTS]
    return sorted(shared, key=lambda word: (-vector[word], word))[:TELLING_WORDS]


def _unit_vectors(weights: Sequence[Mapping[str, float]]) -> list[Vector]:
    places: dict[str, int] = {}
    vectors = []
    for vector in weights:
        at = np.array([places.setdefault(word, len(places)) for word in vector], np.int64)
        values = np.array(list(vector.values()), np.float64)
        vectors.append((at, values / max(1e-9, float(np.sqrt(values @ values)))))
    return vectors
