"""Title, publisher, authors and day of publication, as the format's fields or the labelled lines state them."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import takewhile

from msgspec import Struct

from joindots.intake.blocks.cues import load_cues
from joindots.intake.blocks.mastheads import is_dated_masthead, is_masthead
from joindots.intake.blocks.pieces import Piece
from joindots.intake.dates import (
    PRESS_OFFICE,
    PrintedDay,
    day_bounds,
    find_dateline_day,
    find_placed_day,
    find_posted_days,
    find_printed_day,
    parse_day,
)
from joindots.intake.drafts import Draft
from joindots.model import BlockKind, Dated, Span

_CREDIT_MARK = re.compile(
    r"^\W*(?:(?:words |written |story |reporting )?by\b|(?-i:Von|Par|Por|Di|Door|Av|Af|Texto de|Autor(?:in)?:) )?"
    r"[\s:—–-]*",
    re.IGNORECASE,
)
_OPENING = 8  # paragraphs that may say when a page was put up
_LINE = 400  # code points of such a paragraph
_LATE = timedelta(days=2)
_NAME_BREAK = re.compile(r"\s{0,9}(?:,|;|&|\||\b(?:and|in|for|und|et|och|og)\b)\s{0,9}")
_NAME = re.compile(r"[A-Z][\w'’.-]{0,40}(?:\s+(?:[A-Z][\w'’.-]{0,40}|de|van|von|der|al|bin|du|la)){1,3}")


class Facts(Struct, frozen=True, kw_only=True):
    """What a report says of itself; fields as in `Document`."""

    title: str | None
    publisher: str | None
    authors: tuple[str, ...]
    published: Dated | None


def read_facts(
    document: str, draft: Draft, pieces: Sequence[Piece], kinds: Sequence[BlockKind], publishers: frozenset[str]
) -> Facts:
    """Read the facts of one report.

    Args:
        document: Its id, for the evidence.
        draft: Its fields win over what the text states, but for a stated day of the same value.
        pieces: In text order.
        kinds: One a piece.
        publishers: Normalised names of publishers that the reports of the pile name.
    """
    labelled = list(zip(pieces, kinds, strict=True))
    return Facts(
        title=draft.title or next((" ".join(p.text.split()) for p, kind in labelled if kind == "title"), None),
        publisher=draft.publisher or _find_publisher(labelled) or _find_masthead(labelled, publishers),
        authors=draft.authors or _find_authors(labelled),
        published=_find_published(document, draft, labelled),
    )


def _find_publisher(labelled: Sequence[tuple[Piece, BlockKind]]) -> str | None:
    """From a masthead line or a line to the publisher's own readers; never from body text."""
    cues = load_cues()
    for piece, kind in labelled:
        if kind != "boilerplate":
            continue
        if piece.field == "publisher":
            return piece.text.split(":", 1)[1].strip()
        found = cues.edition.fullmatch(piece.text) or cues.readers.search(piece.text)
        if found:
            return _with_article(found["name"], labelled)
    return None


def _find_masthead(labelled: Sequence[tuple[Piece, BlockKind]], publishers: frozenset[str]) -> str | None:
    """From a line above the body that is a publisher's name, or one and a day, else from a byline with one in it."""
    head = list(takewhile(lambda each: each[1] != "body", labelled))
    lines = (piece.text for piece, kind in head if kind == "boilerplate" and not piece.field)
    line = next((text for text in lines if is_masthead(text, publishers)), None) or _find_dated(head, publishers)
    return line or next((part for part in _split_bylines(head)[1:] if is_masthead(part, publishers)), None)


def _find_dated(head: Sequence[tuple[Piece, BlockKind]], publishers: frozenset[str]) -> str | None:
    """`The Harbour Post, 3 May 2031` or `Harbour Lines, press office, 3 May 2031` above the title."""
    piece, kind = head[0] if head else (None, None)
    if not piece or kind != "dateline" or not (day := find_placed_day(piece.text)):
        return None
    name, *rest = piece.text[: day.start].split(",")
    issued = any(re.fullmatch(PRESS_OFFICE, part.strip()) for part in rest)
    return name if issued or is_dated_masthead(name, publishers) else None


