"""Checks that files are there and are what their manifests say."""

import hashlib
import zipfile
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from joindots.model import StoreError
from joindots.store.bags import DECLARATION, DECLARED, INFO, PAYLOAD, TAG_MANIFEST, TAGGED
from joindots.store.folders import STAGING
from joindots.store.manifests import MANIFEST, decode_manifest, read_chunks
from joindots.store.originals import ORIGINALS
from joindots.store.trees import Tree


class Remark(Struct, frozen=True, order=True):
    """One thing that a check has to say.

    Attributes:
        name: The file or report that it is about.
        reason: A sentence.
    """

    name: str
    reason: str


class Checked(Struct, frozen=True, kw_only=True):
    """What a check of files found.

    Attributes:
        prefix: What stands before the names of the account's files in the tree.
        listed: SHA-256 of the account's files as its manifest has it, by name.
        hashes: The same of those files that are so.
        files: How many files were hashed.
        size: Bytes of them.
        failures: What is wrong.
        notes: What is worth knowing and not wrong.
    """

    prefix: str
    listed: dict[str, str]
    hashes: dict[str, str]
    files: int
    size: int
    failures: tuple[Remark, ...]
    notes: tuple[Remark, ...]


def check_files(tree: Tree, progress: Callable[[str, int, int], None]) -> Checked:
    """Hash every file that the manifests name, and see what lies beside them.

    Args:
        tree: The folder of an account, or a bag.
        progress: Hears of each file.

    Raises:
        StoreError: There is no manifest to check by.
    """
    names = tree.list_names()
    bag = any(name in names for name in (DECLARATION, INFO, TAG_MANIFEST))
    if not bag and MANIFEST not in names:
        raise StoreError(f"there is no {MANIFEST} in it; make an account with `joindots read`")
    failures: list[Remark] = []
    tags = _read_manifest(tree, TAG_MANIFEST, failures) if bag else {}
    if bag:
        failures += _check_tags(tree, tags)
    listed = _read_manifest(tree, MANIFEST, failures)
    good, size = _hash_files(tree, {**tags, **listed}, failures, progress)
    beside = sorted(set(names) - {*tags, *listed, MANIFEST, TAG_MANIFEST})
    unknown, notes = _judge_beside_bag(beside) if bag else _judge_beside(tree, beside)
    prefix = PAYLOAD if bag else ""
    return Checked(
        prefix=prefix,
        listed={name.removeprefix(prefix): sha256 for name, sha256 in listed.items()},
        hashes={name.removeprefix(prefix): listed[name] for name in listed if name in good},
        files=len({**tags, **listed}),
        size=size,
        failures=(*failures, *unknown),
        notes=tuple(notes),
    )


def read_file(tree: Tree, name: str) -> bytes:
    """All of a file.

    Raises:
        StoreError: It is missing, or cannot be read.
    """
    return b"".join(_read(tree, name))


def hash_file(tree: Tree, name: str) -> str:
    """SHA-256 of a file, in hexadecimal.

    Raises:
        StoreError: It is missing, or cannot be read.
    """
    digest = hashlib.sha256()
    for chunk in _read(tree, name):
        digest.update(chunk)
    return digest.hexdigest()


def _read(tree: Tree, name: str) -> Iterator[bytes]:
    try:
        with tree.open(name) as stream:
            yield from read_chunks(stream)
    except (zipfile.BadZipFile, EOFError) as error:
        raise StoreError("It is damaged in the ZIP file.") from error
    except OSError as error:
        raise StoreError(f"It cannot be read: {error.strerror}.") from error


def _hash_files(
    tree: Tree, expected: Mapping[str, str], failures: list[Remark], progress: Callable[[str, int, int], None]
) -> tuple[set[str], int]:
    """Names of the files that are what their hash says, and the bytes of all."""
    good, size = set(), 0
    for done, (name, sha256) in enumerate(expected.items()):
        progress("hashing", done, len(expected))
        try:
            size += tree.measure(name)
            if hash_file(tree, name) == sha256:
                good.add(name)
            else:
                failures.append(Remark(name, "It is not what it was when it was written: its SHA-256 differs."))
        except StoreError as error:
            failures.append(Remark(name, str(error)))
    progress("hashing", len(expected), len(expected))
    return good, size


def _read_manifest(tree: Tree, name: str, failures: list[Remark]) -> dict[str, str]:
    try:
        return decode_manifest(read_file(tree, name))
    except StoreError as error:
        failures.append(Remark(name, str(error)))
        return {}


def _check_tags(tree: Tree, tags: Mapping[str, str]) -> Iterator[Remark]:
    if tuple(sorted(tags)) != tuple(sorted(TAGGED)):
        yield Remark(TAG_MANIFEST, f"It does not name the files {', '.join(TAGGED)}.")
    try:
        declared = read_file(tree, DECLARATION)
    except StoreError as error:
        yield Remark(DECLARATION, str(error))
    else:
        if declared != DECLARED:
            yield Remark(DECLARATION, "It does not declare a bag of BagIt 1.0 in UTF-8.")


def _judge_beside_bag(beside: list[str]) -> tuple[list[Remark], list[Remark]]:
    """Files that no manifest names: part of the payload they make the bag another one."""
    payload = [Remark(name, "No manifest names it.") for name in beside if name.startswith(PAYLOAD)]
    return payload, [Remark(name, "No manifest names it.") for name in beside if not name.startswith(PAYLOAD)]


def _judge_beside(tree: Tree, beside: list[str]) -> tuple[list[Remark], list[Remark]]:
    """The same in a folder, where users put what they like; originals of earlier accounts still have to be whole."""
    failures, notes, earlier = [], [], 0
    for name in beside:
        if name.startswith(f"{STAGING}/"):
            notes.append(Remark(name, "It is left of a run that was cut off; the next one removes it."))
        elif not name.startswith(f"{ORIGINALS}/"):
            notes.append(Remark(name, "The manifest does not name it; it was not checked."))
        elif _is_sound(tree, name):
            earlier += 1
        else:
            failures.append(Remark(name, "It is no original of this account, and not what its name says."))
    if earlier:
        notes.append(Remark(ORIGINALS, f"{earlier} of an earlier account, not of this one."))
    return failures, notes


def _is_sound(tree: Tree, name: str) -> bool:
    try:
        return hash_file(tree, name) == name.rpartition("/")[2]
    except StoreError:
        return False
