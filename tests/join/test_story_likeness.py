"""What speaks for two reports being on one event beside their words."""

import pytest
from msgspec.structs import replace

from joindots.join.story_likeness import LEAST_NEAREST, describe_report, weigh_reports
from joindots.model import Span, TimeExpression

MILL = "A fire gutted the Tarn mill on {}; a watchman was hurt, said the owner, Vera Lund."
MILL_AGAIN = "Fire tore through the Tarn mill on {}, where watchman and owner Vera Lund had been at work."
OTHERS = [
    "Bakers in Ulmstadt walked out over night shifts. The union wants a pay rise from the owner.",
    "A judge acquitted the beekeeper accused of moving hives across the county line.",
    "The Skarn ferry struck the mole of Tollhaven harbour in thick fog, and a pilot was hurt.",
]


def time(document, words, value):
    start = document.text.index(words)
    span = Span(document=document.id, start=start, end=start + len(words), text=words)
    return TimeExpression(id="t1", span=span, type="DATE", value=value, earliest=None, latest=None)


def compared(documents, times=None):
    """How likely pairs of reports are about one event, by their places."""
    reports = [describe_report(d, t) for d, t in zip(documents, times or [()] * len(documents), strict=True)]
    weighing = weigh_reports(reports)
    values = weighing.probabilities.tolist()
    assert {pair: round(c.probability, 9) for pair, c in weighing.explain().items()} == pytest.approx(
        dict(zip(zip(weighing.a.tolist(), weighing.b.tolist(), strict=True), values, strict=True))
    )
    return dict(zip(zip(weighing.a.tolist(), weighing.b.tolist(), strict=True), values, strict=True))


def probability(document, first, second, values=(None, None)):
    """Of the first two of five reports, which name one day each."""
    texts = [MILL.format(first), MILL_AGAIN.format(second), *OTHERS]
    documents = [document(text, source=str(n)) for n, text in enumerate(texts)]
    times = [[time(d, w, v)] if v else [] for d, w, v in zip(documents, (first, second), values, strict=False)]
    times += [[], [], []]
    return compared(documents, times).get((0, 1), 0.0)


@pytest.mark.parametrize(
    ("same", "other"),
    [
        (("2041-05-02", "2041-05-02"), ("2041-05-02", "2041-06-09")),
        (("2041-05-02T14:00", "2041-05-02"), ("2041-05-02", "2041-05-03")),
        (("2041-05-02", "2041-05-03"), ("2041-05-02", "2041-05-09")),
    ],
)
def test_reports_that_name_one_day_are_more_likely_on_one_event(document, same, other):
    alike = probability(document, "May 2", "May 2", same)
    assert alike > probability(document, "May 2", "May 2", other)


def undated(document, *days):
    """Of two reports without a date, whose days have no value."""
    texts = [text.format(day) for text, day in zip((MILL, MILL_AGAIN), days, strict=True)]
    documents = [document(text, source=str(n)) for n, text in enumerate([*texts, *OTHERS])]
    times = [(replace(time(d, day, "2041"), value=None),) for d, day in zip(documents, days, strict=False)]
    times += [()] * len(OTHERS)
    return compared(documents, times)[0, 1]


@pytest.mark.parametrize(
    ("same", "other"),
    [
        (("Wednesday night", "Wednesday"), ("Wednesday night", "Friday")),
        (("May 2", "2 May"), ("May 2", "5 May")),
        (("May 2nd", "early on May 2"), ("May 2nd", "June 2")),
    ],
)
def test_days_that_have_no_value_are_compared_by_their_words(document, same, other):
    assert undated(document, *same) > undated(document, *other)


CLAIMS = "Claims for unemployment pay {} to {} last week, the ministry of labour said in Ulmstadt."


def test_one_number_speaks_for_one_event_and_other_numbers_against(document):
    def claim(one, other):
        texts = [CLAIMS.format("rose", one), CLAIMS.format("moved", other), *OTHERS]
        documents = [document(text, source=str(n)) for n, text in enumerate(texts)]
        return compared(documents)[0, 1]

    assert claim("412,000", "412,000") > claim("12", "412,000") > claim("373,000", "412,000")
    assert claim("1987", "412,000") == claim("12", "412,000")  # a year is no number of an event


def test_a_report_that_names_no_day_says_nothing_against(document):
    silent = probability(document, "May 2", "May 2", ("2041-05-02", None))
    assert silent == probability(document, "May 2", "May 2")
    assert silent > probability(document, "May 2", "May 2", ("2041-05-02", "2041-06-09"))


def test_days_named_far_down_are_those_of_other_events(document):
    long = document(MILL.format("May 2") + " Nobody came." * 80 + " It burned on June 9, too.", source="long")
    report = describe_report(long, [time(long, "May 2", "2041-05-02"), time(long, "June 9", "2041-06-09")])
    assert report.signs == {"05-02", "4"}
    assert len(report.named) == 1


def test_nothing_alike_is_near_to_nothing(document):
    documents = [document(text, source=str(n)) for n, text in enumerate(OTHERS)]
    assert all(value < LEAST_NEAREST for value in compared(documents).values())
