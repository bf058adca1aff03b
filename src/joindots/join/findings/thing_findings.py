"""What numbers of one thing amount to that reports tell each in words of their own."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from msgspec import Struct

from joindots.join.affairs import is_small
from joindots.join.findings.ages import list_unnamed
from joindots.join.findings.areas import are_of_others
from joindots.join.findings.coincidences import pair_coincidences
from joindots.join.findings.contexts import Context
from joindots.join.findings.counts import Count, read_counts
from joindots.join.findings.figure_scopes import are_rounded
from joindots.join.findings.lengths import ADDRESS, HOUR_OF_DAY, read_lengths
from joindots.join.findings.lexicons import word_set
from joindots.join.findings.matters import find_matter
from joindots.join.findings.things import (
    Thing,
    class_of,
    is_of_old,
    is_plain,
    is_toll,
    nearest_words,
    pair_things,
    read_things,
    weigh_words,
)
from joindots.join.findings.told_days import ToldDays
from joindots.join.findings.verdicts import Verdict, count_independent, make_finding, make_position, note_origins
from joindots.join.findings.wordings import join_words, shorten
from joindots.linkage import connected_components
from joindots.model import Finding, FindingKind, Position, Quantity

_CONFIDENCE: dict[FindingKind, float] = {"agreement": 0.6, "change": 0.5, "scope": 0.6, "conflict": 0.5}
_FAMILIES = {HOUR_OF_DAY: "Date", ADDRESS: "Place"}
_FAR_APART = 3.0  # times one number may be the other before they are rather of different things
_FAR_SCOPE = 10.0  # as far where words tell that the greater takes in more
_COPIED = 0.7  # share of the words of the longer sentence that a copy has as well
_COPIED_WORDS = 6  # of a short one like words are no sign
_FEW = 2  # up to here two reports give one number by chance
_YEAR = 366  # days
_LONGEST = 60  # code points of a clause in a topic
_WHY: dict[FindingKind, str] = {
    "agreement": "Each has words of its own for it.",
    "change": "The reports are of different days, and tell of what can change.",
    "scope": "By their words one number takes in more than the other.",
    "conflict": "No later count explains the difference: it lay in the past, or was measured on one day.",
}
_SWAPPED = "The digits are alike, two of them in the other order: one may be a slip."
_WHOLE = re.compile(
    r"\b(?:together|in all|altogether|in total|combined|overall|across|including|includes?|included|counts in"
    r"|counting (?=(?:the|those|them|its|his|her|their|all|two|three|four|\d)\b)"
    r"|takes? in|taking in|comprises?|covers|along with|as well as|with (?:the |its |their )?[^.,;]{3,60} and )\b",
    re.IGNORECASE,
)
_ALONE = re.compile(r"\b(?:alone|not including|not counting|excluding|leaving out)\b", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?:is|are|will|would|could|may|might|expects?|expected|plans?|planned|now|so far|meanwhile|to be|to go|been"
    r"|gives|runs|employs|operates|flies|holds|wants|faces|(?:has|have) (?=(?:about |some |nearly |only )?[\d]))\b"
)
_TO_COME = re.compile(
    r"\b(?:will|would|could|may|might|should|expects?|expected|plans?|planned|so far|to be (?!\w+ing\b)|to go|wants)\b"
)
_GROWING = frozenset(
    {"find", "arrested", "detained", "charged", "questioned", "interviewed", "treat", "evacuated", "rescued"}
)
"""Deeds, as classes, whose number grows from day to day."""


class Known(Struct, frozen=True):
    """What is told of numbers under one key.

    Attributes:
        pairs: Pairs of records that stand in one finding, changes left out.
        changes: Those of changes.
        moves: The numbers of each change of which a sentence says that it is one.
        tolls: Pairs of reports that stand in one finding on the dead or injured.
    """

    pairs: set[frozenset[str]]
    changes: set[frozenset[str]]
    moves: list[frozenset[float]]
    tolls: set[frozenset[str]]


def find_things(context: Context, counts: Sequence[tuple[Quantity, Count]], told: Sequence[Finding]) -> list[Finding]:
    """Findings on numbers of one thing; `told` are those on numbers under one key.

    Those stand, but for changes: where words tell that one number takes in more, or that a copy gives another, that
    is what is to be told. In a large pile like words stand around numbers of many days and things: none are sought.
    """
    if not is_small(context.pile):
        return []
    changes = [finding for finding in told if finding.kind == "change"]
    known = Known(
        pairs=_list_pairs(finding for finding in told if finding.kind != "change"),
        changes=_list_pairs(changes),
        moves=_list_moves(changes, {count.record: count for _, count in counts}),
        tolls=_pair_reports(finding for finding in told if not finding.topic.startswith("Figure")),
    )
    days = ToldDays(context.pile.times, hours=True)
    times = read_counts(context, [*read_lengths(context), *list_unnamed(context)])
    affairs: dict[str, list[tuple[Quantity, Count]]] = defaultdict(list)
    for quantity, count in sorted([*counts, *times], key=lambda pair: (pair[1].span, pair[1].record)):
        if is_plain(count) or is_toll(count):
            for story in context.stories_of_one_matter(count.document):
                affairs[story].append((quantity, count))
    found: list[Finding] = []
    for story in sorted(affairs):
        found += _judge_affair(context, read_things(context, days, affairs[story]), known)
    return found


def _list_moves(changes: Iterable[Finding], counts: Mapping[str, Count]) -> list[frozenset[float]]:
    """The numbers of each change that is said to be one or is of a known matter: in other words they changed, too."""
    told = ([r for position in f.positions for r in position.records if r in counts] for f in changes)
    return [frozenset(counts[r].low for r in some) for some in told if any(_has_moved(counts[r]) for r in some)]


def _has_moved(count: Count) -> bool:
    return count.moved or find_matter(count.measure) is not None


def _list_pairs(findings: Iterable[Finding]) -> set[frozenset[str]]:
    """Pairs of the records of each finding."""
    return {
        frozenset(pair)
        for finding in findings
        for pair in combinations(sorted({r for position in finding.positions for r in position.records}), 2)
    }


def _pair_reports(findings: Iterable[Finding]) -> set[frozenset[str]]:
    """Pairs of the reports of each finding."""
    told = (sorted({d for position in finding.positions for d in position.documents}) for finding in findings)
    return {frozenset(pair) for documents in told for pair in combinations(documents, 2)}


def supersede(told: Iterable[Finding], found: Sequence[Finding]) -> Iterator[Finding]:
    """Findings on numbers under one key, without changes of which `found` tells more."""
    pairs = _list_pairs(f for f in found if f.kind in ("scope", "conflict"))
    for finding in told:
        if finding.kind != "change" or pairs.isdisjoint(_list_pairs([finding])):
            yield finding


def _judge_affair(context: Context, things: Sequence[Thing], known: Known) -> Iterator[Finding]:
    edges: dict[FindingKind, list[tuple[int, int]]] = defaultdict(list)
    alike: dict[int, list[int]] = defaultdict(list)
    for i, k, given in _pair_by_sort(context, things):
        kind = _relate(context, things[i], things[k])
        if things[i].count.low == things[k].count.low:
            alike[i].append(k)
            alike[k].append(i)
        if kind and _is_news(kind, things[i], things[k], known, given):
            edges[kind].append((i, k))
    for i, k in pair_coincidences(context, things):
        together = things[i].is_toll and frozenset({things[i].count.document, things[k].count.document}) in known.tolls
        if together or not _agree(context, things[i], things[k]):
            continue
        if _is_news("agreement", things[i], things[k], known, ()):
            edges["agreement"].append((i, k))
    for kind in sorted(edges):
        for members in connected_components(len(things), edges[kind]):
            several = kind in ("conflict", "change") and _give_several(things, [things[i] for i in members])
            if len(members) > 1 and not several:
                told = {things[i].count.document for i in members}
                also = {k for i in members for k in alike[i] if things[k].count.document not in told}
                yield _make(context, kind, [things[i] for i in sorted({*members, *also})])


def _pair_by_sort(context: Context, things: Sequence[Thing]) -> Iterator[tuple[int, int, set[tuple[str, float]]]]:
    """Places of two numbers of one sort that are most alike, and the numbers of that sort that each report gives."""
    weights = weigh_words(things)
    first = min((day for thing in things if (day := context.day(thing.count.document))), default="")
    by_sort: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for n, thing in enumerate(things):
        if thing.count.high < float("inf") and not (thing.is_toll or is_of_old(thing, first)):
            by_sort[thing.sort].append(n)
    for sort in sorted(by_sort):
        of_sort = [things[n] for n in by_sort[sort]]
        given = {(thing.count.document, thing.count.low) for thing in of_sort}
        for i, k in pair_things(context, of_sort, weights):
            yield by_sort[sort][i], by_sort[sort][k], given


def _is_news(kind: FindingKind, a: Thing, b: Thing, known: Known, given: Container[tuple[str, float | None]]) -> bool:
    """Whether a verdict on two numbers tells more than is known of them, and neither report gives both."""
    pair = frozenset({a.count.record, b.count.record})
    if pair in known.pairs or (pair in known.changes and not _tells_more(kind, a, b)):
        return False
    if kind != "agreement" and any({a.count.low, b.count.low} <= moves for moves in known.moves):
        return False
    return kind not in ("conflict", "change") or not _gives_both(a, b, given)


def _give_several(things: Iterable[Thing], chosen: Sequence[Thing]) -> bool:
    """Whether some report gives several of the numbers that were laid together: then they are of several things."""
    numbers, given = {thing.count.low for thing in chosen}, defaultdict(set)
    for thing in things:
        if thing.sort == chosen[0].sort and thing.count.low in numbers:
            given[thing.count.document].add(thing.count.low)
    return any(len(of_report) > 1 for of_report in given.values())


def _gives_both(a: Thing, b: Thing, given: Container[tuple[str, float | None]]) -> bool:
    """Whether either report gives the other's number as well, and so tells of two things."""
    return (a.count.document, b.count.low) in given or (b.count.document, a.count.low) in given


