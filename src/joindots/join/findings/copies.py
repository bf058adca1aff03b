"""Changes between copies: one sentence, told by several reports with one slot exchanged."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from joindots.join.findings.contexts import Context
from joindots.join.findings.edits import is_same, read_edit
from joindots.join.findings.parallels import Parallel, Sentence, Sentences, Twins, find_twins
from joindots.join.findings.sides import Edit, EditKind
from joindots.join.findings.verdicts import Saying, Verdict, make_finding, make_position, name_reports
from joindots.join.findings.wordings import shorten
from joindots.linkage import connected_components
from joindots.model import Finding, Position, Span
from joindots.text.normal import fold

_CHANGED = 0.75
_LEAST_SAME = 2
"""Sentences that say the same in both reports, beside those that differ: one can be an accident."""
_FORM_EDITS = 4
_FORM_SHARE = 0.3
"""Edits, and their share of the sentences that two reports have in common, from which the one is no copy of the other
but the same form, filled anew: a weekly market report, a list of results."""
_TOPIC = 70
_FIXED = re.compile(
    r"\d{1,2}[.:]\d{2}(?!\d)(?: ?[ap]\.?m\b|(?! ?%| per| [a-z]+s\b))|\d{1,2} ?[ap]\.?m\b"
    r"|\d{1,3}(?:-years?-old| years old)",
    re.IGNORECASE,
)
"""An hour of the clock, an age."""
_AGED = re.compile(r"\baged \Z", re.IGNORECASE)
_TO_COME = re.compile(r"\b(?:will|would|shall|due|to be|is to|are to|expected|scheduled|planned)\b", re.IGNORECASE)

_FAMILIES: Mapping[EditKind, str] = {
    "number": "Figure",
    "date": "Date",
    "place": "Place",
    "name": "Name",
    "polarity": "Statement",
    "opposite": "Statement",
    "certainty": "Statement",
    "quotation": "Quotation",
}
_WORDINGS = frozenset({"certainty", "quotation"})
_NO_DIFFERENCE = frozenset({"agreement", "single"})

Node = tuple[EditKind, tuple[str, ...], str]


class _Side(Struct, frozen=True, order=True):
    """One report's telling: the exchanged words, and the sentence."""

    words: Span
    sentence: Span


def settle_copies(context: Context, findings: Sequence[Finding]) -> list[Finding]:
    """Findings with those added that tell what was changed between copies, and without those that copying belies.

    Two copies of one report cannot disagree where both hold the sentences of both sides: what differs is how they were
    read. Nor do they tell a thing in other words where nothing but function words differs.

    Args:
        context: Of the pile.
        findings: Of all other families.
    """
    sentences = Sentences(context)
    twins = list(find_twins(context, sentences))
    index = _TwinIndex(context, sentences, twins)
    kept = [finding for finding in findings if not index.belies(finding)]
    told: dict[str, list[Finding]] = defaultdict(list)
    for finding in kept:
        if finding.kind not in _NO_DIFFERENCE:
            for document in sorted({document for position in finding.positions for document in position.documents}):
                told[document].append(finding)
    return [*kept, *(finding for finding in _find_edits(context, twins) if not _is_told(finding, told))]


def _is_told(finding: Finding, by_document: Mapping[str, Sequence[Finding]]) -> bool:
    """Whether another finding of the same force has the sides of this one on two of its sides."""
    told = by_document.get(finding.positions[0].documents[0], ())
    return any(
        all(any(_cover(theirs, ours) for theirs in other.positions) for ours in finding.positions)
        for other in told
        if len(other.positions) >= len(finding.positions) and finding.kind in {other.kind, "wording"}
    )


def _cover(theirs: Position, ours: Position) -> bool:
    return all(
        any(t.document == o.document and t.start < o.end and o.start < t.end for t in theirs.evidence)
        for o in ours.evidence
    )


class _TwinIndex:
    """Which reports are copies of each other, and what both of them hold."""

    def __init__(self, context: Context, sentences: Sentences, twins: Sequence[Twins]) -> None:
        self._context, self._sentences = context, sentences
        self._same: dict[tuple[str, str], frozenset[tuple[str, ...]]] = {}
        self._reworded: dict[tuple[str, str], dict[Span, Parallel]] = {}
        for one in twins:
            self._same[one.a, one.b] = self._same[one.b, one.a] = one.same
            self._reworded[one.a, one.b] = {parallel.a.span: parallel for parallel in one.reworded}
            self._reworded[one.b, one.a] = {parallel.b.span: parallel for parallel in one.reworded}

    def belies(self, finding: Finding) -> bool:
        """Whether every two sides of a finding stand in copies that both hold what one of the sides rests on."""
        if finding.kind in _NO_DIFFERENCE or not self._same:
            return False
        slight = finding.kind == "wording"
        pairs = list(combinations(finding.positions, 2))
        return bool(pairs) and all(self._is_hollow(one, other, slight=slight) for one, other in pairs)

    def _is_hollow(self, one: Position, other: Position, *, slight: bool) -> bool:
        return all(
            (a, b) in self._same and (self._holds(one, a, b, slight=slight) or self._holds(other, b, a, slight=slight))
            for a in one.documents
            for b in other.documents
        )

    def _holds(self, position: Position, document: str, other: str, *, slight: bool) -> bool:
        """Whether the other report has all sentences that a position rests on in this one."""
        return all(
            self._stands_in(sentence, document, other, slight=slight)
            for span in position.evidence
            if span.document == document
            for sentence in self._sentences.over(span)
        )

    def _stands_in(self, sentence: Sentence, document: str, other: str, *, slight: bool) -> bool:
        if sentence.key in self._same[document, other]:
            return True
        parallel = self._reworded[document, other].get(sentence.span)
        return parallel is not None and is_same(self._context, parallel, slight=slight)