def _with_article(name: str, labelled: Sequence[tuple[Piece, BlockKind]]) -> str:
    """`The Harbour Post` where the page's own furniture writes it so, else as found."""
    full = f"The {name}"
    return full if any(kind == "boilerplate" and full in piece.text for piece, kind in labelled) else name


def _find_authors(labelled: Sequence[tuple[Piece, BlockKind]]) -> tuple[str, ...]:
    parts = [part for part in _split_bylines(labelled) if _NAME.fullmatch(part) and not is_masthead(part)]
    return tuple(dict.fromkeys(part for part in parts if load_cues().not_persons.isdisjoint(part.split())))


def _split_bylines(labelled: Sequence[tuple[Piece, BlockKind]]) -> list[str]:
    lines = [_CREDIT_MARK.sub("", piece.text.strip("() ")) for piece, kind in labelled if kind == "byline"]
    return [part for line in lines for part in _NAME_BREAK.split(line)]


def _find_published(document: str, draft: Draft, labelled: Sequence[tuple[Piece, BlockKind]]) -> Dated | None:
    found = [(piece, day) for piece, kind in labelled if kind == "dateline" if (day := find_printed_day(piece.text))]
    if draft.published:
        posted = _find_posted(draft, labelled)
        if posted is not None:
            return _make_dated(document, *posted)
        same = [each for each in found if each[1].value == draft.published]
        return _make_dated(document, *same[0]) if same and draft.hints else _make_metadata(draft.published)
    first = next((each for each in found if not each[1].updated), found[0] if found else _find_dateline(labelled))
    return _make_dated(document, *first) if first else None


def _find_posted(draft: Draft, labelled: Sequence[tuple[Piece, BlockKind]]) -> tuple[Piece, PrintedDay] | None:
    """The day on which a text says itself that it was put up, where what came with it gives a later one.

    That may be when it was changed or fetched, and "on Tuesday" is to be read from the day it was written. Formats that
    mark up their dates tell them apart by themselves.
    """
    opening = [] if draft.hints else [piece for piece, _ in labelled if piece.text.strip()][:_OPENING]
    found = [(piece, day) for piece in opening if len(piece.text) <= _LINE for day in find_posted_days(piece.text)]
    given = parse_day(draft.published or "") or ""
    if len({day.value for _, day in found}) != 1 or len(given) != len(found[0][1].value):
        return None
    apart = date.fromisoformat(given) - date.fromisoformat(found[0][1].value)
    return found[0] if apart >= _LATE else None


def _find_dateline(labelled: Sequence[tuple[Piece, BlockKind]]) -> tuple[Piece, PrintedDay] | None:
    """The dateline that opens the body text, cut from it or not, else one on a line of its own."""
    lines = [piece for piece, kind in labelled if kind == "dateline"]
    opening = [*lines, *[piece for piece, kind in labelled if kind == "body"][:1]]
    found = [(piece, day) for piece in opening if (day := find_dateline_day(piece.text + " "))]
    found += [(piece, day) for piece in lines if (day := find_placed_day(piece.text))]
    return found[0] if found else None


def _make_metadata(value: str) -> Dated:
    earliest, latest = day_bounds(value)
    return Dated(value=value, earliest=earliest, latest=latest, basis="metadata")


def _make_dated(document: str, piece: Piece, day: PrintedDay) -> Dated:
    start, end = piece.first + day.start, piece.first + day.end
    span = Span(document=document, start=start, end=end, text=piece.text[day.start : day.end])
    return Dated(value=day.value, earliest=day.value, latest=day.value, basis="stated", evidence=(span,))
