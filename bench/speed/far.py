"""What joining costs the driver with a cluster and without: made-up reports, in one process, then with two workers.

    .venv/bin/python bench/speed/far.py
    .venv/bin/python bench/speed/far.py --reports 10000

A real scheduler and two workers run on this machine, over TCP on the loopback. Each way is taken in a process of its
own, so that its peak of memory is its own; times are of the processor. The exit status is 1 where any record differs.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import msgspec
from generated import Made, make_pile

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests" / "run"))

from joindots.join import Pile, find, join_by, join_pile
from joindots.model import Bonds, Finding

MEGABYTE = 1024

STEPS = ("join_entities", "cluster_reports", "join_events", "find_reuse")
"""Of the join, those that compare reports."""


def join_here(made: Made) -> dict[str, object]:
    """Join in this process."""
    start = time.process_time()
    pile = join_pile(made.documents, made.observations)
    joined = time.process_time()
    findings = find(pile)
    costs = {"joining": joined - start, "findings": time.process_time() - joined, "peak_mb": read_memory("VmHWM")}
    return {**costs, "hash": hash_records(pile, findings)}


def join_far(made: Made) -> dict[str, object]:
    """Join with two workers: seconds of this process, those of all workers, and bytes that stay in the folder."""
    from clusters import Cluster  # noqa: PLC0415 - needs the extra

    from joindots.run.distributed import DaskEngine, judge_parts  # noqa: PLC0415 - as above

    with tempfile.TemporaryDirectory() as folder, Cluster(Path(folder)) as cluster:
        cluster.have_workers(2, wait=True)
        blocks = Path(folder) / "blocks"
        engine = DaskEngine(cluster.engine, folder=str(blocks))
        costs: dict[str, object] = {}
        measure = partial(measure_step, costs, cluster, blocks)
        steps = Measured(engine, str(blocks), measure)
        pile = measure("assembling", lambda: join_by(made.documents, made.observations, Bonds(), steps))
        for what in ("", ", workers", ", bytes"):
            costs[f"assembling{what}"] -= sum(costs[name + what] for name in STEPS)
        findings = measure("findings", lambda: find(pile, None, partial(judge_parts, engine=engine)))
    costs["peak_mb"] = max(costs[name] for name in costs if name.endswith(", peak MB"))
    return {**costs, "hash": hash_records(pile, findings)}


class Measured:
    """The steps of the join on a cluster, each measured."""

    def __init__(self, engine: object, folder: str, measure: Callable[[str, Callable[[], object]], object]) -> None:
        from joindots.run.distributed.joining import Far  # noqa: PLC0415 - needs the extra

        self._far, self._measure = Far(engine, folder), measure

    def __getattr__(self, name: str) -> Callable[..., object]:
        return lambda *given: self._measure(name, lambda: getattr(self._far, name)(*given))


def measure_step(costs: dict, cluster: object, blocks: Path, name: str, work: Callable[[], object]) -> object:
    """Take a step and note what it cost."""
    before, away, size = time.process_time(), count_seconds(cluster), count_bytes(blocks)
    Path("/proc/self/clear_refs").write_text("5")  # the peak of memory is measured anew
    result = work()
    costs[name] = time.process_time() - before
    costs[f"{name}, peak MB"] = read_memory("VmHWM")
    costs[f"{name}, workers"] = count_seconds(cluster) - away
    costs[f"{name}, bytes"] = count_bytes(blocks) - size
    return result


def read_memory(what: str) -> float:
    """Megabytes that this process holds ("VmRSS"), or held at most since its peak was last set back ("VmHWM")."""
    lines = (line.split() for line in Path("/proc/self/status").read_text().splitlines())
    return next(int(line[1]) for line in lines if line[0] == f"{what}:") / MEGABYTE


def hash_records(pile: Pile, findings: tuple[Finding, ...]) -> str:
    """Of all records, one after the other."""
    digest, encoder = hashlib.sha256(), msgspec.json.Encoder(order="deterministic")
    for records in (*(getattr(pile, field) for field in Pile.__struct_fields__), findings):
        for record in records:
            digest.update(encoder.encode(record))
    return digest.hexdigest()


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
    given = read_memory("VmRSS")
    costs = join_here(made) if way == "here" else join_far(made)
    words = sum(len(document.text.split()) for document in made.documents)
    print(json.dumps({**costs, "given_mb": given, "words": words}))


def main() -> int:
    """Measure both; the exit status is 1 where anything differs."""
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
    print("same records and findings" if len(hashes) == 1 else "records or findings differ")
    return 0 if len(hashes) == 1 else 1


if __name__ == "__main__":
    sys.exit(main())
