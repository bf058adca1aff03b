"""Reports grouped by blocks: as in one piece, however small the pieces."""

import random
import tempfile
from contextlib import contextmanager

import pytest

from joindots.join.stories import cluster_reports
from joindots.model import EngineError
from joindots.run.distributed import grouping
from joindots.run.distributed.files import BlockFolder
from joindots.run.distributed.orders import find_types
from joindots.run.distributed.rows import from_rows, to_rows
from joindots.run.engines import ENDED, LocalEngine, Lost

pytest.importorskip("pyarrow", reason="the extra `distributed` is not installed")

TOWNS = ["Ashford", "Bellmere", "Carrow", "Dunmoor", "Elstead", "Farrow", "Gledhill", "Harnley"]
THINGS = ["ferry", "crane", "depot", "tunnel", "reservoir", "orchard", "foundry", "lighthouse"]
WORDS = "harbour lamp mole watch storm crew pilot fog rope tide anchor bell chart deck hull keel mast oar sail wreck"


class Here(LocalEngine):
    """The steps of the distributed engine in this process."""

    @contextmanager
    def open_folder(self):
        with tempfile.TemporaryDirectory() as folder:
            yield BlockFolder(folder)

    def map(self, function, blocks):
        kind, _ = find_types(function)
        return (function(from_rows(to_rows(block), kind)) for block in blocks)


@pytest.fixture(scope="module")
def pile(document):
    """Reports on some things in some towns, some of them the same throughout but for the day they came out on."""
    chance = random.Random(2)  # noqa: S311 - no secret
    rare = [
        "".join(chance.choices("bdfgklmnprst", k=1) + chance.choices("aeiou", k=2)) + "lmnrst"[n % 6]
        for n in range(400)
    ]
    found = []
    for n in range(60):
        town, thing, own = TOWNS[n % 8], THINGS[n % 8], rare[n % 8 * 40 :][:40]
        lines = [
            f"{town} {thing} burns for {n % 8 + 211} hours",
            f"The {thing} at {town} burned on {n % 8 + 2} May 2031.",
        ]
        words = [*WORDS.split(), *rare, *own * 15]
        lines += [" ".join(chance.choices(words, k=20)).capitalize() + "." for _ in range(5)]
        found.append("\n".join(lines))
    texts = [*found, *found[::7]]
    days = [f"2031-05-{n % 27 + 1:02}" for n in range(len(texts))]
    return [
        document(text, source=f"{n}.txt", published=day if n % 5 else None)
        for n, (text, day) in enumerate(zip(texts, days, strict=True))
    ]


@pytest.mark.parametrize("size", [10**9, 2000, 1])
def test_pieces_group_as_the_whole_does(pile, monkeypatch, size):
    monkeypatch.setattr(grouping, "BLOCK_CHARACTERS", size)
    monkeypatch.setattr(grouping, "PART_CHARACTERS", max(10_000, size))
    monkeypatch.setattr(grouping, "BLOCK_REPORTS", max(10, size // 100))
    whole = cluster_reports(pile)
    assert 5 < len(whole) < 40
    assert grouping.group_reports(pile[::-1], {}, Here(1)) == whole


def test_reports_that_share_nothing(document):
    reports = [document("Fog."), document("Tide.", source="b.txt")]
    assert grouping.group_reports(reports, {}, Here(1)) == cluster_reports(reports)


def test_what_nobody_can_finish_ends_the_run(pile, monkeypatch):
    monkeypatch.setattr(Here, "map", lambda *_: iter([Lost(ENDED)]))
    with pytest.raises(EngineError, match=r"reports could not be compared\. It ends"):
        grouping.group_reports(pile, {}, Here(1))
