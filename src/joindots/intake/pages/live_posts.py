"""The times above the posts of a live blog: short lines that the rating of lines alone would leave out."""

import re
from collections.abc import Sequence

from joindots.intake.dates import find_printed_day
from joindots.intake.pages.html_lines import HtmlLine

_CLOCK = re.compile(r"(?<![\d.:])(?:[01]?\d|2[0-3])(?:[:.h][0-5]\d(?![\d.:]\d)| ?[ap]\.?m\b)", re.IGNORECASE)
_LONGEST = 60  # characters of such a line
_WITHIN = 4  # lines below a time in which its post begins
_LEAST_POSTS = 3
_PROSE_MIN_WORDS = 8  # of a post's first paragraph


def find_post_times(lines: Sequence[HtmlLine], taken: Sequence[bool]) -> frozenset[int]:
    """Lines that hold the time of a post and little else; none where fewer than three posts have one.

    Args:
        lines: Of the whole page, in order.
        taken: Which of them are article.
    """
    found: list[int] = []
    waiting: int | None = None
    for i, (line, is_article) in enumerate(zip(lines, taken, strict=True)):
        if _is_time(line.text):
            waiting = i
        elif waiting is not None and is_article and len(line.text.split()) >= _PROSE_MIN_WORDS:
            found += [waiting] if i - waiting <= _WITHIN else []
            waiting = None
    return frozenset(found) if len(found) >= _LEAST_POSTS else frozenset()


def _is_time(text: str) -> bool:
    if len(text) > _LONGEST or text.endswith((",", ";")):
        return False
    return bool(_CLOCK.search(text)) or find_printed_day(text) is not None
