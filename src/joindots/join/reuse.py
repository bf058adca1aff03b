"""Text reuse: near-duplicate documents and copied passages, with their exact place on both sides.

Words are compared folded (`joindots.text.normal`), so quotation marks, hyphens and capitals of another house style hide
nothing. Text that is not the report's own (boilerplate, bylines, datelines) is never reuse.
"""

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property, partial
from itertools import accumulate, chain, combinations, pairwise, product
from typing import Literal

import numpy as np
from msgspec import Struct

from joindots.join.citings import cites
from joindots.join.passages import WALL, Passage, find_passages
from joindots.model import BlockKind, Document, Reuse, Span, make_id
from joindots.model.memos import Memo, recall
from joindots.text.normal import Word, content_word, words

LEAST_WORDS = 8
"""Agreeing words of the shortest passage that is reuse."""

LEAST_WEIGHT = 12
"""Words plus content words of the shortest passage that is reuse, names left out: of eight words four must be content
words, else it is a turn of phrase; and names are given by the facts, so that a list of the dead is nobody's wording."""

_NOT_ITS_OWN: frozenset[BlockKind] = frozenset({"boilerplate", "byline", "dateline"})
_DAY = len("2031-05-02")
_PLACES = np.dtype("<i4")
_SMALL, _TITLED = 1, 2


class Words(Struct, frozen=True, array_like=True):
    """The words of one document's own text, as they are kept.

    Attributes:
        document: Id.
        texts: Folded.
        starts: First code point of each, as 32-bit integers, little end first.
        ends: One past the last, likewise.
        shapes: For each 1 if it begins small, 2 if it is written as a name is, 0 if in capitals or digits.
        edges: For each block how many words there are up to its end.
    """

    document: str
    texts: tuple[str, ...]
    starts: bytes
    ends: bytes
    shapes: bytes
    edges: tuple[int, ...]


class Text(Struct, frozen=True, gc=False):
    """The words of one document that can be copied, by code and offsets; a wall stands where others lie between."""

    document: Document
    codes: "array[int]"
    starts: "array[int]"
    ends: "array[int]"

    def add(self, code: int, start: int, end: int) -> None:
        """Append a word."""
        self.codes.append(code)
        self.starts.append(start)
        self.ends.append(end)

    def span(self, first: int, last: int) -> Span:
        """The span of the words `first` up to but without `last`."""
        start, end = self.starts[first], self.ends[last - 1]
        return Span(document=self.document.id, start=start, end=end, text=self.document.text[start:end])


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
    lexicon = Lexicon(memo=memo)
    groups = group_texts(documents, lexicon)
    passages = find_passages([group[0].codes for group in groups], lexicon.numbers)
    found = [*reuse_between(groups, passages, lexicon), *reuse_within(groups, lexicon)]
    return tuple(sorted(found, key=lambda record: record.id))


def group_texts(documents: Sequence[Document], lexicon: "Lexicon") -> list[list[Text]]:
    """Texts of documents; those with the same words together, by id, in order of the first of them."""
    groups: dict[bytes, list[Text]] = defaultdict(list)
    for document in sorted(documents, key=lambda document: document.id):
        text = lexicon.read(document)
        groups[text.codes.tobytes()].append(text)
    return list(groups.values())


class Lexicon:
    """The words of a pile, numbered as they are met."""

    def __init__(self, names: Collection[str] | None = None, memo: Memo | None = None) -> None:
        """Take words that are names, where a larger pile shows it; None finds them in what is read."""
        self._names = names
        self._memo = memo
        self._codes: defaultdict[str, int] = defaultdict()
        self._codes.default_factory = self._codes.__len__
        self._lower: set[int] = set()
        self._titled: set[int] = set()

    def read(self, document: Document) -> Text:
        """The words of a document's own text."""
        text = Text(document, array("i"), array("i"), array("i"))
        found = recall(self._memo, Words, ("words", document), partial(_read_words, document))
        codes = [self._codes[word] for word in found.texts]
        starts, ends = (np.frombuffer(places, _PLACES).tolist() for places in (found.starts, found.ends))
        for block, (first, last) in zip(document.blocks, pairwise((0, *found.edges)), strict=True):
            if block.kind in _NOT_ITS_OWN:
                text.add(WALL, block.start, block.end)
            text.codes.extend(codes[first:last])
            text.starts.extend(starts[first:last])
            text.ends.extend(ends[first:last])
        self._lower.update(code for code, shape in zip(codes, found.shapes, strict=True) if shape == _SMALL)
        self._titled.update(code for code, shape in zip(codes, found.shapes, strict=True) if shape == _TITLED)
        return text

    @property
    def words(self) -> list[str]:
        """All words, by code."""
        return list(self._codes)

    @property
    def small(self) -> set[str]:
        """Words that are written small somewhere."""
        return {word for word, code in self._codes.items() if code in self._lower}

    @property
    def titled(self) -> set[str]:
        """Words that are written somewhere as names are."""
        return {word for word, code in self._codes.items() if code in self._titled}

    @cached_property
    def numbers(self) -> bytes:
        """For each code 1 if it is a number."""
        return bytes(word[0].isdigit() for word in self._codes)

    @cached_property
    def weights(self) -> bytes:
        """For each code 0 for a name (never in lower case), 1 for a function word, 2 for a content word."""
        names = self.titled - self.small if self._names is None else self._names
        return bytes(0 if word in names else 1 if content_word(word) is None else 2 for word in self._codes)


