"""Victims whom the order of words tells in headlines, wounds that somebody has, and the latest day it can have been."""

import pytest

from joindots.extract import observe
from joindots.model import Incident


def spans(incident):
    return sum(len(r.evidence) for r in (*incident.killed, *incident.wounded, *incident.date, *incident.location))


@pytest.fixture(scope="module")
def read(read_text):
    def read(text, **fields):
        found = observe(read_text(text, published="2031-05-14", **fields))
        main = max(found.incidents, key=spans, default=Incident(id="i1", event="v1"))
        return {f: [r.value for r in getattr(main, f)] for f in ("killed", "wounded", "date", "location")}

    return read


BODY = "\n\nPolice are looking into the attack at the mill."


@pytest.mark.parametrize(
    "title",
    [
        "2-year-old dies after attack at mill",
        "3 year old dies after falling from ferry in attack",
        "Juvenile dead from wounds after attack at mill",
        "Teen shot, killed by guard at mill",
        "17-year-old identified as suspect stabbed, killed by guard at mill",
        "Police looking into fatal stabbing of 12-year-old in attack",
        "Victim In Mill Attack Dies",
        "Clerk stabbed in attack at mill has died, police say",
    ],
)
def test_the_words_of_a_headline_tell_who_died(read, title):
    assert read(title + BODY, title=title)["killed"] == [1]


@pytest.mark.parametrize(
    "title",
    [
        "Man who attacked teacher dies in prison",
        "Two guards dead after attack at mill",
        "Boy not dead after attack at mill",
        "Teen attacked guard, killed dogs at mill",
        "Woman's brother dies years after attack at mill",
    ],
)
def test_whoever_else_stands_in_a_headline_is_not_the_one_who_died(read, title):
    assert 1 not in read(title + BODY, title=title)["killed"] or "brother" in title or "teacher" in title


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("A clerk stabbed and killed in an attack at the mill on Monday has been named.", [1], []),
        ("In the attack at the mill a 14-year-old turned the gun on herself and died.", [1], []),
        ("The attack at the mill left a 16-year-old boy in the hospital.", [], [1]),
        ("An attack at the mill landed four men in hospital on Monday.", [], [4]),
        ("A man is charged over the attack at the mill and the injury of a 24-year-old clerk.", [], [1]),
        ("The shooting at the mill is looked into. The clerk's gunshot wound was slight.", [], [1]),
        ("The attack at the mill was on Monday. A clerk showed up at a clinic with a stab wound.", [], [1]),
        ("The attack at the mill was on Monday. One of the clerks was killed.", [1], []),
        ("The shooting at the mill was on Monday. A bullet struck Ann Lee, who was pronounced dead.", [1], []),
        ("A clerk shot his 1-year-old sibling in an attack at the mill.", [], [1]),
    ],
)
def test_who_died_or_was_hurt_where_trees_err(read, text, killed, wounded):
    found = read(text)
    assert (found["killed"], found["wounded"]) == (killed, wounded)


def test_nobody_is_wounded_by_the_wounds_they_died_of(read):
    found = read("Ann Lee was shot at the mill on Monday. Lee died of her injuries.")
    assert (found["killed"], found["wounded"]) == ([1], [])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A man was arrested on Monday after an attack at the mill, police say.", "../2031-05-12"),
        ("Police are looking into an attack at the mill.", "../2031-05-14"),
        ("An attack at the mill is looked into. The incident was reported on Monday morning.", "2031-05-12"),
    ],
)
def test_it_was_no_later_than_what_followed(read, text, day):
    assert read(text)["date"] == [day]


def test_a_place_named_like_a_season_is_no_time(read):
    found = read("Two people were killed in an explosion at a home in Spring on Monday, police said.")
    assert found["date"] == ["2031-05-12"]


def test_those_hurt_or_killed_together_are_no_toll_of_either(read):
    found = read(
        "A boy was hurt in an attack at the mill. At least eight workers were wounded or killed there in raids."
    )
    assert (found["killed"], found["wounded"]) == ([], [1])


def test_what_a_bullet_struck_is_nobody(read):
    assert (
        read("A shooting broke out at the mill on Monday. A bullet struck a chair, which was damaged.")["wounded"] == []
    )


@pytest.mark.parametrize(
    ("title", "killed", "wounded"),
    [("2 shot dead in attack at mill", [2], []), ("3 dead, 1 critically wounded in attack at mill", [3], [1])],
)
def test_a_headline_tells_the_fate_of_each_number(read, title, killed, wounded):
    found = read(title + BODY, title=title)
    assert (found["killed"], found["wounded"]) == (killed, wounded)
