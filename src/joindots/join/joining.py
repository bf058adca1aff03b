"""From many documents' observations to one pile."""

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import TypeVar

from joindots.join.entities import join_entities
from joindots.join.events import join_events
from joindots.join.happenings import join_happenings, split_happenings
from joindots.join.piles import Pile
from joindots.join.places import locate_places
from joindots.join.renamings import rename_entities, rename_events
from joindots.join.reuse import find_reuse
from joindots.join.stories import Cluster, cluster_reports, tell_stories
from joindots.model import Bonds, Document, Observations, Reuse
from joindots.model.memos import Memo

Record = TypeVar("Record")
_NO_BONDS = Bonds()


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
    documents, observations = _sort_reports(documents, observations)
    named, entity_ids = join_entities(documents, observations, bonds, memo)
    entities = locate_places(documents, named)
    observations = [rename_entities(found, entity_ids) for found in observations]
    observations, happenings = split_happenings(observations)
    clusters = _cluster(documents, observations, memo) if clusters is None else tuple(clusters)
    events, incidents, event_ids = join_events(documents, entities, observations, clusters, bonds, memo)
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
        reuse=_sorted(find_reuse(documents, memo) if reuse is None else reuse),
    )


def _sort_reports(
    documents: Sequence[Document], observations: Sequence[Observations]
) -> tuple[list[Document], list[Observations]]:
    order = sorted(range(len(documents)), key=lambda i: documents[i].id)
    return [documents[i] for i in order], [observations[i] for i in order]


def _cluster(
    documents: Sequence[Document], observations: Sequence[Observations], memo: Memo | None
) -> tuple[Cluster, ...]:
    return cluster_reports(documents, {found.document: found.times for found in observations}, memo)


def _sorted(records: Iterable[Record]) -> tuple[Record, ...]:
    return tuple(sorted(records, key=attrgetter("id")))
