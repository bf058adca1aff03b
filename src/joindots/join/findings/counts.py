"""What a number counts: whom it takes in, whom it leaves out, and whether the sentence says it moved."""

import re
from collections.abc import Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from joindots.join.findings.besides import read_besides
from joindots.join.findings.contexts import Context
from joindots.join.findings.figure_scopes import is_added, is_aside
from joindots.join.findings.lexicons import pattern, word_set
from joindots.join.findings.matters import LONE, is_moved, read_matters, read_voice
from joindots.join.findings.shares import is_share
from joindots.join.findings.verdicts import Saying
from joindots.join.findings.wordings import add_part, list_words
from joindots.model import Dated, Quantity, Span
from joindots.text.normal import content_stems, content_words, stem
from joindots.text.number_words import ORDINALS

ABOUT = 0.1
"""Farthest that "about" reaches to either side, as a share of the number. It reaches no farther than one step of the
rounding either: "some 34,000" is rounded to thousands, "about 350" to fifties."""
TOLLS = frozenset({"killed", "injured"})
"""Measures that count people harmed."""
INFECTED = "infected"
"""Ends the measure of people of one sort who are ill."""

_OTHERS = re.compile(r"\bothers?\b", re.IGNORECASE)
_HAPPENINGS = frozenset({"accident", "attack", "incident", "crash", "fire", "disaster", "collision", "explosion"})
_ALMOST, _NO_MORE = re.compile(r"(?:almost|nearly)\b", re.IGNORECASE), 0.2  # how much of the slack lies above
_MAGNITUDE = re.compile(r"\b(?:thousand|[mb]illion|trillion|m|bn)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b(?!,\d)")
_MORE_THAN = re.compile(r"\bmore than\b|\bno more\b")
_OF_THEM = re.compile(r",\s(?:and |with |including )?(?:at least |about |some )?[\w-]+ of (?:them|whom)\b")
"""After "50 were hurt, 11 of them seriously" it is the 11 who are told apart."""
_ILL = re.compile(
    r"\b(?:ill|sick|sickened|unwell|infected|poisoned|tested positive|test positive|testing positive)\b", re.IGNORECASE
)
_ABOARD = re.compile(
    r"(?:\s(?:people|persons|passengers and crew|crew and passengers|souls))?"
    r"(?:\s(?:were|who were|had gone|had been|went|travelling|were travelling))?"
    r"(?:\s(?:on board|aboard)\b|(?<=and crew)|(?<=and passengers)"
    r"|(?<=people) who (?:had )?(?:stepped|got|climbed) (?:into|in|on|onto) (?:the|a)\b)",
    re.IGNORECASE,
)
_NEXT_CRAFT = re.compile(r"\b(?:second|third|another|other|next) [a-z]+\b")  # whose people are others
_LONGEST_STATE = 50  # code points between a number of people and the words that they are ill
_IN_YEAR = re.compile(r"(?:In|Back in|During)(?: \w+)? ((?:19|20)\d\d)\b")
_MORE_OR_LESS = re.compile(r"\s(?:higher|lower|more|less|fewer|greater|smaller|above|below)\b", re.IGNORECASE)
_NEXT_ONE = re.compile(r"\ba(?:nother)? (?:second|third|fourth|fifth|sixth|seventh)\b")
"""Who shot three "and a fourth" shot more than the number says."""
_FIVE = 5  # numbers are rounded to fives of a step as well
_PEOPLE = "people "
_FEWEST = 3  # a lesser sum over several events is hardly one
_TOTAL_BEFORE = 24  # code points before the number in which "a total of" can stand
_TOTAL_AFTER = 40  # code points after it in which "in all" can stand


