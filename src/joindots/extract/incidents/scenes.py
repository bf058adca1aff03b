"""When, where and how an incident happened."""

import re

from joindots.extract.events.mentions import places_beside, read_word
from joindots.extract.events.words import load_event_words
from joindots.extract.incident_words import load_incident_words
from joindots.extract.incidents.leads import find_lead_day
from joindots.extract.incidents.values import Values
from joindots.extract.lookups import dated
from joindots.extract.phrases import noun_phrase
from joindots.model import Dated, Event

_PLAIN = frozenset({"attack", "killing"})
_PLAIN_TERMS = frozenset({"Armed Assault"})
_LOCATING = frozenset({"in", "at", "near", "outside", "inside", "on"})
# A place, its state, its agency or date in any order, then a dash.
_DATELINE = re.compile(
    r"([A-Z][\w.’']{0,40}(?: [A-Z][\w.’']{0,40}){0,3})(?:,[^-–—()\n]{1,24})?(?: ?\([^)\n]{1,24}\))? ?(?:--|[–—]| - )"
)
_LONGEST = 80  # code points of a dateline
_LEAD = 4  # sentences that tell where the report's main incident was


def find_dates(values: Values, event: Event, tokens: list[int], *, main: bool) -> None:
    """Dates beside the words that tell the incident; of the main one at last one that the report begins with."""
    lead = find_lead_day(values.parse, values.lookup) if main else None
    date = dated(lead) if lead is not None else None
    if date is not None and (event.date is None or _refines(event.date, date)):
        values.add("date", date.value, date.evidence[0])
    for span in event.date.evidence if event.date else ():
        values.add("date", event.date.value if event.date else "", span)
    for i in tokens:
        time = values.lookup.time_of(i)
        date = dated(time) if time is not None else None
        if date is not None and event.date is not None and _within(date.value, event.date.value):
            for span in date.evidence:
                values.add("date", date.value, span)


def _refines(known: Dated, day: Dated) -> bool:
    """Whether a day lies in a longer time."""
    longer = known.earliest != known.latest
    return longer and (known.earliest or "") <= (day.earliest or "") and (day.latest or "") <= (known.latest or "")


def _within(value: str, known: str) -> bool:
    return value.startswith(known) or known.startswith(value)


def find_places(values: Values, tokens: list[int], *, main: bool) -> None:
    """Places beside the words that tell the incident; of the main one also where the report is dated from.

    Where neither gives one, the places told in the report's first sentences.
    """
    for i in tokens:
        names = list(range(noun_phrase(values.parse, i)[0], i))
        for place in places_beside(values.parse, i, names, values.lookup):
            spot = _spot(values, i, place)
            first, last = noun_phrase(values.parse, spot)
            values.add("location", place, values.parse.token_span(first, last))
    for s in sorted({values.parse.tokens[i].sentence for i in tokens}):
        _places_in(values, s)
    body = [s.i for s in values.parse.sentences if s.kind == "body"][:_LEAD] if main else []
    for s in body:
        _add_dateline(values, s)
    if not values.values("location"):
        for s in body:
            _places_in(values, s)


def _add_dateline(values: Values, s: int) -> None:
    """The place before the dash that opens a report: "VESNA, Orland (UPA) -"."""
    sentence = values.parse.sentences[s]
    match = _DATELINE.match(values.parse.document.text, sentence.start, sentence.start + _LONGEST)
    tokens = values.parse.token_range(match.start(1), match.end(1)) if match else range(0)
    if match is None or not tokens:
        return
    span, entity = values.parse.token_span(tokens[0], tokens[-1] + 1), values.lookup.entity(tokens[-1])
    if entity is not None and values.lookup.kind(entity) == "place":
        values.add("location", entity, span)
    elif entity is None and span.text.isupper() and "(" in match[0]:
        values.add("location", span.text, span)


def _places_in(values: Values, s: int) -> None:
    """Places told in a sentence of the incident after "in", "at", "near"."""
    sentence = values.parse.sentences[s]
    for j in range(sentence.first, sentence.last):
        entity = values.lookup.entity(j)
        if entity is None or values.lookup.kind(entity) != "place" or values.parse.tokens[j].dep != "pobj":
            continue
        if values.parse.tokens[values.parse.tokens[j].head].text.lower() in _LOCATING and values.is_nearest(j):
            values.add("location", entity, values.parse.token_span(*noun_phrase(values.parse, j)))


def _spot(values: Values, i: int, place: str) -> int:
    sentence = values.parse.sentences[values.parse.tokens[i].sentence]
    inside = [j for j in range(sentence.first, sentence.last) if values.lookup.entity(j) == place]
    return min(inside, key=lambda j: abs(j - i)) if inside else i


def find_attack_types(values: Values, event: Event, tokens: list[int]) -> None:
    """The codebook's attack types for the words that tell the incident.

    The choice of the term is the codebook's, so it is laid to nobody, but for what somebody is quoted to say. Beside
    "bombing" the words "attack" and "killed" say nothing of their own. Of an attack "crash" and "blast" say no more
    than the words of violence beside them; of an accident "killed" does not make an assault.
    """
    lexicon, words = load_event_words(), load_incident_words()
    family = lexicon.families[event.type]
    found: list[tuple[str, str, int]] = []
    for i in tokens:
        word = read_word(values.parse, values.parse.tokens[i])
        term = word and (words.lemmas.get(word.lemma) or words.attack_types.get(word.type))
        if word is not None and term and word.family == family:
            found.append((word.type, term, i))
    telling = any(kind not in _PLAIN for kind, _, _ in found)
    for kind, term, i in found:
        if not telling or kind not in _PLAIN or term not in _PLAIN_TERMS:
            span = values.parse.token_span(i, i + 1)
            values.add("attack_type", term, span, own=not values.lookup.is_quoted(span.start))
