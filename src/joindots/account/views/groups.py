"""Long lists told honestly: some shown openly, some folded, the rest counted."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from msgspec import Struct

T = TypeVar("T")


class Group(Struct, Generic[T], frozen=True, kw_only=True):
    """A ranked list, split by how much of it a reader meets at once.

    Attributes:
        shown: Openly.
        folded: One step away.
        left_out: How many more there are in `account.json`.
    """

    shown: tuple[T, ...]
    folded: tuple[T, ...]
    left_out: int

    @property
    def items(self) -> tuple[T, ...]:
        """All that are on the page."""
        return self.shown + self.folded

    @property
    def total(self) -> int:
        """All there are."""
        return len(self.shown) + len(self.folded) + self.left_out


def group_items(items: Sequence[T], left_out: int, openly: int) -> Group[T]:
    """Split a ranked list that is already cut to what the page holds."""
    return Group(shown=tuple(items[:openly]), folded=tuple(items[openly:]), left_out=left_out)
