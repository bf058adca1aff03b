"""What a name names: a vote over everything one document shows of it."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from joindots.extract.names.lexicons import countries, given_names, known_kinds, words
from joindots.extract.names.relations import vote_relations
from joindots.extract.names.spans import NameSpan
from joindots.extract.names.tables import is_dated, is_team
from joindots.model import EntityKind
from joindots.parse import Parse

Votes = dict[EntityKind, float]

_LABEL_KINDS: dict[str, EntityKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
    "LANGUAGE": "group",
    "EVENT": "other",
    "WORK_OF_ART": "other",
    "LAW": "other",
    "PRODUCT": "other",
}
# Votes, in units of one mark by the tagger. Chosen by reading what the tagger gets wrong: a title before a name or an
# age after it is as good as certain, the name's own head word outweighs one or two marks, a common given name about
# one. With them strict F1 on the names of ../shared/bench rose from .59 to .71 (conll).
_LABEL_VOTES = {"PRODUCT": 0.4, "EVENT": 0.5, "WORK_OF_ART": 0.5, "LANGUAGE": 0.5}
_KNOWN_VOTE = 4.0
_TITLE_VOTE = 4.0
_AGE_VOTE = 4.0
_HEAD_VOTE = 2.5
_NOUN_VOTE = 2.0
_GIVEN_VOTE = 1.6
_RELATIVE_VOTE = 1.5
_ACRONYM_VOTE = 1.2
_DATELINE_VOTE = 2.0
_EVENT_VOTE = 1.2
_PLACE_PREPOSITION_VOTE = 1.1
_SURNAME_VOTE = 6.0
_PART_VOTE = 1.1
_LISTED_VOTE = 0.7
_TEAM_VOTE = 7.5  # outvotes a city that everybody knows; states stay what they are
_INITIAL_VOTE = 1.6
_FROM_VOTE = 1.4
_INITIAL = re.compile(r"[A-Z]\.(?:[A-Z]\.)?")
_COMPANIES = frozenset({"ag", "co", "corp", "corporation", "gmbh", "holdings", "inc", "llc", "ltd", "plc"})
_DASHES = frozenset({"-", "--", "–", "—"})
_STOPS = frozenset({".", "!", "?", '"'})
_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss"})
_AGE_TOKENS = 5  # "25", "-", "year", "-", "old"
_DATELINE_REACH = 5  # tokens after the place in which the dash stands
_PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "outside"})
_ACRONYM_LENGTHS = range(2, 7)
_PERSON_NAME_WORDS = range(2, 4)


def name_of(parse: Parse, span: NameSpan) -> str:
    """The name as written, white space folded."""
    return " ".join(parse.document.text[parse.tokens[span.first].start : parse.tokens[span.last - 1].end].split())


def vote_kinds(parse: Parse, spans: Sequence[NameSpan]) -> dict[str, EntityKind]:
    """The kind of every name, by its spelling."""
    votes: dict[str, Votes] = defaultdict(lambda: defaultdict(float))
    for span in spans:
        count = votes[name_of(parse, span)]
        if span.label:
            count[_LABEL_KINDS[span.label]] += _LABEL_VOTES.get(span.label, 1.0)
        _vote_before(parse, span, count)
        _vote_after(parse, span, count)
        for kind, weight in vote_relations(parse, span).items():
            count[kind] += weight
    for name, count in votes.items():
        _vote_spelling(name, count)
        if name.removeprefix("The ") == (parse.document.publisher or "").removeprefix("The "):
            count["organisation"] += _KNOWN_VOTE
    _vote_lists(parse, spans, votes)
    _vote_parts(votes)
    return {name: _winner(count) for name, count in votes.items()}


def _vote_before(parse: Parse, span: NameSpan, votes: Votes) -> None:
    if span.title < span.first or span.letters > span.last:
        votes["person"] += _TITLE_VOTE
    if _is_dateline(parse, span) or is_dated(parse, span.first, span.last):
        votes["place"] += _DATELINE_VOTE
    elif _is_team(parse, span):
        votes["organisation"] += _TEAM_VOTE
    if not span.first:
        return
    token = parse.tokens[span.first - 1]
    alone = parse.tokens[span.last - 1].dep not in _MODIFIERS  # not "a 25-year-old Quayside man"
    if alone and token.text.lower() == "old" and _is_age(parse, span.first - _AGE_TOKENS):
        votes["person"] += _AGE_VOTE
    if token.lemma in _PLACE_PREPOSITIONS and _is_inside(parse, span, token.head):
        votes["place"] += _PLACE_PREPOSITION_VOTE
    elif token.pos == "NOUN" and token.lemma in words("nouns", "people"):
        votes["person"] += _NOUN_VOTE
    elif token.pos == "NOUN" and token.lemma in words("nouns", "organisations"):
        votes["organisation"] += _NOUN_VOTE


def _is_age(parse: Parse, first: int) -> bool:
    """Whether an age of five tokens begins at a token: "25-year-old"."""
    words = [token.text.lower() for token in parse.tokens[max(0, first) : max(0, first) + _AGE_TOKENS]]
    return words[1:] in (["-", "year", "-", "old"], ["-", "month", "-", "old"])


def _is_team(parse: Parse, span: NameSpan) -> bool:
    """Whether a table shows a name with its points; a state stays a state, and a player a player."""
    text = name_of(parse, span)
    first = parse.tokens[span.first].text
    if text.title() in countries() or first.title() in given_names() or _INITIAL.fullmatch(first):
        return False
    return is_team(parse, span.first, span.last)


def _is_inside(parse: Parse, span: NameSpan, governor: int) -> bool:
    """Whether something is in what is named, not invested in it."""
    return parse.tokens[span.last - 1].dep == "pobj" and parse.tokens[governor].lemma not in words("nouns", "holdings")


def _is_dateline(parse: Parse, span: NameSpan) -> bool:
    """Whether a name is set in capitals at the start of a paragraph, or of what a title on the same line precedes.

    Such as "PORT ELLIS, Arden - ", and "Pier falls. PORT ELLIS -- ".
    """
    tokens = parse.tokens
    after = tokens[span.last : span.last + _DATELINE_REACH]
    if not after or not all(t.text.isupper() for t in tokens[span.first : span.last]):
        return False
    if after[0].text not in {",", "(", *_DASHES}:
        return False
    before = tokens[span.first - 1] if span.first else None
    if before is None or "\n" in parse.document.text[before.end : tokens[span.first].start]:
        return True
    return before.text in _STOPS and any(t.text in _DASHES for t in after)


def _vote_after(parse: Parse, span: NameSpan, votes: Votes) -> None:
    after = parse.tokens[span.last : span.last + 3]
    if after and after[0].pos == "NOUN" and after[0].text.islower():
        _vote_noun_after(after[0].lemma, votes)
    if len(after) < 3:
        return
    if after[0].text == ",":
        digits = len(after[1].text) if after[1].text.isdigit() else 0
        full = span.last - span.first > 1  # one digit after a single name may be anything
        aged = (digits == 2 or (digits == 1 and full)) and after[2].text in {",", ".", ")"}
        if aged or (after[1].text in {"a", "an"} and _is_age(parse, span.last + 2)):
            votes["person"] += _AGE_VOTE
        elif after[1].text in {"who", "whose"}:
            votes["person"] += _RELATIVE_VOTE
    elif after[0].text == "(" and after[2].text == ")" and after[1].text in countries():
        votes["person"] += _FROM_VOTE * (span.last - span.first in _PERSON_NAME_WORDS)


def _vote_noun_after(noun: str, votes: Votes) -> None:
    if noun in words("nouns", "divisions"):
        votes["place"] += _NOUN_VOTE
    elif noun in words("nouns", "organisations") and noun not in words("nouns", "local"):
        votes["organisation"] += _NOUN_VOTE
    elif noun in words("nouns", "local", "events"):
        votes["place"] += _EVENT_VOTE


def _vote_spelling(name: str, votes: Votes) -> None:
    parts = name.split()
    known = known_kinds().get(name) or (known_kinds().get(name.title()) if name.isupper() else None)
    if known:
        votes[known] += _KNOWN_VOTE
        return
    head, first = parts[-1].lower().rstrip("."), parts[0].lower()
    if "of" in parts[1:-1]:
        head = parts[parts.index("of", 1) - 1].lower()
    if head in words("nouns", "organisation_heads"):
        votes["organisation"] += _HEAD_VOTE
    elif head in words("nouns", "place_heads") or (first in words("nouns", "place_starts") and len(parts) > 1):
        votes["place"] += _HEAD_VOTE
    elif head in words("nouns", "other_heads"):
        votes["other"] += _HEAD_VOTE
    elif first in words("nouns", "organisation_starts") and len(parts) > 1:
        votes["organisation"] += _HEAD_VOTE
    elif (
        parts[0].partition("-")[0].title() in given_names()
        and len(parts) in _PERSON_NAME_WORDS
        and not {"&", "and"} & set(parts)
    ):
        votes["person"] += _GIVEN_VOTE
    elif _INITIAL.fullmatch(parts[0]) and len(parts) in _PERSON_NAME_WORDS:
        votes["person"] += _INITIAL_VOTE
    elif len(parts) == 1 and len(name) in _ACRONYM_LENGTHS and name.isupper() and name.isalpha():
        votes["organisation"] += _ACRONYM_VOTE


def _vote_lists(parse: Parse, spans: Sequence[NameSpan], votes: Mapping[str, Votes]) -> None:
    """Let a full name in a list be a person where the name before it is one: "Ann Lee, Bo Ray and Eve Orr"."""
    people = {s.last - 1 for s in spans if s.last - s.first > 1 and _winner(votes[name_of(parse, s)]) == "person"}
    for span in spans:
        token = parse.tokens[span.last - 1]
        if token.dep in {"conj", "appos"} and token.head in people and span.last - span.first in _PERSON_NAME_WORDS:
            votes[name_of(parse, span)]["person"] += _LISTED_VOTE


def _vote_parts(votes: Mapping[str, Votes]) -> None:
    """Let a full name's kind count for a part of it that stands alone: a surname, the place a bridge is named for."""
    full = [(name.split(), _winner(count)) for name, count in votes.items() if " " in name]
    for parts, kind in full:
        if kind == "person":
            weights = {parts[0]: _PART_VOTE, parts[-1]: _SURNAME_VOTE}
        elif kind == "place":
            weights = {parts[0]: _PART_VOTE}
        elif kind == "organisation" and parts[-1].lower().rstrip(".") in _COMPANIES:
            weights = {parts[0]: _HEAD_VOTE}
        else:
            continue
        for part, weight in weights.items():
            for spelling in (part, part.upper()):
                if spelling in votes and spelling not in known_kinds():
                    votes[spelling][kind] += weight


def _winner(votes: Votes) -> EntityKind:
    """The kind with most votes; what nobody marks is `other`."""
    return min(votes, key=lambda kind: (-votes[kind], kind)) if votes else "other"
