"""Processes of our own: a fresh interpreter that serves one end of a pipe, and ends when the other end is closed."""

import subprocess
import sys
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import NamedTuple

from joindots.model import EngineError

CAN_START = sys.platform != "win32"
"""Whether this platform hands a pipe to a child by its number."""

# `-P` keeps the working directory, which may hold anything, off the path; ours is handed over as it is.
_PROGRAM = "import sys; sys.path[:] = sys.argv[2:]; from {module} import serve; serve(int(sys.argv[1]))"


class Child(NamedTuple):
    """A running process and our end of the pipe to it."""

    process: "subprocess.Popen[bytes]"
    connection: Connection

    def end(self) -> None:
        """Kill the process, if it still runs, and wait for its end."""
        self.process.kill()
        self.process.wait()
        self.connection.close()


def write_program(module: str) -> str:
    """What a child runs: the `serve` of a module, which takes the file descriptor of its end of the pipe."""
    return _PROGRAM.format(module=module)


def start_child(program: str) -> Child:
    """Start a process.

    It is a plain interpreter: the script or notebook that we run in is not run a second time in it.

    Args:
        program: From `write_program`.

    Raises:
        EngineError: The system does not start one.
    """
    ours, theirs = Pipe()
    channel = theirs.fileno()
    path = [folder for folder in sys.path if folder]
    command = [sys.executable, "-P", "-c", program, str(channel), *path]
    try:
        process = subprocess.Popen(command, pass_fds=(channel,), stdin=subprocess.DEVNULL)  # noqa: S603 - ourselves
    except OSError as error:
        ours.close()
        raise EngineError(f"no further process can be started ({error.strerror})") from error
    finally:
        theirs.close()
    return Child(process, ours)
