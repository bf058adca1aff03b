"""What a name names: a vote over everything one document shows of it."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from joindots.extract.names.lexicons import given_names, known_kinds, words
from joindots.extract.names.spans import NameSpan
from joindots.model import EntityKind
from joindots.parse import Parse

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
# Votes, in units of one mark by the tagger. Chosen by reading what the tagger gets wrong: a title before a name or an age
# after it is as good as certain, the name's own head word outweighs one or two marks, a common given name about one.
_LABEL_VOTES = {"PRODUCT": 0.4, "EVENT": 0.5, "WORK_OF_ART": 0.5, "LANGUAGE": 0.5}
_KNOWN_VOTE = 4.0
_TITLE_VOTE = 4.0
_AGE_VOTE = 4.0
_HEAD_VOTE = 2.5
_GIVEN_VOTE = 1.6
_RELATIVE_VOTE = 1.5
_ACRONYM_VOTE = 0.7
_PLACE_PREPOSITION_VOTE = 0.4
_SURNAME_VOTE = 3.0
_PART_VOTE = 1.1
_PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "outside"})
_ACRONYM_LENGTHS = range(2, 7)


def name_of(parse: Parse, span: NameSpan) -> str:
    """The name as written, white space folded."""
    return " ".join(parse.document.text[parse.tokens[span.first].start : parse.tokens[span.last - 1].end].split())


def vote_kinds(parse: Parse, spans: Sequence[NameSpan]) -> dict[str, EntityKind]:
    """The kind of every name, by its spelling."""
    votes: dict[str, Counter[EntityKind]] = defaultdict(Counter)
    for span in spans:
        name = name_of(parse, span)
        if span.label:
            votes[name][_LABEL_KINDS[span.label]] += _LABEL_VOTES.get(span.label, 1.0)
        _vote_context(parse, span, votes[name])
    for name, count in votes.items():
        _vote_spelling(name, count)
    _vote_parts(votes)
    return {name: _winner(count) for name, count in votes.items()}


def _vote_context(parse: Parse, span: NameSpan, votes: Counter[EntityKind]) -> None:
    tokens = parse.tokens
    if span.title < span.first or span.letters > span.last:
        votes["person"] += _TITLE_VOTE
    after = [t.text for t in tokens[span.last : span.last + 3]]
    if (
        len(after) == 3
        and after[0] == ","
        and after[1].isdigit()
        and len(after[1]) == 2
        and after[2] in {",", ".", ")"}
    ):
        votes["person"] += _AGE_VOTE
    if after[:2] == [",", "who"] or after[:2] == [",", "whose"]:
        votes["person"] += _RELATIVE_VOTE
    if span.first and tokens[span.first - 1].text.lower() in _PLACE_PREPOSITIONS:
        votes["place"] += _PLACE_PREPOSITION_VOTE


def _vote_spelling(name: str, votes: Counter[EntityKind]) -> None:
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
    elif parts[0].title() in given_names() and 1 < len(parts) < 4 and "&" not in parts and "and" not in parts:
        votes["person"] += _GIVEN_VOTE
    elif len(parts) == 1 and len(name) in _ACRONYM_LENGTHS and name.isupper():
        votes["organisation"] += _ACRONYM_VOTE


def _vote_parts(votes: Mapping[str, Counter[EntityKind]]) -> None:
    """Let a full name's kind count for its last and first part where they stand alone."""
    people = [name.split() for name, count in votes.items() if " " in name and _winner(count) == "person"]
    for parts in people:
        for part, weight in ((parts[-1], _SURNAME_VOTE), (parts[0], _PART_VOTE)):
            if part in votes and part not in known_kinds():
                votes[part]["person"] += weight


def _winner(votes: Counter[EntityKind]) -> EntityKind:
    if not votes:
        return "other"
    return min(votes, key=lambda kind: (-votes[kind], kind))
