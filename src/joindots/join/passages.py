"""Passages that two of many word sequences share: one sorted index of hashed shingles, then seed and extend.

All shingles are indexed, not a sample, so that a quotation copied between two of five reports cannot be missed; what
keeps large piles affordable is that the index is built in parts, by the value of the hash, and that a shingle which
many texts hold is nobody's copy and starts no comparison.

Source: the sampling by value that this refines is N. Heintze, "Scalable Document Fingerprinting", USENIX Workshop on
Electronic Commerce (1996); seed and extend is from S. Altschul et al., "Basic Local Alignment Search Tool", Journal of
Molecular Biology 215 (1990).
"""

from collections.abc import Iterator, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

SEED_WORDS = 7
"""Words in a row that start a comparison. Shorter than the shortest passage, so that one changed word in the middle of
a copied sentence does not hide it."""

MOST_TEXTS = 60
"""A seed in more distinct texts than this is a set phrase or a form, not a copy."""

GAP_WORDS = 2
"""Words that may be inserted, dropped or exchanged at one place inside a passage."""

ANCHOR_WORDS = 5
"""Words in a row that must agree after such a place. Calibrated with `SEED_WORDS` and `GAP_WORDS` on 4,000 agency
wires: forms that are filled anew every day stay apart, edited copies together (pair F1 .955, near-identical .988)."""

PART_WORDS = 4_000_000
"""Words indexed at a time: bounds the index to some 100 MB."""

WALL = -1
"""Code of what is no word: no passage runs across it."""

Codes = NDArray[np.int64]
Hashes = NDArray[np.uint64]


class Passage(Struct, frozen=True, gc=False):
    """Words that two texts share, but for small edits. Ends are one past the last word.

    Attributes:
        a: Index of the one text.
        a_start: First word there.
        a_end: One past the last.
        b: Index of the other text; `a < b`.
        b_start: First word there.
        b_end: One past the last.
        agreeing: Number of words that agree.
    """

    a: int
    a_start: int
    a_end: int
    b: int
    b_start: int
    b_end: int
    agreeing: int


class _Run(Struct, frozen=True, gc=False):
    a: int
    a_start: int
    b: int
    b_start: int
    length: int


def find_passages(texts: Sequence[Sequence[int]], firm: bytes) -> list[Passage]:
    """Find what each pair of texts shares.

    Args:
        texts: Word codes of each text, equal for equal words; `WALL` where no passage may run on.
        firm: For each code 1 if it may not be exchanged inside a passage, else 0. Numbers are firm: where they differ,
            the text is no longer the same, however small the edit.

    Returns:
        Passages of at least `SEED_WORDS` agreeing words, by pair, longest first; within a pair none lies inside
        another on both sides. The cost is linear in the words plus the seeds that texts share.
    """
    codes, owner = _concatenate(texts)
    return extend_seeds(texts, firm, *_seed_pairs(codes, owner))


def extend_seeds(texts: Sequence[Sequence[int]], firm: bytes, a_at: Codes, b_at: Codes) -> list[Passage]:
    """As `find_passages`, where it is known which seeds are shared.

    Args:
        texts: As there.
        firm: As there.
        a_at: Places of equal seeds, counted through all texts; each in the text with the smaller index.
        b_at: Their places in the other text.
    """
    passages: list[Passage] = []
    found: list[Passage] = []
    for run in _runs(texts, a_at, b_at):
        if found and (found[0].a, found[0].b) != (run.a, run.b):
            passages.extend(found)
            found = []
        if not any(_holds(passage, run) for passage in found):
            found.append(_extend(texts[run.a], texts[run.b], run, firm))
    return passages + found


def _holds(passage: Passage, run: _Run) -> bool:
    return (
        passage.a_start <= run.a_start
        and run.a_start + run.length <= passage.a_end
        and passage.b_start <= run.b_start
        and run.b_start + run.length <= passage.b_end
    )


def _extend(a: Sequence[int], b: Sequence[int], run: _Run, firm: bytes) -> Passage:
    after = _Walk(a, b, firm, 1)
    after.go(run.a_start + run.length, run.b_start + run.length)
    before = _Walk(a, b, firm, -1)
    before.go(run.a_start - 1, run.b_start - 1)
    agreeing = before.agreeing + run.length + after.agreeing
    return Passage(run.a, before.i + 1, after.i, run.b, before.j + 1, after.j, agreeing)


class _Walk:
    """A walk along two texts for as long as they agree, forwards or backwards.

    Attributes:
        i: The first word of `a` beyond.
        j: The first word of `b` beyond.
        agreeing: Words that agreed.
    """

    def __init__(self, a: Sequence[int], b: Sequence[int], firm: bytes, step: int) -> None:
        self._a, self._b, self._firm, self._step = a, b, firm, step
        self.i = self.j = self.agreeing = 0

    def go(self, i: int, j: int) -> None:
        a, b, step = self._a, self._b, self._step
        while True:
            while 0 <= i < len(a) and 0 <= j < len(b) and a[i] == b[j] != WALL:
                i, j, self.agreeing = i + step, j + step, self.agreeing + 1
            self.i, self.j = i, j
            jump = self._bridge()
            if jump is None:
                return
            i, j = i + jump[0] * step, j + jump[1] * step

    def _bridge(self) -> tuple[int, int] | None:
        """The smallest gap after which the texts agree again."""
        ahead_a, ahead_b = _ahead(self._a, self.i, self._step), _ahead(self._b, self.j, self._step)
        for x, y in _JUMPS:
            anchor = ahead_a[x : x + ANCHOR_WORDS]
            if len(anchor) == ANCHOR_WORDS and anchor == ahead_b[y : y + ANCHOR_WORDS]:
                exchanged = self._has_firm(ahead_a[:x]) and self._has_firm(ahead_b[:y])
                return None if exchanged else (x, y)
        return None

    def _has_firm(self, codes: Sequence[int]) -> bool:
        return any(self._firm[code] for code in codes)


