"""Reports that changes are planted into: drawn from JSON lines or a folder, always the same for one seed."""

import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from msgspec import Struct

LEAST_CHARACTERS = 600
"""A shorter text has too few sentences to plant into."""
MOST_CHARACTERS = 9_000
"""A longer one takes long to read and shows nothing more."""


class Report(Struct, frozen=True):
    """A report as it stands in a source.

    Attributes:
        id: Unlike any other of its source.
        text: As printed; paragraphs end with a line break.
        title: Or None.
        published: An ISO date, or None.
        publisher: Or None.
    """

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None


def load_reports(source: Path) -> list[Report]:
    """The reports of a JSON-lines file (plain or gzip), or of the text files of a folder, in a fixed order."""
    found = _read_folder(source) if source.is_dir() else _read_lines(source)
    return [report for report in found if LEAST_CHARACTERS <= len(report.text) <= MOST_CHARACTERS]


def draw_reports(sources: Sequence[Path], number: int, seed: int) -> list[Report]:
    """As many reports of each source as of the others, `number` in all where there are so many, none with one text.

    Args:
        sources: Files or folders.
        number: How many to draw.
        seed: Of the draw.
    """
    drawn: list[Report] = []
    for place, source in enumerate(sources):
        reports = list({report.text: report for report in load_reports(source)}.values())
        share = number // len(sources) + (place < number % len(sources))
        Random(f"{seed}:{place}:draw").shuffle(reports)  # noqa: S311 - a sample, not a secret
        drawn += reports[:share]
    return drawn


def _read_folder(folder: Path) -> Iterator[Report]:
    for path in sorted(folder.rglob("*.txt")):
        text = path.read_text("utf-8")
        yield Report(path.relative_to(folder).as_posix(), text, text.strip().partition("\n")[0] or None)


def _read_lines(path: Path) -> Iterator[Report]:
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    for line in text.split("\n"):
        if line.strip():
            entry = json.loads(line)
            yield Report(entry["id"], entry["text"], *(entry.get(key) for key in ("title", "published", "publisher")))
