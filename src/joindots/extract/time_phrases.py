"""Phrases that tell times, looked for once in each paragraph, wherever and however often it stands."""

from collections.abc import Sequence
from itertools import accumulate, islice

from msgspec.structs import replace

from joindots.text.timexes import Phrase, find_phrases

Block = tuple[int, int]
"""Start and end in a text."""

_MOST_KNOWN = 20_000  # paragraphs, of some 500 bytes each with what is found in them
_WALL = "\n\n"  # after each paragraph, wherever it stands; nothing crosses it
_KNOWN: dict[str, tuple[Phrase, ...]] = {}


def find_phrases_once(text: str, blocks: Sequence[Block]) -> list[Phrase]:
    """As `find_phrases`, each block as if an empty line followed; those met before are not looked through again.

    Args:
        text: Of a document.
        blocks: Start and end of each stretch, in text order.
    """
    told = [text[start:end] for start, end in blocks]
    known = {paragraph: _KNOWN[paragraph] for paragraph in told if paragraph in _KNOWN}
    new = list(dict.fromkeys(paragraph for paragraph in told if paragraph not in known))
    found = dict(zip(new, _look_through(new), strict=True))
    known.update(found)
    _keep(found)
    pairs = zip(blocks, told, strict=True)
    return [_shift(phrase, start) for (start, _), paragraph in pairs for phrase in known[paragraph]]


def _look_through(paragraphs: Sequence[str]) -> list[tuple[Phrase, ...]]:
    """The phrases of each, with offsets into it; all are gone through at once, which takes less."""
    starts = list(accumulate((len(paragraph) + len(_WALL) for paragraph in paragraphs), initial=0))[:-1]
    blocks = [(start, start + len(paragraph)) for start, paragraph in zip(starts, paragraphs, strict=True)]
    found: list[list[Phrase]] = [[] for _ in blocks]
    n = 0
    for phrase in find_phrases("".join(paragraph + _WALL for paragraph in paragraphs), blocks):
        while phrase.start >= blocks[n][1]:
            n += 1
        found[n].append(_shift(phrase, -blocks[n][0]))
    return [tuple(phrases) for phrases in found]


def _shift(phrase: Phrase, by: int) -> Phrase:
    return replace(phrase, start=phrase.start + by, end=phrase.end + by)


def _keep(found: dict[str, tuple[Phrase, ...]]) -> None:
    _KNOWN.update(found)
    for oldest in list(islice(_KNOWN, max(0, len(_KNOWN) - _MOST_KNOWN))):
        _KNOWN.pop(oldest, None)
