"""Names known from one document and missed by the tagger in another."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial

import numpy as np
from msgspec import Struct

from joindots.join.copied_words import hash_word
from joindots.join.entities.facts import Facts
from joindots.join.entities.nodes import Local
from joindots.join.entities.words import list_words, split_name
from joindots.join.orders import are_among
from joindots.model import Document, Entity, Mention, Observations
from joindots.model.memos import Memo, recall

# A name made of several words is distinctive enough to be looked for in every document.
_LEAST_WORDS = 2
Words = tuple[str, ...]
Group = Sequence[Words]
"""Names of several words of one entity; see `list_names`."""


class _Seen(Struct, frozen=True, array_like=True):
    """Where a document has names of several words that nothing found there.

    Attributes:
        document: Id, so that what is kept tells whom it speaks of.
        places: First and one past the last code point, and the number of the name.
    """

    document: str
    places: tuple[tuple[int, int, int], ...]


class Known:
    """Names of several words that one entity alone has.

    Attributes:
        owners: The number of the entity that each belongs to.
        index: The names, each under that of its words which the fewest names have.
    """

    def __init__(self, groups: Iterable[Group]) -> None:
        """Take the names of entities."""
        self.owners = _own_names(groups)
        common = Counter(word for name in self.owners for word in set(name))
        self.index: dict[str, list[Words]] = defaultdict(list)
        for name in self.owners:
            self.index[min(name, key=lambda word: (common[word], word))].append(name)

    def list_possible(self, words: Iterable[bytes]) -> Iterator[list[Words]]:
        """For each document the names of which it has all words, sorted.

        Args:
            words: Of each document; see `Facts`.
        """
        spelt = {name: frozenset(map(hash_word, name)) for name in self.owners}
        index = {hash_word(word): names for word, names in self.index.items()}
        wanted = np.array(sorted(frozenset().union(*spelt.values())), np.int64)
        for there in (np.frombuffer(some, np.int64) for some in words):
            held = frozenset(there[are_among(there, wanted)].tolist())
            named = (name for word in held if word in index for name in index[word])
            yield sorted(name for name in named if held >= spelt[name])


def find_untagged(
    documents: Sequence[Document],
    observations: Sequence[Observations],
    groups: Sequence[Group],
    facts: Sequence[Facts],
    memo: Memo | None = None,
) -> list[list[Mention]]:
    """For each entity the places where one of its names stands and nothing was found.

    Names of several words only, exactly as written, at word borders; a name that two entities share is left out. A
    document is looked through where it has all the words of a name.

    Args:
        documents: Of the pile.
        observations: One for each.
        groups: The names of each entity.
        facts: Of the documents.
        memo: What was found before in the same documents.
    """
    known = Known(groups)
    found: list[list[Mention]] = [[] for _ in groups]
    possible = known.list_possible(read.words for read in facts)
    for document, seen, read, names in zip(documents, observations, facts, possible, strict=True):
        if not names:
            continue
        places = recall(memo, _Seen, ("names in", read.key, names), partial(_look, document, seen, names)).places
        for start, end, name in places:
            mention = Mention(document=document.id, start=start, end=end, text=document.text[start:end], how="name")
            found[known.owners[names[name]]].append(mention)
    return found


def list_names(group: Sequence[Local], name: str) -> tuple[Words, ...]:
    """The names of several words by which an entity can be found, in their words, sorted.

    Args:
        group: What was found of it in single documents.
        name: What it is called.
    """
    spellings = {s for row in group if row.named for s in (row.entity.name, *row.entity.aliases)}
    words = {_split_name(spelling) for spelling in spellings | ({name} if spellings else set())}
    return tuple(sorted(some for some in words if len(some) >= _LEAST_WORDS))


def _own_names(groups: Iterable[Group]) -> dict[Words, int]:
    """Names of several words to the entity that alone has them."""
    owners: dict[Words, int] = {}
    shared: set[Words] = set()
    for n, names in enumerate(groups):
        shared.update(words for words in names if owners.setdefault(words, n) != n)
    return {words: n for words, n in owners.items() if words not in shared}


_split_name = lru_cache(maxsize=1 << 16)(split_name)


def _look(document: Document, seen: Observations, names: Sequence[Words]) -> _Seen:
    return _Seen(document.id, tuple(look_for(document, seen.entities, names)))


def look_for(document: Document, entities: Iterable[Entity], names: Sequence[Words]) -> Iterator[tuple[int, int, int]]:
    """Where names stand in a document and none of its own does.

    One pass over the text: a word is looked up among the first words of the names, the longest of which win.

    Args:
        document: Any.
        entities: That were found there.
        names: Sorted.

    Yields:
        First and one past the last code point, and the number of the name.
    """
    index: dict[str, list[int]] = defaultdict(list)
    for n in sorted(range(len(names)), key=lambda n: -len(names[n])):
        index[names[n][0]].append(n)
    taken = sorted((m.start, m.end) for entity in entities for m in entity.mentions if m.how == "name")
    for start, end, n in _scan(document, names, index):
        if not _overlaps(taken, start, end):
            yield start, end, n


def _scan(
    document: Document, names: Sequence[Words], index: Mapping[str, Sequence[int]]
) -> Iterator[tuple[int, int, int]]:
    for words in list_words(document):
        past = 0
        for i, word in enumerate(words):
            if i < past:
                continue
            for n in index.get(word[0], ()):
                if tuple(w[0] for w in words[i : i + len(names[n])]) == names[n]:
                    past = i + len(names[n])
                    yield word.start(), words[past - 1].end(), n
                    break


def _overlaps(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_left(taken, (end, 0))
    return at > 0 and taken[at - 1][1] > start
