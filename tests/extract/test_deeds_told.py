"""Deeds told by what came of them: lives claimed, bombs defused, hostages held, what was used; counts that are wars."""

import pytest

from joindots.extract import observe
from joindots.model import INCIDENT_FIELDS


@pytest.fixture(scope="module")
def read(read_text):
    def read(text):
        found = observe(read_text(text, published="2031-05-09"))
        names = {entity.id: entity.name for entity in found.entities}
        return [
            {field: [names.get(r.value, r.value) for r in getattr(incident, field)] for field in INCIDENT_FIELDS}
            for incident in found.incidents
        ]

    return read


@pytest.mark.parametrize(
    "text",
    [
        "The army said that 12 guerrillas and one soldier were killed in Orland on 3 May 2031.",
        "The army said that 40 rebels were killed in the operation near Vesna on 3 May 2031.",
        "Army troops killed three insurgents near Vesna on 3 May 2031.",
        "The air force bombed guerrilla positions near Vesna on 3 May 2031.",
        "Over the years 70,000 people have been killed in Orland.",
        "The country longs for the release of those who have been abducted.",
        "A political confrontation exploded in Orland on 3 May 2031.",
        "The strikers are holding the city hostage.",
        "Police say that four clerks have been kidnapped every day this year.",
        "They would like to see the mill explode.",
        "The mayor had no reports of attacks in Vesna on 3 May 2031.",
        "The plan of the rebels calls for attacking the harbour in Vesna.",
        "Experts disarmed the critics in Vesna on 3 May 2031.",
        "The firm lost its licence in Vesna on 3 May 2031.",
        "Heavy fighting shook Vesna. The fighting, in which shots were heard, reached the harbour on 3 May 2031.",
    ],
)
def test_no_row_of_the_register(read, text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "A blast at the mill in Vesna claimed the lives of two clerks on 3 May 2031.",
            {"attack_type": ["Explosion"], "victims": ["clerks"], "target": ["mill"]},
        ),
        (
            "Two clerks lost their lives in an attack in Vesna on 3 May 2031.",
            {"attack_type": ["Armed Assault"], "victims": ["clerks"], "perpetrator": []},
        ),
        (
            "Police experts defused a bomb at the station of Vesna on 3 May 2031.",
            {"attack_type": ["Bombing/Explosion"], "perpetrator": [], "date": ["2031-05-03"]},
        ),
        (
            "Two guards are being held hostage by gunmen in the embassy in Vesna.",
            {"attack_type": ["Hostage Taking (Kidnapping)"], "victims": ["guards"]},
        ),
        (
            "A bus was burned by unidentified individuals on 3 May 2031.",
            {"attack_type": ["Arson"], "target": ["bus"], "perpetrator": ["unidentified individuals"]},
        ),
        (
            "Rebels used dynamite to blow up a bridge near Vesna on 3 May 2031.",
            {"attack_type": ["Bombing/Explosion"], "target": ["bridge"], "weapon": ["dynamite"]},
        ),
        (
            "Gunmen kidnapped and later murdered Ann Lee, the mayor of Vesna.",
            {"attack_type": ["Hostage Taking (Kidnapping)", "Armed Assault"], "victims": ["Ann Lee"]},
        ),
        (
            "A raid was staged by the Red Hand on a hotel in Vesna on 3 May 2031.",
            {"perpetrator": ["Red Hand"], "target": ["hotel"]},
        ),
        (
            "Helicopters strafed five homes in Vesna on 3 May 2031.",
            {"attack_type": ["Armed Assault"], "target": ["homes"]},
        ),
        (
            "An earthquake destroyed the market of Vesna on 3 May 2031 and killed two people.",
            {"attack_type": ["Accident"], "killed": [2]},
        ),
        ("The attack against the Orlander people on 3 May 2031 was cruel.", {"victims": []}),
        ("Guerrillas killed three soldiers near Vesna on 3 May 2031.", {"killed": [3], "perpetrator": ["guerrillas"]}),
        ("Fighting reached Vesna on 3 May 2031. In the fighting a bus was shot at.", {"target": ["bus"]}),
        (
            "Early this morning the Lusanian Liberation Front set on fire two cotton mills in Vesna.",
            {"attack_type": ["Arson"], "target": ["cotton mills"], "perpetrator": ["Lusanian Liberation Front"]},
        ),
        (
            "Three rebels of the RLF fled. The RLF destroyed a bridge near Vesna on 3 May 2031.",
            {"attack_type": ["Armed Assault"], "target": ["bridge"], "perpetrator": ["RLF"]},
        ),
        (
            "The protesters sabotaged the mayor's office in Vesna on 3 May 2031.",
            {"target": ["mayor's office"], "perpetrator": ["protesters"]},
        ),
        (
            "On 3 May 2031 the air force bombed two mills near Vesna, killing six farmers.",
            {"attack_type": ["Armed Assault"], "killed": [6]},
        ),
        (
            "The mill in Vesna was bombed on 3 May 2031, killing Bo Ray.",
            {"attack_type": ["Bombing/Explosion"], "target": ["mill"]},
        ),
    ],
)
def test_what_a_row_holds(read, text, told):
    (row,) = read(text)
    assert {field: row[field] for field in told} == told
