"""Attributions that the syntax carries: a cue, its content and its source within one sentence."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from joindots.extract.attributions.asides import may_be_aside, read_aside
from joindots.extract.attributions.cues import CUE_CLASSES, Cue, base_form, find_cues
from joindots.extract.attributions.frames import FINDABLE, find_complement, find_content
from joindots.extract.attributions.headlines import read_headline
from joindots.extract.attributions.silences import says_nothing, skip_time
from joindots.extract.attributions.sources import (
    Source,
    adjective_source,
    is_passive,
    make_source,
    noun_source,
    quotes_somebody,
    verb_source,
)
from joindots.extract.attributions.speakers import is_speaker
from joindots.extract.attributions.tails import find_around, find_tail
from joindots.extract.phrases import children
from joindots.parse import Parse

_AROUND = frozenset({"aux", "auxpass", "neg", "advmod"})
_NEAR = 6  # tokens between a cue and its content ("evidence of any kind that"), at most
_NONE_OF_IT = frozenset({"no", "little", "scant", "any"})
# What things do as well as people, in a figure of speech.
_FIGURATIVE = frozenset({"threaten", "promise", "refuse", "expect", "hold", "project", "challenge", "embrace"})
# Those before whom things are said: "the inquest heard that ...".
_HEARERS = frozenset(
    {"commission", "committee", "court", "hearing", "inquest", "inquiry", "jury", "panel", "trial", "tribunal"}
)
_SCARCELY = frozenset({"hardly", "barely", "scarcely"})
# What is looked for; "no reason to" and "no fault" are judgements, not findings of nothing.
_EVIDENCE = FINDABLE - {"reason", "ground", "basis", "merit", "fault", "problem"}
_LOOKING = frozenset({"find", "have", "see", "uncover", "discover", "produce", "provide"})
DASH = Cue("—", "PUNCT", (), passive=True, stance="asserts", sense="before the name of who said the words above")
HEADLINE = Cue(":", "PUNCT", (), passive=True, stance="asserts", sense="a headline's colon")


ASIDE = "aside"  # a frame: what a clause inside says in turn is read as well ("she said it was off, according to ...")


class Clause(Struct):
    """An attribution in the making; token ranges are half-open.

    Attributes:
        token: The cue's main token.
        cue: Its row of the table.
        cue_range: Tokens of the cue; empty where there is none.
        source: Who speaks, or None.
        content: Tokens of the content, as ranges.
        frame: Which frame gave the content.
        quotes: Numbers of the quotations that belong to it.
    """

    token: int
    cue: Cue
    cue_range: tuple[int, int]
    source: Source | None
    content: list[tuple[int, int]]
    frame: str
    quotes: list[int]


def find_clauses(parse: Parse, quoted: Sequence[bool]) -> list[Clause]:
    """All attributions by syntax, outer ones only: what a content says in turn is not taken apart again.

    Args:
        parse: The document.
        quoted: For each token whether it stands in quotation marks; no cue is looked for there.

    Returns:
        In order of their cues.
    """
    clauses: list[Clause] = []
    covered = [False] * len(parse.tokens)
    for sentence in parse.sentences:
        headline = _headline(parse, sentence.i)
        order = _walk(parse, range(sentence.first, sentence.last))
        found = (
            [headline]
            if headline
            else (c for i in order if not covered[i] and not quoted[i] and _may_lay(parse, i) for c in _read(parse, i))
        )
        for clause in found:
            clauses.append(clause)
            for first, last in clause.content if clause.frame != ASIDE else ():
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


def _headline(parse: Parse, sentence: int) -> Clause | None:
    found = read_headline(parse, parse.sentences[sentence])
    if found is None:
        return None
    cues = find_cues(parse, found.cue)
    return Clause(
        found.cue,
        cues[0] if cues else HEADLINE if parse.tokens[found.cue].text == ":" else DASH,
        (found.cue, found.cue + 1),
        found.source,
        [found.content],
        "headline",
        [],
    )


def _may_lay(parse: Parse, i: int) -> bool:
    """Whether a token may lay words to somebody at all; most have a class and a place that no cue and no aside has."""
    token = parse.tokens[i]
    return token.pos in CUE_CLASSES or may_be_aside(token)


def _read(parse: Parse, i: int) -> Iterator[Clause]:
    aside = read_aside(parse, i)
    if aside is not None:
        ranges = split_ranges(parse, aside.content, set(aside.own))
        if ranges:
            source = None if aside.source is None else make_source(parse, aside.source)
            yield Clause(i, aside.cue, aside.cue_range, source, ranges, ASIDE, [])
        return
    for cue in find_cues(parse, i):
        clause = _fit(parse, i, cue)
        if clause is not None:
            if not says_nothing(parse, i, cue, clause.source, clause.content):
                yield clause
            return


def _fit(parse: Parse, i: int, cue: Cue) -> Clause | None:
    """The first frame of a cue that the sentence fills."""
    source = find_source(parse, i, cue)
    if quotes_somebody(parse, i) or _is_no_saying(parse, cue, source) or _speaks_of_itself(parse, cue, source):
        return None
    if cue.word in FINDABLE and (_is_none(parse, i) or _is_found(parse, i)):
        return None  # "there was no evidence that": no attribution in the document's own voice
    for frame in cue.frames:
        content = find_content(parse, i, frame)
        if frame != "that":
            content = _without_asides(parse, content)
        if not content and frame == "that" and cue.pos == "VERB":
            content = find_around(parse, i) or find_tail(parse, i, cue)
        if content and (source is not None or _needs_none(parse, i, cue, frame)):
            source = _shorten(source, content)
            own = set(range(source.first, source.last)) if source else set()
            ranges = split_ranges(parse, [t for t in content if t not in own], {i} | own)
            ranges = _drop_label(parse, ranges, i)
            if ranges:
                if frame == "that" and ranges[0][0] > i:
                    ranges[0] = skip_time(parse, *ranges[0]), ranges[0][1]
                span = cue_range(parse, i, content)
                if frame == "evidence":
                    span = _up_to(span, ranges[0][0])  # the cue is "found no evidence of", not "found"
                return Clause(i, cue, span, source, ranges, frame, [])
    return None


def _shorten(source: Source | None, content: Sequence[int]) -> Source | None:
    """A source without what is said: "accused by the board | of neglect"."""
    if source is None:
        return None
    said = [j for j in content if source.head < j < source.last]
    return Source(source.first, min(said), source.head) if said and content[-1] < source.last else source


def _is_found(parse: Parse, noun: int) -> bool:
    """Whether evidence is part of a verb's cue ("found evidence that")."""
    head = parse.tokens[noun].head
    return head != noun and any("evidence" in cue.frames for cue in find_cues(parse, head))


