"""Statements told in a report's own words: one utterance retold, one statement by several, and its denial."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from joindots.join.findings.contexts import Context
from joindots.join.findings.lexicons import pattern, word_set
from joindots.join.findings.paraphrases import RETOLD, is_answered, is_retold, propose_pairs
from joindots.join.findings.tellings import (
    ASSERTING,
    CLAUSE,
    DENYING,
    LEANS,
    LEAST_NOTHING,
    Relation,
    Telling,
    may_deny,
    relate,
)
from joindots.join.findings.verdicts import (
    Verdict,
    count_independent,
    make_finding,
    make_position,
    name_reports,
    note_origins,
)
from joindots.join.findings.wordings import capitalise, join_words, shorten
from joindots.linkage import candidate_pairs, connected_components
from joindots.model import Attribution, Finding, Span, Stance
from joindots.text.normal import content_word, folded_words, stem
from joindots.text.number_words import SMALL

_RETOLD = 0.65
_RETOLD_NOTHING = 0.55  # two tellings of "no evidence", which share few other words
_AGREED = 0.6
_DENIED = 0.5
_MOST_USED = 12
"""Statements that may use a word; one in more of them ("flu" among reports on one) names their matter, and says nothing
of it. Small piles are read whole."""
_LONGEST = 60  # words of a statement; longer ones say several things
_DENIES = re.compile(r"\bden(?:y|ies|ied|ying)\b", re.IGNORECASE)
_UNLIKELY = re.compile(r"\b(?:unlikely|improbable|implausible|doubtful|dubious)\b", re.IGNORECASE)
_ASKED = re.compile(r"\b(?:if|whether|unless)\b[^.;:!?]{0,80}\Z", re.IGNORECASE)
"""What stands before words that somebody was asked about, and does not affirm."""
_MAX_BLOCK = 60  # statements that a pair of words may bring together
_TELLING = DENYING | ASSERTING | {"suspects", "criticises"}  # not appeals, advice and promises


def find_statements(context: Context) -> Iterator[Finding]:
    """All findings on statements of which at least one is not quoted in full."""
    tellings = [
        telling
        for attribution in context.pile.attributions
        if attribution.stance in _TELLING and context.stories_shared(attribution.content[0].document)
        for telling in _read(context, attribution)
    ]
    tellings = _set_apart(_outermost(tellings))
    related: dict[Relation, list[tuple[int, int]]] = {"retold": [], "agreed": [], "denied": []}
    for relation, i, k in _relate_all(context, tellings):
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


def _relate_all(context: Context, tellings: Sequence[Telling]) -> Iterator[tuple[Relation, int, int]]:
    """Pairs that stand to each other somehow: proposed by rare words and, where asked for, by embeddings."""
    used = Counter(word for telling in tellings for word in telling.stems)
    worn = frozenset(word for word, count in used.items() if count > _MOST_USED)
    for i, k in candidate_pairs([_keys(context, telling) for telling in tellings], _MAX_BLOCK):
        if relation := relate(tellings[i], tellings[k], worn):
            yield relation, i, k
    for i, k, near in propose_pairs(context, tellings):
        if relation := _relate_by_slots(context, tellings[i], tellings[k], near):
            yield relation, i, k


def _relate_by_slots(context: Context, a: Telling, b: Telling, near: float) -> Relation | None:
    """How two stand to each other of which embeddings say that they may be of one matter."""
    if "indirect" not in (a.attribution.form, b.attribution.form):
        return None
    no, yes = (a, b) if a.says_no else (b, a)
    if may_deny(no, yes) and not no.links and is_answered(context, no, yes):
        return "denied"
    clauses = near >= RETOLD and all(CLAUSE.search(side.span.text) for side in (a, b))
    return "retold" if clauses and is_retold(context, a, b) else None


def _outermost(tellings: Sequence[Telling]) -> list[Telling]:
    """In order, without those that lie in another telling of the same source: an extract of it, no second telling."""
    kept: dict[str | None, Telling] = {}
    found = []
    for telling in sorted(tellings, key=lambda t: (t.document, t.span.start, -t.span.end, t.attribution.id)):
        outer = kept.get(telling.speaker)
        if outer and outer.document == telling.document and telling.span.end <= outer.span.end:
            continue
        kept[telling.speaker] = telling
        found.append(telling)
    return found


def _set_apart(tellings: Sequence[Telling]) -> list[Telling]:
    """With denials marked that stand inside what somebody else affirms."""
    affirmed: dict[str, list[Span]] = defaultdict(list)
    for telling in tellings:
        if telling.attribution.stance not in DENYING:
            affirmed[telling.document].append(telling.span)
    return [
        replace(telling, apart=not any(_overlap(telling.span, span) for span in affirmed[telling.document]))
        if telling.attribution.stance in DENYING
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
            if len(found) > _LONGEST or len(telling) < LEAST_NOTHING or context.is_headline(sentence):
                continue
            negated = negations.search(sentence.text) is not None
            absent = not absence.isdisjoint(telling) and (negated or attribution.stance == "no_evidence")
            if attribution.stance in ASSERTING and _ASKED.search(context.sentence(span).text[: _before(context, span)]):
                continue
            denying = attribution.stance in DENYING and not absent
            if denying and (negated or _UNLIKELY.search(sentence.text)) and not _denies_outright(attribution, span):
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
                few=bool(context.stories_of_one_matter(span.document)),
            )


def _before(context: Context, span: Span) -> int:
    """Code points of a sentence before a span of it."""
    return max(0, span.start - context.sentence(span).start)


def _denies_outright(attribution: Attribution, span: Span) -> bool:
    """Whether the verb denies a whole clause: "denied that it had not" says that it had."""
    cue = attribution.cue
    return cue is not None and _DENIES.match(cue.text) is not None and span.text.startswith("that ")


def _number(word: str) -> str:
    """A numeral, or a small number word as a numeral."""
    return str(SMALL.get(word, word))


def _keys(context: Context, telling: Telling) -> set[tuple[str, ...]]:
    """Blocking: two of its rarer words, in one story; for missing evidence the speaker."""
    stories = context.stories_shared(telling.document)
    rare = sorted(telling.stems, key=lambda s: (-len(s), s))[:5]
    keys: set[tuple[str, ...]] = {
        (story, a, b) for story in stories for i, a in enumerate(sorted(rare)) for b in sorted(rare)[i + 1 :]
    }
    if telling.nothing and telling.speaker:
        keys.update((story, "", telling.speaker) for story in stories)
    return keys


def _who(context: Context, tellings: Sequence[Telling]) -> str:
    named = sorted({context.source_words(telling.attribution.id) or "" for telling in tellings} - {""})
    return join_words(named) or "an unnamed source"


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
        explanation=f"{name_reports(context, tellings)} tell what {name} said in different words.",
    )
    sides = [[t for t in tellings if tuple(folded_words(t.span.text)) == text] for text in sorted(texts)]
    positions = [make_position(context, shorten(side[0].span.text), [t.saying for t in side]) for side in sides]
    yield make_finding(verdict, positions)


def _agreed(context: Context, tellings: Sequence[Telling]) -> Iterator[Finding]:
    """One statement that several sources make, or several reports lay to differently named sources."""
    sayings = [telling.saying for telling in tellings]
    if count_independent(context, sayings) < 2:
        return
    plain = [telling for telling in tellings if not LEANS.search(telling.span.text)] or tellings
    common = min(plain, key=lambda telling: len(telling.stems))  # what the longer ones add is theirs alone
    says = shorten(common.span.text)
    position = make_position(context, says, sayings)
    text = f"{name_reports(context, tellings)} report it, from {_who(context, tellings)}: “{says}”."
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
    no = no or [telling for telling in tellings if telling.denied]
    yes = [telling for telling in tellings if telling not in no]
    told = capitalise(f"{_who(context, yes)} in {name_reports(context, yes)}: “{shorten(yes[0].span.text)}”")
    verdict = Verdict(
        kind="conflict",
        topic=f"Statement: {shorten(yes[0].span.text, 70)}",
        about=_about(tellings),
        confidence=_DENIED,
        explanation=f"{told}; {_tell_denials(context, no)}.",
    )
    how = _how_denied(no)
    denying = f"{_who(context, no)}, {how}" if how else _who(context, no)
    positions = [
        make_position(context, f"{capitalise(start)}: {shorten(side[0].span.text)}", [t.saying for t in side])
        for start, side in ((_who(context, yes), yes), (denying, no))
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
            who, said = (
                f"{_who(context, side)} in {name_reports(context, side)}",
                shorten(side[0].span.text),
            )
            how = f"{who} found no evidence of it" if stance == "no_evidence" else f"{words} by {who}"
            found.append(f"{how}: “{said}”")
    if plain := [telling for telling in tellings if telling.stance not in _DENIALS]:
        found.append(f"{_who(context, plain)} in {name_reports(context, plain)}: “{shorten(plain[0].span.text)}”")
    return "; ".join(found)
