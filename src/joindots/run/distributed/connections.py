"""The scheduler: reaching it, and waiting for what it was given, for as long as there is somebody to work on it."""

import socket
import time
import warnings
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from joindots.model import EngineError, MissingExtraError
from joindots.run.distributed.files import NEED
from joindots.run.distributed.orders import Order
from joindots.run.distributed.workers import Answer, work_on
from joindots.run.engines import ENDED, Lost

if TYPE_CHECKING:
    from distributed import Client, Future

CONNECT_SECONDS = 20.0
"""Until a scheduler must have answered."""

WORKER_SECONDS = 60.0
"""For how long there may be no worker at all: long enough for one to be started again."""

LOOK_SECONDS = 5.0
"""Between two looks at whether the cluster is still there."""

# What Dask says where the scheduler cannot import what is sent.
_UNREADABLE = "Error during deserialization"
_INSTALL = "install joindots[distributed] in the same version on the scheduler and on all workers"


class Cluster:
    """A scheduler that answered. From `connect`.

    Attributes:
        address: Of the scheduler, as the user gave it.
    """

    def __init__(self, address: str, client: "Client") -> None:
        """Take a client that is connected."""
        self.address = address
        self._client = client

    def count_threads(self) -> int:
        """How many blocks the cluster works on at a time; 1 while it has no worker.

        Raises:
            EngineError: The scheduler does not answer any more.
        """
        return max(1, sum(self._ask_workers().values()))

    def submit(self, order: Order) -> "Future[Answer]":
        """Have an order carried out by a worker; where it is lost, by another."""
        return self._client.submit(work_on, order, pure=False)

    def wait(self, future: "Future[Answer]") -> Answer:
        """What came of an order; it is lost where as many workers as the scheduler allows ended while they had it.

        Raises:
            EngineError: The scheduler is gone, all workers are, or one has no joindots.
            Exception: What the function of the order raised.
        """
        from distributed import KilledWorker  # noqa: PLC0415 - of an extra

        seen = time.monotonic()
        while not self._is_done(future):
            now = time.monotonic()
            seen = now if self._ask_workers() else seen
            if now - seen > WORKER_SECONDS:
                raise EngineError(f"{self.address}: there has been no worker for {WORKER_SECONDS:.0f} seconds")
        try:
            return cast("Answer", future.result())
        except KilledWorker:
            return Answer(lost=Lost(ENDED))
        except (ImportError, RuntimeError) as error:
            if isinstance(error, RuntimeError) and not str(error).startswith(_UNREADABLE):
                raise
            raise EngineError(f"{self.address}: {_INSTALL} ({str(error).splitlines()[0]})") from error
        except (CancelledError, OSError) as error:
            raise EngineError(f"{self.address}: the connection to the scheduler is lost ({error})") from error

    def _is_done(self, future: "Future[Answer]") -> bool:
        try:
            future.exception(timeout=LOOK_SECONDS)
        except TimeoutError:
            return False
        except (CancelledError, OSError) as error:
            raise EngineError(f"{self.address}: the connection to the scheduler is lost ({error})") from error
        return True

    def _ask_workers(self) -> dict[str, int]:
        try:
            return dict(self._client.nthreads())
        except (OSError, TimeoutError) as error:
            raise EngineError(f"{self.address}: the scheduler does not answer any more ({error})") from error


@contextmanager
def connect(address: str) -> Iterator[Cluster]:
    """A connection to a scheduler, for as long as the block lasts.

    Args:
        address: `dask://HOST:PORT` or `tls://HOST:PORT`.

    Raises:
        EngineError: Nobody answers there.
        MissingExtraError: The extra `distributed` is not installed.
    """
    try:
        from distributed import Client  # noqa: PLC0415 - of an extra
        from distributed.versions import VersionMismatchWarning  # noqa: PLC0415 - as above
    except ImportError as error:
        raise MissingExtraError(NEED) from error
    _knock(address)
    try:
        with warnings.catch_warnings():  # we compare versions ourselves, and more of them
            warnings.simplefilter("ignore", VersionMismatchWarning)
            client = Client(_translate(address), timeout=CONNECT_SECONDS, set_as_default=False, name="joindots")
    except (OSError, TimeoutError, ValueError, TypeError) as error:
        raise EngineError(f"{address}: no scheduler answers there ({error})") from error
    with client:
        yield Cluster(address, client)


def _knock(address: str) -> None:
    """Find out at once, and without starting anything, whether nobody is there."""
    from dask import config  # noqa: PLC0415 - of an extra

    place = urlsplit(address)
    if place.scheme == "tls" and not config.get("distributed.comm.tls.ca-file", None):
        raise EngineError(f"{address}: Dask's configuration names no certificates; see docs/cluster.md")
    try:
        with socket.create_connection((place.hostname or "", place.port or 0), CONNECT_SECONDS) as line:
            # Dask speaks first; it would wait for ever for another who waits too.
            if place.scheme != "tls" and not line.recv(1):
                raise EngineError(f"{address}: no scheduler answers there")
    except (OSError, ValueError) as error:
        raise EngineError(f"{address}: no scheduler answers there ({error})") from error


def _translate(address: str) -> str:
    """The address as Dask writes it."""
    return address.replace("dask://", "tcp://", 1)
