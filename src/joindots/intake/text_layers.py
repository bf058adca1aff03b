"""Whether a text layer is text: layers of bad recognition, and fonts that do not say which letters their shapes are."""

import re
from unicodedata import normalize

# Calibrated on English, French, Spanish, German and Polish prose against the same with its letters shifted, shuffled
# or replaced as broken fonts do.
_SAMPLE = 20_000  # characters looked at
_MIN_LETTERS = 60  # fewer tell nothing
_UNREADABLE_SHARE = 0.1  # of what is printed: no such sign is in text but for a formula or an ornament
_VOWEL_SHARE = 0.22  # of Latin letters: Polish has 0.36, English 0.38; any shift of letters puts others in their place
_MIXED_SHARE = 0.3  # of words that hold signs or digits between letters: recognition of noise, shifted codes
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff]")
_LATIN = re.compile(r"[a-zA-Z]")
_VOWEL = re.compile(r"[aeiouyAEIOUY]")
_MIXED = re.compile(r"[^\W\d_][^\w\s'’.,:;!?/&@-][^\W\d_]|[^\W\d_]\d[^\W\d_]")


def is_false_layer(text: str) -> bool:
    """Whether letters were lost on the way from the page to its text layer."""
    sample = text[:_SAMPLE]
    printed = sum(map(len, sample.split()))
    if printed < _MIN_LETTERS:
        return False
    if len(_UNREADABLE.findall(sample)) > _UNREADABLE_SHARE * printed:
        return True
    words = sample.split()
    plain = normalize("NFD", sample)  # accents apart from their letters
    latin = len(_LATIN.findall(plain))
    if latin > printed / 2 and len(_VOWEL.findall(plain)) < _VOWEL_SHARE * latin:
        return True
    return sum(bool(_MIXED.search(word)) for word in words) > _MIXED_SHARE * len(words)
