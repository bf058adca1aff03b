import pytest

from joindots.model import EngineError
from joindots.parse import SpacyEngine, choose_pipelines, list_pipelines
from joindots.parse.pipelines import find_english, find_pipeline


@pytest.mark.parametrize("name", ["fr_nowhere_sm", "../fr", "a b", "", "numpy.linalg", "__main__"])
def test_a_model_that_is_not_there_is_named(name) -> None:
    with pytest.raises(EngineError) as caught:
        find_pipeline(name)
    assert name in str(caught.value)


def test_a_package_that_is_no_model_is_named() -> None:
    with pytest.raises(EngineError, match="msgspec is no spaCy pipeline"):
        SpacyEngine("msgspec")


def test_english_is_always_there_and_first() -> None:
    english = find_english()
    assert choose_pipelines(()) == (english,)
    assert choose_pipelines((english.package,)) == (english,)
    both = choose_pipelines(("fr_core_news_sm",))
    assert [pipeline.language for pipeline in both] == ["en", "fr"]
    assert choose_pipelines(("fr_core_news_sm", english.package, "fr_core_news_sm")) == both


def test_two_models_of_one_language_are_one_too_many(tmp_path, monkeypatch) -> None:
    package = tmp_path / "fr_other_sm"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "meta.json").write_text('{"lang": "fr", "version": "1.0"}')
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(EngineError, match="fr_core_news_sm and fr_other_sm"):
        choose_pipelines(("fr_core_news_sm", "fr_other_sm"))


def test_installed_pipelines_are_listed_by_language() -> None:
    listed = list_pipelines()
    assert {"en", "fr"} <= {pipeline.language for pipeline in listed}
    assert listed == sorted(listed, key=lambda pipeline: (pipeline.language, pipeline.package))
