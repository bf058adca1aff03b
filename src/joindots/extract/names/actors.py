"""Actors without a name: police, prosecutors, "the report by" somebody named."""

from collections import defaultdict
from collections.abc import Iterator

from joindots.extract.names.drafts import Draft
from joindots.extract.names.lexicons import words
from joindots.extract.names.scenes import SUBJECTS, Scene
from joindots.model import EntityKind
from joindots.parse import Token

Range = tuple[int, int]

_NOUNS = frozenset({"NOUN", "PROPN"})
_BLAMING = frozenset({"accuse", "blame"})
_MEMBERS = frozenset({"member", "officer", "soldier", "unit"})
ACTOR_LISTS = ("actor_organisations", "actor_groups")


def find_actors(scene: Scene) -> list[Draft]:
    """One draft for every actor that is somewhere the subject of a clause, with all places that speak of it."""
    places: dict[tuple[str, EntityKind], list[Range]] = defaultdict(list)
    active = set()
    for token in scene.parse.tokens:
        actor = _read_actor(scene, token) if token.pos in _NOUNS else None
        if actor:
            name, kind, first = actor
            places[name, kind].append((first, token.i + 1))
            if _acts(scene, token):
                active.add((name, kind))
    drafts = [
        Draft(kind=kind, spellings={}, full=name, others=dict.fromkeys(ranges, "nominal"))
        for (name, kind), ranges in places.items()
        if (name, kind) in active
    ]
    return drafts + list(_find_texts(scene))


def _acts(scene: Scene, token: Token) -> bool:
    """Whether somebody acts, is blamed, or acts through members: "members of the armed forces raided"."""
    tokens = scene.parse.tokens
    above = tokens[token.head]
    if token.dep in SUBJECTS or (token.dep == "pobj" and above.text in {"to", "by"}):
        return True
    first = above if token.dep == "conj" else token  # "blamed the council and the police"
    if first.dep == "dobj" and tokens[first.head].lemma in _BLAMING:
        return True
    members = tokens[above.head]
    return above.text == "of" and members.lemma in _MEMBERS and members.dep in SUBJECTS


def _read_actor(scene: Scene, token: Token) -> tuple[str, EntityKind, int] | None:
    """Name, kind and first token of an actor that ends with a noun."""
    tokens, i = scene.parse.tokens, token.i
    if token.i in scene.owners or _goes_on(scene, i):
        return None
    word, first = token.text.lower(), i
    double = f"{tokens[i - 1].text.lower()} {word}" if i else ""
    if double in words("nouns", "actor_organisations") or _is_ministry(double):
        word, first = double, i - 1
    kind = _kind(word)
    if kind is None:
        return None
    # A people, a state or a force before it is part of the name: "Arden officials", "Port police".
    owner = scene.owners.get(first - 1)
    if owner and owner.kind in {"group", "place"} and tokens[first - 1].sentence == token.sentence:
        before = first - 1
        while scene.owners.get(before - 1) is owner and tokens[before - 1].sentence == token.sentence:
            before -= 1
        return scene.parse.token_span(before, i + 1).text, kind, before
    if owner and tokens[first - 1].dep == "compound":
        return None
    return ("MPs" if word == "mps" else word), kind, first


def _kind(word: str) -> EntityKind | None:
    if word in words("nouns", "actor_organisations") or _is_ministry(word):
        return "organisation"
    return "group" if word in words("nouns", "actor_groups") else None


def _is_ministry(name: str) -> bool:
    """Whether two words call a part of a government by its business: "interior ministry"."""
    business, _, body = name.partition(" ")
    return body in {"ministry", "department"} and business in words("nouns", "portfolios")


def _goes_on(scene: Scene, i: int) -> bool:
    """Whether the noun phrase goes on after token `i`: "police officer"."""
    tokens = scene.parse.tokens
    return i + 1 < len(tokens) and tokens[i].dep == "compound" and tokens[i].head > i


def _find_texts(scene: Scene) -> Iterator[Draft]:
    """A report with a named author, and where it is spoken of afterwards."""
    tokens = scene.parse.tokens
    found: dict[str, Draft] = {}
    for token in tokens:
        noun = token.lemma
        if token.pos != "NOUN" or noun not in words("nouns", "texts") or token.tag != "NN":
            continue
        author = _author(scene, token.i)
        if author:
            name = f"{noun} by {_article(author)}{author.name}"
            found.setdefault(noun, Draft(kind="other", spellings={}, full=name))
        if noun in found and (author or _is_definite(tokens, token.i)):
            found[noun].others[token.i, token.i + 1] = "nominal"
    yield from found.values()


def _author(scene: Scene, i: int) -> Draft | None:
    tokens = scene.parse.tokens
    if i + 2 >= len(tokens) or tokens[i + 1].text not in {"by", "from"}:
        return None
    first = i + 3 if tokens[i + 2].pos == "DET" and i + 3 < len(tokens) else i + 2
    author = scene.owners.get(first)
    return author if author and author.kind in {"person", "organisation"} else None


def _article(author: Draft) -> str:
    """The article of a name such as "Board of Trade"; other names do without."""
    return "the " if author.kind == "organisation" and " of " in f" {author.name} " else ""


def _is_definite(tokens: tuple[Token, ...], i: int) -> bool:
    return i > 0 and tokens[i - 1].text.lower() in {"the", "this"}
