"""A disk that is really full: a small one is mounted where the system lets us; else files that may not grow."""

import json
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from joindots.model import StoreError
from joindots.run import read_pile, write_reading
from joindots.run.cases import check_case, open_case, read_into, restore_backup, write_backup

PROGRAM = Path(__file__).with_name("full_disks.py")
REPORTS = {
    "courier.txt": "A fire at the Ostrow warehouse killed four people on 2 May 2031, the fire chief said.\n",
    "gazette.txt": "Five people died in the fire at the Ostrow warehouse on 2 May 2031, police said.\n",
}
LATER = "Mayor Mara Quist denied on 3 May 2031 that the doors of the Ostrow warehouse were locked.\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A folder with a case, a copy of it, its account, and a report that is not in it."""
    folder = tmp_path_factory.mktemp("made")
    for name, text in REPORTS.items():
        (folder / name).write_text(text)
    (folder / "later.txt").write_text(LATER)
    paths = [folder / name for name in REPORTS]
    with open_case(folder / "case", create=True) as case:
        write_reading(read_into(case, paths), folder / "out")
    write_backup(folder / "case", folder / "copy")
    return folder


def test_no_command_leaves_anything_half_done_on_a_full_disk(made, tmp_path):
    if not shutil.which("unshare"):
        pytest.skip("no full disk here: there is no unshare")
    files = [made / name for name in ("case", "later.txt", "copy", "out/account.json")]
    command = ["unshare", "-rm", sys.executable, str(PROGRAM), str(tmp_path), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode and not done.stdout:
        pytest.skip(f"no full disk here, none may be mounted: {done.stderr[-200:]}")
    tries = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, done.stderr
    assert len(tries) == 9
    for tried in tries:
        told = (tried["command"], tried["room"], tried["said"], tried["said again"])
        assert tried["status"] in {0, 1}, told
        assert tried["status"] == 0 or "disk is full" in tried["said"] or "No space left" in tried["said"], told
        assert "Traceback" not in tried["said"], told
        assert tried["same"] or (tried["status"] == 0 and tried["command"] in {"read", "delete"}), told
        assert (tried["wrong"], tried["left"], tried["still"]) == ([], [], []), told
        assert tried["again"] == 0 or tried["command"] == "delete", told
    failed = {tried["command"] for tried in tries if tried["status"]}
    assert failed == {"read", "export", "backup", "restore", "decide", "delete"}


@pytest.fixture
def small_files():
    """No file may become larger than so many bytes: what a full disk is like where none can be mounted."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def limit(size: int) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))

    yield limit
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("size", [100, 40_000])
def test_files_that_may_not_grow_are_told(made, tmp_path, small_files, size):
    place = Path(shutil.copy(made / "case", tmp_path / "case"))
    reading = read_pile([made / name for name in REPORTS])
    small_files(size)
    with pytest.raises(StoreError), open_case(place) as case:
        read_into(case, made / "later.txt")
    with pytest.raises(StoreError):
        write_backup(made / "case", tmp_path / "copy")
    with pytest.raises(StoreError):
        restore_backup(made / "copy", tmp_path / "other")
    if size < 1000:
        with pytest.raises(StoreError, match="cannot be written"):
            write_reading(reading, tmp_path / "out")
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    assert not [path for path in tmp_path.rglob("*") if path.name.startswith(".partial") or path.name == "other"]
    with open_case(place) as case:
        assert not check_case(case)
        assert len(case.load_account().documents) == len(REPORTS)
        read_into(case, made / "later.txt")
