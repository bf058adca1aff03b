"""How joining, finding copies and memory grow: made-up reports with what would be found in them, nothing parsed.

    .venv/bin/python bench/speed/growing.py
    .venv/bin/python bench/speed/growing.py --joined 1000 10000 100000
    .venv/bin/python bench/speed/growing.py --find 100000      # finds planted copies, alone
    .venv/bin/python bench/speed/growing.py --account 10000    # joins, writes all faces, tells the peak of memory

The piles are those of `generated.py`. Reading is measured on fewer reports of the same length (`reports.py`) and taken
as many times as there are more: it looks at one report at a time.
"""

import argparse
import json
import math
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from operator import attrgetter
from pathlib import Path

from generated import Made, make_pile
from joining import measure as join_alone
from joining import recall_copies
from msgspec.structs import replace
from ratios import MEGABYTE, Options, Ratio, main, open_workplace, run
from reports import make_reports, write_reports

from joindots.join import find, join_pile
from joindots.join.reuse import find_reuse
from joindots.model import SCHEMA, Account, Document, Generator

PLANTED = 500
"""Passages that are planted in a pile, each in a report on another event."""

PASSAGE = 40
"""Words of a planted passage."""

SAMPLE = 200
"""Reports that are read to tell what reading takes."""

PARSES_MEGABYTES = 200
"""Packed parses that a run without a case keeps."""


def measure(options: Options) -> Iterator[Ratio]:
    """All ratios of growth."""
    sizes = options.joined
    seconds = {size: join_alone(size, 1)["total"] for size in sizes}
    told = ", ".join(f"{size:,}: {spent:.4g} s" for size, spent in seconds.items())
    middle = min(sizes, key=lambda size: abs(size - 10_000))
    with open_workplace() as place:
        reading = measure_sample(place, min(SAMPLE, options.reports))
        worker = max(measure_workers(place))
    yield Ratio(
        name=f"joining / reading at {middle:,} reports",
        reach=0.10,
        goal=0.05,
        ours=(seconds[middle],),
        bare=(reading * middle,),
        note=f"Reading {min(SAMPLE, options.reports)} reports, taken as often as there are more.",
    )
    exponent = math.log(seconds[sizes[-1]] / seconds[sizes[0]]) / math.log(sizes[-1] / sizes[0])
    yield Ratio(
        name=f"exponent of joining, {sizes[0]:,} to {sizes[-1]:,} reports",
        reach=1.15,
        goal=1.05,
        ours=(exponent,),
        unit="",
        note=told,
    )
    planted = _ask("--find", options.planted)
    for name, reach, goal in (("partial copies", 0.98, 0.99), ("passages", 0.92, 0.95)):
        yield Ratio(
            name=f"planted {name} found at {options.planted:,} reports",
            reach=reach,
            goal=goal,
            ours=(planted[name],),
            unit="",
            note=f"{planted['seconds']:.4g} s of the processor for all.",
            least=True,
        )
    memory = _ask("--account", middle)["megabytes"]
    yield Ratio(
        name=f"peak of memory at {middle:,} reports, all processes, gigabytes",
        reach=2.5,
        goal=1.5,
        ours=((memory + PARSES_MEGABYTES + 2 * worker) / 1000,),
        unit="GB",
        note=f"{memory:.0f} MB joining and writing, {PARSES_MEGABYTES} MB of parses, two workers of {worker:.0f} MB.",
    )


def measure_sample(place: Path, reports: int) -> float:
    """Seconds of the processor for reading one report in a pile, without the start of the program."""
    write_reports(place / "one", make_reports(1))
    write_reports(place / "many", make_reports(reports))
    one, many = (
        run(["-m", "joindots", "read", place / name, "--out", place / "out", "--workers", "1", "--quiet"], place)
        for name in ("one", "many")
    )
    return (many.processor - one.processor) / (reports - 1)


def measure_workers(place: Path) -> Iterator[float]:
    """Megabytes of a process that parses and extracts, alone."""
    write_reports(place / "block", make_reports(60))
    command = ["-m", "joindots", "read", place / "block", "--out", place / "out", "--workers", "1", "--quiet"]
    yield run(command, place, memory=True).megabytes


def plant_passages(made: Made, seed: int = 1) -> tuple[list[Document], list[tuple[str, str]]]:
    """Copy a passage out of some reports to the ends of others, on other events; the pairs of ids."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    documents = list(made.documents)
    pairs = []
    order = chance.sample(range(len(documents)), len(documents))
    chosen = ((a, b) for a, b in zip(order[::2], order[1::2], strict=False) if made.events[a] != made.events[b])
    for a, b in islice(chosen, min(PLANTED, len(documents) // 10)):
        words = documents[a].text.split("\n")[-6].split() + documents[a].text.split("\n")[-5].split()
        text = documents[b].text + " ".join(words[:PASSAGE]) + "\n"
        *blocks, last = documents[b].blocks
        documents[b] = replace(documents[b], text=text, blocks=(*blocks, replace(last, end=len(text))))
        pairs.append((min(documents[a].id, documents[b].id), max(documents[a].id, documents[b].id)))
    return documents, pairs


def find_planted(reports: int) -> dict[str, float]:
    """Shares of what was planted that is found, and the seconds it took."""
    made = make_pile(reports)
    documents, pairs = plant_passages(made)
    start = time.process_time()
    found = {(record.a.document, record.b.document) for record in find_reuse(documents)}
    return {
        "seconds": time.process_time() - start,
        "partial copies": recall_copies(made, found),
        "passages": sum(pair in found for pair in pairs) / len(pairs),
    }


def write_account(reports: int) -> dict[str, float]:
    """Join and write all faces of an account; the peak of memory on the way."""
    from joindots.account import verify_account, view_account  # noqa: PLC0415 - for this measurement alone
    from joindots.run.keeping import RENDERERS  # noqa: PLC0415 - as above

    made = make_pile(reports)
    documents, observations = made.documents, made.observations
    del made
    pile = join_pile(documents, observations)
    del documents, observations
    findings = tuple(sorted(find(pile), key=attrgetter("id")))
    arrays = {field: getattr(pile, field) for field in pile.__struct_fields__}
    account = Account(
        schema=SCHEMA,
        generator=Generator(version="made up", models=(), options={}),
        **arrays,
        findings=findings,
        rejections=(),
    )
    verify_account(account)
    joined = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE
    page = view_account(account)
    sizes = {name: sum(map(len, render(account, page))) / MEGABYTE**2 for name, render in RENDERERS.items()}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE
    return {"megabytes": peak, "joined": joined, **sizes}


def _ask(mode: str, reports: int) -> dict[str, float]:
    """Measure in a process of its own, so that its memory is its own."""
    command = [sys.executable, __file__, mode, str(reports)]
    answer: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return answer


def _answer(arguments: Sequence[str]) -> bool:
    """Be the process that is asked, where it is one."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--find", type=int)
    parser.add_argument("--account", type=int)
    given, _ = parser.parse_known_args(arguments)
    if given.find:
        print(json.dumps(find_planted(given.find)))
    elif given.account:
        print(json.dumps(write_account(given.account)))
    return bool(given.find or given.account)


if __name__ == "__main__":
    sys.exit(0 if _answer(sys.argv[1:]) else main(measure, __doc__))