_JUMPS = sorted(
    ((x, y) for x in range(GAP_WORDS + 1) for y in range(GAP_WORDS + 1) if x or y),
    key=lambda jump: (max(jump), sum(jump), jump),
)


def _ahead(text: Sequence[int], i: int, step: int) -> Sequence[int]:
    """The next words, up to a wall."""
    reach = GAP_WORDS + ANCHOR_WORDS
    window = text[i : i + reach] if step > 0 else text[max(0, i - reach + 1) : i + 1][::-1]
    wall = next((n for n, code in enumerate(window) if code == WALL), len(window))
    return window[:wall]


def _concatenate(texts: Sequence[Sequence[int]]) -> tuple[Codes, Codes]:
    """Codes of all texts, and for each the index of its text."""
    codes = np.concatenate([np.zeros(0, np.int64), *(np.asarray(text, np.int64) for text in texts)])
    return codes, np.repeat(np.arange(len(texts)), [len(text) for text in texts])


def _runs(texts: Sequence[Sequence[int]], a_at: Codes, b_at: Codes) -> Iterator[_Run]:
    """Maximal runs of seeds, by pair, the longest first."""
    lengths = np.array([len(text) for text in texts], np.int64)
    firsts = np.cumsum(lengths) - lengths
    owner = np.repeat(np.arange(len(texts)), lengths)
    order = np.lexsort((a_at, b_at - a_at, owner[b_at], owner[a_at]))
    a_at, b_at = a_at[order], b_at[order]
    begins = np.ones(len(a_at), bool)
    begins[1:] = (np.diff(a_at) != 1) | (np.diff(b_at) != 1)
    start = np.flatnonzero(begins)
    length = np.diff(np.append(start, len(a_at))) + SEED_WORDS - 1
    a, b = owner[a_at[start]], owner[b_at[start]]
    rank = np.lexsort((b_at[start], a_at[start], -length, b, a))
    columns = (a, a_at[start] - firsts[a], b, b_at[start] - firsts[b], length)
    yield from map(_Run, *(column[rank].tolist() for column in columns))


def _seed_pairs(codes: Codes, owner: Codes) -> tuple[Codes, Codes]:
    """Positions of equal seeds in two different texts, the text with the smaller index first."""
    hashes, at = hash_seeds(codes, owner)
    parts = np.uint64(1 + len(hashes) // PART_WORDS)
    found = [
        pair_seeds(hashes[mask], at[mask], owner)
        for part in range(int(parts))
        for mask in (hashes % parts == np.uint64(part),)
    ]
    return np.concatenate([a for a, _ in found]), np.concatenate([b for _, b in found])


def pair_seeds(hashes: Hashes, at: Codes, owner: Codes) -> tuple[Codes, Codes]:
    """Places of equal seeds in two different texts, the text with the smaller index first; none of very common seeds.

    Args:
        hashes: Of all seeds, or of all whose hashes have something in common.
        at: Place of each, in order.
        owner: For each place the index of its text, in order.
    """
    order = np.argsort(hashes, kind="stable")
    hashes, at = hashes[order], at[order]
    rare = _rare(hashes, owner[at])
    hashes, at = hashes[rare], at[rare]
    left, right = [at[:0]], [at[:0]]
    here = np.arange(len(hashes))
    step = 0
    while len(here):  # each round pairs a seed with the one `step` places on; most have no such equal
        step += 1
        here = here[here + step < len(hashes)]
        here = here[hashes[here] == hashes[here + step]]
        apart = here[owner[at[here]] != owner[at[here + step]]]
        left.append(at[apart])
        right.append(at[apart + step])
    return np.concatenate(left), np.concatenate(right)


def _rare(hashes: Hashes, owner: Codes) -> NDArray[np.bool_]:
    """Which seeds stand in at least two texts and in at most `MOST_TEXTS`, where equal seeds are neighbours."""
    begins = np.ones(len(hashes), bool)
    begins[1:] = hashes[1:] != hashes[:-1]
    new_text = begins.copy()
    new_text[1:] |= owner[1:] != owner[:-1]
    group = np.cumsum(begins) - 1
    texts = np.bincount(group, weights=new_text)
    kept: NDArray[np.bool_] = ((texts > 1) & (texts <= MOST_TEXTS))[group]
    return kept


def hash_seeds(codes: Codes, owner: Codes) -> tuple[Hashes, Codes]:
    """Hash and place of every seed that lies in one text and has no wall inside.

    Args:
        codes: Of the words of all texts, one text after the other.
        owner: For each the index of its text.
    """
    size = len(codes) - SEED_WORDS + 1
    if size <= 0:
        return np.zeros(0, np.uint64), np.zeros(0, np.int64)
    mixed = _mix(codes.astype(np.uint64))
    hashes = np.zeros(size, np.uint64)
    for n in range(SEED_WORDS):
        hashes = hashes * np.uint64(0x9E3779B97F4A7C15) + mixed[n : n + size]
    walls = np.concatenate(([0], np.cumsum(codes == WALL)))
    whole = (owner[:size] == owner[SEED_WORDS - 1 :]) & (walls[SEED_WORDS:] == walls[:size])
    at = np.flatnonzero(whole)
    return hashes[at], at


def _mix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spread neighbouring codes over 64 bits. Source: the finaliser of SplitMix64, G. Steele et al., OOPSLA (2014)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: NDArray[np.uint64] = values ^ (values >> np.uint64(31))
    return mixed
