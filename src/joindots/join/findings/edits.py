"""What one change between two tellings of a sentence is: the slot that decides, and where it stands on both sides."""

import re
from collections.abc import Sequence
from datetime import date

from joindots.join.findings.contexts import Context
from joindots.join.findings.edit_names import judge_name
from joindots.join.findings.edit_words import judge_polarity, judge_quoted, judge_words
from joindots.join.findings.lexicons import word_set
from joindots.join.findings.parallels import Parallel
from joindots.join.findings.sides import DATES, Edit, Sides, has_same_place
from joindots.join.findings.slots import BROKEN, Leftover, Token, TokenKind, compare_tokens, read_tokens

_ROUNDED = 0.25
"""How far a number told with a reservation may lie from the exact one, as a share of it."""
_DIGITS = re.compile(r"\D")
_GLUED = re.compile(r"[A-Za-z]{1,4}\b")
_AGE = frozenset({"year", "old", "month", "aged"})
_OLD_WITHIN = 3  # tokens after a number among which "old" makes it an age
_LEAST_WORDS = 2
"""Words and names of a sentence that says something; less is a label or the time of an update."""
_AROUND = 3
"""Tokens before a number that may leave it open."""
_WORDS = frozenset({"opposite", "certainty"})
_MODAL = frozenset(
    {"may", "might", "can", "could", "will", "would", "shall", "should", "must", "all", "some", "only", "ever"}
)
"""Function words that weigh as much as others."""


def read_edit(context: Context, parallel: Parallel) -> Edit | None:
    """The one change of a slot between two tellings of a sentence, or None where none or several differ."""
    tokens_a, tokens_b = read_tokens(parallel.a.span.text), read_tokens(parallel.b.span.text)
    if min(sum(token.kind in {"word", "name"} for token in tokens) for tokens in (tokens_a, tokens_b)) < _LEAST_WORDS:
        return None
    sides = Sides(context, parallel, *compare_tokens(tokens_a, tokens_b))
    found = [
        edit
        for judge in (_judge_number, _judge_date, judge_name, judge_polarity, judge_words)
        if (edit := judge(sides))
    ]
    if found:
        return _as_quoted(context, found[0]) if len(found) == 1 else None
    return judge_quoted(sides)


def is_same(context: Context, parallel: Parallel, *, slight: bool) -> bool:
    """Whether two tellings of a sentence say the same.

    Args:
        context: Of the pile.
        parallel: The tellings.
        slight: Whether they may differ in function words alone; else in any words that fill no slot.
    """
    a, b = compare_tokens(read_tokens(parallel.a.span.text), read_tokens(parallel.b.span.text))
    kinds: tuple[TokenKind, ...] = ("number", "clock", "negation", *DATES, *(("word", "name") if slight else ()))
    if slight:
        return not any(side.of(*kinds) or not _MODAL.isdisjoint(side.keys("light")) for side in (a, b))
    return not (a.of(*kinds) and b.of(*kinds)) and read_edit(context, parallel) is None


def _as_quoted(context: Context, edit: Edit) -> Edit:
    """Words exchanged between quotation marks are another wording of one utterance, unless it is turned round."""
    if edit.kind in _WORDS and context.is_quoted(edit.a) and context.is_quoted(edit.b):
        return Edit("quotation", edit.a, edit.b)
    return edit


def _judge_number(sides: Sides) -> Edit | None:
    """One number on each side, of the same thing, that cannot be a rounding of each other."""
    a, b = sides.a.of("number", "clock"), sides.b.of("number", "clock")
    if len(a) != 1 or len(b) != 1 or sides.a.tokens[a[0]].kind != sides.b.tokens[b[0]].kind:
        return None
    (i,), (k,) = a, b
    if BROKEN in {sides.a.tokens[i].key, sides.b.tokens[k].key}:
        return None
    if not _counts_the_same(sides, i, k) or _other_unit(sides, i, k) or _may_be_rounded(sides, i, k):
        return None
    edit = sides.edit("number", (i, i + 1), (k, k + 1))
    same_digits = _DIGITS.sub("", edit.a.text) == _DIGITS.sub("", edit.b.text) != ""
    return None if same_digits else edit


def _counts_the_same(sides: Sides, i: int, k: int) -> bool:
    """Whether the word before a number or what it counts is the same on both sides; page numbers count nothing."""
    before = [side.neighbours(n, n + 1)[0] for side, n in ((sides.a, i), (sides.b, k))]
    after = [
        next((token.key for token in side.tokens[n + 1 :] if token.key not in _AGE), "")
        for side, n in ((sides.a, i), (sides.b, k))
    ]
    if sides.a.tokens[i].key.startswith("nth") != sides.b.tokens[k].key.startswith("nth"):
        return False
    pages = any(_is_of_number(side, n) for side, n in ((sides.a, i), (sides.b, k)))
    aged = any(_is_age(side, n) for side, n in ((sides.a, i), (sides.b, k)))
    same = after[0] == after[1] != "" or (before[0] == before[1] != "" and not aged)
    return same and not pages


