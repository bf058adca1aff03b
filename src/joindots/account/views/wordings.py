"""One utterance in different words, compared word by word."""

import re
from typing import Literal

from msgspec import Struct

from joindots.account.citations import Citations, Place, Statement
from joindots.account.escapes import flatten
from joindots.model import Finding, Span
from joindots.text.differences import Difference, compare_words, share_words

# Below this share of words in common two tellings are other sentences, and marking every word helps nobody. Half lies
# between the rewordings of one quotation (0.6 and more) and pairs of sentences on one topic (0.3 and less) in the
# example pile.
_COMPARABLE_SHARE = 0.5
_WORDS = re.compile(r"\w(?:.*\w)?")
_COMPARED = 4  # variants compared with the first


class Piece(Struct, frozen=True, kw_only=True):
    """A stretch of one telling.

    Attributes:
        text: As written.
        own: True where the other telling has not these words.
    """

    text: str
    own: bool


class Telling(Struct, frozen=True, kw_only=True):
    """One report's words.

    Attributes:
        place: Where.
        pieces: In order; joined they are the words.
    """

    place: Place
    pieces: tuple[Piece, ...]


class Wording(Struct, frozen=True, kw_only=True):
    """Two tellings side by side.

    Attributes:
        first: Of the report with the lower number.
        second: Of another.
    """

    first: Telling
    second: Telling


def view_wordings(citations: Citations, finding: Finding, statement: Statement) -> tuple[Wording, ...]:
    """Compare the telling of the report with the lowest number with the others, so that it stands first on every page.

    Args:
        citations: Takes up the places compared.
        finding: Of kind `wording`.
        statement: The finding, as it cites.

    Returns:
        One comparison for each other position whose words are alike enough.
    """
    numbers = citations.index.numbers
    tellings = (position.evidence[0] for position in finding.positions)
    first, *others = sorted(tellings, key=lambda span: numbers[span.document])
    compared = []
    for second in others[:_COMPARED]:
        words = flatten(first.text), flatten(second.text)
        if share_words(*words) >= _COMPARABLE_SHARE:
            compared.append(lay_side_by_side(citations, first, second, statement))
    return tuple(compared)


def lay_side_by_side(citations: Citations, first: Span, second: Span, statement: Statement) -> Wording:
    """Two stretches word by word.

    Args:
        citations: Takes up both places.
        first: The one.
        second: The other.
        statement: That sets them side by side.
    """
    words = flatten(first.text), flatten(second.text)
    differences = compare_words(*words)
    return Wording(
        first=Telling(place=citations.cite(first, statement), pieces=tuple(_pieces(words[0], differences, "a"))),
        second=Telling(place=citations.cite(second, statement), pieces=tuple(_pieces(words[1], differences, "b"))),
    )


def mark_own_words(first: str, second: str) -> tuple[Piece, ...]:
    """The second of two tellings, with the words marked that the first has not; unmarked where most are its own."""
    pieces = _pieces(second, compare_words(first, second), "b")
    own = sum(len(piece.text) for piece in pieces if piece.own)
    if own > (1 - _COMPARABLE_SHARE) * len(second) or not pieces:
        return (Piece(text=second, own=False),)
    return tuple(pieces)


def _pieces(text: str, differences: tuple[Difference, ...], side: Literal["a", "b"]) -> list[Piece]:
    """The stretches of one side; marks and spaces around an own stretch are left unmarked."""
    pieces = []
    for difference in differences:
        start, end = (difference.a_start, difference.a_end) if side == "a" else (difference.b_start, difference.b_end)
        stretch = text[start:end]
        if difference.kind == "same":
            pieces.append(Piece(text=stretch, own=False))
            continue
        words = _WORDS.search(stretch)
        start, end = words.span() if words else (len(stretch), len(stretch))
        parts = ((stretch[:start], False), (stretch[start:end], True), (stretch[end:], False))
        pieces += [Piece(text=part, own=own) for part, own in parts if part]
    return pieces
