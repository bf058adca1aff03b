"""Statements of a size that every database takes."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

Value = TypeVar("Value")

MOST_PARAMETERS = 500
"""Values in one `IN (...)`."""


def split(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """Values in runs that fit one statement."""
    return (values[at : at + MOST_PARAMETERS] for at in range(0, len(values), MOST_PARAMETERS))
