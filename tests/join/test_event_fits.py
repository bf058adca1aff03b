"""Whether groups of events can be one is told at once where it can be, and is the same as event by event."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joindots.join.event_fits import Fits, can_be_one
from joindots.join.event_matching import Profile
from joindots.model import Event, Span

FIRST = date(2031, 5, 1)
NOTHING = frozenset()
days = st.none() | st.integers(0, 30).map(lambda n: FIRST + timedelta(n))
people = st.frozensets(st.sampled_from(["Mara Lindt", "Jonas Brandt"]), max_size=2)


def profile(place, **given):
    kind, report = given.pop("kind"), given.pop("report")
    span = Span(document=f"d{report}", start=0, end=8, text="shooting")
    event = Event(id=f"v{place}", name=kind, type=kind, date=None, place=None, mentions=(span,))
    fixed = {"name": NOTHING, "proper": NOTHING, "people": NOTHING, "others": NOTHING, "places": NOTHING}
    return Profile(event=event, place=place, document=span.document, family="harm", story=None, **fixed, **given)


@st.composite
def profiles(draw):
    found = []
    for place in range(draw(st.integers(2, 7))):
        one, other = draw(days), draw(days)
        found.append(
            profile(
                place,
                kind=draw(st.sampled_from(["shooting", "death"])),
                report=draw(st.sampled_from([place, 0])),
                group=draw(st.sampled_from([False, False, True])),
                days=(min(one, other), max(one, other)) if one and other else None,
                rough=(one, one + timedelta(5)) if one and not other else None,
                published=draw(days),
                told=draw(days),
                where=draw(st.frozensets(st.sampled_from(["quay", "lowmark"]), max_size=1)),
                known=draw(people),
                dead=frozenset((name, name) for name in draw(people)),
            )
        )
    return found


@settings(max_examples=400, deadline=None)
@given(profiles(), st.data())
def test_groups_are_one_where_each_event_can_be_one_with_each_other(found, data):
    cut = data.draw(st.integers(1, len(found) - 1))
    x, y = range(cut), range(cut, len(found))
    assert Fits(found).can_be_one(x, y) == all(can_be_one(found[a], found[b]) for a in x for b in y)


@pytest.mark.parametrize(("gap", "one"), [(10, True), (11, False)])
def test_days_far_apart_part_two_groups(gap, one):
    told = {"kind": "shooting", "group": False, "rough": None, "published": None, "told": None, "where": NOTHING}
    some = [profile(n, report=n, days=(FIRST, FIRST), **told) for n in range(2)]
    day = FIRST + timedelta(gap)
    other = profile(2, report=2, days=(day, day), **told)
    assert Fits([*some, other]).can_be_one([0, 1], [2]) == one
