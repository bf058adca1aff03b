"""The dead whom reports name, counted."""

from collections import defaultdict
from collections.abc import Iterator

from joindots.join.findings.contexts import Context
from joindots.join.findings.counts import Count
from joindots.join.findings.lexicons import pattern
from joindots.join.findings.wordings import number_words
from joindots.model import Incident, Reported

_LEAST_NAMED = 3
"""Fewer names than this are seldom a list of the dead."""


def count_victims(context: Context) -> Iterator[tuple[str, Count]]:
    """For each incident and report that names several dead: id of the event, and how many at least."""
    for incident in context.pile.incidents:
        for _, named in sorted(_named_dead(context, incident).items()):
            if len(named) >= _LEAST_NAMED:
                yield incident.event, _count(incident, [named[value] for value in sorted(named)])


def _named_dead(context: Context, incident: Incident) -> dict[str, dict[str, Reported]]:
    """Document to the people it names among the dead."""
    found: dict[str, dict[str, Reported]] = defaultdict(dict)
    for reported in incident.victims:
        entity = context.entities.get(str(reported.value))
        if entity is None or entity.kind != "person":
            continue
        for span in reported.evidence:
            if pattern("counts", "deadly").search(context.sentence(span).text):
                found[span.document].setdefault(entity.id, Reported(value=entity.id, evidence=(span,)))
    return found


def _count(incident: Incident, named: list[Reported]) -> Count:
    evidence = tuple(sorted(reported.evidence[0] for reported in named))
    return Count(
        span=evidence[0],
        evidence=evidence,
        record=incident.id,
        source=None,
        low=len(named),
        high=float("inf"),
        exact=False,
        words=f"{number_words(len(named))} by name",
    )
