"""What an undated report says about the time between an event and itself: "last week", "it is a year since"."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from joindots.model import Document, Event, Observations, Span, TimeExpression
from joindots.text.number_words import ORDINALS, SMALL
from joindots.text.quotes import find_quotations
from joindots.text.timexes import Named, Shifted, When, find_phrases

_NUMBER = r"(?P<count>an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
_NTH = r"(?P<nth>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th))"
# "It is a year since ...", "one year on from ...", "today is the first anniversary of ...": the event follows.
_YEARS_THEN_EVENT = re.compile(
    rf"\b(?:(?:is|been|[’']s)\s+(?:now\s+|exactly\s+|almost\s+)?{_NUMBER}\s+years?\s+(?:to\s+the\s+day\s+)?since\b"
    r"|(?:^|(?<=[.!?]\s))(?P<on>one|two|three|four|five|six|seven|eight|nine|ten)\s+years?\s+on\s+from\b"
    rf"|(?:is|marks|marked)\s+the\s+{_NTH}\s+anniversary\s+of\b)",
    re.IGNORECASE | re.MULTILINE,
)
# "The Westford fire, one year on": the event comes just before.
_EVENT_THEN_YEARS = re.compile(
    rf"^\w*\s{{0,9}}[,:–—-]?\s{{0,9}}(?P<all>{_NUMBER}\s+years?\s+on\b(?!\s+from\b))", re.IGNORECASE
)
# Between an event word and the time that belongs to it: objects and places, no other clause.
_CLAUSE = re.compile(
    r"^\w*(?:\s+(?!said|says|told|added|who|which|that|where|when|because|but|while|as)[\w’'-]+){0,12}\s+$"
)
_NEXT_TO = re.compile(
    r"^\w*\s+(?:(?:on|in|at|near|off)\s+(?:the\s+)?(?:[A-Z][\w’'-]*\s+)+)?(?:on\s+|early\s+|late\s+)?$"
)
_OPENS = re.compile(r"\b(?:after|since|following|during|in)\s+(?:[\w’'-]+\s+){0,4}$", re.IGNORECASE)
_OWNED = re.compile(r"^[’']s?\s+(?:[\w-]+\s+){0,3}$")
_VERB = re.compile(r".{1,40}ed|shot|struck|hit|blew|left|fell|sank|ran|drove|burst|broke|took|stabbed", re.IGNORECASE)
_REACH = 100  # characters between an event word and its time


class TimeLink(Struct, frozen=True):
    """A time expression tied to an event.

    Attributes:
        event: The event, of the report's own observations.
        when: What the words say, counted from the day of writing; None for an anniversary.
        years: For an anniversary its number, else 0.
        span: The words.
    """

    event: Event
    when: When | None
    years: int
    span: Span


def find_links(document: Document, found: Observations) -> list[TimeLink]:
    """The expressions of a report that tie its day of writing to an event.

    What stands in quotation marks was said on another day and does not count, nor does what a caption says.

    Returns:
        In text order.
    """
    mentions = sorted(((m, e) for e in found.events for m in e.mentions), key=lambda pair: (pair[0], pair[1].id))
    blocks = [(b.start, b.end) for b in document.blocks if b.kind in ("title", "standfirst", "heading", "body")]
    quoted = [part for quotation in find_quotations(document.text, blocks) for part in quotation.parts]
    links = [*_relative_links(document.text, found.times, mentions), *_anniversary_links(document, blocks, mentions)]
    kept = [k for k in links if _inside(k.span, blocks) and not _inside(k.span, quoted)]
    return sorted(kept, key=lambda link: (link.span, link.event.id))


def _inside(span: Span, stretches: Sequence[tuple[int, int]]) -> bool:
    return any(start <= span.start < end for start, end in stretches)


def _relative_links(
    text: str, times: Sequence[TimeExpression], mentions: Sequence[tuple[Span, Event]]
) -> Iterator[TimeLink]:
    for time in times:
        if time.value is not None or (when := _read_when(time.span.text)) is None:
            continue
        for mention, event in mentions:
            near = abs(mention.start - time.span.start) <= _REACH
            if near and _belongs(text, mention, time.span):
                yield TimeLink(event, when, 0, time.span)


def _read_when(words: str) -> When | None:
    """What certain words say: `yesterday`, `last week`, `this month`, `last Wednesday`.

    Nothing that people round ("two years ago"), and not "today", which pages keep that are written on over days.
    """
    phrases = find_phrases(words, [(0, len(words))])
    when = phrases[0].when if len(phrases) == 1 else None
    if isinstance(when, Shifted):
        return when if (-7 < when.count < 0 if when.unit == "day" else when.count in (-1, 0)) else None
    if isinstance(when, Named) and when.unit == "weekday" and when.side == -1:
        return when
    return None


def _belongs(text: str, mention: Span, time: Span) -> bool:
    """Whether the time is that of the event word, as far as the words between them tell."""
    if time.end <= mention.start:
        return bool(_OWNED.match(text[time.end : mention.start]))
    if mention.end > time.start:
        return False
    between = text[mention.end : time.start]
    if _VERB.fullmatch(mention.text):
        return bool(_CLAUSE.match(between))
    return bool(_NEXT_TO.match(between)) and bool(_OPENS.search(text[max(0, mention.start - _REACH) : mention.start]))


def _anniversary_links(
    document: Document, blocks: Sequence[tuple[int, int]], mentions: Sequence[tuple[Span, Event]]
) -> Iterator[TimeLink]:
    text = document.text
    for start, end in blocks:
        for match in _YEARS_THEN_EVENT.finditer(text, start, end):
            stop = text.find(". ", match.end(), end)
            sentence = range(match.end(), stop if stop >= 0 else end)
            event = next((e for m, e in mentions if m.start in sentence), None)
            if event and (years := _years(match)):
                yield TimeLink(event, None, years, _span(document, match.start(), match.end()))
    for mention, event in mentions:
        after = _EVENT_THEN_YEARS.match(text[mention.end : mention.end + _REACH])
        if after and (years := _years(after)):
            first = mention.end + after.start("all")
            yield TimeLink(event, None, years, _span(document, first, mention.end + after.end("all")))


def _years(match: re.Match[str]) -> int:
    groups = match.groupdict()
    word = (groups.get("count") or groups.get("on") or groups.get("nth") or "").lower()
    if word in ("a", "an"):
        return 1
    digits = re.sub(r"\D", "", word)
    return int(digits) if digits else SMALL.get(word) or ORDINALS.get(word, 0)


def _span(document: Document, start: int, end: int) -> Span:
    return Span(document=document.id, start=start, end=end, text=document.text[start:end])
