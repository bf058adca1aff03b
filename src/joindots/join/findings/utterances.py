"""What is quoted, as words that can be aligned while they keep their place in the text."""

import re
from collections.abc import Sequence
from typing import Self

from msgspec import Struct
from msgspec.structs import replace

from joindots.join.findings.contexts import Context
from joindots.join.findings.lexicons import word_set
from joindots.model import Attribution, AttributionForm, Span, Stance
from joindots.text.normal import Word, content_word, content_words, stem, words
from joindots.text.number_words import SMALL
from joindots.text.quotes import find_marked

_AROUND = 300
"""Code points before and after a quotation in which copying is looked for: a paragraph."""
_LEAST_TOLD = 20
"""Code points of a report's own words that can show copying; "he said" cannot."""
_VERBATIM = 9
"""Words of a quotation that two speakers do not both hit upon."""
_SHORT = 7
_SHORT_PAST = 5
"""The same for a sentence that holds no word of what anybody says; fewer where it tells what was."""
_SHORT_CONTENT = 2
_PAST = re.compile(r"\b(?:was|were|had|did|knew|came|went|saw|heard|felt|fell|\w{3,}ed)\b", re.IGNORECASE)
_LONGEST_TITLE = 6
_CRIED = re.compile(
    r"\b(?:shout|yell|chant|scream|cry|cri|sa(?:y|id)|call|read|reads)(?:s|ed|ing)?\b[^.]{0,20}\Z", re.IGNORECASE
)


class Utterance(Struct, frozen=True, kw_only=True):
    """The content of one attribution.

    Attributes:
        attribution: Id; of the document where it stands between marks and nobody is seen to say it.
        document: Id.
        speaker: Id of the source's entity, or None.
        form: Of the attribution.
        stance: Of the attribution.
        content: Its spans.
        words: Of all content spans, in order; offsets count in the document.
        stems: One for each word.
        weighty: For each word whether it is a content word.
        where: For each word the index of its content span.
        offsets: For each word where it stands in the document.
    """

    attribution: str
    document: str
    speaker: str | None
    form: AttributionForm
    stance: Stance
    content: tuple[Span, ...]
    words: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    weighty: tuple[bool, ...] = ()
    where: tuple[int, ...] = ()
    offsets: tuple[tuple[int, int], ...] = ()

    @property
    def is_unattributed(self) -> bool:
        """Whether nobody is seen to say it."""
        return self.attribution == self.document

    def stretch(self, first: int, last: int) -> tuple[Span, ...]:
        """The spans of words `first` up to but without `last`; marks inside are kept."""
        found = []
        for i in sorted(set(self.where[first:last])):
            chosen = [k for k in range(first, last) if self.where[k] == i]
            start, end = self.offsets[chosen[0]][0], self.offsets[chosen[-1]][1]
            span = self.content[i]
            text = span.text[start - span.start : end - span.start]
            found.append(Span(document=span.document, start=start, end=end, text=text))
        return tuple(found)

    def part(self, first: int, last: int) -> Self:
        """The utterance as far as words `first` up to but without `last` are it."""
        kept = sorted(set(self.where[first:last]))
        return replace(
            self,
            content=self.stretch(first, last),
            words=self.words[first:last],
            stems=self.stems[first:last],
            weighty=self.weighty[first:last],
            where=tuple(kept.index(i) for i in self.where[first:last]),
            offsets=self.offsets[first:last],
        )


def _quoted(text: str) -> list[tuple[int, int]]:
    """Where a partly quoted text is quoted, without titles of works in quotation marks."""
    return [found for found in find_marked(text) if not is_title(text, *found)]


def is_title(text: str, start: int, end: int) -> bool:
    """Whether a few words in quotation marks are all in capitals, as the title of a film is, and nobody cried them."""
    bare = content_words(text[start:end])
    titled = all(text[start + word.start].isupper() or text[start + word.start].isdigit() for word in bare)
    return 2 <= len(bare) <= _LONGEST_TITLE and titled and not _CRIED.search(text, 0, start)


