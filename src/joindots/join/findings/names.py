"""One organisation under several names."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator

from joindots.join.findings.contexts import Context
from joindots.join.findings.verdicts import Saying, Verdict, make_finding, make_position
from joindots.join.findings.wordings import join_words
from joindots.model import Entity, Finding, Mention, Span
from joindots.text.normal import fold, words

_NAMED = 0.75
_SPELT_S = re.compile(r"is(?=ation|e\b|ed\b|ing\b)")  # organisation, organization
_SPELT_RE = re.compile(r"(?<=t)re(?=s?\b)")  # centre, center
_KINDS = frozenset({"organisation", "group"})


def find_names(context: Context) -> Iterator[Finding]:
    """For each organisation that reports call by different names: wording."""
    for entity in context.pile.entities:
        if entity.kind in _KINDS and entity.aliases:
            names = _names_used(entity)
            documents = {mention.document for mentions in names.values() for mention in mentions}
            if len(names) > 1 and len(documents) > 1 and not _all_use_all(names) and not _only_initials(names):
                yield _finding(context, entity, names)


def _names_used(entity: Entity) -> dict[str, list[Mention]]:
    """Names that are no shorter form of one another, with the mentions that use them."""
    known = {_key(name): name for name in (entity.name, *entity.aliases)}
    used: dict[str, list[Mention]] = defaultdict(list)
    for mention in entity.mentions:
        if mention.how == "name" and _key(mention.text) in known:
            used[known[_key(mention.text)]].append(mention)
    bags = {name: {word.text for word in words(name)} for name in used}
    return _by_spelling({n: used[n] for n in sorted(used) if not any(bags[n] < bag for bag in bags.values())})


def _by_spelling(names: dict[str, list[Mention]]) -> dict[str, list[Mention]]:
    """Names that differ only in dots, hyphens or the spelling of a house as one, by the commonest."""
    alike: dict[str, list[str]] = defaultdict(list)
    for name in names:
        plain = fold(name).replace(".", "").replace("-", " ")
        alike[_SPELT_S.sub("iz", _SPELT_RE.sub("er", plain))].append(name)
    found = {}
    for same in alike.values():
        commonest = max(same, key=lambda name: (len(names[name]), name))
        found[commonest] = sorted((m for name in same for m in names[name]), key=lambda m: (m.document, m.start))
    return {name: found[name] for name in sorted(found)}


def _key(name: str) -> str:
    return fold(" ".join(name.split())).removeprefix("the ").removesuffix("'s").removesuffix("'")


def _all_use_all(names: dict[str, list[Mention]]) -> bool:
    """Whether each report uses each name: then there is nothing to reconcile."""
    return len({frozenset(mention.document for mention in mentions) for mentions in names.values()}) == 1


def _only_initials(names: Collection[str]) -> bool:
    """Whether all but the longest name are its initials: every reader sees that they are one."""
    longest = max(names, key=lambda name: (len(name), name))
    initials = "".join(letter for letter in longest if letter.isupper())
    return all(name == longest or name.replace(".", "") in initials for name in names)


def _finding(context: Context, entity: Entity, names: dict[str, list[Mention]]) -> Finding:
    positions, told = [], []
    for name, mentions in names.items():
        first = {mention.document: mention for mention in reversed(mentions)}  # the first in each report
        sayings = [
            Saying(evidence=(Span(document=m.document, start=m.start, end=m.end, text=m.text),), records=(entity.id,))
            for _, m in sorted(first.items())
        ]
        positions.append(make_position(context, name, sayings))
        told.append(f"“{name}” in {join_words(sorted({context.label(document) for document in first}))}")
    verdict = Verdict(
        kind="wording",
        topic=f"Name: {entity.name}",
        about=(entity.id,),
        confidence=_NAMED,
        explanation=f"One and the same under several names: {'; '.join(told)}.",
    )
    return make_finding(verdict, positions)
