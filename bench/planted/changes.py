"""The one change: where it can be planted in a report, and what then stands there."""

import re
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Literal, get_args

from marks import has_marks
from msgspec import Struct
from tables import either, entries, pairs, words_of

Kind = Literal["number", "date", "place", "name", "polarity", "speaker", "quotation", "finding"]
KINDS: tuple[Kind, ...] = get_args(Kind)

LEAST_WORDS, MOST_WORDS = 8, 60
"""Words of a sentence that a change may be planted in."""
_SENTENCE = re.compile(r"[^\s.!?](?:[^.!?\n]|[.!?](?![\s”\"’)]))*[.!?][”\"’)]*")
_NOT_PROSE = re.compile(
    r"©|@|https?:|www\.|\bphoto\b|copyright|all rights|click|newsletter|subscribe|follow us", re.IGNORECASE
)
_SHORTENED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Sgt|Lt|Col|Gen|Capt|Rev|Sen|Gov|Rep|No|vs|Jr|Sr|[A-Z])\.$")
_QUOTED = re.compile(r"''[^'\n]*(?:'[^'\n]+)*''|“[^“”\n]+”|\"[^\"\n]+\"")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")

_SMALL = entries("numbers", "words")
_MONTHS, _DAYS = entries("calendar", "months"), entries("calendar", "weekdays")
_GIVEN, _FAMILY = entries("people", "given"), entries("people", "family")
_NUMBER = re.compile(
    rf"(?<![\w.,:/#£€-])\$?(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|(?:{either(_SMALL[2:])}))"
    r"(?=%|-(?:year|month|day|week|hour|mile|foot|inch)|,? [a-z]|[.;](?:\s|$))"
)
_NO_COUNT = re.compile(
    rf"(?:\b(?:{either(_MONTHS)}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?|[A-Z][\w.’'-]*|\bNo\."
    r"|\bat|\bby|\bSection|[–—-]) ?$"
)
_CLOCK = re.compile(rf" (?:[ap]\.?m\b|o'clock|block\b|(?:{either(_MONTHS)})\b|(?:and|or|to) \d)")
_DAY = re.compile(rf"\b(?P<d>{either(_DAYS)})\b(?!['’])")
_MONTH = re.compile(
    rf"\b(?:(?:in|since|until|by|last|of|during) (?P<m>{either(_MONTHS)})\b"
    rf"|(?:{either(_MONTHS)}) (?P<n>\d{{1,2}})\b(?!,? ?:))"
)
_YEAR = re.compile(r"\b(?:in|since|until|of|from) (?P<y>(?:19|20)\d\d)\b(?!-)")
_PLACE = re.compile(
    r"\b(?:[Ii]n|[Ff]rom|[Nn]ear|to|outside) "
    rf"(?P<p>{either([word for line in words_of('places').values() for word in line])})"
    r"\b(?![-'’]|,? [A-Z]|\.\S)"
)
_PERSON = re.compile(
    rf"\b(?P<g>{either(_GIVEN)}) (?:[A-Z]\. )?(?P<f>[A-Z][a-z]+(?:[A-Z][a-z]+)?)\b(?![-'’]\w*[A-Z]| [A-Z])"
)
_NO_FAMILY = frozenset({*_GIVEN, *entries("people", "other")})
_SAYING = either(entries("people", "saying"))
_NEGATED = re.compile(
    r"\b(?:was|were|is|are|has|have|had|did|does|do|will|would|could|should)(?P<n> not|n't|n’t)\b(?! only)"
)
_PLAIN = re.compile(
    r"\b(?P<a>was|were|is|are|has been|have been|had been|will|would)(?= (?:[a-z]+ed|taken|found|shot|known|seen|held|"
    r"made|given|told|able|be|expected|responsible|involved|armed|present|aware)\b)(?! supposed| used)"
)
_ANY_NEGATION = re.compile(r"\b(?:no|not|never|nor|neither|none|without)\b|n['’]t\b")


