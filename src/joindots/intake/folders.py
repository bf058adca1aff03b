"""What lies in folders: which files are read, and why others are not."""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from joindots.intake.saved_pages import PAGE_FOLDER, is_page_folder
from joindots.model import Outcome, Rejection

STAGE = "intake"

# An account lies where one of the first is with one of the second; its pages and originals are no reports of their own.
_FACES = frozenset({"account.html", "account.json", "account.md"})
_KEPT = frozenset({"manifest-sha256.txt", "originals.json"})
# What no terminal, log or page should get from a file name: control characters, line breaks, overrides of the
# direction of writing, and bytes that are no text (Python keeps them as lone surrogates).
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def name_path(path: str) -> str:
    """A path as it can be stored and shown: one U+FFFD for each character that cannot."""
    return _UNPRINTABLE.sub("\ufffd", path)


def list_files(path: str) -> Iterator[tuple[str, int] | Rejection]:
    """Find the files at or under a path, in a fixed order.

    Args:
        path: A file or a folder; it may be a link. In a folder links to files inside it are followed; others are not,
            since an account keeps what was read, and who gives a folder has not chosen what lies elsewhere.

    Yields:
        A file's path and how many of its last parts make its name; or what is not read, and why.
    """
    root = Path(path)
    try:
        mode = root.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError):
        yield _reject(_name_given(path), "There is no such file or folder.")
        return
    except OSError as error:
        yield _reject(_name_given(path), f"It cannot be reached: {error.strerror}.")
        return
    if stat.S_ISREG(mode):
        yield str(root.parent.resolve() / root.name), 1
    elif stat.S_ISDIR(mode):
        yield from _list_folder(root)
    else:
        yield _reject(_name_given(path), "It is not a regular file or folder.")


def _list_folder(root: Path) -> Iterator[tuple[str, int] | Rejection]:
    files = 0
    resolved = root.resolve()
    for entry in _walk(resolved):
        if isinstance(entry, Rejection):
            files += entry.outcome == "refused"
            yield entry
        else:
            files += 1
            yield str(entry), len(entry.relative_to(resolved).parts)
    if not files:
        yield _reject(_name_given(str(root)), "The folder holds no files to read.")


def _walk(root: Path) -> Iterator[Path | Rejection]:
    """Files under a folder, deepest last; without recursion, since folders can be nested deeper than calls."""
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as scanned:
                entries = sorted(scanned, key=lambda entry: entry.name)
        except OSError as error:
            yield _reject(_name_in(root, folder), f"The folder cannot be read: {error.strerror}.")
            continue
        names = {entry.name for entry in entries}
        if names & _FACES and names & _KEPT:
            yield _reject(_name_in(root, folder), "It holds an account that joindots wrote, no reports.", skipped=True)
            continue
        for entry in entries:
            reason = _skip(entry, names, root)
            if reason:
                yield _reject(_name_in(root, Path(entry.path)), reason, skipped=True)
            elif entry.is_dir():
                waiting.append(Path(entry.path))
            else:
                yield Path(entry.path)


def _skip(entry: os.DirEntry[str], names: set[str], root: Path) -> str | None:
    """Why an entry of a folder is not read, as a sentence; None where it is."""
    if entry.name.startswith("."):
        return "Hidden files and folders are not read."
    try:
        mode = entry.stat().st_mode
    except OSError:
        return "It is a link that leads nowhere."
    if stat.S_ISDIR(mode):
        return _skip_folder(entry, names)
    if not stat.S_ISREG(mode):
        return "It is not a regular file or folder."
    outside = entry.is_symlink() and not Path(entry.path).resolve().is_relative_to(root)
    return "It is a link to a file outside the folder." if outside else None


def _skip_folder(entry: os.DirEntry[str], names: set[str]) -> str | None:
    if entry.is_symlink():
        return "It is a link to a folder; links to folders are not followed."
    return PAGE_FOLDER if is_page_folder(entry.name, names) else None


def _name_given(path: str) -> str:
    """A path as it was given, without where on this machine it lies: that is nothing for an account to tell."""
    return Path(path).name or path if Path(path).is_absolute() else path


def _name_in(root: Path, path: Path) -> str:
    return "/".join(path.relative_to(root).parts) or root.name


def _reject(source: str, reason: str, *, skipped: bool = False) -> Rejection:
    outcome: Outcome = "skipped" if skipped else "refused"
    return Rejection(source=name_path(source), stage=STAGE, reason=reason, outcome=outcome)
