"""Which language a text is in: the report as a whole, and paragraphs that are in another."""

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import compress
from typing import Protocol

import msgspec
from msgspec import Struct

_SAMPLE = 1000  # characters of a text that are looked at
_WORD = re.compile(r"[^\W\d_]+")

# Calibrated on 67,000 paragraphs of public sets of news and web pages: 65,000 of English reports, 2,000 of 89 reports
# in 19 other languages.
_MIN_LETTERS = 40  # of a report; fewer tell nothing
_MIN_BLOCK_LETTERS = 60  # of a paragraph; names and results make up shorter ones, and look like any language
_MIN_SCRIPT_LETTERS = 4  # of another script than Latin: that tells at once
_KANA_SHARE = 0.1  # of the letters of a text in Han and kana from which it is Japanese; Chinese has none
_ENGLISH_SHARE = 0.1  # of a report's words; all English reports have more, the 89 others have at most 0.06
_ENGLISH_MIN = 2  # such words, in however short a text
_BLOCK_ENGLISH_SHARE = 0.2  # of a paragraph's words from which it is English in a report that is not
_FOREIGN_SHARE = 0.06  # of a paragraph's words up to which the model is asked: .97 of the others', .004 of the English
_RUNNING_SHARE = 0.4  # of the words without a capital; fewer are a list of names. With it .002 of the English are asked
_LIKELY = (
    0.5  # certainty of the model from which a report counts; .03 % of English paragraphs alone have more, .95 of others
)
_KNOWN_BLOCKS = 1 << 12  # paragraphs whose language is remembered, for their copies
_SURE = 0.8  # certainty of the model from which a paragraph counts: tells .96 of the others', and none of the English


class _Identifier(Protocol):
    def rank(self, text: str) -> list[tuple[str, float]]: ...


class _Script(Struct, frozen=True):
    """Letters of one script, and the languages written in it."""

    letters: re.Pattern[str]
    languages: tuple[str, ...]


class _Table(Struct, frozen=True):
    """The table of this module: English words; ranges of kana; per script its ranges and its languages."""

    english: str
    kana: str
    scripts: dict[str, tuple[str, str]]


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of a text as a whole, or None for too little text.

    English is told by its function words, some languages by their script; only other text pays for loading the model
    of all languages (0.6 s).
    """
    sample = text[:_SAMPLE]
    if script := _find_script(sample):
        return _choose_language(script, sample)
    words = _WORD.findall(sample.lower())
    if sum(map(len, words)) < _MIN_LETTERS:
        return None
    if _count_english(words) >= max(_ENGLISH_MIN, _ENGLISH_SHARE * len(words)):
        return "en"
    return _identify_surely(sample, _LIKELY)


def detect_languages(paragraphs: Sequence[str], own: Sequence[bool]) -> tuple[str | None, list[str | None]]:
    """The language of a report, and the paragraphs that are certain to be in another.

    Args:
        paragraphs: In text order.
        own: For each paragraph whether it is the report's own text; where none is, all are.

    Returns:
        ISO 639-1 code of the report, None where it has too little text; and for each paragraph a code where its
        language is another, else None.
    """
    samples = [paragraph[:_SAMPLE] for paragraph in paragraphs]
    scripts = [_find_script(sample) for sample in samples]
    by_script = _tell_scripts(samples, scripts)
    told = [
        by_script[script.letters.pattern] if script else _tell_block(sample)
        for sample, script in zip(samples, scripts, strict=True)
    ]
    chosen = list(own) if any(own) else [True] * len(paragraphs)
    language = detect_language(" ".join(compress(paragraphs, chosen)))
    letters: Counter[str | None] = Counter()
    for code, paragraph in compress(zip(told, paragraphs, strict=True), chosen):
        letters[code] += len(paragraph)
    most = min(letters, key=lambda code: (-letters[code], code or ""), default=None)
    if most and 2 * letters[most] > letters.total():
        language = most
    return language, [None if _is_one_language(code, language) else code for code in told]


def _tell_scripts(samples: Sequence[str], scripts: Sequence[_Script | None]) -> dict[str, str]:
    """The language of all paragraphs in one script together, by the script's pattern: a line alone is too short."""
    texts: dict[str, list[str]] = {}
    for sample, script in zip(samples, scripts, strict=True):
        if script:
            texts.setdefault(script.letters.pattern, []).append(sample)
    known = {script.letters.pattern: script for script in _load_scripts()}
    return {key: _choose_language(known[key], " ".join(found)[:_SAMPLE]) for key, found in texts.items()}


@lru_cache(maxsize=_KNOWN_BLOCKS)
def _tell_block(sample: str) -> str | None:
    """The language of a paragraph in Latin letters where that is certain, else None."""
    words = _WORD.findall(sample)
    if sum(map(len, words)) < _MIN_BLOCK_LETTERS:
        return None
    english = _count_english([word.lower() for word in words])
    if english >= _BLOCK_ENGLISH_SHARE * len(words):
        return "en"
    running = sum(word[0].islower() for word in words)
    if english > _FOREIGN_SHARE * len(words) or running < _RUNNING_SHARE * len(words):
        return None
    return _identify_surely(sample, _SURE)


def _is_one_language(code: str | None, language: str | None) -> bool:
    """Whether a paragraph may be taken for its report's language: within one script a line is too short to tell."""
    return code == language or any({code, language} <= set(script.languages) for script in _load_scripts())


def _count_english(words: Sequence[str]) -> int:
    return sum(map(_load_english().__contains__, words))


def _identify(text: str) -> list[tuple[str, float]]:
    """All languages that the model knows, the likeliest first, with its certainty, 0 to 1."""
    return _load_identifier().rank(text.lower() if text.isupper() else text)


def _identify_surely(text: str, least: float) -> str | None:
    """The likeliest language where it is certain enough and has an ISO 639-1 code, else None."""
    code, certainty = _identify(text)[0]
    return code if certainty >= least and len(code) == 2 else None


def _find_script(text: str) -> _Script | None:
    """The script of a text most of whose letters are of another than Latin, else None."""
    if text.isascii():
        return None
    foreign = len(_load_foreign().findall(text))
    if foreign < _MIN_SCRIPT_LETTERS or 2 * foreign < sum(map(str.isalpha, text)):
        return None
    return max(_load_scripts(), key=lambda script: len(script.letters.findall(text)))


def _choose_language(script: _Script, text: str) -> str:
    """Which of the languages of its script a text is in."""
    if len(script.languages) == 1:
        return script.languages[0]
    if "ja" in script.languages:
        kana = len(_load_kana().findall(text))
        return "ja" if kana >= _KANA_SHARE * len(script.letters.findall(text)) else "zh"
    return next((code for code, _ in _identify(text) if code in script.languages), script.languages[0])


@cache
def _load_english() -> frozenset[str]:
    return frozenset(_load_table().english.split())


@cache
def _load_scripts() -> tuple[_Script, ...]:
    scripts = _load_table().scripts.values()
    return tuple(_Script(re.compile(f"[{ranges}]"), tuple(codes.split())) for ranges, codes in scripts)


@cache
def _load_foreign() -> re.Pattern[str]:
    """Letters of any script but Latin."""
    return re.compile("[" + "".join(ranges for ranges, _ in _load_table().scripts.values()) + "]")


@cache
def _load_kana() -> re.Pattern[str]:
    return re.compile(f"[{_load_table().kana}]")


@cache
def _load_table() -> _Table:
    text = (files(__package__) / "languages.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), _Table)


@cache
def _load_identifier() -> _Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - 0.6 s that English text need not pay

    identifier: _Identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return identifier