class Change(Struct, frozen=True):
    """A change that can be planted.

    Attributes:
        kind: What it is.
        start: Offset in the report of what is exchanged.
        end: One past its last character.
        new: What stands there in the copy, never the same.
    """

    kind: Kind
    start: int
    end: int
    new: str


def plant(text: str, kind: Kind, rng: Random) -> Change | None:
    """One change of a kind, at a place drawn from all where it can be planted, or None.

    Args:
        text: Of the report.
        kind: Of the change.
        rng: Draws the place and what stands there.
    """
    if has_marks(text):
        return None
    found = [change for start, end in list_sentences(text) for change in _FINDERS[kind](text, start, end, rng)]
    found = [change for change in found if change.new != text[change.start : change.end]]
    return rng.choice(found) if found else None


def list_sentences(text: str) -> list[tuple[int, int]]:
    """Sentences of the report's prose, each standing only once in it; the first line, its title, left out."""
    told: dict[str, tuple[int, int]] = {}
    often: set[str] = set()
    begin = len(text) - len(text.lstrip())
    first = text.find("\n", begin) + 1
    for found in _SENTENCE.finditer(text, first):
        words = found.group().split()
        if found.group() in told:
            often.add(found.group())
        if LEAST_WORDS <= len(words) <= MOST_WORDS and not _SHORTENED.search(found.group()):
            told[found.group()] = found.span()
    return [span for sentence, span in told.items() if sentence not in often and not _NOT_PROSE.search(sentence)]


def _quotations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Quotations that lie in a sentence, or that it lies in; a sentence whose marks do not match has all quoted."""
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    line = text[line_start:line_end]
    if line.count('"') % 2 or line.count("''") % 2 or line.count("“") != line.count("”"):
        return [(start, end)]
    spans = [(found.start() + line_start, found.end() + line_start) for found in _QUOTED.finditer(line)]
    return [(a, b) for a, b in spans if a < end and b > start]


def _plain(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Matches of a sentence outside quotation marks."""
    quoted = _quotations(text, start, end)
    for found in pattern.finditer(text, start, end):
        if all(found.end() <= a or found.start() >= b for a, b in quoted):
            yield found


def _another(words: Sequence[str], word: str, rng: Random) -> str:
    return rng.choice([other for other in words if other != word])


def _numbers(text: str, start: int, end: int, rng: Random) -> Iterator[Change]:
    for found in _plain(_NUMBER, text, start, end):
        number, (a, b) = found["n"], found.span("n")
        is_year = len(number) == 4 and number[:2] in {"19", "20"}
        if is_year or _NO_COUNT.search(text[max(start, a - 30) : a]) or _CLOCK.match(text, b):
            continue
        yield Change("number", a, b, _another_number(number, rng))


def _another_number(number: str, rng: Random) -> str:
    if number in _SMALL:
        return _another(_SMALL[2:], number, rng)
    value = float(number.replace(",", ""))
    if "." in number:
        places = len(number.partition(".")[2])
        return f"{value * rng.choice([0.5, 0.75, 1.25, 1.5, 2]) + 10**-places:.{places}f}"
    if value <= 20:
        return str(int(value) + rng.randint(1, 6))
    step = 10 ** max(0, len(str(int(value))) - 2)
    other = int(value) + step * rng.randint(1, 9) * rng.choice([1, 2])
    return f"{other:,}" if "," in number else str(other)


def _dates(text: str, start: int, end: int, rng: Random) -> Iterator[Change]:
    for found in _plain(_DAY, text, start, end):
        yield Change("date", *found.span("d"), _another(_DAYS, found["d"], rng))
    for found in _plain(_MONTH, text, start, end):
        if found["m"]:
            yield Change("date", *found.span("m"), _another(_MONTHS, found["m"], rng))
        else:
            yield Change("date", *found.span("n"), _another([str(day) for day in range(1, 29)], found["n"], rng))
    for found in _plain(_YEAR, text, start, end):
        yield Change("date", *found.span("y"), str(int(found["y"]) + rng.choice([-4, -3, -2, -1, 1])))


