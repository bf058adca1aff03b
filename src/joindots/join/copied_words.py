"""The words of a report that can be copied, as numbers: what is kept of it for the search for copies."""

import hashlib
from functools import lru_cache
from itertools import chain

import numpy as np
from msgspec import Struct

from joindots.join.passages import WALL
from joindots.model import BlockKind, Document
from joindots.text.normal import Word, content_word, words

SMALL, TITLED, FUNCTION, CONTENT, NUMBER = 1, 2, 4, 8, 16
"""Kinds of words: begins small; is written as a name is (else in capitals or digits); of a closed class; not; a number.
A wall is of no kind."""

PLACES = np.dtype("<i4")

_CODES = np.dtype("<i8")
_BITS = 2**63 - 1  # of a word's hash, so that none is taken for a wall, which is negative
_KNOWN_WORDS = 1 << 16
_NOT_ITS_OWN: frozenset[BlockKind] = frozenset({"boilerplate", "byline", "dateline"})


class Words(Struct, frozen=True, array_like=True):
    """The words of one document; a wall stands where text that is not its own lies between. Arrays of one length.

    Attributes:
        document: Id.
        codes: Hash of each word, 64-bit integers; `WALL` for a wall.
        starts: First code point of each, 32-bit integers.
        ends: One past the last, likewise.
        kinds: Of each, a byte.
    """

    document: str
    codes: bytes
    starts: bytes
    ends: bytes
    kinds: bytes


def read_words(document: Document) -> Words:
    """The words of a document's own text."""
    listed = _list_words(document)
    read = [_read_word(word.text) for word in listed]
    return Words(
        document=document.id,
        codes=np.array([code for code, _ in read], _CODES).tobytes(),
        starts=np.array([word.start for word in listed], PLACES).tobytes(),
        ends=np.array([word.end for word in listed], PLACES).tobytes(),
        kinds=bytes(
            use and use | _read_shape(document.text, word) for word, (_, use) in zip(listed, read, strict=True)
        ),
    )


def _list_words(document: Document) -> list[Word]:
    """The same before they are made numbers; a wall is a word without letters."""
    wall = [Word(0, 0, "")]
    stretches = (
        wall if block.kind in _NOT_ITS_OWN else words(document.text, block.start, block.end)
        for block in document.blocks
    )
    return list(chain.from_iterable(stretches))


@lru_cache(maxsize=_KNOWN_WORDS)
def _read_word(word: str) -> tuple[int, int]:
    """Code of a folded word, and of its kinds those that follow from it; 0 for a wall."""
    if not word:
        return WALL, 0
    use = FUNCTION if content_word(word) is None else CONTENT
    return hash_word(word), use | NUMBER if word[0].isdigit() else use


@lru_cache(maxsize=_KNOWN_WORDS)
def hash_word(word: str) -> int:
    """The code of a folded word: 63 bits of its hash."""
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()) & _BITS


def _read_shape(text: str, word: Word) -> int:
    return SMALL if text[word.start].islower() else TITLED if text[word.end - 1].islower() else 0
