"""Who says something in an account, ranked, and how what one speaker says changed with time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heapreplace
from itertools import combinations
from typing import Literal

from msgspec import Struct

from joindots.account.escapes import flatten
from joindots.account.origins import count_independent
from joindots.account.utterances import Sayings, Telling, Utterance, tells_one_utterance
from joindots.model import Attribution, Entity, Finding, Span, Stance
from joindots.text.normal import content_words, stem

SpeakerKind = Literal["named", "described", "nobody"]

# Stances that a speaker can change towards one matter. "says" is left out: it goes with everything.
_TELLING_STANCES: frozenset[Stance] = frozenset(
    {"claims", "confirms", "finds", "admits", "denies", "doubts", "no_evidence", "suspects"}
)
# Content words that two statements must share, and their share of the shorter one, to speak of one matter. Of the
# pairs of one speaker's statements in the example pile and seven others, those that share less speak of other things.
_MATTER_WORDS = 2
_MATTER_SHARE = 0.5
_PRONOUNS = frozenset({"he", "i", "it", "she", "some", "they", "we", "who", "you"})
NOBODY = ""
"""What nobody named says is said by this."""

Rank = tuple[bool, int, int]
"""What speakers are sorted by."""


class Turn(Struct, frozen=True, kw_only=True):
    """Two statements of one speaker, of which the later takes another side.

    Attributes:
        finding: That judges so, or None where the two stances differ on one matter.
        first: The earlier telling.
        later: The later one, on another day.
        positions: What the two say, as the finding puts it; empty without one.
    """

    finding: Finding | None
    first: Telling
    later: Telling
    positions: tuple[str, ...] = ()


class Speaker(Struct, frozen=True, kw_only=True):
    """Somebody who says something, or all whom nobody names.

    Attributes:
        kind: `named` is an entity of the account, `described` has words only, `nobody` not even these.
        name: Of the entity, or as first written; empty for `nobody`.
        entity: The entity, or None.
        utterances: In order of time.
        findings: How many findings stand on these statements themselves, not only on a number in them.
        independent: How many reports tell them independently of each other.
        turns: In order of time.
    """

    kind: SpeakerKind
    name: str
    entity: Entity | None
    utterances: tuple[Utterance, ...]
    findings: int
    independent: int
    turns: tuple[Turn, ...]

    @property
    def documents(self) -> int:
        """How many reports tell something of it."""
        return len({document for utterance in self.utterances for document in utterance.documents})

    @property
    def id(self) -> str:
        """For an anchor: the entity's, else that of the first statement."""
        return self.entity.id if self.entity else self.utterances[0].id


def group_said(sayings: Sayings) -> Mapping[str, Sequence[Attribution]]:
    """What each speaker of an account says, by the look-ups over it.

    Returns:
        Attributions by their speaker: the id of an entity, words in one story, or `NOBODY`. A description without an
        entity ("a spokesman") is one speaker for the reports of one story that use the same words, which is no claim
        that it is one person; a pronoun is one in its report only.
    """
    said: dict[str, list[Attribution]] = defaultdict(list)
    owners = _owners(sayings)
    for attribution in sayings.index.account.attributions:
        said[owners.get(attribution.id) or _key(sayings, attribution)].append(attribution)
    return said


def rank_speakers(sayings: Sayings, said: Mapping[str, Sequence[Attribution]]) -> Iterator[Speaker]:
    """Speakers in order, each made when it is its turn: a page shows few of many.

    Args:
        sayings: Of the account.
        said: From `group_said`.

    Yields:
        Those first on whose statements most findings and independent reports rest, then those of most statements;
        what nobody named says comes last.
    """
    waiting: list[tuple[Rank, str, Speaker | None]]
    waiting = [(_bound_rank(sayings, key, attributions), key, None) for key, attributions in said.items()]
    heapify(waiting)
    while waiting:
        _, key, speaker = waiting[0]
        if speaker is None:  # it may come later than its bound
            speaker = make_speaker(sayings, key, said[key])
            heapreplace(waiting, (_rank(speaker), key, speaker))
        else:
            heappop(waiting)
            yield speaker


def _rank(speaker: Speaker) -> Rank:
    return speaker.kind == "nobody", -(speaker.findings + speaker.independent), -len(speaker.utterances)


def _bound_rank(sayings: Sayings, key: str, said: Sequence[Attribution]) -> Rank:
    """The best rank that a speaker can have."""
    most = len({attribution.content[0].document for attribution in said})
    return key == NOBODY, -(_count_findings(sayings, said) + most), -len(said)


def _count_findings(sayings: Sayings, said: Iterable[Attribution]) -> int:
    return len({finding for attribution in said for finding in sayings.resting.get(attribution.id, ())})


