"""How joining grows with the pile, in time and memory from 1,000 to 10,000 made-up reports, and what one more costs.

    .venv/bin/python bench/speed/joining.py
    .venv/bin/python bench/speed/joining.py --reports 1000 10000 100000 --repetitions 1
    .venv/bin/python bench/speed/joining.py --reports 2000 --profile

Joining is `join_pile` and `find`: everything from the documents' observations to the findings. Reports and observations
are made up (`generated.py`), so that nothing is parsed. Each pile is joined in a process of its own; times are of the
processor, the median of the repetitions, and the two sizes are measured in turn. Exit status 1 where ten times the
reports take more than `MOST_TIMES` the time.

Then one report is added and all is joined again with what is remembered of the first time; its share of the time that
joining all of them took is printed, and compared with what is asked for (`MOST_ADDED`), without failing the run.
"""

import argparse
import cProfile
import json
import math
import pstats
import resource
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from generated import Made, make_pile

from joindots.join import find, join_pile
from joindots.run.collecting import rest_collector

MOST_TIMES = 13.0
"""Times the time that ten times the reports may take."""

MOST_ADDED = 0.01
"""Share of the time of joining all that joining once more should take, when one report has been added."""

MEGABYTE = 1024


class Remembered(dict[str, bytes]):
    """What a case would keep, in memory."""

    put = dict.__setitem__


def join_made(made: Made, memo: Remembered) -> dict[str, float]:
    """Join a pile; processor seconds of the join and of the findings, and what came of them."""
    with rest_collector():  # as in a run
        start = time.process_time()
        pile = join_pile(made.documents, made.observations, memo=memo)
        joined = time.process_time()
        findings = find(pile, memo)
        done = time.process_time()
    return {
        "joining": joined - start,
        "finding": done - joined,
        "total": done - start,
        "stories": len(pile.stories),
        "findings": len(findings),
        "copied": recall_copies(made, {(r.a.document, r.b.document) for r in pile.reuse}),
        "grouped": score_stories(made, [story.documents for story in pile.stories]),
    }


def leave_out_last(made: Made) -> Made:
    """The pile before its last report came."""
    return Made(made.documents[:-1], made.observations[:-1], made.events[:-1], made.copied[:-1])


def recall_copies(made: Made, found: set[tuple[str, str]]) -> float:
    """Share of the reports that copy which are laid beside the one they copy from."""
    pairs = [
        tuple(sorted((made.documents[n].id, made.documents[source].id)))
        for n, source in enumerate(made.copied)
        if source is not None
    ]
    return sum(pair in found for pair in pairs) / max(1, len(pairs))


def score_stories(made: Made, stories: Sequence[Sequence[str]]) -> float:
    """B-cubed F1 of the stories against the events that the reports were made of."""
    event = {document.id: number for document, number in zip(made.documents, made.events, strict=True)}
    sizes = Counter(made.events)
    precision = recall = 0.0
    for story in stories:
        for number, count in Counter(event[document] for document in story).items():
            precision += count * count / len(story)
            recall += count * count / sizes[number]
    precision, recall = precision / len(event), recall / len(event)
    return 2 * precision * recall / (precision + recall)


def measure(reports: int, seed: int) -> dict[str, float]:
    """Join a pile in a process of its own, so that its peak of memory is its own."""
    command = [sys.executable, __file__, "--alone", str(reports), "--seed", str(seed)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def run_alone(reports: int, seed: int) -> None:
    """What the child does: make, join, add one, join again, print."""
    made, memo = make_pile(reports + 1, seed), Remembered()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE
    join_made(make_pile(2, seed), Remembered())  # so that no size pays for loading tables
    result = join_made(leave_out_last(made), memo)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE
    again = join_made(made, memo)
    added = {"added": again["total"], "added_joining": again["joining"]}
    print(json.dumps({**result, **added, "made_mb": before, "peak_mb": peak}))


def run_profile(reports: int, seed: int, *, added: bool) -> None:
    """Where the time goes: of all, or of one report more."""
    made, memo = make_pile(reports + 1, seed), Remembered()
    if added:
        join_made(leave_out_last(made), memo)
    profile = cProfile.Profile(time.process_time)
    profile.enable()
    join_made(made, memo)
    profile.disable()
    pstats.Stats(profile).sort_stats("cumulative").print_stats("joindots", 60)


def compare_sizes(sizes: Sequence[int], repetitions: int, seed: int) -> bool:
    """Measure all sizes in turn and print them; whether the growth is within bounds."""
    runs: dict[int, list[dict[str, float]]] = {size: [] for size in sizes}
    for repetition in range(repetitions):
        for size in sizes:
            runs[size].append(measure(size, seed + repetition))
    names = ("reports", "join s", "find s", "total s", "peak MB", "pile MB")
    print(*(f"{name:>8}" for name in names), " copies  stories B3")
    for size in sizes:
        row = {name: statistics.median(run[name] for run in runs[size]) for name in runs[size][0]}
        print(
            f"{size:>8,} {row['joining']:>8.2f} {row['finding']:>8.2f} {row['total']:>8.2f} {row['peak_mb']:>8,.0f} "
            f"{row['made_mb']:>8,.0f}  {row['copied']:.3f}   {row['grouped']:.3f}"
        )
    for size in sizes:
        share = statistics.median(run["added"] / run["total"] for run in runs[size])
        row = {name: statistics.median(run[name] for run in runs[size]) for name in ("added", "total")}
        print(f"one added to {size:,}: {row['added']:.2f} s of {row['total']:.2f} s, {share:.3f} (go for {MOST_ADDED})")
    within = True
    for small, large in pairwise(sizes):
        ratio = statistics.median(b["total"] / a["total"] for a, b in zip(runs[small], runs[large], strict=True))
        exponent = math.log(ratio) / math.log(large / small)
        most = MOST_TIMES ** (math.log(large / small) / math.log(10))
        within &= ratio <= most
        print(f"{small:,} to {large:,}: {ratio:.1f} times the time (at most {most:.1f}), exponent {exponent:.2f}")
    return within


def main() -> int:
    """Measure, profile, or be the child."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reports", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--repetitions", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--profile", action="store_true", help="print where the time goes for the first size")
    parser.add_argument("--added", action="store_true", help="with --profile: for one report more")
    parser.add_argument("--alone", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.alone:
        run_alone(given.alone, given.seed)
    elif given.profile:
        run_profile(given.reports[0], given.seed, added=given.added)
    else:
        return 0 if compare_sizes(sorted(given.reports), given.repetitions, given.seed) else 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
