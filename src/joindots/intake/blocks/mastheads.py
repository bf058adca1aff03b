"""The line that names the publisher in the head of a report."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from msgspec import Struct

from joindots.intake.blocks.heads import STANDFIRST_MIN_WORDS, find_head_end
from joindots.intake.blocks.lines import Kinds, Pieces, count_words, normalise_line

MASTHEAD_MAX_LENGTH = 60  # characters
_WORD = r"[A-Z][\w'’&-]{0,29}"


class _Mastheads(Struct, frozen=True):
    name: re.Pattern[str]
    pages: frozenset[str]
    sections: frozenset[str]
    places: frozenset[str]


def is_masthead(text: str, known: frozenset[str] = frozenset()) -> bool:
    """Whether a line is the name of a publisher and nothing else.

    Args:
        text: The line, without white space around it.
        known: Normalised names of publishers that other reports of the pile name.
    """
    if not text or len(text) > MASTHEAD_MAX_LENGTH:
        return False
    if normalise_line(text) in known:
        return True
    mastheads = _load()
    *words, last = text.split()
    is_section = last in mastheads.pages and mastheads.sections.issuperset(words)
    return bool(mastheads.name.fullmatch(text)) and not is_section


def is_dated_masthead(name: str, known: frozenset[str] = frozenset()) -> bool:
    """Whether what stands before the day in a report's first line names a publisher; a place may stand there, too.

    Args:
        name: The words before the day.
        known: As in `is_masthead`.
    """
    if is_masthead(name, known):
        return True
    if name.startswith("The "):
        return name not in _load().places
    *words, last = name.split()
    return is_masthead(" ".join([*words, last.capitalize()]))  # Harbour magazine


def label_mastheads(pieces: Pieces, kinds: Kinds, title: str | None, known: frozenset[str] = frozenset()) -> None:
    """Publishers' names in the head are boilerplate, where another line there is, or can be, the title."""
    head = range(find_head_end(pieces, kinds, {normalise_line(title)} if title else set()))
    free = [i for i in head if kinds[i] is None]
    names = {i for i in free if is_masthead(pieces[i].text, known)}
    titled = bool(title) or any(kinds[i] == "title" for i in head)
    for i in sorted(names):
        others = (j for j in free if j not in names and (j < i or count_words(pieces[j].text) >= STANDFIRST_MIN_WORDS))
        if titled or any(True for _ in others):
            kinds[i] = "boilerplate"


@cache
def _load() -> _Mastheads:
    table = tomllib.loads(files(__package__).joinpath("mastheads.toml").read_text("utf-8"))
    nouns = "|".join(form for noun in table["nouns"] for form in dict.fromkeys((noun, noun.upper())))
    ends = rf"(?:The |THE )?(?:{_WORD} ){{1,3}}(?:{nouns})|(?:The|THE) (?:{nouns})"
    begins = rf"(?:{'|'.join(table['openers'])})(?: {_WORD}){{1,3}}"
    placed = rf"(?:The )?(?:{_WORD} ){{0,2}}(?:{nouns}) (?:of|on)(?: the)?(?: {_WORD}){{1,3}}"
    return _Mastheads(
        name=re.compile(rf"(?!By )(?:{ends}|{begins}|{placed})"),
        pages=frozenset(table["pages"]),
        sections=frozenset(table["sections"]),
        places=frozenset(table["places"]),
    )
