"""What a report says of itself that a reader must know: corrections, later additions, a wall before the rest.

Such paragraphs are kept as body, so that they are read, and named in the notes of the document. A page that holds no
report at all, an error, a question for consent or for a password, keeps its text as boilerplate and is named as what it
is. Satire is told in `satire`.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

from msgspec import Struct

from joindots.intake.blocks.cues import KNOWN_LINES, blank_quotes, compile_any, split_sentences
from joindots.intake.blocks.lines import Kinds, Pieces, count_words
from joindots.intake.blocks.paragraphs import ends_sentence
from joindots.intake.blocks.pieces import Piece
from joindots.intake.blocks.satire import is_satire
from joindots.model import BlockKind

CORRECTION, UPDATE, SATIRE = "states a correction", "states an update", "labelled satire"
PAYWALL, ERROR = "cut off by a paywall", "an error page, no report"
CONSENT, LOGIN = "a consent page, no report", "a login page, no report"

_REMARK_MIN_WORDS = 6  # of a correction or an update; a shorter line is a link to such a page
_REMARK_MAX_LENGTH = 2000  # characters
_LINE_MAX_LENGTH = 120  # characters of a line looked at as a whole
_STUB_MAX_WORDS = 120  # words of an error or consent page, furniture left out
_STUB_MAX_OTHER = 25  # of them in sentences that do not belong to such a page
_CONSENT_LEAST_CUES = 2  # different words about consent that such a page has at least, if it is longer than
_CONSENT_BRIEF_WORDS = 20  # a sentence and a name
_CONSENT_MIN_SHARE = 0.5  # of the words of a consent page, in sentences about consent
_LOGIN_MIN_SHARE = 0.5  # of the words of a login page, in lines about accounts
_PROSE_MIN_WORDS = 8  # of a sentence that can be of a report
_LOOKED_AT = 40  # paragraphs from either end in which labels and walls are looked for

_READ = frozenset({"title", "standfirst", "heading", "body", "caption"})


class _Patterns(Struct, frozen=True):
    correction: re.Pattern[str]
    update: re.Pattern[str]
    paywall: re.Pattern[str]
    error: re.Pattern[str]
    error_said: re.Pattern[str]
    consent: re.Pattern[str]
    consent_voice: re.Pattern[str]
    login: re.Pattern[str]
    login_said: re.Pattern[str]


def label_remarks(pieces: Pieces, kinds: Kinds, _title: str | None) -> None:
    """Corrections and updates are body, whatever else they look like."""
    for i, piece in enumerate(pieces):
        if kinds[i] in (None, "boilerplate") and not piece.field and find_remark(piece.text):
            kinds[i] = "body"


def find_remarks(pieces: Sequence[Piece], kinds: Sequence[BlockKind]) -> tuple[str, ...]:
    """What a document's notes name, sorted."""
    read = [piece.text for piece, kind in zip(pieces, kinds, strict=True) if kind in _READ and piece.text]
    if stub := find_stub(read):
        return (stub,)
    found = {remark for text in read if (remark := find_remark(text))}
    if is_satire(pieces, kinds):
        found.add(SATIRE)
    ends = [piece.text for piece in (*pieces[:_LOOKED_AT], *pieces[_LOOKED_AT:][-_LOOKED_AT:])]
    if any(map(_tells_of_wall, ends)):
        found.add(PAYWALL)
    return tuple(sorted(found))


def clear_stub(kinds: Sequence[BlockKind], remarks: Sequence[str]) -> list[BlockKind]:
    """The kinds of a page; of one that holds no report, boilerplate throughout."""
    return ["boilerplate"] * len(kinds) if {ERROR, CONSENT, LOGIN}.intersection(remarks) else list(kinds)


def find_stub(texts: Sequence[str]) -> str | None:
    """What a page is that holds no report: `ERROR`, `CONSENT` or `LOGIN`; None for everything else.

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
    if _is_consent(texts, total):
        return CONSENT
    return LOGIN if _is_login(texts, total) else None


def _is_consent(texts: Sequence[str], total: int) -> bool:
    """Whether a page only asks for consent; a word of it ("by unanimous consent") makes no wall, nor what is quoted."""
    asked = [
        bare[a:b]
        for bare in map(blank_quotes, texts)
        for a, b in split_sentences(bare)
        if _load().consent.search(bare[a:b])
    ]
    about = sum(map(count_words, asked))
    cues = {cue.lower() for text in asked for cue in _load().consent.findall(text)}
    enough = len(cues) >= _CONSENT_LEAST_CUES or total <= _CONSENT_BRIEF_WORDS
    own = any(map(_load().consent_voice.search, asked))
    return enough and own and about >= _CONSENT_MIN_SHARE * total and total - about <= _STUB_MAX_OTHER


def _is_login(texts: Sequence[str], total: int) -> bool:
    """Whether a page only asks for a password; the beginning of a report above such a wall is a report."""
    patterns = _load()
    if not any(_is_line(patterns.login, text) for text in texts):
        return False
    other = [text for text in texts if not _is_line(patterns.login, text) and not patterns.login_said.search(text)]
    if any(ends_sentence(text) and count_words(text) >= _PROSE_MIN_WORDS for text in other):
        return False
    return total - sum(map(count_words, other)) >= _LOGIN_MIN_SHARE * total


def is_error_line(text: str, words: int = 1) -> bool:
    """Whether a line of so many words or more is, as a whole, what servers say that have no such page."""
    return len(text.split()) >= words and _is_line(_load().error, text)


def find_remark(text: str) -> str | None:
    """What a paragraph says of the report: `CORRECTION`, `UPDATE` or nothing."""
    if not text or len(text) > _REMARK_MAX_LENGTH or count_words(text) < _REMARK_MIN_WORDS:
        return None
    return _find_remark(text)


@lru_cache(maxsize=KNOWN_LINES)
def _find_remark(text: str) -> str | None:
    patterns = _load()
    if patterns.correction.match(text):
        return CORRECTION
    return UPDATE if patterns.update.match(text) else None


def _is_line(pattern: re.Pattern[str], text: str) -> bool:
    return len(text) <= _LINE_MAX_LENGTH and pattern.fullmatch(text) is not None


@lru_cache(maxsize=KNOWN_LINES)
def _tells_of_wall(text: str) -> bool:
    return _has_sentence(_load().paywall, text)


def _has_sentence(pattern: re.Pattern[str], text: str) -> bool:
    return len(text) <= _REMARK_MAX_LENGTH and any(pattern.search(text[a:b]) for a, b in split_sentences(text))


@cache
def _load() -> _Patterns:
    table = tomllib.loads(files(__package__).joinpath("remarks.toml").read_text("utf-8"))

    mark = r"[\W_]{0,4}"
    note = rf"{mark}(?:(?:editor['’]?s['’]? note|note)\s*[:—–-]\s*)?"
    return _Patterns(
        correction=compile_any(table["correction"]["openings"], note),
        update=compile_any(table["update"]["openings"], note),
        paywall=compile_any(table["paywall"]["sentences"]),
        error=compile_any(table["error"]["lines"], mark, mark),
        error_said=compile_any(table["error"]["sentences"]),
        consent=compile_any(table["consent"]["sentences"]),
        consent_voice=re.compile(table["consent"]["voice"], re.IGNORECASE),
        login=compile_any(table["login"]["lines"], mark, mark),
        login_said=compile_any(table["login"]["sentences"]),
    )
