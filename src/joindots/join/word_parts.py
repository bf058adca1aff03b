"""Texts compared by their words in parts, none of which needs the whole pile: as in one piece, bit for bit.

1. Of some texts: their words (`list_words`).
2. Of all words whose hashes have something in common: in how many texts each is (`count_words`).
3. Of some texts, with that: the words that tell most of each (`choose_words`).
4. Of all of these whose hashes have something in common: which texts share them (`share_words`).
5. Of some pairs: what they have in common (`measure_pairs` of reports, `compare_bags` of what tells an event).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from joindots.join.likeness import (
    MOST_TEXTS,
    Bag,
    Known,
    Numbers,
    Pairs,
    Values,
    Weighed,
    compare_texts,
    count_held,
    gather_bags,
    telling_words,
)
from joindots.join.orders import number_hashes
from joindots.linkage import share_keys

Hashes = NDArray[np.uint64]
Ways = NDArray[np.uint8]
"""A bit for each way to count words."""


def hash_words(bags: Sequence[Bag]) -> Hashes:
    """Hashes of the words of texts, text after text."""
    return np.frombuffer(b"".join(bag.words for bag in bags), "<u8")


def list_words(bags: Sequence[Bag], count: int) -> tuple[Hashes, Numbers, Ways]:
    """Words of texts, text after text: hashes, numbers of their texts, the ways in which they count.

    Args:
        bags: Of the texts.
        count: In how many ways their words are counted.
    """
    found = gather_bags(bags, count)
    ways = np.zeros(len(found.owners), np.uint8)
    for way in range(count):
        ways |= (found.counts[way] > 0).astype(np.uint8) << way
    return hash_words(bags), found.owners, ways


def count_words(hashes: Hashes, ways: Ways, kept: NDArray[np.bool_], count: int) -> Numbers:
    """In how many texts each word is, a row for each way to count.

    Args:
        hashes: Of all words that have something in common.
        ways: In which each counts.
        kept: Which are of the first text of its wording: the others are not counted.
        count: How many ways there are.
    """
    words, firsts = number_hashes(hashes)
    there = [(ways >> way & 1 > 0) & kept for way in range(count)]
    return count_held(words, np.array(there), len(firsts))[:, words]


def choose_words(bags: Sequence[Bag], known: Known) -> tuple[Hashes, Numbers]:
    """The words that tell most of each text: their hashes, and the numbers of their texts among these."""
    found = gather_bags(bags, len(known.held), known)
    words, owners = telling_words(Weighed(found))
    hashes = np.zeros(len(found.shares), np.uint64)
    hashes[found.words] = hash_words(bags)
    return hashes[words], owners


def share_words(hashes: Hashes, texts: Numbers) -> Numbers:
    """Pairs of texts that share a telling word, packed; once for each of them.

    Args:
        hashes: Of all words that have something in common.
        texts: Numbers of their texts.
    """
    return share_keys(number_hashes(hashes)[0], texts, MOST_TEXTS)


def compare_bags(bags: Sequence[Bag], known: Known, pairs: Pairs) -> Values:
    """Cosine of the weighted words of each pair of some texts of a pile."""
    return compare_texts(Weighed(gather_bags(bags, len(known.held), known)), pairs)
