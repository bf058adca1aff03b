"""How lines are compared and measured."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from joindots.intake.blocks.cues import KNOWN_LINES
from joindots.intake.blocks.pieces import Piece
from joindots.model import BlockKind

Kinds = list[BlockKind | None]
Pieces = Sequence[Piece]

_WORD = re.compile(r"\w+")
NAME_LINE = re.compile(r"[A-Z][\w'’.-]{0,40}(?: (?:[A-Z][\w'’.-]{0,40}|de|van|von|der|al|bin|du|la)){1,3}")
_COUNTED_LENGTH = 2000  # characters, beyond which it does not matter how many words there are
COMPARED_LENGTH = 300  # characters; no title and no furniture is longer


def normalise_line(text: str) -> str:
    """A line as it is compared with others: words only, lower case, of long ones only the beginning."""
    return _normalise(text[:COMPARED_LENGTH])


@lru_cache(maxsize=KNOWN_LINES)
def _normalise(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def find_lines(lines: Iterable[str], text: str) -> frozenset[str]:
    """Those of some lines, as they are compared, whose words stand in a text in a row."""
    lowered = text.lower()
    by_word: dict[str, list[list[str]]] = defaultdict(list)
    for line in lines:
        first = line.partition(" ")[0]
        if first in lowered:
            by_word[first].append(line.split())
    words = _WORD.findall(lowered) if by_word else ()  # most texts have none
    starts = ((i, wanted) for i, word in enumerate(words) if word in by_word for wanted in by_word[word])
    return frozenset(" ".join(wanted) for i, wanted in starts if words[i : i + len(wanted)] == wanted)


def count_words(text: str) -> int:
    """Words of a text, but no more than matter here."""
    return _count_words(text[:_COUNTED_LENGTH])


@lru_cache(maxsize=KNOWN_LINES)
def _count_words(text: str) -> int:
    return len(text.split())