def _places(text: str, start: int, end: int, rng: Random) -> Iterator[Change]:
    for found in _plain(_PLACE, text, start, end):
        line = next(line for line in words_of("places").values() if found["p"] in line)
        yield Change("place", *found.span("p"), _another(line, found["p"], rng))


def _is_speaker(text: str, a: int, b: int) -> bool:
    before, after = text[max(0, a - 40) : a], text[b : b + 40]
    saying = rf"\b(?:{_SAYING})\b"
    return bool(re.search(rf"{saying}[^.,;]*$", before) or re.match(rf"[^.;]{{0,30}}?{saying}", after))


def _new_family(text: str, rng: Random) -> str:
    return rng.choice([name for name in _FAMILY if name not in text])


def _names(text: str, start: int, end: int, rng: Random) -> Iterator[Change]:
    for found in _plain(_PERSON, text, start, end):
        if found["f"] not in _NO_FAMILY and not _is_speaker(text, *found.span()):
            yield Change("name", *found.span("f"), _new_family(text, rng))


def _people(text: str) -> list[str]:
    """Family names of those whom the report names in full."""
    return sorted({found["f"] for found in _PERSON.finditer(text)} - _NO_FAMILY)


def _speakers(text: str, start: int, end: int, rng: Random) -> Iterator[Change]:
    people = _people(text)
    if not people:
        return
    name = rf"(?:(?:{either(_GIVEN)}) )?(?:{either(people)})"
    pattern = re.compile(
        rf"\b(?:(?P<a>{name})(?= (?:{_SAYING})\b)|(?<=\b)(?:said|says|added) (?P<b>{name})\b(?![-'’]))"
    )
    for found in _plain(pattern, text, start, end):
        group = "a" if found["a"] else "b"
        others = [person for person in people if person not in found[group]]
        new = rng.choice(others) if others and rng.random() < 0.5 else _new_family(text, rng)
        given = found[group].rpartition(" ")[0]
        yield Change("speaker", *found.span(group), f"{given} {new}".strip())


def _polarities(text: str, start: int, end: int, rng: Random) -> Iterator[Change]:
    del rng
    if text[start:end].endswith("?"):
        return
    negations = list(_ANY_NEGATION.finditer(text, start, end))
    if len(negations) == 1:
        for found in _plain(_NEGATED, text, start, end):
            yield Change("polarity", found.start(), found.end(), text[found.start() : found.start("n")])
    if not negations:
        for found in _plain(_PLAIN, text, start, end):
            verb, _, rest = found["a"].partition(" ")
            yield Change("polarity", *found.span("a"), f"{verb} not {rest}".strip())


def _quoted_words(text: str, start: int, end: int, rng: Random) -> Iterator[Change]:
    table = words_of("quotations")
    for a, b in _quotations(text, start, end):
        if (a, b) == (start, end) or len(text[a:b].split()) < LEAST_WORDS:
            continue
        for found in _WORD.finditer(text, max(a, start), min(b, end)):
            if found.group() in table:
                yield Change("quotation", *found.span(), rng.choice(table[found.group()]))


def _findings(text: str, start: int, end: int, rng: Random) -> Iterator[Change]:
    del rng
    table = dict(pairs("findings", "pairs"))
    for found in _plain(_FINDING, text, start, end):
        yield Change("finding", *found.span(), table[found.group()])


_FINDING = re.compile(rf"\b(?:{either([before for before, _ in pairs('findings', 'pairs')])})(?:(?<= )|(?![\w-]))")
_FINDERS: dict[Kind, Callable[[str, int, int, Random], Iterator[Change]]] = {
    "number": _numbers,
    "date": _dates,
    "place": _places,
    "name": _names,
    "polarity": _polarities,
    "speaker": _speakers,
    "quotation": _quoted_words,
    "finding": _findings,
}


def order_kinds(wanted: Kind) -> Sequence[Kind]:
    """The kinds to try: the wanted one first, then those that few texts allow."""
    return (wanted, *(kind for kind in _RARE_FIRST if kind != wanted))


_RARE_FIRST: tuple[Kind, ...] = ("speaker", "quotation", "place", "finding", "name", "number", "date", "polarity")
