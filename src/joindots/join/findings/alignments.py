"""Aligning two utterances: the stretch of each that tells the same."""

from collections.abc import Sequence
from itertools import islice

from msgspec import Struct

from joindots.join.findings.utterances import Utterance

# Scores of the local alignment, in points. A content word outweighs the gap of a short clause that one side leaves
# out; function words alone never carry an alignment.
_CONTENT = 4
_FUNCTION = 1
_GAP = -1
_LONGEST = 250
"""Words of an utterance that are aligned; the cost is quadratic."""

LEAST_WORDS = 5
"""Content words that both must share before two quotations are taken for one utterance."""
LEAST_SHORT = 3
"""The same where the shorter quotation lies in the longer one whole."""
LEAST_SPOKEN = 2
"""The same for a short quotation of one named speaker within days, of whose words in all `LEAST_SHARE` agree."""
LEAST_PLAIN = 7
"""Words in all that do the same for one in plain words, where `LEAST_PLAIN_SHARE` of all words agree."""
LEAST_PLAIN_SHARE = 0.75
LEAST_VERBATIM = 5
"""The same for one that stands in the other whole, word for word."""
LEAST_WHOLE = 8
"""Words of a quotation that does the same for one speaker within weeks, where `LEAST_WHOLE_SHARE` of them agree."""
LEAST_WHOLE_SHARE = 0.9
LEAST_LONG = 12
"""Words that do the same where one report quotes more around them, `LEAST_LONG_SHARE` of the shorter one's."""
LEAST_LONG_SHARE = 0.7
LEAST_SHARE = 0.6
"""Share of the content words of the shorter stretch that must agree."""


class Alignment(Struct, frozen=True, kw_only=True):
    """The best local alignment of two utterances.

    Attributes:
        a_first: First word in the one.
        a_last: One past its last word.
        b_first: First word in the other.
        b_last: One past its last word.
        shared: Content words that agree.
        share: Their share of the content words of the shorter stretch, 0 to 1.
        whole: Whether every content word of the shorter utterance agrees.
        matched: Words that agree, function words too.
        words: Share of all words of the shorter utterance that agree, 0 to 1.
    """

    a_first: int
    a_last: int
    b_first: int
    b_last: int
    shared: int
    share: float
    whole: bool
    matched: int
    words: float

    @property
    def is_close(self) -> bool:
        """Whether the two stretches are one utterance."""
        return (self.shared >= LEAST_WORDS and self.share >= LEAST_SHARE) or (self.whole and self.shared >= LEAST_SHORT)

    @property
    def is_almost_whole(self) -> bool:
        """Whether the shorter utterance is long, and stands in the other but for a word."""
        whole = self.matched >= LEAST_WHOLE and self.words >= LEAST_WHOLE_SHARE
        return whole or (self.matched >= LEAST_LONG and self.words >= LEAST_LONG_SHARE)

    @property
    def is_close_for_one_speaker(self) -> bool:
        """Whether the two are one utterance if one person said both within days."""
        told = self.shared >= LEAST_SPOKEN and self.words >= LEAST_SHARE
        verbatim = self.shared > 0 and self.matched >= LEAST_VERBATIM and self.words == 1
        plain = self.matched >= LEAST_PLAIN and self.words >= LEAST_PLAIN_SHARE
        return self.is_close or told or plain or verbatim


def align(a: Utterance, b: Utterance) -> Alignment | None:
    """Align two utterances by their stems, or None where they share no word.

    Source: T. Smith and M. Waterman, "Identification of Common Molecular Subsequences", Journal of Molecular Biology
        147 (1981).
    """
    left, right = a.stems[:_LONGEST], b.stems[:_LONGEST]
    pairs = _trace(_fill(left, right, a.weighty), a, b)
    if not pairs:
        return None
    a_first, a_last = pairs[0][0], pairs[-1][0] + 1
    b_first, b_last = pairs[0][1], pairs[-1][1] + 1
    shared = sum(a.weighty[i] for i, _ in pairs)
    shorter = min(sum(a.weighty[a_first:a_last]), sum(b.weighty[b_first:b_last]))
    return Alignment(
        a_first=a_first,
        a_last=a_last,
        b_first=b_first,
        b_last=b_last,
        shared=shared,
        share=shared / shorter if shorter else 0.0,
        whole=shared == min(sum(a.weighty), sum(b.weighty)),
        matched=len(pairs),
        words=len(pairs) / min(len(left), len(right)),
    )


def _fill(left: Sequence[str], right: Sequence[str], weighty: Sequence[bool]) -> list[list[int]]:
    """The score of the best alignment that ends at each pair of words."""
    rows = [[0] * (len(right) + 1)]
    for i, word in enumerate(left):
        above, row, last = rows[-1], [0], 0
        gain = _CONTENT if weighty[i] else _FUNCTION
        for other, across, over in zip(right, above, islice(above, 1, None), strict=False):
            best = (over if over > last else last) + _GAP  # noqa: FURB136 - calls would take half of the time
            if word == other and across + gain > best:
                best = across + gain
            last = best if best > 0 else 0  # noqa: FURB136 - as above
            row.append(last)
        rows.append(row)
    return rows


def _trace(rows: list[list[int]], a: Utterance, b: Utterance) -> list[tuple[int, int]]:
    """The aligned pairs of words of the best alignment, in order; the first of several equally good ones."""
    best = max(map(max, rows))
    i = next(i for i, row in enumerate(rows) if best in row)
    k = rows[i].index(best)
    pairs = []
    while rows[i][k] > 0:
        gain = _CONTENT if a.weighty[i - 1] else _FUNCTION
        if a.stems[i - 1] == b.stems[k - 1] and rows[i][k] == rows[i - 1][k - 1] + gain:
            pairs.append((i - 1, k - 1))
            i, k = i - 1, k - 1
        elif rows[i][k] == rows[i - 1][k] + _GAP:
            i -= 1
        else:
            k -= 1
    return pairs[::-1]
