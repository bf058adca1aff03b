"""What a toll takes in, and how it moves."""

import pytest
from findings_piles import PileMaker

from joindots.join.findings import find
from joindots.model import Dated, Finding

FIRE = "2031-05-02"


@pytest.fixture
def maker() -> PileMaker:
    return PileMaker()


def kinds(maker: PileMaker, topic: str = "") -> dict[str, Finding]:
    return {finding.kind: finding for finding in find(maker.pile()) if finding.topic.startswith(topic)}


def tell(maker: PileMaker, sentence: str, clause: str, number: str, event: str, **more: object) -> str:
    """A report of one sentence that gives a toll; `more` holds the day, the measure and the fields of the number."""
    day, measure = more.pop("day", FIRE), more.pop("measure", "killed")
    report = maker.report(sentence, str(day), f"Paper {len(maker.documents)}")
    low = more.pop("low", None)
    fields = {"event": event, **({"low": low} if low is not None else {}), **more}
    maker.count(report, number, clause, str(measure), **fields)
    return report


def on(day: str) -> Dated:
    return Dated(value=day, earliest=day, latest=day, basis="stated")


def test_tolls_of_the_day_itself_rise(maker):
    fire = maker.event("barge fire", date=on(FIRE))
    tell(maker, "The barge fire killed 4 people.", "killed 4 people", "4", fire)
    tell(maker, "The barge fire killed 6 people.", "killed 6 people", "6", fire)
    assert set(kinds(maker, "Killed")) == {"change"}


def test_of_the_next_day_they_are_at_odds(maker):
    fire = maker.event("barge fire", date=on("2031-05-01"))
    tell(maker, "The barge fire killed 4 people.", "killed 4 people", "4", fire)
    tell(maker, "The barge fire killed 6 people.", "killed 6 people", "6", fire)
    assert set(kinds(maker, "Killed")) == {"conflict"}


def test_as_many_more_dead_as_fewer_injured_have_died_since(maker):
    fire = maker.event("barge fire", date=on("2031-05-01"))
    for dead, hurt in (("2", "5"), ("3", "4")):
        report = tell(
            maker, f"The fire killed {dead} people and burned {hurt} people.", f"killed {dead} people", dead, fire
        )
        maker.count(report, hurt, f"burned {hurt} people", "injured", event=fire)
    assert set(kinds(maker, "Killed")) == {"change"}


def test_those_who_were_shot_may_hold_the_one_who_died(maker):
    shooting = maker.event("quay shooting", "attack", date=on("2031-05-01"))
    first = tell(
        maker,
        "Police found 4 people with gunshot wounds.",
        "4 people with gunshot wounds",
        "4",
        shooting,
        measure="injured",
    )
    second = tell(maker, "The shooting killed 1 and hurt 3 others.", "killed 1", "1", shooting)
    maker.count(second, "3", "hurt 3 others", "injured", event=shooting, counted="others")
    assert first != second
    assert set(kinds(maker, "Injured")).isdisjoint({"conflict", "change"})


def test_who_is_told_as_included_is_a_part(maker):
    fire = maker.event("barge fire", date=on("2031-05-01"))
    tell(
        maker,
        "It burned 7 people, including 4 on one deck.",
        "burned 7 people, including 4",
        "7",
        fire,
        measure="injured",
    )
    tell(maker, "The barge fire burned 4 people.", "burned 4 people", "4", fire, measure="injured")
    assert set(kinds(maker, "Injured")).isdisjoint({"conflict", "change"})


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        ("A baby and 4 other people were burned.", "4 other people were burned"),
        ("One man is in critical condition, and 4 others were burned.", "4 others were burned"),
        ("The identities of 4 people burned in the fire are known.", "4 people burned"),
    ],
)
def test_a_number_of_the_rest_is_no_other_number(maker, sentence, clause):
    fire = maker.event("barge fire", date=on("2031-05-01"))
    tell(maker, sentence, clause, "4", fire, measure="injured")
    tell(maker, "The barge fire burned 5 people.", "burned 5 people", "5", fire, measure="injured")
    assert set(kinds(maker, "Injured")).isdisjoint({"conflict", "change"})


def test_a_number_of_another_day_is_of_another_event(maker):
    fire = maker.event("barge fire", date=on("2031-05-01"))
    tell(maker, "The barge fire killed 4 people.", "killed 4 people", "4", fire)
    report = tell(maker, "On 3 April a fire killed 6 people.", "killed 6 people", "6", fire)
    tell(maker, "The fire at the quay killed 4 people.", "killed 4 people", "4", fire)
    maker.time(report, "3 April", "2031-04-03")
    assert set(kinds(maker, "Killed")) == {"agreement"}


def test_a_toll_told_after_that_of_most_reports_is_of_other_deeds(maker):
    fire = maker.event("barge fire", date=on("2031-05-01"))
    for day, more in (("2031-05-03", ""), ("2031-05-03", ""), ("2031-05-04", " Earlier this year a fire killed 3.")):
        report = tell(maker, f"The barge fire killed 2 people.{more}", "killed 2 people", "2", fire, day=day)
        if more:
            maker.count(report, "3", "a fire killed 3", "killed", event=fire)
    assert set(kinds(maker, "Killed")) == {"agreement"}


def test_what_one_witness_knew_is_no_news_beside_the_number(maker):
    fire = maker.event("barge fire", date=on("2031-05-01"))
    text = "The barge fire killed 4 people. He thought at least 1 was killed."
    report = tell(maker, text, "killed 4 people", "4", fire, day="2031-05-02")
    maker.count(report, "at least 1", "at least 1 was killed", "killed", event=fire, low=1, high=None, bound="at_least")
    tell(maker, "It killed 5 people.", "killed 5 people", "5", fire, day="2031-05-03")
    assert [p.says for p in sorted(kinds(maker, "Killed")["change"].positions, key=lambda p: p.says)] == ["4", "5"]


