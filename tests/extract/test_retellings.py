"""What a report tells of the same victims on the same day is one event, whatever it is called."""

import pytest

from joindots.extract import observe
from joindots.extract.retellings import unite_retold
from joindots.model import Dated, Entity, Event, Incident, Observations, Reported, Span

FIRE = (
    "Five people were killed and twelve wounded in an explosion at the Lorn mill in Dover on 3 May 2031, police said."
)
FILLER = "The mayor spoke to the families in the town hall. She asked them to be patient. The mill makes paper."


@pytest.fixture(scope="module")
def incidents(read_text):
    def incidents(text):
        found = observe(read_text(text, published="2031-05-06"))
        known = {event.id for event in found.events}
        assert {row.event for row in found.incidents} <= known
        assert {q.event for q in found.quantities if q.event} <= known
        return [row for row in found.incidents if row.killed or row.wounded], found

    return incidents


def tolls(rows):
    return sorted(sorted({r.value for r in row.killed}) for row in rows)


def test_one_toll_of_one_day_is_one_event_under_two_names(incidents):
    again = "The Marren Street explosion on 3 May killed five people and was heard for miles."
    rows, found = incidents(f"{FIRE} {FILLER} {again}")
    assert tolls(rows) == [[5]]
    assert len([event for event in found.events if event.type == "explosion"]) == 1


def test_another_toll_another_day_and_one_more_event_stay_apart(incidents):
    for again, told in (
        ("The Marren Street explosion on 3 May killed seven people and was heard for miles.", [[5], [7]]),
        ("The Marren Street explosion on 1 May killed five people and was heard for miles.", [[5], [5]]),
        ("Another explosion, the Marren Street blast on 3 May, killed five people.", [[5], [5]]),
    ):
        assert tolls(incidents(f"{FIRE} {FILLER} {again}")[0]) == told


def test_a_toll_of_one_says_nothing(incidents):
    one = "One man was killed in the Dover explosion on 3 May 2031, police said."
    rows, _ = incidents(f"{one} {FILLER} The Marren Street explosion on 3 May killed one man.")
    assert tolls(rows) == [[1], [1]]


def test_a_victim_of_full_name_makes_one_event_of_two_of_one_day():
    text = "Ann Orlen shot Ann Orlen killed Ann Orlen"
    ann = Entity(id="e1", name="Ann Orlen", kind="person")

    def tell(start, end, kind, day):
        span = Span(document="d1", start=start, end=end, text=text[start:end])
        dated = Dated(value=day, earliest=day, latest=day, basis="stated", evidence=(span,))
        event = Event(id=f"v{start}", name=kind, type=kind, date=dated, place=None, mentions=(span,))
        row = Incident(id=f"i{start}", event=event.id, victims=(Reported(value="e1", evidence=(span,)),))
        return event, row

    def unite(day):
        told = tell(10, 14, "shooting", "2031-05-03"), tell(25, 31, "killing", day)
        events, rows = zip(*told, strict=True)
        found = Observations(document="d1", entities=(ann,), events=events, incidents=rows)
        return [[span.text for span in event.mentions] for event in unite_retold(text, found).events]

    assert unite("2031-05-03") == [["shot", "killed"]]
    assert unite("2031-05-01") == [["shot"], ["killed"]]


def test_what_is_only_named_is_the_only_other_event_of_its_kind_and_day(incidents):
    named = "Residents left flowers after the Marren Street explosion of 3 May."
    _, found = incidents(f"{FIRE} {FILLER} {named}")
    assert len([event for event in found.events if event.type == "explosion"]) == 1
