"""Tellings of statements, and how two stand to each other: retold, agreed on, denied."""

import re
from typing import Literal

from msgspec import Struct

from joindots.join.findings.lexicons import word_set
from joindots.join.findings.verdicts import Saying
from joindots.model import Attribution, Span, Stance

Relation = Literal["retold", "agreed", "denied"]

_LEAST = 4  # content words that two tellings must share
LEAST_NOTHING = 2  # ... where both say that evidence is missing
_SHARE = 0.6  # of the content words of the shorter
_SHARE_AGREED = 0.7
_SHARE_DENIED = 0.8
_LEAST_DENIED = 2  # content words that a denial and what it denies must share, light verbs left out
_LEAST_NOT = 3  # content words that two clauses share of which the one has a "not"
_SHARE_NOT = 0.8  # of the content words of the longer: an added condition makes two statements of them
_NOT = re.compile(
    r"\b(?:had|has|have|was|were|is|are|did|does|do|will|would|could|can)(?: not|n[’']t) |\b(?:cannot|never|no)\b",
    re.IGNORECASE,
)
"""A "not" at the verb of a clause."""
_EMBEDDED = re.compile(r"(?:where|how|why|who|whom|what|which|when)\b", re.IGNORECASE)
"""Who does not know or tell where, or denies why, denies no more than that."""
CLAUSE = re.compile(
    r"\b(?:am|is|are|was|were|be|been|had|has|have|did|do|does|would|will|could|can|might|may|should|must|shall)\b|n[’']t\b"
    r"|(?<!\ba\s)(?<!\ban\s)(?<!\bthe\s)\b\w{3,30}(?:ed|ing)\b|^to\b",
    re.IGNORECASE,
)
"""Signs of a verb: a bare noun ("the findings") is nothing that can be denied in other words."""
LEANS = re.compile(r"^(?:that )?(?:he|she|it|they|we|i)\b|[“”\"]", re.IGNORECASE)
"""What says only with the sentence around it of whom it is, or mixes two voices."""
_SAYS = re.compile(
    r"\b(?:am|is|are|was|were|be|been|had|has|have|did|does|do|would|will|could|can|might|may|should|must|shall)\b|n[’']t\b"
    r"|(?<!\ba\s)(?<!\ban\s)(?<!\bthe\s)(?<!\bof\s)(?<=\s)\b\w{3,30}ed\b(?!\s\w{1,30}s\b)",
    re.IGNORECASE,
)
"""Signs of a whole clause: "confirmed cases in two towns" and "to have flu" say nothing that two can agree on."""
_PARTS = ("to ", "of ")  # begin the rest of a clause
DENYING = frozenset({"denies", "doubts", "no_evidence"})
ASSERTING = frozenset({"asserts", "claims", "confirms", "finds", "admits"})
_DENIES = re.compile(r"\bden(?:y|ies|ied|ying)\b", re.IGNORECASE)
_REFUSES = re.compile(r"\b(?:declin|refus)(?:e[sd]?|ing)\b", re.IGNORECASE)
"""Who refuses to do something denies nothing that somebody says was done."""
_ALLEGED = re.compile(
    r"\b(?:allegation|accusation|claim|suggestion|rumou?r|denial)s? (?:of|that|by|against|made|from)\b", re.IGNORECASE
)
"""What stands behind these is told of, and not stood up for: "she was puzzled by the allegation of fraud"."""
_BORNE_OUT = re.compile(r"\b(?:true|correct|upheld|proven|proved|(?:sub)?stantiated|founded)\b", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|can|cannot)\b|\b(?:wo|ca|would)n[’']t\b|[’']ll\b|\bgoing to\b", re.IGNORECASE
)
"""Words of what can or will be, which is not what was or is; "may have" is that with a hedge."""


_OPENING = 8


class Telling(Struct, frozen=True, kw_only=True):
    """One sentence or clause of content.

    Attributes:
        attribution: Whose.
        span: Where.
        stems: Its content words.
        numbers: Its numbers, as numerals.
        negative: Whether it says no, by its stance or its words; what denies a "not" says yes.
        denied: Whether the words themselves, which a stance affirms or denies, say no.
        nothing: Whether it says that evidence is missing.
        apart: Whether no statement of another stance takes in its words: what "refused to say that" is no denial where
            the whole sentence is somebody's.
        links: Whether it speaks of being connected, or of responsibility.
        voice: What tells the source apart: entity id, or words; None for no source.
        speaker: Id of the source's entity, or None.
        few: Whether its story is of one matter.
    """

    attribution: Attribution
    span: Span
    stems: frozenset[str]
    numbers: frozenset[str]
    negative: bool
    denied: bool
    nothing: bool
    apart: bool
    links: bool
    voice: str | None
    speaker: str | None
    few: bool

    @property
    def document(self) -> str:
        """Id of its report."""
        return self.span.document

    @property
    def stance(self) -> Stance:
        """The source's, where its words say that evidence is missing that."""
        return "no_evidence" if self.nothing else self.attribution.stance

    @property
    def says_no(self) -> bool:
        """Whether it denies, doubts or finds no evidence of what another may affirm."""
        return self.stance in DENYING

    @property
    def saying(self) -> Saying:
        """The telling as a saying."""
        return Saying(evidence=(self.span,), records=(self.attribution.id,), source=self.speaker)


