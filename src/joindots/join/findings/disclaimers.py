"""A claim of responsibility that whoever is said to have made it denies: "the group claimed it", "it was not us"."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from joindots.join.findings.contexts import Context
from joindots.join.findings.responsibility import is_claim, may_be_one
from joindots.join.findings.verdicts import Saying, Verdict, make_finding, make_position, name_reports
from joindots.join.findings.wordings import shorten
from joindots.model import Attribution, Finding

_DISOWNED = 0.75  # both sides are of one body, on one event
_DEED = re.compile(
    r"\b(?:responsib|involve|carr(?:ied|ying) out|behind|(?:its|their|his|her) (?:work|doing)"
    r"|(?:any|having a|had a) (?:part|hand|role)|plant(?:ed|ing)|bomb(?:ed|ing)|attack(?:ed|ing)?|claim(?:ed|ing)"
    r"|shoot(?:ing)?|kill(?:ed|ing))",
    re.IGNORECASE,
)
"""What a body denies that denies a deed."""
_NOT_OURS = re.compile(
    r"\b(?:(?:was|were|is|are|had|has|have)(?: not|n[’']t) (?:been )?"
    r"(?:behind|responsible|involved|carried out|claimed|planted|its|their)"
    r"|nothing to do with|(?:no|never any) (?:part|hand|role|involvement) in|played no part"
    r"|did not (?:carry out|plant|claim))\b",
    re.IGNORECASE,
)
"""How a body says the same without denying."""


def find_disclaimers(context: Context) -> Iterator[Finding]:
    """For each event that a body is said to have claimed, and that body's own denial: a conflict."""
    denials: dict[str, list[Attribution]] = defaultdict(list)
    for attribution in context.pile.attributions:
        body = context.origin_of(attribution.id)
        if body in context.entities and _disowns(attribution):
            denials[body].append(attribution)
    if not denials:
        return
    claims = _list_claims(context, denials)
    for body, event in sorted(claims):
        answers = [one for one in denials[body] if _is_of(context, one, event, claims[body, event])]
        if answers:
            yield _tell(context, (body, event), claims[body, event], answers)


def _disowns(attribution: Attribution) -> bool:
    """Whether a source says that a deed was not its own."""
    text = attribution.content[0].text
    if attribution.stance == "denies":
        return _DEED.search(text) is not None
    return attribution.stance in ("asserts", "claims") and _NOT_OURS.search(text) is not None


def _list_claims(context: Context, bodies: Mapping[str, Sequence[Attribution]]) -> dict[tuple[str, str], list[Saying]]:
    """Claims of those bodies, by body and event, each document's once."""
    found: dict[tuple[str, str], dict[str, Saying]] = defaultdict(dict)
    for incident in context.pile.incidents:
        for reported in incident.claimed_by:
            body = str(reported.value)
            if body in bodies and is_claim(context, incident.event, reported.evidence):
                for span in reported.evidence:
                    saying = Saying(
                        evidence=(context.sentence(span),), records=(reported.attribution or incident.id,), source=body
                    )
                    found[body, incident.event].setdefault(span.document, saying)
    return {key: [found[key][document] for document in sorted(found[key])] for key in sorted(found)}


def _is_of(context: Context, denial: Attribution, event: str, claims: Sequence[Saying]) -> bool:
    """Whether a denial is of the event: it names it, or one that may be it, in a story that tells the claim."""
    stories = set(context.stories.get(denial.content[0].document, ()))
    if stories.isdisjoint(story for saying in claims for story in context.stories.get(saying.document, ())):
        return False
    named = [e for span in denial.content for e in context.events_in(span)]
    named = named or context.events_in(context.sentence(denial.content[0]))
    return not named or any(one == event or may_be_one(context, one, event) for one in named)


def _tell(context: Context, key: tuple[str, str], claims: Sequence[Saying], denials: Sequence[Attribution]) -> Finding:
    body, event = key
    name = context.entities[body].name
    answers = [Saying(evidence=(context.sentence(one.content[0]),), records=(one.id,), source=body) for one in denials]
    denied = shorten(answers[0].evidence[0].text).rstrip(".")
    verdict = Verdict(
        kind="conflict",
        topic=f"Responsibility: {context.events[event].name}, {name}",
        about=(event, body),
        confidence=_DISOWNED,
        explanation=f"{name_reports(context, claims)} {_verb(claims, 'report')} that {name} claimed responsibility. "
        f"{name_reports(context, answers)} {_verb(answers, 'report')} that it denies it: “{denied}”.",
    )
    positions = [
        make_position(context, f"{name} claims it", claims),
        make_position(context, f"{name} denies it", answers),
    ]
    return make_finding(verdict, positions)


def _verb(sayings: Sequence[Saying], verb: str) -> str:
    return verb if len({saying.document for saying in sayings}) > 1 else f"{verb}s"
