"""What is on a page besides the report: calls to the reader, banners, lists of links, captions."""

import re
from collections import Counter
from itertools import pairwise

from joindots.intake.blocks.cues import (
    blank_quotes,
    is_call,
    is_caption,
    is_filler,
    load_cues,
    may_call,
    split_sentences,
)
from joindots.intake.blocks.lines import NAME_LINE, Kinds, Pieces, count_words, normalise_line
from joindots.intake.blocks.paragraphs import ends_sentence
from joindots.intake.blocks.pieces import Piece

NAME_REPEATS = 2
BANNER_GAP = 3  # paragraphs between two calls that may belong to one banner
CALL_MAX_LENGTH = 5000  # characters of a paragraph of nothing but calls to the reader
FURNITURE_MAX_LENGTH = 200  # characters of a line that is page furniture as a whole
CAPTION_MAX_LENGTH = 600  # characters
CAPTION_MAX_SENTENCES = 3
_ADDRESS = re.compile(r"\W{0,3}(?:https?://|www\.)\S{4,2000}", re.IGNORECASE)
LINK_MAX_WORDS = 30  # of a headline in a list of links


def label_furniture(pieces: Pieces, kinds: Kinds, _title: str | None) -> None:
    """Lines of page furniture, addresses alone, placeholder text, paragraphs that only ask for something."""
    for i, piece in enumerate(pieces):
        if kinds[i] is not None:
            continue
        if not piece.text or _is_furniture(piece.text) or is_filler(piece.text) or _is_all_calls(piece.text):
            kinds[i] = "boilerplate"


def _is_furniture(line: str) -> bool:
    if _ADDRESS.fullmatch(line):
        return True
    cues = load_cues()
    lines = (cues.furniture, cues.edition, cues.section)
    return len(line) <= FURNITURE_MAX_LENGTH and any(pattern.fullmatch(line) for pattern in lines)


def _is_all_calls(text: str) -> bool:
    if len(text) > CALL_MAX_LENGTH or not may_call(text):
        return False
    bare = blank_quotes(text)
    sentences = [bare[a:b] for a, b in split_sentences(text)]
    own = load_cues().own
    return any(map(is_call, sentences)) and all(is_call(s) or own.search(s) for s in sentences)


def label_banners(pieces: Pieces, kinds: Kinds, _title: str | None) -> None:
    """Paragraphs in the publisher's own voice between two calls are one banner with them."""
    calls = [i for i, piece in enumerate(pieces) if kinds[i] == "boilerplate" and _holds_call(piece)]
    for a, b in pairwise(calls):
        between = range(a + 1, b)
        if len(between) <= BANNER_GAP and all(_is_own_voice(pieces[i]) for i in between):
            for i in between:
                kinds[i] = "boilerplate"


def _holds_call(piece: Piece) -> bool:
    """Whether any sentence of a piece asks the reader for something."""
    bare = blank_quotes(piece.text)
    return any(is_call(bare[a:b]) for a, b in split_sentences(piece.text))


def _is_own_voice(piece: Piece) -> bool:
    return len(piece.text) <= CALL_MAX_LENGTH and bool(load_cues().own.search(blank_quotes(piece.text)))


def label_captions(pieces: Pieces, kinds: Kinds, _title: str | None) -> None:
    """Names that stand alone more than once, and paragraphs that begin or end like a caption."""
    lines = Counter(normalise_line(piece.text) for piece, kind in zip(pieces, kinds, strict=True) if kind is None)
    for i, piece in enumerate(pieces):
        if kinds[i] is not None or len(piece.text) > CAPTION_MAX_LENGTH:
            continue
        repeated = lines[normalise_line(piece.text)] >= NAME_REPEATS
        if (repeated and NAME_LINE.fullmatch(piece.text)) or (
            is_caption(piece.text) and len(split_sentences(piece.text)) <= CAPTION_MAX_SENTENCES
        ):
            kinds[i] = "caption"


def label_tail(pieces: Pieces, kinds: Kinds, _title: str | None) -> None:
    """Lists of other articles after a line that announces them."""
    section = load_cues().section
    inside = False
    for i, piece in enumerate(pieces):
        if kinds[i] == "boilerplate" and piece.text and section.fullmatch(piece.text[:FURNITURE_MAX_LENGTH]):
            inside = True
        elif inside and kinds[i] in (None, "caption") and _is_link(piece.text):
            kinds[i] = "boilerplate"
        elif kinds[i] is None:
            inside = False


def _is_link(text: str) -> bool:
    """Whether a paragraph reads like a link to another article: a headline, or a teaser cut short."""
    return text.endswith(("...", "…", "[…]", "»", "›")) or (
        not ends_sentence(text) and count_words(text) <= LINK_MAX_WORDS
    )
