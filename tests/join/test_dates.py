import msgspec
import pytest

from joindots.join.dates import infer_dates
from joindots.model import Dated, Entity, Event, Mention, Observations, Span, TimeExpression

PERSON, PLACE = "Ada Norling", "Wexley Pier"


@pytest.fixture
def report(document):
    """A report and its observations: `event` words are mentions of one event, `date` is (words, first, last)."""

    def make(text, *, event=(), date=None, times=(), names=(PERSON, PLACE), **fields):
        made = document(text, **fields)

        def span(words, kind=Span, **fields):
            start = text.index(words)
            return kind(document=made.id, start=start, end=start + len(words), text=words, **fields)

        dated = None
        if date:
            words, first, last = date
            value = first if first == last else f"{first}/{last}"
            dated = Dated(value=value, earliest=first, latest=last, basis="stated", evidence=(span(words),))
        mentions = tuple(span(words) for words in event)
        events = (
            (Event(id="v1", name="fire", type="accident", date=dated, place=None, mentions=mentions),) if event else ()
        )
        entities = tuple(
            Entity(
                id=f"e{n}",
                kind="person" if name == PERSON else "place",
                name=name,
                mentions=(span(name, Mention, how="name"),),
            )
            for n, name in enumerate(names)
        )
        found = tuple(
            TimeExpression(id=f"t{words}", span=span(words), type="DATE", value=None, earliest=None, latest=None)
            for words in times
        )
        return made, Observations(document=made.id, events=events, entities=entities, times=found)

    return make


@pytest.fixture
def dated(report):
    """A report that dates the fire to Wednesday 22 March 2034."""
    return report(
        "Ada Norling saw the Wexley fire of March 22 from Wexley Pier.",
        event=("fire",),
        date=("March 22", "2034-03-22", "2034-03-22"),
        published="2034-03-28",
        source="dated.txt",
    )


def infer(*reports):
    documents, observations = zip(*reports, strict=True)
    return {d.source: infer_dates(documents, observations).get(d.id) for d in documents if d.published is None}


LAST_WEEK = "Four were hurt in the Wexley fire last week. Ada Norling was at Wexley Pier."


@pytest.mark.parametrize(
    ("text", "mention", "time", "value"),
    [
        (LAST_WEEK, "fire", "last week", "2034-03-27/2034-04-02"),
        ("After the fire in Wexley yesterday Ada Norling left Wexley Pier.", "fire", "yesterday", "2034-03-23"),
        ("Ada Norling saw yesterday's Wexley fire at Wexley Pier.", "fire", "yesterday", "2034-03-23"),
        ("Since the Wexley fire this month Ada Norling shuns Wexley Pier.", "fire", "this month", "2034-03"),
        ("After the Wexley fire last year Ada Norling left Wexley Pier.", "fire", "last year", "2035"),
        ("After the Wexley fire last Wednesday Ada Norling left Wexley Pier.", "fire",
         "last Wednesday", "2034-03-23/2034-04-02"),
        ("It is a year since the Wexley fire. Ada Norling is back on Wexley Pier.", "fire", None, "2035-03"),
        ("Wexley fire, two years on: Ada Norling is back on Wexley Pier.", "fire", None, "2036-03"),
        ("Today is the first anniversary of the Wexley fire. Ada Norling: Wexley Pier lives.", "fire", None, "2035-03"),
    ],
)  # fmt: skip
def test_words_about_an_event_that_another_report_dates(report, dated, text, mention, time, value):
    undated = report(text, event=(mention,), times=(time,) if time else (), source="undated.txt")
    found = infer(dated, undated)["undated.txt"]
    assert (found.value, found.basis) == (value, "inferred")
    assert {span.document for span in found.evidence} == {dated[0].id, undated[0].id}
    for span in found.evidence:
        text = next(d.text for d, _ in (dated, undated) if d.id == span.document)
        assert text[span.start : span.end] == span.text


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("The council spoke about the Wexley fire last week. Ada Norling was at Wexley Pier.", "fire"),
        ("“The Wexley fire of last week hurt us,” said Ada Norling at Wexley Pier.", "fire"),
        ("The Wexley fire was out. Repairs began last week, said Ada Norling at Wexley Pier.", "fire"),
        ("Four were hurt in the Marlow fire last week. Ada Norling was at Wexley Pier.", "fire"),
    ],
)
def test_words_that_may_be_about_something_else_date_nothing(report, dated, text, mention):
    undated = report(text, event=(mention,), times=("last week",), source="undated.txt")
    assert infer(dated, undated) == {"undated.txt": None}


def test_a_name_alone_does_not_make_two_reports_one_event(report, dated):
    undated = report(LAST_WEEK, event=("fire",), times=("last week",), names=(), source="undated.txt")
    assert infer(dated, undated) == {"undated.txt": None}


def test_a_name_that_means_two_events_dates_nothing(report, dated):
    other = report(
        "Ada Norling fled the Wexley fire of June 3 on Wexley Pier.",
        event=("fire",),
        date=("June 3", "2031-06-03", "2031-06-03"),
        published="2031-06-04",
        source="other.txt",
    )
    undated = report(LAST_WEEK, event=("fire",), times=("last week",), source="undated.txt")
    assert infer(dated, other, undated) == {"undated.txt": None}


def test_the_month_of_an_event_gives_the_weeks_it_allows(report):
    vague = report(
        "Ada Norling saw the Wexley fire of March 2034 from Wexley Pier.",
        event=("fire",),
        date=("March 2034", "2034-03-01", "2034-03-31"),
        source="vague.txt",
    )
    undated = report(LAST_WEEK, event=("fire",), times=("last week",), source="undated.txt")
    assert infer(vague, undated)["undated.txt"].value == "2034-03-06/2034-04-09"


def test_words_that_contradict_each_other_date_nothing(report, dated):
    text = "After the Wexley fire yesterday Ada Norling left Wexley Pier. In the Wexley blaze last year four were hurt."
    undated = report(text, event=("fire", "blaze"), times=("yesterday", "last year"), source="undated.txt")
    assert infer(dated, undated) == {"undated.txt": None}


def test_a_copy_changes_nothing_for_others_whatever_its_date(report, dated):
    undated = report(LAST_WEEK, event=("fire",), times=("last week",), source="undated.txt")
    document, found = report(
        dated[0].text,
        event=("fire",),
        date=("March 22", "2034-03-29", "2034-03-29"),
        published="2034-04-04",
        source="copy.txt",
    )
    alone = infer(dated, undated)
    assert infer(dated, (document, found), undated) == alone
    assert infer((document, found), undated, dated) == alone


def test_nothing_to_do_and_order(report, dated):
    undated = report(LAST_WEEK, event=("fire",), times=("last week",), source="undated.txt")
    assert infer_dates([dated[0]], [dated[1]]) == {}
    assert infer(dated, undated) == infer(undated, dated)
    bare = (msgspec.structs.replace(undated[0], blocks=()), undated[1])
    assert infer_dates([dated[0], bare[0]], [dated[1], bare[1]]).keys() <= {undated[0].id}
