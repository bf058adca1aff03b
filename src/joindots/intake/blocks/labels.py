"""What each paragraph is to a reader: title, standfirst, byline, dateline, heading, body, caption, boilerplate."""

from collections.abc import Callable, Sequence
from functools import partial

from joindots.intake.blocks.clutter import label_clutter
from joindots.intake.blocks.furniture import label_banners, label_captions, label_furniture, label_tail
from joindots.intake.blocks.heads import guess_title, label_days_and_bylines, label_given_title, label_standfirst
from joindots.intake.blocks.lines import Kinds, Pieces, count_words
from joindots.intake.blocks.mastheads import label_mastheads
from joindots.intake.blocks.paragraphs import ends_sentence
from joindots.intake.blocks.remarks import label_remarks
from joindots.intake.blocks.satire import label_satire
from joindots.model import BlockKind

HEADING_MAX_WORDS = 12
HEADING_MAX_LENGTH = 100  # characters
# Of the paragraphs without a closing mark: above it the mark tells nothing (transcripts, tokenised text).
SPARSE_MARKS_SHARE = 0.4


def label_pieces(pieces: Pieces, title: str | None, publishers: frozenset[str] = frozenset()) -> list[BlockKind]:
    """Label the pieces of one document.

    Args:
        pieces: In text order.
        title: From the format's fields, or None.
        publishers: Normalised names of publishers that the reports of the pile name.

    Returns:
        One kind a piece.
    """
    kinds: Kinds = [piece.kind for piece in pieces]
    passes: Sequence[Callable[[Pieces, Kinds, str | None], None]] = (
        label_given_title,
        label_clutter,
        label_remarks,
        label_satire,
        label_furniture,
        label_banners,
        label_captions,
        label_days_and_bylines,
        partial(label_mastheads, known=publishers),
        guess_title,
        label_standfirst,
        label_tail,
        _label_headings,
    )
    for label in passes:
        label(pieces, kinds, title)
    return [kind or "body" for kind in kinds]


def _label_headings(pieces: Pieces, kinds: Kinds, _title: str | None) -> None:
    """Short lines without a closing mark between paragraphs, unless the text hardly ever sets such marks."""
    free = [i for i, kind in enumerate(kinds) if kind is None]
    bare = [i for i in free if not ends_sentence(pieces[i].text)]
    if len(bare) > SPARSE_MARKS_SHARE * len(free):
        return
    for i in bare:
        if _is_heading(pieces[i].text) and i + 1 < len(pieces):
            kinds[i] = "heading"


def _is_heading(text: str) -> bool:
    starts = text[0].isupper() or text[0].isdigit() or text[0] in "\"“‘'"
    short = len(text) <= HEADING_MAX_LENGTH and count_words(text) <= HEADING_MAX_WORDS
    return starts and short and text[-1] not in ',;:-–—"”' and any(char.isalpha() for char in text)
