"""When that was which comes once in a matter: blasts, raids, first calls, last inspections, letters."""

import pytest
from findings_piles import PileMaker

from joindots.join.findings import find
from joindots.join.findings.moments import load_moments
from joindots.join.findings.outcomes import expand


def compare(*told: tuple[str, str, str], name: str = "", kind: str = "person") -> list[tuple[str, str]]:
    maker = PileMaker()
    reports = [maker.report(text, "2031-05-20", publisher=f"Paper {n}") for n, (text, _, _) in enumerate(told)]
    for report, (_, words, value) in zip(reports, told, strict=True):
        maker.time(report, words, value)
    if name:
        maker.entity(name, kind, mentions=tuple(maker.mention(report, name) for report in reports))
    return [(found.kind, found.topic) for found in find(maker.pile()) if found.topic.startswith("Date: ")]


BLAST = ("The blast happened at 4.12 a.m. in a silo.", "4.12 a.m.", "T04:12")


def test_every_moment_is_told_in_words_of_its_own():
    told = [form for moment in load_moments() for entry in moment.words for form in expand(entry)]
    assert len(told) == len(set(told))


@pytest.mark.parametrize(
    ("one", "other", "topic"),
    [
        (
            BLAST,
            ("The hall clock stands at 4.40. That is when the silo blew up.", "4.40", "T04:40"),
            "hour of the blast",
        ),
        (
            ("Officers entered the boathouse at 6.15 a.m. in a raid.", "6.15 a.m.", "T06:15"),
            ("Nobody was up when the police came. It was 7.40 on the day of the raid.", "7.40", "T07:40"),
            "hour of the raid",
        ),
        (
            ("The clerk said the lodge first telephoned him at 7.40 p.m.", "7.40 p.m.", "T19:40"),
            ("The lodge had first called the warden at 9.10 p.m., the judge found.", "9.10 p.m.", "T21:10"),
            "hour of the first call",
        ),
        (
            ("The lock was last examined by the harbour office on 3 December 2030.", "3 December 2030", "2030-12-03"),
            ("The last visit by the office took place on 12 November 2030.", "12 November 2030", "2030-11-12"),
            "day of the last inspection",
        ),
        (
            (
                "In one letter, dated 12 March 2030, he praises a happy ending over the quay.",
                "12 March 2030",
                "2030-03-12",
            ),
            ("One of them, dated 21 March 2030, tells of a happy ending at the quay.", "21 March 2030", "2030-03-21"),
            "day of the letter",
        ),
    ],
)
def test_two_times_of_what_comes_once_are_a_conflict_in_whatever_words(one, other, topic):
    assert compare(one, other) == [("conflict", f"Date: {topic}")]


@pytest.mark.parametrize(
    "other",
    [
        ("The blast happened at 4.14 a.m. in a silo.", "4.14 a.m.", "T04:14"),  # a few minutes
        ("The blast happened at about 4.30 a.m. in a silo.", "4.30 a.m.", "T04:30"),  # left open
        ("A second explosion happened at 5.10 a.m. in a shed.", "5.10 a.m.", "T05:10"),  # another
        ("After the blast happened crews came and by 5.10 a.m. it was out.", "5.10 a.m.", "T05:10"),
        ("The blast happened as he slept; at 5.10 a.m. he woke.", "5.10 a.m.", "T05:10"),  # something else
        ("The blast happened at 9.40 a.m. in a silo.", "9.40 a.m.", "T09:40"),  # too far off to be one
        ("The explosion happened at 5.10 a.m. on Sunday.", "5.10 a.m. on Sunday", "2031-05-11T05:10"),
    ],
)
def test_what_may_be_the_same_or_is_another_is_nothing(other):
    first = (BLAST[0].replace("a.m.", "a.m. on Monday"), "4.12 a.m. on Monday", "2031-05-12T04:12")
    assert compare(first if "Sunday" in other[0] else BLAST, other) == []


def test_a_report_that_gives_two_hours_decides_nothing():
    maker = PileMaker()
    maker.time(maker.report(BLAST[0], "2031-05-20"), BLAST[1], BLAST[2])
    both = maker.report("The blast happened at 4.12 a.m. The blast came at 4.50 a.m., others say.", "2031-05-20")
    maker.time(both, "4.12 a.m.", "T04:12")
    maker.time(both, "4.50 a.m.", "T04:50")
    assert [found.topic for found in find(maker.pile()) if found.kind == "conflict"] == []


def test_police_came_tells_a_raid_only_where_both_reports_speak_of_one():
    one = ("Officers entered the boathouse at 6.15 a.m. after a fight.", "6.15 a.m.", "T06:15")
    assert compare(one, ("The police came at 7.40 a.m. to the quay.", "7.40 a.m.", "T07:40")) == []


def test_a_death_and_an_approval_need_the_same_person_and_the_same_body():
    dead = [
        (f"Ida Voss died at {hour} p.m. in the ward.", f"{hour} p.m.", f"T{value}")
        for hour, value in (("3.41", "15:41"), ("5.20", "17:20"))
    ]
    assert compare(*dead) == []
    assert compare(*dead, name="Ida Voss") == [("conflict", "Date: hour of the death")]
    days = [
        (f"On {day} May 2031 the Tide Board cleared the sale.", f"{day} May 2031", f"2031-05-{day}") for day in (14, 17)
    ]
    assert compare(*days, name="Tide Board", kind="organisation") == [("conflict", "Date: day of the approval")]
    assert compare(*days, name="Tide Board") == []
