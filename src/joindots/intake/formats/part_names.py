"""Names that a container gives its parts: labels for the reader of an account, never paths of this machine."""

from collections.abc import Iterable, Iterator

from joindots.intake.inputs import STAGE
from joindots.model import Rejection
from joindots.text.decode import make_storable

ALL_EMPTY = "All files in the archive are empty."
MOST_NAME_CHARACTERS = 255  # what file systems allow in bytes; the end of a longer name is kept, with its extension
_HIDDEN_FOLDERS = frozenset({"__MACOSX"})
# What systems put beside files. Source: Apple's and Microsoft's own documentation of Finder and Explorer.
_HIDDEN_FILES = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db"})


def tidy_name(name: str) -> str:
    """A name in one line: no root, no drive, no way up, nothing that does not print.

    Args:
        name: As the container gives it.

    Returns:
        Never empty; two names may become one.
    """
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..") and not _is_drive(part)]
    return tidy_label("/".join(parts))


def tidy_label(label: str) -> str:
    """An address or id in one line: what does not print is replaced, the start of what is too long is cut off."""
    safe = "".join(letter if letter.isprintable() else "\ufffd" for letter in make_storable(label.strip())[0])
    return safe[-MOST_NAME_CHARACTERS:] or "unnamed"


def is_hidden(name: str) -> bool:
    """Whether a member is hidden, or a system's own file beside the files it holds."""
    parts = name.replace("\\", "/").rstrip("/").split("/")
    dotted = any(part.startswith(".") and part not in (".", "..") for part in parts)
    return dotted or not _HIDDEN_FOLDERS.isdisjoint(parts) or parts[-1].lower() in _HIDDEN_FILES


def note_hidden(source: str, names: Iterable[str]) -> Iterator[Rejection]:
    """One remark on all hidden members of an archive, if there are any."""
    count = sum(map(is_hidden, names))
    if count:
        reason = f"Hidden files in it are not read ({count:,})."
        yield Rejection(source=source, stage=STAGE, reason=reason, outcome="skipped")


def note_page_parts(source: str, count: int) -> Iterator[Rejection]:
    """One remark on all members of an archive in the folders of saved pages, if there are any."""
    if count:
        reason = f"What saved pages in it show beside their text is not read ({count:,})."
        yield Rejection(source=source, stage=STAGE, reason=reason, outcome="skipped")


def note_empty(source: str, count: int) -> Iterator[Rejection]:
    """One remark on all empty members of an archive, if there are any."""
    if count:
        reason = f"Empty files in it are left out ({count:,})."
        yield Rejection(source=source, stage=STAGE, reason=reason, outcome="skipped")


def _is_drive(part: str) -> bool:
    return len(part) == 2 and part[1] == ":"
