"""The table of words that decide a stance beside the cue's own row."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from joindots.model import InternalError, Stance

Part = Literal[
    "negated",
    "held",
    "modal",
    "adverb",
    "verb",
    "predicate",
    "bad",
    "lacking",
    "unsaid",
    "wanting",
    "source",
    "hearsay",
]


@cache
def read_stance_words() -> Mapping[tuple[str, str], Stance]:
    """The stance by part of the table and word.

    Raises:
        InternalError: A row has a part that is none, or a stance that the contract does not know.
    """
    text = (files(__package__) / "stance_words.csv").read_text(encoding="utf-8")
    known: dict[str, Stance] = {stance: stance for stance in get_args(Stance)}
    table: dict[tuple[str, str], Stance] = {}
    for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")):
        if row["part"] not in get_args(Part) or row["stance"] not in known:
            raise InternalError(f"stance_words.csv: {row['word']}: no such part or stance")
        table[row["part"], row["word"]] = known[row["stance"]]
    return table


def find_stance(part: Part, *words: str) -> Stance | None:
    """The stance of the first of some words that stands in a part of the table."""
    table = read_stance_words()
    return next((table[part, word] for word in words if (part, word) in table), None)
