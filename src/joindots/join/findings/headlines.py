"""Headlines that say more than the text below them."""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from joindots.join.findings.contexts import HEADLINES, Context
from joindots.join.findings.lexicons import pattern, word_set
from joindots.join.findings.verdicts import Saying, Verdict, make_finding, make_position
from joindots.join.findings.wordings import join_words, shorten
from joindots.model import Document, Finding, Span
from joindots.text.languages import ENGLISH, block_language
from joindots.text.normal import Word, content_words, fold, stem, words

_HARDENED = 0.8  # "not" over "no evidence", on the same predicate
_HEDGE_LOST = 0.55
_SHARED = 2  # content words that a denial and a finding of no evidence must share, one of them after the negation
_LEAST = 4  # content words that a hedged sentence must share with its headline
_SHARE = 0.75  # and their share of the headline's
_PLAIN = 0.5  # share from which an unhedged sentence backs the headline
_MOST_SENTENCES = 3
_REACH = 4  # content words that a hedge reserves
_ROOT = 3  # letters of a word that are looked for before it is read properly
_LINK = "\x00link"  # stands for any word of being connected
_FOUND_NONE = re.compile(r"\b(?:finds?|found|sees?|saw|shows?)\s+(?:no|nothing)\b", re.IGNORECASE)
"""Who "finds no link" says no more than that evidence is missing."""
_SPEAKING = frozenset({"say", "said", "report", "reveal", "tell", "claim", "admit", "warn", "find", "show", "urge"})
_SPEAKERS = frozenset({"police", "official", "court", "minister", "source"})


class Line(Struct, frozen=True, kw_only=True):
    """A headline or sentence.

    Attributes:
        span: Where it stands.
        stems: Its content words in order, connected ones as one.
        after: Those after the first negation, empty where there is none.
        negated: Whether it holds a negation.
        absent: Whether it says that evidence is missing.
        hedged: The content words that follow its hedges closely; a hedge further off reserves something else.
    """

    span: Span
    stems: tuple[str, ...]
    after: frozenset[str]
    negated: bool
    absent: bool
    hedged: frozenset[str]


class Harder(Struct, frozen=True, kw_only=True):
    """A headline that says more than the text of its report.

    Attributes:
        head: The headline.
        body: The sentences that say less.
        absent: Whether they say that evidence is missing; else they tell with a reservation.
    """

    head: Span
    body: tuple[Span, ...]
    absent: bool


def find_headlines(context: Context) -> Iterator[Finding]:
    """For each report: a headline that turns "no evidence of" into "not", or drops a hedge."""
    found: dict[tuple[str, ...], list[Harder]] = defaultdict(list)
    for document in context.pile.documents:
        heads = [b for b in document.blocks if b.kind in HEADLINES and block_language(document, b) == ENGLISH]
        blocks = [context.trim(document.id, b.start, b.end) for b in heads]
        for head in map(_read, blocks):
            if head.stems and _commits(head) and (harder := _judge(head, _near_lines(context, document, head))):
                found[harder.head.text, *(span.text for span in harder.body)].append(harder)
    for key in sorted(found):
        yield _finding(context, found[key])


def _commits(head: Line) -> bool:
    """Whether a headline says something without reserve, so that its text can say less."""
    if head.negated:
        return not head.absent and not head.hedged and not _FOUND_NONE.search(head.span.text)
    return not head.hedged and not _keeps_distance(head.span.text)


def _near_lines(context: Context, document: Document, head: Line) -> list[Line]:
    """Sentences of the body that hold enough of the headline's words to tell of the same."""
    stems = set(head.stems)
    if not head.negated and len(stems) < _LEAST:
        return []
    roots = [stem if stem == _LINK else stem[: max(_ROOT, len(stem) - 1)] for stem in sorted(stems)]
    least = min(_SHARED, len(roots)) if head.negated else math.ceil(_PLAIN * len(roots))
    found: list[Line] = []
    for block in document.blocks:
        own = block.kind == "body" and block_language(document, block) == ENGLISH
        if own and _may_share(document.text[block.start : block.end], roots, least):
            sentences = context.sentences_in(block, document.id)
            found += [_read(span) for span in sentences if _may_share(span.text, roots, least)]
    return found


