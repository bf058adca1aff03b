"""Measure which changes between a report and its copy joindots finds, and what it raises where nothing was changed.

    .venv/bin/python bench/planted/measure.py                                  500 reports, three seeds: `make bench`
    .venv/bin/python bench/planted/measure.py --seed 7 --number 60 FILE ...    other seeds, numbers and sources
    .venv/bin/python bench/planted/measure.py --pairs OUT FILE ...             only write the pairs, as JSON lines
    .venv/bin/python bench/planted/measure.py --missed                         and print what was missed or raised
    .venv/bin/python bench/planted/measure.py --update                         and write README.md and raised floors

Each pair is read as a pile of its own, the report and its copy given to different publishers. What counts as found
stands in scoring.py.
"""

import argparse
import json
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import msgspec
from floors import hold
from planting import Pair, make_pairs
from reports import Report, draw_reports
from scoring import Score, judge, tell, total

from joindots.model import Account
from joindots.run import Options, read

BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench"
SOURCES = ("shootings/docs.jsonl.gz", "attributions/train.docs.jsonl.gz", "timelines/docs.jsonl.gz")
SEEDS = (1, 2, 3)
NUMBER = 500
PROCESSES = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, compare; the exit status is 1 where a floor is not held."""
    options = _parse(arguments)
    sources = options.sources or [BENCH / source for source in SOURCES]
    if not all(source.exists() for source in sources):
        print("planted: not measured, the source of reports is absent")
        return 0
    start = time.monotonic()
    seeds = options.seeds or SEEDS
    pairs = [pair for seed in seeds for pair in make_pairs(draw_reports(sources, options.number, seed), seed)]
    if options.pairs:
        options.pairs.write_bytes(b"".join(msgspec.json.encode(pair) + b"\n" for pair in pairs))
        return 0
    scores = list(score_pairs(pairs))
    if options.missed:
        print("\n".join(line for score in scores for line in tell(score)))
    usual = not options.sources and not options.seeds and options.number == NUMBER
    print(f"planted: {len(pairs)} copies, {time.monotonic() - start:.0f} s")
    return hold(total(scores), compare=usual, update=options.update and usual)


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure planted changes.")
    parser.add_argument("sources", nargs="*", type=Path, help="JSON lines (plain or gzip) or folders of text files")
    parser.add_argument("--seed", action="append", type=int, dest="seeds", help="repeatable")
    parser.add_argument("--number", type=int, default=NUMBER, help="reports drawn for each seed")
    parser.add_argument("--pairs", type=Path, help="write the pairs to this file and stop")
    parser.add_argument("--missed", action="store_true", help="print what was missed, and false alarms")
    parser.add_argument("--update", action="store_true", help="write README.md and raise the floors")
    return parser.parse_args(arguments)


def score_pairs(pairs: Sequence[Pair]) -> list[Score]:
    """Read and judge each pair, in order."""
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool, tempfile.TemporaryDirectory() as folder:
        return pool.map(partial(_score, folder), list(enumerate(pairs)), chunksize=16)


def _score(folder: str, numbered: tuple[int, Pair]) -> Score:
    number, pair = numbered
    return judge(pair, read_pair(pair, Path(folder) / f"{number}.jsonl"))


def read_pair(pair: Pair, path: Path) -> Account:
    """The account of a report and its copy, written to a file to be read from there."""
    path.write_text("".join(f"{_line(report)}\n" for report in (pair.original, pair.copy)), "utf-8")
    return read(path, options=Options(workers=1))


def _line(report: Report) -> str:
    fields = {"id": report.id, "text": report.text, "title": report.title, "published": report.published}
    return json.dumps({**fields, "publisher": report.publisher or "The Morning Original"})


if __name__ == "__main__":
    sys.exit(main())
