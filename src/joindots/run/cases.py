"""Cases: reading into one, and asking it."""

from collections.abc import Sequence
from pathlib import Path

from joindots.model import Entity, InputError
from joindots.run.options import Options
from joindots.run.progress import Progress
from joindots.run.readings import Reading, read_pile
from joindots.run.recalling import CaseMemory
from joindots.store.cases import Case, open_case
from joindots.store.searches import Hit, Passage, Search

__all__ = ["Case", "Hit", "Passage", "Search", "find_entity", "open_case", "read_into"]


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
    options = options or Options()
    with case.reading_in():
        memory = CaseMemory(case, options)
        history = case.list_decisions()
        return read_pile(paths, options=options, progress=progress, earlier=earlier, memory=memory, history=history)


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
