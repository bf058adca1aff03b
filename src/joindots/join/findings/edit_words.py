"""Changes of words: a negation, words that exclude one another, steps of certainty, words of a quotation."""

from collections.abc import Sequence
from functools import cache

from joindots.join.findings.lexicons import word_set
from joindots.join.findings.sides import DATES, Edit, Sides, find_edge, find_gap, make_span
from joindots.join.findings.slots import Leftover, Token
from joindots.text.normal import stem

_OTHER_WORDS = 1
"""Content words that may be exchanged beside a negation: "did not go" and "went" are one of them."""
_BEYOND = 2
"""Content words that both sides may exchange elsewhere in the sentence: more may make up for the negation."""
_EXCHANGED = 2
"""Content words of a side among which one may exclude one of the other side."""
_STEM = 4
"""Letters by which two forms of one verb are known."""
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
    """Whether one of the leftovers makes up for a negation: "the first time" and "never before" say the same."""
    return not word_set("edits", "denials").isdisjoint(side.keys("word", "light", "number"))


def judge_words(sides: Sides) -> Edit | None:
    """Words that exclude one another, or of which one is more certain than the other."""
    if sides.a.of("negation", "number") or sides.b.of("negation", "number"):
        return None
    if pair := _exclusive(sides):
        return sides.edit("opposite", *((i, i + 1) for i in pair))
    return _judge_certainty(sides)


def _exclusive(sides: Sides) -> tuple[int, int] | None:
    """A word of each side, where they exclude one another and little else was exchanged."""
    a, b = sides.a.of("word"), sides.b.of("word")
    if len(a) > _EXCHANGED or len(b) > _EXCHANGED:
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
    a, b = _steps(sides.a, sides.b), _steps(sides.b, sides.a)
    levels = {level for level, _ in a}, {level for level, _ in b}
    others = [
        len(side.of("word")) - sum(side.tokens[i].kind == "word" for _, i in found)
        for side, found in ((sides.a, a), (sides.b, b))
    ]
    if max(others) > _OTHER_WORDS or levels[0] == levels[1]:
        return None
    if a and b:
        places = ((found[0][1], found[-1][1] + 1) for found in (a, b))
        return sides.edit("certainty", *places)
    if "reserved" not in levels[0] | levels[1]:
        return None
    gap = find_gap(sides.a, a[0][1], a[-1][1] + 1) if a else find_gap(sides.b, b[0][1], b[-1][1] + 1)
    return sides.edit("certainty", *(gap if a else gap[::-1])) if gap else None


def _steps(side: Leftover, other: Leftover) -> list[tuple[str, int]]:
    """The words of certainty among the leftovers: their level and place; a verb in another tense is no difference."""
    tenses = {key[:_STEM] for key in other.keys("word", "light")}
    return [
        (level, i)
        for i in side.only
        for level in _LEVELS
        if (key := side.tokens[i].key) in _stems(level)
        and key[:_STEM] not in tenses
        and (key != "could" or _is_perfect(side, i))
    ]


def _is_perfect(side: Leftover, i: int) -> bool:
    """Whether "have" follows: "could have" reserves, "could" may be the past of "can"."""
    return [token.key for token in side.tokens[i + 1 : i + 2]] == ["have"]


@cache
def _stems(level: str) -> frozenset[str]:
    return frozenset(form for word in word_set("edits", level) for form in (word, stem(word)))


def judge_quoted(sides: Sides) -> Edit | None:
    """A few words exchanged, left out or added inside a quotation; not "them" or "at" alone."""
    for side, sentence, flip in ((sides.a, sides.parallel.a, 1), (sides.b, sides.parallel.b, -1)):
        only = [i for i in _telling(side) if sides.context.is_quoted(make_span(sentence.span, side, i, i + 1))]
        if not all(_is_bare(side.tokens[i]) for i in only) and only[-1] - only[0] < _FEW_WORDS:
            place = only[0], only[-1] + 1
            gap = find_gap(side, *place) or find_edge(side, *place)
            edit = sides.edit("quotation", *gap[::flip]) if gap else None
            if edit and sides.context.is_quoted(edit.a) and sides.context.is_quoted(edit.b):
                return edit
    return None


def _is_bare(token: Token) -> bool:
    """Whether a word tells nothing by itself; "almost" and "must" do."""
    return token.kind == "light" and token.key not in word_set("edits", "degrees")


def _telling(side: Leftover) -> list[int]:
    """The leftovers but for titles and abbreviations of units, which are a desk's own."""
    return [i for i in side.only if side.tokens[i].key not in word_set("edits", "titles") | word_set("edits", "units")]
