"""What one speaker said: the tellings of each utterance together, in order of time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from msgspec import Struct

from joindots.account.indexes import Index
from joindots.account.said_days import find_said_day, index_times
from joindots.account.unions import group_linked
from joindots.model import Attribution, Finding, Reuse, TimeExpression
from joindots.text.normal import folded_words

# Fewer words can be the same by chance in two reports on one story ("he was fine").
_LEAST_WORDS = 4


class Telling(Struct, frozen=True, kw_only=True):
    """One report's telling of an utterance.

    Attributes:
        parts: Attributions that make it, in order; the first has the stance, the others go on with the same words.
        inner: Attributions to the same source inside its words, such as "no evidence of a link" inside "they had
            found no evidence of a link".
        day: The expression that tells when it was said, or None.
    """

    parts: tuple[Attribution, ...]
    inner: tuple[Attribution, ...]
    day: TimeExpression | None

    @property
    def id(self) -> str:
        """Of the first attribution."""
        return self.parts[0].id

    @property
    def document(self) -> str:
        """Id of the report."""
        return self.parts[0].content[0].document

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        """All of them."""
        return self.parts + self.inner

    @property
    def words(self) -> tuple[str, ...]:
        """What is said, folded."""
        return tuple(word for part in self.parts for span in part.content for word in folded_words(span.text))


class Utterance(Struct, frozen=True, kw_only=True):
    """Something said once, as one or more reports tell it.

    Attributes:
        tellings: Earliest first.
    """

    tellings: tuple[Telling, ...]

    @property
    def id(self) -> str:
        """Of the first telling."""
        return self.tellings[0].id

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        """Of all tellings."""
        return tuple(attribution for telling in self.tellings for attribution in telling.attributions)

    @property
    def documents(self) -> tuple[str, ...]:
        """Ids of the reports that tell it, in order, each once."""
        return tuple(dict.fromkeys(telling.document for telling in self.tellings))


class Sayings:
    """Look-ups for grouping what is said; made once for an account.

    Attributes:
        index: Of the account.
    """

    def __init__(self, index: Index) -> None:
        """Take the look-ups over the account; the rest is made when first asked for."""
        self.index = index
        self._times = index_times(index.account)
        self._shared: dict[str, list[tuple[int, int, str]]] = {}

    @cached_property
    def findings(self) -> Mapping[str, Sequence[Finding]]:
        """The findings that stand on an attribution, or on a number that it gives."""
        said_in = {record.id: record.attribution for record in self.index.account.quantities if record.attribution}
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.index.account.findings:
            records = dict.fromkeys(record for position in finding.positions for record in position.records)
            for attribution in dict.fromkeys(said_in.get(record, record) for record in records):
                found[attribution].append(finding)
        return found

    @cached_property
    def resting(self) -> Mapping[str, Sequence[str]]:
        """Ids of the findings of which an attribution is itself a record, by its id."""
        found: dict[str, list[str]] = defaultdict(list)
        for finding in self.index.account.findings:
            for record in dict.fromkeys(record for position in finding.positions for record in position.records):
                found[record].append(finding.id)
        return found

    @cached_property
    def relays(self) -> Mapping[str, Attribution]:
        """For what one source tells of another's words, by the id of the inner attribution: the outer one."""
        found: dict[str, Attribution] = {}
        opened: list[Attribution] = []
        for attribution in sorted(self.index.account.attributions, key=self._place):
            first = attribution.content[0]
            opened = [o for o in opened if o.content[0].document == first.document and o.content[-1].end > first.start]
            outer = next((o for o in reversed(opened) if _tells_of(o, attribution)), None)
            if outer:
                found[attribution.id] = outer
            opened.append(attribution)
        return found

    def shared(self, document: str) -> Sequence[tuple[int, int, str]]:
        """The passages that a report shares, in order: start, end, and the id of the other report."""
        if document not in self._shared:
            sides = ((a, b) for r in self._reuse.get(document, ()) for a, b in ((r.a, r.b), (r.b, r.a)))
            self._shared[document] = sorted((a.start, a.end, b.document) for a, b in sides if a.document == document)
        return self._shared[document]

    @cached_property
    def _reuse(self) -> Mapping[str, Sequence[Reuse]]:
        """The passages that a report shares, by its id."""
        found: dict[str, list[Reuse]] = defaultdict(list)
        for reuse in self.index.account.reuse:
            found[reuse.a.document].append(reuse)
            found[reuse.b.document].append(reuse)
        return found

    @cached_property
    def stories(self) -> Mapping[str, frozenset[str]]:
        """For each report the ids of its stories; a report without one is a story of its own."""
        found: dict[str, set[str]] = defaultdict(set)
        for story in self.index.account.stories:
            for document in story.documents:
                found[document].add(story.id)
        for record in self.index.account.documents:
            found[record.id] = found[record.id] or {record.id}
        return {document: frozenset(stories) for document, stories in found.items()}

    def gather(self, said: Iterable[Attribution]) -> list[Utterance]:
        """Group what one speaker said.

        Args:
            said: All attributions of the speaker, in any order.

        Returns:
            Utterances in order of the day they were said, or else published. Two tellings are of one utterance where
            a finding says so, or where reports on one story give the same words.
        """
        reports: dict[str, list[Attribution]] = defaultdict(list)
        for attribution in sorted(said, key=self._place):
            reports[attribution.content[0].document].append(attribution)
        tellings = [telling for found in reports.values() for telling in self._tell(found)]
        members = group_linked(range(len(tellings)), self._same(tellings) if len(tellings) > 1 else ())
        utterances = [Utterance(tellings=tuple(tellings[i] for i in sorted(some))) for some in members]
        return sorted(utterances, key=self.when)

    def when(self, utterance: Utterance) -> tuple[str, int, int]:
        """What utterances are sorted by: the day the first telling was said, else published; then report and place."""
        first = utterance.tellings[0]
        published = self.index.document(first.document).published
        reported = (published.earliest or published.value) if published else "9999"
        day = (first.day.earliest if first.day else None) or reported
        return day, self.index.numbers[first.document], first.parts[0].content[0].start

    def _place(self, attribution: Attribution) -> tuple[int, int, int, str]:
        content = attribution.content
        return self.index.numbers[content[0].document], content[0].start, -content[-1].end, attribution.id

    def _tell(self, said: Sequence[Attribution]) -> Iterator[Telling]:
        """The tellings in one report; attributions come in order, outer ones before inner ones."""
        drafts: list[tuple[list[Attribution], list[Attribution]]] = []
        for attribution in said:
            if drafts and _continues(drafts[-1][0][-1], attribution):
                drafts[-1][0].append(attribution)
            elif drafts and _lies_in(drafts[-1][0][0], attribution):
                drafts[-1][1].append(attribution)
            else:
                drafts.append(([attribution], []))
        for parts, inner in drafts:
            day = find_said_day(self.index, self._times, parts[0])
            yield Telling(parts=tuple(parts), inner=tuple(inner), day=day)

    def _same(self, tellings: Sequence[Telling]) -> Iterator[tuple[int, int]]:
        """Pairs of tellings of one utterance."""
        linked: dict[str, list[int]] = defaultdict(list)
        alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for i, telling in enumerate(tellings):
            for finding in self._retellings(telling):
                linked[finding].append(i)
            told = telling.words
            if len(told) >= _LEAST_WORDS:
                alike[told].append(i)
        for members in linked.values():
            yield from pairwise(members)
        for members in alike.values():
            yield from (
                (a, b)
                for a, b in pairwise(members)
                if self.stories[tellings[a].document] & self.stories[tellings[b].document]
            )

    def _retellings(self, telling: Telling) -> list[str]:
        """The findings that lay a telling beside others of the same."""
        found = (finding for a in telling.attributions for finding in self.findings.get(a.id, ()))
        return list(dict.fromkeys(finding.id for finding in found if tells_one_utterance(finding)))


def tells_one_utterance(finding: Finding) -> bool:
    """Whether a finding lays tellings of one utterance, or of one statement, side by side."""
    return finding.kind in {"wording", "agreement"} and finding.topic.startswith(("Quotation", "Statement"))


def _tells_of(outer: Attribution, inner: Attribution) -> bool:
    """Whether an attribution stands whole, its source too, inside what another source says."""
    source = inner.source.span if inner.source else None
    if source is None or not _lies_in(outer, inner):
        return False
    return any(whole.start <= source.start and source.end <= whole.end for whole in outer.content)


def _continues(before: Attribution, after: Attribution) -> bool:
    """Whether a quotation goes on after the words that told who speaks: nothing attributes it a second time."""
    return after.cue is None and after.source is not None and after.source == before.source


def _lies_in(outer: Attribution, inner: Attribution) -> bool:
    return all(
        any(whole.start <= part.start and part.end <= whole.end for whole in outer.content) for part in inner.content
    )
