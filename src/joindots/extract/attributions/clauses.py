"""Attributions that the syntax carries: a cue, its content and its source within one sentence."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from joindots.extract.attributions.cues import Cue, find_cues
from joindots.extract.attributions.frames import find_content
from joindots.extract.attributions.sources import (
    adjective_source,
    find_children,
    is_passive,
    noun_source,
    phrase_range,
    verb_source,
)
from joindots.parse import Parse

_ADVERBS = frozenset({"reportedly", "allegedly", "supposedly", "purportedly"})
_AROUND = frozenset({"aux", "auxpass", "neg", "advmod"})
REPORTEDLY = Cue("reportedly", "ADV", (), True, "claims", "somebody says so, unnamed")
ACCORDING = Cue("according to", "ADP", (), True, "asserts", "somebody says so")


class Clause(Struct):
    """An attribution in the making; token ranges are half-open.

    Attributes:
        token: The cue's main token.
        cue: Its row of the table.
        cue_range: Tokens of the cue.
        source: Tokens of the source, or None.
        content: Tokens of the content, as ranges.
        frame: Which frame gave the content.
        quotes: Numbers of the quotations that belong to it.
    """

    token: int
    cue: Cue
    cue_range: tuple[int, int]
    source: tuple[int, int] | None
    content: list[tuple[int, int]]
    frame: str
    quotes: list[int]


def find_clauses(parse: Parse, quoted: Sequence[bool]) -> list[Clause]:
    """All attributions by syntax, outer ones only: what a content says in turn is not taken apart again.

    Args:
        parse: The document.
        quoted: For each token whether it stands in quotation marks; no cue is looked for there.
    """
    clauses: list[Clause] = []
    covered = [False] * len(parse.tokens)
    for sentence in parse.sentences:
        for i in _walk(parse, range(sentence.first, sentence.last)):
            if covered[i] or quoted[i]:
                continue
            for clause in _read_cue(parse, i):
                clauses.append(clause)
                for first, last in clause.content:
                    covered[first:last] = [True] * (last - first)
    return sorted(clauses, key=lambda clause: clause.token)


def _walk(parse: Parse, tokens: range) -> list[int]:
    """Tokens of a sentence from the root downwards, level by level."""
    level = [i for i in tokens if parse.tokens[i].head == i or parse.tokens[i].head not in tokens]
    order: list[int] = []
    while level:
        order.extend(level)
        level = [c for i in level for c in parse.children[i]]
    return order


def _read_cue(parse: Parse, i: int) -> Iterator[Clause]:
    token = parse.tokens[i]
    word = token.text.lower()
    if word == "according":
        yield from _according(parse, i)
    elif word in _ADVERBS and token.dep == "advmod":
        yield from _reportedly(parse, i)
    else:
        for cue in find_cues(parse, i):
            clause = _fit(parse, i, cue)
            if clause is not None:
                yield clause
                return


def _fit(parse: Parse, i: int, cue: Cue) -> Clause | None:
    """The first frame of a cue that the sentence fills."""
    source = source_of(parse, i, cue)
    for frame in cue.frames:
        content = find_content(parse, i, frame)
        if not content and frame == "that" and cue.pos == "VERB":
            content = _around(parse, i)
        if content and (source is not None or _needs_none(parse, i, cue, frame)):
            own = set(range(*source)) if source else set()
            ranges = split_ranges(parse, [t for t in content if t not in own], {i} | own)
            if ranges:
                return Clause(i, cue, cue_range(parse, i, content), source, ranges, frame, [])
    return None


def source_of(parse: Parse, i: int, cue: Cue) -> tuple[int, int] | None:
    """Token range of the source of a cue, or None."""
    by_pos = {"VERB": verb_source, "NOUN": noun_source, "ADJ": adjective_source}
    head = by_pos[cue.pos](parse, i)
    if head is None:
        return None
    return phrase_range(parse, head)


def _needs_none(parse: Parse, i: int, cue: Cue, frame: str) -> bool:
    """Whether a cue attributes although nobody is named."""
    if cue.pos == "NOUN":
        return frame == "that"
    return cue.pos == "VERB" and cue.passive and is_passive(parse, i)


def _around(parse: Parse, i: int) -> list[int]:
    """For "The bridge, they say, is safe": the main clause around a saying that is set off by commas."""
    token = parse.tokens[i]
    if token.dep not in ("parataxis", "ccomp", "advcl", "dep", "relcl", "acl") or not find_children(parse, i, "nsubj"):
        return []
    own = parse.subtree(i)
    if len(own) > 14 or find_children(parse, i, "mark", "dobj", "xcomp"):
        return []
    after = parse.tokens[own[-1] + 1] if own[-1] + 1 < len(parse.tokens) else None
    before = parse.tokens[own[0] - 1] if own[0] else None
    set_off = before is not None and before.text in (",", "-", "–", "—") or parse.tokens[own[0]].text == ","
    closed = (
        after is None or after.pos == "PUNCT" or parse.tokens[own[-1]].text == "," or after.sentence != token.sentence
    )
    if not (set_off and closed):
        return []
    mine = set(own)
    return [j for j in parse.subtree(token.head) if j not in mine]


def split_ranges(parse: Parse, content: Sequence[int], barrier: set[int]) -> list[tuple[int, int]]:
    """Token indices to ranges: gaps are bridged unless the cue or its source stands in them; marks at the ends go."""
    ranges: list[tuple[int, int]] = []
    start = previous = None
    for j in content:
        if start is None or previous is None:
            start = j
        elif j != previous + 1 and any(k in barrier for k in range(previous + 1, j)):
            ranges.append((start, previous + 1))
            start = j
        previous = j
    if start is not None and previous is not None:
        ranges.append((start, previous + 1))
    trimmed = [_trim(parse, first, last) for first, last in ranges]
    return [(first, last) for first, last in trimmed if last > first]


def _trim(parse: Parse, first: int, last: int) -> tuple[int, int]:
    while first < last and parse.tokens[first].pos == "PUNCT" and parse.tokens[first].text not in ('"', "'", "(", "["):
        first += 1
    while (
        first < last
        and parse.tokens[last - 1].pos == "PUNCT"
        and parse.tokens[last - 1].text not in ('"', "'", ")", "]")
    ):
        last -= 1
    return first, last


def cue_range(parse: Parse, i: int, content: Sequence[int] = ()) -> tuple[int, int]:
    """Tokens of a cue: auxiliaries and negation directly before it, particle or preposition directly after it."""
    first, last = i, i + 1
    inside = set(content)
    near = {c for c in parse.children[i] if parse.tokens[c].dep in _AROUND}
    while first - 1 in near and first - 1 not in inside:
        first -= 1
    if last < len(parse.tokens) and last not in inside:
        after = parse.tokens[last]
        if after.head == i and after.dep in ("prt", "prep") and (after.dep == "prt" or last + 1 in inside):
            last += 1
    return first, last


def _according(parse: Parse, i: int) -> Iterator[Clause]:
    """ "According to X, Y": the rest of the clause is the content."""
    to = next((c for c in parse.children[i] if parse.tokens[c].text.lower() == "to"), None)
    if to is None and i + 1 < len(parse.tokens) and parse.tokens[i + 1].text.lower() == "to":
        to = i + 1
    heads = find_children(parse, to, "pobj", "pcomp") if to is not None else []
    if to is None or not heads:
        return
    governor = parse.tokens[i].head
    if governor == i:
        return
    while parse.tokens[governor].pos not in ("VERB", "AUX") and parse.tokens[governor].head != governor:
        governor = parse.tokens[governor].head
    mine = set(parse.subtree(i))
    content = [j for j in parse.subtree(governor) if j not in mine]
    ranges = split_ranges(parse, content, mine)
    if ranges:
        yield Clause(i, ACCORDING, (i, to + 1), phrase_range(parse, heads[0]), ranges, "according", [])


def _reportedly(parse: Parse, i: int) -> Iterator[Clause]:
    governor = parse.tokens[i].head
    content = [j for j in parse.subtree(governor) if j != i]
    ranges = split_ranges(parse, content, set())
    if ranges and parse.tokens[governor].pos in ("VERB", "AUX"):
        yield Clause(i, REPORTEDLY, (i, i + 1), None, ranges, "adverb", [])
