"""The whole of what a face of the account shows, section by section."""

from functools import cached_property
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


class Page:
    """What a face shows, section by section; each is made when first asked for, and kept.

    A face that shows the reports' texts asks for them after everything that cites them.

    Attributes:
        index: Over the account.
        citations: Of what was asked for so far.
    """

    def __init__(self, index: Index, shown: frozenset[str] | None = None) -> None:
        """Begin a page.

        Args:
            index: Over the account.
            shown: Ids of the reports whose texts stand where links can lead; those that a browser can carry if None.
        """
        self.index = index
        self.citations = Citations(index, _choose_texts(index) if shown is None else shown)

    @property
    def version(self) -> str:
        """Of joindots."""
        return self.index.account.generator.version

    @cached_property
    def facts(self) -> Facts:
        """About the pile as a whole."""
        return view_facts(self.index, self.incidents)

    @cached_property
    def inputs(self) -> InputsView:
        """How each ended."""
        return view_inputs(self.index.account)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """What is not read in full for its language, in sentences."""
        return tuple(flatten(sentence) for sentence in describe_languages(self.index.account))

    @cached_property
    def sections(self) -> tuple[SectionView, ...]:
        """Findings by kind, in the order a reader wants them."""
        return _view_sections(self.citations)

    @cached_property
    def findings(self) -> tuple[FindingView, ...]:
        """All of these."""
        return tuple(finding for section in self.sections for finding in section.findings.items)

    @cached_property
    def brief(self) -> Brief:
        """The first screen."""
        sure = [finding for finding in self.findings if finding.certainty != "unsure"]
        return view_brief(self.index, self.incidents.items, sure)

    @cached_property
    def filters(self) -> Filters:
        """What the page can be narrowed to."""
        return view_filters(self.index, self.findings, self.speakers)

    @cached_property
    def speakers(self) -> SpeakersView:
        """Who said what."""
        return view_speakers(self.citations, frozenset(finding.id for finding in self.findings))

    @cached_property
    def figures(self) -> FigureTable:
        """The table of figures."""
        return view_figures(self.citations)

    @cached_property
    def incidents(self) -> Group[IncidentView]:
        """The register."""
        return view_incidents(self.citations)

    @cached_property
    def register(self) -> tuple[RegisterRow, ...]:
        """The same as a table, one row an incident."""
        return list_register(self.incidents)

    @cached_property
    def pins(self) -> tuple[Pin, ...]:
        """Where these incidents lie."""
        return view_map(self.index, self.incidents.items)

    @cached_property
    def chronology(self) -> Chronology:
        """The timeline."""
        return view_chronology(self.citations)

    @cached_property
    def entities(self) -> tuple[KindView, ...]:
        """People, organisations ..."""
        return view_entities(self.citations)

    @cached_property
    def doubts(self) -> Group[DoubtView]:
        """Those of them that may be the same."""
        return view_doubts(self.index)

    @cached_property
    def corrections(self) -> CorrectionsView | None:
        """What people decided, or None."""
        return view_corrections(self.index)

    @cached_property
    def sources(self) -> SourcesView:
        """The reports and how they hang together."""
        return view_sources(self.citations, self.findings)

    @cached_property
    def texts(self) -> tuple[TextView, ...]:
        """Of the reports shown, with links back to everything that cites them."""
        for name in _CITING:
            getattr(self, name)
        return view_texts(self.citations)

    @property
    def texts_left_out(self) -> int:
        """How many reports are not shown with their text."""
        return len(self.index.reports) - len(self.citations.shown)

    def section(self, kind: FindingKind) -> SectionView:
        """The findings of one kind."""
        return next(section for section in self.sections if section.kind == kind)


_CITING: Final = ("sections", "speakers", "incidents", "figures", "chronology", "entities", "sources")
"""What links to places in the texts, in the order in which the texts link back."""
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


def _view_sections(citations: Citations) -> tuple[SectionView, ...]:
    return tuple(
        SectionView(kind=kind, title=title, lead=lead, findings=view_findings(citations, kind))
        for kind, title, lead in _SECTIONS
    )


def view_account(account: Account) -> Page:
    """What the faces of an account show; one for all of them spares making it for each."""
    return Page(Index(account))


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
