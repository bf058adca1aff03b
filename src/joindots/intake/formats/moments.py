"""Moments as mails, feeds and servers write them."""

from email.utils import parsedate_to_datetime

from joindots.intake.dates import parse_day

_MOST_CHARACTERS = 100  # of a moment as written; with weekday, zone and a comment it has some forty


def read_moment(value: str) -> str | None:
    """The day of a moment, as its writer has it and not as it was in Greenwich; None for what is no moment.

    Source: RFC 5322 section 3.3, RFC 3339 section 5.6; looser forms as `parse_day` reads them.
    """
    value = value.strip()
    if len(value) > _MOST_CHARACTERS:
        return None
    day = parse_day(value)
    if day:
        return day
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