def relate(a: Telling, b: Telling, worn: frozenset[str]) -> Relation | None:
    """How two tellings stand to each other; words that are worn are no ground for a denial."""
    if "indirect" not in (a.attribution.form, b.attribution.form):
        return None
    shared, shorter = len(a.stems & b.stems), min(len(a.stems), len(b.stems))
    if _is_denial(a, b, worn) or _is_contradiction(a, b):
        return "denied"
    if a.document == b.document:
        return None
    one_speaker = a.speaker is not None and a.speaker == b.speaker
    if one_speaker and a.nothing and b.nothing and shared >= LEAST_NOTHING:
        return "retold"
    if shared < _LEAST or shared < _SHARE * shorter or _numbers_clash(a, b) or a.negative != b.negative:
        return None
    agreed = shared >= _SHARE_AGREED * shorter and _may_agree(a, b)
    retold = one_speaker and _have_same_numbers(a, b) and _may_be_retold(a, b)
    return "retold" if retold else "agreed" if agreed and not one_speaker else None


def _may_be_retold(a: Telling, b: Telling) -> bool:
    """Whether two of one speaker are clauses, both of what is or both of what will be: "can call" is not "calls"."""
    if not all(CLAUSE.search(side.span.text) or side.span.text.startswith("that ") for side in (a, b)):
        return False
    return bool(_AHEAD.search(_opening(a))) == bool(_AHEAD.search(_opening(b)))


def _opening(telling: Telling) -> str:
    """The words of a clause in which its main verb stands as a rule."""
    return " ".join(telling.span.text.split()[:_OPENING])


def _are_of_one_time(a: Telling, b: Telling) -> bool:
    """Whether both tell what was or is, or both what will or can be."""
    return bool(_AHEAD.search(a.span.text)) == bool(_AHEAD.search(b.span.text))


def _may_agree(a: Telling, b: Telling) -> bool:
    """Whether two say something of somebody, and neither gives a number in another's stead."""
    clauses = all(_SAYS.search(side.span.text) and not side.span.text.startswith(_PARTS) for side in (a, b))
    return clauses and _have_same_numbers(a, b)


def _have_same_numbers(a: Telling, b: Telling) -> bool:
    """Whether neither gives a number in another's stead."""
    return a.numbers <= b.numbers or b.numbers <= a.numbers


def _is_denial(a: Telling, b: Telling, worn: frozenset[str]) -> bool:
    """Whether one named source stands up for what another denies; of claims of responsibility others judge."""
    no, yes = (a, b) if a.says_no else (b, a)
    if not may_deny(no, yes):
        return False
    light = word_set("statements", "light")
    shared, shorter = (a.stems & b.stems) - light, min(len(a.stems - light), len(b.stems - light))
    return len(shared - worn) >= _LEAST_DENIED and len(shared) >= _SHARE_DENIED * shorter and not no.links


def may_deny(no: Telling, yes: Telling) -> bool:
    """Whether one named source says no where another says yes, by all but what they speak of."""
    if not no.says_no or yes.says_no or yes.attribution.stance not in ASSERTING or _numbers_clash(no, yes):
        return False
    if not no.apart or no.voice is None or yes.voice is None or no.voice == yes.voice or no.denied != yes.denied:
        return False
    embedded = _EMBEDDED.match(no.span.text) or _DENIES.search(yes.span.text)
    if embedded or _refuses(no) or _only_tells_of(yes):
        return False
    return all(CLAUSE.search(side.span.text) for side in (no, yes))


def _refuses(telling: Telling) -> bool:
    """Whether somebody refuses to do something: "declined to meet with the owner"."""
    cue = telling.attribution.cue
    return cue is not None and _REFUSES.search(cue.text) is not None and telling.span.text.startswith("to ")


def _only_tells_of(telling: Telling) -> bool:
    """Whether it speaks of what others allege, without saying that this is true."""
    text = telling.span.text
    return _ALLEGED.search(text) is not None and not _BORNE_OUT.search(text)


def _is_contradiction(a: Telling, b: Telling) -> bool:
    """Whether two named sources say the same words of one thing, the one with a "not" at its verb."""
    no, yes = (a, b) if a.denied else (b, a)
    if (
        not no.denied
        or yes.denied
        or {a.attribution.stance, b.attribution.stance} - ASSERTING
        or a.nothing
        or b.nothing
    ):
        return False
    if a.voice is None or b.voice is None or a.voice == b.voice or a.links or b.links or not a.few or not b.few:
        return False
    shared, longer = len(a.stems & b.stems), max(len(a.stems), len(b.stems))
    plain = not any(LEANS.search(side.span.text) for side in (a, b))
    same = shared >= _LEAST_NOT and shared >= _SHARE_NOT * longer and a.numbers == b.numbers
    return plain and same and len(_NOT.findall(no.span.text)) == 1 and _are_of_one_time(a, b)


def _numbers_clash(a: Telling, b: Telling) -> bool:
    return bool(a.numbers and b.numbers and not a.numbers & b.numbers)
