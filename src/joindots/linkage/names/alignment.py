"""Which word of one name is which of the other."""

from functools import lru_cache

from msgspec import Struct

from joindots.linkage.names.spellings import count_edits, sound_of
from joindots.linkage.names.tables import full_given_names

# How alike two words are. Between 0 and 1, in order of what an editor would let pass; the steps were set on half of the
# visible pairs of ../shared/bench/person_names and confirmed on the other half.
_NICKNAME = 0.95
SOUND = 0.9
_SLIP = 0.75
_TWO_SLIPS = 0.6
INITIAL = 0.5
_LEAST_FOR_SLIP = 3  # letters: a word of two changed by one is another
_LEAST_FOR_TWO = 8
_LEAST_GLUED = 8  # letters of words written together


class Alignment(Struct, frozen=True):
    """Two names side by side.

    Attributes:
        pairs: Words that are one, with how alike they are, in the order of the first name.
        left: Words of the first name that the second lacks.
        right: Words of the second that the first lacks.
    """

    pairs: tuple[tuple[str, str, float], ...]
    left: tuple[str, ...]
    right: tuple[str, ...]


@lru_cache(maxsize=1 << 16)
def align(a: tuple[str, ...], b: tuple[str, ...]) -> Alignment:
    """Pair the words of two names, the most alike first and each once; at equal likeness those in like order."""
    a, b = _glue(a, b), _glue(b, a)
    likely = sorted(
        (-likeness, abs(i - j), i, j)
        for i, x in enumerate(a)
        for j, y in enumerate(b)
        if (likeness := compare_words(x, y))
    )
    left, right, pairs = set(range(len(a))), set(range(len(b))), []
    for likeness, _, i, j in likely:
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            pairs.append((i, a[i], b[j], -likeness))
    return Alignment(
        tuple(pair[1:] for pair in sorted(pairs)),
        tuple(a[i] for i in sorted(left)),
        tuple(b[j] for j in sorted(right)),
    )


@lru_cache(maxsize=1 << 16)
def compare_words(x: str, y: str) -> float:
    """How alike two folded words are, from 1 for the same to 0."""
    if x == y:
        return 1.0
    if x.isdigit() or y.isdigit():
        return 0.0
    if len(x) == 1 or len(y) == 1:
        return INITIAL if x[0] == y[0] else 0.0
    if full_given_names().get(x, x) == full_given_names().get(y, y):
        return _NICKNAME
    sounds = sound_of(x), sound_of(y)
    if sounds[0] == sounds[1]:
        return SOUND
    return _compare_slips(x, y, *sounds)


def _compare_slips(x: str, y: str, sound_x: str, sound_y: str) -> float:
    """How alike two words are that differ by slips of the pen: one, or two in a long word."""
    long, short = max(len(x), len(y)), min(len(x), len(y))
    most = 0 if short < _LEAST_FOR_SLIP else 1 if long < _LEAST_FOR_TWO else 2
    edits = count_edits(x, y, most)
    if min(len(sound_x), len(sound_y)) >= _LEAST_FOR_SLIP:
        edits = min(edits, count_edits(sound_x, sound_y, most))
    return 0.0 if edits > most else _SLIP if edits == 1 else _TWO_SLIPS


def _glue(words: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """The words, two of them as one where the other name writes them together."""
    glued: list[str] = []
    for word in words:
        both = glued[-1] + word if glued else ""
        if both and any(_is_glued(both, long) for long in other):
            glued[-1] = both
        else:
            glued.append(word)
    return tuple(glued)


def _is_glued(both: str, long: str) -> bool:
    return both == long or (min(len(both), len(long)) >= _LEAST_GLUED and compare_words(both, long) >= _SLIP)
