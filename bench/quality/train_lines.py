"""Learn the weights by which lines of a page are told to be article, and say how well they do on other sites.

    .venv/bin/python bench/quality/train_lines.py PAGES GOLD             cross-validate over sites
    .venv/bin/python bench/quality/train_lines.py PAGES GOLD --write     and write intake/pages/line_weights.toml

PAGES is a folder of `NAME.html`, GOLD a file of `{id, text, url, set}` a line (bench/articles). How much a
set counts in learning is in COUNTS. Ridge regression with the
logistic link, by Newton's method; a line's target is the share of its runs of words that stand in the gold text, its
weight its share of the gold's words, so that each page counts as much as the next.
"""

import argparse
import gzip
import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from joindots.intake.pages.article_lines import ARTICLE_FROM
from joindots.intake.pages.html_trees import load_tree
from joindots.intake.pages.line_features import measure_lines, share_runs, split_words
from joindots.intake.pages.linked_data import read_linked_data
from joindots.intake.pages.page_texts import describe_page
from joindots.intake.pages.reader_comments import find_comments
from joindots.intake.pages.shown_lines import list_shown
from joindots.text.decode import decode_text

Matrix = NDArray[np.float64]

WEIGHTS = Path(__file__).resolve().parents[2] / "src" / "joindots" / "intake" / "pages" / "line_weights.toml"
COUNTS = {"wcxb": 1.0, "fundus": 1.0, "dragnet": 0.3}
"""How much each set's pages count; those of dragnet are of 2012, and their gold is for some pages the comments."""
RIDGE = 1000.0
"""Tried: 200, 1,000, 2,000, 10,000."""
FOLDS = 4
LINE_MOST_WORDS = 80
"""Words above which a line counts no more."""
PAGE_LEAST_WORDS = 50


class Page(Struct, frozen=True):
    """One page, measured."""

    site: str
    set: str
    names: list[str]
    lines: Matrix
    sizes: Matrix
    targets: Matrix
    comments: NDArray[np.bool_]
    gold: int


def read_pages(folder: Path, gold: Path) -> list[Page]:
    """Measure the pages that have gold text and any lines."""
    pages = []
    for row in map(json.loads, gzip.decompress(gold.read_bytes()).splitlines()):
        data = (folder / f"{row['id']}.html").read_bytes()
        tree = load_tree(decode_text(data, declares=True).text)
        lines = list_shown(tree).lines
        if not lines or not row["text"]:
            continue
        columns = measure_lines(lines, describe_page(tree, read_linked_data(tree), len(lines)))
        words = [split_words(line.text) for line in lines]
        sizes = np.array([len(each) for each in words], float)
        site = ".".join((urlsplit(row["url"] or "").hostname or row["id"]).split(".")[-2:])
        targets = share_runs(words, row["text"])
        size = len(split_words(row["text"]))
        matrix, comments = np.column_stack(list(columns.values())), find_comments(lines)
        pages.append(Page(site, row["set"], list(columns), matrix, sizes, targets, comments, size))
    return pages


def learn(pages: Sequence[Page]) -> Matrix:
    """Weights of the columns as they are, and a constant."""
    lines = np.concatenate([page.lines for page in pages])
    mean, scale = lines.mean(0), lines.std(0) + 1e-6
    x = np.column_stack([(lines - mean) / scale, np.ones(len(lines))])
    y = np.concatenate([page.targets for page in pages])
    w = np.concatenate([weigh_page(page) for page in pages])
    ridge = np.full(x.shape[1], RIDGE)
    ridge[-1] = 1e-9
    weights = np.zeros(x.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = (x * (w * p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(slope, x.T @ (w * (y - p)) - ridge * weights)
        weights += step
        if np.abs(step).max() < 1e-4:
            break
    own = weights[:-1] / scale
    return np.append(own, weights[-1] - (own * mean).sum())


def weigh_page(page: Page) -> Matrix:
    """How much each line counts; those of readers' comments nothing, as they are never rated."""
    weights = np.minimum(page.sizes, LINE_MOST_WORDS) / max(PAGE_LEAST_WORDS, page.gold) * 100 * COUNTS[page.set]
    return np.where(page.comments, 0.0, weights)


def rate_page(page: Page, weights: Matrix) -> float:
    """F1 of the words of the lines told to be article, by the lines' targets."""
    told = page.lines @ weights[:-1] + weights[-1] >= np.log(ARTICLE_FROM / (1 - ARTICLE_FROM))
    told = told & ~page.comments if (told & ~page.comments).any() else told
    right = float((page.sizes * page.targets)[told].sum())
    return 2 * min(right, page.gold) / max(1.0, float(page.sizes[told].sum()) + page.gold)


def _fold(page: Page) -> int:
    return int(hashlib.sha256(page.site.encode()).hexdigest(), 16) % FOLDS


def main() -> int:
    """Cross-validate, and write the weights where asked."""
    parser = argparse.ArgumentParser(description="Learn the weights of lines.")
    parser.add_argument("pages", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    pages = read_pages(options.pages, options.gold)
    whole = learn(pages)
    parts = [learn([page for page in pages if _fold(page) != k]) for k in range(FOLDS)]
    for name in COUNTS:
        mine = [page for page in pages if page.set == name]
        other = learn([page for page in pages if page.set != name])
        by_site = np.mean([rate_page(page, parts[_fold(page)]) for page in mine])
        by_set, seen = (np.mean([rate_page(page, weights) for page in mine]) for weights in (other, whole))
        print(f"{name}: {len(mine)} pages, F1 of lines {by_site:.3f} on sites not learned from,", end=" ")
        print(f"{by_set:.3f} without the set, {seen:.3f} as shipped", flush=True)
    if options.write:
        names = [*pages[0].names, "constant"]
        head = "# Learned by bench/quality/train_lines.py; each is the weight of a column of `line_features`.\n"
        rows = (f'"{name}" = {weight:.4f}\n' for name, weight in zip(names, whole, strict=True))
        WEIGHTS.write_text(head + "".join(rows), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
