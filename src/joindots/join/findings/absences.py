"""What one report says was not there or not done, and another tells as done: no distress call, and a distress call."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from joindots.join.findings.blocks import holds
from joindots.join.findings.contexts import Context
from joindots.join.findings.lexicons import pattern, word_set
from joindots.join.findings.verdicts import Saying, Verdict, make_finding, make_position, name_reports, say_sentence
from joindots.join.findings.wordings import shorten
from joindots.model import Document, Finding, Span
from joindots.text.languages import ENGLISH, block_language

_CONFLICT = 0.55
_DONE = (
    r"(?:made|sent|gave|given|received|issued|heard|had|found|filed|took|taken|paid|conducted|carried out|signed|sought"
    r"|obtained|held|there (?:was|were|had been)|was|were)"
)
_NO = re.compile(rf"\b{_DONE} no (?P<what>[a-z]{{3,20}} [a-z]{{3,20}})\b", re.IGNORECASE)
_MOST = 40  # things a story may miss: more is a story of lacks


class _Told(Struct, frozen=True):
    """What a sentence says of the thing.

    Attributes:
        words: That say so.
        saying: For a position.
    """

    words: str
    saying: Saying


def find_absences(context: Context) -> Iterator[Finding]:
    """For each thing that a report misses: the reports of the story that tell of it."""
    for story in context.pile.stories:
        documents = [context.documents[document] for document in story.documents]
        if len(documents) < 2:
            continue
        missed: dict[str, list[_Told]] = defaultdict(list)
        for document in documents:
            for found, told in _scan(context, document, _NO, (" no ",)):
                if word_set("absences", "empty").isdisjoint(found["what"].lower().split()):
                    missed[found["what"].lower()].append(told)
        if 0 < len(missed) <= _MOST:
            yield from _find_present(context, documents, missed)


def _scan(
    context: Context, document: Document, wanted: re.Pattern[str], cues: Collection[str]
) -> Iterator[tuple[re.Match[str], _Told]]:
    """What a pattern finds in the blocks that hold one of some words, without which it finds nothing."""
    for block in document.blocks:
        if block.kind != "body" or not holds(document, block, cues) or block_language(document, block) != ENGLISH:
            continue
        for found in wanted.finditer(document.text, block.start, block.end):
            here = Span(document=document.id, start=found.start(), end=found.end(), text=found.group())
            record = context.said_by(here)
            sentence = context.sentence(here)
            saying = say_sentence(context, sentence, record)
            yield found, _Told(found.group(), saying)


def _find_present(
    context: Context, documents: Sequence[Document], missed: Mapping[str, Sequence[_Told]]
) -> Iterator[Finding]:
    things = "|".join(re.escape(thing) for thing in sorted(missed, key=lambda thing: (-len(thing), thing)))
    there = re.compile(
        rf"\b{_DONE} (?:an?|the|his|her|its|their|one|two|three|several)"
        rf" (?:[a-z]{{2,20}} ){{0,2}}(?P<what>{things})s?\b",
        re.IGNORECASE,
    )
    present: dict[str, list[_Told]] = defaultdict(list)
    for document in documents:
        for found, told in _scan(context, document, there, missed):
            if not pattern("hedges", "negations").search(told.saying.evidence[0].text):
                present[found["what"].lower()].append(told)
    for thing in sorted(present):
        missing = {one.saying.document for one in missed[thing]}
        if missing.isdisjoint(one.saying.document for one in present[thing]):
            text = f"Whether there was a {thing}: {{0}}; {{1}}."
            yield _tell(context, (f"Statement: {thing}", _CONFLICT, text), missed[thing], present[thing])


def _tell(context: Context, topic: tuple[str, float, str], no: Sequence[_Told], yes: Sequence[_Told]) -> Finding:
    sides = [f"“{shorten(side[0].saying.evidence[0].text)}” ({_labels(context, side)})" for side in (no, yes)]
    verdict = Verdict(
        kind="conflict", topic=topic[0], about=(), confidence=topic[1], explanation=topic[2].format(*sides)
    )
    return make_finding(
        verdict, [make_position(context, side[0].words, [one.saying for one in side]) for side in (no, yes)]
    )


def _labels(context: Context, side: Sequence[_Told]) -> str:
    return name_reports(context, [one.saying for one in side])
