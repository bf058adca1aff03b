"""Who said what: by speaker, in order of time, tellings of one utterance together."""

from collections import defaultdict

from msgspec import Struct

from joindots.account.citations import Citations, Place, Statement
from joindots.account.escapes import flatten
from joindots.account.indexes import Index
from joindots.account.phrases import STANCES
from joindots.account.views.groups import Group, group_items
from joindots.model import Attribution, Entity

_SPEAKERS_SHOWN = 8  # open speakers
_SPEAKERS_HELD = 80  # speakers on the page
_UTTERANCES_SHOWN = 4  # open utterances of a speaker
_UTTERANCES_HELD = 40  # utterances of a speaker on the page
_BEGINNING = 44  # code points of an utterance in the link back from the text
_PRONOUNS = frozenset({"he", "i", "it", "she", "some", "they", "we", "who", "you"})


class UtteranceView(Struct, frozen=True, kw_only=True):
    """One report's telling of what somebody said.

    Attributes:
        id: Of the attribution.
        stance: What the speaker does with it, in words.
        quoted: True where the report quotes, at least in part.
        content: The words as written; several where the report splits them.
        cue: The words that attribute it, or None.
        place: Where.
        variants: Other tellings of the same utterance.
    """

    id: str
    stance: str
    quoted: bool
    content: tuple[str, ...]
    cue: str | None
    place: Place
    variants: tuple["UtteranceView", ...] = ()


class SpeakerView(Struct, frozen=True, kw_only=True):
    """Somebody who says something.

    Attributes:
        name: Of the entity, or as written.
        entity: Id of the entity, or None.
        role: As one report gives it, or None.
        reports: How many reports quote the speaker.
        utterances: In order of time.
    """

    name: str
    entity: str | None
    role: str | None
    reports: int
    utterances: Group[UtteranceView]


def view_speakers(citations: Citations) -> Group[SpeakerView]:
    """Speakers, those quoted by most reports first; utterances of nobody named are left to the texts."""
    index = citations.index
    speakers: dict[str, list[Attribution]] = defaultdict(list)
    for attribution in index.account.attributions:
        key = _speaker_key(attribution)
        if key:
            speakers[key].append(attribution)
    ranked = sorted(speakers.items(), key=_rank)
    families = _families(index)
    held = [_view_speaker(citations, said, families) for _, said in ranked[:_SPEAKERS_HELD]]
    return group_items(held, max(0, len(ranked) - _SPEAKERS_HELD), _SPEAKERS_SHOWN)


def _begin(text: str) -> str:
    return text if len(text) <= _BEGINNING else text[:_BEGINNING].rpartition(" ")[0] + " …"


def _speaker_key(attribution: Attribution) -> str | None:
    """One key a speaker; a pronoun that nobody resolved is another speaker in every report."""
    source = attribution.source
    if source is None:
        return None
    words = source.span.text.casefold()
    return source.entity or (f"{words} {source.span.document}" if words in _PRONOUNS else words)


def _rank(speaker: tuple[str, list[Attribution]]) -> tuple[bool, int, int, str]:
    """Speakers with a name before a bare noun said in one report, then those of most reports and words."""
    key, said = speaker
    named = any(attribution.source and attribution.source.entity for attribution in said)
    return not named and _reports(said) == 1, -_reports(said), -len(said), key


def _reports(said: list[Attribution]) -> int:
    return len({attribution.content[0].document for attribution in said})


def _families(index: Index) -> dict[str, str]:
    """For each attribution that a finding puts beside another telling of the same: the finding's id."""
    families: dict[str, str] = {}
    for finding in index.account.findings:
        if finding.kind in {"wording", "agreement"} and finding.topic.startswith(("Quotation", "Statement")):
            for position in finding.positions:
                for record in position.records:
                    families.setdefault(record, finding.id)
    return families


def _view_speaker(citations: Citations, said: list[Attribution], families: dict[str, str]) -> SpeakerView:
    index = citations.index
    source = said[0].source
    entity = source.entity if source else None
    name = index.speaker(said[0].id) or ""
    said = sorted(said, key=lambda a: (index.numbers[a.content[0].document], a.content[0].start, a.id))
    tellings: dict[str, list[Attribution]] = defaultdict(list)
    for attribution in said:
        tellings[families.get(attribution.id, attribution.id)].append(attribution)
    held = list(tellings.values())[:_UTTERANCES_HELD]
    utterances = [_view_utterance(citations, group, name) for group in held]
    return SpeakerView(
        name=name,
        entity=entity,
        role=_role(index, entity),
        reports=_reports(said),
        utterances=group_items(utterances, len(tellings) - len(held), _UTTERANCES_SHOWN),
    )


def _role(index: Index, entity_id: str | None) -> str | None:
    entity = index.records.get(entity_id) if entity_id else None
    return flatten(entity.roles[0].text) if isinstance(entity, Entity) and entity.roles else None


def _view_utterance(citations: Citations, tellings: list[Attribution], name: str) -> UtteranceView:
    first, *others = tellings
    stance = STANCES[first.stance]
    content = tuple(flatten(span.text) for span in first.content)
    statement = Statement(id=first.id, kind="speech", label=f"{name} {stance}: {_begin(content[0])}")
    places = [citations.cite(span, statement) for span in first.content]
    return UtteranceView(
        id=first.id,
        stance=stance,
        quoted=first.form != "indirect",
        content=content,
        cue=flatten(first.cue.text) if first.cue else None,
        place=places[0],
        variants=tuple(_view_utterance(citations, [other], name) for other in others),
    )
