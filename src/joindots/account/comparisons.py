"""Two reports laid side by side: what was copied, where they differ, what one has and the other lacks."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

import msgspec
from msgspec import Struct

from joindots.account.indexes import Index
from joindots.account.utterances import Sayings
from joindots.account.views.incidents import incident_documents
from joindots.model import (
    HARM_TYPES,
    Account,
    Attribution,
    BlockKind,
    Document,
    Entity,
    Event,
    Finding,
    Incident,
    InternalError,
    Mention,
    Quantity,
    Reuse,
    Span,
)
from joindots.text.normal import content_stems, words

COMPARISON_SCHEMA = "joindots.comparison/1"

COPIED_COVER = 0.5
"""Share of a statement's characters in a shared passage from which on the other report has it too."""

QUOTED_COVER = 0.8
"""Share of a shared passage that has to be quotation on both sides; the rest is the words that attribute it."""

TOLD_SHARE = 0.6
"""Share of a statement's content words in two neighbouring sentences of the other report from which on that report may
tell the same in other words; nothing is then said of who has it and who lacks it."""

TOLD_WORDS = 3
"""Content words of a statement that can be looked for; fewer stand in any report on the same story."""

_NOT_ITS_OWN: frozenset[BlockKind] = frozenset({"boilerplate", "byline", "dateline"})
_SENTENCE: Final = re.compile(r"[.!?…][\"'”’)\]]*\s+|\n\s*")
_NAMED: Final = ("person", "organisation", "place")


class Side(Struct, frozen=True, kw_only=True):
    """One of the two reports, and what the other has not.

    Attributes:
        document: Id of the report.
        words: Of its own text: no boilerplate, byline or dateline.
        shared: Share of these words that lie in passages shared with the other report, 0 to 1.
        attributions: What it lays to somebody and the other does not tell, in order.
        quantities: Numbers of which the other has neither the value nor another value to set against it, in order.
        entities: People, organisations and places that only it names, those most mentioned first.
        events: Harm done that only it tells of, those most mentioned first.
        findings: Findings of kind `single` that rest on it alone.
    """

    document: str
    words: int
    shared: float
    attributions: tuple[Attribution, ...]
    quantities: tuple[Quantity, ...]
    entities: tuple[Entity, ...]
    events: tuple[Event, ...]
    findings: tuple[Finding, ...]


class Comparison(Struct, frozen=True, kw_only=True):
    """Two reports side by side.

    Attributes:
        schema: `joindots.comparison/1`.
        documents: Both, the one published first before the other.
        sides: One a report, in the same order.
        reuse: Passages that they share, longest first.
        quoted: For each of these the id of the entity whom both quote there, or None: who quotes one speaker need not
            have copied.
        findings: In which both have a part and at least one says something that the other does not.
        one_sided: Ids of those conflicts of which one of the two tells one side only, and the other both.
        common: In which both take every position: what they agree on, and what both report as disputed.
        incidents: Of which both report something.
    """

    schema: str
    documents: tuple[Document, Document]
    sides: tuple[Side, Side]
    reuse: tuple[Reuse, ...]
    quoted: tuple[str | None, ...]
    findings: tuple[Finding, ...]
    one_sided: tuple[str, ...]
    common: tuple[Finding, ...]
    incidents: tuple[Incident, ...]


def encode_comparison(comparison: Comparison) -> bytes:
    """The comparison as JSON: the account's own records, so that every statement carries its spans."""
    return msgspec.json.format(msgspec.json.encode(comparison, order="deterministic"), indent=1) + b"\n"


