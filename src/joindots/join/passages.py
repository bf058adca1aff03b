"""Passages that two of many word sequences share: one sorted index of hashed shingles, then seed and extend.

All shingles are indexed, not a sample, so that a quotation copied between two of five reports cannot be missed; what
keeps large piles affordable is that the index is built in parts, by the value of the hash, and that a shingle which
many texts hold is nobody's copy and starts no comparison. All seeds are extended at once, a word at a time: in a pile
that is joined again for one report more, this costs less than reading what was kept of it would.

Source: the sampling by value that this refines is N. Heintze, "Scalable Document Fingerprinting", USENIX Workshop on
Electronic Commerce (1996); seed and extend is from S. Altschul et al., "Basic Local Alignment Search Tool", Journal of
Molecular Biology 215 (1990).
"""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from joindots.join.orders import order_hashes, pack_pairs, split_pairs

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

PART_RUNS = 200_000
"""Runs of seeds that are extended at a time: bounds what is looked at around them to some 100 MB."""

WALL = -1
"""Code of what is no word: no passage runs across it."""

_REACH = GAP_WORDS + ANCHOR_WORDS

Codes = NDArray[np.int64]
Hashes = NDArray[np.uint64]
Flags = NDArray[np.bool_]


class Passages(Struct, frozen=True):
    """Words that pairs of texts share, but for small edits; arrays of one length. Ends are one past the last word.

    Attributes:
        a: Number of the one text.
        a_start: First word there.
        a_end: One past the last.
        b: Number of the other text; `a < b`.
        b_start: First word there.
        b_end: One past the last.
        agreeing: Number of words that agree.
    """

    a: Codes
    a_start: Codes
    a_end: Codes
    b: Codes
    b_start: Codes
    b_end: Codes
    agreeing: Codes

    def pick(self, rows: Codes | Flags) -> "Passages":
        """Some of them."""
        return Passages(*(getattr(self, name)[rows] for name in self.__struct_fields__))


class WordRows(Struct, frozen=True):
    """The words of texts, one text after the other, with a wall behind each and walls around all.

    Attributes:
        codes: Equal for equal words; `WALL` where no passage may run on.
        firm: Whether a word may not be exchanged inside a passage. Numbers are firm: where they differ, the text is no
            longer the same, however small the edit.
        owner: For each code the number of its text; that of a wall is the one before it.
        firsts: Where each text begins.
    """

    codes: Codes
    firm: Flags
    owner: Codes
    firsts: Codes


def lay_out(codes: Sequence[Codes], firm: Sequence[Flags]) -> WordRows:
    """Put texts one after the other.

    Args:
        codes: Of the words of each text.
        firm: For each word whether it is firm.
    """
    around = np.full(_REACH, WALL, np.int64)
    wall, soft = around[:1], np.zeros(_REACH, bool)
    lengths = np.array([len(text) + 1 for text in codes], np.int64)
    owner = np.repeat(np.arange(len(codes)), lengths)
    last = np.full(_REACH, max(0, len(codes) - 1))
    return WordRows(
        codes=np.concatenate([around, *(part for text in codes for part in (text, wall)), around]),
        firm=np.concatenate([soft, *(part for text in firm for part in (text, soft[:1])), soft]),
        owner=np.concatenate([np.zeros(_REACH, np.int64), owner, last]),
        firsts=_REACH + np.cumsum(lengths) - lengths,
    )


def find_passages(texts: WordRows) -> Passages:
    """Find what each pair of texts shares.

    Args:
        texts: Any.

    Returns:
        Passages of at least `SEED_WORDS` agreeing words, by pair, longest first; within a pair none lies inside
        another on both sides. The cost is linear in the words plus the seeds that texts share.
    """
    return extend_seeds(texts, *_seed_pairs(texts))


def extend_seeds(texts: WordRows, a_at: Codes, b_at: Codes) -> Passages:
    """As `find_passages`, where it is known which seeds are shared.

    Args:
        texts: As there.
        a_at: Places of equal seeds, counted through all texts; each in the text with the smaller number.
        b_at: Their places in the other text.
    """
    a_at, b_at, length = _find_runs(texts, a_at, b_at)
    parts = range(0, max(1, len(a_at)), PART_RUNS)
    found = [_extend(texts, *(side[n : n + PART_RUNS] for side in (a_at, b_at, length))) for n in parts]
    whole = Passages(*(np.concatenate([getattr(part, name) for part in found]) for name in Passages.__struct_fields__))
    a_run, b_run = a_at - texts.firsts[whole.a], b_at - texts.firsts[whole.b]
    return whole.pick(_drop_held(whole, a_run, b_run, length))


