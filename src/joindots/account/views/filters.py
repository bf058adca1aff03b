"""What a reader can narrow the page to without a script: one report, one person or organisation."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from joindots.account.indexes import Index
from joindots.account.views.findings import FindingView
from joindots.account.views.speakers import SpeakersView
from joindots.model import Entity, Finding

_PEOPLE: Final = 40  # names to choose from, those of most findings
_REPORTS: Final = 100  # reports to choose from
_KINDS: Final = frozenset({"person", "organisation", "group"})


class Filters(Struct, frozen=True, kw_only=True):
    """Choices.

    Attributes:
        reports: Marks with who brings the report.
        people: Ids of entities with their names, by name.
        about: The ids among them that a finding is about or rests on the words of, by the finding's id.
    """

    reports: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...]
    about: Mapping[str, tuple[str, ...]]


def view_filters(index: Index, findings: Sequence[FindingView], speakers: SpeakersView) -> Filters:
    """Who can be chosen: everybody that a finding of the page, or somebody's statements on it, has to do with.

    Args:
        index: Of the account.
        findings: On the page.
        speakers: On the page.
    """
    entities = {speaker.id: speaker.entity for speaker in speakers.speakers.items if speaker.entity}
    about = {
        finding.id: [
            *_about(index, finding.id),
            *(entities[v.target] for v in speakers.voices.get(finding.id, ()) if v.target in entities),
        ]
        for finding in findings
    }
    counts = Counter(entity for ids in about.values() for entity in dict.fromkeys(ids))
    chosen = sorted(counts, key=lambda entity: (-counts[entity], entity))[:_PEOPLE]
    people = sorted((index.name(entity) or entity, entity) for entity in chosen)
    marks = [index.mark(document.id) for document in index.reports[:_REPORTS]]
    return Filters(
        reports=tuple((mark, index.byline(d.id)) for mark, d in zip(marks, index.reports, strict=False)),
        people=tuple((entity, name) for name, entity in people),
        about={f: tuple(e for e in dict.fromkeys(ids) if e in set(chosen)) for f, ids in about.items()},
    )


def style_filters(filters: Filters, kinds: Sequence[str]) -> str:
    """Rules that hide what has nothing to do with the choice; a style sheet of its own, for it is made of the pile.

    Args:
        filters: The choices.
        kinds: Of findings on the page.
    """
    rules = [f"{_chosen('kind', kind)} .findings:not(#{kind})" for kind in kinds]
    rules += [f"{_chosen('report', mark)} [data-r]:not([data-r~={mark}])" for mark, _ in filters.reports]
    rules += [f"{_chosen('person', entity)} [data-p]:not([data-p~={entity}])" for entity, _ in filters.people]
    return "".join(f"{rule}{{display:none}}\n" for rule in rules)


def _chosen(select: str, value: str) -> str:
    return f":root:has(#by-{select} [value={value}]:checked)"


def _about(index: Index, finding_id: str) -> list[str]:
    finding = index.records.get(finding_id)
    records = (index.records.get(i) for i in finding.about) if isinstance(finding, Finding) else ()
    return [record.id for record in records if isinstance(record, Entity) and record.kind in _KINDS]
