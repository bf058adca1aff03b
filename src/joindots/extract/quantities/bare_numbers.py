"""Numbers that count nothing the text names: "the score is 30", "she finished second".

They are kept with nothing counted and under a key of their own, which no other number shares, so that no two of them
are ever compared. Whatever looks like a part of a name, an address, a telephone number, a clock time or a list's mark
is none.
"""

import re

from msgspec.structs import replace

from joindots.extract.lookups import Lookup
from joindots.extract.quantities.counts import is_label
from joindots.extract.quantities.numbers import NumberPhrase
from joindots.extract.quantities.readings import Reading, make_reading
from joindots.parse import Parse, Token
from joindots.text.changes import tells_change

_FINISHING = frozenset({"finish", "come", "place", "rank", "end", "start", "stand", "be", "qualify"})
_OF = re.compile(r"\s{1,9}of\b")
_GLUED_BEFORE = "/_&@#№+=.:'’"
_GLUED_AFTER = "/_&@#+=°'’\"”[*"
_TIGHT_RANGE = re.compile(r"\d{1,6}\s?[-–—]\s?\d{1,6}")
_YEARS = re.compile(r"(?:1[5-9]|20)\d\d(?:\D{1,4}(?:1[5-9]|20)?\d\d)?")
_CODE = re.compile(r"0\d+")  # "0412", "007"
_LIST_MARK = re.compile(r"[.)]\s")
_COLUMN_BEFORE = re.compile(r"\d[ \t]{1,9}\Z")
_COLUMN_AFTER = re.compile(r"[ \t]{1,9}\d")
_COMPOUND = re.compile(r"[-–][A-Za-z]")  # "486-based"
_REACH = 10  # code points looked at before a number
_HOURS = 24
_POINTING = frozenset({"the", "a", "an", "this", "that", "these", "those"})
_CALLING = frozenset({"call", "calls", "called", "calling", "dial", "dials", "dialed", "dialled", "dialling", "text"})
_LONG = 5  # digits without grouping
_COUNTED = ("NOUN", "PROPN", "NUM", "ADJ", "ADV")
_LONE = frozenset({"one", "half", "quarter", "a half", "a quarter", "first", "second"})


def read_bare_number(parse: Parse, phrase: NumberPhrase, lookup: Lookup) -> Reading | None:
    """A number by itself, or None where it rather names, marks or addresses something."""
    if _is_sign(parse, phrase, lookup) or (phrase.bound == "vague"):
        return None
    head = phrase.last - 1
    if phrase.ordinal:
        return replace(_reading(parse, phrase, head), kind="ordinal") if _is_place(parse, phrase) else None
    return _reading(parse, phrase, head)


def _reading(parse: Parse, phrase: NumberPhrase, head: int) -> Reading:
    return make_reading(phrase, "measure", head, f"number at {phrase.number_start} of {parse.document.id}", None)


def _is_sign(parse: Parse, phrase: NumberPhrase, lookup: Lookup) -> bool:
    text = parse.document.text
    written = text[phrase.number_start : phrase.end]
    if written.lower() in _LONE and not _is_told_share(text, phrase, written.lower()):
        return not phrase.ordinal
    if any(lookup.entity(i) is not None for i in range(phrase.first, phrase.last)):
        return True
    before = _beside(parse, phrase.first - 1, parse.tokens[phrase.first])
    if before is not None and not phrase.ordinal and before.text.lower() in _POINTING:
        return True  # "the two", "the 486"
    digits = written[:1].isdigit() or written[:1] in ".-−"
    return digits and (_is_noted(text, phrase, written) or _is_named(parse, phrase) or _is_dated(parse, phrase, lookup))


def _is_told_share(text: str, phrase: NumberPhrase, written: str) -> bool:
    """Whether a half or quarter is of something, bounded, or by how much something changed: `more than half voted`."""
    if written in ("one", "first", "second"):
        return False
    bounded = phrase.start != phrase.number_start
    return bounded or _OF.match(text, phrase.end) is not None or tells_change(text, phrase.number_start, phrase.end)


