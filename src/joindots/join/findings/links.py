"""Links that one finds no evidence of and another tells as known: "no association with X", "known links to X"."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from joindots.join.findings.contexts import Context
from joindots.join.findings.lexicons import pattern, word_set
from joindots.join.findings.verdicts import Saying, Verdict, make_finding, make_position, name_reports, say_attribution
from joindots.join.findings.wordings import capitalise, join_words, shorten
from joindots.model import Attribution, Finding, Span
from joindots.text.normal import content_stems, content_words, stem

_CONFLICT = 0.6  # slots agree, but one may have looked at other dealings than the other
_LINK = re.compile(
    r"\b(?:links?|ties|connections?|contacts?|associations?|linked|linking|tied|connected|associated)\b", re.IGNORECASE
)
_KNOWN = re.compile(
    r"\b(?:links?|ties|connections?|contacts?|associations?)\s(?:to|with)\s|\b(?:linked|tied|connected)\sto\s",
    re.IGNORECASE,
)
_END = re.compile(r"[,;.!?]|\s(?:who|which|that|after|before|while|when|and had|but|in|on|at|during|since|from)\s")
_STANCES = frozenset({"asserts", "finds", "confirms", "admits", "criticises"})
_SUBJECT = 3  # content words before a link in which whoever is linked is named without a name
_LONGEST = 110
_BEFORE = 50  # code points before a link that are told with it


class Link(Struct, frozen=True, kw_only=True):
    """What a report tells of a link.

    Attributes:
        saying: Where, and by whom.
        who: Who says it, as prose names them.
        says: In the report's words.
        keys: Whom and what it names: ids of entities, and stems of nouns that tell something.
        ends: Those to whom the link leads; for a missing link the same as `keys`.
        doers: Those who have it, as far as the words name them.
    """

    saying: Saying
    who: str
    says: str
    keys: frozenset[str]
    ends: frozenset[str]
    doers: frozenset[str]


def find_links(context: Context) -> Iterator[Finding]:
    """For each missing link: those who tell the same link as known."""
    missing = [link for a in context.pile.attributions if (link := _read_missing(context, a))]
    if not missing:
        return
    known = [link for a in context.pile.attributions for link in _read_known(context, a)]
    pairs: dict[tuple[str, str], list[tuple[Link, Link]]] = defaultdict(list)
    for no in missing:
        for yes in known:
            if shared := _shared(context, no, yes):
                pairs[shared].append((no, yes))
    for key in sorted(pairs):
        yield _at_odds(context, key, pairs[key])


def _read_missing(context: Context, attribution: Attribution) -> Link | None:
    """A link that somebody who is named finds no evidence of."""
    span = attribution.content[0]
    if attribution.stance != "no_evidence" or attribution.source is None or not _LINK.search(span.text):
        return None
    if context.is_headline(span):
        return None
    keys = _keys(context, span)
    return Link(
        saying=say_attribution(attribution),
        who=context.source_words(attribution.id) or "",
        says=f"no evidence: {shorten(span.text, _LONGEST)}",
        keys=keys,
        ends=keys,
        doers=keys,
    )


def _read_known(context: Context, attribution: Attribution) -> Iterator[Link]:
    """Links that a source tells without reserve."""
    if attribution.stance not in _STANCES or attribution.source is None:
        return
    for span in attribution.content:
        for sentence in context.sentences_in(span):
            found = _KNOWN.search(sentence.text)
            if found is None or _is_reserved(sentence.text) or context.is_headline(sentence):
                continue
            stop = _END.search(sentence.text, found.end())
            last = stop.start() if stop else len(sentence.text)
            before, after = _part(sentence, 0, found.start()), _part(sentence, found.end(), last)
            ends, doers = _keys(context, after), _doers(context, before)
            says = shorten(_near(sentence.text, found.start()) + sentence.text[found.start() : last], _LONGEST)
            who = context.source_words(attribution.id) or ""
            saying = say_attribution(attribution)
            yield Link(saying=saying, who=who, says=says, keys=ends | doers, ends=ends, doers=doers)


def _near(text: str, end: int) -> str:
    """The last words before a link, so that a long sentence is told by them."""
    start = max(0, end - _BEFORE)
    return text[:end] if start == 0 else f"… {text[start:end].partition(' ')[2]}"


def _is_reserved(text: str) -> bool:
    """Whether a sentence denies, doubts or looks for what it tells."""
    return any(pattern("hedges", name).search(text) for name in ("negations", "words"))


def _part(sentence: Span, start: int, end: int) -> Span:
    at = sentence.start
    return Span(document=sentence.document, start=at + start, end=at + end, text=sentence.text[start:end])


def _keys(context: Context, span: Span) -> frozenset[str]:
    """Whom and what words name; "groups" and "others" name nobody."""
    named = set(context.entities_in(span))
    stems = content_stems(span.text)
    return frozenset(named | (stems - word_set("links", "anybody") - word_set("links", "words")))


def _doers(context: Context, before: Span) -> frozenset[str]:
    """The last person or body before a link, else the last words before it."""
    named = [e for e in context.entities_in(before) if context.entities[e].kind in ("person", "organisation", "group")]
    if named:
        return frozenset(named[-1:])
    last = [stem(word.text) for word in content_words(before.text)][-_SUBJECT:]
    return frozenset(last) - word_set("links", "anybody") - word_set("links", "words")


def _shared(context: Context, no: Link, yes: Link) -> tuple[str, str] | None:
    """To whom both links lead, and whose they are; None where they are not one link."""
    if no.saying.document == yes.saying.document or no.who == yes.who:
        return None
    stories = set(context.stories.get(no.saying.document, ()))
    if stories.isdisjoint(context.stories.get(yes.saying.document, ())):
        return None
    ends = sorted(no.keys & yes.ends, key=lambda key: (key not in context.entities, key))
    doers = sorted(yes.doers & no.keys, key=lambda key: (key not in context.entities, key))
    if not ends:
        return None
    if not doers and not (no.keys & set(context.entities)) - {e for e in no.keys if _is_end(context, e, ends)}:
        main = _main_person(context, no.saying.document)
        doers = [main] if main and main in yes.doers else []
    return (ends[0], doers[0]) if doers and doers[0] != ends[0] else None


def _is_end(context: Context, entity: str, ends: Sequence[str]) -> bool:
    """Whether an entity of a missing link is rather one to whom it leads: any but a person."""
    return entity in ends or (entity in context.entities and context.entities[entity].kind != "person")


def _main_person(context: Context, document: str) -> str | None:
    """Whom a report mentions most: a link that is nobody's is theirs."""
    told = Counter(
        {
            entity: sum(mention.document == document for mention in context.entities[entity].mentions)
            for entity in sorted(context.named_in[document])
            if context.entities[entity].kind == "person"
        }
    )
    return told.most_common(1)[0][0] if told else None


def _at_odds(context: Context, key: tuple[str, str], pairs: Sequence[tuple[Link, Link]]) -> Finding:
    sides = [list({link.saying.evidence: link for link in side}.values()) for side in zip(*pairs, strict=True)]
    end, doer = (context.entity_name(one) or one for one in key)
    told = [f"{name_reports(context, [one.saying for one in side])}: {_who(side)} — “{side[0].says}”" for side in sides]
    verdict = Verdict(
        kind="conflict",
        topic=f"Finding: links of {doer} with {end}",
        about=tuple(one for one in reversed(key) if one in context.entities),
        confidence=_CONFLICT,
        explanation=capitalise(
            f"{_who(sides[0])} found no evidence of a link that {_who(sides[1])} tells as known. {'. '.join(told)}."
        ),
    )
    positions = [
        make_position(context, f"{_who(side)}: {side[0].says}", [link.saying for link in side]) for side in sides
    ]
    return make_finding(verdict, positions)


def _who(side: Sequence[Link]) -> str:
    return join_words(sorted({link.who for link in side}))
