"""The sample of stances: how it is drawn, what is kept of it, and how its documents are read.

    .venv/bin/python bench/quality/stances_sample.py      print what is to be labelled, without any stance

stances.jsonl keeps offsets and labels and no text: for each drawn gold attribution of `../shared/bench/attributions`,
its train part, the first twelve hexadecimal digits of the SHA-256 of its document's id, the offsets of source, cue and
content, and the stance that one reader gave it by docs/stances.md before seeing the program's (though not before seeing
its table of cue words). Its documents are in three parts: *look*
(60 documents), whose errors were read to write rules; *check* (30), whose errors nobody reads; *fresh* (30), labelled
after the rules were written, its errors never read either. From each part's attributions some are drawn at random, from
those of the first two some more at random among those whose cue RARE fits (the stratum *rare*).
"""

import gzip
import hashlib
import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from measure import BENCH, HERE

from joindots.model import Stance

SAMPLE = HERE / "stances.jsonl"
DOCS, GOLD = BENCH / "attributions/train.docs.jsonl.gz", BENCH / "attributions/train.gold.jsonl.gz"
SEED = 20261122
PARTS = {"look": (0, 60, 240, 60), "check": (60, 90, 120, 60), "fresh": (90, 120, 150, 0)}
"""For each part its documents in the shuffled order, from and to, and how many are drawn at random and as rare."""
RARE = re.compile(
    r"n['’]t\b|\b(?:not|never|no|none|yet|refus|declin|reject|evidence|proof|sign|indicat|call(?:s|ed|ing)? (?:for|on)"
    r"|vow|pledg|promis|admi[ts]|conce[ds]|acknowledg|confess|suspect|doubt|question|skeptic|deni|deny|confirm|warn"
    r"|fear|concern|threat|urg|demand|appeal|recommend|suggest|apolog|condemn|critici|critiq|rule[sd]? out)",
    re.IGNORECASE,
)
Spans = tuple[tuple[int, int], ...]


class Label(msgspec.Struct, frozen=True):
    """One attribution of the sample, offsets in code points; `unsure` where another stance would do as well."""

    document: str
    part: str
    stratum: str
    source: Spans | None
    cue: Spans | None
    content: Spans
    stance: Stance
    unsure: bool


def read_lines(path: Path) -> list[dict]:
    """The objects of a compressed file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def draw_sample() -> Iterator[tuple[str, str, dict, dict]]:
    """Draw part, stratum, document and gold attribution, always the same."""
    documents = {document["id"]: document for document in read_lines(DOCS)}
    gold = {entry["id"]: entry["attributions"] for entry in read_lines(GOLD)}
    chance = random.Random(SEED)  # noqa: S311 - a sample, no secret
    names = sorted(gold)
    chance.shuffle(names)
    for part, (first, last, usual, rare) in PARTS.items():
        pool = [(name, i) for name in sorted(names[first:last]) for i in range(len(gold[name]))]
        drawn = chance.sample(pool, usual)
        taken = set(drawn)
        rest = [
            (name, i)
            for name, i in pool
            if (name, i) not in taken and RARE.search(join_words(documents[name]["text"], gold[name][i]["cue"]))
        ]
        more = chance.sample(rest, min(rare, len(rest)))
        for stratum, chosen in (("random", drawn), ("rare", more)):
            yield from ((part, stratum, documents[name], gold[name][i]) for name, i in sorted(chosen))


def join_words(text: str, spans: Sequence[Sequence[int]] | None) -> str:
    """The text of several spans."""
    return " ".join(text[start:end] for start, end in spans or ())


def digest(name: str) -> str:
    """What stands for a document's id, which holds words of its headline."""
    return hashlib.sha256(name.encode()).hexdigest()[:12]


def load_sample() -> list[Label]:
    """The labels, in the order of the draw."""
    return [msgspec.json.decode(line, type=Label) for line in SAMPLE.read_bytes().splitlines()]


def main() -> None:
    """What is to be labelled: cue and content in their surroundings."""
    for n, (part, stratum, document, attribution) in enumerate(draw_sample()):
        text, spans = document["text"], [*attribution["content"], *(attribution["cue"] or [])]
        around = text[max(0, min(spans)[0] - 100) : max(end for _, end in spans) + 25]
        cue, content = join_words(text, attribution["cue"]), join_words(text, attribution["content"])
        print(n, part, stratum, repr(around), repr(cue), repr(content), sep="\n  ")


if __name__ == "__main__":
    main()
