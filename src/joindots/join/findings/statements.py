"""Statements told in a report's own words: one utterance retold, one statement by several, and its denial."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from joindots.join.findings.contexts import Context
from joindots.join.findings.lexicons import pattern, word_set
from joindots.join.findings.verdicts import (
    Saying,
    Verdict,
    count_independent,
    make_finding,
    make_position,
    note_origins,
)
from joindots.join.findings.wordings import capitalise, join_words, shorten
from joindots.linkage import candidate_pairs, connected_components
from joindots.model import Attribution, Finding, Span, Stance
from joindots.text.normal import content_word, folded_words, stem
from joindots.text.number_words import SMALL

Relation = Literal["retold", "agreed", "denied"]

_RETOLD = 0.65
_RETOLD_NOTHING = 0.55  # two tellings of "no evidence", which share few other words
_AGREED = 0.6
_DENIED = 0.5
_LEAST = 4  # content words that two tellings must share
_LEAST_NOTHING = 2  # ... where both say that evidence is missing
_SHARE = 0.6  # of the content words of the shorter
_SHARE_AGREED = 0.7
_SHARE_DENIED = 0.8
_LEAST_DENIED = 2  # content words that a denial and what it denies must share, light verbs left out
_MOST_USED = 12
"""Statements that may use a word; one in more of them ("flu" among reports on one) names their matter, and says nothing
of it. Small piles are read whole."""
_LONGEST = 60  # words of a statement; longer ones say several things
_EMBEDDED = re.compile(r"(?:where|how|why|who|whom|what|which|when)\b", re.IGNORECASE)
"""Who does not know or tell where, or denies why, denies no more than that."""
_CLAUSE = re.compile(
    r"\b(?:am|is|are|was|were|be|been|had|has|have|did|do|does|would|will|could|can|might|may|should|must|shall)\b|n[’']t\b"
    r"|(?<!\ba\s)(?<!\ban\s)(?<!\bthe\s)\b\w{3,30}(?:ed|ing)\b|^to\b",
    re.IGNORECASE,
)
"""Signs of a verb: a bare noun ("the findings") is nothing that can be denied in other words."""
_LEANS = re.compile(r"^(?:that )?(?:he|she|it|they|we|i)\b|[“”\"]", re.IGNORECASE)
"""What says only with the sentence around it of whom it is, or mixes two voices."""
_DENIES = re.compile(r"\bden(?:y|ies|ied|ying)\b", re.IGNORECASE)
_MAX_BLOCK = 60  # statements that a pair of words may bring together
_DENYING = frozenset({"denies", "doubts", "no_evidence"})
_ASSERTING = frozenset({"asserts", "claims", "confirms", "finds", "admits"})
_TELLING = _DENYING | _ASSERTING | {"suspects", "criticises"}  # not appeals, advice and promises


class Telling(Struct, frozen=True, kw_only=True):
    """One sentence or clause of content.

    Attributes:
        attribution: Whose.
        span: Where.
        stems: Its content words.
        numbers: Its numbers, as numerals.
        negative: Whether it says no, by its stance or its words; what denies a "not" says yes.
        denied: Whether the words themselves, which a stance affirms or denies, say no.
        nothing: Whether it says that evidence is missing.
        apart: Whether no statement of another stance takes in its words: what "refused to say that" is no denial where
            the whole sentence is somebody's.
        links: Whether it speaks of being connected, or of responsibility.
        voice: What tells the source apart: entity id, or words; None for no source.
        speaker: Id of the source's entity, or None.
    """

    attribution: Attribution
    span: Span
    stems: frozenset[str]
    numbers: frozenset[str]
    negative: bool
    denied: bool
    nothing: bool
    apart: bool
    links: bool
    voice: str | None
    speaker: str | None

    @property
    def stance(self) -> Stance:
        """The source's, where its words say that evidence is missing that."""
        return "no_evidence" if self.nothing else self.attribution.stance

    @property
    def says_no(self) -> bool:
        """Whether it denies, doubts or finds no evidence of what another may affirm."""
        return self.stance in _DENYING

    @property
    def saying(self) -> Saying:
        """The telling as a saying."""
        return Saying(evidence=(self.span,), records=(self.attribution.id,), source=self.speaker)


def find_statements(context: Context) -> Iterator[Finding]:
    """All findings on statements of which at least one is not quoted in full."""
    tellings = [
        telling
        for attribution in context.pile.attributions
        if attribution.stance in _TELLING and context.stories_shared(attribution.content[0].document)
        for telling in _read(context, attribution)
    ]
    tellings = _set_apart(_outermost(tellings))
    used = Counter(word for telling in tellings for word in telling.stems)
    worn = frozenset(word for word, count in used.items() if count > _MOST_USED)
    related: dict[Relation, list[tuple[int, int]]] = {"retold": [], "agreed": [], "denied": []}
    for i, k in candidate_pairs([_keys(context, telling) for telling in tellings], _MAX_BLOCK):
        if relation := _relate(tellings[i], tellings[k], worn):
            related[relation].append((i, k))
    for members in connected_components(len(tellings), related["retold"]):
        if len(members) > 1:
            yield from _retold(context, [tellings[i] for i in members])
    for members in connected_components(len(tellings), related["agreed"]):
        if len(members) > 1:
            yield from _agreed(context, [tellings[i] for i in members])
    for members in connected_components(len(tellings), related["denied"]):
        if len(members) > 1:
            yield _denied(context, [tellings[i] for i in members])


