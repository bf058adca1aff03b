"""Measure how joindots reads web pages flattened to text, as crawls keep them, and hold the floors.

    .venv/bin/python bench/quality/flattened.py            as `make bench` does
    .venv/bin/python bench/quality/flattened.py --update   and write README.md and raised floors

The pages and their gold stand in `../shared/bench/articles`; how they are flattened and labelled is told in
flattened_pages.py. *Body recall* is the share of the gold's words that stand in blocks of kind title, standfirst,
heading, body or caption. *Removed* is the share of all other text's words that stand in blocks of kind boilerplate,
byline or dateline. The tuning half gave the weights and thresholds, the checking half and the third set,
dragnet, gave nothing.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from flattened_pages import ARTICLES, Page, is_tuning, list_words, load_pages
from measure import Measure, Row, conclude, load_floors
from msgspec import Struct

from joindots.intake import Input, label_documents, read_input
from joindots.model import Document

SET = "flattened"
READ = frozenset({"title", "standfirst", "heading", "body", "caption"})
HEAD = (
    "| read | pages | number | body recall | removed | body recall, mean of pages | removed, mean of pages |",
    "|---|---|---|---|---|---|---|",
)


class Score(Struct, frozen=True):
    """Words of one page: of the article and of other text, each read and not."""

    page: Page
    document: Document
    article_read: int
    article_lost: int
    other_read: int
    other_removed: int


GROUPS: dict[str, Callable[[Score], bool]] = {
    "all": lambda _score: True,
    "tuning half": lambda score: score.page.set != "dragnet" and is_tuning(score.page),
    "checking half": lambda score: score.page.set != "dragnet" and not is_tuning(score.page),
    "wcxb": lambda score: score.page.set == "wcxb",
    "fundus": lambda score: score.page.set == "fundus",
    "fundus, not in English": lambda score: score.page.set == "fundus" and score.document.language != "en",
    "dragnet": lambda score: score.page.set == "dragnet",
}


def read_pages(pages: Sequence[Page], *, alone: bool) -> dict[str, Document]:
    """The pages as documents, each by itself or all as one pile, by id."""
    drafts = [
        draft for page in pages for draft in read_input(Input(source=f"{page.id}.txt", data=page.text.encode()))[0]
    ]
    piles = [[draft] for draft in drafts] if alone else [drafts]
    return {d.source.removesuffix(".txt"): d for pile in piles for d in label_documents(pile)}


def score_page(page: Page, document: Document) -> Score:
    """Count the words of each label in each line; the text of a page and of its document are the same."""
    counts = {(body, read): 0 for body in (True, False) for read in (True, False)}
    blocks, at = iter(document.blocks), 0
    block = next(blocks)
    for line in page.lines:
        end = at + len(line.text) + 1
        while True:
            if line.body is not None:
                part = document.text[max(at, block.start) : min(end, block.end)]
                counts[line.body, block.kind in READ] += len(list_words(part))
            if block.end >= end:
                break
            block = next(blocks)
        at = end
    return Score(page, document, counts[True, True], counts[True, False], counts[False, True], counts[False, False])


def rate(scores: Sequence[Score]) -> tuple[float, float]:
    """Body recall and share removed, by words."""
    kept, lost = sum(s.article_read for s in scores), sum(s.article_lost for s in scores)
    left, gone = sum(s.other_read for s in scores), sum(s.other_removed for s in scores)
    return kept / max(1, kept + lost), gone / max(1, left + gone)


def average(scores: Sequence[Score]) -> tuple[float, float]:
    """The same as the mean of pages, those with fewer than twenty such words left out."""
    kept = [s.article_read / n for s in scores if (n := s.article_read + s.article_lost) >= 20]
    gone = [s.other_removed / n for s in scores if (n := s.other_read + s.other_removed) >= 20]
    return float(np.mean(kept)), float(np.mean(gone))


def measure_pages(scores: Sequence[Score], floors: dict[str, float]) -> Iterator[Row]:
    """The headline numbers."""
    values: dict[str, float] = {}
    for name in ("all", "checking half", "dragnet"):
        chosen = [score for score in scores if GROUPS[name](score)]
        values[f"{name}: body recall"], values[f"{name}: removed"] = rate(chosen)
    titled = [score for score in scores if score.page.title]
    values["title right"] = float(np.mean([_is_title(score) for score in titled]))
    dated = [score for score in scores if score.page.date]
    days = [(score.document.published.value if score.document.published else None, score.page.date) for score in dated]
    values["day right"] = float(np.mean([a == b for a, b in days]))
    values["day right, of those given"] = float(np.mean([a == b for a, b in days if a]))
    for name, value in values.items():
        yield Row(SET, Measure(name, "share"), value, floors.get(f"{name} share", 0.0))


def list_table(scores: Sequence[Score], how: str) -> Iterator[str]:
    """One line a group of pages, as a table."""
    for name, holds in GROUPS.items():
        chosen = [score for score in scores if holds(score)]
        figures = " | ".join(f"{value:.3f}" for value in (*rate(chosen), *average(chosen)))
        yield f"| {how} | {name} | {len(chosen)} | {figures} |"


def _is_title(score: Score) -> bool:
    return list_words(score.document.title or "") == list_words(score.page.title or "")


def main() -> int:
    """Measure, print, compare; the exit status is 1 where a floor is not held."""
    parser = argparse.ArgumentParser(description="Measure the reading of flattened pages and hold the floors.")
    parser.add_argument("--update", action="store_true", help="write README.md and raise the floors")
    options = parser.parse_args()
    if not ARTICLES.is_dir():
        print(f"flattened pages: not measured, {ARTICLES} is absent")
        return 0
    floors, start, pages = load_floors(), time.monotonic(), list(load_pages())
    table: list[str] = list(HEAD)
    for how, alone in (("each alone", True), ("as one pile", False)):
        documents = read_pages(pages, alone=alone)
        scores = [score_page(page, documents[page.id]) for page in pages]
        table += list_table(scores, how)
    rows = list(measure_pages(scores, floors.get(SET, {})))
    print(*table, sep="\n")
    return conclude(rows, table, time.monotonic() - start, update=options.update)


if __name__ == "__main__":
    sys.exit(main())
