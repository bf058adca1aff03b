"""What the distributed engine costs beside the local one: the same reports, parsed and extracted by two processes each.

    .venv/bin/python bench/speed/engines.py
    .venv/bin/python bench/speed/engines.py --reports 100 --repetitions 1

A real scheduler and two workers run on this machine, over TCP on the loopback; blocks go through files. Both engines
start cold, in turn, `--repetitions` times; the cluster's own start (scheduler and workers up, nothing loaded) is told
beside. Times are by the clock and of the processor, that of all processes taken together: on a machine that does much
else only the latter means something. Reports are made up (`generated.py`). The exit status is 1 where the results
differ, or where the distributed engine takes more than `MOST_RATIO` times the processor time of the local one.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from generated import make_pile

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests" / "run"))

WORKERS = 2
MOST_RATIO = 1.4
"""Times the local engine's time that the distributed one may take."""


class Cost(NamedTuple):
    """Seconds by the clock and of the processor."""

    clock: float
    processor: float


def measure_cost(work: Callable[[], object]) -> tuple[Cost, object]:
    """What work costs this process and all below it, and what it gave."""
    before, start = count_seconds(), time.perf_counter()
    result = work()
    return Cost(time.perf_counter() - start, count_seconds() - before), result


def count_seconds() -> float:
    """Processor time of this process, of all that run below it, and of those that ended and were waited for."""
    import psutil  # noqa: PLC0415 - comes with the extra

    total = 0.0
    own = psutil.Process()
    for process in (own, *own.children(recursive=True)):
        try:
            times = process.cpu_times()
        except psutil.Error:  # it ended just now
            continue
        total += times.user + times.system + times.children_user + times.children_system
    return total


def compare_engines(reports: int, repetitions: int) -> bool:
    """Measure both in turn and print; whether the results are the same and the ratio is within bounds."""
    from clusters import Cluster  # noqa: PLC0415 - needs the extra

    from joindots.run import Options  # noqa: PLC0415 - after the extra was looked for
    from joindots.run.blocks import observe_blocks, split_work  # noqa: PLC0415 - as above
    from joindots.run.distributed import DaskEngine  # noqa: PLC0415 - as above
    from joindots.run.engines import LocalEngine, RunEngine  # noqa: PLC0415 - as above

    documents = make_pile(reports).documents
    blocks = split_work(documents, Options())
    characters = sum(len(document.text) for document in documents)
    print(f"{reports} made-up reports, {characters:,} characters, {len(blocks)} blocks; {WORKERS} processes each")

    def observe(engine: RunEngine) -> list[object]:
        parses: dict[bytes, bytes] = {}
        found: list[object] = []
        for _, observed in observe_blocks(engine, blocks, lambda keys: {k: parses[k] for k in keys if k in parses}):
            parses.update(observed.parses)
            found += observed.results
        return found

    costs: dict[str, list[Cost]] = {"local": [], "distributed": [], "its start": []}
    same = True
    for _ in range(repetitions):
        cost, here = measure_cost(lambda: observe(LocalEngine(WORKERS)))
        costs["local"].append(cost)
        with tempfile.TemporaryDirectory() as folder, Cluster(Path(folder)) as cluster:
            cost, _ = measure_cost(lambda cluster=cluster: cluster.have_workers(WORKERS, wait=True))
            costs["its start"].append(cost)
            engine = DaskEngine(cluster.engine)
            cost, there = measure_cost(lambda engine=engine: observe(engine))
            costs["distributed"].append(cost)
        same &= here == there
    return print_costs(costs) and same


def print_costs(costs: dict[str, Sequence[Cost]]) -> bool:
    """Print medians and ratios; whether the ratio of processor time is within bounds."""
    for name, some in costs.items():
        clock, processor = (statistics.median(column) for column in zip(*some, strict=True))
        print(f"{name:12} {clock:8.2f} s by the clock  {processor:8.2f} s of the processor")
    pairs = list(zip(costs["distributed"], costs["local"], strict=True))
    by_clock = statistics.median(a.clock / b.clock for a, b in pairs)
    ratio = statistics.median(a.processor / b.processor for a, b in pairs)
    print(f"distributed / local: {ratio:.2f} of processor time, {by_clock:.2f} by the clock (at most {MOST_RATIO})")
    return ratio <= MOST_RATIO


def main() -> int:
    """Measure; the exit status is 1 where a bound is not held."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reports", type=int, default=500)
    parser.add_argument("--repetitions", type=int, default=3)
    given = parser.parse_args()
    try:
        import distributed  # noqa: F401, PLC0415 - whether it is there
    except ImportError:
        print("engines: not measured, the extra `distributed` is not installed")
        return 0
    return 0 if compare_engines(given.reports, given.repetitions) else 1


if __name__ == "__main__":
    sys.exit(main())
