"""A name exchanged for another that cannot mean the same."""

from difflib import SequenceMatcher

from joindots.join.findings.contexts import Context
from joindots.join.findings.lexicons import word_set
from joindots.join.findings.sides import Edit, Sides, has_same_place
from joindots.join.findings.slots import Leftover, Token
from joindots.join.places.gazetteer import load_gazetteer, place_key
from joindots.linkage.names import judge_person
from joindots.model import Entity, Span

_SPELLING = 0.75
"""Likeness of two names from which the one is a spelling of the other."""
_ABBREVIATED = 3
"""Letters in common at the beginning that make the one name an abbreviation of the other."""
_OF = frozenset({"'s", "’s", "s'", "s’"})
_FULL_NAME = 3
"""Words of a person's name; what stands before is rank and post."""


def judge_name(sides: Sides) -> Edit | None:
    """One name on each side, of the same kind, that cannot mean the same."""
    a, b = _names(sides.a), _names(sides.b)
    if len(a) != 1 or len(b) != 1 or not has_same_place(sides, a[0], b[0]):
        return None
    one, other = (
        _stretch(sentence.span.text, side, *name)
        for sentence, side, name in ((sides.parallel.a, sides.a, a[0]), (sides.parallel.b, sides.b, b[0]))
    )
    edit = sides.edit("name", one, other)
    bare = [" ".join(s.tokens[i].key for i in range(*n)) for s, n in ((sides.a, a[0]), (sides.b, b[0]))]
    if _is_spelling(*bare) or _is_one(edit.a.text, edit.b.text):
        return None
    entities = [_entity(sides.context, span) for span in (edit.a, edit.b)]
    return _judge_entities(edit, *entities)


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
    shorter, longer = sorted((a, b), key=len)
    if longer.startswith(shorter) and len(shorter) >= _ABBREVIATED:
        return True
    initials = "".join(word[0] for word in longer.split())
    if shorter.replace(" ", "") == initials or (len(shorter) <= _ABBREVIATED and " " not in shorter):
        return True
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= _SPELLING


def _is_one(a: str, b: str) -> bool:
    """Whether two full names can be one person's."""
    a, b = (" ".join(name.split()[-_FULL_NAME:]) for name in (a, b))
    return " " in a and " " in b and judge_person(a, b) != "none"


def _entity(context: Context, span: Span) -> Entity | None:
    found = [context.entities[entity] for entity in context.entities_in(span)]
    return next((entity for entity in found if entity.kind != "other"), None)


def _judge_entities(edit: Edit, a: Entity | None, b: Entity | None) -> Edit | None:
    if a and b and (a.id == b.id or (a.kind != b.kind and not _may_be_mistagged(edit, a, b))):
        return None
    places = [_is_place(span.text) for span in (edit.a, edit.b)]
    if all(places) or (a and b and a.kind == "place"):
        return None if _lies_within(edit.a.text, edit.b.text) else Edit("place", edit.a, edit.b)
    if any(places) and not (a and b):
        return None  # who acts may be called by the place he acts for
    return edit


def _may_be_mistagged(edit: Edit, a: Entity, b: Entity) -> bool:
    """Whether a lone family name may have been taken for an organisation."""
    if {a.kind, b.kind} != {"person", "organisation"}:
        return False
    text = (edit.a if a.kind == "organisation" else edit.b).text
    return " " not in text and not text.isupper()


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
