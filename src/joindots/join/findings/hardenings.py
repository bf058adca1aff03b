"""What one report says is not so, where another only misses evidence of it; and denials that were withdrawn."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product

from msgspec import Struct

from joindots.join.findings.contexts import Context
from joindots.join.findings.lexicons import pattern, word_set
from joindots.join.findings.verdicts import Saying, Verdict, make_finding, make_position, name_reports
from joindots.join.findings.wordings import shorten
from joindots.model import Attribution, Finding, Span
from joindots.text.normal import content_stems, content_words

_HARDENED = 0.65
_WITHDRAWN = 0.65
_EXCLUDES = re.compile(r"\b(?:rul(?:e|es|ed|ing) out|exclud(?:e|es|ed|ing)|discount(?:s|ed)?)\b", re.IGNORECASE)
_NOT_EXCLUDED = re.compile(r"\b(?:not|never|cannot|nothing|n[’']t|yet to|could be|nor)\b", re.IGNORECASE)
_EMPTY = frozenset(
    {"possibility", "idea", "theory", "suggestion", "involvement", "any", "role", "case", "claim", "act"}
)
"""Words after "ruled out" that do not name what was."""
_NO_ACT = re.compile(
    r"\bno (?P<what>[a-z]{3,20}(?: [a-z]{3,20})?) (?:was|were|had been|has been|have been|is|are)\b"
    r"|\b(?:had|has|have|did|does|was|were) not (?:been )?(?:[a-z]{3,12}) (?:any |the |a )?(?P<other>[a-z]{3,20})\b",
    re.IGNORECASE,
)
_DENIED_CLAUSE = re.compile(r"that (?:it|they|he|she|its|their|the) \w+ \w+", re.IGNORECASE)
_LEAST_DENIED = 3  # content words of a clause that is denied, all of which the admission must have
_ADMITTING = frozenset({"admits", "confirms"})


class _Said(Struct, frozen=True, kw_only=True):
    """One side of a pair.

    Attributes:
        stems: What it is of.
        who: As prose names it, or None.
        voice: What tells the source apart, or None.
        text: As a position says it.
        saying: For the position.
    """

    stems: frozenset[str]
    who: str | None
    voice: str | None
    text: str
    saying: Saying


def find_hardenings(context: Context) -> Iterator[Finding]:
    """For each story: "ruled out" beside "no evidence of", "did not" beside "no evidence that", "no" and then "yes"."""
    absent: dict[str, list[_Said]] = defaultdict(list)
    excluded: dict[str, list[_Said]] = defaultdict(list)
    denied: dict[str, list[_Said]] = defaultdict(list)
    admitted: dict[str, list[_Said]] = defaultdict(list)
    for attribution in context.pile.attributions:
        few = context.stories_of_one_matter(attribution.content[0].document)
        for story in context.stories_shared(attribution.content[0].document):
            if attribution.stance == "no_evidence":
                absent[story].append(_said(context, attribution, attribution.content[0].text))
            elif attribution.stance in _ADMITTING and story in few and not _is_negated(attribution):
                admitted[story].append(_said(context, attribution, attribution.content[0].text))
            if out := _ruled_out(context, attribution):
                excluded[story].append(out)
            if story in few:
                denied[story] += _nots(context, attribution)
    for story in sorted({*absent, *admitted}):
        yield from _hardened(context, absent[story], excluded[story])
        yield from _withdrawn(context, denied[story], admitted[story])


def _said(context: Context, attribution: Attribution, of: str) -> _Said:
    text = attribution.content[0].text
    return _Said(
        stems=content_stems(of) - word_set("hedges", "absence"),
        who=context.source_words(attribution.id),
        voice=context.origin_of(attribution.id) or context.voice_of(attribution.id),
        text=text,
        saying=Saying(
            evidence=(context.sentence(attribution.content[0]),),
            records=(attribution.id,),
            source=context.source_of(attribution.id),
        ),
    )


def _ruled_out(context: Context, attribution: Attribution) -> _Said | None:
    """What somebody rules out, or finds not to be so; None for what he does not rule out."""
    if attribution.stance not in ("denies", "finds"):
        return None
    span, cue = attribution.content[0], attribution.cue
    if attribution.stance == "denies" and cue and _EXCLUDES.search(cue.text):
        sentence = context.sentence(span)
        before = sentence.text[: max(0, cue.start - sentence.start)]
        if _NOT_EXCLUDED.search(before) or _NOT_EXCLUDED.search(cue.text):
            return None
        named = [word.text for word in content_words(span.text) if word.text not in _EMPTY]
        return _said(context, attribution, " ".join(named[:1]))
    negation = pattern("hedges", "negations").search(span.text)
    if attribution.stance == "finds" and negation and not pattern("hedges", "absence").search(span.text):
        return _said(context, attribution, span.text[negation.end() :])
    return None


def _hardened(context: Context, absent: Sequence[_Said], excluded: Sequence[_Said]) -> Iterator[Finding]:
    """One finding for each thing that is excluded in reports other than those that miss evidence of it."""
    told: dict[tuple[str, ...], list[_Said]] = defaultdict(list)
    for out in excluded:
        told[tuple(sorted(out.stems))].append(out)
    for key in sorted(told):
        hard = told[key]
        documents = {one.saying.document for one in hard}
        soft = [one for one in absent if one.saying.document not in documents and _is_of(one.stems, frozenset(key))]
        if key and soft:
            yield _tell_hardened(context, soft, hard)


def _is_of(absent: frozenset[str], excluded: frozenset[str]) -> bool:
    """Whether what is excluded is what evidence is missing of: one names nothing that the other does not."""
    return bool(absent) and (absent <= excluded or excluded <= absent)


def _tell_hardened(context: Context, soft: Sequence[_Said], hard: Sequence[_Said]) -> Finding:
    verdict = Verdict(
        kind="wording",
        topic=f"Statement: {shorten(hard[0].text, 70)}",
        about=tuple(sorted({one.saying.source for one in (*soft, *hard) if one.saying.source})),
        confidence=_HARDENED,
        explanation=f"Only that there is no evidence: “{_sentence(soft[0])}” ({_labels(context, soft)}). "
        f"That it is not so: “{_sentence(hard[0])}” ({_labels(context, hard)}).",
    )
    return make_finding(
        verdict,
        [
            make_position(context, f"no evidence: {shorten(soft[0].text)}", [one.saying for one in soft]),
            make_position(context, f"excluded: {shorten(hard[0].text)}", [one.saying for one in hard]),
        ],
    )


def _is_negated(attribution: Attribution) -> bool:
    return pattern("hedges", "negations").search(attribution.content[0].text) is not None


def _nots(context: Context, attribution: Attribution) -> Iterator[_Said]:
    """What somebody says was not done, by the noun, "no passwords were taken", or by the whole clause denied."""
    if attribution.stance not in ("asserts", "claims", "denies"):
        return
    if attribution.stance == "denies" and _DENIED_CLAUSE.match(attribution.content[0].text):
        clause = _said(context, attribution, attribution.content[0].text)
        yield from [clause] if len(clause.stems) >= _LEAST_DENIED else []
    for span in attribution.content:
        found = _NO_ACT.search(span.text)
        if found and (of := found["what"] or found["other"]).islower():  # a name is no thing that was done
            yield _said(context, attribution, of)


def _withdrawn(context: Context, denied: Sequence[_Said], admitted: Sequence[_Said]) -> Iterator[Finding]:
    """What a body, or who speaks for it, said was not so and admits later."""
    told: dict[tuple[str, ...], tuple[list[_Said], list[_Said]]] = {}
    for one, other in product(denied, admitted):
        if one.stems and one.stems <= other.stems and _is_earlier(context, one.saying, other.saying):
            sides = told.setdefault(tuple(sorted(one.stems)), ([], []))
            sides[0].extend([one] if one not in sides[0] else [])
            sides[1].extend([other] if other not in sides[1] else [])
    for key in sorted(told):
        if not {one.voice for one in told[key][0]} & {one.voice for one in told[key][1]} - {None}:
            continue  # one denies, and another admits
        no, yes = (sorted(side, key=lambda one: context.day(one.saying.document) or "") for side in told[key])
        verdict = Verdict(
            kind="change",
            topic=f"Statement: {shorten(yes[0].text, 70)}",
            about=tuple(sorted({one.saying.source for one in (*no, *yes) if one.saying.source})),
            confidence=_WITHDRAWN,
            explanation=f"First denied: “{_sentence(no[0])}” ({_labels(context, no)}). "
            f"Then admitted: “{_sentence(yes[0])}” ({_labels(context, yes)}).",
        )
        pair = (("denied", no), ("admitted", yes))
        positions = [make_position(context, f"{how}: {shorten(s[0].text)}", [o.saying for o in s]) for how, s in pair]
        yield make_finding(verdict, positions)


def _is_earlier(context: Context, a: Saying, b: Saying) -> bool:
    """Whether one report is older than another, or tells both."""
    one, other = context.day(a.document), context.day(b.document)
    return bool(one and other and one < other)


def _sentence(one: _Said) -> str:
    span: Span = one.saying.evidence[0]
    return shorten(span.text).rstrip(".")


def _labels(context: Context, side: Sequence[_Said]) -> str:
    return name_reports(context, [one.saying for one in side])
