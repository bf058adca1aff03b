"""Findings on what is so at first and later otherwise: posts, cases, strikes, what is shut."""

import pytest
from findings_piles import PileMaker

from joindots.join.findings import find
from joindots.model import Finding


@pytest.fixture
def maker() -> PileMaker:
    return PileMaker()


def judged(maker: PileMaker) -> list[Finding]:
    return [found for found in find(maker.pile()) if found.kind in ("conflict", "change", "wording")]


def tell_of(maker: PileMaker, name: str, rows: list[tuple[str, str | None]]) -> None:
    """Reports, each of a sentence that names somebody once."""
    reports = [maker.report(text, day) for text, day in rows]
    maker.entity(name, "person", mentions=tuple(maker.mention(report, name) for report in reports))


def told(maker: PileMaker, one: str, other: str) -> list[tuple[str, str]]:
    maker.report(one, "2031-05-02")
    maker.report(other, "2031-06-03")
    return [(found.kind, found.topic) for found in judged(maker)]


@pytest.mark.parametrize(
    ("first", "then", "name"),
    [
        (
            "The board has full confidence in the director, Ms Ida Voss.",
            "Ida Voss gave up the post.",
            "in the post or out of it",
        ),
        ("Ida Voss stays on as before.", "Ida Voss cleared her desk on Friday.", "in the post or out of it"),
        ("Ida Voss is suspected of fraud.", "The prosecutor dropped the case against Ida Voss.", "the case"),
        ("Divers of the harbour guard are searching for Ida Voss.", "Ida Voss was arrested.", "sought or caught"),
        ("Ida Voss remains at large.", "The guard said that Ida Voss turned herself in.", "sought or caught"),
    ],
)
def test_who_stays_and_later_leaves_is_a_change_whatever_else_is_told(maker, first, then, name):
    tell_of(maker, "Ida Voss", [(first, "2031-05-02"), (then, "2031-06-02")])
    assert [(found.kind, found.topic) for found in judged(maker)] == [("change", f"Statement: Ida Voss, {name}")]


@pytest.mark.parametrize("days", [("2031-06-02", "2031-05-02"), ("2031-05-02", "2031-05-02"), (None, "2031-05-02")])
def test_who_stays_after_leaving_or_on_the_same_day_is_nothing(maker, days):
    rows = [("Ida Voss stays on as before.", days[0]), ("Ida Voss gave up her post.", days[1])]
    tell_of(maker, "Ida Voss", rows)
    assert judged(maker) == []


def test_a_report_that_tells_what_was_first_as_well_tells_what_became_of_it(maker):
    rows = [
        ("Ida Voss has no intention of going.", "2031-05-02"),
        ("Ida Voss, who had remained in office, gave up her post.", "2031-07-02"),
    ]
    tell_of(maker, "Ida Voss", rows)
    assert [found.kind for found in judged(maker)] == ["change"]


@pytest.mark.parametrize(
    ("one", "other", "topic"),
    [
        (
            "The ferry crew announced a 24-hour strike.",
            "The one-day strike called for May was dropped.",
            "strike, called or",
        ),
        (
            "The swing bridge, closed by the harbour, stays as it is.",
            "The bridge reopened on Friday.",
            "bridge, open or",
        ),
        (
            "A clerk stole the ferry money. No arrests have been made.",
            "Two clerks were arrested over the theft of the ferry money.",
            "arrests",
        ),
        (
            "Two clerks robbed the ferry office. Both men are still on the run.",
            "The clerks who robbed the ferry office were denied bail.",
            "arrests",
        ),
        (
            "A clerk robbed the ferry office. The suspect remains at large.",
            "The clerk who robbed the ferry office was remanded in custody.",
            "arrests",
        ),
    ],
)
def test_a_strike_that_is_called_off_and_a_bridge_that_opens_again_are_changes(maker, one, other, topic):
    ((kind, found),) = told(maker, one, other)
    assert kind == "change"
    assert topic in found


def test_one_who_is_sought_after_another_was_arrested_changes_nothing(maker):
    one = "Police arrested a clerk over the theft of the ferry money. They are searching for a gunman."
    assert told(maker, one, "A second clerk was arrested over the theft of the ferry money.") == []


def test_she_of_whom_a_speaker_speaks_is_not_the_speaker(maker):
    text = "Ida Voss denied it. Roe Hale backed his minister. “She is honest, and she stays,” he said."
    first, then = maker.report(text, "2031-05-02"), maker.report("Ida Voss has resigned.", "2031-06-02")
    maker.entity("Ida Voss", "person", mentions=(maker.mention(first, "Ida Voss"), maker.mention(then, "Ida Voss")))
    hale = maker.entity("Roe Hale", "person", mentions=(maker.mention(first, "Roe Hale"),))
    maker.say(first, "She is honest, and she stays,", ("he", hale), form="direct")
    assert [found.topic for found in judged(maker)] == ["Statement: Ida Voss, in the post or out of it"]


def planned(maker: PileMaker, *told: tuple[str, str, str, str]) -> list[str]:
    for text, day, words, value in told:
        maker.time(maker.report(text, day), words, value)
    return [found.kind for found in judged(maker) if found.topic == "Date: trial"]


PLAN = ("The trial of the owner is to begin on 12 June.", "2031-05-02", "12 June", "2031-06-12")


@pytest.mark.parametrize(
    "held",
    [
        "The trial, which had been put off because a judge was ill, opened on 9 July.",
        "The trial of the owner began on 9 July in the harbour court.",
    ],
)
def test_a_trial_that_opened_on_another_day_than_it_was_to_was_moved(maker, held):
    assert planned(maker, PLAN, (held, "2031-07-20", "9 July", "2031-07-09")) == ["change"]


def test_two_days_on_which_a_trial_began_were_not_moved(maker):
    told = [f"The trial of the owner began on {day} July." for day in (8, 9)]
    rows = [(text, "2031-07-20", text[-7:-1], f"2031-07-0{n}") for n, text in enumerate(told, 8)]
    assert planned(maker, *rows) == []


def test_a_sentence_that_was_replaced_is_that_of_the_only_one_sentenced(maker):
    rows = [("Ida Voss was sentenced to two years in prison on Friday.", "2031-05-02")]
    tell_of(maker, "Ida Voss", rows)
    maker.report("The higher court replaced the sentence with one of 14 months, suspended.", "2031-09-02")
    (found,) = judged(maker)
    assert (found.kind, {p.says for p in found.positions}) == ("change", {"two years", "14 months"})


def test_a_sentence_that_was_replaced_is_nobodys_where_two_were_sentenced(maker):
    tell_of(maker, "Ida Voss", [("Ida Voss was sentenced to two years in prison.", "2031-05-02")])
    tell_of(maker, "Jan Ree", [("Jan Ree was jailed for three years.", "2031-05-03")])
    maker.report("The higher court replaced the sentence with one of 14 months.", "2031-09-02")
    assert judged(maker) == []


def test_a_sentence_that_was_asked_for_is_none(maker):
    tell_of(maker, "Ida Voss", [("Ida Voss was jailed for two years.", "2031-05-02")])
    tell_of(maker, "Ida Voss", [("The prosecutor asked for a sentence of four years for Ida Voss.", "2031-04-02")])
    assert judged(maker) == []
