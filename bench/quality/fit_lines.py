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

import msgspec
import numpy as np
from flattened_pages import Page, is_tuning, list_words, load_pages
from msgspec import Struct
from numpy.typing import NDArray

from joindots.intake.blocks.odds import PLACES, Rule, Rules, measure_features, settle_threads
from joindots.intake.blocks.paragraphs import split_paragraphs
from joindots.intake.blocks.pieces import cut_pieces
from joindots.intake.blocks.shapes import Column, Features

WEIGHTS = Path(__file__).resolve().parents[2] / "src" / "joindots" / "intake" / "blocks" / "odds.toml"
ROUNDS = 200  # rules; more do not show on pages held back
RATE = 0.15  # of the best heights, that a rule is given
SHRINK = 20.0  # added to the weight of each part of the lines that a rule tells apart; no side may have less
OPEN = 0.3  # of the features, that may be chosen for a rule
DRAWN = 0.5  # of the lines, that a rule is fitted on
BINS = 32  # values of a feature between which a rule may cut
POWER = 0.7  # a line weighs its words to this power: recall is counted in words, but a heading is a line too
FOLDS = 5
HEADER = """\
# The rules that tell an article's lines from the rest of a flattened page: a feature and a limit, another feature and
# its limit, and the log odds added where neither is above its limit, only the second, only the first, both. All add up.
# Written by bench/quality/fit_lines.py, which fits them by boosting on the tuning half of two sets with gold articles,
# wcxb (CC BY 4.0) and fundus (MIT); rules are figures about pages and hold nothing of them. What they reach on the
# other half and on a third set stands in bench/quality/README.md, why they are fitted at all in docs/decisions/0008.
"""


class Example(Struct, frozen=True):
    """One page: its features, and the words of article and of other text in each of its lines."""

    id: str
    site: str
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
    return Example(page.id, page.site, measure_features([piece.text for piece in pieces]), counts[1], counts[0])


def fit_rules(examples: Sequence[Example]) -> Rules:
    """Boost rules: again and again the two cuts that tell most of what is not yet told.

    The second cut is the one that tells most on both sides of the first together.

    Source: Friedman, Stochastic gradient boosting (2002), with Newton's rule for the heights; trees of which both sides
    are cut alike are from Prokhorenkova et al., CatBoost (2018).
    """
    names, table, target, importance = _stack(examples)
    limits = [_list_limits(column) for column in table.T]
    bins = np.asfortranarray(
        np.column_stack([np.searchsorted(limit, column) for limit, column in zip(limits, table.T, strict=True)]),
        dtype=np.uint8,
    )
    odds = np.zeros(len(table))
    chance = np.random.default_rng(1)
    rules = []
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-odds))
        drawn = np.flatnonzero(chance.random(len(odds)) < DRAWN)
        slope, curve = (importance * (target - p))[drawn], (importance * p * (1 - p))[drawn]
        open_now = np.sort(chance.choice(len(names), int(len(names) * OPEN), replace=False)).tolist()
        sides = np.zeros(len(drawn), dtype=np.int64)
        cuts = []
        for parts in (1, 2):
            _, at, k = max(_find_cut(bins[drawn, at] + sides * BINS, slope, curve, parts, at) for at in open_now)
            cuts.append((at, k))
            sides = 2 * sides + (bins[drawn, at] > k)
        heights = RATE * np.bincount(sides, slope, 4) / (np.bincount(sides, curve, 4) + SHRINK)
        heights = np.round(heights, PLACES + 1)
        (first, i), (second, j) = cuts
        odds += heights[2 * (bins[:, first] > i) + (bins[:, second] > j)]
        limit = [round(float(limits[at][k]), PLACES + 1) for at, k in cuts]
        rules.append(Rule(names[first], limit[0], names[second], limit[1], tuple(heights.tolist())))
    return Rules(tuple(rules))


