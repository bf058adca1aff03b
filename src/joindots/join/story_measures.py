"""What two reports have in common: their words, the numbers and the days they name."""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from joindots.join.likeness import (
    Bag,
    Bags,
    Flags,
    Numbers,
    Pairs,
    Values,
    Weighed,
    compare_texts,
    rarest_shared,
    share_told,
)
from joindots.join.number_sets import NumberSets, make_sets, meet

LEAST_COSINE = 0.05
"""Cosine of the whole texts below which two reports have nothing to do with each other."""

WAYS = 4
"""In how many ways the words of a report are counted."""

_OPENING, _LEAD, _HEADLINE = 1, 2, 3  # which way is which; the first counts the whole


class Report(Struct, frozen=True, gc=False, array_like=True):
    """What is compared of a report.

    Attributes:
        document: Id, so that what is kept tells whom it speaks of.
        key: Hash of its wording.
        bag: Its words, counted in the whole, in the opening, in the headline and lead, and in the headline.
        numbers: Hashes of the numbers that it names first.
        day: Ordinal of the day it was published, or None.
        named: Ordinals of the days that its opening names.
        signs: What is known of these and of days without a year: "3" for a Wednesday, "05-02" for 2 May. A report
            without a date names no day, but a weekday all the same.
    """

    document: str
    key: str
    bag: Bag
    numbers: frozenset[int]
    day: int | None
    named: frozenset[int]
    signs: frozenset[str]


class Measures(Struct, frozen=True):
    """What pairs of reports have in common, each pair by itself; arrays of one length.

    Attributes:
        a: Index of the one report.
        b: Index of the other; `a < b`.
        whole: Likeness of the words of the whole reports.
        openings: Of the openings.
        leads: Of headlines and leads.
        told: What share of the headline the other's opening tells.
        rarest: How rare the rarest words are that both have.
        numbers: Whether they name one number.
        days: Whether they name one day.
    """

    a: Numbers
    b: Numbers
    whole: Values
    openings: Values
    leads: Values
    told: Values
    rarest: Values
    numbers: Values
    days: Values


def measure_pairs(reports: Sequence[Report], bags: Bags, pairs: Pairs) -> Measures:
    """What two reports have in common, for those of some pairs that have enough.

    Args:
        reports: Of different wordings.
        bags: Their words.
        pairs: Of these reports.
    """
    whole = Weighed(bags)
    cosines = compare_texts(whole, pairs)
    kept = cosines >= LEAST_COSINE
    pairs, cosines = (pairs[0][kept], pairs[1][kept]), cosines[kept]
    heads, openings = bags.counts[_HEADLINE] > 0, bags.counts[_OPENING] > 0
    return Measures(
        a=pairs[0],
        b=pairs[1],
        whole=cosines,
        openings=compare_texts(Weighed(bags, _OPENING), pairs),
        leads=compare_texts(Weighed(bags, _LEAD), pairs),
        told=share_told(whole, pairs, heads, heads | openings),
        rarest=rarest_shared(whole, pairs),
        numbers=_share_numbers(reports, pairs),
        days=_name_one_day(reports, pairs),
    )


def _share_numbers(reports: Sequence[Report], pairs: Pairs) -> Values:
    numbers = make_sets([report.numbers for report in reports])
    return _fill(meet(numbers, numbers, *pairs).astype(np.float64), _both_have(numbers, pairs))


def _name_one_day(reports: Sequence[Report], pairs: Pairs) -> Values:
    """1 where they name one day, half for neighbouring days, which a report of the night may mean."""
    named = make_sets([report.named for report in reports])
    beside = make_sets([[day + n for day in report.named for n in (-1, 1)] for report in reports])
    signs = make_sets([[int(sign.replace("-", "")) for sign in report.signs] for report in reports])
    days = np.where(meet(named, named, *pairs), 1.0, np.where(meet(named, beside, *pairs), 0.5, 0.0))
    alike = _fill(meet(signs, signs, *pairs).astype(np.float64), _both_have(signs, pairs))
    likeness: Values = np.where(_both_have(named, pairs), days, alike)
    return likeness


def _both_have(sets: NumberSets, pairs: Pairs) -> Flags:
    return (sets.sizes[pairs[0]] > 0) & (sets.sizes[pairs[1]] > 0)


def _fill(values: Values, known: Flags) -> Values:
    """Values, or not a number where they are not known."""
    filled: Values = np.where(known, values, np.nan)
    return filled
