import io
import itertools
import os
import sys

import pytest

from joindots.intake import find_inputs


def sources(found):
    return [item.source for item in found[0]]


@pytest.fixture
def pile(tmp_path):
    for name in ("a/x.txt", "a/sub/y.txt", "b/x.txt", "a/.hidden/z.txt", "a/.secret"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("A ferry sank.")
    return tmp_path


def test_names_are_relative_to_the_folder_and_hidden_files_are_skipped(pile):
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
