"""Of two things told of one person or body only one can be true: resigned and dismissed, alone and with others."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from importlib import resources
from itertools import combinations, pairwise, product

from msgspec import Struct, convert

from joindots.join.findings.blocks import list_blocks
from joindots.join.findings.contexts import Context
from joindots.join.findings.lexicons import word_set
from joindots.join.findings.verdicts import Saying, Verdict, make_finding, make_position
from joindots.join.findings.wordings import join_words
from joindots.model import Finding, Span
from joindots.text.normal import content_words, stem

_CONFLICT = 0.6
_CONFLICT_DATED = 0.5  # a later report may tell of a later time
_CHANGE = 0.65
_APART_DAYS = 2
"""Days from which a report tells of a later time; the papers of one day and of the next tell of one."""
_REACH = 160  # code points before the words in which whoever they are told of is named
_OPEN = re.compile(
    r"(?:\b(?:not|never|if|whether|unless|should|could|might|may|must|to|would have|nor|until|nobody|no one)|n[’']t)"
    r"\s(?:\w+\s)?\Z",
    re.IGNORECASE,
)
"""What makes words right after it something that was wished, asked or denied."""
_WONDERED = re.compile(r"\b(?:whether|if|unless|until|rumours? that|should (?:he|she|they))\b", re.IGNORECASE)
_BETWEEN = re.compile(
    r",?\s?(?:(?:has|had|have|who|also|later|then|since|himself|herself|itself|yesterday|today|reportedly|allegedly)\s)*\Z",
    re.IGNORECASE,
)
"""What may stand between somebody and what is told of him."""
_COMPLEMENT = re.compile(r"\s(?:to|of|on|in|with)\s(?P<what>(?:[\w’'-]+\s?){1,6})")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|get|gets|got)\s(?:\w+\s)?\Z", re.IGNORECASE)
_WHOM = re.compile(r",?\swhom\s(?:[\w’'-]+\s){1,5}\Z", re.IGNORECASE)
_CALLED = re.compile(
    r"\s(?:(?:its|their|his|her|the|then)\s)?"
    r"(?:(?!(?:what|that|how|whether|as|by|from|and|or|with|for|of|at|to|on|in|\w+s)\s)[\w’'-]+[.,]?\s){0,5}\Z"
)
"""Between what was done and the name of whoever it was done to: a role, a title; no "claims that", no plural."""
_AFTER = 60  # code points after the words in which that name begins
_ASIDE = re.compile(r",\s[^,]{1,80},\s?\Z|,?\s(?:who|which)\s(?:has\s|had\s|have\s)?\Z")


class Outcome(Struct, frozen=True, kw_only=True):
    """Alternatives of which one holds.

    Attributes:
        name: What they are about, for topics.
        ways: Each alternative by the words that tell it, after whoever it is told of.
        done: Each by the verbs of which somebody else is the subject: "the company dismissed him".
        lasting: Whether no later day turns one into another.
        bodies: Whether they are told of bodies as well as of people.
    """

    name: str
    ways: list[list[str]]
    done: list[list[str]] = []
    lasting: bool = False
    bodies: bool = False


class _Way(Struct, frozen=True):
    """Which alternative of which outcome, and whether it is told of the object."""

    outcome: int
    number: int
    done: bool


class _Told(Struct, frozen=True):
    """An alternative told of somebody in one sentence, and of what: one may be guilty of one deed of two."""

    way: int
    words: str
    of: frozenset[str]
    saying: Saying


@cache
def load_outcomes() -> tuple[Outcome, ...]:
    """The alternatives of `outcomes.toml`."""
    text = resources.files(__package__).joinpath("outcomes.toml").read_text("utf-8")
    return tuple(convert(tomllib.loads(text)["outcomes"], list[Outcome]))


@cache
def _known() -> dict[str, list[tuple[str, _Way]]]:
    """The longest word of each entry to all entries that hold it, each with the alternative that it tells."""
    found: dict[str, list[tuple[str, _Way]]] = defaultdict(list)
    for at, outcome in enumerate(load_outcomes()):
        for done, ways in ((False, outcome.ways), (True, outcome.done)):
            for number, entries in enumerate(ways):
                for words in entries:
                    found[max(words.split(), key=len)].append((words, _Way(at, number, done)))
    return {word: found[word] for word in sorted(found)}


def find_outcomes(context: Context) -> Iterator[Finding]:
    """For each person or body and each set of alternatives: reports that tell different ones."""
    told: dict[tuple[str, int], list[_Told]] = defaultdict(list)
    for block in list_blocks(context):
        for key, one in _read(context, Span(document=block.document.id, start=block.start, end=block.end, text="")):
            told[key].append(one)
    for key in sorted(told):
        ways: dict[int, list[_Told]] = defaultdict(list)
        for one in told[key]:
            ways[one.way].append(one)
        if len(ways) > 1 and (finding := _judge(context, key, ways)):
            yield finding


def _read(context: Context, block: Span) -> Iterator[tuple[tuple[str, int], _Told]]:
    text = context.documents[block.document].text
    for first, last, way in _occurrences(text[block.start : block.end]):
        start, end = block.start + first, block.start + last
        here = Span(document=block.document, start=start, end=end, text=text[start:end])
        sentence = context.sentence(here)
        if way.done:
            entity = _to_whom(context, sentence, here)
        else:
            entity = _of_whom(context, sentence, here, bodies=load_outcomes()[way.outcome].bodies)
        if _WONDERED.search(text, max(sentence.start, here.start - _REACH), here.start):
            continue
        if entity is None or _OPEN.search(text[max(sentence.start, here.start - 24) : here.start]):
            continue
        record = context.said_by(here)
        saying = Saying(evidence=(sentence,), records=(record or entity,), source=context.source_of(record))
        complement = _COMPLEMENT.match(text, here.end, sentence.end)
        of = frozenset(word.text for word in content_words(complement["what"])) if complement else frozenset()
        when = (word_set("calendar", kind) for kind in ("weekdays", "months", "times"))
        of = frozenset(map(stem, of.difference(*when)))
        yield (entity, way.outcome), _Told(way.number, f"was {here.text}" if way.done else here.text, of, saying)


def _occurrences(text: str) -> Iterator[tuple[int, int, _Way]]:
    """Where entries stand in a text as whole words, with what they tell; a search word by word is the quickest."""
    own = text.lower()
    if len(own) != len(text):  # a letter that is two in lower case
        own = text
    for word, entries in _known().items():
        if word not in own:
            continue
        for words, way in entries:
            start = own.find(words)
            while start >= 0:
                end = start + len(words)
                if not (own[start - 1 : start].isalnum() or own[end : end + 1].isalnum()):
                    yield start, end, way
                start = own.find(words, end)


def _of_whom(context: Context, sentence: Span, here: Span, *, bodies: bool) -> str | None:
    """Who is named right before the words, or before an aside that leads to them; None where other words stand."""
    text = context.documents[here.document].text
    start = max(sentence.start, here.start - _REACH)
    ends = [here.start]
    if aside := _ASIDE.search(text[start : here.start]):
        ends.append(start + aside.start())
    kinds = ("person", "organisation") if bodies else ("person",)
    for end in ends:
        last = context.last_mention(context.trim(here.document, start, end))
        if last and last[0] <= end and _BETWEEN.fullmatch(text[last[0] : end]):
            whose = last[1]
            return context.namesakes.get(whose, whose) if context.entities[whose].kind in kinds else None
    return None


def _to_whom(context: Context, sentence: Span, here: Span) -> str | None:
    """Who is named right after a verb, as what it was done to, or before "whom the company" and the verb."""
    text = context.documents[here.document].text
    before = text[sentence.start : here.start]
    if _PASSIVE.search(before):
        return None
    if whom := _WHOM.search(before):
        start = sentence.start + whom.start() + whom.group().startswith(",")
        return _of_whom(context, sentence, context.trim(here.document, start, start), bodies=False)
    after = context.trim(here.document, here.end, min(here.end + _AFTER, sentence.end))
    for entity in context.entities_in(after)[:2]:
        mentions = (m for m in context.entities[entity].mentions if m.document == here.document)
        place = min(mention for mention in mentions if mention.start >= after.start)
        owned = text[place.end : place.end + 2] in ("'s", "’s")
        if context.entities[entity].kind == "person" and not owned and _CALLED.fullmatch(text[here.end : place.start]):
            return context.namesakes.get(entity, entity)
    return None


def _judge(context: Context, key: tuple[str, int], ways: Mapping[int, Sequence[_Told]]) -> Finding | None:
    """A conflict, or a change where the dates of the reports can tell one; none where a report tells both."""
    if not any(
        _are_of_one(a, b) for one, other in combinations(sorted(ways), 2) for a, b in product(ways[one], ways[other])
    ):
        return None
    documents = [{one.saying.document for one in ways[way]} for way in sorted(ways)]
    if any(a & b for a, b in pairwise(documents)):
        return None
    outcome = load_outcomes()[key[1]]
    order = sorted(ways, key=lambda way: min(context.day(one.saying.document) or "9" for one in ways[way]))
    days = [sorted(context.day(one.saying.document) or "" for one in ways[way]) for way in order]
    apart = all(_is_later(one[-1] if one[0] else "", other[0]) for one, other in pairwise(days))
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
    positions = [
        make_position(context, f"{name} {ways[way][0].words}", [one.saying for one in ways[way]]) for way in order
    ]
    return make_finding(verdict, positions)


def _is_later(day: str, other: str) -> bool:
    """Whether a report came out so much after another that what it tells may have changed; not known without days."""
    return bool(day and other) and (date.fromisoformat(other) - date.fromisoformat(day)).days >= _APART_DAYS


def _are_of_one(a: _Told, b: _Told) -> bool:
    """Whether two alternatives are told of one deed: of none, or of one that shares a word."""
    return bool(a.of & b.of) or not (a.of or b.of)


def _labels(context: Context, told: Sequence[_Told]) -> str:
    return join_words(sorted({context.dated_label(one.saying.document) for one in told}))
