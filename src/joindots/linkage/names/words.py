"""A name taken apart: the words that count, and what stands around them."""

import re
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from joindots.linkage.names.spellings import fold_name, read_digits
from joindots.linkage.names.tables import body_table, legal_forms, person_table, small_words
from joindots.text.numbers import read_numbers

_MARKS = re.compile(r"['’‘ʼ`´]")
_DOTTED = re.compile(r"\b(\w)\.(?=\w\b)")
_INITIALS = re.compile(r"\b([A-Z])([A-Z])\b")
_WORD = re.compile(r"(?:[^\W_]|[\u0900-\u0dff\u1780-\u17ff])+")  # vowel signs of Indic scripts and Khmer are no letters
_BRACKETED = re.compile(r"\([^()]{1,60}\)")
# "Servant of": "Abdul Aziz", "Abd al-Aziz" and "Abdelaziz" are one.
_SERVANT = re.compile(r"\babd[ -]?[aeu][lrsn](?:[ -]|(?=\w{3}))")
_LEAST_BEFORE_GENERATION = 3  # words: "Junior Marsh" is a given name and a surname


class PersonName(Struct, frozen=True):
    """A person's name.

    Attributes:
        words: Given names and surnames in their order, folded; initials are single letters.
        generation: "jr", "2" ... or "".
        fathers: The words that a "son of" stands before.
    """

    words: tuple[str, ...]
    generation: str
    fathers: tuple[str, ...]


class BodyName(Struct, frozen=True):
    """The name of a company or another body.

    Attributes:
        words: What tells it from others, folded.
        numbers: Numbers in it, sorted.
        forms: Its legal forms, by what they are, sorted.
        branch: Words in brackets, mostly a country.
    """

    words: tuple[str, ...]
    numbers: tuple[str, ...]
    forms: tuple[str, ...]
    branch: tuple[str, ...]


@lru_cache(maxsize=1 << 16)
def read_person(name: str) -> PersonName:
    """Take a person's name apart; a family name before a comma is put last."""
    # "JF Marsh" has two initials, but in a line of capitals two letters are a word.
    spaced = name if name.isupper() else _INITIALS.sub(r"\1 \2", name)
    folded = _MARKS.sub("", fold_name(spaced))
    family, comma, given = folded.partition(",")
    if comma and given.strip(" .") not in person_table().generations:
        folded = f"{given} {family}"
    folded = _SERVANT.sub("abd ", folded)
    words = [read_digits(word) for word in _WORD.findall(folded)]
    table, small, generation = person_table(), small_words(), ""
    if len(words) >= _LEAST_BEFORE_GENERATION and words[-1] in table.generations:
        generation = table.generations[words.pop()]
    while len(words) > 1 and words[0] in table.titles:
        words.pop(0)
    fathers = tuple(_spell(b) for a, b in pairwise(words) if a in table.sons and b not in small)
    kept = [_spell(word) for word in words if word not in small]
    return PersonName(tuple(kept or words), generation, fathers)


@lru_cache(maxsize=1 << 16)
def read_body(name: str) -> BodyName:
    """Take the name of a body apart; numbers in words become numerals."""
    folded = _MARKS.sub("", fold_name(name).replace("&", " and ").replace("+", " and ").replace("a/s", "as"))
    branch = tuple(word for part in _BRACKETED.findall(folded) for word in _WORD.findall(part))
    if branch and not legal_forms().keys() & set(branch):
        folded = _BRACKETED.sub(" ", folded)
    else:
        branch = ()
    words, forms = _take_forms(_number(_dotted(folded)))
    numerals, weak = body_table().numerals, body_table().weak
    words = [numerals.get(word, word) for word in words]
    kept = tuple(word for word in words if word not in weak and not word.isdigit())
    numbers = tuple(sorted(word for word in words if word.isdigit()))
    return BodyName(kept or tuple(words), numbers, tuple(sorted(set(forms))), branch)


def _dotted(text: str) -> str:
    """Initials written together: "a.b.c." becomes "abc"."""
    return _DOTTED.sub(r"\1", text)


def _number(text: str) -> list[str]:
    """The words of a name, its numbers as numerals."""
    parts, past = [], 0
    for number in read_numbers(text):
        if number.low is not None and number.low == number.high and number.kind != "fraction":
            parts += [*_WORD.findall(text[past : number.start]), str(int(number.low))]
            past = number.end
    return parts + _WORD.findall(text[past:])


def _take_forms(words: list[str]) -> tuple[list[str], list[str]]:
    """The words that are no legal form, and what the forms are; a name of nothing else keeps its words."""
    kept, forms, i = [], [], 0
    while i < len(words):
        for length in (4, 3, 2, 1):
            form = legal_forms().get(" ".join(words[i : i + length]))
            if form:
                forms.append(form)
                i += length
                break
        else:
            kept.append(words[i])
            i += 1
    return (kept, forms) if kept else (words, [])


def _spell(word: str) -> str:
    return person_table().spellings.get(word, word)
