"""Accounts are kept with what they were made from, and whatever changes is seen."""

import hashlib
import io
import shutil
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from joindots.model import InputError, StoreError
from joindots.run import Options, Verification, pack, read_pile, rereading, verify, write_reading
from joindots.store.manifests import decode_manifest, encode_manifest

FERRY = "A ferry struck the pier at Lowmark on Tuesday. Two people were killed, police said.\n"
PAGE = "<html><head><title>Lamp</title></head><body><p>{}</p><p>{}</p></body></html>"
LINE = '{"id": "7", "text": "The harbour was closed for two days, the mayor said."}\n'


@pytest.fixture(scope="module")
def plain(tmp_path_factory) -> Path:
    """The folder of an account of plain text, which needs no child process to be read again."""
    folder = tmp_path_factory.mktemp("plain")
    (folder / "pile").mkdir()
    (folder / "pile/a.txt").write_text(FERRY)
    (folder / "pile/b.jsonl").write_text(LINE)
    (folder / "pile/empty.txt").write_text("")
    write_reading(read_pile([folder / "pile"]), folder / "out")
    return folder / "out"


@pytest.fixture(scope="module")
def bundle(plain) -> Path:
    pack(plain, plain.parent / "bundle.zip")
    return plain.parent / "bundle.zip"


