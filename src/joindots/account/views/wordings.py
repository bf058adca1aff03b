"""One utterance in different words, compared word by word."""

from typing import Literal

from msgspec import Struct

from joindots.account.citations import Citations, Place, Statement
from joindots.account.escapes import flatten
from joindots.model import Attribution, Finding, Position, Span
from joindots.text.differences import Difference, compare_words, share_words

# Below this share of words in common two tellings are other sentences, and marking every word helps nobody. Half lies
# between the rewordings of one quotation (0.6 and more) and pairs of sentences on one topic (0.3 and less) in the
# example pile.
_COMPARABLE_SHARE = 0.5
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
        first: Of the first position.
        second: Of another.
    """

    first: Telling
    second: Telling


def view_wordings(citations: Citations, finding: Finding, statement: Statement) -> tuple[Wording, ...]:
    """Compare the first position of a finding with the others.

    Args:
        citations: Takes up the places compared.
        finding: Of kind `wording`.
        statement: The finding, as it cites.

    Returns:
        One comparison for each other position whose words are alike enough.
    """
    tellings = [_spans(citations, position) for position in finding.positions]
    compared = []
    for other in tellings[1 : 1 + _COMPARED]:
        words = _words(tellings[0]), _words(other)
        if share_words(*words) >= _COMPARABLE_SHARE:
            differences = compare_words(*words)
            first = _telling(citations, tellings[0], _pieces(words[0], differences, "a"), statement)
            second = _telling(citations, other, _pieces(words[1], differences, "b"), statement)
            compared.append(Wording(first=first, second=second))
    return tuple(compared)


def _spans(citations: Citations, position: Position) -> tuple[Span, ...]:
    """The whole content of the utterance where the position stands on one, else its first place."""
    for record_id in position.records:
        record = citations.index.records.get(record_id)
        if isinstance(record, Attribution) and any(_overlap(record.content, span) for span in position.evidence):
            return record.content
    return position.evidence[:1]


def _overlap(content: tuple[Span, ...], span: Span) -> bool:
    return any(part.document == span.document and part.start < span.end and span.start < part.end for part in content)


def _words(spans: tuple[Span, ...]) -> str:
    return " … ".join(flatten(span.text) for span in spans)


def _telling(citations: Citations, spans: tuple[Span, ...], pieces: tuple[Piece, ...], statement: Statement) -> Telling:
    return Telling(place=citations.cite(spans[0], statement), pieces=pieces)


def _pieces(text: str, differences: tuple[Difference, ...], side: Literal["a", "b"]) -> tuple[Piece, ...]:
    """The stretches of one side; white space at the end of an own stretch is left unmarked."""
    pieces = []
    for difference in differences:
        start, end = (difference.a_start, difference.a_end) if side == "a" else (difference.b_start, difference.b_end)
        stretch = text[start:end]
        if difference.kind == "same":
            pieces.append(Piece(text=stretch, own=False))
            continue
        bare = stretch.rstrip()
        pieces += [Piece(text=bare, own=True)] if bare else []
        pieces += [Piece(text=stretch[len(bare) :], own=False)] if len(bare) < len(stretch) else []
    return tuple(pieces)
