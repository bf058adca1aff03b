"""The register: fields of an incident with their evidence."""

import pytest

from joindots.extract import observe
from joindots.model import INCIDENT_FIELDS


@pytest.fixture(scope="module")
def read(read_text):
    def read(text, **fields):
        found = observe(read_text(text, **fields))
        names = {entity.id: entity.name for entity in found.entities}
        return [
            {field: [names.get(r.value, r.value) for r in getattr(incident, field)] for field in INCIDENT_FIELDS}
            for incident in found.incidents
        ]

    return read


def test_the_fields_of_a_shooting(read):
    (incident,) = read(
        "A gunman shot and killed two guards with a rifle in Vienna on 3 May 2031. He was arrested on Friday.",
        published="2031-05-09",
    )
    assert incident["killed"] == [2]
    assert incident["date"] == ["2031-05-03"]
    assert incident["location"] == ["Vienna"]
    assert incident["weapon"] == ["rifle"]
    assert incident["attack_type"] == ["Armed Assault"]
    assert incident["victims"] == ["guards"]


def test_an_accident_is_one(read):
    (incident,) = read("The ferry sinking killed 12 passengers and injured 30.")
    assert incident["attack_type"] == ["Accident"]
    assert (incident["killed"], incident["wounded"]) == ([12], [30])


def test_who_claims_it_and_what_is_said_of_a_link(read):
    (incident,) = read(
        "The Red Hand claimed responsibility for the Vesna bombing. "
        "Detectives found no evidence of a link to the group."
    )
    assert len(incident["claimed_by"]) == 1
    assert "no evidence of a link" in incident["link_finding"][0]


def test_nothing_is_added_up(read):
    incidents = read("A clerk was killed in the attack. Another clerk was killed later.")
    assert all(2 not in incident["killed"] for incident in incidents)


def test_a_court_case_is_no_incident(read):
    assert read("The court ruled that the merger may go ahead. The verdict came on Monday.") == []


def test_every_value_has_evidence(read_text):
    parse = read_text("Two men robbed the Vesna bank and shot a clerk dead. The robbers fled in a van.")
    for incident in observe(parse).incidents:
        for field in INCIDENT_FIELDS:
            for reported in getattr(incident, field):
                assert reported.evidence
                assert all(parse.document.text[s.start : s.end] == s.text for s in reported.evidence)


def test_whoever_is_arrested_for_a_deed_is_no_perpetrator(read):
    incidents = read("A shop was looted in Vienna. Two men were arrested for looting a bank.")
    assert all("men" not in incident["perpetrator"] for incident in incidents)


def test_a_bombing_is_no_armed_assault(read):
    (incident,) = read("Four people were killed when a bomb exploded in Vienna. The attack came at dawn.")
    assert incident["attack_type"] == ["Bombing/Explosion"]


def test_a_report_is_dated_from_a_place(read):
    (incident,) = read("VIENNA (UPA) - A gunman shot two guards at a depot on Monday.")
    assert [place.upper() for place in incident["location"]] == ["VIENNA"]


def test_numbers_are_no_victims(read):
    (incident,) = read("The number of people killed in a fire rose to five. Twenty-four miners were injured.")
    assert set(incident["victims"]) <= {"people", "miners"}


def _all(incidents, field):
    return {str(value) for incident in incidents for value in incident[field]}


def test_bombs_tell_what_they_exploded_beside_and_destroyed(read):
    incidents = read("A bomb exploded in front of the Vesna town hall on Monday. It destroyed two cars and a kiosk.")
    assert _all(incidents, "attack_type") == {"Bombing/Explosion"}
    assert _all(incidents, "weapon") == {"bomb"}
    assert {"cars", "kiosk"} <= _all(incidents, "target")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Masked men hurled grenades at the bank.", "Bombing/Explosion"),
        ("A bomb went off at the bank.", "Bombing/Explosion"),
        ("Rebels blew up the bridge.", "Bombing/Explosion"),
        ("Gunmen fired on the convoy.", "Armed Assault"),
        ("Gunmen set fire to the warehouse.", "Arson"),
        ("Rebels destroyed three pylons.", "Armed Assault"),
    ],
)
def test_everyday_verbs_tell_attacks_in_the_company_they_keep(read, text, kind):
    incidents = read(text)
    assert kind in _all(incidents, "attack_type")
    assert _all(incidents, "target")


@pytest.mark.parametrize(
    "text",
    [
        "The storm destroyed three houses.",
        "The company launched a new magazine.",
        "He fired the manager on Monday.",
        "They set the table and went on holiday.",
        "The minister placed a wreath at the church.",
        "The two sides signed a cease-fire.",
        "Police warned of a possible attack.",
        "The senator harshly attacked the mayor in a speech.",
    ],
)
def test_what_only_sounds_like_an_attack_is_none(read, text):
    assert _all(read(text), "attack_type") == set()


def test_those_who_are_told_in_groups_are_named(read):
    incidents = read("A group of armed men killed three members of the Harbour Union and her companion Ann Lee.")
    assert _all(incidents, "perpetrator") == {"armed men"}
    assert "members of the Harbour Union" in _all(incidents, "victims")
    assert "Ann Lee" in _all(incidents, "victims")


def test_the_murder_of_somebody_and_somebodys_murder_name_the_victim(read):
    for text in ("The murder of Ann Lee shocked the town.", "Ann Lee's murder shocked the town."):
        incidents = read(text)
        assert _all(incidents, "victims") == {"Ann Lee"}
        assert _all(incidents, "perpetrator") == set()


def test_who_carried_it_out_and_who_took_part(read):
    assert "rebels" in _all(read("The attack on the barracks was carried out by rebels."), "perpetrator")
    assert "soldiers" in _all(read("Soldiers took part in the killing of Ann Lee."), "perpetrator")
    assert _all(read("The officer is responsible for guarding the bank that was attacked."), "perpetrator") == set()


def test_nobody_claims_it(read):
    assert _all(read("No group has claimed responsibility for the Vesna bombing."), "claimed_by") == set()


def test_what_was_seized_or_charged_is_no_weapon(read):
    incidents = read(
        "After the attack on the barracks police seized two rifles. He faces murder charges for the attack."
    )
    assert _all(incidents, "weapon") == set()


def test_who_died_along_with_others_and_who_escaped(read):
    incidents = read("The judge was killed in Vesna along with two of his guards.")
    assert {"judge", "guards"} <= _all(incidents, "victims")
    incidents = read("Ann Lee escaped unharmed from the attack.")
    assert _all(incidents, "target") == {"Ann Lee"}


def test_a_hospital_where_somebody_died_was_not_struck(read):
    incidents = read("A woman injured in the bombing at the Vesna town hall died in the hospital.")
    assert not any("hospital" in target for target in _all(incidents, "target"))
