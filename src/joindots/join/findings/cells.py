"""Counts gathered by the value they give."""

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from joindots.join.findings.contexts import Context
from joindots.join.findings.counts import Count
from joindots.join.findings.verdicts import Saying

_POINTING = re.compile(r"\((?:his|her|its|their|my|our|the|this|that|these|those)\b", re.IGNORECASE)
_NEAR = 1.1
"""Times a bound that a value may be for the bound to be that value told with care."""


class Cell(Struct, frozen=True, kw_only=True):
    """The counts that give one value.

    Attributes:
        low: Least value.
        high: Greatest value.
        words: How a position says it.
        counts: In text order.
        first: First day on which it is given, or None; a copy is as old as what it copies.
        last: Last day on which it is given anew, or None.
        days: All days on which it is given.
    """

    low: float
    high: float
    words: str
    counts: tuple[Count, ...]
    first: str | None
    last: str | None
    days: frozenset[str]

    @property
    def is_bound(self) -> bool:
        """Whether it is a number that the true one exceeds or equals ("at least six")."""
        return self.high == float("inf")

    @property
    def is_vague(self) -> bool:
        """Whether nobody gives a number ("dozens", "several")."""
        return all(count.vague for count in self.counts)

    @property
    def sayings(self) -> list[Saying]:
        """The counts as sayings."""
        return [count.saying for count in self.counts]

    @property
    def documents(self) -> frozenset[str]:
        """Ids of the documents that give the value."""
        return frozenset(count.document for count in self.counts)

    @property
    def voices(self) -> frozenset[str]:
        """Whom the documents name for the value."""
        return frozenset(count.voice for count in self.counts if count.voice)


def list_cells(context: Context, counts: Sequence[Count]) -> list[Cell]:
    """One cell a value, smallest first. A bound or a round number joins the one value that it allows.

    Args:
        context: Of the pile.
        counts: Of one measure of one event.

    Returns:
        Cells; a count that allows several of the values stands in none.
    """
    values = sorted({(count.low, count.high) for count in counts if count.exact})
    members: dict[tuple[float, float], list[Count]] = {value: [] for value in values}
    for count in sorted(counts, key=lambda count: (count.low, count.high, count.span)):
        allowed = [value for value in members if count.meets(*value) and not _exceeds(count, value)]
        if count.exact:
            members[count.low, count.high].append(count)
        elif count.least:
            _add_least(members, count)
        elif len(allowed) == 1:
            members[allowed[0]].append(count)
        elif not allowed:
            members[count.low, count.high] = [count]
    given: Counter[str] = Counter()
    for found in members.values():
        given.update({count.document for count in found})
    several = {document for document, times in given.items() if times > 1}
    return [_make_cell(context, value, members[value], several) for value in sorted(members)]


def _exceeds(count: Count, value: tuple[float, float]) -> bool:
    """Whether both tell no more than a bound, and of two numbers: "at least six" does not say "at least two"."""
    return count.high == value[1] == float("inf") and count.low != value[0] and not count.vague


def list_bounds(context: Context, counts: Sequence[Count], cells: Sequence[Cell]) -> list[Cell]:
    """One cell for each "at least" that lies below all values and allows several: the first news of a toll.

    One that was told with a value hardly above it, or after any, says no more than that value.
    """
    told = {count.record for cell in cells for count in cell.counts}
    least = min((cell.low for cell in cells), default=0)
    bounds: dict[float, list[Count]] = {}
    for count in sorted(counts, key=lambda count: (count.low, count.span)):
        low = not (count.least or count.vague) and count.high == float("inf") and 0 < count.low < least
        if low and count.record not in told:
            bounds.setdefault(count.low, []).append(count)
    found = [_make_cell(context, (low, float("inf")), members, set()) for low, members in bounds.items()]
    return [bound for bound in found if not any(_is_told_with(bound, cell) for cell in cells)]


def _is_told_with(bound: Cell, cell: Cell) -> bool:
    if bound.documents <= cell.documents:
        return True  # who gives the number, too, says by it what one witness knew
    if bound.first and cell.first and bound.first != cell.first:
        return cell.first < bound.first
    return cell.low <= _NEAR * bound.low


def comes_first(cell: Cell, other: Cell) -> bool:
    """Whether more reports give one value than another, and all that give both give the one first."""
    first = all(_starts(cell, document) < _starts(other, document) for document in other.documents)
    return first and len(cell.documents) > len(other.documents)


def _starts(cell: Cell, document: str) -> int:
    return min(count.span.start for count in cell.counts if count.document == document)


def _add_least(members: dict[tuple[float, float], list[Count]], count: Count) -> None:
    """A list of names or a part of the people: it backs its own number, and is no news below another."""
    if (count.low, count.low) in members:
        members[count.low, count.low].append(count)
    elif not any(count.low <= high < float("inf") for _, high in members):
        members.setdefault((count.low, count.high), []).append(count)


def _make_cell(context: Context, value: tuple[float, float], counts: list[Count], several: set[str]) -> Cell:
    """A cell; reports that give several values do not date it, where others give it alone: they look back."""
    counts = sorted(counts, key=lambda count: (count.span, count.record))
    plain = [count for count in counts if count.exact and not count.besides]
    besides = not plain and any(count.besides for count in counts)
    told = "; ".join(dict.fromkeys(count.words for count in counts))
    dating = [count for count in counts if count.document not in several] or counts
    given = {count.document: count.told for count in reversed(counts) if count.told}
    days = [
        min((day for document in group if (day := given.get(document) or context.day(document))), default=None)
        for group in context.copy_groups([count.saying.statement for count in dating])
    ]
    known = sorted(day for day in days if day)
    return Cell(
        low=value[0],
        high=value[1],
        words=f"{value[0]:g} ({told})" if besides else _choose_words(plain or counts),
        counts=tuple(counts),
        first=known[0] if known else None,
        last=known[-1] if known else None,
        days=frozenset(day for count in counts if (day := count.told or context.day(count.document))),
    )


def _choose_words(counts: Sequence[Count]) -> str:
    """How most reports say a value: of equals the shortest, but of one person the longest that is no headline."""
    reports = Counter(words for words, _ in {(count.words, count.document) for count in counts})

    def weigh(count: Count) -> tuple[bool, bool, int, bool, int]:
        words, one = count.words, count.high == 1
        pointing = _POINTING.search(words) is not None
        return one and count.headline, pointing, -reports[words], words[:1].isupper(), len(words) * (-1 if one else 1)

    return min(counts, key=weigh).words
