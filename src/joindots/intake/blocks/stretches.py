"""Stretches of prose in a page, marks inside its lines, and how far the next sign of furniture is from a line."""

import re
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from joindots.intake.blocks.shapes import Column, Features
from joindots.intake.blocks.surroundings import shift, spread

_LOOKED_AT = 2000  # characters of a line; what is longer is prose
_CUT_OFF = re.compile(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\])\W{0,3}$")
_CUT_OFF_LENGTH = 12  # characters at the end of a line in which that stands
_BREAKS = (1, 2)  # lines of no prose that a stretch may hold in a row, and one more
_FAR = 50.0  # lines; beyond it a sign is as good as none
_REACH = 0.8  # of a mark that is left one line further on


def measure_stretches(texts: Sequence[str], shapes: Features) -> Features:
    """Features of each line; `shapes` are those of `measure_shapes` for the same lines."""
    return dict(_list_features([text[:_LOOKED_AT] for text in texts], shapes))


def _list_features(texts: Sequence[str], shapes: Features) -> Iterator[tuple[str, Column]]:
    prose, words = shapes["prose"], np.expm1(shapes["words"])
    whole = np.ones(len(texts))
    yield from _list_marks(texts, words)
    yield "lines of the page", whole * np.log1p(len(texts))
    yield "prose of the page, lines", whole * np.log1p(prose.sum())
    yield "prose of the page, share", whole * (prose * words).sum() / max(1.0, words.sum())
    yield "words, line before", shift(shapes["words"])
    yield "words, line after", shift(shapes["words"][::-1])[::-1]
    yield "words of the last prose", _recall(shapes["words"], prose)
    for name in ("furniture", "day", "headline", "comments"):
        yield f"{name}, lines since", count_since(shapes[name])
        yield f"{name}, lines until", count_since(shapes[name][::-1])[::-1]
    for gap in _BREAKS:
        sizes = _measure_stretches(prose, words, gap)
        yield f"stretch of prose, breaks {gap}", np.log1p(sizes)
        yield f"stretch of prose beside the longest, breaks {gap}", sizes / max(1.0, sizes.max())


def _list_marks(texts: Sequence[str], words: Column) -> Iterator[tuple[str, Column]]:
    """Marks in each line by themselves, and how common they are around it."""
    marks: dict[str, Callable[[str], float]] = {
        "cut off": lambda text: bool(_CUT_OFF.search(text[-_CUT_OFF_LENGTH:])),
        "colon at the end": lambda text: text.endswith(":"),
        "questions and calls": lambda text: text.count("!") + text.count("?"),
        "quotation marks": lambda text: sum(map(text.count, '"“”«»„')),
    }
    among = _sum_around(np.ones(len(texts))) + 0.5
    for name, count in marks.items():
        values = np.array([count(text) for text in texts], dtype=np.float64)
        yield name, values
        yield f"{name}, around", _sum_around(values) / among
    yield "commas", np.array([text.count(",") for text in texts]) / np.maximum(words, 1)


def _sum_around(values: Column) -> Column:
    before, after = spread(values, _REACH)
    return before + after


def _measure_stretches(prose: Column, words: Column, gap: int) -> Column:
    """Words of prose in the stretch that each line stands in, 0 outside; so few other lines break none."""
    sizes = np.zeros(len(prose))
    for stretch in split_stretches(prose, gap):
        sizes[stretch[0] : stretch[-1] + 1] = words[stretch].sum()
    return sizes


def split_stretches(prose: Column, gap: int) -> list[NDArray[np.int64]]:
    """The lines of prose of each stretch; lines further apart than `gap` begin a new one."""
    at = np.flatnonzero(prose)
    return np.split(at, np.flatnonzero(np.diff(at) > gap) + 1) if at.size else []


def _recall(values: Column, marked: Column) -> Column:
    """The value of the last marked line above each; 0 where there is none."""
    last, out = 0.0, []
    for value, is_marked in zip(values.tolist(), marked.tolist(), strict=True):
        out.append(last)
        last = value if is_marked else last
    return np.array(out)


def count_since(marked: Column) -> Column:
    """Lines since the last marked one."""
    since, out = _FAR, []
    for is_marked in marked.tolist():
        out.append(since)
        since = 1.0 if is_marked else min(_FAR, since + 1)
    return np.array(out)
