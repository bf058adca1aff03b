"""TIMEX3 values of lengths of time."""

# Unit to the part before the number, the letter after it, and how many of them one unit has.
_LETTERS = {
    "second": ("PT", "S", 1),
    "minute": ("PT", "M", 1),
    "hour": ("PT", "H", 1),
    "day": ("P", "D", 1),
    "weekend": ("P", "WE", 1),
    "week": ("P", "W", 1),
    "fortnight": ("P", "W", 2),
    "month": ("P", "M", 1),
    "quarter": ("P", "Q", 1),
    "year": ("P", "Y", 1),
    "decade": ("P", "Y", 10),
    "century": ("P", "Y", 100),
}
# What half of a unit is in the next smaller one.
_HALVES = {"minute": "30S", "hour": "30M", "day": "T12H", "year": "6M"}


def read_value(count: float | None, unit: str) -> str:
    """The value of a length, such as `P5Y`, `PT1H30M`, `PXW`.

    Args:
        count: How many units; None where the words leave it open.
        unit: `second` ... `century`, `weekend`.
    """
    start, letter, factor = _LETTERS[unit]
    if count is None:
        return f"{start}X{letter}"
    total = count * factor
    whole = int(total)
    if total == whole:
        return f"{start}{whole}{letter}"
    if total - whole == 0.5 and unit in _HALVES:
        half = _HALVES[unit]
        return f"{start}{whole}{letter}{half}" if whole else f"{start}{half}"
    return f"{start}{total:g}{letter}"
