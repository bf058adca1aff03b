"""What one report says was not there or not done, and another tells as done: no distress call, and a distress call."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from joindots.join.findings.contexts import Context
from joindots.join.findings.lexicons import pattern, word_set
from joindots.join.findings.verdicts import Saying, Verdict, make_finding, make_position
from joindots.join.findings.wordings import join_words, shorten
from joindots.model import Document, Finding, Span
from joindots.text.languages import ENGLISH, block_language

_CONFLICT = 0.55
_ARREST = 0.5  # the one may not have heard of it yet
_DONE = (
    r"(?:made|sent|gave|given|received|issued|heard|had|found|filed|took|taken|paid|conducted|carried out|signed|sought"
    r"|obtained|held|there (?:was|were|had been)|was|were)"
)
_NO = re.compile(rf"\b{_DONE} no (?P<what>[a-z]{{3,20}} [a-z]{{3,20}})\b", re.IGNORECASE)
_MOST = 40  # things a story may miss: more is a story of lacks
_NOBODY = re.compile(
    r"\b(?:no one|nobody|no-one|no suspects?|no person) (?:has|have|had|was|were) (?:yet )?(?:been )?"
    r"(?P<act>arrested|charged|detained)\b"
    r"|\bno (?P<noun>arrests|charges) (?:have|had|were|has) (?:yet )?(?:been )?(?:made|brought|filed)\b",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"\b(?:was|were|been|is|are) (?P<act>arrested|charged|detained)\b"
    r"|\b(?:police|officers|detectives) (?:have )?(?P<done>arrested|charged|detained)\b",
    re.IGNORECASE,
)
_ACTS = {"arrests": "arrested", "charges": "charged"}


class _Told(Struct, frozen=True):
    """What a sentence says of the thing.

    Attributes:
        words: That say so.
        saying: For a position.
    """

    words: str
    saying: Saying


def find_absences(context: Context) -> Iterator[Finding]:
    """For each thing that a report misses: the reports of the story that tell of it; and arrests that are not known."""
    for story in context.pile.stories:
        documents = [context.documents[document] for document in story.documents]
        if len(documents) < 2:
            continue
        missed: dict[str, list[_Told]] = defaultdict(list)
        for document in documents:
            for found, told in _scan(context, document, _NO):
                if word_set("absences", "empty").isdisjoint(found["what"].lower().split()):
                    missed[found["what"].lower()].append(told)
        if 0 < len(missed) <= _MOST:
            yield from _find_present(context, documents, missed)
        yield from _find_arrests(context, documents)


def _scan(context: Context, document: Document, wanted: re.Pattern[str]) -> Iterator[tuple[re.Match[str], _Told]]:
    for block in document.blocks:
        if block.kind != "body" or block_language(document, block) != ENGLISH:
            continue
        for found in wanted.finditer(document.text, block.start, block.end):
            here = Span(document=document.id, start=found.start(), end=found.end(), text=found.group())
            record = context.said_by(here)
            sentence = context.sentence(here)
            saying = Saying(evidence=(sentence,), records=(record or document.id,), source=context.source_of(record))
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
        for found, told in _scan(context, document, there):
            if not pattern("hedges", "negations").search(told.saying.evidence[0].text):
                present[found["what"].lower()].append(told)
    for thing in sorted(present):
        missing = {one.saying.document for one in missed[thing]}
        if missing.isdisjoint(one.saying.document for one in present[thing]):
            text = f"Whether there was a {thing}: {{0}}; {{1}}."
            yield _tell(context, (f"Statement: {thing}", _CONFLICT, text), missed[thing], present[thing])


def _find_arrests(context: Context, documents: Sequence[Document]) -> Iterator[Finding]:
    """Reports that know of no arrest, though another of the same day or an earlier one tells of it."""
    nobody: dict[str, list[_Told]] = defaultdict(list)
    for document in documents:
        for found, told in _scan(context, document, _NOBODY):
            nobody[_act(found)].append(told)
    if not nobody:
        return
    somebody: dict[str, list[_Told]] = defaultdict(list)
    for document in documents:
        for found, told in _scan(context, document, _SOMEBODY):
            if not _NOBODY.search(told.saying.evidence[0].text):
                somebody[_act(found)].append(told)
    for act in sorted(nobody):
        for none in nobody[act]:
            known = [one for one in somebody[act] if _is_known(context, one.saying.document, none.saying.document)]
            if known:
                text = f"Whether anybody was {act}: {{0}}; {{1}}."
                yield _tell(context, (f"Statement: {act}", _ARREST, text), [none], known)


def _act(found: re.Match[str]) -> str:
    said = next(word for word in found.groups() if word).lower()
    return _ACTS.get(said, said)


def _is_known(context: Context, told: str, none: str) -> bool:
    """Whether a report is no later than a day after one that knows nothing, and not the same."""
    one, other = context.day(told), context.day(none)
    if told == none or one is None or other is None:
        return False
    return (date.fromisoformat(one) - date.fromisoformat(other)).days <= 1


def _tell(context: Context, topic: tuple[str, float, str], no: Sequence[_Told], yes: Sequence[_Told]) -> Finding:
    sides = [f"“{shorten(side[0].saying.evidence[0].text)}” ({_labels(context, side)})" for side in (no, yes)]
    verdict = Verdict(
        kind="conflict", topic=topic[0], about=(), confidence=topic[1], explanation=topic[2].format(*sides)
    )
    return make_finding(
        verdict, [make_position(context, side[0].words, [one.saying for one in side]) for side in (no, yes)]
    )


def _labels(context: Context, side: Sequence[_Told]) -> str:
    return join_words(sorted({context.dated_label(one.saying.document) for one in side}))