class Count(Struct, frozen=True, kw_only=True):
    """A number with what its sentence says about its reach.

    Attributes:
        span: The number phrase.
        evidence: What gives it meaning.
        record: Id of the quantity.
        source: Id of the entity that the document names for it, or None.
        voice: Whom the document names for it: entity id, or words; None for its own voice.
        named: The same as prose names it.
        event: Id of its event, or None.
        measure: Key without what follows a bar.
        low: Least value, widened where it is a round one.
        high: Greatest value.
        exact: Whether it is one number.
        least: Whether it counts a part of the people, or those named, so that the whole may be more.
        vague: Whether it gives no number at all ("dozens").
        words: How a position says it: "4", "at least 40", "five by name".
        counted: What is counted, as written, or empty.
        stems: Content words of the clause.
        harm: Whether people are counted by what befell them.
        people: Whether what is counted is people, or not said.
        period: What the number covers, or None.
        headline: Whether it stands in a title, standfirst or heading.
        besides: Who is counted on top of the number ("a police officer"), or None.
        doer: `including` or `excluding` where the sentence says whether who did it is counted, else None.
        further: Whether it adds to a number given elsewhere or is a share of it ("another three", "two of them").
        total: Whether it sums up several events.
        moved: Whether the sentence says that the number changed.
        told: Day on which its sentence says that it was given, or None: that of the report.
        struck: All whom the report counts as killed or injured, where it gives one number of each.
        parts: Lower numbers that its words make a part of it: "seven, including four on one porch", or those of four
            shot who did not die.
    """

    span: Span
    evidence: tuple[Span, ...]
    record: str
    source: str | None
    voice: str | None
    named: str | None
    event: str | None
    measure: str
    low: float
    high: float
    exact: bool
    least: bool
    vague: bool
    words: str
    counted: str
    stems: frozenset[str]
    harm: bool
    people: bool
    period: Dated | None
    headline: bool
    besides: str | None
    doer: str | None
    further: bool
    total: bool
    moved: bool
    told: str | None = None
    struck: float | None = None
    parts: frozenset[float] = frozenset()

    @property
    def document(self) -> str:
        """Id of the document."""
        return self.span.document

    @property
    def saying(self) -> Saying:
        """The count as a saying."""
        return Saying(evidence=self.evidence, records=(self.record,), source=self.source)

    @property
    def numerals(self) -> frozenset[str]:
        """The words of the number itself."""
        return content_stems(self.span.text)

    def meets(self, low: float, high: float) -> bool:
        """Whether a number between `low` and `high` can be the one meant."""
        return self.low <= high and low <= self.high


def read_counts(context: Context, quantities: Sequence[Quantity]) -> list[tuple[Quantity, Count]]:
    """The reach of all quantities that have a value and count something told.

    Single victims are left to the counts they stand beside.
    """
    singles = {
        (sentence.document, sentence.start): quantity
        for quantity in sorted(quantities, key=lambda q: q.span)
        if quantity.measure.endswith("|part")
        for sentence in (context.sentence(quantity.span),)
    }
    found = []
    ill = map(partial(_as_ill, context), read_matters(context, quantities))
    for quantity in map(partial(_as_aboard, context), ill):
        if quantity.measure.startswith(LONE) or quantity.measure.endswith("|part"):
            continue
        if (quantity.low is None and quantity.high is None) or _is_difference(context, quantity):
            continue
        if quantity.measure in word_set("counts", "anyone") or _is_of_another_year(context, quantity):
            continue
        if is_aside(context, quantity) or is_added(quantity):
            continue
        sentence = context.sentence(quantity.span)
        besides = None
        if quantity.measure.endswith("|besides"):
            single = singles.get((sentence.document, sentence.start))
            besides = read_besides(context, quantity, single)
        found.append((quantity, _read(context, quantity, sentence, besides)))
    return found


def _is_difference(context: Context, quantity: Quantity) -> bool:
    """Whether a percentage tells by how much something differs ("16 per cent higher"), not how much it is."""
    text = context.documents[quantity.span.document].text
    return quantity.kind == "percentage" and _MORE_OR_LESS.match(text, quantity.span.end) is not None


def _as_ill(context: Context, quantity: Quantity) -> Quantity:
    """A count of people who are told to be ill as one of these; any other as it is."""
    plain = quantity.measure in word_set("counts", "falling") | word_set(
        "counts", "sorts"
    ) or quantity.measure.startswith(LONE)
    if not plain or quantity.kind not in ("count", "measure"):
        return quantity
    text, at = context.documents[quantity.span.document].text, quantity.span
    sentence = context.sentence(at)
    near = text[max(sentence.start, at.start - _LONGEST_STATE) : min(sentence.end, at.end + _LONGEST_STATE)]
    if not _ILL.search(quantity.clause.text) or not _ILL.search(near):
        return quantity
    heads = [stem(word.text) for word in content_words(quantity.counted or "")]
    apart = heads and heads[-1] in word_set("counts", "sorts")  # patients and staff are counted apart
    return replace(quantity, measure=f"{heads[-1]} {INFECTED}" if apart else f"{_PEOPLE}ill", kind="count")


