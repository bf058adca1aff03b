"""Where an incident happened: beside its words, in the sentences that tell it, in the report's dateline."""

import re

from joindots.extract.events.mentions import places_beside
from joindots.extract.events.senses import is_of_what_is_answered
from joindots.extract.incidents.towns import add_town, place_called
from joindots.extract.incidents.values import Values
from joindots.extract.phrases import children, noun_phrase
from joindots.model import Span

_LOCATING = frozenset({"in", "at", "near", "outside", "inside", "on"})
# Where people are brought, tried and heard after it happened.
_AFTERWARDS = frozenset(
    {
        "hospital",
        "clinic",
        "morgue",
        "court",
        "courtroom",
        "courthouse",
        "jail",
        "prison",
        "custody",
        "hearing",
        "trial",
    }
    | {"conference", "interview", "statement", "newspaper", "report", "studio", "office", "headquarters"}
)
# A place, its state, its agency or date in any order, then a dash.
_DATELINE = re.compile(
    r"([A-Z][\w.’']{0,40}(?: [A-Z][\w.’']{0,40}){0,3})(?:,[^-–—()\n]{1,24})?(?: ?\([^)\n]{1,24}\))? ?(?:--|[–—]| - ?)"
)
_LONGEST = 80  # code points of a dateline
_LEAD = 4  # sentences that tell where the report's main incident was
_SCENE = 12  # sentences within which a report tells to where police were called
_CALLED = frozenset({"respond", "dispatch", "call", "happen", "occur", "unfold"})


def find_places(values: Values, tokens: list[int], *, main: bool) -> None:
    """Places beside the words that tell the incident; of the main one also where the report is dated from.

    Where neither gives one, the places told in the report's first sentences; where those give no more than a street or
    a building, the town that the report is about ("Port Ellis police").
    """
    for i in tokens:
        names = list(range(noun_phrase(values.parse, i)[0], i))
        for place in places_beside(values.parse, i, names, values.lookup):
            spot = _spot(values, i, place)
            if not _is_area_of(values, spot):
                values.add("location", place, _mention(values, spot))
    body = [s.i for s in values.parse.sentences if s.kind == "body"] if main else []
    told = {values.parse.tokens[i].sentence for i in tokens}
    for s in sorted({*told, *(s for s in body[:_SCENE] if _tells_scene(values, s))}):
        _places_in(values, s)
    if not main:
        return
    whole, body = body, body[:_LEAD]
    _add_dateline(values, body)
    if not values.values("location"):
        for s in body:
            _places_in(values, s)
    titles = [s.i for s in values.parse.sentences if s.kind == "title"]
    add_town(values, titles, whole)


def _add_dateline(values: Values, body: list[int]) -> None:
    """The place before the dash that opens a report: "VESNA, Orland (UPA) -"."""
    parse = values.parse
    starts = [block.start for block in parse.document.blocks if block.kind == "dateline"]
    for start in [*starts, *(parse.sentences[s].start for s in body)]:
        match = _DATELINE.match(parse.document.text, start, start + _LONGEST)
        if match is not None:
            _add_place_named(values, parse.span(match.start(1), match.end(1)), dated="(" in match[0] or start in starts)


def _add_place_named(values: Values, span: Span, *, dated: bool) -> None:
    tokens = values.parse.token_range(span.start, span.end)
    entity = (values.lookup.entity(tokens[-1]) if tokens else None) or place_called(values, span.text)
    if entity is not None and values.lookup.kind(entity) == "place":
        values.add("location", entity, span)
    elif entity is None and span.text.isupper() and dated:
        values.add("location", span.text, span)


def _places_in(values: Values, s: int) -> None:
    """Places told in a sentence after "in", "at", "near": "at a Port Ellis bar", "on Ellis’s east side"."""
    parse, sentence = values.parse, values.parse.sentences[s]
    for j in range(sentence.first, sentence.last):
        if parse.tokens[j].dep != "pobj" or parse.tokens[parse.tokens[j].head].text.lower() not in _LOCATING:
            continue
        entity = values.lookup.entity(j)
        kind = values.lookup.kind(entity) if entity is not None else None
        if kind not in (None, "place") or parse.tokens[j].lemma.lower() in _AFTERWARDS or not values.is_nearest(j):
            continue
        if is_of_what_is_answered(parse, j):
            continue
        before = [
            *children(parse, j, "poss"),
            *(children(parse, j, "compound", "nmod", "amod") if kind is None else ()),
        ]
        for i in [*before, j]:
            place = values.lookup.entity(i)
            if place is not None and values.lookup.kind(place) == "place":
                values.add("location", place, _mention(values, i))


def _tells_scene(values: Values, s: int) -> bool:
    """Whether a sentence tells where it was, or to where police were called."""
    sentence = values.parse.sentences[s]
    tokens = values.parse.tokens[sentence.first : sentence.last]
    return any(token.pos == "VERB" and token.lemma in _CALLED for token in tokens)


def _mention(values: Values, i: int) -> Span:
    """The name that token `i` stands in."""
    place, first, last = values.lookup.entity(i), i, i + 1
    sentence = values.parse.sentences[values.parse.tokens[i].sentence]
    while first > sentence.first and values.lookup.entity(first - 1) == place:
        first -= 1
    while last < sentence.last and values.lookup.entity(last) == place:
        last += 1
    return values.parse.token_span(first, last)


def _is_area_of(values: Values, i: int) -> bool:
    """Whether a place only tells which other one is meant: the state in "Port Ellis, Orland"."""
    first = i
    while first > 1 and values.lookup.entity(first - 1) == values.lookup.entity(i):
        first -= 1
    before = values.lookup.entity(first - 2) if first > 1 and values.parse.tokens[first - 1].text == "," else None
    return before is not None and values.lookup.kind(before) == "place"


def _spot(values: Values, i: int, place: str) -> int:
    sentence = values.parse.sentences[values.parse.tokens[i].sentence]
    inside = [j for j in range(sentence.first, sentence.last) if values.lookup.entity(j) == place]
    return min(inside, key=lambda j: abs(j - i)) if inside else i