def compare_reports(account: Account) -> Comparison:
    """Lay two reports side by side.

    What a report lacks is said carefully: a statement counts as one's own only where no finding sets it against
    something in the other report, no shared passage holds it, and no two sentences of the other have most of its words.

    Args:
        account: Of two reports and nothing else.

    Returns:
        The same whichever report was given first.

    Raises:
        InternalError: The account has not two reports.
    """
    index = Index(account)
    if len(index.reports) != 2:
        raise InternalError(f"Two reports can be compared, not {len(index.reports)}.")
    first, second = index.reports
    both = {first.id, second.id}
    shared = [finding for finding in account.findings if _documents(finding) == both]
    reuse = sorted(account.reuse, key=lambda r: (-min(len(r.a.text), len(r.b.text)), r.id))
    quotations = _list_quotations(account)
    return Comparison(
        schema=COMPARISON_SCHEMA,
        documents=(first, second),
        sides=(_Holding(index, first, second).side(), _Holding(index, second, first).side()),
        reuse=tuple(reuse),
        quoted=tuple(_quoted_speaker(record, quotations) for record in reuse),
        findings=tuple(finding for finding in shared if not _is_common(finding, both)),
        one_sided=tuple(finding.id for finding in shared if _is_one_sided(finding, both)),
        common=tuple(finding for finding in shared if _is_common(finding, both)),
        incidents=tuple(incident for incident in account.incidents if incident_documents(incident) == both),
    )


def _documents(finding: Finding) -> set[str]:
    return {document for position in finding.positions for document in position.documents}


def _is_common(finding: Finding, both: set[str]) -> bool:
    return all(set(position.documents) == both for position in finding.positions)


def _is_one_sided(finding: Finding, both: set[str]) -> bool:
    """Whether one of the two has every position of the other, and more."""
    sides = [{i for i, p in enumerate(finding.positions) if document in p.documents} for document in both]
    return finding.kind == "conflict" and (sides[0] < sides[1] or sides[1] < sides[0])


def _list_quotations(account: Account) -> dict[str, list[tuple[Span, str]]]:
    """For each report what it gives as a quotation of somebody named, with the id of the speaker."""
    found: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for attribution in account.attributions:
        if attribution.form != "indirect" and attribution.source and attribution.source.entity:
            for span in attribution.content:
                found[span.document].append((span, attribution.source.entity))
    return found


def _quoted_speaker(reuse: Reuse, quotations: Mapping[str, Sequence[tuple[Span, str]]]) -> str | None:
    """The one speaker whom both sides of a passage quote for most of its length."""
    speakers = []
    for side in (reuse.a, reuse.b):
        quoted: Counter[str] = Counter()
        for span, speaker in quotations.get(side.document, ()):
            quoted[speaker] += max(0, min(span.end, side.end) - max(span.start, side.start))
        speaker, length = max(quoted.items(), key=lambda item: (item[1], item[0]), default=("", 0))
        speakers.append(speaker if length >= QUOTED_COVER * (side.end - side.start) else None)
    return speakers[0] if speakers[0] == speakers[1] else None


