"""The text of a whole web page, menus and all: which of its lines belong to the article.

Most texts hold their article and little else; of those nothing is taken here. A text is a whole page where it has many
lines that cannot be prose.
"""

import re
from collections.abc import Sequence

import numpy as np

from joindots.intake.blocks.heads import find_day_or_byline
from joindots.intake.blocks.lines import Kinds, Pieces, normalise_line
from joindots.intake.blocks.odds import weigh_lines
from joindots.intake.blocks.shapes import find_headlines, is_closed

# Log odds that a line belongs to the article, from `weigh_lines`. Calibrated with bench/quality/fit_lines.py: on pages
# of other sites than the rules were fitted on, it keeps some 98 % of the words of articles.
LIMIT = -1.1
# A line that is part of a menu or list, and how many of them make a text a whole page: of 1,935 clean texts (wires,
# reports, transcripts, tables of results) two have so many short lines, both tables; of 50 whole pages 48 have.
_MENU_ODDS = -2.0
# Of the likeliest line of a whole page. Where none is likelier, no article is seen, and nothing is taken from the text:
# those two tables have no line above -0.9.
_ARTICLE_ODDS = 0.0
_DIGIT = re.compile(r"\d")
_MENU_LENGTH = 60  # characters
_MENU_LINES = 14

_MOST_ROUNDS = 6  # one page in ten needs a second, one in a hundred a third

_NEAR_HEAD = 8  # lines around the headline, or above the body, in which the page's date and authors are looked for
_BELOW_BODY = 4  # lines from the first of the body, which may be a standfirst with a day or an author below it
_TITLE_MIN_WORDS = 4  # of the first line, to be the title where no headline repeats it


def label_clutter(pieces: Pieces, kinds: Kinds, title: str | None) -> None:
    """In the text of a whole page, lines that are no part of the article are boilerplate."""
    free = [i for i, piece in enumerate(pieces) if kinds[i] is None and piece.text]
    if len(free) < _MENU_LINES:
        return
    left = _find_article([pieces[i].text for i in free])
    if len(left) == len(free):
        return
    for at in sorted(set(range(len(free))).difference(left)):
        kinds[free[at]] = "boilerplate"
    _label_head(free, pieces, kinds, has_title=bool(title) or "title" in kinds)


def _find_article(texts: Sequence[str]) -> Sequence[int]:
    """Lines that belong to the article, weighed again until what is left is no whole page, or loses nothing more.

    So a text that was cleaned once loses nothing when it is read again.
    """
    left: Sequence[int] = range(len(texts))
    for _ in range(_MOST_ROUNDS):
        lines = [texts[at] for at in left]
        short = np.array([_may_be_menu(line) for line in lines])
        if np.count_nonzero(short) < _MENU_LINES:
            break
        odds = weigh_lines(lines)
        if odds.max() < _ARTICLE_ODDS or np.count_nonzero(short & (odds < _MENU_ODDS)) < _MENU_LINES:
            break
        left = [at for at, value in zip(left, odds.tolist(), strict=True) if value >= LIMIT]
    return left


def _may_be_menu(line: str) -> bool:
    """Short, no sentence, and no figures: tables of results are no menus."""
    return len(line) <= _MENU_LENGTH and not is_closed(line) and _DIGIT.search(line) is None


def _label_head(free: Sequence[int], pieces: Pieces, kinds: Kinds, *, has_title: bool) -> None:
    """Title, date and authors of a whole page stand among its furniture; they are told by where they stand."""
    body = next((at for at, i in enumerate(free) if kinds[i] is None and is_closed(pieces[i].text)), len(free))
    headlines = find_headlines([pieces[i].text for i in free])
    above = [at for at in headlines if at <= body]
    if not has_title:
        _label_titles(free, pieces, kinds, above[-1:] or headlines[:1])
    around = range(max(0, (above[-1] if above else body) - _NEAR_HEAD), min(len(free), body + _BELOW_BODY))
    for at in around:
        i = free[at]
        if kinds[i] in (None, "boilerplate"):
            kinds[i] = find_day_or_byline(pieces[i].text) or kinds[i]


def _label_titles(free: Sequence[int], pieces: Pieces, kinds: Kinds, headlines: Sequence[int]) -> None:
    """The headline that the page's own first line repeats; else that first line."""
    first = free[0]
    chosen = free[headlines[0]] if headlines else first
    if not headlines and len(pieces[first].text.split()) < _TITLE_MIN_WORDS:
        return
    title = normalise_line(pieces[chosen].text)
    for i in free:
        if kinds[i] in (None, "boilerplate") and i <= chosen and normalise_line(pieces[i].text) == title:
            kinds[i] = "title"
    kinds[first] = "title" if normalise_line(pieces[first].text) == title else "boilerplate"
