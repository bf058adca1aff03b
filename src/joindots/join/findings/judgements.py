"""Findings of bodies: two that judge one matter differently, or alike."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, product

from msgspec import Struct

from joindots.join.findings.contexts import Context
from joindots.join.findings.lexicons import pattern, word_set
from joindots.join.findings.polarities import Polarity, judge_polarity, polarity_of_nothing
from joindots.join.findings.verdicts import (
    Saying,
    Verdict,
    count_independent,
    make_finding,
    make_position,
    name_reports,
    note_origins,
)
from joindots.join.findings.wordings import capitalise, join_words, lower_article, shorten
from joindots.linkage import connected_components
from joindots.model import Attribution, Entity, Event, Finding, FindingKind, Span
from joindots.text.normal import content_stems, content_words, stem

_CONFLICT = 0.55  # modest: the same event, but the two may judge different duties
_CONFLICT_SHARED = 0.65  # ... and both name the same one who is judged
_CHANGED = 0.55
_ALIKE = 0.7
_SINGLE = 0.5
_TELLING = 2
"""Content words, without those of the event's name, that two judgements must share to say the same."""
_MOST_ALIKE = 12  # judgements, copies apart, that say one thing; in a longer chain the ends say different things
_SHARE = 0.5  # of the content words of the shorter, in a story of very many reports
_DEFINITE = re.compile(r"(?:that )?(?:the|its|their) ", re.IGNORECASE)
_UNNAMED = "="  # begins the key of those who are judged and have no name
_MOST_NAMING = 4  # content words by which they are named
_LONGEST = 110
_CLAUSE = re.compile(r"(?:that|of|for|to)\b")
_OF = re.compile(r"\b(?:by|of|for|from|in)\b")
"""A "report by the committee" is the committee's; an "ethics council" is no other council's."""
_FEW = 6
"""Judgements of one event, copies apart, that can be of one matter."""
_BY = re.compile(r"\s(?:by|on the part of|against)\s[^.;:!?]{1,80}")
_ASKED = re.compile(r"\?[”\"’']?\Z|\A(?:but |and )?(?:who|whose|what|why|how|where|when|which)\b", re.IGNORECASE)
"""A question judges nobody."""
_WEIGHTY = frozenset({"finds", "criticises"})
"""Stances of a judgement that is told though one report alone gives it."""
_JUDGING = frozenset({"finds", "criticises", "admits", "asserts", "confirms", "no_evidence", "doubts", "denies"})


class _Unnamed(Struct, frozen=True, kw_only=True):
    """Those who are judged, known by words only."""

    name: str
    mentions: tuple[()] = ()


class Judgement(Struct, frozen=True, kw_only=True):
    """A body's judgement in one report.

    Attributes:
        attribution: The record.
        polarity: For or against whoever is judged.
        who: The body as prose names it.
        key: What tells the body apart: entity id, or its words.
        stems: Content words of what it says.
        named: Ids of the entities in what it says.
        judged: Ids of those who are judged, as far as they have names: who is named first in what it says, and whoever
            clears others.
    """

    attribution: Attribution
    polarity: Polarity
    who: str
    key: str
    stems: frozenset[str]
    named: frozenset[str]
    judged: frozenset[str]

    @property
    def document(self) -> str:
        """Id of the document."""
        return self.attribution.content[0].document

    @property
    def saying(self) -> Saying:
        """The judgement as a saying."""
        source = self.attribution.source
        return Saying(
            evidence=self.attribution.content,
            records=(self.attribution.id,),
            source=source.entity if source else None,
        )


def find_judgements(context: Context) -> Iterator[Finding]:
    """For each event: bodies at odds, a body that changed its mind, bodies that agree, and a judgement told once."""
    by_event: dict[str, list[Judgement]] = defaultdict(list)
    for attribution in context.pile.attributions:
        judgement = _read(context, attribution)
        if judgement is not None:
            named = _events(context, attribution) or _judged(context, judgement)
            for event in [*named, *_judged_by_words(context, judgement)]:
                by_event[event].append(judgement)
    told: set[str] = set()
    for event in sorted(by_event, key=lambda e: (_UNNAMED not in e, e)):  # what has a name comes last, and is kept
        by_event[event].sort(key=lambda j: j.attribution.content)
        for finding in [*_at_odds(context, event, by_event[event]), *_alike(context, event, by_event[event])]:
            told.update(record for position in finding.positions for record in position.records)
            yield finding
    for event in sorted(by_event, key=lambda e: (_UNNAMED in e, -len(_record(context, e).mentions), e)):
        for copies in _by_words(by_event[event]):
            if _is_weighty(context, event, copies[0]) and told.isdisjoint(one.attribution.id for one in copies):
                told.update(one.attribution.id for one in copies)
                yield _tell(context, event, copies, ("single", _SINGLE))


