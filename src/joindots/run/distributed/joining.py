"""The join of a pile on a cluster: the same as in one process, each step that compares reports done by workers."""

from collections.abc import Iterable, Mapping, Sequence

from joindots.join import Cluster, Pile, join_by
from joindots.model import Bonds, Document, Entity, Event, Incident, InternalError, Observations, Reuse, TimeExpression
from joindots.run.distributed.copies import find_copies
from joindots.run.distributed.engines import DaskEngine
from joindots.run.distributed.grouping import group_reports
from joindots.run.distributed.naming import Naming
from joindots.run.distributed.telling import Telling


def join_far(
    documents: Sequence[Document], observations: Sequence[Observations], bonds: Bonds, engine: DaskEngine
) -> Pile:
    """The same as `joindots.join.join_pile`, by the workers of a cluster.

    Args:
        documents: In any order.
        observations: One for each.
        bonds: What people decided.
        engine: Where the work is done.

    Raises:
        EngineError: As for `DaskEngine.map`, or no worker finishes a block.
    """
    with engine.open_folder() as folder:
        return join_by(documents, observations, bonds, Far(engine, folder.address))


class Far:
    """The steps by the workers of a cluster; see `joindots.join.Steps`."""

    def __init__(self, engine: DaskEngine, folder: str) -> None:
        """Take where the work is done, and the address of the folder of blocks."""
        self._engine, self._folder = engine, folder
        self._naming: Naming | None = None

    def join_entities(
        self, documents: Sequence[Document], observations: Sequence[Observations], bonds: Bonds
    ) -> tuple[tuple[Entity, ...], dict[str, str]]:
        """Names; what was read of the reports is used for their events, too."""
        self._naming = Naming(documents, observations, self._engine, self._folder)
        return self._naming.join(bonds)

    def cluster_reports(
        self, documents: Sequence[Document], times: Mapping[str, Sequence[TimeExpression]]
    ) -> tuple[Cluster, ...]:
        """Clusters of reports."""
        return group_reports(documents, times, self._engine)

    def join_events(
        self,
        documents: Sequence[Document],
        entities: Sequence[Entity],
        observations: Sequence[Observations],
        clusters: Sequence[Cluster],
        bonds: Bonds,
    ) -> tuple[tuple[Event, ...], tuple[Incident, ...], dict[str, str]]:
        """Events and incidents; after names.

        Raises:
            InternalError: Names were not joined before.
        """
        if self._naming is None:
            raise InternalError("events were joined before names")
        return Telling(self._naming, self._engine, self._folder).join(
            documents, entities, observations, clusters, bonds
        )

    def find_reuse(self, documents: Sequence[Document]) -> Iterable[Reuse]:
        """Copied passages."""
        return find_copies(documents, self._engine)