def _tells_more(kind: FindingKind, a: Thing, b: Thing) -> bool:
    return kind == "scope" or (kind == "conflict" and _is_copied(a, b))


def _relate(context: Context, a: Thing, b: Thing) -> FindingKind | None:
    """How two numbers of one thing stand to each other; None where nothing can be said."""
    if a.count.meets(b.count.low, b.count.high):
        return "agreement" if a.count.high > _FEW and _agree(context, a, b) else None
    swapped = are_swapped(a, b)
    if swapped or not _is_told_as_one(context, a, b):
        return "conflict" if swapped else None
    low, high = sorted((a, b), key=lambda thing: thing.count.low)
    times = high.count.low / max(1e-9, low.count.low)
    if are_rounded(a.count.low, b.count.low) or times > _FAR_SCOPE:
        return None
    if not (a.count.moved or b.count.moved) and _takes_in(context, low, high):
        return "scope"
    if not a.is_counted and are_of_others(context, a.count, b.count):
        return None
    known = (a.known or b.known) and not (a.compound and b.compound)
    return _relate_in_time(context, a, b) if times <= _FAR_APART and not known else None


def are_swapped(a: Thing, b: Thing) -> bool:
    """Whether two numbers of one thing have like digits, two neighbours in the other order: 86 ferries, or 68.

    Two numbers of several digits rarely do so by chance. Of two digits that is no rarity: there either has to be the
    only one of its sort in its report. Ages, hours and addresses are of several people and places.
    """
    one, other = (f"{thing.count.low:.0f}" for thing in (a, b))
    if a.is_age or a.is_time or a.count.measure in (ADDRESS, HOUR_OF_DAY) or len(one) != len(other):
        return False
    if any(thing.count.low != thing.count.high or thing.count.low % 1 for thing in (a, b)):
        return False
    at = [n for n, (i, k) in enumerate(zip(one, other, strict=True)) if i != k]
    turned = len(at) == len("86") and at[1] == at[0] + 1 and sorted(one) == sorted(other)
    return turned and (len(one) > len("86") or (a.alone and b.alone))


