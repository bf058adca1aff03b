"""Headlines that say more than the text below them."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from joindots.join.findings.contexts import HEADLINES, Context
from joindots.join.findings.lexicons import pattern, word_set
from joindots.join.findings.verdicts import Saying, Verdict, make_finding, make_position
from joindots.join.findings.wordings import shorten
from joindots.model import Document, Finding, Span
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


def find_headlines(context: Context) -> Iterator[Finding]:
    """For each report: a headline that turns "no evidence of" into "not", or drops a hedge."""
    for document in context.pile.documents:
        blocks = [context.trim(document.id, b.start, b.end) for b in document.blocks if b.kind in HEADLINES]
        for head in map(_read, blocks):
            if head.stems and _commits(head):
                yield from _judge(context, head, _near_lines(context, document, head))


def _commits(head: Line) -> bool:
    """Whether a headline says something without reserve, so that its text can say less."""
    if head.negated:
        return not head.absent and not head.hedged
    return not head.hedged and not _keeps_distance(head.span.text)


def _near_lines(context: Context, document: Document, head: Line) -> list[Line]:
    """Sentences of the body from blocks that hold enough of the headline's words to tell of the same."""
    roots = [stem if stem == _LINK else stem[: max(_ROOT, len(stem) - 1)] for stem in sorted(set(head.stems))]
    found: list[Line] = []
    for block in document.blocks:
        if block.kind == "body":
            text = fold(document.text[block.start : block.end])
            if sum(root == _LINK or root in text for root in roots) >= min(_SHARED, len(roots)):
                found += [_read(span) for span in context.sentences_in(block, document.id)]
    return found


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


def _judge(context: Context, head: Line, body: Sequence[Line]) -> Iterator[Finding]:
    if head.negated:
        less = [line for line in body if line.absent and _is_same_denial(head, line)]
        if less:
            yield _hardened(context, head, less)
        return
    stems = set(head.stems)
    near = [(len(stems.intersection(line.stems)), line) for line in body]
    best = max((shared for shared, _ in near), default=0)
    if best < _LEAST or best < _SHARE * len(stems):
        return
    if all(line.hedged & stems for shared, line in near if shared >= _PLAIN * len(stems)):
        yield _hedge_lost(context, head, [line for shared, line in near if shared == best])


def _is_same_denial(head: Line, line: Line) -> bool:
    shared = set(head.stems).intersection(line.stems)
    telling = head.after.intersection(line.stems) - _SPEAKING - _SPEAKERS
    return bool(telling) and len(shared) >= _SHARED


def _hardened(context: Context, head: Line, less: Sequence[Line]) -> Finding:
    text = (
        f"The headline “{shorten(head.span.text)}”{_of(context, head)} denies outright what its text says only that "
        f"evidence is missing for: “{shorten(less[0].span.text)}”."
    )
    return _finding(context, head, less, (_HARDENED, text))


def _hedge_lost(context: Context, head: Line, hedged: Sequence[Line]) -> Finding:
    text = (
        f"The headline “{shorten(head.span.text)}”{_of(context, head)} states as fact what its text tells with a "
        f"reservation: “{shorten(hedged[0].span.text)}”."
    )
    return _finding(context, head, hedged, (_HEDGE_LOST, text))


def _of(context: Context, head: Line) -> str:
    """The publisher in brackets, where there is one: else the headline itself is how the report is known."""
    publisher = context.documents[head.span.document].publisher
    return f" ({publisher})" if publisher else ""


def _finding(context: Context, head: Line, body: Sequence[Line], told: tuple[float, str]) -> Finding:
    document = head.span.document
    body = body[:_MOST_SENTENCES]
    verdict = Verdict(
        kind="wording",
        topic=f"Headline: {shorten(head.span.text, 80)}",
        about=tuple(context.events_in(head.span)[:1]),
        confidence=told[0],
        explanation=told[1],
    )
    headline = Saying(evidence=(head.span,), records=(document,))
    text = Saying(evidence=tuple(line.span for line in body), records=(document,))
    positions = [
        make_position(context, f"headline: {shorten(head.span.text)}", [headline]),
        make_position(context, f"text: {shorten(body[0].span.text)}", [text]),
    ]
    return make_finding(verdict, positions)
