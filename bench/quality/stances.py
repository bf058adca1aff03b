"""Measure whether joindots sees what a source does with what it says, and hold the floors.

    .venv/bin/python bench/quality/stances.py                 as `make bench` does
    .venv/bin/python bench/quality/stances.py --update        and write README.md and raised floors
    .venv/bin/python bench/quality/stances.py --errors        print the errors of the part that may be looked at

The sample was drawn and labelled as stances_sample.py tells; its documents are read by the installed command. A gold
attribution is found where one of the program's overlaps its content by half (intersection over union of characters);
accuracy is of those found.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import get_args

import msgspec
from measure import Measure, Row, conclude, load_floors
from stances_sample import DOCS, GOLD, PARTS, Label, digest, join_words, load_sample, read_lines

from joindots.account import decode_account
from joindots.model import Account, Attribution, Stance

SET = "stances"
LEAST = 0.5


class Result(msgspec.Struct, frozen=True):
    """A label beside the program's stance; None where it has no such attribution."""

    label: Label
    stance: Stance | None

    @property
    def right(self) -> bool:
        """Whether the two agree."""
        return self.stance == self.label.stance


GROUPS = {
    "look, random": ("look", "random"),
    "check, random": ("check", "random"),
    "look, rare": ("look", "rare"),
    "check, rare": ("check", "rare"),
    "fresh, random": ("fresh", "random"),
}


def read_documents(names: frozenset[str]) -> Account:
    """Read the named documents with the installed command."""
    with tempfile.TemporaryDirectory() as folder:
        docs = Path(folder) / "stances.jsonl"
        chosen = [document for document in read_lines(DOCS) if digest(document["id"]) in names]
        docs.write_text("".join(json.dumps(document) + "\n" for document in chosen), "utf-8")
        command = [Path(sys.executable).parent / "joindots", "read", docs, "--out", folder, "--format", "json"]
        subprocess.run([*command, "--quiet"], check=True)
        return decode_account((Path(folder) / "account.json").read_bytes())


def compare(labels: Sequence[Label], account: Account) -> list[Result]:
    """Put beside each label the stance of the attribution that overlaps it most."""
    names = {document.id: digest(document.source.rsplit("#", 1)[-1]) for document in account.documents}
    mine: dict[str, list[tuple[Stance, frozenset[int]]]] = defaultdict(list)
    for attribution in account.attributions:
        mine[names[attribution.content[0].document]].append((attribution.stance, _characters(attribution)))
    return [Result(label, _find(label, mine[label.document])) for label in labels]


def _characters(attribution: Attribution) -> frozenset[int]:
    return frozenset(i for span in attribution.content for i in range(span.start, span.end))


def _find(label: Label, mine: Sequence[tuple[Stance, frozenset[int]]]) -> Stance | None:
    wanted = {i for start, end in label.content for i in range(start, end)}
    shares = [(len(wanted & own) / len(wanted | own), stance) for stance, own in mine]
    best = max(shares, key=lambda share: share[0], default=None)
    return best[1] if best and best[0] >= LEAST else None


def select(results: Sequence[Result], group: str) -> list[Result]:
    """Those of one part and stratum."""
    return [result for result in results if (result.label.part, result.label.stratum) == GROUPS[group]]


def rate(results: Sequence[Result]) -> float:
    """Accuracy of those found."""
    found = [result for result in results if result.stance]
    return sum(result.right for result in found) / max(1, len(found))


def measure_all(results: Sequence[Result], floors: Mapping[str, float]) -> Iterator[Row]:
    """The headline numbers: how many of all labelled are found and right, which finding more of them cannot lower."""
    unread = [result for result in results if result.label.part != "look"]
    for name, chosen in (("all", results), ("parts not looked at", unread)):
        value = sum(result.right for result in chosen) / len(chosen)
        yield Row(SET, Measure(name, "right of all"), value, floors.get(f"{name} right of all", 0.0))


def list_groups(results: Sequence[Result]) -> Iterator[str]:
    """One line a group: how many, how many found, accuracy with and without those of which the reader was unsure."""
    yield "| part, stratum | labelled | found | accuracy | unsure | accuracy without unsure |"
    yield "|---|---|---|---|---|---|"
    for group in GROUPS:
        chosen = select(results, group)
        sure = [result for result in chosen if not result.label.unsure]
        found = sum(result.stance is not None for result in chosen)
        counts = f"{len(chosen)} | {found} | {rate(chosen):.3f} | {len(chosen) - len(sure)} | {rate(sure):.3f}"
        yield f"| {group} | {counts} |"


def list_stances(results: Sequence[Result], part: str) -> Iterator[str]:
    """One line a stance of a part, both strata: precision, recall, F1 among those found, and what it was taken for."""
    yield f"| stance ({part}) | labelled | found | precision | recall | F1 | taken for |"
    yield "|---|---|---|---|---|---|---|"
    chosen = [result for result in results if result.label.part == part]
    for stance in get_args(Stance):
        labelled = [result for result in chosen if result.label.stance == stance]
        found = [result for result in labelled if result.stance]
        said, right = sum(result.stance == stance for result in chosen), sum(result.right for result in found)
        wrong = Counter(result.stance for result in found if not result.right)
        figures = f"{_share(right, said)} | {_share(right, len(found))} | {_share(2 * right, said + len(found))}"
        others = ", ".join(f"{name} {count}" for name, count in sorted(wrong.items(), key=lambda w: (-w[1], str(w[0]))))
        yield f"| {stance} | {len(labelled)} | {len(found)} | {figures} | {others} |"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "-"


def list_errors(results: Sequence[Result]) -> Iterator[str]:
    """Errors of the part *look*, in full."""
    texts = {digest(document["id"]): document["text"] for document in read_lines(DOCS)}
    for result in results:
        label = result.label
        if label.part == "look" and result.stance and not result.right:
            text, doubt = texts[label.document], "?" if label.unsure else ""
            cue, content = join_words(text, label.cue), join_words(text, label.content)
            yield f"{label.stance}{doubt}, not {result.stance}: <{cue}> {content}"


def main() -> int:
    """Measure, print, compare; the exit status is 1 where a floor is not held."""
    parser = argparse.ArgumentParser(description="Measure stances and hold the floors.")
    parser.add_argument("--update", action="store_true", help="write README.md and raise the floors")
    parser.add_argument("--errors", action="store_true", help="print the errors that may be looked at")
    options = parser.parse_args()
    if not GOLD.exists():
        print(f"stances: not measured, {GOLD} is absent")
        return 0
    floors, start, labels = load_floors(), time.monotonic(), load_sample()
    results = compare(labels, read_documents(frozenset(label.document for label in labels)))
    rows = list(measure_all(results, floors.get(SET, {})))
    tables = [*list_groups(results), *(line for name in PARTS for line in ("", *list_stances(results, name)))]
    print(*(list_errors(results) if options.errors else tables), sep="\n")
    return conclude(rows, tables, time.monotonic() - start, update=options.update)


if __name__ == "__main__":
    sys.exit(main())
