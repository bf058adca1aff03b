"""The desk under load: many readers of a large case, while reports are read into it and its account is written.

    .venv/bin/python bench/load/run.py
    .venv/bin/python bench/load/run.py --reports 2000 --readers 8 --seconds 20
    .venv/bin/python bench/load/run.py --case large.joindots   # keeps the case, or takes the one that is there

The case is made of made-up reports (`filling.py`); nothing in it was parsed. `joindots serve` is started over it, and
readers ask for the search page as people do: words of some report, a pause, the next words. Each reader also asks the
same index the same words by itself, with nothing but the words (`bare`), in turn with the desk, so that both meet the
same machine at the same time. Meanwhile `joindots read` reads other reports into the case; half-way it is killed, and
the account is written anew without its last reports. Then nobody pauses for a while: as many searches as go.

Exit status 1 where an answer was an error, or the 99th percentile of the desk is more than `MOST_TIMES` the bare one.
"""

import argparse
import random
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote_plus, urlsplit

from filling import make_account, make_reports

from joindots.store.cases import open_case
from joindots.store.parts import Used
from joindots.text.normal import function_words

MOST_TIMES = 3.0
"""Times the 99th percentile of the bare query that the desk's may be."""

WORDS = 3
"""Words of a query, at most."""

MEGABYTE = 1024  # kilobytes, as the system counts
BARE = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words, 4.0, 1.0) LIMIT 20"


class Asked(NamedTuple):
    """One question: who was asked, how long it took in seconds, and whether the answer was one."""

    whom: str
    seconds: float
    good: bool


class Reader:
    """Somebody who searches."""

    def __init__(self, place: Path, address: str, cookie: str, queries: Sequence[str]) -> None:
        self.index = sqlite3.connect(f"file:{place}?mode=ro", uri=True, check_same_thread=False)
        self.host = urlsplit(address).netloc
        self.cookie = cookie
        self.queries = queries
        self.asked: list[Asked] = []

    def work(self, chance: random.Random, pause: float, until: float) -> None:
        """Ask until it is time to go: the desk, then the index, the same words."""
        connection = HTTPConnection(self.host, timeout=120)
        while time.monotonic() < until:
            query = chance.choice(self.queries)
            for whom in chance.sample(["desk", "bare"], 2):
                time.sleep(chance.expovariate(2 / pause) if pause else 0)
                start = time.monotonic()
                good = self._ask_desk(connection, query) if whom == "desk" else self._ask_index(query)
                self.asked.append(Asked(whom, time.monotonic() - start, good))
        connection.close()

    def _ask_desk(self, connection: HTTPConnection, query: str) -> bool:
        try:
            connection.request("GET", f"/search?q={quote_plus(query)}", headers={"Cookie": self.cookie})
            answer = connection.getresponse()
        except ConnectionResetError:  # closed while the reader paused: browsers ask again, too
            connection.close()
            connection.request("GET", f"/search?q={quote_plus(query)}", headers={"Cookie": self.cookie})
            answer = connection.getresponse()
        return answer.status == 200 and b"</html>" in answer.read()

    def _ask_index(self, query: str) -> bool:
        return self.index.execute(BARE, [" ".join(f'"{word}"' for word in query.split())]).fetchall() is not None


def main() -> int:
    """Fill, serve, ask, print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--reports", type=int, default=50_000)
    options.add_argument("--readers", type=int, default=32)
    options.add_argument("--seconds", type=float, default=60.0, help="of each part")
    options.add_argument("--pause", type=float, default=2.0, help="seconds from one search of a reader to the next")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--case", type=Path, help="where the case is or is to be kept")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = chosen.case or Path(folder) / "case.joindots"
        if not place.exists():
            fill(place, chosen.reports, chosen.seed)
        queries = list_queries(place, chosen.seed)
        more = write_reports(Path(folder) / "more", int(chosen.seconds * 40), chosen.seed + 1)
        with serve(place) as (server, address, cookie):
            tell_start(server, address, cookie)
            readers = [Reader(place, address, cookie, queries) for _ in range(chosen.readers)]
            others = threading.Thread(target=write_meanwhile, args=(place, more, chosen.seconds / 2))
            others.start()
            kept = ask(readers, chosen.seed, chosen.pause, chosen.seconds)
            others.join()
            rushed = ask(readers, chosen.seed + 1, 0.0, chosen.seconds / 2)
            print(
                f"memory of the desk: {read_memory(server):,.0f} MB now, {read_memory(server, 'VmHWM'):,.0f} MB at most"
            )
    times = tell_times(f"{chosen.readers} readers, one search each {chosen.pause:g} s, while others write", kept)
    tell_times(f"{chosen.readers} readers without a pause", rushed)
    wrong = sum(not each.good for each in (*kept, *rushed))
    print(f"{wrong} answers were errors")
    return int(wrong > 0 or times > MOST_TIMES)


def fill(place: Path, reports: int, seed: int) -> None:
    """Make a case of made-up reports."""
    account = make_account(reports, seed)
    start = time.process_time()
    with open_case(place, create=True) as case, case.reading_in():
        case.finish(account, f"made up, seed {seed}", [], Used(frozenset(), {}))
    size = place.stat().st_size / 2**20
    print(f"{reports:,} reports written in {time.process_time() - start:.0f} s of the processor, {size:,.0f} MB")


def list_queries(place: Path, seed: int) -> list[str]:
    """What people search for: some words, one beside the other or not, of a report that is there."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    plain = function_words()
    with open_case(place) as case, case.at_one_moment() as moment:
        ids = [document.id for document in moment.list_headers()]
        chosen = chance.sample(ids, min(len(ids), 1_000))
        texts = [document.text for document in case.list_records("documents", chosen)]
    found = []
    for text in texts:
        words = [word for word in re.findall(r"[A-Za-z]+", text) if word.lower() not in plain]
        found.append(" ".join(chance.sample(words, chance.randint(1, WORDS))))
    return found


