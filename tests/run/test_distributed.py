"""The distributed engine on a real cluster: the account of the local engine, whatever becomes of the workers."""

import os
import signal
import socket
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
from clusters import Cluster
from number_blocks import Number, double, hang
from poison_blocks import POISON, abort_at_poison
from unrelated_reports import write_reports

from joindots.account import encode_account
from joindots.model import EngineError, MissingExtraError
from joindots.run import Options, read
from joindots.run.blocks import observe_blocks, split_work
from joindots.run.distributed import DaskEngine, connections, engines
from joindots.run.engines import ENDED, HUNG, LocalEngine, Lost

EXAMPLE = Path(__file__).resolve().parents[2] / "src/joindots/app/example/reports"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="no processes of our own here")
pytest.importorskip("distributed", reason="the extra `distributed` is not installed")


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    with Cluster(tmp_path_factory.mktemp("cluster")) as cluster:
        yield cluster


@pytest.fixture
def cluster(running):
    running.have_workers(2)
    return running


def test_a_worker_is_killed_in_the_middle_and_the_rest_is_kept(cluster, example, tmp_path, monkeypatch):
    monkeypatch.setattr("joindots.run.blocks.BLOCK_CHARACTERS", 1)
    blocks = tmp_path / "blocks"
    options = Options(engine=cluster.engine, blocks=str(blocks))

    def kill() -> None:
        while len(list(blocks.glob("*.result.parquet"))) < 2:
            time.sleep(0.02)
        os.kill(cluster.workers[0].pid, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    assert encode_account(read([EXAMPLE], options=options)) == encode_account(example)
    killer.join()
    assert cluster.workers[0].wait() == -signal.SIGKILL

    left = sorted(path.name for path in blocks.iterdir())
    kept = [name for name in left if name.endswith(".result.parquet")]
    assert len(kept) >= len(example.documents)
    assert all(name.endswith(".shelf") for name in left if name not in kept)
    spoilt = blocks / kept[0]
    spoilt.write_bytes(spoilt.read_bytes()[:100])
    submitted = []
    submit = connections.Cluster.submit
    monkeypatch.setattr(connections.Cluster, "submit", lambda *given: submitted.append(given) or submit(*given))
    assert encode_account(read([EXAMPLE], options=options)) == encode_account(example)
    assert [order.name for _, order in submitted] == [kept[0].removesuffix(".result.parquet")]
    assert sorted(path.name for path in blocks.iterdir()) == left


@pytest.mark.parametrize("step", ["look_through", "choose_part", "describe_events", "judge_block"])
def test_a_worker_is_killed_while_reports_are_joined(cluster, tmp_path, monkeypatch, step):
    for module in ("judging", "naming", "copies", "grouping"):
        monkeypatch.setattr(f"joindots.run.distributed.{module}.BLOCK_CHARACTERS", 1)
    killed = []
    submit = connections.Cluster.submit

    def kill(connected, order):
        future = submit(connected, order)
        if order.function.__name__ == step:
            cluster.workers[0].kill()
            killed.append(order.name)
        return future

    monkeypatch.setattr(connections.Cluster, "submit", kill)
    pile = write_reports(tmp_path)
    options = Options(engine=cluster.engine, blocks=str(tmp_path / "blocks"))
    assert encode_account(read(pile, options=options)) == encode_account(read(pile))
    assert len(killed) > 1
    assert cluster.workers[0].wait() == -signal.SIGKILL


def test_a_changed_option_does_again_what_depends_on_it(cluster, tmp_path, monkeypatch):
    monkeypatch.setattr("joindots.run.blocks.BLOCK_CHARACTERS", 1)
    submitted = []
    submit = connections.Cluster.submit
    monkeypatch.setattr(connections.Cluster, "submit", lambda *given: submitted.append(given[1]) or submit(*given))
    pile = [*sorted(EXAMPLE.glob("*.txt"))[:2], tmp_path / "fr.txt"]
    pile[-1].write_text("Un bac heurte la jetée. Trois personnes ont été tuées mardi à Lowmark, a dit la police.\n")

    def count(**chosen: object) -> dict[str, int]:
        """Orders by the function that was ordered; where there are any, the account is that of the local engine."""
        submitted.clear()
        account = read(pile, options=Options(engine=cluster.engine, blocks=str(tmp_path / "blocks"), **chosen))
        assert not submitted or encode_account(account) == encode_account(read(pile, options=Options(**chosen)))
        return Counter(order.function.__name__ for order in submitted)

    first = count()
    assert first["observe_block"] >= len(pile)
    assert first["read_part"] == 1
    assert count() == count(most_characters=150_000) == {}
    joined = {"read_reports": 1, "describe_events": 1, "judge_block": 1}
    assert count(models=("fr_core_news_sm",)) == {"observe_block": 1, "look_through": 1, **joined}
    grouped = {"describe_part": 1, "measure_part": 1}  # days are named beyond the 120 characters
    told = {"ask_part": 1, "count_part": 1, "choose_part": 2, "pair_words": 1, "pair_keys": 1, "join_block": 1}
    expected = {"observe_block": first["observe_block"], **grouped, **told, **joined}
    assert count(most_characters=120) == expected
    assert count(models=("fr_core_news_sm",)) == {}


def test_results_come_in_the_order_of_the_blocks(cluster):
    blocks = [Number(n) for n in range(20)]
    assert list(DaskEngine(cluster.engine).map(double, blocks)) == list(LocalEngine(1).map(double, blocks))
    assert list(DaskEngine(cluster.engine).map(double, [])) == []


def test_a_block_that_hangs_is_lost_and_no_other(cluster):
    blocks = [Number(0), Number(1, seconds=1.0), Number(2)]
    assert list(DaskEngine(cluster.engine).map(hang, blocks)) == [0, Lost(HUNG), 4]


def test_a_report_that_ends_its_process_is_rejected_by_name(cluster, document, monkeypatch):
    monkeypatch.setattr("joindots.run.blocks.BLOCK_CHARACTERS", 1)
    monkeypatch.setattr("joindots.run.blocks.observe_block", abort_at_poison)
    reports = [document(text, source=f"{text}.txt") for text in ("sound", POISON, "good")]
    done = list(observe_blocks(DaskEngine(cluster.engine), split_work(reports, Options()), lambda _: {}))
    reasons = {result.source: result.reason for _, observed in done for result in observed.results}
    assert reasons == {"sound.txt": "sound", "good.txt": "good", "poison.txt": ENDED}


def test_another_version_on_the_workers_is_told(cluster, monkeypatch):
    versions = {**engines.describe_versions(()), "spacy": "0.1"}
    monkeypatch.setattr(engines, "describe_versions", lambda _: versions)
    with pytest.raises(EngineError, match=r"worker tcp://127.0.0.1:\d+: .*spacy 3.* instead of 0.1$"):
        list(DaskEngine(cluster.engine).map(double, [Number(1)]))


def test_a_folder_that_workers_do_not_see_is_told(cluster):
    with pytest.raises(EngineError, match="cannot see the blocks in memory://blocks; give --blocks"):
        list(DaskEngine(cluster.engine, folder="memory://blocks").map(double, [Number(1)]))


def test_nobody_at_the_address(running, monkeypatch):
    monkeypatch.setattr(connections, "CONNECT_SECONDS", 1.0)
    with pytest.raises(EngineError, match=r"^dask://127.0.0.1:1: no scheduler answers there"):
        list(DaskEngine("dask://127.0.0.1:1").map(double, [Number(1)]))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"dask://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(EngineError, match=r"no scheduler answers there \(timed out"):
            list(DaskEngine(address).map(double, [Number(1)]))
    with pytest.raises(EngineError, match=r"^tls://.* names no certificates; see docs/cluster.md"):
        list(DaskEngine(running.engine.replace("dask", "tls")).map(double, [Number(1)]))


def test_no_workers_and_no_scheduler(tmp_path, monkeypatch):
    monkeypatch.setattr(connections, "WORKER_SECONDS", 0.1)
    monkeypatch.setattr(connections, "LOOK_SECONDS", 0.2)
    with Cluster(tmp_path) as alone:
        with pytest.raises(EngineError, match="there has been no worker for"):
            list(DaskEngine(alone.engine).map(double, [Number(1)]))
        monkeypatch.setattr(connections, "WORKER_SECONDS", 60)
        threading.Timer(1.0, alone.scheduler.kill).start()
        with pytest.raises(EngineError, match="scheduler"):
            list(DaskEngine(alone.engine).map(double, [Number(1)]))


def test_without_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingExtraError, match=r"joindots\[distributed\]"):
        list(DaskEngine("dask://127.0.0.1:1").map(double, [Number(1)]))
