"""Which language a text is in."""

import re
from functools import cache
from typing import Protocol

_SAMPLE = 1000  # characters
_MIN_LETTERS = 40
_WORD = re.compile(r"[^\W\d_]+")
# The commonest English words that no other language of the model shares as its own commonest. Source: rank 1 to 30 of
# the word frequencies of the British National Corpus, less those that are also frequent elsewhere (a, in, on, he, me).
_ENGLISH = frozenset(
    re.findall(r"\w+", "the of and to is was that it for with be by had his at have are which this from they not but")
)
_ENGLISH_SHARE = 0.1  # of the words; 99 % of 3,500 English reports have 0.12 or more, 89 others at most 0.06
_ENGLISH_MIN = 2  # such words, in however short a text


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


def detect_language(text: str) -> str | None:
    """ISO 639-1 code, or None for too little text.

    English is told by its function words; only other text pays for loading the model of all languages (0.8 s).
    """
    sample = text[:_SAMPLE]
    words = [word.lower() for word in _WORD.findall(sample)]
    if sum(map(len, words)) < _MIN_LETTERS:
        return None
    if sum(word in _ENGLISH for word in words) >= max(_ENGLISH_MIN, _ENGLISH_SHARE * len(words)):
        return "en"
    code, _ = _load_identifier().classify(sample.lower() if sample.isupper() else sample)
    return str(code) if len(code) == 2 else None


@cache
def _load_identifier() -> _Identifier:
    import py3langid  # noqa: PLC0415 - 0.8 s that English text need not pay

    identifier: _Identifier = py3langid
    return identifier
