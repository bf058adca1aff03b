import bz2
import gzip
import io
import lzma
import struct
import tarfile
import time
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joindots.intake import Input, read_input, readers
from joindots.intake.formats.part_names import is_hidden, tidy_label, tidy_name

STORY = b"Harbour ferry runs aground\n\nA ferry ran aground off Mornay Point on Tuesday, the harbour master said.\n"


def read(data, source):
    return read_input(Input(source=source, data=data))


def sources(found):
    return [each.source for each in found]


def pack_zip(members, method=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return buffer.getvalue()


def pack_tar(members, mode="w"):
    """A TAR of (name, data) pairs and ready-made members."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:
        for member in members:
            if isinstance(member, tarfile.TarInfo):
                archive.addfile(member)
            else:
                info = tarfile.TarInfo(member[0])
                info.size = len(member[1])
                archive.addfile(info, io.BytesIO(member[1]))
    return buffer.getvalue()


def special(name, kind, target=""):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


MEMBERS = [("b.txt", STORY), ("a/page.txt", STORY + b"More.\n")]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (pack_zip(MEMBERS), "news.zip"),
        (pack_zip(MEMBERS, zipfile.ZIP_LZMA), "news.zip"),
        (pack_zip(MEMBERS, zipfile.ZIP_BZIP2), "-"),
        (pack_tar(MEMBERS), "news.tar"),
        (pack_tar(MEMBERS, "w:gz"), "news.tgz"),
        (pack_tar(MEMBERS, "w:bz2"), "news.tar.bz2"),
        (pack_tar(MEMBERS, "w:xz"), "news.tar.xz"),
    ],
)
def test_members_are_documents_in_the_order_of_the_archive(data, name):
    drafts, rejections = read(data, name)
    assert rejections == []
    assert sources(drafts) == [f"{name}#b.txt", f"{name}#a/page.txt"]
    assert drafts[0].text == STORY.decode()


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress, lzma.compress])
def test_one_compressed_file_is_a_document(compress):
    drafts, rejections = read(compress(STORY), "story.txt.packed")
    assert rejections == []
    assert drafts[0].text == STORY.decode()


def test_a_compressed_file_is_named_like_what_it_holds():
    assert sources(read(gzip.compress(STORY), "days/story.txt.gz")[0]) == ["days/story.txt.gz#story.txt"]
    page = b"<html><body><p>" + STORY * 5
    assert read(gzip.compress(page), "page.html.gz")[0][0].media_type == "text/html"


@pytest.mark.parametrize("compress", [gzip.compress, lambda data: bz2.compress(data, 1), lzma.compress])
def test_of_a_file_that_breaks_off_the_beginning_is_read(compress):
    noise = b"".join(b"The ferry %d lay aground at %d.\n" % (i * i, i * 7919 % 1000) for i in range(9_000))
    drafts, rejections = read(compress(noise)[:-100], "story.txt.gz")
    assert noise.decode().startswith(drafts[0].text)
    assert rejections[0].outcome == "partly read"
    assert "too early" in rejections[0].reason


def test_compressed_files_after_each_other_are_one():
    assert read(gzip.compress(STORY) + gzip.compress(STORY) + b"\0" * 99, "a.gz")[0][0].text == STORY.decode() * 2


def test_archives_in_archives_are_read():
    inner = pack_tar([("x.txt", STORY)], "w:gz")
    assert sources(read(pack_zip([("in.tgz", inner)]), "out.zip")[0]) == ["out.zip#in.tgz#x.txt"]


def test_archives_nested_too_deep_end_by_name():
    data = STORY
    for _ in range(30):
        data = pack_zip([("a.zip", data)])
    drafts, rejections = read(data, "a.zip")
    assert drafts == []
    assert "deep" in rejections[0].reason


NAMES = {
    "../../etc/passwd": "etc/passwd",
    "/etc/passwd": "etc/passwd",
    "C:\\Windows\\a.txt": "Windows/a.txt",
    "..\\..\\a.txt": "a.txt",
    "a\x1b[31m\u202etxt.exe": "a\ufffd[31m\ufffdtxt.exe",
    "-rf": "-rf",
    "..": "unnamed",
    "x" * 300 + ".txt": "x" * 251 + ".txt",
    "a\ud800.txt": "a\ufffd.txt",
}


@pytest.mark.parametrize(("name", "label"), NAMES.items())
def test_names_are_labels(name, label):
    assert tidy_name(name) == label


@given(st.text())
def test_every_name_is_one_line_without_a_way_up(name):
    tidy = tidy_name(name)
    assert tidy == tidy_name(tidy)
    assert tidy.isprintable()
    assert not tidy.startswith("/")
    assert ".." not in tidy.split("/")
    assert tidy_label(name) == tidy_label(tidy_label(name))


@pytest.mark.parametrize("pack", [pack_zip, pack_tar])
def test_nothing_is_written_wherever_a_name_points(pack, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    drafts, _ = read(pack([("../up.txt", STORY), (str(tmp_path / "root.txt"), STORY)]), "slip")
    assert len(drafts) == 2
    assert list(tmp_path.iterdir()) == []


def test_names_without_a_declared_encoding_are_read_as_utf8_or_dos():
    data = pack_zip([("cafX.txt", STORY), ("cafYZ.txt", STORY)])
    data = data.replace(b"cafX", b"caf\x82").replace(b"cafYZ", "café".encode())
    assert sources(read(data, "a.zip")[0]) == ["a.zip#café.txt", "a.zip#café.txt~2"]


def test_names_in_a_tar_need_not_be_utf8():
    data = pack_tar([("cafX.txt", STORY)], "w")
    data = data.replace(b"cafX", b"caf\xe9")
    data = data.replace(data[148:156], b"%06o\0 " % (sum(data[:148]) + 8 * 32 + sum(data[156:512])), 1)
    assert sources(read(data, "a.tar")[0]) == ["a.tar#café.txt"]


def test_members_of_one_name_are_kept_apart():
    with pytest.warns(UserWarning, match="Duplicate"):
        data = pack_zip([("a.txt", STORY), ("a.txt", STORY * 2)])
    assert sources(read(data, "a.zip")[0]) == ["a.zip#a.txt", "a.zip#a.txt~2"]


def test_links_pipes_and_devices_are_named_and_not_followed():
    kinds = [("l", tarfile.SYMTYPE, "/etc/passwd"), ("h", tarfile.LNKTYPE, "a.txt"), ("p", tarfile.FIFOTYPE)]
    members = [("a.txt", STORY), *(special(*kind) for kind in kinds), special("d", tarfile.CHRTYPE)]
    drafts, rejections = read(pack_tar(members), "a.tar")
    assert sources(drafts) == ["a.tar#a.txt"]
    assert [(r.source, r.outcome) for r in rejections] == [(f"a.tar#{n}", "skipped") for n in "lhpd"]
    assert "link" in rejections[0].reason
    assert "pipe" in rejections[2].reason


def test_a_link_in_a_zip_is_not_followed():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        info = zipfile.ZipInfo("link.txt")
        info.create_system, info.external_attr = 3, 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    drafts, rejections = read(buffer.getvalue(), "a.zip")
    assert drafts == []
    assert "link" in rejections[0].reason


def test_hidden_members_are_named_once():
    hidden = [("__MACOSX/._a.txt", b"x"), (".DS_Store", b"x"), ("b/.git/config", b"x"), ("Thumbs.db", b"x")]
    for data, name in (
        (pack_zip([("a.txt", STORY), *hidden]), "a.zip"),
        (pack_tar([("a.txt", STORY), *hidden]), "a.tar"),
    ):
        drafts, rejections = read(data, name)
        assert len(drafts) == 1
        assert [(r.source, r.outcome) for r in rejections] == [(name, "skipped")]
        assert "4" in rejections[0].reason


def test_a_locked_member_is_named():
    data = bytearray(pack_zip([("a.txt", STORY), ("b.txt", STORY)]))
    for at in (data.find(b"PK\x03\x04") + 6, data.find(b"PK\x01\x02") + 8):
        data[at] |= 1
    drafts, rejections = read(bytes(data), "a.zip")
    assert sources(drafts) == ["a.zip#b.txt"]
    assert rejections[0].source == "a.zip#a.txt"
    assert "password" in rejections[0].reason


def test_a_damaged_member_is_named_and_the_rest_is_read():
    data = bytearray(pack_zip([("a.txt", STORY), ("b.txt", STORY)]))
    data[data.find(b"a.txt") + 20] ^= 0xFF
    drafts, rejections = read(bytes(data), "a.zip")
    assert sources(drafts) == ["a.zip#b.txt"]
    assert (rejections[0].source, rejections[0].outcome) == ("a.zip#a.txt", "refused")


def test_a_member_without_a_name_is_named():
    """Its name in the archive's directory is damaged, as fuzzing did to an office document."""
    data = pack_zip([("b.txt", STORY), ("a.txt", STORY)])
    at = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    directory = bytearray(data[at : data.index(b"PK\x05\x06")])
    directory[28:30], directory[32:34] = struct.pack("<H", 0), struct.pack("<H", 5)  # the name is taken for a remark
    drafts, rejections = read(data[:at] + directory + data[at + len(directory) :], "a.zip")
    assert sources(rejections) == ["a.zip#unnamed"]
    assert rejections[0].reason == "It is damaged: what it unpacks to is not what was packed."
    assert sources(drafts) == ["a.zip#b.txt"]


def test_a_member_beyond_what_can_be_counted_is_named():
    """Its place is written in eight bytes."""
    data = pack_zip([("a.txt", STORY), ("b.txt", STORY)])
    start, at = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entry = bytearray(data[start : start + 46 + len("a.txt")])
    entry[30:32], entry[42:46] = struct.pack("<H", 12), struct.pack("<L", 0xFFFF_FFFF)
    entry += struct.pack("<HHQ", 1, 8, 2**63)
    end = bytearray(data[at:])
    end[12:16] = struct.pack("<L", at - start + 12)
    drafts, rejections = read(data[:start] + entry + data[start + 46 + len("a.txt") : at] + end, "a.zip")
    assert sources(drafts) == ["a.zip#b.txt"]
    assert [each.reason for each in rejections] == ["It is damaged: what it unpacks to is not what was packed."]


def test_a_zip_without_its_directory_is_read_by_its_members():
    data = pack_zip([("a.txt", STORY), ("b.txt", STORY)])
    drafts, rejections = read(data[: data.find(b"PK\x01\x02")], "a.zip")
    assert sources(drafts) == ["a.zip#a.txt", "a.zip#b.txt"]
    assert rejections[-1].outcome == "partly read"
    assert "directory" in rejections[-1].reason


def test_a_zip_that_breaks_off_gives_the_members_before():
    data = pack_zip([("a.txt", STORY), ("b.txt", STORY * 20)])
    drafts, rejections = read(data[: data.find(b"b.txt") + 30], "a.zip")
    assert sources(drafts)[0] == "a.zip#a.txt"
    assert rejections[-1].outcome == "partly read"


def test_a_tar_that_breaks_off_gives_the_members_before():
    for pack in ("w", "w:gz"):
        data = pack_tar([("a.txt", STORY), ("b.txt", bytes(range(32, 127)) * 50)], pack)
        drafts, rejections = read(data[:1600] if pack == "w" else data[:-60], "a.tar")
        assert sources(drafts)[:1] == ["a.tar#a.txt"]
        assert rejections[-1].outcome == "partly read"


def test_an_empty_archive_is_refused():
    assert "no files" in read(pack_zip([]), "a.zip")[1][0].reason
    assert "no files" in read(pack_tar([special("d", tarfile.DIRTYPE)]), "a.tar")[1][0].reason


ZEROS = b"0" * (40 * 2**20)
BOMBS = {
    "gz": lambda: gzip.compress(ZEROS),
    "zip": lambda: pack_zip([("a.txt", ZEROS), ("b.txt", STORY)]),
    "bz2": lambda: bz2.compress(ZEROS),
    "xz": lambda: lzma.compress(ZEROS, preset=0),
    "tgz": lambda: pack_tar([("a.txt", ZEROS)], "w:gz"),
}


@pytest.mark.parametrize("kind", BOMBS)
def test_bombs_end_by_name(kind):
    data = BOMBS[kind]()
    begin = time.process_time()
    drafts, rejections = read(data, f"a.{kind}")
    assert sources(drafts) == (["a.zip#b.txt"] if kind == "zip" else [])
    assert "times its size" in rejections[0].reason
    assert time.process_time() - begin < 2


def test_archives_in_archives_that_are_dense_together_end_and_the_rest_is_read():
    leaves = pack_zip((f"{i}.txt", b"0" * 9_000_000) for i in range(3))
    middle = pack_zip((f"{i}.zip", pack_zip((f"{j}.zip", leaves) for j in range(20))) for i in range(20))
    bomb = pack_zip([("first.txt", STORY), ("a.zip", middle), ("b.zip", middle), ("last.txt", STORY)])
    started = time.process_time()
    drafts, rejections = read(bomb, "bomb.zip")
    assert sources(drafts) == ["bomb.zip#first.txt", "bomb.zip#last.txt"]
    assert sources(rejections) == ["bomb.zip#a.zip", "bomb.zip#b.zip"]
    assert "more than 200 times its size" in rejections[0].reason
    assert time.process_time() - started < 2  # the 1,200 leaves take 15 s to unpack


def test_archives_in_archives_that_hold_reports_are_not_dense():
    texts = [(f"{i}.txt", STORY + b"Ferry %d left the harbour at noon. " % i * 3000) for i in range(12)]
    drafts, rejections = read(pack_zip([("inner.zip", pack_zip([("a.zip", pack_zip(texts))]))]), "news.zip")
    assert len(drafts) == len(texts)
    assert rejections == []


def test_a_member_too_big_is_named():
    info = tarfile.TarInfo("big.txt")
    info.size = 65 * 2**20
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        archive.addfile(info, io.BytesIO(b"a" * info.size))
        small = tarfile.TarInfo("b.txt")
        small.size = len(STORY)
        archive.addfile(small, io.BytesIO(STORY))
    drafts, rejections = read(buffer.getvalue(), "a.tar")
    assert sources(drafts) == ["a.tar#b.txt"]
    assert "64 MB" in rejections[0].reason


def test_overlapping_members_are_refused():
    """Source: D. Fifield, A better zip bomb, WOOT 2019: entries that share one kernel of compressed data."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    kernel = packed.compress(b"0" * 2**20) + packed.flush()
    sizes = (zlib.crc32(b"0" * 2**20), len(kernel), 2**20, 1, 0)
    body = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 0, *sizes) + b"a" + kernel
    entry = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, *sizes, 0, 0, 0, 0, 0) + b"a"
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 5000, 5000, 5000 * len(entry), len(body), 0)
    drafts, rejections = read(body + entry * 5000 + end, "a.zip")
    assert drafts == []
    assert "overlap" in rejections[0].reason


@pytest.mark.parametrize("pack", [pack_zip, pack_tar])
def test_of_very_many_members_the_first_are_read(pack, monkeypatch):
    monkeypatch.setattr(readers, "MOST_PARTS", 50)
    members = [(f"{i}.txt", STORY + str(i).encode()) for i in range(60)]
    drafts, rejections = read(pack(members), "many")
    assert len(drafts) == 50
    assert [(r.source, r.outcome) for r in rejections] == [("many", "partly read")]
    assert "50" in rejections[0].reason


@pytest.mark.parametrize("pack", [pack_zip, pack_tar])
def test_empty_members_are_named_together_and_do_not_keep_reports_out(pack, monkeypatch):
    monkeypatch.setattr(readers, "MOST_PARTS", 50)
    drafts, rejections = read(pack([*((f"{i}.txt", b"") for i in range(2000)), ("report.txt", STORY)]), "a.zip")
    assert sources(drafts) == ["a.zip#report.txt"]
    assert [(r.source, r.outcome) for r in rejections] == [("a.zip", "skipped")]
    assert "2,000" in rejections[0].reason
    assert read(pack([("a.txt", b""), ("b.txt", b"")]), "a.zip")[1][0].reason == "All files in the archive are empty."


def test_very_many_links_are_not_all_named(monkeypatch):
    monkeypatch.setattr(readers, "MOST_PARTS", 50)
    _, rejections = read(pack_tar([special(str(i), tarfile.SYMTYPE, "a") for i in range(60)]), "a.tar")
    assert len(rejections) == 51


@given(st.binary(max_size=300), st.integers(0, 600), st.sampled_from(["zip", "tar", "tgz", "gz", "bz2", "xz"]))
def test_damage_anywhere_ends_well(noise, at, kind):
    whole = {
        "zip": lambda: pack_zip(MEMBERS),
        "tar": lambda: pack_tar(MEMBERS),
        "tgz": lambda: pack_tar(MEMBERS, "w:gz"),
        "gz": lambda: gzip.compress(STORY, mtime=0),
        "bz2": lambda: bz2.compress(STORY),
        "xz": lambda: lzma.compress(STORY),
    }[kind]()
    data = whole[:at] + noise + whole[at + len(noise) :]
    drafts, rejections = read(data, f"a.{kind}")
    assert drafts or rejections
    assert not any("reader failed" in rejection.reason for rejection in rejections)


def test_hidden_names():
    assert not is_hidden("a/./b.txt")
    assert is_hidden("a/.b/c.txt")


def test_what_a_saved_page_shows_is_no_report_of_its_own():
    page = b"<html><body><p>A ferry with 140 people on board ran aground off Mornay Point.</p></body></html>"
    members = {
        "saved/page.html": page,
        "saved/page_files/frame.html": page,
        "saved/page_files/deep/text.txt": b"A crane fell.",
        "saved/case_files/text.txt": b"A crane fell over on Monday.",
    }
    drafts, (rejection,) = read_input(Input(source="news.zip", data=pack_zip(members.items())))
    assert [draft.source for draft in drafts] == ["news.zip#saved/page.html", "news.zip#saved/case_files/text.txt"]
    assert rejection.outcome == "skipped"
    assert "(2)" in rejection.reason
