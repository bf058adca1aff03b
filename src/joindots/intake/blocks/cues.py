"""The signs of page furniture, compiled from `cues.toml`."""

import itertools
import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from msgspec import Struct

# Text between quotation marks belongs to whoever is quoted. An apostrophe inside ‘...’ ends it early; harmless here.
_QUOTED = re.compile(r"“[^“”]{0,1000}(?:”|$)|\"[^\"]{0,1000}(?:\"|$)|(?<!\w)‘[^‘’]{0,1000}’")
_WORD = re.compile(r"[^\W\d_]+")
# Ends of sentences, and seams where a banner runs into the next sentence without a space.
_SENTENCE_BREAK = re.compile(r"(?<=[.!?])[\"”’)]{0,2}\s+(?=[\"“‘(]?[A-Z0-9])|(?<=[a-z]{3}[.!?])(?=[A-Z][a-z])")

FILLER_SHARE = 0.6  # of the words; of 20,000 English paragraphs none has more than 0.4, a speech of Cicero 0.1
FILLER_MIN_WORDS = 4
KNOWN_LINES = 1 << 12
"""Lines of which it is remembered what they are by themselves: they are asked about again, and so are their copies."""
_FILLER_WITHIN = 300  # characters from the start of a paragraph that are looked at
_CREDIT_WITHIN = 300  # characters from the end


class Cues(Struct, frozen=True):
    """Compiled patterns.

    Attributes:
        hints: Words of which a call holds at least one, as they are written at the start of a sentence.
        order: An order to the reader at the start of a sentence.
        about: What such orders are about.
        plea: Other sentences that ask the reader for something.
        own: First person plural.
        furniture: Whole lines.
        section: Whole lines that open a list of links.
        caption: Beginnings of captions.
        credit: Credits in brackets that close a caption.
        field: A header field, with groups `name` and `value`.
        names: Field name to what it holds.
        not_persons: Words that no name of a person holds.
        edition: A masthead line, with group `name`.
        readers: Names its readers or club, with group `name`.
        filler: Words of placeholder text.
    """

    hints: frozenset[str]
    order: re.Pattern[str]
    about: re.Pattern[str]
    plea: re.Pattern[str]
    own: re.Pattern[str]
    furniture: re.Pattern[str]
    section: re.Pattern[str]
    caption: re.Pattern[str]
    credit: re.Pattern[str]
    field: re.Pattern[str]
    names: dict[str, str]
    not_persons: frozenset[str]
    edition: re.Pattern[str]
    readers: re.Pattern[str]
    filler: frozenset[str]


@cache
def load_cues() -> Cues:
    """Read and compile the table, once."""
    table = tomllib.loads(files(__package__).joinpath("cues.toml").read_text("utf-8"))
    calls, lines, fields, mastheads = table["calls"], table["lines"], table["fields"], table["mastheads"]
    names = {name: kind for kind, listed in fields.items() for name in listed}
    orders = _any(calls["orders"])
    name = r"(?P<name>(?:The\s{1,9})?[A-Z][\w&'’.-]{0,29}(?:\s{1,9}[A-Z][\w&'’.-]{0,29}){0,3}?)"
    clubs = _any(mastheads["clubs"])
    return Cues(
        hints=_list_hints(calls["orders"], calls["plea_words"]),
        order=_compile(rf"\W{{0,20}}(?:please |why not |you can (?:also )?)?(?:{orders})\b"),
        about=_compile(rf"\b(?:{_any(calls['objects'])})(?!\w)"),
        plea=_compile(_any(calls["pleas"])),
        own=_compile(_any(calls["self"])),
        furniture=_compile(rf"\W{{0,20}}(?:{_any(lines['furniture'])})\W{{0,20}}"),
        section=_compile(rf"\W{{0,20}}(?:{_any(lines['sections'])})\W{{0,20}}"),
        caption=_compile(_any(lines["captions"])),
        credit=re.compile(_any(lines["credits"])),
        field=_compile(
            rf"(?P<mark>#{{1,4}}\s*)?(?P<name>{_any(sorted(names, key=len, reverse=True))})\s*:\s*(?P<value>\S.*)"
        ),
        names=names,
        not_persons=frozenset(table["names"]["not_persons"]),
        edition=re.compile(rf"{name}\s+(?:{_any(mastheads['editions'])})"),
        readers=re.compile(rf"\b(?:[Oo]ther|[Ss]ubscribe to) {name} (?:readers|{clubs})\b"),
        filler=frozenset(table["filler"]["words"].split()),
    )


def blank_quotes(text: str) -> str:
    """The text with what stands between quotation marks replaced by spaces; same length."""
    return _QUOTED.sub(lambda found: " " * len(found.group()), text)


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Rough sentences that tile the text; good enough to cut banners off."""
    edges = [0, *(found.end() for found in _SENTENCE_BREAK.finditer(text)), len(text)]
    return [(a, b) for a, b in itertools.pairwise(edges) if a < b]


def may_call(text: str) -> bool:
    """A quick no for most paragraphs: whether any word of a call occurs."""
    words = text.split()
    hints = load_cues().hints
    return bool(words) and (words[0].capitalize() in hints or not hints.isdisjoint(words))


def is_caption(text: str) -> bool:
    """Whether a paragraph begins like a caption or ends with the credit of a picture."""
    cues = load_cues()
    if cues.caption.match(text):
        return True
    return text.rstrip(". ").endswith(")") and bool(cues.credit.search(text[-_CREDIT_WITHIN:]))


def is_call(sentence: str) -> bool:
    """Whether a sentence, its quotations blanked, asks the reader for something."""
    cues = load_cues()
    bare = sentence.strip()
    order = cues.order.match(bare)
    return bool(cues.plea.search(bare) or (order and cues.about.search(bare, order.end())))


def is_filler(text: str) -> bool:
    """Whether a paragraph is placeholder text."""
    return _is_filler(text[:_FILLER_WITHIN])


@lru_cache(maxsize=KNOWN_LINES)
def _is_filler(text: str) -> bool:
    words = _WORD.findall(text.lower())
    if len(words) < FILLER_MIN_WORDS:
        return False
    return sum(map(load_cues().filler.__contains__, words)) >= FILLER_SHARE * len(words)


def _list_hints(orders: list[str], plea_words: list[str]) -> frozenset[str]:
    first = {order.split()[0] for order in (*orders, "please", "why")}
    return frozenset(
        {form for word in first for form in (word.capitalize(), word.upper())}
        | {form for word in plea_words for form in (word, word.capitalize())}
    )


def _any(patterns: list[str]) -> str:
    return "|".join(patterns)


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def compile_any(patterns: Iterable[str], before: str = "", after: str = "") -> re.Pattern[str]:
    """One pattern for any of several, whatever the case, between what has to stand before and after it."""
    return re.compile(rf"{before}(?:{'|'.join(patterns)}){after}", re.IGNORECASE)
