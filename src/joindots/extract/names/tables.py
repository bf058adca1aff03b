"""Names in tables of results and standings, where no sentence says what a name is."""

import re
from collections.abc import Sequence

from joindots.parse import Parse, Token

_NUMERALS = 0.25  # share of a line's tokens from which it is a row of a table; prose with figures stays below
_FEWEST = 2  # numerals
# After a team: three figures or more and nothing else. Two teams: a name and a figure each.
_STANDINGS = re.compile(r"(?:[ \t]{1,9}[-+.\d/:]{1,9}){3,20}[ \t\r]{0,9}")
_RESULT = re.compile(r"[^\d\n]{2,40}[ \t]\d{1,3}[ \t][^\d\n]{2,40}[ \t]\d{1,3}[ \t\r]{0,9}")
_FIRST_PLACE = re.compile(r"[^\W\d_][^\n,]{1,40},\s")
_DATED = re.compile(r"(?:,\s[^\n,\d]{2,40})?[ \t]\d{4}-\d\d-\d\d[ \t\r]{0,9}")
_DATE_OR_SCORE = re.compile(r"\d{1,4}(?:-\d{1,3}){1,4}")
_LONGEST_LINE = 200  # characters


def is_row(tokens: Sequence[Token]) -> bool:
    """Whether figures make up much of a line."""
    numerals = sum([token.text[0].isdigit() for token in tokens])
    return numerals >= _FEWEST and numerals >= _NUMERALS * len(tokens)


def is_figure(token: Token) -> bool:
    """Whether a token is a date or a score, which ends a name."""
    return token.text[0].isdigit() and _DATE_OR_SCORE.fullmatch(token.text) is not None


def is_team(parse: Parse, first: int, last: int) -> bool:
    """Whether a name has the figures of a standing or a result behind it."""
    text = parse.document.text
    start, end = parse.tokens[first].start, parse.tokens[last - 1].end
    line_start, line_end = _line(text, start, end)
    if not text[line_start:start].strip() and _STANDINGS.fullmatch(text, end, line_end):
        return True
    return line_end - line_start <= _LONGEST_LINE and _RESULT.fullmatch(text, line_start, line_end) is not None


def is_dated(parse: Parse, first: int, last: int) -> bool:
    """Whether a date alone follows a name that begins its line, as in the dateline of an agency."""
    text = parse.document.text
    start, end = parse.tokens[first].start, parse.tokens[last - 1].end
    line_start, line_end = _line(text, start, end)
    if line_end - line_start > _LONGEST_LINE:
        return False
    # "PORT ELLIS 2031-05-02", "PORT ELLIS, Arden 2031-05-02": for the first and the second name alike.
    begins = not text[line_start:start].strip() or _FIRST_PLACE.fullmatch(text, line_start, start)
    return bool(begins) and _DATED.fullmatch(text, end, line_end) is not None


def _line(text: str, start: int, end: int) -> tuple[int, int]:
    """The line around a name, cut where it is very long."""
    before = text.rfind("\n", max(0, start - _LONGEST_LINE), start) + 1 or max(0, start - _LONGEST_LINE)
    after = text.find("\n", end, end + _LONGEST_LINE)
    return before, after if after >= 0 else min(len(text), end + _LONGEST_LINE)
