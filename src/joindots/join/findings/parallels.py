"""Reports that copy one another, sentence by sentence: which sentence of the one stands reworded in the other."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice

from msgspec import Struct

from joindots.join.findings.contexts import HEADLINES, Context
from joindots.model import Span
from joindots.text.normal import content_word, folded_words, stem, words

LEAST_COPIED = 0.3
"""Share of the shorter report that must stand in shared passages before its other sentences are laid beside the
other's. Calibrated on copies with light rewording; two reports of one event written apart share less."""
LEAST_FACTS = 0.7
"""Share of the names and numbers of the report with fewer of them that the other must have too: a form filled anew, a
bond or a market report, has the same sentences with other facts. Calibrated on a month of agency wires. One may always
differ: a short report has few."""
_SMALL = 12
"""Numbers up to this are printed as words by some desks and as digits by others."""
LEAST_LIKE = 0.6
"""Dice coefficient of the content words of two sentences that may be one, reworded."""
LEAST_SHARED = 4
"""Content words that they must share."""
LEAST_LIKE_PLAIN = 0.8
"""The same coefficient of all words, function words too, for sentences with few content words."""
LEAST_SHARED_PLAIN = 6
"""Words in all that those must share."""
MOST_SENTENCES = 400
"""Sentences of a report that are laid beside another's: the longest of reports have fewer."""

_KNOWN_BAGS = 4_000  # sentences that are remembered: a report is laid beside each of its copies in turn
_TOLD = frozenset({"body", "caption", *HEADLINES})


class Sentence(Struct, frozen=True, gc=False):
    """A sentence of a report's own text.

    Attributes:
        span: Where it stands.
        key: Its folded words: equal for two sentences that say the same in the same words.
    """

    span: Span
    key: tuple[str, ...]


class Parallel(Struct, frozen=True, gc=False):
    """Two sentences of two reports that are one, with some words exchanged."""

    a: Sentence
    b: Sentence


class Twins(Struct, frozen=True):
    """Two reports of which one is copied from the other or both from a third.

    Attributes:
        a: Id of the one.
        b: Id of the other.
        same: The words of the sentences that stand in both.
        reworded: Those that differ.
    """

    a: str
    b: str
    same: frozenset[tuple[str, ...]]
    reworded: tuple[Parallel, ...]


class Sentences:
    """The sentences of the reports of a pile, read when they are asked for."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._spans: dict[str, tuple[Span, ...]] = {}
        self._known: dict[str, tuple[Sentence, ...]] = {}
        self._facts: dict[str, frozenset[str]] = {}

    def of(self, document: str) -> tuple[Sentence, ...]:
        """Sentences of a report's title, headings and body, in order."""
        if document not in self._known:
            self._known[document] = tuple(
                Sentence(span, tuple(folded_words(span.text))) for span in self._list_spans(document)
            )
        return self._known[document]

    def measure(self, document: str) -> int:
        """Code points of a report's sentences."""
        return sum(span.end - span.start for span in self._list_spans(document))

    def facts(self, document: str) -> frozenset[str]:
        """The names and numbers of a report, as folded words."""
        if document not in self._facts:
            self._facts[document] = frozenset(fact for sentence in self.of(document) for fact in _list_facts(sentence))
        return self._facts[document]

    def over(self, span: Span) -> list[Sentence]:
        """The sentences that a span has a part in."""
        told = self.of(span.document)
        first = bisect_right(told, span.start, key=lambda sentence: sentence.span.end)
        last = bisect_left(told, span.end, key=lambda sentence: sentence.span.start)
        return list(told[first:last])

    def _list_spans(self, document: str) -> tuple[Span, ...]:
        if document not in self._spans:
            blocks = self._context.documents[document].blocks
            told = (self._context.sentences_in(block, document) for block in blocks if block.kind in _TOLD)
            self._spans[document] = tuple(islice(chain.from_iterable(told), MOST_SENTENCES))
        return self._spans[document]


