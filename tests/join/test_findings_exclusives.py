"""What one report alone found out."""

import pytest
from findings_piles import PileMaker

from joindots.join.findings import find


@pytest.fixture
def maker() -> PileMaker:
    return PileMaker()


def singles(maker: PileMaker, text: str, other: str = "The pier in Norwell is shut, the port said.") -> list[str]:
    maker.report(text, "2031-05-02", "Norwell Echo")
    maker.report(other, "2031-05-03", "Coast Post")
    (*found,) = (f for f in find(maker.pile()) if f.kind == "single")
    return [span.text for f in found for position in f.positions for span in position.evidence]


@pytest.mark.parametrize(
    "text",
    [
        "A diver told this newspaper that the piles under the pier had been eaten hollow.",
        "Letters seen by the Echo show that the port paid for a survey of the piles.",
        "The Echo has seen a survey of the pier. It gives the piles two winters at most.",
        "Two divers have told us of hollow piles below the pier. Both said that the port knew.",
    ],
)
def test_what_a_report_found_out_by_itself_is_told(maker, text):
    assert singles(maker, text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "The harbour master declined to say whether he told this newspaper all about the hollow piles.",
        "A diver told the Herald that the piles under the pier had been eaten hollow.",
        "“We have seen terrible storms this winter and the pier stood all of them,” the port said.",
        "The pier was seen by Garrow before the storm and looked sound to all of his men.",
    ],
)
def test_what_others_found_out_is_not(maker, text):
    assert singles(maker, text) == []


def test_what_another_report_tells_as_well_is_not(maker):
    told = "A diver told this newspaper that the piles under the pier had been eaten hollow."
    assert singles(maker, told, "The piles under the pier had been eaten hollow, a diver found.") == []
