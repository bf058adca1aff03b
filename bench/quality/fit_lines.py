"""Fit the weights by which joindots tells an article's lines from the rest of a flattened page.

    .venv/bin/python bench/quality/fit_lines.py            print what the weights reach
    .venv/bin/python bench/quality/fit_lines.py --write    and write them into the program

Only the tuning half of wcxb (CC BY 4.0) and fundus (MIT) is used; see docs/decisions/0008.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from flattened_pages import Page, is_tuning, list_words, load_pages
from msgspec import Struct
from numpy.typing import NDArray

from joindots.intake.blocks.odds import PLACES, Steps, Weights, measure_features, measure_odds
from joindots.intake.blocks.paragraphs import split_paragraphs
from joindots.intake.blocks.pieces import cut_pieces
from joindots.intake.blocks.shapes import Column, Features

WEIGHTS = Path(__file__).resolve().parents[2] / "src" / "joindots" / "intake" / "blocks" / "odds.toml"
ROUNDS = 300  # steps of the first model; more do not show on pages held back
RATE = 0.2  # of the best height, that a step is given
SHRINK = 20.0  # added to the weight of either side of a step; no side may have less
BINS = 32  # values of a feature between which it may step
RIDGE = 60.0  # squared penalty on weights of standardised features, in lines
POWER = 0.7  # a line weighs its words to this power: recall is counted in words, but a heading is a line too
FOLDS = 4
HEADER = """\
# Weights of the two additive models that tell an article's lines from the rest of a flattened page. In the first each
# feature has pairs of a value and the log odds added above it; in the second a weight for one unit of a feature.
# Written by bench/quality/fit_lines.py, which fits them by boosting and by ridge regression on the tuning half of two
# sets with gold articles, wcxb (CC BY 4.0) and fundus (MIT); weights are figures about pages and hold nothing of
# them. What they reach on the other half and on a third set stands in bench/quality/README.md, why they are fitted at
# all in docs/decisions/0008.
"""


class Example(Struct, frozen=True):
    """One page: its features, and the words of article and of other text in each of its lines."""

    id: str
    features: Features
    article: Column
    other: Column


def make_example(page: Page) -> Example:
    """The lines as joindots cuts them, with the words of the labelled lines in each."""
    text = page.text
    pieces = [piece for piece in cut_pieces(text, split_paragraphs(text)) if piece.text]
    counts = np.zeros((2, len(pieces)))
    starts = np.array([piece.start for piece in pieces])
    at = 0
    for line in page.lines:
        end = at + len(line.text) + 1
        first = max(0, int(np.searchsorted(starts, at, "right")) - 1)
        for i in range(first, int(np.searchsorted(starts, end, "left"))):
            if line.body is not None:
                counts[int(line.body), i] += len(list_words(text[max(at, pieces[i].start) : min(end, pieces[i].end)]))
        at = end
    return Example(page.id, measure_features([piece.text for piece in pieces]), counts[1], counts[0])


def fit_steps(features: Sequence[Features], examples: Sequence[Example]) -> Steps:
    """Boost steps: again and again the one step of one feature that tells most of what is not yet told.

    Source: Friedman, Greedy function approximation: a gradient boosting machine (2001), with trees of one step and
    Newton's rule for its heights; half of the features are open to choice each time.
    """
    table, target, importance = _stack(features, examples)
    names = list(features[0])
    limits = [_list_limits(column) for column in table.T]
    bins = np.column_stack([np.searchsorted(limit, column) for limit, column in zip(limits, table.T, strict=True)])
    odds, intercept = np.zeros(len(table)), 0.0
    chance = np.random.default_rng(1)
    found: dict[int, dict[int, float]] = {}
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-odds))
        slope, curve = importance * (target - p), importance * p * (1 - p)
        open_now = np.sort(chance.choice(len(names), len(names) // 2, replace=False)).tolist()
        _, at, step, below, above = max(_find_step(bins[:, at], slope, curve, at) for at in open_now)
        odds += np.where(bins[:, at] > step, above, below)
        intercept += below
        steps = found.setdefault(at, {})
        steps[step] = steps.get(step, 0.0) + above - below
    named = {
        names[at]: [(round(float(limits[at][k]), 4), round(height, 4)) for k, height in sorted(found[at].items())]
        for at in sorted(found)
    }
    return Steps(round(intercept, 4), named)


def _list_limits(column: Column) -> Column:
    """Values between which a feature may step; none is a value that it takes."""
    values: Column = np.unique(np.quantile(column, np.linspace(0, 1, BINS + 1)[1:-1], method="lower"))
    return values + 0.5 * 10**-PLACES


def _find_step(bins: NDArray[np.int64], slope: Column, curve: Column, at: int) -> tuple[float, int, int, float, float]:
    """The best step of one feature: gain, feature, place, height below and above it."""
    low, low_curve = (np.cumsum(np.bincount(bins, values, BINS)) for values in (slope, curve))
    high, high_curve = low[-1] - low, low_curve[-1] - low_curve
    gain = low**2 / (low_curve + SHRINK) + high**2 / (high_curve + SHRINK)
    gain[np.minimum(low_curve, high_curve) < SHRINK] = -1.0
    k = int(gain.argmax())
    below, above = RATE * low[k] / (low_curve[k] + SHRINK), RATE * high[k] / (high_curve[k] + SHRINK)
    return float(gain[k]), at, k, float(below), float(above)


def _stack(features: Sequence[Features], examples: Sequence[Example]) -> tuple[NDArray[np.float64], Column, Column]:
    """Features, share of article and importance of all lines that have a label."""
    table = np.round(np.vstack([np.column_stack(list(each.values())) for each in features]), PLACES)
    article = np.concatenate([example.article for example in examples])
    words = article + np.concatenate([example.other for example in examples])
    has = words > 0
    return table[has], article[has] / words[has], words[has] ** POWER


def fit_weights(features: Sequence[Features], examples: Sequence[Example]) -> Weights:
    """Ridge logistic regression by Newton's method."""
    table, target, importance = _stack(features, examples)
    mean, scale = table.mean(0), table.std(0) + 1e-6
    matrix = np.column_stack([np.ones(len(table)), (table - mean) / scale])
    weights = _solve(matrix, target, importance)
    raw = weights[1:] / scale
    named = {name: round(float(weight), 4) for name, weight in zip(features[0], raw, strict=True)}
    return Weights(round(float(weights[0] - (raw * mean).sum()), 4), named)


