"""Long work in the background: one thing after the other, with progress that any page can show."""

import itertools
import threading
from collections import deque
from collections.abc import Callable
from queue import SimpleQueue
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from joindots.model import JoindotsError
from joindots.run import Progress

KEPT = 50
"""Pieces of work that are remembered."""

Task = Callable[[Progress], str]


class Job(Struct, frozen=True, kw_only=True):
    """A piece of work.

    Attributes:
        number: In order of arrival.
        title: What it is.
        state: How far it is.
        stage: What is being done now; empty before and after.
        done: How much of the stage.
        total: Of how much.
        message: What came of it, or why nothing did; empty before.
    """

    number: int
    title: str
    state: Literal["waiting", "running", "done", "failed"] = "waiting"
    stage: str = ""
    done: int = 0
    total: int = 0
    message: str = ""


class Works:
    """A queue with one worker."""

    def __init__(self) -> None:
        """Nothing is running yet; the worker starts with the first piece of work."""
        self._jobs: dict[int, Job] = {}
        self._order: deque[int] = deque()
        self._queue: SimpleQueue[tuple[int, Task] | None] = SimpleQueue()
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self._worker: threading.Thread | None = None

    def add(self, title: str, task: Task) -> Job:
        """Put work into the queue.

        Args:
            title: What it is, for people.
            task: Takes a `Progress` and gives a sentence on what came of it.
        """
        with self._lock:
            job = Job(number=next(self._numbers), title=title)
            self._jobs[job.number] = job
            self._order.append(job.number)
            while len(self._order) > KEPT:
                del self._jobs[self._order.popleft()]
            if self._worker is None or not self._worker.is_alive():
                self._worker = threading.Thread(target=self._run, name="desk", daemon=True)
                self._worker.start()
        self._queue.put((job.number, task))
        return job

    def list_jobs(self) -> tuple[Job, ...]:
        """All that are remembered, the newest first."""
        with self._lock:
            return tuple(self._jobs[number] for number in reversed(self._order))

    def find_running(self) -> Job | None:
        """What is being worked on, or waits to be."""
        return next((job for job in reversed(self.list_jobs()) if job.state in {"waiting", "running"}), None)

    def close(self) -> None:
        """Let the worker finish what it has, and no more."""
        self._queue.put(None)
        if self._worker:
            self._worker.join()

    def _run(self) -> None:
        while (item := self._queue.get()) is not None:
            self._do(*item)

    def _do(self, number: int, task: Task) -> None:
        def progress(stage: str, done: int, total: int) -> None:
            self._change(number, stage=stage, done=done, total=total)

        self._change(number, state="running")
        ended: dict[str, str] = {"state": "failed", "message": "This is an error of joindots itself."}
        try:
            ended = {"state": "done", "message": task(progress)}
        except JoindotsError as error:
            ended = {"state": "failed", "message": str(error)}
        finally:
            self._change(number, stage="", **ended)

    def _change(self, number: int, **fields: str | int) -> None:
        with self._lock:
            if number in self._jobs:
                self._jobs[number] = replace(self._jobs[number], **fields)
