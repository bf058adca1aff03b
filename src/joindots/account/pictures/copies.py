"""Who shares text with whom, as arcs beside the list of reports: from the earlier down to the later."""

from collections import defaultdict
from itertools import pairwise
from math import log2
from typing import Final

from markupsafe import escape
from msgspec import Struct

from joindots.account.phrases import count_words, list_words
from joindots.account.views.sources import ReportView, SourcesView
from joindots.text.publishers import publisher_key

# All lengths are CSS pixels; nothing is stretched, so that the names stay legible on any page.
_EDGE: Final = 112  # where the arcs end and the names begin
_ROW: Final = 24
_REACH: Final = 100  # the widest arc
_STEP: Final = 13  # by which an arc widens with each row it spans
_ROWS: Final = 60  # reports in the picture
_THICKEST: Final = 6.0
_LEAST_WORDS: Final = 8  # a passage of so many words is drawn thinnest


class _Arc(Struct, frozen=True):
    """A link between two reports: words that they share, or 0 for one publisher."""

    a: str
    b: str
    words: int
    directed: bool


def draw_copies(sources: SourcesView) -> str:
    """Draw the reports that are not independent of each other.

    Args:
        sources: Of the page.

    Returns:
        An SVG element in `currentColor`, each name a link to its source; empty where all reports stand alone.
    """
    reports = {report.mark: report for report in sources.reports.items}
    arcs = [arc for arc in _list_arcs(sources) if arc.a in reports and arc.b in reports]
    marks = sorted({mark for arc in arcs for mark in (arc.a, arc.b)}, key=lambda mark: int(mark[1:]))[:_ROWS]
    rows = {mark: row for row, mark in enumerate(marks)}
    drawn = [arc for arc in arcs if arc.a in rows and arc.b in rows]
    if not drawn:
        return ""
    body = "".join(_draw_arc(arc, rows) for arc in drawn) + "".join(
        _draw_name(reports[mark], row) for mark, row in rows.items()
    )
    told = list_words([_tell(arc) for arc in drawn])
    return (
        f'<svg class="arcs" height="{_ROW * len(rows)}" role="group" aria-label="{escape(f"Not independent: {told}")}">'
        f"{body}</svg>\n"
    )


def _list_arcs(sources: SourcesView) -> list[_Arc]:
    shared: dict[tuple[str, str, bool], int] = defaultdict(int)
    for copy in sources.copies.items:
        shared[copy.a.mark, copy.b.mark, copy.directed] += copy.words
    houses: dict[str, list[str]] = defaultdict(list)
    for report in sources.reports.items:
        if report.publisher:
            houses[publisher_key(report.publisher)].append(report.mark)
    arcs = [_Arc(a, b, words, directed) for (a, b, directed), words in shared.items()]
    return arcs + [_Arc(a, b, 0, directed=False) for some in houses.values() for a, b in pairwise(some)]


def _tell(arc: _Arc) -> str:
    if not arc.words:
        return f"{arc.a} and {arc.b} have one publisher"
    words = count_words(arc.words, "word")
    return f"{arc.b} has {words} that {arc.a} had first" if arc.directed else f"{arc.a} and {arc.b} share {words}"


def _draw_arc(arc: _Arc, rows: dict[str, int]) -> str:
    y, z = (rows[mark] * _ROW + _ROW // 2 for mark in (arc.a, arc.b))
    x = _EDGE - 12
    reach = x - min(_REACH, _STEP * (abs(rows[arc.a] - rows[arc.b]) + 1))
    title = f"<title>{escape(_tell(arc))}</title>"
    if not arc.words:
        return f'<g>{title}<path class="house" d="M{x} {y}C{reach} {y} {reach} {z} {x} {z}"/></g>'
    width = min(_THICKEST, 1 + log2(max(1.0, arc.words / _LEAST_WORDS)))
    head = f'<path class="head" d="M{x + 6} {z}l-8 -4v8z"/>' if arc.directed else ""
    return f'<g>{title}<path d="M{x} {y}C{reach} {y} {reach} {z} {x} {z}" stroke-width="{width:.1f}"/>{head}</g>'


def _draw_name(report: ReportView, row: int) -> str:
    words = ", ".join(part for part in (report.publisher or report.title, report.date) if part)
    text = f'<text x="{_EDGE}" y="{row * _ROW + _ROW // 2 + 4}">{escape(f"{report.mark} {words}")}</text>'
    return f'<a href="#source-{report.mark}">{text}</a>'
