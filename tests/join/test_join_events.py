"""The same event across reports."""

import msgspec
import pytest

from joindots.extract import observe
from joindots.join.events import join_events


@pytest.fixture(scope="module")
def join(read_text):
    def join(*reports):
        parses = [read_text(text, source=f"{n}.txt", published=day) for n, (text, day) in enumerate(reports)]
        documents = [parse.document for parse in parses]
        observations = [observe(parse) for parse in parses]
        return documents, observations, join_events(documents, [], observations)

    return join


COLLAPSE = "The Port Ellis collapse on 3 May 2031 killed four people. "
SAME = "Four died in the Port Ellis collapse on 3 May 2031. "
OTHER = "The Port Ellis collapse on 9 August 2029 killed nine people. "


def of_type(events, kind):
    return [event for event in events if event.type == kind]


def test_one_name_and_day_is_one_event(join):
    _, _, (events, incidents, _) = join((COLLAPSE, "2031-05-04"), (SAME, "2031-05-05"))
    (event,) = of_type(events, "collapse")
    assert len({span.document for span in event.mentions}) == 2
    (incident,) = incidents
    assert incident.event == event.id
    (killed,) = incident.killed
    assert killed.value == 4
    assert len(killed.evidence) == 2


def test_another_day_is_another_event(join):
    _, _, (events, _, _) = join((COLLAPSE, "2031-05-04"), (OTHER, "2031-05-05"))
    assert len(of_type(events, "collapse")) == 2


def test_news_without_a_day_is_not_of_years_ago(join):
    old = "A fire at a mattress works in Vesna on 9 August 2029 killed nine workers. "
    new = "A fire at a mattress works in Vesna killed nine workers. "
    _, _, (events, _, _) = join((old, "2029-08-10"), (new, "2031-05-05"))
    assert len(of_type(events, "fire")) == 2
    _, _, (events, _, _) = join((old, "2029-08-10"), (new, "2029-08-11"))
    assert len(of_type(events, "fire")) == 1


def test_a_group_never_joins_a_member(join):
    group = "The Port Ellis and Vesna attacks killed 36 people. "
    single = "The Port Ellis attack killed four people. "
    _, _, (events, _, _) = join((group, "2031-05-04"), (single, "2031-05-05"))
    assert sorted(event.type for event in events) == ["attack", "attack group"]


def test_every_local_event_has_its_pile_event_and_order_does_not_matter(join):
    documents, observations, (events, incidents, ids) = join((COLLAPSE, "2031-05-04"), (SAME, "2031-05-05"))
    assert set(ids) == {event.id for found in observations for event in found.events}
    assert set(ids.values()) == {event.id for event in events}
    again = join_events(documents[::-1], [], observations[::-1])
    assert msgspec.json.encode(again) == msgspec.json.encode((events, incidents, ids))
