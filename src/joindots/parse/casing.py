"""Case for paragraphs set in capitals: the parser was trained on mixed case and reads capitals as names."""

import re
from collections.abc import Collection

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’](?=[^\W\d_]))*")
_SENTENCE_START = re.compile(r"(?:\A|[.!?]['\"’”)\]]*\s+|\]\s+|--\s+)['\"‘“(\[]*\Z")
_CAPITALS = 0.8  # share of letters from which a paragraph is set in capitals
_FEWEST = 12  # letters; fewer can be an abbreviation or a heading of one word
_LONGEST_ACRONYM = 5
_ALWAYS = frozenset(
    {
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    }
)
_SUFFIXES = (
    ("ies", "y"),
    ("ied", "y"),
    ("es", ""),
    ("s", ""),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("d", ""),
)


def is_capitals(text: str) -> bool:
    """Whether nearly all letters of a paragraph are capitals."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= _FEWEST and sum(c.isupper() for c in letters) >= _CAPITALS * len(letters)


def restore_case(text: str, common: Collection[str], nouns: Collection[str]) -> str:
    """Mixed case for a paragraph in capitals, one code point for one: common words small, all others like names.

    Args:
        text: The paragraph.
        common: Base forms of common words, lower case.
        nouns: Those among them that are nouns only: beside a name they are part of it ("Miller Bridge").

    Returns:
        A text of the same length.
    """
    out, name_before, end_before = [], False, 0
    for match in _WORD.finditer(text):
        gap = text[end_before : match.start()]
        out.append(gap)
        word = match[0]
        low = word.lower()
        known = _is_common(low, common)
        joins = name_before and gap == " " and low in nouns
        is_name = not known or joins or low in _ALWAYS
        if len(low) != len(word) or (is_name and _is_acronym(text, match, known)):
            out.append(word)
        elif is_name or _SENTENCE_START.search(text[max(0, match.start() - 6) : match.start()]):
            out.append(word[0] + low[1:])
        else:
            out.append(low)
        name_before, end_before = is_name, match.end()
    return "".join([*out, text[end_before:]])


def _is_common(low: str, common: Collection[str]) -> bool:
    bare = low.removesuffix("'s").removesuffix("’s")
    if bare in common:
        return True
    for suffix, ending in _SUFFIXES:
        stem = bare.removesuffix(suffix) + ending
        if bare.endswith(suffix) and (
            stem in common or (len(stem) > 2 and stem[-1] == stem[-2] and stem[:-1] in common)
        ):
            return True
    return False


def _is_acronym(text: str, match: re.Match[str], known: bool) -> bool:
    """Initials, and short unknown words in brackets or without a vowel."""
    word = match[0]
    after, before = text[match.end() : match.end() + 1], text[max(0, match.start() - 1) : match.start()]
    if len(word) == 1 or (after == "." and len(word) == 1):
        return True
    if known or len(word) > _LONGEST_ACRONYM:
        return False
    return (before in "[(" and after in "])") or not set(word.lower()) & set("aeiouyáéíóú")