def _find_runs(texts: WordRows, a_at: Codes, b_at: Codes) -> tuple[Codes, Codes, Codes]:
    """Maximal runs of seeds: both places and the number of words; by pair, the longest first."""
    shift, a_at = split_pairs(np.sort(pack_pairs(b_at - a_at, a_at)))
    begins = np.ones(len(a_at), bool)
    begins[1:] = (np.diff(a_at) != 1) | (np.diff(shift) != 0)
    start = np.flatnonzero(begins)
    length = np.diff(np.append(start, len(a_at))) + SEED_WORDS - 1
    a_at, b_at = a_at[start], a_at[start] + shift[start]
    pair = pack_pairs(texts.owner[a_at], texts.owner[b_at])
    rank = np.lexsort((b_at, a_at, -length, pair))
    return a_at[rank], b_at[rank], length[rank]


def _drop_held(found: Passages, a_run: Codes, b_run: Codes, length: Codes) -> Codes:
    """Rows of passages whose run of seeds lies in no passage of the same pair that is kept and stands before it.

    One passage of each pair is kept at a time, and all that it holds are dropped; most pairs have one or two.
    """
    pair = pack_pairs(found.a, found.b)
    left = np.arange(len(pair))
    kept = [left[:0]]
    while len(left):
        begins = np.ones(len(left), bool)
        begins[1:] = pair[left[1:]] != pair[left[:-1]]
        first = left[begins]
        kept.append(first)
        over = first[np.cumsum(begins) - 1]
        held = (found.a_start[over] <= a_run[left]) & (a_run[left] + length[left] <= found.a_end[over])
        held &= (found.b_start[over] <= b_run[left]) & (b_run[left] + length[left] <= found.b_end[over])
        left = left[~(held | begins)]
    return np.sort(np.concatenate(kept))


def _extend(texts: WordRows, a_at: Codes, b_at: Codes, length: Codes) -> Passages:
    """Runs of seeds, with what agrees before and after them."""
    a, b = texts.owner[a_at], texts.owner[b_at]
    a_end, b_end, after = _walk(texts, a_at + length, b_at + length, 1)
    a_start, b_start, before = _walk(texts, a_at - 1, b_at - 1, -1)
    a_first, b_first = texts.firsts[a], texts.firsts[b]
    agreeing = before + length + after
    return Passages(a, a_start + 1 - a_first, a_end - a_first, b, b_start + 1 - b_first, b_end - b_first, agreeing)


def _walk(texts: WordRows, i: Codes, j: Codes, step: int) -> tuple[Codes, Codes, Codes]:
    """Walk along two texts from many places for as long as they agree, forwards or backwards.

    Returns:
        For each place the first word beyond on both sides, and the number of words that agreed.
    """
    i, j, agreeing = i.copy(), j.copy(), np.zeros(len(i), np.int64)
    going = np.arange(len(i))
    while len(going):
        _stride(texts.codes, (i, j, agreeing), going, step)
        x, y = _bridge(texts, i[going], j[going], step)
        bridged = (x > 0) | (y > 0)
        going, x, y = going[bridged], x[bridged], y[bridged]
        i[going] += x * step
        j[going] += y * step
    return i, j, agreeing


def _stride(codes: Codes, places: tuple[Codes, Codes, Codes], going: Codes, step: int) -> None:
    """Move both places on, and count, while the words are equal."""
    i, j, agreeing = places
    while len(going):
        one = codes[i[going]]
        going = going[(one == codes[j[going]]) & (one != WALL)]
        i[going] += step
        j[going] += step
        agreeing[going] += 1


_JUMPS = sorted(
    ((x, y) for x in range(GAP_WORDS + 1) for y in range(GAP_WORDS + 1) if x or y),
    key=lambda jump: (max(jump), sum(jump), jump),
)


