"""Readings to files: the faces of an account, its originals, and one bundle of both."""

from collections.abc import Callable, Iterable
from pathlib import Path

import joindots
from joindots.account import Page, decode_account, render_html, render_markdown, stream_account, view_account
from joindots.corrections import HISTORY, encode_history
from joindots.model import Account, StoreError
from joindots.run.collecting import rest_collector
from joindots.run.options import Options
from joindots.run.progress import Progress, Silent
from joindots.run.readings import Reading
from joindots.run.versions import reading_versions
from joindots.store import (
    INDEX,
    MANIFEST,
    FolderTree,
    decode_index,
    decode_manifest,
    encode_index,
    read_file,
    write_bag,
    write_folder,
)

FACES = {"json": "account.json", "html": "account.html", "md": "account.md"}
RENDERERS: dict[str, Callable[[Account, Page], Iterable[bytes]]] = {
    "json": lambda account, _: stream_account(account),
    "html": lambda account, page: [render_html(account, page=page).encode()],
    "md": lambda account, page: [render_markdown(account, page=page).encode()],
}


@rest_collector()
def write_reading(
    reading: Reading, folder: Path, *, options: Options | None = None, progress: Progress | None = None
) -> list[Path]:
    """Write an account's faces, its originals and their manifest into a folder, all or nothing.

    Args:
        reading: From `read_pile`.
        folder: Made if missing.
        options: Which faces, and whether to keep the originals; the defaults if None.
        progress: Hears of each face and original.

    Returns:
        The faces written, in the order of `options.formats`.

    Raises:
        InputError: An original has changed since it was read.
        StoreError: The folder cannot be written; says why.
    """
    options, progress = options or Options(), progress or Silent()
    files: dict[str, Iterable[bytes]] = {}
    page = view_account(reading.account)
    for done, name in enumerate(options.formats):
        progress("writing", done, len(options.formats))
        files[FACES[name]] = RENDERERS[name](reading.account, page)
    progress("writing", len(options.formats), len(options.formats))
    faces = [folder / name for name in files]
    if reading.history:
        files[HISTORY] = [encode_history(reading.history)]
    holdings = reading.holdings if options.originals else ()
    if options.originals:
        files[INDEX] = [encode_index(reading_versions(), [holding.original for holding in holdings])]
    write_folder(folder, files, holdings, progress)
    return faces


def pack(folder: Path, target: Path) -> str:
    """Pack the folder of an account into one bundle of evidence (BagIt in a ZIP file).

    Only what the folder's manifest names is packed. The same account gives the same bytes.

    Args:
        folder: As `write_reading` left it.
        target: The ZIP file; replaced if it is there.

    Returns:
        SHA-256 of the bundle.

    Raises:
        StoreError: There is no account, it is not as it was written, or the target cannot be written.
    """
    tree = FolderTree(folder)
    try:
        hashes = decode_manifest(read_file(tree, MANIFEST))
        account = decode_account(read_file(tree, FACES["json"]))
        libraries = decode_index(read_file(tree, INDEX)).libraries if INDEX in hashes else None
    except StoreError as error:
        raise StoreError(f"{folder}: holds no account to pack: {error}") from error
    return write_bag(tree, hashes, _describe(account, libraries), target)


def _describe(account: Account, libraries: dict[str, str] | None) -> list[tuple[str, str]]:
    """Labels and values for the bag. No day and no name of whoever packs: the same account is the same bundle."""
    count = len(account.documents)
    kept = "with the originals it was read from" if libraries else "without the originals it was read from"
    models = [("Joindots-Model", f"{m.name} {m.version} sha256:{m.sha256}") for m in account.generator.models]
    return [
        ("Bag-Software-Agent", f"joindots {joindots.__version__}"),
        ("External-Description", f"Account of {count} report{'' if count == 1 else 's'}, {kept}"),
        ("Joindots-Schema", account.schema),
        ("Joindots-Version", account.generator.version),
        *models,
        *(("Joindots-Library", f"{name} {version}") for name, version in sorted((libraries or {}).items())),
    ]
