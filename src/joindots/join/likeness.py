"""How alike the texts of a pile are: cosines of weighted words, for the pairs that share a telling one.

All is worked out in arrays, over all pairs at once: a report that is added changes how rare words are, and so nearly
all cosines; to keep them would cost more than to work them out.

Source: G. Salton and C. Buckley, "Term-Weighting Approaches in Automatic Text Retrieval", Information Processing and
Management 24 (1988).
"""

import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from joindots.join.copied_words import hash_word
from joindots.join.orders import number_hashes, order_hashes, pack_pairs
from joindots.linkage import pair_members
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

PART_WORDS = 1 << 16
"""Words laid beside each other at a time: as many as stay in a processor's cache, which is a third faster than sixteen
times as many."""

PART_CELLS = 1 << 20
"""Cells of the table that they are looked up in, text by text."""

Numbers = NDArray[np.int64]
Values = NDArray[np.float64]
Flags = NDArray[np.bool_]
Pairs = tuple[Numbers, Numbers]
"""Numbers of the one text and of the other, the smaller first; sorted."""


class Bag(Struct, frozen=True, array_like=True):
    """Different words of a text, as they are kept; arrays of one length.

    Attributes:
        words: Hash of each, 64-bit integers.
        counts: How often each occurs, 32-bit integers; for several counts one after the other.
        shares: What share each has in all texts (`share_of_words`), 32-bit floats.
    """

    words: bytes
    counts: bytes
    shares: bytes


class Known(Struct, frozen=True):
    """What is known of a pile by whoever has some of its texts.

    Attributes:
        held: For each word of each text in how many texts of the pile it is; a row for each way to count.
        texts: How many texts the pile has.
    """

    held: Numbers
    texts: int


class Bags(Struct, frozen=True):
    """Words of texts, text after text.

    Attributes:
        ends: Where the words of each text begin, and of the last end.
        owners: For each word the number of its text.
        words: Numbers, in the order of their hashes, so that nothing depends on the order in which they are met.
        counts: How often each occurs there; a row for each way to count.
        shares: For each number what share it has in all texts.
        held: For each number in how many texts of the pile it is; a row for each way to count.
        pile: How many texts the pile has: these, or more.
    """

    ends: Numbers
    owners: Numbers
    words: Numbers
    counts: Numbers
    shares: Values
    held: Numbers
    pile: int

    @property
    def size(self) -> int:
        """How many texts there are."""
        return len(self.ends) - 1


def make_bag(*counts: Mapping[str, int]) -> Bag:
    """Words as they are kept.

    Args:
        counts: How often each word occurs, counted in one way or several; the first has all words.
    """
    words = sorted(counts[0], key=hash_word)
    place = {word: n for n, word in enumerate(words)}
    rows = np.zeros((len(counts), len(words)), "<i4")
    for row, count in zip(rows, counts, strict=True):
        row[[place[word] for word in count]] = list(count.values())
    return Bag(
        words=np.fromiter(map(hash_word, words), "<i8", len(words)).tobytes(),
        counts=rows.tobytes(),
        shares=np.fromiter(map(share_of_words, words), "<f4", len(words)).tobytes(),
    )


