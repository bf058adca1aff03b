"""Names compared pair by pair: the comparison that joins a pile's people and bodies, asked for each pair of a set.

`same` is P, R and F1 of the pairs that it takes for one name, over all pairs and over those of people. The weights were
set on one half of the pairs, chosen by the hash of the id, whose errors were read; the other half's were not.
"""

import gzip
import hashlib
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.json import decode

from joindots.linkage.names import NameKind, compare_names


class Pair(Struct, frozen=True):
    """Two names and whether they are one."""

    id: str
    schema: str
    name1: str
    name2: str
    match: bool


def score_pairs(gold: Path) -> dict[str, dict[str, float]]:
    """Row and column to number, as the scorer of the other sets prints them."""
    pairs = [decode(line, type=Pair) for line in gzip.decompress(gold.read_bytes()).splitlines()]
    read = {pair.id: hashlib.sha256(pair.id.encode()).digest()[0] % 2 == 0 for pair in pairs}
    return {
        "same": _score(pairs),
        "same, people": _score([pair for pair in pairs if pair.schema == "Person"]),
        "same, half whose errors were read": _score([pair for pair in pairs if read[pair.id]]),
        "same, other half": _score([pair for pair in pairs if not read[pair.id]]),
    }


def _score(pairs: Sequence[Pair]) -> dict[str, float]:
    said = {p.id for p in pairs if compare_names(p.name1, p.name2, _kind(p)).weight > 0}
    true = {p.id for p in pairs if p.match}
    right = len(said & true)
    return {
        "P": right / max(len(said), 1),
        "R": right / max(len(true), 1),
        "F1": 2 * right / max(len(said) + len(true), 1),
    }


def _kind(pair: Pair) -> NameKind:
    return "person" if pair.schema == "Person" else "body"
