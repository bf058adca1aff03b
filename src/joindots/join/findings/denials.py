"""Denials of what was said right before: "The union says the pumps were off. The port denies it."."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from joindots.join.findings.contexts import Context
from joindots.join.findings.verdicts import Saying, Verdict, make_finding, make_position
from joindots.join.findings.wordings import capitalise, shorten
from joindots.model import Attribution, Block, Document, Finding, Span
from joindots.text.languages import ENGLISH, block_language

_DENIED = 0.5
_LONGEST = 60  # code points of the words that name who denies; more is a sentence of its own
_BRIEF = re.compile(
    r"\b(?:(?:denies|denied|deny|has denied|have denied) (?:it|this|that|them|the (?:claim|charge|allegation)s?)"
    r"|(?:has|have|had|found|saw|knows) no (?:evidence|proof|sign|indication) (?:of|for) (?:it|this|that|them))[.,;]"
)
_TAKES_UP = re.compile(r"(?:denies|denied|deny|has denied|have denied) (?:it|this)\b")
"""What denies the last sentence of the paragraph above, and no allegation known from elsewhere."""
_ASSERTING = frozenset({"asserts", "claims", "criticises", "finds", "confirms"})


def find_denials(context: Context) -> Iterator[Finding]:
    """For each short denial: what the sentence before it lays to somebody else, beside who denies it."""
    spoken: dict[tuple[str, int], list[Attribution]] = defaultdict(list)
    for attribution in context.pile.attributions:
        if attribution.stance in _ASSERTING and attribution.source:
            sentence = context.sentence(attribution.content[0])
            spoken[sentence.document, sentence.start].append(attribution)
    found: dict[tuple[str, str], list[tuple[Attribution, Span]]] = defaultdict(list)
    for before, sentence in _brief_denials(context):
        said = spoken.get((before.document, before.start))
        if said:
            first = min(said, key=lambda attribution: attribution.content)
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


def _last_before(context: Context, document: Document, block: Block) -> list[Span]:
    """The last sentence of the paragraph before a block, where nothing stands between."""
    here = context.trim(document.id, block.start, block.end)
    last = context.sentence_before(here)
    above = context.block(last) if last else None
    return [last] if last and above and above.kind == "body" else []


def _denied(context: Context, copies: Sequence[tuple[Attribution, Span]]) -> Finding:
    said, sentence = copies[0]
    who = context.source_words(said.id) or "an unnamed source"
    told, denial = shorten(said.content[0].text), shorten(sentence.text).rstrip(".")
    verdict = Verdict(
        kind="conflict",
        topic=f"Statement: {shorten(said.content[0].text, 70)}",
        about=(said.source.entity,) if said.source and said.source.entity else (),
        confidence=_DENIED,
        explanation=f"{capitalise(who)}: “{told}”; {context.dated_label(sentence.document)} goes on: “{denial}”.",
    )
    yes = [_saying(attribution) for attribution, _ in copies]
    no = [Saying(evidence=(span,), records=(span.document,)) for _, span in copies]
    positions = [
        make_position(context, f"{who}: {told}", yes),
        make_position(context, shorten(sentence.text), no),
    ]
    return make_finding(verdict, positions)


def _saying(attribution: Attribution) -> Saying:
    source = attribution.source.entity if attribution.source else None
    return Saying(evidence=attribution.content, records=(attribution.id,), source=source)
