"""How long reading takes beside what the language engine alone takes on the same text, in one process.

    .venv/bin/python bench/speed/ratio.py

Both are repeated in turn and compared by their medians, so that a busy machine slows both. Seconds are compared with
nothing: they say more of the machine than of the program.
"""

import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from joindots.parse import SpacyEngine
from joindots.parse.readers import PARSED_KINDS
from joindots.run import Options, read

if TYPE_CHECKING:
    from joindots.model import Document

REPORTS = Path(__file__).resolve().parents[3] / "shared" / "reports"
REPETITIONS = 5
MOST_RATIO = 2.0
"""Times the language engine's own time that reading may take."""

MOST_MEGABYTES = 1000
"""Peak memory of the process."""


class Timing(Struct, frozen=True):
    """Seconds of each repetition."""

    reading: list[float]
    parsing: list[float]

    @property
    def ratio(self) -> float:
        """Median of reading over median of parsing."""
        return statistics.median(self.reading) / statistics.median(self.parsing)


def paragraphs(documents: Sequence["Document"]) -> list[str]:
    """The distinct paragraphs that are parsed, in order."""
    texts = [d.text[b.start : b.end].strip() for d in documents for b in d.blocks if b.kind in PARSED_KINDS]
    return list(dict.fromkeys(text for text in texts if text))


def measure(paths: Sequence[Path]) -> Timing:
    """Read and parse in turn, once to warm up and then `REPETITIONS` times."""
    import spacy  # noqa: PLC0415 - after joindots, so that nothing is loaded that it would not load

    options = Options(workers=1)
    texts = paragraphs(read(paths, options=options).documents)
    pipeline = spacy.load(SpacyEngine().package)
    list(pipeline.pipe(texts))
    timing = Timing([], [])
    for _ in range(REPETITIONS):
        timing.reading.append(_seconds(lambda: read(paths, options=options)))
        timing.parsing.append(_seconds(lambda: list(pipeline.pipe(texts))))
    return timing


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> int:
    """Measure and print; the exit status is 1 where a bound is not held."""
    if not REPORTS.is_dir():
        print(f"speed: not measured, {REPORTS} is absent")
        return 0
    timing = measure([REPORTS])
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for name, seconds in (("reading", timing.reading), ("spaCy alone", timing.parsing)):
        print(f"{name:12} median {statistics.median(seconds):.2f} s  of {', '.join(f'{s:.2f}' for s in seconds)}")
    print(f"ratio {timing.ratio:.2f} (at most {MOST_RATIO})  peak memory {megabytes:.0f} MB (at most {MOST_MEGABYTES})")
    return int(timing.ratio > MOST_RATIO or megabytes > MOST_MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