def _is_weighty(context: Context, event: str, judgement: Judgement) -> bool:
    """Whether a judgement is told though one report alone gives it; of a person named in passing it is not."""
    if judgement.attribution.stance not in _WEIGHTY or context.is_headline(judgement.attribution.content[0]):
        return False
    record = _record(context, event)
    return not isinstance(record, Entity) or record.kind == "organisation"


def _by_words(judgements: Sequence[Judgement]) -> list[list[Judgement]]:
    """Judgements told in the same words together: a copy tells nothing new."""
    found: dict[tuple[str, ...], list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        found[tuple(" ".join(span.text.split()) for span in judgement.attribution.content)].append(judgement)
    return list(found.values())


def _read(context: Context, attribution: Attribution) -> Judgement | None:
    """The judgement in an attribution, or None where it is none, or not by a body."""
    source = attribution.source
    body = source is not None and _is_body(context, attribution)
    clears = source is not None and not body and _may_clear(source.span.text)
    if attribution.stance not in _JUDGING or source is None or not (body or clears):
        return None
    text = " ".join(span.text for span in attribution.content)
    nothing = attribution.stance == "no_evidence"
    polarity = polarity_of_nothing(text) if nothing else judge_polarity(text)
    spans = (*attribution.content, *_by_whom(context, attribution.content[-1])) if nothing else attribution.content
    if polarity is None or (clears and polarity == "against") or _ASKED.search(text):
        return None
    who = context.source_words(attribution.id) or source.span.text
    first = next((e for span in spans for e in context.entities_in(span) if _acts(context, e)), None)
    cleared_by = source.entity if polarity == "favour" else None
    return Judgement(
        attribution=attribution,
        polarity=polarity,
        who=who,
        key=source.entity or who.casefold(),
        stems=content_stems(text),
        named=frozenset(entity for span in spans for entity in context.entities_in(span)),
        judged=frozenset(entity for entity in (first, cleared_by) if entity),
    )


def _by_whom(context: Context, content: Span) -> list[Span]:
    """What follows "no evidence of negligence" up to its comma or stop: by whom."""
    text = context.documents[content.document].text
    found = _BY.match(text, content.end, context.sentence(content).end)
    return [context.trim(content.document, found.start(), found.end())] if found else []


def _acts(context: Context, entity: str) -> bool:
    return context.entities[entity].kind in ("organisation", "person", "group")


def _may_clear(source: str) -> bool:
    """Whether a source speaks for somebody when it finds nothing to charge him with."""
    return any(word in word_set("judgements", "clearing") for word in content_words_of(source))


def _is_body(context: Context, attribution: Attribution) -> bool:
    """Whether an inquiry, court, committee or their like speaks, or somebody of whom the report says that he judged."""
    source = attribution.source
    if source is None:
        return False
    words = set(content_words_of(source.span.text))
    entity = context.entities.get(source.entity or "")
    if entity is not None:
        words |= set(content_words_of(entity.name))
        for role in entity.roles:
            words |= set(content_words_of(role.text))
    bodies = word_set("judgements", "bodies")
    return attribution.stance == "finds" or any(word in bodies for word in words)


def content_words_of(text: str) -> list[str]:
    """Folded content words of a short text, without plural endings."""
    return [stem(word.text) for word in content_words(text)]


def _events(context: Context, attribution: Attribution) -> list[str]:
    """Events that the content names, or whose doer it names; where it names several at once, those of its places."""
    events = {event for span in attribution.content for event in context.events_in(span)}
    named = {entity for span in attribution.content for entity in context.entities_in(span)}
    several = any(context.events[event].type.endswith("group") for event in events)
    for entity in sorted(named):
        done = context.deeds.get(entity, ())
        events.update(event for event in done if context.events[event].type not in word_set("judgements", "nobodys"))
        if several:
            events.update(context.events_at.get(entity, ()))
    return sorted(event for event in events if context.events[event].type not in _PROCEEDINGS)


def _judged(context: Context, judgement: Judgement) -> list[str]:
    """Where no event is named: whoever is judged, within a story; a body that clears others stands for its ruling."""
    judged = judgement.named
    if judgement.polarity == "favour" and judgement.saying.source:
        judged |= {judgement.saying.source}
    bodies = sorted(entity for entity in judged if context.entities[entity].kind in ("organisation", "person"))
    return [f"{story} {entity}" for story in context.stories.get(judgement.document, ()) for entity in bodies]


def _judged_by_words(context: Context, judgement: Judgement) -> list[str]:
    """Those who are judged and have no name, by the words before what is said of them: "the electoral board failed"."""
    span = judgement.attribution.content[0]
    found = [m for name in ("against", "favour") if (m := pattern("judgements", name).search(span.text))]
    before = context.trim(span.document, span.start, span.start + min((m.start() for m in found), default=0))
    words = [word.text for word in content_words(before.text)]
    if not _DEFINITE.match(before.text) or not 0 < len(words) <= _MOST_NAMING or context.entities_in(before):
        return []
    return [f"{story} {_UNNAMED}{'-'.join(words)}" for story in context.stories.get(judgement.document, ())]


def _record(context: Context, matter: str) -> Event | Entity | _Unnamed:
    """The event or entity that judgements are about, or those without a name; it follows the id of the story."""
    key = matter.rpartition(" ")[2]
    if key.startswith(_UNNAMED):
        return _Unnamed(name=key.removeprefix(_UNNAMED).replace("-", " "))
    return context.events.get(key) or context.entities[key]


def _about(record: Event | Entity | _Unnamed) -> tuple[str, ...]:
    return () if isinstance(record, _Unnamed) else (record.id,)


_PROCEEDINGS = frozenset(
    {"inquiry", "inquest", "legal", "statement", "gathering", "verdict", "sentence", "trial"}
    | {"departure", "appointment", "election"}
)


def _at_odds(context: Context, event: str, judgements: Sequence[Judgement]) -> Iterator[Finding]:
    """One finding for the bodies that speak for and those that speak against."""
    sides: dict[Polarity, list[Judgement]] = {"favour": [], "against": []}
    for judgement in judgements:
        sides[judgement.polarity].append(judgement)
    few = len(_by_words(judgements)) <= _FEW
    pairs = [
        (a, b)
        for a, b in product(sides["favour"], sides["against"])
        if _on_one_matter(a, b, event, few=few) and _may_compare(context, a, b)
    ]
    if not pairs:
        return
    favour, against = ([j for j in side if any(j in pair for pair in pairs)] for side in sides.values())
    keys = {j.key for j in favour}, {j.key for j in against}
    changed = keys[0] == keys[1] and len(keys[0]) == 1
    if changed and not _dated_apart(context, favour, against):
        return
    shared = any(a.named & b.named for a in favour for b in against)
    name = _record(context, event).name
    told = [f"{name_reports(context, side)}: {_who(side)} — “{_words(side)}”" for side in (favour, against)]
    if changed:
        text = f"{_who(favour)} judged the {name} differently at different times. {'. '.join(told)}."
    else:
        text = f"{capitalise(_who(favour))} and {_who(against)} judge the same matter differently. {'. '.join(told)}."
    sure = _CHANGED if changed else _CONFLICT_SHARED if shared else _CONFLICT
    verdict = Verdict(
        kind="change" if changed else "conflict",
        topic=f"Finding: {name}",
        about=_about(_record(context, event)),
        confidence=sure,
        explanation=text,
    )
    positions = [
        make_position(context, f"{_who(side)}: {_words(side)}", [j.saying for j in side]) for side in (favour, against)
    ]
    yield make_finding(verdict, positions)


def _on_one_matter(a: Judgement, b: Judgement, event: str, *, few: bool) -> bool:
    """Whether two judgements are of one conduct: of one who has a name, or, of an event few judge, by known bodies.

    Of an event that many judge each judges something else about it.
    """
    if any(x.document == y.document and x.start < y.end and y.start < x.end for x, y in product(*_contents(a, b))):
        return False  # one lies in the other: a finding on a finding
    if _UNNAMED in event or not a.judged.isdisjoint(b.judged):
        return True
    return few and " " not in event and all(_is_known(j) for j in (a, b))


def _contents(*judgements: Judgement) -> list[tuple[Span, ...]]:
    return [judgement.attribution.content for judgement in judgements]


def _is_known(judgement: Judgement) -> bool:
    """Whether a body is more than "the report" or "it", which may be anybody's in another report."""
    return judgement.attribution.source is not None and (
        judgement.attribution.source.entity is not None or len(content_words_of(judgement.who)) > 1
    )


def _dated_apart(context: Context, a: Sequence[Judgement], b: Sequence[Judgement]) -> bool:
    days = [{context.day(j.document) for j in side} for side in (a, b)]
    return None not in days[0] | days[1] and not days[0] & days[1]


def _alike(context: Context, event: str, judgements: Sequence[Judgement]) -> Iterator[Finding]:
    """Judgements of one polarity that share their words."""
    common = set(content_words_of(_record(context, event).name))
    edges = [
        (i, k)
        for (i, a), (k, b) in combinations(enumerate(judgements), 2)
        if a.polarity == b.polarity and len((a.stems & b.stems) - common) >= _TELLING and _may_compare(context, a, b)
    ]
    for members in connected_components(len(judgements), edges):
        chosen = [judgements[i] for i in members]
        if len(_by_words(chosen)) > _MOST_ALIKE:
            continue
        if count_independent(context, [j.saying for j in chosen]) > 1:
            yield _tell(context, event, chosen, ("agreement", _ALIKE))


def _may_compare(context: Context, a: Judgement, b: Judgement) -> bool:
    """Whether two sources may be two bodies on one matter; "it" is none.

    In a story of very many reports "the report" may be any, and two that share no words are of two matters.
    """
    if not all(context.voice_of(j.attribution.id) for j in (a, b)):
        return False
    if all(context.stories_of_one_matter(j.document) for j in (a, b)):
        return True
    least = max(_TELLING, _SHARE * min(len(a.stems), len(b.stems)))
    return _is_known(a) and _is_known(b) and len(a.stems & b.stems) >= least


def _tell(context: Context, event: str, judgements: Sequence[Judgement], told: tuple[FindingKind, float]) -> Finding:
    sayings = [j.saying for j in judgements]
    position = make_position(context, f"{_who(judgements)}: {_words(judgements)}", sayings)
    says = f"{name_reports(context, judgements)}: {_who(judgements)} — “{_words(judgements)}”."
    verdict = Verdict(
        kind=told[0],
        topic=f"Finding: {_record(context, event).name}",
        about=_about(_record(context, event)),
        confidence=told[1],
        explanation=says + note_origins(context, position, sayings),
    )
    return make_finding(verdict, [position])


def _who(judgements: Sequence[Judgement]) -> str:
    """The bodies, each once: "ethics council" for "council", the committee for "report by the committee"."""
    names = {lower_article(j.who).removeprefix("the ").removeprefix("a "): lower_article(j.who) for j in judgements}
    return join_words([names[n] for n in sorted(names, key=names.__getitem__) if not any(_stands(m, n) for m in names)])


def _stands(other: str, name: str) -> bool:
    """Whether a body is named better by another of these names."""
    if other.endswith(f" {name}") and not _OF.search(other.removesuffix(name)):
        return True
    described = name.endswith(f" {other}") and not _OF.search(name.removesuffix(other))
    return other != name and other in name and not described


def _words(judgements: Sequence[Judgement]) -> str:
    first = judgements[0].attribution
    nothing = "no evidence " if first.stance == "no_evidence" else ""
    if nothing and not _CLAUSE.match(first.content[0].text):
        nothing = "no evidence of "
    return shorten(nothing + _text(first.content), _LONGEST)


def _text(content: Sequence[Span]) -> str:
    return " … ".join(span.text for span in content)
