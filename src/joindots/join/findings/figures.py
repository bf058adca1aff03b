"""Figures: numbers of the same measure of the same event, laid side by side."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from joindots.join.findings.areas import (
    are_apart,
    are_counted_apart,
    are_elsewhere,
    are_of_others,
    are_single_people,
    find_area,
    split_by_land,
    tell_proof,
)
from joindots.join.findings.contexts import Context
from joindots.join.findings.counts import INFECTED, TOLLS, Count, leave_out_other_years, read_counts
from joindots.join.findings.figure_events import place_counts
from joindots.join.findings.figure_headlines import judge_headlines
from joindots.join.findings.figure_people import is_one_player, whom_it_counts
from joindots.join.findings.figure_scopes import is_step
from joindots.join.findings.figure_verdicts import Figure, judge_counts, judge_reach
from joindots.join.findings.lexicons import pattern, word_set
from joindots.join.findings.matters import OFFERED, find_matter, is_of_one
from joindots.join.findings.periods import (
    are_of_other_months,
    judge_periods,
    leave_out_earlier,
    leave_out_lists,
    split_periods,
    tell_courses,
)
from joindots.join.findings.thing_findings import find_things, supersede
from joindots.join.findings.told_days import ToldDays, tell_days
from joindots.join.findings.tolls import Told, read_reach, take_for_all
from joindots.join.findings.totals import judge_totals
from joindots.join.findings.wordings import shorten
from joindots.model import Finding, Quantity
from joindots.text.normal import stem, words

_COMPARED = frozenset({"count", "money", "percentage", "rate", "measure"})
_FIXED_UNITS = frozenset({"knot", "kilometre per hour", "mile per hour", "metre per second"})  # at one moment
_REVISED = frozenset({"prison sentence"})
"""Measures in units that a later ruling changes."""
_KILLED = "killed"
_HOURLY = word_set("counts", "ebbing") - {"attending"} | {"rescued"}
"""People whose number is another by the evening of the day."""
_PROPERTIES = word_set("counts", "properties")
_BARE = frozenset({"share", "percent share", "amount", "pence"})
"""Measures that tell a unit only: a topic has to quote what the number is of."""
_SPREADING = "ill"
"""What befalls people in many places at a time, each with a count of its own."""
_LONGEST = 60  # code points of such a topic
_TELLING = 2
"""Content words that two clauses must share before their numbers are taken to be of one matter."""
_ALIKE = 0.4  # their share of the words of the shorter clause, where the key tells noun and verb
_ALIKE_WIDE = 0.65
"""As much in a story of many reports, where like words tell of many things; there of as many words as three."""
_TELLING_WIDE = 3
_ALIKE_BARE = 0.6  # where it tells the noun or unit only, and for shares and amounts


class Subject(Struct, frozen=True, kw_only=True, order=True):
    """What a group of numbers measures.

    Attributes:
        place: Id of the event for tolls, of the story for all else.
        measure: Canonical key.
        kind: Of the quantities.
        unit: Of the quantities, or empty.
    """

    place: str
    measure: str
    kind: str
    unit: str


def find_figures(context: Context) -> Iterator[Finding]:
    """All findings on figures: of numbers under one key, then of those that other words tell to be of one thing."""
    compared = [quantity for quantity in context.pile.quantities if quantity.kind in _COMPARED]
    counts = place_counts(context, read_counts(context, compared))
    days = ToldDays(context.pile.times)
    told = list(_find_alike(context, counts, days))
    things = find_things(context, counts, told)
    yield from supersede(told, things)
    yield from things


def _find_alike(context: Context, read: Sequence[tuple[Quantity, Count]], days: ToldDays) -> Iterator[Finding]:
    """Findings on the numbers of one measure."""
    groups: dict[Subject, list[Count]] = defaultdict(list)
    totals: dict[str, list[Count]] = defaultdict(list)
    for quantity, count in read:
        if count.further:
            continue
        if count.total and count.measure in TOLLS and not count.least:
            totals[count.measure].append(count)
        elif place := _place(context, count):
            groups[_subject(place, quantity, count)].append(count)
    for subject in sorted(groups):
        if subject.measure in totals:
            groups[subject] = _leave_out_round_totals(context, groups[subject], totals[subject.measure])
    given = _by_number(groups)
    for subject in sorted(groups):
        counts = tell_days(context, days, sorted(groups[subject], key=lambda c: (c.span, c.record)))
        if subject.measure in TOLLS:
            yield from _judge_toll(context, subject, counts, given, _list_others(context, groups, subject), days)
        else:
            yield from _judge(context, subject, _leave_out_others(context, subject, counts, days))
    for measure in sorted(totals):
        yield from judge_totals(context, measure, totals[measure], _of_single_events(groups, measure))


def _of_single_events(groups: dict[Subject, list[Count]], measure: str) -> dict[str, list[Count]]:
    """Event id to its counts of a measure; "victims" without a verb are taken with the dead."""
    found: dict[str, list[Count]] = defaultdict(list)
    for subject in sorted(groups):
        if subject.measure == measure:
            found[subject.place] += groups[subject]
        elif measure == "killed" and subject.measure == "victim":
            for count in groups[subject]:
                found[count.event or ""].append(count)
    found.pop("", None)
    return found


def _leave_out_round_totals(context: Context, counts: Sequence[Count], totals: Sequence[Count]) -> list[Count]:
    """Counts of one event, without round ones that fit a total told in the story and no count of the event alone."""
    most = max((count.low for count in counts if count.exact), default=0)
    return [
        count
        for count in counts
        if count.exact
        or not most < count.low <= count.high < float("inf")
        or not any(t.exact and count.meets(t.low, t.high) and _share_story(context, count, t) for t in totals)
    ]


def _share_story(context: Context, a: Count, b: Count) -> bool:
    stories = set(context.stories.get(a.document, ()))
    return a.document == b.document or not stories.isdisjoint(context.stories.get(b.document, ()))


def _place(context: Context, count: Count) -> str | None:
    """What the number is about."""
    if count.measure in TOLLS:
        return count.event
    stories = context.stories.get(count.document, ())
    return stories[0] if stories else None


def _subject(place: str, quantity: Quantity, count: Count) -> Subject:
    return Subject(place=place, measure=count.measure, kind=quantity.kind, unit=quantity.unit or "")


def _judge(context: Context, subject: Subject, counts: list[Count]) -> Iterator[Finding]:
    """Findings of one measure: within each period, and between periods."""
    counts = leave_out_other_years(context, counts)
    periods = split_periods(counts)
    if " " in subject.measure:
        periods = _fold_echoes(periods)
    for period in sorted(periods):
        for group in _by_matter(context, subject, periods[period]):
            if not are_single_people(context, group):
                yield from _judge_group(context, subject, group)
    if len(periods) > 1 and " " in subject.measure:
        yield from judge_periods(context, _topic(subject, counts, ""), periods)


def _fold_echoes(periods: Mapping[str, list[Count]]) -> dict[str, list[Count]]:
    """Counts by period, those that repeat the numbers told without a period among these: one count, told more fully."""
    plain = {(count.low, count.high) for count in periods.get("", ())}
    echoes = [key for key in sorted(periods) if key and {(count.low, count.high) for count in periods[key]} <= plain]
    kept = {key: list(periods[key]) for key in sorted(periods) if key not in echoes}
    for key in echoes:
        kept[""] += periods[key]
    return kept


def _leave_out_others(context: Context, subject: Subject, counts: list[Count], days: ToldDays) -> list[Count]:
    if subject.measure in _PROPERTIES:
        return leave_out_earlier(context, days, counts)
    return leave_out_lists(counts) if subject.measure == OFFERED else counts


def _by_number(groups: Mapping[Subject, Sequence[Count]]) -> dict[tuple[str, float], list[Count]]:
    """Counts of people harmed by measure and number."""
    found: dict[tuple[str, float], list[Count]] = defaultdict(list)
    for subject in sorted(groups):
        if subject.measure in TOLLS:
            for count in groups[subject]:
                found[subject.measure, count.low].append(count)
    return found


def _judge_toll(
    context: Context,
    subject: Subject,
    counts: list[Count],
    given: Mapping[tuple[str, float], Sequence[Count]],
    others: Told,
    days: ToldDays,
) -> Iterator[Finding]:
    """Findings of how many an event harmed; `given` holds all that is told of any event, by measure and number.

    The same number for what was not joined may be of one event: then it is no number of one report.
    """
    whole = take_for_all(context, leave_out_other_years(context, counts))
    groups = split_by_land(context, read_reach(context, days, whole, others, dead=subject.measure == _KILLED))
    for group in groups:
        for finding in _judge_group(context, subject, group):
            if finding.kind != "single" or not (
                len(groups) > 1
                or any(
                    _is_echo(context, group[0], other)
                    for count in group
                    for other in given.get((subject.measure, count.low), ())
                )
            ):
                yield finding


def _list_others(
    context: Context, groups: Mapping[Subject, Sequence[Count]], subject: Subject
) -> dict[str, frozenset[float]]:
    """Report to what it gives of the other toll of an event: the injured beside the dead, and the dead beside these."""
    found: dict[str, set[float]] = defaultdict(set)
    for other in sorted(groups):
        if other.place == subject.place and other.measure in TOLLS - {subject.measure}:
            for count in groups[other]:
                if count.exact:
                    found[count.document].add(count.low)
    for quantity in context.pile.quantities if subject.measure != _KILLED else ():
        if quantity.measure == f"{_KILLED}|part" and quantity.event == subject.place and quantity.low == 1:
            document = quantity.span.document
            found[document] = found[document] or {1.0}
    return {document: frozenset(found[document]) for document in sorted(found)}


def _is_echo(context: Context, count: Count, other: Count) -> bool:
    """Whether another report of a story gives its number for an event that may be the same."""
    if other.document == count.document or other.event == count.event or are_apart(context, count, other):
        return False
    return _share_story(context, count, other)


def _judge_group(context: Context, subject: Subject, counts: Sequence[Count]) -> Iterator[Finding]:
    toll = subject.measure in TOLLS
    matter = find_matter(subject.measure)
    events = sorted({count.event for count in counts if count.event})
    figure = Figure(
        topic=_topic(subject, counts, context.events[events[0]].name if toll and events else ""),
        about=tuple(events),
        fixed=matter.done and not any(map(_is_open, counts)) if matter else _is_fixed(subject),
        wide=_measure_of_people(subject) in word_set("counts", "states") - {_SPREADING},
        ebbs=subject.kind != "count" or _measure_of_people(subject) in word_set("counts", "ebbing"),
        told=matter is not None and matter.sources,
        toll=toll,
        day=_day(context, events) if toll or _measure_of_people(subject) in _HOURLY else None,
    )
    steps = matter is None and any(
        is_step(count.span, count.evidence[0], share=subject.kind == "percentage") for count in counts
    )
    for judge in (judge_reach, judge_headlines, judge_counts):
        for finding in judge(context, figure, counts):
            loose = _is_loose(subject) or (steps and finding.kind == "change")
            if finding.kind == "agreement" or not loose or _are_copied(counts):
                yield finding


def _day(context: Context, events: Sequence[str]) -> str | None:
    """The day of the first of some events, where it is known to the day."""
    dated = context.events[events[0]].date if events else None
    return dated.earliest if dated and dated.earliest == dated.latest else None


def _are_copied(counts: Sequence[Count]) -> bool:
    """Whether two reports give unlike numbers in the same words: then they are of one thing, whatever the measure."""
    return any(
        a.document != b.document and a.low != b.low and a.stems - a.numerals == b.stems - b.numerals
        for a, b in combinations(counts, 2)
    )


def _is_open(count: Count) -> bool:
    """Whether a clause says that the number was not the last: "has cost 3 million so far", "could cost 3 million"."""
    return any(pattern("counts", "growing").search(span.text) for span in count.evidence)


def _is_loose(subject: Subject) -> bool:
    """Whether two numbers of a measure are rarely of one thing: lengths told by a unit alone, people told in groups."""
    if _measure_of_people(subject) in word_set("counts", "grouped"):
        return True
    known = subject.measure in _PROPERTIES or find_matter(subject.measure) is not None
    return (
        subject.kind == "measure" and subject.unit not in _FIXED_UNITS and subject.measure not in _REVISED and not known
    )


def _measure_of_people(subject: Subject) -> str:
    return subject.measure.removeprefix("people ")


def _is_fixed(subject: Subject) -> bool:
    """Whether time cannot change a number of this measure."""
    settled = subject.measure in word_set("counts", "settled")
    return settled or (subject.measure not in _REVISED and (subject.kind == "measure" or subject.unit in _FIXED_UNITS))


def _by_matter(context: Context, subject: Subject, counts: Sequence[Count]) -> list[list[Count]]:
    """Counts of one matter together: people of one event by what befell them, all else by the words of its clause."""
    groups: list[list[Count]] = []
    for count in counts:
        for group in groups:
            if _belongs(context, subject, group, count):
                group.append(count)
                break
        else:
            groups.append([count])
    return groups


def _belongs(context: Context, subject: Subject, group: Sequence[Count], count: Count) -> bool:
    """Whether a count is of a group's matter: known by its words, with any of it; people, with none of it strange."""
    if find_matter(subject.measure):
        apart = any(are_of_others(context, one, count) for one in group)  # each bidder offers its own
        return not (apart and subject.measure == OFFERED) and any(
            _is_one_matter(context, subject, one, count) for one in group
        )
    strange = count.harm and any(are_apart(context, one, count) for one in group[1:])
    played = subject.measure.partition(" ")[0] in word_set("counts", "plays")
    if (played and not is_one_player(context, subject.measure, group[0], count)) or (
        subject.kind == "count" and any(are_counted_apart(context, one, count) for one in group)
    ):
        return False
    return not strange and _is_one_matter(context, subject, group[0], count)


