"""Charges and their denial by whoever is charged: "the jury found that he had stolen", "he denied stealing"."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from joindots.join.findings.contexts import Context
from joindots.join.findings.lexicons import pattern, word_lists
from joindots.join.findings.verdicts import Saying, Verdict, make_finding, make_position, name_reports
from joindots.join.findings.wordings import capitalise, join_words, shorten
from joindots.model import Attribution, Finding, Span

_DENIED = 0.5  # the denial may be of one deed of several
_LONGEST = 12  # words of a denial; a longer one is compared by its words
_DENIES = re.compile(r"den(?:y|ies|ied|ying)\b", re.IGNORECASE)
_CHARGING = frozenset({"asserts", "claims", "finds", "confirms", "criticises"})
_NAMING = re.compile(
    r"\b(?:because|before|after|while|when|during|since|until|although|though)\b"
    r"|\bwho (?:\w+ ){1,3}(?:charged|accused|suspected|tried)\b"
    r"|(?<!was )(?<!were )(?<!been )(?<!is )(?<!are )(?<!being )"
    r"\b(?:charged with|accused of|suspected of|on trial for|tried for) (?:\w+ ){0,3}\Z"
    r"|\b(?:allegation|accusation|claim|suggestion|rumou?r)s? (?:of|that|about) (?:\w+ ){0,3}\Z",
    re.IGNORECASE,
)
"""Between somebody and a deed: words that name a charge in passing, or begin a clause about something else."""
_COUNSEL = re.compile(r"\bdefen[cs]e\b", re.IGNORECASE)  # speaks for whoever is charged


class _Charge(Struct, frozen=True):
    """A deed laid to somebody, or denied by him.

    Attributes:
        attribution: Who says so.
        span: In which words.
        who: Source as prose names it.
    """

    attribution: Attribution
    span: Span
    who: str

    @property
    def saying(self) -> Saying:
        """The charge as a saying."""
        source = self.attribution.source
        return Saying(evidence=(self.span,), records=(self.attribution.id,), source=source.entity if source else None)


def find_charges(context: Context) -> Iterator[Finding]:
    """For each person or body and kind of deed: who lays it to them, beside their denial."""
    denied: dict[tuple[str, str, str], list[_Charge]] = defaultdict(list)
    for attribution in context.pile.attributions:
        for key in _denials(context, attribution):
            denied[key].append(_charge(context, attribution))
    if not denied:
        return
    charged: dict[tuple[str, str, str], list[_Charge]] = defaultdict(list)
    for attribution in context.pile.attributions:
        for key in _charges(context, attribution):
            if key in denied:
                charged[key].append(_charge(context, attribution))
    pairs = sorted({key[1:] for key in charged})
    for pair in pairs:  # a charge that reports of several stories tell is one
        keys = [key for key in sorted(charged) if key[1:] == pair]
        yield _tell(context, pair[0], *(_once(side[key] for key in keys) for side in (charged, denied)))


def _once(sides: Iterable[Sequence[_Charge]]) -> list[_Charge]:
    """Charges of several stories, each once, in text order."""
    found = {charge.attribution.id: charge for side in sides for charge in side}
    return sorted(found.values(), key=lambda charge: (charge.span, charge.attribution.id))


def _charge(context: Context, attribution: Attribution) -> _Charge:
    who = context.source_words(attribution.id) or "an unnamed source"
    return _Charge(attribution, attribution.content[0], who)


def _denials(context: Context, attribution: Attribution) -> Iterator[tuple[str, str, str]]:
    """Story, denier and deed of a short denial."""
    span, cue = attribution.content[0], attribution.cue
    denier = context.source_of(attribution.id)
    if denier is None or cue is None or not any(_DENIES.match(word) for word in cue.text.split()):
        return
    if len(span.text.split()) > _LONGEST or pattern("hedges", "negations").search(span.text):
        return
    for deed in word_lists("charges"):
        if pattern("charges", deed).search(span.text):
            yield from ((story, denier, deed) for story in context.stories_shared(span.document))


def _charges(context: Context, attribution: Attribution) -> Iterator[tuple[str, str, str]]:
    """Story, doer and deed of a charge by somebody else; the doer is named before the deed."""
    span, voice = attribution.content[0], context.voice_of(attribution.id)
    if attribution.stance not in _CHARGING or voice is None or context.is_headline(span):
        return
    for sentence in context.sentences_in(span):
        if pattern("hedges", "negations").search(sentence.text):
            continue
        for deed in word_lists("charges"):
            if not (found := pattern("charges", deed).search(sentence.text)):
                continue
            before = context.trim(sentence.document, sentence.start, sentence.start + found.start())
            named = context.entities_in(before)[:1]
            for story in context.stories_shared(span.document):
                yield from (
                    (story, doer, deed)
                    for doer in named
                    if doer != voice
                    and not _sides_with(context, voice, doer)
                    and not _NAMING.search(_after_name(context, doer, before))
                )


def _after_name(context: Context, doer: str, before: Span) -> str:
    """What stands between whoever is named and a deed; ends where the deed begins."""
    name = (context.entity_name(doer) or "").split()[-1:]
    return before.text.partition(name[0])[2] + " " if name and name[0] in before.text else before.text + " "


def _sides_with(context: Context, voice: str, doer: str) -> bool:
    """Whether who speaks is named after whoever is charged: "Dorn's lawyers" charge him with nothing."""
    if _COUNSEL.search(context.entity_name(voice) or voice):
        return True
    name = (context.entity_name(doer) or "").casefold().split()[-1:]
    said = (context.entity_name(voice) or voice).casefold().replace("’", "'").replace("'s", "").split()
    return bool(name) and name[0] in said


def _tell(context: Context, doer: str, charged: Sequence[_Charge], denied: Sequence[_Charge]) -> Finding:
    name = context.entity_name(doer) or "whoever is charged"
    yes, no = (shorten(side[0].span.text) for side in (charged, denied))
    verdict = Verdict(
        kind="conflict",
        topic=f"Statement: {name}, {no}",
        about=(doer,),
        confidence=_DENIED,
        explanation=f"{capitalise(_who(charged))} in {name_reports(context, [one.span for one in charged])}: “{yes}”; "
        f"denied by {name} in {name_reports(context, [one.span for one in denied])}: “{no}”.",
    )
    positions = [
        make_position(context, f"{capitalise(_who(charged))}: {yes}", [one.saying for one in charged]),
        make_position(context, f"{name}, denied: {no}", [one.saying for one in denied]),
    ]
    return make_finding(verdict, positions)


def _who(side: Sequence[_Charge]) -> str:
    return join_words(sorted({one.who for one in side}))
