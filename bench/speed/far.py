"""What joining costs the driver with a cluster and without: made-up reports, in one process, then with two workers.

    .venv/bin/python bench/speed/far.py
    .venv/bin/python bench/speed/far.py --reports 10000

A real scheduler and two workers run on this machine, over TCP on the loopback. Each way is taken in a process of its
own, so that its peak of memory is its own; times are of the processor. The exit status is 1 where the findings differ.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from generated import Made, make_pile

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests" / "run"))

from joindots.join import find, join_pile
from joindots.model.memos import hash_given

MEGABYTE = 1024


def join_here(made: Made) -> dict[str, object]:
    """Join in this process."""
    start = time.process_time()
    pile = join_pile(made.documents, made.observations)
    joined = time.process_time()
    findings = find(pile)
    return {"joining": joined - start, "findings": time.process_time() - joined, "hash": hash_given(findings)}


def join_far(made: Made) -> dict[str, object]:
    """Join with two workers: seconds of this process, those of all workers, and bytes that stay in the folder."""
    from clusters import Cluster  # noqa: PLC0415 - needs the extra

    from joindots.run.distributed import (  # noqa: PLC0415 - as above
        DaskEngine,
        find_copies,
        group_reports,
        judge_parts,
        prepare_reports,
    )

    with tempfile.TemporaryDirectory() as folder, Cluster(Path(folder)) as cluster:
        cluster.have_workers(2, wait=True)
        blocks = Path(folder) / "blocks"
        engine = DaskEngine(cluster.engine, folder=str(blocks))
        costs: dict[str, object] = {}
        measure = partial(measure_step, costs, cluster, blocks)
        reuse = measure("copies", lambda: find_copies(made.documents, engine))
        memo = measure("preparing", lambda: prepare_reports(made.documents, made.observations, engine, None))
        times = {found.document: found.times for found in made.observations}
        clusters = measure("grouping", lambda: group_reports(made.documents, times, engine))
        found = {"reuse": reuse, "memo": memo, "clusters": clusters}
        pile = measure("joining", lambda: join_pile(made.documents, made.observations, **found))
        findings = measure("findings", lambda: find(pile, None, partial(judge_parts, engine=engine)))
    return {**costs, "hash": hash_given(findings)}


def measure_step(costs: dict, cluster: object, blocks: Path, name: str, work: Callable[[], object]) -> object:
    """Take a step and note what it cost."""
    before, away, size = time.process_time(), count_seconds(cluster), count_bytes(blocks)
    Path("/proc/self/clear_refs").write_text("5")  # the peak of memory is measured anew
    result = work()
    costs[name] = time.process_time() - before
    costs[f"{name}, peak MB"] = read_peak()
    costs[f"{name}, workers"] = count_seconds(cluster) - away
    costs[f"{name}, bytes"] = count_bytes(blocks) - size
    return result


def read_peak() -> float:
    """Megabytes that this process held at most since its peak was last set back."""
    lines = (line.split() for line in Path("/proc/self/status").read_text().splitlines())
    return next(int(line[1]) for line in lines if line[0] == "VmHWM:") / MEGABYTE


def count_seconds(cluster: object) -> float:
    """Processor time of the workers and of all below them."""
    return sum(times.user + times.system for times in _list_times(cluster))


def _list_times(cluster: object) -> Iterator[object]:
    import psutil  # noqa: PLC0415 - comes with the extra

    for worker in cluster.workers:
        process = psutil.Process(worker.pid)
        yield from (each.cpu_times() for each in (process, *process.children(recursive=True)))


def count_bytes(folder: Path) -> int:
    """Of all files of a folder."""
    return sum(file.stat().st_size for file in folder.iterdir()) if folder.is_dir() else 0


def run_alone(reports: int, way: str) -> None:
    """What the child does: make, join, print."""
    made = make_pile(reports)
    costs = join_here(made) if way == "here" else join_far(made)
    peak = max([read_peak(), *(costs[name] for name in costs if name.endswith(", peak MB"))])
    words = sum(len(document.text.split()) for document in made.documents)
    print(json.dumps({**costs, "peak_mb": peak, "words": words}))


def main() -> int:
    """Measure both; the exit status is 1 where the findings differ."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--alone", choices=["here", "far"])
    given = parser.parse_args()
    if given.alone:
        run_alone(given.reports, given.alone)
        return 0
    hashes = set()
    for way in ("here", "far"):
        command = [sys.executable, __file__, "--alone", way, "--reports", str(given.reports)]
        costs = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        hashes.add(costs.pop("hash"))
        print(way, ", ".join(f"{name} {cost:.2f}" for name, cost in costs.items()))
    print("same findings" if len(hashes) == 1 else "the findings differ")
    return 0 if len(hashes) == 1 else 1


if __name__ == "__main__":
    sys.exit(main())
