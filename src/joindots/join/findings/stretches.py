"""Laying quotations of one utterance beside one another: which stretches of them tell the same."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from joindots.join.findings.alignments import Alignment
from joindots.join.findings.utterances import Utterance
from joindots.linkage import connected_components
from joindots.model import Span

_OVERLAP = 0.5
_EDGE = 3
"""Words between an aligned stretch and the end of a quotation in which a difference is looked for."""
_SHOWN = 6
"""Words that are shown of a longer quotation where the other ends in other words."""
_LEAST_LEFT = 3
"""Content words of what is left of a quotation, which is laid beside others once more."""
_ENDED = re.compile(r"[.!?…\w]")

Fit = Callable[[Utterance, Utterance], Alignment | None]


class Piece(Struct, frozen=True, kw_only=True):
    """The stretch of an utterance that a finding is about.

    Attributes:
        utterance: Whose.
        first: First word.
        last: One past the last.
    """

    utterance: Utterance
    first: int
    last: int

    @property
    def words(self) -> tuple[str, ...]:
        """Folded words of the stretch."""
        return self.utterance.words[self.first : self.last]

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where it stands."""
        return self.utterance.stretch(self.first, self.last)

    @property
    def text(self) -> str:
        """As printed, on one line."""
        return " … ".join(" ".join(span.text.split()) for span in self.spans)


class _Laid(Struct, frozen=True):
    """One quotation beside another.

    Attributes:
        members: Utterances with the words of the one.
        first: First word of it that is compared.
        last: One past the last.
        yard_first: The same of the other.
        yard_last: One past its last.
        same: Whether those words are the same.
    """

    members: Sequence[Utterance]
    first: int
    last: int
    yard_first: int
    yard_last: int
    same: bool


def lay_out(kinds: Sequence[Sequence[Utterance]], fit: Fit) -> Iterator[list[list[Piece]]]:
    """What quotations of one utterance have in common, and where they differ.

    The longest is the yardstick along which the others are laid, then the longest of those that are left. What none
    of them tells is left of a quotation, too: a report may put together what others quote apart.

    Args:
        kinds: Utterances by their words.
        fit: Gives the alignment of two that are one utterance, else None.

    Yields:
        For each stretch those who give it, by their words: first as the longest has it.
    """
    left = [(members, True) for members in kinds]
    while left:
        left.sort(key=lambda one: (-len(one[0][0].words), one[0][0].words, one[0][0].document, one[0][0].offsets))
        (yard, whole), rest = left[0], []
        laid: list[_Laid] = []
        for members, entire in left[1:]:
            found = fit(yard[0], members[0])
            if found:
                laid.append(_lay(yard[0], members, found))
            else:
                rest.append((members, entire))
        for group in _along(laid):
            yield _sides(yard, group)
        if not laid and whole:
            yield [[Piece(utterance=utterance, first=0, last=len(utterance.words)) for utterance in yard]]
        if laid:
            told = [(yard, [(one.yard_first, one.yard_last) for one in laid])]
            told += [(one.members, [(one.first, one.last)]) for one in laid]
            rest += [(part, False) for members, parts in told for part in _leave(members, parts)]
        left = rest


def _lay(yard: Utterance, members: Sequence[Utterance], found: Alignment) -> _Laid:
    """A quotation beside the yardstick, with the few words up to the end of one that the other may have otherwise."""
    one = members[0]
    before = _reach(yard, found.a_first, one, found.b_first, step=-1)
    after = _reach(yard, found.a_last, one, found.b_last, step=1)
    return _Laid(
        members,
        found.b_first - _show(one, found.b_first, before, step=-1),
        found.b_last + _show(one, found.b_last, after, step=1),
        found.a_first - _show(yard, found.a_first, before, step=-1),
        found.a_last + _show(yard, found.a_last, after, step=1),
        yard.words[found.a_first - before : found.a_last + after]
        == one.words[found.b_first - before : found.b_last + after],
    )


def _left(utterance: Utterance, at: int, step: int) -> int:
    return at if step < 0 else len(utterance.words) - at


def _reach(a: Utterance, a_at: int, b: Utterance, b_at: int, step: int) -> int:
    """How many words beyond an aligned stretch are compared: all of the one that has fewer, if those are few.

    Where a sentence or a mark ends there, one of them quotes more, and nothing otherwise.
    """
    fewest = min(_left(a, a_at, step), _left(b, b_at, step))
    return fewest if fewest <= _EDGE and not _ends_before(a, a_at) and not _ends_before(b, b_at) else 0


def _show(utterance: Utterance, at: int, compared: int, step: int) -> int:
    """How many words beyond an aligned stretch are shown: the few that are left, or of many those of the sentence."""
    left = _left(utterance, at, step)
    if not compared:
        return left if left <= _EDGE and not _ends_before(utterance, at) else 0
    ends = (k for k in range(compared, min(left, _SHOWN)) if _ends_before(utterance, at + k * step))
    return next(ends, min(left, _SHOWN))


def _ends_before(utterance: Utterance, at: int) -> bool:
    """Whether a sentence, or what stands between marks, ends right before a word."""
    if not 0 < at < len(utterance.words):
        return False
    span = utterance.content[utterance.where[at - 1]]
    end = utterance.offsets[at][0] if utterance.where[at] == utterance.where[at - 1] else span.end
    return _ENDED.search(span.text, utterance.offsets[at - 1][1] - span.start, end - span.start) is not None


def _along(laid: Sequence[_Laid]) -> list[list[_Laid]]:
    """Those laid at one place of the yardstick together."""
    edges = [
        (i, k)
        for i, a in enumerate(laid)
        for k, b in enumerate(laid[:i])
        if min(a.yard_last, b.yard_last) - max(a.yard_first, b.yard_first)
        > _OVERLAP * min(a.yard_last - a.yard_first, b.yard_last - b.yard_first)
    ]
    return [[laid[i] for i in members] for members in connected_components(len(laid), edges)]


def _sides(yard: Sequence[Utterance], laid: Sequence[_Laid]) -> list[list[Piece]]:
    """The stretch of the yardstick that others are laid along, with those of the same words first."""
    first, last = min(one.yard_first for one in laid), max(one.yard_last for one in laid)
    same = [Piece(utterance=utterance, first=first, last=last) for utterance in yard]
    variants: dict[tuple[str, ...], list[Piece]] = defaultdict(list)
    for one in laid:
        pieces = [Piece(utterance=utterance, first=one.first, last=one.last) for utterance in one.members]
        if one.same:
            same += pieces
        else:
            variants[pieces[0].words].extend(pieces)
    return [same, *(variants[key] for key in sorted(variants))]


def _leave(members: Sequence[Utterance], told: Sequence[tuple[int, int]]) -> Iterator[list[Utterance]]:
    """What is left of a quotation between and beside the stretches that are told, where it is enough to know again."""
    at = 0
    for first, last in [*sorted(told), (len(members[0].words),) * 2]:
        if sum(members[0].weighty[at:first]) >= _LEAST_LEFT:
            yield [utterance.part(at, first) for utterance in members]
        at = max(at, last)