def _read_words(document: Document) -> Words:
    blocks = document.blocks
    found = [() if b.kind in _NOT_ITS_OWN else words(document.text, b.start, b.end) for b in blocks]
    every = list(chain.from_iterable(found))
    return Words(
        document=document.id,
        texts=tuple(word.text for word in every),
        starts=np.array([word.start for word in every], _PLACES).tobytes(),
        ends=np.array([word.end for word in every], _PLACES).tobytes(),
        shapes=bytes(_read_shape(document.text, word) for word in every),
        edges=tuple(accumulate(map(len, found))),
    )


def _read_shape(text: str, word: Word) -> int:
    return _SMALL if text[word.start].islower() else _TITLED if text[word.end - 1].islower() else 0


def reuse_between(groups: Sequence[Sequence[Text]], passages: Iterable[Passage], lexicon: Lexicon) -> Iterator[Reuse]:
    """Passages between texts that are not the same throughout.

    Args:
        groups: From `group_texts`.
        passages: Between the first of each group.
        lexicon: What read the texts.
    """
    for passage in passages:
        a, b = (passage.a_start, passage.a_end), (passage.b_start, passage.b_end)
        if passage.agreeing >= LEAST_WORDS and _is_telling(groups[passage.a][0], *a, lexicon):
            similarity = passage.agreeing / max(a[1] - a[0], b[1] - b[0])
            for one, other in product(groups[passage.a], groups[passage.b]):
                yield _record(one, one.span(*a), other, other.span(*b), similarity)


def reuse_within(groups: Iterable[Sequence[Text]], lexicon: Lexicon) -> Iterator[Reuse]:
    """Passages between texts that are word for word the same: all that lies between walls."""
    for group in groups:
        if len(group) > 1:
            whole = [(a, b) for a, b in _stretches(group[0].codes) if _is_telling(group[0], a, b, lexicon)]
            for (one, other), stretch in product(combinations(group, 2), whole):
                yield _record(one, one.span(*stretch), other, other.span(*stretch), 1.0)


def _stretches(codes: Sequence[int]) -> Iterator[tuple[int, int]]:
    walls = [-1, *(n for n, code in enumerate(codes) if code == WALL), len(codes)]
    yield from ((a + 1, b) for a, b in pairwise(walls) if b - a > LEAST_WORDS)


def _is_telling(text: Text, first: int, last: int, lexicon: Lexicon) -> bool:
    return sum(lexicon.weights[code] for code in text.codes[first:last]) >= LEAST_WEIGHT


def _record(one: Text, one_span: Span, other: Text, other_span: Span, similarity: float) -> Reuse:
    (a, a_span), (b, b_span) = sorted(((one.document, one_span), (other.document, other_span)), key=lambda x: x[0].id)
    return Reuse(
        id=make_id("r", a.id, a_span.start, a_span.end, b.id, b_span.start, b_span.end),
        a=a_span,
        b=b_span,
        similarity=round(similarity, 4),
        earlier=_earlier(a, b),
    )


def _earlier(a: Document, b: Document) -> Literal["a", "b"] | None:
    """The side that was there first: by the days of publication, else the one that the other gives as its source."""
    if a.published and b.published:
        days = a.published.value, b.published.value
        if all(len(day) == _DAY for day in days) and days[0] != days[1]:
            return "a" if days[0] < days[1] else "b"
    cited = [bool(one.publisher) and cites(other, one.publisher or "") for one, other in ((a, b), (b, a))]
    if cited[0] == cited[1]:
        return None
    return "a" if cited[0] else "b"
