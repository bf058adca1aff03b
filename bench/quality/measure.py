"""Measure what joindots reads right, on public sets with gold answers, and hold the floors.

    .venv/bin/python bench/quality/measure.py                          all sets, as `make bench` does
    .venv/bin/python bench/quality/measure.py --set times --set muc    some of them
    .venv/bin/python bench/quality/measure.py --update                 and write README.md and raised floors
    .venv/bin/python bench/quality/measure.py --set timelines --keep accounts    a long set, only where it is named

With `--keep` the accounts of a set's parts stay in that folder and are not made again: a long set can be measured in
several goes, and scored again for nothing. They are stale once the program changes.

Each set is read by the installed command, as a user would, and scored by the scorer that stands beside the sets. A
number below its floor fails the run. Floors only rise.
"""

import argparse
import gzip
import json
import math
import subprocess
import sys
import tarfile
import tempfile
import time
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bare_names import write_account
from msgspec import Struct, structs
from person_names import score_pairs

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BENCH = ROOT.parent / "shared" / "bench"
SETS, FLOORS, README = HERE / "sets.toml", HERE / "floors.toml", HERE / "README.md"
STEP = 0.005
"""Floors are multiples of this below what was measured, so that a harmless trade between two rules can pass."""


class Measure(Struct, frozen=True):
    """A headline number: where the scorer prints it, and what others reach."""

    row: str
    column: str
    peer: str = ""

    @property
    def name(self) -> str:
        """Row and column in one."""
        return f"{self.row} {self.column}"


class Set(Struct, frozen=True):
    """A set of documents with gold answers.

    Attributes:
        name: Of its table.
        task: The scorer's name for it.
        docs: What is read.
        gold: The answers.
        measures: The headline numbers.
        parts: Whether documents are read apart by what their ids begin with.
        long: Whether it is left out unless it is named.
    """

    name: str
    task: str
    docs: Path
    gold: Path
    measures: tuple[Measure, ...]
    parts: bool = False
    long: bool = False


class Row(Struct, frozen=True):
    """One line of the table."""

    set: str
    measure: Measure
    value: float
    floor: float


def load_sets() -> list[Set]:
    """What is to be measured, in the file's order."""
    return [
        Set(
            name=name,
            task=entry["task"],
            docs=BENCH / entry.get("docs", ""),
            gold=BENCH / entry["gold"],
            measures=tuple(Measure(**measure) for measure in entry["measures"]),
            parts=entry.get("parts", False),
            long=entry.get("long", False),
        )
        for name, entry in tomllib.loads(SETS.read_text("utf-8")).items()
    ]


def load_floors() -> dict[str, dict[str, float]]:
    """For each set and measure the least that may be measured."""
    return tomllib.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}


def measure_set(one: Set, floors: dict[str, float], keep: Path | None = None) -> Iterator[Row]:
    """Read a set with the installed command, score the account, and what a bare tagger makes of the same texts."""
    if one.task == "person_names":
        scores, bare = score_pairs(one.gold), None
    else:
        with tempfile.TemporaryDirectory() as folder:
            docs = unpack_docs(one, Path(folder))
            account = read_parts(docs, keep or Path(folder)) if one.parts else read_docs(docs, Path(folder))
            scores, bare = run_scorer(one, account), None
            if one.task == "names":
                write_account(docs, account)
                bare = run_scorer(one, account)
    for measure in one.measures:
        value = float(scores[measure.row][measure.column] or 0)
        yield Row(one.name, _beside(measure, bare), value, floors.get(measure.name, 0.0))


def _beside(measure: Measure, bare: dict[str, dict[str, float | None]] | None) -> Measure:
    """The measure with what the bare tagger reaches in the same run."""
    if bare is None:
        return measure
    return structs.replace(
        measure, peer=f"{bare[measure.row][measure.column]:.3f} spaCy small, same run".removeprefix("0")
    )


def read_docs(docs: Path, folder: Path) -> Path:
    """The account that the installed command makes of documents."""
    command = [Path(sys.executable).parent / "joindots", "read", docs, "--out", folder, "--format", "json", "--quiet"]
    subprocess.run(command, check=True)
    return folder / "account.json"


def read_parts(docs: Path, folder: Path) -> Path:
    """One account of documents and events, from one of each part that is not in the folder yet."""
    lines: dict[str, list[str]] = defaultdict(list)
    for line in docs.read_text("utf-8").splitlines():
        lines[json.loads(line)["id"].partition("/")[0]].append(line)
    whole: dict[str, list[object]] = {"documents": [], "events": []}
    for part, some in lines.items():
        own = folder / part
        own.mkdir(parents=True, exist_ok=True)
        if not (account := own / "account.json").exists():
            (own / "docs.jsonl").write_text("\n".join(some) + "\n", "utf-8")
            read_docs(own / "docs.jsonl", own)
        read = json.loads(account.read_text("utf-8"))
        for array in whole:
            whole[array] += read[array]
    joined = folder / "account.json"
    joined.write_text(json.dumps(whole), "utf-8")
    return joined


def run_scorer(one: Set, account: Path) -> dict[str, dict[str, float | None]]:
    """Row and column of the scorer's table to number."""
    scorer = [sys.executable, BENCH / "score.py", one.task, account, one.gold, "--json"]
    printed = subprocess.run(scorer, check=True, capture_output=True, text=True).stdout
    return json.loads(printed.splitlines()[-1])["scores"]


def unpack_docs(one: Set, folder: Path) -> Path:
    """A file of documents, or a folder of pages."""
    if one.docs.name.endswith(".tar.gz"):
        with tarfile.open(one.docs) as archive:
            archive.extractall(folder / "docs", filter="data")
        return folder / "docs"
    docs = folder / f"{one.name}.jsonl"
    docs.write_bytes(gzip.decompress(one.docs.read_bytes()))
    return docs


