"""Changes of words: a negation, words that exclude one another, steps of certainty, words of a quotation."""

from collections.abc import Sequence
from functools import cache

from joindots.join.findings.lexicons import word_set
from joindots.join.findings.sides import DATES, Edit, Sides, find_gap, make_span
from joindots.join.findings.slots import Leftover
from joindots.text.normal import stem

_OTHER_WORDS = 1
"""Content words that may be exchanged beside a negation: "did not go" and "went" are one of them."""
_BEYOND = 2
"""Content words that both sides may exchange elsewhere in the sentence: more may make up for the negation."""
_FEW_WORDS = 5
"""Words of a quotation that are told as exchanged; more is another utterance, or a cut."""


def judge_polarity(sides: Sides) -> Edit | None:
    """A negation that only one side has, and nothing else to make up for it."""
    a, b = sides.a.of("negation"), sides.b.of("negation")
    if len(a) + len(b) != 1 or _exclusive(sides):
        return None
    at = (a or b)[0]
    gap = find_gap(sides.a if a else sides.b, at, at + 1)
    if gap is None:
        return None
    places = gap if a else gap[::-1]
    beyond = [
        [i for i in side.of("word", "name", "number", *DATES) if not first <= i < last]
        for side, (first, last) in zip((sides.a, sides.b), places, strict=True)
    ]
    inside = [
        len(side.of("word", "name", "number", *DATES)) - len(far)
        for side, far in zip((sides.a, sides.b), beyond, strict=True)
    ]
    if min(map(len, beyond)) > _BEYOND or max(inside) > _OTHER_WORDS or _denies(sides.a) or _denies(sides.b):
        return None
    return sides.edit("polarity", *places)


def _denies(side: Leftover) -> bool:
    return not word_set("edits", "denials").isdisjoint(side.keys("word", "light"))


def judge_words(sides: Sides) -> Edit | None:
    """Words that exclude one another, or of which one is more certain than the other."""
    if sides.a.of("negation", "number") or sides.b.of("negation", "number"):
        return None
    if pair := _exclusive(sides):
        return sides.edit("opposite", *((i, i + 1) for i in pair))
    return _judge_certainty(sides)


def _exclusive(sides: Sides) -> tuple[int, int] | None:
    """The only word of each side, where they exclude one another."""
    a, b = sides.a.of("word"), sides.b.of("word")
    if len(a) > 1 or len(b) > 1:
        return None
    for i in a or sides.a.of("light"):
        for k in b or sides.b.of("light"):
            one, other = sides.a.tokens[i].key, sides.b.tokens[k].key
            if any(
                _group(groups, one) not in (None, _group(groups, other))
                for groups in _exclusive_groups()
                if _group(groups, other) is not None
            ):
                return i, k
    return None


def _group(groups: Sequence[frozenset[str]], word: str) -> int | None:
    return next((n for n, group in enumerate(groups) if word in group), None)


@cache
def _exclusive_groups() -> tuple[tuple[frozenset[str], ...], ...]:
    lines = sorted(word_set("edits", "exclusive"))
    return tuple(tuple(frozenset(group.split()) for group in line.split("/")) for line in lines)


_LEVELS = ("open", "reserved", "settled")


def _judge_certainty(sides: Sides) -> Edit | None:
    """A reservation that only one side has, or another step from open to settled."""
    steps = [_steps(side) for side in (sides.a, sides.b)]
    levels = [{level for level, _ in found} for found in steps]
    others = [
        len(side.of("word")) - sum(side.tokens[i].kind == "word" for _, i in found)
        for side, found in zip((sides.a, sides.b), steps, strict=True)
    ]
    if max(others) > _OTHER_WORDS or levels[0] == levels[1] or not (levels[0] - {"settled"} or levels[1] - {"settled"}):
        return None
    places: list[tuple[int, int] | None] = [(found[0][1], found[-1][1] + 1) if found else None for found in steps]
    a, b = places
    if a and b:
        return sides.edit("certainty", a, b)
    gap = find_gap(sides.a, *a) if a else find_gap(sides.b, *b) if b else None
    return sides.edit("certainty", *(gap if a else gap[::-1])) if gap else None


def _steps(side: Leftover) -> list[tuple[str, int]]:
    """The words of certainty among the leftovers: their level and place."""
    return [
        (level, i)
        for i in side.only
        for level in _LEVELS
        if side.tokens[i].key in word_set("edits", level) or side.tokens[i].key in _stems(level)
    ]


@cache
def _stems(level: str) -> frozenset[str]:
    return frozenset(stem(word) for word in word_set("edits", level))


def judge_quoted(sides: Sides) -> Edit | None:
    """A few words exchanged, left out or added inside a quotation."""
    for side, sentence, flip in ((sides.a, sides.parallel.a, 1), (sides.b, sides.parallel.b, -1)):
        only = [i for i in side.only if sides.context.is_quoted(make_span(sentence.span, side, i, i + 1))]
        if only and only[-1] - only[0] < _FEW_WORDS:
            gap = find_gap(side, only[0], only[-1] + 1)
            edit = sides.edit("quotation", *gap[::flip]) if gap else None
            if edit and sides.context.is_quoted(edit.a) and sides.context.is_quoted(edit.b):
                return edit
    return None
