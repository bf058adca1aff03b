"""Copies found in parts, none of which needs the whole pile: the same records as `find_reuse`, byte for byte.

1. Of some documents: seeds, by hashes of their words, and which words are written as names are (`read_signs`).
2. Of all seeds whose hashes have something in common: which texts share them, and where (`pair_signs`).
3. Of some pairs of texts: the exact passages (`find_between`), and of some texts with the same words (`find_within`).
"""

import hashlib
from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from joindots.join.copied_words import Words, read_words
from joindots.join.passages import Codes, Hashes, extend_seeds, hash_seeds, lay_out, pair_seeds
from joindots.join.reuse import Texts, list_shapes, read_arrays, reuse_between, reuse_within
from joindots.model import Document, Reuse


class Signs(Struct, frozen=True):
    """What some documents show of what they may have copied.

    Attributes:
        words: Of each document.
        digests: For each document the same as for any other with the same words.
        small: Words that are written small somewhere; codes, sorted, each once.
        titled: Words that are written as names are, likewise.
        hashes: Of all seeds, by document and place.
        texts: For each seed the number of its document among these.
        places: For each seed its first word's number in the document.
    """

    words: tuple[Words, ...]
    digests: tuple[bytes, ...]
    small: Codes
    titled: Codes
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
    words = tuple(map(read_words, documents))
    rows = lay_out(*read_arrays(words))
    hashes, at = hash_seeds(rows.codes)
    numbers = rows.owner[at]
    small, titled = list_shapes(words)
    return Signs(
        words=words,
        digests=tuple(hashlib.sha256(one.codes).digest() for one in words),
        small=small,
        titled=titled,
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


def find_between(texts: Texts, numbers: Sequence[int], shared: Shared) -> tuple[Reuse, ...]:
    """What some pairs of texts have in common that are not the same throughout.

    Args:
        texts: Those of the pairs, with all other documents with the same words as one of them.
        numbers: Of the documents.
        shared: Seeds of these pairs, all of them; the texts are the first of each wording.
    """
    text = {numbers[group[0]]: n for n, group in enumerate(texts.groups)}
    a_at, b_at = (
        texts.rows.firsts[[text[one] for one in side.tolist()]] + at
        for side, at in ((shared.a, shared.a_at), (shared.b, shared.b_at))
    )
    return tuple(reuse_between(texts, extend_seeds(texts.rows, a_at, b_at)))


def find_within(texts: Texts) -> tuple[Reuse, ...]:
    """What documents with the same words have in common.

    Args:
        texts: All documents of each wording.
    """
    return tuple(reuse_within(texts))
