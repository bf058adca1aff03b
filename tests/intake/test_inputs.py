import io
import itertools
import os
import subprocess
import sys

import pytest

from joindots.intake import Input, find_inputs, read_input


def sources(found):
    return [item.source for item in found[0]]


@pytest.fixture
def pile(tmp_path):
    for name in ("a/x.txt", "a/sub/y.txt", "b/x.txt", "a/.hidden/z.txt", "a/.secret"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("A ferry sank.")
    return tmp_path


def test_names_are_relative_to_the_folder_and_hidden_files_are_left_out(pile):
    assert sources(find_inputs([str(pile / "a")])) == ["sub/y.txt", "x.txt"]


def test_a_file_given_directly_goes_by_its_name(pile):
    assert sources(find_inputs([str(pile / "a/sub/y.txt")])) == ["y.txt"]


def test_inputs_that_would_share_a_name_get_longer_ones(pile):
    assert sources(find_inputs([str(pile / "a"), str(pile / "b")])) == ["a/x.txt", "b/x.txt", "sub/y.txt"]


def test_order_of_arguments_does_not_matter(pile):
    paths = [str(pile / "a"), str(pile / "b"), str(pile / "a/sub/y.txt"), str(pile / "nowhere")]
    results = [find_inputs(order) for order in itertools.permutations(paths)]
    assert all(result == results[0] for result in results)


def test_a_file_reached_twice_is_read_once(pile):
    assert sources(find_inputs([str(pile / "b"), str(pile / "b/x.txt"), str(pile / "a/../b")])) == ["x.txt"]


def test_missing_paths_and_empty_folders_are_rejected_with_a_reason(tmp_path):
    (tmp_path / "empty").mkdir()
    found, rejections = find_inputs([str(tmp_path / "nowhere.txt"), str(tmp_path / "empty")])
    assert found == []
    assert {rejection.reason for rejection in rejections} == {
        "There is no such file or folder.",
        "The folder holds no files to read.",
    }
    assert all(rejection.stage == "intake" for rejection in rejections)


def test_a_pipe_is_no_regular_file(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    found, rejections = find_inputs([str(tmp_path / "pipe")])
    assert found == []
    assert rejections[0].reason == "It is not a regular file or folder."


def test_standard_input_is_read_as_bytes(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"A ferry sank.\n")))
    found, rejections = find_inputs(["-"])
    assert (found[0].source, found[0].data, rejections) == ("-", b"A ferry sank.\n", [])


def outcomes(found):
    return {rejection.source: (rejection.outcome, rejection.reason) for rejection in found[1]}


def test_what_a_folder_holds_beside_reports_is_named_once(pile):
    found = find_inputs([str(pile / "a")])
    assert {source: outcome for source, (outcome, _) in outcomes(found).items()} == {
        ".hidden": "skipped",
        ".secret": "skipped",
    }


def test_the_folder_of_a_saved_page_is_skipped(tmp_path):
    (tmp_path / "page.html").write_text("<p>A ferry sank.")
    for folder in ("page_files", "case_files"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text("A ferry sank.")
    found = find_inputs([str(tmp_path)])
    assert sources(found) == ["case_files/x.txt", "page.html"]
    assert outcomes(found) == {"page_files": ("skipped", "It holds what a saved page shows, no reports.")}


@pytest.mark.parametrize("folder", ["page_files", "page-Dateien", "page_fichiers", "page.files"])
def test_the_folder_of_a_saved_page_has_a_name_in_every_language(tmp_path, folder):
    (tmp_path / "page.htm").write_text("<p>A ferry sank.")
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "frame.html").write_text("<p>A ferry sank.")
    found = find_inputs([str(tmp_path)])
    assert sources(found) == ["page.htm"]
    assert [outcome for outcome, _ in outcomes(found).values()] == ["skipped"]


def test_links_pipes_and_loops_in_a_folder_are_skipped(tmp_path):
    (tmp_path / "x.txt").write_text("A ferry sank.")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "nowhere.txt").symlink_to("gone.txt")
    (tmp_path / "round").symlink_to(tmp_path)
    found = find_inputs([str(tmp_path)])
    assert sources(found) == ["x.txt"]
    assert {source: outcome for source, (outcome, _) in outcomes(found).items()} == dict.fromkeys(
        ("loop.txt", "nowhere.txt", "pipe.txt", "round"), "skipped"
    )


@pytest.mark.parametrize(
    "name",
    [b"\xff\xfe.txt", b"two\nlines.txt", b"\x1b[31mred.txt", "\u202etxt.exe.txt".encode(), b"-rf.txt", b"x" * 255],
)
def test_any_name_can_be_stored_and_shown(tmp_path, name):
    (tmp_path / os.fsdecode(name)).write_text("A ferry sank.")
    (item,) = find_inputs([str(tmp_path)])[0]
    assert item.source.encode()
    assert item.source.isprintable() or "\ufffd" in item.source
    assert "\x1b" not in item.source
    assert read_input(item)[0][0].text == "A ferry sank."