def _outermost(tellings: Sequence[Telling]) -> list[Telling]:
    """In order, without those that lie in another telling of the same source: an extract of it, no second telling."""
    kept: dict[str | None, Telling] = {}
    found = []
    for telling in sorted(tellings, key=lambda t: (t.span.document, t.span.start, -t.span.end, t.attribution.id)):
        outer = kept.get(telling.speaker)
        if outer and outer.span.document == telling.span.document and telling.span.end <= outer.span.end:
            continue
        kept[telling.speaker] = telling
        found.append(telling)
    return found


def _set_apart(tellings: Sequence[Telling]) -> list[Telling]:
    """With denials marked that stand inside what somebody else affirms."""
    affirmed: dict[str, list[Span]] = defaultdict(list)
    for telling in tellings:
        if telling.attribution.stance not in _DENYING:
            affirmed[telling.span.document].append(telling.span)
    return [
        replace(telling, apart=not any(_overlap(telling.span, span) for span in affirmed[telling.span.document]))
        if telling.attribution.stance in _DENYING
        else telling
        for telling in tellings
    ]


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _read(context: Context, attribution: Attribution) -> Iterator[Telling]:
    negations = pattern("hedges", "negations")
    absence = word_set("hedges", "absence")
    for span in attribution.content:
        for sentence in context.sentences_in(span):
            found = folded_words(sentence.text)
            telling = [content for word in found if (content := content_word(word))]
            if len(found) > _LONGEST or len(telling) < _LEAST_NOTHING or context.is_headline(sentence):
                continue
            negated = negations.search(sentence.text) is not None
            absent = not absence.isdisjoint(telling) and (negated or attribution.stance == "no_evidence")
            denying = attribution.stance in _DENYING and not absent
            if denying and negated and not _denies_outright(attribution, span):
                continue  # a denial by its own "not"
            yield Telling(
                attribution=attribution,
                span=sentence,
                stems=frozenset(stem(word) for word in telling) - absence,
                numbers=frozenset(_number(word) for word in found if word[0].isdigit() or word in SMALL),
                negative=negated != denying,
                denied=negated and not absent,
                nothing=absent,
                apart=True,
                links=any(
                    pattern(*of).search(sentence.text) for of in (("links", "words"), ("claims", "responsibility"))
                ),
                voice=context.voice_of(attribution.id),
                speaker=context.source_of(attribution.id),
            )


def _denies_outright(attribution: Attribution, span: Span) -> bool:
    """Whether the verb denies a whole clause: "denied that it had not" says that it had."""
    cue = attribution.cue
    return cue is not None and _DENIES.match(cue.text) is not None and span.text.startswith("that ")


def _number(word: str) -> str:
    """A numeral, or a small number word as a numeral."""
    return str(SMALL.get(word, word))


def _keys(context: Context, telling: Telling) -> set[tuple[str, ...]]:
    """Blocking: two of its rarer words, in one story; for missing evidence the speaker."""
    stories = context.stories_shared(telling.span.document)
    rare = sorted(telling.stems, key=lambda s: (-len(s), s))[:5]
    keys: set[tuple[str, ...]] = {
        (story, a, b) for story in stories for i, a in enumerate(sorted(rare)) for b in sorted(rare)[i + 1 :]
    }
    if telling.nothing and telling.speaker:
        keys.update((story, "", telling.speaker) for story in stories)
    return keys


def _relate(a: Telling, b: Telling, worn: frozenset[str]) -> Relation | None:
    """How two tellings stand to each other; words that are worn are no ground for a denial."""
    if "indirect" not in (a.attribution.form, b.attribution.form):
        return None
    shared, shorter = len(a.stems & b.stems), min(len(a.stems), len(b.stems))
    if _is_denial(a, b, worn):
        return "denied"
    if a.span.document == b.span.document:
        return None
    one_speaker = a.speaker is not None and a.speaker == b.speaker
    if one_speaker and a.nothing and b.nothing and shared >= _LEAST_NOTHING:
        return "retold"
    if shared < _LEAST or shared < _SHARE * shorter or _numbers_clash(a, b) or a.negative != b.negative:
        return None
    agreed = shared >= _SHARE_AGREED * shorter and _may_agree(a, b)
    return "retold" if one_speaker else "agreed" if agreed else None


def _may_agree(a: Telling, b: Telling) -> bool:
    """Whether two say something of somebody, and neither gives a number in another's stead."""
    clauses = all(_CLAUSE.search(side.span.text) for side in (a, b))
    return clauses and (a.numbers <= b.numbers or b.numbers <= a.numbers)


