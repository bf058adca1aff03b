"""Text reuse: near-duplicate documents and copied passages, with their exact place on both sides.

Words are compared folded (`joindots.text.normal`), so quotation marks, hyphens and capitals of another house style hide
nothing. Text that is not the report's own (boilerplate, bylines, datelines) is never reuse.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property, partial
from itertools import combinations
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from joindots.join.citings import cites
from joindots.join.copied_words import CONTENT, NUMBER, PLACES, SMALL, TITLED, Words, read_words
from joindots.join.orders import are_among, sort_distinct
from joindots.join.passages import WALL, Codes, Flags, Passages, WordRows, find_passages, lay_out
from joindots.model import Document, Reuse, Span, make_id
from joindots.model.memos import Memo, recall

LEAST_WORDS = 8
"""Agreeing words of the shortest passage that is reuse."""

LEAST_WEIGHT = 12
"""Words plus content words of the shortest passage that is reuse, names left out: of eight words four must be content
words, else it is a turn of phrase; and names are given by the facts, so that a list of the dead is nobody's wording."""

Side: TypeAlias = tuple[Codes, Codes, Codes]
"""Of passages the number of a document, the first word there, and one past the last."""

_DAY = len("2031-05-02")


class Texts:
    """The words of documents that can be copied, as arrays; documents with the same words are one text.

    Attributes:
        documents: By id.
        words: Of each document.
        groups: For each text the numbers of its documents; in order of the first of them.
    """

    def __init__(self, documents: Sequence[Document], words: Sequence[Words], names: Codes | None = None) -> None:
        """Take documents.

        Args:
            documents: By id.
            words: Of each.
            names: Codes of words that are names, where a larger pile shows it, sorted; None finds them in these.
        """
        self.documents, self.words = documents, words
        self._names = names
        groups: dict[bytes, list[int]] = defaultdict(list)
        for number, read in enumerate(words):
            groups[read.codes].append(number)
        self.groups = list(groups.values())

    @cached_property
    def rows(self) -> WordRows:
        """The words of each text."""
        return lay_out(*read_arrays([self.words[group[0]] for group in self.groups]))

    @cached_property
    def names(self) -> Codes:
        """Codes of the words that are names, that is are never written small; sorted."""
        return find_names(*list_shapes(self.words)) if self._names is None else self._names

    @cached_property
    def weights(self) -> Codes:
        """What all words of `rows` before each place weigh together: 0 a name, 1 a function word, 2 a content word."""
        kinds = np.zeros(len(self.rows.codes), np.uint8)
        bare = np.frombuffer(b"\0".join(self.words[group[0]].kinds for group in self.groups), np.uint8)
        first = int(self.rows.firsts[0]) if self.groups else 0
        kinds[first : first + len(bare)] = bare
        weights = np.where(kinds & CONTENT, 2, 1)
        perhaps = np.flatnonzero((kinds & SMALL == 0) & (self.rows.codes != WALL))
        weights[perhaps[are_among(self.rows.codes[perhaps], self.names)]] = 0
        return np.concatenate([[0], np.cumsum(weights)])

    def are_telling(self, text: Codes, first: Codes, last: Codes) -> Flags:
        """Whether the words from `first` up to but without `last` of texts are telling."""
        at = self.rows.firsts[text]
        telling: Flags = self.weights[at + last] - self.weights[at + first] >= LEAST_WEIGHT
        return telling

    @cached_property
    def places(self) -> tuple[Codes, Codes, Codes]:
        """Where the words of each document begin among all; first code points of all, and one past the last."""
        lengths = np.array([len(words.kinds) for words in self.words], np.int64)
        starts, ends = (
            np.frombuffer(b"".join(parts), PLACES).astype(np.int64)
            for parts in ((words.starts for words in self.words), (words.ends for words in self.words))
        )
        return np.cumsum(lengths) - lengths, starts, ends

    @cached_property
    def days(self) -> Codes:
        """The day on which each document was published, as a number that is more for later ones; 0 for none."""
        stated = [document.published.value if document.published else "" for document in self.documents]
        order = {day: n for n, day in enumerate(sorted({day for day in stated if len(day) == _DAY}), 1)}
        return np.array([order.get(day, 0) for day in stated], np.int64)

    def list_earlier(self, a: Codes, b: Codes) -> list[Literal["a", "b"] | None]:
        """Which of two documents was there first: by the days, else whom the other gives as its source."""
        one, other = self.days[a], self.days[b]
        told = (one > 0) & (other > 0) & (one != other)
        found: list[Literal["a", "b"] | None] = ["a" if first else "b" for first in (one < other).tolist()]
        cited: dict[tuple[int, int], Literal["a", "b"] | None] = {}
        for n in np.flatnonzero(~told).tolist():
            pair = int(a[n]), int(b[n])
            if pair not in cited:
                cited[pair] = _find_cited(*(self.documents[each] for each in pair))
            found[n] = cited[pair]
        return found


def list_shapes(texts: Sequence[Words]) -> tuple[Codes, Codes]:
    """Words that are written small somewhere, and those that are written as names are; codes, sorted, each once."""
    codes = np.frombuffer(b"".join(words.codes for words in texts), np.int64)
    kinds = np.frombuffer(b"".join(words.kinds for words in texts), np.uint8)
    return sort_distinct(codes[kinds & SMALL > 0]), sort_distinct(codes[kinds & TITLED > 0])


def find_names(small: Codes, titled: Codes) -> Codes:
    """Words that are names: written as names are, and small nowhere. All sorted."""
    return titled[~are_among(titled, small)]


