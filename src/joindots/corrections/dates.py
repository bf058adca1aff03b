"""Dates that people give."""

from joindots.corrections.misfits import MisfitError
from joindots.model import Dated
from joindots.text.calendars import cover_days


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
        raise MisfitError(f"{value!r} is no date: write it as 2031-05-02, 2031-05 or 2031.")
    return Dated(value=value, earliest=days[0].isoformat(), latest=days[1].isoformat(), basis="decided")
