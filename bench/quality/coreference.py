"""Measure whether pronouns and descriptions that act as sources are laid to whoever is meant, and hold the floors.

    .venv/bin/python bench/quality/coreference.py                 as `make bench` does
    .venv/bin/python bench/quality/coreference.py --update        and write README.md and raised floors
    .venv/bin/python bench/quality/coreference.py --errors        print the errors of the part that may be looked at

coreference.jsonl keeps offsets and labels and no text: for each drawn source of `../shared/bench/attributions`, its
train part, the first twelve hexadecimal digits of the SHA-256 of its document's id, the offsets of the source, and
those of a mention by name of whoever is meant, as one reader gave it before seeing the program's answer; null where
nobody with a name is meant, or several people are. The part *look* has 60 pronouns, 60 descriptions of any kind and 60
whose main noun tells a person or a body, all drawn at random from 400 documents; the part *check*, whose errors nobody
reads, pronouns and such nouns from the other documents. Precision is of those resolved to somebody with a name,
recall of those with a name as label.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec
from measure import HERE, Measure, Row, conclude, load_floors
from stances_sample import DOCS, GOLD, digest, read_lines

from joindots.account import decode_account
from joindots.model import Account, Entity, Mention

SET = "coreference"
SAMPLE = HERE / "coreference.jsonl"
LEAST = 0.5
"""Share of characters that a mention and a source must have in common, of those of both, to be one."""
Form = Literal["pronoun", "description"]
PARTS: tuple[Literal["look", "check"], ...] = ("look", "check")
FORMS: tuple[Form, ...] = ("pronoun", "description")


class Label(msgspec.Struct, frozen=True):
    """A source of the sample, offsets in code points."""

    document: str
    part: Literal["look", "check"]
    form: Form
    source: tuple[int, int]
    name: tuple[int, int] | None


class Result(msgspec.Struct, frozen=True):
    """A label beside whom the program means; None where it leaves the source alone or means nobody with a name."""

    label: Label
    entity: Entity | None
    right: bool


def load_sample() -> list[Label]:
    """The labels, by part and document."""
    return [msgspec.json.decode(line, type=Label) for line in SAMPLE.read_bytes().splitlines()]


def read_documents(names: frozenset[str]) -> Account:
    """Read the named documents with the installed command."""
    with tempfile.TemporaryDirectory() as folder:
        docs = Path(folder) / "coreference.jsonl"
        chosen = [document for document in read_lines(DOCS) if digest(document["id"]) in names]
        docs.write_text("".join(json.dumps(document) + "\n" for document in chosen), "utf-8")
        command = [Path(sys.executable).parent / "joindots", "read", docs, "--out", folder, "--format", "json"]
        subprocess.run([*command, "--quiet"], check=True)
        return decode_account((Path(folder) / "account.json").read_bytes())


def compare(labels: Sequence[Label], account: Account) -> list[Result]:
    """Put beside each label whoever the program's mention of that place belongs to."""
    names = {document.id: digest(document.source.rsplit("#", 1)[-1]) for document in account.documents}
    mentions: dict[str, list[tuple[Mention, Entity]]] = defaultdict(list)
    for entity in account.entities:
        for mention in entity.mentions:
            mentions[names[mention.document]].append((mention, entity))
    return [_find(label, mentions[label.document]) for label in labels]


def _find(label: Label, mentions: Sequence[tuple[Mention, Entity]]) -> Result:
    named = {entity.id: _names(entity, mentions) for _, entity in mentions}
    found = [
        entity
        for mention, entity in mentions
        if mention.how != "name" and named[entity.id] and _is_same(mention, *label.source)
    ]
    entity = found[0] if found else None
    start, end = label.name or (0, 0)
    right = entity is not None and any(m.start < end and m.end > start for m in named[entity.id])
    return Result(label, entity, right)


def _names(entity: Entity, mentions: Sequence[tuple[Mention, Entity]]) -> list[Mention]:
    return [mention for mention, owner in mentions if owner.id == entity.id and mention.how == "name"]


def _is_same(mention: Mention, start: int, end: int) -> bool:
    common = min(mention.end, end) - max(mention.start, start)
    return common > LEAST * (max(mention.end, end) - min(mention.start, start))


def select(results: Sequence[Result], part: str, form: str) -> list[Result]:
    """Those of one part and form."""
    return [result for result in results if (result.label.part, result.label.form) == (part, form)]


def rate(results: Sequence[Result]) -> tuple[float, float]:
    """Precision and recall."""
    right = sum(result.right for result in results)
    resolved = sum(result.entity is not None for result in results)
    return right / max(1, resolved), right / max(1, sum(result.label.name is not None for result in results))


def measure_groups(results: Sequence[Result], floors: Mapping[str, float]) -> Iterator[Row]:
    """The headline numbers: precision and recall by part and form."""
    for part in PARTS:
        for form in FORMS:
            for name, value in zip(("precision", "recall"), rate(select(results, part, form)), strict=True):
                measure = Measure(f"{part}, {form}s", name)
                yield Row(SET, measure, value, floors.get(measure.name, 0.0))


def list_groups(results: Sequence[Result]) -> Iterator[str]:
    """One line a group: how many, how many with a name, resolved and right."""
    yield "| part, form | labelled | with a name | resolved | right | precision | recall |"
    yield "|---|---|---|---|---|---|---|"
    for part in PARTS:
        for form in FORMS:
            chosen = select(results, part, form)
            named = sum(result.label.name is not None for result in chosen)
            resolved = sum(result.entity is not None for result in chosen)
            precision, recall = rate(chosen)
            counts = f"{len(chosen)} | {named} | {resolved} | {sum(result.right for result in chosen)}"
            yield f"| {part}, {form}s | {counts} | {precision:.3f} | {recall:.3f} |"


def list_errors(results: Sequence[Result]) -> Iterator[str]:
    """Errors of the part *look*: the source, whom it means, whom the program means."""
    texts = {digest(document["id"]): document["text"] for document in read_lines(DOCS)}
    for result in results:
        label, text = result.label, texts[result.label.document]
        if label.part == "look" and not result.right and (result.entity or label.name):
            meant = text[slice(*label.name)] if label.name else "nobody named"
            mine = result.entity.name if result.entity else "nobody"
            around = text[max(0, label.source[0] - 200) : label.source[1]]
            yield f"{text[slice(*label.source)]}: {meant}, not {mine}: {around!r}"


def main() -> int:
    """Measure, print, compare; the exit status is 1 where a floor is not held."""
    parser = argparse.ArgumentParser(description="Measure coreference and hold the floors.")
    parser.add_argument("--update", action="store_true", help="write README.md and raise the floors")
    parser.add_argument("--errors", action="store_true", help="print the errors that may be looked at")
    options = parser.parse_args()
    if not GOLD.exists():
        print(f"coreference: not measured, {GOLD} is absent")
        return 0
    floors, start, labels = load_floors(), time.monotonic(), load_sample()
    results = compare(labels, read_documents(frozenset(label.document for label in labels)))
    rows = list(measure_groups(results, floors.get(SET, {})))
    tables = list(list_groups(results))
    print(*(list_errors(results) if options.errors else tables), sep="\n")
    return conclude(rows, tables, time.monotonic() - start, update=options.update)


if __name__ == "__main__":
    sys.exit(main())
