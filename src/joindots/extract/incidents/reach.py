"""Which of the tolls that stand beside an incident are its own, and which of those hurt lived."""

import re
from datetime import date, timedelta

from joindots.extract.incidents.survivors import DEADLY, size_of
from joindots.extract.incidents.values import Values
from joindots.model import Quantity, TimeExpression

_WEEK = timedelta(days=7)
"""A bare weekday may be read a week amiss, and a night may be told by the day before it."""
_DATES = frozenset({"DATE", "TIME"})
_WITHDRAWN = re.compile(
    r"\b(?:incorrect(?:ly)?|erroneous(?:ly)?|inaccurate(?:ly)?|mistakenly|in error|proved (?:to be )?(?:false|wrong))\b"
    r"|\b(?:of|from) natural causes\b",
    re.IGNORECASE,
)
# Lines that lead elsewhere: with how long a film is, or after a word that says so.
_LEADING = re.compile(
    r"\s{0,4}(?:\d{1,2}:\d\d\s{1,3}(?=[A-Z0-9'\"“‘])"
    r"|(?i:more|read more|related|see also|also|story|previous story|watch|photos|video)"
    r"(?:\s\d{1,2}/\d{1,2}/\d{2,4})?\s?:\s)"
)
_EITHER = re.compile(
    r"[^,.;]{0,40}?\b(?:killed|dead|shot|wounded|injured|hurt) or (?:\w{2,12}ly )?"
    r"(?:killed|dead|wounded|injured|hurt)\b",
    re.IGNORECASE,
)
_EITHER_REACH = 70  # code points, no less than the pattern can span
# Those of a number who died: "one of them fatally", and before it "killing".
_FATALLY = re.compile(r"\s(?:of (?:them|whom) )?(?:fatally|mortally)\b", re.IGNORECASE)
_KILLING = re.compile(r",\s(?:and )?(?:killing|killed) \Z", re.IGNORECASE)
_SOME_DIED = re.compile(r"\bof (?:the|those|them)\b[^.;\n]{0,40} (?:died|dies|ha(?:s|ve) died|dead)\b", re.IGNORECASE)
_PART_REACH = 90  # code points between both numbers
_HURT = frozenset({"shot", "stabbed", "struck", "hospitalised"})
_LEFT = re.compile(r"\b(?:other|surviving|remaining) \Z", re.IGNORECASE)
_LEFT_REACH = 12  # code points
_OF_ALL = re.compile(r" of (?:the (?:victims|wounded|injured|people|men|women)|those|them|whom)\b", re.IGNORECASE)
_REST_LIVED = re.compile(
    r"\b(?:the )?(?:others|other victims|rest|remaining)\b[^.;]{0,60}"
    r"\b(?:survive[ds]?|recover(?:ing|ed)?|treated|released|hospitals?|condition|injured|wounded|hurt)\b",
    re.IGNORECASE,
)
_SOON = 3  # sentences
_OTHERS = re.compile(r"\bothers?\b", re.IGNORECASE)


def is_told_of_before(values: Values, toll: Quantity) -> bool:
    """Whether a toll is told of days before the incident's: "after a man was killed there in March".

    Nobody dies of what has not happened yet. A sentence that tells a day of the incident as well tells of both.
    """
    sentence = values.parse.sentence_at(toll.span.start)
    days = [day for value in values.values("date") if (day := _first_day(str(value))) is not None]
    if sentence is None or not days:
        return False
    times = [time for _, time in values.lookup.times_in(sentence.i) if time.type in _DATES and time.latest]
    here = [time for time in times if toll.clause.start <= time.span.start < toll.clause.end]
    return bool(here) and all(_is_before(time, min(days)) for time in times)


def _is_before(time: TimeExpression, day: date) -> bool:
    return time.latest is not None and date.fromisoformat(time.latest[:10]) < day - _WEEK


def _first_day(value: str) -> date | None:
    """The first day of a date with a day; None for a month or year, and where only the end is known."""
    first = value.partition("/")[0].partition("T")[0]
    try:
        return date.fromisoformat(first)
    except ValueError:
        return None


def is_of_another_page(values: Values, toll: Quantity) -> bool:
    """Whether a toll stands in a line that leads to another report: "1:51 Two killed in fire", "More: one dead"."""
    sentence = values.parse.sentence_at(toll.span.start)
    if sentence is None or sentence.kind == "title":
        return False
    block = values.parse.document.blocks[sentence.block]
    return _LEADING.match(values.parse.document.text, block.start, block.end) is not None


def is_withdrawn(values: Values, toll: Quantity) -> bool:
    """Whether a sentence tells that a toll was wrong, or that somebody died of no violence or mischance."""
    sentence = values.parse.sentence_at(toll.span.start)
    return (
        sentence is not None and _WITHDRAWN.search(values.parse.document.text, sentence.start, sentence.end) is not None
    )


def is_either(values: Values, toll: Quantity) -> bool:
    """Whether a toll counts those who were hurt together with those who died: "eight were wounded or killed"."""
    sentence = values.parse.sentence_at(toll.span.start)
    end = sentence.end if sentence is not None else toll.span.end
    return _EITHER.match(values.parse.document.text, toll.span.end, min(end, toll.span.end + _EITHER_REACH)) is not None


