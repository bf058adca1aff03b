"""Quantities of one document: numbers with what they count, for which event, over which period, in whose words.

`measure` is the key by which two quantities are comparable; it is built so that equal keys count the same thing:

- People harmed or handled: `killed`, `injured`, `shot`, `missing`, `arrested`, `convicted` ... (`harms.toml`).
- A suffix says who is in the count. None: the toll as told. `|besides`: another victim is told outside this count in
  the same sentence ("killing four before stabbing an officer"). `|part`: a single victim, where the report also
  gives more or points back ("he died", "the death of a boy"), two told before ("both died"), or a number inside a
  list. `|named`: victims listed, one by one or with numbers ("two men and a woman"). `|including:attacker`,
  `|excluding:attacker`: said so, as by "before killing himself" and "a murder-suicide". `|further`: it comes on top
  of a count told before ("another two").
- `people attending` for crowds, `people homeless`, `votes for`, `votes against`, `magnitude`.
- `prison sentence`: its length in years or months; `counted` is whoever got it, as for ages.
- Other counts: the counted noun and the verb it suffers, `plot foiled`; the noun alone where there is none.
- `number at ...`: a number that counts nothing the text names; no two share such a key, and none is compared.
- `age`; `<noun> share` for percentages; `<noun> price` ... for money the noun or verb beside it; the noun for measures.
"""

from joindots.extract.clauses import clause_span
from joindots.extract.lookups import Lookup
from joindots.extract.quantities.bearers import EventFinder
from joindots.extract.quantities.deed_names import find_deed_names
from joindots.extract.quantities.headline_lists import find_headline_lists
from joindots.extract.quantities.headline_singles import find_headline_singles
from joindots.extract.quantities.kinds import read_number
from joindots.extract.quantities.numbers import NumberPhrase, find_number_phrases
from joindots.extract.quantities.pairs import find_pairs
from joindots.extract.quantities.periods import find_period
from joindots.extract.quantities.readings import Reading
from joindots.extract.quantities.scopes import scope_tolls
from joindots.extract.quantities.sums import find_sums
from joindots.extract.quantities.terms import find_terms
from joindots.extract.quantities.told_lists import find_told_lists
from joindots.extract.quantities.victims import find_lists, find_singles
from joindots.model import Observations, Quantity, make_id
from joindots.parse import Parse


def extract_quantities(parse: Parse, found: Observations) -> tuple[Quantity, ...]:
    """Numbers with what they count. Years, dates, clock times, addresses, scores and numbers in names are none.

    Args:
        parse: The document.
        found: Its entities, times, attributions and events.

    Returns:
        Sorted by id; no two share a span.
    """
    lookup = Lookup(parse, found)
    events = EventFinder(parse, found, lookup)
    readings = [
        r for phrase in find_number_phrases(parse, lookup) if (r := read_number(parse, phrase, lookup)) is not None
    ]
    readings = _apart([*find_terms(parse, lookup), *readings])
    headlines = find_headline_lists(parse, readings)
    readings += [
        *headlines,
        *_outside(headlines, _find_lists(parse, lookup, readings)),
    ]
    singles = find_singles(parse, lookup, readings)
    readings += [
        *find_headline_singles(parse, readings, singles),
        *singles,
        *find_pairs(parse),
        *find_deed_names(parse),
    ]
    drafts = [(r, events.event_of(r)) for r in _one_a_span(readings)]
    quantities = [_quantity(parse, found, lookup, r, event) for r, event in scope_tolls(parse, lookup, drafts)]
    return tuple(sorted(quantities, key=lambda q: q.id))


def _find_lists(parse: Parse, lookup: Lookup, known: list[Reading]) -> list[Reading]:
    """Lists that trees tell and lists that the order of words tells; of two that share text the longer one."""
    trees = [*find_lists(parse, lookup, known), *find_sums(parse, lookup, known)]
    told = [t for t in find_told_lists(parse, lookup, known) if not any(_covers(one, t) for one in trees)]
    return [*_outside(told, trees), *told]


def _covers(one: Reading, other: Reading) -> bool:
    """Whether a list shares text with another and is as long."""
    return one.start < other.end and other.start < one.end and other.end - other.start <= one.end - one.start


def _apart(readings: list[Reading]) -> list[Reading]:
    """Without those that begin inside the one before."""
    kept: list[Reading] = []
    for reading in sorted(readings, key=lambda r: (r.start, -r.end)):
        if not kept or reading.start >= kept[-1].end:
            kept.append(reading)
    return kept


def _outside(lists: list[Reading], readings: list[Reading]) -> list[Reading]:
    """Those that share no text with a list: of a headline its words tell better than its tree who is in it."""
    return [r for r in readings if not any(one.start < r.end and r.start < one.end for one in lists)]


def _one_a_span(readings: list[Reading]) -> list[Reading]:
    """One reading for each span: of what befell one victim, that they died; else the first."""
    spans: dict[tuple[int, int], Reading] = {}
    for reading in readings:
        known = spans.setdefault((reading.start, reading.end), reading)
        if known.single and reading.single and reading.measure == "killed":
            spans[reading.start, reading.end] = reading
    return list(spans.values())


def _quantity(parse: Parse, found: Observations, lookup: Lookup, reading: Reading, event: str | None) -> Quantity:
    span = parse.span(reading.start, reading.end)
    return Quantity(
        id=make_id("q", parse.document.id, span.start, span.end),
        span=span,
        clause=clause_span(parse, reading.head, span),
        kind=reading.kind,
        low=reading.low,
        high=reading.high,
        bound=reading.bound,
        unit=reading.unit,
        counted=reading.counted,
        measure=reading.measure,
        event=event,
        period=find_period(parse, found, lookup, reading),
        attribution=lookup.attribution(span.start, span.end),
    )


__all__ = ["NumberPhrase", "extract_quantities"]
