"""Dates that people give."""

from joindots.corrections.misfits import MisfitError
from joindots.model import Dated, OptionsError
from joindots.text.calendars import cover_days

_REASON = "{!r} is no date: write it as 2031-05-02, 2031-05 or 2031."


def check_date(value: str) -> str:
    """A date as somebody typed it.

    Raises:
        OptionsError: It names no days.
    """
    if cover_days(value) is None:
        raise OptionsError(_REASON.format(value))
    return value


def make_date(value: str | None) -> Dated | None:
    """A decided date.

    Args:
        value: ISO 8601 / EDTF, or None where it is not known.

    Raises:
        MisfitError: It names no days.
    """
    if value is None:
        return None
    days = cover_days(value)
    if days is None:
        raise MisfitError(_REASON.format(value))
    return Dated(value=value, earliest=days[0].isoformat(), latest=days[1].isoformat(), basis="decided")
