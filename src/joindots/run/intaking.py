"""Inputs to drafts, one after the other."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from joindots.intake import Draft, Input, read_input
from joindots.model import Rejection


class Taken(Struct, frozen=True):
    """What one input gave.

    Attributes:
        item: The input.
        drafts: In file order.
        rejections: What of it was not read.
    """

    item: Input
    drafts: tuple[Draft, ...]
    rejections: tuple[Rejection, ...]


def take_in(inputs: Sequence[Input]) -> Iterator[Taken]:
    """Read inputs; results in their order."""
    for item in inputs:
        drafts, rejections = read_input(item)
        yield Taken(item, tuple(drafts), tuple(rejections))
