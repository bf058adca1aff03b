"""One remark that two reports of a day quote in other words: both between marks, of which one at most is verbatim."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import combinations, product

from msgspec import Struct

from joindots.join.findings.alignments import align
from joindots.join.findings.contexts import Context
from joindots.join.findings.lexicons import word_set
from joindots.join.findings.speakers import are_near, is_one_speaker, words_of
from joindots.join.findings.utterances import Utterance, read_utterance, surroundings
from joindots.join.findings.verdicts import Saying, Verdict, make_finding, make_position, name_reports
from joindots.join.findings.wordings import shorten
from joindots.linkage import connected_components
from joindots.model import Attribution, Finding, Span
from joindots.text.normal import content_stems, content_words, folded_words, stem, words

_OTHER_WORDS = 0.55
_DAYS = 3  # between reports that may quote one appearance
_MOST = 3  # quotations of one speaker in a report; of more, some are on like things
_LEAST = 2  # words that two sentences share, a negation among them
_SHARE = 0.4  # of the words of the shorter
_LONGEST = 25  # words of a sentence; of longer ones two share some by chance
_WORN = 0.67  # of the reports that use a word, from which it names what all is about
_FEW = 4  # reports that may all use a word of what somebody said in them
_NO = "\x00no"
_NEGATION = re.compile(r"\b(?:no|not|never|nobody|none|nothing|no one)\b|n[’']t\b", re.IGNORECASE)
_MAY = re.compile(
    r"\b(?:may|might|could)\s(?:(?:well|possibly|perhaps)\s)?(?:(?:have|be)\s)*(?P<verb>\w+)", re.IGNORECASE
)
_WOULD = re.compile(r"\b(?:would|will|did|has|had|was|were|is)\s(?:(?:have|be|been)\s)*(?P<verb>\w+)", re.IGNORECASE)


class _Quoted(Struct, frozen=True, kw_only=True):
    """A sentence between marks.

    Attributes:
        attribution: Whose.
        utterance: All that is quoted there.
        sentence: Where it stands.
        stems: What it says in order, words of one sense as one; last a mark where it negates.
    """

    attribution: Attribution
    utterance: Utterance
    sentence: Span
    stems: tuple[str, ...]


def find_variants(context: Context) -> Iterator[Finding]:
    """For each speaker quoted in two reports of a few days: the sentences that are closest, and not in like words."""
    spoken: dict[str, dict[str, list[Attribution]]] = defaultdict(lambda: defaultdict(list))
    for attribution in context.pile.attributions:
        document = attribution.content[0].document
        name = words_of(context.entity_name(context.source_of(attribution.id) or "") or "")
        if attribution.form != "indirect" and name and context.stories_of_one_matter(document):
            spoken[name[-1]][document].append(attribution)
    worn = _find_worn(context) if any(len(told) > 1 for told in spoken.values()) else frozenset()
    for last in sorted(spoken):
        quoted = {
            document: [one for attribution in some for one in _read(context, attribution, worn)]
            for document, some in sorted(spoken[last].items())
            if len(some) <= _MOST
        }
        pairs = [pair for a, b in combinations(quoted.values(), 2) if (pair := _closest(context, a, b))]
        told = list(dict.fromkeys(one for pair in pairs for one in pair))
        for members in connected_components(len(told), [(told.index(a), told.index(b)) for a, b in pairs]):
            yield _tell(context, [told[i] for i in members])


def _find_worn(context: Context) -> frozenset[str]:
    """Stems that most reports of the pile use."""
    used = Counter(stemmed for document in context.pile.documents for stemmed in content_stems(document.text))
    return frozenset(word for word, count in used.items() if count > max(_FEW, _WORN * len(context.pile.documents)))


def _read(context: Context, attribution: Attribution, worn: Collection[str]) -> Iterator[_Quoted]:
    utterance = read_utterance(attribution)
    for span in attribution.content:
        for sentence in context.sentences_in(span):
            if len(words(sentence.text)) <= _LONGEST:
                said = [word.text for word in content_words(sentence.text)]
                stems = [_sense(word) for word in said if word not in word_set("statements", "light")]
                stems += [_NO] if _NEGATION.search(sentence.text) else []
                yield _Quoted(
                    attribution=attribution,
                    utterance=utterance,
                    sentence=sentence,
                    stems=tuple(dict.fromkeys(one for one in stems if one not in worn)),
                )


@cache
def _senses() -> dict[str, str]:
    lines = [*word_set("statements", "senses"), *word_set("paraphrases", "verbs")]
    return {word: stem(line.split()[0]) for line in sorted(lines) for word in line.split()}


def _sense(word: str) -> str:
    """The first of the words that say the same, or the word's own stem."""
    return _senses().get(word, stem(word))


