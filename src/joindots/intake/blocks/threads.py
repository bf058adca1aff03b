"""Threads of readers' comments below an article: who and when, then what, again and again.

A *stamp* is a short line that holds a day with its year or says how long ago. Four stamps that give their figures
alike, with text between them and prose above, are a thread where a line that counts or opens comments stands right
before them, or where words such as "says" and "reply" go with half of them. Lists of dates in an article have neither.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from joindots.intake.blocks.page_words import load_page_words
from joindots.intake.blocks.shapes import Column, Features

_DATE = re.compile(r"\b\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NUMBER = re.compile(r"\d+")
_STAMP_LENGTH = 120  # characters
_STAMP_WORDS = 16
_LEAST_STAMPS = 4
_REACH = 40  # lines from one stamp to the next of its thread
_OPENER_REACH = 15  # lines from the line that opens a thread to its first stamp
_PROSE_ABOVE = 60  # words above a thread; what stamps stand above it are the article's
_TEXT_WORDS = 4  # of a line between two stamps, to be something said
_TEXT_SHARE = 0.6  # of the gaps between stamps, that hold such a line
_SIGN_SHARE = 0.5  # lines with a word of comments, of the stamps, where nothing opens the thread


def find_threads(texts: Sequence[str], shapes: Features) -> Column:
    """Mark the lines of threads by 1; `shapes` are those of `measure_shapes` for the same lines."""
    inside = np.zeros(len(texts))
    words = np.expm1(shapes["words"])
    above = np.cumsum(shapes["prose"] * words) - shapes["prose"] * words
    may_be = (shapes["prose"] == 0) & (words <= _STAMP_WORDS) & (above >= _PROSE_ABOVE)
    found = {i: kind for i in np.flatnonzero(may_be).tolist() if (kind := _find_stamp(texts[i], shapes, i))}
    if len(found) < _LEAST_STAMPS:
        return inside
    openers = np.flatnonzero((shapes["comments"] > 0) & (above >= _PROSE_ABOVE))
    for stamps in _group_stamps(found):
        if not _have_text_between(stamps, words):
            continue
        before = openers[(openers >= stamps[0] - _OPENER_REACH) & (openers <= stamps[0])]
        if before.size or _count_signs(texts[stamps[0] : stamps[-1] + 3]) >= _SIGN_SHARE * len(stamps):
            name = stamps[0] - int(shapes["prose"][stamps[0] - 1] == 0)
            start = int(before[-1]) if before.size else name
            inside[start : stamps[-1] + int(np.median(np.diff(stamps))) + 1] = 1
    return inside


def _find_stamp(text: str, shapes: Features, at: int) -> str:
    """How a line gives its figures, where it is a stamp; else nothing."""
    if len(text) >= _STAMP_LENGTH:
        return ""
    if shapes["ago"][at]:
        return "ago"
    numbers = _NUMBER.findall(text)
    if not (shapes["day"][at] or _DATE.search(text) or (len(numbers) > 1 and _YEAR.search(text))):
        return ""
    return "".join("y" if len(number) == 4 else "n" if len(number) <= 2 else "x" for number in numbers) or "day"


def _group_stamps(found: dict[int, str]) -> Iterator[list[int]]:
    """Stamps within reach of each other that give their figures alike."""
    lines = list(found)
    edges = [0, *(k for k, (a, b) in enumerate(pairwise(lines), start=1) if b - a > _REACH), len(lines)]
    for first, last in pairwise(edges):
        group = lines[first:last]
        commonest = Counter(found[i] for i in group).most_common(1)[0][0]
        alike = [i for i in group if found[i] == commonest]
        if len(alike) >= _LEAST_STAMPS:
            yield alike


def _have_text_between(stamps: Sequence[int], words: Column) -> bool:
    said = [bool((words[a + 1 : b] >= _TEXT_WORDS).any()) for a, b in pairwise(stamps)]
    return sum(said) >= _TEXT_SHARE * len(said)


def _count_signs(texts: Sequence[str]) -> int:
    find = load_page_words().commenter.search
    return sum(len(text) < _STAMP_LENGTH and find(text) is not None for text in texts)
