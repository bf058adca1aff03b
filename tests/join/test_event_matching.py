"""What speaks for and against two reports telling one event."""

from datetime import date

import pytest

from joindots.join.event_matching import REGISTERED_PLACES, Profile, are_told_apart, days_apart, list_features
from joindots.linkage import compare
from joindots.model import Event, Span

STORY = "what reports of one story tell most of"


def profile(place, *, where=(), told=None, days=None, story=None, settled=False):
    span = Span(document=f"d{place}", start=0, end=8, text="shooting")
    event = Event(id=f"v{place}", name="shooting", type="shooting", date=None, place=None, mentions=(span,))
    nothing = frozenset()
    return Profile(
        event=event,
        place=place,
        document=span.document,
        family="harm",
        group=False,
        name=nothing,
        proper=nothing,
        people=nothing,
        others=nothing,
        places=nothing,
        days=days,
        rough=None,
        published=None,
        told=told,
        where=frozenset(where),
        story=story,
        settled=settled,
    )


def weights(a, b):
    return {part.name: part.weight for part in compare(a, b, list_features({})).parts}


@pytest.mark.parametrize(("where", "weight"), [(("lowmark", "quay"), 1.0), (("tarnley",), -1.0), ((), None)])
def test_places_of_registers_speak_for_one_event_or_against_it(where, weight):
    found = weights(profile(0, where=("lowmark",)), profile(1, where=where))
    assert found.get(REGISTERED_PLACES) == weight


@pytest.mark.parametrize(("other", "settled", "weight"), [(1, True, 6.0), (2, True, -1.0), (2, False, None)])
def test_another_story_speaks_against_one_event_where_both_stories_have_more_reports(other, settled, weight):
    found = weights(profile(0, story=1, settled=True), profile(1, story=other, settled=settled))
    assert found.get(STORY) == weight


@pytest.mark.parametrize(
    ("day", "where", "apart"),
    [(25, ("tarnley",), True), (21, ("tarnley",), False), (25, ("lowmark",), False), (25, (), False)],
)
def test_other_days_and_other_places_together_part_two_events(day, where, apart):
    first = profile(0, told=date(2031, 5, 18), where=("lowmark",))
    assert are_told_apart(first, profile(1, told=date(2031, 5, day), where=where)) == apart


@pytest.mark.parametrize(
    ("day", "told", "apart", "likeness"),
    [
        (date(2031, 5, 18), None, 0, 1.0),
        (date(2029, 1, 1), None, 867, 0.0),
        (date(2029, 1, 1), date(2031, 5, 18), 0, 1.0),
        (date(2031, 5, 18), date(2031, 6, 30), 0, 1.0),
    ],
)
def test_of_two_days_that_a_report_has_for_an_event_the_nearer_counts(day, told, apart, likeness):
    first, other = profile(0, days=(date(2031, 5, 18),) * 2), profile(1, days=(day, day), told=told)
    assert days_apart(first, other) == days_apart(other, first) == apart
    dates = next(part for part in compare(first, other, list_features({})).parts if part.name == "same date")
    assert dates.likeness == likeness
