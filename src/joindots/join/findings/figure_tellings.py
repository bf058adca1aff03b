"""What is said of numbers that agree, moved or are at odds: who gives which, and why that is the verdict."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from joindots.join.findings.cells import Cell
from joindots.join.findings.contexts import Context
from joindots.join.findings.counts import TOLLS, Count
from joindots.join.findings.periods import has_ended, runs_on
from joindots.join.findings.wordings import join_words
from joindots.model import FindingKind


def is_settled(a: Cell, b: Cell) -> bool:
    """Whether no day between two reports can explain two values, `a` not being the later."""
    return _is_over(a, b) or _falls_back(a, b)


def _is_over(a: Cell, b: Cell) -> bool:
    """Whether what both count was over before the first report: no later day adds to a fine paid last year."""
    counts = [*a.counts, *b.counts]
    return all(not count.harm and has_ended(min(a.first or "", b.first or ""), count.period) for count in counts)


def _falls_back(a: Cell, b: Cell) -> bool:
    """Whether both count on from one start, and the later number is the lower: plots foiled since cannot be undone."""
    return b.low < a.low and a.first != b.first and all(runs_on(count.period) for count in (*a.counts, *b.counts))


def _who(context: Context, documents: Iterable[str]) -> str:
    """The reports that give a value, the first ones first."""
    documents = sorted(documents, key=lambda document: (context.day(document) or "9999", document))
    return join_words(list(dict.fromkeys(context.dated_label(document) for document in documents)))


def _verb(context: Context, documents: Iterable[str]) -> str:
    return "give" if len({context.dated_label(document) for document in documents}) > 1 else "gives"


def tell_agreed(context: Context, cell: Cell, giving: Sequence[Count]) -> str:
    """Who gives a value, and who gives a round number that fits it."""
    exact = frozenset(count.document for count in giving if count.exact or _value(count) == _value(cell) or count.least)
    fitting = sorted((count for count in giving if count.document not in exact), key=lambda c: c.span)
    exact = exact or frozenset(count.document for count in giving)
    told = f"{_who(context, exact)} {_verb(context, exact)} {_value(cell)}"
    if not fitting:
        return told
    rounded = {count.document: f"{context.dated_label(count.document)} gives “{count.words}”" for count in fitting}
    return f"{told}; {join_words(list(rounded.values()))}, which {'fits' if len(rounded) == 1 else 'fit'}"


def tell_alone(context: Context, cell: Cell) -> str:
    """Who gives the only number."""
    return f"Only {_who(context, cell.documents)} {_verb(context, cell.documents)} a number: {_value(cell)}."


def _value(given: Cell | Count) -> str:
    """A value as it stands inside a sentence: "More than 200" as "more than 200"."""
    first, rest = given.words[:1], given.words[1:]
    return first.lower() + rest if rest[:1].islower() else given.words


def _clauses(context: Context, cells: Sequence[Cell], *, with_sources: bool = False) -> str:
    """Who gives which value; if asked, and where different sources are named for all of them, with the sources."""
    sources = [_sources(cell) if with_sources else "" for cell in cells]
    named = all(sources) and len(set(sources)) == len(sources)
    told = [f"{_who(context, cell.documents)} {_verb(context, cell.documents)} {_value(cell)}" for cell in cells]
    return "; ".join(f"{one} ({source})" if named else one for one, source in zip(told, sources, strict=True))


def _sources(cell: Cell) -> str:
    """The sources named for a value, or empty."""
    found = {count.named for count in cell.counts}
    return join_words(sorted(words for words in found if words))


def _tell_change(context: Context, cells: Sequence[Cell]) -> str:
    lows = [cell.low for cell in cells]
    counts = [count for cell in cells for count in cell.counts]
    said = any(count.moved for count in counts)
    sure = said or all(count.harm or count.measure in TOLLS for count in counts)
    if lows == sorted(lows):
        course = "the number rose between the reports" if sure else "the later number is higher"
    elif lows == sorted(lows, reverse=True):
        course = "the later number is lower"
    else:
        course = "the number moved up and down between the reports"
    why = " One of them says that it changed." if said else "" if sure else " Nothing says that it changed."
    return f"{_clauses(context, cells)}: {course}.{why}"


def _tell_reach(context: Context, cells: Sequence[Cell]) -> str:
    return f"{_clauses(context, cells)}. One number takes in those who did it, the other does not say so."


def _tell_conflict(context: Context, cells: Sequence[Cell]) -> str:
    told = _clauses(context, cells, with_sources=True)
    if any(_falls_back(a, b) for a, b in pairwise(cells)):
        return f"{told}. They count on from one start, so a later number cannot be lower."
    if all(_is_over(a, b) for a, b in pairwise(cells)):
        return f"{told}. What they count was over before the first of these reports, so it cannot have changed since."
    if len({cell.first for cell in cells}) == 1 and cells[0].first:
        return f"{told}. Nothing says why they differ, and they were first given on the same day."
    if not any(cell.first for cell in cells):
        return f"{told}. One of them may be the later number: none of these reports has a date."
    if not all(cell.first for cell in cells):
        return f"{told}. One of them may be the later number: not all of these reports have a date."
    return f"{told}. The dates of the reports do not explain the difference."


TELL: dict[FindingKind, Callable[[Context, Sequence[Cell]], str]] = {
    "change": _tell_change,
    "scope": _tell_reach,
    "conflict": _tell_conflict,
}
