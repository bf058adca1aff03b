"""Posts: one that changed hands or rank over time, and one person under two titles at once."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from msgspec import Struct

from joindots.join.findings.contexts import Context
from joindots.join.findings.lexicons import pattern, word_set
from joindots.join.findings.verdicts import Saying, Verdict, make_finding, make_position
from joindots.join.findings.wordings import join_words
from joindots.model import Entity, Finding, FindingKind, Position, Role, Span
from joindots.text.normal import stem, words

_CHANGED = 0.75
_CHANGED_SAID = 0.9  # the report itself tells of the change
_LEFT = 0.5  # only "former" is new: some reports leave it out
_TWO_TITLES = 0.7
_APART_DAYS = 28
"""Days between two reports from which a different rank is taken for a change, not for another way to say it."""
_PAST = re.compile(r"\b(?:from|in|until|till|between)\s(?:\w+\s)?\d{4}\b|\b\d{4}\b")
_PHRASE_END = re.compile(r"\s{1,9}(?:of|at|for|in|with|who|to)\b|,")


class Post(Struct, frozen=True, kw_only=True):
    """A post as sources give it.

    Attributes:
        head: What sort of post, such as `commissioner`.
        rank: The words of rank before it, in order, such as `("deputy", "assistant")`.
        text: As first written.
        evidence: Where, in order.
    """

    head: str
    rank: tuple[str, ...]
    text: str
    evidence: tuple[Span, ...]


def find_roles(context: Context) -> Iterator[Finding]:
    """For each person: posts of one sort in different ranks."""
    given = _give_to_named(context)
    for entity in context.pile.entities:
        roles = given.get(entity.id, [])
        if len(roles) < 2:
            continue
        by_head: dict[str, list[Role]] = defaultdict(list)
        for role in roles:
            if role.evidence and (found := read_post(role.text)) and not _is_of_another_time(role):
                by_head[found[0]].append(role)
        posts = {head: _posts(head, by_head[head]) for head in sorted(by_head)}
        for same in posts.values():
            if len(same) > 1:
                yield from _judge(context, entity, same)
        if len(posts) > 1 and all(len(same) == 1 for same in posts.values()):
            yield from _moved_on(context, entity, [post for same in posts.values() for post in same])


def _is_of_another_time(role: Role) -> bool:
    """Whether a report tells of a post that was held when something else happened: "then chief executive"."""
    said = {word.text for word in words(role.text)}
    return not said.isdisjoint(word_set("posts", "past")) or _PAST.search(role.text) is not None


def _give_to_named(context: Context) -> dict[str, list[Role]]:
    """Person to roles; of "named Ann Lee minister" the role is Lee's, whoever did the naming."""
    found: dict[str, list[Role]] = defaultdict(list)
    for entity in context.pile.entities:
        if entity.kind != "person":
            continue
        for role in entity.roles:
            moved = _named_first(context, role) if role.evidence else None
            if moved is None or moved[0] == entity.id:
                found[entity.id].append(role)
            else:
                found[moved[0]].append(moved[1])
    return found


def _named_first(context: Context, role: Role) -> tuple[str, Role] | None:
    """The person whose name begins a role, and the rest of it."""
    span = role.evidence[0]
    for entity in context.entities_in(span):
        for mention in context.entities[entity].mentions:
            begins = mention.document == span.document and mention.start == span.start and mention.end < span.end
            if begins and mention.how == "name" and context.entities[entity].kind == "person":
                rest = context.trim(span.document, mention.end, span.end)
                return entity, Role(text=rest.text, evidence=(rest,))
    return None