def _is_no_saying(parse: Parse, cue: Cue, source: Source | None) -> bool:
    """Whether somebody but a court heard something."""
    return cue.word == "hear" and (source is None or parse.tokens[source.head].lemma.lower() not in _HEARERS)


def _speaks_of_itself(parse: Parse, cue: Cue, source: Source | None) -> bool:
    """Whether the document itself speaks ("no evidence to suggest"), or by a figure of speech ("leaks threaten to")."""
    if source is None:
        return False
    return _is_absence(parse, source.head) or (cue.word in _FIGURATIVE and not is_speaker(parse, source.head))


def _up_to(span: tuple[int, int], content: int) -> tuple[int, int]:
    """A cue's tokens drawn out to where the content begins, if that is near."""
    first, last = span
    return (first, content) if last < content <= last + _NEAR else span


def _without_asides(parse: Parse, content: list[int]) -> list[int]:
    """Content without a relative clause that lays its own saying to somebody ("lamps, which he said remain ...")."""
    inside = set(content)
    for i in content:
        token = parse.tokens[i]
        if token.dep != "relcl" or token.head not in inside or not children(parse, i, "nsubj"):
            continue
        if children(parse, i, "ccomp") and any("that" in cue.frames for cue in find_cues(parse, i)):
            inside -= set(parse.subtree(i))
    return sorted(inside)


def find_source(parse: Parse, i: int, cue: Cue) -> Source | None:
    """Who is behind a cue, or None."""
    by_pos = {"VERB": verb_source, "NOUN": noun_source, "ADJ": adjective_source}
    head = by_pos[cue.pos](parse, i)
    return None if head is None else make_source(parse, head)


def _is_absence(parse: Parse, head: int) -> bool:
    return parse.tokens[head].lemma in FINDABLE and any(
        parse.tokens[c].text.lower() in _NONE_OF_IT for c in parse.children[head]
    )


def _needs_none(parse: Parse, i: int, cue: Cue, frame: str) -> bool:
    """Whether a cue attributes although nobody is named."""
    if cue.pos == "NOUN":
        return frame == "that"
    dep = parse.tokens[i].dep
    bare = dep == "acl" and frame in ("obj", "on")  # "a fire reported at noon", "a person briefed on it"
    bare |= dep == "advcl" and not children(parse, i, "auxpass")  # "asked about the fire, she ..."
    return cue.pos == "VERB" and cue.passive and not bare and is_passive(parse, i)


def _drop_label(parse: Parse, ranges: list[tuple[int, int]], i: int) -> list[tuple[int, int]]:
    """For "Exclusive: the mayor says ...": what stands before a colon left of the cue is a label, not content."""
    if len(ranges) > 1 and ranges[0][1] <= i and parse.tokens[ranges[0][1]].text == ":":
        return ranges[1:]
    return ranges


