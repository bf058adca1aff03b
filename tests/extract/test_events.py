"""Events: what a document tells, joined where it means the same."""

import pytest

from joindots.extract import observe


@pytest.fixture(scope="module")
def events(read_text):
    def read(text, **fields):
        found = observe(read_text(text, **fields))
        return sorted(found.events, key=lambda event: event.mentions[0].start)

    return read


def words(event):
    return [span.text for span in event.mentions]


def test_a_blast_and_what_points_back_to_it_are_one_event(events):
    found = events(
        "A blast at the Vesna depot killed three workers. The explosion shook the town. The incident is odd."
    )
    assert [words(event) for event in found if event.type == "explosion"] == [
        ["blast", "killed", "explosion", "incident"]
    ]


def test_named_events_stay_apart(events):
    found = events("The Port Ellis bombing came a week before the North Quay attack.")
    assert [(event.type, event.name) for event in found] == [
        ("bombing", "Port Ellis bombing"),
        ("attack", "North Quay attack"),
    ]


def test_several_events_told_together_are_a_group(events):
    found = events("The Port Ellis bombing shocked many. The four attacks killed 30 people in all.")
    assert [event.type for event in found] == ["bombing", "attack group"]
    assert words(found[1]) == ["attacks", "killed"]


def test_what_did_not_happen_is_no_event(events):
    assert events("Nobody was killed. An attack could happen anywhere.") == []
    assert [event.type for event in events("He was charged with murder.")] == ["charge"]


def test_a_date_that_hangs_on_the_event_is_its_date(events):
    found = events("The Port Ellis collapse on 3 May 2031 closed the road.", published="2031-05-09")
    assert found[0].date is not None
    assert (found[0].date.value, found[0].date.basis) == ("2031-05-03", "stated")
    assert [span.text for span in found[0].date.evidence] == ["3 May 2031"]


def test_a_date_without_a_year_lies_before_the_report(events):
    found = events("Rescuers remembered the October 5 collapse in Vesna.", published="2031-05-09")
    assert found[0].date is None or found[0].date.value == "2030-10-05"


def test_month_names_are_no_marches(events):
    assert events("The report of 3 March 2031 is out.") == []


def test_records_are_sorted_and_slices(read_text):
    parse = read_text(
        "A gunman shot two guards in Port Ellis on Monday. The attack ended at noon. Police arrested him."
    )
    found = observe(parse).events
    assert list(found) == sorted(found, key=lambda event: event.id)
    assert all(
        parse.document.text[span.start : span.end] == span.text and event.mentions
        for event in found
        for span in event.mentions
    )


@pytest.mark.parametrize(
    "text",
    [
        "The Orne sentence was slashed by three appeal judges.",
        "The union attacked the decision.",
        "Rising costs hit jobs and beat the budget.",
        "Port Ellis beat Vesna 3-1 on Sunday, and fans sang near Harbour Field.",
        "Ida Voss was beaten by Rolf Ahn, who won 54 per cent of the votes.",
        'The judge told him: "You robbed sick children."',
        "The National Audit Office wrote to the Vesna Fire Service.",
        "Vesna Fire says that the pier is shut. Bo Ray came under fire for his words.",
        "Thousands are skipping the second vaccine shot.",
    ],
)
def test_figures_of_speech_quotations_and_names_are_no_violence(events, text):
    assert [event for event in events(text) if event.type not in ("sentence", "ruling")] == []


@pytest.mark.parametrize(
    "text",
    [
        "Two men beat a guard in Vesna on Monday.",
        "Rolf Ahn was beaten to death in Vesna on Monday.",
        "Ida Voss was beaten by officers in Vesna on Monday.",
    ],
)
def test_blows_are_violence(events, text):
    assert "attack" in {event.type for event in events(text)}


def test_a_place_that_an_attack_answers_is_not_where_it_was(events):
    found = events("Rebels attacked the depot in Vesna on Monday. The attack was in retaliation for raids in Orne.")
    assert not any("Orne" in event.name for event in found)


def test_looting_is_no_part_of_a_bombing(events):
    found = events("Four people were killed when a bomb exploded in Vesna. Two men were arrested for looting a shop.")
    assert [words(event) for event in found if event.type == "bombing"] == [["killed", "exploded"]]
    assert [words(event) for event in found if event.type == "robbery"] == [["looting"]]


def test_dead_of_a_disaster_are_no_assault(events):
    found = events("An earthquake killed 43 people in Vesna. The quake killed many in their beds.")
    assert [event.type for event in found] == ["disaster"]


def test_an_earlier_event_of_the_same_sort_is_another(events):
    found = events(
        "Two workers were killed in a fire at the Vesna works. A fire at the same works in 2013 killed three. "
        "The last fire in the town, in 1998, hurt nobody.",
        published="2031-05-09",
    )
    assert [words(event) for event in found] == [["killed", "fire"], ["fire", "killed"], ["fire"]]


def test_what_a_year_long_over_is_remembered_for_is_another_event(events):
    text = (
        "Six people were killed when an express derailed near Ostrick on Thursday.\n\n"
        "It was the worst accident on the line since 2019, when nine people died at Fell Bridge."
    )
    found = events(text, published="2031-05-10")
    old = [event for event in found if "died" in words(event)]
    assert [(event.date.value, len(event.mentions)) for event in old] == [("2019", 1)]


def test_deeds_in_towns_far_apart_are_two(events):
    text = (
        "Nine people were killed in an attack in Hamburg on Thursday.\n\n"
        "The mayor was quick to speak after gunmen attacked a club in Munich on 13 November."
    )
    found = events(text, published="2031-05-10")
    assert sorted((event.date.value, words(event)[-1]) for event in found) == [
        ("2030-11-13", "attacked"),
        ("2031-05-08", "attack"),
    ]
    near = text.replace("Munich", "Bremen")
    assert len(events(near.replace(" on 13 November", ""), published="2031-05-10")) == 1


@pytest.mark.parametrize(
    "stamp", ["Tue May 13, 2031 9:03 pm BST", "Tuesday 13 May 2031 08.43 BST", "13 May 2031 (UPA) --"]
)
def test_the_clock_of_a_page_dates_nothing(events, stamp):
    found = events(
        f"Lowmark, {stamp} The collapse of the Ostrick mill was a surprise, its owner said.", published="2031-05-13"
    )
    assert [event.date for event in found if "collapse" in words(event)] == [None]