def _is_dated(parse: Parse, phrase: NumberPhrase, lookup: Lookup) -> bool:
    """Whether the number goes on with a date: "24 April and 25"."""
    first = parse.tokens[phrase.first]
    joint = _beside(parse, phrase.first - 1, first)
    return (
        joint is not None and joint.text.lower() in ("and", "or", "to", ",", "-", "–") and joint.i - 1 in lookup.timed
    )


def _is_noted(text: str, phrase: NumberPhrase, written: str) -> bool:
    """Whether the marks around a numeral make it a year, a code, a score, a column or the mark of a list."""
    before, at, end = text[max(0, phrase.number_start - _REACH) : phrase.number_start], phrase.number_start, phrase.end
    after = text[end : end + 1]
    if before[-1:] == "(" and after == ")":
        return True  # the code of an area, a note
    if before[-1:] in (*_GLUED_BEFORE, "[") or (after and (after in _GLUED_AFTER or after.isalnum())):
        return True
    if _CODE.fullmatch(written) or (_TIGHT_RANGE.fullmatch(written) and not _is_wide(written)):
        return True
    if _YEARS.fullmatch(written) and phrase.start == at:
        return True
    if _COMPOUND.match(text, end) or _COLUMN_BEFORE.search(before) or _COLUMN_AFTER.match(text, end):
        return True
    line = text.rfind("\n", 0, at) + 1
    return not text[line:at].strip(" (") and _LIST_MARK.match(text, end) is not None and end + 2 < len(text)


def _is_wide(written: str) -> bool:
    """Whether both ends of a range have four digits or more; shorter pairs are scores, and unequal ones telephones."""
    ends = [len(part.strip()) for part in re.compile(r"[-–—]").split(written)]
    return min(ends) >= 4 and len(set(ends)) == 1 and not _YEARS.fullmatch(written)


def _is_named(parse: Parse, phrase: NumberPhrase) -> bool:
    """Whether the words around a numeral make it a name, an address or an hour: "Room 12", "12 Mill Road", "at 7"."""
    first, text = parse.tokens[phrase.first], parse.document.text
    if is_label(parse, phrase, None):
        return True
    before = _beside(parse, phrase.first - 1, first)
    after = _beside(parse, phrase.last, first)
    if after is not None and after.pos == "PROPN":
        return True
    if before is None or phrase.start != phrase.number_start:
        return False
    word, written = before.text.lower(), text[phrase.number_start : phrase.end]
    hour = phrase.low is not None and 0 <= phrase.low <= _HOURS and written.isdigit()
    return before.pos in ("NOUN", "PROPN") or (word == "at" and hour) or _is_dialled(written, word)


def _is_dialled(written: str, before: str) -> bool:
    """Whether a number is called, or texted to: "dial 999", "text a word to 50411"."""
    return written.isdigit() and (before in _CALLING or (before in ("to", "at", "on") and len(written) >= _LONG))


def _beside(parse: Parse, i: int, token: Token) -> Token | None:
    if not 0 <= i < len(parse.tokens) or parse.tokens[i].sentence != token.sentence:
        return None
    return parse.tokens[i]


def _is_place(parse: Parse, phrase: NumberPhrase) -> bool:
    """Whether an ordinal by itself is a place in a row: "finished second", "the thirtieth", not "second, they ..."."""
    token = parse.tokens[phrase.first]
    before = _beside(parse, phrase.first - 1, token)
    after = _beside(parse, phrase.last, token)
    if before is not None and before.text.lower() == "in":
        before = _beside(parse, phrase.first - 2, token)
    if before is not None and before.lemma in _FINISHING and before.pos in ("VERB", "AUX"):
        return after is None or after.pos not in ("NOUN", "PROPN", "VERB", "ADJ")
    if phrase.low is None or phrase.low <= 2 or (after is not None and after.pos in _COUNTED):
        return False
    the = before is not None and before.text.lower() == "the"
    above = _beside(parse, phrase.first - 2, token)
    return (the and (above is None or above.pos != "PROPN")) or (before is None and after is None)
