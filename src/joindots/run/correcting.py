"""Decisions in a run: where they are carried out among the stages, and where they come from."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from joindots.corrections import (
    HISTORY,
    Ledger,
    bind_records,
    correct_observations,
    decode_history,
    rename_records,
    unite_histories,
)
from joindots.join import Cluster, Pile, join_pile
from joindots.model import Bonds, Decision, Document, InputError, Observations, Reuse
from joindots.model.memos import Memo


def join_corrected(
    documents: Sequence[Document],
    observations: Sequence[Observations],
    ledger: Ledger,
    reuse: Iterable[Reuse] | None = None,
    memo: Memo | None = None,
    clusters: Iterable[Cluster] | None = None,
) -> Pile:
    """Join what the documents show, as people corrected it.

    Args:
        documents: Any order.
        observations: One for each, in the same order, as extracted.
        ledger: Of the decisions in force.
        reuse: As for `join_pile`.
        memo: As for `join_pile`.
        clusters: As for `join_pile`; no decision may be in force that changes time expressions.
    """
    return correct_join(documents, observations, ledger, partial(join_pile, reuse=reuse, memo=memo, clusters=clusters))


def correct_join(
    documents: Sequence[Document],
    observations: Sequence[Observations],
    ledger: Ledger,
    join: Callable[[Sequence[Document], Sequence[Observations], Bonds], Pile],
) -> Pile:
    """The same, wherever the join is done.

    Args:
        documents: As above.
        observations: As above.
        ledger: As above.
        join: As `join_pile`.
    """
    observations = correct_observations(documents, observations, ledger)
    pile = join(documents, observations, bind_records(documents, observations, ledger))
    entities, events = rename_records(pile.documents, pile.entities, pile.events, ledger)
    return replace(pile, entities=entities, events=events)


def gather_history(folder: Path | None, files: Iterable[Path]) -> tuple[Decision, ...]:
    """What was decided on an earlier account in a folder, and what came from elsewhere.

    Args:
        folder: Of the account, or None.
        files: Histories of others.

    Raises:
        InputError: A file cannot be read.
        StoreError: A line is no decision, or was changed.
    """
    kept = folder / HISTORY if folder else None
    return load_history([*([kept] if kept and kept.exists() else []), *files])


def load_history(files: Iterable[Path]) -> tuple[Decision, ...]:
    """The decisions of some histories, each once, by time.

    Raises:
        InputError: A file cannot be read.
        StoreError: A line is no decision, or was changed.
    """
    return unite_histories(*(_load(file) for file in files))


def _load(file: Path) -> tuple[Decision, ...]:
    try:
        return decode_history(file.read_bytes(), str(file))
    except OSError as error:
        raise InputError(str(file), f"no decisions can be read there ({error.strerror})") from error
