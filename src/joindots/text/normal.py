"""Normalise for matching: words with offsets, folded so that house style does not hide that they are the same.

Folded are case, accents, compatibility forms, the shape of apostrophes, the dots of initialisms and the commas of
thousands. Quotation marks, hyphens, dashes and spacing separate words and are not words themselves.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources

from msgspec import Struct

_MARKS = "\u0300-\u036f\u200b-\u200d\u00ad"  # combining accents, zero-width characters, the soft hyphen
_LETTERS = rf"[^\W\d_](?:[^\W_]|[{_MARKS}])*"
_WORD = re.compile(
    r"\d+(?:[.,]\d+)*[^\W_]*"  # 40, 1,200, 13.5, 7th
    r"|[^\W\d_](?:\.[^\W\d_])+\b"  # U.N, p.m: initialisms
    rf"|{_LETTERS}(?:'{_LETTERS})*"  # harbour, crew's, o'clock
)
_DROPPED = re.compile(rf"[{_MARKS}.]")
_THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")
_KNOWN_WORDS = 1 << 16  # whose stems are remembered: nearly all of a pile's are among the most frequent
# Texts whose words are remembered, some 10 MB: sentences are asked about again and again, and their copies, too.
_KNOWN_TEXTS = 1 << 12
_LONGEST_KNOWN = 1_000  # code points of such a text
_HISSING = ("sses", "shes", "ches", "xes")  # plurals and third persons of "loss", "crash", "watch", "box"
_ENDING_IN_E = frozenset(
    {"ache", "apache", "attache", "avalanche", "axe", "cache", "creche", "headache", "moustache", "niche"}
    | {"psyche", "quiche", "toothache", "impasse", "lacrosse", "posse", "masse", "fosse"}
)
_APOSTROPHES = {ord(mark): "'" for mark in "’‘ʼ`´′＇"}


class Word(Struct, frozen=True, gc=False):
    """A word of a text.

    Attributes:
        start: First code point.
        end: One past the last.
        text: Folded; compare with this, quote with the offsets.
    """

    start: int
    end: int
    text: str


class _Folds(dict[int, str]):
    """Code point to its folded form of one character, so that offsets stay; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        base = unicodedata.normalize("NFKD", character)[:1].casefold()
        folded = base if len(base) == 1 and (base.isalnum() or not character.isalnum()) else character
        self[code] = folded
        return folded


_FOLDS = _Folds(_APOSTROPHES)


def fold(text: str) -> str:
    """The text without differences of case, accent and apostrophe; one character for each, so offsets hold in both."""
    return text.lower() if text.isascii() else text.translate(_FOLDS)


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of `text[start:end]`, in order.

    Args:
        text: Any text.
        start: First code point to look at.
        end: One past the last, or None for the end of the text.

    Returns:
        Words whose offsets count in the whole of `text`. A number with its separators is one word, and so is an
        initialism with its dots ("U.N." and "UN" are equal); a hyphenated word is several.
    """
    told = text[start:end]
    found = _known_words(told) if len(told) <= _LONGEST_KNOWN else _find_words(told)
    return _shift(found, start)


def _shift(found: Sequence[Word], start: int) -> list[Word]:
    return [Word(start + word.start, start + word.end, word.text) for word in found] if start else list(found)


def _find_words(text: str) -> list[Word]:
    found = _WORD.finditer(fold(text))
    return [Word(m.start(), m.end(), word if word.isalnum() else _bare(word)) for m in found for word in (m.group(),)]


@lru_cache(maxsize=_KNOWN_TEXTS)
def _known_words(text: str) -> tuple[Word, ...]:
    return tuple(_find_words(text))


def folded_words(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """As `words`, without their offsets: three times as fast."""
    return [word if word.isalnum() else _bare(word) for word in _WORD.findall(fold(text[start:end]))]


def _bare(word: str) -> str:
    """A word that is not of letters and digits alone, without its marks."""
    if word[0].isdigit():
        return _THOUSANDS.sub("", word)
    return _DROPPED.sub("", word)


@cache
def function_words() -> frozenset[str]:
    """Words of the closed classes of English (articles, pronouns, prepositions, auxiliaries ...), folded."""
    lines = resources.files(__package__).joinpath("function_words.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=_KNOWN_WORDS)
def content_word(word: str) -> str | None:
    """A folded word without possessive, or None where it is a function word or a single letter."""
    bare = word.removesuffix("'s").removesuffix("'")
    return None if (len(bare) < 2 and not bare.isdigit()) or bare in function_words() else bare


def content_words(text: str) -> list[Word]:
    """As `words`, without function words and possessive endings (the offsets keep the whole word)."""
    return list(_known_content_words(text) if len(text) <= _LONGEST_KNOWN else _find_content_words(text))


def _find_content_words(text: str) -> list[Word]:
    found = words(text)
    bare = [content_word(word.text) for word in found]
    return [Word(word.start, word.end, kept) for word, kept in zip(found, bare, strict=True) if kept]


@lru_cache(maxsize=_KNOWN_TEXTS)
def _known_content_words(text: str) -> tuple[Word, ...]:
    return tuple(_find_content_words(text))


@lru_cache(maxsize=_KNOWN_WORDS)
def stem(word: str) -> str:
    """A folded word without its plural or third-person ending: "ferries" and "ferry", "attacks" and "attack".

    Source: D. Harman, "How Effective Is Suffixing?", Journal of the American Society for Information Science 42
    (1991): the S stemmer.
    """
    if len(word) > 4 and word.endswith(_HISSING) and word[:-1] not in _ENDING_IN_E:
        return word[:-2]
    if len(word) > 4 and word.endswith("ies") and not word.endswith(("eies", "aies")):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("es") and not word.endswith(("aes", "ees", "oes")):
        return word[:-1]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("us", "ss", "'s")):
        return word[:-1]
    return word


def content_stems(text: str) -> frozenset[str]:
    """Stems of the content words of a text."""
    return _known_content_stems(text) if len(text) <= _LONGEST_KNOWN else _find_content_stems(text)


def _find_content_stems(text: str) -> frozenset[str]:
    bare = (content_word(word) for word in folded_words(text))
    return frozenset(stem(word) for word in bare if word)


@lru_cache(maxsize=_KNOWN_TEXTS)
def _known_content_stems(text: str) -> frozenset[str]:
    return _find_content_stems(text)
