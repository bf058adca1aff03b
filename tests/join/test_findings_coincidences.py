"""One number in two reports of a matter, told in words that have little in common."""

import pytest
from findings_piles import PileMaker

from joindots.join.findings import find


@pytest.fixture
def maker() -> PileMaker:
    return PileMaker()


def agreed(maker: PileMaker, text: str, other: str) -> list[list[str]]:
    maker.report(text, "2031-05-02", "Norwell Echo")
    maker.report(other, "2031-06-09", "Coast Post")
    found = [f for f in find(maker.pile()) if f.kind == "agreement"]
    return [[span.text for position in f.positions for span in position.evidence] for f in found]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("The ferry took 52 minutes to turn.", "Why did it need so long? By the chart the turn lasted 52 minutes."),
        ("The pump of the ferry lay still for eleven weeks.", "For eleven weeks nobody had looked after a dead pump."),
    ],
)
def test_a_telling_number_with_its_unit_is_one(maker, text, other):
    (both,) = agreed(maker, text, other)
    assert len(both) == 2


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("The ferry took ten minutes to turn.", "The inquiry on the ferry sat for ten minutes."),
        ("The ferry took 52 minutes to turn.", "A choir sang in Norwell for 52 minutes."),
        ("The ferry took 52 minutes to turn.", "The ferry took 53 minutes to turn."),
        ("The ferry took about 52 minutes to turn.", "Its captain, a 52-year-old, saw the ferry turn."),
    ],
)
def test_a_number_that_may_be_of_anything_is_not(maker, text, other):
    assert agreed(maker, text, other) == []