def _key(sayings: Sayings, attribution: Attribution) -> str:
    source = attribution.source
    if source is None:
        return NOBODY
    if source.entity:
        return source.entity
    words = " ".join(source.span.text.casefold().split()).removeprefix("the ")
    document = source.span.document
    return f"{words} {document if words in _PRONOUNS else min(sayings.stories[document])}"


def _owners(sayings: Sayings) -> Mapping[str, str]:
    """Whose a quotation is that one report lays to nobody known, and another to the one entity that is named for it."""
    owners: dict[str, str] = {}
    for finding in sayings.index.account.findings:
        if tells_one_utterance(finding) and finding.topic.startswith("Quotation"):
            records = [sayings.index.records.get(r) for position in finding.positions for r in position.records]
            attributions = [record for record in records if isinstance(record, Attribution)]
            named = {a.source.entity for a in attributions if a.source and a.source.entity}
            if len(named) == 1:
                owners |= {a.id: min(named) for a in attributions if not (a.source and a.source.entity)}
    return owners


def make_speaker(sayings: Sayings, key: str, said: Sequence[Attribution]) -> Speaker:
    """One speaker, with what `group_said` gives for its key."""
    utterances = sayings.gather(said)
    entity = sayings.index.records.get(key)
    first = utterances[0].tellings[0].parts[0]
    known = entity if isinstance(entity, Entity) else None
    written = first.source.span.text if first.source else ""
    return Speaker(
        kind="named" if known else "described" if key else "nobody",
        name=flatten(known.name if known else written if key else ""),
        entity=known,
        utterances=tuple(utterances),
        findings=_count_findings(sayings, said),
        independent=count_independent(sayings, utterances),
        turns=tuple(_turns(sayings, utterances)) if known else (),
    )


def _turns(sayings: Sayings, utterances: Sequence[Utterance]) -> Iterator[Turn]:
    """How a speaker's statements changed: as findings judge, else by stance on one matter."""
    judged: set[str] = set()
    for finding in dict.fromkeys(f for u in utterances for a in u.attributions for f in sayings.findings.get(a.id, ())):
        turn = _judged_turn(sayings, finding, utterances)
        if turn:
            judged.add(turn.later.id)
            yield turn
    telling = [u for u in utterances if u.tellings[0].parts[0].stance in _TELLING_STANCES or u.tellings[0].inner]
    for first, later in combinations(telling, 2):
        turn = _stance_turn(sayings, first, later)
        if turn and turn.later.id not in judged:
            judged.add(turn.later.id)
            yield turn


def _judged_turn(sayings: Sayings, finding: Finding, utterances: Sequence[Utterance]) -> Turn | None:
    """The first and the last position that a speaker takes in a finding, where these are two."""
    if finding.kind not in {"change", "conflict"}:
        return None
    told = [
        (sayings.when(utterance)[0], flatten(position.says), telling)
        for position in finding.positions
        for utterance in utterances
        for telling in utterance.tellings
        if any(finding in sayings.findings.get(a.id, ()) for a in telling.attributions)
        and _tells(telling, position.evidence)
    ]
    told.sort(key=lambda each: (each[0], sayings.index.numbers[each[2].document]))
    if not told or told[0][0] == told[-1][0] or told[0][1] == told[-1][1]:
        return None
    return Turn(finding=finding, first=told[0][2], later=told[-1][2], positions=(told[0][1], told[-1][1]))


def _tells(telling: Telling, evidence: Sequence[Span]) -> bool:
    """Whether a position's evidence overlaps what a telling says."""
    return any(
        span.document == other.document and span.start < other.end and other.start < span.end
        for attribution in telling.attributions
        for span in attribution.content
        for other in evidence
    )


def _stance_turn(sayings: Sayings, first: Utterance, later: Utterance) -> Turn | None:
    """A stance that differs from an earlier one on the same matter."""
    if sayings.when(first)[0] == sayings.when(later)[0]:
        return None
    a, b = _weightiest(first.tellings[0]), _weightiest(later.tellings[0])
    if a.stance == b.stance or not {a.stance, b.stance} <= _TELLING_STANCES or not set(a.about) & set(b.about):
        return None
    ours, theirs = _stems(a), _stems(b)
    shared, shorter = len(ours & theirs), min(len(ours), len(theirs))
    if shared < _MATTER_WORDS or shared < _MATTER_SHARE * shorter:
        return None
    return Turn(finding=None, first=first.tellings[0], later=later.tellings[0])


def _weightiest(telling: Telling) -> Attribution:
    """The statement inside a telling that has a stance of its own, else the telling's."""
    return next((a for a in telling.inner if a.stance in _TELLING_STANCES), telling.parts[0])


def _stems(attribution: Attribution) -> frozenset[str]:
    return frozenset(stem(word.text) for span in attribution.content for word in content_words(span.text))