def _is_age(side: Leftover, i: int) -> bool:
    """Whether a number tells how old somebody is: "eight years" without "old" is how long something lasts."""
    before, after = side.neighbours(i, i + 1)
    near = [token.key for token in side.tokens[i + 1 : i + 1 + _OLD_WITHIN]]
    return before == "aged" or after == "old" or (after in _AGE and "old" in near)


def _is_of_number(side: Leftover, i: int) -> bool:
    """Whether a number is one of a pair such as "3 of 40"; "one of two people" counts the people."""
    keys, kinds = [token.key for token in side.tokens], [token.kind for token in side.tokens]
    after = keys[i + 1 : i + 2] == ["of"] and kinds[i + 2 : i + 3] == ["number"]
    before = keys[max(0, i - 1) : i] == ["of"] and kinds[max(0, i - 2) : i - 1] == ["number"]
    if not before:
        return after
    first = side.tokens[i - 2]
    return after or first.key != "1" or first.end - first.start < len("one")


def _other_unit(sides: Sides, i: int, k: int) -> bool:
    """Whether one of two words after both numbers was exchanged too ("square feet"), or the signs of money before.

    A unit may stand right after a number, and the other one apart: "13km", "8 miles".
    """
    near = [_unit(sides.parallel.a.span.text, sides.a, i), _unit(sides.parallel.b.span.text, sides.b, k)]
    plain = sides.a.tokens[i].kind == "number" and not sides.a.tokens[i].key.startswith("nth")
    if plain and any(glued for glued, _ in near) and near[0][1] != near[1][1]:
        return True
    units = any(i + n in sides.a.of("word") and k + n in sides.b.of("word") for n in (1, 2))
    signs = [
        span.text[max(0, token.start - 1) : token.start]
        for span, token in (
            (sides.parallel.a.span, sides.a.tokens[i]),
            (sides.parallel.b.span, sides.b.tokens[k]),
        )
    ]
    money = [sign if sign in "$£€¥" else "" for sign in signs]
    return units or money[0] != money[1]


def _unit(sentence: str, side: Leftover, i: int) -> tuple[bool, str]:
    """Whether letters stand right after a number, and these, or else the next word."""
    glued = _GLUED.match(sentence, side.tokens[i].end)
    after = side.tokens[i + 1 : i + 2]
    return glued is not None, glued[0] if glued else sentence[after[0].start : after[0].end] if after else ""


def _may_be_rounded(sides: Sides, i: int, k: int) -> bool:
    if _reserves(sides.a.tokens, i) == _reserves(sides.b.tokens, k):
        return False
    one, other = (float(s.tokens[n].key.rpartition(" ")[2]) for s, n in ((sides.a, i), (sides.b, k)))
    return abs(one - other) <= _ROUNDED * max(abs(one), abs(other))


def _reserves(tokens: Sequence[Token], i: int) -> list[str]:
    """Which ways the words before a number leave it open."""
    near = {token.key for token in tokens[max(0, i - _AROUND) : i]}
    return [way for way in ("above", "below", "about") if near & word_set("edits", way)]


def _judge_date(sides: Sides) -> Edit | None:
    """A weekday, month, day or year exchanged for another of its kind."""
    a, b = sides.a.of(*DATES), sides.b.of(*DATES)
    kinds = [[side.tokens[i].kind for i in places] for side, places in ((sides.a, a), (sides.b, b))]
    if not a or kinds[0] != kinds[1] or len(set(kinds[0])) != len(a) or _moves_with_report(sides, a, b):
        return None
    one, other = (a[0], a[-1] + 1), (b[0], b[-1] + 1)
    if one[1] - one[0] > len(a) or other[1] - other[0] > len(b) or not has_same_place(sides, one, other):
        return None
    return sides.edit("date", one, other)


def _moves_with_report(sides: Sides, a: Sequence[int], b: Sequence[int]) -> bool:
    """Whether two weekdays are as far apart as the reports: told of another week's or day's doings."""
    days = [sides.context.day(span.document) for span in (sides.parallel.a.span, sides.parallel.b.span)]
    if days[0] == days[1] or None in days or sides.a.tokens[a[0]].kind != "weekday":
        return False
    apart = date.fromisoformat(str(days[1])) - date.fromisoformat(str(days[0]))
    names = [_WEEKDAYS.index(side.tokens[n[0]].key) for side, n in ((sides.a, a), (sides.b, b))]
    return (names[1] - names[0] - apart.days) % 7 == 0


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
