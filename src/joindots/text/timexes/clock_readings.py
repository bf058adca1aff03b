"""Readings of hours in words: `11 o'clock`, `half past seven`, `ten am`, `4 in the morning`, `at 7`."""

import re
from collections.abc import Sequence

from joindots.text.timexes.pieces import Piece
from joindots.text.timexes.runs import Reading, Run

_HOURS = range(1, 13)
_QUARTERS = {"half": 30, "quarter": 15}
# What may follow an hour without "o'clock" or "am"; a noun would be counted by it.
_AFTER_HOUR = frozenset(
    (
        *("", ".", ",", ";", "?", "!", ")", "on", "in", "and", "or", "this", "tomorrow", "today", "tonight"),
        *("yesterday", "when", "every", "with", "at", "sharp"),
    )
)


_LEVEL = re.compile(
    r"\b(?:st(?:oo|an)d(?:s|ing)?|remain(?:s|ed)|put|kept|valued|priced|estimated) at\s{1,3}\Z", re.IGNORECASE
)
"""What comes before a number that is no hour: "the toll stood at 12"."""
_DIAL = (5, 10, 20, 25)  # minutes that are told before an hour
_WAS = re.compile(r"\b(?:it was|stopped at|clock (?:says|said|read|showed)|until|shortly before)\s\Z", re.IGNORECASE)
"""What comes before an hour, and not before a range or a score."""
_DOTTED = re.compile(r"(\d{1,2})\.([0-5]\d)")
_LOOKBACK = 24  # code points: the longest of these


def _hour(piece: Piece | None) -> int | None:
    """A number that a dial shows, or None."""
    whole = piece is not None and piece.kind in ("num", "day") and piece.value in _HOURS
    return int(piece.value) if whole and piece is not None else None


def _clock(hour: int, minute: int, run: Run) -> str:
    """The time of day, made the one of the part of the day that stands beside it."""
    part = run.get("daypart")
    late = part is not None and (part.value in ("AF", "EV") or (part.value == "NI" and hour >= 6 and hour != 12))
    if part is not None and hour == 12 and not late:
        hour = 0
    return f"T{hour + 12 if late and hour < 12 else hour % 24:02}:{minute:02}"


def read_oclock(run: Run) -> Reading | None:
    """`11 o'clock`, `seven o'clock in the evening`."""
    hour = _hour(run.get("num", "day"))
    return None if hour is None else Reading("TIME", None, _clock(hour, 0, run))


def read_in_daypart(run: Run) -> Reading | None:
    """`4 in the morning`, `9.10 in the evening`, `in the morning at 7`."""
    number = run.get("num", "day")
    if number and (dotted := _DOTTED.fullmatch(run.word(number))) and int(dotted[1]) in _HOURS:
        return Reading("TIME", None, _clock(int(dotted[1]), int(dotted[2]), run))
    hour = _hour(number)
    if hour is None or (run.pieces[0].kind not in ("num", "day") and run.after not in _AFTER_HOUR):
        return None
    return Reading("TIME", None, _clock(hour, 0, run))


def read_past(run: Run) -> Reading | None:
    """`half past seven`, `a quarter to three`, `20 minutes past eight`."""
    turn = next((i for i, piece in enumerate(run.pieces) if run.word(piece) in ("past", "to")), None)
    if turn is None or (run.after not in {*_AFTER_HOUR, "by"} and not run.has("oclock", "daypart", "clock")):
        return None
    before, after = run.pieces[:turn], run.pieces[turn + 1 :]
    dial = run.get("clock")
    hour = int(str(dial.value)[:2]) if dial else _hour(next((p for p in after if p.kind in ("num", "day")), None))
    minute = _minute(before, run)
    if dial and not str(dial.value).endswith(":00"):
        return None
    to = run.word(run.pieces[turn]) == "to"
    if hour is None or minute is None or (to and not (_is_quarter(before) or len(before) > 1 or _is_told(run, minute))):
        return None  # "ten to six" is rather a range
    if to:
        hour, minute = (hour - 1) % 24 if dial else (hour - 1) or 12, 60 - minute
    return Reading("TIME", None, _clock(hour, minute, run))


def _is_told(run: Run, minute: int) -> bool:
    """Whether what stands before "twenty to eight" makes it an hour."""
    start = run.pieces[0].start
    return minute in _DIAL and _WAS.search(run.text[max(0, start - _LOOKBACK) : start]) is not None


def _is_quarter(pieces: Sequence[Piece]) -> bool:
    return pieces[-1].value == "quarter"


def _minute(pieces: Sequence[Piece], run: Run) -> int | None:
    for piece in pieces:
        if (known := _QUARTERS.get(run.word(piece))) is not None:
            return known
        if piece.kind in ("num", "day") and 0 < float(piece.value) < 60 and float(piece.value).is_integer():
            named = len(pieces) == 1 or pieces[-1].value == "minute"
            return int(piece.value) if named else None
    return None


def read_spoken_clock(run: Run) -> Reading | None:
    """`ten am`, `seven thirty pm`."""
    numbers, half = run.all("num", "day"), run.get("ampm")
    hour = _hour(numbers[0])
    minute = float(numbers[1].value) if len(numbers) > 1 else 0.0
    if hour is None or half is None or not 0 <= minute < 60 or not minute.is_integer():
        return None
    return Reading("TIME", None, f"T{hour % 12 + int(half.value):02}:{int(minute):02}")


def read_hour_and_minutes(run: Run) -> Reading | None:
    """`at seven thirty`, as a clock would show it; morning or evening is left open."""
    numbers = run.all("num")
    hour, minute = _hour(numbers[0]), float(numbers[-1].value)
    spelt = all(run.word(number)[0].isalpha() for number in numbers)
    if run.before != "at" or hour is None or not spelt or not 10 <= minute < 60 or not minute.is_integer():
        return None
    return Reading("TIME", None, f"T{hour:02}:{int(minute):02}") if run.after in _AFTER_HOUR else None


def read_bare_hour(run: Run) -> Reading | None:
    """`at 7`: morning or evening is left open."""
    number = run.get("num", "day")
    if run.before != "at" or number is None or _hour(number) is None or run.after not in _AFTER_HOUR:
        return None
    if _LEVEL.search(run.text[max(0, number.start - _LOOKBACK) : number.start]):
        return None
    return Reading("TIME", None)


def read_clocks(_run: Run) -> Reading | None:
    """`9-10 am`: TIMEX3 has no value for a stretch of hours."""
    return Reading("TIME", None)
