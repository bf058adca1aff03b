"""Joining by processes that stand ready: the same account, whatever becomes of them."""

import os
import pickle
import signal

import pytest
from unrelated_reports import write_reports

from joindots.model import Observations, Span, TimeExpression
from joindots.run import Options, blocks, read, readings, sharing
from joindots.run.engines import LocalEngine, Lost
from joindots.run.observing import load_models
from joindots.run.working import pack


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_reports(tmp_path_factory.mktemp("reports"))


@pytest.fixture
def shared(monkeypatch):
    """Counts what is handed over, of however small a pile."""
    monkeypatch.setattr(readings, "CHARACTERS_APART", 1)
    monkeypatch.setattr(sharing, "SHARED_CHARACTERS", range(10**9))
    monkeypatch.setattr(sharing, "JUDGED_CHARACTERS", 1)
    monkeypatch.setattr(blocks, "BLOCK_CHARACTERS", 1)
    handed = []
    take = LocalEngine.map
    monkeypatch.setattr(
        LocalEngine, "map", lambda engine, function, given: handed.append(function) or take(engine, function, given)
    )
    return handed


def test_two_processes_write_the_account_of_one(folder, shared):
    alone = read(folder, options=Options(workers=1))
    assert sharing.look not in shared
    assert read(folder, options=Options(workers=2)) == alone
    assert sharing.look in shared
    assert sharing.judge_block in shared
    assert alone.findings


@pytest.mark.usefixtures("shared")
def test_what_no_process_finishes_is_done_here(folder, monkeypatch):
    alone = read(folder, options=Options(workers=1))
    take = LocalEngine.map

    def lose(engine, function, given):
        return take(engine, function, given) if function is blocks.observe_block else iter([Lost("")] * len(given))

    monkeypatch.setattr(LocalEngine, "map", lose)
    assert read(folder, options=Options(workers=2)) == alone


@pytest.mark.usefixtures("shared")
def test_processes_that_end_while_nobody_asks_them_are_replaced(folder, monkeypatch):
    alone = read(folder, options=Options(workers=1))
    join = readings.look_ahead

    def kill(documents, observations, engine):
        for worker in engine._pool._workers:
            os.kill(worker.child.process.pid, signal.SIGKILL)
        return join(documents, observations, engine)

    monkeypatch.setattr(readings, "look_ahead", kill)
    assert read(folder, options=Options(workers=2)) == alone


def test_a_process_starts_once_for_all_that_it_is_asked():
    with LocalEngine(2) as engine:
        assert not engine.is_running
        engine.start(load_models, ("no such model",))  # what fails here is told by whoever needs it
        first = engine._pool
        engine.start(load_models, ())
        assert engine._pool is first
        assert engine.is_running
    assert not engine.is_running


def test_records_travel_unchanged():
    span = Span(document="d1", start=3, end=9, text="Monday")
    time = TimeExpression(id="t1", span=span, type="DATE", value=None, earliest=None, latest=None)
    given = [Observations(document="d1", times=(time,)), {b"key": (time, 3, 3.0)}]
    assert pickle.loads(pack(given)) == given  # noqa: S301 - just made
    assert b"Monday" in pack(given)