class _Holding:
    """What one report has, looked for in the other."""

    def __init__(self, index: Index, document: Document, other: Document) -> None:
        self._account = index.account
        self._sayings = Sayings(index)
        self._document = document
        self._other = other

    def side(self) -> Side:
        account, own = self._account, self._document.id
        quantities = sorted((q for q in account.quantities if self._only_here(q)), key=lambda q: q.span)
        events = [e for e in account.events if e.type in HARM_TYPES and self._names_alone(e.mentions)]
        entities = [e for e in account.entities if e.kind in _NAMED and self._is_only_here(e)]
        count, shared = self._measure_copies()
        return Side(
            document=own,
            words=count,
            shared=round(shared / count, 4) if count else 0.0,
            attributions=tuple(self._statements()),
            quantities=tuple(quantities),
            entities=tuple(sorted(entities, key=lambda e: (-len(e.mentions), e.mentions[0].start))),
            events=tuple(sorted(events, key=lambda e: (-len(e.mentions), e.mentions[0].start))),
            findings=tuple(f for f in account.findings if f.kind == "single" and _documents(f) == {own}),
        )

    def _measure_copies(self) -> tuple[int, int]:
        """Words of the report's own text, and how many of them lie in shared passages."""
        blocks = (block for block in self._document.blocks if block.kind not in _NOT_ITS_OWN)
        own = [word for block in blocks for word in words(self._document.text, block.start, block.end)]
        return len(own), sum(self._is_copied(word.start, word.end) for word in own)

    def _statements(self) -> Iterator[Attribution]:
        """Attributions of this report that the other does not tell; what lies inside another is not told twice."""
        said = [a for a in self._account.attributions if a.content[0].document == self._document.id]
        reach = 0
        for attribution in sorted(said, key=lambda a: (a.content[0].start, -a.content[-1].end)):
            inside = attribution.content[-1].end <= reach
            reach = max(reach, attribution.content[-1].end)
            if not inside and attribution.id not in self._compared and not self._is_told(attribution.content):
                yield attribution

    def _only_here(self, quantity: Quantity) -> bool:
        if quantity.span.document != self._document.id or quantity.id in self._compared:
            return False
        if quantity.kind == "ordinal" or quantity.bound == "vague" or not (quantity.counted or quantity.unit):
            return False
        if "|" in quantity.measure:
            return False  # people counted by their names: they stand among the names
        value = quantity.low, quantity.high, quantity.unit
        return value not in self._values and not self._is_copied(quantity.span.start, quantity.span.end)

    def _is_only_here(self, entity: Entity) -> bool:
        """Whether only this report names somebody, and nobody in the other may be the same."""
        doubtful = any(doubt.entity in self._there for doubt in entity.perhaps or ())
        named = any(mention.how == "name" for mention in entity.mentions)
        return named and not doubtful and self._names_alone(entity.mentions)

    def _names_alone(self, places: Sequence[Span] | Sequence[Mention]) -> bool:
        return {place.document for place in places} == {self._document.id}

    def _is_told(self, content: Sequence[Span]) -> bool:
        """Whether the other report has a statement, or may have it in other words."""
        total = sum(span.end - span.start for span in content)
        for ranges in (self._copied, self._judged):
            if sum(_cover(ranges, span.start, span.end) for span in content) >= COPIED_COVER * total:
                return True
        wanted = content_stems(" ".join(span.text for span in content))
        if len(wanted) < TOLD_WORDS:
            return any(wanted <= window for window in self._windows)
        return any(len(wanted & window) >= TOLD_SHARE * len(wanted) for window in self._windows)

    def _is_copied(self, start: int, end: int) -> bool:
        return _cover(self._copied, start, end) == end - start

    @cached_property
    def _copied(self) -> list[tuple[int, int]]:
        """The stretches of this report that lie in passages shared with the other, in order, none overlapping."""
        sides = (side for record in self._account.reuse for side in (record.a, record.b))
        return _unite((side.start, side.end) for side in sides if side.document == self._document.id)

    @cached_property
    def _judged(self) -> list[tuple[int, int]]:
        """The stretches of this report that findings set against something in the other."""
        both = [finding for finding in self._account.findings if len(_documents(finding)) > 1]
        spans = (span for finding in both for position in finding.positions for span in position.evidence)
        return _unite((span.start, span.end) for span in spans if span.document == self._document.id)

    @cached_property
    def _compared(self) -> frozenset[str]:
        """Ids of the records that a finding sets against something in the other report."""
        both = [finding for finding in self._account.findings if len(_documents(finding)) > 1]
        return frozenset(record for finding in both for position in finding.positions for record in position.records)

    @cached_property
    def _values(self) -> frozenset[tuple[float | None, float | None, str | None]]:
        others = (q for q in self._account.quantities if q.span.document == self._other.id)
        return frozenset((q.low, q.high, q.unit) for q in others)

    @cached_property
    def _there(self) -> frozenset[str]:
        """Ids of the entities that the other report mentions."""
        other = self._other.id
        return frozenset(e.id for e in self._account.entities if any(m.document == other for m in e.mentions))

    @cached_property
    def _windows(self) -> list[frozenset[str]]:
        """Stems of every two neighbouring sentences of the other report's own text."""
        text = self._other.text
        sentences = [
            content_stems(sentence)
            for block in self._other.blocks
            if block.kind not in _NOT_ITS_OWN
            for sentence in _SENTENCE.split(text[block.start : block.end])
        ]
        return [a | b for a, b in zip(sentences, [*sentences[1:], frozenset()], strict=True)]


def _unite(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    united: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if united and start <= united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return united


def _cover(ranges: Sequence[tuple[int, int]], start: int, end: int) -> int:
    """How many characters of a stretch lie in some stretches that do not overlap."""
    length = 0
    for low, high in ranges[max(0, bisect_right(ranges, (start, start)) - 1) :]:
        if low >= end:
            break
        length += max(0, min(end, high) - max(start, low))
    return length
