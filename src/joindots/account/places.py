"""Where an incident lies on the map, of all places that reports tell of it."""

from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

from joindots.account.indexes import Index
from joindots.model import Entity, Place, PlaceLevel

_LEVELS: Final[tuple[PlaceLevel, ...]] = ("town", "state", "country")  # from fine to coarse
T = TypeVar("T")


def find_place(index: Index, value: int | str) -> Place | None:
    """The point of a reported place, or None where it has none."""
    record = index.records.get(str(value))
    return record.place if isinstance(record, Entity) and isinstance(record.place, Place) else None


def choose_finest(places: Iterable[tuple[T, Place | None]], support: Sequence[int]) -> tuple[T, Place] | None:
    """The finest of some places, of equally fine ones the best supported, then the first.

    Args:
        places: Anything with its point.
        support: How well each is supported.

    Returns:
        None where none has a point.
    """
    located = [(one, place, n) for (one, place), n in zip(places, support, strict=True) if place is not None]
    if not located:
        return None
    one, place, _ = min(located, key=lambda found: (_LEVELS.index(found[1].level), -found[2]))
    return one, place
