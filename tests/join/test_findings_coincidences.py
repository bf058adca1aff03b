"""One number in two reports of a matter, told in words that have little in common."""

import pytest
from findings_piles import PileMaker

from joindots.join.findings import find


@pytest.fixture
def maker() -> PileMaker:
    return PileMaker()


LENGTHS = {
    "52 minutes": "PT52M", "53 minutes": "PT53M", "eleven weeks": "P11W", "ten minutes": "PT10M",
    "two days": "P2D", "48 hours": "PT48H",
}  # fmt: skip


def agreed(maker: PileMaker, text: str, other: str) -> list[list[str]]:
    for told, day, paper in ((text, "2031-05-02", "Norwell Echo"), (other, "2031-06-09", "Coast Post")):
        report = maker.report(told, day, paper)
        for words, value in LENGTHS.items():
            if words in told:
                maker.time(report, words, value)
    found = [f for f in find(maker.pile()) if f.kind == "agreement"]
    return [[span.text for position in f.positions for span in position.evidence] for f in found]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("The ferry took 52 minutes to turn.", "Why did it need so long? By the chart the turn lasted 52 minutes."),
        ("The pump of the ferry lay still for eleven weeks.", "For eleven weeks nobody had looked after a dead pump."),
        ("The captain kept the ferry in port for two days.", "For 48 hours the captain left the ferry on the quay."),
        ("It burned in the 2400 block of Mill Road.", "Neighbours at 2400 Mill Road heard a bang."),
    ],
)
def test_a_telling_number_with_its_unit_is_one(maker, text, other):
    (both,) = agreed(maker, text, other)
    assert len(both) == 2


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("The ferry took ten minutes to turn.", "The inquiry on the ferry sat for ten minutes."),
        ("The ferry took 52 minutes to turn.", "A choir sang in Norwell for 52 minutes."),
        ("The ferry took 52 minutes to turn.", "The ferry took 53 minutes to turn."),
        ("The clerk of the bank was at 24 Mill Road.", "The clerk of the bank was at 26 Mill Road."),
        ("The clerk of the bank was at 24 Mill Road.", "The clerk of the bank was at 24 Hill Road."),
        ("The ferry took about 52 minutes to turn.", "Its captain, a 52-year-old, saw the ferry turn."),
    ],
)
def test_a_number_that_may_be_of_anything_is_not(maker, text, other):
    assert agreed(maker, text, other) == []


def aged(*told: str) -> list[str]:
    """Topics of agreements on an age, "17-year-old" in each of some reports."""
    maker = PileMaker()
    for n, text in enumerate(told):
        report = maker.report(text, "2031-05-02", f"Paper {n}")
        counted = "Ada Roe" if "old Ada Roe" in text else "clerk"
        fields = {"kind": "age", "unit": "year", "counted": counted, "low": 17, "high": 17}
        maker.count(report, "17-year-old", text, "age", **fields)
    return [f.topic for f in find(maker.pile()) if f.kind == "agreement" and f.topic.startswith("Age: ")]


def test_the_age_of_one_who_is_not_named_is_one_where_words_are_shared():
    first = "A 17-year-old clerk was hurt when the bank's vault burned."
    assert len(aged(first, "In the burned vault of the bank a 17-year-old was badly hurt.")) == 1
    assert aged(first, "A 17-year-old won the bank's chess cup.") == []
    assert aged(first, "The burned bank lost 17-year-old Ada Roe.") == []


def counted(measure: str, people: str, *told: tuple[str, str]) -> int:
    """Agreements on a number that reports, given as text and number, put to no event."""
    maker = PileMaker()
    for n, (text, number) in enumerate(told):
        report = maker.report(text, "2031-05-02", f"Paper {n}")
        maker.count(report, number, text, measure, low=int(number), counted=people)
    return sum(f.kind == "agreement" and f.topic.startswith("Figure: ") for f in find(maker.pile()))


def test_a_telling_toll_that_no_event_holds_is_one():
    first = ("Since the fire at the mill left 13 dead, Tarn has had no doctor.", "13")
    other = ("The mill fire, which killed 13 workers, was seen for miles.", "13")
    assert counted("killed", "workers", first, other) == 1
    assert counted("killed", "workers", first, (other[0].replace("13", "14"), "14")) == 0


def test_few_dead_may_be_anybody():
    first = ("Since the fire at the mill left 4 dead, Tarn has had no doctor.", "4")
    assert counted("killed", "workers", first, ("The mill's lorry killed 4 hens.", "4")) == 0


def hours(*told: tuple[str, str, str]) -> int:
    """Agreements on an hour between reports given as text, words of an hour in it, and its value."""
    maker = PileMaker()
    for n, (text, words, value) in enumerate(told):
        maker.time(maker.report(text, "2031-05-02", f"Paper {n}"), words, value)
    return sum(f.kind == "agreement" and f.topic.startswith("Date: ") for f in find(maker.pile()))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            ("The ferry left Norwell at 11:36 a.m. in rain.", "11:36 a.m.", "2031-05-01T11:36"),
            ("When the ferry sailed it was 11:36 am by her log.", "11:36 am", "2031-05-02T11:36"),
        ),
        (
            ("The pier at Norwell gave way around 8:50 p.m.", "8:50 p.m.", "T20:50"),
            ("Callers told of a crash at 8:50 p.m. Men ran to the pier.", "8:50 p.m.", "T20:50"),
        ),
        (
            ("Polls across Norwell closed at 6 p.m. in the rain.", "6 p.m.", "T18:00"),
            ("The polls will close at 6:00 p.m. in all of Norwell.", "6:00 p.m.", "T18:00"),
        ),
    ],
)
def test_one_hour_of_one_thing_is_agreed(one, other):
    assert hours(one, other) == 1


POLLS = ("The polls of Norwell closed at 6 p.m. in the rain.", "6 p.m.", "2031-05-01T18:00")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (POLLS, ("A choir of Norwell sings at 6 p.m. in a barn.", "6 p.m.", "T18:00")),
        (POLLS, ("All polls in Norwell will have closed by 6 p.m. then.", "6 p.m.", "2031-05-08T18:00")),
        (POLLS, ("The polls of Norwell closed at 5 p.m. (1800 GMT).", "1800", "T18:00")),
        (POLLS, ("The polls of Norwell close at 6, as ever.", "6", "T18:00")),
    ],
)
def test_one_hour_of_two_things_is_not_agreed(one, other):
    assert hours(one, other) == 0