def _is_one_matter(context: Context, subject: Subject, a: Count, b: Count) -> bool:
    """Whether two counts of one story are of one matter: for people by what befell them, unless it befell others."""
    whole = subject.measure in _PROPERTIES or subject.measure.endswith(f" {INFECTED}")
    if whole or (a.harm and b.harm):
        return not are_apart(context, a, b) and not (subject.measure == _SPREADING and are_elsewhere(context, a, b))
    if subject.measure in _REVISED and (people := [whom_it_counts(context, count) for count in (a, b)]) and all(people):
        return not people[0].isdisjoint(people[1])
    wide = context.stories_shared(a.document) and not context.stories_of_one_matter(a.document)
    if (wide and not _are_alike(context, subject, a, b)) or (subject.unit and are_of_others(context, a, b)):
        return False
    if matter := find_matter(subject.measure):
        return is_of_one(context, subject.measure, matter, a.evidence[0], b.evidence[0])
    if tell_courses(a) != tell_courses(b) or are_of_other_months(a, b):
        return False
    a_stems, b_stems = a.stems - a.numerals, b.stems - b.numerals
    shared = len(a_stems & b_stems)
    least = _ALIKE if " " in subject.measure and subject.kind == "count" else _ALIKE_BARE
    shorter = min(len(a_stems), len(b_stems))
    brief = (
        subject.kind == "percentage" and subject.measure not in _BARE and not (a.counted and b.counted)
    )  # "turnout: 48%"
    return shared >= (min(_TELLING, max(1, shorter)) if brief else _TELLING) and shared >= least * shorter


