import pytest
from findings_piles import PileMaker

from joindots.join.findings import find
from joindots.model import Finding


@pytest.fixture
def maker() -> PileMaker:
    return PileMaker()


def family(maker: PileMaker, name: str) -> list[Finding]:
    return sorted((f for f in find(maker.pile()) if f.topic.startswith(name)), key=lambda f: (f.kind, f.topic))


def test_one_weekday_for_two_dates_is_scope(maker):
    a = maker.report("Divers searched on Wednesday.", "2031-05-15")
    b = maker.report("The inquest opens on Wednesday.", "2031-05-16")
    maker.time(a, "Wednesday", "2031-05-14")
    maker.time(b, "Wednesday", "2031-05-21")
    (found,) = family(maker, "Date")
    assert (found.kind, found.topic) == ("scope", "Date: Wednesday")
    assert {position.says for position in found.positions} == {"14 May 2031", "21 May 2031"}


def test_one_weekday_in_reports_months_apart_is_no_riddle(maker):
    a = maker.report("Divers searched on Wednesday.", "2031-05-15")
    b = maker.report("The inquest opened on Wednesday.", "2032-01-16")
    maker.time(a, "Wednesday", "2031-05-14")
    maker.time(b, "Wednesday", "2032-01-14")
    assert family(maker, "Date") == []


@pytest.mark.parametrize(
    ("text", "day"),
    [("The wreck was raised on Wednesday.", "2031-05-21"), ("The inquest opens next Wednesday.", "2031-05-28")],
)
def test_a_weekday_of_which_nobody_wonders_is_no_riddle(maker, text, day):
    a = maker.report("Divers searched on Wednesday.", "2031-05-15")
    b = maker.report(text, "2031-05-22")
    maker.time(a, "Wednesday", "2031-05-14")
    maker.time(b, "Wednesday", day)
    assert family(maker, "Date") == []


def test_a_weekday_with_its_date_is_no_riddle(maker):
    a = maker.report("Divers searched on Wednesday 14 May.", "2031-05-15")
    b = maker.report("The inquest opens on Wednesday 21 May.", "2031-05-16")
    maker.time(a, "Wednesday 14 May", "2031-05-14")
    maker.time(b, "Wednesday 21 May", "2031-05-21")
    assert family(maker, "Date") == []


def tell_dates(maker, *rows):
    """An incident of one event, by reports: text, word for the event, day, word for the day."""
    dates, mentions = [], []
    for i, (text, burnt, value, word) in enumerate(rows):
        report = maker.report(text, "2031-05-15", f"Paper {i}")
        mentions.append(maker.mention(report, burnt))
        dates.append((value, report, word))
    maker.incident(maker.event("barge fire", mentions=tuple(mentions)), date=dates)
    return family(maker, "Date: barge fire")


def test_dates_of_an_incident_agree_or_conflict(maker):
    agreement, conflict = tell_dates(
        maker,
        ("The barge burnt on Tuesday.", "burnt", "2031-05-13", "Tuesday"),
        ("On Tuesday, the barge burnt out.", "burnt", "2031-05-13", "Tuesday"),
        ("Monday's fire ruined the barge.", "fire", "2031-05-12", "Monday"),
    )
    assert (agreement.kind, agreement.origins) == ("agreement", 2)
    assert conflict.kind == "conflict"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Lowmark, 12 May 2031 18.40 GMT The barge burnt for hours.", "12 May 2031"),
        ("On Monday, the mayor said the barge burnt slowly.", "Monday"),
        ("The barge burnt, and its owner was heard on Monday.", "Monday"),
        ("After the barge burnt a school closed its gates Monday.", "Monday"),
    ],
)
def test_a_day_of_something_else_raises_no_conflict(maker, text, word):
    first = ("The barge burnt on Tuesday.", "burnt", "2031-05-13", "Tuesday")
    assert tell_dates(maker, first, (text, "burnt", "2031-05-12", word)) == []


@pytest.mark.parametrize(("name", "found"), [("barge fire", 1), ("fire on Saltgate Quay", 0)])
def test_places_agree_but_for_one_that_names_the_event(maker, name, found):
    fire = maker.event(name)
    quay = maker.entity("Saltgate Quay", "place")
    places = [
        (quay, maker.report(f"Saltgate Quay burnt, paper {i} learned.", None, f"Paper {i}"), "Saltgate Quay")
        for i in range(2)
    ]
    maker.incident(fire, location=places)
    assert [(f.kind, f.positions[0].says) for f in family(maker, "Place")] == [("agreement", "Saltgate Quay")] * found


@pytest.mark.parametrize("text", ["Divers were seen on Wednesday.", "The inquest will open this Wednesday."])
def test_a_weekday_that_nothing_puts_ahead_is_no_riddle(maker, text):
    a = maker.report("Divers searched on Wednesday.", "2031-05-15")
    b = maker.report(text, "2031-05-16")
    maker.time(a, "Wednesday", "2031-05-14")
    maker.time(b, "this Wednesday" if "this" in text else "Wednesday", "2031-05-21")
    assert family(maker, "Date") == []
