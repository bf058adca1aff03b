"""Of two things told of one person or body only one can be true: resigned and dismissed, alone and with others."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import pairwise

from msgspec import Struct, convert

from joindots.join.findings.contexts import Context
from joindots.join.findings.verdicts import Saying, Verdict, make_finding, make_position
from joindots.join.findings.wordings import join_words
from joindots.model import Finding, Span
from joindots.text.languages import ENGLISH, block_language

_CONFLICT = 0.6
_CONFLICT_DATED = 0.5  # a later report may tell of a later time
_CHANGE = 0.65
_REACH = 160  # code points before the words in which whoever they are told of is named
_OPEN = re.compile(
    r"(?:\b(?:not|never|if|whether|unless|should|could|might|may|must|to|would have|nor|until|nobody|no one)|n[’']t)"
    r"\s(?:\w+\s)?\Z",
    re.IGNORECASE,
)
"""What makes words right after it something that was wished, asked or denied."""
_CUT = re.compile(r"[;:]|\b(?:after|when|while|because|since|although|though|whose)\b", re.IGNORECASE)
_ASIDE = re.compile(r",\s[^,]{1,80},\s?\Z|,?\s(?:who|which)\s(?:has\s|had\s|have\s)?\Z")


class Outcome(Struct, frozen=True, kw_only=True):
    """Alternatives of which one holds.

    Attributes:
        name: What they are about, for topics.
        ways: Each alternative by the words that tell it.
        lasting: Whether no later day turns one into another.
        bodies: Whether they are told of bodies as well as of people.
    """

    name: str
    ways: list[list[str]]
    lasting: bool = False
    bodies: bool = False


class _Told(Struct, frozen=True):
    """An alternative told of somebody in one sentence."""

    way: int
    words: str
    saying: Saying


@cache
def load_outcomes() -> tuple[Outcome, ...]:
    """The alternatives of `outcomes.toml`."""
    text = resources.files(__package__).joinpath("outcomes.toml").read_text("utf-8")
    return tuple(convert(tomllib.loads(text)["outcomes"], list[Outcome]))


@cache
def _known() -> tuple[re.Pattern[str], dict[str, tuple[int, int]]]:
    """All words of all alternatives, and each to its outcome and way."""
    places = {
        words: (at, way)
        for at, outcome in enumerate(load_outcomes())
        for way, entries in enumerate(outcome.ways)
        for words in entries
    }
    joined = "|".join(re.escape(words) for words in sorted(places, key=lambda words: (-len(words), words)))
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE), places


def find_outcomes(context: Context) -> Iterator[Finding]:
    """For each person or body and each set of alternatives: reports that tell different ones."""
    told: dict[tuple[str, int], list[_Told]] = defaultdict(list)
    for document in context.pile.documents:
        if not context.stories_shared(document.id):
            continue
        for block in document.blocks:
            if block.kind == "body" and block_language(document, block) == ENGLISH:
                for key, one in _read(context, Span(document=document.id, start=block.start, end=block.end, text="")):
                    told[key].append(one)
    for key in sorted(told):
        ways: dict[int, list[_Told]] = defaultdict(list)
        for one in told[key]:
            ways[one.way].append(one)
        if len(ways) > 1 and (finding := _judge(context, key, ways)):
            yield finding


def _read(context: Context, block: Span) -> Iterator[tuple[tuple[str, int], _Told]]:
    pattern, places = _known()
    text = context.documents[block.document].text
    for found in pattern.finditer(text, block.start, block.end):
        at, way = places[found.group().lower()]
        here = Span(document=block.document, start=found.start(), end=found.end(), text=found.group())
        sentence = context.sentence(here)
        entity = _of_whom(context, sentence, here, bodies=load_outcomes()[at].bodies)
        if entity is None or _OPEN.search(text[max(sentence.start, here.start - 24) : here.start]):
            continue
        record = context.said_by(here)
        saying = Saying(evidence=(sentence,), records=(record or entity,), source=context.source_of(record))
        yield (entity, at), _Told(way, found.group(), saying)


def _of_whom(context: Context, sentence: Span, here: Span, *, bodies: bool) -> str | None:
    """The last one named before the words in their clause; nobody where another stands between, or none is near."""
    text = context.documents[here.document].text
    start = max(sentence.start, here.start - _REACH)
    start = max([start, *(start + cut.end() for cut in _CUT.finditer(text[start : here.start]))])
    before = context.trim(here.document, start, here.start)
    if aside := _ASIDE.search(text[start : here.start]):
        before = context.trim(here.document, start, start + aside.start())
    kinds = ("person", "organisation") if bodies else ("person",)
    named = context.mentions_in(before)
    if not named or context.entities[named[-1]].kind not in kinds:
        return None
    return context.namesakes.get(named[-1], named[-1])


def _judge(context: Context, key: tuple[str, int], ways: Mapping[int, Sequence[_Told]]) -> Finding | None:
    """A conflict, or a change where the dates of the reports can tell one; none where a report tells both."""
    documents = [{one.saying.document for one in ways[way]} for way in sorted(ways)]
    if any(a & b for a, b in pairwise(documents)):
        return None
    outcome = load_outcomes()[key[1]]
    order = sorted(ways, key=lambda way: min(context.day(one.saying.document) or "9" for one in ways[way]))
    days = [sorted(context.day(one.saying.document) or "" for one in ways[way]) for way in order]
    apart = all(days[i][0] and days[i][-1] < days[i + 1][0] for i in range(len(days) - 1))
    name = context.entities[key[0]].name
    sides = [f"“{ways[way][0].words}” in {_labels(context, ways[way])}" for way in order]
    changed = apart and not outcome.lasting
    text = f"{name}: {('; later ' if changed else '; ').join(sides)}."
    if not changed:
        text += " Both cannot hold." if outcome.lasting else " The dates of the reports do not explain the difference."
    sure = _CHANGE if changed else _CONFLICT_DATED if apart else _CONFLICT
    verdict = Verdict(
        kind="change" if changed else "conflict",
        topic=f"Statement: {name}, {outcome.name}",
        about=(key[0],),
        confidence=sure,
        explanation=text,
    )
    positions = [make_position(context, ways[way][0].words, [one.saying for one in ways[way]]) for way in order]
    return make_finding(verdict, positions)


def _labels(context: Context, told: Sequence[_Told]) -> str:
    return join_words(sorted({context.dated_label(one.saying.document) for one in told}))