def _solve(matrix: NDArray[np.float64], target: Column, importance: Column) -> Column:
    weights = np.zeros(matrix.shape[1])
    penalty = np.eye(len(weights)) * RIDGE
    penalty[0, 0] = 1e-6
    for _ in range(25):
        p = 1 / (1 + np.exp(-np.clip(matrix @ weights, -30, 30)))
        slope = matrix.T @ (importance * (target - p)) - penalty @ weights
        curve = (matrix * (importance * p * (1 - p) + 1e-9)[:, None]).T @ matrix + penalty
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-4:
            break
    return weights


def fit_both(examples: Sequence[Example]) -> tuple[Steps, Weights, list[Column]]:
    """Both models, and the odds that each example gets from models that were not fitted on it.

    The second learns from odds that the first gives to pages it was not fitted on.
    """
    first = fit_steps([example.features for example in examples], examples)
    odds: dict[str, Features] = {}
    for fold in range(FOLDS):
        rest = [example for example in examples if _fold(example) != fold]
        part = fit_steps([example.features for example in rest], rest)
        odds |= {e.id: measure_odds(part.weigh(e.features)) for e in examples if _fold(e) == fold}
    among = [odds[example.id] for example in examples]
    second = fit_weights(among, examples)
    return first, second, [second.weigh(each) for each in among]


def _fold(example: Example) -> int:
    return hashlib.sha256(f"fold {example.id}".encode()).digest()[0] % FOLDS


def write_weights(first: Steps, second: Weights) -> None:
    """Write the table, features in the order in which they are measured."""
    lines = [HEADER]
    for name, model in (("first", first), ("second", second)):
        lines += [f"[{name}]", f"intercept = {model.intercept}", "", f"[{name}.features]"]
        lines += [f"{json.dumps(feature)} = {json.dumps(weight)}" for feature, weight in model.features.items()] + [""]
    WEIGHTS.write_text("\n".join(lines[:-1]) + "\n", "utf-8")


def report(examples: Sequence[Example], odds: Sequence[Column], name: str) -> None:
    """Print how much other text goes at what recall, by words."""
    every = np.concatenate(list(odds))
    article = np.concatenate([example.article for example in examples])
    other = np.concatenate([example.other for example in examples])
    order = np.argsort(every, kind="stable")
    lost, gone = np.cumsum(article[order]) / article.sum(), np.cumsum(other[order]) / other.sum()
    at = [int(np.searchsorted(lost, 1 - recall)) - 1 for recall in (0.97, 0.98, 0.985, 0.99)]
    print(f"{name:24}", *(f"{gone[i]:.3f} ({every[order][i]:+.2f})" for i in at), sep="  ")


def main() -> int:
    """Fit, print, and write if asked."""
    parser = argparse.ArgumentParser(description="Fit the weights of the labeller of flattened pages.")
    parser.add_argument("--write", action="store_true", help="write the weights into the program")
    options = parser.parse_args()
    pages = list(load_pages())
    examples = {page.id: make_example(page) for page in pages}
    tuning = [examples[page.id] for page in pages if page.set != "dragnet" and is_tuning(page)]
    first, second, held_back = fit_both(tuning)
    print("other text removed at body recall .97, .98, .985, .99 (and the log odds there)")
    report(tuning, held_back, "tuning half, held back")
    for name in ("wcxb", "fundus", "wcxb fundus", "dragnet"):
        checking = [examples[p.id] for p in pages if p.set in name and (name == "dragnet" or not is_tuning(p))]
        report(checking, [second.weigh(measure_odds(first.weigh(e.features))) for e in checking], f"checking, {name}")
    if options.write:
        write_weights(first, second)
    return 0


if __name__ == "__main__":
    sys.exit(main())
