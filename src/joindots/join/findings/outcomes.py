"""Of two things told of one person, body or thing only one can be true: resigned and dismissed, working and off."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from importlib import resources
from itertools import combinations, pairwise, product

from msgspec import Struct, convert
from msgspec.structs import replace

from joindots.join.findings.blocks import ToldBlock, list_blocks
from joindots.join.findings.contexts import Context
from joindots.join.findings.lexicons import word_set
from joindots.join.findings.subjects import REACH, Thing, near_what, of_what, of_whom, to_what, to_whom
from joindots.join.findings.verdicts import Saying, Verdict, make_finding, make_position, name_reports, say_sentence
from joindots.join.findings.wordings import capitalise
from joindots.model import Finding, Span
from joindots.text.normal import content_words, stem

_HAD = re.compile(r"\b(?:had|has|have)\s\Z")
"""What goes before words, without which they are no sentence: "had known of"."""
_CONFLICT = 0.6
_CONFLICT_DATED = 0.5  # a later report may tell of a later time
_CHANGE = 0.65
_APART_DAYS = 2
"""Days from which a report tells of a later time; the papers of one day and of the next tell of one."""
_OPEN = re.compile(
    r"(?:\b(?:not|never|if|whether|unless|should|could|might|(?-i:may)|must|to|would have|nor|until|nobody|no one|no"
    r"|any)|n[’']t)"
    r"\s(?:\w+\s)?\Z",
    re.IGNORECASE,
)
"""What makes words right after it something that was wished, asked or denied."""
_WONDERED = re.compile(
    r"\b(?:whether|if|unless|until (?:he|she|it|they)|rumours? that|should (?:he|she|they))\b", re.IGNORECASE
)
_COMPLEMENT = re.compile(r"\s(?:to|of|on|in|with)\s(?P<what>(?:[\w’'-]+\s?){1,6})")
_RESERVED = re.compile(
    r"\b(?:nothing to show|no (?:proof|evidence|sign|indication)|not (?:prove|show|say)|false|untrue) that\b",
    re.IGNORECASE,
)
_CLAIMED = re.compile(
    r"\b(?:claim(?:s|ed)?|maintain(?:s|ed)|insist(?:s|ed)|had said|suggestions?|allegations?)\b", re.IGNORECASE
)
_SINCE = re.compile(r"\b(?:since|at the time|that day|from the (?:start|outset)|all along)\b", re.IGNORECASE)
"""What makes a later report tell of the earlier time."""
_PARAGRAPHS = 1 << 12
"""For which it is remembered what they hold: of reports that copy each other, most are met again."""
_LETTERS = re.compile(r"[^\W_]+")
_BRACES = re.compile(r"\{([^{}]*)\}")


class Outcome(Struct, frozen=True, kw_only=True):
    """Alternatives of which one holds.

    Attributes:
        name: What they are about, for topics.
        ways: Each alternative by the words that tell it, after whoever it is told of.
        done: Each by the verbs of which somebody else is the subject: "the company dismissed him".
        lasting: Whether no later day turns one into another.
        bodies: Whether they are told of bodies as well as of people.
        things: Nouns of things that they are told of, those of one thing together: a march is a protest, too.
        people: Nouns of people likewise; who is called so is the only one of whom another report tells it by name.
        near: Whether the thing, if any, is named somewhere before the words: the court before "by two votes to one".
        loose: Whether they exclude each other whatever they are told with, "at noon", "in the cabin".
        on: Whether the rest of the sentence tells what they are on, and shares a word: warned of the rope.
        ordered: Whether the one follows the other, who stays in a post and then leaves it: only ever a change.
    """

    name: str
    ways: list[list[str]]
    done: list[list[str]] = []
    lasting: bool = False
    bodies: bool = False
    things: list[list[str]] = []
    people: list[list[str]] = []
    near: bool = False
    loose: bool = False
    on: bool = False
    ordered: bool = False


class _Way(Struct, frozen=True):
    """Which alternative of which outcome, and whether it is told of the object."""

    outcome: int
    number: int
    done: bool


class _Told(Struct, frozen=True):
    """An alternative told of somebody in one sentence, and of what: one may be guilty of one deed of two.

    `words` go on from whoever it is told of, but where they stand `apart`, as an object's and a vote's do.
    """

    way: int
    words: str
    apart: bool
    of: frozenset[str]
    saying: Saying
    claimed: bool
    kind: frozenset[str] = frozenset()


@cache
def load_outcomes() -> tuple[Outcome, ...]:
    """The alternatives of `outcomes.toml`."""
    text = resources.files(__package__).joinpath("outcomes.toml").read_text("utf-8")
    return tuple(convert(tomllib.loads(text)["outcomes"], list[Outcome]))


def expand(entry: str) -> list[str]:
    """The forms of an entry, one for each of the words between its braces: "was {shot,hit} in the back"."""
    found = _BRACES.search(entry)
    if found is None:
        return [entry]
    return [
        form
        for word in found[1].split(",")
        for form in expand(" ".join(f"{entry[: found.start()]}{word}{entry[found.end() :]}".split()))
    ]


@cache
def _known() -> dict[str, list[tuple[str, _Way]]]:
    """The longest run of letters of each entry to all entries that hold it, each with the alternative that it tells."""
    found: dict[str, list[tuple[str, _Way]]] = defaultdict(list)
    for at, outcome in enumerate(load_outcomes()):
        for done, ways in ((False, outcome.ways), (True, outcome.done)):
            for number, entries in enumerate(ways):
                for words in dict.fromkeys(form for entry in entries for form in expand(entry)):
                    found[max(_LETTERS.findall(words), key=len)].append((words, _Way(at, number, done)))
    return {word: found[word] for word in sorted(found)}


def find_outcomes(context: Context) -> Iterator[Finding]:
    """For each person, body or thing and each set of alternatives: reports that tell different ones."""
    told: dict[tuple[str, int], list[_Told]] = defaultdict(list)
    for block in list_blocks(context):
        for key, one in _read(context, block):
            told[key].append(one)
    _name_people(context, told)
    for key in sorted(told):
        ways: dict[int, list[_Told]] = defaultdict(list)
        for one in told[key]:
            ways[one.way].append(one)
        if len(ways) > 1 and (finding := _judge(context, key, ways)):
            yield finding


def _read(context: Context, block: ToldBlock) -> Iterator[tuple[tuple[str, int], _Told]]:
    text, document = block.document.text, block.document.id
    for first, last, way in _occurrences(text[block.start : block.end]):
        start, end = block.start + first, block.start + last
        here = Span(document=document, start=start, end=end, text=text[start:end])
        sentence = context.sentence(here)
        before = text[max(sentence.start, here.start - REACH) : here.start]
        if _WONDERED.search(before) or _RESERVED.search(before) or _OPEN.search(before[-24:]):
            continue
        record, had = context.said_by(here), _HAD.search(before)
        outcome = load_outcomes()[way.outcome]
        saying = say_sentence(context, sentence, record)
        one = _Told(
            way=way.number,
            words=f"was {here.text}" if way.done and " " not in here.text else (had[0] if had else "") + here.text,
            apart=outcome.near or (way.done and " " in here.text),
            of=_told_with(outcome, sentence, here),
            saying=saying,
            claimed=_CLAIMED.search(before) is not None,
        )
        entity, thing = _subject(context, sentence, here, way)
        if entity:
            yield (entity, way.outcome), one
        elif thing:
            for story in block.stories:
                yield (f"{story} {thing.noun}", way.outcome), replace(one, kind=frozenset(thing.kind))


def _subject(context: Context, sentence: Span, here: Span, way: _Way) -> tuple[str | None, Thing | None]:
    """Whom or what words are told of: an entity, by id, or a thing; what is told of none by its own name."""
    outcome = load_outcomes()[way.outcome]
    if outcome.near:
        bare = None if outcome.things else Thing(here.start, outcome.name, ())
        return None, bare or near_what(context, sentence, here, outcome.things)
    whom, what = (to_whom, to_what) if way.done else (of_whom, of_what)
    entity = None if outcome.things else whom(context, sentence, here, bodies=outcome.bodies)
    return entity, None if entity else what(context, sentence, here, [*outcome.things, *outcome.people])


def _told_with(outcome: Outcome, sentence: Span, here: Span) -> frozenset[str]:
    """Stems of what the words are told with, without days."""
    if outcome.loose:
        return frozenset()
    rest = sentence.text[here.end - sentence.start :]
    found = None if outcome.on else _COMPLEMENT.match(rest)
    told = rest if outcome.on else found["what"] if found else ""
    when = (word_set("calendar", kind) for kind in ("weekdays", "months", "times"))
    return frozenset(map(stem, frozenset(word.text for word in content_words(told)).difference(*when)))


def _name_people(context: Context, told: dict[tuple[str, int], list[_Told]]) -> None:
    """Give what is told of "the officer" to the only person of whom a report of the story tells the like by name."""
    for key in sorted(told):
        if key[0] in context.entities or not load_outcomes()[key[1]].people:
            continue
        story = key[0].split()[0]
        named = [
            other
            for other in told
            if other[1] == key[1]
            and other[0] in context.entities
            and all(story in context.stories_of_one_matter(one.saying.document) for one in told[other])
        ]
        if len(named) == 1:
            told[named[0]] += told.pop(key)


@lru_cache(maxsize=_PARAGRAPHS)
def _occurrences(text: str) -> list[tuple[int, int, _Way]]:
    """Where entries stand in a text as whole words, with what they tell."""
    found = []
    own = text.lower()
    if len(own) != len(text):  # a letter that is two in lower case
        own = text
    known = _known()
    for word in sorted(known.keys() & set(_LETTERS.findall(own))):
        for words, way in known[word]:
            start = own.find(words)
            while start >= 0:
                end = start + len(words)
                if not (own[start - 1 : start].isalnum() or own[end : end + 1].isalnum()):
                    found.append((start, end, way))
                start = own.find(words, end)
    return found


def _judge(context: Context, key: tuple[str, int], ways: Mapping[int, Sequence[_Told]]) -> Finding | None:
    """A conflict, or a change where the dates of the reports can tell one; none where a report tells both."""
    if not any(
        _are_of_one(a, b, on=load_outcomes()[key[1]].on)
        for one, other in combinations(sorted(ways), 2)
        for a, b in product(ways[one], ways[other])
    ):
        return None
    outcome = load_outcomes()[key[1]]
    ways = _leave_old(ways) if outcome.ordered else _leave_claims(ways)
    documents = [{one.saying.document for one in ways[way]} for way in sorted(ways)]
    if not all(documents) or any(a & b for a, b in pairwise(documents)):
        return None
    order = sorted(ways, key=lambda way: min(context.day(one.saying.document) or "9" for one in ways[way]))
    days = [sorted(context.day(one.saying.document) or "" for one in ways[way]) for way in order]
    apart = all(_is_later(one[-1] if one[0] else "", other[0]) for one, other in pairwise(days))
    of_old = any(_SINCE.search(one.saying.evidence[0].text) for one in ways[order[-1]])
    name = context.entity_name(key[0]) or f"the {key[0].partition(' ')[2]}"
    who = name if outcome.things or not outcome.near else ""
    sides = [f"“{ways[way][0].words}” in {name_reports(context, [one.saying for one in ways[way]])}" for way in order]
    if outcome.ordered and not (order == sorted(ways) and "" < days[0][-1] < days[-1][0]):
        return None
    changed = outcome.ordered or (apart and not outcome.lasting and not of_old)
    text = f"{who or capitalise(outcome.name)}: {('; later ' if changed else '; ').join(sides)}."
    if not changed:
        text += " Both cannot hold." if outcome.lasting else " The dates of the reports do not explain the difference."
    sure = _CHANGE if changed else _CONFLICT_DATED if apart else _CONFLICT
    verdict = Verdict(
        kind="change" if changed else "conflict",
        topic=f"Statement: {who}{', ' if who else ''}{outcome.name}",
        about=(key[0],) if key[0] in context.entities else (),
        confidence=sure,
        explanation=text,
    )
    positions = [make_position(context, _phrase(who, ways[way][0]), [one.saying for one in ways[way]]) for way in order]
    return make_finding(verdict, positions)


def _phrase(who: str, told: _Told) -> str:
    if told.apart and who:
        return f"{who}: “{told.words}”"
    return f"{who} {told.words}".strip()


def _leave_claims(ways: Mapping[int, Sequence[_Told]]) -> Mapping[int, Sequence[_Told]]:
    """Without what a report tells as claimed, where it tells another alternative as well."""
    told: dict[str, set[int]] = defaultdict(set)
    for way, some in ways.items():
        for one in some:
            told[one.saying.document].add(way)
    return {
        way: [one for one in some if not one.claimed or len(told[one.saying.document]) == 1]
        for way, some in ways.items()
    }


def _leave_old(ways: Mapping[int, Sequence[_Told]]) -> Mapping[int, Sequence[_Told]]:
    """Without what was first, where a report tells what became of it as well."""
    latest: dict[str, int] = {}
    for way in sorted(ways):
        latest |= {one.saying.document: way for one in ways[way]}
    return {way: [one for one in some if latest[one.saying.document] == way] for way, some in ways.items()}


def _is_later(day: str, other: str) -> bool:
    """Whether a report came out so much after another that what it tells may have changed; not known without days."""
    return bool(day and other) and (date.fromisoformat(other) - date.fromisoformat(day)).days >= _APART_DAYS


def _are_of_one(a: _Told, b: _Told, *, on: bool) -> bool:
    """Whether two alternatives are told of one deed: of one that shares a word, or of none, and of one thing."""
    if a.kind and b.kind and a.kind.isdisjoint(b.kind):
        return False
    return bool(a.of & b.of) or not (on or a.of or b.of)
