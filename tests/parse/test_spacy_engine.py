import pytest

from joindots.model import EngineError
from joindots.parse import SpacyEngine
from joindots.parse.spacy_engine import hash_folder


def test_a_missing_model_is_told_by_name() -> None:
    with pytest.raises(EngineError, match="en_nowhere_sm"):
        SpacyEngine("en_nowhere_sm")


def test_results_do_not_depend_on_company(engine) -> None:
    alone = engine.parse(["The ferry sank off Lowmark."])[0]
    together = engine.parse(
        ["A.", "The ferry sank off Lowmark.", "It was a long, long night for the whole of the town."]
    )
    assert together[1] == alone


def test_the_model_is_known_by_its_files(engine, tmp_path) -> None:
    assert engine.model.version == "3.8.0"
    assert len(engine.model.sha256) == 64
    (tmp_path / "weights").write_bytes(b"1")
    first = hash_folder(tmp_path)
    (tmp_path / "meta.json").write_text("{}")
    assert hash_folder(tmp_path) == first
    (tmp_path / "weights").write_bytes(b"2")
    assert hash_folder(tmp_path) != first
