"""What extraction costs beside the bare parse of the same text, extractor by extractor, in one process.

    .venv/bin/python bench/speed/extracting.py

Documents are those beside the repository: the five reports and every `EVERY`th of some sets. All of them are parsed by
spaCy alone and gone through by each extractor in turn, `REPETITIONS` times in one run; processor time is compared, by
the medians of the repetitions. The exit status is 1 where all extractors together cost more than `MOST_RATIO`.
"""

import gzip
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace
from reading import list_paragraphs

from joindots.extract.observations import EXTRACTORS
from joindots.intake import Draft, label_documents
from joindots.model import Observations
from joindots.parse import Parse, SpacyEngine, parse_documents

SHARED = Path(__file__).resolve().parents[3] / "shared"
SETS = ("attributions/dev.docs.jsonl.gz", "shootings/docs.jsonl.gz", "stories/docs.jsonl.gz")
FILES = 30  # documents of each set
REPETITIONS = 5
MOST_RATIO = 0.5
"""Times the bare parse that all extractors together may cost."""


def drafts() -> Iterator[Draft]:
    """The reports, and documents spread evenly over each set."""
    for path in sorted((SHARED / "reports").glob("*.txt")):
        yield _draft(path.name, path.read_text("utf-8"))
    for name in SETS:
        with gzip.open(SHARED / "bench" / name, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        for row in rows[:: len(rows) // FILES][:FILES]:
            yield _draft(f"{name}#{row['id']}", row["text"], row["published"])


def _draft(source: str, text: str, published: str | None = None) -> Draft:
    day = published[:10] if published else None
    return Draft(source=source, sha256="0" * 64, media_type="text/plain", text=text, published=day)


def time_extractors(parses: Sequence[Parse]) -> dict[str, float]:
    """Seconds of processor time that each extractor takes on all documents."""
    found = [Observations(document=parse.document.id) for parse in parses]
    seconds = {}
    for field, extract in EXTRACTORS:
        start = time.process_time()
        records = [extract(parse, seen) for parse, seen in zip(parses, found, strict=True)]
        seconds[field] = time.process_time() - start
        found = [replace(seen, **{field: some}) for seen, some in zip(found, records, strict=True)]
    return seconds


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> int:
    """Measure and print; the exit status is 1 where the bound is not held."""
    import spacy  # noqa: PLC0415 - after joindots, so that nothing is loaded that it would not load

    if not (SHARED / "bench").is_dir():
        print(f"extraction: not measured, {SHARED / 'bench'} is absent")
        return 0
    documents = label_documents(list(drafts()))
    engine = SpacyEngine()
    parses = list(parse_documents(documents, engine))
    pipeline, texts = spacy.load(engine.package), list_paragraphs(documents)
    time_extractors(parses), list(pipeline.pipe(texts))
    parsing, extracting = [], []
    for _ in range(REPETITIONS):
        parsing.append(_seconds(lambda: list(pipeline.pipe(texts))))
        extracting.append(time_extractors(parses))
    parse, words = statistics.median(parsing), sum(len(text.split()) for text in texts)
    total = statistics.median(sum(times.values()) for times in extracting)
    print(f"{len(documents)} documents, {words} words; processor time, median of {REPETITIONS}")
    costs = [(field, statistics.median(times[field] for times in extracting)) for field, _ in EXTRACTORS]
    for name, seconds in [("bare parse", parse), *costs, ("all extractors", total)]:
        print(f"{name:14} {seconds:6.2f} s  {words / seconds:8.0f} words/s  ratio {seconds / parse:.3f}")
    print(f"at most {MOST_RATIO}")
    return int(total > MOST_RATIO * parse)


if __name__ == "__main__":
    sys.exit(main())
