"""Who said what when: by speaker, those on whom most rests first, each in order of time."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from joindots.account.citations import Citations
from joindots.account.escapes import flatten
from joindots.account.phrases import count_words, date_words
from joindots.account.said_days import day_value
from joindots.account.speakers import NOBODY, Speaker, SpeakerKind, Turn, group_said, rank_speakers
from joindots.account.utterances import Sayings, Telling, Utterance
from joindots.account.views.groups import Group, group_items
from joindots.account.views.statements import (
    LinkView,
    StanceView,
    Teller,
    UtteranceView,
    name_telling,
    name_verdict,
    support_words,
    view_stance,
)
from joindots.model import Stance

_SPEAKERS_SHOWN = 8  # rows of speakers; with the first of them open that is about a screen
_UTTERANCES_SHOWN = 3  # open utterances of the first speaker
_ALL_SHOWN = 12  # utterances of a pile so small that all of them are open
_UTTERANCES_HELD = 2000  # utterances on the page; browsers get slow beyond


class DayView(Struct, frozen=True, kw_only=True):
    """What one report tells of one day.

    Attributes:
        date: In words, or None where it is not known.
        said: True where the report tells that it was said then; else it is the date of the report.
        inferred: True where the report's date is inferred.
        mark: Of the report.
        house: Who brings it.
        role: The speaker's, where this report is the first to give it so, or None.
        utterances: In order of the text.
    """

    date: str | None
    said: bool
    inferred: bool
    mark: str
    house: str
    role: str | None
    utterances: tuple[UtteranceView, ...]

    @property
    def marks(self) -> tuple[str, ...]:
        """Marks of all reports that tell one of the utterances."""
        tellings = (telling for u in self.utterances for telling in (u.telling, *u.variants))
        return tuple(dict.fromkeys(place.mark for telling in tellings for place in telling.places))


class TurnView(Struct, frozen=True, kw_only=True):
    """A speaker's statement that differs from an earlier one.

    Attributes:
        first: What came first.
        first_when: With its day and report.
        later: What came later.
        later_when: With its day and report.
        finding: That judges so, or None where only the stances tell.
    """

    first: LinkView
    first_when: str
    later: LinkView
    later_when: str
    finding: LinkView | None


class SpeakerView(Struct, frozen=True, kw_only=True):
    """Somebody who says something.

    Attributes:
        id: The anchor.
        kind: Whether it is a known entity, a description, or nobody at all.
        name: Of the entity, or as written.
        entity: Id of the entity, or None.
        role: As the first report that names one gives it, or None.
        reports: How many tell something of it.
        tally: Statements, reports and time in words.
        stances: How many statements have which stance, the commonest first.
        turns: Where a later statement takes another side than an earlier one.
        days: In order of time, split by what is open at first.
        left_out: Utterances that are not on the page.
        opened: Whether it is open at first.
    """

    id: str
    kind: SpeakerKind
    name: str
    entity: str | None
    role: str | None
    reports: int
    tally: str
    stances: tuple[StanceView, ...]
    turns: tuple[TurnView, ...]
    days: Group[DayView]
    left_out: int
    opened: bool

    @property
    def marks(self) -> tuple[str, ...]:
        """Marks of all reports that tell something of it here."""
        return tuple(dict.fromkeys(mark for day in self.days.items for mark in day.marks))


class SpeakersView(Struct, frozen=True, kw_only=True):
    """Who said what.

    Attributes:
        speakers: Those on whom most rests first.
        nobody: What nobody named says, or None.
        voices: For each finding the speakers on the page on whose statements it rests.
    """

    speakers: Group[SpeakerView]
    nobody: SpeakerView | None
    voices: Mapping[str, tuple[LinkView, ...]]

    @property
    def total(self) -> int:
        """All speakers there are, nobody named left out."""
        return self.speakers.total

    @property
    def anchors(self) -> Mapping[str, str]:
        """The anchor of what an entity says, by its id."""
        return {speaker.entity: speaker.id for speaker in self.speakers.items if speaker.entity}


def view_speakers(citations: Citations, shown: frozenset[str] = frozenset()) -> SpeakersView:
    """All speakers, as many statements of them as the page holds.

    Args:
        citations: Takes up what the statements cite.
        shown: Ids of the findings that are on the page.

    Returns:
        Speakers, and a way back from findings to them.
    """
    teller = Teller(citations, shown)
    said = group_said(teller.sayings)
    found = list(_take_held(rank_speakers(teller.sayings, said)))
    small = len(found) == len(said) and sum(len(speaker.utterances) for speaker in found) <= _ALL_SHOWN
    views, left = [], _UTTERANCES_HELD
    for number, speaker in enumerate(found):
        opened = small or (number == 0 and speaker.kind != "nobody")
        views.append(view_speaker(teller, speaker, speaker.utterances[:left], opened=opened, whole=small))
        left -= len(speaker.utterances)
    nobody = [view for view in views if view.kind == "nobody"]
    named = [view for view in views if view.kind != "nobody"]
    missing = len(said.keys() - {NOBODY}) - len(named)
    return SpeakersView(
        speakers=group_items(named, missing, _SPEAKERS_SHOWN),
        nobody=nobody[0] if nobody else None,
        voices=_voices(teller.sayings, [speaker for speaker in found if speaker.kind != "nobody"]),
    )


def _take_held(ranked: Iterator[Speaker]) -> Iterator[Speaker]:
    """The first speakers, as many as it takes for all utterances that the page holds."""
    left = _UTTERANCES_HELD
    while left > 0 and (speaker := next(ranked, None)):
        yield speaker
        left -= len(speaker.utterances)


def speaker_anchor(speaker: Speaker) -> str:
    """The anchor of what a speaker says; the entity's own is the anchor of its card."""
    return f"said-{speaker.id}"


