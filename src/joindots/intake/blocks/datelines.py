"""The dateline that opens the first paragraph of an agency's report, cut from what it opens."""

from collections.abc import Sequence

from joindots.intake.blocks.paragraphs import make_paragraph
from joindots.intake.blocks.pieces import Piece
from joindots.intake.dates import measure_dateline
from joindots.model import BlockKind


def cut_dateline(
    text: str, pieces: Sequence[Piece], kinds: Sequence[BlockKind]
) -> tuple[Sequence[Piece], Sequence[BlockKind]]:
    """Cut the first paragraph of body text after its dateline; where it has none, all stays as it is.

    Args:
        text: Of the document.
        pieces: In text order.
        kinds: One a piece.
    """
    i = next((i for i, kind in enumerate(kinds) if kind == "body"), len(kinds))
    length = measure_dateline(pieces[i].text) if i < len(kinds) else 0
    if not length or length == len(pieces[i].text):
        return pieces, kinds
    at = pieces[i].first + length
    parts = [_make_piece(text, pieces[i].start, at), _make_piece(text, at, pieces[i].end)]
    return [*pieces[:i], *parts, *pieces[i + 1 :]], [*kinds[:i], "dateline", *kinds[i:]]


def _make_piece(text: str, start: int, end: int) -> Piece:
    bare = make_paragraph(text, start, end)
    return Piece(start, end, bare.text, bare.first)
