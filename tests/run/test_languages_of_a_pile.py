"""Piles in several languages: what is read, what is kept, and that no English rule speaks of French text."""

import pytest

from joindots.account import encode_account
from joindots.model import EngineError
from joindots.run import Options, read

ENGLISH = (
    "Three people were killed on Tuesday when a ferry struck the pier at Lowmark, police said.\n\n"
    "“The lamp on the pier did not work,” said Ilse Varga, the deputy harbour master. The mayor, Odo Brandt, said on "
    "Monday that he had been told of it.\n"
)
FRENCH = (
    "Un bac heurte la jetée de Lowmark\n\n"
    "Trois personnes ont été tuées mardi lorsque le bac a heurté la jetée de Lowmark. Pour la police, on ne peut pas "
    "exclure un sabotage : quatre marins sont portés disparus et 12 passagers sont blessés.\n\n"
    "« La lampe de la jetée ne marchait pas », a déclaré Ilse Varga, capitaine adjointe du port. Le maire, Odo Brandt, "
    "avait été prévenu dès lundi.\n"
)
FAIR = (
    "La foire aux fromages ouvre ses portes\n\n"
    "La grande foire aux fromages a ouvert ses portes mercredi à Port-Ellis, où plus de 200 producteurs ont installé "
    "leurs étals. Pour la première fois, le prix a été remis par la chanteuse Anna Dietz.\n\n"
    "« On a goûté quatre heures durant », a dit le président du jury, Karl Vogel, devant une foule de curieux.\n"
)
SPANISH = (
    "El alcalde no dimite por el accidente\n\n"
    "El alcalde no dimite por el accidente del transbordador, según dijo el martes en una rueda de prensa en la que no "
    "quiso contestar a ninguna pregunta de los periodistas sobre el faro.\n"
)
BOTH = Options(models=("fr_core_news_sm",))


@pytest.fixture
def pile(tmp_path):
    for name, text in (("en", ENGLISH), ("fr", FRENCH), ("fair", FAIR), ("es", SPANISH)):
        (tmp_path / f"{name}.txt").write_text(text)
    return tmp_path


def ids(account):
    return {document.source: document.id for document in account.documents}


def records(account):
    """Everything but entities, documents, stories and copies."""
    spans = [time.span for time in account.times] + [quantity.span for quantity in account.quantities]
    spans += [span for attribution in account.attributions for span in attribution.content]
    spans += [span for event in account.events for span in event.mentions]
    return {span.document for span in spans}


@pytest.mark.parametrize("options", [Options(), BOTH])
def test_other_languages_are_kept_and_no_english_rule_reads_them(pile, options) -> None:
    account = read(pile, options=options)
    languages = {document.source: document.language for document in account.documents}
    assert languages == {"en.txt": "en", "es.txt": "es", "fair.txt": "fr", "fr.txt": "fr"}
    english = ids(account)["en.txt"]
    assert records(account) == {english}
    told = {
        document for finding in account.findings for position in finding.positions for document in position.documents
    }
    assert told <= {english}


def test_french_reports_alone_give_names_and_nothing_else(pile) -> None:
    account = read([pile / "fr.txt", pile / "fair.txt"], options=BOTH)
    assert {"Ilse Varga", "Odo Brandt", "Lowmark", "Karl Vogel"} <= {entity.name for entity in account.entities}
    assert not account.findings
    assert not records(account)
    assert sorted(len(story.documents) for story in account.stories) == [1, 1]


def test_names_join_across_languages(pile) -> None:
    account = read(pile, options=BOTH)
    by_id = {identity: source for source, identity in ids(account).items()}
    for name in ("Ilse Varga", "Odo Brandt", "Lowmark"):
        (entity,) = [entity for entity in account.entities if entity.name == name]
        assert {by_id[mention.document] for mention in entity.mentions} == {"en.txt", "fr.txt"}


def test_reports_are_not_one_story_for_their_function_words(pile) -> None:
    account = read(pile)
    by_id = {identity: source for source, identity in ids(account).items()}
    apart = [story for story in account.stories if "fair.txt" in {by_id[document] for document in story.documents}]
    assert [len(story.documents) for story in apart] == [1]


def test_a_paragraph_in_another_language_is_not_read_as_english(tmp_path) -> None:
    quoted = FRENCH.split("\n\n")[1]
    (tmp_path / "a.txt").write_text(f"{ENGLISH}\n{quoted}\n\n{ENGLISH.replace('Tuesday', 'Friday')}")
    account = read(tmp_path)
    (document,) = account.documents
    (own,) = [block for block in document.blocks if block.language]
    assert (own.language, document.text[own.start : own.end].strip()) == ("fr", quoted)
    assert not [q for q in account.quantities if own.start <= q.span.start < own.end]
    both = read(tmp_path, options=BOTH)
    assert [q.id for q in both.quantities] == [q.id for q in account.quantities]


def test_the_models_are_named_and_their_order_changes_no_byte(pile) -> None:
    from joindots.parse.pipelines import find_english

    english = find_english().package
    account = read(pile, options=Options(models=("fr_core_news_sm", english)))
    assert [(model.name, model.language) for model in account.generator.models] == [
        (english, "en"),
        ("fr_core_news_sm", "fr"),
    ]
    assert encode_account(read(pile, options=Options(models=(english, "fr_core_news_sm")))) == encode_account(account)


def test_a_model_that_is_not_there_is_told_before_anything_is_read(tmp_path) -> None:
    with pytest.raises(EngineError, match="fr_nowhere_sm"):
        read(tmp_path / "missing", options=Options(models=("fr_nowhere_sm",)))