def _voices(sayings: Sayings, speakers: Iterable[Speaker]) -> dict[str, tuple[LinkView, ...]]:
    voices: dict[str, dict[str, LinkView]] = {}
    for speaker in speakers:
        anchor = speaker_anchor(speaker)
        for attribution in (a for utterance in speaker.utterances for a in utterance.attributions):
            for finding in sayings.resting.get(attribution.id, ()):
                voices.setdefault(finding, {})[anchor] = LinkView(target=anchor, words=speaker.name)
    return {finding: tuple(links.values()) for finding, links in voices.items()}


def view_speaker(
    teller: Teller, speaker: Speaker, held: Sequence[Utterance], *, opened: bool, whole: bool
) -> SpeakerView:
    """One speaker.

    Args:
        teller: Of the account.
        speaker: Who.
        held: Utterances that are shown, the first ones in order of time.
        opened: Whether the speaker is open at first.
        whole: Whether all utterances of one that is open are open as well.

    Returns:
        The speaker with these utterances.
    """
    role, roles = _roles(teller, speaker)
    openly = len(held) if whole or not opened else _UTTERANCES_SHOWN
    ids = {telling.id for utterance in held for telling in utterance.tellings}
    return SpeakerView(
        id=speaker_anchor(speaker),
        kind=speaker.kind,
        name=speaker.name,
        entity=speaker.entity.id if speaker.entity else None,
        role=role,
        reports=speaker.documents,
        tally=_tally(teller, speaker),
        stances=_count_stances(speaker.utterances),
        turns=tuple(_view_turn(teller, turn, ids) for turn in speaker.turns),
        days=Group(
            shown=tuple(_view_days(teller, speaker, held[:openly], roles)),
            folded=tuple(_view_days(teller, speaker, held[openly:], roles)),
            left_out=0,
        ),
        left_out=len(speaker.utterances) - len(held),
        opened=opened,
    )


def _tally(teller: Teller, speaker: Speaker) -> str:
    known = [value for value in (_when(teller, utterance)[0] for utterance in speaker.utterances) if value]
    period = ""
    if known:
        first, last = date_words(known[0].partition("/")[0]), date_words(known[-1].rpartition("/")[2])
        period = f" · {first}" if first == last else f" · {first} to {last}"
    support = support_words(speaker.documents, speaker.independent)
    return f"{count_words(len(speaker.utterances), 'statement')} · {support}{period}"


def _view_days(
    teller: Teller, speaker: Speaker, utterances: Sequence[Utterance], roles: dict[str, str]
) -> Iterator[DayView]:
    for (date, said, inferred, document), some in groupby(utterances, key=lambda utterance: _when(teller, utterance)):
        yield DayView(
            date=date_words(date) if date else None,
            said=said,
            inferred=inferred,
            mark=teller.citations.index.mark(document),
            house=teller.citations.index.house(document),
            role=roles.pop(document, None),  # told once
            utterances=tuple(teller.view_utterance(speaker, utterance) for utterance in some),
        )


def _when(teller: Teller, utterance: Utterance) -> tuple[str | None, bool, bool, str]:
    """The date of an utterance, whether it was said then, whether it is inferred, and the report."""
    first = utterance.tellings[0]
    day = first.day
    if day:
        return day_value(day), True, False, first.document
    published = teller.citations.index.document(first.document).published
    if published is None:
        return None, False, False, first.document
    return published.value, False, published.basis == "inferred", first.document


def _view_turn(teller: Teller, turn: Turn, held: set[str]) -> TurnView:
    first, later = turn.positions or (name_telling(turn.first), name_telling(turn.later))
    finding = turn.finding
    target = finding.id if finding and finding.id in teller.shown else None
    return TurnView(
        first=LinkView(target=turn.first.id if turn.first.id in held else None, words=first),
        first_when=_place_words(teller, turn.first),
        later=LinkView(target=turn.later.id if turn.later.id in held else None, words=later),
        later_when=_place_words(teller, turn.later),
        finding=LinkView(target=target, words=name_verdict(finding)) if finding else None,
    )


def _place_words(teller: Teller, telling: Telling) -> str:
    date = _when(teller, Utterance(tellings=(telling,)))[0]
    mark = teller.citations.index.mark(telling.document)
    return f"{date_words(date)}, {mark}" if date else mark


def _count_stances(utterances: Sequence[Utterance]) -> tuple[StanceView, ...]:
    """An utterance counts once for each stance that its first telling has."""
    counts: Counter[Stance] = Counter()
    for utterance in utterances:
        counts.update({attribution.stance for attribution in utterance.tellings[0].attributions})
    return tuple(view_stance(stance, counts[stance]) for stance in sorted(counts, key=lambda s: (-counts[s], s)))


def _roles(teller: Teller, speaker: Speaker) -> tuple[str | None, dict[str, str]]:
    """The first role that a report gives a speaker, and each other one by the report that is first to give it."""
    numbers = teller.citations.index.numbers
    given = [(span, role) for role in (speaker.entity.roles if speaker.entity else ()) for span in role.evidence]
    first: str | None = None
    seen: set[str] = set()
    later: dict[str, str] = {}
    for span, role in sorted(given, key=lambda pair: (numbers[pair[0].document], pair[0].start)):
        words = flatten(role.text)
        if words.casefold() not in seen:
            seen.add(words.casefold())
            if first is None:
                first = words
            else:
                later.setdefault(span.document, words)
    return first, later
