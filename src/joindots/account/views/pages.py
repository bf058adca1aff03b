"""The whole of what a face of the account shows, section by section."""

from typing import Final

from msgspec import Struct

from joindots.account.citations import Citations
from joindots.account.escapes import flatten
from joindots.account.indexes import Index
from joindots.account.pictures.maps import Pin
from joindots.account.views.briefs import Brief, view_brief
from joindots.account.views.chronologies import Chronology, view_chronology
from joindots.account.views.corrections import CorrectionsView, view_corrections
from joindots.account.views.entities import DoubtView, KindView, view_doubts, view_entities
from joindots.account.views.figures import FigureTable, view_figures
from joindots.account.views.filters import Filters, view_filters
from joindots.account.views.findings import FindingView, view_findings
from joindots.account.views.groups import Group
from joindots.account.views.incidents import IncidentView, RegisterRow, list_register, view_incidents
from joindots.account.views.inputs import InputsView, view_inputs
from joindots.account.views.languages import describe_languages
from joindots.account.views.maps import view_map
from joindots.account.views.overviews import Facts, view_facts
from joindots.account.views.sources import SourcesView, view_sources
from joindots.account.views.speakers import SpeakersView, view_speakers
from joindots.account.views.texts import TextView, view_texts
from joindots.model import Account, FindingKind

_TEXTS_HELD = 200  # reports whose text is on the page
_CHARACTERS_HELD = 3_000_000  # code points of them in all; browsers get slow beyond


class SectionView(Struct, frozen=True, kw_only=True):
    """A section of findings of one kind.

    Attributes:
        kind: As in the account.
        title: Of the section.
        lead: What is meant, in a sentence.
        findings: Ranked.
    """

    kind: FindingKind
    title: str
    lead: str
    findings: Group[FindingView]


class Page(Struct, frozen=True, kw_only=True):
    """What a face shows.

    Attributes:
        facts: About the pile as a whole.
        version: Of joindots.
        inputs: How each ended.
        languages: What is not read in full for its language, in sentences.
        brief: The first screen.
        filters: What the page can be narrowed to.
        sections: Findings by kind, in the order a reader wants them.
        speakers: Who said what.
        figures: The table.
        incidents: The register.
        register: The same as a table, one row an incident.
        pins: Where these incidents lie.
        chronology: The timeline.
        entities: People, organisations ...
        doubts: Those of them that may be the same.
        corrections: What people decided, or None.
        sources: The reports and how they hang together.
        texts: Of the reports shown.
        texts_left_out: How many reports are not shown with their text.
    """

    facts: Facts
    version: str
    inputs: InputsView
    languages: tuple[str, ...]
    brief: Brief
    filters: Filters
    sections: tuple[SectionView, ...]
    speakers: SpeakersView
    figures: FigureTable
    incidents: Group[IncidentView]
    register: tuple[RegisterRow, ...]
    pins: tuple[Pin, ...]
    chronology: Chronology
    entities: tuple[KindView, ...]
    doubts: Group[DoubtView]
    corrections: CorrectionsView | None
    sources: SourcesView
    texts: tuple[TextView, ...]
    texts_left_out: int

    def section(self, kind: FindingKind) -> SectionView:
        """The findings of one kind."""
        return next(section for section in self.sections if section.kind == kind)


_SECTIONS: Final[tuple[tuple[FindingKind, str, str], ...]] = (
    ("conflict", "Where they disagree", "Statements that cannot all hold for the same thing at the same time."),
    ("change", "What changed", "Statements that differ because time passed, earliest first."),
    (
        "agreement",
        "What they agree on, and how independently",
        "A filled dot is an independent origin, a hollow dot a further report that is not independent of it.",
    ),
    ("scope", "What only looks alike", "Figures and descriptions that seem to match or clash but mean other things."),
    (
        "wording",
        "Told in different words",
        "One statement as several reports word it. Words that only one of them has are marked.",
    ),
    ("single", "Said by one origin only", "Nobody else in this pile says so independently."),
)


def view_page(account: Account, *, texts: bool = True) -> Page:
    """Rank, name and tie down everything that the faces show.

    Args:
        account: The account.
        texts: Whether the face shows the reports' texts.

    Returns:
        A view whose every link leads to a place or statement that is in it.
    """
    index = Index(account)
    shown = _choose_texts(index)
    citations = Citations(index, shown)
    sections = _view_sections(citations)
    findings = tuple(finding for section in sections for finding in section.findings.items)
    sure = [finding for finding in findings if finding.certainty != "unsure"]
    speakers = view_speakers(citations, frozenset(finding.id for finding in findings))
    incidents = view_incidents(citations)
    return Page(
        facts=view_facts(index, incidents),
        version=account.generator.version,
        inputs=view_inputs(account),
        languages=tuple(flatten(sentence) for sentence in describe_languages(account)),
        brief=view_brief(index, incidents.items, sure),
        filters=view_filters(index, findings, speakers),
        sections=sections,
        speakers=speakers,
        figures=view_figures(citations),
        incidents=incidents,
        pins=view_map(index, incidents.items),
        register=list_register(incidents),
        chronology=view_chronology(citations),
        entities=view_entities(citations),
        doubts=view_doubts(index),
        corrections=view_corrections(index),
        sources=view_sources(citations, findings),
        texts=view_texts(citations) if texts else (),
        texts_left_out=len(account.documents) - len(citations.shown),
    )


def _view_sections(citations: Citations) -> tuple[SectionView, ...]:
    return tuple(
        SectionView(kind=kind, title=title, lead=lead, findings=view_findings(citations, kind))
        for kind, title, lead in _SECTIONS
    )


def _choose_texts(index: Index) -> frozenset[str]:
    """The reports that most findings rest on, as many as a browser can carry."""
    counts: dict[str, int] = {}
    for finding in index.account.findings:
        for cited in {cited for position in finding.positions for cited in position.documents}:
            counts[cited] = counts.get(cited, 0) + 1
    ranked = sorted(index.reports, key=lambda d: (-counts.get(d.id, 0), index.numbers[d.id]))
    shown: set[str] = set()
    characters = 0
    for document in ranked[:_TEXTS_HELD]:
        characters += len(document.text)
        if characters > _CHARACTERS_HELD:
            break
        shown.add(document.id)
    return frozenset(shown)
