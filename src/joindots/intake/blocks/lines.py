"""How lines are compared and measured."""

import re
from collections.abc import Sequence

from joindots.intake.blocks.pieces import Piece
from joindots.model import BlockKind

Kinds = list[BlockKind | None]
Pieces = Sequence[Piece]

_WORD = re.compile(r"\w+")
NAME_LINE = re.compile(r"[A-Z][\w'’.-]{0,40}(?: (?:[A-Z][\w'’.-]{0,40}|de|van|von|der|al|bin|du|la)){1,3}")
COMPARED_LENGTH = 300  # characters; no title and no furniture is longer


def normalise_line(text: str) -> str:
    """A line as it is compared with others: words only, lower case, of long ones only the beginning."""
    return " ".join(_WORD.findall(text[:COMPARED_LENGTH].lower()))


def count_words(text: str) -> int:
    """Words of a text, but no more than matter here."""
    return len(text[:2000].split())
