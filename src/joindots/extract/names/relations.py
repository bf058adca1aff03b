"""What the words that a name hangs together with tell of its kind: "sister of", "shares in", "the town of"."""

from collections.abc import Iterator

from joindots.extract.names.lexicons import words
from joindots.extract.names.spans import NameSpan
from joindots.model import EntityKind
from joindots.parse import Parse

# Votes in units of one mark by the tagger, see `kinds`. Each must outweigh one mark, not two and a head word.
_RELATED = 1.5
_NAMED = 3.6  # more than a mark and a head word together: "the governor, Neil Park"
_HELD = 3.0  # "Harley's chairman"
_CALLED_AFTER = 0.7  # "Old Pier tram station": a company has its tower too
_FIGHTING = 1.6  # "Free Tide rebels": more than one mark by the tagger, which knows no such names
_PLACES = frozenset({"GPE", "LOC", "FAC", "NORP"})  # "Arden rebels" are rebels there
_WHERE = frozenset({"neighboring", "neighbouring", "nearby", "northern", "southern", "eastern", "western", "rural"})
# A person or a company.
_EITHER = frozenset({"builder", "dealer", "investor", "owner", "partner", "sponsor", "winner"})
_EMPLOYING = frozenset({"employ", "acquire"})


def vote_relations(parse: Parse, span: NameSpan) -> dict[EntityKind, float]:
    """Votes of one mention for kinds, by what its head word hangs on and what hangs on it."""
    votes: dict[EntityKind, float] = {}
    for kind, weight in (*_read(parse, span.last - 1), *_called(parse, span), *_fought_for(parse, span)):
        votes[kind] = max(votes.get(kind, 0.0), weight)
    return votes


def _fought_for(parse: Parse, span: NameSpan) -> Iterator[tuple[EntityKind, float]]:
    """For "Free Tide rebels" and "members of the Free Tide"."""
    if span.label in _PLACES:
        return
    after = parse.tokens[span.last] if span.last < len(parse.tokens) else None
    name = parse.tokens[span.last - 1]
    governor = parse.tokens[parse.tokens[name.head].head] if name.dep == "pobj" else None
    before = after is not None and after.text.islower() and after.lemma in words("nouns", "fighters")
    before = before and after is not None and after.dep != "compound"  # not "F-16 fighter planes"
    of = governor is not None and governor.lemma in words("nouns", "fighters") and parse.tokens[name.head].text == "of"
    if before or of:
        yield "organisation", _FIGHTING


def _read(parse: Parse, name: int) -> Iterator[tuple[EntityKind, float]]:
    tokens = parse.tokens
    token, head = tokens[name], tokens[tokens[name].head]
    noun = head.lemma.lower()
    if token.dep == "poss" and noun in words("nouns", "relatives"):
        yield "person", _RELATED
    elif token.dep in {"poss", "compound"} and head.i > name and noun in words("nouns", "holdings"):
        yield "organisation", _HELD if token.dep == "poss" else _RELATED
    elif token.dep == "compound" and head.i > name and head.tag == "NN" and noun in words("nouns", "place_heads"):
        yield "place", _CALLED_AFTER
    elif token.dep == "pobj" and head.text in {"of", "in"}:
        governor = tokens[head.head]
        if governor.pos == "NOUN" and governor.lemma in words("nouns", "holdings"):
            yield "organisation", _RELATED
        elif head.text == "of" and governor.lemma in words("nouns", "homes"):
            yield "place", _RELATED
    elif token.dep == "nsubj" and noun in _EMPLOYING:
        yield "organisation", _RELATED
    if token.dep == "poss" and head.i > name and noun in words("nouns", "of_states"):
        yield "place", _RELATED
    yield from _appositions(parse, name)
    yield from _named(parse, name)


def _named(parse: Parse, name: int) -> Iterator[tuple[EntityKind, float]]:
    """For "The mayor, Bo Ray," and "the insurers, Harley Mutual": what is called by the name that follows it."""
    token, head = parse.tokens[name], parse.tokens[parse.tokens[name].head]
    if token.dep != "appos" or head.i > name or head.pos != "NOUN":
        return
    noun = head.lemma.lower()
    person = noun in words("nouns", "people", "relatives") and noun not in _EITHER
    body = noun in words("nouns", "organisations")
    if person and not body and head.tag == "NN":
        yield "person", _NAMED
    elif body and not person:
        yield "organisation", _NAMED


def _called(parse: Parse, span: NameSpan) -> Iterator[tuple[EntityKind, float]]:
    """For "the harbour pilot Bo Ray": what somebody is called directly before the name; for "a nurse from Arden"."""
    before = parse.tokens[span.title - 1] if span.title > 0 else None
    if before is None or before.sentence != parse.tokens[span.first].sentence:
        return
    if before.tag == "NN" and before.lemma in words("nouns", "people", "relatives"):
        yield "person", _RELATED
    from_there = before.text == "from" and parse.tokens[before.head].lemma in words("nouns", "people", "relatives")
    if from_there or before.text.lower() in _WHERE:
        yield "place", _RELATED


def _appositions(parse: Parse, name: int) -> Iterator[tuple[EntityKind, float]]:
    """For "Ann Lee, the harbour master," and "Ann Lee, Bo's sister,"."""
    for c in parse.children[name]:
        token = parse.tokens[c]
        if token.dep == "appos" and token.tag == "NN" and c > name:
            if token.lemma in words("nouns", "people", "relatives"):
                yield "person", _RELATED
            elif token.lemma in words("nouns", "organisations"):
                yield "organisation", _RELATED
