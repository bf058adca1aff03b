"""Short lines that unrelated reports share are furniture; lines that copies share are not."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import combinations, islice

from msgspec import Struct

from joindots.intake.blocks.lines import count_words, normalise_line
from joindots.intake.blocks.paragraphs import ends_sentence
from joindots.intake.blocks.pieces import Piece
from joindots.model import BlockKind

_LONG_MIN_WORDS = 8  # of a paragraph that tells copies from unrelated reports
_COPY_SHARE = 0.1  # of the shorter report's long paragraphs that the other has too: then they are not unrelated
_MAX_PAIRS = 200  # of reports compared for one line; bounds the cost where a line stands in thousands of copies


class Place(Struct, frozen=True):
    """Where a line that may be furniture stands.

    Attributes:
        line: As it is compared.
        piece: Index of its piece.
        before: The line before it, empty at the edge of the text.
        after: The line after it, empty at the edge of the text.
    """

    line: str
    piece: int
    before: str
    after: str


class Lines(Struct, frozen=True):
    """What of a report is compared with other reports.

    Attributes:
        long: Its long paragraphs, which tell copies from unrelated reports; as they are compared, sorted.
        places: The first place of each line that may be furniture, in order.
    """

    long: tuple[str, ...]
    places: tuple[Place, ...]


def list_lines(pieces: Sequence[Piece], kinds: Sequence[BlockKind]) -> Lines:
    """The headings and closing lines of a report, and its long paragraphs.

    Args:
        pieces: Of the report.
        kinds: One a piece.
    """
    lines = [normalise_line(piece.text) for piece in pieces]
    places: dict[str, Place] = {}
    for i, (piece, line) in enumerate(zip(pieces, lines, strict=True)):
        closing = i + 1 == len(pieces) and kinds[i] == "body" and not ends_sentence(piece.text)
        if line and (kinds[i] == "heading" or (closing and count_words(piece.text) < _LONG_MIN_WORDS)):
            after = lines[i + 1] if i + 1 < len(pieces) else ""
            places.setdefault(line, Place(line, i, lines[i - 1] if i else "", after))
    long = {line for line, piece in zip(lines, pieces, strict=True) if count_words(piece.text) >= _LONG_MIN_WORDS}
    return Lines(tuple(sorted(long)), tuple(places.values()))


def find_repeated(reports: Sequence[Lines]) -> list[set[int]]:
    """For each report the pieces that stand in unrelated reports as well: they are boilerplate.

    Sentences are never among them: news agencies hand the same sentences to many papers. Two reports are unrelated when
    they share hardly any paragraph, and the line has other neighbours in each; so a copy added to the pile, whole or in
    part, changes no label.

    Args:
        reports: Of the pile.
    """
    found: list[set[int]] = [set() for _ in reports]
    groups: dict[str, list[tuple[int, Place]]] = defaultdict(list)
    for report, lines in enumerate(reports):
        for place in lines.places:
            groups[place.line].append((report, place))
    long = cache(lambda report: frozenset(reports[report].long))
    for places in groups.values():
        for (x, a), (y, b) in islice(combinations(places, 2), _MAX_PAIRS):
            if _are_apart(a, b) and _are_unrelated(long(x), long(y)):
                found[x].add(a.piece)
                found[y].add(b.piece)
    return found


def _are_apart(a: Place, b: Place) -> bool:
    """Whether two places have different neighbours; the edge of a text counts as different."""
    before = a.before != b.before or not a.before
    after = a.after != b.after or not a.after
    return before and after


def _are_unrelated(a: frozenset[str], b: frozenset[str]) -> bool:
    return len(a & b) < _COPY_SHARE * max(1, min(len(a), len(b)))