def _agree(context: Context, a: Thing, b: Thing) -> bool:
    return count_independent(context, [a.count.saying, b.count.saying]) > 1


def _is_told_as_one(context: Context, a: Thing, b: Thing) -> bool:
    """Whether two numbers that differ may be of one thing: like words alone do not tell it.

    The same befell both, or either is the only one of its sort in its report, of things of one name and within a year.
    What only one report tells to have befallen them makes them no other things; how long something took is of what is
    named beside it.
    """
    shared = (a.told & b.told) | {a.sort[2]}
    somebody = any(context.entities[e].kind == "person" for e in shared & context.entities.keys())
    of_each = not (somebody or shared.isdisjoint(map(class_of, word_set("counts", "of_each"))))
    if of_each or a.is_age or a.count.measure in (ADDRESS, HOUR_OF_DAY):
        return False  # of several people each has one
    if a.sort[2] in map(class_of, word_set("counts", "plays")):
        return _is_copied(a, b)
    if a.is_time or (a.deed and b.deed):
        return a.deed == b.deed != ""
    days = [context.day(thing.count.document) for thing in (a, b)]
    first, last = (date.fromisoformat(day) if day else None for day in days)
    near = first is None or last is None or abs((last - first).days) <= _YEAR
    nouns = {noun for thing in (a, b) if (noun := thing.measured)}
    return near and a.alone and b.alone and len(nouns) < len((a, b))


