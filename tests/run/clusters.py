"""A real scheduler and its workers as processes, over TCP on the loopback, for the tests of the distributed engine."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

HERE = Path(__file__).resolve().parent
MOST_SECONDS = 120.0

# As docs/cluster.md advises: what Dask's own looking at itself costs is wasted here.
QUIET = {
    "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
    "DASK_DISTRIBUTED__ADMIN__TICK__INTERVAL": "1s",
    "DASK_DISTRIBUTED__ADMIN__SYSTEM_MONITOR__INTERVAL": "5s",
}


class Cluster:
    """Use in a `with` block, which leaves nothing of it behind."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.workers: list[subprocess.Popen] = []
        self._file = folder / "scheduler.json"

    def __enter__(self) -> Self:
        self.scheduler = self._start("scheduler", "--port", "0", "--scheduler-file", self._file)
        self._wait_for(self._file.is_file)
        return self

    def __exit__(self, *_: object) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()

    @property
    def engine(self) -> str:
        return json.loads(self._file.read_text())["address"].replace("tcp://", "dask://")

    def have_workers(self, count: int, *, wait: bool = False) -> None:
        """Start as many as are missing; without waiting for them they are heard of later."""
        self.workers = [worker for worker in self.workers if worker.poll() is None]
        while len(self.workers) < count:
            options = ("--scheduler-file", self._file, "--nthreads", "1", "--no-nanny")
            self.workers.append(self._start("worker", *options, "--local-directory", self.folder))
        if wait:
            self._wait_for(lambda: (self.folder / "scheduler.log").read_text().count("Register worker") >= count)

    def _start(self, what: str, *options: object) -> subprocess.Popen:
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", "--host", "127.0.0.1", "--no-dashboard"]
        with (self.folder / f"{what}.log").open("ab") as log:
            path = os.pathsep.join([str(HERE), *filter(None, [os.environ.get("PYTHONPATH")])])
            env = {**os.environ, **QUIET, "PYTHONPATH": path}
            return subprocess.Popen([*command, *map(str, options)], stdout=log, stderr=log, env=env)

    @staticmethod
    def _wait_for(condition) -> None:
        start = time.monotonic()
        while not condition():
            assert time.monotonic() - start < MOST_SECONDS
            time.sleep(0.05)
