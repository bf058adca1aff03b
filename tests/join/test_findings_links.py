"""Links that one finds no evidence of and another tells as known."""

import pytest
from findings_piles import PileMaker

from joindots.join.findings import find
from joindots.model import Finding


@pytest.fixture
def maker() -> PileMaker:
    return PileMaker()


def links(maker: PileMaker) -> list[Finding]:
    return [finding for finding in find(maker.pile()) if finding.topic.startswith("Finding: links of")]


def tell(maker: PileMaker, known: str, *, stance: str = "finds") -> None:
    """A police report that finds no link of Rolf Ahn with the Grey Ferrymen, and a committee's in words given."""
    first = maker.report("Police found no evidence of an association of Rolf Ahn with the Grey Ferrymen.", "2041-03-02")
    later = maker.report(f"The committee said that {known}.", "2042-03-02")
    clause = "an association of Rolf Ahn with the Grey Ferrymen"
    maker.say(first, clause, ("Police", None), form="indirect", stance="no_evidence")
    maker.say(later, known, ("The committee", None), form="indirect", stance=stance)
    for name, kind in (("Rolf Ahn", "person"), ("Grey Ferrymen", "organisation")):
        reports = [
            report for report in (first, later) if name in next(d.text for d in maker.documents if d.id == report)
        ]
        maker.entity(name, kind, mentions=tuple(maker.mention(report, name) for report in reports))


def test_a_known_link_conflicts_with_no_evidence_of_it(maker):
    tell(maker, "Rolf Ahn had known links to the Grey Ferrymen")
    (found,) = links(maker)
    assert found.kind == "conflict"
    assert found.topic == "Finding: links of Rolf Ahn with Grey Ferrymen"
    assert found.explanation.startswith("Police found no evidence")


@pytest.mark.parametrize(
    "known",
    [
        "Rolf Ahn may have had links to the Grey Ferrymen",
        "Rolf Ahn had no links to the Grey Ferrymen",
        "Rolf Ahn had links to a bank",
        "Petra Oum had links to the Grey Ferrymen",
    ],
)
def test_reserve_another_end_or_another_person_is_no_conflict(maker, known):
    tell(maker, known)
    assert not links(maker)


def test_a_denial_of_a_link_is_not_told_as_known(maker):
    tell(maker, "Rolf Ahn had known links to the Grey Ferrymen", stance="denies")
    assert not links(maker)
