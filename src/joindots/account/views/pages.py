"""The whole of what a face of the account shows, section by section."""

from typing import Final

from msgspec import Struct

from joindots.account.citations import Citations
from joindots.account.escapes import flatten
from joindots.account.indexes import Index
from joindots.account.phrases import count_words, date_words
from joindots.account.views.chronologies import Chronology, view_chronology
from joindots.account.views.entities import KindView, view_entities
from joindots.account.views.figures import FigureTable, view_figures
from joindots.account.views.findings import FindingView, view_findings
from joindots.account.views.groups import Group
from joindots.account.views.incidents import IncidentView, abridge_incidents, view_incidents
from joindots.account.views.overviews import count_origins, count_publishers
from joindots.account.views.sources import SourcesView, view_sources
from joindots.account.views.statements import SpeakerView, view_speakers
from joindots.account.views.texts import TextView, view_texts
from joindots.model import Account, FindingKind, Rejection

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
        title: Of the account: what most reports are about.
        version: Of joindots.
        reports: Count in words.
        publishers: Count in words.
        origins: Independent origins of the pile as a whole, in words.
        period: Of publication, in words, or None.
        rejections: What could not be read.
        brief: The incidents of most reports, with what is first asked of them.
        sections: Findings by kind, in the order a reader wants them.
        speakers: Who said what.
        figures: The table.
        incidents: The register.
        chronology: The timeline.
        entities: People, organisations ...
        sources: The reports and how they hang together.
        texts: Of the reports shown.
        texts_left_out: How many reports are not shown with their text.
    """

    title: str
    version: str
    reports: str
    publishers: str
    origins: str
    period: str | None
    rejections: tuple[Rejection, ...]
    brief: tuple[IncidentView, ...]
    sections: tuple[SectionView, ...]
    speakers: Group[SpeakerView]
    figures: FigureTable
    incidents: Group[IncidentView]
    chronology: Chronology
    entities: tuple[KindView, ...]
    sources: SourcesView
    texts: tuple[TextView, ...]
    texts_left_out: int

    def section(self, kind: FindingKind) -> SectionView:
        """The findings of one kind."""
        return next(section for section in self.sections if section.kind == kind)


_SECTIONS: Final[tuple[tuple[FindingKind, str, str], ...]] = (
    ("conflict", "Where they disagree", "Statements that cannot all hold for the same thing at the same time."),
    ("change", "What changed", "Statements that differ because time passed, earliest first."),
    ("scope", "What only looks alike", "Figures and descriptions that seem to match or clash but mean other things."),
    (
        "agreement",
        "What they agree on, and how independently",
        "A filled dot is an independent origin, a hollow dot a further report that is not independent of it.",
    ),
    (
        "wording",
        "Told in different words",
        "One statement as several reports word it. Words that only one of them has are marked.",
    ),
    ("single", "Said by one origin only", "Nobody else in this pile says so independently."),
)


def view_page(account: Account) -> Page:
    """Rank, name and tie down everything that the faces show.

    Args:
        account: The account.

    Returns:
        A view whose every link leads to a place or statement that is in it.
    """
    index = Index(account)
    shown = _choose_texts(index)
    citations = Citations(index, shown)
    sections = tuple(
        SectionView(kind=kind, title=title, lead=lead, findings=view_findings(citations, kind))
        for kind, title, lead in _SECTIONS
    )
    findings = tuple(finding for section in sections for finding in section.findings.items)
    speakers = view_speakers(citations)
    figures = view_figures(citations)
    incidents = view_incidents(citations)
    chronology = view_chronology(citations)
    entities = view_entities(citations)
    sources = view_sources(citations, findings)
    return Page(
        title=_title(index, incidents),
        version=account.generator.version,
        reports=count_words(len(account.documents), "report"),
        publishers=count_publishers(index),
        origins=count_words(count_origins(index), "independent origin"),
        period=_period(index),
        rejections=account.rejections,
        brief=abridge_incidents(incidents),
        sections=sections,
        speakers=speakers,
        figures=figures,
        incidents=incidents,
        chronology=chronology,
        entities=entities,
        sources=sources,
        texts=view_texts(citations),
        texts_left_out=len(account.documents) - len(citations.shown),
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


def _title(index: Index, incidents: Group[IncidentView]) -> str:
    """What most reports are about, by its plain name: a headline would be one report's own voice."""
    if incidents.shown:
        name = incidents.shown[0].name
    else:
        events = sorted(index.account.events, key=lambda e: (-len({s.document for s in e.mentions}), e.id))
        name = flatten(events[0].name) if events else "An account"
    return name[:1].upper() + name[1:]


def _period(index: Index) -> str | None:
    """From the first report to the last."""
    dates = [document.published for document in index.reports if document.published]
    if not dates:
        return None
    first = min(date.earliest or date.value for date in dates)
    last = max(date.latest or date.value for date in dates)
    return date_words(first) if first == last else f"{date_words(first)} to {date_words(last)}"
