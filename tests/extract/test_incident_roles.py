"""Who did it and to whom: lists of names, claims, attempts, blame, and what tells no incident at all."""

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


def _all(incidents, field):
    return {value for incident in incidents for value in incident[field]}


@pytest.mark.parametrize(
    "text",
    [
        "Four people died in the fire in Vesna. Police named the dead as Ann Lee, 34, Bo Ray, 51, and Eve Orr, 29.",
        "A bomb killed four people in Vesna. The victims were identified as Ann Lee, 34, Bo Ray, 51, and Eve Orr, 29.",
        "The car bomb exploded in Vesna, killing Ann Lee, 34; Bo Ray, 51; and Eve Orr, 29.",
    ],
)
def test_lists_of_victims_are_read_to_their_end(read, text):
    assert {"Ann Lee", "Bo Ray", "Eve Orr"} <= _all(read(text), "victims")


def test_whoever_stands_beside_a_victim_is_none(read):
    victims = _all(read("A gunman killed Ann Lee in front of Bo Ray in Vesna on 3 May 2031."), "victims")
    assert victims == {"Ann Lee"}


def test_fighters_and_members_name_their_body(read):
    (incident,) = read("Free Tide rebels attacked the police station in Vesna on 3 May 2031.")
    assert "Free Tide" in incident["perpetrator"]


def test_a_group_that_calls_itself_something_claims_it(read):
    incidents = read('A self-styled "Free Orland Front" group claimed responsibility for the bombing in Vesna.')
    assert _all(incidents, "claimed_by") == {"Free Orland Front"}
    assert not _all(read("Leaflets claimed responsibility for the bombing in Vesna."), "claimed_by")


def test_who_planned_it_and_who_is_called_its_mastermind(read):
    text = "The attack in Vesna was planned by Ann Lee and carried out by Bo Ray. Eve Orr was its mastermind."
    assert {"Bo Ray", "Ann Lee"} <= _all(read(text), "perpetrator")
    text = "Bo Ray carried out the attack in Vesna. Eve Orr was the mastermind of the attack."
    assert {"Bo Ray", "Eve Orr"} <= _all(read(text), "perpetrator")


def test_an_attack_that_was_tried_is_one(read):
    (incident,) = read("Three men tried to kidnap the mayor in Vesna on 3 May 2031.")
    assert incident["perpetrator"] == ["men"]
    assert read("The three men did not try to kidnap the mayor in Vesna.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The talks wound up on Tuesday.",
        "The rally ended without incident.",
        "About 900 of its members have been murdered since 1985.",
        "Journalists have been murdered.",
        "They should strive for peace by attacking the militants.",
        "There is always the danger of his being shot.",
        "An offensive planned for next week worries the villagers.",
    ],
)
def test_what_did_not_happen_once_is_no_incident(read, text):
    assert read(text, published="2031-05-09") == []


def test_a_weapon_found_elsewhere_was_not_used(read):
    incidents = read("Two men shot a clerk in Vesna. Police raided a house, where they found a rifle.")
    assert "rifle" not in _all(incidents, "weapon")


def test_nobody_is_a_victim_twice(read):
    text = (
        "A gunman killed General Bo Ray and two guards in Vesna. Three people were killed. He shot the general twice."
    )
    assert _all(read(text), "victims") == {"Bo Ray", "guards"}


def test_those_responsible_are_who_the_clause_says(read):
    text = "A bomb killed two nurses in Vesna. Those responsible for the bombing are two former guards, the mayor said."
    assert _all(read(text), "perpetrator") == {"former guards"}
    text = "The judge implicated two guards and a clerk in the murder of Ann Lee in Vesna."
    assert _all(read(text), "perpetrator") == {"guards", "clerk"}


def test_whoever_a_death_is_said_to_be_of_has_not_done_it(read):
    incidents = read("A jury in Vesna heard on 3 May 2031 of the doctor who is accused of the singer's manslaughter.")
    assert "singer" not in _all(incidents, "perpetrator")
    incidents = read("Bo Ray has pleaded not guilty to manslaughter in his death. Ann Lee died in Vesna on 3 May 2031.")
    assert "Bo Ray" not in _all(incidents, "victims")


_FRONT = "Reed Liberation Front"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (f"The {_FRONT} held a march in Orland. Rebels burned a bus near Vesna.", True),
        (f"The {_FRONT} held a march in Orland. Suspected rebels burned a bus near Vesna.", False),
        (f"The {_FRONT} held a march in Orland. Tide rebels burned a bus near Vesna.", False),
        (f"The {_FRONT} and the Tide Liberation Army held marches. Rebels burned a bus near Vesna.", False),
    ],
)
def test_the_only_body_that_fights_is_that_of_the_rebels(read, text, meant):
    assert (_FRONT in _all(read(text), "perpetrator")) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Four teenagers were involved in a shooting in Vesna on Monday, police said. Two of them died.",
        "Two people were killed in the shooting in Vesna. Police said the incident involved two brothers.",
    ],
)
def test_whoever_was_involved_in_a_deed_may_have_suffered_it(read, text):
    assert not _all(read(text), "perpetrator")


def test_whoever_was_involved_in_the_deed_had_a_part_in_it(read):
    text = "Two people were killed in the shooting in Vesna. Bo Ray was involved in the shooting, police said."
    assert "Bo Ray" in _all(read(text), "perpetrator")


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("The mayor described the rebels as being behind the attack in Vesna on 3 May 2031.", "rebels"),
        ("Accusing the guerrillas as being behind the attack in Vesna, Ann Lee left.", "guerrillas"),
    ],
)
def test_who_calls_somebody_a_doer_is_none(read, text, doer):
    assert _all(read(text), "perpetrator") <= {doer}


def test_whose_deaths_a_headline_tells_of_did_nothing(read):
    title = "Vesnan Prime Minister Calls Bank Workers' Riot Deaths 'Murder'"
    text = f"{title}\n\nHe denounced the murder of three bank workers in a riot in Vesna on Wednesday."
    assert not _all(read(text, title=title), "perpetrator")
