import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from joindots.extract.names import extract_entities
from joindots.join.entities import join_entities
from joindots.join.entities.known_names import known_names
from joindots.model import Dated, Observations


@pytest.fixture
def read(read_text):
    """Documents and observations of texts."""

    def observe(*texts):
        parses = [read_text(text, source=f"{n}.txt") for n, text in enumerate(texts)]
        documents = [parse.document for parse in parses]
        empty = [Observations(document=d.id) for d in documents]
        found = [replace(o, entities=extract_entities(p, o)) for p, o in zip(parses, empty, strict=True)]
        return documents, found

    return observe


@pytest.fixture
def join(read):
    """Joined entities of texts, by name."""

    def join_texts(*texts):
        documents, found = read(*texts)
        entities, ids = join_entities(documents, found)
        known = {d.id: d.text for d in documents}
        for mention in (m for e in entities for m in e.mentions):
            assert known[mention.document][mention.start : mention.end] == mention.text
        assert len({e.id for e in entities}) == len(entities)
        assert {e.id for o in found for e in o.entities} == set(ids)
        assert set(ids.values()) == {e.id for e in entities}
        return entities

    return join_texts


def named(entities, name):
    return [e for e in entities if e.name == name]


def test_a_surname_alone_joins_the_one_full_name_of_the_same_story(join):
    entities = join(
        "Margaret Dunmore met Paul Okafor at the Harbour Commission in Port Ellis.",
        "Mrs Dunmore met Paul Okafor at the Harbour Commission in Port Ellis.",
    )
    (dunmore,) = named(entities, "Margaret Dunmore")
    assert len({m.document for m in dunmore.mentions}) == 2
    assert not named(entities, "Dunmore")


def test_a_surname_alone_of_another_story_stays_alone(join):
    entities = join("Margaret Dunmore met Paul Okafor in Port Ellis.", "A horse of Mr Dunmore won in Chicago.")
    assert named(entities, "Margaret Dunmore")
    assert named(entities, "Dunmore")


def test_a_surname_of_two_people_is_not_given_to_either(join):
    text = "met Paul Okafor at the Harbour Commission in Port Ellis."
    entities = join(f"Robert Dunmore {text}", f"Henry Dunmore {text}", f"Mr Dunmore {text}")
    assert [len(named(entities, name)) for name in ("Robert Dunmore", "Henry Dunmore", "Dunmore")] == [1, 1, 1]


def test_people_of_one_name_and_different_ages_stay_two(join):
    entities = join("Paul Okafor, 23, drowned in Port Ellis.", "Paul Okafor, 67, won the lottery in Chicago.")
    assert len(named(entities, "Paul Okafor")) == 2


def test_a_birthday_between_two_reports_does_not_divide_a_person(join):
    entities = join("Paul Okafor, 23, drowned in Port Ellis.", "Paul Okafor, 24, drowned in Port Ellis.")
    assert len(named(entities, "Paul Okafor")) == 1


def test_an_age_grows_with_the_years_between_two_reports(read):
    texts = ("Police arrested Ana Orne, 21, in Vesna.", "Ana Orne, 24, was tried in Vesna.")
    documents, found = read(*texts)
    assert len(named(join_entities(documents, found)[0], "Ana Orne")) == 2
    years = ("2031-05-02", "2034-03-01")
    dated = [
        replace(d, published=Dated(value=y, earliest=y, latest=y, basis="metadata"))
        for d, y in zip(documents, years, strict=True)
    ]
    assert len(named(join_entities(dated, found)[0], "Ana Orne")) == 1


def test_a_second_surname_makes_no_other_person_in_one_company(join):
    company = "with Bela Kovacs and Odile Marren of the Vesna Rowing Club"
    entities = join(f"Ana Orne Ruiz, 16, died {company}.", f"Ana Orne, 15, died {company}.")
    assert [e.name for e in entities if e.name.startswith("Ana")] == ["Ana Orne Ruiz"]
    entities = join("Ana Orne Ruiz sells boats.", "Ana Orne died in Vesna.")
    assert sorted(e.name for e in entities if e.name.startswith("Ana")) == ["Ana Orne", "Ana Orne Ruiz"]