def _list_limits(column: Column) -> Column:
    """Values between which a rule may cut; none is a value that the feature takes."""
    values: Column = np.unique(np.quantile(column, np.linspace(0, 1, BINS + 1)[1:-1], method="lower"))
    return values + 0.5 * 10**-PLACES


def _find_cut(bins: NDArray[np.int64], slope: Column, curve: Column, parts: int, at: int) -> tuple[float, int, int]:
    """The best cut of one feature through all parts: what it gains, the feature, the place."""
    low, low_curve = (
        np.cumsum(np.bincount(bins, values, parts * BINS).reshape(parts, BINS), 1) for values in (slope, curve)
    )
    all_slope, all_curve = low[:, -1:], low_curve[:, -1:]
    high, high_curve = all_slope - low, all_curve - low_curve
    gains = low**2 / (low_curve + SHRINK) + high**2 / (high_curve + SHRINK) - all_slope**2 / (all_curve + SHRINK)
    gain = gains.sum(0)
    gain[np.minimum(low_curve.sum(0), high_curve.sum(0)) < SHRINK] = -1.0
    k = int(gain.argmax())
    return float(gain[k]), at, k


def _stack(examples: Sequence[Example]) -> tuple[list[str], NDArray[np.float64], Column, Column]:
    """Names of features, their values, share of article and importance of all lines that have a label."""
    names = [name for name in examples[0].features if name != "thread"]
    table = np.vstack([np.column_stack([example.features[name] for name in names]) for example in examples])
    article = np.concatenate([example.article for example in examples])
    words = article + np.concatenate([example.other for example in examples])
    has = words > 0
    return names, np.round(table, PLACES)[has], article[has] / words[has], words[has] ** POWER


def weigh_apart(examples: Sequence[Example]) -> list[Column]:
    """The odds that each example gets from rules fitted on the pages of other sites."""
    odds: dict[str, Column] = {}
    for fold in range(FOLDS):
        rules = fit_rules([example for example in examples if _fold(example) != fold])
        odds |= {e.id: weigh(rules, e) for e in examples if _fold(e) == fold}
    return [odds[example.id] for example in examples]


def _fold(example: Example) -> int:
    return hashlib.sha256(f"s {example.site}".encode()).digest()[0] % FOLDS


def weigh(rules: Rules, example: Example) -> Column:
    """Log odds of its lines, as joindots has them."""
    return settle_threads(rules.weigh(example.features), example.features)


def write_rules(rules: Rules) -> None:
    """Write the table, a rule a line."""
    lines = [json.dumps(msgspec.to_builtins(rule), ensure_ascii=False) for rule in rules.rules]
    WEIGHTS.write_text("\n".join([HEADER + "rules = [", *(f"  {line}," for line in lines), "]"]) + "\n", "utf-8")


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
    parser.add_argument("--apart", action="store_true", help="also weigh both halves by rules fitted on other sites")
    options = parser.parse_args()
    pages = list(load_pages())
    examples = {page.id: make_example(page) for page in pages}
    known = [page for page in pages if page.set != "dragnet"]
    rules = fit_rules([examples[page.id] for page in known if is_tuning(page)])
    print("other text removed at body recall .97, .98, .985, .99 (and the log odds there)")
    if options.apart:
        apart = weigh_apart([examples[page.id] for page in known])
        for name, halves in (("both halves", (True, False)), ("tuning", (True,)), ("checking", (False,))):
            chosen = [(examples[p.id], odds) for p, odds in zip(known, apart, strict=True) if is_tuning(p) in halves]
            report([example for example, _ in chosen], [odds for _, odds in chosen], f"apart, {name}")
    for name in ("wcxb", "fundus", "wcxb fundus", "dragnet"):
        checking = [examples[p.id] for p in pages if p.set in name and (name == "dragnet" or not is_tuning(p))]
        report(checking, [weigh(rules, e) for e in checking], f"checking, {name}")
    if options.write:
        write_rules(rules)
    return 0


if __name__ == "__main__":
    sys.exit(main())
