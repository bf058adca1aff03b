"""What reports tell of the people of an event, and how that joins events or keeps them apart."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from joindots.extract import observe
from joindots.join import join_pile
from joindots.join.event_matching import AGES, days_apart, list_features
from joindots.join.event_signs import find_ages, find_told, read_signs
from joindots.join.events import profile_events
from joindots.linkage import compare

HURT = "same people hurt or accused"
SOON = "reported soon after that date"
FIRST = """Girl shot dead at Tarnley quay

A 17-year-old girl was shot dead at a quay in Tarnley on Sunday, police said.

Mara Lindt, 17, died at the scene. "We are looking for a grey van," said Olaf Brandt, a spokesman.
"""
CHARGED = """Tarnley man held over quay death

A man has been charged with the murder of Mara Lindt, 17, who was shot dead in Tarnley in 2029.

Jens Korr, 34, was arrested at his flat. Olaf Brandt, a spokesman, said the inquiry went on.
"""


@pytest.fixture(scope="module")
def read_pile(read_text):
    def read(*reports):
        parses = [read_text(text, source=f"{n}.txt", published=day) for n, (text, day) in enumerate(reports)]
        return [parse.document for parse in parses], [observe(parse) for parse in parses]

    return read


def test_people_told_with_an_age_are_those_of_the_event(read_pile):
    documents, observations = read_pile((FIRST, "2030-05-20"), (CHARGED, "2031-02-03"))
    pile = join_pile(documents, observations)
    told, full = find_told(pile.documents, pile.entities, {d.id: read_signs(d) for d in pile.documents})
    names = {entity.id: entity.name for entity in pile.entities}
    assert {names[e] for found in told.values() for e in found} == {"Mara Lindt", "Jens Korr"}
    assert {"Mara Lindt", "Jens Korr", "Olaf Brandt"} <= {names[e] for e in full}


def test_words_of_a_headline_are_no_name(read_pile):
    text = "Boy, 6, Accidentally Shot In Tarnley\n\nA six-year-old was shot in the hand in Tarnley on Sunday."
    documents, observations = read_pile((text, "2030-05-20"))
    pile = join_pile(documents, observations)
    told, _ = find_told(pile.documents, pile.entities, {d.id: read_signs(d) for d in pile.documents})
    assert not any(told.values())


def test_a_victim_named_by_both_makes_one_event_of_a_misdated_one(read_pile):
    documents, observations = read_pile((FIRST, "2030-05-20"), (CHARGED, "2031-02-03"))
    assert len(join_pile(documents, observations).incidents) == 1
    other = CHARGED.replace("Mara Lindt", "Rika Aalto")
    documents, observations = read_pile((FIRST, "2030-05-20"), (other, "2031-02-03"))
    assert len(join_pile(documents, observations).incidents) == 2


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("A 17-year-old girl and a six-month-old baby were hurt.", {"17 year", "6 month"}),
        ("Seventeen-year-olds may not drive.", {"17 year"}),
        ("The 412 men are old.", set()),
    ],
)
def test_ages_are_told_in_figures_or_words(read_text, text, ages):
    document = read_text(text).document
    found = list(find_ages(document))
    assert {age for age, _ in found} == ages
    assert all(document.text[span.start : span.end] == span.text for _, span in found)


@pytest.fixture(scope="module")
def profile(read_pile):
    documents, observations = read_pile((FIRST, "2030-05-20"))
    plain = next(p for p in profile_events(documents, (), observations, ()) if p.main)
    return replace(plain, days=None, told=None, rough=None, ages=frozenset(), known=frozenset())


def weigh(a, b):
    return {part.name: part.weight for part in compare(a, b, list_features({})).parts}


def test_a_list_of_cases_shares_its_people_with_many(profile):
    few, many = frozenset({"e1"}), frozenset(f"e{n}" for n in range(80))
    same = weigh(replace(profile, known=few), replace(profile, known=few))[HURT]
    listed = weigh(replace(profile, known=few), replace(profile, known=many))[HURT]
    assert same == 5.0
    assert listed < 0.1


@pytest.mark.parametrize(("ages", "weight"), [(("17 year",), 0.6), (("4 year",), -1.5), ((), None)])
def test_ages_speak_for_one_event_or_against_it(profile, ages, weight):
    found = weigh(replace(profile, ages=frozenset({"17 year"})), replace(profile, ages=frozenset(ages)))
    assert found.get(AGES) == (weight and pytest.approx(weight))


@given(st.integers(0, 2000))
def test_the_later_a_report_without_a_day_comes_the_less_it_is_of_that_day(profile, days):
    day = date(2030, 5, 19)
    dated = replace(profile, days=(day, day))

    def soon(after):
        return weigh(dated, replace(profile, published=date.fromordinal(day.toordinal() + after)))[SOON]

    assert 2.5 >= soon(days) >= soon(days + 1) >= -1.5
    assert soon(-4) == -1.5


def test_a_report_cannot_tell_what_came_after_it(profile):
    late = date(2030, 6, 30)
    before = replace(profile, published=date(2030, 5, 20))
    assert days_apart(replace(profile, days=(late, late)), before) == 41
    fresh = replace(before, rough=(date(2030, 4, 20), date(2030, 5, 20)))
    later = replace(profile, published=date(2031, 5, 20))
    assert days_apart(fresh, later) == 0  # it may look back
    assert days_apart(fresh, replace(later, rough=(date(2031, 4, 20), date(2031, 5, 20)))) == 335
