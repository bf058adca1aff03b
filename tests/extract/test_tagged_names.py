"""Names in reports in another language than English."""

import pytest
from msgspec.structs import replace

from joindots.extract import observe
from joindots.parse import SpacyEngine, parse_documents


@pytest.fixture(scope="module")
def read_french(document):
    engine = SpacyEngine("fr_core_news_sm")

    def read(text):
        return observe(next(parse_documents([replace(document(text), language="fr")], engine)))

    return read


REPORT = (
    "Trois personnes ont été tuées mardi lorsque le bac a heurté la jetée de Lowmark, a annoncé la police.\n"
    "« La lampe ne marchait pas », a déclaré Ilse Varga, capitaine adjointe du port. Mme Varga a ajouté que le maire, "
    "Odo Brandt, avait été prévenu. Vendredi, on pourra entendre quatre témoins pour la première fois.\n"
    "L'Office des ports d'Arden, dirigé par M. Jean Delorme, a ouvert une enquête. Selon Delorme, 40 passagers étaient "
    "à bord.\n"
)


def test_names_are_read_with_their_places(read_french) -> None:
    found = read_french(REPORT)
    names = {entity.name: (entity.kind, entity.aliases, len(entity.mentions)) for entity in found.entities}
    assert names["Ilse Varga"] == ("person", ("Varga",), 2)
    assert names["Odo Brandt"] == ("person", (), 1)
    assert names["Jean Delorme"] == ("person", ("Delorme",), 2)
    assert names["Lowmark"][0] == "place"
    assert names["Office des ports d'Arden"][0] == "organisation"
    assert "Vendredi" not in names
    assert all(REPORT[m.start : m.end] == m.text for entity in found.entities for m in entity.mentions)


def test_nothing_but_names_is_read(read_french) -> None:
    found = read_french(REPORT)
    assert not found.times + found.quantities + found.attributions + found.events + found.incidents
    assert all(not entity.roles for entity in found.entities)
    assert {mention.how for entity in found.entities for mention in entity.mentions} == {"name"}


def test_lines_in_capitals_and_bare_forms_of_address_give_no_names(read_french) -> None:
    assert read_french("LE MAIRE DE LOWMARK PROMET UNE GRANDE ENQUÊTE APRÈS LE NAUFRAGE\n").entities == ()
    assert "M." not in {entity.name for entity in read_french("M. Delorme a parlé à M. Brandt.\n").entities}
