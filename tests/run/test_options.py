import pytest

from joindots.model import OptionsError
from joindots.run import Options, load_options


def test_defaults_without_a_file(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_options() == Options()


def test_a_file_is_read(tmp_path) -> None:
    (tmp_path / "o.toml").write_text('[read]\nworkers = 2\nformats = ["json"]\n')
    assert load_options(tmp_path / "o.toml") == Options(workers=2, formats=("json",))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("[read]\ncolour = 1\n", "colour"),
        ("[write]\n", "write"),
        ("[read\n", "o.toml"),
        ("[read]\nworkers = -1\n", "workers"),
        ('[read]\nformats = ["docx"]\n', "docx"),
        ("[read]\nformats = []\n", "formats"),
        ('[read]\nworkers = "two"\n', "workers"),
        ('[read]\nengine = "ray"\n', "dask://HOST:PORT"),
        ('[read]\nengine = "dask://somewhere"\n', "dask://HOST:PORT"),
    ],
)
def test_what_makes_no_sense_is_named(tmp_path, text, word) -> None:
    (tmp_path / "o.toml").write_text(text)
    with pytest.raises(OptionsError, match=word):
        load_options(tmp_path / "o.toml")


def test_a_missing_or_binary_file_is_told(tmp_path) -> None:
    with pytest.raises(OptionsError, match="cannot be read"):
        load_options(tmp_path / "none.toml")
    (tmp_path / "o.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(OptionsError, match="cannot be read"):
        load_options(tmp_path / "o.toml")


def test_only_what_decides_the_content_is_recorded() -> None:
    assert Options(workers=3).deciding() == {}
    assert Options(models=("b_sm", "a_sm")).deciding() == {"models": "a_sm, b_sm"}


def test_a_single_model_may_be_named_as_before(tmp_path) -> None:
    (tmp_path / "o.toml").write_text('[read]\nmodel = "a_sm"\n')
    assert load_options(tmp_path / "o.toml") == Options(models=("a_sm",))


def test_where_the_work_is_done_decides_nothing() -> None:
    assert not Options(engine="dask://[::1]:8786", blocks="s3://bucket/blocks", workers=3).deciding()
