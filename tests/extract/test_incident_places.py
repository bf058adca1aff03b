"""Where the main incident of a report happened."""

from itertools import pairwise

import pytest

from joindots.extract import observe


@pytest.fixture(scope="module")
def places(read_text):
    def places(text, **fields):
        found = observe(read_text(text, **fields))
        names = {entity.id: entity.name for entity in found.entities}
        return [names.get(r.value, r.value) for i in found.incidents for r in i.location]

    return places


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Two guards were shot at a Vienna bar on Friday.", "Vienna"),
        ("Two guards were shot on Vienna's east side on Friday.", "Vienna"),
        ("Two guards were shot on Friday. Officers responded to the house on Mill Road in Vienna.", "Vienna"),
        ("Two guards were shot on Friday. Vienna police are looking for a man.", "Vienna"),
        ("Two guards were shot at Boonrock on Friday. Vienna police are looking for a man.", "Vienna"),
    ],
)
def test_the_town_of_an_incident(places, text, place):
    assert place in places(text)


def test_a_hospital_is_not_where_it_happened(places):
    assert places("Two guards were shot on Mill Road. They were treated at a Vienna hospital.") == ["Mill Road"]


def test_the_state_beside_a_town_is_no_place_of_its_own(places):
    assert places("Two guards were shot in Springfield, Illinois.") == ["Springfield"]


def test_each_mention_is_one_piece_of_evidence(read_text):
    found = observe(read_text("Two guards were shot at the Mill Road Hotel in Vienna."))
    for reported in [r for i in found.incidents for r in i.location]:
        spans = sorted(reported.evidence)
        assert all(a.end <= b.start for a, b in pairwise(spans))


FILLER = "It was loud. It was late. It was dark. It was cold. "


@pytest.mark.parametrize(
    "text",
    [
        f"A guard was shot at a club on Friday. {FILLER}Boonrock Metropolitan Police are looking for a man.",
        f"A guard was shot on Friday. A Boonrock man was questioned. {FILLER}The guard lived in Boonrock.",
    ],
)
def test_the_town_that_a_report_is_about(places, text):
    assert "Boonrock" in places(text)


def test_where_one_of_the_people_is_from_is_not_where_it_happened(places):
    assert places("A guard was shot on Mill Road on Friday. Police want to speak to a Vienna man.") == ["Mill Road"]


def test_whatever_names_the_town_of_an_incident_is_evidence_of_it(read_text):
    found = observe(read_text("A guard was shot in Vienna on Friday. Vienna police want to speak to a Vienna man."))
    (place,) = [r for i in found.incidents for r in i.location]
    assert [span.text for span in place.evidence] == ["Vienna"] * 3


@pytest.fixture(scope="module")
def evidence(read_text):
    def evidence(text, **fields):
        found = observe(read_text(text, **fields))
        names = {entity.id: entity.name for entity in found.entities}
        return {
            names.get(r.value, r.value): [span.text for span in r.evidence] for i in found.incidents for r in i.location
        }

    return evidence


def test_a_street_in_a_town_tells_the_town(evidence):
    told = evidence("Two guards were shot on Friday on Mill Road. Police in Vienna arrested a man. Vienna is shaken.")
    assert "Mill Road" in told["Vienna"]
    assert told["Mill Road"] == ["Mill Road"]


def test_the_state_of_a_known_town_is_no_place_of_its_own(places):
    text = "Three rowers died in Ohio when a ferry sank on Friday. The ferry sank in Toledo at dawn."
    assert places(text) == ["Toledo"]


def test_a_state_of_which_the_town_is_not_known_stays(places):
    assert "Ohio" in places("Three rowers died in Ohio when a ferry sank on Friday. It sank off Boonrock at dawn.")


def test_a_known_town_told_again_and_again_is_where_it_happened(places):
    text = "A bomb exploded outside the mill on Friday. Vienna is in shock. In Vienna, the mayor spoke of a dark day."
    assert "Vienna" in places(text)


def test_the_town_of_which_a_part_is_told(places):
    text = "A bomb exploded on Mill Lane on Friday. The lane is in the Boonrock section of Vienna."
    assert "Vienna" in places(text)
