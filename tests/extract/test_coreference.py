import pytest

from joindots.extract.names import extract_entities
from joindots.extract.names.abbreviations import abbreviates
from joindots.model import Observations


@pytest.fixture
def refer(read_text):
    """For each entity that is referred to otherwise than by name: how."""

    def find(text):
        parse = read_text(text)
        entities = extract_entities(parse, Observations(document=parse.document.id))
        return {e.name: [m.text for m in e.mentions if m.how != "name"] for e in entities}

    return find


def test_a_speaker_goes_on_speaking(refer):
    found = refer('Helen Marsh said the pier was safe. "We looked at every beam," she added.')
    assert found["Helen Marsh"] == ["she"]


def test_a_pronoun_of_the_other_gender_is_left_alone(refer):
    assert refer("Helen Marsh closed the pier. He was angry.")["Helen Marsh"] == []


def test_two_candidates_and_no_subject_are_left_alone(refer):
    found = refer("A letter to Paul Okafor about Robert Kane was lost. He was angry.")
    assert found["Paul Okafor"] == found["Robert Kane"] == []


def test_a_pronoun_after_somebody_unnamed_is_left_alone(refer):
    found = refer("Paul Okafor left the pier. Then a sailor boarded the ferry with his dog.")
    assert found["Paul Okafor"] == []


def test_the_words_of_a_quotation_do_not_reach_outside(refer):
    found = refer('Paul Okafor left. Helen Marsh said: "The owner knew it. He told me so himself at the time."')
    assert found["Paul Okafor"] == []


def test_like_somebody_is_not_that_person(refer):
    found = refer("Paul Okafor praised the crew. But like Robert Kane, he said the pier was rotten.")
    assert found["Robert Kane"] == []
    assert found["Paul Okafor"] == ["he"]


@pytest.mark.parametrize(
    ("text", "name", "mention"),
    [
        ("Paul Okafor, 52, was found. The 52-year-old was cold.", "Paul Okafor", "The 52-year-old"),
        ("Chief Inspector Helen Marsh spoke first. The officer said it was over.", "Helen Marsh", "The officer"),
        ("Ruth Kane, founder of helpline Safe Piers, said the charity had closed.", "Safe Piers", "the charity"),
        (
            "The Harbour Committee met. A pilot told the committee about the storm.",
            "Harbour Committee",
            "the committee",
        ),
        ("Harbour thief Paul Okafor fled. Nobody saw the attacker or the ferry attacker.", "Paul Okafor", None),
        ("Ferry attacker Paul Okafor fled. A boy saw the attacker.", "Paul Okafor", "the attacker"),
        ("The mayor said he was sorry. Paul Okafor added that the pier would close.", "Paul Okafor", "The mayor"),
    ],
)
def test_descriptions(refer, text, name, mention):
    found = refer(text)
    assert mention in found[name] if mention else found[name] == []


def test_police_can_be_they(refer):
    assert refer("Police closed the pier. They said it was rotten.")["police"] == ["Police", "They"]


def test_a_company_that_speaks_can_be_it(refer):
    assert refer("Ellis Ferries Ltd said it had warned the owner.")["Ellis Ferries Ltd"] == ["it"]


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("HPU", "Harbour Pilots Union", True),
        ("AQ", "al Qasr", True),
        ("HPX", "Harbour Pilots Union", False),
        ("PU", "Harbour Pilots Union", False),
        ("H", "Harbour", False),
        ("Harbour Pilots Union", "HPU", False),
    ],
)
def test_abbreviates(short, long, expected):
    assert abbreviates(short, long) is expected


def test_a_ministry_is_no_name_near_by(refer):
    found = refer("The interior ministry spoke. The aid group Safe Piers wept. The ministry denied that it was late.")
    assert found["Safe Piers"] == []
    assert found["interior ministry"][:2] == ["interior ministry", "The ministry"]


def test_a_new_minister_is_somebody_else(refer):
    found = refer("Paul Okafor, the harbour minister, left. The new harbour minister said the pier would close.")
    assert found["Paul Okafor"] == []


def test_an_age_that_nobody_has_goes_to_the_only_person_before(refer):
    assert refer("Helen Marsh, for Paul Okafor, spoke. The 52-year-old was fined.")["Helen Marsh"] == []
    assert refer("Paul Okafor, 51, spoke. Ruth Kane left. The 52-year-old was fined.")["Ruth Kane"] == []


def test_nobody_is_his_own_lawyer(refer):
    found = refer("Paul Okafor was fined. His lawyer, Odile Marren, said he would appeal.")
    assert found["Odile Marren"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Paul Okafor was with the singer when he collapsed.",
        "Paul Okafor said the boy's health had failed before he died.",
    ],
)
def test_whoever_died_beside_somebody_named_is_not_taken_for_him(refer, text):
    assert refer(text)["Paul Okafor"] == []


def test_a_name_that_begins_a_word_is_nobody(refer):
    found = refer('The Marsh-trained singer told her fans on Monday. "I was Helen Marsh\'s pupil," she wrote.')
    assert "she" not in [word for name, words in found.items() if name == "Marsh" for word in words]
    found = refer('The Ellen-nominated singer told her fans. "It was hard," she wrote.')
    assert not any(found.values())
