"""Reading beside the bare parse of the same text; a pile of copies; two processes; a second reading; the start.

    .venv/bin/python bench/speed/reading.py
    .venv/bin/python bench/speed/reading.py --small

Reports are made up (`reports.py`). Everything is measured in processes of its own, from their start to their end, the
language model's load on both sides; processor time is that of all processes together. What is compared runs in turn.
Two processes are compared by the clock, which means something on a quiet machine alone.
"""

import json
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ratios import Cost, Options, Ratio, main, open_workplace, run
from reports import make_reports, write_reports

from joindots.intake import Draft, label_documents
from joindots.model import Document
from joindots.parse.readers import PARSED_KINDS

BARE = Path(__file__).with_name("bare.py")
COPIED = 0.4
"""Share of the reports of a copied pile that are copies."""

STARTS = 5
"""Repetitions of what takes little time."""


def measure(options: Options) -> Iterator[Ratio]:
    """All ratios of reading."""
    with open_workplace() as place:
        run([BARE], place)  # what Python compiles is kept, and files are in the system's memory
        yield from measure_start(place)
        yield from measure_reading(options, place)
        yield from measure_second(options, place)


def measure_start(place: Path) -> Iterator[Ratio]:
    """`--help`, and one small report."""
    write_reports(place / "one", make_reports(1))
    commands = (["-m", "joindots", "--help"], ["-c", "pass"], _read(place / "one", place / "account"), [BARE])
    for command in commands:
        run(command, place)
    help_, nothing, one, load = _repeat(commands, STARTS, place)
    yield Ratio(name="--help / python -c pass", reach=8, goal=4, ours=_processor(help_), bare=_processor(nothing))
    yield Ratio(
        name="read of one small report / loading the model",
        reach=2.0,
        goal=1.5,
        ours=_processor(one),
        bare=_processor(load),
    )


def measure_reading(options: Options, place: Path) -> Iterator[Ratio]:
    """The bare parse, copies, two processes."""
    plain, copies = make_reports(options.reports), make_reports(options.reports, COPIED)
    write_reports(place / "plain", plain)
    write_reports(place / "copies", copies)
    documents = label_documents([_make_draft(number, text) for number, text in enumerate(plain)])
    (place / "texts.json").write_text(json.dumps(list_paragraphs(documents)), encoding="utf-8")
    commands = (
        _read(place / "plain", place / "account"),
        [BARE, place / "texts.json"],
        _read(place / "copies", place / "account"),
        _read(place / "plain", place / "account", workers=2),
    )
    whole, bare, copied, two = _repeat(commands, options.repetitions, place)
    words = sum(len(text.split()) for text in plain)
    about = f"{options.reports} distinct reports, {words:,} words, one process."
    yield Ratio(
        name="reading / bare parse", reach=1.3, goal=1.15, ours=_processor(whole), bare=_processor(bare), note=about
    )
    about = f"{options.reports} reports each, of which {COPIED:.0%} copy an earlier one but for headline and lead."
    yield Ratio(
        name="40 % copied / no copies",
        reach=0.70,
        goal=0.62,
        ours=_processor(copied),
        bare=_processor(whole),
        note=about,
    )
    spent = f"Processor: {sum(_processor(two)) / len(two):.3g} s with two, {sum(_processor(whole)) / len(whole):.3g} s."
    yield Ratio(
        name="two processes / one", reach=0.60, goal=0.55, ours=_clock(two), bare=_clock(whole), unit="s by the clock",
        note=spent,
    )  # fmt: skip


def measure_second(options: Options, place: Path) -> Iterator[Ratio]:
    """One report more in a pile that was read before."""
    texts = make_reports(options.large + 1, seed=2)
    write_reports(place / "large", texts[:-1])
    store = place / "case.joindots"
    read = ["-m", "joindots", "read", place / "large", "--quiet", "--workers", "2"]
    first = run([*read, "--store", store], place)
    (place / "large" / "added.txt").write_text(texts[-1], encoding="utf-8")
    second = []
    for number in range(STARTS):
        again = place / f"again-{number}.joindots"
        shutil.copy(store, again)
        second.append(run([*read, "--store", again], place))
        again.unlink()
    yield Ratio(
        name="second reading with one report added / first reading",
        reach=0.02,
        goal=0.005,
        ours=_processor(second),
        bare=(first.processor,),
        note=f"{options.large} reports in a case; the first reading once.",
    )


def list_paragraphs(documents: Iterable[Document]) -> list[str]:
    """The distinct paragraphs of reports that are parsed, in order."""
    blocks = ((d, block) for d in documents for block in d.blocks if block.kind in PARSED_KINDS)
    return list(dict.fromkeys(text for d, b in blocks if (text := d.text[b.start : b.end].strip())))


def _make_draft(number: int, text: str) -> Draft:
    return Draft(source=f"{number}.txt", sha256="0" * 64, media_type="text/plain", text=text)


def _read(pile: Path, account: Path, workers: int = 1) -> list[str | Path]:
    return ["-m", "joindots", "read", pile, "--out", account, "--workers", str(workers), "--no-originals", "--quiet"]


def _repeat(commands: Sequence[Sequence[str | Path]], repetitions: int, place: Path) -> list[list[Cost]]:
    """Costs of each command, run in turn."""
    rounds = [[run(command, place) for command in commands] for _ in range(repetitions)]
    return [list(costs) for costs in zip(*rounds, strict=True)]


def _processor(costs: Sequence[Cost]) -> tuple[float, ...]:
    return tuple(cost.processor for cost in costs)


def _clock(costs: Sequence[Cost]) -> tuple[float, ...]:
    return tuple(cost.clock for cost in costs)


if __name__ == "__main__":
    sys.exit(main(measure, __doc__))
