"""One thing told by reports of one matter in words of their own, without a number: the same act befell the same thing.

What is said is read off the words as slots: an act or a state by its family of verbs, the thing it is said of or done
to, who did it, names, numbers and days beside it, whether it says no, and whether it speaks of what is or shall be;
what may be is left alone. Words in common propose nothing here; two clauses with the same act and thing are laid side
by side, and every slot that both fill must agree.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from msgspec import Struct
from msgspec.structs import replace

from joindots.join.affairs import is_small
from joindots.join.findings.acts import STATE, Act, are_families, content_families, find_acts, reading_words
from joindots.join.findings.blocks import list_blocks
from joindots.join.findings.contexts import Context
from joindots.join.findings.lexicons import pattern
from joindots.join.findings.told_days import ToldDays
from joindots.join.findings.verdicts import (
    Verdict,
    make_finding,
    make_position,
    name_reports,
    note_origins,
    say_sentence,
)
from joindots.join.findings.wordings import shorten
from joindots.linkage import connected_components
from joindots.model import Finding, Span
from joindots.text.normal import folded_words, words
from joindots.text.number_words import SMALL

_AGREED = 0.45
_LEAST = 2  # what must agree beside the act and the thing, in points: `_WHOLE` for a slot, one for a word of its name
_WHOLE = 2
_MOST_WORDS = 40  # of a clause; a longer one is a list
_MOST_REPORTS = 6
"""Reports that tell one thing; what more tell is the event itself, which stands at the head of the page."""
_END = re.compile(
    r",(?!\d)|[;:()\"“”]|\s[-–—]+\s|\b(?:and|but|or|that|which|who|while|when|after|before|because|as|since|though|although|where"
    r"|than|so|saying|according)\b",
    re.IGNORECASE,
)
_FRAME = 6  # words before a clause that may say whether it is so


class _Told(Struct, frozen=True, kw_only=True):
    """An act or a state as a clause tells it.

    Attributes:
        act: As it is read.
        key: Its "no", its mood and "again": none of them may differ.
        clause: Where it stands.
        words: Of the clause, in lower case.
        shared: Families of the content words of the clause other than those of the act.
        names: Ids of whom and what the clause names.
        numbers: In the clause.
        days: First and last day of each time that the sentence gives up to the end of the clause.
    """

    act: Act
    key: tuple[str, ...]
    clause: Span
    words: tuple[str, ...]
    shared: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    days: tuple[tuple[str, str], ...]


def find_propositions(context: Context, found: Sequence[Finding]) -> Iterator[Finding]:
    """For each thing without a number that independent reports of a small pile tell in words of their own.

    Args:
        context: The pile.
        found: What else was found; what lies on the evidence of one finding already is not told again.
    """
    if not is_small(context.pile):
        return
    acts: dict[tuple[str, str, str], list[tuple[Act, Span]]] = defaultdict(list)
    for block in list_blocks(context):
        for sentence in context.sentences_in(context.trim(block.document.id, block.start, block.end)):
            if not sentence.text.endswith("?"):
                for act, start, end in _find_acts(sentence.text):
                    clause = context.trim(sentence.document, sentence.start + start, sentence.start + end)
                    acts[act.act, act.thing, act.how].append((act, clause))
    known = [_evidence(one) for one in found if one.kind != "single"]
    days = ToldDays(context.pile.times)
    chosen: set[tuple[Span, ...]] = set()
    for key in sorted(acts):
        if 1 < len({clause.document for _, clause in acts[key]}) <= _MOST_REPORTS:
            told = (_read(context, days, *one) for one in acts[key] if not context.is_quoted(one[1]))
            chosen.update(_join(context, [one for one in told if one]))
    for clauses in sorted(chosen):
        if not any(set(clauses) < set(other) for other in chosen) and not _is_known(clauses, known):
            yield from _tell(context, clauses)


def _evidence(finding: Finding) -> list[Span]:
    return [span for position in finding.positions for span in position.evidence]


def _find_acts(sentence: str) -> Iterator[tuple[Act, int, int]]:
    """The acts of a sentence, each with the start and end of its clause."""
    said = words(sentence)
    n = start = 0
    for mark in (*_END.finditer(sentence), None):
        end = mark.start() if mark else len(sentence)
        first = n
        while n < len(said) and said[n].start < end:
            n += 1
        if 1 < n - first <= _MOST_WORDS:
            for act in find_acts(said[first:n], sentence):
                yield act, start, end
        start = mark.end() if mark else end
        while n < len(said) and said[n].start < start:
            n += 1


def _read(context: Context, told_days: ToldDays, act: Act, clause: Span) -> _Told | None:
    """Everything a clause tells of an act; None where it is denied, suspected or wished for."""
    record = context.said_by(clause)
    if record and context.attributions[record].stance in ("denies", "no_evidence", "suspects"):
        return None
    sentence = context.sentence(clause)
    texts = folded_words(clause.text)
    before = folded_words(sentence.text[: clause.start - sentence.start])
    if not (act.named or reading_words("possible").isdisjoint([*texts, *before[-_FRAME:]])):
        return None
    negated = pattern("hedges", "negations").search(clause.text) is not None
    days = (
        (time.earliest, time.latest)
        for time in told_days.within(replace(clause, start=sentence.start))
        if time.earliest and time.latest
    )
    return _Told(
        act=act,
        key=(
            "no" if act.undone != (negated and not act.named) else "",
            act.mood,
            "" if reading_words("again").isdisjoint(texts) else "again",
        ),
        clause=clause,
        words=tuple(texts),
        shared=content_families(texts) - act.beside - {act.act, act.thing, act.doer},
        names=frozenset(context.entities_in(clause)),
        numbers=frozenset(str(SMALL.get(text, text)) for text in texts if text[0].isdigit() or text in SMALL),
        days=tuple(days),
    )


def _join(context: Context, told: Sequence[_Told]) -> Iterator[tuple[Span, ...]]:
    """The clauses of each thing that some told, in order."""
    stories = [set(context.stories_of_one_matter(one.clause.document)) for one in told]
    edges = [
        (i, k)
        for (i, a), (k, b) in combinations(enumerate(told), 2)
        if not stories[i].isdisjoint(stories[k]) and _is_one(a, b)
    ]
    for members in connected_components(len(told), edges):
        if len(members) > 1:
            yield tuple(sorted({told[i].clause for i in members}))


def _is_one(a: _Told, b: _Told) -> bool:
    """Whether two tell one thing: no slot that both fill differs, and something beside the act and the thing agrees."""
    doer, other = a.act.doer, b.act.doer
    if a.key != b.key or a.clause.document == b.clause.document or a.words == b.words:
        return False  # the same words are one report's, whoever prints them
    if (doer and other and doer != other) or _is_other_day(a, b):
        return False
    for mine, yours in ((a.names, b.names), (a.numbers, b.numbers)):
        if mine and yours and mine.isdisjoint(yours):
            return False
    no, mood, _ = a.key
    if not (a.act.how or mood or a.numbers or b.numbers) and are_families(a.act.act, a.act.thing):
        return True
    if (a.act.named or b.act.named) and not no:
        return False  # "the newly discovered planets" tells nobody that they were discovered
    whole = len(a.shared & b.shared) + (doer == other != "") + bool(no) + (a.act.how == STATE)
    agreed = _WHOLE * whole + len(a.act.beside & b.act.beside)
    return agreed >= (_LEAST if not mood else _LEAST + 1)


def _is_other_day(a: _Told, b: _Told) -> bool:
    """Whether both give times, and none of one meets any of the other."""
    met = (first <= until and begun <= last for first, last in a.days for begun, until in b.days)
    return bool(a.days and b.days) and not any(met)


def _is_known(clauses: Sequence[Span], known: Sequence[Sequence[Span]]) -> bool:
    """Whether one finding stands on places in all of the reports' clauses."""
    return any({c.document for c in clauses} <= {c.document for c in clauses if _overlaps(c, spans)} for spans in known)


def _overlaps(clause: Span, spans: Sequence[Span]) -> bool:
    return any(s.document == clause.document and s.start < clause.end and clause.start < s.end for s in spans)


def _tell(context: Context, clauses: Sequence[Span]) -> Iterator[Finding]:
    sayings = [say_sentence(context, clause, context.said_by(clause)) for clause in clauses]
    says = shorten(min(clauses, key=lambda clause: (len(clause.text), clause)).text.rstrip("."))
    position = make_position(context, says, sayings)
    if len(position.origins) > 1:
        verdict = Verdict(
            kind="agreement",
            topic=f"Statement: {says}",
            about=(),
            confidence=_AGREED,
            explanation=f"{name_reports(context, clauses)} tell the same, each in words of its own."
            + note_origins(context, position, sayings),
        )
        yield make_finding(verdict, [position])