def _is_denial(a: Telling, b: Telling, worn: frozenset[str]) -> bool:
    """Whether one named source stands up for what another denies; of claims of responsibility others judge."""
    no, yes = (a, b) if a.says_no else (b, a)
    if not no.says_no or yes.says_no or yes.attribution.stance not in _ASSERTING or _numbers_clash(a, b):
        return False
    if not no.apart or no.voice is None or yes.voice is None or no.voice == yes.voice or no.denied != yes.denied:
        return False
    if (
        _EMBEDDED.match(no.span.text)
        or _DENIES.search(yes.span.text)
        or not all(_CLAUSE.search(side.span.text) for side in (no, yes))
    ):
        return False
    light = word_set("statements", "light")
    shared, shorter = (a.stems & b.stems) - light, min(len(a.stems - light), len(b.stems - light))
    return len(shared - worn) >= _LEAST_DENIED and len(shared) >= _SHARE_DENIED * shorter and not no.links


def _numbers_clash(a: Telling, b: Telling) -> bool:
    return bool(a.numbers and b.numbers and not a.numbers & b.numbers)


def _who(context: Context, tellings: Sequence[Telling]) -> str:
    named = sorted({context.source_words(telling.attribution.id) or "" for telling in tellings} - {""})
    return join_words(named) or "an unnamed source"


def _labels(context: Context, tellings: Sequence[Telling]) -> str:
    return join_words(sorted({context.dated_label(telling.span.document) for telling in tellings}))


def _about(tellings: Sequence[Telling]) -> tuple[str, ...]:
    return tuple(sorted({telling.speaker for telling in tellings if telling.speaker}))


def _retold(context: Context, tellings: Sequence[Telling]) -> Iterator[Finding]:
    """One speaker's statement in the words of several reports."""
    texts = {tuple(folded_words(telling.span.text)): telling for telling in reversed(tellings)}
    if len(texts) < 2:
        return
    name = context.entity_name(tellings[0].speaker or "") or "an unnamed source"
    verdict = Verdict(
        kind="wording",
        topic=f"Quotation: {name}, {shorten(tellings[0].span.text, 60)}",
        about=_about(tellings),
        confidence=_RETOLD_NOTHING if tellings[0].nothing else _RETOLD,
        explanation=f"{_labels(context, tellings)} tell what {name} said in different words.",
    )
    sides = [[t for t in tellings if tuple(folded_words(t.span.text)) == text] for text in sorted(texts)]
    positions = [make_position(context, shorten(side[0].span.text), [t.saying for t in side]) for side in sides]
    yield make_finding(verdict, positions)


def _agreed(context: Context, tellings: Sequence[Telling]) -> Iterator[Finding]:
    """One statement that several sources make, or several reports lay to differently named sources."""
    sayings = [telling.saying for telling in tellings]
    if count_independent(context, sayings) < 2:
        return
    plain = [telling for telling in tellings if not _LEANS.search(telling.span.text)] or tellings
    common = min(plain, key=lambda telling: len(telling.stems))  # what the longer ones add is theirs alone
    says = shorten(common.span.text)
    position = make_position(context, says, sayings)
    text = f"{_labels(context, tellings)} report it, from {_who(context, tellings)}: “{says}”."
    verdict = Verdict(
        kind="agreement",
        topic=f"Statement: {shorten(common.span.text, 70)}",
        about=_about(tellings),
        confidence=_AGREED,
        explanation=text + note_origins(context, position, sayings),
    )
    yield make_finding(verdict, [position])


def _denied(context: Context, tellings: Sequence[Telling]) -> Finding:
    """A statement, by all who make it, and its denial."""
    no = [telling for telling in tellings if telling.says_no]
    yes = [telling for telling in tellings if not telling.says_no]
    told = capitalise(f"{_who(context, yes)} in {_labels(context, yes)}: “{shorten(yes[0].span.text)}”")
    verdict = Verdict(
        kind="conflict",
        topic=f"Statement: {shorten(yes[0].span.text, 70)}",
        about=_about(tellings),
        confidence=_DENIED,
        explanation=f"{told}; {_tell_denials(context, no)}.",
    )
    positions = [
        make_position(context, f"{capitalise(start)}: {shorten(side[0].span.text)}", [t.saying for t in side])
        for start, side in ((_who(context, yes), yes), (f"{_who(context, no)}, {_how_denied(no)}", no))
    ]
    return make_finding(verdict, positions)


_DENIALS: dict[Stance, str] = {"denies": "denied", "doubts": "doubted", "no_evidence": "found no evidence"}


def _how_denied(tellings: Sequence[Telling]) -> str:
    stances = {telling.stance for telling in tellings}
    return join_words([words for stance, words in _DENIALS.items() if stance in stances])


def _tell_denials(context: Context, tellings: Sequence[Telling]) -> str:
    """Who denies, who doubts and who finds no evidence, each with its words."""
    found = []
    for stance, words in _DENIALS.items():
        if side := [telling for telling in tellings if telling.stance == stance]:
            who, said = f"{_who(context, side)} in {_labels(context, side)}", shorten(side[0].span.text)
            how = f"{who} found no evidence of it" if stance == "no_evidence" else f"{words} by {who}"
            found.append(f"{how}: “{said}”")
    return "; ".join(found)
