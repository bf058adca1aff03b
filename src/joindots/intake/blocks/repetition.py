"""Short lines that unrelated reports share are furniture; lines that copies share are not."""

from collections.abc import Sequence
from itertools import combinations, islice

from msgspec import Struct

from joindots.intake.blocks.lines import count_words, normalise_line
from joindots.intake.blocks.paragraphs import ends_sentence
from joindots.intake.blocks.pieces import Piece
from joindots.model import BlockKind

_LONG_MIN_WORDS = 8  # of a paragraph that tells copies from unrelated reports
_COPY_SHARE = 0.1  # of the shorter report's long paragraphs that the other has too: then they are not unrelated
_MAX_PAIRS = 200  # of reports compared for one line; bounds the cost where a line stands in thousands of copies


class _Place(Struct, frozen=True):
    report: int
    piece: int
    before: str
    after: str


def label_repeated(pieces: Sequence[Sequence[Piece]], kinds: Sequence[Sequence[BlockKind]]) -> list[list[BlockKind]]:
    """Relabel headings and closing lines that stand in unrelated reports as boilerplate.

    Sentences are never relabelled: news agencies hand the same sentences to many papers. Two reports are unrelated when
    they share hardly any paragraph, and the line has other neighbours in each; so a copy added to the pile, whole or in
    part, changes no label.

    Args:
        pieces: Of each report.
        kinds: Of each report, one a piece.

    Returns:
        New kinds, in the same shape.
    """
    new = [list(each) for each in kinds]
    keys = [[normalise_line(piece.text) for piece in items] for items in pieces]
    long = [
        frozenset(key for key, piece in zip(*each, strict=True) if count_words(piece.text) >= _LONG_MIN_WORDS)
        for each in zip(keys, pieces, strict=True)
    ]
    for places in _group_lines(pieces, kinds, keys).values():
        for a, b in islice(combinations(places, 2), _MAX_PAIRS):
            if _are_apart(a, b) and _are_unrelated(long[a.report], long[b.report]):
                new[a.report][a.piece] = new[b.report][b.piece] = "boilerplate"
    return new


def _group_lines(
    pieces: Sequence[Sequence[Piece]], kinds: Sequence[Sequence[BlockKind]], keys: Sequence[Sequence[str]]
) -> dict[str, list[_Place]]:
    """First place in each report of each line that may be furniture, for lines that several reports have."""
    groups: dict[str, dict[int, _Place]] = {}
    for report, (items, labels, lines) in enumerate(zip(pieces, kinds, keys, strict=True)):
        for i, piece in enumerate(items):
            closing = i + 1 == len(items) and labels[i] == "body" and not ends_sentence(piece.text)
            if lines[i] and (labels[i] == "heading" or (closing and count_words(piece.text) < _LONG_MIN_WORDS)):
                before = lines[i - 1] if i else ""
                after = lines[i + 1] if i + 1 < len(items) else ""
                groups.setdefault(lines[i], {}).setdefault(report, _Place(report, i, before, after))
    return {line: list(places.values()) for line, places in groups.items() if len(places) > 1}


def _are_apart(a: _Place, b: _Place) -> bool:
    """Whether two places have different neighbours; the edge of a text counts as different."""
    before = a.before != b.before or not a.before
    after = a.after != b.after or not a.after
    return before and after


def _are_unrelated(a: frozenset[str], b: frozenset[str]) -> bool:
    return len(a & b) < _COPY_SHARE * max(1, min(len(a), len(b)))
