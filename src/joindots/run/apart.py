"""Reading into a case in a process of its own, so that whoever asks for it goes on answering others meanwhile."""

import signal
from multiprocessing.connection import Connection

from msgspec import Struct

from joindots.model import EngineError, JoindotsError, Rejection
from joindots.run.cases import open_case, read_into
from joindots.run.children import CAN_START, start_child, write_program
from joindots.run.options import Options
from joindots.run.progress import Progress


class Task(Struct, frozen=True):
    """What is to be read.

    Attributes:
        place: The case, as `open_case` takes it.
        paths: As for `read_into`; none to derive the account again.
        options: As for `read_into`.
    """

    place: str
    paths: tuple[str, ...]
    options: Options


class Outcome(Struct, frozen=True):
    """What came of it.

    Attributes:
        documents: Reports in the case.
        rejections: What could not be read of all that is in it.
    """

    documents: int
    rejections: tuple[Rejection, ...]


def read_apart(task: Task, progress: Progress) -> Outcome:
    """Read reports into a case in another process; in this one where the system does not start such processes.

    Args:
        task: What is to be read.
        progress: As for `read_into`.

    Raises:
        JoindotsError: As for `read_into`, with the same words.
        EngineError: The process died, or cannot be started; what was committed before is kept.
    """
    if not CAN_START:
        return read_here(task, progress)
    child = start_child(write_program(__name__))
    try:
        child.connection.send(task)
        while not isinstance(told := child.connection.recv(), Outcome):
            if isinstance(told, str):
                raise JoindotsError(told)
            progress(*told)
    except (EOFError, OSError) as error:
        raise EngineError("the process that reads has ended; what was read so far is kept, read again") from error
    finally:
        child.end()
    return told


def read_here(task: Task, progress: Progress) -> Outcome:
    """The same in this process."""
    with open_case(task.place) as case:
        account = read_into(case, task.paths, options=task.options, progress=progress).account
    return Outcome(len(account.documents), account.rejections)


def serve(channel: int) -> None:
    """Do the one task that comes through a pipe and tell how it goes.

    Args:
        channel: File descriptor of our end.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C ends it without a word
    connection = Connection(channel)
    task: Task = connection.recv()
    try:
        connection.send(read_here(task, lambda *told: connection.send(told)))
    except JoindotsError as error:
        connection.send(str(error))