def read_arrays(texts: Sequence[Words]) -> tuple[list[Codes], list[Flags]]:
    """For each text the codes of its words, and which of them are numbers."""
    codes = [np.frombuffer(words.codes, np.int64) for words in texts]
    return codes, [np.frombuffer(words.kinds, np.uint8) & NUMBER > 0 for words in texts]


def find_reuse(documents: Sequence[Document], memo: Memo | None = None) -> tuple[Reuse, ...]:
    """Find the passages that documents share.

    Documents with the same words are one text to the search, so that adding a copy adds records for the copy and
    changes no other.

    Args:
        documents: In any order.
        memo: What was read before of the same documents.

    Returns:
        Sorted by id; several for a pair that shares several passages. `a` lies in the document with the smaller id.
    """
    documents = sorted(documents, key=lambda document: document.id)
    texts = Texts(documents, [recall(memo, Words, ("words", d), partial(read_words, d)) for d in documents])
    found = [*reuse_between(texts, find_passages(texts.rows)), *reuse_within(texts)]
    return tuple(sorted(found, key=lambda record: record.id))


def reuse_between(texts: Texts, passages: Passages) -> Iterator[Reuse]:
    """Passages between texts that are not the same throughout.

    Args:
        texts: What was read.
        passages: Between these texts.
    """
    passages = passages.pick(passages.agreeing >= LEAST_WORDS)
    passages = passages.pick(texts.are_telling(passages.a, passages.a_start, passages.a_end))
    longer = np.maximum(passages.a_end - passages.a_start, passages.b_end - passages.b_start)
    rows, one, other = _pair_documents(texts.groups, passages.a, passages.b)
    sides = (one, passages.a_start[rows], passages.a_end[rows]), (other, passages.b_start[rows], passages.b_end[rows])
    yield from _record(texts, *sides, (passages.agreeing / longer)[rows])


def reuse_within(texts: Texts) -> Iterator[Reuse]:
    """Passages between texts that are word for word the same: all that lies between walls."""
    found = [
        (*pair, first, last)
        for text, group in enumerate(texts.groups)
        if len(group) > 1
        for first, last in _find_stretches(texts, text)
        for pair in combinations(group, 2)
    ]
    one, other, first, last = np.array(found, np.int64).reshape(-1, 4).T
    yield from _record(texts, (one, first, last), (other, first, last), np.ones(len(one)))


def _find_stretches(texts: Texts, text: int) -> list[tuple[int, int]]:
    """The telling parts of a text that lie between walls."""
    codes = np.frombuffer(texts.words[texts.groups[text][0]].codes, np.int64)
    walls = np.concatenate([[-1], np.flatnonzero(codes == WALL), [len(codes)]])
    first, last = walls[:-1] + 1, walls[1:]
    kept = (last - first >= LEAST_WORDS) & texts.are_telling(np.full(len(first), text), first, last)
    return list(zip(first[kept].tolist(), last[kept].tolist(), strict=True))


def _pair_documents(groups: Sequence[Sequence[int]], a: Codes, b: Codes) -> tuple[Codes, Codes, Codes]:
    """For pairs of texts the row of each pair of their documents, and the documents."""
    sizes = np.array([len(group) for group in groups], np.int64)
    firsts, members = np.cumsum(sizes) - sizes, np.array([n for group in groups for n in group], np.int64)
    counts = sizes[a] * sizes[b]
    rows = np.repeat(np.arange(len(a)), counts)
    nth = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
    a, b = a[rows], b[rows]
    return rows, members[firsts[a] + nth // sizes[b]], members[firsts[b] + nth % sizes[b]]


def _record(texts: Texts, one: Side, other: Side, similarity: NDArray[np.float64]) -> Iterator[Reuse]:
    """Records of passages, the document with the smaller id first.

    Args:
        texts: What was read.
        one: Of each passage the number of the one document, its first word there, and one past its last.
        other: Likewise of the other.
        similarity: Of each.
    """
    turned = one[0] > other[0]
    a, b = _choose(turned, other, one), _choose(turned, one, other)
    columns = (column.tolist() for column in (a[0], *_cut(texts, a), b[0], *_cut(texts, b), similarity.round(4)))
    earlier = texts.list_earlier(a[0], b[0])
    for (m, a_start, a_end, n, b_start, b_end, alike), first in zip(zip(*columns, strict=True), earlier, strict=True):
        x, y = texts.documents[m], texts.documents[n]
        yield Reuse(
            id=make_id("r", x.id, a_start, a_end, y.id, b_start, b_end),
            a=Span(document=x.id, start=a_start, end=a_end, text=x.text[a_start:a_end]),
            b=Span(document=y.id, start=b_start, end=b_end, text=y.text[b_start:b_end]),
            similarity=alike,
            earlier=first,
        )


def _choose(flags: Flags, there: Side, here: Side) -> Side:
    """One side where a flag is set, else the other."""
    number, first, last = (np.where(flags, x, y) for x, y in zip(there, here, strict=True))
    return number, first, last


def _cut(texts: Texts, side: Side) -> tuple[Codes, Codes]:
    """The first code point of passages, and one past the last."""
    number, first, last = side
    begins, starts, ends = texts.places
    return starts[begins[number] + first], ends[begins[number] + last - 1]


def _find_cited(a: Document, b: Document) -> Literal["a", "b"] | None:
    """The side that the other gives as its source."""
    cited = [bool(one.publisher) and cites(other, one.publisher or "") for one, other in ((a, b), (b, a))]
    if cited[0] == cited[1]:
        return None
    return "a" if cited[0] else "b"