def find_twins(context: Context, sentences: Sentences) -> Iterator[Twins]:
    """Each two reports that share much of their text, with the sentences that differ between them."""
    copied: dict[tuple[str, str], int] = defaultdict(int)
    for record in context.pile.reuse:
        copied[record.a.document, record.b.document] += len(record.a.text)
    for (a, b), shared in sorted(copied.items()):
        if shared < LEAST_COPIED * min(sentences.measure(a), sentences.measure(b)):
            continue
        facts = sentences.facts(a), sentences.facts(b)
        fewer, both = min(map(len, facts)), len(facts[0] & facts[1])
        if both < min(LEAST_FACTS * fewer, fewer - 1):
            continue
        same, reworded = _lay_beside(sentences.of(a), sentences.of(b))
        yield Twins(a, b, same, reworded)


def _list_facts(sentence: Sentence) -> Iterator[str]:
    """Words in capitals but the first, and numbers but small ones."""
    text = sentence.span.text
    for n, word in enumerate(words(text)):
        if word.text[0].isdigit():
            if not (word.text.isdigit() and int(word.text) <= _SMALL):
                yield word.text
        elif n and text[word.start].isupper() and (bare := content_word(word.text)):
            yield bare


def _lay_beside(
    a: Sequence[Sentence], b: Sequence[Sentence]
) -> tuple[frozenset[tuple[str, ...]], tuple[Parallel, ...]]:
    """Pair the sentences that only one of two reports has; each with the one that it is most like, if both agree."""
    keys_a, keys_b = {sentence.key for sentence in a}, {sentence.key for sentence in b}
    left = [sentence for sentence in a if sentence.key not in keys_b]
    right = [sentence for sentence in b if sentence.key not in keys_a]
    likeness = _compare(left, right)
    best_a = _best(likeness, 0)
    best_b = _best(likeness, 1)
    pairs = [(i, k) for i, (_, k) in sorted(best_a.items()) if best_b[k][1] == i]
    return frozenset(keys_a & keys_b), tuple(Parallel(left[i], right[k]) for i, k in pairs)


def _best(likeness: Mapping[tuple[int, int], float], side: int) -> dict[int, tuple[float, int]]:
    """For each sentence of one side how like it is to which of the other; of equals the first."""
    best: dict[int, tuple[float, int]] = {}
    for pair, value in sorted(likeness.items()):
        one, other = pair[side], pair[1 - side]
        if one not in best or value > best[one][0]:
            best[one] = (value, other)
    return best


def _compare(left: Sequence[Sentence], right: Sequence[Sentence]) -> dict[tuple[int, int], float]:
    """How like two sentences are, for those that are like enough to be one."""
    bags_a, bags_b = [_read_bag(sentence.key) for sentence in left], [_read_bag(sentence.key) for sentence in right]
    holders: dict[str, list[int]] = defaultdict(list)
    for k, bag in enumerate(bags_b):
        for word in bag.every:
            holders[word].append(k)
    found = {}
    for i, bag in enumerate(bags_a):
        worth = Counter(k for word in bag.every for k in holders[word])
        for k in sorted(k for k, number in worth.items() if number >= LEAST_SHARED):
            if likeness := _likeness(bag, bags_b[k]):
                found[i, k] = likeness
    return found


class _Bag(Struct, frozen=True):
    """The stems of a sentence: all, and those of content words."""

    every: Counter[str]
    content: Counter[str]


@lru_cache(maxsize=_KNOWN_BAGS)
def _read_bag(key: tuple[str, ...]) -> _Bag:
    content = Counter(stem(bare) for word in key if (bare := content_word(word)))
    return _Bag(content + Counter(word for word in key if content_word(word) is None), content)


def _likeness(a: _Bag, b: _Bag) -> float:
    """Dice coefficient of all words, or 0 where the sentences are not like enough to be one."""
    shared, every = (a.content & b.content).total(), (a.every & b.every).total()
    dice = 2 * every / (a.every.total() + b.every.total())
    close = shared >= LEAST_SHARED and 2 * shared >= LEAST_LIKE * (a.content.total() + b.content.total())
    return dice if close or (every >= LEAST_SHARED_PLAIN and dice >= LEAST_LIKE_PLAIN) else 0.0
