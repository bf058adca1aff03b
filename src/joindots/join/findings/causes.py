"""What one says was the cause of a mishap, and another denies; and a likely cause that became the cause."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from joindots.join.findings.blocks import ToldBlock, list_blocks
from joindots.join.findings.contexts import Context
from joindots.join.findings.verdicts import Saying, Verdict, make_finding, make_position, name_reports, say_sentence
from joindots.join.findings.wordings import capitalise, join_words, shorten
from joindots.linkage import connected_components
from joindots.model import Finding, FindingKind, Span
from joindots.text.normal import content_stems, content_words, stem

_CONFLICT = 0.65
_HARDENED = 0.65
_THING = r"(?:the|a|an|its|their|his|her)\s(?:[\w’'-]{1,24}\s){1,4}?"
_AUX = r"(?:was|were|is|are|had\sbeen|has\sbeen|may\shave\sbeen|might\shave\sbeen|could\shave\sbeen|must\shave\sbeen)"
_ROLE = r"(?:source|cause|origin|culprit|reason\sfor)"
_BY = r"(?:caused\sby|triggered\sby|brought\sabout\sby|blamed\son|traced\sto)"
_ALSO = r"(?:(?:was|were|is|had|has)\s[^.;,:]{1,50}?\sand\s)?"
_SUBJECT = re.compile(
    rf"\b(?P<thing>{_THING}){_ALSO}(?:"
    rf"(?P<no>(?:had\s|has\s)?played\sno\spart|(?:has|had|have)\s(?:had\s)?nothing\sto\sdo\swith|did\snot\scause|had\snot\scaused"
    rf"|(?:was|were|is)\snot\s(?:to\sblame|at\sfault|(?:the|a)\s{_ROLE})|(?:was|were)\sruled\sout)"
    rf"|(?P<any>played\sany\spart|had\sanything\sto\sdo\swith)"
    rf"|(?P<maybe>(?:may|might|could)\shave\scaused|{_AUX}\s(?:the|a)\s(?:likely|probable|possible|suspected)\s{_ROLE})"
    rf"|(?P<yes>(?:had\s|has\s)?caused(?!\sby)|{_AUX}\s(?:partly\s|solely\s|largely\s)?(?:to\sblame|the\s(?:sole\s|main\s|direct\s)?{_ROLE}))"
    r")\b",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    rf"\b(?:(?P<no>not\s{_BY}|(?:ruled\sout|ruling\sout|rules\sout))|(?P<yes>{_BY}))\s"
    r"(?P<thing>(?:(?:the|a|an|its|their|his|her)\s)?[\w’'-]{1,24}(?:\s[\w’'-]{1,24}){0,3})",
    re.IGNORECASE,
)
_TOLD_BY = (
    "caus",
    "blam",
    "source",
    "origin",
    "culprit",
    "reason",
    "part",
    "nothing",
    "fault",
    "rul",
    "trigger",
    "trace",
    "brought",
)
"""Of which a paragraph that tells of a cause holds one."""
_PHRASE_END = re.compile(
    r"[\s](?:in|on|at|of|by|from|that|which|who|and|or|as|for|with|after|before|during|was|were|is|had|has|when|but|to|near|under)\b",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    r"\b(?:may|might|could|likely|probably|possibly|believed?|suspect(?:s|ed)?|thought|appears?|appeared|apparently|whether|if)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:not|never|no evidence|denie[sd]|denying|deny|rejects?|rejected|ruled out|no sign|no indication)\b|n[’']t\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|an?|its|their|his|her)\s", re.IGNORECASE)
_GOVERNED = re.compile(
    r"\b(?:about|over|of|with|for|at|by|from|on|in|into|after|before|against|to|between|around|during|than|as)\s\Z",
    re.IGNORECASE,
)
"""What stands before a thing that is no subject: of "anger over the spill had nothing to do with it" the anger is."""
_NEAR = 24  # code points before a cause in which it is hedged or denied
_LONGEST_SENTENCE = 800  # code points; a longer one is a list
_TELLING = 2
"""Content words by which a cause is known; one that has fewer must share as many of its effect."""
_LONGEST = 110
_EMPTY = frozenset(
    {"thing", "one", "something", "nothing", "incident", "accident", "death", "damage", "problem", "man", "woman"}
)
"""Nouns that name no cause."""


class _Told(Struct, frozen=True, kw_only=True):
    """A cause in one sentence.

    Attributes:
        stems: What is said to be the cause.
        head: Its noun.
        around: The other content words of its sentence.
        thing: The same as written.
        side: Whether it is affirmed, held likely, or denied.
        who: Whom the report names for it, as prose names it, or None.
        voice: The same as id or words.
        saying: For a position.
    """

    stems: frozenset[str]
    head: str
    around: frozenset[str]
    thing: str
    side: str
    who: str | None
    voice: str | None
    saying: Saying


def find_causes(context: Context) -> Iterator[Finding]:
    """For each cause that a story tells: who denies it beside who affirms it, and what was likely and then certain."""
    told: dict[str, list[_Told]] = defaultdict(list)
    for block in list_blocks(context, cues=_TOLD_BY):
        for one in _read(context, block):
            for story in block.stories:
                told[story].append(one)
    for story in sorted(told):
        tellings = told[story]
        edges = [
            (i, k)
            for i in range(len(tellings))
            for k in range(i + 1, len(tellings))
            if _is_one(tellings[i], tellings[k])
        ]
        for members in connected_components(len(tellings), edges):
            sides: dict[str, list[_Told]] = defaultdict(list)
            for i in members:
                sides[tellings[i].side].append(tellings[i])
            yield from _judge(context, sides)


def _read(context: Context, block: ToldBlock) -> Iterator[_Told]:
    text, start, end = block.document.text, block.start, block.end
    for pattern in (_SUBJECT, _OBJECT):
        for found in pattern.finditer(text, start, end):
            thing = _PHRASE_END.split(found["thing"], maxsplit=1)[0].strip()
            said = [stem(word.text) for word in content_words(thing)]
            stems = frozenset(said) - _EMPTY
            here = Span(document=block.document.id, start=found.start(), end=found.end(), text=found.group())
            sentence = context.sentence(here)
            if not stems or said[-1] in _EMPTY or "?" in sentence.text or len(sentence.text) > _LONGEST_SENTENCE:
                continue
            if pattern is _SUBJECT and _GOVERNED.search(text, max(start, found.start() - _NEAR), found.start()):
                continue
            record = context.said_by(here)
            yield _Told(
                stems=stems,
                head=said[-1],
                around=content_stems(sentence.text) - stems,
                thing=thing,
                side=_side(context, found, text[max(sentence.start, here.start - _NEAR) : here.start], record),
                who=context.source_words(record),
                voice=context.voice_of(record),
                saying=say_sentence(context, sentence, record),
            )


def _side(context: Context, found: re.Match[str], before: str, record: str | None) -> str:
    """Whether a cause is affirmed, held likely or denied, by the words, what stands before, and who denies them."""
    groups = found.groupdict()
    stance = context.attributions[record].stance if record else None
    denied = bool(groups["no"]) != bool(_NEGATED.search(before) or stance in ("denies", "no_evidence"))
    if denied or groups.get("any"):
        return "no"
    return "maybe" if groups.get("maybe") or _HEDGED.search(before) or stance == "suspects" else "yes"


def _is_one(a: _Told, b: _Told) -> bool:
    """Whether two causes are one: one noun, and all words of the one; a single word needs an effect in common."""
    shared = a.stems & b.stems
    if a.head != b.head or shared not in (a.stems, b.stems):
        return False
    together = a.saying.document == b.saying.document
    return together or len(shared) >= _TELLING or len(a.around & b.around) >= _TELLING


def _judge(context: Context, sides: Mapping[str, Sequence[_Told]]) -> Iterator[Finding]:
    no, yes = sides.get("no", ()), [*sides.get("yes", ()), *sides.get("maybe", ())]
    voices = {one.voice for one in no}
    against = [
        one for one in yes if one.voice not in voices or one.saying.document not in {n.saying.document for n in no}
    ]
    if no and against:
        yield _tell(context, ("conflict", _CONFLICT), (against, no), "")
    maybe, certain = sides.get("maybe", ()), sides.get("yes", ())
    documents = [{one.saying.document for one in side} for side in (maybe, certain)]
    if not no and maybe and certain and not documents[0] & documents[1]:
        days = [sorted(context.day(document) or "" for document in told) for told in documents]
        later = bool(days[0][0]) and days[0][-1] < days[1][0]
        text = (
            " What was held likely is told as certain later."
            if later
            else " One report reserves what the other states."
        )
        yield _tell(context, ("wording", _HARDENED), (maybe, certain), text)


def _tell(
    context: Context, kind: tuple[FindingKind, float], sides: tuple[Sequence[_Told], Sequence[_Told]], more: str
) -> Finding:
    named = (_ARTICLE.sub("", one.thing) for side in sides for one in side)
    thing = f"the {min(named, key=lambda text: (len(text), text))}"
    told = [f"{_labels(context, side)}: “{shorten(side[0].saying.evidence[0].text, _LONGEST)}”" for side in sides]
    names = ("affirmed", "denied") if kind[0] == "conflict" else ("likely", "certain")
    verdict = Verdict(
        kind=kind[0],
        topic=f"Statement: the cause, {thing}",
        about=tuple(sorted({one.saying.source for side in sides for one in side if one.saying.source})),
        confidence=kind[1],
        explanation=f"Whether {thing} was the cause: {told[0]}; {told[1]}.{more}",
    )
    positions = [
        make_position(
            context,
            f"{capitalise(_who(side))}{name}: {shorten(side[0].saying.evidence[0].text)}",
            [o.saying for o in side],
        )
        for name, side in zip(names, sides, strict=True)
    ]
    return make_finding(verdict, positions)


def _who(side: Sequence[_Told]) -> str:
    named = join_words(sorted({one.who for one in side if one.who}))
    return f"{named}, " if named else ""


def _labels(context: Context, side: Sequence[_Told]) -> str:
    """Whom the reports name, and the reports."""
    named = join_words(sorted({one.who for one in side if one.who}))
    labels = name_reports(context, [one.saying for one in side])
    return f"{named} in {labels}" if named else labels
