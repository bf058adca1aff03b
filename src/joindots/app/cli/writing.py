"""Writing the faces of an account, all of them or none."""

import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from joindots.model import Account, InputError
from joindots.run import Progress

FILES = {"json": "account.json", "html": "account.html", "md": "account.md"}


def write_account(account: Account, folder: Path, formats: Sequence[str], progress: Progress) -> list[Path]:
    """Render an account and put its files into a folder.

    Every face is rendered before the first file is touched, and each file appears by a rename: an interrupted run
    leaves the files of the last one, never half a page.

    Args:
        account: What to write.
        folder: Made if missing.
        formats: Of `json`, `html`, `md`.
        progress: Hears of each face.

    Returns:
        The files written, in the order of `formats`.

    Raises:
        InputError: The folder cannot be written; says why.
    """
    rendered = []
    for done, name in enumerate(formats):
        progress("writing", done, len(formats))
        rendered.append((folder / FILES[name], _renderers()[name](account)))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, data in rendered:
            _replace(path, data)
    except OSError as error:
        raise InputError(str(folder), f"cannot be written: {error.strerror}") from error
    progress("writing", len(formats), len(formats))
    return [path for path, _ in rendered]


def _renderers() -> dict[str, Callable[[Account], bytes]]:
    from joindots.account import encode_account, render_html, render_markdown  # noqa: PLC0415 - pulls in templates

    return {
        "json": encode_account,
        "html": lambda account: render_html(account).encode(),
        "md": lambda account: render_markdown(account).encode(),
    }


def _replace(path: Path, data: bytes) -> None:
    """Write beside the target, flush to disk, rename over it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
