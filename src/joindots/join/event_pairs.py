"""Which events of reports may be one, and what speaks for it: a row of comparisons for each event, kept in parts.

What two events show of themselves is compared pair by pair (`STEADY`); how alike the words are that tell them, and
whether their reports are of one story, depends on the whole pile and is worked out for all pairs at once.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from joindots.join.event_matching import SAME_WORDS, STEADY, STORY, WORDED, Profile
from joindots.join.event_wordings import EventPairs
from joindots.join.likeness import Flags, Values
from joindots.join.orders import Numbers, pack_pairs, sort_distinct, split_pairs
from joindots.linkage import Column, Feature, weigh, weigh_columns
from joindots.model import Entity
from joindots.model.memos import Memo, hash_given, recall

_KEY_BYTES = 16  # of the hash of an event
_LAST = 0x0F  # bits of the last byte of a hash that are 0 where its event ends a part of a row: one in 16
# Of a profile what is no number of the pile.
_STEADY_FIELDS = [name for name in Profile.__struct_fields__ if name not in {"event", "place", "story", "settled"}]

Fit = Callable[[Profile, Profile], bool]
Keys = NDArray[np.uint8]


class _Row(Struct, frozen=True, array_like=True):
    """Comparisons of one event with some others.

    Attributes:
        document: Id of its report, so that what is kept tells whom it speaks of.
        weights: Log-odds that `STEADY` adds for each other, 64-bit floats; not a number where the two cannot be one.
    """

    document: str
    weights: bytes


def pair_events(candidates: Sequence[tuple[int, int]], wording: EventPairs) -> EventPairs:
    """Pairs that are worth comparing.

    Args:
        candidates: Any, likely told in other words; each once.
        wording: Pairs that are told in like words.
    """
    known = pack_pairs(wording.a, wording.b)
    other = np.array(candidates, np.int64).reshape(-1, 2)
    every = sort_distinct(np.concatenate([known, pack_pairs(other[:, 0], other[:, 1])]))
    values = np.zeros(len(every))
    values[np.searchsorted(every, known)] = wording.values
    return EventPairs(*split_pairs(every), values)


def weigh_pairs(
    profiles: Sequence[Profile], pairs: EventPairs, fit: Fit, entities: Sequence[Entity], memo: Memo | None
) -> Values:
    """Log-odds that pairs of events are one, but for the prior; not a number where they cannot be.

    Args:
        profiles: By place.
        pairs: Of these.
        fit: Whether two events can be one.
        entities: That the profiles name.
        memo: What was compared before.
    """
    steady = _weigh_rows(profiles, pairs, fit, _key_profiles(profiles, entities) if memo else None, memo)
    harmful = np.array([profile.family == "harm" for profile in profiles], bool)
    worded = np.where(harmful[pairs.a], np.minimum(1.0, pairs.values / SAME_WORDS), np.nan)
    columns = (_column(WORDED, worded), _column(STORY, _compare_stories(profiles, pairs)))
    weights: Values = weigh_columns(columns) + steady
    return weights


def _column(feature: Feature[Profile], likeness: Values) -> Column:
    return Column(feature.name, feature.weight, feature.against, likeness)


def _compare_stories(profiles: Sequence[Profile], pairs: EventPairs) -> Values:
    """As the feature has it."""
    story = np.array([-1 if profile.story is None else profile.story for profile in profiles], np.int64)
    settled = np.array([profile.settled for profile in profiles], bool)
    a, b = pairs.a, pairs.b
    told = (story[a] >= 0) & (story[b] >= 0)
    other: Values = np.where(told & settled[a] & settled[b], 0.0, np.nan)
    same: Flags = told & (story[a] == story[b])
    return np.where(same, 1.0, other)


def _weigh_rows(
    profiles: Sequence[Profile], pairs: EventPairs, fit: Fit, keys: Keys | None, memo: Memo | None
) -> Values:
    ends = _cut_rows(pairs, keys)
    told = keys[pairs.b].tobytes() if keys is not None else b""
    found = []
    for place, start, end in zip(pairs.a[ends - 1].tolist(), [0, *ends.tolist()], ends.tolist(), strict=False):
        given = () if keys is None else ("event", keys[place].tobytes(), told[_KEY_BYTES * start : _KEY_BYTES * end])
        work = partial(_weigh_row, profiles, place, pairs.b[start:end], fit)
        found.append(recall(memo, _Row, given, work).weights)
    return np.frombuffer(b"".join(found), np.float64)


def _cut_rows(pairs: EventPairs, keys: Keys | None) -> Numbers:
    """Where parts of rows end, each after an event whose hash says so: where one comes or goes, the others stay."""
    last = np.diff(pairs.a, append=-1) != 0
    if keys is not None:
        last |= (keys[pairs.b, -1] & _LAST) == 0
    return np.flatnonzero(last) + 1


def _weigh_row(profiles: Sequence[Profile], place: int, others: Numbers, fit: Fit) -> _Row:
    a = profiles[place]
    rest = (profiles[other] for other in others.tolist())
    weights = [weigh(a, b, STEADY) if fit(a, b) else np.nan for b in rest]
    return _Row(a.document, np.array(weights, np.float64).tobytes())


def _key_profiles(profiles: Sequence[Profile], entities: Sequence[Entity]) -> Keys:
    """A row of bytes for each: the hash of what `STEADY` and whether two events fit follow from.

    That is all of a profile that is no number of the pile. An entity's id changes with each report that mentions it;
    where it is mentioned first seldom does, and tells one from another as well.
    """
    names = _name_entities(entities)
    hashes = b"".join(bytes.fromhex(hash_given(_tell(profile, names)))[:_KEY_BYTES] for profile in profiles)
    return np.frombuffer(hashes, np.uint8).reshape(-1, _KEY_BYTES)


def _tell(profile: Profile, names: Mapping[str, str]) -> Sequence[object]:
    values = (getattr(profile, field) for field in _STEADY_FIELDS)
    told = (sorted(names.get(v, v) for v in value) if isinstance(value, frozenset) else value for value in values)
    return [profile.event.type, *told]


def _name_entities(entities: Sequence[Entity]) -> dict[str, str]:
    """Entities by id to where they are mentioned first; none where two begin at one place."""
    firsts = {e.id: (e.mentions[0], e.kind) for e in entities if e.mentions}
    names = {each: f"{m.document} {m.start} {m.end} {kind}" for each, (m, kind) in firsts.items()}
    return names if len({*names.values()}) == len(names) else {}
