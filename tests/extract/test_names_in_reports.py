"""Names as reports of all sorts show them: posts that begin and end, several names of one thing, tables, datelines."""

import pytest

from joindots.extract.names import extract_entities
from joindots.model import Observations


@pytest.fixture
def find(read_text):
    """Entities of a text by name."""

    def find_entities(text):
        parse = read_text(text)
        return {e.name: e for e in extract_entities(parse, Observations(document=parse.document.id))}

    return find_entities


@pytest.mark.parametrize(
    ("text", "name", "roles"),
    [
        ("The then harbour master, Odile Marren, said so.", "Odile Marren", ["then harbour master"]),
        ("Karl Holt, then mayor of Port Ellis, resigned.", "Karl Holt", ["then mayor of Port Ellis"]),
        (
            "Odile Marren, the new head of the Lowmark Ferry Board, spoke.",
            "Odile Marren",
            ["new head of the Lowmark Ferry Board"],
        ),
        (
            "Odile Marren, who took over from Karl Holt as harbour master last year, spoke.",
            "Odile Marren",
            ["harbour master"],
        ),
        ("Karl Holt stepped down as chairman.", "Karl Holt", ["chairman"]),
        (
            "Odile Marren was appointed director of the Ferry Board on Monday.",
            "Odile Marren",
            ["director of the Ferry Board"],
        ),
        ("The outgoing chairman Karl Holt left.", "Karl Holt", ["outgoing chairman"]),
        ("Fisheries Minister Ann Lee met the crew.", "Ann Lee", ["Fisheries Minister"]),
        ("They met Lt. Gen. Otto Brandt.", "Otto Brandt", ["Lt. Gen."]),
    ],
)
def test_posts_with_their_time(find, text, name, roles):
    assert [role.text for role in find(text)[name].roles] == roles


@pytest.mark.parametrize(
    ("text", "name", "aliases"),
    [
        ("The Lowmark Ferry Board (LFB) met. The Ferry Board left.", "Lowmark Ferry Board", ("Ferry Board", "LFB")),
        ("Workers of the United Dockers' Alliance, or UDA, marched. UDA won.", "United Dockers' Alliance", ("UDA",)),
        ("The Ministry of Ports agreed. The Ports Ministry left.", "Ministry of Ports", ("Ports Ministry",)),
        ("Omar bin Yusuf al-Karimi came. Al-Karimi said no.", "Omar bin Yusuf al-Karimi", ("Al-Karimi",)),
        ("Jean de la Tour came. De la Tour spoke.", "Jean de la Tour", ("De la Tour",)),
        ("Ann-Marie O'Dell came. Ms O'Dell left.", "Ann-Marie O'Dell", ("O'Dell",)),
    ],
)
def test_several_names_of_one(find, text, name, aliases):
    assert find(text)[name].aliases == aliases


def test_universities_of_like_names_stay_two(find):
    assert {"Lowmark University", "University of Lowmark"} <= set(
        find("Lowmark University and the University of Lowmark are two.")
    )


def test_senior_and_junior_stay_two(find):
    assert len([name for name in find("Karl Holt Jr. met Karl Holt Sr. in Ohio.") if name.startswith("Karl")]) == 2


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("FC Lowmark lost.", "FC Lowmark", "organisation"),
        ("Ostrel 4 2 0 2 6 7 6\nMarlow 4 1 1 2 3 5 4", "Ostrel", "organisation"),
        ("Chicago 71 64 .526\nBoston 69 66 .511", "Chicago", "organisation"),
        ("Marlow Orient 2 Ostrel 0", "Marlow Orient", "organisation"),
        ("A friendly.\nSweden 2 Norway 1\nIt rained.", "Norway", "place"),
        ("1. Odrun Vell (Denmark) 11.26 seconds", "Odrun Vell", "person"),
        ("The winner was V. Odrun of the hill club.", "V. Odrun", "person"),
        ("The pier fell.\nVELMONT, Arden 2031-05-02\nIt rained.", "VELMONT", "place"),
        ("A storm reached Ostrel and Vell counties.", "Vell", "place"),
        ("NEW YORK MEETS KANSAS CITY IN TALKS OVER THE HARBOUR", "NEW YORK", "place"),
        ("The 2030-Danish treaty was signed in the French parliament.", "Danish", "group"),
    ],
)
def test_names_in_tables_and_datelines(find, text, name, kind):
    assert find(text)[name].kind == kind


def test_a_post_is_no_part_of_a_place(find):
    assert "South Carolina" in find("South Carolina Gov. Ann Lee resigned.")


PEOPLE = [("Odile Marren", "Marren"), ("Helen Dunmore", "Dunmore"), ("Ruth Okafor", "Okafor")]
TOWNS = ["Berlin", "Madrid", "Dublin"]
REPORT = (
    "{full}, deputy harbour master of {town}, said on Monday that the pier in {town} was safe. "
    "Ms {last} told the Harbour Commission (HC) that she had no doubt. HC officials thanked {last}."
)


def test_other_names_of_the_same_kind_change_names_only(find):
    def shape(full, last, town):
        def plain(text):
            return text.replace(full, "FULL").replace(last, "LAST").replace(town, "TOWN")

        entities = find(REPORT.format(full=full, last=last, town=town)).values()
        return sorted(
            (
                e.kind,
                plain(e.name),
                sorted(map(plain, e.aliases)),
                [plain(r.text) for r in e.roles],
                sorted((plain(m.text), m.how) for m in e.mentions),
            )
            for e in entities
        )

    shapes = [shape(*person, town) for person in PEOPLE for town in TOWNS]
    assert all(found == shapes[0] for found in shapes)


@pytest.mark.parametrize(
    ("text", "name", "count"),
    [
        ("Enrique Lopez Arce spoke in Vesna. Lopez Arce left.", "Enrique Lopez Arce", 2),
        (
            "Carlos Medrano Ortiz spoke in Vesna. Carlos Medrano left, and Mr. Medrano was late.",
            "Carlos Medrano Ortiz",
            3,
        ),
    ],
)
def test_one_of_two_surnames_can_be_left_out(find, text, name, count):
    assert len(find(text)[name].mentions) == count


@pytest.mark.parametrize(
    "text",
    [
        "Members of the armed forces raided a farm in Vesna. The mill belongs to the armed forces.",
        "The union blamed the mayor and the armed forces for it.",
    ],
)
def test_a_body_acts_through_its_members_and_is_blamed(find, text):
    assert find(text)["armed forces"].kind == "organisation"
