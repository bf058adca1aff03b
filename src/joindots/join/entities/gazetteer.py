"""Names known from one document and missed by the tagger in another."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from joindots.join.entities.nodes import Local
from joindots.model import Document, Mention, Observations

_WORD = re.compile(r"\w+(?:[-.'’]\w+)*")
_PARSED = frozenset({"title", "standfirst", "heading", "body", "caption"})
# A name made of several words is distinctive enough to be looked for in every document.
_LEAST_WORDS = 2
Words = tuple[str, ...]


def find_untagged(
    documents: Sequence[Document],
    observations: Sequence[Observations],
    groups: Sequence[Sequence[Local]],
    names: Sequence[str],
) -> list[list[Mention]]:
    """For each group of entities the places where one of its names stands and nothing was found.

    One pass over every text: a word is looked up among the first words of the known names. Names of several words only,
    exactly as written, at word borders; a name that two entities share is left out.
    """
    known = _index_names(groups, names)
    found: list[list[Mention]] = [[] for _ in groups]
    for document, seen in zip(documents, observations, strict=True):
        taken = sorted((m.start, m.end) for entity in seen.entities for m in entity.mentions if m.how == "name")
        for start, end, group in _scan(document, known):
            if not _overlaps(taken, start, end):
                text = document.text[start:end]
                found[group].append(Mention(document=document.id, start=start, end=end, text=text, how="name"))
    return found


def _index_names(groups: Sequence[Sequence[Local]], names: Sequence[str]) -> dict[str, dict[int, dict[Words, int]]]:
    """First word to the names that begin with it, by their number of words, and the group each belongs to."""
    owners: dict[Words, set[int]] = defaultdict(set)
    for n, (group, name) in enumerate(zip(groups, names, strict=True)):
        spellings = {s for row in group if row.named for s in (row.entity.name, *row.entity.aliases)}
        for spelling in spellings | ({name} if spellings else set()):
            words = tuple(_WORD.findall(spelling))
            if len(words) >= _LEAST_WORDS:
                owners[words].add(n)
    index: dict[str, dict[int, dict[Words, int]]] = defaultdict(dict)
    for words, groups_of in sorted(owners.items(), key=lambda owned: -len(owned[0])):  # the longest is tried first
        if len(groups_of) == 1:
            index[words[0]].setdefault(len(words), {})[words] = next(iter(groups_of))
    return index


def _scan(document: Document, known: Mapping[str, dict[int, dict[Words, int]]]) -> Iterator[tuple[int, int, int]]:
    for block in document.blocks:
        if block.kind not in _PARSED:
            continue
        words = list(_WORD.finditer(document.text, block.start, block.end))
        past = 0
        for i, word in enumerate(words):
            if i < past or word[0] not in known:
                continue
            for length, names in known[word[0]].items():
                group = names.get(tuple(w[0] for w in words[i : i + length]))
                if group is not None:
                    past = i + length
                    yield word.start(), words[past - 1].end(), group
                    break


def _overlaps(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_left(taken, (end, 0))
    return at > 0 and taken[at - 1][1] > start
