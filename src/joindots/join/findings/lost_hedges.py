"""What may have happened, or is believed to be so, in one report, and did happen or is so in another."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from joindots.join.findings.blocks import TOLD, list_blocks
from joindots.join.findings.contexts import Context
from joindots.join.findings.lexicons import pattern
from joindots.join.findings.verdicts import Saying, Verdict, make_finding, make_position, name_reports
from joindots.join.findings.wordings import shorten
from joindots.model import Finding, Span
from joindots.text.normal import content_stems, content_words, stem

_LOST = 0.55
_MAY = re.compile(
    r"\b(?P<what>[a-z]{3,20})(?:,\s[^,.]{3,70},)?\s(?:may|might|could)\s(?:well\s)?have\s(?:been\s)?(?P<verb>[a-z]{4,20})\b"
)
_BELIEVED = re.compile(
    r"\b(?:believed|thought|suspected|feared)\sto\s(?:be|have\sbeen|contain)\s(?:an?\s)?(?P<thing>[a-z]{3,20}(?:\s[a-z]{3,20}){1,2}?)"
    r"(?=[\"”’',.;]|\s(?:in|of|at|by|on|from|who|that|which|and|but|to)\b)"
)
_OPEN = re.compile(
    r"\b(?:if|whether|would|will|could|may|might|alleged(?:ly)?|accused|reportedly|believ\w+|thought|suspect\w+|fear\w*|not|no)\b|\?",
    re.IGNORECASE,
)
_EMPTY = frozenset({"people", "person", "man", "woman", "one", "something", "others", "many", "some"})
_CUES = (
    "may have",
    "might have",
    "could have",
    "may well have",
    "might well have",
    "believed to",
    "thought to",
    "suspected to",
    "feared to",
)


class _Hedged(Struct, frozen=True):
    """What a sentence reserves: how others would state it, what else it tells, and where."""

    stated: re.Pattern[str]
    around: frozenset[str]
    words: str
    sentence: Span


def find_lost_hedges(context: Context) -> Iterator[Finding]:
    """For each thing that a report says may be so: the other reports of the story that tell it as so."""
    hedged: dict[str, list[_Hedged]] = defaultdict(list)
    for block in list_blocks(context, cues=_CUES):
        for one in _read(context, block.document.id, block.document.text, block.start, block.end):
            for story in block.stories:
                hedged[story].append(one)
    soft: dict[str, list[_Hedged]] = defaultdict(list)
    hard: dict[str, set[Span]] = defaultdict(set)
    for one, span in _find_stated(context, hedged):
        soft[one.words].append(one)
        hard[one.words].add(span)
    for words in sorted(soft):
        reserved = {one.sentence for ones in hedged.values() for one in ones if one.words == words}
        others = [span for span in sorted(hard[words]) if span.document not in {one.document for one in reserved}]
        if others:
            yield _tell(context, min(soft[words], key=lambda one: one.sentence), others)


def _find_stated(context: Context, hedged: Mapping[str, Sequence[_Hedged]]) -> Iterator[tuple[_Hedged, Span]]:
    for block in list_blocks(context, TOLD) if hedged else ():
        whole = Span(document=block.document.id, start=block.start, end=block.end, text="")
        for one in dict.fromkeys(one for story in block.stories for one in hedged.get(story, ())):
            yield from ((one, span) for span in _stated(context, one, whole))


def _read(context: Context, document: str, text: str, start: int, end: int) -> Iterator[_Hedged]:
    for how in (_MAY, _BELIEVED):
        for m in how.finditer(text, start, end):
            here = Span(document=document, start=m.start(), end=m.end(), text=m.group())
            sentence = context.sentence(here)
            if how is _MAY:
                if m["what"] in _EMPTY or not content_words(m["what"]) or not content_words(m["verb"]):
                    continue
                words = f"{m['what']} {m['verb']}"
                stated = rf"\b{m['what']}\s(?:(?:had|has|have|was|were|is)\s(?:been\s)?)?{m['verb']}\b"
            else:
                words, stated = m["thing"], rf"\b{re.escape(m['thing'])}\b"
            around = content_stems(sentence.text) - {stem(w) for w in words.split()}
            yield _Hedged(
                re.compile(stated, re.IGNORECASE), around if how is _BELIEVED else frozenset(), words, sentence
            )


def _stated(context: Context, one: _Hedged, block: Span) -> Iterator[Span]:
    """Sentences of a block that tell it without reserve in the report's own voice."""
    text = context.documents[block.document].text
    for m in one.stated.finditer(text, block.start, block.end):
        here = Span(document=block.document, start=m.start(), end=m.end(), text=m.group())
        sentence = context.sentence(here)
        reserved = _OPEN.search(sentence.text) or pattern("hedges", "words").search(sentence.text)
        near = not one.around or one.around & content_stems(sentence.text)
        if near and not reserved and context.said_by(here) is None and not context.is_quoted(here):
            yield sentence


def _tell(context: Context, one: _Hedged, stated: list[Span]) -> Finding:
    soft = [Saying(evidence=(one.sentence,), records=(one.sentence.document,))]
    hard = [Saying(evidence=(span,), records=(span.document,)) for span in stated]
    verdict = Verdict(
        kind="wording",
        topic=f"Statement: {one.words}",
        about=(),
        confidence=_LOST,
        explanation=f"{name_reports(context, soft)} tells it with a reserve: “{shorten(one.sentence.text)}”. "
        f"{name_reports(context, hard)} {'tells' if len(hard) == 1 else 'tell'} it as so: “{shorten(stated[0].text)}”.",
    )
    positions = [
        make_position(context, f"reserved: {shorten(one.sentence.text)}", soft),
        make_position(context, f"told as so: {shorten(stated[0].text)}", hard),
    ]
    return make_finding(verdict, positions)
