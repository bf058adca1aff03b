"""What somebody said, as each report tells it: stance in words, places, other tellings, findings that rest on it."""

from typing import Final, Literal

from msgspec import Struct

from joindots.account.citations import Citations, Place, Statement
from joindots.account.escapes import flatten
from joindots.account.origins import count_independent
from joindots.account.phrases import STANCES
from joindots.account.speakers import Speaker
from joindots.account.utterances import Sayings, Telling, Utterance
from joindots.account.views.findings import VERDICTS
from joindots.account.views.wordings import Piece, mark_own_words
from joindots.model import Attribution, Finding, Stance

_BEGINNING = 30  # code points of an utterance in the link back from the text
_FINDINGS = 4  # findings that an utterance links to

Tone = Literal["plain", "firm", "open", "against", "warning", "asking"]

# Stances of one tone have one colour; the words are always there.
TONES: Final[dict[Stance, Tone]] = {
    "asserts": "plain",
    "claims": "open",
    "suspects": "open",
    "confirms": "firm",
    "finds": "firm",
    "admits": "firm",
    "denies": "against",
    "doubts": "against",
    "no_evidence": "against",
    "warns": "warning",
    "criticises": "warning",
    "recommends": "asking",
    "commits": "asking",
    "appeals": "asking",
}


class StanceView(Struct, frozen=True, kw_only=True):
    """A stance in words.

    Attributes:
        words: Such as "denies".
        tone: What sort of stance, for its colour.
        count: How many statements have it; 1 for a single one.
    """

    words: str
    tone: Tone
    count: int = 1


class InnerView(Struct, frozen=True, kw_only=True):
    """A statement inside the words of another of the same speaker.

    Attributes:
        id: Of the attribution.
        stance: In words.
        content: The words as written.
        place: Where.
    """

    id: str
    stance: StanceView
    content: str
    place: Place


class TellingView(Struct, frozen=True, kw_only=True):
    """One report's telling of what somebody said.

    Attributes:
        id: Of the attribution.
        stance: In words.
        quoted: True where the report quotes, at least in part.
        pieces: The words as written; in a variant those that the first telling has not are marked.
        same: True in a variant with the same words as the first telling.
        places: Where; several where the report splits the words.
        byline: Publisher and date of the report.
        inner: Statements inside the words that have a stance of their own.
        named: How the report names the source where it does not name the speaker, or None.
        relayed: Who tells of it in that report, where it is not the report itself, or None.
        day: The place that tells when it was said, or None.
        day_words: What stands there.
    """

    id: str
    stance: StanceView
    quoted: bool
    pieces: tuple[Piece, ...]
    same: bool
    places: tuple[Place, ...]
    byline: str
    inner: tuple[InnerView, ...]
    named: str | None
    relayed: str | None
    day: Place | None
    day_words: str | None


class LinkView(Struct, frozen=True, kw_only=True):
    """A link to something on the page.

    Attributes:
        target: Its anchor, or None where it is not on the page.
        words: What it is.
    """

    target: str | None
    words: str


class UtteranceView(Struct, frozen=True, kw_only=True):
    """Something said once.

    Attributes:
        telling: The first.
        variants: Other tellings of it.
        support: How many reports tell it, and how independently, or None where one report tells it.
        findings: That rest on it, or on a number in it.
    """

    telling: TellingView
    variants: tuple[TellingView, ...]
    support: str | None
    findings: tuple[LinkView, ...]


