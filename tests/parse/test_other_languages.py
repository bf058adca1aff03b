"""The parse protocol with a pipeline of another language."""

import pytest
from msgspec.structs import replace

from joindots.parse import SpacyEngine, parse_documents
from joindots.parse.name_labels import read_label
from joindots.parse.readers import parsed_blocks

TEXT = "Ilse Varga a parlé mardi à Lowmark. Quatre marins sont rentrés.\nThe ferry left Lowmark on Tuesday.\n"


@pytest.fixture(scope="module")
def french() -> SpacyEngine:
    return SpacyEngine("fr_core_news_sm")


@pytest.fixture
def bilingual(document):
    report = document(TEXT)
    first, second = report.blocks
    return replace(report, language="fr", blocks=(first, replace(second, language="en")))


def test_each_engine_parses_the_blocks_of_its_language(bilingual, engine, french) -> None:
    assert (engine.language, french.language) == ("en", "fr")
    assert (parsed_blocks(bilingual, engine), parsed_blocks(bilingual, french)) == ([1], [0])


def test_a_french_parse_has_sentences_tokens_and_names_at_their_places(bilingual, french) -> None:
    (parse,) = parse_documents([bilingual], french)
    assert parse.language == "fr"
    assert [bilingual.text[s.start : s.end] for s in parse.sentences] == [
        "Ilse Varga a parlé mardi à Lowmark.",
        "Quatre marins sont rentrés.",
    ]
    assert all(bilingual.text[t.start : t.end] == t.text for t in parse.tokens)
    assert [(bilingual.text[n.start : n.end], n.label) for n in parse.names] == [
        ("Ilse Varga", "PERSON"),
        ("Lowmark", "LOC"),
    ]


def test_a_report_too_short_to_tell_is_read_as_english(document, engine, french) -> None:
    short = replace(document("Four sailors.\n"), language=None)
    assert (parsed_blocks(short, engine), parsed_blocks(short, french)) == ([0], [])


def test_a_pipeline_that_nothing_needs_is_not_loaded(document) -> None:
    unused = SpacyEngine("fr_core_news_sm")
    (parse,) = parse_documents([document("The ferry left Lowmark on Tuesday.\n")], unused)
    assert parse.tokens == ()
    assert "_pipeline" not in vars(unused)


def test_the_model_names_its_language(french) -> None:
    model = french.model
    assert (model.name, model.version, model.language) == ("fr_core_news_sm", "3.8.0", "fr")
    assert len(model.sha256) == 64


def test_labels_of_other_corpora_are_ours() -> None:
    assert [read_label(label) for label in ("PER", "persName", "ORG", "MISC")] == ["PERSON", "PERSON", "ORG", "MISC"]
