"""Documents a second for text, pages and PDF, each format's reading beside the bare call of its library.

    .venv/bin/python bench/speed/throughput.py

Reading is `take_in`: isolation, decoding, the page's own facts and the way back from the child included. The libraries
are loaded and the children started before the first measurement. One child reads, since the bare call has one process
too; both read the same files in turn, ten by ten, in one run, and the ratio is the median of the repetitions'. It is
of processor time, that of the child and of the process that asks it taken together: by the clock, which is printed
beside it, whoever waits for a child also waits for all else that a busy machine does. What as many children as cores
read in a second by the clock is printed too, and compared with nothing. The exit status is 1 where a format takes more
than `MOST_RATIO` times its bare call.
"""

import gzip
import os
import statistics
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from portables import write_portable

from joindots.intake import Input
from joindots.run import intaking
from joindots.run.isolation import ReadingPool

SHARED = Path(__file__).resolve().parents[3] / "shared"
REPETITIONS = 5
TURN = 10  # files that one reads before it is the other's turn: a busy machine slows both
FILES = 60  # of each format
PAGES = 5  # of each PDF
MOST_RATIO = 1.5
"""Times the bare call's own time that reading may take."""


class Times(NamedTuple):
    """Seconds of ours and of the bare call, of processor time and by the clock."""

    ours: float
    bare: float
    ours_by_clock: float
    bare_by_clock: float


Moment = tuple[float, float]
"""Processor time and clock."""

PARAGRAPH = "Two people were killed when the ferry struck the pier at Lowmark on Tuesday, the café’s owner said. "


def texts() -> list[bytes]:
    """The reports beside the repository in Windows-1252, so that their encoding has to be found; else made-up ones."""
    reports = sorted((SHARED / "reports").glob("*.txt"))
    found = [path.read_text(encoding="utf-8") for path in reports] or [PARAGRAPH * 40]
    return [found[n % len(found)].encode("utf-8" if n % 2 else "cp1252", "replace") for n in range(FILES)]


def pages() -> list[bytes]:
    """Pages of the articles set where it is, each `FILES`th part of them; else made-up ones."""
    archive = SHARED / "bench" / "articles" / "pages.tar.gz"
    if not archive.is_file():
        body = f"<p>{PARAGRAPH * 3}</p>" * 12 + '<div><a href="/a">More</a></div>' * 200
        return [f"<html><head><title>Ferry {n}</title></head><body>{body}</body></html>".encode() for n in range(FILES)]
    with tarfile.open(archive) as tar:
        members = [member for member in tar.getmembers() if member.isfile()]
        chosen = members[:: len(members) // FILES][:FILES]
        read = [file.read() for member in chosen if (file := tar.extractfile(member))]
    return [gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data for data in read]


def portables() -> list[bytes]:
    """PDFs of five pages of prose, from the words of the same reports."""
    words = b" ".join(texts()).decode("utf-8", "ignore").split()
    step = len(words) // FILES
    return [write_portable([*words[n * step :], *words[: n * step]], PAGES, n) for n in range(FILES)]


def read_bare_text(path: Path) -> None:
    """What charset-normalizer takes."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - loaded by who needs it

    str(from_bytes(path.read_bytes()).best())


def read_bare_page(path: Path) -> None:
    """What trafilatura takes for text and facts."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - as above

    bare_extraction(path.read_bytes(), with_metadata=True)


def read_bare_portable(path: Path) -> None:
    """What PDFium takes for the text of all pages."""
    from pypdfium2 import PdfDocument  # noqa: PLC0415 - as above

    document = PdfDocument(path.read_bytes())
    for page in document:
        page.get_textpage().get_text_range()
    document.close()


def measure(name: str, ending: str, files: Sequence[bytes], bare: Callable[[Path], None]) -> float:
    """Print documents a second of both, and of as many children as cores; the ratio of the times of one process."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number:03}{ending}" for number in range(len(files))]
        for path, data in zip(paths, files, strict=True):
            path.write_bytes(data)
        items = [Input(source=path.name, path=str(path)) for path in paths]
        with ReadingPool(1) as pool:
            rounds = [_time_both(items, paths, bare, pool) for _ in range(REPETITIONS + 1)][1:]
        cores = os.cpu_count() or 1
        with ReadingPool(cores) as pool:
            many = [_time_many(items, pool) for _ in range(REPETITIONS + 1)][1:]
    middle = Times(*(statistics.median(times) for times in zip(*rounds, strict=True)))
    ratio = statistics.median(times.ours / times.bare for times in rounds)
    by_clock = statistics.median(times.ours_by_clock / times.bare_by_clock for times in rounds)
    print(
        f"{name:<6}{len(files):>4} files: {len(files) / middle.ours:8.1f} a second of processor time,"
        f" bare {len(files) / middle.bare:8.1f}, {ratio:.2f} times; by the clock {by_clock:.2f} times;"
        f" {len(files) / statistics.median(many):8.1f} a second with {cores} processes"
    )
    return ratio


def _time_both(items: Sequence[Input], paths: Sequence[Path], bare: Callable[[Path], None], pool: ReadingPool) -> Times:
    """Seconds for all files by one child that is already there, and by the bare call, in turn for each few files."""
    times = Times(0, 0, 0, 0)
    for start in range(0, len(items), TURN):
        began = _look(pool)
        _read(items[start : start + TURN], pool)
        between = _look(pool)
        for path in paths[start : start + TURN]:
            bare(path)
        ended = _look(pool)
        spent = (between[0] - began[0], ended[0] - between[0], between[1] - began[1], ended[1] - between[1])
        times = Times(*(a + b for a, b in zip(times, spent, strict=True)))
    return times


def _look(pool: ReadingPool) -> Moment:
    """Processor time of this process and of its children, and the clock."""
    running = (child._running for child in pool._children)  # noqa: SLF001 - nobody else asks
    # The number of a process's clock of processor time. Source: linux/posix-timers.h, MAKE_PROCESS_CPUCLOCK
    spent = sum(time.clock_gettime((~one[0].pid << 3) | 2) for one in running if one)
    return time.process_time() + spent, time.perf_counter()


def _time_many(items: Sequence[Input], pool: ReadingPool) -> float:
    began = time.perf_counter()
    _read(items, pool)
    return time.perf_counter() - began


def _read(items: Sequence[Input], pool: ReadingPool) -> None:
    """What `take_in` does, without starting children each time."""
    waiting = [None if intaking._is_named_plain(item) else pool.submit(item) for item in items]  # noqa: SLF001 - see above
    for item, future in zip(items, waiting, strict=True):
        if not intaking._take(item, future, pool).drafts:  # noqa: SLF001 - as above
            raise RuntimeError(item.source)


def main() -> int:
    """Measure the three formats; the exit status is 1 where one takes more than its share."""
    ratios = (
        measure("text", ".txt", texts(), read_bare_text),
        measure("pages", ".html", pages(), read_bare_page),
        measure("PDF", ".pdf", portables(), read_bare_portable),
    )
    print(f"at most {max(ratios):.2f} times the bare call; the limit is {MOST_RATIO}")
    return int(max(ratios) > MOST_RATIO)


if __name__ == "__main__":
    sys.exit(main())
