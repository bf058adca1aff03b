"""Telling how far a run has come."""

from typing import Protocol


class Progress(Protocol):
    """Hears of a run's progress. Called often; must be quick."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """`done` of `total` pieces of a stage are finished; the first call of a stage has `done` 0."""


class Silent:
    """Hears and says nothing."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Say nothing."""
