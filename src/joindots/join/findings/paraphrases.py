"""Statements in other words: embeddings propose which two to compare, and slots decide.

Slots are read off the words: who says it, who does what, numbers, names, whether it says no, and whether it speaks of
what is or of what may be. How near two meanings are decides nothing: "officers locked the gate" and "stewards locked
the gate" are as near as can be.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile

from msgspec import Struct

from joindots.join.findings.contexts import Context
from joindots.join.findings.lexicons import pattern, word_set
from joindots.join.findings.speakers import are_near, words_of
from joindots.join.findings.tellings import Telling
from joindots.linkage.meanings import embed, near_pairs
from joindots.text.normal import Word, content_words, stem, words

_NEAR = 0.55
"""Cosine from which two statements are laid side by side. Of 15 small piles and seven of 60 to 110 real reports no pair
below it was found right."""
RETOLD = 0.7
"""The same for two tellings of one speaker, which have fewer slots to differ in."""
_DAYS = 14  # between reports that tell one statement of one speaker
_LEAST = 2  # content words that a denial and what it answers share: an act, and whom or what it befell
_FRAME = re.compile(r"\b(?:evidence|sign|proof|indication)s? (?:that|of|for|to suggest(?: that)?)\s", re.IGNORECASE)
_OPENING = 60  # code points in which a statement says what there is no evidence of
_ASKED = re.compile(r"(?:whether|if)\b", re.IGNORECASE)
_REGULAR = re.compile(r"\w{3,30}(?:ed|ing)")
_ENDING = re.compile(r"(?:ing|ed|es|s|e)$")
_NOUN_NEXT = frozenset({"a", "an", "the", "this", "that", "his", "her", "its", "their", "our", "my", "of", "in", "for"})
"""Words between which and a noun a participle is no act: "a locked gate"."""
_PASSIVE = frozenset({"be", "been", "being", "is", "are", "was", "were", "get", "got"})


def propose_pairs(context: Context, tellings: Sequence[Telling]) -> Iterator[tuple[int, int, float]]:
    """Pairs of one matter whose meanings are near, with their cosine; none where embeddings were not asked for.

    Args:
        context: The pile.
        tellings: Statements. Those that could neither answer another nor be told twice are not embedded.

    Raises:
        MissingExtraError: The extra `semantic` is not installed.
    """
    if not context.semantic:
        return
    stories = [context.stories_of_one_matter(telling.span.document) for telling in tellings]
    chosen = sorted(_are_worth(tellings, stories))
    vectors = embed([tellings[n].span.text for n in chosen])
    for a, b, cosine in near_pairs(vectors, [stories[n] for n in chosen], _NEAR):
        yield chosen[a], chosen[b], cosine


def _are_worth(tellings: Sequence[Telling], stories: Sequence[Sequence[str]]) -> set[int]:
    """Those that some other may answer, or tell again, by the first of the slots."""
    members: dict[str, list[int]] = defaultdict(list)
    for n, told in enumerate(stories):
        for story in told:
            members[story].append(n)
    things = [_read_slots(telling.span.text).things for telling in tellings]
    found: set[int] = set()
    for rows in members.values():
        for n in (n for n in rows if tellings[n].says_no):
            answers = {k for k in rows if not tellings[k].says_no and len(things[n] & things[k]) >= _LEAST}
            found |= {n, *answers} if answers else set()
        said: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for n in rows:
            telling = tellings[n]
            said[telling.speaker, telling.negative, telling.nothing, telling.numbers].append(n)
        for (speaker, *_), same in said.items():
            if speaker is not None and len({tellings[n].span.document for n in same}) > 1:
                found.update(same)
    return found


def is_retold(context: Context, a: Telling, b: Telling) -> bool:
    """Whether two reports of the same weeks tell one statement of one source, as far as all its slots say."""
    if a.span.document == b.span.document or a.speaker is None or a.speaker != b.speaker:
        return False
    if a.negative != b.negative or a.nothing != b.nothing or a.numbers != b.numbers:
        return False
    possible = pattern("paraphrases", "possible")
    if (possible.search(a.span.text) is None) != (possible.search(b.span.text) is None):
        return False
    named = [_others(context, side, (a.speaker,)) for side in (a, b)]
    return min(named, key=len) <= max(named, key=len) and are_near(context, a.span.document, b.span.document, _DAYS)


def is_answered(context: Context, no: Telling, yes: Telling) -> bool:
    """Whether one source denies what another says, by the act, who did it, whom it befell, and who is named.

    Args:
        context: The pile.
        no: What denies, doubts or misses evidence.
        yes: What affirms; its polarity and numbers are known to answer.
    """
    if _ASKED.match(no.span.text):
        return False
    denied, told = _read_slots(no.span.text), _read_slots(yes.span.text)
    if len(denied.things & told.things) < _LEAST:
        return False
    own = frozenset(map(_key, words_of(context.source_words(no.attribution.id) or "")))
    if not any(_may_be_one(denied, told, act, own) for act in denied.acts if act in told.acts):
        return False
    speakers = (no.speaker, yes.speaker)
    named = [_others(context, side, speakers) for side in (no, yes)]
    return not all(named) or not named[0].isdisjoint(named[1])


def _others(context: Context, telling: Telling, speakers: Sequence[str | None]) -> frozenset[str]:
    """Who and what a telling names beside whoever speaks."""
    return frozenset(context.entities_in(telling.span)).difference(speakers)


class _Act(Struct, frozen=True):
    """An act as a statement tells it.

    Attributes:
        before: Keys of the content words before it, in order: its doer's, or where it is passive, whom it befell.
        passive: Whether it is.
        befell: Keys of the words for whom or what it befell, as far as they stand beside it.
    """

    before: tuple[str, ...]
    passive: bool
    befell: frozenset[str]


class _Slots(Struct, frozen=True):
    """What a statement says: its acts by their keys, and the keys of all its content words."""

    acts: dict[str, _Act]
    things: frozenset[str]


def _may_be_one(denied: _Slots, told: _Slots, act: str, own: frozenset[str]) -> bool:
    """Whether an act that both name is of one doer, as far as both tell him, and befell one thing.

    Args:
        denied: What is denied.
        told: What is said.
        act: Key of the act.
        own: Keys of the words for the body that denies it, which stand for the doer, too ("officers").
    """
    no, yes = denied.acts[act], told.acts[act]
    if any(one.befell and one.befell.isdisjoint(other.things) for one, other in ((no, told), (yes, denied))):
        return False
    if no.passive or yes.passive or not no.before or not yes.before:
        return True
    return not own.union(no.before).isdisjoint(yes.before)


def _read_slots(text: str) -> _Slots:
    """The slots of what is said, or of what there is said to be no evidence of."""
    frame = _FRAME.search(text, 0, _OPENING)
    said = words(text, frame.end() if frame else 0)
    light = word_set("statements", "light")
    known = {word.start: stem(word.text) for word in content_words(text)}
    keys = [_key(word.text) if known.get(word.start, "") not in {"", *light} else "" for word in said]
    acts: dict[str, _Act] = {}
    for n, word in enumerate(said):
        last = said[n - 1].text if n else ""
        if keys[n] and _is_act(word, last, text):
            before, passive = tuple(filter(None, keys[:n])), last in _PASSIVE
            acts.setdefault(
                keys[n], _Act(before, passive, frozenset(before[-1:] if passive else _next_run(keys, n + 1)))
            )
    return _Slots(acts, frozenset(filter(None, keys)))


def _next_run(keys: Sequence[str], start: int) -> list[str]:
    """The next content words that stand together."""
    first = next((n for n in range(start, len(keys)) if keys[n]), len(keys))
    return list(takewhile(bool, keys[first:]))


def _is_act(word: Word, last: str, text: str) -> bool:
    """Whether a word is a verb's past form or participle, and no adjective."""
    if last in _NOUN_NEXT or text[word.start - 1 : word.start] == "-":
        return False
    return word.text in _irregular() or _REGULAR.fullmatch(word.text) is not None


def _key(word: str) -> str:
    """Equal for the forms of one verb."""
    return _irregular().get(word) or _ENDING.sub("", word)


@cache
def _irregular() -> dict[str, str]:
    return {form: line.split()[0] for line in word_set("paraphrases", "verbs") for form in line.split()}
