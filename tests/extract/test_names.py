import pytest

from joindots.extract.names import extract_entities
from joindots.model import Observations


@pytest.fixture
def find(read_text):
    """Entities of a text by name."""

    def find_entities(text, **fields):
        parse = read_text(text, **fields)
        entities = extract_entities(parse, Observations(document=parse.document.id))
        for mention in (m for e in entities for m in e.mentions):
            assert parse.document.text[mention.start : mention.end] == mention.text
        for span in (s for e in entities for r in e.roles for s in r.evidence):
            assert parse.document.text[span.start : span.end] == span.text
        assert len({e.id for e in entities}) == len(entities)
        assert list(entities) == sorted(entities, key=lambda e: e.id)
        return {e.name: e for e in entities}

    return find_entities


def named(entity):
    return [m.text for m in entity.mentions if m.how == "name"]


def test_surname_and_title_join_the_full_name(find):
    found = find("Margaret Dunmore opened the ferry terminal. Mrs Dunmore spoke for an hour. Dunmore left early.")
    assert found["Margaret Dunmore"].aliases == ("Dunmore",)
    assert found["Margaret Dunmore"].kind == "person"
    assert named(found["Margaret Dunmore"]) == ["Margaret Dunmore", "Dunmore", "Dunmore"]


def test_mentions_leave_out_titles_articles_and_possessives(find):
    found = find("Chief Inspector Helen Marsh's report reached the Harbour Commission.")
    assert named(found["Helen Marsh"]) == ["Helen Marsh"]
    assert named(found["Harbour Commission"]) == ["Harbour Commission"]


def test_a_couple_stays_two_people(find):
    found = find(
        "Peter and Helen Dunmore, from Ohio, were aboard. Mr Dunmore, 54, drowned; his 50-year-old wife was saved."
    )
    assert "Dunmore" in found["Peter Dunmore"].aliases
    assert [m.text for m in found["Helen Dunmore"].mentions] == ["Helen Dunmore", "his 50-year-old wife"]


def test_a_husband_named_by_given_name_takes_the_surname_that_only_he_can_have(find):
    found = find(
        "Helen Dunmore, whose husband Peter was lost in the wreck, thanked the crew. "
        "An inquest into the death of Mr Dunmore opens in May."
    )
    assert found["Peter Dunmore"].aliases == ("Dunmore", "Peter")
    assert found["Helen Dunmore"].aliases == ()


def test_a_shared_surname_alone_belongs_to_nobody(find):
    found = find("Paul Dunmore met Robert Dunmore at the pier. Later Dunmore spoke to the crew.")
    assert found["Paul Dunmore"].aliases == found["Robert Dunmore"].aliases == ()


def test_a_name_seen_once_is_found_everywhere(find):
    found = find(
        "Dunmore Quits As Harbour Row Grows In Port Ellis\nMargaret Dunmore resigned on Monday in Port Ellis.",
        title="Dunmore Quits As Harbour Row Grows In Port Ellis",
    )
    assert named(found["Margaret Dunmore"]) == ["Dunmore", "Margaret Dunmore"]


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        ("The Harbour Pilots Union (HPU) called a strike.", "Harbour Pilots Union", "HPU"),
        ("Leaders of HPU (Harbour Pilots Union) called a strike.", "Harbour Pilots Union", "HPU"),
        ("Ellis University closed. Students of Ellis University wept.", "Ellis University", None),
    ],
)
def test_abbreviations_in_brackets(find, text, name, alias):
    found = find(text)
    assert found[name].kind == "organisation"
    assert found[name].aliases == ((alias,) if alias else ())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Piers and Waterways Authority (PWA) met. PWA left.", "Piers and Waterways Authority"),
        ("The Department for Ports, Ferries and Docks agreed.", "Department for Ports, Ferries and Docks"),
        ("The Ferrymen's Federation and the Dockers' Union said so.", "Dockers' Union"),
        ("A nurse left St Odo's Children's Hospital.", "St Odo's Children's Hospital"),
        ("On Monday the Navy and Lowmark Harbour Authority met.", "Lowmark Harbour Authority"),
    ],
)
def test_names_of_several_parts(find, text, name):
    assert find(text)[name].kind == "organisation"


