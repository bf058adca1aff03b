"""Findings by blocks: the same as in one piece, through rows and back."""

from functools import partial

import pytest
from msgspec import Struct
from unrelated_reports import write_reports

from joindots.join import Pile, find
from joindots.model import EngineError
from joindots.run import read
from joindots.run.distributed import judging
from joindots.run.distributed.rows import from_rows, to_rows
from joindots.run.engines import HUNG, Lost


class Through(Struct):
    """An engine whose blocks and results go through rows, as through files."""

    blocks: int = 0

    def map(self, function, blocks):
        for block in blocks:
            self.blocks += 1
            given = from_rows(to_rows(block), type(block))
            yield from_rows(to_rows(function(given)), judging.Verdicts)


@pytest.fixture(scope="module")
def account(tmp_path_factory):
    return read(write_reports(tmp_path_factory.mktemp("reports")))


@pytest.fixture(scope="module")
def pile(account):
    return Pile(**{field: getattr(account, field) for field in Pile.__struct_fields__})


@pytest.mark.parametrize("characters", [1, 200, 10**9])
def test_blocks_find_what_the_whole_finds(pile, account, monkeypatch, characters):
    monkeypatch.setattr(judging, "BLOCK_CHARACTERS", characters)
    engine = Through()
    assert find(pile, None, partial(judging.judge_parts, engine=engine)) == account.findings
    assert account.findings
    assert (engine.blocks == 1) == (characters == 10**9)


def test_what_is_remembered_is_not_judged_again(pile, account):
    class Remembered(dict):
        put = dict.__setitem__

    memo = Remembered()
    find(pile, memo)
    engine = Through()
    memo.pop(next(iter(memo)))
    assert find(pile, memo, partial(judging.judge_parts, engine=engine)) == account.findings
    assert engine.blocks == 1
    assert find(pile, memo, partial(judging.judge_parts, engine=engine)) == account.findings
    assert engine.blocks == 1


def test_what_nobody_can_finish_ends_the_search(pile, monkeypatch):
    monkeypatch.setattr(Through, "map", lambda *_: iter([Lost(HUNG)]))
    with pytest.raises(EngineError, match=r"findings could not be looked for\. It takes"):
        find(pile, None, partial(judging.judge_parts, engine=Through()))
