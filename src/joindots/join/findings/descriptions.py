"""What people are besides their posts: another work or origin in other reports, and other words for one person."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from joindots.join.findings.contexts import Context
from joindots.join.findings.lexicons import word_set
from joindots.join.findings.roles import read_post
from joindots.join.findings.verdicts import Saying, Verdict, count_independent, make_finding, make_position
from joindots.join.findings.wordings import join_words
from joindots.model import Entity, Finding, FindingKind, Role, Span
from joindots.text.normal import stem, words

_CONFLICT = 0.55  # one may have changed work, or have two passports
_WORDED = 0.55
_MOST = 3
"""Descriptions beyond which somebody is in everybody's mouth, and no two of them are of interest."""
_PHRASE_END = re.compile(r"\s(?:of|at|for|in|with|who|to|from|on|whose|by)\b|,")
_FROM = re.compile(r"\sfrom\s(?:the\s)?(?P<place>[A-Z][\w’'-]{1,24}(?:\s[A-Z][\w’'-]{1,24}){0,2})")
_BORN = re.compile(r"-born\b", re.IGNORECASE)
_ORIGIN = re.compile(r"[A-Z][a-z]{1,20}(?:ish|ian|ean|[b-df-hj-np-tv-z]an|ese|ch|aqi|ani|ali|emi|eli|ss|eek|ai)")


def find_descriptions(context: Context) -> Iterator[Finding]:
    """For each person without a post: another work, another origin, or other words, in different reports."""
    for entity in context.pile.entities:
        if entity.kind != "person" or len(entity.roles) < 2:
            continue
        roles = [role for role in entity.roles if role.evidence and _head(role)]
        if any(read_post(role.text) for role in entity.roles):
            continue
        yield from _judge(context, entity, roles)


def _judge(context: Context, entity: Entity, roles: Sequence[Role]) -> Iterator[Finding]:
    works = _by(roles, {role.text: _work(role) for role in roles})
    origins = _by(roles, {role.text: _origin(role) for role in roles})
    if _are_rivals(context, works):
        yield _differ(context, entity, works, "work")
    elif _are_rivals(context, origins):
        yield _differ(context, entity, origins, "origin")
    elif (both := _by(roles, {role.text: _work_and_home(role) for role in roles})) and _are_rivals(context, both):
        yield from [_differ(context, entity, both, "work and home")] if _differ_in_both(list(both)) else []
    else:
        told = _by(roles, {role.text: None if role.text.endswith(".") else _head(role) for role in roles})  # not "Rep."
        if 1 < len(told) <= _MOST and _are_told_apart(told):
            yield _reword(context, entity, told)


def _by(roles: Sequence[Role], keys: Mapping[str, str | None]) -> dict[str, list[Role]]:
    found: dict[str, list[Role]] = defaultdict(list)
    for role in roles:
        if key := keys[role.text]:
            found[key].append(role)
    return {key: found[key] for key in sorted(found)}


def _phrase(role: Role) -> list[str]:
    return [word.text for word in words(_PHRASE_END.split(role.text, maxsplit=1)[0])]


def _head(role: Role) -> str | None:
    """The noun of a description, None where it tells only what somebody did or suffered ("the attacker")."""
    phrase = _phrase(role)
    head = stem(phrase[-1]) if phrase else None
    return None if head is None or head in word_set("people", "parts") else head


def _work(role: Role) -> str | None:
    """What somebody works as; none for former work, that leaves room for other work."""
    phrase = _phrase(role)
    if not phrase or not word_set("people", "over").isdisjoint(phrase):
        return None
    head = stem(phrase[-1])
    return head if head in word_set("people", "works") else None


def _work_and_home(role: Role) -> str | None:
    """What somebody works or worked as, and where he is from; None where one is left out."""
    phrase = _phrase(role)
    head = stem(phrase[-1]) if phrase else ""
    home = _FROM.search(role.text)
    return f"{head} {home['place']}" if home and head in word_set("people", "works") else None


def _differ_in_both(keys: Sequence[str]) -> bool:
    """Whether two tell other work and another home: a village and its town are both home to one teacher."""
    one, other = (key.split(" ", maxsplit=1) for key in keys)
    return one[0] != other[0] and one[1] not in other[1] and other[1] not in one[1]


def _origin(role: Role) -> str | None:
    """Whence somebody comes, as an adjective before the noun; "European" and "Christian" take in many."""
    if _BORN.search(role.text):
        return None  # born there, and of another country now
    phrase = [word for word in _PHRASE_END.split(role.text, maxsplit=1)[0].split() if "-" not in word]
    found = [word.lower() for word in phrase[:-1] if _ORIGIN.fullmatch(word)]
    return found[0] if len(found) == 1 and found[0] not in word_set("people", "wider") else None


def _documents(roles: Sequence[Role]) -> set[str]:
    return {span.document for role in roles for span in role.evidence}


def _are_told_apart(told: Mapping[str, Sequence[Role]]) -> bool:
    """Whether each of several is told by reports that tell no other."""
    documents = [_documents(roles) for roles in told.values()]
    return sum(len(one) for one in documents) == len(set().union(*documents))


def _are_rivals(context: Context, told: Mapping[str, Sequence[Role]]) -> bool:
    """Whether two exclude each other: each told by reports of its own."""
    if len(told) != 2 or not _are_told_apart(told):
        return False
    return count_independent(context, [saying for roles in told.values() for saying in _sayings(roles, "")]) > 1


def _sayings(roles: Sequence[Role], record: str) -> list[Saying]:
    spans: dict[str, list[Span]] = defaultdict(list)
    for role in roles:
        for span in role.evidence:
            spans[span.document].append(span)
    return [Saying(evidence=tuple(sorted(spans[d])), records=(record,)) for d in sorted(spans)]


def _differ(context: Context, entity: Entity, told: Mapping[str, Sequence[Role]], what: str) -> Finding:
    text = f"Reports differ on the {what} of {entity.name}: {_tell(context, told)}. Nothing says why they differ."
    return _finding(context, entity, told, ("conflict", _CONFLICT, text))


def _reword(context: Context, entity: Entity, told: Mapping[str, Sequence[Role]]) -> Finding:
    text = f"Reports describe {entity.name} in different words: {_tell(context, told)}."
    return _finding(context, entity, told, ("wording", _WORDED, text))


def _tell(context: Context, told: Mapping[str, Sequence[Role]]) -> str:
    return "; ".join(
        f"“{roles[0].text}” in {join_words(sorted({context.dated_label(d) for d in _documents(roles)}))}"
        for roles in told.values()
    )


def _finding(
    context: Context, entity: Entity, told: Mapping[str, Sequence[Role]], verdict: tuple[FindingKind, float, str]
) -> Finding:
    kind, sure, text = verdict
    positions = [make_position(context, roles[0].text, _sayings(roles, entity.id)) for roles in told.values()]
    return make_finding(
        Verdict(kind=kind, topic=f"Role: {entity.name}", about=(entity.id,), confidence=sure, explanation=text),
        positions,
    )
