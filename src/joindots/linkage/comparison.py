"""Comparison: how alike two records are, as a sum of named features that explains itself.

Source: I. Fellegi and A. Sunter, "A Theory for Record Linkage", Journal of the American Statistical Association 64
(1969):
match weights add up over features; a feature that cannot be compared says nothing.
"""

import math
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Record = TypeVar("Record")
Values = NDArray[np.float64]


class Feature(Struct, Generic[Record], frozen=True):
    """A named way to compare two records.

    Attributes:
        name: Words a person understands, such as "same surname".
        weight: Log-odds added where the records agree fully.
        against: Log-odds added (so mostly negative) where they disagree fully.
        likeness: Two records to 0 (disagree) ... 1 (agree), or None where one of them does not say.
    """

    name: str
    weight: float
    against: float
    likeness: Callable[[Record, Record], float | None]


class FeatureScore(Struct, frozen=True):
    """What one feature contributed.

    Attributes:
        name: Of the feature.
        likeness: 0 to 1.
        weight: Log-odds it added.
    """

    name: str
    likeness: float
    weight: float


class Comparison(Struct, frozen=True):
    """How alike two records are.

    Attributes:
        weight: Sum of the features' weights and the bias: log-odds of a match.
        probability: The same as a probability, 0 to 1.
        parts: The features that had something to say, in their given order.
    """

    weight: float
    probability: float
    parts: tuple[FeatureScore, ...]


def compare(a: Record, b: Record, features: Sequence[Feature[Record]], bias: float = 0.0) -> Comparison:
    """Compare two records.

    Args:
        a: One record.
        b: The other.
        features: What to look at; a likeness between 0 and 1 is weighed in proportion.
        bias: Log-odds of a match before anything is looked at.
    """
    parts = []
    for feature in features:
        likeness = feature.likeness(a, b)
        if likeness is not None:
            weight = feature.against + likeness * (feature.weight - feature.against)
            parts.append(FeatureScore(feature.name, likeness, weight))
    return _add_up(parts, bias)


def weigh(a: Record, b: Record, features: Sequence[Feature[Record]], bias: float = 0.0) -> float:
    """The weight of `compare` alone, for many pairs of which few are explained.

    Args:
        a: One record.
        b: The other.
        features: As for `compare`.
        bias: As for `compare`.
    """
    total = 0.0
    for feature in features:
        likeness = feature.likeness(a, b)
        if likeness is not None:
            total += feature.against + likeness * (feature.weight - feature.against)
    return bias + total


class Column(Struct, frozen=True):
    """A feature of many pairs at once.

    Attributes:
        name: As of a `Feature`.
        weight: As there.
        against: As there.
        likeness: For each pair 0 (disagree) to 1 (agree), or not a number where one of the two does not say.
    """

    name: str
    weight: float
    against: float
    likeness: Values


def weigh_columns(columns: Sequence[Column], bias: float = 0.0) -> Values:
    """Weight of the comparison of each pair, as `compare` has it.

    Args:
        columns: What was looked at; of one length.
        bias: As there.
    """
    total = np.full(len(columns[0].likeness), bias)
    for column in columns:
        total += np.nan_to_num(column.against + column.likeness * (column.weight - column.against))
    return total


def explain_row(columns: Sequence[Column], row: int, bias: float = 0.0) -> Comparison:
    """The comparison of one of the pairs."""
    found = [(column, float(column.likeness[row])) for column in columns]
    parts = [
        FeatureScore(column.name, likeness, column.against + likeness * (column.weight - column.against))
        for column, likeness in found
        if not math.isnan(likeness)
    ]
    return _add_up(parts, bias)


def _add_up(parts: Sequence[FeatureScore], bias: float) -> Comparison:
    total = bias + sum(part.weight for part in parts)
    return Comparison(total, 1 / (1 + math.exp(-max(-60.0, min(60.0, total)))), tuple(parts))
