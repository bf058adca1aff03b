"""A name exchanged for another that cannot mean the same."""

import re
from difflib import SequenceMatcher

from joindots.join.findings.contexts import Context
from joindots.join.findings.lexicons import word_set
from joindots.join.findings.sides import Edit, Sides, has_same_place
from joindots.join.findings.slots import Leftover, Token
from joindots.linkage.names import judge_person
from joindots.model import Entity, EntityKind, Span
from joindots.text.normal import fold
from joindots.text.places import load_gazetteer, place_key

_SPELLING = 0.75
"""Likeness of two names from which the one is a spelling of the other."""
_ABBREVIATED = 3
"""Letters in common at the beginning that make the one name an abbreviation of the other."""
_INITIALS = 5
"""Letters of the longest name in capitals that is taken for an initialism, which may stand for anything."""
_OTHER_WORDS = 3
"""Content words that may be exchanged beside a name; where there are more, another thing is told."""
_SITE = re.compile(r"(?:[|»]|\s[–—-]|^\W?\w{1,20}:)\s?$")
"""What stands before the name of a site at the end of a headline, or before that of a photographer."""
_OF = frozenset({"'s", "’s", "s'", "s’"})
_FULL_NAME = 3
"""Words of a person's name; what stands before is rank and post."""


def judge_name(sides: Sides) -> Edit | None:
    """One name on each side, of the same kind, that cannot mean the same."""
    a, b = _names(sides.a), _names(sides.b)
    if len(a) != 1 or len(b) != 1 or not has_same_place(sides, a[0], b[0]):
        return None
    if max(len(side.of("word")) for side in (sides.a, sides.b)) > _OTHER_WORDS:
        return None
    one, other = (
        _stretch(sentence.span.text, side, *name)
        for sentence, side, name in ((sides.parallel.a, sides.a, a[0]), (sides.parallel.b, sides.b, b[0]))
    )
    edit = sides.edit("name", one, other)
    bare = [sides.edit("name", a[0], b[0]).a.text, sides.edit("name", a[0], b[0]).b.text]
    if _is_spelling(*bare) or _is_one(edit.a.text, edit.b.text):
        return None
    if any(
        _SITE.search(sentence.span.text, 0, max(0, span.start - sentence.span.start))
        for sentence, span in ((sides.parallel.a, edit.a), (sides.parallel.b, edit.b))
    ):
        return None
    known = [_entity(sides.context, span) for span in (edit.a, edit.b)]
    if known[0] and known[1] and known[0].id == known[1].id:
        return None
    sorts = [
        entity.kind if entity else "place" if _is_place(span.text) and _follows(side, run, "in_place") else None
        for entity, span, side, run in zip(known, (edit.a, edit.b), (sides.a, sides.b), (one, other), strict=True)
    ]
    speaks = _speaks(sides.a, a[0]) and _speaks(sides.b, b[0])
    return _judge_sorts(edit, *sorts, speaks=speaks)


def _names(side: Leftover) -> list[tuple[int, int]]:
    """Runs of tokens in capitals that only one side has, titles left out."""
    found: list[tuple[int, int]] = []
    for i in side.of("name"):
        if side.tokens[i].key in word_set("edits", "titles"):
            continue
        if found and found[-1][1] == i:
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    return found


def _stretch(text: str, side: Leftover, first: int, last: int) -> tuple[int, int]:
    """A run with the names that stand right beside it."""
    tokens, titles = side.tokens, word_set("edits", "titles")

    def joins(left: Token, right: Token) -> bool:
        names = left.kind == right.kind == "name" and not titles & {left.key, right.key}
        return names and text[left.end : right.start] == " " and text[left.end - 2 : left.end] not in _OF

    while first and joins(tokens[first - 1], tokens[first]):
        first -= 1
    while last < len(tokens) and joins(tokens[last - 1], tokens[last]):
        last += 1
    return first, last


def _is_spelling(a: str, b: str) -> bool:
    """Whether one name is an abbreviation, an initialism or another spelling of the other."""
    if any(name.isupper() and len(name) <= _INITIALS for name in (a, b)):
        return True
    shorter, longer = sorted((fold(a), fold(b)), key=len)
    if longer.startswith(shorter) and len(shorter) >= _ABBREVIATED:
        return True
    if shorter.replace(" ", "") == "".join(word[0] for word in longer.split()):
        return True
    return SequenceMatcher(None, shorter, longer, autojunk=False).ratio() >= _SPELLING


def _is_one(a: str, b: str) -> bool:
    """Whether two full names can be one person's."""
    a, b = (" ".join(name.split()[-_FULL_NAME:]) for name in (a, b))
    return " " in a and " " in b and judge_person(a, b) != "none"


def _entity(context: Context, span: Span) -> Entity | None:
    found = [context.entities[entity] for entity in context.entities_in(span)]
    return next((entity for entity in found if entity.kind != "other"), None)


def _follows(side: Leftover, run: tuple[int, int], words: str) -> bool:
    return run[0] > 0 and side.tokens[run[0] - 1].key in word_set("edits", words)


def _speaks(side: Leftover, run: tuple[int, int]) -> bool:
    """Whether a name stands at a verb of saying."""
    return not word_set("edits", "saying").isdisjoint(side.neighbours(*run))


def _judge_sorts(edit: Edit, a: EntityKind | None, b: EntityKind | None, *, speaks: bool) -> Edit | None:
    """A place for another, or a name for another of its kind; who speaks may have been taken for anything."""
    if "place" in {a, b} and {a, b} <= {"place", None}:
        return None if _lies_within(edit.a.text, edit.b.text) else Edit("place", edit.a, edit.b)
    lone = " " not in edit.a.text and " " not in edit.b.text
    if a == b or None in {a, b} or (lone and (speaks or {a, b} == {"person", "organisation"})):
        return edit
    return None


def _is_place(name: str) -> bool:
    gazetteer, key = load_gazetteer(), place_key(name)
    return key in gazetteer.towns or key in gazetteer.states or key in gazetteer.countries


def _lies_within(a: str, b: str) -> bool:
    """Whether the one may be a part of the other: a town of that name lies there."""
    gazetteer, one, other = load_gazetteer(), place_key(a), place_key(b)
    for small, large in ((one, other), (other, one)):
        towns = [town.place for town in gazetteer.towns.get(small, ())]
        towns += [gazetteer.states[small]] if small in gazetteer.states else []
        if any(large in (place_key(town.country), place_key(town.state or "")) for town in towns[:1]):
            return True
    return False