def write_reports(folder: Path, count: int, seed: int) -> Path:
    """Files with other made-up reports, more than are read while the readers ask."""
    folder.mkdir()
    for number, text in enumerate(make_reports(count, seed)):
        (folder / f"more-{number}.txt").write_text(text)
    return folder


@contextmanager
def serve(place: Path) -> Iterator[tuple["subprocess.Popen[str]", str, str]]:
    """The desk in a process of its own: it, its address, and the cookie that lets in."""
    program = "import sys; from joindots.app.cli import app; app(sys.argv[1:])"
    command = [sys.executable, "-c", program, "serve", str(place), "--port", "8433"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        key = urlsplit(process.stdout.readline().strip() if process.stdout else "")
        connection = HTTPConnection(key.netloc, timeout=120)
        connection.request("GET", f"/?{key.query}")
        answer = connection.getresponse()
        yield process, f"http://{key.netloc}", (answer.headers["set-cookie"] or "").partition(";")[0]
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


def tell_start(server: "subprocess.Popen[str]", address: str, cookie: str) -> None:
    """How long the first page of each kind takes, and what the desk holds then."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=600)
    for path in (
        "/",
        "/search?q=fire",
        "/lists/findings",
        "/lists/statements",
        "/lists/figures",
        "/lists/entities",
        "/lists/reports?page=40",
    ):
        took = []
        for _ in range(2):
            start = time.monotonic()
            connection.request("GET", path, headers={"Cookie": cookie})
            answer = connection.getresponse()
            answer.read()
            took.append(time.monotonic() - start)
        held = f"memory {read_memory(server):,.0f} MB"
        print(f"{path}: {took[0] * 1000:,.0f} ms at first, {took[1] * 1000:,.0f} ms again; {held}")


def write_meanwhile(place: Path, more: Path, seconds: float) -> None:
    """Read reports into the case and kill that; then write the account without its last reports."""
    program = "import sys; from joindots.app.cli import app; app(sys.argv[1:])"
    command = [sys.executable, "-c", program, "read", str(more), "--store", str(place), "--quiet"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    time.sleep(seconds)
    ended = process.poll()
    process.kill()
    process.wait()
    with open_case(place) as case:
        entries = len(case.list_entries())
    early = "; it ended too early" if ended is not None else ""
    print(f"{entries:,} reports were read in meanwhile{early}")
    here = str(Path(__file__).parent)
    rewrite = f"import sys; sys.path.insert(0, {here!r}); from filling import rewrite; rewrite(sys.argv[1])"
    start = time.monotonic()
    subprocess.run([sys.executable, "-c", rewrite, str(place)], check=True)
    print(f"the account was read, cut and written in {time.monotonic() - start:.0f} s meanwhile")


def ask(readers: Sequence[Reader], seed: int, pause: float, seconds: float) -> list[Asked]:
    """Let all readers ask at the same time."""
    until = time.monotonic() + seconds
    threads = []
    for number, reader in enumerate(readers):
        reader.asked = []
        chance = random.Random(f"{seed} {number}")  # noqa: S311 - no secret
        threads.append(threading.Thread(target=reader.work, args=(chance, pause, until)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [each for reader in readers for each in reader.asked]


def tell_times(title: str, asked: Sequence[Asked]) -> float:
    """Print how long questions took; how many times the bare query's 99th percentile the desk's is."""
    print(title)
    worst = {}
    for whom in ("desk", "bare"):
        took = sorted(each.seconds * 1000 for each in asked if each.whom == whom)
        worst[whom] = took[int(len(took) * 0.99)]
        print(
            f"  {whom}: {len(took):,} searches; milliseconds {took[len(took) // 2]:.1f} in the middle, "
            f"{took[int(len(took) * 0.9)]:.1f} 90th, {worst[whom]:.1f} 99th percentile, {took[-1]:.1f} at most"
        )
    print(f"  99th percentile of the desk: {worst['desk'] / worst['bare']:.2f} times the bare query's")
    return worst["desk"] / worst["bare"]


def read_memory(process: "subprocess.Popen[str]", field: str = "VmRSS") -> float:
    """Megabytes that a process holds, where the system tells."""
    try:
        status = Path(f"/proc/{process.pid}/status").read_text()
    except OSError:
        return 0.0
    found = re.search(rf"{field}:\s+(\d+)", status)
    return int(found.group(1)) / MEGABYTE if found else 0.0


if __name__ == "__main__":
    sys.exit(main())
