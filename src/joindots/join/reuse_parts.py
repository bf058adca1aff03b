"""Copies found in parts, none of which needs the whole pile: the same records as `find_reuse`, byte for byte.

1. Of some documents: seeds, by hashes of their words, and which words are written as names are (`read_signs`).
2. Of all seeds whose hashes have something in common: which texts share them, and where (`pair_signs`).
3. Of some pairs of texts: the exact passages (`find_between`), and of some texts with the same words (`find_within`).
"""

import hashlib
from collections.abc import Collection, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from joindots.join.copied_words import SMALL, TITLED, code_words, list_words
from joindots.join.passages import Codes, Hashes, extend_seeds, hash_seeds, lay_out, pair_seeds
from joindots.join.reuse import Texts, read_arrays, reuse_between, reuse_within
from joindots.model import Document, Reuse


class Signs(Struct, frozen=True):
    """What some documents show of what they may have copied.

    Attributes:
        digests: For each document the same as for any other with the same words.
        small: Words that are written small somewhere.
        titled: Words that are written as names are.
        others: Words that are neither.
        hashes: Of all seeds, by document and place.
        texts: For each seed the number of its document among these.
        places: For each seed its first word's number in the document.
    """

    digests: tuple[bytes, ...]
    small: set[str]
    titled: set[str]
    others: set[str]
    hashes: Hashes
    texts: Codes
    places: Codes


class Shared(Struct, frozen=True):
    """Seeds that two texts share; arrays of one length.

    Attributes:
        a: Number of the one text.
        a_at: Number of the seed's first word there.
        b: Number of the other text; `a < b`.
        b_at: Number of the seed's first word there.
    """

    a: Codes
    a_at: Codes
    b: Codes
    b_at: Codes

    def pick(self, rows: "NDArray[np.int64] | slice") -> "Shared":
        """Some of them."""
        return Shared(self.a[rows], self.a_at[rows], self.b[rows], self.b_at[rows])


def read_signs(documents: Sequence[Document]) -> Signs:
    """See `Signs`.

    Args:
        documents: In the order in which they are numbered.
    """
    listed = [list_words(document) for document in documents]
    found = [code_words(document, words) for document, words in zip(documents, listed, strict=True)]
    rows = lay_out(*read_arrays(found))
    hashes, at = hash_seeds(rows.codes)
    numbers = rows.owner[at]
    shapes: dict[int, set[str]] = {0: set(), SMALL: set(), TITLED: set()}
    for words, read in zip(listed, found, strict=True):
        for word, kind in zip(words, read.kinds, strict=True):
            shapes[kind & (SMALL | TITLED)].add(word.text)
    return Signs(
        digests=tuple(hashlib.sha256(words.codes).digest() for words in found),
        small=shapes[SMALL],
        titled=shapes[TITLED],
        others=shapes[0] - shapes[SMALL] - shapes[TITLED] - {""},
        hashes=hashes,
        texts=numbers,
        places=at - rows.firsts[numbers],
    )


def pair_signs(hashes: Hashes, texts: Codes, places: Codes) -> Shared:
    """Which texts share seeds, and where.

    Args:
        hashes: All in the pile that have something in common, of one document of each wording.
        texts: For each the number of its document; ascending.
        places: For each its place there.
    """
    a, b = pair_seeds(hashes, np.arange(len(hashes)), texts)
    return Shared(texts[a], places[a], texts[b], places[b])


def find_between(
    documents: Sequence[Document], numbers: Sequence[int], shared: Shared, names: Collection[str]
) -> tuple[Reuse, ...]:
    """What some pairs of texts have in common that are not the same throughout.

    Args:
        documents: Those of the pairs, and all others with the same words as one of them; by id.
        numbers: Of the documents.
        shared: Seeds of these pairs, all of them; the texts are the first of each wording.
        names: Those words of the documents that are names.
    """
    texts = Texts(documents, names)
    number = {document.id: n for document, n in zip(documents, numbers, strict=True)}
    text = {number[texts.documents[group[0]].id]: n for n, group in enumerate(texts.groups)}
    a_at, b_at = (
        texts.rows.firsts[[text[one] for one in side.tolist()]] + at
        for side, at in ((shared.a, shared.a_at), (shared.b, shared.b_at))
    )
    return tuple(reuse_between(texts, extend_seeds(texts.rows, a_at, b_at)))


def find_within(documents: Sequence[Document], names: Collection[str]) -> tuple[Reuse, ...]:
    """What texts with the same words have in common.

    Args:
        documents: All of each wording.
        names: Those words of the documents that are names.
    """
    return tuple(reuse_within(Texts(documents, names)))
