"""Checking an account against what it was made from, here or elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

import joindots
from joindots.account import count_spans, decode_account, verify_account, view_account
from joindots.model import Account, InternalError, StoreError, make_id
from joindots.run.keeping import FACES, RENDERERS
from joindots.run.progress import Progress, Silent
from joindots.run.rereading import Reread, reread
from joindots.store import (
    INDEX,
    ORIGINALS,
    Checked,
    FolderTree,
    Index,
    Remark,
    Tree,
    ZipTree,
    check_files,
    decode_index,
    is_as_packed,
    read_file,
)

Content = TypeVar("Content")


class Verification(Struct, frozen=True, kw_only=True):
    """What was checked, and what came of it.

    Attributes:
        files: Files hashed.
        size: Bytes of them.
        documents: Reports in the account.
        spans: Spans in it, each compared with its slice.
        originals: Originals that were read again.
        reread: Reports whose text came out of their original as the account has it.
        failures: What is wrong, sorted; empty where all is well.
        notes: What is worth knowing and not wrong, sorted.
    """

    files: int
    size: int
    documents: int
    spans: int
    originals: int
    reread: int
    failures: tuple[Remark, ...]
    notes: tuple[Remark, ...]


def verify(path: Path, *, progress: Progress | None = None) -> Verification:
    """Check the folder of an account, or a bundle of evidence, packed or unpacked.

    Every file is hashed again; the account is checked span by span; its pages are made again and compared; every
    original is read again, and has to give the texts that the account has of it.

    Args:
        path: A folder, or the ZIP file of a bundle, which is read as it lies.
        progress: Hears of each file and original.

    Raises:
        StoreError: There is nothing there to check.
    """
    progress = progress or Silent()
    with _open(path) as tree:
        try:
            checked = check_files(tree, progress)
        except StoreError as error:
            raise StoreError(f"{path}: {error}") from error
        failures = list(checked.failures)
        if isinstance(tree, ZipTree) and not is_as_packed(tree):
            failures.append(Remark(path.name, "It is not, byte for byte, a ZIP file that joindots packed."))
        account = _load(tree, checked, FACES["json"], decode_account, failures)
        index = _load(tree, checked, INDEX, decode_index, failures)
        failures += _check_account(account) if account else ()
        failures += _check_faces(account, tree, checked) if account and _is_ours(account) else ()
        failures += _check_index(index, tree, checked) if index else ()
        again = reread(tree, checked, account, index, progress) if account and index else Reread()
    return Verification(
        files=checked.files,
        size=checked.size,
        documents=len(account.documents) if account else 0,
        spans=count_spans(account) if account else 0,
        originals=again.originals,
        reread=again.documents,
        failures=tuple(sorted([*failures, *again.failures])),
        notes=tuple(sorted([*checked.notes, *_tell_unchecked(account, checked)])),
    )


def _open(path: Path) -> AbstractContextManager[Tree]:
    return nullcontext(FolderTree(path)) if path.is_dir() else ZipTree(path)


def _load(
    tree: Tree, checked: Checked, name: str, decode: Callable[[bytes], Content], failures: list[Remark]
) -> Content | None:
    """What is in a file, where it is whole."""
    if name not in checked.hashes:
        return None
    try:
        return decode(read_file(tree, checked.prefix + name))
    except StoreError as error:
        failures.append(Remark(checked.prefix + name, str(error)))
        return None


def _check_account(account: Account) -> Iterator[Remark]:
    try:
        verify_account(account)
    except InternalError as error:
        yield Remark(FACES["json"], str(error))
    for document in account.documents:
        if document.id != make_id("d", document.source, document.sha256):
            yield Remark(document.source, f"Its id {document.id} does not follow from its source and SHA-256.")


def _check_index(index: Index, tree: Tree, checked: Checked) -> Iterator[Remark]:
    """The index and the manifest name the same originals."""
    for original in index.originals:
        if original.name not in checked.hashes:
            yield Remark(
                original.source, f"It cannot be read again: its original {original.name} is missing or damaged."
            )
        elif tree.measure(checked.prefix + original.name) != original.size:
            yield Remark(original.source, f"Its original does not have {original.size} bytes.")
    named = {original.name for original in index.originals}
    for name in checked.hashes:
        if name.startswith(f"{ORIGINALS}/") and name not in named:
            yield Remark(checked.prefix + name, f"{INDEX} does not name it.")


def _is_ours(account: Account) -> bool:
    """Whether this very version made it; another makes other pages."""
    return account.generator.version == joindots.__version__


def _check_faces(account: Account, tree: Tree, checked: Checked) -> Iterator[Remark]:
    """The pages that people read say what the account says."""
    reason = f"It is not the page that joindots {joindots.__version__} makes of {FACES['json']}."
    for form, name in FACES.items():
        if name not in checked.hashes:
            continue
        try:
            same = read_file(tree, checked.prefix + name) == b"".join(RENDERERS[form](account, view_account(account)))
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):  # of an account that is none
            same = False
        if not same:
            yield Remark(checked.prefix + name, reason)


def _tell_unchecked(account: Account | None, checked: Checked) -> Iterator[Remark]:
    """What could not be checked, and why."""
    if FACES["json"] not in checked.listed:
        yield Remark(FACES["json"], "It was not written; no report and no span could be checked.")
    if INDEX not in checked.listed:
        yield Remark(INDEX, "The originals were not kept; no report could be read again.")
    if account and not _is_ours(account):
        version = account.generator.version
        yield Remark("pages", f"They were made by joindots {version}, here is {joindots.__version__}: only hashed.")
