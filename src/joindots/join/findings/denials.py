"""Denials of what was said right before: "The union says the pumps were off. The port denies it."."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from joindots.join.findings.contexts import Context
from joindots.join.findings.tellings import CLAUSE
from joindots.join.findings.verdicts import Saying, Verdict, make_finding, make_position, say_attribution
from joindots.join.findings.wordings import capitalise, shorten
from joindots.model import Attribution, Block, Document, Finding, Span
from joindots.text.languages import ENGLISH, block_language
from joindots.text.normal import content_stems, stem

_DENIED = 0.5
_LONGEST = 60  # code points of the words that name who denies; more is a sentence of its own
_BRIEF = re.compile(
    r"\b(?:(?:denies|denied|deny|has denied|have denied) (?:it|this|that|them|the (?:claim|charge|allegation)s?)"
    r"|(?:has|have|had|found|saw|knows) no (?:evidence|proof|sign|indication) (?:of|for) (?:it|this|that|them))[.,;]"
)
_TAKES_UP = re.compile(r"(?:denies|denied|deny|has denied|have denied) (?:it|this)\b")
"""What denies the last sentence of the paragraph above, and no allegation known from elsewhere."""
_DENY = re.compile(r"den(?:y|ies|ied|ying)\Z", re.IGNORECASE)
_ALLEGED = re.compile(
    r"(?:(?:the|those|these|any|all|such|both) )*"
    r"((?:claim|allegation|accusation|report|rumou?r|suggestion|story|stories|account)s?)\b"
    r"(?![^.,;]* (?:of|that|by|from|about)\b)",
    re.IGNORECASE,
)
"""What takes up what was said before, and tells nothing of it: "denied the reports", not "rumours there of a third"."""
_ACCUSED = re.compile(r"\baccus(?:e[sd]?|ing)\b", re.IGNORECASE)
_DOING = re.compile(r"(?:ever |having )?\w{2,20}ing\b|any \w", re.IGNORECASE)
"""What somebody denies who is accused of it: "denied making any payment"."""
_LEAST_SAID = 2  # content words of what can be denied
_ASSERTING = frozenset({"asserts", "claims", "criticises", "finds", "confirms"})


def find_denials(context: Context) -> Iterator[Finding]:
    """For each short denial: what the sentence before it lays to somebody else, beside who denies it."""
    spoken: dict[tuple[str, int], list[Attribution]] = defaultdict(list)
    for attribution in context.pile.attributions:
        if attribution.stance in _ASSERTING:
            sentence = context.sentence(attribution.content[0])
            spoken[sentence.document, sentence.start].append(attribution)
    found: dict[tuple[str, str], list[tuple[Attribution, Span]]] = defaultdict(list)
    for before, sentence in (*_brief_denials(context), *_denials_of_accused(context, spoken)):
        said = spoken.get((before.document, before.start))
        said = [one for one in said or () if _is_statement(_words(context, one))]
        if said and (sentence not in [span for _, span in found[before.text, sentence.text]]):
            first = min(said, key=lambda attribution: (-len(attribution.content[0].text), attribution.content))
            found[before.text, sentence.text].append((first, sentence))
    for key in sorted(found):
        yield _denied(context, found[key])


def _brief_denials(context: Context) -> Iterator[tuple[Span, Span]]:
    """Sentences that deny with a pronoun, each after the sentence it follows in its paragraph."""
    for document in context.pile.documents:
        for block in document.blocks:
            if block.kind != "body" or block_language(document, block) != ENGLISH:
                continue
            if not _BRIEF.search(document.text, block.start, block.end):
                continue
            sentences = context.sentences_in(block, document.id)
            for before, sentence in pairwise([*_last_before(context, document, block), *sentences]):
                denial = _BRIEF.search(sentence.text)
                if before.end <= block.start and denial and not _TAKES_UP.match(denial.group()):
                    continue
                if denial and 0 < denial.start() <= _LONGEST:
                    yield before, sentence


def _denials_of_accused(
    context: Context, spoken: Mapping[tuple[str, int], Sequence[Attribution]]
) -> Iterator[tuple[Span, Span]]:
    """Sentences in which somebody denies what the sentence before lays to them."""
    for attribution in context.pile.attributions:
        cue, content = attribution.cue, attribution.content[0]
        if attribution.stance != "denies" or attribution.source is None or not (cue and _DENY.search(cue.text)):
            continue
        sentence = context.sentence(content)
        before = context.sentence_before(sentence)
        denier = context.source_of(attribution.id)
        said = spoken.get((before.document, before.start), ()) if before else ()
        if before and any(_is_laid_to(context, denier, content, one) for one in said):
            yield before, sentence


def _is_laid_to(context: Context, denier: str | None, denied: Span, said: Attribution) -> bool:
    """Whether a denial answers what was said: of the denier, or taken up by a noun, or as what one is accused of."""
    if (denier and denier == context.source_of(said.id)) or len(content_stems(said.content[0].text)) < _LEAST_SAID:
        return False
    taken_up = _ALLEGED.match(denied.text)
    if taken_up:  # "If the allegations are true": these were made before, by somebody else
        return stem(taken_up[1].lower()) not in content_stems(said.content[0].text)
    accused = said.cue is not None and _ACCUSED.search(said.cue.text) is not None
    named = denier is not None and any(denier in context.entities_in(span) for span in said.content)
    shared = content_stems(denied.text) & content_stems(said.content[0].text)
    return _DOING.match(denied.text) is not None and (accused or (named and bool(shared)))


def _last_before(context: Context, document: Document, block: Block) -> list[Span]:
    """The last sentence of the paragraph before a block, where nothing stands between."""
    here = context.trim(document.id, block.start, block.end)
    last = context.sentence_before(here)
    above = context.block(last) if last else None
    return [last] if last and above and above.kind == "body" else []


def _denied(context: Context, copies: Sequence[tuple[Attribution, Span]]) -> Finding:
    said, sentence = copies[0]
    who = context.source_words(said.id) or "an unnamed source"
    told, denial = shorten(_words(context, said)), shorten(sentence.text).rstrip(".")
    verdict = Verdict(
        kind="conflict",
        topic=f"Statement: {shorten(_words(context, said), 70)}",
        about=(said.source.entity,) if said.source and said.source.entity else (),
        confidence=_DENIED,
        explanation=f"{capitalise(who)}: “{told}”; {context.dated_label(sentence.document)} goes on: “{denial}”.",
    )
    yes = [say_attribution(attribution) for attribution, _ in copies]
    no = [Saying(evidence=(span,), records=(span.document,)) for _, span in copies]
    positions = [
        make_position(context, f"{who}: {told}", yes),
        make_position(context, shorten(sentence.text), no),
    ]
    return make_finding(verdict, positions)


def _is_statement(words: str) -> bool:
    """Whether words can be denied: "the two others" cannot."""
    return words.startswith("that ") or CLAUSE.search(words) is not None


def _words(context: Context, said: Attribution) -> str:
    """What was said; with its verb where somebody is accused: "accused the port of neglect"."""
    content, cue = said.content[0], said.cue
    accused = cue is not None and _ACCUSED.search(cue.text) and cue.end <= content.start
    start = cue.start if cue and accused else content.start
    return context.documents[content.document].text[start : content.end]
