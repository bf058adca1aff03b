"""From sayings to positions to a finding."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from joindots.join.findings.contexts import Context
from joindots.join.findings.wordings import capitalise, join_words, number_words
from joindots.join.origins import Statement
from joindots.model import Attribution, Finding, FindingKind, Origin, Position, Span, make_id


class Saying(Struct, frozen=True, kw_only=True):
    """One record's saying of something, in one document.

    Attributes:
        evidence: Where; spans of one document, never empty.
        records: Ids of the records it stands on.
        source: Id of the entity that the document names as its source, or words for one that is none; or None.
        around: Where to look for copying instead of `evidence`: the words of a quotation are the same in every
            report that quotes them, so only what stands around it shows whether the report was copied.
    """

    evidence: tuple[Span, ...]
    records: tuple[str, ...]
    source: str | None = None
    around: tuple[Span, ...] = ()

    @property
    def document(self) -> str:
        """Id of the document."""
        return self.evidence[0].document

    @property
    def statement(self) -> Statement:
        """The same as the origins want it."""
        return Statement(document=self.document, evidence=self.around or self.evidence, source=self.source)


class Verdict(Struct, frozen=True, kw_only=True):
    """What decides a finding, without its positions.

    Attributes:
        kind: The verdict.
        topic: Family, colon, subject.
        about: Ids of events and entities.
        confidence: 0 to 1.
        explanation: A sentence or two.
    """

    kind: FindingKind
    topic: str
    about: tuple[str, ...]
    confidence: float
    explanation: str


def say_sentence(context: Context, sentence: Span, record: str | None) -> Saying:
    """What a sentence says, by the attribution that takes it in; where there is none, in the report's own voice."""
    return Saying(evidence=(sentence,), records=(record or sentence.document,), source=context.source_of(record))


def say_attribution(attribution: Attribution) -> Saying:
    """What an attribution says, by its source."""
    source = attribution.source.entity if attribution.source else None
    return Saying(evidence=attribution.content, records=(attribution.id,), source=source)


class InReport(Protocol):
    """What stands in one report: a saying, a span, a count."""

    @property
    def document(self) -> str:
        """Id of the report."""


def name_reports(context: Context, told: Iterable[InReport]) -> str:
    """The reports that tell something, each once and with its day: "a (3 May 2031) and b"."""
    return join_words(sorted({context.dated_label(one.document) for one in told}))


def make_position(context: Context, says: str, sayings: Sequence[Saying]) -> Position:
    """One side of a finding."""
    return Position(
        says=says,
        evidence=tuple(sorted({span for saying in sayings for span in saying.evidence})),
        records=tuple(sorted({record for saying in sayings for record in saying.records})),
        documents=tuple(sorted({saying.document for saying in sayings})),
        origins=_group(context, sayings),
    )


def _group(context: Context, sayings: Sequence[Saying]) -> tuple[Origin, ...]:
    documents = {saying.document for saying in sayings}
    if len(documents) == 1:
        return (Origin(documents=tuple(documents), why="independent"),)
    return context.origins.group([replace(s.statement, source=_rests_on(context, s)) for s in sayings])


def _rests_on(context: Context, saying: Saying) -> str | None:
    """Whom a saying rests on: its source, a spokesman for whoever he speaks for."""
    if saying.source:
        return context.spoken_for(saying.source) or saying.source
    return next((source for record in saying.records if (source := context.origin_of(record))), None)


def make_finding(verdict: Verdict, positions: Iterable[Position]) -> Finding:
    """A finding; its positions in order of support."""
    ranked = sorted(positions, key=lambda p: (-len(p.origins), -len(p.documents), p.evidence, p.says))
    places = [f"{span.document}:{span.start}:{span.end}" for position in ranked for span in position.evidence]
    return Finding(
        id=make_id("f", verdict.kind, verdict.topic, *places),
        kind=verdict.kind,
        topic=verdict.topic,
        about=tuple(sorted(set(verdict.about))),
        positions=tuple(ranked),
        origins=len(ranked[0].origins),
        confidence=round(verdict.confidence, 2),
        explanation=verdict.explanation,
    )


def count_independent(context: Context, sayings: Sequence[Saying]) -> int:
    """Documents behind sayings, those whose evidence is copied from one another counted once."""
    return len(context.copy_groups([saying.statement for saying in sayings]))


def note_origins(context: Context, position: Position, sayings: Sequence[Saying]) -> str:
    """A sentence that says how independent the documents behind a position are."""
    reports, origins = len(position.documents), len(position.origins)
    if reports == 1:
        return ""
    if origins == reports:
        return f" {capitalise(number_words(reports))} reports, each an origin of its own."
    if origins > 1:
        return f" {capitalise(number_words(reports))} reports, {number_words(origins)} origins."
    why = position.origins[0].why
    if why == "same named source":
        sources = {source for saying in sayings if (source := _rests_on(context, saying))}
        named = sorted({context.entity_name(source) or source for source in sources})
        reason = f"{'both' if reports == 2 else 'all'} rest on {join_words(named)}" if named else why
    elif why == "same publisher":
        reason = f"the publisher is the same ({context.label(position.documents[0])})"
    else:
        reason = "the passage is copied text"
    return f" {capitalise(number_words(reports))} reports, one origin: {reason}."
