"""A short form of `make fuzz`: damaged files of every format end in documents or reasons, never in an error."""

import importlib.util
import random
from itertools import pairwise
from pathlib import Path

import pytest

from joindots.intake import Draft, Input, label_documents, read_input

SEEDS_FILE = Path(__file__).resolve().parents[2] / "bench/fuzz/seeds.py"
SPEC = importlib.util.spec_from_file_location("fuzz_seeds", SEEDS_FILE)
assert SPEC
assert SPEC.loader
FUZZ_SEEDS = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(FUZZ_SEEDS)

MUTATIONS = 25
TOKENS = (
    b"\x00",
    b"\xff\xfe",
    b"<",
    b"]]>",
    b"&x;",
    b'"',
    b"\r\n\r\n",
    b"--x",
    b"=?utf-8?q?",
    b"\xed\xa0\x80",
    b"9" * 30,
)


def mutate(data: bytes, chance: random.Random) -> bytes:
    """One to four small damages: a bit flipped, bytes cut out, doubled or put in, the end cut off."""
    damaged = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(damaged) or 1)
        kind = chance.choice(("flip", "cut", "double", "insert", "end"))
        length = chance.randint(1, 40)
        if kind == "flip" and damaged:
            damaged[at] ^= 1 << chance.randrange(8)
        elif kind == "cut":
            del damaged[at : at + length]
        elif kind == "double":
            damaged[at:at] = damaged[at : at + length]
        elif kind == "insert":
            damaged[at:at] = chance.choice(TOKENS)
        elif kind == "end" and chance.random() < 0.3:
            del damaged[at:]
    return bytes(damaged)


def pack(name: str, data: bytes) -> bytes:
    return FUZZ_SEEDS.PACKERS.get(name, bytes)(data)


@pytest.mark.parametrize("name", FUZZ_SEEDS.SEEDS)
def test_a_whole_file_is_read(name: str) -> None:
    source, make = FUZZ_SEEDS.SEEDS[name]
    drafts, rejections = read_input(Input(source=source, data=pack(name, make())))
    assert drafts
    assert not rejections


@pytest.mark.parametrize("name", FUZZ_SEEDS.SEEDS)
def test_a_damaged_file_ends_well(name: str) -> None:
    source, make = FUZZ_SEEDS.SEEDS[name]
    chance = random.Random(name)  # noqa: S311 - the same damages in every run
    data = make()
    drafts: list[Draft] = []
    for number in range(MUTATIONS):
        some, rejections = read_input(Input(source=f"{number}-{source}", data=pack(name, mutate(data, chance))))
        assert some or rejections
        assert all(rejection.reason.encode() and rejection.source.encode() for rejection in rejections)
        drafts += some
    for document in label_documents(drafts):
        document.text.encode()
        edges = [0, *(block.end for block in document.blocks)]
        assert edges[-1] == len(document.text)
        assert all(a < b for a, b in pairwise(edges))
