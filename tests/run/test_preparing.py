"""Reports prepared by blocks: joining finds all that it asks of each report, and gives what it gives without."""

import pytest
from msgspec import Struct
from unrelated_reports import write_reports

from joindots.join import join_pile
from joindots.model import EngineError, Observations
from joindots.run import Options, read
from joindots.run.blocks import observe_blocks, split_work
from joindots.run.distributed import preparing
from joindots.run.distributed.rows import from_rows, to_rows
from joindots.run.engines import ENDED, LocalEngine, Lost


class Through(Struct):
    """An engine whose blocks and results go through rows, as through files."""

    blocks: int = 0

    def map(self, function, given):
        for block in given:
            self.blocks += 1
            yield from_rows(to_rows(function(from_rows(to_rows(block), type(block)))), preparing.Prepared)


class Remembered(dict):
    put = dict.__setitem__


@pytest.fixture(scope="module")
def pile(tmp_path_factory):
    """Documents and what they show."""
    documents = read(write_reports(tmp_path_factory.mktemp("reports"))).documents
    done = observe_blocks(LocalEngine(1), split_work(documents, Options()), lambda _: {})
    found = [result for _, observed in done for result in observed.results]
    assert all(isinstance(result, Observations) for result in found)
    return documents, found


@pytest.mark.parametrize(("characters", "expected"), [(1, 6), (10**9, 1)])
def test_joining_takes_what_was_prepared(pile, monkeypatch, characters, expected):
    monkeypatch.setattr(preparing, "BLOCK_CHARACTERS", characters)
    engine = Through()
    given = preparing.prepare_reports(*pile, engine, None)
    assert engine.blocks == expected
    asked = []
    take = given.get
    monkeypatch.setattr(given, "get", lambda key: asked.append((key, body := take(key))) or body)
    assert join_pile(*pile, memo=given) == join_pile(*pile)
    assert sum(body is not None for _, body in asked) == len(pile[0])
    assert not given._results


def test_what_is_remembered_is_not_prepared_again(pile):
    memo, engine = Remembered(), Through()
    assert preparing.prepare_reports(*pile, engine, memo) is memo
    assert len(memo) == len(pile[0])
    memo.pop(min(memo))
    preparing.prepare_reports(*pile, engine, memo)
    assert engine.blocks == 2
    preparing.prepare_reports(*pile, engine, memo)
    assert engine.blocks == 2


def test_what_nobody_can_prepare_ends_the_run(pile, monkeypatch):
    monkeypatch.setattr(Through, "map", lambda *_: iter([Lost(ENDED)]))
    with pytest.raises(EngineError, match=r"reports could not be prepared\. It ends"):
        preparing.prepare_reports(*pile, Through(), None)
