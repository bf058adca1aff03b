"""Two texts compared word by word, with offsets into both."""

from difflib import SequenceMatcher
from typing import Literal

from msgspec import Struct

from joindots.text.normal import words

# Comparing is quadratic in the worst case. Quotations rarely have more than 300 words; a pair beyond this many words
# in all is compared only at its two ends.
_LONGEST_WORDS = 4000


class Difference(Struct, frozen=True, kw_only=True):
    """A stretch that two texts share, or in which they differ.

    Differences tile both texts: joined in order, the `a` stretches give the first text and the `b` stretches the
    second. Marks and white space belong to the word they follow.

    Attributes:
        kind: `same` where all words agree (letter case, accents and punctuation aside), else `changed`.
        a_start: First code point in the first text.
        a_end: One past the last.
        b_start: First code point in the second text.
        b_end: One past the last. An empty stretch on one side means that only the other has these words.
    """

    kind: Literal["same", "changed"]
    a_start: int
    a_end: int
    b_start: int
    b_end: int


def compare_words(a: str, b: str) -> tuple[Difference, ...]:
    """Compare two texts word by word; house style (letter case, accents, punctuation) makes no difference.

    Args:
        a: First text.
        b: Second text.

    Returns:
        The stretches in order, `same` and `changed` in turn; none where neither text has a word.

    Source: longest matching blocks after Ratcliff and Metzener, "Pattern matching: the gestalt approach", Dr. Dobb's
        Journal, July 1988, as in the standard library's `difflib`.
    """
    words_a, starts_a = _split(a)
    words_b, starts_b = _split(b)
    return tuple(
        Difference(kind=kind, a_start=starts_a[i], a_end=starts_a[j], b_start=starts_b[k], b_end=starts_b[m])
        for kind, i, j, k, m in _runs(words_a, words_b)
    )


def share_words(a: str, b: str) -> float:
    """How much of two texts is the same, 0 to 1: code points of shared words by those of all words, on both sides."""
    sizes = [(d.kind == "same", d.a_end - d.a_start + d.b_end - d.b_start) for d in compare_words(a, b)]
    total = sum(size for _, size in sizes)
    return sum(size for same, size in sizes if same) / total if total else 1.0


def _split(text: str) -> tuple[list[str], list[int]]:
    """The words as they are compared, and where each one's stretch starts; the end of the text comes last."""
    found = words(text)
    starts = [0, *(word.start for word in found[1:])] if found else []
    return [word.text for word in found], [*starts, len(text)]


def _runs(a: list[str], b: list[str]) -> list[tuple[Literal["same", "changed"], int, int, int, int]]:
    """Runs of word indices, same and changed in turn."""
    runs: list[tuple[Literal["same", "changed"], int, int, int, int]] = []
    i = k = 0
    for start_a, start_b, size in _matches(a, b):
        if start_a > i or start_b > k:
            runs.append(("changed", i, start_a, k, start_b))
        if size:
            runs.append(("same", start_a, start_a + size, start_b, start_b + size))
        i, k = start_a + size, start_b + size
    return runs


def _matches(a: list[str], b: list[str]) -> list[tuple[int, int, int]]:
    """Matching blocks, adjacent ones merged; the last is empty and stands at both ends."""
    head = _agreeing(a, b)
    tail = _agreeing(a[head:][::-1], b[head:][::-1])
    middle_a, middle_b = a[head : len(a) - tail], b[head : len(b) - tail]
    blocks = [(0, 0, head)] if head else []
    if len(middle_a) + len(middle_b) <= _LONGEST_WORDS:
        matcher = SequenceMatcher(None, middle_a, middle_b, autojunk=False)
        blocks += [(i + head, k + head, size) for i, k, size in matcher.get_matching_blocks() if size]
    if tail:
        blocks.append((len(a) - tail, len(b) - tail, tail))
    return [*_merged(blocks), (len(a), len(b), 0)]


def _merged(blocks: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    merged: list[tuple[int, int, int]] = []
    for i, k, size in blocks:
        if merged and merged[-1][0] + merged[-1][2] == i and merged[-1][1] + merged[-1][2] == k:
            merged[-1] = (merged[-1][0], merged[-1][1], merged[-1][2] + size)
        else:
            merged.append((i, k, size))
    return merged


def _agreeing(a: list[str], b: list[str]) -> int:
    """How many words agree from the start."""
    count = 0
    for left, right in zip(a, b, strict=False):
        if left != right:
            break
        count += 1
    return count
