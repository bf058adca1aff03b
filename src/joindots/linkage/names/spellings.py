"""Words of names: folded, as they sound, and how many slips of the pen lie between two."""

import re
import unicodedata
from functools import lru_cache

from joindots.linkage.names.tables import latin_letters

_ACCENTS = re.compile(r"[\u0300-\u036f]")
# Spellings of one sound in the romanisations that papers use, in the order they are replaced.
_SOUNDS = (
    ("shch", "s"), ("tsch", "c"), ("dsch", "j"), ("sch", "s"), ("tch", "c"), ("sh", "s"), ("zh", "j"), ("dj", "j"),
    ("ch", "c"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("ck", "k"), ("qu", "k"), ("q", "k"),
    ("x", "ks"), ("w", "v"), ("ou", "u"), ("oo", "u"), ("oe", "o"), ("ue", "u"), ("ae", "a"), ("ee", "i"), ("ie", "i"),
    ("ei", "i"), ("ai", "i"), ("ay", "i"), ("ey", "i"), ("j", "i"), ("y", "i"), ("z", "s"), ("o", "u"), ("e", "i"),
)  # fmt: skip
_ENDINGS = (
    ("off", "ov"),
    ("eff", "ev"),
    ("skyj", "ski"),
    ("skyy", "ski"),
    ("skiy", "ski"),
    ("skii", "ski"),
    ("sky", "ski"),
)
_DOUBLED = re.compile(r"(.)\1+")
# Digits that scanners and people who hide a name put for letters.
_DIGITS = str.maketrans("01359", "oiesg")


def fold_name(text: str) -> str:
    """A name in small Latin letters without accents; letters of scripts that no table covers stay."""
    parts = unicodedata.normalize("NFKD", text.casefold().translate(latin_letters()))
    return unicodedata.normalize("NFC", _ACCENTS.sub("", parts).translate(latin_letters()))


def read_digits(word: str) -> str:
    """A word without the digits that stand for letters in it; a number stays."""
    mixed = sum(c.isalpha() for c in word) > sum(c.isdigit() for c in word) > 0
    return word.translate(_DIGITS) if mixed else word


@lru_cache(maxsize=1 << 16)
def sound_of(word: str) -> str:
    """What the spellings of one name in several romanisations have in common; of a folded word."""
    for ending, sound in _ENDINGS:
        if len(word) > len(ending) and word.endswith(ending):
            word = word.removesuffix(ending) + sound
            break
    for letters, sound in _SOUNDS:
        word = word.replace(letters, sound)
    return _DOUBLED.sub(r"\1", word.removesuffix("h") if len(word) > 2 else word)


def count_edits(a: str, b: str, most: int) -> int:
    """Letters put in, left out, changed or swapped between two words; `most + 1` where there are more than `most`.

    Source: F. J. Damerau, "A technique for computer detection and correction of spelling errors", Communications of the
    ACM 7 (1964); the table is that of optimal string alignment.
    """
    if abs(len(a) - len(b)) > most or len({*a} - {*b}) > most or len({*b} - {*a}) > most:  # each needs an edit
        return most + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        above, row = row, [i]
        for j, y in enumerate(b, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (x != y))
            if before and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before = above
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
