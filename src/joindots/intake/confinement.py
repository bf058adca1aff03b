"""What a process that reads hostile formats may take and do: processor time, memory, and nothing outside itself."""

import contextlib
import os
import signal
import sys
import time
from pathlib import Path

from joindots.intake.files import File
from joindots.intake.limits import (
    READING_MEMORY,
    READING_MEMORY_A_BYTE,
    READING_SECONDS,
    READING_SECONDS_A_MEGABYTE,
    TIMED_A_BYTE,
    TIMED_BYTES,
)

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

CAN_CONFINE = resource is not None and hasattr(signal, "setitimer")
"""Whether this platform can cap a process; where it cannot, inputs are read without."""

# Source: linux/sched.h
_CLONE_NEWUSER, _CLONE_NEWNET = 0x1000_0000, 0x4000_0000
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_REFUSED_KINDS = ("socket.", "subprocess.", "shutil.", "tempfile.")
# Source: the table of audit events in Python's documentation.
_REFUSED = frozenset(
    f"os.{name}"
    for name in (
        *("system", "exec", "fork", "forkpty", "posix_spawn", "spawn", "kill", "killpg"),
        *("chmod", "chown", "link", "mkdir", "remove", "rename", "rmdir", "symlink", "truncate", "utime", "setxattr"),
    )
)


def confine_process() -> None:
    """Take from this process, for good, the network, writing and starting others; leave it two silent streams."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it too, and ends this process
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(null, stream)
    sys.dont_write_bytecode = True
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _leave_network()
    sys.addaudithook(_refuse)


def data_in_use() -> int:
    """Bytes of memory that count against the cap: what this process may write and shares with none."""
    with contextlib.suppress(OSError):
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5]) * resource.getpagesize()
    return 0


class Caps:
    """Processor time and memory for reading one input; both grow with its size.

    Who takes more time is ended by the kernel (SIGPROF); who asks for more memory gets none (`MemoryError`, or an
    abort of the library that asked).
    """

    def __init__(self, base: int, share: float) -> None:
        """Take the memory that the process uses without any input, and the share of time that this reading may take."""
        self.base, self.share = base, share
        self.bytes = self.most_bytes = 0
        self.started = time.process_time()

    def allow(self, file: File) -> float:
        """Allow for a file or part more; the first is the input as a whole, which decides the memory.

        Returns:
            Seconds of processor time that all of the input so far may take.
        """
        if not self.most_bytes:
            self._cap_memory(self.base + READING_MEMORY + READING_MEMORY_A_BYTE * len(file.data))
            self.most_bytes = TIMED_BYTES + TIMED_A_BYTE * len(file.data)
        self.bytes = min(self.bytes + len(file.data), self.most_bytes)
        seconds = self.share * (READING_SECONDS + READING_SECONDS_A_MEGABYTE * self.bytes / 2**20)
        left = seconds - (time.process_time() - self.started)
        signal.setitimer(signal.ITIMER_PROF, max(left, 0.001))
        return seconds

    def lift(self) -> None:
        """Take both caps off between two inputs."""
        signal.setitimer(signal.ITIMER_PROF, 0)
        self._cap_memory(resource.RLIM_INFINITY)

    @staticmethod
    def _cap_memory(most: int) -> None:
        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        resource.setrlimit(resource.RLIMIT_DATA, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _leave_network() -> None:
    """Move to a network of no interfaces, where the system lets us; the audit hook stands in any case."""
    import ctypes  # noqa: PLC0415 - for this alone; `os.unshare` came with Python 3.12

    with contextlib.suppress(AttributeError, OSError):
        unshare = ctypes.CDLL(None).unshare
        if unshare(_CLONE_NEWNET):
            unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook: refuse what no reader needs."""
    writes = event == "open" and isinstance(flags := arguments[2], int) and flags & _WRITING
    if writes or event in _REFUSED or event.startswith(_REFUSED_KINDS):
        message = f"a reader may not do this: {event}"
        raise PermissionError(message)
