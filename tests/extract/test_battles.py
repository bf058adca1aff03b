"""What the register leaves out: fighting between armed forces, what goes on, violence in general, searches."""

import pytest

from joindots.extract import observe


@pytest.fixture(scope="module")
def read(read_text):
    def read(text, **fields):
        found = observe(read_text(text, **fields))
        names = {entity.id: entity.name for entity in found.entities}
        return found, [{str(names.get(r.value, r.value)) for r in i.victims} for i in found.incidents]

    return read


@pytest.mark.parametrize(
    "text",
    [
        "Six rebels and a soldier were killed in fighting between the army and the rebels near Vesna on 3 May 2031.",
        "Government troops clashed with rebels near Vesna on 3 May 2031, killing three guerrillas.",
        "Rebel forces are attacking the barracks in Vesna.",
        "Heavy fighting continued in Vesna.",
        "The bishop condemned the indiscriminate bombing of Vesna.",
        "The air force indiscriminately bombed the quarters of Vesna on 3 May 2031.",
        "The mayor of Vesna said on 3 May 2031 that the town would win this battle.",
        "Customs officers raided a house in Vesna on 3 May 2031.",
        "The minister called the tax an attack on democracy.",
        "The offensive in Orland goes on, the minister said on Friday.",
    ],
)
def test_no_row_of_the_register(read, text):
    _, incidents = read(text, published="2031-05-09")
    assert incidents == []


def test_a_fight_between_armies_stays_an_event(read):
    found, incidents = read("Government troops clashed with rebels near Vesna on 3 May 2031, killing three guerrillas.")
    assert incidents == []
    assert [event.type for event in found.events if event.type != "happening"] == ["clash"]


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("Police clashed with demonstrators in Vesna on 3 May 2031. Ann Lee was killed in the clash.", {"Ann Lee"}),
        ("Troops clashed with rebels in Vesna on 3 May 2031, killing Ann Lee, a teacher.", {"Ann Lee"}),
        ("Rebels attacked a bus near Vesna on 3 May 2031, killing two teachers and three soldiers.", {"teachers"}),
    ],
)
def test_whoever_is_no_fighter_keeps_the_row(read, text, victims):
    _, incidents = read(text)
    assert incidents == [victims]


def test_without_a_day_it_was_on_or_before_that_of_the_report(read):
    found, _ = read("A bomb destroyed the mill in Vesna, killing Ann Lee.", published="2031-05-09")
    assert [r.value for i in found.incidents for r in i.date] == ["../2031-05-09"]
    found, _ = read("A bomb destroyed the mill in Vesna, killing Ann Lee.")
    assert [r.value for i in found.incidents for r in i.date] == []


def test_the_crime_is_the_deed_told_before_it_and_nothing_alone(read):
    found, _ = read("Ann Lee was murdered in Vesna. The mayor blamed the Red Hand for the crime.")
    assert len([event for event in found.events if event.type == "killing"]) == 1
    assert len(next(event for event in found.events if event.type == "killing").mentions) == 2
    found, _ = read("The mayor spoke about the crime on Friday.", published="2031-05-09")
    assert [event for event in found.events if event.type != "happening"] == []


def test_what_has_been_since_is_many_deeds(read):
    _, incidents = read("More than 200 judges have been killed since the campaign began.", published="2031-05-09")
    assert incidents == []


def test_the_closer_description_stands_for_the_looser_one(read):
    found, _ = read("A car bomb exploded in Vesna on 3 May 2031. The bomb killed Ann Lee.")
    assert {r.value for i in found.incidents for r in i.weapon} == {"car bomb"}


def test_names_before_the_last_of_a_list(read):
    _, incidents = read("Ann Lee, a clerk; Eve Orr, 34; and Bo Ray were killed in the attack in Vesna on 3 May 2031.")
    assert incidents == [{"Ann Lee", "Eve Orr", "Bo Ray"}]
    _, incidents = read("According to Odile Marren, Bo Ray was killed in the attack in Vesna on 3 May 2031.")
    assert incidents == [{"Bo Ray"}]


def test_people_of_a_sort_are_no_victims_of_the_register(read):
    _, incidents = read("Gunmen killed civilians in Vesna on 3 May 2031.")
    assert incidents == [set()]
    _, incidents = read("Gunmen killed dozens of civilians and two nurses in Vesna on 3 May 2031.")
    assert incidents == [{"civilians", "nurses"}]


def test_lists_go_on_past_kin_and_callings(read):
    text = "The mayor's son, Bo; Eve Orr, a clerk; and bodyguard Al Roe, were killed in the attack in Vesna."
    _, incidents = read(text)
    assert [{"Eve Orr", "Al Roe"} <= victims for victims in incidents] == [True]