def test_names_that_differ_only_in_what_cannot_be_stored_stay_apart(tmp_path):
    for name in (b"\xff.txt", b"\xfe.txt"):
        (tmp_path / os.fsdecode(name)).write_text("A ferry sank.")
    found = find_inputs([str(tmp_path)])
    assert len(set(sources(found))) == 2


def test_folders_nested_deeper_than_calls_can_be(tmp_path):
    deep = top = tmp_path / "top"
    for _ in range(1200):
        deep.mkdir()
        deep /= "d"
    (deep.parent / "x.txt").write_text("A ferry sank.")
    found = sources(find_inputs([str(top)]))
    subprocess.run(["rm", "-r", str(top)], check=True)  # what Python has for it recurses
    assert len(found) == 1


def test_standard_input_and_a_file_called_so_stay_apart(tmp_path, monkeypatch):
    (tmp_path / "-").write_text("A ferry sank.")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"A ferry sank.\n")))
    assert sources(find_inputs(["-", str(tmp_path)])) != ["-", "-"]


def test_a_pipe_that_took_the_place_of_a_file_does_not_block(tmp_path):
    os.mkfifo(tmp_path / "x.txt")
    (rejection,) = read_input(Input(source="x.txt", path=str(tmp_path / "x.txt")))[1]
    assert rejection.outcome == "skipped"


def test_a_file_without_end_is_refused(monkeypatch):
    monkeypatch.setattr("joindots.intake.opening.MOST_FILE_BYTES", 2**21)
    (rejection,) = read_input(Input(source="x.txt", data=bytes(2**21 + 1)))[1]
    assert "larger than" in rejection.reason


def test_an_account_among_the_reports_is_not_read_again(tmp_path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "out/originals/ab").mkdir(parents=True)
    for name in ("account.json", "manifest-sha256.txt", "originals/ab/abc"):
        (tmp_path / "out" / name).write_text("x")
    (tmp_path / "theirs/data").mkdir(parents=True)
    for name in ("manifest-sha256.txt", "data/b.txt"):
        (tmp_path / "theirs" / name).write_text("x")
    inputs, rejections = find_inputs([str(tmp_path)])
    assert [item.source for item in inputs] == ["a.txt", "theirs/data/b.txt", "theirs/manifest-sha256.txt"]
    assert [(r.source, r.outcome) for r in rejections] == [("out", "skipped")]


def test_an_account_does_not_tell_where_on_this_machine_its_reports_lay(tmp_path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "out").mkdir()
    for name in ("account.json", "originals.json"):
        (tmp_path / "out" / name).write_text("x")
    paths = [tmp_path / "empty", tmp_path / "out", tmp_path / "nowhere.txt"]
    assert {r.source for r in find_inputs(list(map(str, paths)))[1]} == {"empty", "out", "nowhere.txt"}


def test_a_link_out_of_a_folder_is_skipped_and_one_inside_is_read_once(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    (tmp_path / "private.txt").write_text("A key.")
    (folder / "x.txt").write_text("A ferry sank.")
    (folder / "inside.txt").symlink_to("x.txt")
    (folder / "outside.txt").symlink_to(tmp_path / "private.txt")
    found = find_inputs([str(folder)])
    assert [item.path for item in found[0]] == [str((folder / "x.txt").resolve())]
    assert outcomes(found) == {"outside.txt": ("skipped", "It is a link to a file outside the folder.")}
    (given,) = find_inputs([str(folder / "outside.txt")])[0]
    assert given.path == str((tmp_path / "private.txt").resolve())


def test_a_file_named_like_standard_input_is_named_like_its_neighbours(tmp_path):
    for name in ("-", "x.txt"):
        (tmp_path / name).write_text("A ferry sank.")
    assert sources(find_inputs([str(tmp_path)])) == ["-", "x.txt"]


@pytest.mark.parametrize(
    ("data", "outcome", "reason"),
    [
        (b"%!PS-Adobe-3.0\n(A ferry sank) show", "refused", "This is a PostScript file, which cannot be read as text."),
        (b"#!/bin/sh\nexit\nPK\x03\x04" + b"x" * 2000, "refused", "This is a program with a ZIP archive after it;"),
        (b'<?xml version="1.0"?>\n<svg xmlns="x"><text>A ferry</text></svg>', "skipped", "This is a picture (SVG)"),
        (b'<?xml version="1.0"?><root><p>A ferry sank.</p></root>', "refused", "This is XML of a kind not known here;"),
    ],
)
def test_what_is_no_report_is_told_by_its_content(tmp_path, data, outcome, reason):
    (tmp_path / "x.txt").write_bytes(data)
    drafts, (rejection,) = read_input(find_inputs([str(tmp_path / "x.txt")])[0][0])
    assert not drafts
    assert rejection.outcome == outcome
    assert rejection.reason.startswith(reason)
