"""Which place of the gazetteer is meant, and where nobody can say."""

import pytest
from msgspec import UNSET

from joindots.join.places import locate_places
from joindots.model import Entity, Mention
from joindots.text.places import load_gazetteer, place_key


def locate(document, *texts, names):
    """The points of names that stand in some reports."""
    reports = [document(text, source=f"{n}.txt") for n, text in enumerate(texts)]
    entities = []
    for name in names:
        mentions = [
            Mention(document=report.id, start=at, end=at + len(name), text=name, how="name")
            for report in reports
            if (at := report.text.find(name)) >= 0
        ]
        entities.append(Entity(id=name, kind="place", name=name, mentions=tuple(mentions)))
    found = locate_places(reports, entities)
    return {e.name: None if e.place is UNSET else (e.place.country_code, e.place.state, e.place.level) for e in found}


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("A ferry sank off Lisbon.", "Lisbon", ("PT", None, "town")),
        ("A ferry sank off Norway.", "Norway", ("NO", None, "country")),
        ("A barn burned in Wyoming.", "Wyoming", ("US", "Wyoming", "state")),
        ("A barn burned in Springfield.", "Springfield", None),
        ("A barn burned in Springfield, Ill., on Monday.", "Springfield", ("US", "Illinois", "town")),
        ("A barn burned in Springfield, Missouri, on Monday.", "Springfield", ("US", "Missouri", "town")),
        ("A barn burned in Paris, Texas, on Monday.", "Paris", ("US", "Texas", "town")),
        ("A barn burned in Grayhaven.", "Grayhaven", None),
        ("A court sat in New York.", "New York", ("US", "New York", "town")),
        ("A barn burned in Oklahoma.", "Oklahoma", ("US", "Oklahoma", "state")),
    ],
)
def test_a_town_is_placed_by_its_size_or_by_what_stands_beside_it(document, text, name, expected):
    assert locate(document, text, names=[name])[name] == expected


def test_the_country_that_a_report_is_about_decides_between_towns_of_one_name(document):
    here = "Police in Birmingham said the England team left for London. Birmingham was calm."
    assert locate(document, here, names=["Birmingham", "England", "London"])["Birmingham"] == ("GB", "England", "town")


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (
            "The senator from Texas flew from Chicago to Rome.",
            "Rome",
            ("IT", None, "town"),
        ),  # 64 times the one in Georgia
        ("The senator from Texas flew from Chicago to Naples.", "Naples", None),  # 48 times the one in Florida
        ("The senator from Texas flew from Chicago to Birmingham.", "Birmingham", ("US", "Alabama", "town")),
    ],
)
def test_a_town_abroad_is_certain_where_the_one_at_home_is_next_to_nothing(document, text, name, expected):
    assert locate(document, text, names=[name, "Texas", "Chicago"])[name] == expected


def test_reports_that_mean_different_towns_give_no_point(document):
    texts = "A barn burned in Springfield, Ill., today.", "A barn burned in Springfield, Ohio, today."
    assert locate(document, *texts, names=["Springfield"])["Springfield"] is None


def test_the_gazetteer_holds_what_lies_on_earth():
    gazetteer = load_gazetteer()
    places = [town.place for towns in gazetteer.towns.values() for town in towns]
    places += [*gazetteer.states.values(), *gazetteer.countries.values()]
    assert len(places) > 30_000
    assert all(-90 <= place.latitude <= 90 and -180 <= place.longitude <= 180 for place in places)
    assert all(place_key(key) == key for key in gazetteer.countries)
