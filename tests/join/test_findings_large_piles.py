"""What long stories of many reports must not be misread for: tallies, lands, charges in passing, what recurs."""

import pytest
from findings_piles import PileMaker

from joindots.join.findings import find
from joindots.model import HAPPENING, Dated, Finding


@pytest.fixture
def maker() -> PileMaker:
    return PileMaker()


def family(maker: PileMaker, name: str) -> list[Finding]:
    return [found for found in find(maker.pile()) if found.topic.startswith(f"{name}:") and found.kind != "agreement"]


def tell_cases(maker: PileMaker, number: str, clause: str, day: str = "2031-05-10") -> str:
    report = maker.report(f"{clause}.", day, f"Paper {number}")
    low = int(number.replace(",", ""))
    maker.count(report, number, clause, "case reported", counted="cases", low=low)
    return report


def test_the_cases_of_a_land_are_not_set_against_those_of_the_world(maker):
    report = tell_cases(maker, "1,626", "Vendia has reported 1,626 cases of the fever")
    maker.entity("Vendia", "place", mentions=(maker.mention(report, "Vendia"),))
    tell_cases(maker, "2,254", "39 countries have reported 2,254 cases of the fever")
    assert family(maker, "Figure") == []


def test_suspected_cases_are_not_set_against_confirmed_ones(maker):
    tell_cases(maker, "1,626", "The board has reported 1,626 suspected cases of the fever")
    tell_cases(maker, "2,254", "The board has reported 2,254 confirmed cases of the fever")
    assert family(maker, "Figure") == []


@pytest.mark.parametrize(("said", "kind"), [("said on Thursday that", "change"), ("said that", "conflict")])
def test_a_number_is_of_the_day_on_which_it_was_said(maker, said, kind):
    fever = maker.event("fever", "outbreak")
    for number, words in (("85", f"The board {said}"), ("86", "The board said today that")):
        report = maker.report(f"{words} {number} people died.", "2031-05-02", f"Paper {number}")
        maker.count(report, number, f"{number} people died", "killed", event=fever)
        if "Thursday" in words:
            maker.time(report, "Thursday", "2031-05-01")
    (found,) = family(maker, "Killed")
    assert found.kind == kind


def test_shares_that_go_up_and_down_are_of_several_things(maker):
    for number, day in (("30", "2031-05-02"), ("84", "2031-05-12"), ("40", "2031-05-22")):
        clause = f"The spill wiped {number} crowns off the price"
        report = maker.report(f"{clause}.", day, f"Paper {number}")
        maker.count(report, number, clause, "wipe amount", kind="money", unit="crown", counted=None)
    assert all(found.kind != "change" for found in family(maker, "Figure"))


def charge(maker: PileMaker, charged: str, *denials: str) -> list[Finding]:
    name = "Dan Kerr"
    reports = [maker.report(f"Reeve said {charged}.", "2041-05-02", "Paper A")]
    maker.say(reports[0], charged, ("Reeve", None), form="indirect")
    for day, denial in enumerate(denials, start=3):
        reports.append(maker.report(f"Dan Kerr denies {denial}.", f"2041-05-0{day}", f"Paper {day}"))
    kerr = maker.entity(name, mentions=tuple(maker.mention(report, name) for report in reports))
    for report, denial in zip(reports[1:], denials, strict=True):
        cue = maker.span(report, "denies")
        maker.say(report, denial, (name, kerr), form="indirect", stance="denies", cue=cue)
    return family(maker, "Statement")


def test_one_charge_denied_in_several_words_is_told_once(maker):
    (found,) = charge(maker, "Dan Kerr stole from the fund", "stealing", "theft from the fund")
    assert {len(position.documents) for position in found.positions} == {1, 2}


@pytest.mark.parametrize(
    "charged",
    [
        "the fair came too soon because it fell in the trial of Dan Kerr, the clerk charged with theft",
        "Dan Kerr was puzzled by her allegation of theft",
        "Dan Kerr was a friend of the house before he was tried for theft",
    ],
)
def test_a_charge_named_in_passing_is_none(maker, charged):
    assert charge(maker, charged, "stealing") == []


def happened(maker: PileMaker, text: str, verb: str, published: str, day: str) -> None:
    report = maker.report(f"{text}.", published)
    date = Dated(value=day, earliest=day, latest=day, basis="stated")
    maker.event(f"{text}{report}", HAPPENING, date=date, mentions=(maker.mention(report, verb),))
    record = maker.records["events"].pop()
    fields = {f: getattr(record, f) for f in record.__struct_fields__} | {"name": text}
    maker.records["events"].append(type(record)(**fields))


def test_a_sentence_printed_again_a_day_later_moves_no_day(maker):
    for day in ("2031-05-23", "2031-05-24"):
        happened(maker, "The cracked well was closed eight days ago", "closed", day, f"2031-05-{int(day[-2:]) - 8}")
    assert family(maker, "Date") == []


def test_what_recurs_with_other_numbers_happened_twice(maker):
    happened(maker, "The mill's shares closed 3.1 percent lower", "closed", "2031-05-24", "2031-05-24")
    happened(maker, "The mill's shares closed 2.2 percent higher", "closed", "2031-05-29", "2031-05-29")
    assert family(maker, "Date") == []
