"""Whether a report says that it is satire: by a label beside its title, or by a sentence above or below its body.

What is labelled is not read further, so that the same word in a menu, in a footer or in a report about satire must not
count.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

from msgspec import Struct

from joindots.intake.blocks.cues import KNOWN_LINES, blank_quotes, compile_any, load_cues, split_sentences
from joindots.intake.blocks.heads import find_day_or_byline
from joindots.intake.blocks.lines import Kinds, Pieces, count_words
from joindots.intake.blocks.paragraphs import ends_sentence
from joindots.intake.blocks.pieces import Piece
from joindots.model import BlockKind

_LABEL_MAX_LENGTH = 60  # characters of a label
_NEAR_TITLE = 3  # lines above or below the title in which a label stands
_MENU_LINES = 3  # short lines one after another, the label among them, that make a menu
_MENU_MAX_WORDS = 4  # of a line of a menu
_END_LINES = 3  # paragraphs at either end of the body in which a sentence speaks of the page
_SENTENCE_MAX_WORDS = 25  # of such a sentence
_PARAGRAPH_MAX_LENGTH = 600  # characters of a paragraph that holds one
_READ = frozenset({"standfirst", "heading", "body", "caption"})


class _Patterns(Struct, frozen=True):
    label: re.Pattern[str]
    sentence: re.Pattern[str]
    reported: re.Pattern[str]


def label_satire(pieces: Pieces, kinds: Kinds, _title: str | None) -> None:
    """What calls the report satire is body, whatever else it looks like; the title is looked for later."""
    texts = [piece.text for piece in pieces]
    for i, piece in enumerate(pieces):
        if kinds[i] not in (None, "boilerplate") or piece.field:
            continue
        if says_satire(piece.text) or (kinds[i] is None and is_label(piece.text) and not is_in_menu(texts, i)):
            kinds[i] = "body"


def is_satire(pieces: Sequence[Piece], kinds: Sequence[BlockKind]) -> bool:
    """Whether the pieces of a document say that it is satire.

    Args:
        pieces: In text order.
        kinds: What each is.
    """
    titles = [i for i, kind in enumerate(kinds) if kind == "title"]
    texts = ["" if kind == "title" else piece.text for piece, kind in zip(pieces, kinds, strict=True)]
    filled = [i for i, piece in enumerate(pieces) if piece.text]
    near = {i for title in titles for i in list_near(filled, title)} if titles else set(filled[:_NEAR_TITLE])
    if any(is_label(texts[i]) and not is_in_menu(texts, i) for i in sorted(near)):
        return True
    read = [i for i in filled if kinds[i] in _READ]
    ends = {*read[:_END_LINES], *read[-_END_LINES:]}
    return any(says_satire(pieces[i].text) for i in sorted(ends))


def list_near(filled: Sequence[int], title: int) -> list[int]:
    """Which of the lines that hold anything stand just above or below the title."""
    above = [i for i in filled if i < title][-_NEAR_TITLE:]
    return [*above, *[i for i in filled if i > title][:_NEAR_TITLE]]


def is_label(text: str) -> bool:
    """Whether a line is a label of satire as a whole."""
    return len(text) <= _LABEL_MAX_LENGTH and _load().label.fullmatch(text) is not None


def says_satire(text: str) -> bool:
    """Whether a paragraph says in its own words, of itself or its page, that it is satire."""
    return len(text) <= _PARAGRAPH_MAX_LENGTH and _says_satire(text)


@lru_cache(maxsize=KNOWN_LINES)
def _says_satire(text: str) -> bool:
    if not _load().sentence.search(text):
        return False
    bare = blank_quotes(text)
    return any(_is_own(bare[a:b].strip()) for a, b in split_sentences(text))


def is_in_menu(texts: Sequence[str], at: int) -> bool:
    """Whether a line stands in a run of short ones that are no dates and no bylines.

    Args:
        texts: Lines in order; an empty one, as which the title is given, ends a run.
        at: Which of them.
    """
    run = 1
    for step in (-1, 1):
        i = at + step
        while 0 <= i < len(texts) and run < _MENU_LINES and _is_short(texts[i]):
            run += 1
            i += step
    return run >= _MENU_LINES


def _is_short(text: str) -> bool:
    if not text or count_words(text) > _MENU_MAX_WORDS or ends_sentence(text):
        return False
    return find_day_or_byline(text) is None and not load_cues().furniture.fullmatch(text)


def _is_own(sentence: str) -> bool:
    patterns = _load()
    if count_words(sentence) > _SENTENCE_MAX_WORDS or patterns.reported.search(sentence):
        return False
    return patterns.sentence.search(sentence) is not None


@cache
def _load() -> _Patterns:
    table = tomllib.loads(files(__package__).joinpath("remarks.toml").read_text("utf-8"))["satire"]
    mark = r"[\W_]{0,4}"

    return _Patterns(
        label=compile_any(table["labels"], mark, mark),
        sentence=compile_any(table["sentences"]),
        reported=compile_any(table["reported"], r"\b", r"\b"),
    )