def _may_share(text: str, roots: Sequence[str], least: int) -> bool:
    """Whether a text can hold as many words of a headline: told without reading it properly."""
    plain = fold(text).replace(".", "").replace(",", "")
    return sum(root == _LINK or root in plain for root in roots) >= least


def _read(span: Span) -> Line:
    text = fold(span.text)
    links, absence = word_set("links", "words"), word_set("hedges", "absence")
    negation = pattern("hedges", "negations").search(text)
    found = content_words(text)
    stems = [_LINK if word.text in links else stem(word.text) for word in found]
    rest = [(s, w) for s, w in zip(stems, found, strict=True) if negation and w.start >= negation.end()]
    return Line(
        span=span,
        stems=tuple(stems),
        after=frozenset(s for s, _ in rest),
        negated=negation is not None,
        absent=any(w.text in absence for _, w in rest),
        hedged=frozenset(_following(text, list(zip(stems, found, strict=True)))),
    )


def _following(text: str, found: Sequence[tuple[str, Word]]) -> Iterator[str]:
    """The few content words after each hedge."""
    for hedge in pattern("hedges", "words").finditer(text):
        after = [s for s, word in found if word.start >= hedge.end()]
        yield from after[:_REACH]


def _keeps_distance(text: str) -> bool:
    """Whether a headline asks, quotes or names who says it."""
    if "?" in text or ":" in text or not _SPEAKING.isdisjoint(stem(word.text) for word in words(text)):
        return True
    return any(text.count(mark) for mark in '“‘"') or (text.count("'") > 1 and " '" in text)


def _judge(head: Line, body: Sequence[Line]) -> Harder | None:
    if head.negated:
        less = [line for line in body if line.absent and _is_same_denial(head, line)]
        return _harder(head, less, absent=True) if less else None
    stems = set(head.stems)
    near = [(len(stems.intersection(line.stems)), line) for line in body]
    best = max((shared for shared, _ in near), default=0)
    if best < _LEAST or best < _SHARE * len(stems):
        return None
    if all(line.hedged & stems for shared, line in near if shared >= _PLAIN * len(stems)):
        return _harder(head, [line for shared, line in near if shared == best], absent=False)
    return None


def _harder(head: Line, body: Sequence[Line], *, absent: bool) -> Harder:
    return Harder(head=head.span, body=tuple(line.span for line in body[:_MOST_SENTENCES]), absent=absent)


def _is_same_denial(head: Line, line: Line) -> bool:
    shared = set(head.stems).intersection(line.stems)
    telling = head.after.intersection(line.stems) - _SPEAKING - _SPEAKERS
    return bool(telling) and len(shared) >= _SHARED


def _finding(context: Context, copies: Sequence[Harder]) -> Finding:
    """One finding for a headline, whether one report prints it over its text or several copies do."""
    first = copies[0]
    head, body = shorten(first.head.text), shorten(first.body[0].text)
    says = (
        f"denies it outright, while the text says only that there is no evidence: “{body}”."
        if first.absent
        else f"states as fact what its text tells with a reservation: “{body}”."
    )
    publishers = sorted({context.documents[one.head.document].publisher or "" for one in copies} - {""})
    of = f" ({join_words(publishers)})" if publishers else ""  # else the headline itself is how the report is known
    verdict = Verdict(
        kind="wording",
        topic=f"Headline: {shorten(first.head.text, 80)}",
        about=tuple(context.events_in(first.head)[:1]),
        confidence=_HARDENED if first.absent else _HEDGE_LOST,
        explanation=f"The headline “{head}”{of} {says}",
    )
    heads = [Saying(evidence=(one.head,), records=(one.head.document,)) for one in copies]
    texts = [Saying(evidence=one.body, records=(one.head.document,)) for one in copies]
    positions = [
        make_position(context, f"headline: {head}", heads),
        make_position(context, f"text: {body}", texts),
    ]
    return make_finding(verdict, positions)
