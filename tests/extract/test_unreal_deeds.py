"""What tells no deed of its own: wishes, threats, counts, names of crimes, figures; and how deeds are told."""

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
        "The preacher called for the assassination of President Ann Lee.",
        "The judge sentenced Bo Ray to death in Vesna.",
        "The rebels plan to burn shops, rob banks and bomb a bridge in Vesna.",
        "The group wanted to launch an attack on the harbour in Vesna.",
        "The minister spoke of the hundreds of peasants who have been murdered and kidnapped.",
        "Since the war began nearly 1,000 of its members have been murdered.",
        "The talks opened after 16 years of fighting.",
        "They live by murder and robbery.",
        "The union condemned the murder of priests.",
        "The judge upheld the finding of the jury that Bo Ray die for his crimes in Vesna.",
        "The jury urged that Bo Ray be hanged in Vesna.",
        "The firm fears the collapse of the talks in Vesna.",
        "The new mayor has stopped the crisis from exploding.",
        "There will be an explosion in the country if prices rise.",
        "The rebels denied having bombed the mill on 3 May 2031.",
        "The rebels denied that they are preparing an attack on the life of Ann Lee, who will come on 15 June 2031.",
        "The brewery destroyed the bridge of trust in Vesna.",
        "The militia attacked the pipeline 50 times in 2030.",
        "The report counted 26 cases of assault in May.",
        "Not a single guest was killed in Vesna.",
        "Forty people were killed in clashes in Orland.",
        "Orr's office and home in Vesna were raided by the FBI on 3 May 2031.",
    ],
)
def test_no_deed_is_told(read, text):
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The union condemned the murder of six priests in Vesna on 3 May 2031.",
        "Rebels managed to launch an attack on the harbour in Vesna on 3 May 2031.",
        "The roof of a hall collapsed in Vesna on 3 May 2031, killing two people.",
        "A bomb exploded in Vesna.",
        "Police spoke of the recently murdered mayor Ann Lee.",
        "Ann Lee survived an assassination attempt in Vesna on 3 May 2031.",
        "Several shots were fired at a bus in Vesna on 3 May 2031.",
    ],
)
def test_a_deed_is_told(read, text):
    assert len(read(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The attack on the bank in Vesna was made with a bomb. Two guards were killed in the attack.",
        "Two guards died in the attack on the bank in Vesna. The blast destroyed the hall.",
        "An explosion shook Vesna. The explosion was caused by a bomb planted under a bus.",
        "Youths hurled a Molotov cocktail at the bank in Vesna.",
        "A bomb destroyed a bank in Vesna.",
    ],
)
def test_an_attack_made_with_bombs_is_a_bombing(read, text):
    assert _all(read(text), "attack_type") == {"Bombing/Explosion"}


def test_fire_that_is_set_is_told_once(read):
    (incident,) = read("On 7 April 2031 a mob set fire to the consulate in Vesna.")
    assert incident["attack_type"] == ["Arson"]


def test_mines_and_clubs_are_places_too(read):
    assert not _all(read("Rebels attacked two mines near Vesna on 3 May 2031."), "weapon")
    assert not _all(read("Gunmen killed two guards at the Marrow Club in Vesna on 3 May 2031."), "weapon")
    assert "club" in _all(read("Bo Ray beat a guard with a club in Vesna on 3 May 2031."), "weapon")


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("Ann Lee was murdered in Vesna. Bo Ray was charged with the murder.", {"Bo Ray"}),
        ("A bomb killed two nurses in Vesna. The bombing was the work of Bo Ray.", {"Bo Ray"}),
        ("A bomb killed two nurses in Vesna. Bo Ray is behind the bombing.", {"Bo Ray"}),
        ("The bombing in Vesna on 3 May 2031 was organised by Bo Ray.", {"Bo Ray"}),
        ("Police hold Bo Ray, the man who masterminded the attack on the bank in Vesna.", {"Bo Ray"}),
        ("Gunmen opened fire on a bus in Vesna on 3 May 2031.", {"Gunmen"}),
        ("Two men on a motorcycle attacked the bank in Vesna on 3 May 2031.", {"men on a motorcycle"}),
        ("The bank in Vesna was attacked by ecoterrorists on 3 May 2031.", {"ecoterrorists"}),
    ],
)
def test_who_is_held_to_have_done_it(read, text, doers):
    assert _all(read(text), "perpetrator") == doers