def _closest(context: Context, some: Sequence[_Quoted], others: Sequence[_Quoted]) -> tuple[_Quoted, _Quoted] | None:
    """The two sentences of two reports that share most, where no two are quoted in like words."""
    pairs = [
        (a, b)
        for a, b in product(some, others)
        if is_one_speaker(context, context.source_of(a.attribution.id), context.source_of(b.attribution.id))
    ]
    if not pairs or any(_is_aligned(a, b) for a, b in pairs):
        return None
    near = are_near(context, some[0].sentence.document, others[0].sentence.document, _DAYS)
    close = [(a, b) for a, b in pairs if (near and _is_close(a, b)) or _is_hardened(a, b) or _is_hardened(b, a)]
    return max(close, key=lambda pair: (len(set(pair[0].stems) & set(pair[1].stems)), pair[1].sentence), default=None)


def _is_aligned(a: _Quoted, b: _Quoted) -> bool:
    found = align(a.utterance, b.utterance)
    return found is not None and found.is_close_for_one_speaker


def _is_close(a: _Quoted, b: _Quoted) -> bool:
    """Whether two sentences share enough of what they say, and say it in one order."""
    if not a.attribution.form == b.attribution.form == "direct":
        return False  # one that quotes a part tells the rest in its own words
    shared = [one for one in a.stems if one in b.stems]
    enough = len(shared) >= max(_LEAST, _SHARE * min(len(a.stems), len(b.stems)))
    return enough and shared == [one for one in b.stems if one in a.stems]


def _is_hardened(a: _Quoted, b: _Quoted) -> bool:
    """Whether the one says that something may be and the other that it would: of one verb."""
    soft = {stem(m["verb"].lower()) for m in _MAY.finditer(a.sentence.text)}
    hard = {stem(m["verb"].lower()) for m in _WOULD.finditer(b.sentence.text)}
    return not _MAY.search(b.sentence.text) and bool({verb for verb in soft & hard if content_words(verb)})


def _tell(context: Context, told: Sequence[_Quoted]) -> Finding:
    """One finding for all reports that quote a remark, those with the same words on one side."""
    first = min(told, key=lambda one: one.sentence)
    speaker = context.source_of(first.attribution.id) or ""
    name = context.entity_name(speaker) or "an unnamed source"
    sides: dict[str, list[_Quoted]] = defaultdict(list)
    for one in sorted(told, key=lambda one: one.sentence):
        sides[" ".join(folded_words(one.sentence.text))].append(one)
    sayings = [[_saying(context, one) for one in side] for side in sides.values()]
    texts = [_plain(side[0]) for side in sides.values()]
    quotes = [f"“{text}” in {name_reports(context, side)}" for text, side in zip(texts, sayings, strict=True)]
    verdict = Verdict(
        kind="wording",
        topic=f"Quotation: {name}, “{shorten(_plain(first), 50)}”",
        about=(speaker,),
        confidence=_OTHER_WORDS,
        explanation=f"What may be one remark of {name} is quoted in different words: {'; '.join(quotes)}.",
    )
    return make_finding(verdict, [make_position(context, t, s) for t, s in zip(texts, sayings, strict=True)])


def _saying(context: Context, one: _Quoted) -> Saying:
    return Saying(
        evidence=(one.sentence,),
        records=(one.attribution.id,),
        source=context.source_of(one.attribution.id),
        around=surroundings(context, one.attribution.content),
    )


def _plain(one: _Quoted) -> str:
    return shorten(one.sentence.text.strip("“”‘’'\" ,"))
