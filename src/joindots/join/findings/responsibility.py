"""Claims of responsibility, beside what others say of them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from joindots.join.findings.claims import read_claim
from joindots.join.findings.contexts import Context
from joindots.join.findings.lexicons import pattern, word_set
from joindots.join.findings.verdicts import (
    Saying,
    Verdict,
    count_independent,
    make_finding,
    make_position,
    name_reports,
    note_origins,
)
from joindots.join.findings.wordings import join_words, shorten
from joindots.model import Attribution, Finding, FindingKind, Incident, Reported, Span
from joindots.text.normal import content_words, stem

_AGAINST = 0.85  # a finding of no link beside a claim, both read from the text's own words
_RIVALS = 0.6  # two that claim one deed: may have done it together
_REPEATED = 0.75
_SINGLE = 0.65
_SOMEBODY = "somebody"
_CLAIMING = re.compile(r"\b(?:claim(?:s|ed|ing)?|admit(?:s|ted)?|taken?|took)(?: of)? responsibility\b", re.IGNORECASE)
_SAYS_DONE = re.compile(
    r"\b(?:claim(?:s|ed|ing)? (?:responsibility|credit|it|to have|that (?:it|they|he|she|its|their))"
    r"|(?:was|were|is|are|been) behind"
    r"|(?:had|have|has|it|they|he|she|fighters|members) (?:brought down|carried out|sabotaged|planted)"
    r"|did it)\b",
    re.IGNORECASE,
)
"""Who does not answer for a mishap, but says that he brought it about; "legitimate claims" are none."""
_NOTHING = re.compile(
    r"\b(?:no|little|any|hardly any|without)\s+(?:\w+\s+)?(?:evidence|proof|indications?|signs?|trace)\b", re.IGNORECASE
)
_LONGEST = 110  # code points of a finding that a position quotes


def find_responsibility(context: Context) -> Iterator[Finding]:
    """For each event that somebody claims: conflict beside a finding or denial, else agreement or a single claim."""
    claims, answers = _gather(context)
    for event, twin in _find_twins(context, claims).items():
        for key, told in claims.pop(event).items():
            claims[twin][key] += told
        answers[twin] += answers.get(event, [])
    for event in sorted(claims):
        yield from _judge(context, event, claims[event], answers.get(event, []))


def _gather(context: Context) -> tuple[dict[str, dict[str, list[Saying]]], dict[str, list[Saying]]]:
    """By event its claims, each under its claimant, and what others say to them."""
    claims: dict[str, dict[str, list[Saying]]] = defaultdict(lambda: defaultdict(list))
    answers: dict[str, list[Saying]] = defaultdict(list)
    for incident in context.pile.incidents:
        for reported in incident.claimed_by:
            if not is_claim(context, incident.event, reported.evidence):
                continue
            key = _claimant(context, reported)
            source = key if key in context.entities else None
            claims[incident.event][key] += _sayings(incident, reported, context, source)
        for reported in incident.link_finding:
            answers[incident.event] += _sayings(incident, reported, context)
    for event, saying in _other_claims(context, set(claims)):
        key = next(iter(claims[event])) if len(claims[event]) == 1 else _SOMEBODY
        claims[event][key].append(replace(saying, source=key if key in context.entities else None))
    for event, key, saying in _worded_claims(context, claims):
        if all(saying.document != told.document for told in claims[event][key]):
            claims[event][key].append(saying)
    for event, attribution in _denials(context, set(claims)):
        answers[event].append(_attributed(context, attribution))
    return claims, answers


def _worded_claims(
    context: Context, claims: Mapping[str, Mapping[str, Sequence[Saying]]]
) -> list[tuple[str, str, Saying]]:
    """Claims in other words of those who claim one event of a story alone: "said it had planted the bomb"."""
    events: dict[tuple[str, str], set[str]] = defaultdict(set)
    for event, told in claims.items():
        for key, sayings in told.items():
            for story in {story for s in sayings for story in context.stories_of_one_matter(s.document)}:
                events[story, key].add(event)
    found = []
    for attribution in context.pile.attributions:
        claim = read_claim(context, attribution)
        stories = context.stories_of_one_matter(attribution.content[0].document) if claim and claim.entity else ()
        near = {event for story in stories for event in events.get((story, claim.entity or ""), ())} if claim else set()
        if claim and claim.entity and len(near) == 1:
            found.append((min(near), claim.entity, claim.saying))
    return found


def _find_twins(context: Context, claims: Mapping[str, Mapping[str, Sequence[Saying]]]) -> dict[str, str]:
    """Events that one body claims in one story and that neither day nor place tells apart: to the one told most."""
    rank = {event: (-sum(len(told) for told in claims[event].values()), event) for event in claims}
    known = [event for event in sorted(claims, key=rank.__getitem__) if event in context.events]
    found: dict[str, str] = {}
    for n, event in enumerate(known):
        for other in known[:n]:
            claimed = other not in found and set(claims[event]) & set(claims[other]) & set(context.entities)
            if claimed and _share_story(context, claims[event], claims[other]) and may_be_one(context, event, other):
                found[event] = other
                break
    return found


def _share_story(context: Context, a: Mapping[str, Sequence[Saying]], b: Mapping[str, Sequence[Saying]]) -> bool:
    stories = [
        {story for told in side.values() for s in told for story in context.stories_of_one_matter(s.document)}
        for side in (a, b)
    ]
    return not stories[0].isdisjoint(stories[1])


def may_be_one(context: Context, a: str, b: str) -> bool:
    """Whether neither day nor place tells two events of one type apart."""
    one, other = context.events[a], context.events[b]
    if one.type != other.type or (one.place and other.place and one.place != other.place):
        return False
    if one.date is None or other.date is None:
        return True
    ends = one.date.latest or "9999", other.date.latest or "9999"
    return (one.date.earliest or "") <= ends[1] and (other.date.earliest or "") <= ends[0]


def is_claim(context: Context, event: str, evidence: Sequence[Span]) -> bool:
    """Whether somebody says that the deed is his; of a mishap one takes responsibility for what it costs.

    Args:
        context: The pile.
        event: Id of what he is said to have claimed.
        evidence: Where he is.
    """
    if event not in context.events or context.events[event].type in word_set("claims", "deeds"):
        return True
    return any(_SAYS_DONE.search(context.sentence(span).text) for span in evidence)


def _claimant(context: Context, reported: Reported) -> str:
    """Entity id: as recorded, else the first one named from there on to the claim; else the words."""
    value = str(reported.value)
    if value in context.entities:
        return value
    span = reported.evidence[0]
    sentence = context.sentence(span)
    claim = _CLAIMING.search(sentence.text, max(0, span.start - sentence.start))
    if claim:
        end = sentence.start + claim.start()
        near = context.entities_in(context.trim(span.document, span.start, end)) if end > span.start else []
        return next((entity for entity in near if _is_named(context, entity)), shorten(value))
    return shorten(value)


def _sayings(incident: Incident, reported: Reported, context: Context, claimant: str | None = None) -> list[Saying]:
    """One saying for each document that reports the value, with the sentence as evidence.

    A claim that a report tells in its own voice rests on the claimant all the same.
    """
    record = reported.attribution or incident.id
    source = context.source_of(reported.attribution) or claimant
    return [Saying(evidence=(context.sentence(span),), records=(record,), source=source) for span in reported.evidence]


def _attributed(context: Context, attribution: Attribution) -> Saying:
    """An attribution with the sentences that deny, or that its cue denies, as evidence."""
    sentences = [s for span in attribution.content for s in context.sentences_in(span)]
    telling = [s for s in sentences if _denies(s.text)] or [context.sentence(attribution.content[0])]
    return Saying(
        evidence=tuple(telling),
        records=(attribution.id,),
        source=attribution.source.entity if attribution.source else None,
    )


def _other_claims(context: Context, claimed: set[str]) -> Iterator[tuple[str, Saying]]:
    """Sentences that speak of a claim of responsibility for an event that somebody is known to claim."""
    known = {
        (sentence.document, sentence.start)
        for incident in context.pile.incidents
        for reported in incident.claimed_by
        for sentence in map(context.sentence, reported.evidence)
    }
    for document in context.pile.documents:
        if not (events := context.events_of(document.id) & claimed):
            continue
        for found in _CLAIMING.finditer(document.text):
            span = Span(document=document.id, start=found.start(), end=found.end(), text=found.group())
            sentence = context.sentence(span)
            near = sorted(events.intersection(context.events_in(sentence))) or sorted(events)
            if len(near) == 1 and (sentence.document, sentence.start) not in known:
                yield near[0], Saying(evidence=(sentence,), records=(near[0],))


def _denials(context: Context, claimed: set[str]) -> Iterator[tuple[str, Attribution]]:
    """Attributions that deny or doubt a deed or a link, with each event they speak of."""
    for attribution in context.pile.attributions:
        if attribution.stance not in ("denies", "doubts", "no_evidence"):
            continue
        sentences = [s.text for span in attribution.content for s in context.sentences_in(span)]
        if any(_denies(text) for text in sentences):
            for event in sorted(claimed & _events_near(context, attribution)):
                yield event, attribution
        elif any(pattern("claims", "deliberate").search(text) for text in sentences):
            event = context.main_events.get(attribution.content[0].document, "")
            if event in claimed and _is_official(context, attribution):
                yield event, attribution


def _is_official(context: Context, attribution: Attribution) -> bool:
    """Whether the source investigates or speaks for a state, by its name, its role or the words at hand."""
    source = attribution.source
    if source is None:
        return False
    entity = context.entities.get(source.entity or "")
    texts = [source.span.text, *((entity.name, *(role.text for role in entity.roles)) if entity else ())]
    said = {stem(word.text) for text in texts for word in content_words(text)}
    return not said.isdisjoint(word_set("claims", "officials"))


def _denies(text: str) -> bool:
    """Whether a sentence speaks of a link or of responsibility, with a negation."""
    speaks = pattern("claims", "responsibility").search(text) or pattern("links", "words").search(text)
    return speaks is not None and pattern("hedges", "negations").search(text) is not None


def _events_near(context: Context, attribution: Attribution) -> set[str]:
    """Events of the content, or of the sentences it stands in."""
    events = {event for span in attribution.content for event in context.events_in(span)}
    return events or {event for span in attribution.content[:1] for event in context.events_in(context.sentence(span))}


def _judge(
    context: Context, event: str, claims: dict[str, list[Saying]], answers: Sequence[Saying]
) -> Iterator[Finding]:
    sides = {key: claims[key] for key in sorted(claims)}
    entities = [key for key in sides if key in context.entities]
    subject = _Subject(
        topic=f"Responsibility: {context.events[event].name}",
        about=(event, *entities),
        names=[context.entities[key].name for key in entities] or list(sides),
    )
    all_claims = [saying for key in sides for saying in sides[key]]
    rivals = {context.entities[key].name: sides[key] for key in entities if _is_named(context, key)}
    if answers:
        yield _answered(context, subject, all_claims, answers)
    elif len(rivals) > 1:
        yield _rivals(context, subject, rivals)
    else:
        yield _claimed(context, subject, all_claims)


class _Subject(Struct, frozen=True, kw_only=True):
    """Topic and ids of the findings on one claim, and the names of those who claim."""

    topic: str
    about: tuple[str, ...]
    names: list[str]

    def verdict(self, kind: FindingKind, confidence: float, explanation: str) -> Verdict:
        return Verdict(kind=kind, topic=self.topic, about=self.about, confidence=confidence, explanation=explanation)


def _claimed(context: Context, subject: _Subject, claims: Sequence[Saying]) -> Finding:
    """A claim that nobody answers."""
    several = count_independent(context, claims) > 1
    who = join_words(subject.names)
    position = make_position(context, f"{who} claims it", claims)
    text = f"{name_reports(context, claims)} {_verb(claims, 'report')} that {who} claimed responsibility."
    text += note_origins(context, position, claims)
    kind: FindingKind = "agreement" if several else "single"
    return make_finding(subject.verdict(kind, _REPEATED if several else _SINGLE, text), [position])


def _is_named(context: Context, key: str) -> bool:
    return key in context.entities and context.entities[key].kind in ("organisation", "person")


def _verb(sayings: Sequence[Saying], verb: str) -> str:
    return verb if len({saying.document for saying in sayings}) > 1 else f"{verb}s"


def _answered(context: Context, subject: _Subject, claims: Sequence[Saying], answers: Sequence[Saying]) -> Finding:
    """A claim beside those who find nothing to it; names the reports that give the claim alone."""
    answers = sorted(answers, key=lambda saying: (context.is_headline(saying.evidence[0]), saying.evidence))
    voices = [saying for saying in answers if saying.source in context.entities]
    sources = {context.entities[s.source].name for s in voices if s.source and _is_named(context, s.source)}
    who = join_words(sorted(sources)) or "an inquiry"
    texts = [span.text for saying in voices or answers for span in saying.evidence if not context.is_headline(span)]
    points = [_point(text) for text in texts or [answers[0].evidence[0].text]]
    named = {word.text for name in subject.names for word in content_words(name)}

    def rank(text: str) -> tuple[bool, bool, int, str]:
        return not _NOTHING.match(text), named.isdisjoint(w.text for w in content_words(text)), len(text), text

    found = shorten(min(points, key=rank), _LONGEST)
    positions = [
        make_position(context, f"{join_words(subject.names)} claims it", claims),
        make_position(context, f"{who}: {found}", answers),
    ]
    text = _tell_both(context, join_words(subject.names), (claims, answers), f"{who} found “{found}”")
    return make_finding(subject.verdict("conflict", _AGAINST, text), positions)


def _tell_both(context: Context, claimants: str, sides: tuple[Sequence[Saying], Sequence[Saying]], found: str) -> str:
    """The claim, the finding, and which reports leave the finding out."""
    claims, answers = sides
    answered = {saying.document for saying in answers}
    where = join_words(sorted({context.label(document) for document in answered}))
    alone = [saying for saying in claims if saying.document not in answered]
    text = f"{name_reports(context, claims)} {_verb(claims, 'report')} that {claimants} claimed responsibility"
    if len(alone) == len(claims):
        several = len({saying.document for saying in claims}) > 1
        return f"{text}, and {'do' if several else 'does'} not tell that {found} ({where})."
    if answered == {saying.document for saying in claims}:
        return f"{text}; the same {'report tells' if len(answered) == 1 else 'reports tell'} that {found}."
    text += f"; {found} ({where})."
    return (
        f"{text} {name_reports(context, alone)} {_verb(alone, 'give')} the claim without the finding."
        if alone
        else text
    )


def _point(text: str) -> str:
    """A sentence from its "no evidence" on, or as it is."""
    found = _NOTHING.search(text)
    return (text[found.start() :] if found else text).rstrip(".’”\"' ")


def _rivals(context: Context, subject: _Subject, claims: dict[str, list[Saying]]) -> Finding:
    told = "; ".join(f"{name_reports(context, claims[name])}: {name}" for name in sorted(claims))
    text = f"Different groups are said to claim responsibility. {told}."
    positions = [make_position(context, f"{name} claims it", claims[name]) for name in sorted(claims)]
    return make_finding(subject.verdict("conflict", _RIVALS, text), positions)
