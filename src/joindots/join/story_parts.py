"""Reports compared in parts, none of which needs the whole pile: what `weigh_reports` weighs, bit for bit.

1. Of some reports: their words (`list_words`).
2. Of all words whose hashes have something in common: in how many reports each is (`count_words`).
3. Of some reports, with that: the words that tell most of each (`choose_words`).
4. Of all of these whose hashes have something in common: which reports share them (`share_words`).
5. Of some pairs: what they have in common (`measure_some`).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from joindots.join.likeness import (
    MOST_TEXTS,
    Bags,
    Known,
    Numbers,
    Pairs,
    Weighed,
    count_held,
    gather_bags,
    telling_words,
)
from joindots.join.orders import number_hashes
from joindots.join.story_measures import WAYS, Measures, Report, measure_pairs
from joindots.linkage import share_keys

Hashes = NDArray[np.uint64]
Ways = NDArray[np.uint8]
"""A bit for each way to count words."""


def hash_words(reports: Sequence[Report]) -> Hashes:
    """Hashes of the words of reports, report after report."""
    return np.frombuffer(b"".join(report.bag.words for report in reports), "<u8")


def list_words(reports: Sequence[Report]) -> tuple[Hashes, Numbers, Ways]:
    """Words of reports, report after report: hashes, numbers of their reports, the ways in which they count."""
    bags = gather_bags([report.bag for report in reports], WAYS)
    ways = np.zeros(len(bags.owners), np.uint8)
    for way in range(WAYS):
        ways |= (bags.counts[way] > 0).astype(np.uint8) << way
    return hash_words(reports), bags.owners, ways


def count_words(hashes: Hashes, ways: Ways, kept: NDArray[np.bool_]) -> Numbers:
    """In how many reports each word is, a row for each way to count.

    Args:
        hashes: Of all words that have something in common.
        ways: In which each counts.
        kept: Which are of the first report of its wording: the others are not counted.
    """
    words, firsts = number_hashes(hashes)
    there = [(ways >> way & 1 > 0) & kept for way in range(WAYS)]
    return count_held(words, np.array(there), len(firsts))[:, words]


def choose_words(reports: Sequence[Report], known: Known) -> tuple[Hashes, Numbers]:
    """The words that tell most of each report: their hashes, and the numbers of their reports among these."""
    bags = _gather(reports, known)
    words, owners = telling_words(Weighed(bags))
    hashes = np.zeros(len(bags.shares), np.uint64)
    hashes[bags.words] = hash_words(reports)
    return hashes[words], owners


def share_words(hashes: Hashes, reports: Numbers) -> Numbers:
    """Pairs of reports that share a telling word, packed; once for each of them.

    Args:
        hashes: Of all words that have something in common.
        reports: Numbers of their reports.
    """
    return share_keys(number_hashes(hashes)[0], reports, MOST_TEXTS)


def measure_some(reports: Sequence[Report], known: Known, pairs: Pairs) -> Measures:
    """What pairs of some reports of a pile have in common; see `measure_pairs`."""
    return measure_pairs(reports, _gather(reports, known), pairs)


def _gather(reports: Sequence[Report], known: Known) -> Bags:
    return gather_bags([report.bag for report in reports], WAYS, known)
