"""The day of something still to come, moved: a hearing set for 30 June, and then for 7 July."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

from msgspec import Struct
from msgspec.structs import replace

from joindots.join.findings.contexts import Context
from joindots.join.findings.lexicons import word_set
from joindots.join.findings.verdicts import Saying, Verdict, make_finding, make_position, name_reports
from joindots.join.findings.wordings import date_words
from joindots.linkage import connected_components
from joindots.model import Finding, FindingKind, Span, TimeExpression
from joindots.text.normal import content_stems, stem

_MOVED = 0.6
_MOVED_SAID = 0.75
_CONFLICT = 0.5
_DAY = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
_MOVES = re.compile(
    r"\b(?:moved|postponed|delayed|deferred|rescheduled|adjourned|(?:put|pushed) (?:off|back)|brought forward)\b"
    r"[^.;:!?]{0,40}\s(?:to|until|till|for)\s(?:\w+\s)?\Z",
    re.IGNORECASE,
)
"""Right before a day: that something else was set before."""
_HELD = re.compile(
    r"\b(?:opened|reopened|began|started|took place|got under way|was held|were held)\s(?:on\s)?(?:\w+day,?\s)?\Z",
    re.IGNORECASE,
)
"""Right before a day: that what was to come has come."""
_PUT_OFF = re.compile(
    r"\b(?:been|was|were|twice|once)\s"
    r"(?:moved|postponed|delayed|deferred|rescheduled|adjourned|(?:put|pushed) (?:off|back))\b",
    re.IGNORECASE,
)
_COMING = re.compile(
    r"\b(?:will|would|is to|are to|was to|were to|due|set for|set to|been set|scheduled|expected|planned|moved to"
    r"|(?:ends|expires|begins|starts|opens|closes|runs)(?= (?:on|in|until)))\b",
    re.IGNORECASE,
)
_LASTS = re.compile(
    r"\b(?:(?:is|are) )?(?:expected|due|scheduled|will|would)(?: to)? (?:last|take|run)\b", re.IGNORECASE
)
_WAS_PLANNED = re.compile(
    r"\b(?:(?:had been|was originally|were originally|was first|was initially|was to have been|originally)"
    r" (?:set|due|scheduled|expected|planned)|(?:was|were) to (?:have \w{3,15}|be))\b",
    re.IGNORECASE,
)
_SPOKEN = re.compile(r"\b(?:said|says|told|announced|reported|added|confirmed)\s(?:[a-z]+\s){0,2}\Z")
_LONGEST = 800  # code points of a sentence; a longer one is a list
_REACH = 160  # code points before a date in which what is to come stands
_BACK = 400  # code points before a sentence in which that stands of which it tells a part
_PARTS = frozenset({"opening", "start"})  # of a trial, a strike
_VERBS = {"to hear": "hearing"}
_SHARED = 2  # content words besides the event's own that two tellings share


class _Plan(Struct, frozen=True, kw_only=True):
    """A coming day in one report.

    Attributes:
        document: Id.
        value: The day or month.
        earliest: First day it can mean.
        latest: Last day it can mean.
        head: What is to come.
        stems: Content words of the sentence, without those of the date.
        saying: For a position.
        past: Whether the report tells it as what was planned once.
        moves: Whether the report tells that another day was set before.
        held: Whether it tells that it came on that day.
    """

    document: str
    value: str
    earliest: str
    latest: str
    head: str
    stems: frozenset[str]
    saying: Saying
    past: bool
    moves: bool
    held: bool


def find_plans(context: Context) -> Iterator[Finding]:
    """For each thing to come that reports of one story put on different days: moved, or at odds."""
    told: dict[tuple[str, str], list[_Plan]] = defaultdict(list)
    before: TimeExpression | None = None
    for time in sorted(context.pile.times, key=lambda time: time.span):
        if plan := _read(context, time):
            instead = _read_instead(context, before, plan) if plan.past and before else None
            for story in context.stories_of_one_matter(plan.document):
                told[story, plan.head] += [plan, instead] if instead else [plan]
        before = time
    for key in sorted(told):
        plans = sorted(told[key], key=lambda plan: plan.saying.evidence)
        edges = [(i, k) for (i, a), (k, b) in combinations(enumerate(plans), 2) if _is_one(context, a, b)]
        for members in connected_components(len(plans), edges):
            yield from _judge(context, key[1], [plans[i] for i in members])


@cache
def _heads() -> re.Pattern[str]:
    joined = "|".join(sorted(word_set("plans", "heads"), key=lambda word: (-len(word), word)))
    return re.compile(rf"\b(?:{joined})\b", re.IGNORECASE)


def _read(context: Context, time: TimeExpression) -> _Plan | None:
    """The plan that a date is of: after its report's day, with words of planning and what is planned before it."""
    value, published = time.value or "", context.day(time.span.document)
    block = context.block(time.span)
    if not _DAY.fullmatch(value) or time.earliest is None or time.latest is None or published is None:
        return None
    if block is None or block.kind != "body":
        return None
    sentence = context.sentence(time.span)
    before = sentence.text[max(0, time.span.start - sentence.start - _REACH) : time.span.start - sentence.start]
    if len(sentence.text) > _LONGEST or _SPOKEN.search(before):
        return None  # the day on which somebody said so
    past = _is_past(before)
    heads = list(_heads().finditer(before))
    if len(_COMING.findall(_WAS_PLANNED.sub("", _LASTS.sub("", sentence.text)))) > 1:
        return None  # several things are to come
    held = _HELD.search(before) is not None
    moves = _MOVES.search(before) is not None or (held and _PUT_OFF.search(before) is not None)
    if not heads or not (past or held or ((moves or _COMING.search(before)) and time.latest >= published)):
        return None
    record = context.said_by(time.span)
    said = f"{sentence.text[: time.span.start - sentence.start]} {sentence.text[time.span.end - sentence.start :]}"
    return _Plan(
        document=time.span.document,
        value=value,
        earliest=time.earliest,
        latest=time.latest,
        head=_read_head(context, sentence, heads[-1].group().lower()),
        stems=content_stems(said) - word_set("plans", "empty"),
        saying=Saying(evidence=(sentence,), records=(time.id,), source=context.source_of(record)),
        past=past,
        moves=moves,
        held=held,
    )


