"""What a report says of itself that a reader must know: corrections, later additions, satire, a wall before the rest.

Such paragraphs are kept as body, so that they are read, and named in the notes of the document. A page that holds no
report at all, an error or a question for consent, keeps its text as boilerplate and is named as what it is.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from msgspec import Struct

from joindots.intake.blocks.cues import split_sentences
from joindots.intake.blocks.lines import Kinds, Pieces, count_words
from joindots.intake.blocks.pieces import Piece
from joindots.model import BlockKind

CORRECTION, UPDATE, SATIRE = "states a correction", "states an update", "labelled satire"
PAYWALL, ERROR, CONSENT = "cut off by a paywall", "an error page, no report", "a consent page, no report"

_REMARK_MIN_WORDS = 6  # of a correction or an update; a shorter line is a link to such a page
_REMARK_MAX_LENGTH = 2000  # characters
_LINE_MAX_LENGTH = 120  # characters of a line looked at as a whole
_STUB_MAX_WORDS = 120  # words of an error or consent page, furniture left out
_STUB_MAX_OTHER = 25  # of them in sentences that do not belong to such a page
_CONSENT_MIN_SHARE = 0.5  # of the words of a consent page, in sentences about consent
_LOOKED_AT = 40  # paragraphs from either end in which labels and walls are looked for

_READ = frozenset({"title", "standfirst", "heading", "body", "caption"})


class _Patterns(Struct, frozen=True):
    correction: re.Pattern[str]
    update: re.Pattern[str]
    satire: re.Pattern[str]
    satire_said: re.Pattern[str]
    paywall: re.Pattern[str]
    error: re.Pattern[str]
    error_said: re.Pattern[str]
    consent: re.Pattern[str]


def label_remarks(pieces: Pieces, kinds: Kinds, _title: str | None) -> None:
    """Corrections, updates and labels of satire are body, whatever else they look like."""
    for i, piece in enumerate(pieces):
        if kinds[i] in (None, "boilerplate") and not piece.field and find_remark(piece.text):
            kinds[i] = "body"


def find_remarks(pieces: Sequence[Piece], kinds: Sequence[BlockKind]) -> tuple[str, ...]:
    """What a document's notes name, sorted."""
    read = [piece.text for piece, kind in zip(pieces, kinds, strict=True) if kind in _READ and piece.text]
    if stub := find_stub(read):
        return (stub,)
    found = {remark for text in read if (remark := find_remark(text))}
    ends = [piece.text for piece in (*pieces[:_LOOKED_AT], *pieces[_LOOKED_AT:][-_LOOKED_AT:])]
    if any(_has_sentence(_load().paywall, text) for text in ends):
        found.add(PAYWALL)
    return tuple(sorted(found))


def clear_stub(kinds: Sequence[BlockKind], remarks: Sequence[str]) -> list[BlockKind]:
    """The kinds of a page; of one that holds no report, boilerplate throughout."""
    return ["boilerplate"] * len(kinds) if {ERROR, CONSENT}.intersection(remarks) else list(kinds)


def find_stub(texts: Sequence[str]) -> str | None:
    """What a page is that holds no report: `ERROR` or `CONSENT`; None for everything else.

    Args:
        texts: Its lines, the title among them, without what is known to be furniture.
    """
    total = sum(map(count_words, texts))
    if not total or total > _STUB_MAX_WORDS:
        return None
    patterns = _load()
    said = [text for text in texts if not _is_line(patterns.error, text)]
    if len(said) < len(texts):
        other = sum(count_words(text) for text in said if not _has_sentence(patterns.error_said, text))
        return ERROR if other <= _STUB_MAX_OTHER else None
    about = sum(count_words(text) for text in texts if _has_sentence(patterns.consent, text))
    return CONSENT if about >= _CONSENT_MIN_SHARE * total and total - about <= _STUB_MAX_OTHER else None


def find_remark(text: str) -> str | None:
    """What a paragraph says of the report: `CORRECTION`, `UPDATE`, `SATIRE` or nothing."""
    if not text or len(text) > _REMARK_MAX_LENGTH:
        return None
    patterns = _load()
    if _is_line(patterns.satire, text) or (len(text) <= 300 and patterns.satire_said.search(text)):
        return SATIRE
    if count_words(text) < _REMARK_MIN_WORDS:
        return None
    if patterns.correction.match(text):
        return CORRECTION
    return UPDATE if patterns.update.match(text) else None


def _is_line(pattern: re.Pattern[str], text: str) -> bool:
    return len(text) <= _LINE_MAX_LENGTH and pattern.fullmatch(text) is not None


def _has_sentence(pattern: re.Pattern[str], text: str) -> bool:
    return len(text) <= _REMARK_MAX_LENGTH and any(pattern.search(text[a:b]) for a, b in split_sentences(text))


@cache
def _load() -> _Patterns:
    table = tomllib.loads(files(__package__).joinpath("remarks.toml").read_text("utf-8"))

    def compile_any(patterns: Sequence[str], before: str = "", after: str = "") -> re.Pattern[str]:
        return re.compile(rf"{before}(?:{'|'.join(patterns)}){after}", re.IGNORECASE)

    mark = r"[\W_]{0,4}"
    note = rf"{mark}(?:(?:editor['’]?s['’]? note|note)\s*[:—–-]\s*)?"
    return _Patterns(
        correction=compile_any(table["correction"]["openings"], note),
        update=compile_any(table["update"]["openings"], note),
        satire=compile_any(table["satire"]["labels"], mark, mark),
        satire_said=compile_any(table["satire"]["sentences"]),
        paywall=compile_any(table["paywall"]["sentences"]),
        error=compile_any(table["error"]["lines"], mark, mark),
        error_said=compile_any(table["error"]["sentences"]),
        consent=compile_any(table["consent"]["sentences"]),
    )
