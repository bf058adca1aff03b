"""What one report quotes and another tells without the marks, or with the marks elsewhere."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from msgspec import Struct

from joindots.join.findings.contexts import Context
from joindots.join.findings.lexicons import word_set
from joindots.join.findings.speakers import are_near, is_one_speaker, words_of
from joindots.join.findings.verdicts import Saying, Verdict, make_finding, make_position, name_reports
from joindots.join.findings.wordings import join_words, shorten
from joindots.model import Attribution, AttributionForm, Finding, Span
from joindots.text.normal import content_word, folded_words, stem
from joindots.text.quotes import find_marked

_MOVED = 0.65
_DAYS = 3  # between reports that may tell of one appearance
_LEAST_MARKED = 2  # content words that both tell, where one quotes a part of the other
_LEAST_UNMARKED = 3  # ... where one quotes nothing
_SHARE = 0.8  # of the content words of the shorter
_MANY = 6  # content words that both tell, of which ...
_SHARE_OF_MANY = 0.6  # ... fewer need to agree
_LONGEST = 60  # content words of what is compared; longer statements say several things
_SHOWN = 60  # code points of a quotation in a topic
_MARKS = "“”‘’\"' ,."
_TELLING = frozenset({"asserts", "claims", "confirms", "admits", "suspects", "denies", "criticises", "warns"})


class _Told(Struct, frozen=True, kw_only=True):
    """One sentence of a statement, or all of a short one.

    Attributes:
        attribution: Whose.
        span: Where.
        quoted: Folded words between its marks; all of them where it is quoted whole.
        stems: Content words, without light verbs.
        speaker: Id of the source's entity.
    """

    attribution: Attribution
    span: Span
    quoted: tuple[str, ...]
    stems: frozenset[str]
    speaker: str

    @property
    def form(self) -> AttributionForm:
        """Of the attribution."""
        return self.attribution.form

    @property
    def saying(self) -> Saying:
        """The sentence as a saying."""
        return Saying(evidence=(self.span,), records=(self.attribution.id,), source=self.speaker)


def find_unquotings(context: Context) -> Iterator[Finding]:
    """For each statement, as far as others put more of it between marks: those reports beside it."""
    told = [one for attribution in _of_quoted(context) for one in _read(context, attribution)]
    by_word: dict[str, list[int]] = defaultdict(list)
    for n, one in enumerate(told):
        for word in sorted(one.stems):
            by_word[word].append(n)
    fuller: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for some in by_word.values():
        for n, k in combinations(some, 2) if len(some) <= _LONGEST else ():
            more, less = (k, n) if len(told[k].quoted) > len(told[n].quoted) else (n, k)
            if _is_unquoted(context, told[more], told[less]):
                fuller[told[less].attribution.id].add((more, less))
    for attribution in sorted(fuller):
        pairs = [(told[more], told[less]) for more, less in fuller[attribution]]
        closest = max(pairs, key=_closeness)[1]
        beside: dict[str, tuple[_Told, _Told]] = {}
        for pair in pairs:
            if pair[1].span == closest.span:
                document = pair[0].span.document
                beside[document] = max(beside.get(document, pair), pair, key=_closeness)
        yield _tell(context, [beside[document][0] for document in sorted(beside)], closest)


def _closeness(pair: tuple[_Told, _Told]) -> tuple[int, Span, Span]:
    more, less = pair
    return len(more.stems & less.stems), less.span, more.span


def _of_quoted(context: Context) -> list[Attribution]:
    """What those say who are quoted in one report and speak in another, known by their last names."""
    spoken: dict[str, list[Attribution]] = defaultdict(list)
    for attribution in context.pile.attributions:
        name = words_of(context.entity_name(context.source_of(attribution.id) or "") or "")
        if name:
            spoken[name[-1]].append(attribution)
    return [
        attribution
        for name in sorted(spoken)
        if any(a.form != "indirect" for a in spoken[name]) and len({a.content[0].document for a in spoken[name]}) > 1
        for attribution in spoken[name]
    ]


def _read(context: Context, attribution: Attribution) -> Iterator[_Told]:
    """A statement of somebody who is known, as a whole and, where it has several sentences, each of them."""
    speaker = context.source_of(attribution.id)
    light = word_set("statements", "light")
    for span in attribution.content if speaker else ():
        sentences = context.sentences_in(span)
        for part in dict.fromkeys([*sentences, span] if attribution.form == "indirect" else sentences):
            bare = [content for word in folded_words(part.text) if (content := content_word(word))]
            stems = frozenset(stem(word) for word in bare if word not in light)
            if speaker and 0 < len(stems) <= _LONGEST and not context.is_headline(part):
                whole = [part.text] if attribution.form == "direct" else _between_marks(part.text)
                quoted = tuple(word for text in whole for word in folded_words(text))
                yield _Told(attribution=attribution, span=part, quoted=quoted, stems=stems, speaker=speaker)


def _is_unquoted(context: Context, a: _Told, b: _Told) -> bool:
    """Whether two reports tell one utterance of one speaker, and one puts fewer of its words between marks."""
    if a.span.document == b.span.document or not is_one_speaker(context, a.speaker, b.speaker):
        return False
    forms = {a.form, b.form}
    if forms in ({"direct"}, {"indirect"}) or a.quoted == b.quoted or not _is_of_one_sense(a, b):
        return False
    if not are_near(context, a.span.document, b.span.document, _DAYS):
        return False
    least = _LEAST_UNMARKED if "indirect" in forms else _LEAST_MARKED
    shared, shorter = len(a.stems & b.stems), min(len(a.stems), len(b.stems))
    if shared < least or shared < (_SHARE if shared < _MANY else _SHARE_OF_MANY) * shorter:
        return False
    more, less = (a, b) if len(a.quoted) > len(b.quoted) else (b, a)
    if not less.quoted and (context.is_quoted(less.span) or _stands_marked(context, less.span)):
        return False
    return set(less.quoted) <= set(more.quoted) and _adds(more, less)


def _is_of_one_sense(a: _Told, b: _Told) -> bool:
    """Whether none tells in its own words a promise or a wish of what the other quotes as told."""
    stances = [one.attribution.stance for one in (a, b)]
    return "indirect" not in {a.form, b.form} or stances[0] == stances[1] or _TELLING.issuperset(stances)


def _stands_marked(context: Context, span: Span) -> bool:
    """Whether a mark stands in a span or right beside it: marks that do not pair leave open what they enclose."""
    text = context.documents[span.document].text
    return any(mark in text[max(0, span.start - 2) : span.end + 2] for mark in '“”"‘')


def _adds(more: _Told, less: _Told) -> bool:
    """Whether the report that quotes less tells some of what the other quotes, in its own words."""
    own = less.stems - {stem(bare) for word in less.quoted if (bare := content_word(word))}
    return bool(own & {stem(bare) for word in more.quoted if (bare := content_word(word))})


def _tell(context: Context, quoting: Sequence[_Told], less: _Told) -> Finding:
    more = quoting[0]
    name = context.entity_name(more.speaker) or "an unnamed source"
    labels = [name_reports(context, side) for side in ([one.saying for one in quoting], [less.saying])]
    how = f"only {_marked(less)}" if less.quoted else f"tells it without marks: “{shorten(less.span.text)}”"
    puts = "puts" if len(quoting) == 1 else "put"
    text = f"Of what {name} said {labels[0]} {puts} {_marked(more)} between marks, {labels[1]} {how}."
    verdict = Verdict(
        kind="wording",
        topic=f"Quotation: {name}, {_marked(more)}",
        about=(more.speaker,),
        confidence=_MOVED,
        explanation=text,
    )
    sides = [quoting, [less]]
    positions = [make_position(context, shorten(side[0].span.text), [one.saying for one in side]) for side in sides]
    return make_finding(verdict, positions)


def _marked(told: _Told) -> str:
    """What stands between the marks, each part between marks of our own."""
    whole = [told.span.text] if told.form == "direct" else _between_marks(told.span.text)
    return join_words([f"“{shorten(text.strip(_MARKS), _SHOWN)}”" for text in whole])


def _between_marks(text: str) -> list[str]:
    return [text[start:end] for start, end in find_marked(text)]
