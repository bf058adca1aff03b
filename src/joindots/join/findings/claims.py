"""Who says in other words than "claimed responsibility" that a deed was his, beside who doubts it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from joindots.join.findings.contexts import Context
from joindots.join.findings.verdicts import Saying, Verdict, make_finding, make_position, name_reports
from joindots.join.findings.wordings import join_words, shorten
from joindots.model import Attribution, Finding

_ANSWERED = 0.65
_CLAIMS = re.compile(
    r"(?:that )?(?:it|they|he|she|its (?:fighters|members|men)|their (?:fighters|members|men)) "
    r"(?:was behind|were behind|had (?:brought down|carried out|planted|attacked|bombed|shot down|blown up|set off"
    r"|set fire|sabotaged|hacked|stolen|killed|shot|kidnapped|seized|poisoned|burnt|burned|staged))\b",
    re.IGNORECASE,
)
_TAKEN_BACK = re.compile(r"\b(?:not|never|no)\b|n[’']t\b", re.IGNORECASE)
_DOUBTS = re.compile(r"\bclaims?\b", re.IGNORECASE)
_NAMED = re.compile(r"\bcall(?:ing|ed|s) (?:itself|themselves) (?:the )?(?P<name>[A-Z][\w’-]+(?: [A-Z][\w’-]+){0,4})")
_LONGEST = 60


class Claim(Struct, frozen=True, kw_only=True):
    """A claim in one report.

    Attributes:
        attribution: The record.
        who: The claimant as prose names it.
        entity: His id, or None.
        saying: For a position.
    """

    attribution: Attribution
    who: str
    entity: str | None
    saying: Saying


def find_claims(context: Context) -> Iterator[Finding]:
    """For each claimant of a story whose claim somebody doubts, denies or finds no evidence for."""
    claims: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for attribution in context.pile.attributions:
        if claim := read_claim(context, attribution):
            for story in context.stories_shared(attribution.content[0].document):
                claims[story, claim.entity or claim.who].append(claim)
    known = _known_claimants(context)
    for key in sorted(key for key in claims if key not in known):
        answers = _answers(
            context, key[0], claims[key][0], [c for (story, _), some in claims.items() if story == key[0] for c in some]
        )
        if answers:
            yield _tell(context, claims[key], answers)


def _known_claimants(context: Context) -> set[tuple[str, str]]:
    """Stories and bodies of which an incident tells the claim: what answers it stands beside that."""
    return {
        (story, str(reported.value))
        for incident in context.pile.incidents
        for reported in incident.claimed_by
        for span in reported.evidence
        for story in context.stories_of_one_matter(span.document)
    }


def read_claim(context: Context, attribution: Attribution) -> Claim | None:
    """The claim in an attribution, such as "said it had planted the bomb", or None."""
    span, source = attribution.content[0], attribution.source
    if attribution.stance not in ("asserts", "claims", "admits") or source is None:
        return None
    if not (found := _CLAIMS.match(span.text)) or _TAKEN_BACK.search(found.group()):
        return None
    sentence = context.sentence(span)
    named = _NAMED.search(sentence.text)
    entity = context.source_of(attribution.id)
    name = named["name"] if named else context.source_words(attribution.id) or source.span.text
    if entity is None and named:
        entity = next((e for e in context.entities_in(sentence) if context.entities[e].name.endswith(name)), None)
    saying = Saying(evidence=(sentence,), records=(attribution.id,), source=entity)
    return Claim(attribution=attribution, who=name, entity=entity, saying=saying)


def _answers(context: Context, story: str, claim: Claim, claims: Sequence[Claim]) -> list[Attribution]:
    """Who denies or misses evidence, naming the claimant, or doubts "the claim" where the story has but one."""
    alone = len({one.entity or one.who for one in claims}) == 1
    documents = {one.saying.document for one in claims}
    found = []
    for attribution in context.pile.attributions:
        span = attribution.content[0]
        if story not in context.stories.get(span.document, ()) or attribution.stance not in (
            "denies",
            "doubts",
            "no_evidence",
        ):
            continue
        sentence = context.sentence(span)
        own = context.source_of(attribution.id)
        named = claim.entity in context.entities_in(span) or claim.who in span.text
        doubted = alone and span.document in documents and _DOUBTS.search(sentence.text)
        if own != claim.entity and attribution.source and (named or doubted):
            found.append(attribution)
    return found


def _tell(context: Context, claims: Sequence[Claim], answers: Sequence[Attribution]) -> Finding:
    who = claims[0].who
    replies = join_words(sorted({context.source_words(one.id) or "an unnamed source" for one in answers}))
    sayings = [
        Saying(evidence=(context.sentence(one.content[0]),), records=(one.id,), source=context.source_of(one.id))
        for one in answers
    ]
    reply = shorten(sayings[0].evidence[0].text).rstrip(".")
    verdict = Verdict(
        kind="conflict",
        topic=f"Responsibility: {shorten(who, _LONGEST)}",
        about=(claims[0].entity,) if claims[0].entity else (),
        confidence=_ANSWERED,
        explanation=f"{who} says that the deed was its own ({name_reports(context, [c.saying for c in claims])}). "
        f"{replies} ({name_reports(context, sayings)}): “{reply}”.",
    )
    positions = [
        make_position(context, f"{who} claims it", [claim.saying for claim in claims]),
        make_position(context, f"{replies}: {reply}", sayings),
    ]
    return make_finding(verdict, positions)
