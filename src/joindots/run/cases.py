"""Cases: reading into one, and asking it."""

from collections.abc import Sequence
from pathlib import Path

from joindots.account import verify_account
from joindots.model import Document, Entity, InputError, InternalError
from joindots.run.observing import Work, list_keys
from joindots.run.options import Options
from joindots.run.progress import Progress
from joindots.run.readings import Reading, read_pile
from joindots.run.recalling import CaseMemory
from joindots.store.backups import restore_backup, write_backup
from joindots.store.cases import Case, open_case
from joindots.store.deletions import Deletion
from joindots.store.searches import Hit, Passage, Search

__all__ = [
    "Case",
    "Deletion",
    "Hit",
    "Passage",
    "Search",
    "check_case",
    "delete_report",
    "find_entity",
    "open_case",
    "read_into",
    "restore_backup",
    "write_backup",
]


def read_into(
    case: Case,
    paths: Sequence[str | Path] | str | Path,
    *,
    options: Options | None = None,
    progress: Progress | None = None,
    earlier: Path | None = None,
) -> Reading:
    """Read reports into a case; what it has is not read again.

    Args:
        case: An open one.
        paths: As for `read`.
        options: As for `read`.
        progress: As for `read`.
        earlier: As for `read`.

    Returns:
        The account of all reports of the case: the same, byte for byte, as if they had been read at once, where each
        has the name that it would have then.

    Raises:
        InputError: There is nothing in the case and nothing could be read.
        EngineError: As for `read`.
        StoreError: The case cannot be written, or another program reads into it. What was read so far is kept.
    """
    with case.reading_in():
        return _read(case, paths, options or Options(), progress, earlier)


def _read(
    case: Case,
    paths: Sequence[str | Path] | str | Path,
    options: Options,
    progress: Progress | None,
    earlier: Path | None,
) -> Reading:
    memory = CaseMemory(case, options)
    history = case.list_decisions()
    return read_pile(paths, options=options, progress=progress, earlier=earlier, memory=memory, history=history)


def delete_report(
    case: Case, name: str, *, options: Options | None = None, progress: Progress | None = None
) -> Deletion:
    """Delete a report from a case with all that follows from it, and join the others anew.

    Nothing of it is left in any file of the case. What was written elsewhere, by `--out` or as a backup, stays.

    Args:
        case: An open one.
        name: The report's id or source.
        options: Those with which the case is read.
        progress: Hears how far the joining has come.

    Raises:
        InputError: There is no such report.
        StoreError: The case cannot be written, or another program has it open.
    """
    options = options or Options()
    with case.reading_in():
        documents = case.list_records("documents")
        found = [d for d in documents if isinstance(d, Document) and name in {d.id, d.source}]
        if len(found) != 1:
            raise InputError(
                name, "several reports have this source; give the id" if found else "no report of the case"
            )
        others = tuple(d for d in documents if isinstance(d, Document) and d.id != found[0].id)
        keys = list_keys(Work(others, options.models, options.most_characters))
        deletion = case.delete_document(found[0], keys)
        if others:
            _read(case, [], options, progress, None)
    return deletion


def check_case(case: Case) -> list[str]:
    """What is wrong with a case, a sentence each: its files, its hashes, the spans of its account."""
    wrong = case.check()
    account = case.load_account()
    if account is not None:
        try:
            verify_account(account)
        except InternalError as error:
            wrong.append(str(error))
    return wrong


def find_entity(case: Case, name: str) -> Entity:
    """The one entity of a case that bears a name.

    Args:
        case: An open one.
        name: In any case.

    Raises:
        InputError: None does, or several do; says which.
    """
    found = case.find_entities(name)
    if not found:
        raise InputError(name, "nobody and nothing in the case has this name")
    if len(found) > 1:
        listed = ", ".join(f"{entity.name} ({entity.kind}, {entity.id})" for entity in found)
        raise InputError(name, f"several have this name: {listed}")
    return found[0]
