"""What one report reserves and another states."""

import pytest
from findings_piles import PileMaker

from joindots.join.findings import find


@pytest.fixture
def maker() -> PileMaker:
    return PileMaker()


def lost(maker: PileMaker, soft: str, hard: str) -> list[str]:
    maker.report(soft, "2031-05-02", "Norwell Echo")
    maker.report(hard, "2031-05-03", "Coast Post")
    return [f.topic for f in find(maker.pile()) if f.kind == "wording"]


@pytest.mark.parametrize(
    ("soft", "hard", "topic"),
    [
        (
            "The mooring line, which was new, may have parted, a diver said.",
            "The barge sank when the mooring line parted.",
            "line parted",
        ),
        ("Some of the drums held what is believed to be nerve gas.", "The drums contained nerve gas.", "nerve gas"),
    ],
)
def test_a_reserve_that_another_report_drops_is_told(maker, soft, hard, topic):
    assert lost(maker, soft, hard) == [f"Statement: {topic}"]


@pytest.mark.parametrize(
    ("soft", "hard"),
    [
        ("The mooring line may have parted.", "It is not known whether the line parted."),
        ("The mooring line may have parted.", "The line parted, it is believed."),
        ("The drums held what is believed to be nerve gas.", "The army once made nerve gas."),
        ("Some people may have died.", "In all 12 people died."),
    ],
)
def test_what_is_reserved_by_both_or_of_something_else_is_not(maker, soft, hard):
    assert lost(maker, soft, hard) == []
