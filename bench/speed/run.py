"""All ratios of speed in one run, and a small page with a picture of them.

    .venv/bin/python bench/speed/run.py --page speed.html
    .venv/bin/python bench/speed/run.py --small
    .venv/bin/python bench/speed/run.py --others   # also the distributed engine and the desk, measured apart

Each part runs by itself, too: `reading.py`, `growing.py`. On two quiet cores all takes some twenty minutes. The exit
status is 1 where a ratio is beyond reach.
"""

import argparse
import html
import math
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import growing
import reading
from ratios import Ratio, print_ratios, read_options

HERE = Path(__file__).resolve().parent
OTHERS = (HERE / "engines.py", HERE.parent / "load" / "run.py")
"""The distributed engine beside the local one, and a query of the desk beside the bare index: each tells its ratio."""

_WIDTH, _ROW, _LEFT, _RIGHT = 900, 34, 430, 860  # pixels of the picture
_LEAST, _MOST = 0.05, 20.0  # the scale's ends, in shares of what must be reached


def main() -> int:
    """Measure all, print, and write the page where one is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--page", type=Path, help="write a page with a picture there")
    parser.add_argument("--others", action="store_true", help="also what has a run of its own")
    options, given = read_options(parser)
    ratios = [ratio for part in (reading, growing) for ratio in print_ratios(part.measure(options))]
    told = [_run(script) for script in OTHERS] if given.others else []
    if given.page:
        given.page.write_text(write_page(ratios, told), encoding="utf-8")
    return int(not all(ratio.is_held for ratio in ratios))


def _run(script: Path) -> str:
    """Run a measurement that prints for itself; what it printed."""
    told = subprocess.run([sys.executable, script], check=False, capture_output=True, text=True).stdout
    print(told, flush=True)
    return told


def write_page(ratios: Sequence[Ratio], told: Sequence[str]) -> str:
    """A page of HTML: picture, table, and what the others printed."""
    rows = "".join(
        f"<tr><td>{html.escape(r.name)}<td>{r.value:.3f}<td>{r.reach}<td>{r.goal}<td>{_list(r.ours)}<td>{_list(r.bare)}"
        f"<td>{html.escape(f'{r.unit}. {r.note}'.lstrip('. '))}\n"
        for r in ratios
    )
    head = "".join(f"<th>{name}" for name in ("ratio", "is", "reach", "go for", "ours", "beside", "what is counted"))
    others = "".join(f"<pre>{html.escape(text)}</pre>" for text in told)
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>joindots: speed</title>'
        "<style>body{font:15px/1.4 sans-serif;margin:2em;max-width:75em}td,th{padding:.2em .6em;text-align:left;"
        f"vertical-align:top}}</style><h1>Speed</h1>{draw_ratios(ratios)}<table><tr>{head}\n{rows}</table>{others}</html>"
    )


def draw_ratios(ratios: Sequence[Ratio]) -> str:
    """A picture: each ratio as a share of what must be reached, on a scale of logarithms; left of the line is held."""
    height = _ROW * (len(ratios) + 1)
    line = _place(1.0)
    body = f'<line x1="{line:.1f}" x2="{line:.1f}" y1="0" y2="{height - _ROW}" stroke="currentColor"/>'
    body += f'<text x="{line:.1f}" y="{height - 12}" text-anchor="middle">what must be reached</text>'
    for number, ratio in enumerate(ratios):
        y = _ROW * (number + 0.6)
        share, goal = (ratio.reach / x if ratio.least else x / ratio.reach for x in (ratio.value, ratio.goal))
        fill = "#2a7" if ratio.is_held else "#c33"
        body += f'<text x="0" y="{y + 4:.1f}">{html.escape(ratio.name)}</text>'
        body += f'<circle cx="{_place(share):.1f}" cy="{y:.1f}" r="6" fill="{fill}"/>'
        body += f'<path d="M{_place(goal):.1f} {y - 8:.1f}v16" stroke="#888" stroke-width="2"/>'
        body += f'<text x="{_place(share) + 10:.1f}" y="{y + 4:.1f}">{ratio.value:.3g}</text>'
    words = "; ".join(f"{r.name} {r.value:.3g}, must reach {r.reach}" for r in ratios)
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" role="img" font-size="13" fill="currentColor">'
        f"<title>{html.escape(words)}</title>{body}</svg>"
    )


def _place(share: float) -> float:
    low, high = math.log(_LEAST), math.log(_MOST)
    return _LEFT + (_RIGHT - _LEFT) * (math.log(min(max(share, _LEAST), _MOST)) - low) / (high - low)


def _list(numbers: Sequence[float]) -> str:
    return ", ".join(f"{number:.4g}" for number in numbers)


if __name__ == "__main__":
    sys.exit(main())
