"""From many documents' observations to one pile."""

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Protocol, TypeVar

from joindots.join.entities import join_entities
from joindots.join.events import join_events
from joindots.join.happenings import join_happenings, split_happenings
from joindots.join.piles import Pile
from joindots.join.places import locate_places
from joindots.join.renamings import rename_entities, rename_events
from joindots.join.reuse import find_reuse
from joindots.join.stories import Cluster, cluster_reports, tell_stories
from joindots.model import Bonds, Document, Entity, Event, Incident, Observations, Reuse, TimeExpression
from joindots.model.memos import Memo

Record = TypeVar("Record")
_NO_BONDS = Bonds()


class Steps(Protocol):
    """The steps in which reports are compared, wherever that is done; see the functions of the same names."""

    def join_entities(
        self, documents: Sequence[Document], observations: Sequence[Observations], bonds: Bonds
    ) -> tuple[tuple[Entity, ...], dict[str, str]]:
        """Entities of the pile, and local id to id in the pile."""

    def cluster_reports(
        self, documents: Sequence[Document], times: Mapping[str, Sequence[TimeExpression]]
    ) -> tuple[Cluster, ...]:
        """Reports on the same event."""

    def join_events(
        self,
        documents: Sequence[Document],
        entities: Sequence[Entity],
        observations: Sequence[Observations],
        clusters: Sequence[Cluster],
        bonds: Bonds,
    ) -> tuple[tuple[Event, ...], tuple[Incident, ...], dict[str, str]]:
        """Events and incidents of the pile, and local event id to id in the pile."""

    def find_reuse(self, documents: Sequence[Document]) -> Iterable[Reuse]:
        """Passages that reports share."""


def join_pile(
    documents: Sequence[Document],
    observations: Sequence[Observations],
    bonds: Bonds = _NO_BONDS,
    reuse: Iterable[Reuse] | None = None,
    memo: Memo | None = None,
    clusters: Iterable[Cluster] | None = None,
) -> Pile:
    """Join what the documents show.

    Args:
        documents: Any order.
        observations: One for each document, in the same order.
        bonds: What people decided is one or two.
        reuse: What `find_reuse` finds, where it was found already; None looks for it.
        memo: What was read before of the same documents.
        clusters: What `cluster_reports` finds, where it was found already; taken before `reuse` is.

    Returns:
        The pile, every array sorted by id; the same for every order of the documents.
    """
    return join_by(documents, observations, bonds, _Here(memo, reuse, clusters))


def join_by(documents: Sequence[Document], observations: Sequence[Observations], bonds: Bonds, steps: Steps) -> Pile:
    """As `join_pile`, by given steps.

    Args:
        documents: As there.
        observations: As there.
        bonds: As there.
        steps: Each is taken once, in the order in which they are told.
    """
    documents, observations = _sort_reports(documents, observations)
    named, entity_ids = steps.join_entities(documents, observations, bonds)
    entities = locate_places(documents, named)
    observations = [rename_entities(found, entity_ids) for found in observations]
    observations, happenings = split_happenings(observations)
    clusters = steps.cluster_reports(documents, {found.document: found.times for found in observations})
    events, incidents, event_ids = steps.join_events(documents, entities, observations, clusters, bonds)
    observations = [rename_events(found, event_ids) for found in observations]
    return Pile(
        documents=tuple(documents),
        entities=_sorted(entities),
        times=_sorted(t for found in observations for t in found.times),
        quantities=_sorted(q for found in observations for q in found.quantities),
        attributions=_sorted(a for found in observations for a in found.attributions),
        events=_sorted([*events, *join_happenings(happenings)]),
        incidents=_sorted(incidents),
        stories=_sorted(tell_stories(clusters, events)),
        reuse=_sorted(steps.find_reuse(documents)),
    )


class _Here:
    """The steps in this process; see `Steps`."""

    def __init__(self, memo: Memo | None, reuse: Iterable[Reuse] | None, clusters: Iterable[Cluster] | None) -> None:
        self._memo, self._reuse, self._clusters = memo, reuse, clusters

    def join_entities(
        self, documents: Sequence[Document], observations: Sequence[Observations], bonds: Bonds
    ) -> tuple[tuple[Entity, ...], dict[str, str]]:
        return join_entities(documents, observations, bonds, self._memo)

    def cluster_reports(
        self, documents: Sequence[Document], times: Mapping[str, Sequence[TimeExpression]]
    ) -> tuple[Cluster, ...]:
        return cluster_reports(documents, times, self._memo) if self._clusters is None else tuple(self._clusters)

    def join_events(
        self,
        documents: Sequence[Document],
        entities: Sequence[Entity],
        observations: Sequence[Observations],
        clusters: Sequence[Cluster],
        bonds: Bonds,
    ) -> tuple[tuple[Event, ...], tuple[Incident, ...], dict[str, str]]:
        return join_events(documents, entities, observations, clusters, bonds, self._memo)

    def find_reuse(self, documents: Sequence[Document]) -> Iterable[Reuse]:
        return find_reuse(documents, self._memo) if self._reuse is None else self._reuse


def _sort_reports(
    documents: Sequence[Document], observations: Sequence[Observations]
) -> tuple[list[Document], list[Observations]]:
    order = sorted(range(len(documents)), key=lambda i: documents[i].id)
    return [documents[i] for i in order], [observations[i] for i in order]


def _sorted(records: Iterable[Record]) -> tuple[Record, ...]:
    return tuple(sorted(records, key=attrgetter("id")))
