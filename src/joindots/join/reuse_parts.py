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

from joindots.join.passages import Codes, Hashes, extend_seeds, hash_seeds, pair_seeds
from joindots.join.reuse import Lexicon, Text, group_texts, reuse_between, reuse_within
from joindots.model import Document, Reuse

# Of a word's hash, so that none is taken for a wall, which is negative.
_BITS = 2**63 - 1


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
    lexicon = Lexicon()
    texts = [lexicon.read(document) for document in documents]
    table = np.array([*map(_hash_word, lexicon.words), -1], np.int64)  # the last is that of walls
    codes = [table[np.asarray(text.codes, np.int64)] for text in texts]
    owner = np.repeat(np.arange(len(texts)), [len(text.codes) for text in texts])
    hashes, at = hash_seeds(np.concatenate([np.zeros(0, np.int64), *codes]), owner)
    numbers = owner[at]
    return Signs(
        digests=tuple(hashlib.sha256(some.tobytes()).digest() for some in codes),
        small=lexicon.small,
        titled=lexicon.titled,
        others={*lexicon.words} - lexicon.small - lexicon.titled,
        hashes=hashes,
        texts=numbers,
        places=at - _firsts(texts)[numbers],
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
    lexicon = Lexicon(names)
    groups = group_texts(documents, lexicon)
    number = {document.id: n for document, n in zip(documents, numbers, strict=True)}
    group = {number[texts[0].document.id]: n for n, texts in enumerate(groups)}
    firsts = _firsts([texts[0] for texts in groups])
    a_at, b_at = (
        np.array([firsts[group[text]] for text in side.tolist()], np.int64) + at
        for side, at in ((shared.a, shared.a_at), (shared.b, shared.b_at))
    )
    passages = extend_seeds([texts[0].codes for texts in groups], lexicon.numbers, a_at, b_at)
    return tuple(reuse_between(groups, passages, lexicon))


def find_within(documents: Sequence[Document], names: Collection[str]) -> tuple[Reuse, ...]:
    """What texts with the same words have in common.

    Args:
        documents: All of each wording.
        names: Those words of the documents that are names.
    """
    lexicon = Lexicon(names)
    return tuple(reuse_within(group_texts(documents, lexicon), lexicon))


def _hash_word(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()) & _BITS


def _firsts(texts: Sequence[Text]) -> Codes:
    """Where each text begins where they lie one after the other."""
    lengths = np.array([len(text.codes) for text in texts], np.int64)
    return np.cumsum(lengths) - lengths
