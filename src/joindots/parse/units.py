"""Long paragraphs in pieces the parser can hold, and words too long to be words.

The parser's memory grows with the length of what it parses at once (about 1 GB for 100,000 characters), and its
tokenizer takes quadratic time on a run of marks without a space.
"""

import re
from itertools import pairwise

from joindots.parse.engines import ParagraphParse

MOST_UNIT = 10_000
"""Characters parsed at once: some 100 MB, and several times the longest paragraph of ordinary prose."""

_LONGEST_WORD = 100  # characters; what is longer is no word but an address, code or noise
_LONG_WORD = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")
_SENTENCE_END = re.compile(r"[.!?]['\"’”)]? ")
_LOOK_BACK = 1_000  # characters before the end of a unit in which its cut is looked for


def mask_long_words(text: str) -> str:
    """One letter for each character of words that are too long to be any; the length stays."""
    return _LONG_WORD.sub(lambda found: "x" * len(found.group()), text)


def cut_units(text: str) -> list[int]:
    """Where to cut a paragraph so that no piece is longer than `MOST_UNIT`.

    Args:
        text: A paragraph; white space of any kind is a space.

    Returns:
        Offsets, the first 0 and the last `len(text)`: after a sentence where one ends near, else after a word, else
        anywhere.
    """
    cuts = [0]
    while len(text) - cuts[-1] > MOST_UNIT:
        most = cuts[-1] + MOST_UNIT
        ends = [found.end() for found in _SENTENCE_END.finditer(text, most - _LOOK_BACK, most)]
        space = text.rfind(" ", most - _LOOK_BACK, most) + 1
        cuts.append(ends[-1] if ends else space or most)
    return [*cuts, len(text)] if text else [0, 0]


def join_units(parses: list[ParagraphParse], cuts: list[int]) -> ParagraphParse:
    """The parse of a paragraph from those of its pieces.

    Args:
        parses: One for each piece, in order.
        cuts: From `cut_units`.
    """
    if len(parses) == 1:
        return parses[0]
    tokens: list[tuple[int, int, str, str, str, str, str, int, int]] = []
    names: list[tuple[int, int, str]] = []
    sentences = 0
    for parse, (shift, _) in zip(parses, pairwise(cuts), strict=True):
        first = len(tokens)
        tokens += [
            (start + shift, end + shift, text, lemma, pos, tag, dep, head + first, sentence + sentences)
            for start, end, text, lemma, pos, tag, dep, head, sentence in parse.tokens
        ]
        names += [(a + first, b + first, label) for a, b, label in parse.names]
        sentences += parse.sentences
    return ParagraphParse(tuple(tokens), tuple(names), sentences)
