"""Days that share the month of the last of them: `7 and 9 June`, `the 22nd, 23rd or 31st of March 2031`."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from joindots.text.timexes.phrases import Fixed, Named, Phrase, When
from joindots.text.timexes.pieces import Piece

_JOINTS = frozenset(("and", "or"))
_NUMBERS = frozenset(("day", "nth"))
_MOST = 6  # days before the last; a longer row of numbers is no list of days


def list_days(pieces: Sequence[Piece], first: int, phrase: Phrase, taken: bytearray) -> Iterator[Phrase]:
    """The days before a day with its month, nearest first; each smaller than the next.

    Args:
        pieces: Of the text.
        first: Piece that the phrase begins with.
        phrase: What the grammar read there.
        taken: For each piece whether it is part of a phrase; those of the days are marked.
    """
    last = _day_of(phrase)
    at, joints = first - 1, _JOINTS
    for _ in range(_MOST):
        if last is None or at < 1 or pieces[at].kind not in joints or pieces[at - 1].kind not in _NUMBERS:
            return
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
    if phrase.rule != "day month" or not isinstance(when, Fixed | Named):
        return None
    return int((when.value if isinstance(when, Fixed) else when.name)[-2:])


def _move(when: When | None, day: int) -> When | None:
    if isinstance(when, Fixed):
        return Fixed(f"{when.value[:-2]}{day:02}")
    return replace(when, name=f"{when.name[:-2]}{day:02}", weekday=None) if isinstance(when, Named) else None
