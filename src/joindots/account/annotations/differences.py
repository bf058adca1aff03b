"""What somebody changed in the annotations of a report."""

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from joindots.account.annotations.layers import Annotation, Layer


class Difference(Struct, frozen=True, kw_only=True):
    """One change.

    Attributes:
        change: `moved` where only the stretch is another, `changed` where only features are.
        layer: Of the annotation.
        before: As the account has it, or None.
        after: As it came back, or None.
    """

    change: Literal["added", "removed", "changed", "moved"]
    layer: Layer
    before: Annotation | None
    after: Annotation | None


def compare_annotations(before: Sequence[Annotation], after: Sequence[Annotation]) -> tuple[Difference, ...]:
    """Compare two sets of annotations of one report.

    Args:
        before: As the account has them.
        after: As they came back.

    Returns:
        In order of the text. What stands at the same place in the same layer is the same annotation; what is left is
        paired by record and part, else it was added or removed. Equal sets give nothing.
    """
    ours, theirs = _take_out(before, after), _take_out(after, before)
    pairs = _pair(ours, theirs, at_place=True)
    pairs += _pair(ours, theirs, at_place=False)
    found = [_tell(one, other) for one, other in pairs]
    found += [Difference(change="removed", layer=one.layer, before=one, after=None) for one in ours]
    found += [Difference(change="added", layer=one.layer, before=None, after=one) for one in theirs]
    return tuple(sorted(found, key=_order))


def _take_out(some: Sequence[Annotation], others: Sequence[Annotation]) -> list[Annotation]:
    """The annotations that the others have not, each counted as often as it stands there."""
    extra = Counter(some) - Counter(others)
    return sorted(extra.elements())


def _pair(ours: list[Annotation], theirs: list[Annotation], *, at_place: bool) -> list[tuple[Annotation, Annotation]]:
    """Take pairs out of both lists: the same place, or the same record and part."""
    keys: dict[tuple[object, ...], list[Annotation]] = {}
    for one in theirs:
        keys.setdefault(_key(one, at_place=at_place), []).append(one)
    pairs = []
    for one in list(ours):
        key = _key(one, at_place=at_place)
        if keys.get(key) and (at_place or one.get("record")):
            other = keys[key].pop(0)
            ours.remove(one)
            theirs.remove(other)
            pairs.append((one, other))
    return pairs


def _key(one: Annotation, *, at_place: bool) -> tuple[object, ...]:
    place = (one.start, one.end, one.get("record"), one.get("part"))
    return (one.layer, *place) if at_place else (one.layer, *place[2:])


def _tell(before: Annotation, after: Annotation) -> Difference:
    moved = (before.start, before.end) != (after.start, after.end)
    return Difference(change="moved" if moved else "changed", layer=before.layer, before=before, after=after)


def _order(difference: Difference) -> tuple[int, int, str, str]:
    one = difference.before or difference.after
    return (one.start, one.end, difference.layer, difference.change) if one else (0, 0, "", "")