def _posts(head: str, roles: Sequence[Role]) -> list[Post]:
    """The posts of one head, told apart by rank and by what they are over ("energy", "environment").

    A title that leaves out what the post is over, or a part of it, is the one post that it can be.
    """
    over = {role.text: _over(role.text) for role in roles}
    found: dict[tuple[tuple[str, ...], frozenset[str]], list[Role]] = defaultdict(list)
    for role in roles:
        post = read_post(role.text)
        whole = {other for other in over.values() if over[role.text] < other}
        widest = {one for one in whole if not any(one < other for other in whole)} or {over[role.text]}
        if post and len(widest) == 1:
            found[post[1], next(iter(widest))].append(role)
    return [_post(head, key[0], found[key]) for key in sorted(found, key=lambda key: (key[0], sorted(key[1])))]


def _over(text: str) -> frozenset[str]:
    """What a post is over: what of that stands between its rank and its head."""
    phrase = [word.text for word in words(_PHRASE_END.split(text, maxsplit=1)[0])]
    return frozenset(map(stem, frozenset(phrase[:-1]) & word_set("posts", "portfolios") - word_set("posts", "ranks")))


def read_post(text: str) -> tuple[str, tuple[str, ...]] | None:
    """Head and rank of a role, or None where it is no post that one holds: "deputy chief of the port"."""
    phrase = _PHRASE_END.split(text, maxsplit=1)[0]
    found = [word.text for word in words(phrase)]
    if not found or found[-1] not in word_set("posts", "heads"):
        return None
    courtesy = word_set("posts", "courtesy")
    if found[-1] in word_set("posts", "addressed"):
        courtesy |= {"lieutenant", "major"}
    return found[-1], tuple(word for word in found[:-1] if word in word_set("posts", "ranks") - courtesy)


def _post(head: str, rank: tuple[str, ...], roles: Sequence[Role]) -> Post:
    evidence = sorted({span for role in roles for span in role.evidence})
    return Post(head=head, rank=rank, text=" ".join(roles[0].text.split()), evidence=tuple(evidence))


def _judge(context: Context, entity: Entity, posts: Sequence[Post]) -> Iterator[Finding]:
    """Change where the ranks follow one another in time, scope where one report, or reports of one time, give both."""
    if len(posts) == 2 and not all(_days(context, post) for post in posts):
        yield from _left(context, entity, posts)
        return
    dated = [(days[0], days[-1], post) for post in posts if (days := _days(context, post))]
    dated.sort(key=lambda item: (item[0], item[1], item[2].rank, item[2].text))
    steps = [(a, b) for a, b in pairwise(dated) if _days_between(a[1], b[0]) >= _APART_DAYS]
    told = [(a, b) for a, b in pairwise(dated) if a[0] < b[0] and a[1] <= b[1] and _telling(context, [b[2]])]
    if len(dated) == len(posts) and len(posts) - 1 in (len(steps), len(told)):
        yield _changed(context, entity, [post for _, _, post in dated])
        return
    together = [post for post in posts if _documents(post) & {d for p in posts if p is not post for d in _documents(p)}]
    if len(together) > 1:
        yield _two_titles(context, entity, together)


def _left(context: Context, entity: Entity, posts: Sequence[Post]) -> Iterator[Finding]:
    """A post beside a former one of the same rank, in reports of which one has no date: which came later, it says."""
    over = word_set("posts", "over")
    gone = [post for post in posts if not over.isdisjoint(post.rank)]
    held = [post for post in posts if over.isdisjoint(post.rank)]
    courtesy = all(span.text.casefold() == post.head for post in held for span in post.evidence)  # "President Lee"
    if len(gone) == len(held) == 1 and set(gone[0].rank) - over == set(held[0].rank) and not courtesy:
        yield _changed(context, entity, [held[0], gone[0]])


def _moved_on(context: Context, entity: Entity, posts: Sequence[Post]) -> Iterator[Finding]:
    """Posts of different heads, one after another, where the report of the later one tells of a move."""
    dated = sorted(
        ((days[0], days[-1], post) for post in posts if (days := _days(context, post))),
        key=lambda item: (item[0], item[1], item[2].text),
    )
    if len(dated) == len(posts) == 2 and _days_between(dated[0][1], dated[1][0]) >= _APART_DAYS:
        before, after = dated[0][2], dated[1][2]
        if _telling(context, [after]) or _is_promoted(before, after):
            yield _changed(context, entity, [before, after])


