"""Which lines of a page are its article: one weighted sum a line, its weights learned on pages with gold answers.

The features are in `line_features`, the weights in `line_weights.toml`: how they were found, and what they reach, says
docs/decisions/0009-pages.md.
"""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np

from joindots.intake.pages.html_lines import HtmlLine
from joindots.intake.pages.line_features import Column, PageTexts, measure_lines
from joindots.intake.pages.reader_comments import find_comments

ARTICLE_FROM = 0.35
"""Probability from which a line is article. Calibrated on bench/articles by cross-validation over sites: F1 .930."""

LIKELY_FROM = 0.1
"""Probability from which a line that is not taken for article is kept in sight, as boilerplate."""


def rate_lines(lines: Sequence[HtmlLine], page: PageTexts) -> Column:
    """The probability of each line to be article.

    Args:
        lines: Of the whole page, in order.
        page: What is known of it.
    """
    if not lines:
        return np.zeros(0)
    columns = measure_lines(lines, page)
    weights = _load_weights()
    total = sum((columns[name] * weight for name, weight in weights.items() if name in columns), np.zeros(len(lines)))
    rated: Column = 1 / (1 + np.exp(-np.clip(total + weights["constant"], -30, 30)))
    return drop_comments(lines, rated)


def drop_comments(lines: Sequence[HtmlLine], rated: Column) -> Column:
    """The ratings without those of readers' comments, unless they are all that is taken."""
    others: Column = np.where(find_comments(lines), 0.0, rated)
    return others if (others >= ARTICLE_FROM).any() else rated


@cache
def _load_weights() -> dict[str, float]:
    return tomllib.loads(files(__package__).joinpath("line_weights.toml").read_text("utf-8"))
