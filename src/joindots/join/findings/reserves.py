"""What one report tells as suspected and another, in its own words, as so: a reserve that was lost on the way."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from joindots.join.findings.blocks import list_blocks
from joindots.join.findings.contexts import Context
from joindots.join.findings.lexicons import pattern
from joindots.join.findings.verdicts import Saying, Verdict, make_finding, make_position, name_reports
from joindots.join.findings.wordings import capitalise, join_words, shorten
from joindots.model import Attribution, Finding, Span
from joindots.text.normal import content_words, stem

_LOST = 0.6
_LEAST = 3  # content words of what is suspected, the name of whoever it is told of among them
_MOST = 14  # words; a longer suspicion is told in other words elsewhere
_ASIDE = 2  # content words that the other telling may have between those
_THAT = re.compile(r"^that\s", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?:if|whether|unless|alleged(?:ly)?|accused|according to|told|said|says|denie[sd]|claim\w{0,3}|amid|speculation"
    r"|rumou?rs?|reports?|suggest\w{0,4}|fear\w{0,3}|estimat\w{1,4}|believ\w{1,3}|thinks?|expect\w{0,3})\b|\?",
    re.IGNORECASE,
)


def find_reserves(context: Context) -> Iterator[Finding]:
    """For each short suspicion of a story: the reports that tell the same, in the same words, as so."""
    suspected: dict[tuple[str, tuple[str, ...]], list[Attribution]] = defaultdict(list)
    for attribution in context.pile.attributions:
        if attribution.stance == "suspects" and (stems := _read(context, attribution)):
            for story in context.stories_of_one_matter(attribution.content[0].document):
                suspected[story, stems].append(attribution)
    if not suspected:
        return
    stated = _find_stated(context, suspected)
    for key in sorted(stated):
        documents = {one.content[0].document for one in suspected[key]}
        plain = [span for span in stated[key] if span.document not in documents]
        if plain:
            yield _tell(context, suspected[key], plain)


def _read(context: Context, attribution: Attribution) -> tuple[str, ...]:
    """Content words of a suspicion of somebody with a name, in order; empty for any other."""
    span = attribution.content[0]
    words = tuple(stem(word.text) for word in content_words(_THAT.sub("", span.text)))
    named = any(context.entities[e].kind in ("person", "organisation") for e in context.entities_in(span))
    short = len(span.text.split()) <= _MOST and len(words) >= _LEAST
    plain = not pattern("hedges", "negations").search(span.text) and not context.is_headline(span)
    return words if named and short and plain and len(attribution.content) == 1 else ()


def _find_stated(
    context: Context, suspected: Mapping[tuple[str, tuple[str, ...]], Sequence[Attribution]]
) -> dict[tuple[str, tuple[str, ...]], list[Span]]:
    """Sentences in a report's own voice that say, without a reserve, what another only suspects."""
    by_story: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for story, stems in suspected:
        by_story[story].append(stems)
    found: dict[tuple[str, tuple[str, ...]], list[Span]] = defaultdict(list)
    for block in list_blocks(context):
        text = block.document.text[block.start : block.end].lower()
        for story in block.stories:
            for stems in by_story.get(story, ()):
                if all(word[:-1] in text for word in stems):
                    found[story, stems] += _sentences(
                        context, Span(document=block.document.id, start=block.start, end=block.end, text=""), stems
                    )
    return found


def _sentences(context: Context, block: Span, stems: Sequence[str]) -> Iterator[Span]:
    for sentence in context.sentences_in(block):
        reserved = pattern("hedges", "words").search(sentence.text) or pattern("hedges", "negations").search(
            sentence.text
        )
        here = None if reserved or _OPEN.search(sentence.text) else _place(sentence, stems)
        if here and context.said_by(here) is None and not context.is_quoted(here):
            yield sentence


def _place(sentence: Span, stems: Sequence[str]) -> Span | None:
    """Where the words stand in a sentence in their order, with hardly another between them."""
    words = content_words(sentence.text)
    said = [stem(word.text) for word in words]
    for first in range(len(said) - len(stems) + 1):
        at, window = first - 1, said[first : first + len(stems) + _ASIDE]
        for wanted in stems:
            if wanted not in window[at - first + 1 :]:
                break
            at = first + window.index(wanted, at - first + 1)
        else:
            start, end = sentence.start + words[first].start, sentence.start + words[at].end
            return Span(
                document=sentence.document, start=start, end=end, text=sentence.text[words[first].start : words[at].end]
            )
    return None


def _tell(context: Context, suspected: Sequence[Attribution], stated: Sequence[Span]) -> Finding:
    who = join_words(sorted({context.source_words(one.id) or "an unnamed source" for one in suspected}))
    soft = [
        Saying(evidence=(context.sentence(one.content[0]),), records=(one.id,), source=context.source_of(one.id))
        for one in suspected
    ]
    hard = [Saying(evidence=(span,), records=(span.document,)) for span in stated]
    words = shorten(_THAT.sub("", suspected[0].content[0].text))
    verdict = Verdict(
        kind="wording",
        topic=f"Statement: {shorten(words, 70)}",
        about=tuple(sorted({one.source for one in soft if one.source})),
        confidence=_LOST,
        explanation=f"{capitalise(who)} only suspected it ({name_reports(context, soft)}): “{words}”. "
        f"{name_reports(context, hard)} {'tells' if len(hard) == 1 else 'tell'} it as so: “{_sentence(stated[0])}”.",
    )
    positions = [
        make_position(context, f"suspected: {words}", soft),
        make_position(context, f"told as so: {shorten(stated[0].text)}", hard),
    ]
    return make_finding(verdict, positions)


def _sentence(span: Span) -> str:
    return shorten(span.text).rstrip(".")
