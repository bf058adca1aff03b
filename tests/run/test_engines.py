"""The local engine: the same results whatever becomes of its workers."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from number_blocks import Number, abort, abort_once, double, fail, fail_oddly, hang, report

from joindots.model import EngineError
from joindots.run import children, engines, pools
from joindots.run.engines import CHARACTERS_A_WORKER, ENDED, HUNG, LocalEngine, Lost, choose_workers, count_cores
from joindots.run.pools import Task, WorkerPool


def count(most: int = 20, **given: object) -> list[Number]:
    return [Number(value, **given) for value in range(most)]


def doubled(most: int = 20) -> list[int | Lost]:
    return [2 * value for value in range(most)]


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_results_come_in_the_order_of_the_blocks() -> None:
    assert [list(LocalEngine(workers).map(double, count())) for workers in (1, 2, 3)] == [doubled()] * 3


def test_a_worker_that_is_killed_costs_a_retry(tmp_path) -> None:
    assert list(LocalEngine(2).map(abort_once, count(folder=str(tmp_path)))) == doubled()
    assert len(list(tmp_path.iterdir())) == 7


def test_workers_killed_from_outside_cost_nothing() -> None:
    results = LocalEngine(2).map(report, count(40))
    first = next(results)
    assert isinstance(first, int)
    os.kill(first, signal.SIGKILL)
    rest = list(results)
    assert len(rest) == 39
    assert all(isinstance(pid, int) for pid in rest)


def test_a_block_that_ends_two_workers_is_lost_and_no_other() -> None:
    expected = doubled()
    expected[3] = Lost(ENDED)
    assert list(LocalEngine(2).map(abort, count())) == expected


def test_one_worker_apart_loses_the_same_block_and_one_here_is_this_process() -> None:
    expected = doubled()
    expected[3] = Lost(ENDED)
    assert list(LocalEngine(1, apart=True).map(abort, count())) == expected
    assert len(set(LocalEngine(1, apart=True).map(report, count()))) == 1
    assert list(LocalEngine(1).map(report, count())) == [os.getpid()] * 20
    assert list(LocalEngine(1, apart=True).map(report, count(1))) == [os.getpid()]


def test_a_worker_that_hangs_is_replaced() -> None:
    blocks = [Number(value, seconds=0.5 if value == 1 else 120.0) for value in range(6)]
    assert list(LocalEngine(2).map(hang, blocks)) == [0, Lost(HUNG), 4, 6, 8, 10]


def test_a_worker_that_is_stopped_is_replaced() -> None:
    results = LocalEngine(2).map(report, count(40, seconds=5.0))
    first = next(results)
    assert isinstance(first, int)
    os.kill(first, signal.SIGSTOP)
    rest = list(results)
    assert len([pid for pid in rest if pid != first]) >= 1
    assert all(isinstance(pid, int) for pid in rest)


def test_what_the_function_raises_is_raised_in_its_turn() -> None:
    results = LocalEngine(2).map(fail, count())
    assert [next(results), next(results)] == [0, 2]
    with pytest.raises(RecursionError, match="too deep"):
        next(results)
    with pytest.raises(EngineError, match="Unpackable: 0 and 1"):
        list(LocalEngine(2).map(fail_oddly, count()))


def test_blocks_are_made_up_as_workers_come_to_them() -> None:
    made = []

    def make():
        for block in count(100):
            made.append(block)
            yield block

    results = LocalEngine(2).map(double, make())
    next(results)
    assert len(made) <= 2 + 2 * 4
    results.close()


def test_workers_that_do_not_start_leave_the_work_to_this_process(monkeypatch) -> None:
    monkeypatch.setattr(pools, "_PROGRAM", "raise SystemExit(1)")
    assert list(LocalEngine(2).map(double, count())) == doubled()


def test_a_system_that_starts_no_process_leaves_the_work_to_this_one(monkeypatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(children.subprocess, "Popen", refuse)
    assert list(LocalEngine(2).map(report, count())) == [os.getpid()] * 20
    monkeypatch.setattr(engines, "CAN_START", False)
    assert list(LocalEngine(2).map(report, count())) == [os.getpid()] * 20


def test_a_pool_whose_last_worker_ends_before_it_is_given_more_starts_another() -> None:
    with WorkerPool(1) as pool:
        tasks = pool.work(Task(order=(report, block), seconds=block.seconds) for block in count(12))
        pid, _ = next(tasks).answer
        os.kill(pid, signal.SIGKILL)
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)  # its pipe is broken now, so that giving it a task fails
        rest = [task.answer[0] for task in tasks]
    assert len(rest) == 11
    assert rest[-1] != pid


def test_a_pool_that_dies_out_is_an_error_with_advice(monkeypatch) -> None:
    results = LocalEngine(2).map(report, count(40))
    first = next(results)
    monkeypatch.setattr(pools, "_PROGRAM", "raise SystemExit(1)")
    ended = {first}
    os.kill(first, signal.SIGKILL)
    with pytest.raises(EngineError, match="--workers 1"):  # noqa: PT012 - whoever answers is killed
        for pid in results:
            if pid not in ended:
                ended.add(pid)
                os.kill(pid, signal.SIGKILL)


def test_one_that_is_stopped_in_the_middle_leaves_no_process() -> None:
    results = LocalEngine(2).map(report, count())
    pids = {next(results), next(results)}
    results.close()
    assert not [pid for pid in pids if is_running(pid)]


_SCRIPT = """
    import signal
    import sys
    from joindots.run.engines import LocalEngine
    from test_engines import count
    from number_blocks import report
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell ignores it for what runs in the background
    results = LocalEngine(2).map(report, count(20_000))
    print(next(results), flush=True)
    try:
        for pid in results:
            print(pid, flush=True)
    except KeyboardInterrupt:
        print("stopped", flush=True)
"""


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_whatever_ends_us_ends_our_workers(ending) -> None:
    path = [str(Path(__file__).parent), *sys.path]
    script = f"import sys; sys.path[:] = {path!r}\n{textwrap.dedent(_SCRIPT)}"
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    with process:
        assert process.stdout is not None
        pids = {int(process.stdout.readline()) for _ in range(50)}
        if ending == signal.SIGINT:
            os.killpg(process.pid, ending)  # as a terminal does: all of them hear it
        else:
            process.send_signal(ending)
        said = process.stdout.read()
    assert said.endswith("stopped\n") == (ending == signal.SIGINT)
    deadline = time.monotonic() + 30
    while any(map(is_running, pids)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [pid for pid in pids if is_running(pid)]


def test_more_processes_only_where_they_pay() -> None:
    assert choose_workers(0, CHARACTERS_A_WORKER - 1) == 1
    assert choose_workers(0, 10**12) == count_cores() <= (os.cpu_count() or 1)
    assert choose_workers(7, 1) == 7
