"""When to ask: pauses between requests to one host, and how long to wait after a failure."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from msgspec import Struct

from joindots.intake.web.errors import FetchError

TOO_LONG = "The site asks to wait longer than a run waits; try again later."


class Clock(Struct, frozen=True, kw_only=True):
    """Time as the client sees it. Tests put their own in.

    Attributes:
        seconds: A count of seconds that never goes back.
        sleep: Waits some seconds.
    """

    seconds: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class Schedule:
    """Keeps requests to one host apart, and an address within its time."""

    def __init__(self, clock: Clock) -> None:
        """Take the clock to wait by."""
        self.clock = clock
        self.last: dict[str, float] = {}

    def wait(self, host: str, pause: float, deadline: float) -> None:
        """Wait until the host may be asked again, and note that it is asked now.

        Args:
            host: Whom to ask.
            pause: Seconds since it was last asked.
            deadline: When the fetch must be over (`Clock.seconds`).

        Raises:
            FetchError: The pause is longer than the time left.
        """
        if host in self.last:
            self.sleep(self.last[host] + pause - self.clock.seconds(), deadline)
        self.last[host] = self.clock.seconds()

    def sleep(self, seconds: float, deadline: float) -> None:
        """Wait some seconds (none where negative).

        Raises:
            FetchError: That is longer than the time left.
        """
        if self.clock.seconds() + max(seconds, 0) > deadline:
            raise FetchError(TOO_LONG)
        if seconds > 0:
            self.clock.sleep(seconds)


def read_retry_after(value: str, now: datetime) -> float | None:
    """Seconds that a `Retry-After` asks for, given as a number or as a date.

    Source: RFC 9110, 10.2.3.

    Returns:
        Seconds, 0 or more; None where the value says nothing.
    """
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        date = parsedate_to_datetime(value)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    if date.tzinfo is None:  # "-0000": UTC, as all dates in HTTP are
        date = date.replace(tzinfo=UTC)
    return max(0.0, (date - now).total_seconds())
