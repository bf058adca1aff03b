"""What a line of text is like in itself: the features by which prose is told from what else is on a page.

No feature knows a language but those of `page_words.toml`; the stop words of a text, for one, are its commonest words.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from joindots.intake.blocks.cues import blank_quotes, is_call, load_cues, may_call, split_sentences
from joindots.intake.blocks.page_words import load_page_words
from joindots.intake.dates import find_printed_day

Column = NDArray[np.float64]
"""One value a line."""
Features = dict[str, Column]

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
_CLOSED = re.compile(r"[.!?…。！？؟।۔]['\"”’»«“)\]」』）]{0,3}$")
_CLOCK = re.compile(r"\b\d{1,2}[:h.]\d\d\b|\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b")
_DIGITS = re.compile(r"\d+")
_LOOKED_AT = 2000  # characters of a line; what is longer is prose
_CALL_SENTENCES = 8  # of a line, in which a call to the reader is looked for

PROSE_MIN_WORDS = 10  # of a closed line, to be taken for prose where nothing else is known
_COMMON_WORDS = 40  # words of a text that are its stop words
_COMMON_MIN = 3  # times
_COMMON_FROM = 100  # words of prose from which it alone gives the stop words
_TOPIC_MIN_LETTERS = 4  # of a word that tells what a text is about
_SHORT_LINE = 60  # characters of a line whose repeats are counted with digits alike
_STAMP_WORDS = 16  # of a line that says when
_LABEL_LINE = 120  # characters of a line that says who wrote, or when
_HEADLINE_WORDS = range(3, 41)
_HEADLINE_SHARE = 0.8  # of its words that the page's first line holds too
_HEADLINE_COVER = 0.4  # of the first line's words


def measure_shapes(texts: Sequence[str]) -> Features:
    """Features of each line by itself and beside the rest of its text; without white space around them, none empty."""
    words = [_WORD.findall(text[:_LOOKED_AT]) for text in texts]
    lower = [[word.lower() for word in line] for line in words]
    count = np.array([len(line) for line in words], dtype=np.float64)
    closed = _mark(texts, is_closed)
    prose = closed * (count >= PROSE_MIN_WORDS)
    common = _list_common(lower, prose)
    topical = _share_topics(lower, prose, common)
    length = np.log1p(count)
    usual = float(np.median(length[prose > 0])) if prose.any() else float(np.log1p(PROSE_MIN_WORDS))
    return {
        "words": length,
        "tiny": (count <= 3).astype(np.float64),
        "closed": closed,
        "prose": prose,
        "open": (count >= PROSE_MIN_WORDS) * (1 - closed),
        "length beside prose": np.clip(length - usual, -3, 2),
        "numbers": _share(words, lambda word: word[0].isdigit()),
        "lower case": _share_lower(words, closed, count),
        "stop words": _share(lower, common.__contains__),
        "topic": topical,
        "prose on topic": prose * topical,
        "furniture": _mark(texts, _is_furniture),
        "legal": _mark(texts, lambda text: bool(load_page_words().legal.search(text[:1000]))),
        "comments": _mark_short(texts, load_page_words().comments.fullmatch),
        "speaker": _mark_short(texts, load_page_words().speaker.search),
        "ago": _mark_short(texts, load_page_words().ago.search),
        "clock": _mark_short(texts, _CLOCK.search) * (count <= _STAMP_WORDS),
        "day": _mark_short(texts, find_printed_day),
        "twin": (_count_twins(" ".join(line[:40]) for line in lower) > 0).astype(np.float64),
        "repeats": _count_twins(_blank_digits(text, line) for text, line in zip(texts, lower, strict=True)),
        "headline": _find_headline(lower),
    }


def find_headlines(texts: Sequence[str]) -> list[int]:
    """Which lines of a page repeat the first, as its headline does."""
    lines = [[word.lower() for word in _WORD.findall(text[:_LOOKED_AT])] for text in texts]
    return np.flatnonzero(_find_headline(lines)).tolist()


def is_closed(text: str) -> bool:
    """Whether a line ends with a mark that ends sentences, in any of the larger scripts."""
    return bool(_CLOSED.search(text[-4:]))


def _mark(texts: Sequence[str], holds: Callable[[str], bool]) -> Column:
    return np.array([holds(text) for text in texts], dtype=np.float64)


def _mark_short(texts: Sequence[str], find: Callable[[str], object]) -> Column:
    return _mark(texts, lambda text: len(text) < _LABEL_LINE and find(text) is not None)


def _share(lines: Sequence[Sequence[str]], holds: Callable[[str], bool]) -> Column:
    return np.array([sum(map(holds, line)) / (len(line) or 1) for line in lines], dtype=np.float64)


def _share_lower(words: Sequence[Sequence[str]], closed: Column, count: Column) -> Column:
    """Words in lower case; in scripts without cases, all words of a line that reads like prose."""
    uncased = _share(words, lambda word: word[0].isalpha() and word[0].lower() == word[0].upper())
    return _share(words, lambda word: word[0].islower()) + uncased * np.maximum(closed, count >= PROSE_MIN_WORDS)


def _list_common(lines: Sequence[Sequence[str]], prose: Column) -> frozenset[str]:
    """The stop words of a text: the commonest of its prose, or of all of it where it has hardly any."""
    counts = Counter(word for line, is_prose in zip(lines, prose, strict=True) if is_prose for word in line)
    if counts.total() < _COMMON_FROM:
        counts = Counter(word for line in lines for word in line)
    return frozenset(word for word, count in counts.most_common(_COMMON_WORDS) if count >= _COMMON_MIN)


def _share_topics(lines: Sequence[Sequence[str]], prose: Column, common: frozenset[str]) -> Column:
    """Of the telling words of each line, the share that other lines of prose have too."""
    telling = [{word for word in line if len(word) >= _TOPIC_MIN_LETTERS} - common for line in lines]
    held = Counter(word for words, is_prose in zip(telling, prose, strict=True) if is_prose for word in words)
    shared = [
        sum(held[word] > is_prose for word in words) / (len(words) + 1)
        for words, is_prose in zip(telling, prose, strict=True)
    ]
    return np.array(shared, dtype=np.float64)


def _is_furniture(text: str) -> bool:
    cues = load_cues()
    if len(text) <= 200 and any(pattern.fullmatch(text) for pattern in (cues.furniture, cues.edition, cues.section)):
        return True
    if not may_call(text[:_LOOKED_AT]):
        return False
    bare = blank_quotes(text[:_LOOKED_AT])
    return any(is_call(bare[a:b]) for a, b in split_sentences(bare)[:_CALL_SENTENCES])


def _blank_digits(text: str, words: Sequence[str]) -> str:
    """A short line as its repeats are counted; of a long one nothing."""
    return _DIGITS.sub("0", " ".join(words)) if len(text) < _SHORT_LINE else ""


def _count_twins(keys: Iterable[str]) -> Column:
    """Logarithm of how often each line's key occurs; 0 where it is empty."""
    keys = list(keys)
    counts = Counter(keys)
    return np.log(np.array([counts[key] if key else 1 for key in keys], dtype=np.float64))


def _find_headline(lines: Sequence[Sequence[str]]) -> Column:
    """Lines below the first that say what it says, less perhaps the name of the site: the article's headline."""
    first = frozenset(lines[0]) if lines else frozenset()

    def is_headline(line: Sequence[str]) -> bool:
        both = len(first.intersection(line))
        needed = max(_HEADLINE_SHARE * len(set(line)), _HEADLINE_COVER * len(first))
        return len(line) in _HEADLINE_WORDS and both >= needed

    marked = [i > 0 and len(first) >= _HEADLINE_WORDS[0] and is_headline(line) for i, line in enumerate(lines)]
    return np.array(marked, dtype=np.float64)
