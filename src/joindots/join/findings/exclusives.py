"""What one report alone has, from papers that it saw or people who spoke to it."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import zip_longest

from joindots.join.findings.blocks import list_blocks
from joindots.join.findings.contexts import Context
from joindots.join.findings.verdicts import Saying, Verdict, make_finding, make_position
from joindots.join.findings.wordings import shorten
from joindots.model import Finding, Span
from joindots.text.normal import content_stems, content_words

_ALONE = 0.5
_US = r"(?:this|our)\s(?:news)?(?:paper|magazine|site|reporter)"
_TO_US = re.compile(
    rf"\b(?:(?:seen|obtained|reviewed)\sby\s(?:us\b|{_US}\b|(?:the\s)?(?P<name>[A-Z]\w+))"
    rf"|(?:told|shown\sto|spoke\sto)\s{_US}\b|(?:has|have)\stold\sus\b)"
)
"""To the report's own house by name much is told that is told to others, too; papers that it saw it saw alone."""
_SAW = re.compile(r"\b(?:has|have)\s(?:also\s)?(?:seen|obtained|learned|learnt)\b")
"""What announces that the next sentence tells what the report found out."""
_WE = re.compile(rf"\b(?:{_US}|the\spaper)\s\Z", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:Both|They|He|She)\s(?:also\s)?(?:said|says|say|added)\b")
_DECLINED = re.compile(r"\b(?:declin\w+|refus\w+|did not (?:answer|reply|respond)|no comment|nothing)\b", re.IGNORECASE)
_LEAST = 6  # content words of a sentence that tells something
_LIKE = 0.5  # of its words that a sentence of another report has, which then tells the same
_MOST = 3  # of one report: one that has more than that is an interview


def find_exclusives(context: Context) -> Iterator[Finding]:
    """For each report of a matter that others tell as well: what it says it found out and none of the others tells."""
    own: dict[str, list[Span]] = defaultdict(list)
    for block in list_blocks(context):
        document = block.document.id
        sentences = context.sentences_in(context.trim(document, block.start, block.end))
        for sentence, after in zip_longest(sentences, sentences[1:]):
            if told := _tells(context, sentence, after):
                own[document].append(told)
    for document in sorted(own):
        alone = [span for span in dict.fromkeys(own[document]) if _is_alone(context, span)]
        yield from (_tell(context, span) for span in alone if len(alone) <= _MOST)


def _tells(context: Context, sentence: Span, after: Span | None) -> Span | None:
    """What a report says it found out: a sentence that says so, with the next where that tells it; None where none."""
    saw = _SAW.search(sentence.text)
    if saw and (_WE.search(sentence.text[: saw.start()]) or _is_own(context, sentence, sentence.text[: saw.start()])):
        own, more = saw, after is not None
    elif (told := _TO_US.search(sentence.text)) and (not told["name"] or _is_own(context, sentence, told["name"])):
        own, more = told, after is not None and _GOES_ON.match(after.text) is not None
    else:
        return None
    if _DECLINED.search(sentence.text):
        return None
    here = context.trim(sentence.document, sentence.start + own.start(), sentence.start + own.end())
    if context.is_quoted(here):
        return None
    whole = context.trim(sentence.document, sentence.start, after.end) if more and after else sentence
    return whole if len(content_stems(whole.text)) >= _LEAST else None


def _is_own(context: Context, sentence: Span, before: str) -> bool:
    """Whether the last word is one of the name of the report's own house."""
    last = content_words(before)[-1:]
    house = content_words(context.documents[sentence.document].publisher or "")
    return bool(last) and any(word.text == last[0].text for word in house)


def _is_alone(context: Context, span: Span) -> bool:
    """Whether no sentence of another report of the story has half of the words."""
    stems = content_stems(span.text)
    stories = set(context.stories_of_one_matter(span.document))
    for document in context.pile.documents:
        if document.id == span.document or stories.isdisjoint(context.stories_of_one_matter(document.id)):
            continue
        for block in document.blocks:
            for sentence in context.sentences_in(block, document.id):
                if len(stems & content_stems(sentence.text)) >= _LIKE * len(stems):
                    return False
    return True


def _tell(context: Context, span: Span) -> Finding:
    sentence = Saying(evidence=(span,), records=(span.document,))
    verdict = Verdict(
        kind="single",
        topic=f"Statement: {shorten(span.text, 70)}",
        about=(),
        confidence=_ALONE,
        explanation=f"Only {context.dated_label(span.document)} tells this, from what it saw or was told: "
        f"“{shorten(span.text)}”.",
    )
    return make_finding(verdict, [make_position(context, shorten(span.text), [sentence])])
