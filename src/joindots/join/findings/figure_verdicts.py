"""Verdicts on numbers that count the same thing: the same, moved, at odds, or of different reach."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from msgspec import Struct

from joindots.join.findings.cells import Cell, comes_first, list_bounds, list_cells
from joindots.join.findings.contexts import Context
from joindots.join.findings.counts import Count
from joindots.join.findings.figure_scopes import are_rounded
from joindots.join.findings.figure_tellings import TELL, is_settled, tell_agreed, tell_alone
from joindots.join.findings.steps import dispute, is_part, is_rising, list_steps
from joindots.join.findings.verdicts import (
    Verdict,
    count_independent,
    make_finding,
    make_position,
    name_reports,
    note_origins,
)
from joindots.linkage import connected_components
from joindots.model import Finding, FindingKind

# Confidence, by what the verdict stands on: steps of a ranking, set by reading the findings of several piles.
_AGREED = 0.85
_AGREED_ONE_ORIGIN = 0.75
_MOVED_SAID = 0.9  # a sentence says that the number moved
_MOVED_DATED = 0.75  # only the dates of the reports say so
_MOVED_SAME_DAY = 0.6  # reports of the day it happened, or as many dead more as injured fewer
_CONFLICT_SAME_DAY = 0.75
_CONFLICT_FIXED = 0.65  # a number that time does not change, or a source of its own for each
_CONFLICT_OTHER = 0.55  # shares, amounts and other counts may move within a day
_CONFLICT_RETURNS = 0.5  # an earlier number comes back after a later one
_CONFLICT_UNDATED = 0.4
_CONFLICT_UNDATED_TOLL = 0.5  # how many died is asked first, and a reader can see that dates are missing
_REACH_SAID = 0.8
_SINGLE = 0.6

_FORMERLY = re.compile(r"\b(?:original(?:ly)?|initial(?:ly)?|at first|former(?:ly)?)\b[^.,;]{0,40}\Z", re.IGNORECASE)
"""Before a number: it is the one that was given before."""
_FAR_APART = 3.0
"""Two numbers of one event that differ by more than this factor are more likely of different things than at odds."""
_FAR_VOICES = 10.0
"""As far where two sources are named: police and organisers rarely put one crowd further apart."""
_FAR_MOVED = 30.0
"""As far where a sentence says that the number moved: "millions died" beside a toll of 80 is of other times."""
_FEW = 20
"""Things up to which a lower number in a later report, that nobody says fell, counts a part of them or others."""
_HARDLY_BELOW = 0.9
"""Share of a value from which an "at least" is that value told with care: "at least 40" of 43."""
_DOERS = 2
"""Most people by which a toll with those who did it can exceed one without them."""


class Figure(Struct, frozen=True, kw_only=True):
    """What a group of counts measures.

    Attributes:
        topic: Of its findings.
        about: Ids of events.
        fixed: Whether time cannot change it, as the speed at a collision.
        toll: Whether it counts people harmed.
        wide: Whether it counts a crowd or people sought, of whom sources have very different ideas.
        ebbs: Whether later reports give less of it as a rule: people missing, and all but counts of things.
        told: Whether its numbers count one matter in many words: then a change must be told, and a conflict have two
            sources that are named.
        day: Day of its event, or None: on that day a toll rises from hour to hour.
    """

    topic: str
    about: tuple[str, ...]
    fixed: bool
    toll: bool
    wide: bool
    ebbs: bool
    told: bool
    day: str | None = None


class _Relation(Struct, frozen=True):
    """How two cells stand to each other."""

    kind: FindingKind
    confidence: float


def judge_counts(context: Context, figure: Figure, counts: Sequence[Count]) -> Iterator[Finding]:
    """Agreement within a value; change, scope and conflict between values; a toll that only one origin gives."""
    cells = list_cells(context, counts)
    for cell in cells:
        giving = [count for count in cell.counts if _gives(cell, count)]
        if count_independent(context, [count.saying for count in giving]) > 1:
            yield _agree(context, figure, cell, giving)
    if figure.toll:
        cells = [cell for cell in cells if not _is_of_another(cell, cells)]
    told = [cell for cell in cells if not (_is_covered(figure, cell, cells) or cell.is_vague)]
    open_cells = [*(list_bounds(context, counts, told) if figure.toll or figure.wide else []), *told]
    relations = {
        (i, k): relation
        for i, k in combinations(range(len(open_cells)), 2)
        if (relation := _relate(figure, open_cells[i], open_cells[k], moved=_is_moved(figure, open_cells, i, k)))
        and not (relation.kind == "conflict" and _is_explained(context, figure, open_cells[i], open_cells[k]))
    }
    for kind in TELL:
        edges = [pair for pair, relation in relations.items() if relation.kind == kind]
        for members in connected_components(len(open_cells), edges):
            chosen = sorted((open_cells[i] for i in members), key=lambda cell: (cell.first or "", cell.low))
            if kind == "change":
                chosen = _list_course(figure, chosen)
                if _wavers(figure, chosen):
                    continue
            if len(chosen) > 1:
                sure = min(relations[pair].confidence for pair in edges if pair[0] in members)
                yield _differ(context, figure, chosen, _Relation(kind, sure))
    alone = len(cells) == 1 and all(count.document in cells[0].documents for count in counts)
    if figure.toll and alone and count_independent(context, cells[0].sayings) == 1:
        yield _single(context, figure, cells[0])


def _list_course(figure: Figure, cells: Sequence[Cell]) -> list[Cell]:
    """Values in the order in which they were told, those of one day as they move; of a toll its steps alone.

    A value that fewer reports give than one that its report disputes is no step.
    """
    steps = [
        cell for cell in cells if not any(len(cell.documents) < len(o.documents) and dispute(cell, o) for o in cells)
    ]
    sign = -1 if figure.ebbs and figure.wide else 1
    ordered = sorted(steps, key=lambda cell: (cell.first or "", sign * cell.low))
    return list_steps(ordered, is_put_right=_is_put_right) if figure.toll else ordered


def _wavers(figure: Figure, cells: Sequence[Cell]) -> bool:
    """Whether three values or more go up and down: they are of several things, if not of people harmed or sought."""
    lows = [cell.low for cell in cells]
    return len(lows) > 2 and not (figure.toll or figure.wide) and sorted(lows) not in (lows, lows[::-1])


def _is_put_right(cell: Cell) -> bool:
    return any(count.moved for count in cell.counts)


def judge_reach(context: Context, figure: Figure, counts: Sequence[Count]) -> Iterator[Finding]:
    """Equal numerals that count different people: one sentence goes on to name somebody more."""
    plain: dict[float, list[Count]] = defaultdict(list)
    more: dict[float, list[Count]] = defaultdict(list)
    for count in counts:
        if count.exact:
            (more if count.besides else plain)[count.low - (1 if count.besides else 0)].append(count)
    for number in sorted(more):
        outside = {count.document for count in more[number]}
        others = [count for count in plain[number] if count.document not in outside] if number in plain else []
        if others:
            yield _look_alike(context, figure, others, more[number])


def _is_covered(figure: Figure, cell: Cell, cells: Sequence[Cell]) -> bool:
    """Whether every report that gives this value gives one greater value as well: it is a part, or looks back."""
    if not figure.toll and any(count.moved for count in cell.counts):
        return False
    return any(
        cell.documents <= other.documents
        and cell.low < other.low
        and not (_are_two_voices(figure, cell, other) or dispute(cell, other))
        for other in cells
    )


def _is_of_another(cell: Cell, cells: Sequence[Cell]) -> bool:
    """Whether each report of a toll also tells of fewer, which are far fewer ("at least six"), or what it tells first.

    "Two died at the plant", more reports say; one that goes on "in May a clerk killed three" looks back on other deeds.
    """
    return not _is_put_right(cell) and any(
        cell.documents <= other.documents
        and other.low < cell.low
        and (cell.low > _FAR_APART * other.low if other.is_bound else comes_first(other, cell))
        for other in cells
    )


def _are_two_voices(figure: Figure, a: Cell, b: Cell) -> bool:
    """Whether different sources are named for two values on one day, as police and organisers for a crowd.

    Tolls are left out: sources hear of the dead one after another.
    """
    apart = a.voices and b.voices and not a.voices & b.voices
    return bool(apart and (figure.fixed or a.days & b.days)) and not figure.toll


def _is_moved(figure: Figure, cells: Sequence[Cell], i: int, k: int) -> bool:
    """Whether a sentence says that a number moved: not one on a move between two values of which one is meant here.

    What time does not change, as a vote, is put right once: a move leads from the first value to any other.
    """
    first = min(cells, key=lambda cell: (cell.first or "9", cell.low))
    if figure.fixed and first not in (cells[i], cells[k]):
        return False
    return any(
        count.moved
        and (all(count.document in cells[n].documents for n in (i, k)) or not _is_told_besides(cells, i, k, count))
        for cell in (cells[i], cells[k])
        for count in cell.counts
    )


def _is_told_besides(cells: Sequence[Cell], i: int, k: int, count: Count) -> bool:
    """Whether the report of a count gives a value that is neither of two."""
    return any(count.document in cell.documents for n, cell in enumerate(cells) if n not in (i, k))


def _relate(figure: Figure, a: Cell, b: Cell, *, moved: bool) -> _Relation | None:
    """How two values of one measure stand to each other; None where nothing can be said."""
    a, b = sorted((a, b), key=lambda cell: (cell.first or "", cell.low))
    if figure.toll and abs(a.low - b.low) <= _DOERS and _doers(a) != _doers(b):
        return _Relation("scope", _REACH_SAID)
    if figure.toll and a.is_bound:
        return _relate_bound(a, b)
    voices = _are_two_voices(figure, a, b) and not moved
    if _looks_back(a, b) or _may_be_one(figure, a, b) or _are_far_apart(figure, a, b, voices=voices, moved=moved):
        return None
    settled = not figure.toll and not moved and is_settled(a, b)
    unsaid = not (voices or moved or settled or figure.fixed) and _falls_unsaid(figure, a, b)
    if unsaid or (figure.told and not (moved or settled) and not (a.voices and b.voices and not a.voices & b.voices)):
        return None
    if voices or (figure.fixed and not moved):
        return _Relation("conflict", _CONFLICT_FIXED)
    relation = _Relation("conflict", _CONFLICT_FIXED) if settled else _relate_in_course(figure, a, b, moved=moved)
    is_weak = relation is not None and relation.kind == "conflict" and not figure.toll
    return _Relation("conflict", min(relation.confidence, _CONFLICT_OTHER)) if relation and is_weak else relation


def _relate_bound(a: Cell, b: Cell) -> _Relation | None:
    """How "at least two" stands to a number that is told no earlier: of a higher one it was the first news."""
    if not (a.last and b.first and a.low < b.low):
        return None
    if a.last < b.first:
        return _Relation("change", _MOVED_DATED)
    return _Relation("change", _MOVED_SAME_DAY) if b.is_bound else None


def _looks_back(a: Cell, b: Cell) -> bool:
    """Whether a later report tells its value as what was before ("originally 12"): then it came not after the other."""
    return a.first != b.first and all(_FORMERLY.search(_before(count)) for count in b.counts)


def _before(count: Count) -> str:
    clause = count.evidence[0]
    return clause.text[: max(0, count.span.start - clause.start)]


def _relate_in_course(figure: Figure, a: Cell, b: Cell, *, moved: bool) -> _Relation | None:
    """As `_relate_in_time`, but for values of people harmed that rise within a day or by the deaths of injured."""
    if is_rising(a, b, figure.day, toll=figure.toll):
        return _Relation("change", _MOVED_SAME_DAY if a.first == b.first else _MOVED_DATED)
    return _relate_in_time(a, b, moved=moved, toll=figure.toll)


def _may_be_one(figure: Figure, a: Cell, b: Cell) -> bool:
    """Whether two values leave room for one number, or the one is a part of the other."""
    if b.low <= a.high and a.low <= b.high:
        return True
    if figure.toll:
        return (not (a.first and b.first) and _same_numeral(a, b)) or is_part(a, b)
    return are_rounded(a.low, b.low)


def _falls_unsaid(figure: Figure, a: Cell, b: Cell) -> bool:
    """Whether a small number is lower in a later report, which counts a part of the things, or others."""
    later = a.last is not None and b.first is not None and a.last < b.first
    return later and b.high < a.low <= _FEW and not (figure.toll or figure.ebbs)


def _are_far_apart(figure: Figure, a: Cell, b: Cell, *, voices: bool, moved: bool) -> bool:
    """Whether two values are more likely of different things, whoever gives them and whatever moved."""
    if figure.toll and a.low > _FAR_APART * max(1, b.low):
        return True  # a toll is put right by a few, and does not shrink to a third
    most = _FAR_MOVED if moved else _FAR_VOICES if voices and figure.wide else _FAR_APART
    return max(a.low, b.low) > most * max(1, min(a.low, b.low))


def _relate_in_time(a: Cell, b: Cell, *, moved: bool, toll: bool) -> _Relation | None:
    """Whether dates, or a sentence that says so, explain two values; `a` is not later than `b`.

    Of the dead that are told on one day to have become more the lower number is the earlier.
    """
    dated = a.last is not None and b.first is not None
    if dated and str(a.last) < str(b.first):
        return _Relation("change", _MOVED_SAID if moved else _MOVED_DATED)
    if moved:
        risen = toll and a.first == b.first and a.low < b.low and any(count.moved for count in b.counts)
        return _Relation("change", _MOVED_DATED) if risen or not dated else None
    if not dated:
        return _Relation("conflict", _CONFLICT_UNDATED_TOLL if toll else _CONFLICT_UNDATED)
    return _Relation("conflict", _CONFLICT_SAME_DAY if a.first == b.first else _CONFLICT_RETURNS)


def _same_numeral(a: Cell, b: Cell) -> bool:
    """Whether the two differ only by one whom a sentence adds to the number."""
    return any(
        count.besides and count.low - 1 == other.low
        for one, two in ((a, b), (b, a))
        for count in one.counts
        for other in two.counts
    )


def _is_explained(context: Context, figure: Figure, a: Cell, b: Cell) -> bool:
    """Whether all reports of one value give both, or one publisher gives both and so corrects itself: no dispute.

    Two sources side by side in one report dispute a crowd or a matter; of anything else they count each their own.
    """
    disputed = figure.wide or figure.told or figure.toll
    if disputed and (_are_two_voices(figure, a, b) or dispute(a, b)):
        return False
    documents = a.documents | b.documents
    if a.documents <= b.documents or b.documents <= a.documents:
        return len(documents) > 1 or not disputed
    if _are_two_voices(figure, a, b):
        return False
    publishers = {context.documents[document].publisher for document in documents}
    return len(publishers) == 1 and None not in publishers


def _doers(cell: Cell) -> str | None:
    return next((count.doer for count in cell.counts if count.doer), None)


def _gives(cell: Cell, count: Count) -> bool:
    """Whether a count gives the value of its cell, exactly or rounded: "at least 12" allows 16, and gives it not.

    Nor do "thousands" give "millions", though these are thousands too.
    """
    near = _HARDLY_BELOW * cell.low <= count.low <= cell.low / _HARDLY_BELOW
    return count.high < float("inf") or near or count.least


def _agree(context: Context, figure: Figure, cell: Cell, giving: Sequence[Count]) -> Finding:
    sayings = [count.saying for count in giving]
    position = make_position(context, cell.words, sayings)
    several = len(position.origins) > 1
    text = f"{tell_agreed(context, cell, giving)}."
    verdict = Verdict(
        kind="agreement",
        topic=figure.topic,
        about=figure.about,
        confidence=_AGREED if several else _AGREED_ONE_ORIGIN,
        explanation=text + note_origins(context, position, sayings),
    )
    return make_finding(verdict, [position])


def _single(context: Context, figure: Figure, cell: Cell) -> Finding:
    position = make_position(context, cell.words, cell.sayings)
    text = tell_alone(context, cell)
    verdict = Verdict(
        kind="single",
        topic=figure.topic,
        about=figure.about,
        confidence=_SINGLE,
        explanation=text + note_origins(context, position, cell.sayings),
    )
    return make_finding(verdict, [position])


def _differ(
    context: Context,
    figure: Figure,
    cells: Sequence[Cell],
    relation: _Relation,
) -> Finding:
    verdict = Verdict(
        kind=relation.kind,
        topic=figure.topic,
        about=figure.about,
        confidence=relation.confidence,
        explanation=TELL[relation.kind](context, cells),
    )
    return make_finding(verdict, [make_position(context, cell.words, cell.sayings) for cell in cells])


def _look_alike(context: Context, figure: Figure, plain: Sequence[Count], more: Sequence[Count]) -> Finding:
    positions = [
        make_position(context, plain[0].words, [count.saying for count in plain]),
        make_position(context, more[0].words, [count.saying for count in more]),
    ]
    labels = [name_reports(context, group) for group in (plain, more)]
    text = (
        f"The same number counts different people: {labels[1]} counts {more[0].besides} on top of it, "
        f"{labels[0]} {'does' if len(positions[0].documents) == 1 else 'do'} not."
    )
    verdict = Verdict(kind="scope", topic=figure.topic, about=figure.about, confidence=_REACH_SAID, explanation=text)
    return make_finding(verdict, positions)
