"""What a command does on a disk with almost no room left; run by `test_full_disks.py` where it may mount one.

    unshare -rm python full_disks.py FOLDER CASE REPORT BACKUP ACCOUNT

Prints a line of JSON for each try: the command, the room that was left in bytes, how it ended, what it said, what was
wrong.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import traceback
from contextlib import suppress
from pathlib import Path

from joindots.account import encode_account
from joindots.app.cli.commands import main
from joindots.model import Account
from joindots.run import read
from joindots.run.cases import check_case, open_case

SIZE = 6 * 2**20
ROOMS = (0, 50_000)
CRASHED = 99
"""Exit status where the error was none that we raise on purpose."""


def fill_disk(filler: Path, room: int) -> None:
    """Leave so much room on the disk."""
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(b"x" * 65_536):
            pass
    with filler.open("rb+") as file:
        file.truncate(max(0, filler.stat().st_size - room))


def run(arguments: list[str], said: Path) -> int:
    """A command in a process of its own; what it says goes to a file on another disk."""
    child = os.fork()
    if child == 0:
        status = CRASHED
        try:
            with said.open("wb") as file:
                os.dup2(file.fileno(), 1)
                os.dup2(file.fileno(), 2)
            sys.argv = ["joindots", *arguments]
            main()
        except SystemExit as error:
            status = error.code if isinstance(error.code, int) else 0
        finally:
            if status == CRASHED:
                traceback.print_exc()
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def look(place: Path, *, swept: bool = True) -> tuple[Account | None, list[str]]:
    """The account of a case, and what is wrong with it."""
    with open_case(place) as case:
        return case.load_account(), [each for each in check_case(case) if swept or "wiped" not in each]


def try_it(name: str, arguments: list[str], room: int, disk: Path, source: Path, said: Path) -> dict[str, object]:
    """One command on a fresh disk with so much room."""
    for path in disk.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    place = disk / "case.joindots"
    shutil.copy(source, place)
    before, _ = look(place)
    fill_disk(disk / "filler", room)
    status = run(arguments, said)
    (disk / "filler").unlink()
    left = sorted(path.name for path in disk.rglob("*") if path.name.startswith(".partial"))
    after, wrong = look(place, swept=name != "delete")
    same = before is not None and after is not None and encode_account(before) == encode_account(after)
    again = run(arguments, said.with_name("again"))
    _, still = look(place)
    return {
        "command": name, "room": room, "status": status, "said": said.read_text(), "same": same, "left": left,
        "wrong": wrong, "again": again, "said again": said.with_name("again").read_text(), "still": still,
    }  # fmt: skip


def main_here(folder: str, source: str, report: str, backup: str, account_file: str) -> None:
    """Mount a disk and try everything."""
    read([report])  # so that the model is loaded once, before any process is forked
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", folder], check=True)
    disk = Path(folder)
    place, out = str(disk / "case.joindots"), str(disk / "out")
    account, _ = look(Path(source))
    assert account is not None
    finding, gone = account.findings[0].id, account.documents[0].source
    commands = {
        "read": ["read", report, "--store", place, "-q"],
        "export": ["export", "--format", "csv", "--account", account_file, "--out", out],
        "backup": ["backup", source, str(disk / "copy")],
        "restore": ["restore", backup, place, "--replace"],
        "decide": ["decide", "accept", finding, "--account", place, "--who", "A. Editor"],
        "delete": ["delete", place, gone, "-q"],
        "search": ["search", place, "warehouse"],
    }
    said = Path(tempfile.mkdtemp()) / "said"
    for name, arguments in commands.items():
        for room in ROOMS if name in {"read", "delete"} else ROOMS[:1]:
            tried = try_it(name, arguments, room, disk, Path(source), said)
            sys.stdout.write(json.dumps(tried) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main_here(*sys.argv[1:])