def gather_bags(bags: Sequence[Bag], ways: int = 1, known: Known | None = None) -> Bags:
    """Words of all texts, under numbers that are the same for all.

    Args:
        bags: Of the texts.
        ways: In how many ways their words are counted.
        known: Of the pile, where these are not all of its texts.
    """
    lengths = np.array([len(bag.shares) // 4 for bag in bags], np.int64)
    numbers, firsts = number_hashes(np.frombuffer(b"".join(bag.words for bag in bags), "<u8"))
    counts = [
        np.frombuffer(b"".join(bag.counts[n * len(bag.shares) : (n + 1) * len(bag.shares)] for bag in bags), "<i4")
        for n in range(ways)
    ]
    return Bags(
        ends=np.concatenate([[0], np.cumsum(lengths)]),
        owners=np.repeat(np.arange(len(bags)), lengths),
        words=numbers,
        counts=np.array(counts, np.int64),
        shares=np.frombuffer(b"".join(bag.shares for bag in bags), "<f4")[firsts].astype(np.float64),
        held=known.held[:, firsts] if known else count_held(numbers, np.array(counts) > 0, len(firsts)),
        pile=known.texts if known else len(bags),
    )


def count_held(words: Numbers, there: Flags, size: int) -> Numbers:
    """In how many texts each word is; a row for each way to count.

    Args:
        words: Number of each word of each text.
        there: Whether it counts; a row for each way.
        size: How many numbers there are.
    """
    return np.array([np.bincount(words[row], minlength=size) for row in there], np.int64)


class Weighed:
    """Bags of words with the weight of each word: the more often there and the fewer bags hold it, the heavier.

    Attributes:
        bags: The words.
        held: For each number in how many texts it is.
        rarity: For each number how much it weighs.
        weights: For each word of each text what it weighs there; 0 where it does not count.
    """

    def __init__(self, bags: Bags, way: int = 0) -> None:
        """Weigh the words of all texts of a pile, counted in one of the ways."""
        self.bags = bags
        counts = bags.counts[way]
        self.held = bags.held[way]
        by_count = [_rarity(count, bags.pile) for count in range(int(self.held.max(initial=0)) + 1)]
        self.rarity = np.array(by_count)[self.held]
        different, which = np.unique(counts, return_inverse=True)
        often = np.array([1 + math.log(count) if count else 0.0 for count in different.tolist()])
        self.weights = often[which] * self.rarity[bags.words]


def telling_pairs(texts: Weighed) -> Pairs:
    """Pairs of texts that share one of the words that tell most of both: those worth comparing."""
    return pair_members(*telling_words(texts), MOST_TEXTS)


def telling_words(texts: Weighed) -> tuple[Numbers, Numbers]:
    """The words that tell most of each text, as far as others have them: their numbers, and those of the texts."""
    owners, words = texts.bags.owners, texts.bags.words
    held = texts.held[words]
    shared = (held > 1) & (held <= MOST_TEXTS)
    owners, words = owners[shared], words[shared]
    _, lightness = np.unique(-texts.weights[shared], return_inverse=True)
    order = order_hashes(pack_pairs(owners, lightness).astype(np.uint64))
    owners, words = owners[order], words[order]
    counts = np.bincount(owners, minlength=texts.bags.size)
    nth = np.arange(len(owners)) - np.repeat(np.cumsum(counts) - counts, counts)
    heavy = nth < TELLING_WORDS
    return words[heavy], owners[heavy]


def compare_texts(texts: Weighed, pairs: Pairs) -> Values:
    """Cosine of the weighted words of each pair of texts: 0 (no word in common) to 1."""
    squares = np.bincount(texts.bags.owners, texts.weights**2, minlength=texts.bags.size)
    values = texts.weights / np.maximum(1e-9, np.sqrt(squares))[texts.bags.owners]
    return sum_shared(texts.bags, pairs, values, values).round(6)


def share_told(texts: Weighed, pairs: Pairs, heads: Flags, openings: Flags) -> Values:
    """Share of a head that the other text's opening tells, for each pair of texts: the larger of its two directions.

    Args:
        texts: Of a pile; their rarity says how much each word counts.
        pairs: Of these.
        heads: Which words of each text stand in its headline, possibly none.
        openings: Which stand in its headline and opening.

    Returns:
        For each pair 0 to 1, or not a number where neither text has a headline.
    """
    bags = texts.bags
    rarity = np.where(heads, texts.rarity[bags.words], 0.0)
    sums = np.bincount(bags.owners, rarity, minlength=bags.size)
    totals = np.where(sums > 0, sums, np.nan)
    told = openings.astype(np.float64)
    one = sum_shared(bags, pairs, rarity, told) / totals[pairs[0]]
    other = sum_shared(bags, pairs, told, rarity) / totals[pairs[1]]
    shares: Values = np.fmax(one, other).round(6)
    return shares


def rarest_shared(texts: Weighed, pairs: Pairs) -> Values:
    """How rare the rarest words are that both texts of a pair have, in this pile and in all texts.

    In a pile of seven reports on protests "marched" is as rare as a name; in all texts it is not.

    Args:
        texts: Of a pile.
        pairs: Of these.

    Returns:
        For each pair the mean rarity of its `RAREST_WORDS` rarest words in common, 0 (none in common) to 1.
    """
    bags = texts.bags
    rarity = rate_words(texts.held, bags.shares, bags.pile)
    rank = np.empty(len(rarity), np.int64)
    rank[np.argsort(-rarity, kind="stable")] = np.arange(len(rarity))
    order = order_hashes(pack_pairs(bags.owners, rank[bags.words]).astype(np.uint64))
    bags = replace(bags, words=bags.words[order])
    values = rarity[bags.words]
    means: Values = np.zeros(len(pairs[0]))
    for part, begins, one, other in _lay_beside(bags, pairs, values, values):
        both = one > 0
        seen = np.cumsum(both)
        sizes = np.diff(begins, append=len(both))
        rarest = both & (seen <= np.repeat(np.concatenate([[0], seen])[begins] + RAREST_WORDS, sizes))
        means[part] = np.add.reduceat(other * rarest, begins) / RAREST_WORDS
    return means.round(6)


def rate_words(held: Numbers, shares: Values, texts: int) -> Values:
    """How rare words are among some texts and the imagined ones, 0 (in all of them) to 1.

    Args:
        held: For each word in how many of the texts it is.
        shares: What share each has in all texts.
        texts: How many there are.
    """
    every, most = texts + PRIOR_TEXTS, -math.log(LEAST_SHARE)
    different, which = np.unique(shares, return_inverse=True)
    common = np.array([1 - math.exp(-TEXT_WORDS * share) for share in different.tolist()])[which]
    imagined = held + PRIOR_TEXTS * np.maximum(LEAST_SHARE, common)
    rates: Values = np.minimum(1.0, [math.log(ratio) / most for ratio in (every / imagined).tolist()])
    return rates


def sum_shared(bags: Bags, pairs: Pairs, left: Values, right: Values) -> Values:
    """Sum over the words that two texts share of what each is worth in the one times what it is worth in the other.

    Args:
        bags: The texts.
        pairs: Of these.
        left: For each word of each text what it is worth as one of the first text; 0 for nothing.
        right: As one of the second.
    """
    sums = np.zeros(len(pairs[0]))
    for part, begins, one, other in _lay_beside(bags, pairs, left, right):
        sums[part] = np.add.reduceat(one * other, begins)
    return sums


def _lay_beside(
    bags: Bags, pairs: Pairs, left: Values, right: Values
) -> Iterator[tuple[Numbers, Numbers, Values, Values]]:
    """The words of the second text of pairs, beside what they are worth in the first; those worth nothing left out.

    Yields:
        Which pairs; where the words of each begin, and what they are worth in the first text and in the second.
    """
    several = bags.held[0] > 1
    columns = np.cumsum(several) - 1
    table = _Rows(bags, np.where(several[bags.words], left, 0.0), columns)
    rows = _Rows(bags, np.where(several[bags.words], right, 0.0), columns)
    width = max(1, int(columns.max(initial=0)) + 1)
    known = np.flatnonzero(rows.sizes[pairs[1]])
    a, b = pairs[0][known], pairs[1][known]
    before = np.concatenate([[0], np.cumsum(rows.sizes[b])])
    row = np.cumsum(np.diff(a, prepend=-1) != 0) - 1
    most, start = max(1, PART_CELLS // width), 0
    cells = np.zeros(most * width)
    while start < len(a):
        end = min(np.searchsorted(row, row[start] + most), np.searchsorted(before, before[start] + PART_WORDS))
        part = slice(start, max(int(end), start + 1))
        local = (row[part] - row[start]) * width
        begins = np.diff(local, prepend=-1) != 0
        spread, at = table.find(a[part][begins], local[begins])
        cells[spread] = table.values[at]
        looked_up, at = rows.find(b[part], local)
        yield known[part], before[part] - before[start], cells[looked_up], rows.values[at]
        cells[spread] = 0.0
        start = part.stop


class _Rows:
    """What words are worth in texts, without those worth nothing."""

    def __init__(self, bags: Bags, values: Values, columns: Numbers) -> None:
        kept = np.flatnonzero(values)
        self.values = values[kept]
        self.sizes = np.bincount(bags.owners[kept], minlength=bags.size)
        self._ends = np.cumsum(self.sizes)
        self._columns = columns[bags.words[kept]]

    def find(self, texts: Numbers, firsts: Numbers) -> tuple[Numbers, Numbers]:
        """Cells and places of all words of some texts.

        Args:
            texts: Numbers of the texts, in order.
            firsts: For each text the first cell of the row that it is laid into.
        """
        sizes = self.sizes[texts]
        at = np.repeat(self._ends[texts] - np.cumsum(sizes), sizes)
        at += np.arange(len(at))
        cells = np.repeat(firsts, sizes)
        cells += self._columns[at]
        return cells, at


def _rarity(count: int, texts: int) -> float:
    """Inverse document frequency with the imagined texts added."""
    return math.log((texts + PRIOR_TEXTS) / (count + PRIOR_TEXTS * PRIOR_SHARE))
