"""Inputs made to harm, to mislead or to break, and how each has to end.

All text is made up. A case is built at a scale: 1 is its full size, most still under 1 MB, which `bench/hostile/run.py`
reads in a process of its own; the tests read small ones, all in one run.
"""

import os
import re
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from hostile_containers import CONTAINERS
from hostile_pages import PAGES
from hostile_texts import TEXTS

Build = Callable[[float], bytes]


@dataclass(frozen=True)
class Case:
    """One input.

    Attributes:
        name: Of the file; bytes where it is no text.
        build: Makes its bytes at a scale.
        outcomes: Those that are right: `read`, `partly read`, `refused`, `skipped`.
    """

    name: str | bytes
    build: Build
    outcomes: frozenset[str]


def cases() -> Iterator[Case]:
    """All cases that are files."""
    for name, (build, outcomes) in {**TEXTS, **PAGES, **CONTAINERS}.items():
        yield Case(name, build, frozenset(outcomes.split("|")))


def stored_name(name: str) -> str:
    """A file's name as an account has it."""
    return re.sub("[\x00-\x1f\u202e\ud800-\udfff]", "\ufffd", name)


def make_objects(folder: Path) -> dict[str, str]:
    """File objects that are no files, and files that cannot be read.

    Returns:
        Name, and how it has to end.
    """
    os.mkfifo(folder / "pipe.txt")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "endless.txt").symlink_to("/dev/zero")
    (folder / "nowhere.html").symlink_to("gone.html")
    (folder / "round").symlink_to(folder)
    (folder / ".hidden.txt").write_text("A ferry sank.")
    (folder / "page.html").write_text("<p>A ferry struck the pier at Lowmark on Tuesday, police said.")
    (folder / "page_files").mkdir()
    (folder / "page_files" / "advertisement.html").write_text("<p>Buy two lamps and pay for one.")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.relpath(folder / "socket"))
    names = ("pipe.txt", "loop.txt", "endless.txt", "nowhere.html", "round", ".hidden.txt", "page_files", "socket")
    return {**dict.fromkeys(names, "skipped"), "page.html": "read"}
