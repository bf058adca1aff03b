"""How likely each line of a page is to belong to its article: an additive model over pairs of named features.

What a line is like and what stands around it are features. A rule of the model compares two of them with a limit each
and adds one of four heights to the log odds of the line. The rules and how they were fitted stand in `odds.toml`.
Threads of readers' comments are told by a rule of their own, whatever their lines are like.
"""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from joindots.intake.blocks.shapes import Column, Features, measure_shapes
from joindots.intake.blocks.signs import measure_signs
from joindots.intake.blocks.stretches import measure_stretches
from joindots.intake.blocks.surroundings import measure_surroundings
from joindots.intake.blocks.threads import find_threads

THREAD_ODDS = -6.0
"""Most log odds of a line in a thread of comments."""
PLACES = 3
"""Decimal places to which features are rounded, so that the last bit of a sum decides nothing."""


class Rule(Struct, frozen=True, array_like=True):
    """Two comparisons and what they add.

    Attributes:
        first: A feature.
        first_limit: Compared with it.
        second: A feature, the same or another.
        second_limit: Compared with it.
        heights: Log odds added where neither is above its limit, only the second, only the first, both.
    """

    first: str
    first_limit: float
    second: str
    second_limit: float
    heights: tuple[float, float, float, float]


class Rules(Struct, frozen=True):
    """The model: rules whose heights add up."""

    rules: tuple[Rule, ...]

    def weigh(self, features: Features) -> Column:
        """Log odds of each line."""
        first = self._compare(features, [(rule.first, rule.first_limit) for rule in self.rules])
        second = self._compare(features, [(rule.second, rule.second_limit) for rule in self.rules])
        heights = np.array([rule.heights for rule in self.rules])
        return np.asarray(heights[np.arange(len(heights)), 2 * first + second].sum(axis=1))

    def _compare(self, features: Features, limits: Sequence[tuple[str, float]]) -> NDArray[np.int64]:
        columns = np.column_stack([features[name] for name, _ in limits])
        return (np.round(columns, PLACES) > np.array([limit for _, limit in limits])).astype(np.int64)


def weigh_lines(texts: Sequence[str]) -> Column:
    """Log odds of each line that it belongs to an article.

    Args:
        texts: The lines of one text in order, without white space around them, none empty.
    """
    if not texts:
        return np.zeros(0)
    features = measure_features(texts)
    return settle_threads(np.round(_load_rules().weigh(features), PLACES), features)


def settle_threads(odds: Column, features: Features) -> Column:
    """The log odds, but low in threads of comments."""
    return np.where(features["thread"] > 0, np.minimum(odds, THREAD_ODDS), odds)


def measure_features(texts: Sequence[str]) -> Features:
    """What the model weighs, and whether a line is in a thread of comments."""
    shapes = measure_shapes(texts)
    around = measure_surroundings(shapes) | measure_stretches(texts, shapes) | measure_signs(texts, shapes)
    return shapes | around | {"thread": find_threads(texts, shapes)}


@cache
def _load_rules() -> Rules:
    return msgspec.convert(tomllib.loads(files(__package__).joinpath("odds.toml").read_text("utf-8")), Rules)
