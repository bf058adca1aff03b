"""What two tellings of one sentence differ in: number, date, name, negation, certainty, or mere words.

Likeness of words has shown that the sentences are one; here only slots decide. Words that changed their place are no
difference, nor is another spelling of the same number, month or negation.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import Literal

from msgspec import Struct

from joindots.join.findings.lexicons import word_set
from joindots.text.normal import content_word, function_words, stem, words
from joindots.text.number_words import SMALL
from joindots.text.numbers import NumberWord, read_numbers

TokenKind = Literal["number", "clock", "weekday", "month", "day", "year", "name", "negation", "word", "light"]

_WEEKDAY: TokenKind = "weekday"
_CLOCK: TokenKind = "clock"
_MONTH: TokenKind = "month"
_NAME: TokenKind = "name"
_WORD: TokenKind = "word"
_LIGHT: TokenKind = "light"
_YEARS = range(1900, 2100)
_DAYS = range(1, 32)
_HOURS = 24
BROKEN = "broken number"
"""Key of a number that is written so that its value is in doubt ("3,5 bn")."""
_BROKEN = re.compile(r"[.,]\d|-\d{4}\b")  # "625-2831" is a telephone number
_SHORT_MONTH = 3  # letters of a month's shortest form
_CLOCK_WORDS = frozenset({"am", "pm", "o'clock", "gmt", "hours", "hrs"})
_NEGATIONS = frozenset({"not", "no", "never", "without", "none", "nobody", "nothing", "neither"})
_SHORT_VERBS = {"'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "'s": "is"}
_IRREGULAR = {"cannot": "can", "can't": "can", "won't": "will", "shan't": "shall", "ain't": "is"}


class Token(Struct, frozen=True, gc=False):
    """A word, or a number of several words.

    Attributes:
        start: Offset in the sentence.
        end: One past the last.
        key: Equal for two tokens that say the same.
        kind: What it can tell; `light` for function words.
    """

    start: int
    end: int
    key: str
    kind: TokenKind


class Leftover(Struct, frozen=True):
    """The tokens that only one of two sentences has.

    Attributes:
        tokens: All of the sentence.
        only: Indices of those that the other lacks.
        twins: Index of each other token to that of its like in the other sentence.
    """

    tokens: tuple[Token, ...]
    only: tuple[int, ...]
    twins: dict[int, int]

    def of(self, *kinds: TokenKind) -> list[int]:
        """Indices of those of some kinds."""
        return [i for i in self.only if self.tokens[i].kind in kinds]

    def keys(self, *kinds: TokenKind) -> list[str]:
        """Keys of those of some kinds."""
        return [self.tokens[i].key for i in self.of(*kinds)]

    def neighbours(self, first: int, last: int) -> tuple[str, str]:
        """Keys of the tokens before and after the tokens from `first` up to but without `last`."""
        before = self.tokens[first - 1].key if first else ""
        return before, self.tokens[last].key if last < len(self.tokens) else ""


def read_tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a sentence."""
    numbers = {
        n.start: n for n in read_numbers(text) if not n.vague and n.low is not None and not _is_quarters(text, n)
    }
    found: list[Token] = []
    past = 0
    for word in words(text):
        if word.start < past:
            continue
        if number := numbers.get(word.start):
            past = number.end
            found.append(_read_number(text, number))
        elif word.text in SMALL and text[word.end :].lower().startswith(" quarters"):
            found.append(Token(word.start, word.end, str(SMALL[word.text]), "number"))
        else:
            found += _read_word(text, word.start, word.end, word.text)
    return tuple(_read_dates(found))


def _is_quarters(text: str, number: NumberWord) -> bool:
    """Whether a fraction is written as quarters, which may be of a year: "three quarters" is then "3 quarters"."""
    return number.kind == "fraction" and text[number.start : number.end].lower().endswith(" quarters")


def _read_number(text: str, number: NumberWord) -> Token:
    before, after = text[max(0, number.start - 1) : number.start], text[number.end : number.end + 1]
    key = f"{number.low:.15g}"
    if _BROKEN.match(text, number.end):
        return Token(number.start, number.end, BROKEN, "clock")
    if number.kind == "ordinal":
        return Token(number.start, number.end, f"nth {key}", "number")
    beyond = text[number.end :].lstrip(" ").lower()
    if (before in {":", "."} and text[number.start - 2 : number.start - 1].isdigit()) or (
        after == ":" and text[number.end + 1 : number.end + 2].isdigit()
    ):
        return Token(number.start, number.end, f"clock {_hour(number)}", "clock")
    if beyond.startswith(("a.m", "p.m", "am ", "pm ", "am.", "pm.", "am,", "pm,", "o'clock", "o’clock")):
        return Token(number.start, number.end, f"clock {_hour(number)}", "clock")
    written = text[number.start : number.end]
    if number.low in _YEARS and written.isdigit():
        return Token(number.start, number.end, key, "year")
    return Token(number.start, number.end, key, "number")


