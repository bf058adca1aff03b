"""What a reader of a page must know of it that its text does not tell."""

from collections.abc import Iterator, Sequence

from joindots.intake.pages.linked_data import LinkedData

_REVEALED = "hidden until a script shows it"
_LIVE = "live blog"
_PART = "not all of it is free to read"
_PART_MAX_WORDS = 250  # of what may be only the beginning of an article, where the page does not count its words
_PART_SHARE = 0.8  # of the words that the page counts, below which some are missing


def list_notes(linked: LinkedData, texts: Sequence[str], *, is_revealed: bool) -> Iterator[str]:
    """Notes on a page, in no order.

    Args:
        linked: Its JSON-LD.
        texts: Its article.
        is_revealed: Whether the file hides most of it, for a script to show.
    """
    if is_revealed:
        yield _REVEALED
    if linked.is_live:
        yield f"{_LIVE}, last change: {linked.updated}" if linked.updated else _LIVE
    least = _PART_SHARE * linked.words if linked.words else _PART_MAX_WORDS
    if linked.is_free is False and sum(len(text.split()) for text in texts) < least:
        yield _PART
