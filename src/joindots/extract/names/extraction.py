"""From a parse to entities, step by step."""

from collections.abc import Iterable, Mapping, Sequence

from joindots.extract.names.abbreviations import find_bracketed, find_initials, find_short_forms
from joindots.extract.names.actors import find_actors
from joindots.extract.names.doubts import drop_doubtful
from joindots.extract.names.drafts import Draft
from joindots.extract.names.gazetteer import find_known
from joindots.extract.names.kinds import name_of, vote_kinds
from joindots.extract.names.people import (
    find_couples,
    find_relatives,
    gender_of,
    join_namesakes,
    merge_people,
    split_namesakes,
)
from joindots.extract.names.references import resolve_references
from joindots.extract.names.repeats import find_repeats
from joindots.extract.names.roles import find_roles
from joindots.extract.names.scenes import Scene
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
    spans = find_repeats(parse, find_known(parse, drop_doubtful(parse, find_spans(parse))))
    couples = {span.first: (span, full) for span, full in find_couples(parse, spans)}
    spans = sorted(
        [s for s in spans if s.first not in couples] + [s for s, _ in couples.values()], key=lambda s: s.first
    )
    kinds = vote_kinds(parse, spans)
    drafts = _draft(parse, spans, kinds)
    for span, full in couples.values():
        if (draft := drafts[name_of(parse, span)]).kind == "person":
            draft.full, draft.gender = full, gender_of(full)
    _add_roles(parse, spans, drafts)
    namesakes = split_namesakes(parse, drafts)
    groups = join_namesakes(_group(parse, spans, drafts), namesakes)
    scene = Scene(parse, groups)
    actors = find_actors(scene)
    for actor in actors:
        for first, last in list(actor.others):
            scene.add(actor, first, last, "nominal")
    groups += actors
    resolve_references(scene, groups)
    return tuple(sorted((draft.to_entity(parse) for draft in groups), key=lambda entity: entity.id))


def _draft(parse: Parse, spans: Sequence[NameSpan], kinds: Mapping[str, EntityKind]) -> dict[str, Draft]:
    """One draft a spelling."""
    drafts: dict[str, Draft] = {}
    for span in spans:
        name = name_of(parse, span)
        draft = drafts.setdefault(name, Draft(kind=kinds[name], spellings={name: []}))
        draft.spellings[name].append(span)
        if draft.kind == "person":
            title = parse.token_span(span.title, span.first).text if span.title < span.first else ""
            draft.gender = draft.gender or gender_of(name, title)
    return drafts


def _add_roles(parse: Parse, spans: Sequence[NameSpan], drafts: Mapping[str, Draft]) -> None:
    starts = {span.title: span for span in spans}
    for span in spans:
        draft = drafts[name_of(parse, span)]
        draft.roles.extend(find_roles(parse, span, draft.kind, starts))


def _group(parse: Parse, spans: Sequence[NameSpan], drafts: Mapping[str, Draft]) -> list[Draft]:
    """Put the spellings of one thing together."""
    people = {name: draft for name, draft in drafts.items() if draft.kind == "person"}
    others = {name: draft for name, draft in drafts.items() if draft.kind != "person"}
    grouped = merge_people(people, find_relatives(parse, spans, people))
    organisations = [name for name, draft in others.items() if draft.kind == "organisation"]
    pairs = [*find_bracketed(parse, spans), *find_initials(organisations), *find_short_forms(organisations)]
    return grouped + _merge_abbreviations(others, people, pairs)


def _merge_abbreviations(
    others: dict[str, Draft], people: Mapping[str, Draft], pairs: Iterable[tuple[str, str]]
) -> list[Draft]:
    """Join each short form to its long form, whose kind it takes."""
    owner = {name: draft for name, draft in others.items() if name not in people}
    for short, long in pairs:
        a, b = owner.get(short), owner.get(long)
        if a and b and a is not b:
            b.absorb(a)
            owner |= dict.fromkeys(a.spellings, b)
    return list({id(draft): draft for draft in owner.values()}.values())
