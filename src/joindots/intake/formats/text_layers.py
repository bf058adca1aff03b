"""Whether a text layer is text: layers of bad recognition, and fonts that do not say which letters their shapes are."""

import re
from collections.abc import Sequence
from math import hypot
from string import ascii_letters, ascii_lowercase, whitespace
from unicodedata import normalize

# Calibrated on English, French, Spanish, German and Polish prose against the same with its letters shifted, shuffled
# or replaced as broken fonts do.
_SAMPLE = 2_000  # characters of a page looked at
_MIN_PRINTED = 20  # signs; fewer tell nothing
_MIN_LETTERS = 150  # fewer may be a list of abbreviations
_UNREADABLE_SHARE = 0.1  # of what is printed: no such sign is in text but for a formula or an ornament
_VOWEL_SHARE = (
    0.27  # of Latin letters: Polish and Czech have 0.36, English 0.38; with the codes of shapes for letters 0.15
)
_MIXED_SHARE = 0.3  # of words that hold signs or digits between letters: recognition of noise, shifted codes
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff]")
_LETTERS = ascii_lowercase.encode()
_VOWELS = b"aeiouy"
# Of a thousand letters of English, from a to z. Source: R. Lewand, "Cryptological Mathematics", MAA 2000.
_ENGLISH = (82, 15, 28, 43, 127, 22, 20, 61, 70, 2, 8, 40, 24, 67, 75, 19, 1, 60, 63, 91, 28, 10, 24, 2, 20, 1)
_FREQUENT = b"aeilnorstu"
_FREQUENT_SHARE = 0.62  # of letters: English has 0.7, shifted 0.58 at most; a sooner answer for most pages
# Cosines of two such counts: of 160 letters of English 0.97, shifted by any number 0.74 at most; of 80 to 160 letters
# of seven other languages, shifted by any number, 0.81 at most.
_ALIKE = 0.92
_UNLIKE = 0.8
_UNMIXED = f"{ascii_letters}{whitespace}'.,:;!?/&@-_".encode()
_MIXED = re.compile(r"[^\W\d_](?:[^\w\s'’.,:;!?/&@-]|\d)[^\W\d_]\S*")


def is_false_layer(text: str) -> bool:
    """Whether letters were lost on the way from the page to its text layer."""
    sample = text[:_SAMPLE]
    words = sample.split()
    printed = len("".join(words))
    odd = "\ufffd" in sample or not sample.isprintable()
    if odd and printed >= _MIN_PRINTED and len(_UNREADABLE.findall(sample)) > _UNREADABLE_SHARE * printed:
        return True
    if printed < _MIN_LETTERS:
        return False
    plain = normalize("NFD", sample).encode("ascii", "ignore").lower()  # accents apart from their letters
    letters = _count(plain, _LETTERS)
    if letters > printed / 2 and (_count(plain, _VOWELS) < _VOWEL_SHARE * letters or _is_shifted(plain, letters)):
        return True
    return _may_be_mixed(sample, len(words)) and len(_MIXED.findall(sample)) > _MIXED_SHARE * len(words)


def _is_shifted(plain: bytes, letters: int) -> bool:
    """Whether letters are those of English some places further in the alphabet, as where codes were counted from 1."""
    if _count(plain, _FREQUENT) > _FREQUENT_SHARE * letters:
        return False
    counts = [plain.count(letter) for letter in _LETTERS]
    likes = [_compare(counts[by:] + counts[:by]) for by in range(len(counts))]
    return likes[0] < _UNLIKE and max(likes) > _ALIKE


def _compare(counts: Sequence[int]) -> float:
    """Cosine of counts of letters and those of English; 1 where they are in the same proportions."""
    product = sum(a * b for a, b in zip(counts, _ENGLISH, strict=True))
    return product / (hypot(*counts) * hypot(*_ENGLISH))


def _may_be_mixed(sample: str, words: int) -> bool:
    """Whether there are as many signs as it takes: quicker told than where they stand."""
    plain = sample.encode("ascii", "ignore")
    return len(sample) - _count(plain, _UNMIXED) > _MIXED_SHARE * words


def _count(text: bytes, of: bytes) -> int:
    return len(text) - len(text.translate(None, of))
