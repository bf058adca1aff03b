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

from joindots.intake.blocks.odds import Weights, measure_features, measure_odds
from joindots.intake.blocks.paragraphs import split_paragraphs
from joindots.intake.blocks.pieces import cut_pieces
from joindots.intake.blocks.shapes import Column, Features

WEIGHTS = Path(__file__).resolve().parents[2] / "src" / "joindots" / "intake" / "blocks" / "odds.toml"
KEPT = 64  # features of the first model; fewer cost removal, more do not show on the checking half
RIDGE = 60.0  # squared penalty on weights of standardised features, in lines
POWER = 0.7  # a line weighs its words to this power: recall is counted in words, but a heading is a line too
FOLDS = 4
HEADER = """\
# Weights of the two logistic models that tell an article's lines from the rest of a flattened page: log odds for one
# unit of a feature. Written by bench/quality/fit_lines.py, which fits them by ridge regression on the tuning half of
# two sets with gold articles, wcxb (CC BY 4.0) and fundus (MIT); weights are figures about pages and hold nothing of
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


def fit(features: Sequence[Features], examples: Sequence[Example], names: Sequence[str]) -> tuple[Weights, Column]:
    """Ridge logistic regression by Newton's method.

    Returns:
        The weights, and those of the standardised features.
    """
    table = np.vstack([np.column_stack([each[name] for name in names]) for each in features])
    article = np.concatenate([example.article for example in examples])
    words = article + np.concatenate([example.other for example in examples])
    mean, scale = table.mean(0), table.std(0) + 1e-6
    matrix = np.column_stack([np.ones(len(table)), (table - mean) / scale])
    weights = _solve(matrix, article / np.maximum(words, 1), words**POWER)
    raw = weights[1:] / scale
    named = {name: round(float(weight), 4) for name, weight in zip(names, raw, strict=True)}
    return Weights(round(float(weights[0] - (raw * mean).sum()), 4), named), weights[1:]


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


def choose_features(examples: Sequence[Example]) -> list[str]:
    """Drop the features of least weight, a tenth at a time."""
    names = list(examples[0].features)
    while len(names) > KEPT:
        _, standard = fit([example.features for example in examples], examples, names)
        drop = max(1, min(len(names) // 10, len(names) - KEPT))
        least = set(np.argsort(np.abs(standard), kind="stable")[:drop].tolist())
        names = [name for i, name in enumerate(names) if i not in least]
    return names


def fit_both(examples: Sequence[Example]) -> tuple[Weights, Weights]:
    """Both models; the second learns from odds that the first gives to pages it was not fitted on."""
    names = choose_features(examples)
    first, _ = fit([example.features for example in examples], examples, names)
    odds = []
    for fold in range(FOLDS):
        rest = [example for example in examples if _fold(example) != fold]
        part, _ = fit([example.features for example in rest], rest, names)
        odds += [(example, part.weigh(example.features)) for example in examples if _fold(example) == fold]
    second_features = [measure_odds(each) for _, each in odds]
    second, _ = fit(second_features, [example for example, _ in odds], list(second_features[0]))
    return first, second


def _fold(example: Example) -> int:
    return hashlib.sha256(f"fold {example.id}".encode()).digest()[0] % FOLDS


def write_weights(first: Weights, second: Weights) -> None:
    """Write the table, heaviest features of each kind as they are measured."""
    lines = [HEADER]
    for name, model in (("first", first), ("second", second)):
        lines += [f"[{name}]", f"intercept = {model.intercept}", "", f"[{name}.features]"]
        lines += [f"{json.dumps(feature)} = {weight}" for feature, weight in model.features.items()] + [""]
    WEIGHTS.write_text("\n".join(lines[:-1]) + "\n", "utf-8")


def report(examples: Sequence[Example], first: Weights, second: Weights, name: str) -> None:
    """Print how much other text goes at what recall, by words."""
    odds = np.concatenate([second.weigh(measure_odds(first.weigh(example.features))) for example in examples])
    article = np.concatenate([example.article for example in examples])
    other = np.concatenate([example.other for example in examples])
    order = np.argsort(odds, kind="stable")
    lost, gone = np.cumsum(article[order]) / article.sum(), np.cumsum(other[order]) / other.sum()
    at = [int(np.searchsorted(lost, 1 - recall)) - 1 for recall in (0.97, 0.98, 0.985, 0.99)]
    print(f"{name:24}", *(f"{gone[i]:.3f} ({odds[order][i]:+.2f})" for i in at), sep="  ")


def main() -> int:
    """Fit, print, and write if asked."""
    parser = argparse.ArgumentParser(description="Fit the weights of the labeller of flattened pages.")
    parser.add_argument("--write", action="store_true", help="write the weights into the program")
    options = parser.parse_args()
    pages = list(load_pages())
    examples = {page.id: make_example(page) for page in pages}
    tuning = [examples[page.id] for page in pages if page.set != "dragnet" and is_tuning(page)]
    first, second = fit_both(tuning)
    print("other text removed at body recall .97, .98, .985, .99 (and the log odds there)")
    report(tuning, first, second, "tuning half")
    for name in ("wcxb", "fundus", "dragnet"):
        checking = [examples[p.id] for p in pages if p.set == name and (name == "dragnet" or not is_tuning(p))]
        report(checking, first, second, f"checking, {name}")
    if options.write:
        write_weights(first, second)
    return 0


if __name__ == "__main__":
    sys.exit(main())
