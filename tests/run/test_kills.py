"""Cases whose program is killed at any moment: nothing committed is lost, nothing is doubled, a re-run converges.

`make bench` does the same with more kills (`--kills`).
"""

import multiprocessing
import os
import random
import shutil
import signal
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from joindots.account import encode_account
from joindots.model import InputError
from joindots.run import read, write_reading
from joindots.run.cases import check_case, delete_report, open_case, read_into
from joindots.store import databases, migrating

EXAMPLE = Path(__file__).resolve().parents[2] / "src/joindots/app/example/reports"
FILES = sorted(path for path in EXAMPLE.iterdir() if path.suffix == ".txt")  # read without a child process
GONE = FILES[-1]

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="no SIGKILL here"),
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]


@pytest.fixture(scope="module")
def whole() -> bytes:
    return encode_account(read(FILES))


@pytest.fixture(scope="module")
def without() -> bytes:
    return encode_account(read(FILES[:-1]))


@pytest.fixture
def kills(request) -> Iterator["Kills"]:
    """How often to kill, and a word at the end on how often it was in time (`-rP` shows it)."""
    found = Kills(request.config.getoption("--kills"), request.config.getoption("--kill-seed"))
    yield found
    sys.stdout.write(f"{found.killed} killed at work, {found.ended} had ended before\n")


@pytest.fixture
def place(tmp_path) -> Path:
    return tmp_path / "case.joindots"


@pytest.fixture(scope="module")
def filled(tmp_path_factory) -> Path:
    """A case with all reports, to be copied."""
    path = tmp_path_factory.mktemp("filled") / "case.joindots"
    with open_case(path, create=True) as case:
        read_into(case, FILES)
    return path


class Kills:
    """Random moments, the same for the same seed."""

    def __init__(self, count: int, seed: int) -> None:
        self.count = count
        self.killed = self.ended = 0
        self._chance = random.Random(seed)  # noqa: S311 - moments, not secrets

    def go_on(self) -> bool:
        """Whether there is more to kill; work that ends before it is hit does not count, but not without end."""
        return self.killed < self.count and self.ended <= 10 * self.count

    def strike(self, work: Callable[[], object], lasts: float) -> bool:
        """Kill work at a moment of its course; whether it was still at work."""
        status, _ = run(work, self._chance.random() * lasts)
        self.killed += status < 0
        self.ended += status == 0
        return status < 0


def run(work: Callable[[], object], seconds: float | None = None) -> tuple[int, float]:
    """Do work in a process of its own that is killed after so long: its status, and how long it took by the clock."""
    process = multiprocessing.get_context("fork").Process(target=work)
    start = time.monotonic()
    process.start()
    process.join(seconds)
    if process.is_alive():
        os.kill(process.pid, signal.SIGKILL)
    process.join()
    assert process.exitcode in {0, -signal.SIGKILL}
    return process.exitcode, time.monotonic() - start


def kill_often(
    work: Callable[[], object], renew: Callable[[], object], kills: Kills, check: Callable[[], object]
) -> None:
    """Kill work at random moments of its course, each time from the beginning, and look at what it left."""
    renew()
    _, lasts = run(work)
    while kills.go_on():
        renew()
        kills.strike(work, lasts)
        check()


def remember(place: Path) -> tuple[set, dict]:
    """What was committed: inputs and their reports, and what the account has of each kind."""
    with open_case(place, create=True) as case:
        entries = [(entry.source, entry.sha256) for entry in case.list_entries()]
        drafts = [name for name, _ in case.list_drafts()]
        assert len(set(entries)) == len(entries)
        assert len(set(drafts)) == len(drafts)
        assert not [each for each in check_case(case) if "wiped" not in each]
        return {*entries, *drafts}, case.count_records()


def read_all(place: Path) -> None:
    with open_case(place, create=True) as case:
        read_into(case, FILES)


def test_reading(place, kills, whole, monkeypatch):
    monkeypatch.setattr("joindots.run.blocks.BLOCK_CHARACTERS", 1)
    committed: set = set()

    def check():
        nonlocal committed
        found, _ = remember(place)
        assert found >= committed
        committed = found

    # Each run goes on where the last was killed, until one comes to its end.
    _, lasts = run(lambda: read_all(place.with_name("other.joindots")))
    while kills.go_on():
        hit = kills.strike(lambda: read_all(place), lasts)
        check()
        if not hit or not kills.go_on():
            read_all(place)
            check()
            with open_case(place) as case:
                assert encode_account(case.load_account()) == whole
                assert len(case.list_entries()) == len(FILES)
            committed = remove(place)


def test_migrating(place, kills, monkeypatch):
    from alembic import command

    old = place.with_name("old.joindots")
    upgrade = command.upgrade
    with monkeypatch.context() as earlier:
        for module in (databases, migrating):
            earlier.setattr(module, "HEAD", "0001")
        earlier.setattr(command, "upgrade", lambda config, _: upgrade(config, "0001"))
        read_all_but_sweep(old)

    def check():
        with open_case(place) as case:
            assert len(case.list_entries()) == 1

    kill_often(lambda: open_case(place).close(), lambda: copy(old, place), kills, check)


def read_all_but_sweep(place: Path) -> None:
    from joindots.store.piles import Entry

    with open_case(place, create=True) as case:
        case.add_entry(Entry(source="a.txt", sha256="a" * 64, reader="r", drafts=(("d1", b"draft"),)), b"abc")


def test_deleting(place, filled, kills, without):
    words = b"A month of your money pays for one day on the water"
    packed = zlib.compress(GONE.read_bytes())[200:400]  # of the original, which is kept compressed
    assert words in GONE.read_bytes()
    assert packed in filled.read_bytes()

    def work():
        with open_case(place) as case:
            delete_report(case, GONE.name)

    def check():
        remember(place)
        with open_case(place) as case:
            try:
                delete_report(case, GONE.name)
            except InputError:  # it was deleted; the rest is done by any run
                read_into(case, FILES[:-1])
            assert encode_account(case.load_account()) == without
        for path in place.parent.iterdir():
            data = path.read_bytes()
            assert words not in data, path
            assert packed not in data, path

    kill_often(work, lambda: copy(filled, place), kills, check)


def test_exporting(place, filled, tmp_path, kills, whole):
    out = tmp_path / "out"
    copy(filled, place)

    def work():
        with open_case(place) as case:
            write_reading(read_into(case, FILES), out)

    def check():
        kept = out / "account.json"
        assert not kept.exists() or kept.read_bytes() == whole
        work()
        assert kept.read_bytes() == whole
        assert not (out / ".partial").exists()

    kill_often(work, lambda: shutil.rmtree(out, ignore_errors=True), kills, check)


def remove(place: Path) -> set:
    """Take a case away; nothing is committed any more."""
    for path in place.parent.glob(f"{place.name}*"):
        path.unlink()
    return set()


def copy(source: Path, target: Path) -> None:
    """A case in the place of another, of which nothing stays."""
    remove(target)
    shutil.copy(source, target)
