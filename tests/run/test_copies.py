"""Copies found by blocks: the same as in one piece, however small the pieces."""

import random
import tempfile
from contextlib import contextmanager

import numpy as np
import pytest

from joindots.join.reuse import find_reuse
from joindots.model import EngineError
from joindots.run.distributed import copies
from joindots.run.distributed.files import BlockFolder
from joindots.run.distributed.shuffles import Places
from joindots.run.engines import ENDED, LocalEngine, Lost

pytest.importorskip("pyarrow", reason="the extra `distributed` is not installed")

WORDS = "harbour lamp mole watch storm crew pilot fog rope tide anchor bell chart deck hull keel mast oar sail wreck"


class Here(LocalEngine):
    """The steps of the distributed engine in this process."""

    @contextmanager
    def open_folder(self):
        with tempfile.TemporaryDirectory() as folder:
            yield BlockFolder(folder)


@pytest.fixture(scope="module")
def pile(document):
    """Reports of lines that others have too, some of them the same throughout."""
    chance = random.Random(1)  # noqa: S311 - no secret
    lines = [" ".join(chance.choices(WORDS.split(), k=20)).capitalize() + "." for _ in range(30)]
    texts = ["\n".join(chance.sample(lines, 4)) for _ in range(40)]
    return [document(text, source=f"{n}.txt") for n, text in enumerate([*texts, *texts[::8]])]


@pytest.mark.parametrize(("characters", "words"), [(4_000_000, 4_000_000), (1500, 200), (1, 2000)])
def test_pieces_find_what_the_whole_finds(pile, monkeypatch, characters, words):
    monkeypatch.setattr(copies, "BLOCK_CHARACTERS", characters)
    monkeypatch.setattr(copies, "PART_WORDS", words)
    whole = find_reuse(pile)
    assert len(whole) > 50
    assert copies.find_copies(pile[::-1], Here(1)) == whole


def test_reports_that_share_nothing(document):
    assert copies.find_copies([], Here(1)) == ()
    assert copies.find_copies([document("Fog.")], Here(1)) == ()


def test_what_nobody_can_finish_ends_the_search(pile, monkeypatch):
    monkeypatch.setattr(Here, "map", lambda *_: iter([Lost(ENDED)]))
    with pytest.raises(EngineError, match=r"copies could not be looked for\. It ends"):
        copies.find_copies(pile, Here(1))


def test_seeds_that_are_gone_are_told(tmp_path):
    gone = Places(("seeds-0",), np.array([0, 0, 8]).tobytes())
    with pytest.raises(EngineError, match="cannot be fetched there"):
        copies.pair_part(copies.Pairing(seeds=gone, dropped=b"", folder=str(tmp_path)))
