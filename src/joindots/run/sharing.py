"""What joining hands to processes that stand ready, while this one does something else. The results are the same."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from joindots.join import Cluster, Judged, Part, cluster_reports, find_reuse
from joindots.model import Document, Observations, Reuse, TimeExpression
from joindots.run.distributed.judging import Verdicts, judge_block, make_blocks
from joindots.run.engines import LocalEngine, Lost

JUDGED_CHARACTERS = 100_000
"""Of text, whose findings are looked for in one piece: a third of a second."""

SHARED_CHARACTERS = range(400_000, 3_000_000)
"""Of a pile that is joined by several processes, some 250 to 2,000 reports: for less they load longer than they work,
and each of them holds the pile, too."""

_SECONDS = 600.0  # by the clock, a hundred times what the largest takes


class Look(Struct, frozen=True, kw_only=True):
    """Reports to be looked through.

    Attributes:
        documents: In any order.
        times: The time expressions of each, by its id, where the reports are to be clustered; None where passages
            that they share are to be found.
    """

    documents: tuple[Document, ...]
    times: dict[str, tuple[TimeExpression, ...]] | None = None

    @property
    def seconds(self) -> float:
        """See `Timed`."""
        return _SECONDS


class Seen(Struct, frozen=True, kw_only=True):
    """What came of it.

    Attributes:
        clusters: The ids of the reports of each text of each cluster.
        reuse: Shared passages.
    """

    clusters: tuple[tuple[tuple[str, ...], ...], ...] = ()
    reuse: tuple[Reuse, ...] = ()


def is_worth_sharing(documents: Sequence[Document]) -> bool:
    """Whether a pile is worth being handed over."""
    return sum(len(document.text) for document in documents) in SHARED_CHARACTERS


def look_ahead(
    documents: Sequence[Document], observations: Sequence[Observations], engine: LocalEngine
) -> tuple[Iterator[Cluster], Iterator[Reuse]]:
    """Clusters and copies of a pile: looked for from now on, and waited for when they are asked for.

    Args:
        documents: Any order.
        observations: One for each, in any order.
        engine: Whose processes stand ready.

    Returns:
        What `cluster_reports` and `find_reuse` give; the clusters have to be asked for first.
    """
    times = {found.document: found.times for found in observations}
    looks = Look(documents=tuple(documents), times=times), Look(documents=tuple(documents))
    seen = _have_done(looks, engine.map(look, looks))
    return _take_clusters(documents, seen), _take_reuse(seen)


def look(block: Look) -> Seen:
    """Cluster reports, or find the passages that they share."""
    if block.times is None:
        return Seen(reuse=find_reuse(block.documents))
    clusters = cluster_reports(block.documents, block.times)
    return Seen(clusters=tuple(tuple(tuple(d.id for d in same) for same in each.texts) for each in clusters))


def _have_done(looks: Sequence[Look], results: Iterable[Seen | Lost]) -> Iterator[Seen]:
    for block, seen in zip(looks, results, strict=True):
        yield look(block) if isinstance(seen, Lost) else seen


def _take_clusters(documents: Sequence[Document], seen: Iterator[Seen]) -> Iterator[Cluster]:
    by_id = {document.id: document for document in documents}
    for texts in next(seen).clusters:
        yield Cluster(tuple(tuple(by_id[each] for each in same) for same in texts))


def _take_reuse(seen: Iterator[Seen]) -> Iterator[Reuse]:
    yield from next(seen).reuse


def judge_apart(parts: Iterable[Part], engine: LocalEngine) -> Iterator[Judged]:
    """The same as `judge_part` for each part, in their order, by processes that stand ready.

    Args:
        parts: Any number.
        engine: Whose processes they are; what none of them finishes is done in this one.
    """
    blocks = list(make_blocks(list(parts), JUDGED_CHARACTERS))
    for block, verdicts in zip(blocks, engine.map(judge_block, blocks), strict=True):
        yield from (verdicts if isinstance(verdicts, Verdicts) else judge_block(block)).judged
