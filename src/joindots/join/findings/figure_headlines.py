"""Headlines that give another number than the text below them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from joindots.join.findings.contexts import Context
from joindots.join.findings.counts import Count
from joindots.join.findings.figure_verdicts import Figure
from joindots.join.findings.verdicts import Verdict, make_finding, make_position
from joindots.join.findings.wordings import capitalise, join_words
from joindots.model import Finding
from joindots.text.normal import fold, words
from joindots.text.number_words import SMALL

_HEADLINE = 0.6  # confidence: a step of the ranking of figures
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_OTHERS = re.compile(r"\bothers?\b", re.IGNORECASE)


def judge_headlines(context: Context, figure: Figure, counts: Sequence[Count]) -> Iterator[Finding]:
    """A headline that gives another number than the text below it."""
    by_document: dict[str, list[Count]] = defaultdict(list)
    for count in counts:
        by_document[count.document].append(count)
    for document in sorted(by_document):
        heads = [count for count in by_document[document] if count.headline and _is_above(context, count)]
        told = [count for count in by_document[document] if not count.headline and count.exact]
        body = [count for count in told if not _is_elsewhere(context, count)]
        odd = [
            head
            for head in heads
            if head.exact
            and not any(_fits(head, below) for below in by_document[document])
            and not _is_in_text(context, head)
        ]
        if odd and body and not any(count.moved or count.besides or _tells_apart(count) for count in body):
            yield _headline_differs(context, figure, odd, body)


def _fits(head: Count, below: Count) -> bool:
    """Whether a number below a headline is its number, if only by the names of those who are counted."""
    told = below.exact or not (below.vague or below.least)  # "between 5 and 7"
    return not below.headline and (below.low == head.low or (told and head.meets(below.low, below.high)))


def _is_above(context: Context, count: Count) -> bool:
    """Whether a headline stands over the whole report: a heading inside it may lead to another one."""
    block = context.block(count.span)
    return block is not None and block.kind != "heading"


def _is_elsewhere(context: Context, count: Count) -> bool:
    """Whether a clause names a year, or a place that is not its event's: the number is of a part or another event."""
    event = context.events.get(count.event or "")
    places = {
        entity
        for span in count.evidence
        for entity in context.entities_in(span)
        if context.entities[entity].kind == "place" and not (event and event.place in (None, entity))
    }
    return bool(places) or any(_YEAR.search(span.text) for span in count.evidence)


def _is_in_text(context: Context, head: Count) -> bool:
    """Whether the text below a headline gives its number in any form, of whatever it is said to count."""
    document = context.documents[head.document]
    text = " ".join(document.text[block.start : block.end] for block in document.blocks if block.kind == "body")
    wanted = {f"{head.low:g}", fold(head.span.text)}
    said = [word.text for word in words(text)]
    number = " ".join(word.text for word in words(head.span.text))
    return f" {number} " in f" {' '.join(said)} " or any(
        word in wanted or str(SMALL.get(word)) in wanted for word in said
    )


def _tells_apart(count: Count) -> bool:
    """Whether a sentence counts "others" than somebody it names."""
    return _OTHERS.search(count.evidence[0].text) is not None


def _headline_differs(context: Context, figure: Figure, heads: Sequence[Count], body: Sequence[Count]) -> Finding:
    label = context.dated_label(heads[0].document)
    numbers = join_words(list(dict.fromkeys(count.words for count in body)))
    verdict = Verdict(
        kind="conflict",
        topic=figure.topic,
        about=figure.about,
        confidence=_HEADLINE,
        explanation=capitalise(f"the headline of {label} gives {heads[0].words}, its text {numbers}."),
    )
    sides = (heads, body)
    return make_finding(
        verdict, [make_position(context, side[0].words, [count.saying for count in side]) for side in sides]
    )
