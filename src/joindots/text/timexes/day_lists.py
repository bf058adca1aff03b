"""Days in a row that share what is written once: `7 and 9 June`, `July 17th or 18th`, `next Monday or Tuesday`."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from joindots.text.timexes.phrases import Fixed, Named, Phrase, When
from joindots.text.timexes.pieces import Piece

_JOINTS = frozenset(("and", "or"))
_ROW_GAP = re.compile(r"(?:,\s{1,9}(?:and |or )?|\s{1,9}(?:and|or)\s{1,9})(?:on )?")
_ROW = frozenset(("comma", "and", "or"))
_JOINTS_AFTER, _LAST = 2, 31  # a comma and a word; days of a month
_NUMBERS = frozenset(("day", "nth"))
_MOST = 6  # days before the last; a longer row of numbers is no list of days


def list_days(pieces: Sequence[Piece], span: range, phrase: Phrase, taken: bytearray) -> Iterator[Phrase]:
    """The days before a day that its month follows, or after one that follows its month, nearest first.

    Args:
        pieces: Of the text.
        span: Pieces of the phrase.
        phrase: What the grammar read there.
        taken: For each piece whether it is part of a phrase; those of the days are marked.
    """
    if phrase.rule == "day month":
        yield from _days_before(pieces, span.start, phrase, taken)
    elif phrase.rule == "month day" and pieces[span.stop - 1].kind == "nth":
        yield from _days_after(pieces, span.stop, phrase, taken)


def spread_week(text: str, phrases: Sequence[Phrase]) -> Iterator[Phrase]:
    """Weekdays in a row share what the first says of their week: `next week on Tuesday or Friday`.

    Args:
        text: That the phrases stand in.
        phrases: In text order.

    Yields:
        The phrases, in the same order.
    """
    before: Phrase | None = None
    for phrase in phrases:
        row = before is not None and _ROW_GAP.fullmatch(text, before.end, phrase.start)
        led = before.when if before and row and "\n\n" not in text[before.end : phrase.start] else None
        before = replace(phrase, when=_share_week(phrase.when, led))
        yield before


def _share_week(when: When | None, led: When | None) -> When | None:
    if not isinstance(when, Named) or not isinstance(led, Named) or {when.unit, led.unit} != {"weekday"}:
        return when
    bare = when.side is None and when.year is None
    return replace(when, side=led.side, year=led.year) if bare else when


def _days_after(pieces: Sequence[Piece], at: int, phrase: Phrase, taken: bytearray) -> Iterator[Phrase]:
    """Ordinals, each greater than the one before; a bare number could count what comes next."""
    last = _day_of(phrase)
    for _ in range(_MOST):
        joints = 0
        while joints < _JOINTS_AFTER and pieces[at + joints].kind in _ROW:
            joints += 1
        number = pieces[at + joints]
        if last is None or not joints or number.kind != "nth" or not last < int(number.value) <= _LAST:
            return
        if taken[at + joints] or pieces[at + joints + 1].kind == "of":
            return
        last = int(number.value)
        taken[at + joints] = 1
        yield replace(phrase, start=number.start, end=number.end, when=_move(phrase.when, last))
        at += joints + 1


def _days_before(pieces: Sequence[Piece], first: int, phrase: Phrase, taken: bytearray) -> Iterator[Phrase]:
    """Each smaller than the next."""
    last = _day_of(phrase)
    at, joints = first - 1, _JOINTS
    for _ in range(_MOST):
        if last is None or at < 1 or pieces[at - 1].kind not in _NUMBERS:
            return
        if pieces[at].kind not in joints and not (pieces[at].kind == "to" and pieces[at - 1].kind == "nth"):
            return  # "from the 3rd to the 5th of May"
        number, start = pieces[at - 1], at - 1
        if taken[start] or not 1 <= int(number.value) < last:
            return
        last = int(number.value)
        start -= start > 0 and pieces[start - 1].kind == "the" and not taken[start - 1]
        taken[start:at] = b"\1" * (at - start)
        yield replace(phrase, start=pieces[start].start, end=number.end, when=_move(phrase.when, last))
        at, joints = start - 1, _JOINTS | {"comma"}


def _day_of(phrase: Phrase) -> int | None:
    when = phrase.when
    if not isinstance(when, Fixed | Named):
        return None
    return int((when.value if isinstance(when, Fixed) else when.name)[-2:])


def _move(when: When | None, day: int) -> When | None:
    if isinstance(when, Fixed):
        return Fixed(f"{when.value[:-2]}{day:02}")
    return replace(when, name=f"{when.name[:-2]}{day:02}", weekday=None) if isinstance(when, Named) else None
