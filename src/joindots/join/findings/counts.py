"""What a number counts: whom it takes in, whom it leaves out, and whether the sentence says it moved."""

import re

from msgspec import Struct

from joindots.join.findings.contexts import Context
from joindots.join.findings.lexicons import pattern, word_set
from joindots.join.findings.verdicts import Saying
from joindots.model import Quantity, Span
from joindots.text.normal import content_words, stem

ABOUT = 0.1
"""How far "about" reaches to either side, as a share of the number: the usual reading of a rounded count."""

_ONE_MORE = re.compile(r"\b(?:a|an|one)\s+(?:[\w’'-]+\s+){0,3}?[\w’'-]+", re.IGNORECASE)
_PLUS_ONE = re.compile(
    r"\W{0,3}(?:and|plus|as well as|along with|in addition to)\s+(?P<who>(?:a|an|one)\s+(?:[\w’'-]+\s+){0,2}?[\w’'-]+)"
    r"(?=\s*(?:[,.;:]|$|dead\b|were\b|was\b|in\b|on\b|at\b|who\b|died\b|have\b|had\b|during\b|when\b|after\b))",
    re.IGNORECASE,
)
TOLLS = frozenset({"killed", "injured"})
"""Measures that count people harmed."""


class Count(Struct, frozen=True, kw_only=True):
    """A number with what its sentence says about its reach.

    Attributes:
        span: The number phrase.
        evidence: What gives it meaning.
        record: Id of the quantity or incident.
        source: Id of the entity that the document names for it, or None.
        low: Least value, widened where it is a round one.
        high: Greatest value.
        exact: Whether it is one number.
        words: How a position says it: "4", "at least 40", "5 by name".
        headline: Whether it stands in a title, standfirst or heading.
        besides: Who is counted on top of the number ("a police officer"), or None.
        doer: `in` where the number takes in who did it, `out` where the sentence leaves them out, else None.
        part: Word that makes it a part of a greater number ("children", "another"), or None.
        total: Whether it sums up several events.
        moved: Whether the sentence says that the number changed.
    """

    span: Span
    evidence: tuple[Span, ...]
    record: str
    source: str | None
    low: float
    high: float
    exact: bool
    words: str
    headline: bool = False
    besides: str | None = None
    doer: str | None = None
    part: str | None = None
    total: bool = False
    moved: bool = False

    @property
    def document(self) -> str:
        """Id of the document."""
        return self.span.document

    @property
    def saying(self) -> Saying:
        """The count as a saying."""
        return Saying(evidence=self.evidence, records=(self.record,), source=self.source)

    def meets(self, low: float, high: float) -> bool:
        """Whether a number between `low` and `high` can be the one meant."""
        return self.low <= high and low <= self.high


def read_count(context: Context, quantity: Quantity) -> Count | None:
    """The reach of a quantity, or None where it has no value at all."""
    if quantity.low is None and quantity.high is None:
        return None
    low, high = _reach(quantity)
    sentence = context.sentence(quantity.span)
    at = quantity.span.start - sentence.start
    before, after = sentence.text[:at], sentence.text[at + len(quantity.span.text) :]
    toll = quantity.measure in TOLLS
    besides = _besides(quantity, after) if toll else None
    extra = 1 if besides else 0
    return Count(
        span=quantity.span,
        evidence=(quantity.clause,),
        record=quantity.id,
        source=context.source_of(quantity.attribution),
        low=low + extra,
        high=high + extra,
        exact=quantity.low == quantity.high and quantity.bound == "exact",
        words=count_words(quantity) + (f", and {besides} besides" if besides else ""),
        headline=context.is_headline(quantity.span),
        besides=besides,
        doer=_doer(sentence.text) if toll else None,
        part=_part(quantity, after) if toll else None,
        total=_is_total(before, after),
        moved=pattern("counts", "moved").search(sentence.text) is not None,
    )


def count_words(quantity: Quantity) -> str:
    """The value as a position says it."""
    if quantity.bound != "exact" or quantity.low is None or quantity.low != quantity.high:
        return quantity.span.text
    number = f"{quantity.low:,}"
    return f"{number} {quantity.unit}" if quantity.unit and quantity.kind in ("measure", "money") else number


def _reach(quantity: Quantity) -> tuple[float, float]:
    low = quantity.low if quantity.low is not None else float("-inf")
    high = quantity.high if quantity.high is not None else float("inf")
    if quantity.bound == "about":
        return low * (1 - ABOUT), high * (1 + ABOUT)
    if quantity.bound == "at_least":
        return low, float("inf")
    if quantity.bound == "at_most":
        return float("-inf"), high
    return low, high


def _besides(quantity: Quantity, after: str) -> str | None:
    """Who else died in the sentence: "four people and an officer", "four before stabbing an officer to death"."""
    counted = quantity.counted or ""
    rest = after.removeprefix(" ").removeprefix(counted)
    if found := _PLUS_ONE.match(rest):
        return _not_doer(found["who"])
    if quantity.measure != "killed":
        return None
    for lethal in pattern("counts", "lethal").finditer(rest):
        window = rest[max(0, lethal.start() - 60) : lethal.end() + 60]
        if (found := _ONE_MORE.search(window)) and _not_doer(found.group()):
            return _patient(rest, lethal)
    return None


def _patient(rest: str, lethal: re.Match[str]) -> str | None:
    """The one that a further lethal word takes: after "killing", before "to death"."""
    after = _ONE_MORE.match(rest[lethal.end() :].lstrip())
    if after:
        return _not_doer(_noun_phrase(rest[lethal.end() :].lstrip()))
    before = [m.start() for m in _ONE_MORE.finditer(rest, max(0, lethal.start() - 60), lethal.start())]
    return _not_doer(_noun_phrase(rest[before[-1] : lethal.start()])) if before else None


def _noun_phrase(text: str) -> str:
    """The first words of a phrase, up to a mark or a function word that ends it."""
    found = re.match(
        r"(?:a|an|one)\s+[\w’'-]+(?:\s+(?!to\b|and\b|in\b|on\b|at\b|who\b|with\b|before\b)[\w’'-]+){0,2}", text
    )
    return text if found is None else str(found.group())


def _not_doer(words: str | None) -> str | None:
    return None if not words or pattern("counts", "doers").search(words) else words.strip()


def _doer(sentence: str) -> str | None:
    """Whether the sentence counts in, or leaves out, who did it."""
    doers = pattern("counts", "doers")
    for name, verdict in (("inside", "in"), ("outside", "out")):
        for found in pattern("counts", name).finditer(sentence):
            if doers.search(sentence, found.end(), found.end() + 40):
                return verdict
    return None


def _part(quantity: Quantity, after: str) -> str | None:
    """What makes a toll a part of a greater one: its head noun, or a word before or after it."""
    heads = [stem(word.text) for word in content_words(quantity.counted or "")]
    lowered = {word.lower() for word in re.findall(r"\w+", f"{quantity.span.text} {quantity.counted or ''}")}
    if further := sorted(lowered & word_set("counts", "further")):
        return further[0]
    if found := pattern("counts", "part").match(after.lstrip()):
        return found.group().lower()
    everyone = word_set("counts", "everyone")
    if heads and not any(head in everyone for head in heads):
        return heads[-1]
    return None


def _is_total(before: str, after: str) -> bool:
    """Whether words right at the number say that it sums up."""
    total = pattern("counts", "total")
    return total.search(before[-24:]) is not None or total.search(after[:40]) is not None
