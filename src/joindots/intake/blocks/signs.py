"""Signs of what stands around an article, and how much the lines of a page speak of what its first line names."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from joindots.intake.blocks.page_words import load_page_words
from joindots.intake.blocks.shapes import Column, Features
from joindots.intake.blocks.stretches import count_since, split_stretches
from joindots.intake.blocks.surroundings import shift, spread

_CAPITAL = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w'’]*")
_NAMES = re.compile(r"A(?: A)+")
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\d_\u3040-\u30ff\u3400-\u9fff]{4,}")
_LABEL_LINE = 120  # characters of a line whose shape is compared
_SHARE_LINE = 60  # characters of a line that hands the article on
_SEE_LINE = 160
_LOOKED_AT = 1000  # characters of a line in which words of the title are looked for
_PLAIN = frozenset({"", "A", "0", "A 0", "0 A"})  # shapes that every menu has
_MOST_ALIKE = 2.0  # logarithm of how many lines of one shape; more tell no more
_SAID_WORDS = 8  # of a line that is something said, where it is no prose
_SAID_WITHIN = 3  # lines below a stamp
_BREAK = 2  # lines of no prose that a stretch may hold in a row
_WIDE, _FAR = 0.8, 0.9  # of a sign that is left one line further on


def measure_signs(texts: Sequence[str], shapes: Features) -> Features:
    """Features of each line; `shapes` are those of `measure_shapes` for the same lines."""
    return dict(_list_features(texts, shapes))


def _list_features(texts: Sequence[str], shapes: Features) -> Iterator[tuple[str, Column]]:
    yield from _list_turns(shapes)
    yield from _list_words(texts)
    yield from _list_title(texts, shapes["prose"])
    before, after = spread(_count_alike(texts), _WIDE)
    yield "lines of one shape, before", before
    yield "lines of one shape, after", after
    among = sum(spread(np.ones(len(texts)), _WIDE)) + 1
    for name in ("stop words", "lower case", "numbers", "topic"):
        yield f"{name}, around", (sum(spread(shapes[name], _WIDE)) + shapes[name]) / among
    cells = np.log1p(sum(spread(shapes["tiny"] * (shapes["numbers"] > 0), _FAR)))
    yield "cells, around", cells


def _list_turns(shapes: Features) -> Iterator[tuple[str, Column]]:
    """Where somebody begins to speak: a line that says who or when, and then something said."""
    prose = shapes["prose"] > 0
    stamp = (np.maximum.reduce([shapes["ago"], shapes["day"], shapes["clock"]]) > 0) & ~prose
    said = (prose | (np.expm1(shapes["words"]) >= _SAID_WORDS)) & ~stamp
    below = said[::-1].astype(np.float64)
    soon = np.maximum.reduce([shift(below, lines) for lines in range(1, _SAID_WITHIN + 1)])[::-1] > 0
    first = (stamp | (shapes["speaker"] > 0)) & soon
    turns = first & ~(shift(first.astype(np.float64)) > 0) & ~(shift(first.astype(np.float64), 2) > 0)
    count = np.cumsum(turns)
    before, after = spread(turns.astype(np.float64), _FAR)
    yield "turns above", np.log1p(count)
    yield "turns below", np.log1p(count[-1] - count)
    yield "turns, before", before
    yield "turns, after", after
    yield "turns, around", np.log1p(before + after)
    yield "turns, on both sides", np.minimum(before, after)


def _list_words(texts: Sequence[str]) -> Iterator[tuple[str, Column]]:
    words = load_page_words()
    see = _mark(texts, words.see_also.search, _SEE_LINE)
    share = _mark(texts, words.share.search, _SHARE_LINE)
    yield "see also", see
    yield "see also, lines since", count_since(see)
    yield "see also, before", spread(see, _WIDE)[0]
    yield "share", share
    yield "share, before", spread(share, _WIDE)[0]
    yield "share, lines until", count_since(share[::-1])[::-1]


def _mark(texts: Sequence[str], find: Callable[[str], object], length: int) -> Column:
    return np.array([len(text) <= length and find(text) is not None for text in texts], dtype=np.float64)


def _list_title(texts: Sequence[str], prose: Column) -> Iterator[tuple[str, Column]]:
    """Of the words of the page's first line, the share that a line, its surroundings and its stretch hold."""
    lines = [frozenset(_WORD.findall(text[:_LOOKED_AT].lower())) for text in texts]
    title = lines[0]
    held = [title & line for line in lines]
    share = np.array([len(both) for both in held]) / max(1, len(title))
    share[0] = 0.0
    yield "title words", share
    of_line = [len(both) / (len(line) + 2) for both, line in zip(held, lines, strict=True)]
    yield "title words of the line", np.array(of_line)
    around = (sum(spread(share * prose, _WIDE)) + share * prose) / (sum(spread(prose, _WIDE)) + prose + 1)
    yield "title words, around", around
    stretches = np.zeros(len(texts))
    for stretch in split_stretches(prose, _BREAK + 1):
        together = len(frozenset[str]().union(*(held[i] for i in stretch.tolist())))
        stretches[stretch[0] : stretch[-1] + 1] = together / max(1, len(title))
    yield "title words of the stretch", stretches
    yield "title words of the stretch beside the most", stretches / (stretches.max() or 1.0)


def _count_alike(texts: Sequence[str]) -> Column:
    """Logarithm of how many short lines are built like each, names and figures alike."""
    keys = [_find_shape(text) if len(text) < _LABEL_LINE else "" for text in texts]
    counts = Counter(keys)
    return np.array([0.0 if key in _PLAIN else min(_MOST_ALIKE, float(np.log(counts[key]))) for key in keys])


def _find_shape(text: str) -> str:
    return _NAMES.sub("A", _NUMBER.sub("0", _CAPITAL.sub("A", text)))
