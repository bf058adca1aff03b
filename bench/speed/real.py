"""Reading beside the bare parse, as in `reading.py`, on real reports of the sets beside the repository.

    .venv/bin/python bench/speed/real.py --reports 200 --repetitions 1

Made-up sentences are short and dense; this tells whether what is measured on them holds. The first reports of each set
are taken as they lie in its file, so that those on one event stay together. Not measured where the sets are absent.
"""

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from ratios import Options, Ratio, main, open_workplace, run
from reading import BARE, list_paragraphs
from reports import write_reports

from joindots.intake import Draft, label_documents

BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench"
SETS = ("stories/docs.jsonl.gz", "attributions/dev.docs.jsonl.gz")


def measure(options: Options) -> Iterator[Ratio]:
    """One ratio a set."""
    sets = [name for name in SETS if (BENCH / name).is_file()]
    for name in sets:
        with open_workplace() as place:
            yield measure_set(name, options, place)
    if not sets:
        print(f"real reports: not measured, {BENCH} is absent")


def measure_set(name: str, options: Options, place: Path) -> Ratio:
    """The first reports of a set, read by one process."""
    with gzip.open(BENCH / name, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for _, line in zip(range(options.reports), lines, strict=False)]
    write_reports(place / "pile", texts)
    drafts = (Draft(source=f"{n}.txt", sha256="0" * 64, media_type="text/plain", text=t) for n, t in enumerate(texts))
    (place / "texts.json").write_text(json.dumps(list_paragraphs(label_documents(list(drafts)))), encoding="utf-8")
    read: list[str | Path] = [
        "-m",
        "joindots",
        "read",
        place / "pile",
        "--out",
        place / "account",
        "--workers",
        "1",
        "--quiet",
    ]
    run([BARE], place)  # what Python compiles is kept, and files are in the system's memory
    costs = [(run(read, place), run([BARE, place / "texts.json"], place)) for _ in range(options.repetitions)]
    return Ratio(
        name=f"reading / bare parse, {name}",
        reach=1.3,
        goal=1.15,
        ours=tuple(whole.processor for whole, _ in costs),
        bare=tuple(bare.processor for _, bare in costs),
        note=f"{len(texts)} reports, {sum(len(text.split()) for text in texts):,} words, one process.",
    )


if __name__ == "__main__":
    sys.exit(main(measure, __doc__))