def _find_edits(context: Context, twins: Sequence[Twins]) -> Iterator[Finding]:
    """For each sentence that stands in copies with one slot exchanged: conflict, change, or wording."""
    sides: dict[Node, set[_Side]] = defaultdict(set)
    edges: set[tuple[Node, Node]] = set()
    for pair in twins:
        for parallel, edit in _list_edits(context, pair):
            ends = []
            for sentence, words in ((parallel.a, edit.a), (parallel.b, edit.b)):
                node = (edit.kind, sentence.key, fold(" ".join(words.text.split())))
                sides[node].add(_Side(words, sentence.span))
                ends.append(node)
            edges.add((ends[0], ends[1]))
    nodes = sorted(sides)
    place = {node: n for n, node in enumerate(nodes)}
    for members in connected_components(len(nodes), [(place[a], place[b]) for a, b in sorted(edges)]):
        by_words: dict[str, list[_Side]] = defaultdict(list)
        for n in members:
            by_words[nodes[n][2]].extend(sides[nodes[n]])
        if len(by_words) > 1:
            yield _judge(context, nodes[members[0]][0], [sorted(by_words[words]) for words in sorted(by_words)])


def _list_edits(context: Context, twins: Twins) -> list[tuple[Parallel, Edit]]:
    found = [(parallel, edit) for parallel in twins.reworded if (edit := read_edit(context, parallel))]
    shared = len(twins.same) + len(twins.reworded)
    if shared - len(found) < _LEAST_SAME:
        return []
    is_form = len(found) >= _FORM_EDITS and len(found) > _FORM_SHARE * shared
    return [] if is_form else found


def _judge(context: Context, kind: EditKind, tellings: Sequence[Sequence[_Side]]) -> Finding:
    told = []
    positions = []
    for sides in tellings:
        words = " ".join(sides[0].words.text.split())
        labels = name_reports(context, [side.words for side in sides])
        told.append(f"“{words}” in {labels}")
        positions.append(make_position(context, f"“{words}”", [_saying(side) for side in sides]))
    corrected = _has_one_publisher(context, tellings)
    later = any(_are_apart(context, a, b) for a, b in combinations(tellings, 2))
    changed = corrected or (later and not all(_is_fixed(side) for sides in tellings for side in sides))
    first = tellings[0][0].sentence.text
    how = "of one publisher's reports, put right" if corrected else "of reports that copy one another, told differently"
    verdict = Verdict(
        kind="wording" if kind in _WORDINGS else "change" if changed else "conflict",
        topic=f"{_FAMILIES[kind]}: {shorten(first, _TOPIC)}",
        about=tuple(context.events_in(tellings[0][0].sentence)[:1]),
        confidence=_CHANGED,
        explanation=f"One sentence {how}: {'; '.join(told)}.",
    )
    return make_finding(verdict, positions)


def _is_fixed(side: _Side) -> bool:
    """Whether no later day makes it another: the hour of what is past, and an age."""
    text, start = side.sentence.text, side.words.start - side.sentence.start
    return bool(_FIXED.match(text, start) or _AGED.search(text, 0, start)) and not _TO_COME.search(text)


def _has_one_publisher(context: Context, tellings: Sequence[Sequence[_Side]]) -> bool:
    """Whether one publisher tells all, and so corrects itself: a report that is brought up to date disputes nothing."""
    told = {context.documents[side.words.document].publisher for sides in tellings for side in sides}
    return len(told) == 1 and None not in told


def _saying(side: _Side) -> Saying:
    return Saying(evidence=(side.words,), records=(side.words.document,), around=(side.sentence,))


def _are_apart(context: Context, one: Sequence[_Side], other: Sequence[_Side]) -> bool:
    """Whether all reports of the one were published before all of the other."""
    days = [sorted(context.day(side.words.document) or "" for side in sides) for sides in (one, other)]
    if "" in (days[0][0], days[1][0]):
        return False
    return days[0][-1] < days[1][0] or days[1][-1] < days[0][0]
