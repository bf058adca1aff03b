"""The folder of an account: written as a whole or not at all."""

import errno
import hashlib
import os

import pytest

from joindots.model import InputError, StoreError
from joindots.store import FolderTree, Holding, Original, check_files, write_folder
from joindots.store.folders import STAGING


def silent(_stage, _done, _total) -> None:
    pass


def holding(data: bytes, source="a.txt", **fields) -> Holding:
    original = Original(source=source, sha256=hashlib.sha256(data).hexdigest(), size=len(data))
    return Holding(original=original, **(fields or {"data": data}))


def contents(folder) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "out"
    write_folder(folder, {"account.json": [b"one"], "account.html": [b"page"]}, [holding(b"old")], silent)
    return folder


def test_what_is_written_checks(out) -> None:
    checked = check_files(FolderTree(out), silent)
    assert (checked.failures, checked.notes, checked.files) == ((), (), 3)
    assert not (out / STAGING).exists()


def test_the_same_original_is_kept_once_and_not_written_again(tmp_path, out) -> None:
    (kept,) = (out / "originals").glob("*/*")
    before = kept.stat().st_mtime_ns, kept.stat().st_ino
    (tmp_path / "b.txt").write_bytes(b"old")
    again = [holding(b"old"), holding(b"old", "b.txt", path=str(tmp_path / "b.txt"))]
    write_folder(out, {"account.json": [b"two"]}, again, silent)
    assert (kept.stat().st_mtime_ns, kept.stat().st_ino) == before
    assert len([p for p in (out / "originals").rglob("*") if p.is_file()]) == 1


def test_a_damaged_original_is_written_anew(out) -> None:
    (kept,) = (out / "originals").glob("*/*")
    kept.write_bytes(b"odd")
    write_folder(out, {"account.json": [b"two"]}, [holding(b"old")], silent)
    assert kept.read_bytes() == b"old"


def test_faces_that_are_not_written_again_do_not_go_stale(out) -> None:
    (out / "mine.txt").write_text("the user's own")
    write_folder(out, {"account.json": [b"two"]}, [holding(b"new")], silent)
    assert "account.html" not in contents(out)
    assert "mine.txt" in contents(out)
    checked = check_files(FolderTree(out), silent)
    assert not checked.failures
    assert [note.name for note in checked.notes] == ["mine.txt", "originals"]


def test_originals_of_an_earlier_account_stay_and_are_checked(out) -> None:
    write_folder(out, {"account.json": [b"two"]}, [holding(b"new")], silent)
    (earlier,) = [p for p in (out / "originals").glob("*/*") if p.read_bytes() == b"old"]
    earlier.write_bytes(b"olD")
    (failure,) = check_files(FolderTree(out), silent).failures
    assert failure.name.endswith(earlier.name)


@pytest.mark.parametrize("change", [b"longer than it was", b"s", b"OLD", None])
def test_a_file_that_changed_since_it_was_read_is_told_and_nothing_is_written(tmp_path, out, change) -> None:
    before = contents(out)
    path = tmp_path / "a.txt"
    path.write_bytes(b"new")
    kept = holding(b"new", "sub/a.txt", path=str(path))
    path.unlink()
    if change is not None:
        path.write_bytes(change)
    with pytest.raises(InputError, match=r"sub/a\.txt"):
        write_folder(out, {"account.json": [b"two"]}, [holding(b"other"), kept], silent)
    assert contents(out) == before
    with pytest.raises(InputError):
        write_folder(tmp_path / "fresh", {"account.json": [b"two"]}, [kept], silent)
    assert not (tmp_path / "fresh").exists()


def test_a_file_that_cannot_be_read_again_is_told(tmp_path, monkeypatch) -> None:
    (tmp_path / "a.txt").write_bytes(b"new")

    def fail(_stream):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("joindots.store.folders.read_chunks", fail)
    with pytest.raises(InputError, match=r"a\.txt: it cannot be read again .* Input/output error"):
        write_folder(tmp_path / "out", {}, [holding(b"new", path=str(tmp_path / "a.txt"))], silent)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("number", range(4))
def test_a_full_disk_leaves_the_old_account(monkeypatch, out, number) -> None:
    before = contents(out)
    sound, calls = os.fsync, []

    def full(handle):
        calls.append(handle)
        if len(calls) > number:
            raise OSError(errno.ENOSPC, "No space left on device")
        return sound(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match="No space left"):
        write_folder(out, {"account.json": [b"two"], "account.html": [b"2"]}, [holding(b"new")], silent)
    assert contents(out) == before


@pytest.mark.parametrize("stage", ["first", "second"])
def test_an_interrupted_run_leaves_the_old_account(out, stage) -> None:
    before = contents(out)

    def interrupt(_stage, done, _total) -> None:
        if done == ("first", "second").index(stage):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_folder(out, {"account.json": [b"two"]}, [holding(b"1"), holding(b"2")], interrupt)
    assert contents(out) == before


def test_what_a_power_cut_left_is_told_and_removed_by_the_next_run(out) -> None:
    (out / STAGING).mkdir()
    (out / STAGING / "account.json").write_bytes(b"hal")
    checked = check_files(FolderTree(out), silent)
    assert not checked.failures
    assert [note.name for note in checked.notes] == [f"{STAGING}/account.json"]
    write_folder(out, {"account.json": [b"two"]}, [], silent)
    assert not (out / STAGING).exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be written"):
        write_folder(tmp_path / "file/below", {"account.json": [b"1"]}, [], silent)


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_closed_to_us_is_told(tmp_path) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)
    with pytest.raises(StoreError, match="cannot be written"):
        write_folder(tmp_path / "closed", {"account.json": [b"1"]}, [], silent)


def test_a_foreign_manifest_removes_nothing(out) -> None:
    (out / "manifest-sha256.txt").write_text(f"{'a' * 64}  mine.txt\n{'a' * 64}  originals/aa/x\n")
    (out / "mine.txt").write_text("the user's own")
    write_folder(out, {"account.json": [b"two"]}, [], silent)
    assert "mine.txt" in contents(out)
