"""What intake tells of a report, in words: its format, its language, what was noticed."""

import tomllib
from functools import cache
from importlib import resources

import msgspec
from msgspec import Struct


class _Tables(Struct, frozen=True):
    """The tables of `sources.toml`."""

    media: dict[str, str]
    notes: dict[str, str]
    languages: dict[str, str]


def media_words(media_type: str) -> str:
    """What people call a media type; the type itself where the table does not know it."""
    return _load_tables().media.get(media_type, media_type)


def language_words(code: str) -> str:
    """The English name of a language; its code where the table does not know it."""
    return _load_tables().languages.get(code, code)


def remark_words(note: str) -> str:
    """A note of intake as a sentence; the note itself where the table does not know it."""
    notes = _load_tables().notes
    if note in notes:
        return notes[note]
    key, _, value = note.partition(": ")
    return notes[key].replace("{}", value) if key in notes else note


@cache
def _load_tables() -> _Tables:
    text = resources.files("joindots.account").joinpath("sources.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), _Tables)