def _is_promoted(before: Post, after: Post) -> bool:
    """Whether the later post stands higher on one ladder, and neither is over."""
    over = word_set("posts", "over")
    ladders = [steps.split() for steps in sorted(word_set("posts", "ladders"))]
    higher = any(
        before.head in steps and after.head in steps and steps.index(before.head) < steps.index(after.head)
        for steps in ladders
    )
    chief = "chief" in after.rank and any(before.head in steps and after.head in steps for steps in ladders)
    return (higher or chief) and over.isdisjoint({*before.rank, *after.rank})


def _telling(context: Context, posts: Sequence[Post]) -> list[Span]:
    """The sentences with a post that tell that it changed hands."""
    sentences = dict.fromkeys(context.sentence(span) for post in posts for span in post.evidence)
    return [sentence for sentence in sentences if _tells_of_move(context, sentence)]


def _tells_of_move(context: Context, sentence: Span) -> bool:
    """Whether a sentence tells of a move, in the report's own words: what somebody says "now" moves nobody."""
    return any(
        not context.is_quoted(context.trim(sentence.document, sentence.start + m.start(), sentence.start + m.end()))
        for m in pattern("posts", "moves").finditer(sentence.text)
    )


def _days(context: Context, post: Post) -> list[str]:
    """Days on which reports give the post; a former one is as old as the report all the same."""
    return sorted(day for document in _documents(post) if (day := context.day(document)))


def _documents(post: Post) -> set[str]:
    return {span.document for span in post.evidence}


def _days_between(a: str, b: str) -> int:
    return (date.fromisoformat(b) - date.fromisoformat(a)).days


def _changed(context: Context, entity: Entity, posts: Sequence[Post]) -> Finding:
    telling = _telling(context, posts[1:])
    told = [f"{post.text} in {_labels(context, post)}" for post in posts]
    text = f"{entity.name} is {', then '.join(told)}: the post changed between the reports."
    if telling:
        text += f" {context.label(telling[0].document)} tells of the change."
    positions = []
    for i, post in enumerate(posts):
        more = telling if i == len(posts) - 1 else []
        positions.append(_position(context, entity, post, more))
    left = any(set(a.rank) ^ set(b.rank) <= word_set("posts", "over") for a, b in pairwise(posts))
    sure = _CHANGED_SAID if telling else _LEFT if left else _CHANGED
    verdict = _verdict("change", entity, sure, text)
    return make_finding(verdict, positions)


def _two_titles(context: Context, entity: Entity, posts: Sequence[Post]) -> Finding:
    titles = join_words([f"“{post.text}”" for post in posts])
    where = join_words(sorted({context.dated_label(d) for post in posts for d in _documents(post)}))
    text = f"{entity.name} appears as {titles} in {where}: one person under several titles, no contradiction."
    verdict = _verdict("scope", entity, _TWO_TITLES, text)
    return make_finding(verdict, [_position(context, entity, post, []) for post in posts])


def _position(context: Context, entity: Entity, post: Post, more: Sequence[Span]) -> Position:
    by_document: dict[str, list[Span]] = defaultdict(list)
    for span in sorted({*post.evidence, *more}):
        by_document[span.document].append(span)
    sayings = [Saying(evidence=tuple(spans), records=(entity.id,)) for spans in by_document.values()]
    return make_position(context, post.text, sayings)


def _verdict(kind: FindingKind, entity: Entity, confidence: float, text: str) -> Verdict:
    return Verdict(kind=kind, topic=f"Role: {entity.name}", about=(entity.id,), confidence=confidence, explanation=text)


def _labels(context: Context, post: Post) -> str:
    return join_words([context.dated_label(document) for document in sorted(_documents(post), key=_order(context))])


def _order(context: Context) -> Callable[[str], tuple[str, str]]:
    return lambda document: (context.day(document) or "9999", document)
