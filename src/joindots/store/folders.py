"""The folder of an account: written as a whole or not at all."""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from joindots.model import InputError, StoreError
from joindots.store.manifests import CHUNK, MANIFEST, decode_manifest, encode_manifest, hash_stream, read_chunks
from joindots.store.originals import INDEX, Holding

STAGING = ".partial"
"""Folder in which everything is laid ready. What is left of it after a power cut is removed by the next run."""

_FACES = "account."


def write_folder(
    folder: Path,
    files: Mapping[str, Iterable[bytes]],
    holdings: Sequence[Holding],
    progress: Callable[[str, int, int], None],
) -> None:
    """Put an account's files and originals into a folder, with a manifest of them all.

    Everything is written beside its place and flushed to disk first; only then does each file appear by a rename, the
    manifest last. An error before that leaves the folder as it was; a power cut among the renames leaves a folder that
    the manifest does not fit. Faces of an earlier account that are not written again are removed, for they would tell
    of another pile; originals are never removed.

    Args:
        folder: Made if missing.
        files: Contents by name, in pieces.
        holdings: Originals to keep; equal ones are kept once.
        progress: Hears of each original.

    Raises:
        InputError: An original has changed since it was read.
        StoreError: The folder cannot be written; says why.
    """
    try:
        with _open_staging(folder) as staging:
            hashes = _stage_originals(holdings, folder, staging, progress)
            for name, pieces in files.items():
                digest = hashlib.sha256()
                _stage(staging / name, _hashed(pieces, digest.update))
                hashes[name] = digest.hexdigest()
            _stage(staging / MANIFEST, [encode_manifest(hashes)])
            stale = _list_stale(folder, hashes)
            _move(staging, folder)
            for path in stale:
                path.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(f"{folder}: cannot be written: {error.strerror}") from error


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put files into a folder, each whole or not at all; what else is there stays.

    Args:
        folder: Made if missing.
        files: Contents by name.

    Raises:
        StoreError: The folder cannot be written; says why.
    """
    try:
        with _open_staging(folder) as staging:
            for name, data in files.items():
                _stage(staging / name, [data])
            _move(staging, folder)
    except OSError as error:
        raise StoreError(f"{folder}: cannot be written: {error.strerror}") from error


@contextmanager
def _open_staging(folder: Path) -> Iterator[Path]:
    """A new folder to lay files ready in; gone afterwards, and so is `folder` if nothing came of it."""
    made = not folder.exists()
    staging = folder / STAGING
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir()
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        if made:
            with suppress(OSError):  # it is not empty: all went well
                folder.rmdir()


def _stage_originals(
    holdings: Sequence[Holding], folder: Path, staging: Path, progress: Callable[[str, int, int], None]
) -> dict[str, str]:
    hashes = {}
    for done, holding in enumerate(holdings):
        progress("keeping", done, len(holdings))
        _stage_original(holding, folder, staging)
        hashes[holding.original.name] = holding.original.sha256
    progress("keeping", len(holdings), len(holdings))
    return hashes


def _stage_original(holding: Holding, folder: Path, staging: Path) -> None:
    original = holding.original
    target = staging / original.name
    if target.exists():
        return
    kept = folder / original.name
    if kept.is_file() and kept.stat().st_size == original.size:
        with kept.open("rb") as stream:
            if hash_stream(stream) == original.sha256:
                return
    digest = hashlib.sha256()
    _stage(target, _hashed(_read_original(holding), digest.update))
    if digest.hexdigest() != original.sha256:
        raise InputError(original.source, "it has changed since it was read; no account was written, read again")


def _hashed(chunks: Iterable[bytes], update: Callable[[bytes], None]) -> Iterator[bytes]:
    for chunk in chunks:
        update(chunk)
        yield chunk


def _read_original(holding: Holding) -> Iterator[bytes]:
    """Its bytes, and no more than it had when it was read and one chunk."""
    if holding.path is None:
        yield holding.load() if holding.load else holding.data or b""
        return
    path = Path(holding.path)
    left = holding.original.size
    try:
        if not path.is_file():
            raise InputError(holding.original.source, "it is gone since it was read; no account was written")
        with path.open("rb") as stream:
            for chunk in read_chunks(stream):
                yield chunk
                left -= len(chunk)
                if left < 0:
                    return
    except OSError as error:
        reason = f"it cannot be read again to be kept: {error.strerror}; no account was written"
        raise InputError(holding.original.source, reason) from error


def _stage(path: Path, chunks: Iterable[bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb", buffering=CHUNK) as file:
        for chunk in chunks:
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())


def _move(staging: Path, folder: Path) -> None:
    """Rename everything into place: originals first, the manifest last."""
    paths = (path for path in staging.rglob("*") if path.is_file())
    for path in sorted(paths, key=lambda path: (path.name == MANIFEST, path.parent == staging, path)):
        target = folder / path.relative_to(staging)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)


def _list_stale(folder: Path, hashes: Mapping[str, str]) -> list[Path]:
    """Faces and index of the account that was here, as its manifest names them, without those written again."""
    try:
        before = decode_manifest((folder / MANIFEST).read_bytes())
    except (OSError, StoreError):
        return []
    ours = (name for name in before if name == INDEX or ("/" not in name and name.startswith(_FACES)))
    return [folder / name for name in ours if name not in hashes]
