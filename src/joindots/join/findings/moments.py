"""When that was which comes once in a matter of few reports: the blast, the first call, the last inspection."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from importlib import resources
from itertools import combinations

from msgspec import Struct, convert

from joindots.join.findings.clock_times import find_clock_times
from joindots.join.findings.contexts import Context
from joindots.join.findings.outcomes import expand
from joindots.join.findings.verdicts import Saying, Verdict, make_finding, make_position, name_reports
from joindots.join.findings.wordings import capitalise, date_words
from joindots.model import Finding, Span, TimeExpression
from joindots.text.normal import content_words, stem

_CONFLICT = 0.55
_HOUR = re.compile(r"(?:\d{4}-\d\d-\d\d)?T(\d\d):(\d\d)")
_DAY = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
_HALF_DAY = re.compile(r"[ap]\.?m\b|morning|evening|afternoon|night|noon|midday", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?:about|around|shortly|just|soon|roughly|approximately|nearly|almost|before|after|by)\s\Z", re.IGNORECASE
)
_ALLOWED = (5, 30)  # minutes that exact hours, and hours left open, may lie apart
_MOST_MINUTES = 3 * 60
"""Minutes from which two hours are more likely of two things."""
_HALF = 12 * 60
_LAST = 20  # code points after a moment at the end of a sentence that "It was ten" takes up
_LONG = 80  # code points before a moment in a sentence that takes an hour up
_LEAST_WORDS = 3  # besides names that two tellings of one letter share
_KINDS = {"person": ("person",), "body": ("organisation", "group")}
_REACH = 60  # code points between the words and the time
_BREAK = re.compile(r"[;:?!“”\"]|\b(?:and|but|while|before|until|who|which|after|until)\b", re.IGNORECASE)
"""What begins something else between the words and the time."""
_NEAR = re.compile(r"\b(?:shortly|just|soon) (?:before|after)\b", re.IGNORECASE)
_TO_COME = re.compile(r"\b(?:will|would|due|to be|is to|are to|if|not|never|should)\s(?:\w+\s)?\Z", re.IGNORECASE)
_THEN = re.compile(r"(?:That is|That was|It was then|This was) when\b")
_IT_WAS = re.compile(r"\AIt was\s\Z")
_OTHER = re.compile(r"\b(?:second|earlier|another|previous|other|next|later)\s(?:\w+\s)?\Z", re.IGNORECASE)


class Moment(Struct, frozen=True, kw_only=True):
    """Something that comes once.

    Attributes:
        name: For topics.
        unit: What is compared, `hour` or `day`.
        words: Entries that tell it.
        shared: What two tellings of one share besides: `person`, `body`, `words`, or nothing.
        within: Days from which two days are more likely of two things, or 0.
        matter: A word that both reports use, without which "police came" may be of anything.
    """

    name: str
    unit: str
    words: list[str]
    shared: str = ""
    within: int = 0
    matter: str = ""


class _Told(Struct, frozen=True, kw_only=True):
    """A moment in one report: minutes of a day, and the day if it is told, or the first and the last day it can be.

    `dial` is whether the half of the day is left open, `open` whether the words leave the hour open.
    """

    moment: int
    value: str
    minutes: int
    earliest: str
    latest: str
    dial: bool
    open: bool
    words: str
    names: frozenset[str]
    stems: frozenset[str]
    saying: Saying


@cache
def load_moments() -> tuple[Moment, ...]:
    """The moments of `moments.toml`."""
    text = resources.files(__package__).joinpath("moments.toml").read_text("utf-8")
    return tuple(convert(tomllib.loads(text)["moments"], list[Moment]))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    forms = [sorted({form for entry in one.words for form in expand(entry)}, key=len)[::-1] for one in load_moments()]
    return tuple(re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, some))})(?!\w)", re.IGNORECASE) for some in forms)


def find_moments(context: Context) -> Iterator[Finding]:
    """For each moment and each small matter: a conflict where reports put it at two times, and none gives both."""
    told: dict[tuple[str, int], dict[str, list[_Told]]] = defaultdict(lambda: defaultdict(list))
    for time in sorted(context.pile.times, key=lambda time: time.span):
        for story in context.stories_of_one_matter(time.span.document):
            for one in _read(context, time):
                told[story, one.moment][time.span.document].append(one)
    begun = {_sides(finding) for finding in find_clock_times(context)}
    for key in sorted(told):
        if (finding := _judge(context, load_moments()[key[1]], told[key])) and _sides(finding) not in begun:
            yield finding


def _sides(finding: Finding) -> frozenset[tuple[str, ...]]:
    return frozenset(position.documents for position in finding.positions)


def _read(context: Context, time: TimeExpression) -> Iterator[_Told]:
    """The moments that a time of day or a day is of."""
    value, block = time.value or "", context.block(time.span)
    hour = _HOUR.fullmatch(value)
    if block is None or block.kind != "body" or not (hour or _DAY.fullmatch(value)):
        return
    sentence = context.sentence(time.span)
    for at, (moment, words) in enumerate(zip(load_moments(), _patterns(), strict=True)):
        if (moment.unit == "hour") == bool(hour) and (around := _find(context, sentence, time, words)):
            if not re.search(moment.matter, context.documents[time.span.document].text, re.IGNORECASE):
                continue
            record = context.said_by(time.span)
            names = frozenset(name for span in around for name in context.entities_in(span))
            own = {part for name in names for part in content_words(context.entities[name].name)}
            said = content_words(words.sub("", " ".join(span.text for span in around).replace(time.span.text, "")))
            yield _Told(
                moment=at,
                value=value[-5:] if hour else value,
                minutes=int(hour[1]) * 60 + int(hour[2]) if hour else 0,
                earliest=value[:-6] if hour else time.earliest or "",
                latest=time.latest or "",
                dial=bool(hour and int(hour[1]) <= 12 and not _HALF_DAY.search(time.span.text)),
                open=_OPEN.search(sentence.text[: time.span.start - sentence.start]) is not None,
                words=" ".join(time.span.text.split()) if hour else date_words(value),
                names=frozenset(context.namesakes.get(name, name) for name in names),
                stems=frozenset(stem(word.text) for word in said) - {stem(word.text) for word in own},
                saying=Saying(evidence=tuple(around), records=(time.id,), source=context.source_of(record)),
            )


def _find(context: Context, sentence: Span, time: TimeExpression, words: re.Pattern[str]) -> list[Span]:
    """The sentences that tell a moment and its time: that of the time alone, or with the one that takes it up."""
    start, end = time.span.start - sentence.start, time.span.end - sentence.start
    if any(_is_near(sentence.text, found, start, end) for found in words.finditer(sentence.text)):
        return [sentence]
    text, block = context.documents[sentence.document].text, context.block(sentence)
    before = context.sentence_before(sentence)
    if before and _IT_WAS.match(sentence.text[:start]) and _ends_with(before.text, words):
        return [before, sentence]
    if block and _THEN.match(text[sentence.end : block.end].lstrip()):
        after = context.sentence(context.trim(sentence.document, sentence.end, min(sentence.end + _REACH, block.end)))
        found = words.search(after.text)
        if found and found.start() <= _LONG:
            return [sentence, after]
    return []


def _is_near(text: str, found: re.Match[str], start: int, end: int) -> bool:
    """Whether words tell what was at a time in the same sentence, with nothing else between them."""
    if _TO_COME.search(text[: found.start()]) or _OTHER.search(text[: found.start()]):
        return False
    between = text[found.end() : start] if found.end() <= start else text[end : found.start()]
    return len(between) <= _REACH and not _BREAK.search(_NEAR.sub("", between))


def _ends_with(text: str, words: re.Pattern[str]) -> bool:
    """Whether a sentence tells the moment in its last words."""
    return any(len(text) - found.end() <= _LAST for found in words.finditer(text))


def _judge(context: Context, moment: Moment, told: Mapping[str, Sequence[_Told]]) -> Finding | None:
    """A conflict; none where one report gives both times."""
    kept = [one for some in told.values() if moment.shared or len({one.value for one in some}) == 1 for one in some]
    pairs = [
        (a, b) for a, b in combinations(kept, 2) if _document(a) != _document(b) and _is_one(context, moment, a, b)
    ]
    apart = sorted({one.value for a, b in pairs if _at_odds(moment, a, b) for one in (a, b)})
    sides = [[one for one in kept if one.value == value] for value in apart]
    reports = [{_document(one) for one in side} for side in sides]
    if len(apart) < 2 or any(a & b for a, b in combinations(reports, 2)):
        return None
    given = [f"{side[0].words} in {name_reports(context, [one.saying for one in side])}" for side in sides]
    verdict = Verdict(
        kind="conflict",
        topic=f"Date: {'hour' if moment.unit == 'hour' else 'day'} of {moment.name}",
        about=(),
        confidence=_CONFLICT,
        explanation=f"{capitalise(moment.name)}: {'; '.join(given)}. Nothing says why they differ.",
    )
    return make_finding(verdict, [make_position(context, s[0].words, [one.saying for one in s]) for s in sides])


def _document(told: _Told) -> str:
    return told.saying.document


def _is_one(context: Context, moment: Moment, a: _Told, b: _Told) -> bool:
    """Whether two reports tell one moment: by what they share, and by how near the two times are."""
    if moment.shared == "words":
        shared = len(a.stems & b.stems) >= _LEAST_WORDS
    else:
        kinds = _KINDS.get(moment.shared, ())
        shared = not kinds or any(context.entities[name].kind in kinds for name in a.names & b.names)
    if moment.unit == "hour":
        return shared and (a.earliest == b.earliest or not (a.earliest and b.earliest))
    return shared and not (moment.within and _days_apart(a.earliest, b.earliest) > moment.within)


def _days_apart(a: str, b: str) -> int:
    return abs((date.fromisoformat(a) - date.fromisoformat(b)).days)


def _at_odds(moment: Moment, a: _Told, b: _Told) -> bool:
    if moment.unit == "day":
        return a.latest < b.earliest or b.latest < a.earliest
    apart = abs(a.minutes - b.minutes)
    if a.dial or b.dial:
        apart = min(apart % _HALF, _HALF - apart % _HALF)
    return _ALLOWED[a.open or b.open] < apart <= _MOST_MINUTES