def _read_head(context: Context, sentence: Span, head: str) -> str:
    """What is to come by one name: who is to be heard has a hearing, "the opening" is of what was told last."""
    if head not in _PARTS:
        return stem(_VERBS.get(head, head))
    before = context.documents[sentence.document].text[max(0, sentence.start - _BACK) : sentence.end]
    wholes = [found.group().lower() for found in _heads().finditer(before)]
    return stem(next((whole for whole in reversed(wholes) if whole not in _PARTS and whole not in _VERBS), head))


def _is_past(before: str) -> bool:
    """Whether what stands before a date tells what was planned once, and not in the next breath what will be now."""
    planned = list(_WAS_PLANNED.finditer(before))
    return bool(planned) and not _COMING.search(before, planned[-1].end())


def _read_instead(context: Context, time: TimeExpression, plan: _Plan) -> _Plan | None:
    """The day of the sentence right before one that tells what was planned once: when it is to be now."""
    sentence, value = context.sentence(time.span), time.value or ""
    following = plan.saying.evidence[0]
    text = context.documents[plan.document].text
    near = sentence.document == plan.document and not text[sentence.end : following.start].strip()
    if not near or sentence == following or not _DAY.fullmatch(value) or not time.earliest or not time.latest:
        return None
    if time.latest < (context.day(plan.document) or "9") or value == plan.value:
        return None
    saying = Saying(evidence=(sentence, following), records=(time.id,), source=plan.saying.source)
    return replace(plan, value=value, earliest=time.earliest, latest=time.latest, saying=saying, past=False)


def _is_one(context: Context, a: _Plan, b: _Plan) -> bool:
    """Whether two days are of one thing: their sentences share words besides, or one tells what was planned once.

    Or one tells that it moved, and the other is of a report before it.
    """
    shared = (a.stems & b.stems) - {a.head}
    if a.held and b.held:
        return False  # what came twice came twice
    if a.moves != b.moves and not (a.past or b.past):
        first, then = (b, a) if a.moves else (a, b)
        return bool(_told_on(context, first) and _told_on(context, first) < _told_on(context, then))
    if a.past or b.past:
        return a.document != b.document or a.past != b.past
    return len(shared) >= min(_SHARED, len(a.stems) - 1, len(b.stems) - 1)


def _judge(context: Context, head: str, plans: Sequence[_Plan]) -> Iterator[Finding]:
    """One finding where two days cannot be one; none where a report tells both without saying that it moved."""
    values: dict[str, list[_Plan]] = defaultdict(list)
    for plan in plans:
        values[plan.value].append(plan)
    apart = [v for v in sorted(values) if all(_differ(values[v][0], values[o][0]) for o in values if o != v)]
    if len(apart) != 2:
        return
    sides = sorted((values[value] for value in apart), key=lambda side: min(_told_on(context, plan) for plan in side))
    old, new = sides
    said = any(plan.past for plan in old) or any(plan.moves for plan in new)
    if not said and {plan.document for plan in old} & {plan.document for plan in new}:
        return
    days = [sorted(context.day(plan.document) or "" for plan in side if not plan.past) for side in sides]
    moved = said or bool(days[0] and days[1] and days[0][-1] < days[1][0])
    if not moved and any(plan.held for plan in (*old, *new)):
        return
    kind: FindingKind = "change" if moved else "conflict"
    told = [f"{date_words(side[0].value)} in {name_reports(context, side)}" for side in sides]
    text = f"The {head}: {told[0]}; {'later ' if moved else ''}{told[1]}."
    telling = [plan for plan in old if plan.past] or [plan for plan in new if plan.moves]
    text += f" {name_reports(context, telling)} tells that it moved." if said else ""
    verdict = Verdict(
        kind=kind,
        topic=f"Date: {head}",
        about=(),
        confidence=_MOVED_SAID if said else _MOVED if moved else _CONFLICT,
        explanation=text,
    )
    positions = [make_position(context, date_words(side[0].value), [plan.saying for plan in side]) for side in sides]
    yield make_finding(verdict, positions)


def _differ(a: _Plan, b: _Plan) -> bool:
    return a.latest < b.earliest or b.latest < a.earliest


def _told_on(context: Context, plan: _Plan) -> str:
    """When a plan was made: what was planned once comes first."""
    return "" if plan.past else context.day(plan.document) or ""
