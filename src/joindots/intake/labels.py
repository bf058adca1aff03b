"""What each paragraph is to a reader: title, standfirst, byline, dateline, heading, body, caption, boilerplate."""

import itertools
import re
from collections import Counter
from collections.abc import Callable, Sequence

from joindots.intake.cues import blank_quotes, is_call, is_caption, is_filler, load_cues, may_call, split_sentences
from joindots.intake.dates import find_printed_day
from joindots.intake.paragraphs import ends_sentence
from joindots.intake.pieces import Piece
from joindots.model import BlockKind

Kinds = list[BlockKind | None]

_WORD = re.compile(r"\w+")
_NAME_LINE = re.compile(r"[A-Z][\w'’.-]*(?: (?:[A-Z][\w'’.-]*|de|van|von|der|al|bin|du|la)){1,3}")
_BYLINE = re.compile(
    r"(?:by|words by|written by|reporting by|story by)\s*:?\s+(?=[A-Z])[^.!?;]{2,100}"
    r"|\((?:reporting|writing|editing) by .{2,200}\)",
    re.IGNORECASE,
)

TITLE_MAX_WORDS = 30  # longest of 5,000 titles of the bench sets: 29, but for feeds that put the text there
STANDFIRST_MIN_WORDS = 4
STANDFIRST_MAX_WORDS = 40
HEADING_MAX_WORDS = 12
HEADING_MAX_LENGTH = 100  # characters
BODY_MIN_WORDS = 9  # of a paragraph that ends like a sentence, to end the head of the page
LONG_MIN_WORDS = 40  # words of a paragraph that is body whatever it ends with
NAME_REPEATS = 2
SPARSE_MARKS_SHARE = (
    0.4  # of paragraphs without a closing mark: then the mark tells nothing (transcripts, tokenised text)
)
CALL_MAX_LENGTH = 5000  # characters of a paragraph of nothing but calls to the reader
FURNITURE_MAX_LENGTH = 200  # characters of a line that is page furniture as a whole
HEAD_MAX_PIECES = 30  # paragraphs in which title, standfirst, byline and dateline are looked for
COMPARED_LENGTH = 300  # characters; no title and no furniture is longer
BANNER_GAP = 3  # paragraphs between two calls that may belong to one banner


def label_pieces(pieces: Sequence[Piece], title: str | None) -> list[BlockKind]:
    """Label the pieces of one document.

    Args:
        pieces: In text order.
        title: From the format's fields, or None.

    Returns:
        One kind a piece.
    """
    kinds: Kinds = [piece.kind for piece in pieces]
    passes: Sequence[Callable[[Sequence[Piece], Kinds, str | None], None]] = (
        _label_given_title,
        _label_furniture,
        _label_banners,
        _label_captions,
        _label_header,
        _label_tail,
        _label_headings,
    )
    for label in passes:
        label(pieces, kinds, title)
    return [kind or "body" for kind in kinds]


def normalise_line(text: str) -> str:
    """A line as it is compared with others: words only, lower case, of long ones only the beginning."""
    return " ".join(_WORD.findall(text[:COMPARED_LENGTH].lower()))


def count_words(text: str) -> int:
    """Words of a text, but no more than matter here."""
    return len(text[:2000].split())


def _label_given_title(pieces: Sequence[Piece], kinds: Kinds, title: str | None) -> None:
    """Copies of the title at the top are title, wherever the title is known from."""
    known = {normalise_line(title)} if title else set()
    known |= {normalise_line(piece.text) for piece in pieces if piece.field == "title"}
    for i in range(_find_head_end(pieces, kinds, known)):
        if kinds[i] is None and normalise_line(pieces[i].text) in known - {""}:
            kinds[i] = "title"


def _label_furniture(pieces: Sequence[Piece], kinds: Kinds, _title: str | None) -> None:
    for i, piece in enumerate(pieces):
        if kinds[i] is not None:
            continue
        if not piece.text or _is_furniture(piece.text) or is_filler(piece.text) or _is_all_calls(piece.text):
            kinds[i] = "boilerplate"


def _is_furniture(line: str) -> bool:
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


def _label_banners(pieces: Sequence[Piece], kinds: Kinds, _title: str | None) -> None:
    """Paragraphs in the publisher's own voice between two calls are one banner with them."""
    calls = [i for i, piece in enumerate(pieces) if kinds[i] == "boilerplate" and is_call_piece(piece)]
    for a, b in itertools.pairwise(calls):
        between = range(a + 1, b)
        if len(between) <= BANNER_GAP and all(_is_own_voice(pieces[i]) for i in between):
            for i in between:
                kinds[i] = "boilerplate"


