"""Preparing reports for the join on a cluster: what is asked of each by itself is worked out by a worker."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from joindots.join import is_prepared, prepare_report
from joindots.model import Document, Observations
from joindots.model.memos import Memo
from joindots.run.distributed.pieces import cut, finish
from joindots.run.engines import RunEngine

BLOCK_CHARACTERS = 4_000_000
"""Of text, that are prepared in one piece: a second or two."""

_SECONDS = 600.0  # by the clock, some hundred times what a block takes


class Preparing(Struct, frozen=True, kw_only=True):
    """Reports to prepare.

    Attributes:
        documents: The reports.
        observations: Entities of each.
    """

    documents: tuple[Document, ...]
    observations: tuple[Observations, ...]
    seconds: float = _SECONDS


class Prepared(Struct, frozen=True):
    """What was worked out, by key."""

    results: dict[str, bytes]


class Given:
    """See `Memo`: what was worked out for this run, to be taken once; what is worked out later is not kept."""

    def __init__(self, results: dict[str, bytes]) -> None:
        """Take what was worked out."""
        self._results = results

    def get(self, key: str, /) -> bytes | None:
        """See `Memo`."""
        return self._results.pop(key, None)

    def put(self, key: str, body: bytes, /) -> None:
        """See `Memo`: nothing."""


class _Collected(dict[str, bytes]):
    """See `Memo`: all that is put there."""

    def put(self, key: str, body: bytes, /) -> None:
        self[key] = body


def prepare_reports(
    documents: Sequence[Document], observations: Sequence[Observations], engine: RunEngine, memo: Memo | None
) -> Memo:
    """What the workers of a cluster find in each report for `join_pile`.

    Args:
        documents: In any order.
        observations: One for each.
        engine: Where the work is done.
        memo: What was found before, and a place for what is found now; None keeps nothing beyond the run.

    Raises:
        EngineError: As for `RunEngine.map`, or no worker finishes a block.
    """
    pairs = list(zip(documents, observations, strict=True))
    missing = [pair for pair in pairs if memo is None or not is_prepared(*pair, memo)]
    kept: Memo = _Collected() if memo is None else memo
    for prepared in finish(engine.map(prepare_block, _make_blocks(missing)), "reports could not be prepared"):
        for key, body in prepared.results.items():
            kept.put(key, body)
    return Given(kept) if isinstance(kept, _Collected) else kept


def prepare_block(block: Preparing) -> Prepared:
    """Prepare the reports of a block."""
    results = _Collected()
    for document, found in zip(block.documents, block.observations, strict=True):
        prepare_report(document, found, results)
    return Prepared(dict(results))


def _make_blocks(pairs: Sequence[tuple[Document, Observations]]) -> Iterator[Preparing]:
    for first, end in cut([len(document.text) for document, _ in pairs], BLOCK_CHARACTERS):
        documents, found = zip(*pairs[first:end], strict=True)
        some = (Observations(document=one.document, entities=one.entities) for one in found)
        yield Preparing(documents=tuple(documents), observations=tuple(some))
