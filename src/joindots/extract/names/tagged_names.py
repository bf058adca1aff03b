"""Names in languages other than English: what the pipeline marks, tidied; no English word list is asked."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from joindots.extract.names.drafts import Draft
from joindots.extract.names.kinds import name_of
from joindots.extract.names.lexicons import forms_of_address, known_kinds
from joindots.extract.names.people import merge_people
from joindots.extract.names.runs import sentence_shapes
from joindots.extract.names.spans import NameSpan
from joindots.model import Entity, EntityKind, Observations
from joindots.parse import Parse, TaggedName, Token

_KINDS: Final[dict[str, EntityKind]] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
}
_LEAST_LETTERS = 2  # of a name; single letters are initials of something else


def extract_tagged_names(parse: Parse, found: Observations) -> tuple[Entity, ...]:  # noqa: ARG001 - every extractor has this form
    """The people, organisations, places and groups that a pipeline marks in a document.

    Only names are read, no descriptions and pronouns: which of them refer to whom is a matter of each language. Of the
    marks, those are left out whose kind is miscellaneous, which are no names by their parts of speech, or which stand
    in a line of capitals.

    Args:
        parse: The parsed document.
        found: What is known so far; this is the first extractor, so nothing.

    Returns:
        Sorted by id; ids are local to the document.
    """
    spans = _find_spans(parse)
    kinds = _vote_kinds(parse, spans)
    drafts: dict[str, Draft] = {}
    for span in spans:
        name = name_of(parse, span)
        drafts.setdefault(name, Draft(kind=kinds[name], spellings={name: []})).spellings[name].append(span)
    people = {name: draft for name, draft in drafts.items() if draft.kind == "person"}
    groups = merge_people(people, {}) + [draft for draft in drafts.values() if draft.kind != "person"]
    return tuple(sorted((draft.to_entity(parse) for draft in groups), key=lambda entity: entity.id))


def _find_spans(parse: Parse) -> list[NameSpan]:
    """The marks that are names by their words, and those that repeat the last word of one."""
    marked = list(_tidy(parse))
    last_words = {parse.tokens[span.last - 1].text for span in marked if _is_name(parse, span)}
    return [span for span in marked if _is_name(parse, span) or name_of(parse, span) in last_words]


def _tidy(parse: Parse) -> Iterator[NameSpan]:
    shapes = sentence_shapes(parse)
    for name in parse.names:
        if name.label in _KINDS and shapes[parse.tokens[name.first].sentence] != "capitals":
            first, last = _trim(parse, name)
            if first < last:
                yield NameSpan(first=first, last=last, label=name.label, title=first, letters=last)


def _trim(parse: Parse, name: TaggedName) -> tuple[int, int]:
    """The mark without the words before the first capital, a form of address, and marks at its end."""
    first, last = name.first, name.last
    address = forms_of_address(parse.language)
    while first < last and (_is_small(parse.tokens[first]) or _bare(parse.tokens[first]) in address):
        first += 1
    while first < last and not parse.tokens[last - 1].text[-1].isalnum():
        last -= 1
    return first, last


def _is_small(token: Token) -> bool:
    """Whether a token does not begin as a name does; letters of a script without case do."""
    return not token.text[0].isalpha() or token.text[0].islower()


def _bare(token: Token) -> str:
    return token.text.replace(".", "").lower()


def _is_name(parse: Parse, span: NameSpan) -> bool:
    """Whether a proper noun is in it, or it has several words and begins no sentence."""
    tokens = parse.tokens[span.first : span.last]
    if sum(c.isalpha() for token in tokens for c in token.text) < _LEAST_LETTERS:
        return False
    begins = parse.sentences[tokens[0].sentence].first == span.first
    return any(token.pos == "PROPN" for token in tokens) or (len(tokens) > 1 and not begins)


def _vote_kinds(parse: Parse, spans: Sequence[NameSpan]) -> Mapping[str, EntityKind]:
    """The kind of every spelling: as everybody knows it, else as it is marked most often; a surname is a person's."""
    votes: dict[str, Counter[EntityKind]] = defaultdict(Counter)
    for span in spans:
        votes[name_of(parse, span)][_KINDS[span.label]] += 1
    kinds = {name: known_kinds().get(name) or _winner(count) for name, count in votes.items()}
    surnames = {name.split()[-1] for name, kind in kinds.items() if kind == "person" and " " in name}
    return kinds | dict.fromkeys(surnames & kinds.keys() - known_kinds().keys(), "person")


def _winner(votes: Counter[EntityKind]) -> EntityKind:
    return min(votes, key=lambda kind: (-votes[kind], kind))