def is_call_piece(piece: Piece) -> bool:
    """Whether any sentence of a piece asks the reader for something."""
    bare = blank_quotes(piece.text)
    return any(is_call(bare[a:b]) for a, b in split_sentences(piece.text))


def _is_own_voice(piece: Piece) -> bool:
    return len(piece.text) <= CALL_MAX_LENGTH and bool(load_cues().own.search(blank_quotes(piece.text)))


def _label_captions(pieces: Sequence[Piece], kinds: Kinds, _title: str | None) -> None:
    lines = Counter(normalise_line(piece.text) for piece, kind in zip(pieces, kinds, strict=True) if kind is None)
    for i, piece in enumerate(pieces):
        if kinds[i] is not None or len(piece.text) > 600:
            continue
        repeated = lines[normalise_line(piece.text)] >= NAME_REPEATS
        if (repeated and _NAME_LINE.fullmatch(piece.text)) or (
            is_caption(piece.text) and len(split_sentences(piece.text)) <= 3
        ):
            kinds[i] = "caption"


def _label_header(pieces: Sequence[Piece], kinds: Kinds, title: str | None) -> None:
    """Title, standfirst, dateline and byline above the first body paragraph."""
    end = _find_head_end(pieces, kinds, set())
    for i in range(min(end + 1, len(pieces))):
        if kinds[i] is None and find_printed_day(pieces[i].text):
            kinds[i] = "dateline"
        elif kinds[i] is None and _BYLINE.fullmatch(pieces[i].text):
            kinds[i] = "byline"
    titled = title is not None or "title" in kinds[:end]
    stand = "title" not in kinds[:end]
    for i in range(end):
        if kinds[i] == "boilerplate" and pieces[i].text and not pieces[i].field and titled:
            stand = True
        if kinds[i] is not None:
            continue
        words = count_words(pieces[i].text)
        if not titled and words <= TITLE_MAX_WORDS:
            kinds[i], titled, stand = "title", True, False
        elif not stand and STANDFIRST_MIN_WORDS <= words <= STANDFIRST_MAX_WORDS:
            kinds[i], stand = "standfirst", True
        elif _is_author_line(pieces, i):
            kinds[i] = "byline"


def _is_author_line(pieces: Sequence[Piece], i: int) -> bool:
    """A line that is a name of which the rest of the page never speaks."""
    words = pieces[i].text.split()
    if not _NAME_LINE.fullmatch(pieces[i].text) or pieces[i].text.isupper():
        return False
    if not load_cues().not_persons.isdisjoint(words):
        return False
    surname = words[-1]
    return not any(surname in piece.text for j, piece in enumerate(pieces) if j != i)


def _find_head_end(pieces: Sequence[Piece], kinds: Kinds, titles: set[str]) -> int:
    """Index of the first paragraph that reads like body text."""
    for i, piece in enumerate(pieces[:HEAD_MAX_PIECES]):
        if kinds[i] is not None or normalise_line(piece.text) in titles:
            continue
        words = count_words(piece.text)
        closed = ends_sentence(piece.text) and (piece.text[-1] != "?" or len(split_sentences(piece.text)) > 1)
        if words >= LONG_MIN_WORDS or (words >= BODY_MIN_WORDS and closed):
            return i
    return min(len(pieces), HEAD_MAX_PIECES)


def _label_tail(pieces: Sequence[Piece], kinds: Kinds, _title: str | None) -> None:
    """Lists of other articles after a line that announces them; byline and date under the text."""
    section = load_cues().section
    inside = False
    for i, piece in enumerate(pieces):
        if kinds[i] == "boilerplate" and piece.text and section.fullmatch(piece.text[:FURNITURE_MAX_LENGTH]):
            inside = True
        elif inside and kinds[i] in (None, "caption") and _is_link(piece.text):
            kinds[i] = "boilerplate"
        elif kinds[i] is None:
            inside = False
    for i in range(max(0, len(pieces) - 3), len(pieces)):
        if kinds[i] is None and find_printed_day(pieces[i].text):
            kinds[i] = "dateline"
        elif kinds[i] is None and _BYLINE.fullmatch(pieces[i].text):
            kinds[i] = "byline"


def _is_link(text: str) -> bool:
    """Whether a paragraph reads like a link to another article: a headline, or a teaser cut short."""
    return text.endswith(("...", "…", "[…]", "»", "›")) or (
        not ends_sentence(text) and count_words(text) <= TITLE_MAX_WORDS
    )


def _label_headings(pieces: Sequence[Piece], kinds: Kinds, _title: str | None) -> None:
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
