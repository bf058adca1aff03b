"""Which report covers which finding, for piles too large for a table: one line a finding, one dot a report.

Findings of one origin are left out: each would be one dot.
"""

from typing import Final

from markupsafe import escape

from joindots.account.phrases import list_words
from joindots.account.views.sources import CoverView, SourcesView

_LINES: Final = 40
_TICKS: Final = 10  # reports between two numbers of the head
_HEIGHT: Final = 18


def draw_covers(sources: SourcesView) -> str:
    """Draw what the reports of a large pile cover.

    Args:
        sources: Of the page.

    Returns:
        HTML lines with SVG; empty where a table stands instead, or nothing is covered.
    """
    covers = [cover for cover in sources.covers if cover.kind != "single"][:_LINES]
    if sources.columns or not covers:
        return ""
    count = len(covers[0].cells)
    ticks = range(0, count, _TICKS)
    head = "".join(f'<text x="{_place(n, count)}" y="13" text-anchor="middle">R{n + 1}</text>' for n in ticks)
    lines = "".join(_draw_line(cover, count) for cover in covers)
    head = f'<div aria-hidden="true"><span></span><svg height="{_HEIGHT}">{head}</svg></div>'
    return f'<div class="covers">{head}{lines}</div>\n'


def _draw_line(cover: CoverView, count: int) -> str:
    marks = [f"R{n}" for n, cell in enumerate(cover.cells, 1) if cell]
    dots = "".join(
        f'<circle class="side-{min(cell[0], 2)}" cx="{_place(n, count)}" cy="9" r="4.5"/>'
        for n, cell in enumerate(cover.cells)
        if cell
    )
    return (
        f'<div class="{cover.kind}"><a href="#{cover.id}">{escape(cover.label)}</a>'
        f'<svg height="{_HEIGHT}" role="img" aria-label="{escape(list_words(marks))}">'
        f'<path class="row" d="M0 9H9999"/>{dots}</svg></div>'
    )


def _place(number: int, count: int) -> str:
    return f"{100 * (number + 0.5) / count:.1f}%"
