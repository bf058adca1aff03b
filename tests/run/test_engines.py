import os

import pytest

from joindots.model import EngineError
from joindots.run.engines import CHARACTERS_A_WORKER, LocalEngine, choose_workers


def double(number: int) -> int:
    return 2 * number


def die(number: int) -> int:
    if number == 1:
        os._exit(1)
    return number


def test_results_come_in_the_order_of_the_blocks() -> None:
    blocks = list(range(20))
    assert (
        list(LocalEngine(1).map(double, blocks)) == list(LocalEngine(2).map(double, blocks)) == [2 * b for b in blocks]
    )


def test_a_dead_worker_is_an_error_with_advice() -> None:
    with pytest.raises(EngineError, match="--workers 1"):
        list(LocalEngine(2).map(die, [0, 1, 2]))


def test_more_processes_only_where_they_pay() -> None:
    assert choose_workers(0, CHARACTERS_A_WORKER - 1) == 1
    assert choose_workers(0, 10**12) == (os.cpu_count() or 1)
    assert choose_workers(7, 1) == 7