def test_whoever_has_an_age_in_one_report_is_a_person_in_all(read):
    documents, found = read("Kale Black, 20, was held.", "Kale Black is held.", "Kale Black was not hurt.")
    taken = [replace(o, entities=tuple(replace(e, kind="organisation") for e in o.entities)) for o in found[1:]]
    entities, _ = join_entities(documents, [found[0], *taken])
    assert [e.kind for e in entities if e.name == "Kale Black"] == ["person"]


def test_a_middle_name_and_a_short_form_make_no_other_person(join):
    text = "met Ruth Kane at the Harbour Commission in Port Ellis."
    entities = join(f"Robert James Dunmore {text}", f"Robert Dunmore {text}", f"Bob Dunmore {text}")
    (dunmore,) = named(entities, "Robert James Dunmore")
    assert {"Robert Dunmore", "Bob Dunmore"} <= set(dunmore.aliases)


COMPANY = "met Ruth Kane at the Harbour Commission in Port Ellis."


def doubts(entities):
    """Pairs of names that are listed as perhaps the same, and why."""
    names = {e.id: e.name for e in entities}
    return {(e.name, names[d.entity]): d.why for e in entities for d in (e.perhaps or ())}


def test_an_initial_joins_the_only_name_that_fits_in_the_same_story(join):
    (dunmore,) = named(join(f"Robert Dunmore {COMPANY}", f"R. Dunmore {COMPANY}"), "Robert Dunmore")
    assert dunmore.aliases == ("R. Dunmore",)


def test_another_romanisation_joins_only_in_company(join):
    joined = join(f"Sergei Volkonov {COMPANY}", f"Sergey Volkonov {COMPANY}", "Sergej Volkonov sang in Chicago.")
    assert len([e for e in joined if "Volkonov" in e.name]) == 2


def test_a_slip_of_the_pen_is_doubtful_and_told(join):
    entities = join(f"Joan Dunmore {COMPANY}", f"John Dunmore {COMPANY}")
    assert doubts(entities) == {
        ("Joan Dunmore", "John Dunmore"): "spelling",
        ("John Dunmore", "Joan Dunmore"): "spelling",
    }


def test_a_surname_of_two_people_is_told_with_both(join):
    entities = join(f"Robert Dunmore {COMPANY}", f"Henry Dunmore {COMPANY}", f"Mr Dunmore {COMPANY}")
    found = doubts(entities)
    assert found[("Dunmore", "Robert Dunmore")] == found[("Henry Dunmore", "Dunmore")] == "surname alone"
    assert ("Robert Dunmore", "Henry Dunmore") not in found


def test_two_people_of_one_name_are_no_doubt(join):
    entities = join(f"Paul Okafor, 23, {COMPANY}", f"Paul Okafor, 67, {COMPANY}")
    assert len(named(entities, "Paul Okafor")) == 2
    assert not doubts(entities)


def test_a_company_with_and_without_its_form_is_one(join):
    entities = join("Shares in Ostrel Shipping Ltd fell.", "Shares in Ostrel Shipping fell.")
    assert len([e for e in entities if "Ostrel" in e.name]) == 1


def test_known_names_are_one(join):
    entities = join("The FBI searched the pier.", "Agents of the Federal Bureau of Investigation searched the pier.")
    (bureau,) = named(entities, "Federal Bureau of Investigation")
    assert bureau.aliases == ("FBI",)


def test_every_known_name_belongs_to_one_thing():
    for name, thing in known_names().items():
        assert name == thing.name or name in thing.also
        assert thing.why


def test_the_tagger_is_outvoted(read):
    documents, found = read("The Marlow Bridge fell.", "They left Marlow Bridge.", "Marlow Bridge is closed.")
    wrong = [replace(e, kind="person") if e.name == "Marlow Bridge" else e for e in found[0].entities]
    found[0] = replace(found[0], entities=tuple(wrong))
    entities, _ = join_entities(documents, found)
    assert [e.kind for e in entities if e.name == "Marlow Bridge"] == ["place"]