class Teller:
    """Makes views of utterances over one account.

    Attributes:
        citations: Takes up what the statements cite.
        sayings: Look-ups over what is said.
        shown: Ids of the findings that are on the page.
    """

    def __init__(self, citations: Citations, shown: frozenset[str]) -> None:
        """Start with the findings that utterances can link to."""
        self.citations = citations
        self.sayings = Sayings(citations.index)
        self.shown = shown

    def view_utterance(self, speaker: Speaker, utterance: Utterance) -> UtteranceView:
        """One utterance with all its tellings."""
        first, *others = utterance.tellings
        reports = len(utterance.documents)
        support = None
        if reports > 1:
            support = support_words(reports, count_independent(self.sayings, [utterance]))
        findings = dict.fromkeys(f for a in utterance.attributions for f in self.sayings.findings.get(a.id, ()))
        linked = [finding for finding in findings if finding.id in self.shown][:_FINDINGS]
        return UtteranceView(
            telling=self._view_telling(speaker, first, None),
            variants=tuple(self._view_telling(speaker, other, first) for other in others),
            support=support,
            findings=tuple(LinkView(target=finding.id, words=name_verdict(finding)) for finding in linked),
        )

    def _view_telling(self, speaker: Speaker, telling: Telling, first: Telling | None) -> TellingView:
        lead = telling.parts[0]
        spans = [span for part in telling.parts for span in part.content]
        name = speaker.name or "Nobody named"
        statement = Statement(id=lead.id, kind="speech", label=_label(name, lead))
        words = _content(telling)
        outer = self.sayings.relays.get(lead.id)
        return TellingView(
            id=lead.id,
            stance=view_stance(lead.stance),
            quoted=lead.form != "indirect",
            pieces=mark_own_words(_content(first), words) if first else (Piece(text=words, own=False),),
            same=first is not None and first.words == telling.words,
            places=tuple(self.citations.cite(span, statement) for span in spans),
            byline=self.citations.index.byline(telling.document),
            inner=tuple(self._view_inner(name, inner) for inner in telling.inner),
            named=_named(speaker, lead),
            relayed=self.citations.index.speaker(outer.id) if outer else None,
            day=self.citations.cite(telling.day.span, statement) if telling.day else None,
            day_words=flatten(telling.day.span.text) if telling.day else None,
        )

    def _view_inner(self, name: str, inner: Attribution) -> InnerView:
        statement = Statement(id=inner.id, kind="speech", label=_label(name, inner))
        places = [self.citations.cite(span, statement) for span in inner.content]
        content = " … ".join(flatten(span.text) for span in inner.content)
        return InnerView(id=inner.id, stance=view_stance(inner.stance), content=content, place=places[0])


def support_words(reports: int, independent: int) -> str:
    """How many reports tell something, and how independently: "3 reports, 2 of them independent"."""
    if reports == 1:
        return "1 report"
    if independent == 1:
        return f"{reports:,} reports, not independent"
    return (
        f"{reports:,} reports, {independent:,} of them independent"
        if independent < reports
        else f"{reports:,} independent reports"
    )


def view_stance(stance: Stance, count: int = 1) -> StanceView:
    """A stance, or how many statements have it."""
    return StanceView(words=STANCES[stance], tone=TONES[stance], count=count)


def name_verdict(finding: Finding) -> str:
    """A finding in two words: "disagree: killed"."""
    return f"{VERDICTS[finding.kind]}: {flatten(finding.topic).partition(':')[0].lower()}"


def name_telling(telling: Telling) -> str:
    """The stance of a telling with the beginning of its words."""
    weighty = next(iter(telling.inner), telling.parts[0])
    return f"{STANCES[weighty.stance]} “{_begin(flatten(weighty.content[0].text))}”"


def _begin(text: str) -> str:
    return text if len(text) <= _BEGINNING else text[:_BEGINNING].rpartition(" ")[0] + " …"


def _label(name: str, attribution: Attribution) -> str:
    return f"{name} {STANCES[attribution.stance]}"  # the words stand beside it


def _content(telling: Telling) -> str:
    return " … ".join(flatten(span.text) for part in telling.parts for span in part.content)


def _named(speaker: Speaker, attribution: Attribution) -> str | None:
    """How a report names a source that only another report names as the speaker."""
    if speaker.kind != "named" or (attribution.source and attribution.source.entity):
        return None
    return f"“{flatten(attribution.source.span.text)}”" if attribution.source else "nobody named"
