"""How long something is to last: a contract, a ban, a sentence, told in words that hold the number in an adjective."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from joindots.join.findings.blocks import TOLD, ToldBlock, list_blocks
from joindots.join.findings.contexts import Context
from joindots.join.findings.verdicts import (
    Saying,
    Verdict,
    count_independent,
    make_finding,
    make_position,
    name_reports,
    note_origins,
    say_sentence,
)
from joindots.model import Finding, FindingKind, Span
from joindots.text.number_words import SMALL

_CHANGE = 0.7
_CONFLICT = 0.6
_AGREED = 0.8
_NUMBER = r"(?P<{0}>\d{{1,3}}|[a-z]{{3,9}}(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)"
_UNIT = r"(?P<{0}>year|month|week|day)"
_NOUNS = r"contract|deal|ban|suspension|lease|loan|licence|moratorium|curfew|closure|strike|lockdown|ceasefire|truce"
_KINDS = (*_NOUNS.split("|"), "banned", "suspended", "barred", "disqualified", "sentence", "sentenced", "jailed")
_LASTING = re.compile(
    rf"\b{_NUMBER.format('n1')}[ -]{_UNIT.format('u1')}(?:-long)?\s(?:[a-z]+\s){{0,2}}(?P<what1>{_NOUNS})\b"
    rf"|\b(?P<what2>banned|suspended|barred|disqualified|leased)\s(?:[a-z]+\s){{0,4}}for\s{_NUMBER.format('n2')}\s{_UNIT.format('u2')}s?\b"
    rf"|\b(?P<what3>{_NOUNS})\s(?:[a-z]+\s){{0,4}}(?:of|from|for)\s{_NUMBER.format('n3')}\s{_UNIT.format('u3')}s?"
    rf"(?:\sto\s{_NUMBER.format('n4')}\s{_UNIT.format('u4')}s?)?\b",
    re.IGNORECASE,
)
_TO = re.compile(
    rf"\b(?P<what>{_NOUNS})\b[^.;:!?]{{0,40}}?\s(?:to|at)\s{_NUMBER.format('n')}\s{_UNIT.format('u')}s?\b",
    re.IGNORECASE,
)
_FROM_TO = re.compile(
    rf"\b(?P<what>{_NOUNS})\b[^.;:!?]{{0,80}}?\sfrom\s{_NUMBER.format('n0')}\s{_UNIT.format('u0')}s?"
    rf"\sto\s{_NUMBER.format('n')}(?:\s{_UNIT.format('u')}s?)?\b",
    re.IGNORECASE,
)
_PRISON = re.compile(
    rf"\b(?P<what1>sentenced|jailed|imprisoned)\s(?:[a-z]+\s){{0,3}}?(?:to|for)\s(?:a\s)?"
    rf"{_NUMBER.format('n1')}[ -]{_UNIT.format('u1')}s?"
    rf"|\b(?P<what2>sentence)\s(?:[a-z]+\s){{0,4}}?(?:of|to|with one of)\s"
    rf"{_NUMBER.format('n2')}\s{_UNIT.format('u2')}s?\b(?!\sto\s)",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:cut|reduced|shortened|lowered|halved|replaced|raised|increased|lengthened|extended)\b", re.IGNORECASE
)
"""What is told of a term that was given before, and so may leave out whose it is."""
_SOMEBODY, _SENTENCE = "?", "sentence"
_OPEN = re.compile(
    r"\b(?:up to|at most|maximum|faces?|facing|could|may|might|sought|demanded|asked for|wanted|calls? for|called for"
    r"|another|further|last)\b",
    re.IGNORECASE,
)
"""What makes a term one that may come, or was asked for."""
_NEAR = 30  # code points before a term in which that stands
_SAYS_UNIT = re.compile(r"[\s-](?:year|month|week|day)", re.IGNORECASE)
"""In every term; where it does not stand nothing else is looked for."""
_SAME = {
    "banned": "ban",
    "suspended": "ban",
    "barred": "ban",
    "disqualified": "ban",
    "suspension": "ban",
    "deal": "contract",
    "leased": "lease",
    **dict.fromkeys(("sentenced", "jailed", "imprisoned"), "sentence"),
}
_DAYS = {"year": 365, "month": 30, "week": 7, "day": 1}
_SLACK = 0.05  # months and years are not of one length


class _Term(Struct, frozen=True, kw_only=True):
    """A term in one report.

    Attributes:
        words: As written: "two years".
        days: Its length.
        saying: For a position.
    """

    words: str
    days: int
    saying: Saying


def find_terms(context: Context) -> Iterator[Finding]:
    """For each person's or body's ban, contract or the like whose length two reports give."""
    told: dict[tuple[str, str, str], list[_Term]] = defaultdict(list)
    for block in list_blocks(context, TOLD, _KINDS):
        for whose, what, term in _read(context, block):
            for story in block.stories:
                told[story, whose, what].append(term)
    _name_those_changed(told)
    for key in sorted(told):
        yield from _judge(context, key[1], key[2], told[key])


def _name_those_changed(told: dict[tuple[str, str, str], list[_Term]]) -> None:
    """Give a term that was changed, of whom is not said, to the only one of whom the matter tells such a term.

    Sentences that are told with whoever they are of are numbers of their event; here they only have a change to meet.
    """
    met = set()
    for story, whose, what in sorted(told):
        if whose == _SOMEBODY:
            terms = told.pop((story, whose, what))
            owners = [key for key in told if key[0] == story and key[1] != _SOMEBODY and key[2] == what]
            if len(owners) == 1:
                told[owners[0]] += terms
                met.add(owners[0])
    for key in [key for key in told if key[2] == _SENTENCE and key not in met]:
        del told[key]


def _read(context: Context, block: ToldBlock) -> Iterator[tuple[str, str, _Term]]:
    text, start, end = block.document.text, block.start, block.end
    for pattern in (_FROM_TO, _LASTING, _TO, _PRISON) if _SAYS_UNIT.search(text, start, end) else ():
        for found in pattern.finditer(text, start, end):
            groups = {name: value for name, value in found.groupdict().items() if value}
            what = next(value.lower() for name, value in groups.items() if name.startswith("what"))
            last = "n" if "n" in groups else max(name for name in groups if name.startswith("n"))
            number = _number(groups[last])  # "from two years to nine months" tells nine; "from four years to two" two
            unit = (groups.get("u" + last[1:]) or groups["u0"]).lower()
            here = Span(document=block.document.id, start=found.start(), end=found.end(), text=found.group())
            sentence = context.sentence(here)
            before = text[max(sentence.start, here.start - _NEAR) : here.start]
            whose = _whose(context, sentence, here)
            if not number or whose is None or _OPEN.search(before) or _OPEN.search(found.group()):
                continue
            record = context.said_by(here)
            words = f"{groups[last]} {unit}{'' if number == 1 else 's'}"
            term = _Term(words=words.lower(), days=number * _DAYS[unit], saying=say_sentence(context, sentence, record))
            yield whose, _SAME.get(what, what), term


def _number(words: str) -> int:
    return int(words) if words.isdigit() else int(SMALL.get(words.lower(), 0))


def _whose(context: Context, sentence: Span, here: Span) -> str | None:
    """The person whose term it is: one in its words, the last before, the first after, or a sentence back."""
    inside = [e for e in context.mentions_in(here) if context.entities[e].kind == "person"]
    before = context.trim(sentence.document, sentence.start, here.start)
    after = context.trim(sentence.document, here.end, sentence.end)
    people = inside[:1] + [e for e in context.mentions_in(before) if context.entities[e].kind == "person"][-1:]
    people += [e for e in context.mentions_in(after) if context.entities[e].kind == "person"][:1]
    if not people and _CHANGED.search(sentence.text):
        return _SOMEBODY
    if not people and (last := context.sentence_before(sentence)):
        people = sorted({e for e in context.entities_in(last) if context.entities[e].kind == "person"})
        people = people if len(people) == 1 else []
    return context.namesakes.get(people[0], people[0]) if people else None


def _judge(context: Context, whose: str, what: str, terms: Sequence[_Term]) -> Iterator[Finding]:
    lengths: dict[int, list[_Term]] = defaultdict(list)
    for term in terms:
        known = next((days for days in lengths if abs(days - term.days) <= _SLACK * days), term.days)
        lengths[known].append(term)
    name = context.entities[whose].name
    topic = f"Figure: {what}, {name}"
    positions = {
        d: make_position(context, lengths[d][0].words, [t.saying for t in lengths[d]]) for d in sorted(lengths)
    }
    for days, position in positions.items():
        sayings = [term.saying for term in lengths[days]]
        if count_independent(context, sayings) > 1:
            text = f"{name_reports(context, sayings)} give {lengths[days][0].words}." + note_origins(
                context, position, sayings
            )
            verdict = Verdict(kind="agreement", topic=topic, about=(whose,), confidence=_AGREED, explanation=text)
            yield make_finding(verdict, [position])
    alone = _told_apart(lengths)
    if len(alone) == 2:
        yield _differ(context, (topic, whose), [lengths[days] for days in alone])


def _told_apart(lengths: dict[int, list[_Term]]) -> list[int]:
    """The lengths, without one that a report gives beside another of its own: it tells of two times or two terms."""
    return [
        days
        for days in sorted(lengths)
        if not {t.saying.document for t in lengths[days]}
        <= {t.saying.document for other in lengths if other != days for t in lengths[other]}
    ]


def _differ(context: Context, topic: tuple[str, str], sides: Sequence[Sequence[_Term]]) -> Finding:
    order = sorted(sides, key=lambda side: min(context.day(term.saying.document) or "9" for term in side))
    days = [sorted(day for term in side if (day := context.day(term.saying.document))) for side in order]
    apart = bool(days[0] and days[1] and days[0][-1] < days[1][0])
    kind: FindingKind = "change" if apart else "conflict"
    sayings = [[term.saying for term in side] for side in order]
    told = [
        f"{name_reports(context, said)} give{'s' if len({one.document for one in said}) == 1 else ''} {side[0].words}"
        for side, said in zip(order, sayings, strict=True)
    ]
    verdict = Verdict(
        kind=kind,
        topic=topic[0],
        about=(topic[1],),
        confidence=_CHANGE if apart else _CONFLICT,
        explanation=f"{told[0]}; {'later ' if apart else ''}{told[1]}.",
    )
    positions = [make_position(context, side[0].words, said) for side, said in zip(order, sayings, strict=True)]
    return make_finding(verdict, positions)