def test_a_name_missed_in_one_document_is_found_there(read):
    documents, found = read("Paul Okafor opened the Marlow Bridge.", "Nobody knew Paul Okafor.")
    found[1] = Observations(document=documents[1].id)
    entities, _ = join_entities(documents, found)
    (person,) = named(entities, "Paul Okafor")
    assert [m.document for m in person.mentions if m.document == documents[1].id] == [documents[1].id]


def test_actors_without_a_name_join_only_within_a_story(join):
    entities = join(
        "Police said Paul Okafor left the Harbour Commission with Ruth Kane.",
        "Police said Ruth Kane met Paul Okafor.",
        "Police said a horse had won in Chicago.",
    )
    assert sorted(len({m.document for m in e.mentions}) for e in named(entities, "police")) == [1, 2]


def test_a_copy_changes_nothing_but_its_mentions(read):
    texts = [
        "Margaret Dunmore, 44, mayor of Port Ellis, met Paul Okafor at the Harbour Commission.",
        "Mrs Dunmore met Paul Okafor at the Harbour Commission. Police said it was short.",
    ]
    documents, found = read(*texts, texts[0])
    alone, _ = join_entities(documents[:2], found[:2])
    copied, _ = join_entities(documents, found)

    def without_copy(entities):
        return [
            (e.id, e.kind, e.name, e.aliases, [m for m in e.mentions if m.document != documents[2].id])
            for e in entities
        ]

    assert without_copy(copied) == without_copy(alone)


def test_the_order_of_documents_changes_nothing(read):
    documents, found = read(
        "Margaret Dunmore met Paul Okafor in Port Ellis.", "Mrs Dunmore left Port Ellis.", "Paul Okafor, 23, drowned."
    )
    assert join_entities(documents, found) == join_entities(documents[::-1], found[::-1])


def test_no_documents():
    assert join_entities([], []) == ((), {})


def test_a_lone_word_is_the_place_that_others_know_it_for(join):
    entities = join("A fire broke out in Velmont on Monday.", "The mayor of Velmont spoke.", "Velmont blaze kills two.")
    assert {e.kind for e in named(entities, "Velmont")} == {"place"}


class Remembered(dict):
    """A memo that nothing is ever dropped from."""

    put = dict.__setitem__


@pytest.fixture(scope="module")
def remembered():
    return Remembered()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=st.lists(st.integers(0, 5), min_size=1, unique=True))
def test_what_is_remembered_of_other_piles_changes_nothing(read, remembered, chosen):
    texts = (
        "Mara Quist, 52, the mayor of Ostrow, met the Ostrow Harbour Board on Friday.",
        "Mayor Quist said the Ostrow Harbour Board had been told. “Nobody listened,” she said.",
        "The ostrow harbour board met. Ivo Quist, 31, and Marah Quist were there, police said.",
        "Police in Ostrow said M. Quist had left. The Harbour Board did not answer.",
        "OSTROW HARBOUR BOARD: no comment, and none from Mara Quist or Mara Quist, 19, a student.",
        "Lanfield lies in Ostrow. The Ostrow Harbour Board of Lanfield asked Ivo Quist to resign.",
    )
    documents, found = read(*(texts[n] for n in chosen))
    assert join_entities(documents, found, memo=remembered) == join_entities(documents, found)


def test_a_headline_run_into_the_text_names_nobody_else(join):
    usual = [f"Margaret Dunmore spoke in Port Ellis about case {n}. Mrs Dunmore was calm." for n in range(11)]
    entities = join(
        *usual, "14 May Essential Margaret Dunmore. Margaret Dunmore spoke in Port Ellis. Dunmore was calm."
    )
    (dunmore,) = [e for e in entities if "Dunmore" in e.name]
    assert dunmore.name == "Margaret Dunmore"
