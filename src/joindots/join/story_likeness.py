"""How likely two reports are about one event: their words, their headlines, the days they name and came out on."""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache, partial

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from joindots.join.copied_words import hash_word
from joindots.join.likeness import (
    Numbers,
    Pairs,
    Values,
    Weighed,
    gather_bags,
    make_bag,
    telling_pairs,
)
from joindots.join.story_measures import WAYS, Measures, Report, measure_pairs
from joindots.linkage import Column, Comparison, explain_row, weigh_columns
from joindots.model import BlockKind, Document, Span, TimeExpression
from joindots.model.memos import Memo, hash_given, recall
from joindots.text.languages import ENGLISH, block_language, content_word_in
from joindots.text.normal import folded_words, stem, words
from joindots.text.timexes.pieces import read_pieces

TITLE_WEIGHT = 2
"""How often more a word of the title counts: headlines name the event and little else."""

OPENING_WORDS = 100
"""Content words of a report's opening, which by the trade's rule says what happened."""

LEAD_WORDS = 40
"""Content words that, with the headline, tell a report's event from its background."""

LEAST_NEAREST = 0.185
"""Cosine of headline and lead that the nearest other report is taken to have at least: in a pile where nothing is alike
the nearest is no neighbour."""

LEAST_NEAREST_SMALL = 0.5
"""The same in the smallest pile, where the nearest is one of few; it falls to `LEAST_NEAREST` at `NEARBY_TEXTS`.
Calibrated on 120 piles of 3 to 18 reports of one story and those most like it."""

NEARBY_TEXTS = 30
"""Texts of a pile from which a report's nearest is taken for a neighbour."""

NAMED_WITHIN = 700
"""Characters of a report's own text in which the days of its event are named; later ones are those of other events."""

FADING_DAYS = 7.0
"""Days between two reports after which their dates speak for one story only a third (1/e) as much."""

WHOLE_WORDS, OPENING, HEADLINES, TOLD, RAREST, NUMBERS, DAYS = (
    "words of the whole reports",
    "words of the openings",
    "nearest headline and lead",
    "headline told in the other's opening",
    "rarest words in both",
    "numbers they name",
    "days they name",
)
"""Names of the features that rest on words of the reports."""

NOT_ITS_OWN: frozenset[BlockKind] = frozenset({"boilerplate", "byline", "dateline", "caption"})
BIAS = -6.35
"""Log-odds that two reports of a small pile are about one event before anything is compared."""

CROWDING = 1.015
"""How much lower these log-odds are for each e-fold of the number of texts: the more there are, the more are alike by
accident. Calibrated, with the bias, on piles of one, four and twelve stories and on the five sets of 300 to 2,600
reports."""

CALIBRATED_TEXTS = 20
"""Number of texts in a small pile."""

TELLING_DIGITS = 3
"""Characters from which a number is unlikely to be the same by chance: 412, 5.4."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"(?!(?:19|20)\d\d\Z)\d[\d.]*")  # a year is told by reports of many events


class Weighing(Struct, frozen=True):
    """Pairs of reports that have something in common, with what speaks for and against their being about one event.

    Attributes:
        a: Index of the one report.
        b: Index of the other; `a < b`.
        columns: What was compared.
        bias: Log-odds before anything is compared.
    """

    a: Numbers
    b: Numbers
    columns: tuple[Column, ...]
    bias: float

    @property
    def probabilities(self) -> Values:
        """How likely each pair is about one event; rounded, so that no machine's last digit decides."""
        odds = np.clip(weigh_columns(self.columns, self.bias), -60.0, 60.0)
        return (1 / (1 + np.exp(-odds))).round(9)

    def explain(self) -> dict[tuple[int, int], Comparison]:
        """The comparison of each pair."""
        pairs = zip(self.a.tolist(), self.b.tolist(), strict=True)
        return {pair: explain_row(self.columns, n, self.bias) for n, pair in enumerate(pairs)}


