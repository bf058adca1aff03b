"""How likely two reports are about one event: their words, their headlines, the days they name and came out on."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from msgspec import Struct

from joindots.join.likeness import Weighed, compare_texts, rarest_shared, share_told, telling_pairs
from joindots.linkage import Comparison, Feature, compare
from joindots.model import BlockKind, Document, Span, TimeExpression
from joindots.text.languages import ENGLISH, block_language, content_word_in
from joindots.text.normal import folded_words, stem, words
from joindots.text.timexes.pieces import read_pieces

LEAST_COSINE = 0.05
"""Cosine of the whole texts below which two reports have nothing to do with each other."""

TITLE_WEIGHT = 2
"""How often more a word of the title counts: headlines name the event and little else."""

OPENING_WORDS = 100
"""Content words of a report's opening, which by the trade's rule says what happened."""

LEAD_WORDS = 40
"""Content words that, with the headline, tell a report's event from its background."""

LEAST_NEAREST = 0.2
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
BIAS = -6.2
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

Likeness = Mapping[tuple[int, int], float]


class Report(Struct, frozen=True, gc=False):
    """What is compared of a report beside its words.

    Attributes:
        place: Its index among the distinct texts.
        day: Ordinal of the day it was published, or None.
        named: Ordinals of the days that its opening names.
        signs: What is known of these and of days without a year: "3" for a Wednesday, "05-02" for 2 May. A report
            without a date names no day, but a weekday all the same.
    """

    place: int
    day: int | None
    named: frozenset[int]
    signs: frozenset[str]


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

    def lead(self) -> Counter[str]:
        """How often each occurs in the title and the very first words."""
        return Counter(self.title + self.own[:LEAD_WORDS])

    def numbers(self) -> frozenset[str]:
        """Numbers of the title and the first words that are unlikely to be the same by chance."""
        found = (_NUMBER.match(word) for word in self.title + self.own[:OPENING_WORDS])
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


def describe_report(place: int, copies: Sequence[Document], times: Iterable[TimeExpression]) -> Report:
    """When a report came out and what days it names.

    Args:
        place: Its index.
        copies: The report with all that have the same words.
        times: Of the first of these.
    """
    named: set[int] = set()
    signs: set[str] = set()
    for time, read in name_days(copies[0], times):
        signs |= read
        if time.value and _DAY.match(time.value):
            named.add(date.fromisoformat(time.value[:10]).toordinal())
    return Report(place, _published(copies), frozenset(named), frozenset(signs))


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


def compare_reports(texts: Sequence[Wording], reports: Sequence[Report]) -> dict[tuple[int, int], float]:
    """Probability that two texts are about one event, for the pairs that have something in common.

    Args:
        texts: Distinct wordings.
        reports: The same texts, in the same order.
    """
    return {pair: comparison.probability for pair, comparison in weigh_reports(texts, reports, None)}


def weigh_reports(
    texts: Sequence[Wording], reports: Sequence[Report], asked: Collection[int] | None
) -> Iterator[tuple[tuple[int, int], Comparison]]:
    """What speaks for and against two texts being about one event, for the pairs that have something in common.

    Args:
        texts: Distinct wordings.
        reports: The same texts, in the same order.
        asked: Indexes of the texts of which one is in every pair, or None for all pairs.
    """
    whole = Weighed([text.whole() for text in texts])
    openings, leads = Weighed([text.opening() for text in texts]), Weighed([text.lead() for text in texts])
    pairs = [p for p in telling_pairs(whole) if asked is None or p[0] in asked or p[1] in asked]
    likeness = zip(pairs, compare_texts(whole, pairs), strict=True)
    cosines = {pair: cosine for pair, cosine in likeness if cosine >= LEAST_COSINE}
    pairs = list(cosines)
    features = _features(
        cosines,
        dict(zip(pairs, compare_texts(openings, pairs), strict=True)),
        _nearness(dict(zip(pairs, compare_texts(leads, pairs), strict=True)), len(texts)),
        dict(zip(pairs, _share_heads(texts, whole, pairs), strict=True)),
        dict(zip(pairs, rarest_shared(whole, pairs), strict=True)),
        [text.numbers() for text in texts],
    )
    bias = prior_weight(len(texts))
    return (((i, j), compare(reports[i], reports[j], features, bias)) for i, j in pairs)