def read_utterance(attribution: Attribution) -> Utterance:
    """The words of an attribution's content; of partly quoted content those between marks."""
    found: list[tuple[int, Word]] = []
    for i, span in enumerate(attribution.content):
        for start, end in _quoted(span.text) if attribution.form == "mixed" else [(0, len(span.text))]:
            found += [(i, word) for word in words(span.text, start, end)]
    return _make(
        Utterance(
            attribution=attribution.id,
            document=attribution.content[0].document,
            speaker=attribution.source.entity if attribution.source else None,
            form=attribution.form,
            stance=attribution.stance,
            content=attribution.content,
        ),
        found,
    )


def read_unattributed(span: Span) -> Utterance:
    """What stands between marks and nobody is seen to say."""
    utterance = Utterance(
        attribution=span.document,
        document=span.document,
        speaker=None,
        form="direct",
        stance="asserts",
        content=(span,),
    )
    return _make(utterance, [(0, word) for word in words(span.text)])


def _make(utterance: Utterance, found: Sequence[tuple[int, Word]]) -> Utterance:
    """The utterance with its words, each with the index of its content span, in which its offsets count."""
    starts = [span.start for span in utterance.content]
    bare = [content_word(word.text) for _, word in found]
    return replace(
        utterance,
        words=tuple(_numeral(word.text) for _, word in found),
        stems=tuple(_numeral(stem(content or word.text)) for content, (_, word) in zip(bare, found, strict=True)),
        weighty=tuple(content is not None for content in bare),
        where=tuple(i for i, _ in found),
        offsets=tuple((starts[i] + word.start, starts[i] + word.end) for i, word in found),
    )


def _numeral(word: str) -> str:
    """A small number word as a numeral: house styles differ, what was said does not."""
    return str(SMALL[word]) if word in SMALL and SMALL[word] > 1 else word


def surroundings(context: Context, content: Sequence[Span]) -> tuple[Span, ...]:
    """What a report tells in its own words right before and after a quotation.

    Where that is copied, the report is; a quotation, or the next one, stands in every report that quotes its speaker.
    """
    document = content[0].document
    text = context.documents[document].text
    start, end = max(0, content[0].start - _AROUND), min(len(text), content[-1].end + _AROUND)
    quoted = [(q.start, q.end) for q in context.quoted.get(document, ()) if q.start < end and q.end > start]
    pieces, at = [], start
    for first, last in [*sorted({*quoted, *((span.start, span.end) for span in content)}), (end, end)]:
        if len(text[at:first].strip()) >= _LEAST_TOLD:
            pieces.append(context.trim(document, at, first))
        at = max(at, last)
    return tuple(pieces)


def telling_sentences(context: Context, utterance: Utterance) -> frozenset[tuple[str, ...]]:
    """The words of those sentences of a quotation that no two speakers hit upon within a few days."""
    found = {utterance.words} if len(utterance.words) >= _VERBATIM else set()
    if utterance.form != "mixed":
        sentences = (sentence for span in utterance.content for sentence in context.sentences_in(span))
        found |= {words for sentence in sentences if (words := _telling(sentence.text))}
    return frozenset(found)


def _telling(sentence: str) -> tuple[str, ...]:
    """The words of a sentence that is telling; else none."""
    return tuple(_numeral(word.text) for word in words(sentence)) if is_telling(sentence) else ()


def is_telling(sentence: str) -> bool:
    """Whether a sentence has many words, or few of which none is what anybody says."""
    bare = [word.text for word in content_words(sentence)]
    least = _SHORT_PAST if _PAST.search(sentence) else _SHORT
    plain = least <= len(words(sentence)) and len(bare) >= _SHORT_CONTENT
    return plain and word_set("statements", "formulas").isdisjoint(bare)