def test_a_firm_of_two_partners_is_no_authority(find):
    assert "Slater and Harding Authority" not in find("Slater and Harding sued. The Authority lost.")


@pytest.mark.parametrize("title", ["Superintendent", "Station Officer", "Detective Chief Inspector", "Lord Justice"])
def test_a_rank_is_no_part_of_the_name(find, title):
    person = find(f"{title} Odile Marren told reporters that it was over.")["Odile Marren"]
    assert (person.kind, [role.text for role in person.roles]) == ("person", [title])


def test_edges_of_names(find):
    assert find("May Okafor, 29, of Port Ellis, died.")["May Okafor"].kind == "person"
    assert "Lowmark" in find("Across the border in Lowmark 17 people died.")


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Shares in Ostrel fell.", "Ostrel", "organisation"),
        ("Ostrel employs 40 people.", "Ostrel", "organisation"),
        ("Police searched the town of Ostrel.", "Ostrel", "place"),
        ("The fire broke out in Ostrel.", "Ostrel", "place"),
        ("The trip was over, said Odrun Vell, a retired pilot.", "Odrun Vell", "person"),
        ("The dead are Karel Aden, 61, Odrun Vell and Mina Orr.", "Odrun Vell", "person"),
    ],
)
def test_kinds_of_unknown_names(find, text, name, kind):
    assert find(text)[name].kind == kind


def test_the_publisher_is_an_organisation(find):
    assert find("Ostrel Star asked Ann Lee.", publisher="The Ostrel Star")["Ostrel Star"].kind == "organisation"


def test_kinds_come_from_everything_the_document_shows(find):
    found = find(
        "The Marlow Bridge collapse shocked Arden. Nadia Okafor, 44, was there. Okafor said British engineers came."
    )
    assert found["Marlow Bridge"].kind == "place"
    assert found["Nadia Okafor"].kind == "person"
    assert found["British"].kind == "group"


def test_actors_without_a_name_become_entities(find):
    found = find("Police closed the pier. Prosecutors said officials knew of the risk, and police agreed.")
    assert found["police"].kind == "organisation"
    assert [m.text for m in found["police"].mentions] == ["Police", "police"]
    assert found["prosecutors"].kind == "group"
    assert {m.how for m in found["police"].mentions} == {"nominal"}


def test_a_report_with_an_author_is_named_after_him(find):
    found = find("A report by the Harbour Commission blamed the owner. The report said the pier was rotten.")
    report = found["report by Harbour Commission"]
    assert report.kind == "other"
    assert [m.text for m in report.mentions] == ["report", "report"]


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("Divers found sodium permanganate (SP) in the hull.", "SP"),
        ("Ann Leary, the Reviewer of Harbour Law, resigned.", "Reviewer of Harbour Law"),
        ("Senator Ann Leary (R-TX) resigned.", "TX"),
        ("Pier Falls As Storm Hits\nIt rained.", "Falls"),
    ],
)
def test_what_looks_like_a_name_and_is_none(find, text, absent):
    assert absent not in find(text)


def test_an_empty_document_has_no_entities(find):
    assert find("it rained all day.") == {}


def test_ids_do_not_depend_on_the_run(find):
    text = "Margaret Dunmore met Paul Okafor at the Harbour Commission."
    assert {e.id for e in find(text).values()} == {e.id for e in find(text).values()}


def test_brothers_are_no_part_of_a_name(read_text):
    parse = read_text("Brothers Harvey and Jeremy Orne were charged over the fire at Quayside Apartments.")
    found = {e.name: e.kind for e in extract_entities(parse, Observations(document=parse.document.id))}
    assert "Brothers Harvey" not in found
    assert found["Quayside Apartments"] == "place"
