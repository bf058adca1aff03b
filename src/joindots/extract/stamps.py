"""Dates that tell no day of what happened: of an address, of the line a report is sent on, of a page put up."""

import re

from joindots.model import TimeExpression
from joindots.parse import Parse
from joindots.text.timexes import is_holiday

_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_STREET = re.compile(r"\s{1,9}block\b")  # "the 1900 block of Mill Road" is no year
# "3 May Avenue" is no day.
_PLACED = re.compile(
    r"\s{1,9}(?:avenues?|streets?|roads?|boulevard|square|plaza|bridge|dam|neighbou?rhood|movement|brigade)\b",
    re.IGNORECASE,
)
_STRETCH = re.compile(r"the (?:day|night|morning|afternoon|evening|week|month|year)", re.IGNORECASE)
_EARLIER = re.compile(r"\s{1,9}(?:before|earlier|after|prior)\b(?! (?:the|a|an|his|her|their|it)\b)", re.IGNORECASE)
_SEASON = re.compile(r"(?:Spring|Summer|Autumn|Fall|Winter)")
_DATELINE = re.compile(r"[^\n.;]{0,50}?(?:--|[–—]| - )")  # after the date that a report is sent on
_DATELINE_REACH = 60  # code points of a sentence in which that date stands
# Before a day on which a page was put up or changed.
_STAMP = re.compile(r"\b(?:posted|updated|published|modified|created|uploaded)\b:?(?: on| at)?\s{0,3}\Z", re.IGNORECASE)
_STAMPED = 24  # code points before a day that hold such a word
# What is not only held or had on a holiday that it is named by.
_NEAR_HOLIDAY = re.compile(
    r"\s{1,9}(?:part(?:y|ies)|markets?|trees?|concerts?|seasons?|shopp(?:ing|ers?)|gifts?|shows?|lights|break|cards?"
    r"|decorations?|sales?|holidays?)\b",
    re.IGNORECASE,
)
_NAME_ON = re.compile(r"(?:\s{1,3}[A-Z][\w’'-]{0,30}){1,5}\s{0,3}\Z")  # after the date in a title
_CLOCK = r"\d{1,2}[.:]\d{2}\s?(?:[ap]m\s)?[A-Z]{2,4}"  # with a zone
_CLOCKED = re.compile(rf",?\s{{1,3}}{_CLOCK}\b")  # after a date
_ENDS_CLOCKED = re.compile(rf"\s{_CLOCK}\Z")
_INTRODUCED = re.compile(
    r"\b(?:on|at|around|about|since|by|before|after|until|till|from|of|in|the|early|late)\s{1,3}\Z", re.IGNORECASE
)
_WORD = 12  # code points before a date that hold such a word


def is_no_day(parse: Parse, time: TimeExpression) -> bool:
    """Whether a time is part of an address, of the line that says when a report was sent, or of a page's own clock."""
    after = (parse.document.text, time.span.end)
    if _is_name_of_place(parse, time):
        return True
    if _names_text(parse, time) or (is_holiday(time.span.text) and _NEAR_HOLIDAY.match(*after)):
        return True
    if _STRETCH.fullmatch(time.span.text) and _EARLIER.match(*after):
        return True  # "who died the night before": of no night that the words around tell
    return bool(_STREET.match(*after) or _PLACED.match(*after) or _is_sent(parse, time) or _is_clocked(parse, time))


def _is_name_of_place(parse: Parse, time: TimeExpression) -> bool:
    """Whether a season's name is a place's: capitalised in running text, with no year: "at a home in Summer"."""
    tokens = parse.token_range(time.span.start, time.span.end)
    if len(tokens) != 1 or not _SEASON.fullmatch(time.span.text):
        return False
    sentence = parse.sentences[parse.tokens[tokens[0]].sentence]
    return sentence.kind == "body" and tokens[0] > sentence.first


def _names_text(parse: Parse, time: TimeExpression) -> bool:
    """Whether a title's date is that of the text itself, and its name goes on: "Harbour Fire: May 13, 2031 Update"."""
    published, sentence = parse.document.published, parse.sentence_at(time.span.start)
    if published is None or sentence is None or sentence.kind not in ("title", "heading"):
        return False
    own = _YEAR.search(time.span.text) is not None and time.earliest == published.earliest
    return own and _NAME_ON.match(parse.document.text, time.span.end, sentence.end) is not None


def is_stamp(parse: Parse, time: TimeExpression) -> bool:
    """Whether a time tells when a page was put up: "Posted: Friday, May 9", "Updated May 10"."""
    start = time.span.start
    return _STAMP.search(parse.document.text, max(0, start - _STAMPED), start) is not None


def _is_sent(parse: Parse, time: TimeExpression) -> bool:
    """Whether a date is that of a dateline in the text: "PORT ELLIS, 14 March 2031 (UPA) --"."""
    published, start = parse.document.published, time.span.start
    if published is None or time.earliest is None or time.earliest != published.earliest:
        return False
    sentence = parse.sentence_at(start)
    near = sentence is not None and start - sentence.start < _DATELINE_REACH
    return near and _is_full(time) and _DATELINE.match(parse.document.text, time.span.end) is not None


def _is_clocked(parse: Parse, time: TimeExpression) -> bool:
    """Whether a full date with clock and zone stands in no phrase: "LOWMARK | Tue May 13, 2031 9:03 pm BST"."""
    text, start = parse.document.text, time.span.start
    if not _YEAR.search(time.span.text) or _INTRODUCED.search(text, max(0, start - _WORD), start):
        return False
    return bool(_ENDS_CLOCKED.search(time.span.text) or _CLOCKED.match(text, time.span.end))


def _is_full(time: TimeExpression) -> bool:
    return _YEAR.search(time.value or "") is not None and any(c.isdigit() for c in time.span.text)