def prior_weight(texts: int) -> float:
    """Log-odds that two reports are about one event before anything is compared.

    Args:
        texts: Number of distinct texts in the pile.
    """
    return BIAS - CROWDING * math.log(max(1, texts / CALIBRATED_TEXTS))


def _share_heads(texts: Sequence[Wording], whole: Weighed, pairs: Sequence[tuple[int, int]]) -> list[float | None]:
    """How much of one's headline the other tells at once."""
    openings = [frozenset((*text.title, *text.own[:OPENING_WORDS])) for text in texts]
    return share_told([text.title for text in texts], openings, whole.rarity, pairs)


def _features(
    texts: Likeness,
    openings: Likeness,
    nearness: Likeness,
    told: Mapping[tuple[int, int], float | None],
    rarest: Likeness,
    numbers: Sequence[frozenset[str]],
) -> tuple[Feature[Report], ...]:
    def share_number(a: Report, b: Report) -> float | None:
        one, other = numbers[a.place], numbers[b.place]
        return float(not one.isdisjoint(other)) if one and other else None

    # Weights: logistic regression over five sets of news (one undated, one of openings only), each set counting alike;
    # then moved for the best B-cubed F1 of all, allsides counting most (docs/decisions/0040).
    return (
        Feature(WHOLE_WORDS, 10.7, 0.0, lambda a, b: texts[a.place, b.place]),
        Feature(OPENING, 3.8, 0.0, lambda a, b: openings[a.place, b.place]),
        Feature(HEADLINES, 4.25, 0.0, lambda a, b: nearness[a.place, b.place]),
        Feature(TOLD, 0.73, -1.08, lambda a, b: told[a.place, b.place]),
        Feature(RAREST, 5.65, 0.0, lambda a, b: rarest[a.place, b.place]),
        Feature(NUMBERS, 0.75, -0.6, share_number),
        Feature(DAYS, 0.43, -1.8, _name_one_day),
        Feature("days between them", 2.62, 0.0, _closeness),
    )


def _nearness(leads: Likeness, texts: int) -> dict[tuple[int, int], float]:
    """How near two reports come to the nearest report that either has, whichever of the two has fewer alike."""
    least = LEAST_NEAREST + (LEAST_NEAREST_SMALL - LEAST_NEAREST) * max(0.0, 1 - texts / NEARBY_TEXTS)
    nearest: dict[int, float] = defaultdict(lambda: least)
    for (i, j), cosine in leads.items():
        nearest[i], nearest[j] = max(nearest[i], cosine), max(nearest[j], cosine)
    return {(i, j): cosine / min(nearest[i], nearest[j]) for (i, j), cosine in leads.items()}


def _name_one_day(a: Report, b: Report) -> float | None:
    """1 where they name one day, half for neighbouring days, which a report of the night may mean."""
    if a.named and b.named:
        if a.named & b.named:
            return 1.0
        return 0.5 if any(day + 1 in b.named or day - 1 in b.named for day in a.named) else 0.0
    if a.signs and b.signs:
        return 1.0 if a.signs & b.signs else 0.0
    return None


def _closeness(a: Report, b: Report) -> float | None:
    return None if a.day is None or b.day is None else math.exp(-abs(a.day - b.day) / FADING_DAYS)


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


def _published(copies: Sequence[Document]) -> int | None:
    """The day the first of some copies was published, where it is known to the day."""
    stated = (document.published.value for document in copies if document.published)
    days = [date.fromisoformat(value) for value in stated if _DAY.fullmatch(value)]
    return min(days).toordinal() if days else None