def test_who_was_arrested_is_named(read):
    text = "Ann Lee was murdered in Vesna on 3 May 2031. The arrested men were identified as Bo Ray and Al Orr."
    incidents = read(text)
    assert {"Bo Ray", "Al Orr"} <= _all(incidents, "perpetrator")
    assert not {"Bo Ray", "Al Orr"} & _all(incidents, "victims")


def test_captors_are_those_who_let_go(read):
    text = "Two engineers were kidnapped in Vesna in May 2031. The engineers were released by rebels on Monday."
    assert "rebels" in _all(read(text), "perpetrator")


def test_what_it_was_aimed_at(read):
    assert _all(read("The embassy in Vesna was the target of a bomb attack on 3 May 2031."), "target") == {"embassy"}
    assert "car" not in _all(read("A car bomb was detonated in Vesna on 3 May 2031."), "target")


def test_people_counted_beyond_those_who_are_named(read):
    text = "Four people were killed when a bomb exploded in Vesna. Mayor Ann Lee died in the blast."
    assert {"Ann Lee", "people"} <= _all(read(text), "victims")


REPORT = {"published": "2031-05-16"}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("This week gunmen robbed a bank in Vesna.", "2031-05-12/2031-05-16"),
        ("Three engineers were kidnapped more than a month ago in Vesna.", "../2031-04-30"),
        ("The union mourned the killing of Ann Lee, mayor of Vesna in 2024.", "../2031-05-16"),
        ("Ann Lee, who won the 19 March elections, was murdered in Vesna.", "../2031-05-16"),
        ("VESNA, 16 May 2031 (UPA) -- A bomb exploded in a bank on Tuesday night.", "2031-05-13"),
    ],
)
def test_the_day_of_the_deed(read, text, date):
    assert _all(read(text, **REPORT), "date") == {date}


@pytest.mark.parametrize(
    "text",
    [
        "The concert on 8 May clashes with the trial in Vesna.",
        "The lawyer said his client was ready for the legal battle in Vesna.",
        "The mayor made a scathing attack on Monday.",
    ],
)
def test_what_is_fought_with_words_or_dates_is_no_deed(read, text):
    assert read(text) == []


def test_what_is_denied_makes_no_act_of_its_own_and_no_doer(read, read_text):
    text = (
        "The mill in Vesna was bombed on 4 April 2031, killing Bo Ray. "
        "The Reed Front denied that it carried out the bombing of 4 April 2031."
    )
    (row,) = read(text, published="2031-05-09")
    assert (row["date"], row["perpetrator"]) == (["2031-04-04"], [])
    events = observe(read_text(text, published="2031-05-09")).events
    assert [event.type for event in events] == ["bombing"]


def test_a_denial_that_is_denied_tells_the_deed(read):
    (row,) = read("The Reed Front did not deny that it bombed the mill in Vesna on 3 May 2031.")
    assert row["perpetrator"] == ["Reed Front"]


def test_the_name_in_quotation_marks_is_that_of_the_group(read):
    text = 'The killing of two nurses in Vesna was claimed by a self-styled "Free Reed Armed Forces Liberation" group.'
    (row,) = read(text)
    assert row["claimed_by"] == ["Free Reed Armed Forces Liberation"]


def test_all_who_are_held_responsible(read):
    (row,) = read("The government and the armed forces are responsible for the dynamite attack on the union hall.")
    assert row["perpetrator"] == ["government", "armed forces"]


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        (
            "Three men were arrested for the murder of Bo Ray in Vesna. Their names are Al Roe, Tom Penn and Cy Dunn.",
            ["Al Roe", "Tom Penn", "Cy Dunn"],
        ),
        ("The minister has blamed the murder of two nurses on narcoterrorists.", ["narcoterrorists"]),
        ("Bo Ray was shot by unidentified people at his farm called Reed End.", ["unidentified people"]),
        ("RLF fighters attacked a mill in Vesna. The RLF said that it was war.", ["RLF", "RLF fighters"]),
    ],
)
def test_who_is_named_or_blamed_for_it(read, text, doers):
    (row,) = read(text)
    assert row["perpetrator"] == doers


def test_words_for_things_are_no_victims(read):
    (row,) = read("A spokesman gave assurances that five clerks were killed in Vesna on 3 May 2031.")
    assert (row["killed"], row["victims"]) == ([5], [])


def test_what_somebody_would_need_to_do_has_befallen_nobody(read):
    text = "Bo Orr attacked a clerk in Vesna. Police arrested Orr. He said officers would need to kill Orr."
    assert _all(read(text), "perpetrator_outcome") == {"arrested"}