def _are_alike(context: Context, subject: Subject, a: Count, b: Count) -> bool:
    """Whether two clauses of a story of many reports say the same in most words, and count in one place."""
    a_stems, b_stems = a.stems - a.numerals, b.stems - b.numerals
    shared, shorter = len(a_stems & b_stems), min(len(a_stems), len(b_stems))
    if shared < min(_TELLING_WIDE, max(1, shorter)) or shared < _ALIKE_WIDE * shorter:
        return False
    if subject.kind != "count":
        return True
    places = {find_area(context, count) for count in (a, b)} - {None}
    proofs = {tell_proof(count) for count in (a, b)} - {""}
    return max(len(places), len(proofs)) < len((a, b))


def _topic(subject: Subject, counts: Sequence[Count], event: str) -> str:
    if subject.measure in TOLLS:
        return f"{subject.measure.capitalize()}: {event}"
    return f"Figure: {_measure_words(subject, counts)}"


def _measure_words(subject: Subject, counts: Sequence[Count]) -> str:
    """A measure as a phrase: its noun as the reports write it, in the plural where one does."""
    if subject.measure in word_set("counts", "states"):
        named = [count for count in counts if count.counted]
        things = named and not any(count.people for count in named)
        told = named[0].counted if things else "people"  # "arrests", not "arrests arrested"
        return told if subject.measure.startswith(stem(told.split()[-1])) else f"{told} {subject.measure}"
    if subject.measure in {*_BARE, subject.unit} - _PROPERTIES:
        return f"“{shorten(counts[0].evidence[0].text, _LONGEST)}”"
    measure = subject.measure.removesuffix(f" {subject.unit}")
    noun, _, rest = (measure if any(c.counted for c in counts) else measure.removesuffix(" share")).partition(" ")
    written = [word.text for count in counts for word in words(f"{count.counted} {count.span.text}")]
    several = [word for word in written if word != noun and (stem(word) == stem(noun) or word == f"{noun}ren")]
    plural = next(iter(several), noun)
    return f"{plural} {rest}".strip()
