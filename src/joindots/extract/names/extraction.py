"""From a parse to entities, step by step."""

from collections.abc import Mapping, Sequence

from joindots.extract.names.drafts import Draft
from joindots.extract.names.kinds import name_of, vote_kinds
from joindots.extract.names.people import gender_of, merge_people
from joindots.extract.names.spans import NameSpan, find_spans
from joindots.model import Entity, EntityKind, Observations
from joindots.parse import Parse


def extract_entities(parse: Parse, found: Observations) -> tuple[Entity, ...]:  # noqa: ARG001 - every extractor has this form
    """The people, organisations, places and groups a document names, and where it refers to them.

    Args:
        parse: The parsed document.
        found: What is known so far; this is the first extractor, so nothing.

    Returns:
        Sorted by id; ids are local to the document.
    """
    spans = find_spans(parse)
    kinds = vote_kinds(parse, spans)
    drafts = _group(_draft(parse, spans, kinds))
    return tuple(sorted((draft.to_entity(parse) for draft in drafts), key=lambda entity: entity.id))


def _draft(parse: Parse, spans: Sequence[NameSpan], kinds: Mapping[str, EntityKind]) -> dict[str, Draft]:
    """One draft a spelling."""
    drafts: dict[str, Draft] = {}
    for span in spans:
        name = name_of(parse, span)
        draft = drafts.setdefault(name, Draft(kind=kinds[name], spellings={name: []}))
        draft.spellings[name].append(span)
        if draft.kind == "person":
            title = parse.token_span(span.title, span.first).text if span.title < span.first else ""
            draft.gender = draft.gender or gender_of(name, [title])
            if span.title < span.first:
                draft.roles.append((span.title, span.first))
    return drafts


def _group(drafts: Mapping[str, Draft]) -> list[Draft]:
    people = merge_people({name: draft for name, draft in drafts.items() if draft.kind == "person"})
    return people + [draft for draft in drafts.values() if draft.kind != "person"]