class Wording(Struct, frozen=True):
    """Stems of the content words of a report: its title, and its own text in order."""

    title: tuple[str, ...]
    own: tuple[str, ...]

    def whole(self) -> Counter[str]:
        """How often each occurs, those of the title more often."""
        counts = Counter(self.own)
        for word in self.title:
            counts[word] += TITLE_WEIGHT
        return counts

    def opening(self) -> Counter[str]:
        """How often each occurs in the first words of the text."""
        return Counter(self.own[:OPENING_WORDS])

    def headline(self) -> Counter[str]:
        """How often each occurs in the title."""
        return Counter(self.title)

    def lead(self) -> Counter[str]:
        """How often each occurs in the title and the very first words."""
        return Counter(self.title + self.own[:LEAD_WORDS])

    def numbers(self) -> frozenset[str]:
        """Numbers of the title and the first words that are unlikely to be the same by chance."""
        found = (_NUMBER.match(word) for word in self.title + self.own[:OPENING_WORDS] if word[0].isdigit())
        return frozenset(number[0] for number in found if number and len(number[0]) >= TELLING_DIGITS)


def read_wording(document: Document) -> Wording:
    """The words of a report that tell what it is about."""
    own = [
        content
        for block in document.blocks
        if block.kind not in NOT_ITS_OWN
        for language in (block_language(document, block),)
        for word in folded_words(document.text, block.start, block.end)
        if (content := _content_stem(word, language))
    ]
    language = document.language or ENGLISH
    title = [content for word in folded_words(document.title or "") if (content := _content_stem(word, language))]
    return Wording(tuple(title), tuple(own))


def list_given(document: Document, times: Sequence[TimeExpression]) -> tuple[object, ...]:
    """What a report's description follows from: by this a memo knows it."""
    return ("report", document, times)


def recall_report(document: Document, times: Sequence[TimeExpression], memo: Memo | None) -> Report:
    """The description of a report, as a memo has it or made now."""
    return recall(memo, Report, list_given(document, times), partial(describe_report, document, times))


def describe_report(document: Document, times: Iterable[TimeExpression]) -> Report:
    """What is compared of a report.

    Args:
        document: The report.
        times: Of the report.
    """
    wording = read_wording(document)
    named: set[int] = set()
    signs: set[str] = set()
    for time, read in name_days(document, times):
        signs |= read
        if time.value and _DAY.match(time.value):
            named.add(date.fromisoformat(time.value[:10]).toordinal())
    return Report(
        document=document.id,
        key=hash_given(wording),
        bag=make_bag(wording.whole(), wording.opening(), wording.lead(), wording.headline()),
        numbers=frozenset(map(hash_word, wording.numbers())),
        day=_published(document),
        named=frozenset(named),
        signs=frozenset(signs),
    )


def unite_copies(copies: Sequence[Report]) -> Report:
    """The first of some copies, published when the first of them was."""
    days = [report.day for report in copies if report.day is not None]
    return replace(copies[0], day=min(days, default=None)) if len(copies) > 1 else copies[0]


def name_days(document: Document, times: Iterable[TimeExpression]) -> Iterator[tuple[TimeExpression, frozenset[str]]]:
    """Time expressions of a report's opening, each with what it says of a day: "3" for a Wednesday, "05-02" for 2 May.

    Args:
        document: The report.
        times: Of the report.
    """
    end = _opening_end(document)
    for time in times:
        if time.span.start < end:
            yield time, _read_signs(time)


def _read_signs(time: TimeExpression) -> frozenset[str]:
    if time.value and _DAY.match(time.value):
        return frozenset((str(date.fromisoformat(time.value[:10]).isoweekday()), time.value[5:10]))
    words = time.span.text
    named = {piece.kind: piece.value for piece in read_pieces(words, [(0, len(words))])}
    signs = {str(named["weekday"])} if "weekday" in named else set()
    day = named.get("day", named.get("nth"))
    return frozenset(signs | {f"{named['month']:02}-{day:02}"} if "month" in named and day else signs)


