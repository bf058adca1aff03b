"""Paths to inputs: what there is to read, and under which names."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from joindots.intake.folders import STAGE, list_files, name_path
from joindots.intake.limits import MOST_FILE_BYTES
from joindots.model import Rejection

__all__ = ["STAGE", "STANDARD_INPUT", "Input", "find_inputs"]

STANDARD_INPUT = "-"


class Input(Struct, frozen=True, kw_only=True):
    """One file to read, or bytes already here.

    Attributes:
        source: Name relative to the given folder, with `/`; the file name for a file given directly.
        path: Where to read it, or None.
        data: Its bytes where they are already here (standard input, a page fetched), or None.
        media_type: What a server declares, lower case and without parameters, or None.
    """

    source: str
    path: str | None = None
    data: bytes | None = None
    media_type: str | None = None


def find_inputs(paths: Sequence[str]) -> tuple[list[Input], list[Rejection]]:
    """Find the files behind paths. Opens none of them.

    Args:
        paths: Files, folders (read recursively) and `-` for standard input. Their order does not matter; a file
            reached twice is read once.

    Returns:
        Inputs sorted by source, and rejections: of paths that cannot be used, and of what folders hold that is not
        read, such as hidden files. A folder that is not read is named once, without what is in it.
    """
    found: dict[str, tuple[str, ...]] = {}
    rejections: list[Rejection] = []
    inputs = []
    for path in sorted(set(paths)):
        if path == STANDARD_INPUT:
            inputs.append(Input(source=STANDARD_INPUT, data=sys.stdin.buffer.read(MOST_FILE_BYTES + 1)))
            continue
        for entry in list_files(path):
            if isinstance(entry, Rejection):
                rejections.append(entry)
                continue
            file, depth = entry
            name = tuple(Path(file).parts[-depth:])
            real = os.path.realpath(file)
            found[real] = min(found.get(real, name), name, key=lambda parts: (len(parts), parts))
    taken = [item.source for item in inputs]
    inputs += [Input(source=source, path=real) for real, source in _name_apart(found, taken).items()]
    return sorted(inputs, key=lambda item: item.source), sorted(rejections, key=lambda item: item.source)


def _name_apart(found: dict[str, tuple[str, ...]], taken: Sequence[str]) -> dict[str, str]:
    """Give files that would share a name longer ones, one parent folder at a time; where none is left, a number."""
    names = dict(found)
    while True:
        holders: dict[str, list[str]] = {name: [""] for name in taken}
        for real in sorted(names):
            holders.setdefault(name_path("/".join(names[real])), []).append(real)
        shared = [real for reals in holders.values() if len(reals) > 1 for real in reals if real]
        longer = [real for real in shared if len(names[real]) < len(Path(real).parts) - 1]
        if not longer:
            return {
                real: source if number == 1 else f"{source}~{number}"
                for source, reals in holders.items()
                for number, real in enumerate(reals, 1)
                if real
            }
        for real in longer:
            names[real] = Path(real).parts[-len(names[real]) - 1 :]