def _hour(number: NumberWord) -> str:
    """An hour on a dial of twelve, so that "6:14 pm" and "18:14" agree; minutes beyond stay as they are."""
    low = number.low or 0
    return f"{low % 12 if low <= _HOURS else low:g}"


def _read_word(text: str, start: int, end: int, word: str) -> list[Token]:
    phrase = _read_phrase(text, start, end, word)
    if phrase is not None:
        return phrase
    bare = content_word(word)
    if day := _weekday(word):
        key, kind = day, _WEEKDAY
    elif word in _CLOCK_WORDS or (word[0].isdigit() and word.endswith(("am", "pm"))):
        key, kind = word, _CLOCK
    elif (month := _month(word)) and text[start].isupper():
        key, kind = f"month {month}", _MONTH
    elif bare is None:
        key, kind = _spelling(word), _LIGHT
    else:
        own = any(letter.isupper() for letter in text[start:end])
        key, kind = _spelling(stem(bare)), _NAME if own else _WORD
    return [Token(start, end, key, kind)]


def _read_phrase(text: str, start: int, end: int, word: str) -> list[Token] | None:
    """What a shortened or a fixed phrase stands for; None for any other word."""
    if word == "cent" and text[:start].lower().endswith("per "):
        return [Token(start, end, "percent", _WORD)]
    if word == "per" and text[end : end + 5].lower() == " cent":
        return []
    if word in _NEGATIONS:
        is_set = word == "not" and text[:start].lower().endswith(" or ")  # "whether or not"
        return [Token(start, end, word, _LIGHT if is_set else "negation")]
    return _read_contraction(text, start, end, word)


def _read_contraction(text: str, start: int, end: int, word: str) -> list[Token] | None:
    """A verb and its negation, or a pronoun and its verb; an apostrophe may have been lost."""
    if word.endswith("n") and f"{word}'t" in function_words() and text[end : end + 2].lower() == " t":
        word, end = f"{word}'t", end + 2
    if word.endswith("nt") and f"{word[:-1]}'t" in function_words():
        word = f"{word[:-1]}'t"
    if word.endswith("n't") or word == "cannot":
        verb = _IRREGULAR.get(word, word[:-3])
        return [Token(start, end, verb, _LIGHT), Token(start, end, "not", "negation")]
    if (verb := _SHORT_VERBS.get(word[word.rfind("'") :], "")) and content_word(word) is None:
        return [Token(start, end, word[: word.rfind("'")], _LIGHT), Token(start, end, verb, _LIGHT)]
    return None


def _spelling(word: str) -> str:
    """The commoner of two spellings of a word."""
    return _spellings().get(word, word)


@cache
def _spellings() -> dict[str, str]:
    return {rare: common for line in word_set("edits", "spellings") for common, rare in [line.split()]}


@cache
def _weekday(word: str) -> str | None:
    names = sorted(word_set("calendar", "weekdays"))
    bare = word.removesuffix("'s").removesuffix("s")
    return next((name for name in names if name in (word, bare) or word in (name[:3], name[:4])), None)


@cache
def _month(word: str) -> str | None:
    names = sorted(word_set("calendar", "months"))
    short = len(word) >= _SHORT_MONTH
    bare = word.removesuffix("'s")
    return next((n for n in names if bare == n or (short and len(word) <= 4 and n.startswith(word))), None)


def _read_dates(tokens: Sequence[Token]) -> Iterator[Token]:
    """Tokens, with a number beside a month taken for a day."""
    for i, token in enumerate(tokens):
        beside = [tokens[k].kind == "month" for k in (i - 1, i + 1) if 0 <= k < len(tokens)]
        bare = token.key.removeprefix("nth ")
        if token.kind == "number" and any(beside) and bare.isdigit() and int(bare) in _DAYS:
            yield Token(token.start, token.end, f"day {bare}", "day")
        else:
            yield token


def compare_tokens(a: Sequence[Token], b: Sequence[Token]) -> tuple[Leftover, Leftover]:
    """What each of two sentences has alone; words that only changed their place are no difference."""
    keys_a, keys_b = [token.key for token in a], [token.key for token in b]
    twins: dict[int, int] = {}
    for block in SequenceMatcher(None, keys_a, keys_b, autojunk=False).get_matching_blocks():
        twins |= {block.a + n: block.b + n for n in range(block.size)}
    matched = set(twins.values())
    left: dict[str, list[int]] = defaultdict(list)
    for k, key in enumerate(keys_b):
        if k not in matched:
            left[key].append(k)
    for i, key in enumerate(keys_a):
        if i not in twins and left[key]:
            twins[i] = left[key].pop(0)
    back = {k: i for i, k in twins.items()}
    return (
        Leftover(tuple(a), tuple(i for i in range(len(a)) if i not in twins), twins),
        Leftover(tuple(b), tuple(k for k in range(len(b)) if k not in back), back),
    )
