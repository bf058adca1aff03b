"""Bundles: the same bytes for the same account, and no bit of them without meaning."""

import hashlib
import zipfile

import pytest

from joindots.model import StoreError
from joindots.store import FolderTree, ZipTree, check_files, is_as_packed, write_bag
from joindots.store.bags import TAG_MANIFEST
from joindots.store.trees import MOST_DIRECTORY_BYTES

FILES = {"account.json": b"{}\n", "originals/ab/x": b"\x00\xff" * 50}
HASHES = {name: hashlib.sha256(data).hexdigest() for name, data in FILES.items()}
INFO = [("Bag-Software-Agent", "joindots 0.0"), ("External-Description", "two\nlines: é")]


def silent(_stage, _done, _total) -> None:
    pass


@pytest.fixture
def folder(tmp_path):
    for name, data in FILES.items():
        (tmp_path / "out" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "out" / name).write_bytes(data)
    return tmp_path / "out"


@pytest.fixture
def bag(tmp_path, folder):
    write_bag(FolderTree(folder), HASHES, INFO, tmp_path / "bag.zip")
    return tmp_path / "bag.zip"


def is_sound(path) -> bool:
    try:
        with ZipTree(path) as tree:
            return is_as_packed(tree) and not check_files(tree, silent).failures
    except StoreError:
        return False


def test_a_bag_is_sound_and_hashed(tmp_path, folder, bag) -> None:
    assert is_sound(bag)
    sha256 = write_bag(FolderTree(folder), HASHES, INFO, tmp_path / "again.zip")
    assert sha256 == hashlib.sha256(bag.read_bytes()).hexdigest()
    assert (tmp_path / "again.zip").read_bytes() == bag.read_bytes()


def test_its_form_is_fixed(bag) -> None:
    """A change here makes bundles that were handed out before fail: think twice."""
    assert hashlib.sha256(bag.read_bytes()).hexdigest()[:16] == "19b15989f9c8427a"


def test_it_unpacks_to_a_bag(tmp_path, bag) -> None:
    with zipfile.ZipFile(bag) as file:
        file.extractall(tmp_path / "there")
    (base,) = (tmp_path / "there").iterdir()
    assert (base / "bagit.txt").read_text() == "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    assert "External-Description: two lines: é\n" in (base / "bag-info.txt").read_text(encoding="utf-8")
    assert "Payload-Oxum: 103.2\n" in (base / "bag-info.txt").read_text(encoding="utf-8")
    checked = check_files(FolderTree(base), silent)
    assert (checked.failures, checked.notes, checked.hashes) == ((), (), HASHES)


def test_a_flipped_bit_anywhere_is_seen(bag) -> None:
    """Every third byte; all bits of all bytes, a minute of them, were tried once."""
    whole = bag.read_bytes()
    for place in range(0, len(whole), 3):
        flipped = bytearray(whole)
        flipped[place] ^= 1 << place % 8
        bag.write_bytes(flipped)
        assert not is_sound(bag), place


@pytest.mark.parametrize("cut", [0, 1, 30, 500, -1])
def test_a_cut_or_longer_file_is_seen(bag, cut) -> None:
    whole = bag.read_bytes()
    for data in (whole[:cut], whole + b"x", b"x" + whole, b""):
        bag.write_bytes(data)
        assert not is_sound(bag)


def test_a_file_that_changed_is_not_packed(tmp_path, folder) -> None:
    (folder / "account.json").write_bytes(b"[]\n")
    (tmp_path / "bag.zip").write_bytes(b"the one before")
    with pytest.raises(StoreError, match=r"account\.json"):
        write_bag(FolderTree(folder), HASHES, INFO, tmp_path / "bag.zip")
    assert (tmp_path / "bag.zip").read_bytes() == b"the one before"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_target_that_cannot_be_written_is_told(tmp_path, folder) -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        write_bag(FolderTree(folder), HASHES, INFO, tmp_path / "nowhere/bag.zip")


def rezip(path, entries, **options) -> None:
    with zipfile.ZipFile(path, "w", **options) as file:
        for name, data in entries:
            file.writestr(name, data)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_what_joindots_did_not_pack_is_refused(tmp_path) -> None:
    path = tmp_path / "other.zip"
    for entries, options in [
        ([("b/a", b"x" * 10_000)], {"compression": zipfile.ZIP_DEFLATED}),
        ([("b/a", b"1"), ("c/a", b"1")], {}),
        ([("b/a", b"1"), ("b/a", b"1")], {}),
        ([("b/", b"")], {}),
        ([("a", b"1")], {}),
        ([("../a", b"1")], {}),
        ([], {}),
    ]:
        rezip(path, entries, **options)
        assert not is_sound(path), entries


def test_entries_that_share_their_bytes_are_refused(tmp_path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("b/a", b"x" * 100_000)
        (first,) = file.filelist
        for number in range(50):
            twin = zipfile.ZipInfo(f"b/{number}")
            for field in ("CRC", "file_size", "compress_size", "header_offset", "external_attr"):
                setattr(twin, field, getattr(first, field))
            file.filelist.append(twin)
    with pytest.raises(StoreError, match="not as joindots packed it"):
        ZipTree(path)


def test_a_list_that_is_too_long_is_refused_unread(tmp_path) -> None:
    path = tmp_path / "long.zip"
    rezip(path, [("b/a", b"1")])
    data = bytearray(path.read_bytes())
    data[-10:-6] = (MOST_DIRECTORY_BYTES + 1).to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(StoreError, match="more files"):
        ZipTree(path)


@pytest.fixture
def unpacked(tmp_path, bag):
    with zipfile.ZipFile(bag) as file:
        file.extractall(tmp_path / "there")
    (base,) = (tmp_path / "there").iterdir()
    return base


def test_more_payload_than_named_is_a_failure_other_files_a_note(unpacked) -> None:
    (unpacked / "data/more").write_text("")
    (unpacked / "more").write_text("")
    checked = check_files(FolderTree(unpacked), silent)
    assert [f.name for f in checked.failures] == ["data/more"]
    assert [n.name for n in checked.notes] == ["more"]


@pytest.mark.parametrize(
    "name", ["bagit.txt", "bag-info.txt", "manifest-sha256.txt", TAG_MANIFEST, "data/account.json"]
)
def test_a_missing_file_is_a_failure(unpacked, name) -> None:
    (unpacked / name).unlink()
    assert name in {failure.name for failure in check_files(FolderTree(unpacked), silent).failures}


def test_links_are_not_followed(tmp_path, unpacked) -> None:
    (unpacked / "data/account.json").unlink()
    (unpacked / "data/account.json").symlink_to(tmp_path / "out/account.json")
    (unpacked / "data/originals").rename(tmp_path / "elsewhere")
    (unpacked / "data/originals").symlink_to(tmp_path / "elsewhere")
    reasons = {f.name: f.reason for f in check_files(FolderTree(unpacked), silent).failures}
    assert "link" in reasons["data/account.json"]
    assert "link" in reasons["data/originals/ab/x"]
