"""One thing without a number, told by two reports in words of their own."""

import pytest
from findings_piles import PileMaker

from joindots.join.findings import find


def agreed(text: str, other: str) -> list[list[str]]:
    maker = PileMaker()
    maker.report(text, "2031-05-02", "Norwell Echo")
    maker.report(other, "2031-05-03", "Coast Post")
    found = [f for f in find(maker.pile()) if f.kind == "agreement" and f.topic.startswith("Statement")]
    return [[span.text for position in f.positions for span in position.evidence] for f in found]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("The pistol had been reported stolen.", "It turned out that the gun was stolen."),
        ("Nearby schools were put on lockdown.", "For some hours the school was placed on lockdown."),
        ("In the end no arrest was made.", "Nobody was hurt, and officers have made no arrests."),
        ("Later they learned that the handgun was not loaded.", "He had waved an unloaded pistol at passers-by."),
        ("The captain launched a lifeboat.", "As the captain began to shout, a lifeboat was launched by the captain."),
        ("The company will introduce safety training for crews.", "It will implement safety training of all crews."),
        ("The board approved the merger in a vote at noon.", "By a narrow vote the merger was endorsed by the board."),
        ("The judge postponed the hearing.", "The hearing was delayed by the judge, a clerk said."),
    ],
)
def test_an_act_on_one_thing_is_one_in_other_words(text, other):
    (both,) = agreed(text, other)
    assert len(both) == 2


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("The pistol had been stolen.", "The pistol had not been stolen."),
        ("The pistol had been stolen.", "The pistol may have been stolen."),
        ("The pistol had been stolen.", "The rifle had been stolen."),
        ("The pistol may have been stolen.", "Perhaps the gun was stolen."),
        ("The mate launched a lifeboat at noon.", "The captain launched a lifeboat at noon."),
        ("The company will introduce safety training.", "The company introduced safety training."),
        ("A well-armed crew closed the harbour gate.", "A crew of strangers praised the harbour gate."),
        ("She won an award.", "He won an award."),
        ("The judge rejected the motion.", "The motion was rejected by the clerk."),
        ("The bank sold its port division last week.", "In June 2029 the bank sold a port division."),
        ("The crew fired flares at the ferry.", "The crew fired flares at the ferry again."),
        ("The owners praised the newly built ferry terminal.", "The city built a ferry terminal for its owners."),
        ("The board said the merger had been approved.", "The board said the merger had been approved."),
        ("He said that 52 cars were stolen.", "Two cars were stolen that night."),
    ],
)
def test_a_slot_that_differs_or_too_little_in_common_makes_two(text, other):
    assert agreed(text, other) == []


def test_what_one_report_copies_is_no_agreement():
    text = "Nearby schools were put on lockdown for several hours while officers searched the harbour for the man."
    assert agreed(text, text) == []
