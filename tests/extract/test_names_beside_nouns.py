"""Kinds told by the noun beside a name, namesakes told by how they are addressed, and short names of bodies."""

import pytest

from joindots.extract.names import extract_entities
from joindots.model import Entity, Observations


@pytest.fixture
def find(read_text):
    """Entities of a text, in the order of their first mention."""

    def find_entities(text: str) -> list[Entity]:
        parse = read_text(text)
        found = extract_entities(parse, Observations(document=parse.document.id))
        return sorted(found, key=lambda e: min(m.start for m in e.mentions))

    return find_entities


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The mayor, Gareth Innes, called on both sides to talk.", "Gareth Innes", "person"),
        ("A spokesman for the governor, Neil Park, said so.", "Neil Park", "person"),
        ("The rumour was denied by the insurers, Vesper Mutual.", "Vesper Mutual", "organisation"),
        ("A magazine, the Art Recorder, wrote so in 2015.", "Art Recorder", "organisation"),
        ("Sootherby left. Sootherby’s chief executive, Martin Oyelaran, stayed.", "Sootherby", "organisation"),
        ("The ministry of neighbouring Orlova called for calm.", "Orlova", "place"),
        ("Fans of Port Salter Rovers left early.", "Port Salter Rovers", "organisation"),
    ],
)
def test_a_noun_beside_a_name_tells_its_kind(find, text: str, name: str, kind: str) -> None:
    assert [e.kind for e in find(text) if e.name == name] == [kind]


def test_titles_of_councillors_and_managers_are_no_part_of_a_name(find) -> None:
    found = find("Cllr Simon Amery said no. Cllr Amery left. Manager Steve Ballard stayed. Warden Clyde Haskell slept.")
    assert [e.name for e in found] == ["Simon Amery", "Steve Ballard", "Clyde Haskell"]
    assert [len([m for m in e.mentions if m.how == "name"]) for e in found] == [2, 1, 1]


def test_mr_and_ms_of_one_surname_are_two(find) -> None:
    found = find("Mr Khan said the pier was safe. Ms Khan said it was old. Ms Khan left.")
    khans = [[m.start for m in e.mentions] for e in found if e.name == "Khan"]
    assert khans == [[3], [35, 60]]
    found = find("Omar Khan and Sara Khan run the pier. Mr Khan said it was safe. Ms Khan said it was old.")
    assert [(e.name, e.aliases) for e in found] == [("Omar Khan", ("Khan",)), ("Sara Khan", ("Khan",))]


def test_the_first_words_of_one_body_stand_for_it(find) -> None:
    found = find("Western Crest Power agreed on Monday. Western Crest said so. Coastal Mills left. Coastal agreed.")
    bodies = {e.name: e.aliases for e in found if e.kind == "organisation"}
    assert bodies["Western Crest Power"] == ("Western Crest",)
    assert bodies["Coastal Mills"] == ("Coastal",)


def test_another_post_is_not_whom_the_lead_described(find) -> None:
    text = (
        "The former head of Calder Harbour took trips, a judge found.\n\nCommissioner Alan Thackeray said it was wrong."
    )
    (person,) = [e for e in find(text) if e.kind == "person"]
    assert [r.text for r in person.roles] == ["Commissioner"]


def test_the_prime_minister_is_no_secretary(find) -> None:
    found = find("Health secretary Rufus Blakeney said it was late. The Prime Minister said nothing would change.")
    (person,) = [e for e in found if e.kind == "person"]
    assert [m.text for m in person.mentions] == ["Rufus Blakeney"]


def test_a_surname_means_the_only_person_of_that_name_so_far(find) -> None:
    found = find("Mara Quist spoke. Quist has run the mill since May. An uncle, Paul Quist, signed first. He wept.")
    assert [(e.name, [m.text for m in e.mentions if m.how == "name"]) for e in found if e.kind == "person"] == [
        ("Mara Quist", ["Mara Quist", "Quist"]),
        ("Paul Quist", ["Paul Quist"]),
    ]
