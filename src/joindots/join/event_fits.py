"""Which events of single reports can be one: two of them, and two groups of them."""

from collections.abc import Sequence

from joindots.join.deaths import are_of_two
from joindots.join.event_matching import NEAR_DAYS, Profile, are_told_apart, days_apart, list_readings

_APART_DAYS = 10  # reports misdate an event by a week at most; events farther apart join only if they share people
_EVER = 10**9  # days: before and after all others


def can_be_one(a: Profile, b: Profile) -> bool:
    """Whether nothing forbids that two events are one."""
    if a.family != b.family or a.group != b.group or a.document == b.document or are_of_two(a, b):
        return False
    if days_apart(a, b) <= _APART_DAYS and not are_told_apart(a, b):
        return True
    return not a.known.isdisjoint(b.known)  # then one of them is misdated


class Fits:
    """Whether groups of events can be one: each event of the one with each of the other.

    Most groups are of one kind, of other reports, and near in time all together; only the others are compared event by
    event, which takes as long as they are large, twice.
    """

    def __init__(self, profiles: Sequence[Profile]) -> None:
        """Take the events, by their places."""
        self._profiles = profiles
        self._reports = [profile.document for profile in profiles]
        self._kinds = [(profile.family, profile.group) for profile in profiles]
        read = [next(iter(list_readings(profile)), None) for profile in profiles]
        self._first = [days[0].toordinal() if days else -_EVER for days in read]
        self._last = [days[1].toordinal() if days else _EVER for days in read]
        self._told = [profile.told.toordinal() if profile.told else None for profile in profiles]
        self._dead = [profile.dead if profile.event.type == "death" else None for profile in profiles]

    def can_be_one(self, x: Sequence[int], y: Sequence[int]) -> bool:
        """Whether nothing forbids that two groups are one."""
        if self._are_near([*x, *y]) and set(map(self._reports.__getitem__, x)).isdisjoint(
            map(self._reports.__getitem__, y)
        ):
            return True
        return all(can_be_one(self._profiles[a], self._profiles[b]) for a in x for b in y)

    def _are_near(self, places: Sequence[int]) -> bool:
        """Whether any two of these events can be one, but for their being of one report."""
        if len({self._kinds[n] for n in places}) > 1 or len({dead for n in places if (dead := self._dead[n])}) > 1:
            return False
        # A day of each is no nearer to another's than the nearest days of the two.
        if max(self._first[n] for n in places) - min(self._last[n] for n in places) > _APART_DAYS:
            return False
        told = [day for n in places if (day := self._told[n]) is not None]
        return not told or max(told) - min(told) <= NEAR_DAYS
