"""Paths to inputs: what there is to read, and under which names."""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from joindots.model import Rejection

STAGE = "intake"
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
    """Find the files behind paths.

    Args:
        paths: Files, folders (read recursively, hidden files and folders skipped) and `-` for standard input. Their
            order does not matter; a file reached twice is read once.

    Returns:
        Inputs sorted by source, and rejections of paths that cannot be used.
    """
    found: dict[str, tuple[str, ...]] = {}
    rejections: list[Rejection] = []
    inputs = []
    for path in sorted(set(paths)):
        if path == STANDARD_INPUT:
            inputs.append(Input(source=STANDARD_INPUT, data=sys.stdin.buffer.read()))
            continue
        for file, depth in _list_files(path, rejections):
            name = tuple(Path(file).parts[-depth:])
            real = os.path.realpath(file)
            found[real] = min(found.get(real, name), name, key=lambda parts: (len(parts), parts))
    inputs += [Input(source=source, path=real) for real, source in _name_apart(found).items()]
    return sorted(inputs, key=lambda item: item.source), sorted(rejections, key=lambda item: item.source)


def _list_files(path: str, rejections: list[Rejection]) -> Iterator[tuple[str, int]]:
    """Files at or under a path, each with how many of its last parts make its name."""
    root = Path(path)
    if root.is_dir():
        files = list(_walk(root, rejections))
        if not files and not any(rejection.source == path for rejection in rejections):
            rejections.append(Rejection(source=path, stage=STAGE, reason="The folder holds no files to read."))
        for file in files:
            yield str(file.resolve().parent / file.name), len(file.relative_to(root).parts)
    elif root.is_file():
        yield str(root.resolve().parent / root.name), 1
    else:
        reason = "It is not a regular file or folder." if root.exists() else "There is no such file or folder."
        rejections.append(Rejection(source=path, stage=STAGE, reason=reason))


def _walk(root: Path, rejections: list[Rejection]) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        reason = f"The folder cannot be read: {error.strerror}."
        rejections.append(Rejection(source=str(error.filename), stage=STAGE, reason=reason))

    for folder, folders, files in os.walk(root, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield Path(folder) / name


def _name_apart(found: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Give files that would share a name longer ones, one parent folder at a time."""
    names = dict(found)
    while True:
        holders: dict[tuple[str, ...], list[str]] = {}
        for real, name in names.items():
            holders.setdefault(name, []).append(real)
        shared = [real for reals in holders.values() if len(reals) > 1 for real in reals]
        if not shared:
            return {real: "/".join(names[real]) for real in sorted(names)}
        for real in shared:
            names[real] = Path(real).parts[-len(names[real]) - 1 :]
