"""What an event is called."""

from collections import Counter

from joindots.join.event_names import add_places, choose_name
from joindots.model import Entity, Event, Incident, Reported


def _event(name, kind="shooting", place=None, ident="v1"):
    return Event(id=ident, name=name, type=kind, date=None, place=place, participants=(), mentions=())


def _place(name):
    return Entity(id="e1", name=name, kind="place")


def test_a_bare_name_takes_the_place():
    (event,) = add_places([_event("shooting", place="e1")], [], [_place("WESTFORD")])
    assert event.name == "Westford shooting"


def test_a_town_tells_more_of_an_event_than_a_country():
    row = Incident(id="i1", event="v1", location=(Reported(value="e2", evidence=()),))
    town = Entity(id="e2", name="Lund", kind="place")
    (event,) = add_places([_event("shooting", place="e1")], [row], [_place("Sweden"), town])
    assert event.name == "Lund shooting"


def test_a_name_that_tells_the_event_is_kept():
    (event,) = add_places([_event("Westford mill shooting", place="e1")], [], [_place("Westford")])
    assert event.name == "Westford mill shooting"


def test_two_events_are_not_called_alike():
    events = [_event("shooting", place="e1", ident="v1"), _event("gunfire", place="e1", ident="v2")]
    assert [e.name for e in add_places(events, [], [_place("Westford")])] == ["Westford shooting", "gunfire"]


def test_other_events_keep_their_names():
    (event,) = add_places([_event("trial", "trial", "e1")], [], [_place("Westford")])
    assert event.name == "trial"


def test_a_name_that_accuses_comes_last():
    names = Counter({"Lee attack": 3, "Westford attack": 1})
    assert choose_name(names, frozenset({"lee"})) == "Westford attack"


def test_a_name_that_hardly_any_report_uses_names_another_event():
    names = Counter({"his death": 20, "death of Ann Lee": 5, "Vesna quake": 1})
    assert choose_name(names, frozenset()) == "death of Ann Lee"


def test_a_sentence_about_an_event_names_it_last():
    names = Counter(
        {"Five people are now known to have died": 1, "Two clerks died": 2, "explosion": 1, "Quay blast": 1}
    )
    assert choose_name(names, frozenset()) == "Quay blast"
    del names["Quay blast"], names["Two clerks died"]
    assert choose_name(names, frozenset()) == "explosion"


def test_an_article_is_no_proper_name_and_a_clause_with_a_comma_no_name():
    names = Counter({"A guard looks on as the bus, hit": 2, "A blast": 1, "blast": 2})
    assert choose_name(names, frozenset()) == "blast"


def test_a_weekday_or_a_pronoun_names_no_event():
    names = Counter({"Monday shooting of her daughter": 2, "shooting of Ann Orlen": 1, "her shooting in Vesna": 3})
    assert choose_name(names, frozenset()) == "shooting of Ann Orlen"


def test_a_compound_or_a_deed_to_somebody_s_kin_takes_the_place():
    for name in ("Murder-Suicide", "murder of her cousin"):
        board = Entity(id="e2", name="Murder Board", kind="organisation")
        (event,) = add_places([_event(name, place="e1")], [], [_place("Westford"), board])
        assert event.name == "Westford shooting"
