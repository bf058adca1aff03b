"""Who claims an incident, and what is said of a link."""

import re

from joindots.extract.clauses import clause_span
from joindots.extract.incidents.described import add_described, is_empty
from joindots.extract.incidents.named import is_next
from joindots.extract.incidents.values import Values
from joindots.extract.phrases import agents, children, prepositional, subject
from joindots.model import Observations, Span
from joindots.parse import Token

_CLAIMING = frozenset({"claim", "claiming"})
_OWNING_UP = frozenset({"accept", "acknowledge", "admit", "assume", "take"})  # "responsibility for the attack"
_DEED = frozenset({"responsibility", "credit"})
# What carries a claim and makes none: "leaflets claiming responsibility".
_MESSAGES = frozenset(
    {"leaflet", "communique", "statement", "message", "call", "caller", "letter", "note", "email", "video"}
)
_IT = frozenset({"it", "that", "this", "one", "attack"})  # "claimed it", "claimed that one too"
_NOBODY = frozenset({"no", "none", "nobody", "neither"})
_LINK = re.compile(
    r"\b(?:no|not|little|any|n[’']t)\b[^.;!?]{0,60}?\b(?:evidence|indication|sign|proof|link(?:ed|s)?|association)\b",
    re.IGNORECASE,
)
_LINKED = re.compile(
    r"\b(?:link(?:s|ed|ing)?|association|connect(?:ed|ion)|ties|orchestrated|directed|coordinated)\b", re.IGNORECASE
)


def find_claims(values: Values, tokens: list[int]) -> None:
    """Who claims responsibility: "claimed responsibility for the attack", "the attack, claimed by"."""
    parse, mine = values.parse, set(tokens)
    for token in parse.tokens:
        if token.lemma in _CLAIMING or (token.lemma in _OWNING_UP and token.pos == "VERB"):
            for head in _claimers(values, token, mine):
                if not is_empty(values, head):
                    add_described(values, "claimed_by", head)


def _claimers(values: Values, token: Token, mine: set[int]) -> list[int]:
    parse = values.parse
    takes = [*children(parse, token.i, "dobj"), *prepositional(parse, token.i, "of")]
    deeds = [o for o in takes if parse.tokens[o].lemma in _DEED]
    if deeds:
        near = range(parse.sentences[token.sentence].first, parse.sentences[token.sentence].last)
        deep = [j for o in (*deeds, token.i) for j in prepositional(parse, o, "for")]
        deep += [c for o in (*deeds, token.i) for p in children(parse, o, "prep") for c in children(parse, p, "pcomp")]
        if token.lemma in _OWNING_UP and not mine.intersection(deep):
            return []
        if not (mine.intersection(near) or is_next(values, token.sentence)) or not values.is_nearest(token.i):
            return []
        claimers = agents(parse, token.i) if token.pos == "VERB" else children(parse, token.i, "poss")
        messages = (parse.tokens[i].lemma.lower() in _MESSAGES for i in claimers)
        return [i for i, message in zip(claimers, messages, strict=True) if not message and not _is_nobody(values, i)]
    if token.lemma in _OWNING_UP:
        return []
    if token.pos == "VERB" and any(_is_deed(values, o, mine) for o in children(parse, token.i, "dobj")):
        return [i for i in agents(parse, token.i) if not _is_nobody(values, i)]
    by = [j for a in children(parse, token.i, "agent") for j in children(parse, a, "pobj")]
    one = subject(parse, token.i)
    claimed = {token.head} if token.dep in ("acl", "relcl") else {one}
    if one is not None and parse.tokens[one].text.lower() == "both":
        claimed = set(values.told_before(token.i)[-2:])
    return by if claimed & mine else []


def _is_deed(values: Values, i: int, mine: set[int]) -> bool:
    """Whether what is claimed is the deed: "claimed the attack", and of one told before "also claimed it"."""
    words = {values.parse.tokens[j].text.lower() for j in (i, *children(values.parse, i, "det"))}
    before = values.told_before(i)
    last = before[-1] in mine if before else is_next(values, values.parse.tokens[i].sentence)
    return i in mine or (words <= _IT and last)


def _is_nobody(values: Values, i: int) -> bool:
    """Whether nobody is meant: "no group", "neither the rebels nor any other group"."""
    parse = values.parse
    while parse.tokens[i].dep == "conj":
        i = parse.tokens[i].head
    words = {parse.tokens[j].text.lower() for j in (i, *children(parse, i, "det", "neg", "preconj"))}
    return not words.isdisjoint(_NOBODY)


def _with_cue(values: Values, content: Span, cue: Span | None) -> Span:
    """A content with the words that deny it, where they stand in the same sentence: "no evidence of" and "a link"."""
    if cue is None or values.parse.sentence_at(cue.start) != values.parse.sentence_at(content.start):
        return content
    return values.parse.span(min(cue.start, content.start), max(cue.end, content.end))


def find_link_findings(values: Values, found: Observations) -> None:
    """Statements that no link was found, as written."""
    for attribution in sorted(found.attributions, key=lambda a: a.id):
        if attribution.stance != "no_evidence":
            continue
        for content in attribution.content:
            if _LINKED.search(content.text):
                span = _with_cue(values, content, attribution.cue)
                values.add("link_finding", " ".join(span.text.split()), span, attribution.id)
    if values.values("link_finding"):
        return
    for sentence in values.parse.sentences:
        text = values.parse.document.text[sentence.start : sentence.end]
        match = _LINK.search(text)
        if match and _LINKED.search(text):
            i = values.parse.token_range(sentence.start + match.start(), sentence.end)[0]
            span = clause_span(values.parse, i, values.parse.token_span(i, i + 1))
            values.add("link_finding", " ".join(span.text.split()), span)
