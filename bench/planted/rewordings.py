"""Light rewording: another desk's house style and word order. What is quoted, and what is marked, stays as it is."""

import re
from collections.abc import Callable
from random import Random

from marks import BEGIN, END
from tables import either, entries, pairs

DROPPED = 0.12
"""Share of the paragraphs that a copy leaves out."""
SWAPPED = 0.1
"""Chance of a paragraph to change places with the next."""
TOUCHED = 0.6
"""Chance of each place where a rewording applies."""

_KEPT = re.compile(rf"''[^'\n]*(?:'[^'\n]+)*''|“[^“”\n]*”?|\"[^\"\n]*\"?|{BEGIN}[^{END}]*{END}")
_SMALL = entries("numbers", "words")
_MONTHS = entries("calendar", "months")
_DIGIT = re.compile(
    r"(?<![\w.,:/$£€#-])(?:[2-9]|1[0-2])(?= [a-z]{3,})(?! [ap]\.?m|percent| per cent| million| billion)"
)
_SPELLED = re.compile(rf"\b(?:{either(_SMALL[2:13])})\b(?= [a-z]{{3,}})(?! (?:of|or|and|to)\b)")
_MONTH_DAY = re.compile(rf"\b(?P<m>{either(_MONTHS)}) (?P<d>\d{{1,2}})\b(?!,? \d)")
_LEADING = re.compile(
    r"^(?P<lead>(?:On|In|At|After|Since|During|Before) "
    r"(?:(?!\b(?:and|but|who|which)\b)[^,.;:\"“”\n\ue000\ue001]){3,40}), "
    r"(?P<rest>(?:the|a|an|he|she|it|they|police|officers|officials|we)\b[^.,;:\"“”\n]{10,200})\.$"
)
_TRAILING = re.compile(r"(?P<rest>[^.;:\"“”\n,]{30,200}) (?P<lead>on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\.$")
_SAID_AFTER = re.compile(r"(?P<quote>“[^“”]+|\"[^\"]+),(?P<mark>[”\"]) (?P<who>[^.,;:“”\"\n]{2,60}? (?:said|says))\.$")
_SPLIT = re.compile(r"(?<=[.!?][”\"])\s+(?=[A-Z“\"])|(?<=[a-z)%\d\ue001][.!?])\s+(?=[A-Z“\"\ue000])")
_PLAIN_START = re.compile(r"(?:The|A|An|He|She|It|They|Police|Officers|Officials|We)\b")

Rewrite = Callable[[str, Random], str]


def reword(text: str, rng: Random) -> str:
    """A copy of a text as another desk would print it.

    Args:
        text: Paragraphs, each ended by line breaks; a planted change stands between marks.
        rng: Draws what is touched.

    Returns:
        The text with its marks and all facts, fewer paragraphs, some in another order.
    """
    parts = re.split(r"(\n+)", text)
    break_ = next((part for part in parts[1::2] if part), "\n")
    paragraphs = [part for part in parts[::2] if part.strip()]
    head, rest = paragraphs[:2], paragraphs[2:]
    kept = [p for p in rest if BEGIN in p or rng.random() >= DROPPED]
    for i in range(len(kept) - 1):
        if rng.random() < SWAPPED:
            kept[i], kept[i + 1] = kept[i + 1], kept[i]
    style = _draw_style(rng)
    return break_.join(_restyle(p, style, rng) for p in (*head, *kept)) + "\n"


class _Style:
    """The habits of a desk: each holds for the whole copy."""

    def __init__(self, rng: Random) -> None:
        self.marks = rng.choice(["straight", "curly", "kept"])
        self.dash = rng.choice([" — ", " – ", " - ", ""])
        self.numbers = rng.choice(["words", "digits", "kept"])
        self.day_first = rng.random() < 0.5
        self.contracts = rng.random() < 0.5


def _draw_style(rng: Random) -> _Style:
    return _Style(rng)


def _restyle(paragraph: str, style: _Style, rng: Random) -> str:
    sentences = _SPLIT.split(paragraph)
    moved = " ".join(_move_parts(sentence, rng) for sentence in sentences)
    worded = _outside(moved, lambda text: _change_words(text, style, rng))
    return _change_marks(worded, style)


def _move_parts(sentence: str, rng: Random) -> str:
    """A sentence with its first part last, its last part first, or its speaker before the words."""
    if rng.random() >= TOUCHED:
        return sentence
    if found := _LEADING.match(sentence):
        lead, rest = found["lead"], found["rest"]
        return f"{rest[0].upper()}{rest[1:]} {lead[0].lower()}{lead[1:]}."
    if (found := _TRAILING.fullmatch(sentence)) and _PLAIN_START.match(found["rest"]):
        lead, rest = found["lead"], found["rest"]
        return f"{lead[0].upper()}{lead[1:]}, {rest[0].lower()}{rest[1:]}."
    if found := _SAID_AFTER.fullmatch(sentence):
        who = found["who"]
        return f"{who[0].upper()}{who[1:]}: {found['quote']}.{found['mark']}"
    return sentence


def _outside(text: str, rewrite: Callable[[str], str]) -> str:
    """A text with all that is neither quoted nor marked rewritten."""
    done, at = [], 0
    for kept in _KEPT.finditer(text):
        done += [rewrite(text[at : kept.start()]), kept.group()]
        at = kept.end()
    return "".join([*done, rewrite(text[at:])])


def _change_words(text: str, style: _Style, rng: Random) -> str:
    text = _exchange(text, _SYNONYMS, rng)
    text = _exchange(text, _CONTRACTED if style.contracts else _SPREAD, rng)
    if style.numbers == "words":
        text = _DIGIT.sub(lambda found: _SMALL[int(found.group())], text)
    if style.numbers == "digits":
        text = _SPELLED.sub(lambda found: str(_SMALL.index(found.group())), text)
    if style.day_first:
        text = _MONTH_DAY.sub(r"\g<d> \g<m>", text)
    if style.dash:
        text = re.sub(r" ?(?:—|--) ?| – ", style.dash, text)
    return text


def _exchange(text: str, words: dict[str, str], rng: Random) -> str:
    pattern = rf"(?<![\w'’-])(?:{either([re.escape(word) for word in words])})(?![\w'’])"
    return re.sub(pattern, lambda found: words[found.group()] if rng.random() < TOUCHED else found.group(), text)


def _change_marks(text: str, style: _Style) -> str:
    if style.marks == "straight":
        return text.translate(_STRAIGHT)
    if style.marks == "curly":
        text = re.sub(r'(?:(?<=^)|(?<=[\s(\[—–]))"(?=\S)', "“", text).replace('"', "”")
        return re.sub(r"(?<=\w)'(?=\w)", "’", text)
    return text


_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_SYNONYMS = dict(pairs("rewordings", "synonyms"))
_CONTRACTED = dict(pairs("rewordings", "contractions"))
_SPREAD = {short: long for long, short in _CONTRACTED.items() if short.endswith("n't")}