def test_what_would_come_is_no_toll(maker):
    fire = maker.event("barge fire", date=on("2031-05-01"))
    tell(maker, "The barge fire killed 4 people.", "killed 4 people", "4", fire)
    clause = "6 are missing, which would bring the toll to 10"
    tell(maker, f"Of the crew {clause}.", clause, "10", fire)
    assert set(kinds(maker, "Killed")).isdisjoint({"conflict", "change"})


def test_one_sort_of_people_is_a_part_once_more_were_told(maker):
    fire = maker.event("barge fire", date=on("2031-05-01"))
    tell(maker, "The barge fire killed 9 people.", "killed 9 people", "9", fire)
    for number in (3, 3):
        clause = f"killed {number} sailors"
        tell(maker, f"The barge fire {clause}.", clause, str(number), fire, day="2031-05-06", counted="sailors")
    assert set(kinds(maker, "Killed")) <= {"single"}


def test_vague_numbers_are_no_steps(maker):
    fire = maker.event("barge fire", date=on("2031-05-01"))
    tell(maker, "The barge fire killed 90 people.", "killed 90 people", "90", fire)
    tell(
        maker,
        "The barge fire killed several people.",
        "killed several people",
        "several",
        fire,
        day="2031-05-06",
        low=3,
        bound="vague",
    )
    assert set(kinds(maker, "Killed")).isdisjoint({"conflict", "change"})


def test_a_course_is_told_as_its_steps(maker):
    fire = maker.event("barge fire", date=on("2031-05-01"))
    for number, day in (("4", "02"), ("9", "03"), ("6", "04"), ("12", "05"), ("15", "06")):
        tell(maker, f"The fire killed {number} people.", f"killed {number} people", number, fire, day=f"2031-05-{day}")
    found = kinds(maker, "Killed")
    assert [position.says for position in sorted(found["change"].positions, key=lambda p: int(p.says))] == [
        "4",
        "9",
        "12",
        "15",
    ]
    assert "rose" in found["change"].explanation


def test_a_toll_both_moved_and_disputed_is_shown_as_both(maker):
    fire = maker.event("barge fire", date=on("2031-05-01"))
    tell(maker, "The barge fire killed 21 people.", "killed 21 people", "21", fire)
    report = maker.report("The aid group says 24 died. The governor put the dead at 21.", FIRE, "Courier")
    ring = maker.say(report, "24 died", ("The aid group", None), form="indirect")
    governor = maker.say(report, "21", ("The governor", None), form="indirect")
    maker.count(report, "24", "24 died", "killed", event=fire, attribution=ring)
    maker.count(report, "21", "put the dead at 21", "killed", event=fire, attribution=governor)
    tell(maker, "The barge fire killed 33 people.", "killed 33 people", "33", fire, day="2031-05-04")
    found = kinds(maker, "Killed")
    assert {position.says for position in found["conflict"].positions} == {"21", "24"}
    assert {position.says for position in found["change"].positions} == {"21", "33"}


@pytest.mark.parametrize(("other", "found"), [("crews", set()), ("boats", {"conflict"})])
def test_people_in_groups_are_compared_between_copies_alone(maker, other, found):
    for number, thing in (("3", "boats"), ("5", other)):
        report = maker.report(f"They say that {number} were shot near the {thing}.", FIRE, f"Paper {number}")
        maker.count(report, number, f"{number} were shot near the {thing}", "people shot")
    assert set(kinds(maker, "Figure")) == found


def test_roundings_and_conversions_are_no_change(maker):
    for number, day in (("80000", "2031-05-02"), ("80300", "2031-05-09")):
        report = maker.report(f"The yard employs {number} people.", day, f"Paper {number}")
        maker.count(report, number, f"employs {number} people", "people employed")
    report = maker.report("The barge lay in 5 fathoms (9 metres) of water.", FIRE, "Paper")
    maker.count(report, "9", "lay in 5 fathoms (9 metres)", "depth", kind="measure", unit="metre")
    other = maker.report("The barge lay in 7 fathoms (13 metres) of water.", FIRE, "Other")
    maker.count(other, "13", "lay in 7 fathoms (13 metres)", "depth", kind="measure", unit="metre")
    assert kinds(maker) == {}


def test_a_higher_bound_of_a_later_report_is_no_agreement(maker):
    fire = maker.event("barge fire", date=on(FIRE))
    bound = {"high": None, "bound": "at_least"}
    tell(maker, "The barge fire killed at least 2 people.", "killed at least 2 people", "2", fire, **bound)
    later = {**bound, "day": "2031-05-03"}
    tell(maker, "The barge fire killed at least 6 people.", "killed at least 6 people", "6", fire, **later)
    found = kinds(maker, "Killed")
    assert set(found) == {"change"}
    assert "gives 2; Paper 1 (3 May 2031) gives 6" in found["change"].explanation


def test_a_toll_far_above_the_bound_that_its_report_gives_is_of_something_else(maker):
    fire = maker.event("barge fire", date=on(FIRE))
    bound = {"high": None, "bound": "at_least"}
    tell(maker, "The barge fire killed at least 2 people.", "killed at least 2 people", "2", fire, **bound)
    text = "The barge fire killed at least 6 people. In the wreck 30 people were killed."
    report = tell(maker, text, "killed at least 6 people", "6", fire, **bound, day="2031-05-03")
    maker.count(report, "30", "30 people were killed", "killed", event=fire)
    assert "30" not in [p.says for finding in kinds(maker, "Killed").values() for p in finding.positions]
