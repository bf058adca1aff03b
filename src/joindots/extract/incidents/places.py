"""Where an incident happened: beside its words, in the sentences that tell it, in the report's dateline."""

import re

from joindots.extract.events.mentions import places_beside
from joindots.extract.incident_words import load_incident_words
from joindots.extract.incidents.sites import load_sites
from joindots.extract.incidents.values import Values
from joindots.extract.names.lexicons import known_kinds
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
_POLICE = frozenset({"police", "firefighters"})
_FORCES = frozenset({"department", "dept", "dept.", "bureau"})
# Words before "police" that name no town.
_NO_TOWN = frozenset(
    {
        "state",
        "national",
        "federal",
        "metropolitan",
        "metro",
        "county",
        "transport",
        "royal",
        "highway",
        "provincial",
        "city",
        "borough",
        "township",
    }
    | {
        "military",
        "border",
        "civil",
        "secret",
        "regional",
        "local",
        "riot",
        "campus",
        "university",
        "college",
        "transit",
    }
)
_TOWNS = ("city", "town", "township", "village", "borough")  # ends of the names of towns
# Words that end the names of what lies within a town.
_WITHIN = frozenset(
    {
        "street",
        "st",
        "avenue",
        "ave",
        "road",
        "rd",
        "drive",
        "dr",
        "lane",
        "ln",
        "boulevard",
        "blvd",
        "highway",
        "parkway",
    }
    | {
        "way",
        "place",
        "terrace",
        "circle",
        "square",
        "park",
        "pool",
        "court",
        "inn",
        "nightclub",
        "apartments",
        "center",
    }
    | {"centre", "plaza", "freeway", "interstate", "side", "end", "pier", "quay", "hall", "trail", "alley", "motel"}
)


def find_places(values: Values, tokens: list[int], *, main: bool) -> None:
    """Places beside the words that tell the incident; of the main one also where the report is dated from.

    Where neither gives one, the places told in the report's first sentences; where those give no more than a street or
    a building, the town whose police the first sentences name ("Port Ellis police").
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
    body = body[:_LEAD]
    _add_dateline(values, body)
    if not values.values("location"):
        for s in body:
            _places_in(values, s)
    if all(_is_no_town(values, str(value)) for value in values.values("location")):
        titles = [s.i for s in values.parse.sentences if s.kind == "title"]
        _add_town_of_police(values, [*titles, *body])


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
    entity = values.lookup.entity(tokens[-1]) if tokens else _place_called(values, span.text)
    if entity is not None and values.lookup.kind(entity) == "place":
        values.add("location", entity, span)
    elif entity is None and span.text.isupper() and dated:
        values.add("location", span.text, span)


def _place_called(values: Values, name: str) -> str | None:
    """The place of the report that has a name, however it is capitalised."""
    known = sorted(e for e, other in values.lookup.names.items() if other.casefold() == name.casefold())
    return next((e for e in known if values.lookup.kind(e) == "place"), None)


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


def _add_town_of_police(values: Values, sentences: list[int]) -> None:
    parse = values.parse
    for s in sentences:
        sentence = parse.sentences[s]
        for i in range(sentence.first + 1, sentence.last):
            names = _names_before(values, i) if parse.tokens[i].text.lower() in _POLICE else []
            if names:
                span = parse.token_span(names[0], names[-1] + 1)
                values.add("location", _place_called(values, span.text) or span.text, span)


def _names_before(values: Values, police: int) -> list[int]:
    """The name of a town right before "police": of several words the most that are known as a place, else all."""
    parse, first = values.parse, police
    start = parse.sentences[parse.tokens[police].sentence].first
    while first > start and parse.tokens[first - 1].tag == "NNP" and parse.tokens[first - 1].text[:1].isupper():
        first -= 1
    after = parse.tokens[police + 1].text.lower() if police + 1 < len(parse.tokens) else ""
    if first > start and parse.tokens[first - 1].text.lower() == "the" and after not in _FORCES:
        return []  # "the Transport Police" are of no town, "the Port Ellis Police Department" is
    for i in range(first, police):
        if _place_called(values, parse.token_span(i, police).text) is not None:
            return [] if parse.tokens[police - 1].text.lower() == "county" else list(range(i, police))
    in_title = parse.sentences[parse.tokens[police].sentence].kind == "title"
    unnamed = any(token.text.lower() in _NO_TOWN for token in parse.tokens[first:police])
    return [] if in_title or unnamed else list(range(first, police))


def _is_no_town(values: Values, place: str) -> bool:
    """Whether a place lies within a town, or nobody knows it: a neighbourhood, a park, a club."""
    if _lies_within_town(values, place):
        return True
    name = values.lookup.names.get(place, place)
    named_town = name.lower().endswith(_TOWNS)
    return not named_town and known_kinds().get(name.title() if name.isupper() else name) != "place"


def _lies_within_town(values: Values, place: str) -> bool:
    """Whether a place is a street, a building and the like, as far as its name tells."""
    name = values.lookup.names.get(place, place)
    word = name.lower().rstrip(".").rpartition(" ")[2]
    return (
        word in _WITHIN
        or word in load_incident_words().things - {"city", "town", "village"}
        or word in load_sites().targets
    )


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