def split_ranges(parse: Parse, content: Sequence[int], barrier: set[int]) -> list[tuple[int, int]]:
    """Token indices to ranges: gaps are bridged unless the cue or its source stands in them; marks at the ends go."""
    ranges: list[tuple[int, int]] = []
    for j in content:
        if ranges and not any(k in barrier for k in range(ranges[-1][1], j)):
            ranges[-1] = ranges[-1][0], j + 1
        else:
            ranges.append((j, j + 1))
    trimmed = [trim_marks(parse, first, last) for first, last in ranges]
    kept = [(first, last) for first, last in trimmed if last > first]
    if len(kept) > 1 and kept[0][1] - kept[0][0] == 1 and parse.tokens[kept[0][0]].tag in ("WDT", "WP"):
        return kept[1:]  # "which she said was late"
    return kept


def trim_marks(parse: Parse, first: int, last: int) -> tuple[int, int]:
    """A token range without punctuation at its ends; brackets and quotation marks stay."""
    while first < last and parse.tokens[first].pos == "PUNCT" and parse.tokens[first].text not in "\"'([":
        first += 1
    while first < last and _is_loose(parse, last - 1):
        last -= 1
    return first, last


def _is_loose(parse: Parse, i: int) -> bool:
    token = parse.tokens[i]
    return token.pos == "CCONJ" or (token.pos == "PUNCT" and token.text not in "\"')]")


def cue_range(parse: Parse, i: int, content: Sequence[int] = ()) -> tuple[int, int]:
    """Tokens of a cue: auxiliaries and negation directly before it, particle or preposition directly after it."""
    first, last = i, i + 1
    inside = set(content)
    near = {c for c in parse.children[i] if parse.tokens[c].dep in _AROUND} - inside
    while first - 1 in near:
        first -= 1
    if last < len(parse.tokens) and last not in inside:
        after = parse.tokens[last]
        if after.head == i and (after.dep == "prt" or (after.dep == "prep" and last + 1 in inside)):
            last += 1
    return first, last


def find_absences(parse: Parse, clauses: Sequence[Clause]) -> list[Clause]:
    """What somebody says there is no evidence of, inside what they say or in the same sentence.

    "There was no indication that they met", said by an officer, is the officer's finding of nothing; in the document's
    own voice it is no attribution.
    """
    own = {c.token for c in clauses}
    holders: dict[int, Clause] = {}
    for clause in clauses:
        for first, last in clause.content:
            holders.update(dict.fromkeys(range(first, last), clause))
    found = []
    for token in parse.tokens:
        if token.pos == "NOUN" and token.lemma in _EVIDENCE and token.head not in own and _is_none(parse, token.i):
            absence = _absence(parse, token.i, holders, clauses)
            if absence is not None:
                found.append(absence)
    return found


def is_none_of(parse: Parse, noun: int) -> bool:
    """Whether a noun is said to be lacking by what stands before it: "no evidence", "hardly any evidence"."""
    before = [c for c in parse.children[noun] if c < noun]
    words = {parse.tokens[c].text.lower() for c in before}
    scarce = any(
        parse.tokens[c].text.lower() == "any" and parse.tokens[c - 1].text.lower() in _SCARCELY for c in before
    )
    return scarce or bool(words & {"no", "little", "scant", "neither"})


def _is_none(parse: Parse, noun: int) -> bool:
    if is_none_of(parse, noun):
        return True
    verb = parse.tokens[noun].head
    return (
        parse.tokens[noun].dep == "dobj" and parse.tokens[verb].lemma in _LOOKING and bool(children(parse, verb, "neg"))
    )


def _absence(parse: Parse, noun: int, holders: dict[int, Clause], clauses: Sequence[Clause]) -> Clause | None:
    content = find_complement(parse, noun) or _rest_of_clause(parse, noun)
    source = _sayer(parse, noun, holders, clauses)
    ranges = split_ranges(parse, content, set())
    if source is None or not ranges:
        return None
    first = min([noun, *(c for c in parse.children[noun] if c < noun and parse.tokens[c].dep in ("det", "amod"))])
    verb = parse.tokens[noun].head
    if children(parse, verb, "neg") and 0 < noun - verb <= _NEAR:
        first = cue_range(parse, verb)[0]
    cue = Cue(
        base_form(parse.tokens[noun]), "NOUN", (), passive=True, stance="no_evidence", sense="looked for, not found"
    )
    return Clause(noun, cue, _up_to((first, noun + 1), ranges[0][0]), source, ranges, "evidence", [])


def _rest_of_clause(parse: Parse, noun: int) -> list[int]:
    """The "that" clause that the parser hung on the verb instead of on the noun."""
    verb = parse.tokens[noun].head
    clauses = [c for c in children(parse, verb, "ccomp", "advcl") if c > noun]
    return [j for c in clauses[:1] for j in parse.subtree(c)]


def _sayer(parse: Parse, noun: int, holders: dict[int, Clause], clauses: Sequence[Clause]) -> Source | None:
    """Who says so: the source of what the noun stands in, or of a saying that its clause is coordinated with."""
    if noun in holders:
        return holders[noun].source
    verb = parse.tokens[noun].head
    head = parse.tokens[verb].head
    if parse.tokens[verb].dep == "conj" and children(parse, verb, "expl"):
        return next((c.source for c in clauses if c.token == head), None)
    return None
