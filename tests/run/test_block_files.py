"""Blocks as rows and files: what comes back is what went in, and half a file is none."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from joindots.model import EngineError, MissingExtraError
from joindots.run.distributed.rows import Row, from_rows, to_rows


class Left(Struct, frozen=True):
    value: str


class Right(Struct, frozen=True):
    value: str | None


class Sheet(Struct, frozen=True):
    items: tuple[Left | Right, ...]
    parses: dict[bytes, bytes]
    number: int
    share: float = 0.5
    name: str | None = None


texts = st.text(st.characters(exclude_categories=["Cs"]))
items = st.lists(st.builds(Left, texts) | st.builds(Right, texts | st.none())).map(tuple)
sheets = st.builds(
    Sheet, items, st.dictionaries(st.binary(), st.binary()), st.integers(0, 2**60), name=st.none() | texts
)


@given(sheets)
def test_records_come_back_from_rows(sheet):
    assert from_rows(to_rows(sheet), Sheet) == sheet


def test_what_is_no_struct_is_one_row():
    assert from_rows(to_rows(7), int) == 7


def test_rows_of_something_else_are_refused():
    with pytest.raises(ValueError, match="field number"):
        from_rows([], Sheet)
    with pytest.raises(ValueError, match="str"):
        from_rows([Row("value", "int", b"", b"\x01")], Left)


@pytest.fixture
def folder(tmp_path):
    pytest.importorskip("pyarrow", reason="the extra `distributed` is not installed")
    files = pytest.importorskip("joindots.run.distributed.files")
    return files.BlockFolder(str(tmp_path / "blocks"))


def test_a_table_is_there_or_not(folder, tmp_path):
    rows = to_rows(Sheet((Left("a"), Right(None)), {b"k": b"v"}, 3))
    assert folder.list_names() == set()
    assert folder.read("one") is None
    folder.write("one", rows)
    folder.write("none", [])
    assert folder.read("one") == rows
    assert folder.read("none") == []
    assert folder.list_names() == {"one", "none"}
    folder.remove("one")
    folder.remove("one")
    assert [path.name for path in (tmp_path / "blocks").iterdir()] == ["none.parquet"]


def test_a_damaged_table_is_none(folder, tmp_path):
    folder.write("one", to_rows(Sheet((), {}, 3)))
    path = tmp_path / "blocks" / "one.parquet"
    whole = path.read_bytes()
    for data in (whole[:-9], whole[: len(whole) // 2], b"", b"PAR1"):
        path.write_bytes(data)
        assert folder.read("one") is None


def test_a_write_that_breaks_off_leaves_no_table(folder, tmp_path, monkeypatch):
    folder.write("one", to_rows(1))

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folder._files, "mv", fail)
    with pytest.raises(EngineError, match="No space left"):
        folder.write("two", to_rows(2))
    assert folder.list_names() == {"one"}
    assert [path.name for path in (tmp_path / "blocks").iterdir()] == ["one.parquet"]


def test_a_path_means_the_same_wherever_a_worker_was_started(folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert type(folder)("blocks").address == folder.address == str(tmp_path / "blocks")
    assert type(folder)("memory://blocks").address == "memory://blocks"


def test_addresses_that_cannot_be_used(folder):
    with pytest.raises(EngineError, match="nowhere"):
        type(folder)("nowhere://blocks")
    with pytest.raises(MissingExtraError, match="s3fs"):
        type(folder)("s3://bucket/blocks")


def test_without_the_extra(folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(MissingExtraError, match=r"joindots\[distributed\]"):
        type(folder)("blocks")
