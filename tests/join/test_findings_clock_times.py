"""The hour at which an event began, by report."""

import pytest
from findings_piles import PileMaker

from joindots.join.findings import find


def compare(*told: tuple[str, str, str]) -> list:
    maker = PileMaker()
    reports = [maker.report(text, "2031-05-02", publisher=f"Paper {n}") for n, (text, _, _) in enumerate(told)]
    mentions = tuple(sorted(maker.span(report, "fire") for report in reports))
    maker.event("barge fire", "fire", mentions=mentions)
    for report, (_, words, value) in zip(reports, told, strict=True):
        maker.time(report, words, value)
    return [finding for finding in find(maker.pile()) if finding.topic == "Date: hour of barge fire"]


def test_two_hours_of_one_beginning_conflict():
    (found,) = compare(
        ("The fire broke out at 4.15pm in the hold.", "4.15pm", "2031-05-01T16:15"),
        ("Police said the fire started at about 5.40pm on the deck.", "5.40pm", "T17:40"),
    )
    assert found.kind == "conflict"
    assert [position.says for position in found.positions] == ["4.15pm", "about 5.40pm"]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The fire broke out shortly after 4pm on the deck.", "4pm", "T16:00"),  # open
        ("The fire began at 4.12pm on the deck.", "4.12pm", "T16:12"),  # a few minutes
        ("The fire was put out at 9pm by two tugs.", "9pm", "T21:00"),  # its end
        ("The fire began on the deck and the crew left the barge for the quay at 9pm.", "9pm", "T21:00"),  # far off
        ("The fire broke out at 4.15am in the hold.", "4.15am", "T04:15"),  # a slip of the half of the day
    ],
)
def test_what_may_be_the_same_or_is_of_something_else_does_not(text, words, value):
    assert compare(("The fire broke out at 4.15pm in the hold.", "4.15pm", "T16:15"), (text, words, value)) == []
