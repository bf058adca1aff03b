"""Where a bomb was: in something that somebody carried, or in a vehicle."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from joindots.join.findings.contexts import Context
from joindots.join.findings.lexicons import word_set
from joindots.join.findings.verdicts import Saying, Verdict, make_finding, make_position, name_reports
from joindots.join.findings.wordings import join_words
from joindots.model import Finding, Span

_CONFLICT = 0.55  # one event may have had two devices
_KINDS = ("carried", "vehicles")
_EXPLOSIONS = ("bombing", "attack", "explosion")


@cache
def _pattern() -> re.Pattern[str]:
    """A bomb in something, something that held a bomb, or a bomb named after what it was in."""
    bomb = "|".join(sorted(word_set("devices", "bombs")))
    things = "|".join(sorted({thing for kind in _KINDS for thing in word_set("devices", kind)}))
    return re.compile(
        rf"\b(?:{bomb})\b[^.;:!?]{{0,40}}\b(?:in|inside|under|beneath)\s(?:an?|the|his|her|their)\s(?:\w+\s)?(?P<a>{things})\b"
        rf"|\b(?P<b>{things})\s(?:that|which)\s(?:held|contained|carried|hid)\sthe\s(?:{bomb})\b"
        rf"|\b(?P<c>{things})[\s-](?:bomb|bombing)\b",
        re.IGNORECASE,
    )


def find_devices(context: Context) -> Iterator[Finding]:
    """For each explosion: reports of which one puts the bomb into a bag or the like, another into a vehicle."""
    told: dict[str, dict[str, list[tuple[str, Span]]]] = defaultdict(lambda: defaultdict(list))
    for document in context.pile.documents:
        event = context.main_events.get(document.id)
        if event is None or context.events[event].type not in _EXPLOSIONS:
            continue
        for block in document.blocks:
            if block.kind != "body":
                continue
            for found in _pattern().finditer(document.text, block.start, block.end):
                thing = next(word for word in found.groups() if word).lower()
                kind = next(kind for kind in _KINDS if thing in word_set("devices", kind))
                span = Span(document=document.id, start=found.start(), end=found.end(), text=found.group())
                told[event][kind].append((thing, span))
    for event in sorted(told):
        if len(told[event]) == len(_KINDS) and _are_apart(told[event]):
            yield _tell(context, event, told[event])


def _are_apart(told: Mapping[str, Sequence[tuple[str, Span]]]) -> bool:
    """Whether no report puts the bomb, or one of several, into both."""
    one, other = ({span.document for _, span in told[kind]} for kind in _KINDS)
    return one.isdisjoint(other)


def _tell(context: Context, event: str, told: Mapping[str, Sequence[tuple[str, Span]]]) -> Finding:
    positions, clauses = [], []
    for kind in _KINDS:
        things = join_words([thing for thing, _ in told[kind]])
        labels = name_reports(context, [span for _, span in told[kind]])
        sayings = [Saying(evidence=(context.sentence(span),), records=(span.document,)) for _, span in told[kind]]
        positions.append(make_position(context, things, sayings))
        clauses.append(f"a {things} in {labels}")
    verdict = Verdict(
        kind="conflict",
        topic=f"Incident: where the bomb was: {context.events[event].name}",
        about=(event,),
        confidence=_CONFLICT,
        explanation=f"Reports put the bomb into different things: {'; '.join(clauses)}.",
    )
    return make_finding(verdict, positions)
