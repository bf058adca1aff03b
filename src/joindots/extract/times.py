"""Time expressions (TIMEX3), resolved against the document's date as far as that is certain."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from joindots.extract.tenses import is_other_word, is_timetable, names_noun, read_tense
from joindots.extract.time_phrases import find_phrases_once
from joindots.model import Dated, Observations, TimeExpression, make_id
from joindots.parse import Parse
from joindots.text.calendars import cover_days
from joindots.text.timexes import (
    Around,
    Fixed,
    Hung,
    Named,
    Phrase,
    Shifted,
    Tense,
    Until,
    When,
    is_absolute,
    is_stretch,
    move_anchor,
    resolve_days,
    resolve_value,
)

Days = tuple[date, date]  # first and last
Resolved = tuple[str | None, Days | None]  # TIMEX3 value; days it can mean
_ENDED = re.compile(r"\bend(?:ed|ing)\s{1,9}(?:on\s{1,9})?\Z")  # "the quarter ended 30 June": its end is no anchor
_DEICTIC = re.compile(r"(?<!\bof )the (?:week|month|year)\Z")  # but no "player of the year"
_LOOKBACK = 24  # code points: the longest of these
# Paragraphs on from the time that it hangs on: results are compared with those of a year before all the way down, what
# happened "the next day" follows at once. 3 gave more right values than 1 on either half of `times`.
_OF_A_YEAR = frozenset(("day", "month"))
_REACHES = {"quarter": 3, "year": 3}
_REACH = 1
_AHEAD_LENGTH = re.compile(r"P(\d{1,3})([DWMY])")
_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_IN = re.compile(r"\bin (?:about |around )?\Z", re.IGNORECASE)
# "for the first time in two years", "the worst in a decade": a length that is over.
_RECORD = re.compile(
    r"\b(?:first|second|third|only|times?|once|twice|most|least|\w{2,12}est|ever)\b[^.;]{0,40}\Z", re.IGNORECASE
)
_ENDS = re.compile(r"(['’]s? time)?(?:[.,;:?!)\"”]|\s{0,9}\Z|\s(?:and|but|if|when|at|on|after|unless|as|because)\b)")
_FIRST_REACH = 60  # code points: the longest of these
_NEAR_DAYS = 14  # a bare weekday is told within a week of it, on either side


def extract_times(parse: Parse, found: Observations) -> tuple[TimeExpression, ...]:
    """Find the time expressions of a document.

    Without a date of the document nothing relative gets a value; with one that is a month or an interval a value is
    given only where every day of it gives the same, and `earliest` and `latest` span what all its days allow.

    Args:
        parse: The document.
        found: What is known so far; not needed here.

    Returns:
        Sorted by id.
    """
    del found
    written = _written(parse.document.published)
    phrases = find_phrases_once(parse.document.text, _read_blocks(parse))
    phrases = [phrase for phrase in phrases if not is_other_word(parse, phrase)]
    if written is not None:
        phrases = [_place_ahead(parse, phrase) for phrase in phrases]
    return tuple(sorted(_read_in_order(parse, phrases, written), key=lambda time: time.id))


def _read_in_order(parse: Parse, phrases: Sequence[Phrase], written: Days | None) -> Iterator[TimeExpression]:
    old = _old_sentences(parse, phrases, written)
    phrases = _order_stretches(parse, phrases, written)
    anchor: TimeExpression | None = None
    for phrase in phrases:
        near = anchor if anchor and _is_near(parse, phrase, anchor) else None
        hung = _read_hung(phrase, near)
        if hung and not (anchor is None and _counts_from_writing(parse, phrase, hung)):
            time = _make_time(parse, phrase, _hang(phrase, hung, near))
        else:
            time = _make_time(
                parse, phrase, _resolve(parse, phrase, None if _sentence(parse, phrase) in old else written)
            )
        if time.earliest and not _looks_back(phrase) and not _is_end(parse, phrase):
            anchor = time
        yield time


def _order_stretches(parse: Parse, phrases: Sequence[Phrase], written: Days | None) -> list[Phrase]:
    """Stretches whose end came before their beginning, each end being the nearest of its name, put in order.

    "From Monday to Friday", written on a Wednesday, began on the Monday of the week before, or ends in the next.
    """
    found = list(phrases)
    for i in range(1, len(found)):
        first, last = found[i - 1], found[i]
        if written is None or not _open_unit(first) or _open_unit(first) != _open_unit(last):
            continue
        begin, end = _resolve(parse, first, written)[1], _resolve(parse, last, written)[1]
        if begin and end and end[0] < begin[0] and is_stretch(parse.document.text, first, last):
            found[i - 1], found[i] = _ordered(parse, first, last, begin[0], end[0])
    return found


def _open_unit(phrase: Phrase) -> str:
    """Weekday, day or month where only the tense tells of which week or year; else empty."""
    when = phrase.when
    bare = isinstance(when, Named) and when.side is None and when.year is None
    return when.unit if bare and isinstance(when, Named) else ""


def _ordered(parse: Parse, first: Phrase, last: Phrase, begin: date, end: date) -> tuple[Phrase, Phrase]:
    """Both ends, of which one is counted from the other: the end where they are to come, else the beginning."""
    tenses = {_read_tense(parse, phrase, phrase.when) for phrase in (first, last) if phrase.when is not None}
    if "future" in tenses:
        return first, _fixed(last, begin, "future")
    return _fixed(first, end, "past"), last


def _fixed(phrase: Phrase, day: date, tense: Tense) -> Phrase:
    value = resolve_value(phrase.when, day, tense) if phrase.when is not None else None
    return replace(phrase, when=Fixed(value)) if value else phrase


def _is_end(parse: Parse, phrase: Phrase) -> bool:
    """Whether it only says when the stretch before it ends: what follows hangs on that stretch."""
    return _ENDED.search(parse.document.text[max(0, phrase.start - _LOOKBACK) : phrase.start]) is not None


def _looks_back(phrase: Phrase) -> bool:
    """Whether it only compares ("up from a year earlier"): what follows hangs on the time before it."""
    return isinstance(phrase.when, Hung | Shifted) and phrase.when.count < 0 and phrase.when.unit == "year"


def _read_hung(phrase: Phrase, near: TimeExpression | None) -> Hung | None:
    """What counts from the time named last; beside a quarter "a year ago" does, as results are compared."""
    beside_quarter = near is not None and near.value is not None and "-Q" in near.value
    if beside_quarter and phrase.rule == "ago" and phrase.when == Shifted("year", -1):
        return Hung("year", -1)
    return phrase.when if isinstance(phrase.when, Hung) else None


def _counts_from_writing(parse: Parse, phrase: Phrase, hung: Hung) -> bool:
    """Whether it can only count from the day of writing: no time is told before "later in the year" or "by the week".

    What comes after something is that in the future alone: "the next day" of a deed that is told hangs on the deed.
    """
    if phrase.clock or hung.count < 0:
        return False
    if hung.count:
        return phrase.rule == "hanging unit" and read_tense(parse, phrase.start, phrase.end) == "future"
    if phrase.rule == "end of a unit":
        return hung.unit != "quarter"
    told = parse.document.text[max(0, phrase.start - _LOOKBACK) : phrase.end].lower()
    return hung.unit not in ("quarter", "day") and _DEICTIC.search(told) is not None


def _hang(phrase: Phrase, hung: Hung, near: TimeExpression | None) -> Resolved:
    """What hangs on the time that this paragraph or the one before it named last."""
    value = move_anchor(hung, near.value.partition("T")[0]) if near and near.value else None
    if value is None:
        return phrase.clock or None, None  # a part of a day, of which day nothing tells
    return value + phrase.clock, cover_days(value)


def _is_near(parse: Parse, phrase: Phrase, anchor: TimeExpression) -> bool:
    reach = _REACHES.get(phrase.when.unit, _REACH) if isinstance(phrase.when, Hung) else _REACH
    return _block(parse, phrase.start) - _block(parse, anchor.span.start) <= reach


def _block(parse: Parse, at: int) -> int:
    return bisect_right(parse.document.blocks, at, key=lambda block: block.start)


def _read_blocks(parse: Parse) -> list[tuple[int, int]]:
    """Where times are looked for: what is parsed, and datelines, which have no sentences but a day."""
    parsed = {sentence.block for sentence in parse.sentences}
    blocks = enumerate(parse.document.blocks)
    return [(b.start, b.end) for i, b in blocks if i in parsed or (parsed and b.kind == "dateline")]


def _written(published: Dated | None) -> Days | None:
    """First and last day the document can be from."""
    if published is None or published.earliest is None or published.latest is None:
        return None
    return date.fromisoformat(published.earliest[:10]), date.fromisoformat(published.latest[:10])


def _sentence(parse: Parse, phrase: Phrase) -> int | None:
    sentence = parse.sentence_at(phrase.start)
    return sentence.i if sentence else None


def _old_sentences(parse: Parse, phrases: Sequence[Phrase], written: Days | None) -> set[int | None]:
    """Sentences that give another full date beside a bare weekday: such as captions, taken over from that day."""
    if written is None:
        return set()
    weekdays = {_sentence(parse, p) for p in phrases if isinstance(p.when, Named) and p.when.unit == "weekday"}
    far = set()
    for phrase in phrases:
        days = resolve_days(phrase.when, date.min) if isinstance(phrase.when, Fixed) else None
        if days and days[0] == days[1] and not -_NEAR_DAYS <= (days[0] - written[0]).days <= _NEAR_DAYS:
            far.add(_sentence(parse, phrase))
    return weekdays & far


def _make_time(parse: Parse, phrase: Phrase, resolved: Resolved) -> TimeExpression:
    value, days = resolved
    return TimeExpression(
        id=make_id("t", parse.document.id, phrase.start, phrase.end),
        span=parse.span(phrase.start, phrase.end),
        type=phrase.type,
        value=value,
        earliest=days[0].isoformat() if days else None,
        latest=days[1].isoformat() if days else None,
    )


def _place_ahead(parse: Parse, phrase: Phrase) -> Phrase:
    """A length after "in" as the day it leads to, where that is to come: `the court will rule in two weeks`."""
    match = _AHEAD_LENGTH.fullmatch(phrase.when.value) if isinstance(phrase.when, Fixed) else None
    before = parse.document.text[max(0, phrase.start - _FIRST_REACH) : phrase.start]
    if match is None or phrase.rule not in ("length", "a length") or not _IN.search(before) or _RECORD.search(before):
        return phrase
    ends = _ENDS.match(parse.document.text, phrase.end)
    if ends is None or read_tense(parse, phrase.start, max(phrase.end, ends.end(1))) != "future":
        return phrase
    return replace(phrase, type="DATE", when=Shifted(_UNITS[match[2]], int(match[1])))


def _resolve(parse: Parse, phrase: Phrase, written: Days | None) -> Resolved:
    when = Shifted(phrase.when.unit, phrase.when.count) if isinstance(phrase.when, Hung) else phrase.when
    if when is None:
        return _hour(phrase), None
    if is_absolute(when):
        value = resolve_value(when, date.min)
        return (value + phrase.clock if value else _hour(phrase)), resolve_days(when, date.min)
    if written is None:
        return (when.value if isinstance(when, Around | Until) else _hour(phrase)), None
    tense = _read_tense(parse, phrase, when)
    values = {resolve_value(when, day, tense) for day in written}
    days = [found for day in written if (found := resolve_days(when, day, tense))]
    value = values.pop() if len(values) == 1 else None
    covered = (min(d[0] for d in days), max(d[1] for d in days)) if days else None
    return (value + phrase.clock if value else _hour(phrase)), covered


def _hour(phrase: Phrase) -> str | None:
    """An hour of a day that is not known, or None; a part of a day by itself is no value."""
    return phrase.clock if phrase.clock[1:2].isdigit() else None


def _read_tense(parse: Parse, phrase: Phrase, when: When) -> Tense:
    tense = read_tense(parse, phrase.start, phrase.end)
    if not isinstance(when, Named):
        return tense
    if when.unit == "weekday" and is_timetable(parse, phrase.start, phrase.end):
        return "future"
    if tense == "future" and when.unit in _OF_A_YEAR and names_noun(parse, phrase.start, phrase.end):
        return "present"  # what is named by a day may have been, whatever comes of it
    return tense