@pytest.fixture(scope="module")
def mixed(tmp_path_factory) -> Path:
    """The folder of an account of many formats and odd names."""
    pile = tmp_path_factory.mktemp("mixed") / "pile"
    (pile / "süd — 東").mkdir(parents=True)
    (pile / "süd — 東/bericht #1.txt").write_text(FERRY)
    (pile / "copy.txt").write_text(FERRY)
    (pile / "page.html").write_text(PAGE.format(FERRY, "The lamp on the pier had been out for a week, a pilot said."))
    (pile / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    (pile / "broken.txt").write_bytes(bytes(range(32)) * 40)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("in/x.txt", "Three boats were lost in the storm off Corvo, the coast guard said.")
        archive.writestr("in/y.jsonl", LINE)
    (pile / "news.zip").write_bytes(packed.getvalue())
    write_reading(read_pile([pile]), pile.parent / "out")
    return pile.parent / "out"


def reasons(verification: Verification) -> dict[str, str]:
    return {
        f.name: " ".join(g.reason for g in verification.failures if g.name == f.name) for f in verification.failures
    }


def copy(folder: Path, to: Path) -> Path:
    shutil.copytree(folder, to, dirs_exist_ok=True)
    return to


def rewrite(folder: Path, name: str, old: bytes, new: bytes) -> None:
    """Change a file and make the manifest agree, as somebody would who wants it not to be seen."""
    data = (folder / name).read_bytes()
    assert old in data
    (folder / name).write_bytes(data.replace(old, new))
    hashes = decode_manifest((folder / "manifest-sha256.txt").read_bytes())
    hashes[name] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    (folder / "manifest-sha256.txt").write_bytes(encode_manifest(hashes))


def test_all_that_was_read_is_kept(mixed) -> None:
    index = msgspec.json.decode((mixed / "originals.json").read_bytes())
    sources = [original["source"] for original in index["originals"]]
    assert sources == sorted(["broken.txt", "copy.txt", "news.zip", "page.html", "süd — 東/bericht #1.txt"])
    for original in index["originals"]:
        data = (mixed.parent / "pile" / original["source"]).read_bytes()
        kept = mixed / "originals" / original["sha256"][:2] / original["sha256"]
        assert kept.read_bytes() == data
        assert original["size"] == len(data)
    assert len([path for path in (mixed / "originals").rglob("*") if path.is_file()]) == len(sources) - 1


def test_an_account_verifies_here_and_elsewhere(mixed, tmp_path) -> None:
    here = verify(mixed)
    assert not here.failures
    assert not here.notes
    assert here.reread == here.documents >= 5
    assert here.spans > 10
    sha256 = pack(mixed, tmp_path / "bundle.zip")
    assert hashlib.sha256((tmp_path / "bundle.zip").read_bytes()).hexdigest() == sha256
    shutil.rmtree(mixed.parent / "pile")
    packed = verify(tmp_path / "bundle.zip")
    assert (packed.failures, packed.reread, packed.spans) == ((), here.reread, here.spans)
    with zipfile.ZipFile(tmp_path / "bundle.zip") as file:
        file.extractall(tmp_path / "there")
    (bag,) = (tmp_path / "there").iterdir()
    assert verify(bag) == packed


def test_a_bundle_tells_nothing_of_this_machine(mixed, tmp_path) -> None:
    pack(mixed, tmp_path / "bundle.zip")
    data = (tmp_path / "bundle.zip").read_bytes()
    assert str(mixed.parent).encode() not in data
    assert str(Path.home()).encode() + b"/" not in data
    assert str(Path(sys.prefix)).encode() not in data


def test_packing_again_gives_the_same_bytes(mixed, plain, tmp_path) -> None:
    (copy(plain, tmp_path / "copy") / "mine.txt").write_text("not part of the account")
    assert pack(plain, tmp_path / "1.zip") == pack(tmp_path / "copy", tmp_path / "2.zip")
    assert pack(plain, tmp_path / "1.zip") != pack(mixed, tmp_path / "3.zip")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_flipped_bit_in_any_file_of_a_folder_is_seen(plain, tmp_path, data) -> None:
    folder = copy(plain, tmp_path / "out")
    names = sorted(p.relative_to(plain) for p in plain.rglob("*") if p.is_file() and p.stat().st_size)
    path = folder / data.draw(st.sampled_from(names))
    flip(path, data)
    assert verify(folder).failures, path


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_flipped_bit_anywhere_in_a_bundle_is_seen(bundle, tmp_path, data) -> None:
    path = tmp_path / "bundle.zip"
    shutil.copy(bundle, path)
    flip(path, data)
    with suppress(StoreError):  # not even a ZIP file any more
        assert verify(path).failures


def flip(path: Path, data) -> None:
    flipped = bytearray(path.read_bytes())
    flipped[data.draw(st.integers(0, len(flipped) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(flipped)


def test_an_edited_account_is_seen_although_the_hashes_agree(plain, tmp_path) -> None:
    one = copy(plain, tmp_path / "1")
    for name in ("account.json", "account.html", "account.md"):
        rewrite(one, name, b"Two people", b"Ten people")
    assert "another text from character 48 on" in reasons(verify(one))["a.txt"]
    two = copy(plain, tmp_path / "2")
    rewrite(two, "account.json", b'"source":"a.txt"', b'"source":"z.txt"')
    assert "does not follow" in reasons(verify(two))["z.txt"]
    three = copy(plain, tmp_path / "3")
    rewrite(three, "account.json", b'"start":0', b'"start":1')
    assert reasons(verify(three))["account.json"]


def test_a_page_that_tells_something_else_than_the_account_is_seen(plain, tmp_path, monkeypatch) -> None:
    folder = copy(plain, tmp_path / "out")
    rewrite(folder, "account.html", b"Two people", b"Ten people")
    assert set(reasons(verify(folder))) == {"account.html"}
    monkeypatch.setattr("joindots.__version__", "9.9")
    verification = verify(folder)
    assert not verification.failures
    assert [note.name for note in verification.notes] == ["pages"]


def test_an_account_that_breaks_the_pages_is_a_failure_not_a_crash(plain, tmp_path) -> None:
    folder = copy(plain, tmp_path / "out")
    rewrite(folder, "account.json", b'"documents":[', b'"documents":[],"others":[')
    assert {"account.html", "account.json", "account.md"} <= set(reasons(verify(folder)))
    broken = copy(plain, tmp_path / "broken")
    rewrite(broken, "account.json", b'"schema"', b'"scheme"')
    assert "not an account" in reasons(verify(broken))["account.json"]


def test_an_original_exchanged_with_all_hashes_is_seen(plain, tmp_path) -> None:
    folder = copy(plain, tmp_path / "out")
    other = FERRY.replace("Two", "Ten").encode()
    old, new = (hashlib.sha256(data).hexdigest() for data in (FERRY.encode(), other))
    (folder / "originals" / old[:2] / old).unlink()
    (folder / "originals" / new[:2]).mkdir(exist_ok=True)
    (folder / "originals" / new[:2] / new).write_bytes(other)
    rewrite(folder, "originals.json", old.encode(), new.encode())
    manifest = folder / "manifest-sha256.txt"
    hashes = decode_manifest(manifest.read_bytes())
    hashes = {name: sha256 for name, sha256 in hashes.items() if old not in name}
    manifest.write_bytes(encode_manifest({**hashes, f"originals/{new[:2]}/{new}": new}))
    assert set(reasons(verify(folder))) == {"a.txt"}


def test_an_original_that_is_missing_or_unnamed_is_seen(plain, tmp_path) -> None:
    folder = copy(plain, tmp_path / "out")
    index = msgspec.json.decode((folder / "originals.json").read_bytes())
    (first, *_) = index["originals"]
    kept = f"originals/{first['sha256'][:2]}/{first['sha256']}"
    (folder / kept).unlink()
    wrong = reasons(verify(folder))
    assert set(wrong) == {kept, "a.txt"}
    assert wrong[kept] == "It is missing."
    assert kept in wrong["a.txt"]
    again = copy(plain, tmp_path / "again")
    rewrite(again, "originals.json", msgspec.json.encode(first) + b",\n", b"")
    assert "does not name it" in reasons(verify(again))[kept]
    assert "No original" in reasons(verify(again))["a.txt"]


def test_other_versions_of_libraries_are_named_where_the_text_differs(plain, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(rereading, "reading_versions", lambda: {"lxml": "0.1"})
    assert not verify(plain).failures
    folder = copy(plain, tmp_path / "out")
    rewrite(folder, "account.json", b"Two people", b"Ten people")
    assert "(here 0.1)" in reasons(verify(folder))["a.txt"]


def test_originals_are_read_in_batches(plain, monkeypatch) -> None:
    monkeypatch.setattr(rereading, "BATCH_BYTES", 1)
    assert verify(plain).reread == 2


def test_without_originals_it_says_what_it_did_not_check(tmp_path) -> None:
    (tmp_path / "a.txt").write_text(FERRY)
    options = Options(originals=False)
    write_reading(read_pile([tmp_path / "a.txt"], options=options), tmp_path / "out", options=options)
    assert not (tmp_path / "out/originals").exists()
    verification = verify(tmp_path / "out")
    assert (verification.failures, verification.reread) == ((), 0)
    assert [note.name for note in verification.notes] == ["originals.json"]
    pack(tmp_path / "out", tmp_path / "bundle.zip")
    assert not verify(tmp_path / "bundle.zip").failures


def test_a_folder_without_account_json_is_only_hashed(tmp_path) -> None:
    (tmp_path / "a.txt").write_text(FERRY)
    write_reading(read_pile([tmp_path / "a.txt"]), tmp_path / "out", options=Options(formats=("md",)))
    verification = verify(tmp_path / "out")
    assert not verification.failures
    assert [note.name for note in verification.notes] == ["account.json"]
    with pytest.raises(StoreError, match="no account to pack"):
        pack(tmp_path / "out", tmp_path / "bundle.zip")


def test_a_file_that_changes_during_the_run_is_told(tmp_path) -> None:
    (tmp_path / "a.txt").write_text(FERRY)
    reading = read_pile([tmp_path / "a.txt"])
    (tmp_path / "a.txt").write_text(FERRY.upper())
    with pytest.raises(InputError, match=r"a\.txt: it has changed"):
        write_reading(reading, tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["nowhere", "empty", "text.zip"])
def test_what_is_no_account_is_told(tmp_path, name) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "text.zip").write_text("not a ZIP file")
    with pytest.raises(StoreError, match=name):
        verify(tmp_path / name)
