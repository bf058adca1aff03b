"""Pairs of a report and its copy: reworded lightly, with exactly one change planted or none."""

from collections.abc import Iterator, Sequence
from random import Random

from changes import KINDS, Change, Kind, order_kinds, plant
from marks import find_marked, mark
from msgspec import Struct
from reports import Report
from rewordings import reword

NOTHING = 0.34
"""Share of the copies with nothing planted."""
COPY_PUBLISHER = "The Evening Copyist"


class Place(Struct, frozen=True):
    """Where a planted change stands on one side, and its words."""

    start: int
    end: int
    text: str


class Pair(Struct, frozen=True):
    """A report and its copy.

    Attributes:
        original: As drawn.
        copy: Reworded.
        kind: What was planted, or None.
        before: What was exchanged, in the original; None where nothing was.
        after: What stands there in the copy.
    """

    original: Report
    copy: Report
    kind: Kind | None = None
    before: Place | None = None
    after: Place | None = None


def make_pairs(reports: Sequence[Report], seed: int) -> Iterator[Pair]:
    """One pair a report: about a third of them with nothing planted, the kinds equally often where texts allow it.

    Args:
        reports: Drawn.
        seed: Decides everything else; a pair depends on its report and its place among them only.
    """
    for place, report in enumerate(reports):
        rng = Random(f"{seed}:{report.id}:plant")  # noqa: S311 - a sample, not a secret
        wanted = None if rng.random() < NOTHING else KINDS[(place + seed) % len(KINDS)]
        yield make_pair(report, wanted, rng)


def make_pair(report: Report, wanted: Kind | None, rng: Random) -> Pair:
    """A copy with a change of the wanted kind, or else of the first other kind that the text allows.

    Args:
        report: To be copied.
        wanted: Kind of the change; None plants nothing.
        rng: Draws all that is drawn.
    """
    change = _first_change(report.text, wanted, rng)
    text = mark(report.text, change.start, change.end, change.new) if change else report.text
    copied, start, end = find_marked(reword(text, rng))
    copy = Report(f"{report.id}#copy", copied, report.title, report.published, COPY_PUBLISHER)
    if change is None:
        return Pair(report, copy)
    before = Place(change.start, change.end, report.text[change.start : change.end])
    return Pair(report, copy, change.kind, before, Place(start, end, copied[start:end]))


def _first_change(text: str, wanted: Kind | None, rng: Random) -> Change | None:
    if wanted is None:
        return None
    return next((change for kind in order_kinds(wanted) if (change := plant(text, kind, rng))), None)
