import pytest

from joindots.extract import observe
from joindots.join import join_pile
from joindots.model import HAPPENING


@pytest.fixture
def read(read_text):
    """Read a text written on Thursday 2 May 2030 (or another day) to (day, name) of what merely happened."""

    def read_happenings(text, published="2030-05-02"):
        events = observe(read_text(text, published=published)).events
        told = [event for event in events if event.type == HAPPENING]
        return [(e.date.value, e.name) for e in sorted(told, key=lambda e: e.mentions[0].start)]

    return read_happenings


@pytest.mark.parametrize(
    ("text", "day", "name"),
    [
        ("Engineers sealed the Westford tunnel on Tuesday.", "2030-04-30", "Engineers sealed the Westford tunnel"),
        (
            "On Monday, the council closed the pier to visitors.",
            "2030-04-29",
            "the council closed the pier to visitors",
        ),
        ("The ferry was towed to Port Ellis yesterday.", "2030-05-01", "The ferry was towed to Port Ellis"),
        ("They were angry after Tuesday's meeting with the mayor.", "2030-04-30", "Tuesday's meeting"),
        ("3 March 2030 The mayor opens the new harbour.", "2030-03-03", "The mayor opens the new harbour"),
        ("3 March 2030\n\nThe mayor opens the new harbour.", "2030-03-03", "The mayor opens the new harbour"),
    ],
)
def test_a_day_and_what_hangs_on_it_is_a_happening(read, text, day, name):
    assert read(text) == [(day, name)]


@pytest.mark.parametrize(
    "text",
    [
        "Engineers will seal the tunnel on Tuesday.",
        "Engineers could have sealed the tunnel on Tuesday.",
        "Engineers did not seal the tunnel on Tuesday.",
        "Engineers have worked at the well since Tuesday.",
        "The mayor said on Tuesday that the well was safe.",
        "I met the mayor on Tuesday.",
        "Page last updated on Tuesday.",
        "Engineers sealed the tunnel in April.",
        "Engineers sealed the tunnel.",
    ],
)
def test_plans_sayings_and_what_has_no_day_are_none(read, text):
    assert read(text) == []


def test_what_has_a_type_is_told_by_its_type(read):
    assert read("Two boats collided off Port Ellis on Tuesday.") == []


def test_reports_of_one_happening_become_one_record(read_text):
    parses = [
        read_text("Engineers sealed the Westford tunnel on Tuesday.", source=f"{n}.txt", published="2030-05-02")
        for n in range(3)
    ]
    pile = join_pile([parse.document for parse in parses], [observe(parse) for parse in parses])
    (event,) = (event for event in pile.events if event.type == HAPPENING)
    assert len(event.mentions) == len(event.date.evidence) == 3
    assert event.date.value == "2030-04-30"
