"""Who claims an incident, and what is said of a link."""

import re

from joindots.extract.clauses import clause_span
from joindots.extract.incident_values import Values
from joindots.extract.phrases import agents, children
from joindots.model import Observations

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
        if token.lemma not in ("claim", "claiming"):
            continue
        if any(parse.tokens[o].lemma == "responsibility" for o in children(parse, token.i, "dobj")):
            near = range(parse.sentences[token.sentence].first, parse.sentences[token.sentence].last)
            doers = agents(parse, token.i) if mine.intersection(near) else []
        elif token.dep in ("acl", "relcl") and token.head in mine:
            doers = [j for a in children(parse, token.i, "agent") for j in children(parse, a, "pobj")]
        else:
            continue
        for head in doers:
            values.add_words("claimed_by", head)


def find_link_findings(values: Values, found: Observations) -> None:
    """Statements that no link was found, as written."""
    for attribution in sorted(found.attributions, key=lambda a: a.id):
        if attribution.stance != "no_evidence":
            continue
        for span in attribution.content:
            if _LINKED.search(span.text):
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