def _as_aboard(context: Context, quantity: Quantity) -> Quantity:
    """A count of all whom a ship, train or plane carried as one of these: passengers alone are another count."""
    if quantity.kind not in ("count", "measure") or quantity.measure.partition("|")[0] in TOLLS:
        return quantity
    text, end = context.documents[quantity.span.document].text, quantity.span.end
    if quantity.kind == "measure" and not quantity.measure.startswith(LONE):
        return quantity
    found = None if _NEXT_CRAFT.search(text, context.sentence(quantity.span).start, end) else _ABOARD.match(text, end)
    return replace(quantity, measure=f"{_PEOPLE}aboard", kind="count") if found and found.group() else quantity


def leave_out_other_years(context: Context, counts: Sequence[Count]) -> list[Count]:
    """Without those put in a year long before the report where others are put in none: an earlier happening."""
    found = []
    for count in counts:
        years = {int(year) for span in count.evidence for year in _YEAR.findall(span.text)}
        if opening := _IN_YEAR.match(context.sentence(count.span).text):
            years.add(int(opening[1]))
        published = context.day(count.document)
        old = years and published is not None and max(years) < int(published[:4]) - 1
        if not old:
            found.append(count)
    return found or list(counts)


def _is_of_another_year(context: Context, quantity: Quantity) -> bool:
    """Whether the clause puts the number in a year that is not its event's: another happening, told to compare."""
    event = context.events.get(quantity.event or "")
    years = set(_YEAR.findall(quantity.clause.text))
    if not years or event is None or event.date is None or event.date.earliest is None:
        return False
    return years.isdisjoint({event.date.earliest[:4], (event.date.latest or event.date.earliest)[:4]})


def _read(context: Context, quantity: Quantity, sentence: Span, besides: str | None) -> Count:
    low, high = _reach(quantity)
    measure, _, suffix = quantity.measure.partition("|")
    if measure.removeprefix(_PEOPLE) in word_set("counts", "states"):
        measure = measure.removeprefix(_PEOPLE)
    at = quantity.span.start - sentence.start
    before, after = sentence.text[: max(0, at)], sentence.text[at + len(quantity.span.text) :]
    extra = 1 if besides else 0
    harm = is_harm(quantity)
    part = _part(quantity) if harm and suffix not in ("named", "besides") else None
    voice, named = read_voice(context, quantity)
    least = suffix == "named" or part is not None or (harm and _is_told_apart(quantity, measure))
    return Count(
        span=quantity.span,
        evidence=(quantity.clause,),
        record=quantity.id,
        source=context.source_of(quantity.attribution),
        voice=voice,
        named=named,
        event=quantity.event,
        measure=measure,
        low=low + extra,
        high=float("inf") if least else high + extra,
        exact=quantity.low == quantity.high and quantity.bound == "exact" and not least,
        least=least,
        vague=quantity.bound == "vague",
        words=add_part(_words(quantity, suffix, besides), part, quantity.span.text),
        counted=quantity.counted or "",
        stems=content_stems(quantity.clause.text),
        harm=harm,
        people=_counts_people(quantity),
        period=quantity.period,
        headline=context.is_headline(quantity.span),
        besides=besides,
        doer=suffix.partition(":")[0] if ":" in suffix else None,
        further=_adds(quantity, suffix, before, after),
        total=_is_total(context, quantity, before, after),
        moved=is_moved(context, quantity, sentence),
    )


def _adds(quantity: Quantity, suffix: str, before: str, after: str) -> bool:
    """Whether a number adds to one given elsewhere, or is a share of it."""
    if suffix == "further" or is_share(before, after):
        return True
    return suffix != "named" and _is_further(quantity, is_harm(quantity), after)


def _is_told_apart(quantity: Quantity, measure: str) -> bool:
    """Whether people are told from somebody, or by how or where: there may be more of them."""
    others = measure != "injured" and _OTHERS.search(quantity.counted or "") is not None
    own = _OF_THEM.split(quantity.clause.text)[0]
    return others or pattern("counts", "told_apart").search(own) is not None