def find_rest(values: Values, tolls: list[Quantity], dead: list[Quantity]) -> list[Quantity]:
    """Numbers and lists of those hurt that are surely the ones who lived.

    "The three others were taken to hospital", "three other people were also struck", and those who make up all that
    were shot with the dead.

    Args:
        values: Of the incident.
        tolls: All its tolls.
        dead: Those of them that tell of dead.
    """
    killed = max((int(size_of(q)) for q in dead), default=0)
    counted = any(q.measure == "injured" and size_of(q) > 1 for q in tolls)
    shot = {int(size_of(q)) for q in tolls if q.measure.partition("|")[0] in _HURT}
    hurt = {int(size_of(q)) for q in tolls if q.measure == "injured"}
    return [
        q
        for q in tolls
        if q.measure.partition("|")[0] in _HURT | {"injured"}
        and size_of(q) > 1
        and (
            (_is_told_hurt(q) and int(size_of(q)) + killed in (shot | hurt if _is_left(values, q) else shot))
            or (
                _OTHERS.search(q.counted or "")
                and (not q.measure.endswith("|part") or (not counted and _is_beside(values, q, dead)))
            )
        )
        and not _tells_death(values, q)
        and (_is_told_hurt(q) or not _SOME_DIED.search(values.parse.document.text, q.span.end))
    ]


def _is_left(values: Values, toll: Quantity) -> bool:
    """Whether a number counts those who are left: "the other three", "the surviving three"."""
    before = _LEFT.search(values.parse.document.text, max(0, toll.span.start - _LEFT_REACH), toll.span.start)
    return before is not None and not toll.measure.endswith("|part")


def _is_beside(values: Values, toll: Quantity, dead: list[Quantity]) -> bool:
    """Whether others are told after the dead of their sentence: "one was killed and two others are in hospital"."""
    sentence = values.parse.sentence_at(toll.span.start)
    return any(sentence is not None and sentence.start <= q.span.start < toll.span.start for q in dead)


def leave_out_totals(values: Values, numbers: list[Quantity], dead: list[Quantity], killed: int) -> list[Quantity]:
    """Without numbers of all who were hurt, where it is told how many of them are left beside the dead.

    "Four had gunshot wounds. One of them died. The other three are in hospital."
    """
    text = values.parse.document.text
    rest = {
        size_of(q)
        for q in numbers
        if _is_left(values, q) or _OF_ALL.match(text, q.span.end) or _OTHERS.search(q.counted or "")
    }

    def is_all(toll: Quantity) -> bool:
        sentence = values.parse.sentence_at(toll.span.start)
        beside = any(sentence is not None and sentence.start <= q.span.start < sentence.end for q in dead)
        apart = beside or _OTHERS.search(toll.counted or "") is not None
        return not apart and size_of(toll) - killed in rest

    return [q for q in numbers if not (killed and is_all(q))]


def _is_told_hurt(toll: Quantity) -> bool:
    return toll.measure.partition("|")[0] in ("hospitalised", "injured")


def count_who_lived(
    values: Values, hurt: list[Quantity], dead: list[Quantity], most: int
) -> list[tuple[int, Quantity]]:
    """How many lived of a number told with those of them who died: "four were shot, one fatally", "killing one".

    Only where the report tells no more dead than this (`most`), and both numbers are exact.
    """
    found = list[tuple[int, Quantity]]()
    for all_ in (q for q in hurt if q.bound == "exact" and not q.measure.endswith("|part")):
        after = [q for q in dead if q.bound == "exact" and all_.span.end <= q.span.start]
        some = [q for q in after if most == size_of(q) < size_of(all_)]
        some = [q for q in some if _is_part(values, all_, q) or _is_part_after(values, all_, q)]
        found.extend((int(size_of(all_) - size_of(q)), all_) for q in some)
    return found


def _is_part(values: Values, all_: Quantity, died: Quantity) -> bool:
    """Whether those who died are told as some of a number before: no number of others stands between."""
    text = values.parse.document.text
    between = text[all_.span.end : died.span.start]
    sentence = values.parse.sentence_at(all_.span.start)
    if sentence is None or died.span.start >= sentence.end:
        return False
    fatally = _FATALLY.match(text, died.span.end, died.span.end + _PART_REACH)
    return len(between) <= _PART_REACH and (fatally is not None or _KILLING.search(between) is not None)


def _is_part_after(values: Values, all_: Quantity, died: Quantity) -> bool:
    """Whether later sentences tell those who died as some of a number: "three of them died", "the others survived"."""
    text, sentences = values.parse.document.text, values.parse.sentences
    first, last = values.parse.sentence_at(all_.span.start), values.parse.sentence_at(died.span.start)
    if first is None or last is None or not first.i < last.i <= first.i + _SOON:
        return False
    if _OF_ALL.match(text, died.span.end) or _OF_ALL.search(died.span.text):
        return True
    after = sentences[last.i : last.i + 2]
    return any(_REST_LIVED.search(text, max(s.start, died.span.end), s.end) for s in after)


def _tells_death(values: Values, toll: Quantity) -> bool:
    """Whether the rest of a toll's sentence tells a death: "four were taken to hospital, where one died"."""
    sentence = values.parse.sentence_at(toll.span.start)
    return sentence is None or DEADLY.search(values.parse.document.text, toll.span.end, sentence.end) is not None
