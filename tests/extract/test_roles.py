import pytest

from joindots.extract.names import extract_entities
from joindots.model import Observations


@pytest.mark.parametrize(
    ("text", "name", "roles"),
    [
        (
            "Ann Leary, deputy harbour master of Port Ellis, said the pier was safe.",
            "Ann Leary",
            ["deputy harbour master of Port Ellis"],
        ),
        ("Deputy Chief Constable Ann Leary said the pier was safe.", "Ann Leary", ["Deputy Chief Constable"]),
        ("The pier was sold by retired window cleaner Paul Okafor.", "Paul Okafor", ["retired window cleaner"]),
        ("Paul Okafor, 52, a lawyer for the owners, left.", "Paul Okafor", ["lawyer for the owners"]),
        ("The home secretary, Paul Okafor, said he would resign.", "Paul Okafor", ["home secretary"]),
        ("Paul Okafor is a teacher from Arden.", "Paul Okafor", ["teacher from Arden"]),
        ("Paul Okafor is not a teacher.", "Paul Okafor", []),
        ("Mr Paul Okafor, 52, left.", "Paul Okafor", []),
    ],
)
def test_roles(read_text, text, name, roles):
    parse = read_text(text)
    found = {e.name: e for e in extract_entities(parse, Observations(document=parse.document.id))}
    assert [role.text for role in found[name].roles] == roles


def test_a_description_belongs_to_the_name_it_stands_before(read_text):
    parse = read_text("The dead are Paul Okafor, British architect Helen Marsh, pensioner Ann Leary and Ruth Kane.")
    found = {e.name: e for e in extract_entities(parse, Observations(document=parse.document.id))}
    assert found["Paul Okafor"].roles == ()
    assert [role.text for role in found["Helen Marsh"].roles] == ["British architect"]
    assert [role.text for role in found["Ann Leary"].roles] == ["pensioner"]
