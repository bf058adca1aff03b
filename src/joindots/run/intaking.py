"""Inputs to drafts, one after the other."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from joindots.intake import Draft, Input, stream_input
from joindots.intake.files import File
from joindots.model import Rejection


class Taken(Struct, frozen=True):
    """What one input gave.

    Attributes:
        item: The input.
        drafts: In file order.
        rejections: What of it was not read.
        sha256: Of the whole input as it was read, in hexadecimal; None where it could not be opened.
        size: Bytes of it; None where it could not be opened.
    """

    item: Input
    drafts: tuple[Draft, ...]
    rejections: tuple[Rejection, ...]
    sha256: str | None = None
    size: int | None = None


def take_in(inputs: Sequence[Input]) -> Iterator[Taken]:
    """Read inputs; results in their order."""
    for item in inputs:
        begun: list[File] = []
        found = list(stream_input(item, begin=begun.append))
        yield Taken(
            item,
            tuple(each for each in found if isinstance(each, Draft)),
            tuple(each for each in found if isinstance(each, Rejection)),
            begun[0].sha256 if begun else None,
            len(begun[0].data) if begun else None,
        )