def _relate_in_time(context: Context, a: Thing, b: Thing) -> FindingKind | None:
    """Whether days, or what is told to be open, explain two numbers."""
    if any(first == last for first, last in a.days & b.days):
        return "conflict"
    first, last = (context.day(thing.count.document) or "" for thing in (a, b))
    later = bool(first and last and first != last)
    if later and _is_copied(a, b) and (a.count.low < b.count.low) == (first < last):
        return None  # the same words with a higher number are rather the next day's than an error in copying
    moved = a.count.moved or b.count.moved
    if moved or _is_open(a) or _is_open(b):
        if _is_of_one_day(a, b, first if first == last else "", moved=moved):
            return "conflict"
        return "change" if later and (a.deed == b.deed or moved) else None
    if later and not _is_copied(a, b) and not _GROWING.isdisjoint({a.deed, b.deed} | (a.told & b.told)):
        return "change" if a.deed == b.deed else None
    return "conflict"


def _takes_in(context: Context, low: Thing, high: Thing) -> bool:
    """Whether words tell that the greater number takes in more, or the lower one less."""
    texts = [context.sentence(thing.count.span).text for thing in (low, high)]
    whole = [_WHOLE.search(text) is not None for text in texts]
    return whole == [False, True] or (_ALONE.search(texts[0]) is not None and _ALONE.search(texts[1]) is None)


def _is_open(thing: Thing) -> bool:
    """Whether the words at a number tell what is or will be, so that a later report may tell another."""
    return _OPEN.search(nearest_words(thing.count)) is not None


def _is_of_one_day(a: Thing, b: Thing, day: str, *, moved: bool) -> bool:
    """Whether two reports of one day measure what is: a weight or a rate is no other by the evening, a share may be."""
    to_come = any(_TO_COME.search(nearest_words(thing.count)) for thing in (a, b))
    return bool(day) and a.sort[0] in ("measure", "rate") and not (moved or to_come)


def _is_copied(a: Thing, b: Thing) -> bool:
    """Whether two sentences say the same in nearly the same words."""
    shared = len(a.told & b.told)
    return shared >= _COPIED_WORDS and shared >= _COPIED * max(len(a.told), len(b.told))


def _make(context: Context, kind: FindingKind, members: Sequence[Thing]) -> Finding:
    told = [thing.count for thing in members]
    counts = sorted(told, key=lambda count: (context.day(count.document) or "9999", count.span))
    values: dict[float, list[Count]] = defaultdict(list)
    for count in counts:
        values[0 if kind == "agreement" else count.low].append(count)
    positions = [make_position(context, some[0].words, [count.saying for count in some]) for some in values.values()]
    said = [f"{_who(context, some)} {some[0].words}" for some in values.values()]
    verdict = Verdict(
        kind=kind,
        topic=f"{_family(members[0])}: {_name(counts[0], counted=members[0].is_counted)}",
        about=(),
        confidence=_CONFIDENCE[kind],
        explanation=f"{'; '.join(said)}.{_explain(context, kind, positions[0], members)}",
    )
    return make_finding(verdict, positions)


def _explain(context: Context, kind: FindingKind, position: Position, members: Sequence[Thing]) -> str:
    if kind != "agreement":
        swapped = kind == "conflict" and any(are_swapped(a, b) for a, b in combinations(members, 2))
        return f" {_SWAPPED if swapped else _WHY[kind]}"
    own = f" {_WHY[kind]}" if len(position.origins) > 1 else ""
    return own + note_origins(context, position, [thing.count.saying for thing in members])


def _family(thing: Thing) -> str:
    return "Age" if thing.is_age else _FAMILIES.get(thing.count.measure, "Figure")


def _who(context: Context, counts: Sequence[Count]) -> str:
    labels = list(dict.fromkeys(context.dated_label(count.document) for count in counts))
    return f"{join_words(labels)} {'give' if len(labels) > 1 else 'gives'}"


def _name(first: Count, *, counted: bool) -> str:
    """What is counted, as the first report writes it, or its clause where only a unit stands there."""
    return first.counted if counted and first.counted else f"“{shorten(first.evidence[0].text, _LONGEST)}”"
