"""Learn the weights by which lines of a page are told to be article, and say how well they do on other sites.

    .venv/bin/python bench/quality/train_lines.py PAGES GOLD             cross-validate over sites
    .venv/bin/python bench/quality/train_lines.py PAGES GOLD --write     and write intake/pages/line_weights.toml

PAGES is a folder of `NAME.html`, GOLD a file of `{id, text, url}` a line (bench/articles). Ridge regression with the
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
from joindots.intake.pages.html_lines import list_html_lines
from joindots.intake.pages.html_trees import load_tree
from joindots.intake.pages.line_features import measure_lines, share_runs, split_words
from joindots.intake.pages.linked_data import read_linked_data
from joindots.intake.pages.page_texts import describe_page
from joindots.text.decode import decode_text

Matrix = NDArray[np.float64]

WEIGHTS = Path(__file__).resolve().parents[2] / "src" / "joindots" / "intake" / "pages" / "line_weights.toml"
RIDGE = 200.0
FOLDS = 4
LINE_MOST_WORDS = 80
"""Words above which a line counts no more."""
PAGE_LEAST_WORDS = 50


class Page(Struct, frozen=True):
    """One page, measured."""

    site: str
    names: list[str]
    lines: Matrix
    sizes: Matrix
    targets: Matrix
    gold: int


def read_pages(folder: Path, gold: Path) -> list[Page]:
    """Measure the pages that have gold text and any lines."""
    pages = []
    for row in map(json.loads, gzip.decompress(gold.read_bytes()).splitlines()):
        data = (folder / f"{row['id']}.html").read_bytes()
        tree = load_tree(decode_text(data, declares=True).text)
        lines = list(list_html_lines(tree))
        if not lines or not row["text"]:
            continue
        columns = measure_lines(lines, describe_page(tree, read_linked_data(tree), len(lines)))
        words = [split_words(line.text) for line in lines]
        sizes = np.array([len(each) for each in words], float)
        site = ".".join((urlsplit(row["url"] or "").hostname or row["id"]).split(".")[-2:])
        targets = share_runs(words, row["text"])
        size = len(split_words(row["text"]))
        pages.append(Page(site, list(columns), np.column_stack(list(columns.values())), sizes, targets, size))
    return pages


def learn(pages: Sequence[Page]) -> Matrix:
    """Weights of the columns as they are, and a constant."""
    lines = np.concatenate([page.lines for page in pages])
    mean, scale = lines.mean(0), lines.std(0) + 1e-6
    x = np.column_stack([(lines - mean) / scale, np.ones(len(lines))])
    y = np.concatenate([page.targets for page in pages])
    w = np.concatenate([np.minimum(p.sizes, LINE_MOST_WORDS) / max(PAGE_LEAST_WORDS, p.gold) * 100 for p in pages])
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


def rate_page(page: Page, weights: Matrix) -> float:
    """F1 of the words of the lines told to be article, by the lines' targets."""
    told = page.lines @ weights[:-1] + weights[-1] >= np.log(ARTICLE_FROM / (1 - ARTICLE_FROM))
    right = float((page.sizes * page.targets)[told].sum())
    return 2 * min(right, page.gold) / max(1.0, float(page.sizes[told].sum()) + page.gold)


def main() -> int:
    """Cross-validate, and write the weights where asked."""
    parser = argparse.ArgumentParser(description="Learn the weights of lines.")
    parser.add_argument("pages", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    pages = read_pages(options.pages, options.gold)
    fold = [int(hashlib.sha256(page.site.encode()).hexdigest(), 16) % FOLDS for page in pages]
    scores = []
    for k in range(FOLDS):
        weights = learn([page for page, at in zip(pages, fold, strict=True) if at != k])
        scores += [rate_page(page, weights) for page, at in zip(pages, fold, strict=True) if at == k]
    whole = learn(pages)
    seen = float(np.mean([rate_page(page, whole) for page in pages]))
    print(f"{len(pages)} pages: F1 of lines {np.mean(scores):.3f} on sites not learned from, {seen:.3f} on all")
    if options.write:
        names = [*pages[0].names, "constant"]
        head = "# Learned by bench/quality/train_lines.py; each is the weight of a column of `line_features`.\n"
        rows = (f'"{name}" = {weight:.4f}\n' for name, weight in zip(names, whole, strict=True))
        WEIGHTS.write_text(head + "".join(rows), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
