from datetime import UTC, datetime

import pytest

from joindots.intake.web.errors import FetchError
from joindots.intake.web.schedules import Clock, Schedule, read_retry_after

NOW = datetime(2031, 5, 6, 10, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        ("9" * 5000, 999_999_999.0),
        ("Tue, 06 May 2031 10:01:30 GMT", 90.0),
        ("Tue, 06 May 2031 10:01:30 -0000", 90.0),
        ("Tue, 06 May 2031 09:00:00 GMT", 0.0),
        ("Tuesday, 06-May-31 10:01:30 GMT", 90.0),
        ("", None),
        ("-5", None),
        ("１２", None),
        ("soon", None),
        ("Tue, 99 May 2031 10:01:30 GMT", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value, seconds) -> None:
    assert read_retry_after(value, NOW) == seconds


def test_a_host_is_not_asked_before_its_pause_is_over() -> None:
    slept: list[float] = []
    schedule = Schedule(Clock(seconds=lambda: 100 + sum(slept), sleep=slept.append))
    for host in ("a", "b", "a", "a"):
        schedule.wait(host, 2.0, 1000)
    assert slept == [2.0, 2.0]
    with pytest.raises(FetchError):
        schedule.wait("a", 2.0, 105)
