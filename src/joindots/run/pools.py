"""A pool of processes that share work: one that ends or hangs costs the retry of one task, and is replaced."""

import pickle
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain
from multiprocessing.connection import wait
from typing import Self

from msgspec import Struct

from joindots.model import EngineError
from joindots.run.children import Child, start_child, write_program
from joindots.run.working import Answer, Order, pack

MOST_ENDS = 2
"""Workers that one task may end."""

MOST_FAILURES = 3
"""Workers that may end without a task, with no task done meanwhile, before no more are started."""

START_SECONDS = 120.0
"""By the clock, until a worker is ready, which takes it half a second of processor time."""

# Tasks that a worker has: one that it works on and one that waits, so that it never idles. More are not made up, since
# each knows what those before it found.
_AHEAD = 2
# Tasks begun and not yet given back, for each worker: a long one holds up no other for long, and memory is bounded.
_OPEN = 4
_PROGRAM = write_program("joindots.run.working")


class Task(Struct, kw_only=True):
    """Something to do.

    Attributes:
        order: A function, importable by name, and what to apply it to.
        seconds: By the clock, after which whoever works on it is taken for hung.
        ends: Workers that it ended.
        is_hung: Whether the last of them hung.
        answer: What came of it; None while it is open, and where it was given up.
    """

    order: Order
    seconds: float
    ends: int = 0
    is_hung: bool = False
    answer: Answer | None = None

    @property
    def is_done(self) -> bool:
        """Whether it has an answer or was given up."""
        return self.answer is not None or self.ends >= MOST_ENDS


class WorkerPool:
    """Processes that share work. Use in a `with` block, which leaves none of them behind."""

    def __init__(self, size: int, first: Order = (type, None)) -> None:
        """Take what they are.

        Args:
            size: How many to start.
            first: What each does to be ready, such as loading a model; its answer is of no use.
        """
        self._size = size
        self._first = first
        self._workers: list[_Worker] = []
        self._failures = 0
        self._has_worked = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all, also those at work."""
        for worker in self._workers:
            worker.child.end()

    def start(self) -> None:
        """Start them; they become ready while this process does something else."""
        while len(self._workers) < self._size and self._failures < MOST_FAILURES:
            try:
                self._workers.append(_Worker(start_child(_PROGRAM), self._first))
            except EngineError:
                self._failures += 1

    def work(self, tasks: Iterable[Task]) -> Iterator[Task]:
        """Do tasks, some of them from now on; each comes back in its turn, with its answer or given up.

        Where no process ever comes up, the tasks are done in this one.

        Raises:
            EngineError: None can be started any more.
        """
        line = _Line(iter(tasks), _OPEN * self._size)
        self.start()
        self._hand_out(line)
        return self._work_off(line)

    def _work_off(self, line: "_Line") -> Iterator[Task]:
        while not line.is_over:
            self.start()
            if not self._workers:
                yield from self._work_here(line)
                return
            self._hand_out(line)
            if self._workers and not line.is_over and not line.is_first_done:
                self._wait(line)
            yield from line.take_done()

    def _work_here(self, line: "_Line") -> Iterator[Task]:
        if self._has_worked:
            raise EngineError("no worker process can be started any more; try --workers 1")
        for task in line.take_all():
            function, block = task.order
            task.answer = (function(block), None)
            yield task

    def _hand_out(self, line: "_Line") -> None:
        """Give every worker what it can take."""
        while (worker := self._find_free()) and (task := line.next()):
            try:
                worker.give(task)
            except OSError:
                line.put_back(task)
                self._drop(worker, line)

    def _find_free(self) -> "_Worker | None":
        free = (worker for worker in self._workers if worker.is_ready and len(worker.tasks) < _AHEAD)
        return min(free, key=lambda worker: len(worker.tasks), default=None)

    def _wait(self, line: "_Line") -> None:
        """Wait until a worker has said something, ended or hung."""
        first = min(worker.deadline for worker in self._workers) - time.monotonic()
        wait([worker.child.connection for worker in self._workers], min(max(0.0, first), _LONGEST_WAIT))
        for worker in list(self._workers):
            try:
                if worker.child.connection.poll():
                    worker.hear()
                    self._has_worked = True
                    self._failures = 0 if worker.has_worked else self._failures
                elif worker.deadline <= time.monotonic():
                    self._drop(worker, line, is_hung=True)
            except (EOFError, OSError):
                self._drop(worker, line)

    def _drop(self, worker: "_Worker", line: "_Line", *, is_hung: bool = False) -> None:
        """Do without a worker; the task that it worked on has ended it."""
        self._workers.remove(worker)
        worker.child.end()
        if worker.tasks:
            worker.tasks[0].ends += 1
            worker.tasks[0].is_hung = is_hung
        else:
            self._failures += 1
        for task in reversed(worker.tasks):
            if not task.is_done:
                line.put_back(task)


_LONGEST_WAIT = 3600.0  # seconds; longer ones are more than some systems take


class _Worker:
    """A process and what it has to do; it works on the first of its tasks."""

    def __init__(self, child: Child, first: Order) -> None:
        self.child = child
        self.tasks: deque[Task] = deque()
        self.is_ready = False
        self.has_worked = False
        self.deadline = time.monotonic() + START_SECONDS
        with suppress(OSError):  # it has ended already, which is noticed when somebody waits for it
            child.connection.send_bytes(pack(first))

    def give(self, task: Task) -> None:
        """Hand over a task. Raises OSError where the process has ended."""
        self.child.connection.send_bytes(pack(task.order))
        self.tasks.append(task)
        if len(self.tasks) == 1:
            self._set_deadline()

    def hear(self) -> None:
        """Take what it says. Raises EOFError or OSError where it has ended."""
        message = self.child.connection.recv_bytes()
        if self.is_ready:
            self.tasks.popleft().answer = pickle.loads(message)  # noqa: S301 - from a process of ours
            self.has_worked = True
        self.is_ready = True
        self._set_deadline()

    def _set_deadline(self) -> None:
        """Give it the time of its first task, from now on."""
        self.deadline = time.monotonic() + self.tasks[0].seconds if self.tasks else float("inf")


class _Line:
    """Tasks in their order: those to be begun, those to be handed out again, and those that are open."""

    def __init__(self, tasks: Iterator[Task], most_open: int) -> None:
        self._tasks = tasks
        self._most_open = most_open
        self._open: deque[Task] = deque()
        self._again: deque[Task] = deque()
        self._has_more = True

    @property
    def is_over(self) -> bool:
        """Whether all have come back."""
        return not self._has_more and not self._open

    @property
    def is_first_done(self) -> bool:
        """Whether the next one that comes back is done."""
        return bool(self._open) and self._open[0].is_done

    def next(self) -> Task | None:
        """The next to hand out, if there is one now."""
        if self._again:
            return self._again.popleft()
        if len(self._open) >= self._most_open:
            return None
        task = next(self._tasks, None)
        if task is None:
            self._has_more = False
        else:
            self._open.append(task)
        return task

    def put_back(self, task: Task) -> None:
        """Have a task handed out again, before others."""
        self._again.appendleft(task)

    def take_done(self) -> Iterator[Task]:
        """Those that are done, as far as none before them is open."""
        while self.is_first_done:
            yield self._open.popleft()

    def take_all(self) -> Iterator[Task]:
        """All that have not come back."""
        yield from chain(self._open, self._tasks)
