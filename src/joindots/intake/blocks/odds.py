"""How likely each line of a page is to belong to its article: two additive models over named features.

The first weighs what a line is like and what stands around it, by steps: each feature adds so much log odds above such
a value. The second smooths the log odds of a line by those of the lines around. The weights and how they were fitted
stand in `odds.toml`.
"""

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

import msgspec
import numpy as np
from msgspec import Struct

from joindots.intake.blocks.shapes import Column, Features, measure_shapes
from joindots.intake.blocks.stretches import measure_stretches
from joindots.intake.blocks.surroundings import measure_surroundings, shift, spread

_CAP = 6.0  # log odds; beyond it more evidence changes nothing for the lines around
_UNKNOWN = -4.0  # log odds of the lines that would stand above the first and below the last
_REACHES = {"near": 0.6, "wide": 0.9, "far": 0.97}
"""How much of a line's weight is left one line further on."""


PLACES = 3
"""Decimal places to which features are rounded, so that the last bit of a sum decides nothing."""


class Steps(Struct, frozen=True):
    """An additive model of steps: an intercept, and of each feature the values above which log odds are added."""

    intercept: float
    features: dict[str, list[tuple[float, float]]]

    def weigh(self, features: Features) -> Column:
        """Log odds of each line."""
        odds = np.full(len(next(iter(features.values()))), self.intercept)
        for name, steps in self.features.items():
            limits, added = np.array(steps).T
            sums = np.concatenate([[0.0], np.cumsum(added)])
            odds += sums[np.searchsorted(limits, np.round(features[name], PLACES))]
        return odds


class Weights(Struct, frozen=True):
    """One logistic model: an intercept and a weight a feature."""

    intercept: float
    features: dict[str, float]

    def weigh(self, features: Features) -> Column:
        """Log odds of each line."""
        start = np.full(len(next(iter(features.values()))), self.intercept)
        return sum((weight * features[name] for name, weight in self.features.items()), start=start)


def weigh_lines(texts: Sequence[str]) -> Column:
    """Log odds of each line that it belongs to an article.

    Args:
        texts: The lines of one text in order, without white space around them, none empty.
    """
    if not texts:
        return np.zeros(0)
    first, second = _load_weights()
    return np.round(second.weigh(measure_odds(first.weigh(measure_features(texts)))), PLACES)


def measure_features(texts: Sequence[str]) -> Features:
    """What the first model weighs."""
    shapes = measure_shapes(texts)
    return shapes | measure_surroundings(shapes) | measure_stretches(texts, shapes)


def measure_odds(odds: Column) -> Features:
    """What the second model weighs: the first model's log odds of a line and of those around it."""
    return dict(_list_odds(np.clip(odds, -_CAP, _CAP)))


def _list_odds(odds: Column) -> Iterator[tuple[str, Column]]:
    yield "line", odds
    for lines in (1, 2, 3):
        yield f"line {lines} before", shift(odds, lines, _UNKNOWN)
        yield f"line {lines} after", shift(odds[::-1], lines, _UNKNOWN)[::-1]
    share = 1 / (1 + np.exp(-odds))
    for reach, left in _REACHES.items():
        every = spread(np.ones(len(odds)), left)
        for side, sums, among in zip(("before", "after"), spread(share, left), every, strict=True):
            yield f"share {reach} {side}", sums / (among + 0.5)
            yield f"sum {reach} {side}", np.log1p(sums)


@cache
def _load_weights() -> tuple[Steps, Weights]:
    table = tomllib.loads(files(__package__).joinpath("odds.toml").read_text("utf-8"))
    return msgspec.convert(table["first"], Steps), msgspec.convert(table["second"], Weights)