def _bridge(texts: WordRows, i: Codes, j: Codes, step: int) -> tuple[Codes, Codes]:
    """The smallest gaps after which the texts agree again; 0 where there are none, or they would exchange numbers."""
    ahead = step * np.arange(_REACH)
    one, other = (texts.codes[at[:, None] + ahead] for at in (i, j))
    open_one, open_other = (np.logical_and.accumulate(codes != WALL, axis=1) for codes in (one, other))
    x_found, y_found = np.zeros_like(i), np.zeros_like(j)
    left = np.ones(len(i), bool)
    for x, y in _JUMPS:
        x_end, y_end = x + ANCHOR_WORDS, y + ANCHOR_WORDS
        fits = left & open_one[:, x_end - 1] & open_other[:, y_end - 1]
        for n in range(ANCHOR_WORDS):
            fits &= one[:, x + n] == other[:, y + n]
        x_found[fits], y_found[fits] = x, y
        left &= ~fits
    firm_one, firm_other = (
        (texts.firm[at[:, None] + ahead[:GAP_WORDS]] & (np.arange(GAP_WORDS) < found[:, None])).any(axis=1)
        for at, found in ((i, x_found), (j, y_found))
    )
    exchanged = firm_one & firm_other
    return np.where(exchanged, 0, x_found), np.where(exchanged, 0, y_found)


def _seed_pairs(texts: WordRows) -> tuple[Codes, Codes]:
    """Positions of equal seeds in two different texts, the text with the smaller number first."""
    hashes, at = hash_seeds(texts.codes)
    parts = np.uint64(1 + len(hashes) // PART_WORDS)
    found = [
        pair_seeds(hashes[mask], at[mask], texts.owner)
        for part in range(int(parts))
        for mask in (hashes % parts == np.uint64(part) if parts > 1 else slice(None),)
    ]
    return np.concatenate([a for a, _ in found]), np.concatenate([b for _, b in found])


def pair_seeds(hashes: Hashes, at: Codes, owner: Codes) -> tuple[Codes, Codes]:
    """Places of equal seeds in two different texts, the text with the smaller number first; none of very common seeds.

    Args:
        hashes: Of all seeds, or of all whose hashes have something in common.
        at: Place of each, in order.
        owner: For each place the number of its text, in order.
    """
    order = order_hashes(hashes)
    hashes = hashes[order]
    again = np.zeros(len(hashes) + 1, bool)
    again[1:-1] = hashes[1:] == hashes[:-1]
    shared = np.flatnonzero(again[1:] | again[:-1])
    hashes, at = hashes[shared], at[order[shared]]
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


def _rare(hashes: Hashes, owner: Codes) -> Flags:
    """Which seeds stand in at least two texts and in at most `MOST_TEXTS`, where equal seeds are neighbours."""
    begins = np.ones(len(hashes), bool)
    begins[1:] = hashes[1:] != hashes[:-1]
    new_text = begins.copy()
    new_text[1:] |= owner[1:] != owner[:-1]
    group = np.cumsum(begins) - 1
    texts = np.bincount(group, weights=new_text)
    kept: Flags = ((texts > 1) & (texts <= MOST_TEXTS))[group]
    return kept


def hash_seeds(codes: Codes) -> tuple[Hashes, Codes]:
    """Hash and place of every seed that has no wall inside.

    Args:
        codes: Of the words of all texts, walls between them.
    """
    size = len(codes) - SEED_WORDS + 1
    if size <= 0:
        return np.zeros(0, np.uint64), np.zeros(0, np.int64)
    mixed = _mix(codes.astype(np.uint64))
    hashes = np.zeros(size, np.uint64)
    for n in range(SEED_WORDS):
        hashes = hashes * np.uint64(0x9E3779B97F4A7C15) + mixed[n : n + size]
    walls = np.concatenate(([0], np.cumsum(codes == WALL)))
    at = np.flatnonzero(walls[SEED_WORDS:] == walls[:size])
    return hashes[at], at


def _mix(values: Hashes) -> Hashes:
    """Spread neighbouring codes over 64 bits. Source: the finaliser of SplitMix64, G. Steele et al., OOPSLA (2014)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: Hashes = values ^ (values >> np.uint64(31))
    return mixed