def raise_floors(floors: dict[str, dict[str, float]], rows: Sequence[Row]) -> dict[str, dict[str, float]]:
    """The floors after a measurement: raised where more was reached, never lowered."""
    raised = {name: dict(entries) for name, entries in floors.items()}
    for row in rows:
        reached = round(math.floor(row.value / STEP) * STEP, 3)
        entries = raised.setdefault(row.set, {})
        entries[row.measure.name] = max(entries.get(row.measure.name, 0.0), reached)
    return raised


def write_floors(floors: dict[str, dict[str, float]]) -> None:
    """Write the floors, one table a set."""
    lines = ["# The least that `make bench` accepts. Raised by `bench/quality/measure.py --update`, never lowered.", ""]
    for name, entries in floors.items():
        lines += [f"[{name}]", *(f"{json.dumps(measure)} = {floor:.3f}" for measure, floor in entries.items()), ""]
    FLOORS.write_text("\n".join(lines[:-1]) + "\n", "utf-8")


def write_readme(rows: Sequence[Row], floors: dict[str, dict[str, float]]) -> None:
    """Put what was measured into the table; rows of sets that were not measured stay."""
    old = README.read_text("utf-8").partition("<!-- measured: begin -->")[2].partition("<!-- measured: end -->")[0]
    lines = {tuple(line.split(" | ")[:2]): line for line in old.splitlines() if line.startswith("| `")}
    for row in rows:
        floor = floors[row.set][row.measure.name]
        line = f"| `{row.set}` | {_escape(row.measure.name)} | {row.value:.3f} | {floor:.3f} | {row.measure.peer} |"
        lines[tuple(line.split(" | ")[:2])] = line
    order = [(f"| `{one.name}`", _escape(measure.name)) for one in load_sets() for measure in one.measures]
    table = [lines[key] for key in order if key in lines]
    head = ["| set | measure | measured | floor | others |", "|---|---|---|---|---|"]
    write_table("measured", [*head, *table])


def list_floors(rows: Sequence[Row], floors: Mapping[str, float]) -> Iterator[str]:
    """The headline numbers of one set beside their floors, as a table."""
    yield "| set | measure | measured | floor | others |"
    yield "|---|---|---|---|---|"
    for row in rows:
        yield f"| `{row.set}` | {row.measure.name} | {row.value:.3f} | {floors[row.measure.name]:.3f} |  |"


def write_table(name: str, lines: Sequence[str]) -> None:
    """Put lines into the README, between the marks of their name."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    before, _, rest = README.read_text("utf-8").partition(begin)
    _, _, after = rest.partition(end)
    README.write_text("\n".join([before + begin, *lines, end + after]), "utf-8")


def conclude(rows: Sequence[Row], tables: Sequence[str], seconds: float, *, update: bool) -> int:
    """Print the rows of one set beside their floors, and write both where that is asked.

    Args:
        rows: Of one set, at least one.
        tables: What stands above them in the README, between the set's marks.
        seconds: How long measuring took.
        update: Whether to write README.md and raise the floors.

    Returns:
        1 where a floor is not held, else 0.
    """
    name = rows[0].set
    for row in rows:
        verdict = "ok  " if row.value >= row.floor else "LOW "
        print(f"{verdict} {row.set:20} {row.measure.name:50} {row.value:.3f}  floor {row.floor:.3f}")
    print(f"     {name}: {seconds:.0f} s", flush=True)
    if update:
        raised = raise_floors(load_floors(), rows)
        write_floors(raised)
        write_table(name, [*tables, "", *list_floors(rows, raised[name])])
    return int(any(row.value < row.floor for row in rows))


def _escape(name: str) -> str:
    return name.replace(">", "&gt;")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, compare; the exit status is 1 where a floor is not held."""
    parser = argparse.ArgumentParser(description="Measure quality and hold the floors.")
    parser.add_argument("--set", action="append", dest="sets", help="only this set; repeatable")
    parser.add_argument("--update", action="store_true", help="write README.md and raise the floors")
    parser.add_argument(
        "--keep", type=Path, help="folder for the accounts of a set's parts; those there are not made again"
    )
    options = parser.parse_args(arguments)
    if not BENCH.is_dir():
        print(f"quality: not measured, {BENCH} is absent")
        return 0
    chosen = [one for one in load_sets() if one.name in (options.sets or ()) or not (options.sets or one.long)]
    for one in load_sets():
        if one.long and one not in chosen and not options.sets:
            print(f"     {one.name}: left out for its length; --set {one.name} measures it", flush=True)
    return max([_hold(one, options.keep, update=options.update) for one in chosen], default=0)


def _hold(one: Set, keep: Path | None, *, update: bool) -> int:
    """Measure one set and compare it with its floors; 1 where one is not held."""
    floors, start = load_floors(), time.monotonic()
    try:
        rows = list(measure_set(one, floors.get(one.name, {}), keep))
    except subprocess.CalledProcessError as error:
        print(f"FAIL {one.name}: {error}", flush=True)
        return 1
    for row in rows:
        verdict = "ok  " if row.value >= row.floor else "LOW "
        beside = f"  ({row.measure.peer})" if row.measure.peer else ""
        print(f"{verdict} {row.set:20} {row.measure.name:50} {row.value:.3f}  floor {row.floor:.3f}{beside}")
    print(f"     {one.name}: {time.monotonic() - start:.0f} s", flush=True)
    if update:
        raised = raise_floors(load_floors(), rows)  # another measurement may have raised some meanwhile
        write_floors(raised)
        write_readme(rows, raised)
    return int(any(row.value < row.floor for row in rows))


if __name__ == "__main__":
    sys.exit(main())