def _words(quantity: Quantity, suffix: str, besides: str | None) -> str:
    """The value as a position says it."""
    low, said = quantity.low, " ".join(quantity.span.text.split())
    if quantity.bound != "exact" or low is None or low != quantity.high:
        return f"at least {low:g}" if low and quantity.counted == said else said  # "a murder-suicide" has no numeral
    if suffix == "named":
        return list_words(int(low), said)
    if quantity.kind != "count":
        return said
    if _MAGNITUDE.search(quantity.span.text):
        return " ".join(f"{quantity.span.text} {quantity.counted or ''}".split())
    number = f"{low:,}"
    return f"{number}, and {besides} besides" if besides else number


def _reach(quantity: Quantity) -> tuple[float, float]:
    low = quantity.low if quantity.low is not None else float("-inf")
    high = quantity.high if quantity.high is not None else float("inf")
    if quantity.bound == "about":
        return low - _rounding(low), high + _rounding(high) * (_NO_MORE if _ALMOST.match(quantity.span.text) else 1)
    if quantity.bound == "at_least":
        return low, float("inf")
    if quantity.bound == "at_most":
        return float("-inf"), high
    return low, high


def _rounding(number: float) -> float:
    """How far a number that is told as a round one may be off."""
    widest = abs(number) * ABOUT
    if not number or number % 1:
        return widest
    step = 1
    while number % (step * 10) == 0:
        step *= 10
    return min(widest, step * (_FIVE if number % (step * 10) == step * _FIVE else 1))


def _is_further(quantity: Quantity, harm: bool, after: str) -> bool:
    """Whether words beside a number make it an addition to, or a share of, a number given elsewhere.

    "Others" and "more" after a number of injured tell them from the dead, not from other injured; what was done in a
    period since is a number of its own, however much it adds to.
    """
    beside = set(re.findall(r"\w+", _MORE_THAN.sub("", f"{quantity.span.text} {quantity.counted or ''}".lower())))
    adds = not beside.isdisjoint(word_set("counts", "further"))
    if adds and quantity.measure != "injured" and (harm or quantity.period is None):
        return True
    if not harm:
        return bool(_OTHERS.match((quantity.counted or "").lstrip()))  # "two other charities" than the one named
    if not beside.isdisjoint(ORDINALS) or not content_stems(quantity.counted or "").isdisjoint(_HAPPENINGS):
        return True  # "the fourth victim" is one, and "three accidents" are no dead
    return pattern("counts", "part").match(after.lstrip()) is not None or _NEXT_ONE.search(after) is not None


def _part(quantity: Quantity) -> str | None:
    """The people counted, where they need not be all ("children", "officers"), as written; else None."""
    heads = [stem(word.text) for word in content_words(quantity.counted or "")]
    everyone = word_set("counts", "everyone")
    if quantity.measure.partition("|")[0] not in TOLLS:
        everyone |= word_set("counts", "seized")
    return None if not heads or any(head in everyone for head in heads) else quantity.counted


def is_harm(quantity: Quantity) -> bool:
    """Whether people are counted by what befell them (`shot`), not by what they are (`passenger`)."""
    measure = quantity.measure.partition("|")[0]
    if measure.removeprefix(_PEOPLE) in word_set("counts", "states"):
        return True
    counted = content_stems(quantity.counted or "")
    return quantity.kind == "count" and " " not in measure and stem(measure) not in counted


def _counts_people(quantity: Quantity) -> bool:
    """Whether what is counted is a word for people, or is not said."""
    heads = content_stems(quantity.counted or "")
    known = word_set("counts", "everyone") | word_set("counts", "seized")
    return not heads or not heads.isdisjoint(known)


def _counts_deeds(quantity: Quantity) -> bool:
    """Whether the deaths themselves are counted: "five killings" are five dead in what may be one event."""
    counted = content_stems(quantity.counted or "")
    return not counted.isdisjoint(word_set("counts", "deeds"))


def _is_total(context: Context, quantity: Quantity, before: str, after: str) -> bool:
    """Whether the number sums up several events: its event is told as several, or words at the number say so."""
    event = context.events.get(quantity.event or "")
    if quantity.low is None:
        return False
    if pattern("counts", "wider").search(quantity.clause.text):
        return True
    if quantity.low < _FEWEST:
        return False
    if event is not None:
        return event.type.endswith("group") and not _counts_deeds(quantity)
    total = pattern("counts", "total")
    said = f"{before[-_TOTAL_BEFORE:]}{quantity.span.text}"
    return total.search(said) is not None or total.search(after[:_TOTAL_AFTER]) is not None
