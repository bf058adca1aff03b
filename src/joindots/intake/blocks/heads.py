"""The head of a page: title, standfirst, date and byline above the first body paragraph."""

import re

from joindots.intake.blocks.cues import load_cues, split_sentences
from joindots.intake.blocks.lines import NAME_LINE, Kinds, Pieces, count_words, normalise_line
from joindots.intake.blocks.paragraphs import ends_sentence
from joindots.intake.dates import find_dateline_day, find_placed_day, find_printed_day, measure_dateline
from joindots.model import BlockKind

_BYLINE = re.compile(
    r"(?:by|words by|written by|reporting by|story by)\s*:?\s+(?=[A-Z])[^.!?;]{2,100}"
    r"|\((?:reporting|writing|editing) by .{2,200}\)",
    re.IGNORECASE,
)
# The same in other languages, where only a name may follow: the words are prepositions.
_FOREIGN_BYLINE = re.compile(
    r"(?:Von|Par|Por|Di|Door|Av|Af|Texto de|Autor(?:in)?:)(?: [A-Z][\w'’.-]+){2,4}"
    r"(?:(?:,| und| et| y| e| en| och| og)(?: [A-Z][\w'’.-]+){2,4})?"
)
# A byline that gives a post in place of a name: "From our own correspondent", "Harbour Post reporter".
_DESK = r"(?:(?:staff|special|own|chief|senior|news|political|business|crime|sports?|foreign|courts?|legal|health) )"
_POST = r"(?:reporters?|correspondents?|writers?|editors?|newsroom)"
_POST_LINE = re.compile(
    r"(?:[Ff]rom |[Bb]y |[Rr]eporting by )?(?:(?:[Oo]ur|[Aa]n?) |(?:[A-Z][\w'’.&-]{0,40},? ){1,5})"
    rf"{_DESK}{{0,2}}{_POST}"
)
TITLE_MAX_WORDS = 30  # of 7,500 titles of the bench sets 99.9 % have 23 or fewer
LINE_MAX_LENGTH = 400  # characters of a title or standfirst
STANDFIRST_MIN_WORDS = 4
STANDFIRST_MAX_WORDS = 40
BODY_MIN_WORDS = 9  # of a paragraph that ends like a sentence, to end the head of the page
LONG_MIN_WORDS = 40  # words of a paragraph that is body whatever it ends with
HEAD_MAX_PIECES = (
    30  # paragraphs, page furniture not counted, in which title, standfirst, byline and dateline are looked for
)
TAIL_PIECES = 3  # paragraphs at the end in which a date or a byline is looked for


def label_given_title(pieces: Pieces, kinds: Kinds, title: str | None) -> None:
    """Copies of the title at the top are title, wherever the title is known from."""
    known = {normalise_line(title)} if title else set()
    known |= {normalise_line(piece.text) for piece in pieces if piece.field == "title"}
    for i in range(find_head_end(pieces, kinds, known)):
        if kinds[i] is None and normalise_line(pieces[i].text) in known - {""}:
            kinds[i] = "title"


def label_days_and_bylines(pieces: Pieces, kinds: Kinds, _title: str | None) -> None:
    """Lines in the head of the page, or at its end, that hold a date or an author and nothing else."""
    head = range(min(find_head_end(pieces, kinds, set()) + 1, len(pieces)))
    tail = range(max(len(head), len(pieces) - TAIL_PIECES), len(pieces))
    for i in (*head, *tail):
        kinds[i] = kinds[i] or find_day_or_byline(pieces[i].text)
    for i in head:  # further down such a line is rather a caption
        kinds[i] = kinds[i] or ("dateline" if find_placed_day(pieces[i].text) else None)


def find_day_or_byline(text: str) -> BlockKind | None:
    """The kind of a line that holds a date or an author and nothing else."""
    if _is_dateline(text):
        return "dateline"
    return "byline" if any(pattern.fullmatch(text) for pattern in (_BYLINE, _FOREIGN_BYLINE, _POST_LINE)) else None


def _is_dateline(text: str) -> bool:
    """Whether a line states a day and nothing else, or is an agency's dateline on a line of its own."""
    short = count_words(text) < BODY_MIN_WORDS
    dateline = short and (find_dateline_day(text + " ") or measure_dateline(text) == len(text))
    return bool(dateline or find_printed_day(text))


def guess_title(pieces: Pieces, kinds: Kinds, title: str | None) -> None:
    """Where no title is known, the first line of the head that is no sentence; then its copies."""
    head = range(find_head_end(pieces, kinds, set()))
    titles = {normalise_line(pieces[i].text) for i in head if kinds[i] == "title"}
    if title is None and not titles:
        free = (i for i in head if kinds[i] is None and pieces[i].text[-1] != ".")
        first = next((i for i in free if _is_short(pieces[i].text, TITLE_MAX_WORDS)), None)
        titles = set() if first is None else {normalise_line(pieces[first].text)}
    for i in head:
        if kinds[i] is None and normalise_line(pieces[i].text) in titles:
            kinds[i] = "title"


def label_standfirst(pieces: Pieces, kinds: Kinds, _title: str | None) -> None:
    """The line after the title that is no sentence, days and captions left aside; and an author's name."""
    head = range(find_head_end(pieces, kinds, set()))
    open_to = False
    for i in head:
        if kinds[i] == "title":
            open_to = True
        elif kinds[i] == "boilerplate" and pieces[i].text and not pieces[i].field:
            open_to = False
        elif kinds[i] is None and _is_author_line(pieces, i):
            kinds[i] = "byline"
        elif kinds[i] is None and open_to and _is_standfirst(pieces[i].text):
            kinds[i], open_to = "standfirst", False


def _is_standfirst(text: str) -> bool:
    return (
        _is_short(text, STANDFIRST_MAX_WORDS) and count_words(text) >= STANDFIRST_MIN_WORDS and not ends_sentence(text)
    )


def _is_short(text: str, words: int) -> bool:
    return len(text) <= LINE_MAX_LENGTH and count_words(text) <= words


def _is_author_line(pieces: Pieces, i: int) -> bool:
    """A line that is a name of which the rest of the page never speaks."""
    words = pieces[i].text.split()
    if not NAME_LINE.fullmatch(pieces[i].text) or pieces[i].text.isupper():
        return False
    if not load_cues().not_persons.isdisjoint(words):
        return False
    surname = words[-1]
    return not any(surname in piece.text for j, piece in enumerate(pieces) if j != i)


def find_head_end(pieces: Pieces, kinds: Kinds, titles: set[str]) -> int:
    """Index of the first paragraph that reads like body text."""
    limit = HEAD_MAX_PIECES
    for i, piece in enumerate(pieces):
        if kinds[i] == "boilerplate" and not piece.field:
            limit += 1
        if i >= limit:
            return i
        if kinds[i] is not None or normalise_line(piece.text) in titles:
            continue
        words = count_words(piece.text)
        closed = ends_sentence(piece.text) and (piece.text[-1] != "?" or len(split_sentences(piece.text)) > 1)
        if words >= LONG_MIN_WORDS or (words >= BODY_MIN_WORDS and closed):
            return i
    return len(pieces)