def place_words(document: Document, stems: Collection[str]) -> list[Span]:
    """Where a report first has each of some words, in text order.

    Args:
        document: The report.
        stems: As in its `Wording`.
    """
    first: dict[str, Span] = {}
    for block in document.blocks:
        for word in words(document.text, block.start, block.end) if block.kind not in NOT_ITS_OWN else ():
            found = _content_stem(word.text, block_language(document, block))
            if found and found in stems and found not in first:
                text = document.text[word.start : word.end]
                first[found] = Span(document=document.id, start=word.start, end=word.end, text=text)
    return sorted(first.values())


def weigh_reports(reports: Sequence[Report], asked: Collection[int] | None = None) -> Weighing:
    """What speaks for and against two reports being about one event, for the pairs that have something in common.

    Args:
        reports: Of different wordings.
        asked: Indexes of the reports of which one is in every pair, or None for all pairs.
    """
    bags = gather_bags([report.bag for report in reports], WAYS)
    a, b = telling_pairs(Weighed(bags))
    if asked is not None:
        kept = np.isin(a, list(asked)) | np.isin(b, list(asked))
        a, b = a[kept], b[kept]
    return weigh_measures(measure_pairs(reports, bags, (a, b)), [report.day for report in reports])


def weigh_measures(found: Measures, days: Sequence[int | None]) -> Weighing:
    """What speaks for and against pairs of reports of a pile being about one event.

    Args:
        found: All pairs that have something in common.
        days: Of each report of the pile the ordinal of the day it was published, or None.
    """
    pairs = found.a, found.b
    # Weights: logistic regression over five sets of news (one undated, one of openings only), each set counting alike;
    # then moved for the best B-cubed F1 of all, allsides counting most (docs/decisions/0040).
    columns = (
        Column(WHOLE_WORDS, 10.7, 0.0, found.whole),
        Column(OPENING, 3.8, 0.0, found.openings),
        Column(HEADLINES, 4.25, 0.0, _nearness(pairs, found.leads, len(days))),
        Column(TOLD, 0.73, -1.08, found.told),
        Column(RAREST, 5.65, 0.0, found.rarest),
        Column(NUMBERS, 0.75, -0.6, found.numbers),
        Column(DAYS, 0.43, -1.8, found.days),
        Column("days between them", 2.62, 0.0, _closeness(days, pairs)),
    )
    return Weighing(*pairs, columns, prior_weight(len(days)))


def prior_weight(texts: int) -> float:
    """Log-odds that two reports are about one event before anything is compared.

    Args:
        texts: Number of distinct texts in the pile.
    """
    return BIAS - CROWDING * math.log(max(1, texts / CALIBRATED_TEXTS))


def _nearness(pairs: Pairs, cosines: Values, texts: int) -> Values:
    """How near two reports come to the nearest report that either has, whichever of the two has fewer alike."""
    least = LEAST_NEAREST + (LEAST_NEAREST_SMALL - LEAST_NEAREST) * max(0.0, 1 - texts / NEARBY_TEXTS)
    nearest = np.full(texts, least)
    for side in pairs:
        np.maximum.at(nearest, side, cosines)
    nearness: Values = cosines / np.minimum(nearest[pairs[0]], nearest[pairs[1]])
    return nearness


def _closeness(published: Sequence[int | None], pairs: Pairs) -> Values:
    days = np.array([np.nan if day is None else day for day in published], np.float64)
    closeness: Values = np.exp(-np.abs(days[pairs[0]] - days[pairs[1]]) / FADING_DAYS)
    return closeness


@lru_cache(maxsize=1 << 16)
def _content_stem(word: str, language: str) -> str | None:
    bare = content_word_in(language, word)
    return bare and stem(bare)


def _opening_end(document: Document) -> int:
    """Where the first characters of a report's own text end."""
    left = NAMED_WITHIN
    for block in document.blocks:
        if block.kind not in NOT_ITS_OWN:
            if block.end - block.start >= left:
                return block.start + left
            left -= block.end - block.start
    return len(document.text)


def _published(document: Document) -> int | None:
    """The day a report was published, where it is known to the day."""
    value = document.published.value if document.published else ""
    return date.fromisoformat(value).toordinal() if _DAY.fullmatch(value) else None
